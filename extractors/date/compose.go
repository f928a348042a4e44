package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// compose joins the core with what follows it: a part of the day, a time, the
// date of a time.
func (p *parser) compose(it *item) {
	switch {
	case it.set || it.interval || it.fixed != "":
	case it.typ == corpus.DateTime && it.p.Gran >= timex.Hour && it.p.Year == 0 && it.p.Day == 0:
		p.dateOfTime(it)
	case it.p.Gran == timex.DayGran:
		p.partOfDay(it)
		p.timeOfDate(it)
	case it.p.Gran == timex.Part:
		p.timeOfDate(it)
	}
}

// partOfDay reads "morning" behind a day.
func (p *parser) partOfDay(it *item) {
	j := it.hi
	if p.any(j, "early", "late") {
		j++
	}
	e := p.lex(j)
	part := timex.DayPart(0)
	switch {
	case e.class == daypart && e.flag == 0:
		part = timex.DayPart(e.val)
	case e.class == unit && e.val == uNight && e.flag == 0:
		part = timex.Night
	case e.class == clock && !it.p.Resolved():
		return
	}
	if part == 0 {
		return
	}
	it.typ, it.hi = corpus.DateTime, j+1
	it.p.Gran, it.p.Part = timex.Part, part
}

// timeOfDate reads a time behind a day: "Monday at 9 a.m.", "today, 18:00".
func (p *parser) timeOfDate(it *item) {
	j := it.hi
	if p.any(j, "at", "@", "around", "about", "for") || p.dash(j) {
		j++
		if p.any(j, "about", "around", "exactly") {
			j++
		}
	} else if p.is(j, ",") {
		j++
		j += b2i(p.is(j, "at"))
	}
	t, ok := p.clockTime(j)
	if !ok {
		if t, ok = p.looseTime(it, j); !ok {
			return
		}
	}
	p.dayTime2(&t)
	if it.p.Gran == timex.Part && it.p.Part >= timex.Afternoon && t.p.Hour < 12 && t.p.Hour >= 3 {
		t.p.Hour += 12
	}
	t.p.Year, t.p.Sub, t.p.Day, t.p.Weekday = it.p.Year, it.p.Sub, it.p.Day, it.p.Weekday
	it.p, it.typ, it.hi, it.zone = t.p, corpus.DateTime, t.hi, t.zone
}

// looseTime parses times that only a date in front shows to be times: "Monday
// at 2.30", "tomorrow at seven twenty-seven", "last night at 8".
func (p *parser) looseTime(it *item, j int) (item, bool) {
	if j >= p.hi || j == it.hi || !p.is(it.hi, "at") {
		return item{}, false
	}
	t := item{lo: j, hi: j + 1, typ: corpus.DateTime, p: timex.Point{Gran: timex.Minute}}
	w := p.word(j)
	switch e := p.lex(j); {
	case p.toks[j].Kind == token.Number && (len(w) == 4 || len(w) == 5) && w[len(w)-3] == '.':
		t.p.Hour, t.p.Minute = atoi(w[:len(w)-3]), atoi(w[len(w)-2:])
	case p.integer(j) >= 1 && len(w) <= 2 && p.clauseEnds(j+1):
		t.p.Hour = p.integer(j)
	case e.class == cardinal && e.val <= 12:
		k := j + 1 + b2i(p.dash(j+1))
		if f := p.lex(k); f.class != cardinal || f.val < 10 {
			return item{}, false
		}
		t.p.Hour = int(e.val)
		t.p.Minute, t.hi = p.cardinal(k)
	default:
		return item{}, false
	}
	return t, t.p.Hour >= 1 && t.p.Hour <= 12 && t.p.Minute >= 0 && t.p.Minute < 60 && p.clauseEnds(t.hi)
}

// clauseEnds reports whether nothing that a number could count stands at i.
func (p *parser) clauseEnds(i int) bool {
	return i >= p.hi || p.toks[i].Kind == token.Punct && !p.dash(i)
}

// clockTime parses a time of the day at token j.
func (p *parser) clockTime(j int) (item, bool) {
	if j >= p.hi {
		return item{}, false
	}
	if p.toks[j].Kind == token.Number {
		if it, ok := p.timeAt(j); ok {
			return it, true
		}
		if w := p.word(j); len(w) == 4 || len(w) == 5 {
			if it, ok := p.dotted(j, w); ok && it.typ == corpus.DateTime {
				return it, true
			}
		}
		return item{}, false
	}
	switch p.lex(j).class {
	case clock:
		return p.clockAt(j)
	case cardinal:
		return p.timeWords(j)
	}
	return item{}, false
}

