package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// presenceAt parses "now", "currently", "recently".
func (p *parser) presenceAt(i int, e entry) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, fixed: refs[e.val]}
	if p.is(i, "now") {
		if p.any(i+1, "-", "–") && p.glued(i+1) || p.dash(i-1) && p.glued(i) {
			return item{}, false
		}
		if p.any(i-1, "right", "just") {
			it.lo--
		}
	}
	return it, true
}

// recent parses the adjective of "the recent downturn".
func (p *parser) recent(i int) (item, bool) {
	return item{lo: i, hi: i + 1, typ: corpus.DateDay, fixed: refs[1]}, p.noun(i + 1)
}

// adverbAt parses daily, weekly, annual.
func (p *parser) adverbAt(i int, e entry) (item, bool) {
	if p.toks[i].Shape == token.Title && i > p.lo || p.toks[i].Shape == token.Upper || e.val == uNight && p.dash(i+1) {
		return item{}, false // the Daily Mail
	}
	if p.dash(i-1) && p.glued(i) { // bi-weekly
		return item{}, false
	}
	return item{lo: i, hi: i + 1, typ: corpus.DateSet, set: true, amount: quantity{tenths: 10}, unit: int8(e.val)}, true
}

// everyAt parses "every Friday", "each year", "every two weeks", "every other
// day", "every second Wednesday".
func (p *parser) everyAt(i int) (item, bool) {
	j := i + 1
	it := item{lo: i, typ: corpus.DateSet, set: true, amount: quantity{tenths: 10}}
	switch {
	case p.is(j, "other"), p.is(j, "second") && (p.lex(j+1).class == unit || p.lex(j+1).class == weekday):
		it.amount.tenths = 20
		j++
	case p.is(j, "single") || p.is(j, "successive"):
		j++
	default:
		if q, ok := p.quantity(j); ok && !q.article && !q.unknown && p.lex(q.end).class == unit {
			it.amount, j = q, q.end
		}
	}
	e := p.lex(j)
	it.hi = j + 1
	switch e.class {
	case unit:
		it.unit = int8(e.val)
		if p.is(it.hi, "of") && e.val == uQuarter {
			return item{}, false
		}
		return it, e.val != uHalf && (e.flag&plural != 0) == (it.amount.tenths > 20 || it.amount.tenths == 20 && j > i+1 && !p.any(i+1, "other", "second")) && !(p.is(i, "each") && p.is(i-1, "in"))
	case weekday:
		it.p = timex.Point{Gran: timex.DayGran, Weekday: int(e.val)}
		return it, e.flag&shaky == 0
	case month:
		it.p = timex.MonthPoint(0, int(e.val))
		return it, p.toks[j].Shape == token.Title && e.flag&abbrev == 0
	case season:
		it.p = timex.Point{Gran: timex.Season, Sub: int(e.val)}
		return it, true
	case daypart:
		it.unit = uDay
		return it, true
	}
	return item{}, false
}

// seasonAt parses "summer 2024", "the summer of 2024", "winter".
func (p *parser) seasonAt(i int, e entry) (item, bool) {
	s := int(e.val)
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, p: timex.Point{Gran: timex.Season, Sub: s}, article: true}
	p.ofYear(&it)
	if it.hi > i+1 {
		return it, true
	}
	if !p.any(i-1, "the", "in", "by", "since", "until", "during", "of", "early", "late", "mid", "before", "after") && !p.dash(i-1) {
		return item{}, false
	}
	if e.flag&shaky != 0 && (!p.any(i-1, "in", "by", "since", "until", "late", "early") && !p.any(i-2, "in", "by", "since", "until", "during") || p.is(i+1, "in")) {
		return item{}, false
	}
	if p.any(i+1, "of", "from", "and", "-") || p.toks[i].Shape == token.Title || p.noun(i+1) {
		return item{}, false
	}
	it.anchor = p.ref.source
	it.p = p.seasonPoint(s, 9)
	return it, true
}

// seasonPoint is last (-1), this (0), next (1) or the nearest (9) season. This
// winter is the one that runs or has just ended, from May on the coming one.
func (p *parser) seasonPoint(s, dir int) timex.Point {
	pt := timex.Point{Gran: timex.Season, Sub: s}
	if !p.ref.known {
		return pt
	}
	y, m, _ := p.ref.day.Civil()
	pt.Year = y
	if s == 4 && m < 5 {
		pt.Year--
	}
	first, last := pt.Days()
	switch {
	case dir == 9 && first > p.ref.day+90, dir < 0 && last >= p.ref.day:
		pt.Year--
	case dir == 1 && first <= p.ref.day:
		pt.Year++
	}
	return pt
}

// ordinalAt parses what begins with a rank: "third quarter of 2009", "21st
// century", "first half", "fourth of July", "first week of May".
func (p *parser) ordinalAt(i int, e entry) (item, bool) {
	if it, ok := p.rankedAt(i, int(e.val), i+1); ok {
		return it, true
	}
	if e.val == 1 {
		if q, ok := p.quantity(i + 1); ok && !q.article && !q.unknown {
			it := item{lo: i, hi: q.end + 1, amount: q, unit: int8(p.lex(q.end).val), article: true}
			if p.lex(q.end).class == unit && p.is(it.hi, "of") && p.edgeSpan(&it, false) {
				return it, true
			}
		}
	}
	return p.dayMonth(i)
}

