package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// inert reports whether a name is of a place of trade or a street, of which
// articles claim nothing: "Nasdaq", "Wall Street".
func (d *document) inert(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return d.x.inertName.has(d.x.lex.lookup(last))
}

// looksLikeFirm reports whether a name of one word is written as firms write
// theirs: "CrowdStrike", "CNN".
func looksLikeFirm(name string) bool {
	upper, lower, inner := 0, 0, 0
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			upper++
			if i > 0 && lower > 0 {
				inner++
			}
		case c >= 'a' && c <= 'z':
			lower++
		default:
			return false
		}
	}
	for _, p := range []string{"Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz"} {
		if strings.HasPrefix(name, p) && len(name) > len(p) && name[len(p)] >= 'A' && name[len(p)] <= 'Z' {
			return false
		}
	}
	return inner > 0 || lower == 0 && upper >= 2 && upper <= 5
}

// firmsByName corrects the type of names of one word taken for people or
// events: those written as firms write theirs, and the article's leading name
// where it speaks of "the company" and names no other.
func (d *document) firmsByName() {
	best := int32(-1)
	for i := range d.who {
		a := &d.who[i]
		if strings.Contains(a.name, " ") || a.typ != corpus.Person && a.typ != corpus.Event && a.typ != corpus.Work {
			continue
		}
		if looksLikeFirm(a.name) {
			a.typ = corpus.Org
		} else if a.typ == corpus.Person && a.weight >= 6 && (best < 0 || a.weight > d.who[best].weight) {
			best = int32(i)
		}
	}
	if best < 0 || !d.speaksOfFirm() {
		return
	}
	for i := range d.who {
		if d.who[i].typ == corpus.Org && d.who[i].weight*2 > d.who[best].weight {
			return
		}
	}
	d.who[best].typ = corpus.Org
}

// speaksOfFirm reports whether the article speaks of "the company" or the
// like.
func (d *document) speaksOfFirm() bool {
	for i := 1; i < len(d.bearAt); i++ {
		if g := d.bearAt[i]; g >= 0 && d.x.orgBearer(g) && d.is(int32(i-1), d.x.determiner) {
			return true
		}
	}
	return false
}

// titled reports whether an age or a title stands behind mention e as only
// behind a person: "Ana Ruiz, 61,", "Ana Ruiz, its chief executive".
func (d *document) titled(e int32) bool {
	i := d.entEnd[e]
	if int(i)+1 >= len(d.forms) || d.word(i) != "," {
		return false
	}
	_, hi := d.sentence(i)
	if f := d.figAt[i+1]; f >= 0 && d.figs[f].Kind == corpus.Age {
		return true
	}
	for k := i + 1; k < min(hi, i+4) && d.mark[k] <= markSoft; k++ {
		if _, ok := d.titleAt(k, i); ok {
			return true
		}
		if !d.is(k, d.x.determiner) && d.text.Tokens[k].Shape != token.Lower {
			return false
		}
	}
	return false
}

// agedWho reports whether a bare age and a "who" stand behind mention e, as only behind
// a person: "Orr-Finch, 30, whose fortune".
func (d *document) agedWho(e int32) bool {
	i := d.entEnd[e]
	if int(i)+1 >= len(d.forms) || d.word(i) != "," {
		return false
	}
	f := d.figAt[i+1]
	if f < 0 || d.figs[f].Kind != corpus.Age && d.figs[f].Kind != corpus.Count || d.figNoun[f] >= 0 {
		return false
	}
	end := d.figEnd[f]
	if int(end)+1 >= len(d.forms) || d.word(end) != "," {
		return false
	}
	w := d.word(end + 1)
	return strings.EqualFold(w, "who") || strings.EqualFold(w, "whose")
}

// firm reports whether what follows mention e is what only a firm has:
// "Velotek's chief executive", "Northfield shares".
func (d *document) firm(e int32) bool {
	i := d.entEnd[e]
	if d.wasFounded(i) {
		return true
	}
	if s := d.entStart[e]; s >= 2 && d.is(s-2, d.x.finance) && (d.word(s-1) == "in" || d.word(s-1) == "of") {
		return true // "shares in Northfield"
	}
	if int(i)+1 >= len(d.forms) {
		return false
	}
	if d.is(i, d.x.possessive) {
		return d.is(i+1, d.x.firmHas) || int(i)+2 < len(d.forms) && d.is(i+1, d.x.function) && d.is(i+2, d.x.firmHas)
	}
	return d.is(i, d.x.firmHas) && d.text.Tokens[i].Shape == token.Lower
}

// wasFounded reports whether the name that ends before token i is said to have
// been founded: "Theranos, of Palo Alto, was founded".
func (d *document) wasFounded(i int32) bool {
	for k := i; k < i+7 && int(k)+1 < len(d.forms) && d.sentOf[k] == d.sentOf[i]; k++ {
		if d.is(k, d.x.be) {
			return d.is(k+1, d.x.incorporated)
		}
		if d.word(k) != "," && !d.is(k, d.x.of) && !d.is(k, d.x.in) && d.entOver[k] < 0 && !d.is(k, d.x.who) {
			return false
		}
	}
	return false
}

// bits are the type bits of an actor.
func (a *actor) bits() uint16 {
	bits := typeBit(a.typ)
	if a.public && a.typ == corpus.Org {
		bits = publicBit
	}
	if a.thing {
		bits |= thingBit
	}
	if a.unsure && a.typ == corpus.Product {
		bits |= typeBit(corpus.Org)
		if a.headed && strings.Count(a.name, " ") == 1 {
			bits |= typeBit(corpus.Person)
		}
	}
	return bits
}

// lastNames files the actors of two or more words under their last one, the
// weightiest where several share it, and takes those whose last name stands
// before an age for people.
func (d *document) lastNames() {
	clear(d.last)
	for i := range d.who {
		k := strings.LastIndexByte(d.who[i].name, ' ')
		if k <= 0 || d.x.honorific.has(d.x.lex.lookup(strings.TrimSuffix(d.who[i].name[:k], "."))) {
			continue
		}
		w := d.who[i].name[k+1:]
		if n, ok := d.last[w]; !ok || d.who[n].weight <= d.who[i].weight {
			d.last[w] = int32(i)
		}
	}
	for f := range d.figs {
		i := d.figStart[f] - 2
		if d.figs[f].Kind != corpus.Age || i < 0 || d.word(i+1) != "," {
			continue
		}
		if n := d.surname(i); n >= 0 && d.who[n].typ != corpus.Loc {
			d.who[n].typ = corpus.Person
		}
	}
}

// retype corrects the type of actors that the article calls a company or a
// product outright: "Harlan, a subsidiary of", "rival Harlan Mills".
func (d *document) retype() {
	for _, v := range d.votes {
		g := d.x.bearerOf(v.noun)
		if g < 0 || v.n < 2 && !strings.HasPrefix(d.x.lex.bearers[g].name, "thing:") {
			continue
		}
		kind, _, _ := strings.Cut(d.x.lex.bearers[g].name, ":")
		if kind == "thing" && d.who[v.who].typ != corpus.Person {
			d.who[v.who].thing = true
		}
		switch a := &d.who[v.who]; {
		case kind == "org" && (a.typ == corpus.Person || a.typ == corpus.Loc || a.typ == corpus.Product):
			a.typ = corpus.Org
		case kind == "product" && a.typ == corpus.Person:
			a.typ = corpus.Product
		case kind == "person" && a.typ == corpus.Org && strings.Contains(a.name, " "):
			a.typ = corpus.Person
		}
	}
}
