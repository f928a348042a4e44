package bleveindex

import (
	"cmp"
	"container/heap"
	"strconv"
)

// found is what a search comes to, before articles are read.
type found struct {
	total int
	best  []scored
	docs  [][]uint32 // of each segment the documents that match, if asked for
}

// scored is one hit.
type scored struct {
	leaf  *leaf
	doc   int // in leaf
	score float64
	date  string // if hits are sorted by it
	id    string // "" until it is needed
}

// collect walks all that a plan matches and keeps the best in order.
func (s *searching) collect(p plan) (*found, error) {
	top, err := s.ranking()
	if err != nil {
		return nil, err
	}
	f := &found{docs: make([][]uint32, len(s.leaves))}
	for i, l := range s.leaves {
		if s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		if err := s.walk(f, top, i, l, p.walk(i)); err != nil {
			return nil, err
		}
	}
	f.best, err = top.sorted()
	return f, err
}

func (s *searching) walk(f *found, top *ranking, i int, l *leaf, w walker) error {
	dated := func(int) (string, error) { return "", nil }
	if s.order != ByScore {
		dated = s.dates(i)
	}
	for doc, err := w.seek(0); doc != end || err != nil; doc, err = w.seek(doc + 1) {
		if err != nil {
			return err
		}
		if f.total++; f.total%1024 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if len(s.req.Facets) > 0 {
			f.docs[i] = append(f.docs[i], uint32(doc))
		}
		h := scored{leaf: l, doc: doc, score: w.score()}
		if h.date, err = dated(doc); err != nil {
			return err
		}
		if err := top.offer(h); err != nil {
			return err
		}
	}
	return nil
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

// dates returns a function that gives the dates of documents of a segment, in
// rising order.
func (s *searching) dates(i int) func(doc int) (string, error) {
	if s.columns != nil {
		c, words := &s.columns.of[i][dateColumn], s.columns.words[dateColumn]
		return func(doc int) (string, error) {
			for _, v := range c.at(doc) {
				return words[v], nil
			}
			return "", nil
		}
	}
	r := s.leaves[i].values(fieldDate)
	return func(doc int) (date string, err error) {
		err = r.visit(doc, func(_ string, value []byte) { date = string(value) })
		return date, err
	}
}
