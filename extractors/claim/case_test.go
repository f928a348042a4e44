package claim_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/claim"
	"twosource/extractors/date"
	"twosource/extractors/figure"
	"twosource/extractors/quote"
	"twosource/extractors/token"
)

var update = flag.Bool("update", false, "rewrite the expected part of the case files")

// TestCases runs the case files. The input is one article: an optional line
// "title: …", an optional line "date: …", then the text, in which names are
// marked "[Halden Robotics|ORG]". Dates, figures and quotations are extracted;
// names are the marked ones, so that no model stands between a case and its
// outcome.
func TestCases(t *testing.T) {
	x, err := claim.New(claim.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/cases/*.txt")
	if len(files) == 0 {
		t.Fatal("no case files")
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) { runCase(t, x, f) })
	}
}

func runCase(t *testing.T, x *claim.Extractor, path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in, want, ok := strings.Cut(string(b), "\n-----\n")
	if !ok {
		t.Fatal("no separator line")
	}
	got := claimsOfCase(x, in)
	if *update {
		if err := os.WriteFile(path, []byte(in+"\n-----\n"+got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func claimsOfCase(x *claim.Extractor, in string) string {
	a, ents := marked(in)
	tx := token.Scan(a.Text, corpus.Span{})
	f := corpus.Facts{Entities: ents}
	f.Dates = date.Extract(nil, tx, date.Reference{Published: a.Published})
	f.Figures = figure.Extract(nil, tx, f.Dates)
	f.Quotes = quote.Extract(nil, tx, ents)
	var out strings.Builder
	for _, c := range x.Extract(nil, claim.Input{Article: a, Text: tx, Facts: &f}) {
		out.WriteString(caseLine(a, c) + "\n")
	}
	return out.String()
}

// caseLine prints what a case pins down of a claim: not its confidence nor the
// phrase that found it.
func caseLine(a *corpus.Article, c corpus.Claim) string {
	s, _, _ := strings.Cut(line(a, c), " | \"")
	return s + " | " + strings.Join(strings.Fields(c.Span.In(a.Text)), " ")
}

// marked reads a case's input and takes the marks of names out of it.
func marked(in string) (*corpus.Article, []corpus.Entity) {
	a := &corpus.Article{ID: "case"}
	for {
		first, rest, _ := strings.Cut(in, "\n")
		if title, ok := strings.CutPrefix(first, "title: "); ok {
			a.Title = title
		} else if day, ok := strings.CutPrefix(first, "date: "); ok {
			a.Published = day
		} else {
			break
		}
		in = rest
	}
	var text strings.Builder
	var ents []corpus.Entity
	for {
		before, rest, ok := strings.Cut(in, "[")
		text.WriteString(before)
		if !ok {
			break
		}
		mark, after, _ := strings.Cut(rest, "]")
		parts := strings.Split(mark, "|")
		e := corpus.Entity{Span: corpus.Span{Start: text.Len()}, Type: corpus.EntityType(parts[1]), Name: parts[len(parts)-1]}
		if len(parts) == 2 {
			e.Name = parts[0]
		}
		text.WriteString(parts[0])
		e.End, e.ID = text.Len(), strings.ToLower(strings.ReplaceAll(e.Name, " ", "-"))
		ents = append(ents, e)
		in = after
	}
	a.Text = text.String()
	return a, ents
}
