package claim

import (
	"cmp"
	"slices"
	"strings"

	"twosource/corpus"
)

// tidy sorts claims and drops repeats of the same reading. Claims are large, so
// that their numbers are sorted and each is moved once.
func (d *document) tidy(cs []corpus.Claim) []corpus.Claim {
	d.order = d.order[:0]
	for i := range cs {
		d.order = append(d.order, int32(i))
	}
	slices.SortStableFunc(d.order, func(i, j int32) int {
		a, b := &cs[i], &cs[j]
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.Attribute, b.Attribute),
			strings.Compare(a.Subject, b.Subject), cmp.Compare(b.Confidence, a.Confidence))
	})
	d.sorted = d.sorted[:0]
	for _, i := range d.order {
		if n := len(d.sorted); n > 0 && sameReading(&d.sorted[n-1], &cs[i]) {
			continue
		}
		d.sorted = append(d.sorted, cs[i])
	}
	n := copy(cs, d.sorted)
	clear(d.sorted)
	return cs[:n]
}

func sameReading(a, b *corpus.Claim) bool {
	return a.Span == b.Span && a.Attribute == b.Attribute && a.Subject == b.Subject
}
