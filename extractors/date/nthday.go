package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
)

// nthWeekday parses "first Sunday in September", "last Friday of May 2023",
// "second Tuesday of this month" with the rank at token i, -1 for the last, and
// the weekday at token j.
func (p *parser) nthWeekday(i, rank, j int) (item, bool) {
	e := p.lex(j)
	if e.flag != 0 || !p.any(j+1, "of", "in") || p.any(i-1, "every", "each") || rank == 0 || rank > 5 {
		return item{}, false
	}
	month, ok := p.atOr(j + 2)
	if !ok || month.typ != corpus.DateDay || month.interval || month.set || month.p.Gran != timex.Month || !month.p.Resolved() {
		return item{}, false
	}
	first, last := month.p.Days()
	d := first + timex.Day((int(e.val)-first.Weekday()+7)%7+7*(rank-1))
	if rank < 0 {
		d = last - timex.Day((last.Weekday()-int(e.val)+7)%7)
	}
	if d > last {
		return item{}, false
	}
	return item{lo: i, hi: month.hi, typ: corpus.DateDay, p: timex.PointOf(d), anchor: month.anchor, article: true}, true
}

// arranged reports whether what happened in the past is a date still to come
// then: "moved to October 5", "delayed until September", "called an election
// for May". The date begins at token lo.
func (p *parser) arranged(lo int) bool {
	switch {
	case p.any(lo-1, "to", "until", "till"):
		for i := lo - 2; i >= p.lo && i >= lo-7; i-- {
			if p.any(i, "moved", "postponed", "delayed", "rescheduled", "adjourned", "deferred", "pushed", "extended") ||
				p.is(i, "put") && p.any(i+1, "back", "off") || p.is(i, "brought") && p.is(i+1, "forward") {
				return true
			}
		}
	case p.is(lo-1, "for"):
		return p.any(lo-2, "election", "elections", "vote", "strike", "strikes", "hearing", "meeting", "referendum", "summit", "trial", "protest", "protests", "rally", "talks", "date", "inquest") &&
			p.willed(lo-3)
	}
	return false
}

// willed reports whether something is called, set or announced before token i.
func (p *parser) willed(i int) bool {
	for j := i; j >= p.lo && j >= i-4; j-- {
		if p.any(j, "called", "set", "fixed", "announced", "scheduled", "booked", "planned", "ordered", "proposed") {
			return true
		}
	}
	return false
}

// dottedTime reports whether "11.40" at token i can only be a time, from what
// stands around it: "at 11.40 last night", "at 6.30 this morning".
func (p *parser) dottedTime(i int) bool {
	if !p.is(i-1, "at") {
		return false
	}
	j := i + 1 + b2i(p.is(i+1, "on"))
	switch {
	case p.is(j, "tonight"), p.is(j, "last") && p.is(j+1, "night"):
		return true
	case p.any(j, "this", "yesterday", "tomorrow") || p.lex(j).class == weekday:
		return p.lex(j+1).class == daypart && p.lex(j+1).flag == 0 || p.is(j+1, "night")
	}
	return false
}
