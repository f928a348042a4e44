package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// weekdayAt parses "Friday", "Friday, July 19, 2024", "Tuesday the 18th",
// "Fridays".
func (p *parser) weekdayAt(i int, e entry) (item, bool) {
	wd := int(e.val)
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, weekday: int8(wd)}
	if p.notWeekday(i, e) {
		return item{}, false
	}
	if e.flag&plural != 0 {
		it.typ, it.set, it.p = corpus.DateSet, true, timex.Point{Gran: timex.DayGran, Weekday: wd}
		return it, true
	}
	if full, ok := p.weekdayDate(it, wd); ok {
		return full, true
	}
	if e.flag&shaky != 0 {
		return item{}, false
	}
	if that, ok := p.thatWeekday(it, wd); ok {
		return that, true
	}
	tense := p.tense(i, i+1)
	if p.is(i-1, "of") && p.is(i-2, "ahead") {
		tense = 1
	} else if p.any(i+1, "'s", "’s") {
		tense = -1
	} else if p.is(i-1, "as") && p.any(i-2, "soon", "early") {
		tense = 1
	}
	it.p = p.weekdayPoint(wd, tense)
	it.anchor, it.bare = p.ref.source, true
	if p.is(it.hi, "of") && p.any(it.hi+1, "last", "next", "this", "that", "the") {
		p.ofWeek(&it, wd)
	}
	return it, true
}

// thatWeekday parses "that Sunday", "on the Monday" of a text that tells of days long
// past: the first such day from the last one named on.
func (p *parser) thatWeekday(it item, wd int) (item, bool) {
	if !p.any(it.lo-1, "that", "the") || !p.ref.known || !p.lastDay.Resolved() || !p.told() || p.sentence-p.lastSentence > 4 {
		return item{}, false
	}
	base, _ := p.lastDay.Days()
	it.p, it.anchor, it.article = timex.PointOf(base+timex.Day((wd-base.Weekday()+7)%7)), "text", p.is(it.lo-1, "the")
	return it, true
}

func (p *parser) weekdayPoint(wd, tense int) timex.Point {
	if !p.ref.known {
		return timex.Point{Gran: timex.DayGran, Weekday: wd}
	}
	return timex.PointOf(p.weekdayDay(wd, tense))
}

// notWeekday rejects names of papers, and Sun and Sat that may be words.
func (p *parser) notWeekday(i int, e entry) bool {
	if e.flag&shaky != 0 && p.toks[i].Shape == token.Lower {
		return true
	}
	return p.toks[i].Shape == token.Title && (p.any(i+1, "times", "mirror", "telegraph", "herald", "express", "independent", "observer", "tribune", "school", "league") && p.toks[i+1].Shape == token.Title ||
		p.is(i-1, "on") && p.is(i-2, "mail") || // Saturday Night Live
		p.is(i+1, "night") && p.toks[i+1].Shape == token.Title && i+2 < p.hi && p.toks[i+2].Shape == token.Title)
}

// weekdayDate parses the date that follows a weekday: ", July 19", " 19 July",
// " the 18th", " 13th".
func (p *parser) weekdayDate(it item, wd int) (item, bool) {
	j := it.hi
	for p.any(j, ",", "the", "(", "-") {
		j++
	}
	if j >= p.hi {
		return it, false
	}
	var d item
	ok := false
	switch e := p.lex(j); {
	case e.class == month:
		d, ok = p.monthAt(j, e)
	case p.dayNumber(j) > 0 || e.class == ordinal || e.class == cardinal && e.val >= 20:
		if d, ok = p.dayMonth(j); !ok {
			d, ok = p.slashDate(j)
		}
		if !ok && !p.is(it.hi, ",") {
			d, ok = p.dayOfMonth(j, wd)
		}
	}
	if !ok || d.p.Gran != timex.DayGran || d.interval {
		return it, false
	}
	if d.bare && d.p.Year > 0 && p.ref.known {
		d.p.Year = p.yearByWeekday(d.p, wd)
	}
	d.lo, d.weekday = it.lo, it.weekday
	if p.is(it.hi, "(") && p.is(d.hi, ")") {
		d.hi++
	}
	return d, true
}

// yearByWeekday moves a date without a year to the nearest one on the weekday.
func (p *parser) yearByWeekday(pt timex.Point, wd int) int {
	for _, dy := range [...]int{0, -1, 1, -2, 2} {
		y := pt.Year + dy
		if timex.Valid(y, pt.Sub, pt.Day) && timex.Date(y, pt.Sub, pt.Day).Weekday() == wd {
			return y
		}
	}
	return pt.Year
}

// dayOfMonth parses the bare "18th" of "Tuesday the 18th".
func (p *parser) dayOfMonth(j, wd int) (item, bool) {
	d, end := p.ordinalDay(j)
	if d == 0 || d > 31 || !p.ref.known || end == j+1 && !(p.is(j-1, "the") || end >= p.hi || p.any(end, ".", "!", "at")) ||
		end < p.hi && p.toks[end].Kind == token.Word && !p.any(end, "or", "for") && !p.dayOver(end) {
		return item{}, false
	}
	y, m, _ := p.ref.day.Civil()
	anchor := p.ref.source
	if p.lastDay.Resolved() && p.told() {
		y, m, anchor = p.lastDay.Year, p.lastDay.Sub, "text"
	}
	future := p.tense(j, end) > 0
	for n := range 15 {
		for _, k := range [...]int{n, -n} {
			if future != (k >= 0) && n > 0 {
				continue
			}
			at := timex.Date(y, m, 1).AddMonths(k)
			yy, mm, _ := at.Civil()
			if timex.Valid(yy, mm, d) && timex.Date(yy, mm, d).Weekday() == wd {
				return item{lo: j, hi: end, typ: corpus.DateDay, p: timex.Point{Gran: timex.DayGran, Year: yy, Sub: mm, Day: d}, anchor: anchor}, true
			}
		}
	}
	return item{}, false
}

