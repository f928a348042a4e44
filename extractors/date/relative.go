package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// deicticAt parses today, tomorrow, yesterday and tonight.
func (p *parser) deicticAt(i int, e entry) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, anchor: p.ref.source}
	if p.toks[i].Shape == token.Title && i > p.lo && p.any(i-1, "usa", "the", "russia") {
		return item{}, false // a newspaper
	}
	it.p = p.day(p.ref.day + timex.Day(e.val))
	if e.flag&plural != 0 {
		it.p.Gran, it.p.Part, it.typ = timex.Part, timex.Night, corpus.DateTime
	}
	return it, true
}

// day is a day by the reference; unresolved when there is none.
func (p *parser) day(d timex.Day) timex.Point {
	if !p.ref.known {
		return timex.Point{Gran: timex.DayGran}
	}
	return timex.PointOf(d)
}

// shiftAt parses "last week", "this Friday", "next 3 days", "the past year".
func (p *parser) shiftAt(i int, e entry) (item, bool) {
	j, dir := i+1, int(e.val)
	if p.is(i, "this") && p.lex(j).class == shift && !p.is(j, "last") { // this past Friday
		dir = int(p.lex(j).val)
		e = p.lex(j)
		j++
	}
	it := item{lo: i, hi: j + 1, typ: corpus.DateDay, anchor: p.ref.source, article: true}
	switch n := p.lex(j); n.class {
	case weekday:
		return p.shiftWeekday(it, j, n, dir)
	case month:
		return p.shiftMonth(it, j, n, dir)
	case unit:
		if n.flag&plural == 0 {
			return p.shiftUnit(it, i, j, n, dir)
		}
		if n.val == uHalf || n.val == uQuarter || n.val == uSecond || p.is(i, "this") {
			return item{}, false
		}
		it.typ, it.amount, it.unit, it.anchor = corpus.DateDuration, quantity{unknown: true}, int8(n.val), ""
		return it, true
	case season:
		it.p = p.seasonPoint(int(n.val), dir)
		return it, true
	case daypart:
		return p.shiftPart(it, i, j, n, dir)
	case cardinal, vague, article:
		return p.shiftAmount(it, i, j, dir)
	case holiday:
		if h, ok := p.holidayAt(j); ok {
			return p.shiftHoliday(it, h, dir)
		}
	case ordinal, quarterQ, edge:
		return item{}, false
	}
	if p.toks[min(j, p.hi-1)].Kind == token.Number && j < p.hi {
		return p.shiftAmount(it, i, j, dir)
	}
	if p.is(i, "past") && p.is(i-1, "the") && p.is(i-2, "in") && !p.noun(i+1) {
		it.hi, it.fixed, it.anchor = i+1, refs[1], ""
		return it, true
	}
	if p.any(i, "current") && p.noun(i+1) {
		it.hi, it.fixed, it.article, it.anchor = i+1, refs[0], false, ""
		return it, true
	}
	return item{}, false
}

func (p *parser) shiftAmount(it item, i, j, dir int) (item, bool) {
	q, ok := p.quantity(j)
	if !ok || q.article {
		return item{}, false
	}
	k := q.end
	for p.filler(k) || p.dash(k) {
		k++
	}
	e := p.lex(k)
	if e.class != unit || e.flag&plural == 0 && q.tenths != 10 || e.val == uHalf || p.is(i, "this") {
		if d, ok := p.at(j); ok && d.typ == corpus.DateDay && d.p.Gran == timex.DayGran && d.bare {
			return p.shiftDate(it, d, dir)
		}
		return item{}, false
	}
	it.typ, it.hi, it.amount, it.unit, it.anchor = corpus.DateDuration, k+1, q, int8(e.val), ""
	if p.is(i, "following") {
		return it, true
	}
	if p.is(it.hi, "of") && p.lastOf(&it) {
		return it, true
	}
	p.window(&it, dir)
	return it, true
}

