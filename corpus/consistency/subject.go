package consistency

import (
	"slices"
	"strings"

	"twosource/corpus"
)

// sameSubject is the probability that two statements speak of one subject or
// event, with the reason in words.
func sameSubject(a, b *Statement, off check) (float64, string) {
	x, y := &a.subject, &b.subject
	if x.kind > y.kind {
		a, b, x, y = b, a, y, x
	}
	switch {
	case x.kind == speaker || y.kind == speaker:
		return 1, speakers(x, y)
	case x.kind == named && y.kind == named:
		return sameNamed(a, b)
	case a.Article == b.Article:
		if x.kind == y.kind && x.head == y.head {
			return 0.9, x.head
		}
		return 0, ""
	}
	if off&skipEvent != 0 {
		return 1, ""
	}
	if p := bareSubject(a, b); p > 0 {
		return p * farDates(a, b), "one says it of " + x.name + ", the other of nothing else"
	}
	if x.kind == named {
		return namedAndNoun(a, b)
	}
	return sameNoun(a, b)
}

// speakers says whom two quotations are given to.
func speakers(x, y *subject) string {
	switch {
	case x.name == "" && y.name == "":
		return "neither names a speaker"
	case x.name == "" || y.name == "":
		return "one names no speaker; " + x.name + y.name
	case x.name == y.name:
		return x.name
	}
	return x.name + "; " + y.name
}

// sameNamed compares two subjects with names.
func sameNamed(a, b *Statement) (float64, string) {
	x, y := &a.subject, &b.subject
	t := x.typ
	if t == "" {
		t = y.typ
	}
	if x.typ != "" && y.typ != "" && (x.typ == corpus.Person) != (y.typ == corpus.Person) {
		if !slices.Equal(x.words, y.words) {
			return sameMatter(a, b)
		}
		t = "" // one of the two types is wrong
	}
	p := sameWords(x.words, y.words, t)
	if p == 0 && a.attr == "aboard" && a.Article != b.Article && t != corpus.Person {
		q, why := sameEvent(a.profile, b.profile, "", "")
		return q * 0.8, why // the carrier, the type and the craft all stand for it
	}
	if p == 0 && ofDeal[a.attr] && a.profile.has(y.words) && b.profile.has(x.words) {
		q, why := sameEvent(a.profile, b.profile, "", "")
		return q * 0.9, why // the price of a takeover, said of who buys and of who is bought
	}
	if p == 0 {
		return sameMatter(a, b)
	}
	if t == corpus.Person && strangers(a, b) {
		return 0, ""
	}
	if t == corpus.Person && (len(x.words) == 1) != (len(y.words) == 1) && (a.profile.families[last(x.words)] || b.profile.families[last(x.words)]) {
		return 0, ""
	}
	why := x.name
	if x.name != y.name {
		why += " = " + y.name
	}
	if t != corpus.Person && (p == spelledAlike && setting(a, b) < 1.5 || len(x.words) == 1 && trades[x.words[0]] && !contexts(a, b)) {
		return 0, ""
	}
	if p == spelledAlike {
		p = 0.75
	}
	if place := strings.Join(x.words, " "); ofFirms(a) && (outer[place] || surroundings[place] != "") {
		return 0, "" // a region that was read for the firm in it
	}
	p *= namesakes(a, b, t)
	if p < 0.9 {
		if contexts(a, b) {
			p = min(0.95, p+0.1)
		}
		p *= farDates(a, b)
	}
	if t == corpus.Loc && befalls(a) && a.Article != b.Article && !bothBare(a, b) {
		q, why := sameEvent(a.profile, b.profile, "", "")
		return p * q, why
	}
	if eventful(a) && eventful(b) && a.Article != b.Article {
		q, _ := sameTime(a.profile, b.profile, "", "", &common{names: []string{""}, share: 0.6, tells: 1, things: 1}, &identity{})
		p *= max(q, 0.7)
	}
	return p, why
}

// personal are attributes of people: a pronoun's wrong owner is no other
// reading of them.
var personal = func() map[string]bool {
	m := words(`birth role nationality birthplace died education founder spouse sentence caps appearances`)
	for _, a := range []string{"in office", "lives in", "counts of conviction", "sentence sought", "net worth"} {
		m[a] = true
	}
	return m
}()