// partOf parses "evening of July 5", "the night of 16 July".
func (p *parser) partOf(i int, part timex.DayPart) (item, bool) {
	if !p.is(i+1, "of") {
		return item{}, false
	}
	d, ok := p.dayAt(i + 2)
	if !ok || d.p.Gran != timex.DayGran || d.interval {
		return item{}, false
	}
	d.lo, d.article, d.typ = i, true, corpus.DateTime
	d.p.Gran, d.p.Part = timex.Part, part
	return d, true
}

// daypartAt parses "evening of July 5" and "at midday".
func (p *parser) daypartAt(i int, e entry) (item, bool) {
	if it, ok := p.partOf(i, timex.DayPart(e.val)); ok && e.flag == 0 {
		return it, true
	}
	if !p.is(i, "midday") {
		return item{}, false
	}
	return item{lo: i, hi: i + 1, typ: corpus.DateTime, p: timex.Point{Gran: timex.Minute, Hour: 12}}, p.any(i-1, "at", "by", "until", "before", "around", "after")
}

// tenseAt parses "the future", "in the past", "at the moment", "at present".
func (p *parser) tenseAt(i int) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, fixed: refs[0], article: true}
	switch {
	case p.is(i, "present"):
		return it, p.is(i-1, "at")
	case p.is(i, "moment"):
		return it, p.is(i-1, "the") && p.any(i-2, "at", "for") && !p.any(i+1, "of", "when", "that", "he", "she", "they")
	}
	it.fixed = refs[2]
	if p.any(i-1, "near", "foreseeable", "distant", "immediate") && p.is(i-2, "the") {
		it.lo--
	}
	return it, p.is(it.lo-1, "the") && !p.is(i+1, "of") && !p.noun(i+1) && p.toks[i].Shape == token.Lower
}

// rankedAt parses the unit behind a rank that ends at j.
func (p *parser) rankedAt(i, rank, j int) (item, bool) {
	if p.dash(j) {
		j++
	}
	isFiscal := p.any(j, "fiscal", "financial")
	if isFiscal {
		j++
	}
	e := p.lex(j)
	if e.class == weekday && !isFiscal {
		return p.nthWeekday(i, rank, j)
	}
	if e.class != unit || e.flag&plural != 0 {
		return item{}, false
	}
	it := item{lo: i, hi: j + 1, typ: corpus.DateDay, article: true, anchor: p.ref.source}
	switch e.val {
	case uQuarter:
		return p.quarter(it, rank, isFiscal)
	case uHalf:
		return p.halfYear(it, rank)
	case uCentury:
		if rank < 1 || rank > 30 {
			return item{}, false
		}
		it.p, it.anchor = timex.Point{Gran: timex.Century, Year: rank - 1}, ""
		return it, rank > 1
	case uDay, uWeek, uMonth:
		return p.nthOf(it, rank, e)
	}
	return item{}, false
}

// quarter resolves a quarter without a year to the one the tense asks for,
// else the nearest that has begun.
func (p *parser) quarter(it item, rank int, isFiscal bool) (item, bool) {
	if rank < 0 {
		rank = 4
	}
	if rank > 4 {
		return item{}, false
	}
	it.p = timex.Point{Gran: timex.Quarter, Sub: rank, Fiscal: isFiscal}
	lo := it.hi
	p.ofYear(&it)
	if it.hi == lo {
		if p.fiscalYear(&it) {
			return it, true
		}
		it.p.Year = p.partYear(rank, 4, p.tense(it.lo, it.hi))
		it.bare = true
		if p.is(it.hi, "of") && (!p.is(it.hi+1, "the") || !p.is(it.hi+2, "year")) && !p.any(it.hi+1, "a", "its") {
			return it, false
		}
	}
	return it, true
}

// fiscalYear reads "of fiscal 2024" behind a quarter.
func (p *parser) fiscalYear(it *item) bool {
	j := it.hi + b2i(p.is(it.hi, "of"))
	j += b2i(p.is(j, "its")) + b2i(p.is(j, "the"))
	if !p.any(j, "fiscal", "financial", "fy") {
		return false
	}
	j++
	j += b2i(p.is(j, "year"))
	y := p.year4(j)
	if y == 0 {
		return false
	}
	it.p.Year, it.p.Fiscal, it.hi, it.anchor = y, true, j+1, ""
	return true
}

// partYear is the year of part n of parts, named without one.
func (p *parser) partYear(n, parts, tense int) int {
	if !p.ref.known {
		return 0
	}
	y, m, _ := p.ref.day.Civil()
	now := (m-1)*parts/12 + 1
	switch {
	case tense < 0 && n > now:
		return y - 1
	case tense > 0 && n < now:
		return y + 1
	case tense == 0 && n > now+parts/4:
		return y - 1
	}
	return y
}

