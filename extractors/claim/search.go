package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// search looks for the bearer around a match: the nearest fitting mention
// before it in the sentence; behind it where it opens the sentence; else what
// the sentences before were about; else the article's main actor.
func (d *document) search(m *match, b *bearing) (bearer, bool) {
	lo, hi := d.sentence(m.lo)
	if d.ofOther(m.lo, lo, b) {
		return bearer{}, false
	}
	first := mention{ent: -1, at: -1, bear: -1}
	for i := m.lo - 1; i >= lo; i-- {
		if m.lo-i < 5 && !b.person && d.pronounAt(i) == hePronoun {
			return bearer{}, false // "he would be based in Oslo" is not of the firm
		}
		if n := d.entOver[i]; n >= 0 && !b.event && !b.person && d.whoOf[n] >= 0 && b.types&d.types[n] != 0 && m.lo-d.entEnd[n] < 6 && d.is(d.entEnd[n], d.x.say) {
			w := &d.who[d.whoOf[n]]
			return bearer{name: w.name, id: w.id, at: d.ents[n].Span, trust: 0.93}, true // "Acme said revenue rose"
		}
		if s, ok := d.mentionOver(i, b); ok && s.pron != whoPronoun && !d.aside(s, lo) {
			first = s
			break
		}
	}
	if first.at >= 0 && (d.is(m.lo, d.x.be) || m.lo > lo && d.is(m.lo-1, d.x.be)) && d.ofHead(first.at, lo) {
		return bearer{}, false // "the purchase of Acme was begun"
	}
	if s, ok := d.adjacentName(m.lo, lo, b); ok {
		return s, true
	}
	if n := d.coordinated(m.lo, lo, b); n >= 0 {
		return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.93}, true
	}
	if first.at >= 0 {
		if first.pron == itPronoun {
			if s, ok := d.thingAnew(first.at, b); ok {
				return s, true
			}
		}
		if s, ok := d.named(first, b, 0.97); ok || first.pron != itPronoun {
			return s, ok
		}
		if s, ok := d.nounBefore(first.at, lo, b); ok || first.at > lo {
			return s, ok
		}
		return d.openingNoun(lo-1, b)
	}
	if s, ok, listed := d.underHeading(m.lo, b); listed {
		return s, ok
	}
	if s, ok := d.wronglyTyped(m.lo, lo, b); ok {
		return s, true
	}
	for i := m.lo; i < m.hi; i++ {
		if s, ok := d.mentionOver(i, b); ok && s.pron == noPronoun && (m.value < 0 || s.ent != m.value) {
			return d.named(s, b, 0.9)
		}
	}
	if s, ok := d.searchAfter(m, hi, b); ok {
		return s, true
	}
	if b.event {
		return bearer{}, false
	}
	if d.openerNoun(lo, m.lo, b) {
		return bearer{}, false
	}
	if n := d.hereIn(m, b); n >= 0 {
		return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.85}, true
	}
	if s, ok := d.thingAnew(m.lo, b); ok {
		return s, true
	}
	n := d.topicBefore(m.lo, b)
	if n >= 0 {
		return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.85}, true
	}
	if b.types&typeBit(corpus.Org) == 0 {
		return bearer{}, false
	}
	if n := d.opener(lo, m.lo); n >= 0 && !d.barred(n, b) {
		return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.8}, true // typed wrongly
	}
	n = d.mainActor(^(typeBit(corpus.Loc) | typeBit(corpus.Norp) | publicBit&^b.types))
	if n < 0 || d.who[n].typ == corpus.Person && strings.Contains(d.who[n].name, " ") {
		return bearer{name: "company", trust: 0.5}, true
	}
	return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.7}, true
}

// aside reports whether a name stands behind a preposition in a phrase between
// commas: "The firm, a rival of Harlan, was founded" says nothing of Harlan.
func (d *document) aside(s mention, lo int32) bool {
	if s.ent < 0 || int(d.entEnd[s.ent]) >= len(d.forms) || d.word(d.entEnd[s.ent]) != "," || !d.oblique(s.ent, lo) {
		return false
	}
	for i := d.entStart[s.ent] - 1; i > lo && i > d.entStart[s.ent]-12; i-- {
		if d.word(i) == "," {
			return true
		}
	}
	return false
}

// ofHead reports whether the mention at token i only says of what a common noun
// before it is, which then is what the verb is of.
func (d *document) ofHead(i, lo int32) bool {
	for k := i - 1; k > lo && k > i-4 && d.mark[k] < markComma; k-- {
		if d.is(k, d.x.of) {
			return d.text.Tokens[k-1].Shape == token.Lower && d.bearAt[k-1] < 0 && !d.is(k-1, d.x.function)
		}
		if !d.is(k, d.x.determiner) && d.bearAt[k] < 0 && d.entOver[k] < 0 {
			return false
		}
	}
	return false
}

