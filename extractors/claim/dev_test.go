package claim_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/claim"
	"twosource/extractors/date"
	"twosource/extractors/entity"
	"twosource/extractors/figure"
	"twosource/extractors/quote"
	"twosource/extractors/token"
)

// events is where the development articles stand beside the repository.
const events = "../../../shared/eval/conflicts"

// read parses an article with the simple "key: value" head of the development
// set.
func read(path string) (*corpus.Article, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	a := &corpus.Article{ID: path, Path: path, Text: string(b)}
	head, _, ok := strings.Cut(a.Text, "\n\n")
	if !ok {
		return a, nil
	}
	for _, line := range strings.Split(head, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "date":
			a.Published = strings.TrimSpace(value)
		case "title":
			a.Title = value
		case "source":
			a.Source = value
		}
	}
	a.Body = corpus.Span{Start: len(head) + 2, End: len(a.Text)}
	return a, nil
}

type chain struct {
	model  *entity.Model
	claims *claim.Extractor
}

func newChain(t testing.TB) *chain {
	m, err := entity.Load()
	if err != nil {
		t.Fatal(err)
	}
	x, err := claim.New(claim.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	return &chain{m, x}
}

// facts extracts everything but claims.
func (c *chain) facts(a *corpus.Article) (*token.Text, *corpus.Facts) {
	tx := token.Scan(a.Text, a.Body)
	var f corpus.Facts
	f.Entities = c.model.Extract(nil, tx)
	f.Dates = date.Extract(nil, tx, date.Reference{Published: a.Published, Source: a.Source})
	f.Figures = figure.Extract(nil, tx, f.Dates)
	f.Quotes = quote.Extract(nil, tx, f.Entities)
	return tx, &f
}

func (c *chain) run(a *corpus.Article) []corpus.Claim {
	tx, f := c.facts(a)
	return c.claims.Extract(nil, claim.Input{Article: a, Text: tx, Facts: f})
}

// factRow is a row of the development value tables.
type factRow struct {
	File, Snippet, Subject, Attribute, Kind, Value string
}

// TestDevRecall reports how many rows of the development value tables have a
// claim whose value lies in the row's words, and holds a floor.
func TestDevRecall(t *testing.T) {
	if _, err := os.Stat(events); err != nil {
		t.Skip("the development articles are not beside the repository")
	}
	c := newChain(t)
	found, total := 0, 0
	for _, ev := range []string{"crowdstrike", "equifax", "surfside", "svb", "titan"} {
		f, n := recallOf(t, c, ev)
		t.Logf("%s: %d of %d", ev, f, n)
		found, total = found+f, total+n
	}
	t.Logf("all: %d of %d = %.3f", found, total, float64(found)/float64(total))
	if float64(found) < 0.66*float64(total) {
		t.Errorf("recall fell below its floor")
	}
}

func recallOf(t *testing.T, c *chain, ev string) (found, total int) {
	byFile := make(map[string][]corpus.Claim)
	text := make(map[string]string)
	out := os.Getenv("CLAIMS_OUT")
	paths, _ := filepath.Glob(filepath.Join(events, ev, "articles", "*.txt"))
	slices.Sort(paths)
	for _, p := range paths {
		a, err := read(p)
		if err != nil {
			t.Fatal(err)
		}
		cs := c.run(a)
		byFile[filepath.Base(p)], text[filepath.Base(p)] = cs, a.Text
		if out != "" {
			dump(t, filepath.Join(out, ev+"-"+filepath.Base(p)), a, cs)
		}
	}
	var missed bytes.Buffer
	for _, r := range rows(t, filepath.Join(events, ev, "facts.jsonl")) {
		if r.Kind == "quote" || strings.Contains(r.Snippet, "năm") {
			continue
		}
		total++
		if hit := covered(byFile[r.File], text[r.File], r); hit != "" {
			found++
			fmt.Fprintf(&missed, "ok   %s %s | %s | %s | %s -> %s\n", r.File, r.Subject, r.Attribute, r.Value, r.Snippet, hit)
		} else {
			fmt.Fprintf(&missed, "MISS %s %s | %s | %s | %s\n", r.File, r.Subject, r.Attribute, r.Value, r.Snippet)
		}
	}
	if out != "" {
		if err := os.WriteFile(filepath.Join(out, ev+".recall"), missed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return found, total
}

// goldRow is a row of the development verdicts.
type goldRow struct {
	ID, Subject, Attribute, Kind, Verdict string
	Ambiguous                             bool
	ViaCopy                               bool `json:"via_copy"`
	Sides                                 []struct{ File, Snippet, Value string }
}

// TestDevContradictions reports in how many of the contradictions of the
// development set both sides have a claim of one attribute.
func TestDevContradictions(t *testing.T) {
	if _, err := os.Stat(events); err != nil {
		t.Skip("the development articles are not beside the repository")
	}
	c := newChain(t)
	met, total := 0, 0
	var report bytes.Buffer
	for _, ev := range []string{"crowdstrike", "equifax", "surfside", "svb", "titan"} {
		byFile := make(map[string][]corpus.Claim)
		text := make(map[string]string)
		paths, _ := filepath.Glob(filepath.Join(events, ev, "articles", "*.txt"))
		for _, p := range paths {
			a, err := read(p)
			if err != nil {
				t.Fatal(err)
			}
			byFile[filepath.Base(p)], text[filepath.Base(p)] = c.run(a), a.Text
		}
		for _, g := range golds(t, filepath.Join(events, ev, "gold.jsonl")) {
			if g.Verdict != "contradiction" || g.Ambiguous || g.ViaCopy || g.Kind == "quote" || strings.Contains(g.Sides[0].Snippet+g.Sides[1].Snippet, "năm") {
				continue
			}
			total++
			var hits [2][]corpus.Claim
			for i := range hits {
				hits[i] = within(byFile[g.Sides[i].File], text[g.Sides[i].File], g.Sides[i].Snippet)
			}
			if a := meet(hits[0], hits[1]); a != "" {
				met++
				fmt.Fprintf(&report, "MET  %s %s: %s\n", g.ID, g.Attribute, a)
				continue
			}
			fmt.Fprintf(&report, "MISS %s %s: %q %s | %q %s\n", g.ID, g.Attribute, g.Sides[0].Snippet, names(hits[0]), g.Sides[1].Snippet, names(hits[1]))
		}
	}
	t.Logf("%d of %d = %.3f", met, total, float64(met)/float64(total))
	if float64(met) < 0.75*float64(total) {
		t.Errorf("fewer contradictions are within reach than before")
	}
	if out := os.Getenv("CLAIMS_OUT"); out != "" {
		if err := os.WriteFile(filepath.Join(out, "gold.txt"), report.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func golds(t *testing.T, path string) []goldRow {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []goldRow
	for _, line := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
		var g goldRow
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

// within lists the claims whose value or sentence lies in a snippet.
func within(cs []corpus.Claim, text, snippet string) []corpus.Claim {
	i := strings.Index(text, snippet)
	if i < 0 {
		return nil
	}
	span := corpus.Span{Start: i, End: i + len(snippet)}
	var out []corpus.Claim
	for _, c := range cs {
		if c.Span.Overlaps(span) {
			out = append(out, c)
		}
	}
	return out
}

func meet(a, b []corpus.Claim) string {
	for _, x := range a {
		for _, y := range b {
			if x.Attribute == y.Attribute {
				return x.Subject + " | " + y.Subject + " / " + x.Attribute + " = " + x.Value.Text + " | " + y.Value.Text
			}
		}
	}
	return ""
}

func names(cs []corpus.Claim) string {
	var out []string
	for _, c := range cs {
		out = append(out, c.Subject+"/"+c.Attribute+"="+c.Value.Text)
	}
	return fmt.Sprint(out)
}

func rows(t *testing.T, path string) []factRow {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []factRow
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var r factRow
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// covered reports the claim whose value stands in the row's words.
func covered(cs []corpus.Claim, text string, r factRow) string {
	words := strings.Join(strings.Fields(r.Snippet), " ")
	i := strings.Index(text, r.Snippet)
	if i < 0 {
		i = strings.Index(text, words)
	}
	if i < 0 {
		return ""
	}
	span := corpus.Span{Start: i, End: i + len(r.Snippet)}
	var hits []string
	for _, c := range cs {
		if c.Span.Overlaps(span) && (compatible(r.Kind, string(c.Kind))) {
			hits = append(hits, c.Subject+" / "+c.Attribute+" = "+c.Value.Text)
		}
	}
	return strings.Join(hits, " ; ")
}

func compatible(want, got string) bool {
	switch want {
	case "other":
		return got == "other" || got == "role" || got == "polarity" || got == "place" || got == "count"
	case "age":
		return got == "age" || got == "count"
	case "role", "place", "date", "money", "percent":
		return want == got || want == "percent" && got == "count"
	case "count":
		return got == "count" || got == "percent"
	case "measure":
		return got == "measure" || got == "count"
	}
	return want == got
}

func dump(t *testing.T, path string, a *corpus.Article, cs []corpus.Claim) {
	var b bytes.Buffer
	var last corpus.Span
	for _, c := range cs {
		if c.Sentence != last {
			last = c.Sentence
			fmt.Fprintf(&b, "\n> %s\n", strings.Join(strings.Fields(c.Sentence.In(a.Text)), " "))
		}
		fmt.Fprintf(&b, "   %s\n", line(a, c))
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// line prints a claim on one line.
func line(a *corpus.Article, c corpus.Claim) string {
	s := fmt.Sprintf("%s | %s | %s", c.Subject, c.Attribute, c.Value.Text)
	if u := c.Value.Quantity.Unit; u != "" {
		s += " " + u
	}
	add := func(k, v string) {
		if v != "" {
			s += " | " + k + ": " + v
		}
	}
	add("trigger", c.Trigger)
	add("bound", string(c.Value.Quantity.Bound))
	if c.AsOfFrom == "explicit" {
		add("as of", c.AsOf)
	}
	add("scope", c.Scope)
	add("place", c.Place)
	add("part", c.Part)
	add("modality", string(c.Modality))
	add("by", c.By)
	if c.Negated {
		add("negated", "yes")
	}
	return s + fmt.Sprintf(" | %q %.2f [%s]", c.Span.In(a.Text), c.Confidence, c.Rule)
}
