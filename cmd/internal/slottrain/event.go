package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/slot"
	"twosource/corpus/trees"
	"twosource/extractors"
	"twosource/pipeline"
)

// event is a folder of articles with what is known of the values in them.
type event struct {
	lists   [][]consistency.Statement // of each article
	pairs   []labelled
	clashes map[string]bool
	labels  *labels
}

// labelled is a pair of values and what the tables say of it.
type labelled struct {
	features []float32
	same     bool
	verdict  string // of the judged pair, "" for others
	clash    string // names a judged contradiction
	differ   bool   // their values do
}

// passage is a value in the tables.
type passage struct {
	File      string
	Snippet   string
	Value     any
	Subject   string
	Attribute string
	Kind      string // "count", "date", "place" …, "" unknown

	at corpus.Span // in the text of its article
}

type judged struct {
	Subject, Attribute, Verdict, Kind string
	Ambiguous                         bool
	Sides                             []passage
}

// rows reads a file of JSON lines; a missing file has none.
func rows[T any](path string) ([]T, error) {
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []T
	s := bufio.NewScanner(bytes.NewReader(b))
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		var x T
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, x)
	}
	return out, s.Err()
}

// readEvent extracts the articles of a folder and labels all pairs of values
// that the program would hold against each other.
func readEvent(ctx context.Context, dir string) (*event, error) {
	facts, err := rows[passage](filepath.Join(dir, "facts.jsonl"))
	if err != nil {
		return nil, err
	}
	gold, err := rows[judged](filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	x, err := extractors.Default(extractors.Options{})
	if err != nil {
		return nil, err
	}
	var docs []consistency.Document
	err = pipeline.Stream(ctx, []string{filepath.Join(dir, "articles")}, pipeline.Options{Extractors: x}, func(r pipeline.Result) error {
		if r.Failure == nil {
			docs = append(docs, consistency.Document{Article: *r.Article, Facts: *r.Facts})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	l := newLabels(facts, gold)
	l.place(docs)
	e := &event{clashes: l.clashes, labels: l}
	for _, d := range docs {
		e.lists = append(e.lists, consistency.Statements(d))
	}
	lists := e.lists
	for i := range lists {
		for k := range i {
			consistency.Slots(lists[k], lists[i], func(a, b *consistency.Statement, f *slot.Features) {
				if x, ok := l.label(a, b); ok {
					x.differ = a.Claim.Value != b.Claim.Value
					x.features = slices.Clone(f[:])
					e.pairs = append(e.pairs, x)
				}
			})
		}
	}
	return e, nil
}

// labels look up what the tables say of two values.
type labels struct {
	facts   []passage // with what they give a value of
	table   bool      // facts are all there is
	gold    []judged
	clashes map[string]bool
}

func newLabels(facts []passage, gold []judged) *labels {
	l := &labels{facts: facts, gold: gold, table: len(facts) > 0, clashes: make(map[string]bool)}
	for _, g := range gold {
		for i := range g.Sides {
			g.Sides[i].Kind = g.Kind
		}
		if g.Verdict == "contradiction" && !g.Ambiguous {
			l.clashes[g.clash()] = true
		}
		if l.table || g.Verdict == "scope" {
			continue
		}
		for _, s := range g.Sides {
			s.Subject, s.Attribute = g.Subject, g.Attribute
			l.facts = append(l.facts, s)
		}
	}
	return l
}

func (g *judged) clash() string {
	x, y := text(g.Sides[0].Value), text(g.Sides[1].Value)
	return strings.Join([]string{g.Subject, g.Attribute, min(x, y), max(x, y)}, "|")
}

func text(v any) string { return fmt.Sprint(v) }

// label says what two values are to each other; ok is false where nobody knows.
func (l *labels) label(a, b *consistency.Statement) (x labelled, ok bool) {
	for i := range l.gold {
		g := &l.gold[i]
		if len(g.Sides) != 2 || !(g.Sides[0].of(a) && g.Sides[1].of(b) || g.Sides[1].of(a) && g.Sides[0].of(b)) {
			continue
		}
		if g.Ambiguous {
			return x, false
		}
		x.verdict, x.same = g.Verdict, g.Verdict != "scope"
		if g.Verdict == "contradiction" {
			x.clash = g.clash()
		}
		return x, true
	}
	sa, sb := l.slots(a), l.slots(b)
	for s := range sa {
		x.same = x.same || sb[s]
	}
	if a.Claim.Kind == corpus.KindPlace && len(sa) == 0 && len(sb) == 0 && a.Claim.Value.Text == b.Claim.Value.Text {
		return x, false // tables give few places
	}
	return x, x.same || l.table || len(sa) > 0 || len(sb) > 0
}

func (l *labels) slots(s *consistency.Statement) map[string]bool {
	out := make(map[string]bool)
	for i := range l.facts {
		if f := &l.facts[i]; f.of(s) {
			out[f.Subject+"|"+f.Attribute] = true
		}
	}
	return out
}

// place finds where the words of the passages stand in the articles.
func (l *labels) place(docs []consistency.Document) {
	texts := make(map[string]string, len(docs))
	for i := range docs {
		texts[filepath.Base(docs[i].Article.Path)] = docs[i].Article.Text
	}
	for i := range l.facts {
		l.facts[i].place(texts)
	}
	for i := range l.gold {
		for k := range l.gold[i].Sides {
			l.gold[i].Sides[k].place(texts)
		}
	}
}

func (p *passage) place(texts map[string]string) {
	if i := strings.Index(texts[p.File], p.Snippet); i >= 0 {
		p.at = corpus.Span{Start: i, End: i + len(p.Snippet)}
	}
}

// of reports whether a statement gives the value of a passage: its words stand
// there, it is of its kind, and a number of the value is its own.
func (p *passage) of(s *consistency.Statement) bool {
	if filepath.Base(s.Path) != p.File || p.at.Start >= s.Claim.End || s.Claim.Start >= p.at.End || !p.fits(s.Claim.Kind) {
		return false
	}
	want, got := numbers(text(p.Value)), numbers(s.Claim.Value.Text)
	if len(want) == 0 || len(got) == 0 || s.Claim.Value.From != "" {
		return true
	}
	if q := &s.Claim.Value.Quantity; q.Bound == corpus.Between { // its text is the middle
		got = append(got, numbers(q.Low.String()+" "+q.High.String())...)
	}
	scales := []float64{1, 100, 1e3, 1e5, 1e6, 1e7, 1e9, 1e12}
	if p.Kind == "duration" {
		scales = append(scales, 60, 24, 7, 12, 1./60, 1./24, 1./7, 1./12) // "90 seconds" of a minute and a half
	}
	for _, x := range want {
		for _, y := range got {
			for _, scale := range scales {
				if math.Abs(x*scale-math.Abs(y)) <= 0.011*math.Abs(y) { // a fall of 12 is -12
					return true
				}
			}
		}
	}
	return false
}

// fits reports whether a claim of a kind can give the value of a passage: the place
// and the day of a death stand in one passage.
func (p *passage) fits(k corpus.ClaimKind) bool {
	switch p.Kind {
	case "":
		return true
	case "place":
		return k == corpus.KindPlace
	case "role":
		return k == corpus.KindRole
	case "count", "money", "percent", "length", "rank":
		return k != corpus.KindPlace && k != corpus.KindRole && k != corpus.KindDate
	}
	return k != corpus.KindPlace && k != corpus.KindRole
}

// numbers are the numbers written in digits.
func numbers(s string) []float64 {
	var out []float64
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(s, ",", ""), func(r rune) bool { return (r < '0' || r > '9') && r != '.' }) {
		if v, err := strconv.ParseFloat(strings.Trim(w, "."), 64); err == nil {
			out = append(out, v)
		}
	}
	return out
}

// judge counts what a model lists from a probability on: clashes found, near
// misses, other pairs.
func (e *event) judge(m *trees.Model, limit float64) (found, near, other int) {
	seen := make(map[string]bool)
	for i := range e.pairs {
		p := &e.pairs[i]
		if m.P(p.features) < limit {
			continue
		}
		switch {
		case p.clash != "":
			if !seen[p.clash] {
				seen[p.clash] = true
				found++
			}
		case p.verdict != "":
			near++
		case !p.same:
			other++
		}
	}
	return found, near, other
}
