package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"twosource/pipeline"
)

// progressBar draws one line of progress on a terminal, at most ten times a
// second; elsewhere it is silent and the summary stands alone.
type progressBar struct {
	app     *app
	on      bool
	start   time.Time
	last    time.Time
	total   int64 // bytes of plain input files, 0 if unknown
	visible bool
}

// progressPause is the least time between two drawings.
const progressPause = 100 * time.Millisecond

func (a *app) progress(paths []string) *progressBar {
	b := &progressBar{app: a, on: a.env.Progress && !a.quiet && a.log == nil, start: a.env.Now()}
	if b.on {
		b.total = plainBytes(paths)
	}
	return b
}

// plainBytes is the size of the inputs where all are uncompressed files.
func plainBytes(paths []string) int64 {
	var total int64
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil || info.IsDir() || filepath.Ext(p) == ".gz" || filepath.Ext(p) == ".zst" {
			return 0
		}
		total += info.Size()
	}
	return total
}

func (b *progressBar) show(p pipeline.Progress) {
	now := b.app.env.Now()
	if !b.on || now.Sub(b.last) < progressPause {
		return
	}
	b.last, b.visible = now, true
	elapsed := now.Sub(b.start)
	line := fmt.Sprintf("%d articles, %.0f/s", p.Stored, p.Rate(elapsed))
	if p.Failed > 0 {
		line += fmt.Sprintf(", %d failed", p.Failed)
	}
	if b.total > 0 && p.Bytes > 0 && p.Bytes < b.total {
		left := time.Duration(float64(elapsed) * float64(b.total-p.Bytes) / float64(p.Bytes))
		line += fmt.Sprintf(", %d %%, %s left", 100*p.Bytes/b.total, left.Round(time.Second))
	}
	fmt.Fprintf(b.app.env.Stderr, "\r\x1b[K%s", line)
}

// clear takes the line away before something else is printed.
func (b *progressBar) clear() {
	if b.visible {
		fmt.Fprint(b.app.env.Stderr, "\r\x1b[K")
		b.visible = false
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func parent(path string) string { return filepath.Dir(path) }