// wronglyTyped takes a name before the match whose type does not fit: names
// new to the entity model are often given the wrong one.
func (d *document) wronglyTyped(at, lo int32, b *bearing) (bearer, bool) {
	if !b.thing || b.types&(typeBit(corpus.Org)|typeBit(corpus.Product)) == 0 {
		return bearer{}, false
	}
	for i := at - 1; i >= lo; i-- {
		n := d.entOver[i]
		if n < 0 || d.whoOf[n] < 0 || d.types[n]&^(typeBit(corpus.Norp)|typeBit(corpus.Loc)) == 0 || d.speaks(n) {
			continue
		}
		w := &d.who[d.whoOf[n]]
		if w.weight < 4 && !d.governs(d.entEnd[n]) || w.typ == corpus.Person && strings.Contains(w.name, " ") {
			continue
		}
		return bearer{name: w.name, id: w.id, at: d.ents[n].Span, trust: 0.8}, true
	}
	return bearer{}, false
}

// governs reports whether the name that ends before token i stands as a
// subject: a verb follows it, perhaps behind a comma.
func (d *document) governs(i int32) bool {
	if int(i) >= len(d.forms) {
		return false
	}
	if d.is(i, d.x.have) || d.is(i, d.x.be) || d.word(i) == "," {
		return true
	}
	_, ok := d.verbName(i)
	return ok || d.is(i, d.x.light)
}

// searchAfter looks for the bearer behind a match: after the comma that ends an
// opening phrase ("Founded in 1968 and run from Brackley, Marlon Foods …"), else
// close by.
func (d *document) searchAfter(m *match, hi int32, b *bearing) (bearer, bool) {
	near := mention{ent: -1, at: -1, bear: -1}
	comma := false
	for i := m.hi; i < hi; i++ {
		if d.mark[i] == markComma {
			comma = true
			continue
		}
		if d.entOver[i] >= 0 && d.entAt[i] < 0 {
			continue
		}
		s, ok := d.mentionOver(i, b)
		if !ok || s.pron == itPronoun && !comma || s.pron == whoPronoun {
			continue
		}
		if comma && d.mark[i-1] == markComma || comma && d.is(i-1, d.x.determiner) && d.mark[i-2] == markComma {
			return d.named(s, b, 0.95)
		}
		if b.person && s.ent >= 0 && d.oblique(s.ent, m.lo) {
			continue // "The 24-year-old broke away with Ana Ruiz"
		}
		if near.at < 0 && i < m.hi+8 && !d.is(i-1, d.x.towards) && !d.is(max(i-2, 0), d.x.towards) && !d.is(i-1, d.x.by) && !d.is(max(i-2, 0), d.x.by) && !d.is(max(i-4, 0), d.x.by) {
			near = s
		}
	}
	if near.at < 0 {
		return bearer{}, false
	}
	return d.named(near, b, 0.85)
}

// countsNear reports whether a pronoun at token i is the source of a figure:
// "it listed", "its domestic lines show".
func (d *document) countsNear(i int32) bool {
	for k := i + 1; k < i+4 && int(k) < len(d.forms); k++ {
		if d.is(k, d.x.counter) || k == i+1 && d.is(k, d.x.say) {
			return true
		}
	}
	return false
}

// mentionOver reads a fitting mention whose head is token i.
func (d *document) mentionOver(i int32, b *bearing) (mention, bool) {
	if n := d.entOver[i]; n >= 0 {
		if b.types&typeBit(corpus.Org) == 0 && d.onVenue(n) {
			return mention{}, false
		}
		return mention{ent: n, at: d.entStart[n], bear: -1}, d.whoOf[n] >= 0 && d.whoOf[n] != d.avoid && b.types&d.types[n] != 0 && !d.speaks(n)
	}
	if g := d.bearAt[i]; g >= 0 {
		says := int(i)+1 < len(d.forms) && (d.is(i+1, d.x.say) || d.is(i+1, d.x.counter))
		return mention{ent: -1, at: i, bear: g}, b.groups&(1<<uint(g)) != 0 && !says
	}
	switch p := d.pronounAt(i); p {
	case hePronoun:
		return mention{ent: -1, at: i, pron: p, bear: -1}, b.person
	case itPronoun:
		return mention{ent: -1, at: i, pron: p, bear: -1}, b.thing && !d.countsNear(i)
	}
	return mention{}, false
}