// ofWeek resolves "Monday of last week".
func (p *parser) ofWeek(it *item, wd int) {
	e := p.lex(it.hi + 1)
	if !p.is(it.hi+2, "week") || e.class != shift || !p.ref.known {
		return
	}
	it.p = timex.PointOf(p.ref.day - timex.Day(p.ref.day.Weekday()-wd) + 7*timex.Day(e.val))
	it.hi += 3
	it.bare = false
}

func (p *parser) shiftWeekday(it item, j int, e entry, dir int) (item, bool) {
	if e.flag&(plural|shaky) != 0 {
		return item{}, false
	}
	wd := int(e.val)
	it.weekday = int8(wd)
	if p.is(j-1, "last") {
		if nth, ok := p.nthWeekday(it.lo, -1, j); ok {
			return nth, true
		}
	}
	if full, ok := p.weekdayDate(item{lo: it.lo, hi: j + 1, weekday: int8(wd)}, wd); ok {
		return full, true
	}
	if !p.ref.known {
		it.p = timex.Point{Gran: timex.DayGran, Weekday: wd}
		return it, true
	}
	monday := p.ref.day - timex.Day(p.ref.day.Weekday()-1)
	d := monday + timex.Day(wd-1+7*dir)
	switch {
	case p.is(j-1, "past") || dir < 0 && p.ref.day-d > 9:
		d = p.ref.day - timex.Day((p.ref.day.Weekday()-wd+6)%7+1)
	case p.any(j-1, "coming", "upcoming"):
		d = p.ref.day + timex.Day((wd-p.ref.day.Weekday()+6)%7+1)
	case p.is(j-1, "following") && p.lastDay.Resolved():
		base, _ := p.lastDay.Days()
		d = base + timex.Day((wd-base.Weekday()+6)%7+1)
		it.anchor = "text"
	}
	it.p = timex.PointOf(d)
	return it, true
}

// weekend is this, last or next weekend. On a Saturday or Sunday "this
// weekend" is the one that runs; "last weekend" is always over.
func (p *parser) weekend(dir int) timex.Point {
	pt := timex.WeekPoint(p.ref.day + timex.Day(7*dir))
	pt.Gran = timex.Weekend
	return pt
}

// weekAt parses "week of March 6", "week 31 [of 2024]", "week beginning 4
// February", "week after next".
func (p *parser) weekAt(i int) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, article: true, anchor: p.ref.source}
	j := i + 1
	if p.any(j, "of", "beginning", "commencing", "ending", "starting", "from") {
		if p.is(j+1, "the") {
			j++
		}
		d, ok := p.atOr(j + 1)
		if !ok && p.is(j, "the") {
			d, ok = p.theDayNumber(j + 1)
		}
		if ok && d.typ == corpus.DateDay && d.p.Gran == timex.DayGran && d.p.Resolved() && !d.interval && d.mod == 0 {
			first, _ := d.p.Days()
			it.p, it.hi, it.anchor = timex.WeekPoint(first), d.hi, d.anchor
			return it, true
		}
		return p.theUnit(i, entry{class: unit, val: uWeek})
	}
	if n := p.integer(j); n >= 1 && n <= 53 && p.toks[i].Shape != token.Upper {
		it.hi, it.p = j+1, timex.Point{Gran: timex.Week, Sub: n}
		if p.ref.known {
			it.p.Year = yearOf(p.ref.day)
		}
		p.ofYear(&it)
		return it, p.is(i-1, "the") || it.hi > j+1 || p.is(i-1, "in")
	}
	if p.is(j, "after") && p.is(j+1, "next") {
		it.hi = j + 2
		it.p, _ = p.shifted(uWeek, 2)
		return it, true
	}
	return p.theUnit(i, entry{class: unit, val: uWeek})
}

// theDayNumber parses "the 18th" as a day of the current month.
func (p *parser) theDayNumber(i int) (item, bool) {
	d := p.dayNumber(i)
	if d == 0 || !p.suffix(i+1) || !p.ref.known {
		return item{}, false
	}
	y, m, _ := p.ref.day.Civil()
	return p.full(item{lo: i, hi: i + 2}, y, m, d)
}

// weekendAt parses "the weekend": the one just over or running, the coming one
// where the sentence looks ahead.
func (p *parser) weekendAt(i int) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, article: true, anchor: p.ref.source}
	if p.is(i+1, "of") {
		if d, ok := p.atOr(i + 2); ok && d.p.Gran == timex.DayGran && d.p.Resolved() && !d.interval {
			first, _ := d.p.Days()
			it.p, it.hi, it.anchor = weekendNear(first), d.hi, d.anchor
			return it, true
		}
	}
	if !p.is(i-1, "the") || p.noun(i+1) {
		return item{}, false
	}
	if !p.ref.known {
		it.p = timex.Point{Gran: timex.Weekend}
		return it, true
	}
	dir := -1
	if p.ref.day.Weekday() >= 6 || p.tense(i, i+1) > 0 {
		dir = 0
	}
	it.p = p.weekend(dir)
	return it, true
}
