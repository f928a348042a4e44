package consistency

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
)

// caseOf is one block of a case file: articles under "## date outlet" and the
// contradictions they hold, "subject | attribute | value / value".
type caseOf struct {
	name     string
	articles []corpus.Article
	want     []string
}

// readCases reads the blocks of testdata/cases, which end at an empty line
// after the expected part.
func readCases(t *testing.T) []caseOf {
	t.Helper()
	files, _ := filepath.Glob("testdata/cases/*.txt")
	if len(files) == 0 {
		t.Fatal("no case files")
	}
	var out []caseOf
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(b), "\n\n") {
			head, want, ok := strings.Cut(strings.TrimSpace(block)+"\n", "-----\n")
			if !ok {
				t.Fatalf("%s: no line of dashes after %q", f, head)
			}
			parts := strings.Split(head, "\n## ")
			c := caseOf{name: parts[0], want: strings.Split(strings.TrimSpace(want), "\n")}
			for i, p := range parts[1:] {
				first, text, _ := strings.Cut(p, "\n")
				date, outlet, _ := strings.Cut(first, " ")
				if date == "undated" {
					date = ""
				}
				c.articles = append(c.articles, corpus.Article{ID: fmt.Sprint(i), Published: date, Source: outlet, Text: text, Body: corpus.Span{End: len(text)}, Language: "en"})
			}
			out = append(out, c)
		}
	}
	return out
}

// TestCases holds invented stories that tempt to join what is two, and some
// that must be joined.
func TestCases(t *testing.T) {
	x, err := loadExtractors()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range readCases(t) {
		t.Run(c.name, func(t *testing.T) {
			e := NewEngine()
			for i := range c.articles {
				e.Add(c.articles[i], x.facts(&c.articles[i]), "")
			}
			got := []string{}
			for _, f := range e.Conflicts(Filter{Verdicts: []corpus.Verdict{corpus.Contradiction}}) {
				a, b := f.Evidence[0].Claim.Value.Text, f.Evidence[1].Claim.Value.Text
				got = append(got, f.Subject+" | "+f.Attribute+" | "+min(a, b)+" / "+max(a, b))
			}
			want := slices.DeleteFunc(c.want, func(s string) bool { return s == "" })
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		})
	}
}
