package bleveindex

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// titleBoost is how much more a word in the title counts than one in the body.
const titleBoost = 2.0

// usual is about the length of a field of an article as it is kept. The true
// averages would give other scores for the same articles in other shards.
var usual = map[string]int{fieldBody: 400 / lengthStep, fieldTitle: 9, fieldEntity: 30, fieldSpeaker: 4, fieldSource: 2, fieldAuthor: 3}

// plan is a part of a query made ready for a view of the index.
type plan interface {
	// matches is about how many documents match.
	matches() uint64
	// match finds those of the i-th segment, of some only if within is not nil.
	match(i int, within *roaring.Bitmap) (*matched, error)
	// score adds the scores of those of want, which match has found, to a column.
	score(i int, m *matched, want *roaring.Bitmap, column *scores) error
	// slow reports whether finding them takes long for each document within.
	slow() bool
}

// planner makes plans for a view.
type planner struct {
	ctx    context.Context
	leaves []*leaf
	docs   uint64 // live ones
}

func (p *planner) plan(n node) (plan, error) {
	switch n := n.(type) {
	case allOf:
		return p.all(n)
	case anyOf:
		list, err := p.each(n)
		return anyPlan(list), err
	case noneOf:
		return p.all(allOf{n})
	case within:
		return p.within(n)
	case match:
		return p.match(n)
	}
	return p.set("", nil)
}

