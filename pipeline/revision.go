package pipeline

import (
	"sort"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// Change is a claim that differs between two versions of an article. Before is
// nil where it is new, After where it is gone.
type Change struct {
	Subject, Attribute string
	Before, After      *corpus.Claim
}

// Changes lists the claims that a revision of an article added, dropped or gave
// another value, by subject and attribute.
func Changes(old, revised consistency.Document) []Change {
	type key struct{ subject, attribute string }
	before, after := map[key][]*corpus.Claim{}, map[key][]*corpus.Claim{}
	var keys []key
	file := func(into map[key][]*corpus.Claim, list []corpus.Claim) {
		for i := range list {
			k := key{list[i].Subject, list[i].Attribute}
			if before[k] == nil && after[k] == nil {
				keys = append(keys, k)
			}
			into[k] = append(into[k], &list[i])
		}
	}
	file(before, old.Facts.Claims)
	file(after, revised.Facts.Claims)
	sort.Slice(keys, func(i, j int) bool {
		return keys[i].subject < keys[j].subject || keys[i].subject == keys[j].subject && keys[i].attribute < keys[j].attribute
	})
	var out []Change
	for _, k := range keys {
		gone, added := unmatched(before[k], after[k]), unmatched(after[k], before[k])
		for i := range max(len(gone), len(added)) {
			c := Change{Subject: k.subject, Attribute: k.attribute}
			if i < len(gone) {
				c.Before = gone[i]
			}
			if i < len(added) {
				c.After = added[i]
			}
			out = append(out, c)
		}
	}
	return out
}

// unmatched are the claims of a whose value no claim of b has.
func unmatched(a, b []*corpus.Claim) []*corpus.Claim {
	var out []*corpus.Claim
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x.Value.Text == y.Value.Text && x.Negated == y.Negated
		}
		if !found {
			out = append(out, x)
		}
	}
	return out
}
