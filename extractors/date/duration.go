package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// quantityAt parses "three days", "a 27-year", "two months ago", "a week".
func (p *parser) quantityAt(i int) (item, bool) {
	if it, ok := p.spoken(i); ok {
		return it, true
	}
	q, ok := p.quantity(i)
	if !ok {
		return p.yearWords(i)
	}
	if it, ok := p.duration(i, q); ok {
		return it, true
	}
	if p.is(i, "recent") && !p.dash(i+1) {
		return p.recent(i)
	}
	if q.article {
		return item{}, false
	}
	if it, ok := p.yearWords(i); ok {
		return it, true
	}
	if it, ok := p.wordDayMonth(i); ok {
		return it, true
	}
	if it, ok := p.timeWords(i); ok {
		return it, true
	}
	if it, ok := p.plainHour(i); ok {
		return it, true
	}
	return p.bareClock(i)
}

// filler reports whether token i may stand between an amount and its unit.
func (p *parser) filler(i int) bool {
	e := p.lex(i)
	return e.class == filling || e.class == shift && !p.any(i, "this", "next", "current") || e.class == vague && p.is(i, "recent")
}

// duration parses the unit after an amount and what turns it into a date.
func (p *parser) duration(i int, q quantity) (item, bool) {
	j := q.end
	hyphen := false
	dir := 0
	for range 2 {
		if p.dash(j) && p.glued(j) {
			hyphen = true
			j++
		}
		if p.filler(j) {
			if e := p.lex(j); e.class == shift {
				dir = int(e.val)
			}
			j++
		}
	}
	e := p.lex(j)
	if e.class != unit || e.val == uHalf || !p.unitFits(j, q, e, hyphen) || p.toks[j].Shape == token.Title && i > p.lo {
		return item{}, false
	}
	it := item{lo: i, hi: j + 1, typ: corpus.DateDuration, amount: q, unit: int8(e.val)}
	if dir != 0 && !q.article {
		p.window(&it, dir)
		return it, true
	}
	if p.age(it.hi) {
		return item{}, false
	}
	if p.dash(it.hi) && p.is(it.hi+1, "long") {
		it.hi += 2
	}
	if p.is(it.hi, "and") && p.is(it.hi+1, "a") && p.is(it.hi+2, "half") && !q.unknown {
		it.amount.tenths, it.amount.article, it.hi = it.amount.tenths+5, false, it.hi+3
	}
	p.moreUnits(&it)
	return p.direction(it, hyphen)
}

// unitFits rejects units that the amount does not count: "a second", "five
// quarter", "three quarters of".
func (p *parser) unitFits(j int, q quantity, e entry, hyphen bool) bool {
	many := e.flag&plural != 0
	switch {
	case e.val == uSecond && !many && (q.article || q.unknown || !hyphen && q.tenths != 10):
		return false
	case e.val == uQuarter && (!many || j == q.end && !p.any(j+1, "of", "ago", "later", "in") || p.is(j+1, "of") && !p.any(j+2, "growth", "losses", "decline", "contraction", "negative")):
		return hyphen && !many
	case !many && !hyphen && (q.unknown || q.tenths > 10 && (e.flag&abbrev == 0 && !p.noun(j+1))):
		return p.any(j, "min", "hr", "sec", "yr") || q.tenths == 15
	case q.article && many:
		return false
	case q.article && e.val == uNight:
		return false
	case many && hyphen:
		return p.dash(j + 1)
	}
	return true
}

// noun reports whether token i is a lower-case word that may be a noun: "a
// four day rally".
func (p *parser) noun(i int) bool {
	return i < p.hi && p.toks[i].Kind == token.Word && p.toks[i].Shape == token.Lower && p.lex(i).class == none && len(p.word(i)) > 3
}

// age reports whether "-old" or "old" follows at i: ages are figures.
func (p *parser) age(i int) bool {
	if p.dash(i) {
		i++
	}
	return p.any(i, "old", "olds") || p.is(i, "of") && p.is(i+1, "age")
}

// moreUnits extends "2 weeks and 3 days", "one hour 20 minutes".
func (p *parser) moreUnits(it *item) {
	j := it.hi
	if p.any(j, "and", ",") {
		j++
	}
	if j >= p.hi || p.toks[j].Kind != token.Number && p.lex(j).class != cardinal {
		return
	}
	q, ok := p.amount(j)
	if !ok || q.unknown || q.article || it.amount.unknown {
		return
	}
	e := p.lex(q.end)
	if e.class != unit || int8(e.val) >= it.unit || p.age(q.end+1) {
		return
	}
	big, small := seconds(it.unit), seconds(int8(e.val))
	if big == 0 || small == 0 || big%small != 0 {
		return
	}
	if p.is(it.hi, "and") && it.unit >= uWeek && !p.is(q.end+1, "ago") {
		return
	}
	it.amount.tenths = it.amount.tenths*(big/small) + q.tenths
	it.unit, it.hi, it.mixed = int8(e.val), q.end+1, true
}

