package date

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

var update = flag.Bool("update", false, "rewrite the expected half of the case files")

// TestCases runs testdata/cases/*.txt. A file holds blocks parted by lines of
// "=====": a head of "published:" and "locale:" lines, the text, a line
// "-----" and one line for every date:
//
//	words | type | value | from | to [| notes]
func TestCases(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no case files", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) { runCases(t, f) })
	}
}

func runCases(t *testing.T, file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n, block := range strings.Split(string(raw), "=====\n") {
		in, want, _ := strings.Cut(block, "-----\n")
		ref, text := head(in)
		got := render(text, ref)
		out = append(out, in+"-----\n"+got)
		if got != want && !*update {
			t.Errorf("block %d: %s\ngot:\n%swant:\n%s", n+1, text, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(out, "=====\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func head(in string) (ref Reference, text string) {
	for {
		line, rest, _ := strings.Cut(in, "\n")
		switch key, value, _ := strings.Cut(line, ": "); key {
		case "published":
			ref.Published = value
		case "locale":
			ref.Locale = value
		case "source":
			ref.Source = value
		default:
			return ref, strings.TrimSuffix(in, "\n")
		}
		in = rest
	}
}

func render(text string, ref Reference) string {
	var b strings.Builder
	for _, d := range Extract(nil, token.Scan(text, corpus.Span{}), ref) {
		fmt.Fprintf(&b, "%s | %s | %s | %s | %s", d.In(text), d.Type, d.Value, d.From, d.To)
		for _, note := range []string{d.Mod, d.Anchor, d.Alternative, d.Zone} {
			if note != "" && note != "published" {
				b.WriteString(" | " + note)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
