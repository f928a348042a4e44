package bleveindex

import (
	"cmp"
	"context"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// Counting reads the values of each document that matches: about two
// microseconds each, and some two hundred for every stretch of documents that
// are stored together. Where more than this match, documents from stretches
// spread over the whole index stand for all of them.
const (
	maxCounted   = 4096
	maxStretches = 64
	stretchShift = 8 // 256 documents
)

// sample is docs, or those of some stretches where they are too many to count.
func sample(docs []uint32) []uint32 {
	type run struct{ from, to int }
	var runs []run
	for i, d := range docs {
		if i == 0 || d>>stretchShift != docs[i-1]>>stretchShift {
			runs = append(runs, run{i, i})
		}
		runs[len(runs)-1].to = i + 1
	}
	n := maxStretches
	if len(docs) > maxCounted {
		n = min(n, max(1, len(runs)*maxCounted/len(docs)))
	}
	if len(runs) <= n {
		return docs
	}
	out := make([]uint32, 0, maxCounted)
	for i := range n {
		r := runs[(2*i+1)*len(runs)/(2*n)]
		out = append(out, docs[r.from:r.to]...)
	}
	return out
}

// tally counts the values of one facet.
type tally struct {
	facet Facet
	field string
	count map[string]*int
}

// countFacets counts hits by the facets of a request. counted is how many hits
// were looked at; where it is less than all, the counts are estimates.
func countFacets(ctx context.Context, r index.IndexReader, docs []uint32, req *Request) (out []FacetCounts, counted int, err error) {
	if len(req.Facets) == 0 {
		return nil, 0, nil
	}
	tallies := make([]tally, len(req.Facets))
	fields := make([]string, len(req.Facets))
	for i, f := range req.Facets {
		fields[i] = facetFields[f]
		tallies[i] = tally{f, fields[i], make(map[string]*int)}
	}
	slices.Sort(fields)
	looked := sample(docs)
	if err := visitValues(ctx, r, looked, slices.Compact(fields), tallies); err != nil {
		return nil, 0, err
	}
	for i := range tallies {
		out = append(out, tallies[i].result(req.top(), len(docs), len(looked)))
	}
	return out, len(looked), nil
}

func visitValues(ctx context.Context, r index.IndexReader, docs []uint32, fields []string, tallies []tally) error {
	values, err := r.DocValueReader(fields)
	if err != nil {
		return err
	}
	add := func(field string, term []byte) {
		for i := range tallies {
			if t := &tallies[i]; t.field == field {
				t.add(term)
			}
		}
	}
	var id index.IndexInternalID
	for i, d := range docs {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		id = index.NewIndexInternalID(id, uint64(d))
		if err := values.VisitDocValues(id, add); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) add(term []byte) {
	if t.facet == ByMonth {
		if len(term) < len("2006-01") {
			return
		}
		term = term[:len("2006-01")]
	}
	n := t.count[string(term)]
	if n == nil {
		n = new(int)
		t.count[string(term)] = n
	}
	*n++
}

// result lists the most frequent values, or all months in order. Counts of
// some hits are taken up to all.
func (t *tally) result(top, hits, looked int) FacetCounts {
	out := FacetCounts{Facet: t.facet}
	all := func(n int) int {
		if looked < hits {
			return max(n, int((int64(n)*int64(hits)+int64(looked)/2)/int64(looked)))
		}
		return n
	}
	for value, n := range t.count {
		out.Values = append(out.Values, FacetValue{value, all(*n)})
	}
	if t.facet == ByMonth {
		slices.SortFunc(out.Values, func(a, b FacetValue) int { return cmp.Compare(a.Value, b.Value) })
		return out
	}
	slices.SortFunc(out.Values, func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	for _, v := range out.Values[min(top, len(out.Values)):] {
		out.Other += v.Count
	}
	out.Values = slices.Clip(out.Values[:min(top, len(out.Values))])
	return out
}
