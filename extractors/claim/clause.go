package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// measured is the noun a match about a measure ends with: "the 84-metre vessel".
func (d *document) measured(m *match, attr int32, b *bearing) (bearer, bool) {
	if m.subject.at >= 0 || !b.thing || d.x.attrs[attr].Kind != corpus.KindMeasure || m.value < 0 {
		return bearer{}, false
	}
	if g := d.bearAt[m.hi-1]; g >= 0 && b.groups&(1<<uint(g)) != 0 && d.figEnd[m.value] == m.hi-1 {
		return d.named(mention{ent: -1, at: m.hi - 1, bear: g}, b, 1)
	}
	return bearer{}, false
}

// ofOther reports whether a relative clause ties a match to a noun that cannot
// bear it: "on the ferry, which had been launched in 1985" founds no firm.
func (d *document) ofOther(at, lo int32, b *bearing) bool {
	i := at - 1
	for i > lo && at-i < 4 && (d.is(i, d.x.have) || d.is(i, d.x.be)) {
		i--
	}
	if i-2 < lo || !d.is(i, d.x.who) || d.word(i-1) != "," {
		return false
	}
	g := d.bearAt[i-2]
	return g >= 0 && b.groups&(1<<uint(g)) == 0 && !b.person && strings.HasPrefix(d.x.lex.bearers[g].name, "thing:")
}

// coordinated is the subject a sentence opens with where a further verb of it
// leads the match: "Acme is based in Hull and was founded in 1962"; -1 if there
// is none that fits.
func (d *document) coordinated(at, lo int32, b *bearing) int32 {
	i := at
	for i > lo && i > at-3 && !d.is(i, d.x.and) {
		i--
	}
	if i >= at && !d.is(i-1, d.x.and) || !d.is(i, d.x.and) && !d.is(i-1, d.x.and) {
		return -1
	}
	if d.is(i-1, d.x.and) {
		i--
	}
	if v := i + 1; !d.is(v, d.x.be) && !d.is(v, d.x.have) && !d.is(v, d.x.light) {
		return -1
	}
	n := d.opener(lo, i)
	if n < 0 || b.types&typeBit(corpus.Org) == 0 || d.who[n].typ == corpus.Loc {
		return -1
	}
	return n
}

// nounBefore is the fitting common noun before a pronoun of the same sentence
// that stands for nothing with a name: "the tanker is leased from its owner".
func (d *document) nounBefore(at, lo int32, b *bearing) (bearer, bool) {
	for i := at - 1; i >= lo; i-- {
		if g := d.bearAt[i]; g >= 0 && b.groups&(1<<uint(g)) != 0 {
			return d.named(mention{ent: -1, at: i, bear: g}, b, 0.93)
		}
	}
	if len(d.who) == 0 {
		return bearer{name: "it", at: d.text.Tokens[at].Span(), trust: 0.6}, true // the text names nobody
	}
	return bearer{}, false
}

// adjacentName takes a name of any type that a match follows at once: "Harlan,
// founded in 1923", "Harlan, which was founded".
func (d *document) adjacentName(at, lo int32, b *bearing) (bearer, bool) {
	if !b.thing {
		return bearer{}, false
	}
	i := at - 1
	for i >= lo && at-i < 5 && (d.word(i) == "," || d.is(i, d.x.be) || d.is(i, d.x.who) || d.is(i, d.x.have)) {
		i--
	}
	if i < lo || i == at-1 {
		return bearer{}, false
	}
	n := d.entOver[i]
	if n >= 0 && d.aside(mention{ent: n}, lo) {
		return bearer{}, false
	}
	if w, ok := d.index[d.word(i)]; ok && n < 0 && d.text.Tokens[i].Shape == token.Title {
		return bearer{name: d.who[w].name, id: d.who[w].id, at: d.text.Tokens[i].Span(), trust: 0.9}, true // "Arm", at the start of a sentence
	}
	if k := d.text.Tokens[i]; n < 0 && d.forms[i] <= 0 && k.Kind == token.Word && k.Shape != token.Lower && k.End-k.Start > 2 {
		return bearer{name: d.word(i), at: k.Span(), trust: 0.8}, true // a name the entity model missed
	}
	if n < 0 || d.whoOf[n] < 0 || d.types[n] == typeBit(corpus.Norp) || d.types[n] == typeBit(corpus.Loc) && b.types&typeBit(corpus.Loc) == 0 {
		return bearer{}, false
	}
	w := &d.who[d.whoOf[n]]
	return bearer{name: w.name, id: w.id, at: d.ents[n].Span, trust: 0.93}, true
}

