package claim

import (
	"strings"

	"twosource/corpus"
)

// aged settles whose age match m gives. It reports false where that is somebody
// the text does not name: "a 63-year-old woman", "the mayor's 12-year-old son",
// "the 15-year-old's mother"; the nearest name would be somebody else's.
func (d *document) aged(m *match) bool {
	start, end := d.figStart[m.value], d.figEnd[m.value]
	if int(end) >= len(d.forms) {
		return true
	}
	if d.figs[m.value].Bound == corpus.Between {
		return false // the ages of several
	}
	if d.figs[m.value].Kind != corpus.Age {
		return !d.plainNoun(end) // "…, 5 man jury"
	}
	if s := &m.subject; s.ent >= 0 || s.who > 0 || s.pron != noPronoun || s.at >= 0 && s.at < start {
		return true
	}
	if start == 0 || !strings.HasSuffix(d.figs[m.value].Span.In(d.text.Source), "old") {
		return true
	}
	if d.is(end, d.x.possessive) || d.is(start-1, d.x.possessive) {
		return false
	}
	noun := end
	for !d.is(end, d.x.light) && noun < end+4 && int(noun) < len(d.forms) && (d.plainNoun(noun) || d.bearAt[noun] >= 0) {
		noun++
	}
	if n := d.namedNext(noun); n >= 0 {
		m.subject = mention{ent: n, at: d.entStart[n], bear: -1}
		return true
	}
	switch strings.ToLower(d.word(start - 1)) {
	case "the", "this", "that":
		if noun == end || noun == end+1 && d.verbless(noun) { // not "the attack on the 15-year-old"
			return (start < 2 || !d.is(start-2, d.x.preposition)) && !d.ageBefore(m.value)
		}
		return d.bearAt[noun-1] >= 0 && !strings.HasSuffix(d.word(noun-1), "s")
	}
	return false
}

// verbless reports whether what follows at token t cannot be the verb of a noun
// right before it, which then is one itself: "the 24-year-old broke away".
func (d *document) verbless(t int32) bool {
	if int(t) >= len(d.forms) || d.is(t, d.x.be) || d.is(t, d.x.have) || d.is(t, d.x.say) || d.is(t, d.x.who) || d.is(t, d.x.light) && !d.is(t, d.x.preposition) {
		return false
	}
	return d.is(t, d.x.function) && d.mark[t] == markNone && d.bearAt[t-1] < 0 && !d.is(t, d.x.and) && !d.is(t, d.x.of)
}

// ageBefore reports whether the article has given this age before: who it is of
// has been said then.
func (d *document) ageBefore(value int32) bool {
	v := d.figs[value].Value
	for i := range d.figs[:value] {
		if f := &d.figs[i]; f.Kind == corpus.Age && f.Value.Cmp(v) == 0 {
			return true
		}
	}
	return false
}

// namedNext is the person whose name follows at token t what it is the name of,
// "a 33-year-old nurse, Maria Hall", "a 20-year-old named Tom Orr"; -1 if none
// does.
func (d *document) namedNext(t int32) int32 {
	if int(t)+1 >= len(d.forms) || d.word(t) != "," && !d.is(t, d.x.named) {
		return -1
	}
	if n := d.entAt[t+1]; n >= 0 && d.types[n]&typeBit(corpus.Person) != 0 {
		return n
	}
	return -1
}
