package bleveindex

import (
	"context"
	"math"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// walker walks the documents of one segment that match, in rising order.
type walker interface {
	// seek moves to the first match at or after doc and returns it, end if there
	// is none. From call to call doc never falls.
	seek(doc int) (int, error)
	// score is that of the match it stands at.
	score() float64
}

const (
	start = -1          // where a walker stands before the first seek
	end   = math.MaxInt // and behind the last match
)

// termWalk walks the documents that hold a term.
type termWalk struct {
	weight
	it  segment.PostingsIterator
	at  int
	now segment.Posting
}

func (w *termWalk) seek(doc int) (int, error) {
	if w.at >= doc {
		return w.at, nil
	}
	p, err := w.it.Advance(uint64(doc))
	if err != nil {
		return end, err
	}
	w.now, w.at = p, end
	if p != nil {
		w.at = int(p.Number())
	}
	return w.at, nil
}

func (w *termWalk) score() float64 { return w.of(w.now.Frequency(), lengthAt(w.now)) }

func lengthAt(p segment.Posting) uint64 {
	return p.(interface{ NormUint64() uint64 }).NormUint64()
}

// setWalk walks a set of documents. They all score the same.
type setWalk struct {
	it    roaring.IntPeekable
	at    int
	equal float64
}

func (w *setWalk) seek(doc int) (int, error) {
	if w.at >= doc {
		return w.at, nil
	}
	w.it.AdvanceIfNeeded(uint32(doc))
	w.at = end
	if w.it.HasNext() {
		w.at = int(w.it.Next())
	}
	return w.at, nil
}

func (w *setWalk) score() float64 { return w.equal }

// orWalk walks what any of a list matches.
type orWalk struct {
	list []walker
	at   []int // of each of list
	min  int
}

func (w *orWalk) seek(doc int) (int, error) {
	w.min = end
	for i, x := range w.list {
		if w.at[i] < doc {
			var err error
			if w.at[i], err = x.seek(doc); err != nil {
				return end, err
			}
		}
		w.min = min(w.min, w.at[i])
	}
	return w.min, nil
}

func (w *orWalk) score() float64 {
	sum := 0.0
	for i, x := range w.list {
		if w.at[i] == w.min {
			sum += x.score()
		}
	}
	return sum
}

// andWalk walks what all of a list match and none of another.
type andWalk struct {
	ctx   context.Context
	list  []walker // the rarest first
	but   []walker
	tries int
}

func (w *andWalk) seek(doc int) (int, error) {
	for {
		// Much may be tried before anything matches.
		if w.tries++; w.tries%4096 == 0 && w.ctx.Err() != nil {
			return end, w.ctx.Err()
		}
		at, next, err := w.try(doc)
		if err != nil || at == end || at == next {
			return at, err
		}
		doc = next
	}
}

// try looks at the first document of the rarest at or after doc. It is a match
// if next is the same; else the next match is at next or behind it.
func (w *andWalk) try(doc int) (at, next int, err error) {
	if at, err = w.list[0].seek(doc); err != nil || at == end {
		return end, end, err
	}
	for _, x := range w.list[1:] {
		if next, err = x.seek(at); err != nil || next != at {
			return at, next, err
		}
	}
	for _, x := range w.but {
		if next, err = x.seek(at); err != nil || next == at {
			return at, at + 1, err
		}
	}
	return at, at, nil
}

func (w *andWalk) score() float64 {
	sum := 0.0
	for _, x := range w.list {
		sum += x.score()
	}
	return sum
}

// phraseWalk walks the documents in which words follow each other.
type phraseWalk struct {
	ctx context.Context
	weight
	all   setWalk   // documents that hold all words
	word  *termWalk // the rarest: it knows the length of the field
	leaf  *leaf
	field string
	codes []byte // of the words in order
	found int    // times the phrase stands in the document
	tries int
}

func (w *phraseWalk) seek(doc int) (int, error) {
	for {
		if w.tries++; w.tries%1024 == 0 && w.ctx.Err() != nil {
			return end, w.ctx.Err()
		}
		at, err := w.all.seek(doc)
		if err != nil || at == end {
			return at, err
		}
		if err := w.match(at); w.found > 0 || err != nil {
			return at, err
		}
		doc = at + 1
	}
}

// match looks for the phrase in a document that holds all words.
func (w *phraseWalk) match(doc int) error {
	w.found = 0
	err := w.leaf.visitStored(doc, fieldCodes, func(words []byte) { w.found = occurrences(section(words, w.field), w.codes) })
	if err == nil && w.found > 0 {
		_, err = w.word.seek(doc)
	}
	return err
}

func (w *phraseWalk) score() float64 {
	return w.of(uint64(w.found), lengthAt(w.word.now))
}

// walkOfPlan walks what a plan matches in the i-th segment through Bleve's iterators,
// one document after the other: the plain way, which searches are held against.
func walkOfPlan(t testing.TB, p plan, i int) walker {
	t.Helper()
	switch p := p.(type) {
	case *termPlan:
		return termWalkOf(t, p, i)
	case *setPlan:
		return &setWalk{it: p.docs[i].Iterator(), at: start, equal: p.equal}
	case *outletPlan:
		return walkOfPlan(t, &p.phrasePlan, i)
	case *phrasePlan:
		w := &phraseWalk{ctx: p.ctx, weight: p.weight, leaf: p.leaves[i], field: p.field, codes: p.codes, word: termWalkOf(t, p.words[0], i)}
		all := p.leaves[i].snap.DocNumbersLive()
		for _, word := range p.words {
			all.And(word.lists[i].docs)
		}
		w.all = setWalk{it: all.Iterator(), at: start}
		return w
	case anyPlan:
		w := &orWalk{at: make([]int, len(p))}
		for k, x := range p {
			w.list = append(w.list, walkOfPlan(t, x, i))
			w.at[k] = start
		}
		return w
	case *allPlan:
		w := &andWalk{ctx: t.Context()}
		for _, x := range p.list {
			w.list = append(w.list, walkOfPlan(t, x, i))
		}
		for _, x := range p.but {
			w.but = append(w.but, walkOfPlan(t, x, i))
		}
		return w
	}
	t.Fatalf("plan of type %T", p)
	return nil
}

func termWalkOf(t testing.TB, p *termPlan, i int) *termWalk {
	l := p.leaves[i]
	d, err := l.dictionary(p.field)
	if err != nil {
		t.Fatal(err)
	}
	list, err := d.PostingsList([]byte(p.word), l.snap.Deleted(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &termWalk{weight: p.weight, it: list.Iterator(true, true, false, nil), at: start}
}

// plainly is collect by walkers.
func (s *searching) plainly(t testing.TB, p plan) *found {
	t.Helper()
	top, err := s.ranking()
	if err != nil {
		t.Fatal(err)
	}
	f := &found{docs: make([][]uint32, len(s.leaves))}
	for i, l := range s.leaves {
		w, date := walkOfPlan(t, p, i), s.dates(i)
		for doc, err := w.seek(0); doc != end || err != nil; doc, err = w.seek(doc + 1) {
			if err != nil {
				t.Fatal(err)
			}
			f.total++
			h := scored{leaf: l, segment: i, doc: doc, score: w.score()}
			if s.order != ByScore {
				if h.date, err = date(doc); err != nil {
					t.Fatal(err)
				}
			}
			if len(s.req.Facets) > 0 {
				f.docs[i] = append(f.docs[i], uint32(doc))
			}
			if err := top.offer(h); err != nil {
				t.Fatal(err)
			}
		}
	}
	if f.best, err = top.sorted(); err != nil {
		t.Fatal(err)
	}
	return f
}
