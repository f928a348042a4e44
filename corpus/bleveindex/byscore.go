package bleveindex

import (
	"math"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
)

// byScore offers the matches of a segment that may be among the best to the ranking.
// Of many that score alike those with the least ids are, which are found in the
// order of the dictionary of ids: to read the id of each takes longer than all else.
func (c *finder) byScore(i int, m *matched) error {
	c.column.zero(m.docs, c.s.leaves[i].size())
	if err := c.plan.score(i, m, m.docs, &c.column); err != nil {
		return err
	}
	b := &c.best
	b.begin(c.top)
	it, buf := m.docs.ManyIterator(), make([]uint32, 1024)
	for n := it.NextMany(buf); n > 0; n = it.NextMany(buf) {
		for _, doc := range buf[:n] {
			if score := c.column.of[doc]; score >= b.least {
				b.add(doc, score)
			}
		}
	}
	ties := b.docs[:0]
	for _, doc := range b.docs {
		switch score := c.column.of[doc]; {
		case score == b.least:
			ties = append(ties, doc)
		case score > b.least:
			if err := c.offer(i, doc); err != nil {
				return err
			}
		}
	}
	if len(ties) > manyTies && c.top.after == nil {
		return c.leastIDs(i, ties)
	}
	for _, doc := range ties {
		if err := c.offer(i, doc); err != nil {
			return err
		}
	}
	return nil
}

func (c *finder) offer(i int, doc uint32) error {
	return c.top.offer(scored{leaf: c.s.leaves[i], segment: i, doc: int(doc), score: c.column.of[doc]})
}

// manyTies is how many hits may score alike before their ids are looked for in order.
const manyTies = 64

// leastIDs offers those of some hits with one score that have the least ids, as many
// as a page has.
func (c *finder) leastIDs(i int, ties []uint32) error {
	left, n := roaring.BitmapOf(ties...), c.top.size
	err := c.s.leaves[i].eachValue(fieldID, nil, nil, func(v value) error {
		docs, err := v.docs()
		if err != nil {
			return err
		}
		for it := docs.Iterator(); it.HasNext(); {
			doc := it.Next()
			if !left.Contains(doc) { // else another version of an article
				continue
			}
			if err := c.offer(i, doc); err != nil {
				return err
			}
			if n--; n == 0 {
				return errEnough
			}
		}
		return nil
	})
	if err == errEnough {
		return nil
	}
	return err
}

// bestScores are the best scores of a segment, and the documents that had one of
// them when they were looked at. Where there is a page before, all there are.
type bestScores struct {
	size   int
	least  float64   // what does not reach it is of no use
	scores []float64 // rising, once size of them are known
	docs   []uint32
}

func (b *bestScores) begin(top *ranking) {
	b.size, b.least = top.size, math.Inf(-1)
	b.scores, b.docs = b.scores[:0], b.docs[:0]
	if len(top.hits) == top.size {
		b.least = top.hits[0].score
	}
	if top.after != nil { // those before it are of no use, but must not push out others
		b.size = math.MaxInt
	}
}

// add takes in a document that reaches the least score.
func (b *bestScores) add(doc uint32, score float64) {
	b.docs = append(b.docs, doc)
	if b.size == math.MaxInt {
		return
	}
	if len(b.scores) < b.size {
		b.scores = append(b.scores, score)
		if len(b.scores) == b.size {
			slices.Sort(b.scores)
			b.least = max(b.least, b.scores[0])
		}
		return
	}
	if at := sort.SearchFloat64s(b.scores, score); at > 0 {
		copy(b.scores, b.scores[1:at])
		b.scores[at-1] = score
		b.least = max(b.least, b.scores[0])
	}
}
