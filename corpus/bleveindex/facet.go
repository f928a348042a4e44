package bleveindex

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Without values in memory, counting reads the values of each document that matches: about two
// microseconds each, and some two hundred for every stretch of documents that
// are stored together. Where more than this match, documents from stretches
// spread over the whole index stand for all of them.
const (
	maxCounted   = 4096
	maxStretches = 64
	stretchShift = 8 // 256 documents
)

// sample is, of each segment, its hits, or those of some stretches of documents
// where they are too many to count.
func sample(hits [][]uint32) [][]uint32 {
	var runs []stretchOfHits
	total := 0
	for i, docs := range hits {
		runs = appendStretches(runs, i, docs)
		total += len(docs)
	}
	n := maxStretches
	if total > maxCounted {
		n = min(n, max(1, len(runs)*maxCounted/total))
	}
	if len(runs) <= n {
		return hits
	}
	out := make([][]uint32, len(hits))
	for i := range n {
		r := runs[(2*i+1)*len(runs)/(2*n)]
		out[r.leaf] = append(out[r.leaf], r.docs...)
	}
	return out
}

// stretchOfHits are hits of one segment that are stored together.
type stretchOfHits struct {
	leaf int
	docs []uint32
}

func appendStretches(dst []stretchOfHits, leaf int, docs []uint32) []stretchOfHits {
	from := 0
	for i := range docs {
		if i+1 == len(docs) || docs[i+1]>>stretchShift != docs[from]>>stretchShift {
			dst = append(dst, stretchOfHits{leaf, docs[from : i+1]})
			from = i + 1
		}
	}
	return dst
}

func count(hits [][]uint32) (n int) {
	for _, docs := range hits {
		n += len(docs)
	}
	return n
}

// countFacets counts hits by the facets of a request. counted is how many hits
// were looked at; where it is less than all, the counts are estimates.
func (s *searching) countFacets(hits [][]uint32) (out []FacetCounts, counted int, err error) {
	if len(s.req.Facets) == 0 {
		return nil, 0, nil
	}
	total := count(hits)
	if s.columns != nil {
		out, errs := make([]FacetCounts, len(s.req.Facets)), make([]error, len(s.req.Facets))
		var work sync.WaitGroup
		for i, f := range s.req.Facets {
			work.Go(func() {
				errs[i] = guard("count", func() error { // a damaged segment may tell of documents that it has not
					out[i] = s.countColumn(f, hits)
					return nil
				})
			})
		}
		work.Wait()
		return out, total, cmp.Or(errs...)
	}
	looked := sample(hits)
	tallies := make([]tally, len(s.req.Facets))
	for i, f := range s.req.Facets {
		tallies[i] = tally{f, facetFields[f], make(map[string]*int)}
	}
	if err := s.readTallies(tallies, looked); err != nil {
		return nil, 0, err
	}
	counted = count(looked)
	for i := range tallies {
		out = append(out, tallies[i].result(s.req.top(), total, counted))
	}
	return out, counted, nil
}

// countColumn counts the values of a facet in memory.
func (s *searching) countColumn(f Facet, hits [][]uint32) FacetCounts {
	i := facetColumn[f]
	words := s.columns.words[i]
	counts := make([]uint32, len(words))
	for l, docs := range hits {
		c := &s.columns.of[l][i]
		for _, d := range docs {
			for _, v := range c.values[c.begin[d]:c.begin[d+1]] {
				counts[v]++
			}
		}
	}
	top := newTop(f, s.req.top())
	for v, n := range counts {
		if n > 0 {
			top.add(words[v], int(n))
		}
	}
	return top.counts()
}

// tally counts the values of one facet.
type tally struct {
	facet Facet
	field string
	count map[string]*int
}

// readTallies reads the values of hits from the index and counts them.
func (s *searching) readTallies(tallies []tally, hits [][]uint32) error {
	fields := make([]string, len(tallies))
	for i, t := range tallies {
		fields[i] = t.field
	}
	slices.Sort(fields)
	fields = slices.Compact(fields)
	add := func(field string, term []byte) {
		for i := range tallies {
			if t := &tallies[i]; t.field == field {
				t.add(term)
			}
		}
	}
	for i, docs := range hits {
		r := s.leaves[i].values(fields...)
		for k, d := range docs {
			if k%1024 == 0 && s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			if err := r.visit(int(d), add); err != nil {
				return err
			}
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

// result lists the most frequent values. Counts of some hits are taken up to
// all.
func (t *tally) result(top, hits, looked int) FacetCounts {
	out := newTop(t.facet, top)
	for value, n := range t.count {
		if looked < hits {
			out.add(value, max(*n, int((int64(*n)*int64(hits)+int64(looked)/2)/int64(looked))))
			continue
		}
		out.add(value, *n)
	}
	return out.counts()
}

// topValues keeps the most frequent values of a facet, or all months.
type topValues struct {
	out  FacetCounts
	size int
}

func newTop(f Facet, size int) *topValues {
	if f == ByMonth {
		size = math.MaxInt
	}
	return &topValues{FacetCounts{Facet: f}, size}
}

// add counts a value, once.
func (t *topValues) add(value string, n int) {
	v := FacetValue{value, n}
	list := t.out.Values
	if len(list) == t.size {
		last := &list[len(list)-1]
		if moreFrequent(v, *last) >= 0 {
			t.out.Other += n
			return
		}
		t.out.Other += last.Count
		list = list[:len(list)-1]
	}
	at, _ := slices.BinarySearchFunc(list, v, moreFrequent)
	t.out.Values = slices.Insert(list, at, v)
}

func moreFrequent(a, b FacetValue) int {
	if a.Count != b.Count {
		return b.Count - a.Count
	}
	return cmp.Compare(a.Value, b.Value)
}

// counts lists the values, most frequent first, or all months in order.
func (t *topValues) counts() FacetCounts {
	if t.out.Facet == ByMonth {
		slices.SortFunc(t.out.Values, func(a, b FacetValue) int { return cmp.Compare(a.Value, b.Value) })
	}
	return t.out
}
