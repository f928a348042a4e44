package bleveindex

import (
	"cmp"
	"container/heap"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
)

// found is what a search comes to, before articles are read.
type found struct {
	total int
	best  []scored
	docs  [][]uint32 // of each segment the documents that match, if asked for
}

// scored is one hit.
type scored struct {
	leaf    *leaf
	segment int // number of leaf
	doc     int // in leaf
	score   float64
	date    string // if hits are sorted by it
	id      string // "" until it is needed
}

// collect finds all that a plan matches and keeps the best in order. Segments are
// searched on all cores.
func (s *searching) collect(p plan) (*found, error) {
	f := &found{docs: make([][]uint32, len(s.leaves))}
	all := make([]*matched, len(s.leaves))
	workers := make([]*finder, min(runtime.GOMAXPROCS(0), max(1, len(s.leaves))))
	var next atomic.Int64
	var work sync.WaitGroup
	for w := range workers {
		top, err := s.ranking()
		if err != nil {
			return nil, err
		}
		c := &finder{s: s, plan: p, top: top, docs: f.docs, matched: all}
		workers[w] = c
		work.Go(func() {
			c.err = guard("search", func() error { return c.run(&next) })
		})
	}
	work.Wait()
	top := workers[0].top
	for w, c := range workers {
		if c.err != nil {
			return nil, c.err
		}
		f.total += c.total
		for _, h := range c.top.hits {
			if w > 0 {
				if err := top.offer(h); err != nil {
					return nil, err
				}
			}
		}
	}
	var err error
	if f.best, err = top.sorted(); err == nil && s.order != ByScore {
		err = s.rescore(p, all, f.best)
	}
	return f, err
}

// finder keeps the best of some segments.
type finder struct {
	s       *searching
	plan    plan
	top     *ranking
	total   int
	docs    [][]uint32 // of all segments
	matched []*matched // of all segments, where hits are ordered by date
	column  scores
	best    bestScores
	tries   int
	err     error
}

// run searches segments that nobody has taken yet.
func (c *finder) run(next *atomic.Int64) error {
	for {
		i := int(next.Add(1)) - 1
		if i >= len(c.s.leaves) {
			return nil
		}
		if err := c.s.ctx.Err(); err != nil {
			return err
		}
		if err := c.segment(i); err != nil {
			return err
		}
	}
}

func (c *finder) segment(i int) error {
	m, err := c.plan.match(i, nil)
	if err != nil {
		return err
	}
	n := int(m.docs.GetCardinality())
	if n == 0 {
		return nil
	}
	c.total += n
	if len(c.s.req.Facets) > 0 {
		c.docs[i] = m.docs.ToArray()
	}
	if c.s.order == ByScore {
		return c.byScore(i, m)
	}
	return c.byDate(i, m)
}

// ranking is a heap of the best hits with the worst of them on top.
type ranking struct {
	order Order
	size  int
	after *scored // the last hit of the page before
	hits  []scored
	err   error // of looking up an id
}

func (s *searching) ranking() (*ranking, error) {
	top := &ranking{order: s.order, size: s.req.size()}
	if s.req.After == "" {
		return top, nil
	}
	after, err := parseCursor(s.req.After, s.order)
	if err != nil {
		return nil, err
	}
	top.after = &scored{date: after[0], id: after[1]}
	if s.order == ByScore {
		top.after.score, _ = strconv.ParseFloat(after[0], 64) // checked by parseCursor
	}
	return top, nil
}

func (t *ranking) offer(h scored) error {
	switch {
	case t.after != nil && !t.before(t.after, &h):
	case len(t.hits) < t.size:
		heap.Push(t, h)
	case t.before(&h, &t.hits[0]):
		t.hits[0] = h
		heap.Fix(t, 0)
	}
	return t.err
}

// before reports whether a ranks before b. Equal ones are ordered by id; what
// has no date comes last.
func (t *ranking) before(a, b *scored) bool {
	by := 0
	switch {
	case t.order == ByScore:
		by = cmp.Compare(b.score, a.score)
	case a.date == "" || b.date == "" || t.order == NewestFirst:
		by = cmp.Compare(b.date, a.date)
	default:
		by = cmp.Compare(a.date, b.date)
	}
	if by != 0 {
		return by < 0
	}
	return t.id(a) < t.id(b)
}

func (t *ranking) id(h *scored) string {
	if h.id == "" && t.err == nil {
		h.id, t.err = h.leaf.id(h.doc)
	}
	return h.id
}

// sorted takes the hits out, best first.
func (t *ranking) sorted() ([]scored, error) {
	out := make([]scored, len(t.hits))
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = heap.Pop(t).(scored)
		t.id(&out[i])
	}
	return out, t.err
}

// Len implements heap.Interface.
func (t *ranking) Len() int { return len(t.hits) }

// Less implements heap.Interface.
func (t *ranking) Less(i, j int) bool { return t.before(&t.hits[j], &t.hits[i]) }

// Swap implements heap.Interface.
func (t *ranking) Swap(i, j int) { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }

// Push implements heap.Interface.
func (t *ranking) Push(x any) { t.hits = append(t.hits, x.(scored)) }

// Pop implements heap.Interface.
func (t *ranking) Pop() any {
	last := t.hits[len(t.hits)-1]
	t.hits = t.hits[:len(t.hits)-1]
	return last
}
