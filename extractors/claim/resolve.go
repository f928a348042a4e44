package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// resolve finds what a mention stands for; -1 when no entity of the article
// does.
func (d *document) resolve(m mention, b *bearing) int32 {
	switch {
	case m.ent >= 0:
		return d.whoOf[m.ent]
	case m.who > 0:
		return m.who - 1
	case m.pron == whoPronoun:
		return d.antecedent(m.at, b)
	case m.pron == hePronoun && strings.EqualFold(d.word(m.at), "him"):
		lo, _ := d.sentence(m.at) // never who acts on him: "the judge ordered him"
		return d.personBefore(lo)
	case m.pron == hePronoun:
		return d.personBefore(m.at)
	case m.pron == itPronoun:
		return d.topicBefore(m.at, b)
	case m.bear >= 0:
		return d.nominal(m)
	}
	return -1
}

// antecedent is the entity a relative pronoun at token t follows.
func (d *document) antecedent(t int32, b *bearing) int32 {
	lo, _ := d.sentence(t)
	for i := t - 1; i >= lo && i > t-9; i-- {
		if n := d.entOver[i]; n >= 0 && d.whoOf[n] >= 0 && b.types&d.types[n] != 0 {
			if d.ofHappening(n, lo) {
				return -1 // "the raid on Harlan, which started in May"
			}
			return d.whoOf[n]
		}
		if d.bearAt[i] >= 0 && b.groups&(1<<uint(d.bearAt[i])) != 0 {
			return d.nominal(mention{ent: -1, at: i, bear: d.bearAt[i]})
		}
	}
	return -1
}

// ofPersonNamed reports whether a mention is a "who" behind the name of a person.
func (d *document) ofPersonNamed(m mention) bool {
	if m.pron != whoPronoun || !strings.EqualFold(d.word(m.at), "who") {
		return false
	}
	lo, _ := d.sentence(m.at)
	for i := m.at - 1; i >= lo && i > m.at-9; i-- {
		if n := d.entOver[i]; n >= 0 {
			return d.types[n] == typeBit(corpus.Person)
		}
		if d.bearAt[i] >= 0 {
			return d.bearAt[i] == d.x.personBearer
		}
	}
	return false
}

// ofHappening reports whether mention n only says of what an event before it is:
// "the raid on Harlan".
func (d *document) ofHappening(n, lo int32) bool {
	k := d.entStart[n] - 1
	if k > lo && d.is(k, d.x.determiner) {
		k--
	}
	return k > lo && d.is(k, d.x.preposition) && d.eventAt[k-1] >= 0 && d.text.Tokens[k-1].Shape == token.Lower
}

// lastOf is the entity of some types named last before token t, at most so
// many sentences back.
func (d *document) lastOf(t int32, types uint16, sentences int32) int32 {
	for i := t - 1; i >= 0 && d.sentOf[i] >= d.sentOf[t]-sentences; i-- {
		if n := d.entOver[i]; n >= 0 && d.whoOf[n] >= 0 && types&d.types[n] != 0 {
			return d.whoOf[n]
		}
	}
	return -1
}

// personBefore is whom "she" at token t most likely stands for: the person
// named last before it in its sentence, else the one a sentence before is about;
// where there is none, a name of two words that was taken for something else.
func (d *document) personBefore(t int32) int32 {
	person := typeBit(corpus.Person)
	if n := d.lastOf(t, person, 0); n >= 0 {
		return n
	}
	main := d.mainActor(person)
	for s := d.sentOf[t] - 1; s >= 0 && s >= d.sentOf[t]-3; s-- {
		r := d.sents[s]
		n, oblique := d.subjectIn(r.First, r.End, person)
		if n < 0 {
			continue
		}
		if main >= 0 && main != n && oblique && d.who[main].weight > d.who[n].weight && d.namedBefore(main, r.First) {
			return main
		}
		return n
	}
	if main >= 0 && d.who[main].weight >= leadWeight && d.namedBefore(main, t) {
		return main
	}
	for i := t - 1; i >= 0 && d.sentOf[i] >= d.sentOf[t]-2; i-- {
		if n := d.entOver[i]; n >= 0 && d.whoOf[n] >= 0 && d.types[n]&(typeBit(corpus.Org)|typeBit(corpus.Product)) != 0 && strings.Count(d.who[d.whoOf[n]].name, " ") == 1 {
			return d.whoOf[n]
		}
	}
	return -1
}