func (p *planner) each(list []node) ([]plan, error) {
	out := make([]plan, len(list))
	for i, n := range list {
		var err error
		if out[i], err = p.plan(n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// all asks for every one of a list. The rarest is asked first; what is common
// is then looked at only where the others match.
func (p *planner) all(list allOf) (plan, error) {
	var must, but []node
	for _, n := range list {
		if not, ok := n.(noneOf); ok {
			but = append(but, not.not)
			continue
		}
		must = append(must, n)
	}
	out := &allPlan{}
	var err error
	if out.list, err = p.each(must); err != nil {
		return nil, err
	}
	if out.but, err = p.each(but); err != nil {
		return nil, err
	}
	if len(must) == 0 {
		out.list = []plan{p.everything()}
	}
	slices.SortStableFunc(out.list, func(a, b plan) int { return cmp.Compare(a.matches(), b.matches()) })
	return out, nil
}

func (p *planner) match(m match) (plan, error) {
	switch m.field {
	case "":
		title, body := m, m
		title.field, body.field = fieldTitle, fieldBody
		list, err := p.each([]node{title, body})
		return anyPlan(list), err
	case facetAttribute, facetLanguage, fieldOrigin, "_id":
		return p.set(m.field, [][]byte{[]byte(m.text)})
	}
	if m.prefix {
		return p.prefix(m)
	}
	words := termsOf(m.text)
	if len(words) == 1 {
		return p.term(m.field, words[0])
	}
	return p.phrase(m.field, words)
}

func termsOf(text string) []string {
	var out []string
	terms(text, func(b []byte, _, _ int) { out = append(out, string(b)) })
	return out
}

func (p *planner) term(field, word string) (*termPlan, error) {
	t := &termPlan{lists: make([]*postings, len(p.leaves)), leaves: p.leaves, field: field, word: word}
	for i, l := range p.leaves {
		var err error
		if t.lists[i], err = l.term(field, []byte(word)); err != nil {
			return nil, err
		}
		t.n += l.countLive(t.lists[i].docs)
	}
	t.weight = newWeight(t.n, p.docs, field)
	return t, nil
}

// phrase asks for words that follow each other.
func (p *planner) phrase(field string, words []string) (plan, error) {
	out, err := p.phraseOf(field, words)
	if err != nil {
		return nil, err
	}
	if field == fieldSource {
		return p.outlet(out)
	}
	if t, err := p.pair(out); t != nil || err != nil {
		return t, err
	}
	return out, p.narrow(out)
}

// phraseOf asks for words that follow each other where all of them are. They are as
// rare as they are together.
func (p *planner) phraseOf(field string, words []string) (*phrasePlan, error) {
	out := &phrasePlan{ctx: p.ctx, leaves: p.leaves, weight: weight{length: float64(usual[field])}, field: field, codes: codesOf(words)}
	for _, w := range words {
		t, err := p.term(field, w)
		if err != nil {
			return nil, err
		}
		out.words = append(out.words, t)
		out.idf += t.idf
	}
	slices.SortStableFunc(out.words, func(a, b *termPlan) int { return cmp.Compare(a.n, b.n) })
	return out, nil
}

// prefix finds words that begin alike, up to maxPrefix of them. Documents with
// any of them score the same.
func (p *planner) prefix(m match) (plan, error) {
	prefix := prefixTerm(m.text)
	found := map[string]bool{}
	out := &setPlan{}
	for _, l := range p.leaves {
		docs := roaring.New()
		err := l.eachValue(m.field, []byte(prefix), behind(prefix), func(v value) error {
			if found[string(v.term)] = true; len(found) > maxPrefix {
				return wrong("write more letters before the *", "more than %d words begin with %q", maxPrefix, prefix)
			}
			return addValue(docs, v)
		})
		if err == nil {
			err = p.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		out.add(l.live(docs))
	}
	out.equal = newWeight(out.n, p.docs, m.field).idf
	return out, nil
}

// prefixTerm is the beginning of a term as it is indexed. A plural s is taken
// off here too, which finds a little more rather than nothing: ships* is ship*.
func prefixTerm(text string) string { return strings.Join(termsOf(text), "") }

// within finds numbers or days of a range.
func (p *planner) within(n within) (plan, error) {
	shifts := dayShifts
	if n.field == fieldFigure {
		shifts = figureShifts
	}
	list := stretches(n.lo, n.hi, shifts)
	out := &setPlan{}
	for _, l := range p.leaves {
		docs, err := l.between(n.field, list)
		if err == nil {
			err = p.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		out.add(docs)
	}
	return out, nil
}

// between are the live documents of a segment with a number in some stretches.
func (l *leaf) between(field string, list []stretch) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, s := range list {
		lo, hi := numberTerm(s.level, s.lo), numberTerm(s.level, s.hi)
		err := l.eachValue(field, []byte(lo), append([]byte(hi), 0), func(v value) error { return addValue(out, v) })
		if err != nil {
			return nil, err
		}
	}
	return l.live(out), nil
}

// addValue adds the documents that hold a value.
func addValue(docs *roaring.Bitmap, v value) error {
	more, err := v.docs()
	if err == nil {
		docs.Or(more)
	}
	return err
}

// set is the documents that hold any of some terms.
func (p *planner) set(field string, terms [][]byte) (*setPlan, error) {
	s := &setPlan{}
	for _, l := range p.leaves {
		docs, err := l.anyOf(field, terms)
		if err != nil {
			return nil, err
		}
		if p.ctx.Err() != nil {
			return nil, p.ctx.Err()
		}
		s.add(docs)
	}
	return s, nil
}

// anyOf are the live documents of a segment that hold any of some terms.
func (l *leaf) anyOf(field string, terms [][]byte) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, t := range terms {
		p, err := l.term(field, t)
		if err != nil {
			return nil, err
		}
		out.Or(p.docs)
	}
	return l.live(out), nil
}

// addTo adds the documents of a list, deleted ones included.
func addTo(docs *roaring.Bitmap, list segment.PostingsList) {
	if x, ok := list.(interface{ OrInto(*roaring.Bitmap) }); ok {
		x.OrInto(docs)
	}
}

// live takes deleted documents out.
func (l *leaf) live(docs *roaring.Bitmap) *roaring.Bitmap {
	if deleted := l.snap.Deleted(); deleted != nil {
		docs.AndNot(deleted)
	}
	return docs
}

// countLive counts the documents that are not deleted.
func (l *leaf) countLive(docs *roaring.Bitmap) uint64 {
	n := docs.GetCardinality()
	if deleted := l.snap.Deleted(); deleted != nil {
		n -= docs.AndCardinality(deleted)
	}
	return n
}

func (p *planner) everything() *setPlan {
	s := &setPlan{n: p.docs}
	for _, l := range p.leaves {
		s.docs = append(s.docs, l.snap.DocNumbersLive())
	}
	return s
}

type termPlan struct {
	weight
	leaves []*leaf
	field  string
	word   string
	lists  []*postings
	n      uint64
	once   sync.Once
	scored []float64 // see table
}

func (t *termPlan) matches() uint64 { return t.n }

type phrasePlan struct {
	ctx    context.Context
	leaves []*leaf
	weight
	field string
	codes []byte      // of the words in order
	words []*termPlan // the rarest first
	pairs []*termPlan // of common words, in it
}

func (p *phrasePlan) matches() uint64 { return p.words[0].n }

// setPlan is documents that all score the same.
type setPlan struct {
	docs  []*roaring.Bitmap
	n     uint64
	equal float64
}

// add adds the documents of the next segment.
func (s *setPlan) add(docs *roaring.Bitmap) {
	s.docs = append(s.docs, docs)
	s.n += docs.GetCardinality()
}

func (s *setPlan) matches() uint64 { return s.n }

// anyPlan is what any of a list matches.
type anyPlan []plan

func (a anyPlan) matches() (n uint64) {
	for _, x := range a {
		n += x.matches()
	}
	return n
}

// allPlan is what all of a list match and none of another.
type allPlan struct {
	list []plan // the rarest first
	but  []plan
}

func (a *allPlan) matches() uint64 { return a.list[0].matches() }