// seconds in a unit of fixed length, 0 for the others.
func seconds(u int8) int {
	switch u {
	case uSecond:
		return 1
	case uMinute:
		return 60
	case uHour:
		return 3600
	case uDay:
		return 86400
	case uWeek:
		return 7 * 86400
	}
	return 0
}

// direction reads "ago", "later", "from now", "after 5 May" behind a duration.
func (p *parser) direction(it item, hyphen bool) (item, bool) {
	j := it.hi
	switch {
	case hyphen:
	case p.any(j, "later", "earlier", "before", "after") && p.is(j+1, "than"): // "18 months later than planned" is a length
	case p.is(it.lo-1, "in") && p.any(j, "'", "’", "'s", "’s") && p.is(j+1, "time"):
		it.hi += 2
		p.offset(&it, p.refPoint(), 1, p.ref.source)
	case p.is(j, "ago"), p.is(j, "back") && p.any(j+1, ".", ","):
		it.hi++
		p.offset(&it, p.refPoint(), -1, p.ref.source)
	case p.any(j, "earlier", "previously", "prior"):
		it.hi++
		p.fromText(&it, -1)
	case p.any(j, "later", "afterwards", "afterward") && !p.is(j+1, "this"):
		it.hi++
		p.fromText(&it, 1)
	case p.is(j, "hence"), p.is(j, "from") && p.is(j+1, "now"):
		it.hi += 1 + b2i(p.is(j, "from"))
		p.offset(&it, p.refPoint(), 1, p.ref.source)
	case p.any(j, "from", "after", "before", "since", "following"):
		return p.relative(it)
	case p.rate(it):
		it.set, it.typ = true, corpus.DateSet
	case p.willPass(it):
		p.offset(&it, p.refPoint(), 1, p.ref.source)
	case p.loneUnit(it):
		return item{}, false
	}
	return it, true
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// rate reports whether "a year" says how often or how fast: "15 a year",
// "twice a week", "$5 a day".
func (p *parser) rate(it item) bool {
	if !it.amount.article || p.is(it.lo, "one") || it.lo == p.lo || p.dash(it.hi) {
		return false
	}
	k := p.toks[it.lo-1]
	if k.Kind == token.Number || k.Kind == token.Symbol || p.lex(it.lo-1).class == unit && p.lex(it.lo-1).flag&plural != 0 {
		return true
	}
	w := p.word(it.lo - 1)
	if p.any(it.lo-1, "once", "twice", "times", "million", "billion", "percent", "bn", "m", "per", "thousand", "cents", "people") {
		return true
	}
	return k.Kind == token.Word && k.Shape == token.Lower && len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && p.lex(it.lo-1).class == none && !p.any(it.lo-1, "takes", "lasts", "always", "perhaps", "marks", "follows", "costs")
}

// loneUnit drops "a day", "an hour" where they are no measure of time.
func (p *parser) loneUnit(it item) bool {
	return it.amount.article && (p.dash(it.hi) || p.any(it.hi, "of", "when", "that", "where", "like") && it.unit != uYear)
}

// willPass reports whether "in two years" looks ahead: the sentence is in the
// future.
func (p *parser) willPass(it item) bool {
	return p.is(it.lo-1, "in") && !it.amount.unknown && p.willBefore(it.lo-1)
}

// window gives "the past three months", "next 3 days" their bounds.
func (p *parser) window(it *item, dir int) {
	it.typ = corpus.DateDuration
	if it.amount.unknown || !p.ref.known || it.amount.tenths%10 != 0 || units[it.unit].clock {
		return
	}
	n := it.amount.tenths / 10
	it.anchor = p.ref.source
	switch {
	case it.unit == uQuarter:
		it.p, it.q = p.quarters(n, dir)
	case dir < 0:
		it.p, it.q = timex.PointOf(move(p.ref.day, it.unit, -n)), timex.PointOf(p.ref.day)
	default:
		it.p, it.q = timex.PointOf(p.ref.day+1), timex.PointOf(move(p.ref.day, it.unit, n))
	}
	it.interval = true
}

// quarters are the n quarters before or after the current one.
func (p *parser) quarters(n, dir int) (timex.Point, timex.Point) {
	y, m, _ := p.ref.day.Civil()
	now := y*4 + (m-1)/3
	a, b := now-n, now-1
	if dir > 0 {
		a, b = now+1, now+n
	}
	return timex.Point{Gran: timex.Quarter, Year: a / 4, Sub: a%4 + 1}, timex.Point{Gran: timex.Quarter, Year: b / 4, Sub: b%4 + 1}
}

// move shifts a day by n units of a day or more.
func move(d timex.Day, u int8, n int) timex.Day {
	switch u {
	case uDay, uNight:
		return d + timex.Day(n)
	case uWeek, uFortnight, uWeekend:
		return d + timex.Day(7*n*units[u].times)
	case uMonth:
		return d.AddMonths(n)
	case uQuarter:
		return d.AddMonths(3 * n)
	case uYear, uDecade, uCentury:
		return d.AddMonths(12 * n * units[u].times)
	}
	return d
}

// refPoint is the day of reference as a Point; unresolved when undated.
func (p *parser) refPoint() timex.Point {
	if !p.ref.known {
		return timex.Point{}
	}
	pt := timex.PointOf(p.ref.day)
	if p.ref.timed {
		pt.Gran, pt.Hour, pt.Minute = timex.Minute, p.ref.clock/3600, p.ref.clock/60%60
	}
	return pt
}

// fromText resolves "two days later" by the date before it in the text.
func (p *parser) fromText(it *item, dir int) {
	base := p.last
	if units[it.unit].gran >= timex.Week && p.lastDay.Resolved() {
		base = p.lastDay
	}
	if !base.Resolved() || p.sentence-p.lastSentence > 8 {
		p.offset(it, p.refPoint(), dir, p.ref.source)
		return
	}
	if base.Gran < units[it.unit].gran {
		return // "in May and a week later" stays a duration
	}
	p.offset(it, base, dir, "text")
}

// offset turns the duration into the date that lies that far from base. The
// date is as coarse as the unit: "two years ago" is a year, "a week ago" a day.
func (p *parser) offset(it *item, base timex.Point, dir int, anchor string) {
	u := units[it.unit]
	it.typ, it.anchor, it.moved = corpus.DateDay, anchor, true
	if it.amount.unknown || it.amount.tenths%10 != 0 && it.unit != uYear && !u.clock {
		it.typ, it.anchor = corpus.DateDuration, ""
		return
	}
	if u.clock {
		p.offsetClock(it, base, dir)
		return
	}
	gran := u.gran
	if it.unit == uNight || it.unit == uWeek && it.amount.tenths == 10 || it.unit == uWeekend {
		gran = timex.DayGran
	}
	if !base.Resolved() {
		it.p = timex.Point{Gran: max(gran, timex.Year)}
		return
	}
	first, _ := base.Days()
	var d timex.Day
	if it.amount.tenths%10 != 0 {
		d = first.AddMonths(dir * it.amount.tenths * 12 / 10)
		gran = timex.Month
	} else if n := it.amount.tenths / 10; n < 5000 {
		d = move(first, it.unit, dir*n)
	}
	if y, _, _ := d.Civil(); y < 1 || y > 9999 {
		it.typ, it.anchor = corpus.DateDuration, ""
		return
	}
	it.p = coarsen(d, max(min(gran, timex.DayGran), min(gran, base.Gran)), base.Gran)
	it.approx = it.p.Gran < timex.DayGran
}

// coarsen is the Point of granularity g around d, no finer than base.
func coarsen(d timex.Day, g, base timex.Gran) timex.Point {
	if base < g {
		g = base
	}
	y, m, _ := d.Civil()
	switch g {
	case timex.Century, timex.Decade, timex.Year, timex.Half, timex.Season:
		return timex.YearPoint(y)
	case timex.Quarter:
		return timex.Point{Gran: timex.Quarter, Year: y, Sub: (m-1)/3 + 1}
	case timex.Month:
		return timex.MonthPoint(y, m)
	case timex.Week, timex.Weekend:
		return timex.WeekPoint(d)
	}
	return timex.PointOf(d)
}

// offsetClock moves a time of the day; without one the amount stays a duration.
func (p *parser) offsetClock(it *item, base timex.Point, dir int) {
	if base.Gran < timex.Hour || !base.Resolved() {
		it.typ, it.anchor = corpus.DateDuration, ""
		return
	}
	day, _ := base.Days()
	s := base.Hour*3600 + base.Minute*60 + base.Second + dir*it.amount.tenths*seconds(it.unit)/10
	day += timex.Day(floorDiv(s, 86400))
	s -= floorDiv(s, 86400) * 86400
	if y, _, _ := day.Civil(); y < 1 || y > 9999 {
		it.typ, it.anchor = corpus.DateDuration, ""
		return
	}
	pt := timex.PointOf(day)
	pt.Gran, pt.Hour, pt.Minute, pt.Second, pt.Zone = timex.Minute, s/3600, s/60%60, s%60, base.Zone
	it.p, it.typ = pt, corpus.DateTime
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// relative parses "two weeks from 5 May", "three days before Easter": an exact
// date where a date follows, else the duration alone.
func (p *parser) relative(it item) (item, bool) {
	j := it.hi + 1
	if p.is(j, "the") {
		j++
	}
	if it.unit >= uYear || p.any(it.lo-1, "nearly", "almost", "about", "around", "roughly", "than", "least", "over") {
		return it, true // no exact day
	}
	if j >= p.hi || p.is(j, "a") || p.is(j, "an") {
		return it, true
	}
	base, ok := p.at(j)
	if !ok || base.typ != corpus.DateDay || !base.p.Resolved() || base.p.Gran != timex.DayGran || base.interval {
		return it, true
	}
	dir := 1
	if p.is(it.hi, "before") {
		dir = -1
	}
	if it.amount.unknown || it.amount.tenths%10 != 0 || units[it.unit].clock || it.amount.tenths > 50000 {
		return it, true
	}
	d, _ := base.p.Days()
	d = move(d, it.unit, dir*it.amount.tenths/10)
	if y, _, _ := d.Civil(); y < 1 || y > 9999 {
		return it, true
	}
	it.p = timex.PointOf(d)
	it.typ, it.hi, it.anchor = corpus.DateDay, base.hi, base.anchor
	return it, true
}

// unitAt parses a unit without an amount: "the week of March 6", "week 31",
// "half an hour", "years later".
func (p *parser) unitAt(i int, e entry) (item, bool) {
	switch {
	case e.val == uSecond && e.flag&plural == 0:
		return p.ordinalAt(i, entry{class: ordinal, val: 2})
	case e.val == uWeekend && e.flag == 0:
		return p.weekendAt(i)
	case e.val == uNight && e.flag == 0:
		return p.partOf(i, timex.Night)
	case e.val == uHalf, e.val == uQuarter:
		if it, ok := p.spoken(i); ok {
			return it, true
		}
		if e.val == uQuarter {
			return p.theUnit(i, e)
		}
		return p.quantityAtHalf(i)
	case e.flag&plural != 0:
		return p.bareUnits(i, e)
	case e.val == uWeek:
		return p.weekAt(i)
	case e.val == uDay && (p.is(i+1, "before") || p.is(i+1, "after")):
		return p.dayBeside(i)
	case e.val == uDay && p.dash(i+1) && p.is(i+2, "long"):
		return item{lo: i, hi: i + 3, typ: corpus.DateDuration, amount: quantity{tenths: 10}, unit: uDay}, true
	case e.val == uYear && p.year4(i+1) > 0:
		it := p.yearItem(i+1, p.year4(i+1))
		it.lo, it.article = i, true
		return it, true
	}
	return p.theUnit(i, e)
}

func (p *parser) quantityAtHalf(i int) (item, bool) {
	q, ok := p.quantity(i)
	if !ok {
		return p.bareClock(i)
	}
	return p.duration(i, q)
}

// bareUnits parses "years", "in minutes", "decades-long".
func (p *parser) bareUnits(i int, e entry) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDuration, amount: quantity{unknown: true}, unit: int8(e.val)}
	switch {
	case e.val == uHalf || e.val == uQuarter || e.val == uNight || e.val == uSecond:
		return item{}, false
	case p.dash(i+1) && p.is(i+2, "long"):
		it.hi += 2
	case p.dash(i+1) || p.age(i+1):
		return item{}, false
	case p.any(i+1, "later", "ago", "earlier"):
		it.hi++
	case p.any(i+1, "after", "before", "apart"):
	case p.any(i-1, "for", "in", "within", "over", "through", "took", "take", "takes", "spent", "lasted", "after", "just", "only", "of") && (!p.is(i-1, "of") || p.any(i-2, "couple", "number", "matter")):
	case p.is(i-1, "the") && p.any(i-2, "over", "through", "in"):
		it.article = true
	default:
		return item{}, false
	}
	return it, true
}
