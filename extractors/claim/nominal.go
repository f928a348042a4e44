package claim

import (
	"strings"

	"twosource/corpus"
)

// nominal resolves "the bank": to the entity the article uses the noun of,
// else one a noun of the same kind is used of, else, for companies, the main
// organisation.
func (d *document) nominal(m mention) int32 {
	noun := d.forms[m.at]
	if m.at > 0 && strings.EqualFold(d.word(m.at-1), "that") && d.x.orgBearer(m.bear) {
		return d.lastOf(m.at-1, ^typeBit(corpus.Norp), 2)
	}
	g := m.bear
	kind, name, _ := strings.Cut(d.x.lex.bearers[g].name, ":")
	if n := d.mostVotes(func(f int32) bool { return f == noun }); n >= 0 && (name != "company" || d.meant(n, m.at)) {
		return n
	}
	if name == "arm" {
		return -1 // a part of a firm is not the firm
	}
	if name == "company" {
		types := typeBit(corpus.Org)
		if publicWords[strings.ToLower(d.word(m.at))] {
			types = publicBit
		}
		if n := d.mainActor(types); n >= 0 && (d.who[n].weight >= leadWeight || d.onlyFirm(n)) {
			return n
		}
		return -1 // of several firms named in passing, who knows which
	}
	if kind == "org" {
		if n := d.ownKind(g, d.word(m.at)); n >= 0 {
			return n
		}
	}
	if n := d.predicateOf(m.at); n >= 0 {
		return n
	}
	if name == "product" {
		return -1 // an update is not the product it is of
	}
	if name == "vessel" || name == "part" {
		return -1 // an article can speak of several
	}
	if kind == "place" {
		return d.mainActor(typeBit(corpus.Loc)) // no city is the state another noun is said of
	}
	return d.mostVotes(func(f int32) bool { return d.x.bearerOf(f) == g && d.x.sameSort(noun, f) })
}

// meant reports whether an actor that the article calls a firm is the one it means by
// "the firm" at token t: one it is about, or one named just before.
func (d *document) meant(n, t int32) bool {
	main := d.mainActor(typeBit(corpus.Org))
	if main < 0 || main == n || d.who[n].weight*2 >= d.who[main].weight {
		return true
	}
	for i := t - 1; i >= 0 && d.sentOf[i] >= d.sentOf[t]-2; i-- {
		if e := d.entOver[i]; e >= 0 && d.whoOf[e] == n {
			return true
		}
	}
	return false
}

// onlyFirm reports whether the article names no other organisation than actor n.
func (d *document) onlyFirm(n int32) bool {
	for i := range d.who[:min(len(d.who), maxWeighed)] {
		if int32(i) != n && d.who[i].typ == corpus.Org {
			return false
		}
	}
	return true
}

// maxWeighed bounds the actors that are weighed against one.
const maxWeighed = 500

// sameSort reports whether two nouns of one kind of bearer can be used of one
// thing: a tower is a building, but no church is a bridge.
func (x *Extractor) sameSort(a, b int32) bool {
	return a == b || !x.special.has(a) && !x.special.has(b)
}

// ownKind is the organisation "the bank" stands for: one so called or one with
// the noun in its name.
func (d *document) ownKind(g int16, noun string) int32 {
	if n := d.mostVotes(func(f int32) bool { return d.x.bearerOf(f) == g }); n >= 0 {
		return n
	}
	noun = strings.ToLower(noun)
	best := int32(-1)
	for i := range d.who[:min(len(d.who), 500)] {
		if d.who[i].typ == corpus.Org && strings.HasSuffix(strings.ToLower(d.who[i].name), noun) && (best < 0 || d.who[i].weight > d.who[best].weight) {
			best = int32(i)
		}
	}
	return best
}

func (d *document) mostVotes(fits func(form int32) bool) int32 {
	best, votes := int32(-1), int32(0)
	for _, v := range d.votes {
		if v.who == d.avoid || !fits(v.noun) {
			continue
		}
		n := v.n*4 + int32(d.who[v.who].weight)
		if n > votes {
			best, votes = v.who, n
		}
	}
	return best
}

// firmOf is the organisation an article is mostly about where a sentence calls
// it by what it sells and firms alone bear the attribute: "The streaming service
// earned"; -1 otherwise.
func (d *document) firmOf(m mention, b *bearing) int32 {
	if m.bear < 0 || m.at < 1 || b.types&typeBit(corpus.Org) == 0 || !strings.HasPrefix(d.x.lex.bearers[m.bear].name, "product:product") {
		return -1
	}
	lo, _ := d.sentence(m.at)
	if !d.is(lo, d.x.determiner) || m.at-lo > 3 {
		return -1
	}
	n := d.mainActor(typeBit(corpus.Org))
	if n < 0 || d.who[n].weight < leadWeight || d.mostVotes(func(f int32) bool { return f == d.forms[m.at] }) >= 0 {
		return -1
	}
	return n
}

// predicateOf is the name that opens a sentence and is said to be the noun at
// token t: "Brightline, of Oslo, is the largest streaming service"; -1 if the
// noun is no such predicate.
func (d *document) predicateOf(t int32) int32 {
	lo, _ := d.sentence(t)
	for i := t - 1; i > lo && i > t-8; i-- {
		if d.entOver[i] >= 0 || d.mark[i] >= markComma || d.is(i, d.x.preposition) || d.is(i, d.x.clauseWord) {
			return -1
		}
		if !d.is(i, d.x.be) {
			continue
		}
		for k := lo; k < i && k < lo+3; k++ {
			if n := d.entAt[k]; n >= 0 && d.whoOf[n] >= 0 && d.types[n]&(typeBit(corpus.Norp)|typeBit(corpus.Loc)) == 0 {
				return d.whoOf[n]
			}
		}
		return -1
	}
	return -1
}

// onVenue reports whether a name is where something is shown or sold: "on
// YouTube", "On the review site Filmday, it holds".
func (d *document) onVenue(n int32) bool {
	start := d.entStart[n]
	lo, _ := d.sentence(start)
	for k := start - 1; k >= lo && k > start-5; k-- {
		if strings.EqualFold(d.word(k), "on") {
			return true
		}
		if d.entOver[k] >= 0 || d.mark[k] >= markComma || d.is(k, d.x.preposition) || !d.plainNoun(k) && !d.is(k, d.x.determiner) && d.bearAt[k] < 0 {
			return false
		}
	}
	return false
}
