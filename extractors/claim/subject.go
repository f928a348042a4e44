package claim

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// pronoun is the class of a pronoun.
type pronoun uint8

const (
	noPronoun  pronoun = iota
	itPronoun          // it, its, they, their
	hePronoun          // he, she, his, her
	whoPronoun         // who, which, that after what they stand for
)

// mention is a place in the text that stands for a bearer: a name, a pronoun
// or a common noun ("the company").
type mention struct {
	ent  int32 // index of the entity, -1 none
	at   int32 // its head token, -1: no mention
	pron pronoun
	bear int16 // index of the bearer group, -1 none
	who  int32 // index of the actor plus one where the word is its last name
}

// actor is one distinct entity of an article.
type actor struct {
	id, name string
	typ      corpus.EntityType
	sure     int // how many more mentions have the type than another
	weight   int
	demonym  bool // "American", whatever type its mentions have
	thing    bool // the article calls it a building, a vessel or the like
	unsure   bool // a name the entity model left out: a firm or a product
	headed   bool // a name that only the headline has
	public   bool // a public body
	title    bool // the headline names it
}

// vote says that a common noun was used of an actor.
type vote struct {
	noun int32 // form
	who  int32
	n    int32
}

// bearer is what a claim is about.
type bearer struct {
	name, id, trigger string
	at                corpus.Span
	trust             float64 // how sure the reading is
}

// mentionAt reads a mention that starts at token t and returns the token after
// it.
func (d *document) mentionAt(t, hi int32) (mention, int32) {
	none := mention{ent: -1, at: -1, bear: -1}
	if n := d.entAt[t]; n >= 0 {
		return mention{ent: n, at: t, bear: -1}, d.entEnd[n]
	}
	if p := d.pronounAt(t); p != noPronoun {
		return mention{ent: -1, at: t, pron: p, bear: -1}, t + 1
	}
	det := d.is(t, d.x.determiner)
	for i := t; i < hi && i < t+5; i++ {
		if i > t && d.entAt[i] >= 0 && det && i == t+1 {
			n := d.entAt[i]
			if d.entEnd[n] < hi && d.bearAt[d.entEnd[n]] >= 0 {
				continue
			}
			return mention{ent: n, at: i, bear: -1}, d.entEnd[n]
		}
		if d.bearAt[i] >= 0 && (i+1 >= hi || d.bearAt[i+1] < 0) {
			if !det && i > t {
				return none, t
			}
			return mention{ent: -1, at: i, bear: d.bearAt[i]}, i + 1
		}
		if !det || d.mark[i] > markSoft || d.text.Tokens[i].Kind != token.Word && d.mark[i] == markNone && d.word(i) != "-" {
			return none, t
		}
	}
	return none, t
}

// mentionBefore reads a mention that ends before token t and returns its first
// token.
func (d *document) mentionBefore(t, lo int32) (mention, int32) {
	i := t - 1
	if n := d.entOver[i]; n >= 0 && d.entEnd[n] == t {
		start := d.entStart[n]
		if start > lo && d.is(start-1, d.x.determiner) {
			start--
		}
		return mention{ent: n, at: d.entStart[n], bear: -1}, start
	}
	if p := d.pronounAt(i); p != noPronoun {
		return mention{ent: -1, at: i, pron: p, bear: -1}, i
	}
	if n := d.surname(i); n >= 0 {
		return mention{ent: -1, at: i, bear: -1, who: n + 1}, i
	}
	if d.bearAt[i] < 0 {
		return mention{ent: -1, at: -1, bear: -1}, t
	}
	start := i
	for k := i - 1; k >= lo && k >= i-4; k-- {
		if d.is(k, d.x.determiner) {
			start = k
			break
		}
		if d.mark[k] > markSoft {
			break
		}
	}
	return mention{ent: -1, at: i, bear: d.bearAt[i]}, start
}

// surname is the actor a capitalised word outside any mention is the last name
// of; -1 if there is none.
func (d *document) surname(i int32) int32 {
	if k := d.text.Tokens[i]; k.Shape != token.Title || d.entOver[i] >= 0 || len(d.last) == 0 {
		return -1
	}
	if n, ok := d.last[d.word(i)]; ok {
		return n
	}
	return -1
}