// sameMatter compares subjects of different names where the name of one is
// only a reading of "it" or "the lender": articles of one event that say alike
// things of one attribute mean one subject, if the name that is sure is in
// both.
func sameMatter(a, b *Statement) (float64, string) {
	x, y := &a.subject, &b.subject
	if !x.weak && !y.weak || a.Article == b.Article || personal[a.attr] || a.Claim.Kind == corpus.KindRole {
		return 0, ""
	}
	inB, inA := b.profile.has(x.words), a.profile.has(y.words)
	if !x.weak && !inB || !y.weak && !inA || !inA && !inB {
		return 0, ""
	}
	p, why := sameEvent(a.profile, b.profile, "", "")
	like := alike(wordsOf(a.Sentence), wordsOf(b.Sentence))
	need := 0.25
	if a.open || b.open || loosely[a.attr] {
		need = 0.45
	} else if p >= 0.85 {
		need = 0.1
	}
	if p < 0.7 || like < need {
		return 0, ""
	}
	return p * min(0.9, 0.55+like), why
}

// floats are attributes that news gives now to an event, now to the
// organisation it befell: the fine of the breach is the fine of the firm.
var floats = func() map[string]bool {
	m := words(`fine penalty fund settlement ransom loss damages affected bail`)
	for _, a := range []string{"ransom demanded", "units recalled", "incidents reported", "identity documents exposed", "ransom paid", "money missing", "bonds written off", "debts"} {
		m[a] = true
	}
	return m
}()

// ofDeal are attributes of a deal that news gives now to one party, now to the
// other.
var ofDeal = func() map[string]bool {
	m := words(`settlement`)
	for _, a := range []string{"purchase price", "offer price", "transfer fee", "deal closed"} {
		m[a] = true
	}
	return m
}()

// eventful reports whether an attribute of a named subject belongs to one
// event of its life and not to the subject as such.
func eventful(s *Statement) bool {
	return s.Claim.Behaviour == corpus.Cumulative || daily[s.attr]
}

// befalls reports whether an attribute of a place is one of what happened
// there.
func befalls(s *Statement) bool {
	return s.open || eventful(s) || s.attr == "attendance" || s.attr == "distance" || s.attr == "magnitude" || s.attr == "duration"
}

// ofFirms reports whether an attribute is one of organisations.
func ofFirms(s *Statement) bool { return corporate[s.attr] || s.attr == "chief executive" }

// strangers reports whether two articles that share a person's name speak of
// different people: what they say the person is has no word in common, and
// they share no other name.
func strangers(a, b *Statement) bool {
	if len(a.roles) == 0 || len(b.roles) == 0 {
		return false
	}
	for i, j := 0, 0; i < len(a.roles) && j < len(b.roles); {
		switch {
		case a.roles[i] == b.roles[j]:
			return false
		case a.roles[i] < b.roles[j]:
			i++
		default:
			j++
		}
	}
	return !contexts(a, b)
}

// contexts reports whether two articles share a telling name besides the
// subject's own.
func contexts(a, b *Statement) bool { return setting(a, b) >= 0.5 }

// setting is how much, beside the subject's own name, two articles share that
// few stories have.
func setting(a, b *Statement) float64 {
	return groundBeside(a.profile, b.profile, a.subject.words).tells
}

// namesakes reports whether a name that both statements bear may be of two: it
// is no more than a surname, or of a person or firm in two stories that have
// nothing else in common though each names much else.
func namesakes(a, b *Statement, t corpus.EntityType) float64 {
	if a.Article == b.Article || contexts(a, b) {
		return 1
	}
	short := min(len(a.subject.words), len(b.subject.words)) == 1
	others := min(a.profile.beside(a.subject.words), b.profile.beside(b.subject.words))
	switch {
	case t == corpus.Person && short && others > 0:
		return 0
	case t == corpus.Person && others > 1:
		return 0.6
	}
	return 1
}

