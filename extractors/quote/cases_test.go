package quote

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

var update = flag.Bool("update", false, "rewrite the expected part of the case files")

// TestCases runs testdata/cases: an article, a line of dashes, then one line a
// quotation: kind | speaker | cue | medium | words.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no case files", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text, want, _ := strings.Cut(string(data), "\n-----\n")
			got := render(text)
			if *update {
				if err := os.WriteFile(f, []byte(text+"\n-----\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func render(text string) string {
	var b strings.Builder
	for _, q := range Extract(nil, token.Scan(text, corpus.Span{}), nil) {
		row := []string{string(q.Kind), q.Speaker, q.Cue.In(text), q.Medium, strings.ReplaceAll(q.In(text), "\n", "¶")}
		b.WriteString(strings.Join(row, " | ") + "\n")
	}
	return b.String()
}
