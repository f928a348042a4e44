package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
)

// spoken parses a time of the day as it is said: "half past one", "a quarter to
// ten at night", "ten minutes to five in the morning", "11 minutes past midnight",
// "twenty to nine".
func (p *parser) spoken(i int) (item, bool) {
	m, j := p.spokenMinutes(i)
	if m == 0 || !p.any(j, "past", "to", "after", "before") {
		return item{}, false
	}
	toward := p.any(j, "to", "before")
	h, end := p.spokenHour(j + 1)
	if h < 0 {
		return item{}, false
	}
	it := item{lo: i, hi: end, typ: corpus.DateTime}
	it.p = timex.Point{Gran: timex.Minute, Hour: h % 24, Minute: m}
	marked := h == 24 || h == 12 && p.lex(end-1).class == clock || p.spokenMark(&it)
	if !marked && !p.is(j, "past") && !(p.is(j, "to") && p.integer(i) < 0 && p.timely(i) && (p.noNoun(end) || p.is(j-1, "quarter") && p.is(i-1, "at"))) {
		return item{}, false // "five to six people", "two after one"
	}
	if toward {
		it.p.Minute = 60 - m
		it.p.Hour = (it.p.Hour + 23) % 24
	}
	return it, true
}

// spokenMinutes reads the minutes before "past" or "to": "half", "a quarter",
// "ten", "11 minutes"; 0 if there are none.
func (p *parser) spokenMinutes(i int) (m, end int) {
	if p.any(i, "a", "about") {
		i++
	}
	switch {
	case p.is(i, "half"):
		return 30 * b2i(p.is(i+1, "past")), i + 1
	case p.is(i, "quarter"):
		return 15, i + 1
	}
	n := p.integer(i)
	end = i + 1
	if n < 0 && p.lex(i).class == cardinal {
		n, end = p.cardinal(i)
	}
	if n < 1 || n > 59 {
		return 0, i
	}
	if p.any(end, "minutes", "minute", "mins") {
		end++
	}
	return n, end
}

// spokenHour reads the hour behind "past" or "to": "five", "5", "midnight"; -1 if
// there is none.
func (p *parser) spokenHour(j int) (h, end int) {
	e := p.lex(j)
	switch {
	case e.class == clock:
		return int(e.val), j + 1
	case e.class == cardinal && e.val >= 1 && e.val <= 12 && !p.dash(j+1):
		return int(e.val), j + 1
	}
	if n := p.integer(j); n >= 1 && n <= 12 && len(p.word(j)) <= 2 {
		return n, j + 1
	}
	return -1, j
}

// spokenMark reads what shows that a number is an hour: "o'clock", "a.m.", "in the
// morning", "at night".
func (p *parser) spokenMark(it *item) bool {
	switch {
	case p.meridiem(it):
		return true
	case p.any(it.hi, "o'clock", "o’clock", "oclock"):
		it.hi++
		p.dayTime(it)
		return true
	}
	return p.dayTime2(it)
}

// dayTime2 is dayTime that also reads "at night", and tells whether either stands
// there.
func (p *parser) dayTime2(it *item) bool {
	was := it.hi
	if p.is(it.hi, "at") && p.is(it.hi+1, "night") {
		it.hi += 2
		if it.p.Hour >= 6 && it.p.Hour < 12 {
			it.p.Hour += 12
		}
		return true
	}
	p.dayTime(it)
	return it.hi > was
}

// timely reports whether a time of the day may follow the word before token i.
func (p *parser) timely(i int) bool {
	return p.any(i-1, "at", "by", "about", "around", "was", "is", "until", "till", "nearly", "exactly", "just", "gone", "said", "been", "near")
}

// clauseOver reports whether nothing that a number could count stands at token i.
func (p *parser) clauseOver(i int) bool {
	if p.clauseEnds(i) {
		return true
	}
	e := p.lex(i)
	return e.class == weekday || e.class == deictic || e.class == month || p.any(i, "on", "when", "that", "this", "as", "and", "yesterday")
}

// plainHour parses digits or a word that only a part of the day behind them shows
// to be a time: "5.40 in the evening", "at 7 in the evening", "at six that
// morning".
func (p *parser) plainHour(i int) (item, bool) {
	h, m := p.integer(i), 0
	if h < 0 {
		h, m = p.dottedDigits(i)
	}
	if h < 0 {
		if h, _ = p.spokenHour(i); p.lex(i).class == clock {
			return item{}, false
		}
	}
	if h < 1 || h > 12 || m < 0 || m > 59 || !p.timely(i) {
		return item{}, false
	}
	it := item{lo: i, hi: i + 1, typ: corpus.DateTime, p: timex.Point{Gran: timex.Minute, Hour: h, Minute: m}}
	if p.dayTime2(&it) {
		return it, true
	}
	if e := p.lex(i + 2); p.any(i+1, "that", "this", "the", "yesterday") && e.class == daypart && e.flag == 0 {
		if timex.DayPart(e.val) != timex.Morning && it.p.Hour < 12 {
			it.p.Hour += 12
		}
		it.hi = i + 1 + 2*b2i(p.is(i+1, "that"))
		return it, !p.is(i+1, "the")
	}
	return item{}, false
}

// dottedDigits reads the two numbers of "5.40"; -1 for one that is none.
func (p *parser) dottedDigits(i int) (h, m int) {
	w := p.word(i)
	if len(w) != 4 && len(w) != 5 || w[len(w)-3] != '.' {
		return -1, 0
	}
	return atoi(w[:len(w)-3]), atoi(w[len(w)-2:])
}

// dayOfThatMonth parses "on the sixth", "the morning of the 12th" in the month of the
// last day named: a rank alone counts nothing where its clause ends.
func (p *parser) dayOfThatMonth(it item, d int) (item, bool) {
	if !p.dayLeads(it.lo) || !p.lastDay.Resolved() || p.integer(it.lo) >= 0 && !p.suffix(it.hi-1) {
		return item{}, false
	}
	if p.is(it.hi, "of") && p.is(it.hi+1, "that") && p.is(it.hi+2, "month") {
		it.hi += 3
	} else if !p.dayOver(it.hi) {
		return item{}, false
	}
	if !timex.Valid(p.lastDay.Year, p.lastDay.Sub, d) {
		return item{}, false
	}
	it.anchor, it.article = "text", true
	it.p = timex.Point{Gran: timex.DayGran, Year: p.lastDay.Year, Sub: p.lastDay.Sub, Day: d}
	return it, true
}

// dayLeads reports whether "the" and what a day of the month follows stand before
// token i: "on the", "afternoon of the", "by the".
func (p *parser) dayLeads(i int) bool {
	if !p.is(i-1, "the") {
		return false
	}
	if p.is(i-2, "of") {
		e := p.lex(i - 3)
		return e.class == daypart || e.class == unit && e.val == uNight || p.any(i-3, "hours", "dawn", "dusk", "eve")
	}
	return p.any(i-2, "on", "by", "until", "till", "since") || p.lex(i-2).class == weekday
}

// dayOver reports whether what stands at token i cannot be the thing of a rank
// before it.
func (p *parser) dayOver(i int) bool {
	return p.clauseEnds(i) || p.any(i, "and", "but", "when", "at", "in", "with", "by", "after", "he", "she", "it", "they", "we", "i", "the", "was")
}
