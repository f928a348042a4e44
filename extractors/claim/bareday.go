package claim

import (
	"strings"

	"twosource/corpus"
)

// bareOwn is the kind of event that date n can be of though its sentence says nothing but when:
// it answers when that was, or "that was" is all that is said of it, behind a sentence
// that tells of the event; -1 if it can be of none.
func (d *document) bareOwn(n int32) int16 {
	g := d.main
	if g < 0 || d.x.soft[g] {
		return -1
	}
	start := d.dateStart[n]
	lo, _ := d.sentence(start)
	s := d.sentOf[start]
	if q := d.questionBefore(start); q >= 0 {
		if d.asksWhen(q, g) {
			return g
		}
		return -1
	}
	if s == 0 || !d.thatWas(lo, start) || !d.tellsIn(s-1, g) {
		return -1
	}
	return g
}

// questionBefore is the first token of the question that the date at token start answers at
// once: "When was it? At 12:02 a.m."; -1 if it answers none.
func (d *document) questionBefore(start int32) int32 {
	i := start - 1
	for i > 0 && i > start-4 && (d.is(i, d.x.preposition) || d.is(i, d.x.bounding) || d.is(i, d.x.determiner)) {
		i--
	}
	if i <= 0 || d.word(i) != "?" {
		return -1
	}
	lo, _ := d.sentence(i)
	return lo
}

// asksWhen reports whether the question that begins at token q asks when an event of a
// kind was: "When was it?", "When did the bridge fall?".
func (d *document) asksWhen(q int32, g int16) bool {
	if !strings.EqualFold(d.word(q), "when") {
		return false
	}
	for i := q + 1; int(i) < len(d.forms) && i < q+12 && d.word(i) != "?"; i++ {
		if d.eventAt[i] >= 0 && d.ofKind(d.groupAt(i), g) {
			continue
		}
		if h, ok := d.actAt(i); ok && d.ownAct(h) != g {
			return false
		}
		if d.plainNoun(i) && d.bearAt[i] < 0 && d.eventAt[i] < 0 {
			return false
		}
	}
	return true
}

// thatWas reports whether only a pronoun and a form of "be" stand between token lo, the
// first of a sentence, and a date: "That was on 22 November", "It was twenty to seven".
func (d *document) thatWas(lo, start int32) bool {
	switch strings.ToLower(d.word(lo)) {
	case "that", "it", "this":
	default:
		return false
	}
	return lo+1 < start && d.is(lo+1, d.x.be) && d.isThen(lo+1, start)
}

// tellsIn reports whether sentence s tells of an event of a kind.
func (d *document) tellsIn(s int32, g int16) bool {
	r := d.sents[s]
	for i := r.First; i < r.End; i++ {
		if d.eventAt[i] >= 0 && !d.weakAt(i) && d.ofKind(d.groupAt(i), g) {
			return true
		}
		if h, ok := d.actAt(i); ok && !h.noun && d.ownAct(h) == g {
			return true
		}
	}
	return false
}

// ownBare claims a date of an event that no verb beside it tells of.
func (d *document) ownBare(dst []corpus.Claim, n int32, g int16) []corpus.Claim {
	name := d.x.lex.events[g].name
	m := match{pat: -1, lo: d.dateStart[n], hi: d.dateEnd[n], value: -1, event: -1, other: -1, subject: mention{ent: -1, at: -1, bear: -1}}
	return d.datedClaims(dst, &dated{n, "event date", bearer{name: name, trigger: name, trust: 0.9}, once, g, false}, &m)
}
