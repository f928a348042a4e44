package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// bareClock parses an hour that only the words before it show to be one: "just after
// seven", "a little past eleven", "rang at nine", "half six", "stopped at 3.32".
func (p *parser) bareClock(i int) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateTime, p: timex.Point{Gran: timex.Minute}}
	half := p.is(i, "half")
	if !half && !p.hourly(i) {
		return item{}, false
	}
	if half {
		it.hi, it.p.Minute = i+2, 30
	}
	h, end := p.spokenHour(it.hi - 1)
	switch {
	case h >= 1 && h <= 12 && p.lex(it.hi-1).class != clock:
		it.p.Hour, it.hi = h, end
	case half || !p.dottedHour(i, &it):
		return item{}, false
	}
	ok := false
	switch {
	case p.gone(i) || p.verging(i):
		ok = p.noNoun(it.hi) && (h != 1 || p.clauseEnds(it.hi) || p.marked(it.hi))
	case half:
		ok = p.marked(it.hi) || (p.timely(i) || p.any(i-1, ":", ",")) && p.clauseOver(it.hi)
	case h < 0 || p.timely(i):
		ok = p.noNoun(it.hi) && (p.byVerb(i) && !p.more(it.hi) || h < 0 && p.timely(i) && (p.dotted12 && !p.priced(i) || i-1 == p.lo && p.is(i-1, "at")))
	}
	if !ok {
		return item{}, false
	}
	if p.any(i-1, "past", "gone") {
		it.mod = modAfter
	} else if p.is(i-2, "shy") {
		it.mod = modBefore
	}
	p.spokenMark(&it)
	return it, true
}

// dottedHour reads "8.15" as hour and minute.
func (p *parser) dottedHour(i int, it *item) bool {
	it.p.Hour, it.p.Minute = p.dottedDigits(i)
	return it.p.Hour >= 0 && it.p.Hour < 24 && it.p.Minute >= 0 && it.p.Minute < 60
}

// gone reports whether the words before token i say that its hour had struck or was
// about to: "just after", "a few minutes past", "had just gone", "shortly before".
func (p *parser) gone(i int) bool {
	j := i - 1
	if p.is(i, "half") && p.is(j, "gone") {
		return true
	}
	if !p.any(j, "after", "before", "past", "gone") {
		return false
	}
	switch k := j - 1; {
	case p.any(k, "shortly", "just", "soon", "immediately"):
		return true
	case p.any(j, "gone"):
		return p.any(k, "had", "just", "was")
	case p.any(k, "little", "bit", "while"):
		return p.any(k-1, "a", "some")
	case p.any(k, "minutes", "moments", "seconds"):
		return p.any(k-1, "few", "couple", "some") || p.is(k-1, "of")
	}
	return false
}

// verging reports whether the words before token i say that its hour was near: "just
// shy of", "close on", "getting on for".
func (p *parser) verging(i int) bool {
	switch j := i - 1; {
	case p.is(j, "of"):
		return p.is(j-1, "shy") && p.is(j-2, "just")
	case p.is(j, "on"):
		return p.is(j-1, "close") && p.any(j-2, "was", "it", "is", "were")
	case p.is(j, "for"):
		return p.is(j-1, "on") && p.is(j-2, "getting")
	}
	return false
}

// marked reports whether the words at token i name a part of the day.
func (p *parser) marked(i int) bool {
	it := item{hi: i, p: timex.Point{Hour: 1}}
	return p.spokenMark(&it)
}

// noNoun reports whether what stands at token i cannot be counted by the number
// before it.
func (p *parser) noNoun(i int) bool {
	if p.any(i, ":", "/", "%", "-", "–") || p.is(i, "a") && p.is(i+1, ".") {
		return false
	}
	if i < p.hi && p.toks[i].Shape == token.Title && p.is(i+1, "time") {
		return true // "seven London time"
	}
	return p.clauseOver(i) || p.marked(i) ||
		p.any(i, "in", "at", "by", "with", "but", "he", "she", "they", "we", "i", "it", "the", "a", "an", "after", "before", "from", "until", "for", "while", "local", "where", "who", "which", "to")
}

// more reports whether another number follows "and" at token i.
func (p *parser) more(i int) bool {
	return p.is(i, "and") && i+1 < p.hi && (p.toks[i+1].Kind == token.Number || p.lex(i+1).class == cardinal)
}

// priced reports whether what stands before token i gives it a price.
func (p *parser) priced(i int) bool {
	for k := i - 1; k >= p.lo && k >= i-5; k-- {
		if p.any(k, "closed", "close", "closing", "traded", "trading", "trade", "priced", "valued", "stood", "settled", "shares", "measured", "rated", "magnitude", "index") {
			return true
		}
	}
	return false
}

// byVerb reports whether the word before "at" and an hour is a verb of what happens
// at an hour.
func (p *parser) byVerb(i int) bool {
	j := i - 1
	for p.any(j, "about", "around", "exactly", "precisely", "just") {
		j--
	}
	if !p.any(j, "at", "by", "until") {
		return false
	}
	for k := j - 1; k >= p.lo && k >= j-3; k-- {
		w := p.word(k)
		if hourVerbs[w] || p.is(k, "morning") || p.is(k, "evening") {
			return true
		}
		if p.toks[k].Kind == token.Punct {
			return false
		}
	}
	return false
}

// hourVerbs are verbs, and nouns of what verbs do, that hours are given with and
// amounts are not.
var hourVerbs = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range []string{"rang", "texted", "phoned", "called", "woke", "arrived", "arrives", "arrive", "left", "leaves", "departed", "departs", "unlocked", "unlocks", "locked",
		"began", "begins", "start", "starts", "started", "ends", "ended", "alarm", "sounded", "struck", "clocked", "dined", "landed", "lands", "sailed", "sails", "boarded", "boards",
		"dawned", "sunset", "sunrise", "met", "meets", "off", "away", "home", "breakfast", "supper", "lunch", "dinner", "shift", "asleep", "awake", "bed"} {
		m[w] = true
	}
	return m
}()