// dateOfTime finds the day a time belongs to: the date right behind it, else
// the last day of the sentence, else the reference.
func (p *parser) dateOfTime(it *item) {
	j := it.hi
	j += b2i(p.is(j, "on") || p.is(j, "of") && p.lex(j-1).class == daypart)
	comma := p.is(j, ",")
	if comma {
		j++
		j += b2i(p.is(j, "on"))
	}
	j += b2i(p.is(j, "the") && p.lex(j+1).class == ordinal)
	if d, ok := p.dayAt(j); ok {
		p.setDay(it, d)
		if !comma {
			it.hi, it.weekday, it.bare = d.hi, d.weekday, d.bare
		}
		return
	}
	if d, ok := p.dayAt(p.beyondBracket(it)); ok {
		p.setDay(it, d)
		return
	}
	p.dayTime(it)
	switch {
	case it.lo == p.lo && int(p.t.Paragraphs[p.paragraph].First) == p.lo && p.ref.known && (p.dash(it.hi) || p.is(it.hi, ":")):
		it.p.Year, it.p.Sub, it.p.Day = p.ref.day.Civil() // the stamp of a live entry
		it.anchor = p.ref.source
	case p.lastDay.Resolved() && p.sentence-p.lastSentence <= 3:
		it.p.Year, it.p.Sub, it.p.Day = p.lastDay.Year, p.lastDay.Sub, p.lastDay.Day
		it.anchor = "text"
	case p.ref.known:
		it.p.Year, it.p.Sub, it.p.Day = p.ref.day.Civil()
		it.anchor = p.ref.source
	}
}

// beyondBracket is the token behind the bracket that follows the time or holds
// it, as in "10:15 a.m. (0215 GMT) on Wednesday"; out of range without one.
func (p *parser) beyondBracket(it *item) int {
	j := it.hi
	if p.is(j, "(") {
		for j < it.hi+7 && !p.is(j, ")") {
			j++
		}
	}
	if !p.is(j, ")") {
		return p.hi
	}
	j++
	return j + b2i(p.is(j, "on"))
}

func (p *parser) setDay(it *item, d item) {
	it.p.Year, it.p.Sub, it.p.Day, it.p.Weekday = d.p.Year, d.p.Sub, d.p.Day, d.p.Weekday
	it.anchor = d.anchor
	if d.p.Gran == timex.Part && d.p.Part >= timex.Afternoon && it.p.Hour < 12 && it.p.Hour > 2 {
		it.p.Hour += 12
	}
}

// dayAt parses a day at token j.
func (p *parser) dayAt(j int) (item, bool) {
	switch e := p.lex(j); e.class {
	case weekday, month, deictic, shift, ordinal:
	default:
		if p.dayNumber(j) == 0 && p.year4(j) == 0 {
			return item{}, false
		}
	}
	d, ok := p.atOr(j)
	if !ok || d.typ != corpus.DateDay && d.p.Gran != timex.Part || d.interval || d.p.Gran != timex.DayGran && d.p.Gran != timex.Part || d.fixed != "" {
		return item{}, false
	}
	if d.p.Gran == timex.DayGran {
		p.partOfDay(&d)
	}
	return d, true
}

// qualify extends the expression backwards over what modifies it: "early
// Friday", "the end of last year", "nearly five months", "the 1990s".
func (p *parser) qualify(it *item) {
	lo := it.lo
	if p.free(lo-1) && p.dash(lo-1) && p.glued(lo) && p.any(lo-2, "mid", "early", "late", "end") && p.free(lo-2) {
		it.lo, it.mod = lo-2, edgeMod(p.lex(lo-2))
		p.determiner(it)
		return
	}
	if !p.free(lo - 1) {
		return
	}
	switch {
	case it.typ == corpus.DateDuration && !it.interval || it.moved:
		p.measureMod(it)
	case p.any(lo-1, "earlier", "later") && (it.fixed == "" && it.p.Gran != timex.None):
		p.clip(it, p.is(lo-1, "later"))
	case p.any(lo-1, "early", "mid", "late") && it.fixed == "" && !it.set:
		it.lo, it.mod = lo-1, edgeMod(p.lex(lo-1))
	case p.any(lo-1, "about", "around", "approximately", "circa", "roughly") && !it.set && it.fixed == "" && it.p.Gran != timex.None:
		it.approx, it.mod = true, modApprox
		it.lo = lo - 1
	}
	p.edgeOf(it)
	p.determiner(it)
	p.boundMod(it)
}

