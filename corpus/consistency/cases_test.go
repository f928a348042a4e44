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
			c := caseOf{name: parts[0]}
			if want = strings.TrimSpace(want); want != "" {
				c.want = strings.Split(want, "\n")
				slices.Sort(c.want)
			}
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

// documents are the articles of a case with what the extractors find in them.
func (c *caseOf) documents(t *testing.T) []Document {
	t.Helper()
	x, err := loadExtractors()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]Document, len(c.articles))
	for i := range c.articles {
		out[i] = Document{Article: c.articles[i], Facts: x.facts(&c.articles[i])}
	}
	return out
}

// contradictions lists what some articles hold as case files write it, sorted.
func contradictions(t *testing.T, docs []Document, off check) []string {
	t.Helper()
	found, err := conflictsWithout(engineOf(docs), off)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range found {
		if f := &found[i]; f.Verdict == corpus.Contradiction {
			a, b := f.Evidence[0].Claim.Value.Text, f.Evidence[1].Claim.Value.Text
			out = append(out, f.Subject+" | "+f.Attribute+" | "+min(a, b)+" / "+max(a, b))
		}
	}
	slices.Sort(out)
	return out
}

// TestCases holds invented stories that tempt to join what is two, and some
// that must be joined.
func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.name, func(t *testing.T) {
			if got := contradictions(t, c.documents(t), 0); !slices.Equal(got, c.want) {
				t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}
