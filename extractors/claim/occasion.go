package claim

import (
	"strings"

	"twosource/extractors/token"
)

// cameAt reads a verb by which something only comes about at token i, before a date at
// token start: what its subject is happened then, "full containment came on 25 November",
// "the hearing was held on 3 May", "the funeral is on Friday".
func (d *document) cameAt(i, lo, start int32) (happening, bool) {
	if i == lo || !d.is(i, d.x.comes) && !d.heldAt(i, lo) && !d.isThen(i, start) {
		return happening{}, false
	}
	n := d.nounBeforeVerb(i, lo)
	if n < 0 || d.entOver[n] >= 0 || d.pronounAt(n) != noPronoun || d.bearAt[n] >= 0 || d.eventAt[n] >= 0 || d.text.Tokens[n].Shape != token.Lower {
		return happening{}, false
	}
	if !d.is(i, d.x.comes) && !d.is(n, d.x.occasion) && !d.x.actNounForm(d.forms[n]) {
		return happening{}, false
	}
	h := happening{act: -1, at: n, end: i + 1, noun: true}
	if f := d.forms[n]; f > 0 {
		h.act = d.x.actNoun[f]
	}
	return h, true
}

// heldAt reports whether a verb at token i says of an occasion that it took place: "was
// held".
func (d *document) heldAt(i, lo int32) bool {
	return strings.EqualFold(d.word(i), "held") && d.passive(i, lo)
}

// isThen reports whether a form of "be" at token i stands right before a date at token
// start: "was on 3 May", "was only in May".
func (d *document) isThen(i, start int32) bool {
	if !d.is(i, d.x.be) {
		return false
	}
	for k := i + 1; k < start; k++ {
		if !d.is(k, d.x.preposition) && !d.is(k, d.x.adverb) && !d.is(k, d.x.bounding) {
			return false
		}
	}
	return true
}

// occasionAt is the occasion that a date at token start stands beside, before any verb of
// the clause: "the hearing on 3 May", "a report of December 2018", "the funeral, on Friday,".
func (d *document) occasionAt(start, lo int32) (happening, bool) {
	i := start - 1
	for i > lo && (d.is(i, d.x.preposition) || d.is(i, d.x.bounding) || d.word(i) == ",") {
		i--
	}
	if i < lo || i == start-1 || d.entOver[i] >= 0 || d.dateOver[i] >= 0 || d.text.Tokens[i].Shape != token.Lower || d.bearAt[i] >= 0 || d.eventAt[i] >= 0 {
		return happening{}, false
	}
	if !d.is(i, d.x.occasion) && !d.x.actNounForm(d.forms[i]) {
		return happening{}, false
	}
	h := happening{act: -1, at: i, end: i + 1, noun: true}
	if f := d.forms[i]; f > 0 {
		h.act = d.x.actNoun[f]
	}
	return h, true
}

// clauseBehind reports whether the noun at token o begins a clause of its own: "revealed
// [that] hackers had been".
func (d *document) clauseBehind(o, hi int32) bool {
	k := o + 1
	if n := d.entOver[o]; n >= 0 {
		k = d.entEnd[n]
	}
	return k < hi && (d.is(k, d.x.be) || d.is(k, d.x.have) || d.is(k, d.x.modal) || d.pastVerb(k))
}