// halfYear parses "first half of 2009", "second half of the year".
func (p *parser) halfYear(it item, rank int) (item, bool) {
	if rank != 1 && rank != 2 {
		return item{}, false
	}
	it.p = timex.Point{Gran: timex.Half, Sub: rank}
	lo := it.hi
	p.ofYear(&it)
	if it.hi > lo {
		return it, true
	}
	switch {
	case p.is(lo, "of") && p.is(lo+1, "the") && p.is(lo+2, "year"):
		it.hi = lo + 3
	case !p.dash(lo-2) && !p.any(lo, "profit", "profits", "earnings", "results", "sales", "revenue", "revenues", "loss", "losses"):
		return item{}, false
	}
	it.p.Year = p.partYear(rank, 2, p.tense(it.lo, it.hi))
	return it, true
}

// nthOf parses "first week of May", "third month of 2021", "first day of".
func (p *parser) nthOf(it item, rank int, e entry) (item, bool) {
	if !p.is(it.hi, "of") {
		return item{}, false
	}
	whole, ok := p.atOr(it.hi + 1 + b2i(p.is(it.hi+1, "the")))
	if !ok || !whole.p.Resolved() || whole.interval || whole.p.Gran != timex.Year && whole.p.Gran != timex.Month {
		return item{}, false
	}
	first, last := whole.p.Days()
	it.hi, it.anchor = whole.hi, whole.anchor
	switch {
	case e.val == uMonth && whole.p.Gran == timex.Year && rank >= 1 && rank <= 12:
		it.p = timex.MonthPoint(whole.p.Year, rank)
	case e.val == uWeek && rank > 0:
		it.p = timex.WeekPoint(first + 3 + timex.Day(7*(rank-1)))
	case e.val == uWeek:
		it.p = timex.WeekPoint(last - 3)
	case rank > 0 && first+timex.Day(rank-1) <= last:
		it.p = timex.PointOf(first + timex.Day(rank-1))
	default:
		it.p = timex.PointOf(last)
	}
	return it, true
}

// quarterAt parses "Q3 2019", "Q1", "H1 2020".
func (p *parser) quarterAt(i int) (item, bool) {
	e := p.lex(i)
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay}
	it.p = timex.Point{Gran: timex.Quarter, Sub: int(e.val)}
	if e.val > 10 {
		it.p = timex.Point{Gran: timex.Half, Sub: int(e.val) - 10}
	}
	p.ofYear(&it)
	switch {
	case it.hi > i+1:
	case p.dash(i+1) && p.year4(i+2) > 0:
		it.p.Year, it.hi = p.year4(i+2), i+3
	case e.val > 10:
		return item{}, false
	default:
		if p.fiscalYear(&it) {
			return it, true
		}
		it.p.Year, it.anchor, it.bare = p.partYear(int(e.val), 4, p.tense(i, i+1)), p.ref.source, true
	}
	return it, true
}

// fiscalAt parses "fiscal 2024", "fiscal year 2024", "FY2024", "fiscal third
// quarter".
func (p *parser) fiscalAt(i int) (item, bool) {
	j := i + 1
	j += b2i(p.is(j, "year"))
	if y := p.year4(j); y > 0 {
		return item{lo: i, hi: j + 1, typ: corpus.DateDay, p: timex.Point{Gran: timex.Year, Year: y, Fiscal: true}}, true
	}
	e := p.lex(i + 1)
	rank := int(e.val)
	if p.is(i+1, "second") {
		rank = 2
	} else if e.class != ordinal {
		return item{}, false
	}
	it, ok := p.rankedAt(i, rank, i+2)
	it.p.Fiscal = true
	return it, ok && it.p.Gran == timex.Quarter
}

// businessYear parses "FY24" and "FY2024".
func (p *parser) businessYear(i int, w string) (item, bool) {
	if len(w) != 4 && len(w) != 6 || w[:2] != "FY" {
		return item{}, false
	}
	y := atoi(w[2:])
	if y < 0 {
		return item{}, false
	}
	if len(w) == 4 {
		y += 2000
	}
	return item{lo: i, hi: i + 1, typ: corpus.DateDay, p: timex.Point{Gran: timex.Year, Year: y, Fiscal: true}}, y >= 1900 && y < 2200
}

// shortQuarter parses the "2Q" of market reports.
func (p *parser) shortQuarter(i, n int) (item, bool) {
	if n < 1 || n > 4 || p.word(i+1) != "Q" || !p.glued(i+1) {
		return item{}, false
	}
	return p.quarter(item{lo: i, hi: i + 2, typ: corpus.DateDay, anchor: p.ref.source}, n, false)
}

// decadesAt parses "the nineties".
func (p *parser) decadesAt(i int, e entry) (item, bool) {
	if !p.is(i-1, "the") && !(p.dash(i-1) || p.any(i-1, "early", "mid", "late")) || p.any(i-2, "her", "his", "their") {
		return item{}, false
	}
	return item{lo: i, hi: i + 1, typ: corpus.DateDay, article: true, p: timex.Point{Gran: timex.Decade, Year: 190 + int(e.val)}}, true
}