// namedAndNoun compares a named subject with one the other article only calls
// "the block" or "the collapse": it must be the same event, and the name must
// matter to both articles or fit the noun.
func namedAndNoun(a, b *Statement) (float64, string) {
	if t := a.subject.typ; t == corpus.Person || t == corpus.Org && !floats[a.attr] && !ofDeal[a.attr] && !isOffice[a.attr] || a.Claim.Behaviour == corpus.Cumulative && !tolls[a.attr] {
		return 0, ""
	}
	if b.subject.kind == thing && !canBe(&a.subject, b.subject.head) {
		return 0, ""
	}
	p, why := sameEvent(a.profile, b.profile, "", "")
	if p == 0 {
		return 0, why
	}
	if b.profile.has(a.subject.words) {
		p = min(0.9, p+0.1)
	} else {
		p *= 0.8
	}
	return p * farDates(a, b), why
}

// canBe reports whether a named thing can be what a common noun says: a name
// that ends in a noun of its own ("Orvel Tower") is of that kind, and what was
// made to move is nothing built, nor the other way round. A country bears what
// nobody else was found for.
func canBe(x *subject, noun string) bool {
	if n := last(x.words); len(heads[n]) > 0 && len(heads[noun]) > 0 {
		return match(heads, n, noun) > 0
	}
	for _, k := range heads[noun] {
		if x.typ == corpus.Product && standing[k] || x.typ == corpus.Loc && movable[k] && !outer[strings.Join(x.words, " ")] {
			return false
		}
	}
	return true
}

var (
	standing = words(`building bridge dam road canal mountain place plant school hospital`)
	movable  = words(`ship sub plane train product update suspect driver pilot boss player`)
)

// sameNoun compares two subjects without names.
func sameNoun(a, b *Statement) (float64, string) {
	x, y := &a.subject, &b.subject
	if x.kind == event && y.kind == event {
		return sameHappening(a, b)
	}
	m := 0.7
	if x.kind == y.kind {
		if m = match(heads, x.head, y.head); m < 0.5 {
			return 0, ""
		}
	}
	p, why := sameEvent(a.profile, b.profile, "", "")
	far := farDates(a, b)
	if x.kind == thing && m >= 0.9 {
		far = max(far, 0.75) // a line or a bridge of one event is one
	}
	return p * m * far, why
}

// farDates is low where two dates lie so far apart that they hardly date one
// event or thing.
func farDates(a, b *Statement) float64 {
	if a.Claim.Kind != corpus.KindDate {
		return 1
	}
	u, v := span(a.Claim.Value.From, a.Claim.Value.To), span(b.Claim.Value.From, b.Claim.Value.To)
	if u.known() && v.known() && u.gap(v) > 400*day {
		return 0.4
	}
	return 1
}

// sameHappening compares the events two statements are about, which need not
// be the ones their articles are about.
func sameHappening(a, b *Statement) (float64, string) {
	x, y := &a.subject, &b.subject
	if x.year != y.year && !inYear(a, y.year) && !inYear(b, x.year) {
		return 0, "events of different years"
	}
	p, why := sameEvent(a.profile, b.profile, trigger(x), trigger(y))
	for _, s := range []*Statement{a, b} {
		if side(s) {
			p *= 0.65
		}
	}
	if (x.bare || y.bare) && match(kinds, a.profile.main, b.profile.main) == 0 {
		p *= 0.7 // where nothing names the event, what the articles are about speaks
	}
	if p > 0 && a.attr == "place" && a.profile.thin() && b.profile.thin() && x.head == y.head {
		p = max(p, 0.65) // the places named are the values compared
	}
	return p * farDates(a, b), why
}

// trigger is the word for an event, "" where nothing in the sentence names it
// and the reading may be wrong.
func trigger(s *subject) string {
	if s.bare {
		return ""
	}
	return s.head
}

// side reports whether a statement is about another event than its article.
func side(s *Statement) bool {
	return !s.subject.bare && s.profile.main != "" && match(kinds, s.profile.main, s.subject.head) < 0.7
}

// inYear reports whether an article's own event was in a year, by its date or
// else by the article's.
func inYear(s *Statement, year int) bool {
	if year == 0 || s.subject.year != 0 {
		return false
	}
	at := s.profile.when(s.subject.head)
	if !at.known() {
		at = s.known
	}
	return at.known() && at.overlaps(interval{civil(year, 1, 1), civil(year+1, 1, 1)})
}