// shiftDate parses "next 6th of April".
func (p *parser) shiftDate(it, d item, dir int) (item, bool) {
	d.lo = it.lo
	if !p.ref.known {
		return d, true
	}
	y := yearOf(p.ref.day)
	for d.p.Year = y; dir > 0 && timex.Date(d.p.Year, d.p.Sub, min(d.p.Day, 28)) <= p.ref.day || dir != 0 && d.p.Year == y && dir < 0; d.p.Year += dir {
		if d.p.Year < y-2 || d.p.Year > y+2 {
			break
		}
	}
	d.bare = false
	return d, timex.Valid(d.p.Year, d.p.Sub, d.p.Day)
}

func (p *parser) shiftMonth(it item, j int, e entry, dir int) (item, bool) {
	if e.flag&shaky != 0 && p.toks[j].Shape == token.Lower {
		return item{}, false
	}
	m, ok := p.monthAt(j, e)
	if !ok {
		m = item{p: timex.MonthPoint(0, int(e.val)), hi: j + 1}
	}
	it.hi, it.p = m.hi, m.p
	if ok && !m.bare || !p.ref.known {
		return it, true
	}
	y, now, _ := p.ref.day.Civil()
	switch {
	case dir < 0 && it.p.Sub >= now:
		y--
	case dir > 0 && it.p.Sub <= now:
		y++
	}
	it.p.Year = y
	if !m.interval && it.p.Gran == timex.DayGran && !timex.Valid(y, it.p.Sub, it.p.Day) {
		return item{}, false
	}
	return it, true
}

// shiftUnit parses "last week" and its kin; "the past year" is a duration.
func (p *parser) shiftUnit(it item, i, j int, e entry, dir int) (item, bool) {
	if p.age(j + 1) {
		return item{}, false
	}
	switch {
	case e.val == uSecond || e.val == uMinute || e.val == uHalf:
		return item{}, false
	case e.val == uHour:
		it.typ, it.amount, it.unit, it.anchor = corpus.DateDuration, quantity{tenths: 10}, uHour, ""
		return it, !p.is(i, "this") && !p.is(i, "next")
	case p.is(j-1, "past") && e.val != uNight && e.val != uWeekend && e.val != uQuarter,
		e.val == uDecade && p.is(i, "last") && p.is(i-1, "the"):
		it.amount, it.unit = quantity{tenths: 10}, int8(e.val)
		p.window(&it, -1)
		return it, true
	case p.any(i, "following", "previous") || p.is(i, "next") && p.is(i-1, "the") && e.val <= uNight:
		return p.besideText(it, e, dir)
	case p.any(i, "last", "first") && p.is(j+1, "of"):
		if e.val == uQuarter {
			return p.quarter(it, -1, false)
		}
		return p.nthOf(it, -1, e)
	}
	pt, ok := p.shifted(e.val, dir)
	if !ok {
		return item{}, false
	}
	it.p = pt
	if pt.Gran == timex.Part {
		it.typ = corpus.DateTime
	}
	if e.val == uYear && p.any(j+1, "'s", "’s") {
		p.partOfYear(&it, j+2)
	}
	if e.val == uWeek && p.lex(j+1).class == weekday || e.val == uWeek && (p.is(j+1, "on") || p.dash(j+1)) && p.lex(j+2).class == weekday {
		k := j + 1 + b2i(p.lex(j+1).class != weekday)
		if w := p.lex(k); w.flag == 0 && p.ref.known && k > j+1-b2i(p.is(i, "this")) {
			it.p = timex.PointOf(p.ref.day - timex.Day(p.ref.day.Weekday()-int(w.val)) + timex.Day(7*dir))
			it.hi = k + 1
		}
	}
	return it, true
}

