package bleveindex

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// Parameters of BM25, the usual ones.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// weight ranks the documents that hold a term, or a phrase, of a field.
type weight struct {
	idf    float64 // how rare it is, times the field's boost
	length float64 // usual length of the field in words
}

// newWeight is the weight of a term that matches of all documents hold.
func newWeight(matches, all uint64, field string) weight {
	boost := 1.0
	if field == fieldTitle {
		boost = titleBoost
	}
	idf := math.Log(1 + (float64(all)-float64(matches)+0.5)/(float64(matches)+0.5))
	return weight{boost * idf, float64(usual[field])}
}

// of is the score of a document with so many occurrences in a field of a length.
func (w weight) of(occurrences, length uint64) float64 {
	n, norm := float64(occurrences), float64(float32(1/math.Sqrt(float64(length))))
	return w.idf * n * bm25K / (n + bm25K*(1-bm25B+bm25B/(norm*norm*w.length)))
}

// scores are the scores of the documents of a segment, by their numbers. Those of
// documents that were not asked for may be anything.
type scores struct {
	of    []float64
	spare *scores // for the parts of a plan
}

// zero makes room for the scores of some documents of a segment of a size.
func (s *scores) zero(docs *roaring.Bitmap, size int) {
	if cap(s.of) < size {
		s.of = make([]float64, size)
		return
	}
	s.of = s.of[:size]
	if dense(docs, size) {
		clear(s.of)
		return
	}
	for it := docs.Iterator(); it.HasNext(); {
		s.of[it.Next()] = 0
	}
}

// dense reports whether to look at all documents of a segment of a size is quicker
// than to look at some.
func dense(docs *roaring.Bitmap, size int) bool { return docs.GetCardinality() > uint64(size)/8 }

// add adds the scores of some documents.
func (s *scores) add(o *scores, docs *roaring.Bitmap) {
	it, buf := docs.ManyIterator(), make([]uint32, 512)
	for n := it.NextMany(buf); n > 0; n = it.NextMany(buf) {
		for _, doc := range buf[:n] {
			s.of[doc] += o.of[doc]
		}
	}
}

// addSome is add, perhaps of more documents.
func (s *scores) addSome(o *scores, docs *roaring.Bitmap) {
	if !dense(docs, len(s.of)) {
		s.add(o, docs)
		return
	}
	of := s.of[:len(o.of)]
	for doc, x := range o.of {
		of[doc] += x
	}
}

// part is a column for a part of a plan.
func (s *scores) part(docs *roaring.Bitmap) *scores {
	if s.spare == nil {
		s.spare = new(scores)
	}
	s.spare.zero(docs, len(s.of))
	return s.spare
}

// Where more documents than these hold a term, its scores are worked out once for
// each frequency and length that take a byte.
const (
	manyScored   = 1 << 12
	tableFreqs   = maxSmall / 2
	tableLengths = maxSmall
)

func (t *termPlan) score(i int, _ *matched, want *roaring.Bitmap, column *scores) error {
	p := t.lists[i]
	if want.GetCardinality() > p.docs.GetCardinality()/16 {
		want = nil // most chunks have some
	}
	if t.n < manyScored || len(p.ends) == 0 {
		return p.visit(want, func(doc uint32, freq, length uint64) { column.of[doc] += t.of(freq, length) })
	}
	table := t.table()
	p.runs(want, func(docs []uint32, at uint64) uint64 {
		of, bytes := column.of, p.bytes
		for _, doc := range docs {
			freq, length := bytes[at], bytes[at+1]
			if freq < maxSmall && freq > 1 && length < maxSmall {
				of[doc] += table[int(freq>>1)*tableLengths+int(length)]
				at += 2
				continue
			}
			in := rawInput{bytes: bytes, at: at}
			of[doc] += t.of(in.frequency(), in.length)
			at = in.at
		}
		return at
	})
	return nil
}

// table are the scores by frequency and length.
func (t *termPlan) table() []float64 {
	t.once.Do(func() {
		t.scored = make([]float64, tableFreqs*tableLengths)
		for freq := range uint64(tableFreqs) {
			for length := range uint64(tableLengths) {
				t.scored[freq*tableLengths+length] = t.of(freq, length)
			}
		}
	})
	return t.scored
}

func (s *setPlan) score(_ int, m *matched, want *roaring.Bitmap, column *scores) error {
	if s.equal == 0 {
		return nil
	}
	for it := roaring.And(m.docs, want).Iterator(); it.HasNext(); {
		column.of[it.Next()] += s.equal
	}
	return nil
}

// score adds up the parts that match.
func (a anyPlan) score(i int, m *matched, want *roaring.Bitmap, column *scores) error {
	for k, x := range a {
		if err := addPart(i, x, m.parts[k], want, column, (*scores).add); err != nil {
			return err
		}
	}
	return nil
}

// score adds up the parts. All of them must match, so that what one scores elsewhere
// does no harm, and the first needs no column of its own.
func (a *allPlan) score(i int, m *matched, want *roaring.Bitmap, column *scores) error {
	if err := a.list[0].score(i, m.parts[0], want, column); err != nil {
		return err
	}
	for k, x := range a.list[1:] {
		if err := addPart(i, x, m.parts[k+1], want, column, (*scores).addSome); err != nil {
			return err
		}
	}
	return nil
}

// addPart adds the scores of a part. One with parts of its own is summed up apart,
// as sums of decimals depend on their order.
func addPart(i int, x plan, m *matched, want *roaring.Bitmap, column *scores, add func(*scores, *scores, *roaring.Bitmap)) error {
	switch x.(type) {
	case *allPlan, anyPlan:
	default:
		return x.score(i, m, want, column)
	}
	docs := roaring.And(m.docs, want)
	if docs.IsEmpty() {
		return nil
	}
	part := column.part(docs)
	if err := x.score(i, m, docs, part); err != nil {
		return err
	}
	add(column, part, docs)
	return nil
}

func (p *phrasePlan) score(i int, m *matched, want *roaring.Bitmap, column *scores) error {
	at, docs := 0, m.docs.ToArray()
	return p.words[0].lists[i].visit(m.docs, func(doc uint32, _, length uint64) { // it knows the length of the field
		for at < len(docs) && docs[at] < doc {
			at++
		}
		if at < len(docs) && docs[at] == doc {
			column.of[doc] += p.of(uint64(m.found[at]), length)
		}
	})
}