// namedBefore reports whether an actor is named before token t, if only in the
// headline.
func (d *document) namedBefore(who, t int32) bool {
	return d.who[who].headed || d.namedIn(who, 0, t)
}

// subjectIn is whom a sentence is about: the first name of some types that
// stands in no phrase with a preposition, else the last that does, for which
// oblique is true; -1 if there is none.
func (d *document) subjectIn(lo, hi int32, types uint16) (who int32, oblique bool) {
	who = -1
	for i := lo; i < hi; i++ {
		n := d.entAt[i]
		if n < 0 || d.whoOf[n] < 0 || types&d.types[n] == 0 {
			continue
		}
		if !d.oblique(n, lo) {
			return d.whoOf[n], false
		}
		who = d.whoOf[n]
	}
	return who, who >= 0
}

// oblique reports whether mention n stands behind a preposition inside its
// sentence, titles and owners between them: "with the striker Ana Ruiz", "as
// Harlan's Quill". At the start of a sentence such a phrase gives the topic.
func (d *document) oblique(n, lo int32) bool {
	for k := d.entStart[n] - 1; k > lo && k > d.entStart[n]-8; k-- {
		switch {
		case d.is(k, d.x.preposition) || strings.EqualFold(d.word(k), "than") || strings.EqualFold(d.word(k), "as"):
			return true
		case d.is(k, d.x.determiner), d.is(k, d.x.possessive), d.entOver[k] >= 0, d.bearAt[k] >= 0, d.isTitle(k):
		default:
			return false
		}
	}
	return false
}

// isTitle reports whether token k begins a title: "chief", "president".
func (d *document) isTitle(k int32) bool {
	return d.forms[k] > 0 && len(d.x.roles[d.forms[k]]) > 0 || d.is(k, d.x.former)
}

// topicBefore is what "it" at token t most likely stands for: the first fitting
// name or noun of its own sentence before it, else of the sentences before,
// else the article's main actor.
func (d *document) topicBefore(t int32, b *bearing) int32 {
	lo, _ := d.sentence(t)
	if n := d.firstIn(lo, t, b); n >= 0 {
		if w := d.governor(lo, t); w >= 0 && b.types&typeBit(corpus.Org) != 0 && !d.barred(w, b) {
			return w
		}
		return n
	}
	if w := d.governor(lo, t); w >= 0 && b.types&typeBit(corpus.Org) != 0 && !d.barred(w, b) {
		return w
	}
	if d.asksOf(lo, t, b) {
		return -1 // "How big is the building? It has 24 storeys"
	}
	main := d.mainActor(b.types)
	for s := d.sentOf[t] - 1; s >= 0 && s >= d.sentOf[t]-4; s-- {
		n, known := d.topicOf(s, main, b)
		if known {
			return n
		}
		if lo := d.sents[s].First; d.pronounAt(lo) != itPronoun {
			break // "It was shown in May. It has two screens."
		}
	}
	return main
}

// asksOf reports whether tokens [lo, t) hold a question about a thing that the
// article gives no name: its answer is of that thing.
func (d *document) asksOf(lo, t int32, b *bearing) bool {
	noun := false
	for i := lo + 1; i < t; i++ {
		if d.word(i) == "?" {
			return noun
		}
		noun = noun || d.bearAt[i] >= 0 && b.groups&(1<<uint(d.bearAt[i])) != 0 && strings.HasPrefix(d.x.lex.bearers[d.bearAt[i]].name, "thing:") && d.is(i-1, d.x.article)
	}
	return false
}