// shifted is the unit dir away from the one that holds the reference.
func (p *parser) shifted(u int16, dir int) (timex.Point, bool) {
	g := units[u].gran
	if !p.ref.known {
		pt := timex.Point{Gran: g}
		if g == timex.Part {
			pt.Part = timex.Night
		}
		return pt, g != timex.Decade && g != timex.Century && u != uHalf
	}
	y, m, _ := p.ref.day.Civil()
	switch u {
	case uDay:
		return timex.PointOf(p.ref.day + timex.Day(dir)), true
	case uNight:
		pt := timex.PointOf(p.ref.day + timex.Day(dir))
		pt.Gran, pt.Part = timex.Part, timex.Night
		return pt, true
	case uWeek, uFortnight:
		return timex.WeekPoint(p.ref.day + timex.Day(7*dir)), true
	case uWeekend:
		return p.weekend(dir), true
	case uMonth:
		d := timex.Date(y, m, 1).AddMonths(dir)
		y, m, _ = d.Civil()
		return timex.MonthPoint(y, m), true
	case uQuarter:
		n := y*4 + (m-1)/3 + dir
		return timex.Point{Gran: timex.Quarter, Year: n / 4, Sub: n%4 + 1}, true
	case uYear:
		return timex.YearPoint(y + dir), true
	case uDecade:
		return timex.Point{Gran: timex.Decade, Year: y/10 + dir}, true
	case uCentury:
		return timex.Point{Gran: timex.Century, Year: y/100 + dir}, true
	}
	return timex.Point{}, false
}

// besideText parses "the following day", "the previous year": beside the date
// before it in the text.
func (p *parser) besideText(it item, e entry, dir int) (item, bool) {
	base := p.last
	if units[e.val].gran >= timex.Week {
		base = p.lastDay
	}
	if !base.Resolved() {
		pt, ok := p.shifted(e.val, dir)
		it.p = pt
		if p.is(it.lo, "following") || p.is(it.lo, "next") {
			it.anchor = "text"
			it.p = timex.Point{Gran: units[e.val].gran}
			if it.p.Gran > timex.DayGran || it.p.Gran < timex.Year {
				return item{}, false
			}
		}
		return it, ok
	}
	it.amount, it.unit = quantity{tenths: 10}, int8(e.val)
	p.offset(&it, base, dir, "text")
	if it.typ == corpus.DateDuration {
		return item{}, false
	}
	if e.val == uWeek {
		d, _ := it.p.Days()
		it.p = timex.WeekPoint(d)
	}
	it.approx = false
	return it, true
}

// shiftPart parses "this morning", "next morning".
func (p *parser) shiftPart(it item, i, j int, e entry, dir int) (item, bool) {
	base, anchor := p.refPoint(), p.ref.source
	if (p.is(i, "next") || p.is(i, "following")) && p.lastDay.Resolved() {
		base, anchor = p.lastDay, "text"
	}
	it.typ, it.anchor = corpus.DateTime, anchor
	it.p = timex.Point{Gran: timex.DayGran}
	if base.Resolved() {
		d, _ := base.Days()
		it.p = timex.PointOf(d + timex.Day(dir))
	}
	it.p.Gran, it.p.Part = timex.Part, timex.DayPart(e.val)
	return it, e.flag == 0
}

// sameAt parses "that day", "the same week", "that same year": the date before
// it in the text.
func (p *parser) sameAt(i int) (item, bool) {
	j := i + 1
	if p.is(j, "same") {
		j++
	}
	e := p.lex(j)
	it := item{lo: i, hi: j + 1, typ: corpus.DateDay, anchor: "text", article: true}
	switch {
	case e.class == unit && e.flag == 0 && (e.val == uDay || e.val == uWeek || e.val == uMonth || e.val == uYear || e.val == uNight):
		if !p.lastDay.Resolved() && !p.last.Resolved() || p.dash(j+1) {
			return item{}, false
		}
		base := p.lastDay
		if e.val == uYear || e.val == uMonth || !base.Resolved() {
			base = p.last
		}
		if base.Gran < units[e.val].gran && e.val != uNight {
			return item{}, false
		}
		d, _ := base.Days()
		it.p = coarsen(d, min(units[e.val].gran, timex.DayGran), timex.DayGran)
		if e.val == uNight {
			it.p.Gran, it.p.Part, it.typ = timex.Part, timex.Night, corpus.DateTime
		}
		return it, true
	case (e.class == daypart) && p.lastDay.Resolved():
		d, _ := p.lastDay.Days()
		it.p, it.typ = timex.PointOf(d), corpus.DateTime
		it.p.Gran, it.p.Part = timex.Part, timex.DayPart(e.val)
		return it, true
	}
	return item{}, false
}

