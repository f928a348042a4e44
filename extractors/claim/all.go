package claim

import (
	"strings"

	"twosource/corpus"
)

// allLost says of those on board that all of them were killed, and of those killed
// that they were all on board, where one figure tells both: "killing all 109 people on
// board", "all 18 aboard died".
func (d *document) allLost(dst []corpus.Claim, from int) []corpus.Claim {
	for i, n := from, len(dst); i < n; i++ {
		c := &dst[i]
		if c.Kind != corpus.KindCount || c.Attribute != aboardName && c.Attribute != deathsName || c.Negated {
			continue
		}
		f := d.figureOf(c.Span)
		if f < 0 || !d.allOf(f) {
			continue
		}
		m := match{pat: -1, lo: d.figStart[f], hi: d.figEnd[f], value: f, event: -1, other: -1}
		switch {
		case c.Attribute == aboardName && d.killedBeside(f):
			o := *c
			o.Attribute, o.Behaviour = deathsName, corpus.Cumulative
			d.setSubject(&o, d.eventSubject(&m), m.lo)
			dst = append(dst, o)
		case c.Attribute == deathsName && d.aboardBehind(f):
			o := *c
			o.Attribute, o.Behaviour, o.Part, o.Place = aboardName, corpus.Invariant, "", ""
			dst = append(dst, o)
		}
	}
	return dst
}

const (
	aboardName = "aboard"
	deathsName = "deaths"
)

// figureOf is the figure a span is of, -1 if it is of none.
func (d *document) figureOf(s corpus.Span) int32 {
	i := d.tokenBefore(int32(s.Start) + 1)
	if i < 0 || int(i) >= len(d.forms) {
		return -1
	}
	if f := d.figOver[i]; f >= 0 && d.figs[f].Span == s {
		return f
	}
	return -1
}

// allOf reports whether "all" stands right before figure f, and nobody is left out.
func (d *document) allOf(f int32) bool {
	lo, hi := d.sentence(d.figStart[f])
	for i := d.figEnd[f]; i < hi && i < d.figEnd[f]+8; i++ {
		switch strings.ToLower(d.word(i)) {
		case "but", "except", "bar", "save", "survived", "alive", "lived":
			return false
		}
	}
	for i := d.figStart[f] - 1; i >= lo && i >= d.figStart[f]-2; i-- {
		if strings.EqualFold(d.word(i), "all") {
			return i == lo || !strings.EqualFold(d.word(i-1), "not") && !strings.EqualFold(d.word(i-1), "nearly") && !strings.EqualFold(d.word(i-1), "almost") && !strings.EqualFold(d.word(i-1), "in")
		}
	}
	return false
}

// killedBeside reports whether the clause of figure f has its people killed: right
// before, "killing all 109", or behind it, "all 109 aboard died".
func (d *document) killedBeside(f int32) bool {
	lo, hi := d.sentence(d.figStart[f])
	for i := d.figStart[f] - 1; i >= lo && i > d.figStart[f]-5 && d.mark[i] < markComma; i-- {
		if d.is(i, d.x.killing) {
			return true
		}
	}
	for i := d.figEnd[f]; i < hi && i < d.figEnd[f]+9 && d.mark[i] < markComma && d.figOver[i] < 0; i++ {
		if d.is(i, d.x.gone) {
			return true
		}
	}
	return false
}

// aboardBehind reports whether those that figure f counts were on board.
func (d *document) aboardBehind(f int32) bool {
	_, hi := d.sentence(d.figStart[f])
	for i := d.figEnd[f]; i < hi && i < d.figEnd[f]+5 && d.mark[i] < markComma; i++ {
		switch strings.ToLower(d.word(i)) {
		case "aboard", "onboard":
			return true
		case "on":
			return i+1 < hi && strings.EqualFold(d.word(i+1), "board")
		}
	}
	return false
}
