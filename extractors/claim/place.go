package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// placeOf is the place a count is limited to: "in New York", "across France";
// for counts of an event that are kept by country, any place named close by.
func (d *document) placeOf(m *match, ofEvent bool, lo, hi int32) string {
	from, to := d.clauseAround(m, lo, hi)
	end := d.figEnd[m.value]
	near := token.Range{First: max(lo, m.lo-6), End: min(hi, m.hi+8)}
	for _, between := range []bool{false, true} { // "12 people in Kenya and 3 in Uganda"
		for _, r := range [2]token.Range{{First: end, End: near.End}, {First: near.First, End: end}} {
			for i := r.First; i < r.End; i++ {
				if i < to && (i >= from || i <= lo+3) && d.limits(i, m, ofEvent, lo) && (between || !d.figureBetween(m.value, i)) {
					return d.who[d.whoOf[d.entAt[i]]].name
				}
			}
		}
	}
	for i := near.First; i < min(hi, m.hi+6); i++ {
		if d.is(i, d.x.area) && i-2 >= lo && d.is(i-1, d.x.determiner) && d.is(i-2, d.x.in) {
			return strings.ToLower(d.word(i))
		}
	}
	return ""
}

// limits reports whether a place is named at token i that a count can be limited to.
func (d *document) limits(i int32, m *match, ofEvent bool, lo int32) bool {
	n := d.entAt[i]
	if n < 0 || d.types[n] != typeBit(corpus.Loc) || d.whoOf[n] < 0 || d.modifiesEvent(n) {
		return false
	}
	k := i - 1
	if k >= lo && d.is(k, d.x.determiner) {
		k--
	}
	return k >= lo && (d.is(k, d.x.in) || d.placed(m) && ofEvent && !d.is(k, d.x.by))
}

// figureBetween reports whether another count stands between figure f and the place at
// token i: "12 people in Kenya and 3 in Uganda".
func (d *document) figureBetween(f, i int32) bool {
	for k := min(i, d.figEnd[f]); k < max(i, d.figStart[f]); k++ {
		if n := d.figAt[k]; n >= 0 && n != f && d.figs[n].Kind == corpus.Count {
			return true
		}
	}
	return false
}

// clauseAround is how far the clause of a match reaches: to the nearest comma or
// word that begins another clause.
func (d *document) clauseAround(m *match, lo, hi int32) (from, to int32) {
	from, to = m.lo, m.hi
	for from > lo && d.mark[from-1] < markComma && !d.is(from-1, d.x.say) && !d.is(from-1, d.x.contrast) {
		from--
	}
	for to < hi && d.mark[to] < markComma && !d.relative(to) && !d.is(to, d.x.contrast) && !(d.is(to, d.x.and) && to+1 < hi && (d.is(to+1, d.x.say) || d.is(to+1, d.x.be) || d.actedBy(to+1))) {
		to++
	}
	return from, to
}

// modifiesEvent reports whether mention n only tells one event from another: "29
// deaths in the Griffith Park fire".
func (d *document) modifiesEvent(n int32) bool {
	end := d.entEnd[n]
	return int(end) < len(d.forms) && d.eventAt[end] >= 0 && d.text.Tokens[end].Shape == token.Lower && (!d.weakAt(end) || d.is(end, d.x.eventNoun))
}

// wholeOfCounted reports whether a part is only the whole that is counted: "four
// of its seven carriages" derailed.
func (d *document) wholeOfCounted(m *match, part string) bool {
	if m.pat < 0 {
		return false
	}
	last := d.x.lex.lookup(part[strings.LastIndexByte(part, ' ')+1:])
	attr := d.x.patterns[m.pat].attr
	return d.x.counts[attr].has(last) || d.x.wholes[attr].has(last)
}

// onlySome reports whether the words behind an "of" tell of some of those counted
// before, and do not name what is counted: "of them", "of the injured".
func (d *document) onlySome(of corpus.Span) bool {
	for k := d.tokenBefore(int32(of.Start) + 1); k >= 0 && int(k) < len(d.forms) && int(d.text.Tokens[k].Start) < of.End; k++ {
		if d.is(k, d.x.whole) || d.pronounAt(k) != noPronoun && !d.is(k, d.x.possessive) {
			return true
		}
	}
	return false
}

// partOf is the part of a whole a figure counts: children, passengers,
// Argentines, "of the injured". Words for people at large are no part.
func (d *document) partOf(f int32, open bool) string {
	fig := &d.figs[f]
	if !fig.Of.Empty() && open && fig.Kind == corpus.Count && !d.onlySome(fig.Of) {
		return "" // "81 of 236 trusts were affected", "two of its scanners"
	}
	if !fig.Of.Empty() {
		return strings.ToLower(strings.TrimPrefix(fig.Of.In(d.text.Source), "the "))
	}
	if end := d.figEnd[f]; int(end)+1 < len(d.forms) && d.is(end, d.x.of) {
		for k := end + 1; k < end+4 && int(k) < len(d.forms); k++ {
			if d.is(k, d.x.whole) {
				return "of " + strings.ToLower(d.word(k))
			}
		}
	}
	noun := d.figNoun[f]
	for k := d.figEnd[f]; noun >= 0 && k <= noun; k++ {
		if d.is(k, d.x.part) {
			return singular(strings.ToLower(d.word(k)))
		}
		if n := d.entAt[k]; n >= 0 && d.types[n]&(typeBit(corpus.Norp)|orgBits) != 0 && d.whoOf[n] >= 0 {
			return d.who[d.whoOf[n]].name
		}
	}
	return ""
}

// sortCounted is the word that narrows the noun a figure counts, behind the figure:
// "10,000 office workers"; "" if none does.
func (d *document) sortCounted(f int32) string {
	if n := d.figNoun[f]; n > d.figEnd[f] && n == d.figEnd[f]+1 && d.plainNoun(n-1) && d.bearAt[n-1] < 0 {
		return strings.ToLower(d.word(n - 1))
	}
	return ""
}

// allOccupants lifts the limit to those who were there anyway from counts of which
// the article gives no other: "the fire killed 112 workers" is the toll of a
// factory's fire.
func (d *document) allOccupants(cs []corpus.Claim) {
	women := -1
	for i := range cs[:min(len(cs), maxBack)] {
		c := &cs[i]
		if c.Part == "" || c.Kind != corpus.KindCount || c.Trigger == "" || !d.x.occupant.has(d.x.lex.lookup(c.Part)) {
			continue
		}
		if c.Part == "man" {
			if women < 0 {
				women = d.countOf(d.x.women)
			}
			if women > 0 {
				continue
			}
		}
		if hasOther(cs[:min(len(cs), maxBack)], i) {
			continue
		}
		c.Part = ""
	}
}

// hasOther reports whether another claim gives the count of claim i a value.
func hasOther(cs []corpus.Claim, i int) bool {
	for k := range cs {
		if k != i && cs[k].Attribute == cs[i].Attribute && cs[k].Subject == cs[i].Subject {
			return true
		}
	}
	return false
}

// countOf is how often the article has a word of a set.
func (d *document) countOf(s wordSet) int {
	n := 0
	for i := range d.forms {
		if d.is(int32(i), s) {
			n++
		}
	}
	return n
}
