package bleveindex

import (
	"container/heap"
	"context"
	"strconv"

	"github.com/blevesearch/bleve/v2/search"
	topn "github.com/blevesearch/bleve/v2/search/collector"
	index "github.com/blevesearch/bleve_index_api"
)

// found is what a search comes to, before articles are read.
type found struct {
	total uint64
	best  []scored
	docs  []uint32 // numbers of all documents that match, ascending, if asked for
}

// scored is one hit.
type scored struct {
	doc   uint64
	score float64
	id    string // "" until it is needed
	sort  string // what it was sorted by if not by score
}

// collect runs a searcher to its end and keeps the best hits in order.
func collect(ctx context.Context, r index.IndexReader, s search.Searcher, req *Request) (*found, error) {
	rec := &recorder{Searcher: s, keep: len(req.Facets) > 0}
	var f *found
	var err error
	if req.Order == ByScore {
		f, err = byScore(ctx, r, rec, req)
	} else {
		f, err = byDate(ctx, r, rec, req)
	}
	if err != nil {
		return nil, err
	}
	f.docs = rec.docs
	return f, nil
}

// recorder notes the numbers of the documents a searcher finds.
type recorder struct {
	search.Searcher
	keep bool
	docs []uint32
}

// Next implements search.Searcher.
func (r *recorder) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	d, err := r.Searcher.Next(ctx)
	if d != nil && r.keep {
		r.docs = append(r.docs, uint32(d.IndexInternalID.Value()))
	}
	return d, err
}

// byDate leaves the order to Bleve, which sorts by the stored dates.
func byDate(ctx context.Context, r index.IndexReader, s search.Searcher, req *Request) (*found, error) {
	field := fieldDate
	if req.Order == NewestFirst {
		field = "-" + field
	}
	order := search.ParseSortOrderStrings([]string{field, "_id"})
	c := topn.NewTopNCollector(req.size(), 0, order)
	if req.After != "" {
		after, err := parseCursor(req.After, req.Order)
		if err != nil {
			return nil, err
		}
		c = topn.NewTopNCollectorAfter(req.size(), order, after)
	}
	if err := c.Collect(ctx, s, r); err != nil {
		return nil, err
	}
	f := &found{total: c.Total()}
	for _, h := range c.Results() {
		hit := scored{score: h.Score, id: h.ID}
		if len(h.Sort) > 0 {
			hit.sort = h.Sort[0]
		}
		f.best = append(f.best, hit)
	}
	return f, nil
}

// byScore keeps the best by score, equal ones by id. Bleve's own collector asks
// for the id of every document that matches; here only those of ties are.
func byScore(ctx context.Context, r index.IndexReader, s search.Searcher, req *Request) (*found, error) {
	top := ranking{r: r, size: req.size()}
	if req.After != "" {
		after, err := parseCursor(req.After, req.Order)
		if err != nil {
			return nil, err
		}
		score, _ := strconv.ParseFloat(after[0], 64) // checked by parseCursor
		top.after = &scored{score: score, id: after[1]}
	}
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	f := &found{}
	for {
		if f.total%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d, err := s.Next(sc)
		if err != nil {
			return nil, err
		}
		if d == nil {
			break
		}
		f.total++
		err = top.offer(scored{doc: d.IndexInternalID.Value(), score: d.Score})
		sc.DocumentMatchPool.Put(d)
		if err != nil {
			return nil, err
		}
	}
	var err error
	f.best, err = top.sorted()
	return f, err
}

// ranking is a heap of the best hits with the worst of them on top.
type ranking struct {
	r     index.IndexReader
	size  int
	after *scored // the last hit of the page before
	hits  []scored
	err   error // of looking up an id
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

// before reports whether a ranks before b.
func (t *ranking) before(a, b *scored) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return t.id(a) < t.id(b)
}

func (t *ranking) id(h *scored) string {
	if h.id == "" && t.err == nil {
		h.id, t.err = t.r.ExternalID(index.NewIndexInternalID(nil, h.doc))
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