// nearBefore reports whether a bearer stands before a match in its clause, or in
// the match itself.
func (d *document) nearBefore(m *match, s bearer) bool {
	if s.at.Empty() {
		return false
	}
	lo, _ := d.sentence(m.lo)
	for i := m.hi - 1; i >= lo && i > m.lo-10; i-- {
		if int(d.text.Tokens[i].Start) <= s.at.Start {
			return true
		}
		if i < m.lo && d.is(i, d.x.clauseWord) && !d.is(i, d.x.and) {
			return false
		}
	}
	return false
}

// openerNoun reports whether a sentence opens with a common noun as its subject
// that cannot bear an attribute: "The ship was launched in 1998" founds no firm.
func (d *document) openerNoun(lo, at int32, b *bearing) bool {
	i := d.nounOpening(lo, at)
	return i >= 0 && b.groups&(1<<uint(d.bearAt[i])) == 0 && !d.x.orgBearer(d.bearAt[i])
}

// otherOpener reports whether a sentence opens with a common noun as its subject
// that bears nothing, and the bearer found stands only in a phrase behind it:
// "The proceedings against Ruiz opened in May" founds nothing.
func (d *document) otherOpener(m *match, s bearer) bool {
	lo, _ := d.sentence(m.lo)
	if !d.is(lo, d.x.determiner) || m.lo-lo < 3 || s.at.Empty() || !d.plainNoun(lo+1) || d.bearAt[lo+1] >= 0 || d.entOver[lo+1] >= 0 || d.is(lo+1, d.x.firmHas) {
		return false
	}
	after := d.tokenBefore(int32(s.at.Start) + 1)
	return after > lo+1 && after < m.lo && d.is(lo+2, d.x.preposition) && !d.is(lo+2, d.x.of)
}

// openingNoun is the fitting common noun the sentence of token i opens with, for
// an "it" that opens the next one: "The line reopened in May. It was built …".
func (d *document) openingNoun(i int32, b *bearing) (bearer, bool) {
	if i < 0 {
		return bearer{}, false
	}
	lo, hi := d.sentence(i)
	n := d.nounOpening(lo, hi)
	if n < 0 || b.groups&(1<<uint(d.bearAt[n])) == 0 {
		return bearer{}, false
	}
	return d.named(mention{ent: -1, at: n, bear: d.bearAt[n]}, b, 0.9)
}

// thingAnew is thingBefore where what the sentences before are about is no thing
// the article calls by a noun: the height is the tower's, not that of the model of
// a freezer named last.
func (d *document) thingAnew(i int32, b *bearing) (bearer, bool) {
	if !b.thing || b.person || b.types&typeBit(corpus.Org) != 0 {
		return bearer{}, false
	}
	if n := d.topicBefore(i, b); n >= 0 && d.who[n].thing && (d.namedBefore(n, i) || d.who[n].weight >= leadWeight) {
		return bearer{}, false
	}
	return d.thingBefore(i, b)
}

// thingBefore is the fitting thing that the sentences before token i, else the
// article, speak of without a name: "the tower", where a match says nothing of
// whose height it gives.
func (d *document) thingBefore(i int32, b *bearing) (bearer, bool) {
	best := int32(-1)
	for k := i - 1; k > 0 && d.sentOf[k] >= d.sentOf[i]-thingReach; k-- {
		if g := d.bearAt[k]; g >= 0 && b.groups&(1<<uint(g)) != 0 && strings.EqualFold(d.word(k-1), "the") {
			best = k
			break
		}
	}
	if best < 0 {
		return bearer{}, false
	}
	return d.named(mention{ent: -1, at: best, bear: d.bearAt[best]}, b, 0.85)
}

// thingReach is how many sentences back a thing is still spoken of.
const thingReach = 5

// nounOpening is the head of the noun phrase a sentence opens with, "The
// 35-year-old vessel"; -1 if it opens otherwise.
func (d *document) nounOpening(lo, hi int32) int32 {
	if !d.is(lo, d.x.determiner) {
		return -1
	}
	for i := lo + 1; i < min(hi, lo+7) && d.mark[i] <= markSoft; i++ {
		if d.bearAt[i] >= 0 && (i+1 >= hi || d.bearAt[i+1] < 0) {
			return i
		}
		if d.is(i, d.x.preposition) || d.is(i, d.x.be) || d.is(i, d.x.have) || d.entOver[i] >= 0 {
			return -1
		}
	}
	return -1
}
