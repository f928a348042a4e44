package claim

import (
	"strings"

	"twosource/corpus"
)

// restated repeats claims of sums and measures for the figure right behind
// them that says the same in another currency or unit: "cost 6.15 billion
// rupees, or about $75 million", "16,000 feet (4,900 metres)".
func (d *document) restated(dst []corpus.Claim, from int) []corpus.Claim {
	for i, n := from, len(dst); i < n; i++ {
		c := &dst[i]
		if c.Kind != corpus.KindMoney && c.Kind != corpus.KindMeasure {
			continue
		}
		f := d.figureAfter(c.Span)
		if f < 0 || d.usedFig[f] || d.figs[f].Unit == c.Value.Quantity.Unit || c.Kind == corpus.KindMoney != (d.figs[f].Kind == corpus.Money) || c.Kind == corpus.KindMeasure && d.figUnit[f] != dimensionOf(c.Value.Quantity.Unit) {
			continue
		}
		o := *c
		o.Span, o.Value = d.figs[f].Span, corpus.Value{Text: plain(d.figs[f].Value), Quantity: d.figs[f].Quantity}
		if c.Kind == corpus.KindMoney && o.Value.Quantity.Bound == corpus.Exact {
			o.Value.Quantity.Bound = corpus.About // at one rate or another
			around(&o.Value.Quantity)
		}
		d.usedFig[f] = true
		dst = append(dst, o)
	}
	return dst
}

// figureAfter is the figure in brackets, or after ", or", right behind a span;
// -1 if there is none.
func (d *document) figureAfter(s corpus.Span) int32 {
	i := d.tokenBefore(int32(s.End)) + 1
	if int(i)+1 >= len(d.forms) {
		return -1
	}
	switch d.word(i) {
	case "(":
	case ",":
		if !strings.EqualFold(d.word(i+1), "or") {
			return -1
		}
	default:
		return -1
	}
	for k := i + 1; k < i+5 && int(k) < len(d.forms); k++ {
		if f := d.figAt[k]; f >= 0 {
			return f
		}
		if !strings.EqualFold(d.word(k), "or") && !d.is(k, d.x.bounding) {
			return -1
		}
	}
	return -1
}
