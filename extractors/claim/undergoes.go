package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// undergoes is whom or what a happening befell: a name, or a noun that goes into
// the name of the attribute, of what the article is about. It is what the verb
// acts on, else its subject.
func (d *document) undergoes(m *match, h happening) (noun string, s bearer, ok bool) {
	lo, hi := d.sentence(h.at)
	if h.noun {
		return d.undergoesNoun(m, h, lo, hi)
	}
	subject := d.nounBeforeVerb(h.at, lo)
	patient := subject
	if (!h.told || d.actName(h) == disclosed) && !d.passive(h.at, lo) && !strings.EqualFold(d.word(h.end-1), "as") && (h.act < 0 || subject < 0 || !d.x.lex.deeds[d.x.lex.acts[h.act].name]) {
		if o := d.objectOf(h.end, hi); o >= 0 && !(h.told && d.clauseBehind(o, hi)) {
			patient = o
		} else if !h.told && d.findsThat(h, hi) {
			return "", d.openTopic(m), true // who found out is not what was found
		}
	}
	if patient < 0 {
		return "", d.openTopic(m), true
	}
	if s, ok := d.bearerAt(patient); ok {
		return "", s, true
	}
	if d.eventAt[patient] >= 0 && !d.weakAt(patient) && (h.act < 0 || d.is(h.at, d.x.happen)) {
		return "", d.eventAtToken(patient, 0.95), true
	}
	if p := d.pronounAt(patient); p != noPronoun {
		if n := d.mainActor(typeBit(corpus.Person)); p == hePronoun && n >= 0 {
			return "", bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.8}, true
		}
		return "", d.openTopic(m), true
	}
	if k := d.text.Tokens[patient]; k.Shape != token.Lower && d.forms[patient] <= 0 && k.End-k.Start > 2 && patient > lo && d.word(patient-1) != ":" {
		return "", bearer{name: d.word(patient), at: k.Span(), trust: 0.8}, true // a name the entity model missed
	}
	noun = singular(strings.ToLower(d.word(patient)))
	if patient != subject && subject >= 0 {
		if s, ok := d.bearerAt(subject); ok && s.id != "" {
			return noun, s, true
		}
	}
	return noun, d.openTopic(m), true
}

// undergoesNoun is undergoes for a noun: "Ruiz's death", "the death of Ruiz".
func (d *document) undergoesNoun(m *match, h happening, lo, hi int32) (noun string, s bearer, ok bool) {
	if i := h.at - 1; i > lo && d.is(i, d.x.possessive) {
		if d.word(i) == "'s" || d.word(i) == "’s" {
			i--
		}
		if s, ok := d.bearerAt(i); ok {
			return "", s, true
		}
	}
	if h.end < hi && d.is(h.end, d.x.of) {
		if o := d.objectOf(h.end+1, hi); o >= 0 {
			if s, ok := d.bearerAt(o); ok {
				return "", s, true
			}
			return singular(strings.ToLower(d.word(o))), d.openTopic(m), true
		}
	}
	return "", d.openTopic(m), true
}

// openTopic is what an open claim without a bearer of its own is about: the event
// the article tells of, else its main actor.
func (d *document) openTopic(m *match) bearer {
	b := d.eventSubject(m)
	if b.trigger != "event" {
		return b
	}
	n := d.topic(orgBits | typeBit(corpus.Product))
	if l := d.topic(typeBit(corpus.Loc)); n < 0 || l >= 0 && d.who[n].weight*2 < d.who[l].weight {
		n = l
	}
	if n >= 0 && (d.who[n].weight >= leadWeight || d.onlyName(n)) {
		return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.8}
	}
	return b
}

// onlyName reports whether no other firm, product or place weighs as much as actor n.
func (d *document) onlyName(n int32) bool {
	for i := range d.who[:min(len(d.who), maxWeighed)] {
		if w := &d.who[i]; int32(i) != n && w.weight >= d.who[n].weight && w.typ != corpus.Person && !w.demonym {
			return false
		}
	}
	return true
}

// bearerAt makes a bearer of the name, pronoun or bearing noun at token i.
func (d *document) bearerAt(i int32) (bearer, bool) {
	m := mention{ent: -1, at: i, bear: -1}
	switch n := d.entOver[i]; {
	case n >= 0:
		m.ent, m.at = n, d.entStart[n]
	case d.pronounAt(i) == itPronoun || d.pronounAt(i) == hePronoun:
		m.pron = d.pronounAt(i)
	case d.surname(i) >= 0:
		m.who = d.surname(i) + 1
	case d.bearAt[i] >= 0:
		m.bear = d.bearAt[i]
	default:
		return bearer{}, false
	}
	if m.pron == itPronoun {
		return d.named(m, &d.x.itBearer, 0.9)
	}
	return d.named(m, &d.x.openBearer, 0.95)
}