func (d *document) pronounAt(t int32) pronoun {
	switch f := d.forms[t]; {
	case f <= 0:
	case d.x.it.has(f):
		if d.text.Tokens[t].Shape == token.Upper && d.text.Tokens[t].End-d.text.Tokens[t].Start > 1 {
			return noPronoun // "IT", the trade
		}
		return itPronoun
	case d.x.he.has(f):
		return hePronoun
	case d.x.who.has(f):
		return whoPronoun
	}
	return noPronoun
}

// bears reports whether a mention can bear an attribute.
func (x *Extractor) bears(attr int32, d *document, m mention) bool {
	b := &x.bearing[attr]
	switch {
	case m.ent >= 0:
		return b.types&d.types[m.ent] != 0
	case m.who > 0:
		return b.types&d.who[m.who-1].bits() != 0
	case m.bear >= 0:
		return b.groups&(1<<uint(m.bear)) != 0
	case m.pron == hePronoun:
		return b.person
	case m.pron == itPronoun:
		return b.thing
	}
	return m.pron == whoPronoun
}

// bearing is what can bear an attribute, precomputed.
type bearing struct {
	types         uint16
	groups        uint64 // bearer groups
	person, thing bool
	event         bool
}

func (x *Extractor) bearingOf(a *Attribute) bearing {
	var b bearing
	for _, s := range a.Subject {
		for _, t := range bearerKinds[s] {
			b.types |= typeBit(t)
		}
		for i, g := range x.lex.bearers {
			if kind, _, _ := strings.Cut(g.name, ":"); kind == s {
				b.groups |= 1 << uint(i)
			}
		}
		switch s {
		case "org":
			b.thing = true
			if !ofFirms[a.Name] {
				b.types |= publicBit
			}
		case "event":
			b.event = true
		case "person":
			b.person = true
		case "thing":
			b.types |= thingBit
			b.thing = true
		default:
			b.thing = true
		}
	}
	return b
}

// actors lists the distinct entities of the article, weighs them and notes
// which common nouns are used of them.
func (d *document) actors() {
	d.who, d.votes = d.who[:0], d.votes[:0]
	d.whoOf = filled(d.whoOf, len(d.ents))
	clear(d.index)
	for i := range d.ents {
		e := &d.ents[i]
		if d.entEnd[i] <= d.entStart[i] {
			continue
		}
		n := d.actorOf(e)
		d.whoOf[i] = n
		if d.inDateline(int32(i)) {
			d.who[n].typ, d.who[n].sure = corpus.Loc, d.who[n].sure+1
			continue
		}
		if d.speaks(int32(i)) {
			d.who[n].weight++
			continue
		}
		d.who[n].weight++
		if lo, _ := d.sentence(d.entStart[i]); !d.oblique(int32(i), lo) || d.firm(int32(i)) {
			d.who[n].weight++
		}
		if d.sentOf[d.entStart[i]] < 2 {
			d.who[n].weight += 2
		}
	}
	for i := range d.who {
		if w := &d.who[i]; len(d.art.Title) <= maxTitle && inTitle(d.art.Title, w) {
			w.title = true
			w.weight += 10
		}
	}
	d.titleNames()
	d.types = resize(d.types, len(d.ents))
	for i := range d.ents {
		if d.whoOf[i] >= 0 {
			d.appositions(int32(i))
		}
	}
	d.labelledNames()
	d.lastNames()
	d.namesakes()
	d.retype()
	d.firmsByName()
	for i := range d.ents {
		if n := d.whoOf[i]; n >= 0 && d.who[n].typ != corpus.Org && d.who[n].typ != corpus.Loc && d.firm(int32(i)) {
			d.who[n].typ = corpus.Org
		}
	}
	for i := range d.ents {
		if n := d.whoOf[i]; n >= 0 && d.who[n].typ != corpus.Person && (strings.Contains(d.who[n].name, " ") && d.titled(int32(i)) || d.agedWho(int32(i))) {
			d.who[n].typ = corpus.Person
		}
	}
	for i := range d.ents {
		d.types[i] = typeBit(d.ents[i].Type)
		if d.whoOf[i] >= 0 {
			d.types[i] = d.who[d.whoOf[i]].bits()
		}
	}
}