// dayBeside parses "day before yesterday", "the day after tomorrow", "the day
// before" at the end of a clause.
func (p *parser) dayBeside(i int) (item, bool) {
	dir := 1 - 2*b2i(p.is(i+1, "before"))
	it := item{lo: i, hi: i + 2, typ: corpus.DateDay, article: true}
	if base, ok := p.atOr(i + 2); ok && base.typ == corpus.DateDay && base.p.Gran == timex.DayGran && !base.interval {
		it.hi, it.anchor, it.p = base.hi, base.anchor, timex.Point{Gran: timex.DayGran}
		if base.p.Resolved() {
			d, _ := base.p.Days()
			it.p = timex.PointOf(d + timex.Day(dir))
		}
		return it, true
	}
	if w := p.word(i + 2); p.is(i-1, "the") && p.lastDay.Resolved() && (w == "." || w == "," || w == "") {
		d, _ := p.lastDay.Days()
		it.p, it.anchor = timex.PointOf(d+timex.Day(dir)), "text"
		return it, true
	}
	return item{}, false
}

func (p *parser) atOr(i int) (item, bool) {
	if i >= p.hi {
		return item{}, false
	}
	return p.at(i)
}

// ofYear reads "of 2009", "of last year", "2009" behind a part of a year.
func (p *parser) ofYear(it *item) {
	j := it.hi
	if p.any(j, "of", "in") || p.is(j, ",") && p.year4(j+1) > 0 {
		j++
	}
	if p.any(j, "fiscal", "financial") || p.is(j, "the") && p.any(j+1, "fiscal", "financial") {
		return
	}
	if y := p.year4(j); y > 0 {
		it.p.Year, it.hi, it.anchor, it.bare = y, j+1, "", false
		return
	}
	if p.is(j, "the") {
		j++
	}
	if e := p.lex(j); e.class == shift && p.is(j+1, "year") {
		if p.ref.known {
			it.p.Year = yearOf(p.ref.day) + int(e.val)
		}
		it.anchor = p.ref.source
		if p.any(j, "next", "following", "previous") && p.is(j-1, "the") && p.last.Year > 0 && p.last.Gran >= timex.Year {
			it.p.Year, it.anchor = p.last.Year+int(e.val), "text"
		}
		it.hi, it.bare = j+2, false
	} else if j > it.hi && p.is(j, "that") && p.is(j+1, "year") && p.last.Year > 0 && p.last.Gran >= timex.Year {
		it.p.Year, it.hi, it.anchor, it.bare = p.last.Year, j+2, "text", false
	}
}

// lastOf parses "the last 3 weeks of this year", "last four months of 2021":
// the end of a longer stretch. It reports false where no such stretch follows.
func (p *parser) lastOf(it *item) bool { return p.edgeSpan(it, true) }

// edgeSpan turns an amount of units into the first or last of what follows
// "of".
func (p *parser) edgeSpan(it *item, end bool) bool {
	whole, ok := p.atOr(it.hi + 1)
	if !ok || !whole.p.Resolved() || whole.interval || whole.p.Gran > timex.Month || it.amount.unknown || it.amount.tenths%10 != 0 || units[it.unit].clock {
		return false
	}
	first, last := whole.p.Days()
	n := it.amount.tenths / 10
	a, b := first, move(first, it.unit, n)-1
	if end {
		a, b = move(last+1, it.unit, -n), last
	}
	if n < 1 || a < first || b > last {
		return false
	}
	it.p, it.q, it.interval = timex.PointOf(a), timex.PointOf(b), true
	it.typ, it.hi, it.anchor = corpus.DateDay, whole.hi, whole.anchor
	return true
}

// partOfYear extends "last year" over "'s third quarter".
func (p *parser) partOfYear(it *item, j int) {
	part, ok := p.atOr(j)
	if !ok || part.typ != corpus.DateDay || part.interval || part.p.Gran != timex.Quarter && part.p.Gran != timex.Half && part.p.Gran != timex.Season {
		return
	}
	part.p.Year = it.p.Year
	it.p, it.hi = part.p, part.hi
}