func edgeMod(e entry) int8 {
	if e.class == edge {
		return int8(e.val)
	}
	return 0
}

// free reports whether token i belongs to no earlier expression.
func (p *parser) free(i int) bool { return i >= p.done && i >= p.lo }

// clip cuts "earlier this year" at the reference, "later this year" before it.
func (p *parser) clip(it *item, later bool) {
	it.lo--
	if !p.ref.known || !it.p.Resolved() {
		return
	}
	first, last := it.p.Days()
	if p.ref.day < first || p.ref.day > last || it.p.Gran >= timex.DayGran {
		return
	}
	it.mod, it.clipped = modStart, -1
	if later {
		it.mod, it.clipped = modEnd, 1
	}
}

// boundMod reads the preposition that leaves one end of a date open; it is no
// part of the expression.
func (p *parser) boundMod(it *item) {
	if it.mod != modNone || it.set || it.fixed != "" || it.typ == corpus.DateDuration || it.interval {
		return
	}
	switch i := it.lo - 1; {
	case p.is(i, "since"):
		it.mod = modOnAfter
	case p.is(i, "before"):
		it.mod = modBefore
	case p.is(i, "after"):
		it.mod = modAfter
	case p.any(i, "until", "till", "by") && !p.is(i-1, "not"):
		it.mod = modOnBefore
	}
}

// measureMod reads "nearly", "more than", "at least" in front of a duration.
func (p *parser) measureMod(it *item) {
	lo := it.lo
	two := p.free(lo - 2)
	switch {
	case p.any(lo-1, "about", "around", "nearly", "almost", "approximately", "roughly", "some"):
		it.lo, it.mod, it.approx = lo-1, modApprox, true
	case p.free(lo-3) && p.is(lo-1, "than") && p.any(lo-2, "more", "longer") && p.is(lo-3, "no"), two && p.is(lo-1, "to") && p.is(lo-2, "up"):
		it.lo, it.mod = lo-2-b2i(p.is(lo-1, "than")), modAtMost
	case two && p.is(lo-1, "than") && p.any(lo-2, "more", "longer"):
		it.lo, it.mod = lo-2, modMore
	case two && p.is(lo-1, "than") && p.any(lo-2, "less", "fewer"):
		it.lo, it.mod = lo-2, modLess
	case two && p.is(lo-1, "least") && p.is(lo-2, "at"):
		it.lo, it.mod = lo-2, modAtLeast
	case p.is(lo-1, "under"):
		it.lo, it.mod = lo-1, modLess
	case p.is(lo-1, "the") && it.amount.unknown && it.article:
		it.lo--
	}
}

// edgeOf reads "the end of", "early in" in front of a date.
func (p *parser) edgeOf(it *item) {
	j := it.lo - 1
	if p.is(j, "the") {
		j--
	}
	if !p.free(j-1) || it.typ == corpus.DateDuration || it.set || it.fixed != "" {
		return
	}
	e := p.lex(j - 1)
	switch {
	case p.is(j, "of") && e.class == edge && !p.any(j-1, "early", "late", "earlier"):
		it.mod = edgeMod(e)
	case p.any(j, "in", "on") && j == it.lo-1 && p.any(j-1, "early", "late") && it.p.Gran != timex.Part, p.is(j, "in") && p.any(j-1, "early", "late"):
		it.mod = edgeMod(e)
	case p.is(j, "in") && p.any(j-1, "earlier", "later") && it.p.Gran >= timex.Year:
		it.lo = j
		p.clip(it, p.is(j-1, "later"))
		return
	default:
		return
	}
	it.lo = j - 1
	it.article = p.is(j, "of")
	if it.p.Gran == timex.Half {
		it.mod = modNone
	}
}

// determiner takes in "the" where it belongs to the expression.
func (p *parser) determiner(it *item) {
	if it.article && it.lo-1 >= p.done && it.lo > p.lo && (p.is(it.lo-1, "the") || p.is(it.lo-1, "this") && it.mod != 0) {
		it.lo--
	}
}
