package bleveindex

import (
	"container/heap"
	"context"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// eachTerm calls fn with the terms of a field in order: a walk over the dictionaries
// of all segments side by side. An error of fn ends it and is returned.
func (s *Look) eachTerm(ctx context.Context, field string, fn func(term string) error) error {
	var ended error // an error of fn is no damage
	err := guard("read terms of "+field, func() error {
		q, err := s.reading(field)
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

// reading starts at the first terms, of the segments that have one.
func (s *Look) reading(field string) (reading, error) {
	var q reading
	for _, l := range s.leaves {
		d, err := l.dictionary(field)
		if err != nil {
			return nil, err
		}
		c := readingAt{it: walkOf(d)}
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
func walkOf(d segment.TermDictionary) segment.DictionaryIterator {
	if x, ok := d.(interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, before []byte) segment.DictionaryIterator
	}); ok {
		return x.AutomatonIteratorOmitCount(nil, nil, nil)
	}
	return d.AutomatonIterator(nil, nil, nil)
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
