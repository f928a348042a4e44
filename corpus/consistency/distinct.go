package consistency

import (
	"slices"

	"twosource/corpus"
)

// Distinct counts the clashes that findings are of, where each was found by itself:
// of two articles that give one value, a third that gives another clashes with both
// in one finding, and each of the two with the third in one of its own. The zero
// Distinct has seen none.
type Distinct struct {
	clashes map[string][]*[]string // attribute, verdict and values → statements of each
	n       int
}

// Add notes a finding and reports whether it shares no statement with one of the same
// values that came before.
func (d *Distinct) Add(c *corpus.Conflict) bool {
	if len(c.Evidence) < 2 {
		return false
	}
	ids := statementIDs(c)
	if d.clashes == nil {
		d.clashes = make(map[string][]*[]string)
	}
	key := clashOf(c)
	var home *[]string
	d.clashes[key] = slices.DeleteFunc(d.clashes[key], func(have *[]string) bool {
		switch {
		case !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(*have, id) }):
			return false
		case home == nil:
			home = have
			return false
		}
		*home = append(*home, *have...)
		d.n--
		return true
	})
	if home == nil {
		d.clashes[key] = append(d.clashes[key], &ids)
		d.n++
		return true
	}
	*home = append(*home, ids...)
	slices.Sort(*home)
	*home = slices.Compact(*home)
	return false
}

// Len is how many clashes there are among the findings.
func (d *Distinct) Len() int { return d.n }

// clashOf names what a finding clashes about.
func clashOf(c *corpus.Conflict) string {
	x, y := valueOf(&c.Evidence[0]), valueOf(&c.Evidence[1])
	return attrKey(&c.Evidence[0].Claim) + Separator + string(c.Verdict) + Separator + min(x, y) + Separator + max(x, y)
}

// statementIDs names the statements of a finding.
func statementIDs(c *corpus.Conflict) []string {
	var out []string
	for _, list := range [][]corpus.Evidence{c.Evidence, c.Support} {
		for i := range list {
			out = append(out, statementID(&list[i]))
		}
	}
	return out
}
