// Package rivals measures other date libraries beside this one. It is a module
// of its own, so that the program never depends on them:
//
//	cd extractors/date/testdata/rivals && go test -bench .
package rivals

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	dateparser "github.com/markusmobius/go-dateparser"
	"github.com/olebedev/when"
	"github.com/olebedev/when/rules/common"
	"github.com/olebedev/when/rules/en"

	"twosource/corpus"
	"twosource/extractors/date"
	"twosource/extractors/token"
)

// newsText is the text of the case files beside this module, repeated.
func newsText() string {
	files, _ := filepath.Glob(filepath.Join("..", "cases", "*.txt"))
	var b strings.Builder
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		for _, block := range strings.Split(string(raw), "=====\n") {
			text, _, _ := strings.Cut(block, "-----\n")
			b.WriteString(text + "\n\n")
		}
	}
	return strings.Repeat(b.String(), 5)
}

// rivalText is short, for the other libraries are slow.
const rivalText = 20000

// sentences are the sentences that the libraries are given one at a time.
func sentences(n int) []string {
	text := newsText()
	t := token.Scan(text[:min(n, len(text))], corpus.Span{})
	var out []string
	for _, s := range t.Sentences {
		out = append(out, t.Span(s).In(t.Source))
	}
	return out
}

var rivalDay = time.Date(2024, 7, 20, 12, 0, 0, 0, time.UTC)

// BenchmarkRivals runs this package, tokens included, and two libraries over
// the same sentences.
func BenchmarkRivals(b *testing.B) {
	in := sentences(rivalText)
	size := 0
	for _, s := range in {
		size += len(s)
	}
	b.Run("twosource", func(b *testing.B) {
		var t token.Text
		var dst []corpus.Date
		benchRival(b, in, size, func(s string) int {
			t.Reset(s, corpus.Span{})
			dst = date.Extract(dst[:0], &t, date.Reference{Published: "2024-07-20"})
			return len(dst)
		})
	})
	b.Run("when", func(b *testing.B) {
		w := when.New(nil)
		w.Add(en.All...)
		w.Add(common.All...)
		benchRival(b, in, size, func(s string) int { return whenAll(w, s) })
	})
	b.Run("go-dateparser", func(b *testing.B) {
		cfg := &dateparser.Configuration{Languages: []string{"en"}, CurrentTime: rivalDay}
		benchRival(b, in, size, func(s string) int {
			_, found, err := dateparser.Search(cfg, s)
			if err != nil {
				return 0
			}
			return len(found)
		})
	})
}

func benchRival(b *testing.B, in []string, size int, find func(string) int) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	found := 0
	for b.Loop() {
		found = 0
		for _, s := range in {
			found += find(s)
		}
	}
	b.ReportMetric(float64(found), "dates")
}

// whenAll finds all dates of s; the library itself stops at the first.
func whenAll(w *when.Parser, s string) int {
	n := 0
	for s != "" {
		r, err := w.Parse(s, rivalDay)
		if err != nil || r == nil {
			break
		}
		n++
		s = s[r.Index+max(1, len(r.Text)):]
	}
	return n
}
