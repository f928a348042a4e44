package bleveindex

import (
	"container/heap"
	"context"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// eachTerm calls fn with the terms of a field that begin with prefix, in order: a
// walk over the dictionaries of all segments side by side. An error of fn ends it
// and is returned.
func (s *Look) eachTerm(ctx context.Context, field, prefix string, fn func(term string) error) error {
	var ended error // an error of fn is no damage
	err := guard("read terms of "+field, func() error {
		q, err := s.reading(field, prefix)
		if err != nil {
			return err
		}
		last := ""
		for n := 0; len(q) > 0; n++ {
			if n%1024 == 0 && ctx.Err() != nil {
				ended = ctx.Err()
				return nil
			}
			term := q[0].term
			if err := q.next(); err != nil {
				return err
			}
			if term == last && n > 0 {
				continue
			}
			last = term
			if ended = fn(term); ended != nil {
				return nil
			}
		}
		return nil
	})
	if ended != nil {
		return ended
	}
	return err
}

// readingAt stands at a term of one segment.
type readingAt struct {
	term string
	it   segment.DictionaryIterator
}

// reading is a heap of segments with the least term on top.
type reading []readingAt

// reading starts at the first terms with a prefix, of the segments that have one.
func (s *Look) reading(field, prefix string) (reading, error) {
	var from, before []byte
	var only segment.Automaton
	if prefix != "" {
		from, before, only = []byte(prefix), behind(prefix), prefixed(prefix)
	}
	var q reading
	for _, l := range s.leaves {
		d, err := l.dictionary(field)
		if err != nil {
			return nil, err
		}
		c := readingAt{it: walkOf(d, only, from, before)}
		e, err := c.it.Next()
		if err != nil {
			return nil, err
		}
		if e != nil {
			c.term = e.Term
			q = append(q, c)
		}
	}
	heap.Init(&q)
	return q, nil
}

// walkOf walks a dictionary, without counting the articles of each term where
// that can be helped.
func walkOf(d segment.TermDictionary, only segment.Automaton, from, before []byte) segment.DictionaryIterator {
	if x, ok := d.(interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, before []byte) segment.DictionaryIterator
	}); ok {
		return x.AutomatonIteratorOmitCount(only, from, before)
	}
	return d.AutomatonIterator(only, from, before)
}

// next moves the segment on top to its next term, or away.
func (q *reading) next() error {
	c := &(*q)[0]
	e, err := c.it.Next()
	switch {
	case err != nil:
		return err
	case e == nil:
		heap.Pop(q)
	default:
		c.term = e.Term
		heap.Fix(q, 0)
	}
	return nil
}

func (q reading) Len() int           { return len(q) }
func (q reading) Less(i, j int) bool { return q[i].term < q[j].term }
func (q reading) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *reading) Push(x any) { *q = append(*q, x.(readingAt)) }

// Pop implements heap.Interface.
func (q *reading) Pop() any {
	n := len(*q) - 1
	x := (*q)[n]
	*q = (*q)[:n]
	return x
}

// behind is the least text behind all that begin with prefix, nil if there is
// none.
func behind(prefix string) []byte {
	b := []byte(prefix)
	for n := len(b); n > 0; n-- {
		if b[n-1] < 0xff {
			b[n-1]++
			return b[:n]
		}
	}
	return nil
}

// prefixed matches what begins with a text. A walk over a dictionary that has
// nothing of the kind ends with it at once; without, it reads on to the next
// term, which takes many times as long. States are how much of the text has been
// read, or lost.
type prefixed string

const lost = -1

// Start implements segment.Automaton.
func (p prefixed) Start() int { return 0 }

// IsMatch implements segment.Automaton.
func (p prefixed) IsMatch(state int) bool { return state == len(p) }

// CanMatch implements segment.Automaton.
func (p prefixed) CanMatch(state int) bool { return state != lost }

// WillAlwaysMatch implements segment.Automaton.
func (p prefixed) WillAlwaysMatch(state int) bool { return state == len(p) }

// Accept implements segment.Automaton.
func (p prefixed) Accept(state int, b byte) int {
	switch {
	case state == lost || state == len(p):
		return state
	case p[state] == b:
		return state + 1
	}
	return lost
}