// topicOf is what sentence s is about, of what can bear an attribute; false if
// it does not say.
func (d *document) topicOf(s, main int32, b *bearing) (int32, bool) {
	r := d.sents[s]
	if b.types&typeBit(corpus.Org) != 0 {
		if w := d.opener(r.First, r.End); w >= 0 && w != d.avoid && !d.barred(w, b) {
			return w, true
		}
	}
	n := d.topics[s]
	if n < 0 && main >= 0 && d.modifierFirst(r.First, r.End, b) && d.namedIn(main, r.First, r.End) {
		return main, true
	}
	if n < 0 || b.types&d.who[n].bits() == 0 {
		n = d.firstIn(r.First, r.End, b)
		if w, oblique := d.subjectIn(r.First, r.End, b.types); n >= 0 && w == n && oblique && main >= 0 && main != d.avoid && d.who[main].weight > d.who[n].weight {
			return -1, false // "seven times as much as Harlan's Quill"
		}
	}
	if n < 0 || n == d.avoid || main >= 0 && d.who[n].weight*2 < d.who[main].weight {
		return -1, false
	}
	return n, true
}

// modifierFirst reports whether the first fitting name of a range only
// modifies a noun: "Friday's Acme outage".
func (d *document) modifierFirst(lo, hi int32, b *bearing) bool {
	for i := lo; i < hi; i++ {
		if n := d.entAt[i]; n >= 0 && b.types&d.types[n] != 0 && !d.speaks(n) {
			end := d.entEnd[n]
			if int(end) >= len(d.forms) {
				return false
			}
			return d.plainNoun(end) || d.text.Tokens[end].Shape == token.Upper && d.entOver[end] < 0
		}
	}
	return false
}

// opener is the name a sentence opens with as its subject, whatever its type
// but a person's or a people's; -1 if it opens otherwise.
func (d *document) opener(lo, hi int32) int32 {
	if lo+1 < hi && d.entAt[lo] < 0 && d.is(lo, d.x.determiner) {
		lo++
	}
	n := d.entAt[lo]
	if n < 0 || d.whoOf[n] < 0 || d.types[n]&(typeBit(corpus.Norp)|typeBit(corpus.Person)) != 0 {
		return -1
	}
	end := d.entEnd[n]
	if end >= hi || d.text.Tokens[end].Shape != token.Lower || d.is(end, d.x.possessive) || d.is(end, d.x.preposition) || d.is(end, d.x.and) || d.is(end, d.x.say) || d.plainNoun(end) && !d.is(end, d.x.light) {
		return -1
	}
	return d.whoOf[n]
}

// namedIn reports whether an actor is named in a range of tokens.
func (d *document) namedIn(who, lo, hi int32) bool {
	for i := lo; i < hi; i++ {
		if n := d.entAt[i]; n >= 0 && d.whoOf[n] == who && !d.speaks(n) {
			return true
		}
	}
	return false
}

// governor is the first name of tokens [lo, hi) where it opens a clause as its
// subject ("When Denby Mutual was closed, it had …"), whatever its type; -1 if
// the range starts otherwise.
func (d *document) governor(lo, hi int32) int32 {
	for i := lo; i < hi && i < lo+4; i++ {
		n := d.entAt[i]
		if n < 0 {
			continue
		}
		if end := d.entEnd[n]; d.whoOf[n] >= 0 && d.types[n]&(typeBit(corpus.Norp)|typeBit(corpus.Person)) == 0 && int(end) < len(d.forms) && (d.is(end, d.x.be) || d.is(end, d.x.have)) {
			return d.whoOf[n]
		}
		return -1
	}
	return -1
}

// firstIn is the first fitting name or resolvable noun in a range of tokens.
func (d *document) firstIn(lo, hi int32, b *bearing) int32 {
	for i := lo; i < hi; i++ {
		if n := d.entAt[i]; n >= 0 && d.whoOf[n] >= 0 && b.types&d.types[n] != 0 && !d.speaks(n) {
			return d.whoOf[n]
		}
		if d.bearAt[i] >= 0 && b.groups&(1<<uint(d.bearAt[i])) != 0 {
			if n := d.nominal(mention{ent: -1, at: i, bear: d.bearAt[i]}); n >= 0 {
				return n
			}
		}
	}
	return -1
}

