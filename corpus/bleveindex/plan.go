package bleveindex

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
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
	// walk walks those of the i-th segment.
	walk(i int) walker
}

// planner makes plans for a view.
type planner struct {
	ctx    context.Context
	r      index.IndexReader
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
	out := &allPlan{ctx: p.ctx}
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
	t := &termPlan{lists: make([]segment.PostingsList, len(p.leaves))}
	for i, l := range p.leaves {
		var err error
		if t.lists[i], err = l.postings(field, []byte(word)); err != nil {
			return nil, err
		}
		t.n += t.lists[i].Count()
	}
	t.weight = newWeight(t.n, p.docs, field)
	return t, nil
}

// phrase asks for words that follow each other. It is as rare as all its words
// are together.
func (p *planner) phrase(field string, words []string) (plan, error) {
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
	dict, err := p.r.FieldDictPrefix(m.field, []byte(prefix))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var found [][]byte
	for {
		e, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		if len(found) == maxPrefix {
			return nil, wrong("write more letters before the *", "more than %d words begin with %q", maxPrefix, prefix)
		}
		found = append(found, []byte(e.Term))
	}
	s, err := p.set(m.field, found)
	if err == nil {
		s.equal = newWeight(s.n, p.docs, m.field).idf
	}
	return s, err
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
	var found [][]byte
	for _, s := range stretches(n.lo, n.hi, shifts) {
		var err error
		if found, err = termsBetween(p.ctx, p.r, n.field, numberTerm(s.level, s.lo), numberTerm(s.level, s.hi), found); err != nil {
			return nil, err
		}
	}
	return p.set(n.field, found)
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
		s.docs = append(s.docs, docs)
		s.n += docs.GetCardinality()
	}
	return s, nil
}

// anyOf are the live documents of a segment that hold any of some terms.
func (l *leaf) anyOf(field string, terms [][]byte) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, t := range terms {
		list, err := l.postings(field, t)
		if err != nil {
			return nil, err
		}
		addTo(out, list)
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

func (p *planner) everything() *setPlan {
	s := &setPlan{n: p.docs}
	for _, l := range p.leaves {
		s.docs = append(s.docs, l.snap.DocNumbersLive())
	}
	return s
}

type termPlan struct {
	weight
	lists []segment.PostingsList
	n     uint64
}

func (t *termPlan) matches() uint64 { return t.n }

func (t *termPlan) walk(i int) walker { return t.walkTerm(i) }

func (t *termPlan) walkTerm(i int) *termWalk {
	return &termWalk{weight: t.weight, it: t.lists[i].Iterator(true, true, false, nil), at: start}
}

type phrasePlan struct {
	ctx    context.Context
	leaves []*leaf
	weight
	field string
	codes []byte      // of the words in order
	words []*termPlan // the rarest first
}

func (p *phrasePlan) matches() uint64 { return p.words[0].n }

func (p *phrasePlan) walk(i int) walker {
	w := &phraseWalk{ctx: p.ctx, weight: p.weight, leaf: p.leaves[i], field: p.field, codes: p.codes, word: p.words[0].walkTerm(i)}
	all := roaring.New()
	addTo(all, p.words[0].lists[i])
	for _, t := range p.words[1:] {
		if all.IsEmpty() {
			break
		}
		docs := roaring.New()
		addTo(docs, t.lists[i])
		all.And(docs)
	}
	w.all = setWalk{it: p.leaves[i].live(all).Iterator(), at: start}
	return w
}

// setPlan is documents that all score the same.
type setPlan struct {
	docs  []*roaring.Bitmap
	n     uint64
	equal float64
}

func (s *setPlan) matches() uint64 { return s.n }

func (s *setPlan) walk(i int) walker {
	return &setWalk{it: s.docs[i].Iterator(), at: start, equal: s.equal}
}

// anyPlan is what any of a list matches.
type anyPlan []plan

func (a anyPlan) matches() (n uint64) {
	for _, x := range a {
		n += x.matches()
	}
	return n
}

func (a anyPlan) walk(i int) walker {
	w := &orWalk{at: make([]int, len(a))}
	for k, x := range a {
		w.list = append(w.list, x.walk(i))
		w.at[k] = start
	}
	return w
}

// allPlan is what all of a list match and none of another.
type allPlan struct {
	ctx  context.Context
	list []plan // the rarest first
	but  []plan
}

func (a *allPlan) matches() uint64 { return a.list[0].matches() }

func (a *allPlan) walk(i int) walker {
	w := &andWalk{ctx: a.ctx}
	for _, x := range a.list {
		w.list = append(w.list, x.walk(i))
	}
	for _, x := range a.but {
		w.but = append(w.but, x.walk(i))
	}
	return w
}