// actorOf finds or adds the actor of a mention. Mentions of one name are one
// actor, whatever their types: a name in capitals is often taken for a firm's.
func (d *document) actorOf(e *corpus.Entity) int32 {
	name := e.Name
	if name == "" {
		name = e.In(d.text.Source)
	}
	if n, ok := d.index[name]; ok {
		a := &d.who[n]
		if a.demonym {
			return n
		}
		if a.typ != e.Type {
			if a.sure--; a.sure < 0 {
				a.typ, a.id, a.sure = e.Type, e.ID, 0
			}
		} else {
			a.sure++
		}
		return n
	}
	n := int32(len(d.who))
	d.index[name] = n
	a := actor{id: e.ID, name: name, typ: e.Type, unsure: slices.Contains(d.missed, name), public: isPublic(name)}
	if d.x.demonym.has(d.x.lex.lookup(name)) || d.inert(name) {
		a.typ, a.demonym = corpus.Norp, true
	}
	d.who = append(d.who, a)
	return n
}

// appositions votes for the common nouns used of entity e: "submersible
// Titan", "Titan, a small submersible", "Titan is a submersible", and the last
// word of its own name ("Halden Valley Bank").
func (d *document) appositions(e int32) {
	start, end := d.entStart[e], d.entEnd[e]
	lo, hi := d.sentence(start)
	who := d.whoOf[e]
	if d.inDateline(e) {
		return // "DHAKA — An eight-storey building"
	}
	if start > lo && d.bearAt[start-1] >= 0 {
		d.vote(d.forms[start-1], who, 2)
	}
	d.voteBeforeComma(start, end, lo, hi, who)
	if isAddress(d.who[who].name) {
		return
	}
	for _, w := range strings.Fields(d.who[who].name) {
		if f := d.x.lex.ids[singular(strings.ToLower(w))]; f > 0 && d.x.bearerOf(f) >= 0 && d.x.lex.bearers[d.x.bearerOf(f)].name != "org:company" {
			d.vote(f, who, 1) // "Halden Valley Bank", "Orvel Towers South"
		}
	}
	i := end
	if i < hi && d.mark[i] == markComma || i < hi && d.is(i, d.x.be) {
		i++
		if i < hi && d.is(i, d.x.who) {
			i += 2
		}
		if i < hi && d.is(i, d.x.determiner) {
			d.voteNoun(i+1, hi, who)
		}
	}
	if start > lo+1 && d.is(start-1, d.x.named) {
		d.voteBack(start-2, lo, who)
	}
}

// isAddress reports whether a name is a street address: it starts with a
// number.
func isAddress(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }

func (d *document) voteNoun(i, hi int32, who int32) {
	for k := i; k < hi && k < i+8 && d.mark[k] <= markSoft && !d.is(k, d.x.preposition); k++ {
		if d.bearAt[k] >= 0 && (k+1 >= hi || d.bearAt[k+1] < 0) {
			if k+1 >= hi || !d.is(k+1, d.x.possessive) && !d.is(k+1, d.x.say) {
				d.vote(d.forms[k], who, 3)
			}
			return
		}
	}
}

// voteBeforeComma votes for the noun a name explains: "the ship, the Merel, is".
func (d *document) voteBeforeComma(start, end, lo, hi, who int32) {
	i := start - 1
	if i > lo && d.is(i, d.x.determiner) {
		i--
	}
	if i-2 < lo || end >= hi || d.mark[i] != markComma || d.mark[end] != markComma || d.bearAt[i-1] < 0 || !d.is(i-2, d.x.determiner) || i-3 >= lo && d.is(i-3, d.x.of) {
		return // "the oldest of the group, Ana Ruiz, is"
	}
	d.vote(d.forms[i-1], who, 3)
}

func (d *document) voteBack(i, lo int32, who int32) {
	for k := i; k >= lo && k > i-4; k-- {
		if d.bearAt[k] >= 0 {
			d.vote(d.forms[k], who, 3)
			return
		}
	}
}

func (d *document) vote(noun, who, n int32) {
	if d.x.demonym.has(d.x.lex.lookup(d.who[who].name)) {
		return
	}
	if t := d.who[who].typ; t == corpus.Norp || t == corpus.Person && strings.HasPrefix(d.x.lex.bearers[d.x.bearerOf(noun)].name, "thing:") {
		return
	}
	for i := range d.votes {
		if v := &d.votes[i]; v.noun == noun && v.who == who {
			v.n += n
			return
		}
	}
	if len(d.votes) < 256 {
		d.votes = append(d.votes, vote{noun, who, n})
	}
}
