package entity

import (
	"twosource/corpus"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
	"twosource/extractors/token"
)

// courtesies stand before nothing but a person's name.
var courtesies = map[string]bool{"mr": true, "mrs": true, "ms": true, "mx": true}

// ranks stand before persons' names and are no part of them.
var ranks = wordSet("mr mrs ms mx miss dr prof professor sir lord pope king queen emperor empress tsar czar prince princess cardinal archbishop bishop sen rep gov gen sgt capt col lt maj rev judge justice president chancellor senator governor mayor sheriff captain colonel lieutenant sergeant inspector constable generalissimo regent premier prime minister vice foreign deputy secretary ambassador chairman congressman congresswoman admiral commander brigadier detective archduke democrat republican")

// vessels stand before the name of a ship, in capitals.
var vessels = wordSet("uss hms mv rms usns hmas hmcs ins")

// craft stand before the name of one, in lower case: the ferry Alma.
var craft = wordSet("ferry ship liner tanker trawler freighter yacht schooner frigate destroyer warship submarine tug tugboat barge vessel steamer steamship battleship catamaran icebreaker minesweeper submersible spacecraft shuttle")

// aboard reports whether the name that begins at token i follows what it is:
// "the tanker Orlov", "the cruise ship Alma".
func aboard(t *token.Text, i int) bool {
	return i > 0 && t.Tokens[i].SpaceBefore && t.Tokens[i-1].Shape == token.Lower && craft[t.Word(i-1)]
}

// christen makes ships of the names in a run's labels that follow what they
// are, and of capitals there that the model left unlabelled; but not of a
// country, which may have sent one.
func christen(b *feature.Buffer, t *token.Text, first int, labels []crf.Label) {
	for from := 0; from < len(labels); from++ {
		if !aboard(t, first+from) || !b.IsCapital(first+from) {
			continue
		}
		to := nameEnd(b, first, labels, from)
		if kinds, _ := b.Capital(first + from); to > from && (to-from > 1 || kinds&feature.Country == 0) {
			put(labels[from:to], productType)
		}
	}
}

// nameEnd is the end of the name that begins at from in a run's labels, or of
// the capitals without a label; from itself within a name.
func nameEnd(b *feature.Buffer, first int, labels []crf.Label, from int) int {
	to := from + 1
	switch l := labels[from]; {
	case l == 0:
		for to < len(labels) && labels[to] == 0 && b.IsCapital(first+to) {
			to++
		}
	case l.Pos() == crf.Begin:
		for labels[to-1].Pos() != crf.End {
			to++
		}
	case l.Pos() != crf.Single:
		return from
	}
	return to
}

// firms end the names of firms, also of those that are called after a ship.
var firms = wordSet("inc ltd plc llc corp co company group center centre")

// ship reports whether a name is a ship's by what it begins with or follows.
func ship(t *token.Text, r token.Range) bool {
	first, last := int(r.First), int(r.End)-1
	if t.Tokens[last].Shape == token.Upper || in(firms, t, last) {
		return false
	}
	if r.End-r.First > 1 && t.Tokens[first].Shape == token.Upper && in(vessels, t, first) {
		return true
	}
	return first > 0 && t.Tokens[first-1].Shape == token.Upper && t.Tokens[first].SpaceBefore && in(vessels, t, first-1)
}

// storms stand before the name of one; happenings end the names of events.
var (
	storms     = wordSet("hurricane typhoon cyclone")
	happenings = wordSet("inquiry inquest earthquake massacre uprising olympics")
)

// event reports whether a name of several words is an event's by what it begins
// or ends with.
func event(t *token.Text, r token.Range) bool {
	first, last := int(r.First), int(r.End)-1
	if first == last || in(bodies, t, last) || in(firms, t, last) {
		return false
	}
	return last == first+1 && in(storms, t, first) && t.Tokens[last].Shape != token.Lower || in(happenings, t, last)
}

// untitled leaves titles before a person's name out of it. A name that follows
// a courtesy title is a person's whatever the model took it for; so is a
// ship's behind its navy, and an event's that says what it is.
func untitled(b *feature.Buffer, t *token.Text, r token.Range, typ corpus.EntityType) (token.Range, corpus.EntityType) {
	first := int(r.First)
	if r.End-r.First > 1 && in(courtesies, t, first) || first > 0 && t.Tokens[first].SpaceBefore && in(courtesies, t, first-1) {
		typ = corpus.Person
	}
	switch {
	case ship(t, r):
		typ = corpus.Product
	case event(t, r):
		typ = corpus.Event
	}
	for typ == corpus.Person && r.End-r.First > 1 && t.Tokens[r.First+1].Shape != token.Lower && (in(ranks, t, int(r.First)) || origin(b, t, r)) {
		r.First++
	}
	return r, typ
}

// epithets follow "the" behind the name of a ruler, a saint or a painter.
var epithets = wordSet("elder younger great terrible bald pious bold conqueror confessor magnificent lionheart good wise fair simple fat lame impaler unready navigator blind cruel apostate baptist evangelist venerable")

// generations follow a person's name, some behind a comma.
var generations = wordSet("jr sr")

// surnamed is how many tokens behind a person's name, which ends before token
// end, belong to it: the Elder, Jr. and the like. None of them may have a label
// of its own among those of the rest of the run.
func surnamed(t *token.Text, end int, rest []crf.Label) int {
	switch {
	case len(rest) > 0 && rest[0] == 0 && in(generations, t, end):
		return 1
	case len(rest) < 2 || rest[0] != 0 || rest[1] != 0:
		return 0
	}
	switch t.Word(end) {
	case ",":
		if in(generations, t, end+1) {
			return 2
		}
	case "the":
		if in(epithets, t, end+1) {
			return 2
		}
	}
	return 0
}

// origin reports whether a person's name of three tokens or more begins with a
// people, or with a country before a rank: "German Chancellor Anna Pell",
// "Tennessee Senator Al Pell".
func origin(b *feature.Buffer, t *token.Text, r token.Range) bool {
	first := int(r.First)
	kinds, capital := b.Capital(first)
	if !capital || r.End-r.First < 3 || kinds&feature.FirstName != 0 {
		return false
	}
	return kinds&feature.Demonym != 0 || kinds&feature.Country != 0 && in(ranks, t, first+1)
}

// in reports whether set holds a capitalised word, its case and closing dot
// aside. It makes no string: every name of a text is asked for.
func in(set map[string]bool, t *token.Text, i int) bool {
	k := t.Tokens[i]
	var low [16]byte
	if k.Kind != token.Word || k.Shape == token.Lower || int(k.End-k.Start) > len(low) {
		return false
	}
	n := copy(low[:], t.Source[k.Start:k.End])
	for j := range low[:n] {
		if c := low[j]; c >= 'A' && c <= 'Z' {
			low[j] = c + 'a' - 'A'
		}
	}
	if low[n-1] == '.' {
		n--
	}
	return set[string(low[:n])]
}
