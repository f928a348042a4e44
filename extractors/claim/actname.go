package claim

import (
	"strings"

	"twosource/corpus"
)

// One act is told by many verbs. The lists sort verbs by what they mean; here are those
// whose meaning hangs on what stands beside them.

// findsThat reports whether a verb has a clause for its object: "noticed on 27 January that
// a query was running".
func (d *document) findsThat(h happening, hi int32) bool {
	i := h.end
	for i < hi && (d.is(i, d.x.preposition) || d.dateOver[i] >= 0) {
		i++
	}
	return i < hi && strings.EqualFold(d.word(i), "that")
}

// canonical is the name of an act and the noun it is of, where what stands beside the verb
// says which act it is: whoever files a petition is bankrupt, a train that leaves departs, and
// an officer who leaves a firm resigns.
func (d *document) canonical(h happening, name, noun string, s bearer) (string, string) {
	lo, hi := d.sentence(h.at)
	switch strings.TrimSuffix(name, " on") {
	case "filed", "appointed", "asked":
		if insolvents[noun] || d.nearInsolvency(h) {
			return "bankrupt on", ""
		}
	case "bankrupt", "liquidated":
		return name, ""
	case "left", "rescued":
		switch {
		case d.travels(d.nounBeforeVerb(h.at, lo)) && !d.passive(h.at, lo):
			return "departed on", ""
		case name == "left on" && d.leavesFirm(h, s, hi):
			return "resigned on", ""
		}
	case "departed":
		if d.travels(d.nounBeforeVerb(h.at, lo)) {
			return name, ""
		}
	case "arrested":
		if d.isFirm(s) {
			return strings.ToLower(d.word(h.at)) + " on", noun // a firm is picked up cheap, a bank is seized
		}
	case "reinstated":
		if s.trigger != "" || d.isFirm(s) {
			return "resumed on", noun
		}
	case "opened":
		if sittings[noun] || noun == "" && (s.trigger == "trial" || s.trigger == "election") {
			return "began", noun
		}
	}
	return name, noun
}

// sittings are what begins when it opens.
var sittings = map[string]bool{"trial": true, "hearing": true, "inquest": true, "inquiry": true, "summit": true, "conference": true, "session": true, "congress": true, "fair": true, "festival": true}

// isFirm reports whether a bearer is an organisation.
func (d *document) isFirm(s bearer) bool {
	w, ok := d.index[s.name]
	return ok && s.id != "" && d.who[w].typ == corpus.Org
}

// insolvents are nouns of what makes a firm insolvent.
var insolvents = map[string]bool{"bankruptcy": true, "insolvency": true, "administrator": true, "receiver": true, "administration": true, "receivership": true}

// nearInsolvency reports whether one of the words behind a verb says that what is filed
// or asked for is protection from creditors.
func (d *document) nearInsolvency(h happening) bool {
	_, hi := d.sentence(h.at)
	for i := h.end; i < hi && i < h.end+9 && d.dateOver[i] < 0; i++ {
		switch w := strings.ToLower(d.word(i)); {
		case insolvents[singular(w)], w == "chapter" && i+1 < hi && d.word(i+1) == "11", w == "creditors":
			return true
		}
	}
	return false
}

// travels reports whether the noun or name at token i is of a vehicle.
func (d *document) travels(i int32) bool {
	if i < 0 {
		return false
	}
	if g := d.bearAt[i]; g >= 0 && d.x.lex.bearers[g].name == "thing:vessel" {
		return true
	}
	if n := d.entOver[i]; n >= 0 {
		return d.types[n]&typeBit(corpus.Product) != 0
	}
	switch singular(strings.ToLower(d.word(i))) {
	case "flight", "train", "bus", "coach", "car", "shuttle", "rocket", "probe", "convoy", "airship", "express", "sleeper", "craft":
		return true
	}
	return false
}

// leavesFirm reports whether a person leaves a firm or a post.
func (d *document) leavesFirm(h happening, s bearer, hi int32) bool {
	if n, ok := d.index[s.name]; !ok || d.who[n].typ != corpus.Person {
		return false
	}
	o := d.objectOf(h.end, hi)
	if o < 0 {
		return false
	}
	if n := d.entOver[o]; n >= 0 {
		return d.types[n]&orgBits != 0
	}
	switch strings.ToLower(d.word(o)) {
	case "post", "job", "office", "company", "bank", "firm", "board", "role", "position":
		return true
	}
	return false
}

// yearName is the name of a happening; what opened or was launched in a year was
// founded or built then.
func (d *document) yearName(h happening, n int32, s bearer) string {
	name := d.actName(h)
	if d.dates[n].Granularity != "year" || !beginnings[name] {
		return name
	}
	w, known := d.index[s.name]
	switch {
	case d.isFirm(s), s.id == "" && s.trigger == "" && d.firmNoun(s.name):
		return "founded"
	case name == "opened on" && s.trigger == "" && (known && d.who[w].thing || !known):
		return "built"
	}
	return name
}

// firmNoun reports whether a noun is one for firms.
func (d *document) firmNoun(noun string) bool {
	f := d.x.lex.lookup(noun)
	return f > 0 && d.x.bearerOf(f) >= 0 && d.x.orgBearer(d.x.bearerOf(f))
}

// beginnings are acts by which firms and buildings come to be.
var beginnings = map[string]bool{"opened on": true, "launched": true, "began": true, "born": true}

// ofOldName gives what began in a year long before the article's event to the firm it is
// about, where only a pronoun is said to: "It began in 1998, and four people run it".
func (d *document) ofOldName(h happening, n int32, s bearer) bearer {
	v := &d.dates[n]
	if s.trigger == "" || !s.at.Empty() || h.noun || v.Granularity != "year" || !beginnings[d.actName(h)] && d.actName(h) != "founded" || len(v.From) < 4 || len(d.art.Published) < 4 || v.From[:4] >= d.art.Published[:4] {
		return s
	}
	lo, _ := d.sentence(h.at)
	if i := d.nounBeforeVerb(h.at, lo); i < 0 || d.pronounAt(i) != itPronoun {
		return s
	}
	if w := d.mainActor(typeBit(corpus.Org)); w >= 0 && d.who[w].weight >= leadWeight && d.namedSince(w, d.sentOf[h.at]-1, h.at) {
		return bearer{name: d.who[w].name, id: d.who[w].id, trust: 0.8}
	}
	return s
}

// namedSince reports whether an actor is named in the sentences from one on, before token i.
func (d *document) namedSince(w, sentence, i int32) bool {
	for k := d.sents[max(sentence, 0)].First; k < i; k++ {
		if n := d.entOver[k]; n >= 0 && d.whoOf[n] == w {
			return true
		}
	}
	return false
}