// speaks reports whether entity n is only the source of the sentence: "X said",
// "according to X".
func (d *document) speaks(n int32) bool {
	end := d.entEnd[n]
	if int(end) < len(d.forms) && (d.is(end, d.x.say) || d.is(end, d.x.counter)) {
		return true
	}
	if int(end)+1 < len(d.forms) && d.is(end, d.x.possessive) && d.is(end+1, d.x.tally) || int(end) < len(d.forms) && d.is(end, d.x.tally) {
		return true // "the agency's tally"
	}
	if int(end)+1 < len(d.forms) && d.word(end) == "," && d.is(end+1, d.x.who) {
		for k := end + 2; k < end+10 && int(k) < len(d.forms); k++ {
			if d.word(k) == "," {
				return d.is(k+1, d.x.counter) || d.is(k+1, d.x.say)
			}
		}
	}
	s := d.entStart[n]
	if s > 0 && d.word(s-1) == "," && d.is(end, d.x.have) && d.is(end+1, d.x.say) {
		return true // "…, TIME has reported"
	}
	return s > 0 && (d.is(s-1, d.x.say) || s > 1 && d.is(s-2, d.x.according) || s > 2 && d.is(s-3, d.x.according))
}

// lead is how much an actor is what an article is about: a public body is named in many
// stories that are of somebody else.
func (a *actor) lead() int {
	if a.public {
		return a.weight
	}
	return 2 * a.weight
}

// mainActor is the weightiest entity of some types.
func (d *document) mainActor(types uint16) int32 {
	for _, l := range d.leads {
		if l.types == types && l.avoid == d.avoid {
			return l.who
		}
	}
	best := int32(-1)
	for i := range d.who {
		if int32(i) != d.avoid && types&d.who[i].bits() != 0 && (best < 0 || d.who[i].lead() > d.who[best].lead()) {
			best = int32(i)
		}
	}
	d.leads = append(d.leads, lead{types, d.avoid, best})
	return best
}

// lead remembers the weightiest actor of some types.
type lead struct {
	types uint16
	avoid int32
	who   int32
}

// subjectOf finds the bearer of a match.
func (d *document) subjectOf(m *match, attr int32) (bearer, bool) {
	b := &d.x.bearing[attr]
	if m.pat >= 0 && d.x.patterns[m.pat].line {
		return d.lineSubject(m, b)
	}
	if m.subject.at >= 0 {
		if !b.person && d.ofPersonNamed(m.subject) {
			return bearer{}, false // "Ana Ruiz, 31, who was 30 when": no firm's age
		}
		if s, ok := d.named(m.subject, b, 1); ok || m.subject.pron == hePronoun {
			return s, ok
		}
	}
	if s, ok := d.measured(m, attr, b); ok {
		return s, true
	}
	if b.types&^typeBit(corpus.Event) != 0 || b.person || b.thing {
		if s, ok := d.search(m, b); ok {
			return s, true
		}
	}
	if b.event {
		return d.eventSubject(m), true
	}
	return bearer{}, false
}

// named makes a bearer of a mention.
func (d *document) named(m mention, b *bearing, trust float64) (bearer, bool) {
	at := d.text.Tokens[m.at].Span()
	if m.ent >= 0 {
		at = d.ents[m.ent].Span
	} else {
		trust *= 0.97
	}
	if n := d.firmOf(m, b); n >= 0 {
		return bearer{name: d.who[n].name, id: d.who[n].id, at: at, trust: trust * 0.95}, true
	}
	if n := d.resolve(m, b); n >= 0 && (b.types&d.who[n].bits() != 0 || m.pron == hePronoun) {
		return bearer{name: d.who[n].name, id: d.who[n].id, at: at, trust: trust}, true
	}
	if m.bear >= 0 {
		noun := d.x.baseForm(d.forms[m.at], d.word(m.at))
		return bearer{name: noun, at: at, trust: trust * 0.95}, true
	}
	return bearer{}, false
}
