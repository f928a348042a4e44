package consistency

import (
	"hash/fnv"
	"io"
	"strconv"

	"twosource/corpus"
)

// Distinct counts the clashes that findings are of, where each was found by itself:
// of two articles that give one value, a third that gives another clashes with both
// in one finding, and each of the two with the third in one of its own. The zero
// Distinct has seen none.
type Distinct struct {
	clashes map[uint64]int // hash of what a finding clashes about and one of its statements → a place in joined
	joined  []int          // the place of another of the same clash, or its own
	n       int
}

// Add notes a finding and reports whether it shares no statement with one of the same
// values that came before.
func (d *Distinct) Add(c *corpus.Conflict) bool {
	if len(c.Evidence) < 2 {
		return false
	}
	if d.clashes == nil {
		d.clashes = make(map[uint64]int)
	}
	key := clashOf(c)
	own := len(d.joined)
	d.joined, d.n = append(d.joined, own), d.n+1
	first := true
	for _, list := range [...][]corpus.Evidence{c.Evidence, c.Support} {
		for i := range list {
			id := statementOf(key, &list[i])
			if have, ok := d.clashes[id]; ok && have < own {
				first = false
				d.join(have, own)
			}
			d.clashes[id] = own
		}
	}
	return first
}

// join makes two clashes one.
func (d *Distinct) join(a, b int) {
	if a, b = d.root(a), d.root(b); a != b {
		d.joined[max(a, b)] = min(a, b)
		d.n--
	}
}

// root is the place that stands for all of a clash.
func (d *Distinct) root(at int) int {
	for d.joined[at] != at {
		d.joined[at] = d.joined[d.joined[at]]
		at = d.joined[at]
	}
	return at
}

// Len is how many clashes there are among the findings.
func (d *Distinct) Len() int { return d.n }

// clashOf names what a finding clashes about.
func clashOf(c *corpus.Conflict) string {
	x, y := valueOf(&c.Evidence[0]), valueOf(&c.Evidence[1])
	return attrKey(&c.Evidence[0].Claim) + Separator + string(c.Verdict) + Separator + min(x, y) + Separator + max(x, y)
}

// statementOf is a hash of a statement of what clashes so. It is told by where it stands:
// an article can give one value of two things.
func statementOf(key string, e *corpus.Evidence) uint64 {
	h := fnv.New64a()
	for _, text := range [...]string{key, e.Article, strconv.Itoa(e.Claim.Start)} {
		io.WriteString(h, text)
		io.WriteString(h, Separator)
	}
	return h.Sum64()
}
