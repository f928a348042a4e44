package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
)

// feast is a day of the year that news calls by name.
type feast struct {
	words           [3]string // lower case, without the 's
	month, day      int       // fixed, or
	weekday, nth    int       // nth weekday of the month (-1 the last), or
	easter, movable int       // days from Easter; movable marks it
	plus            int       // days after the nth weekday
}

var feasts = [...]feast{
	{words: [3]string{"christmas", "eve"}, month: 12, day: 24},
	{words: [3]string{"christmas", "day"}, month: 12, day: 25},
	{words: [3]string{"christmas"}, month: 12, day: 25},
	{words: [3]string{"new", "year", "eve"}, month: 12, day: 31},
	{words: [3]string{"new", "year", "day"}, month: 1, day: 1},
	{words: [3]string{"thanksgiving", "day"}, month: 11, weekday: 4, nth: 4},
	{words: [3]string{"thanksgiving"}, month: 11, weekday: 4, nth: 4},
	{words: [3]string{"black", "friday"}, month: 11, weekday: 4, nth: 4, plus: 1},
	{words: [3]string{"cyber", "monday"}, month: 11, weekday: 4, nth: 4, plus: 4},
	{words: [3]string{"easter", "sunday"}, movable: 1},
	{words: [3]string{"easter", "monday"}, movable: 1, easter: 1},
	{words: [3]string{"easter"}, movable: 1},
	{words: [3]string{"good", "friday"}, movable: 1, easter: -2},
	{words: [3]string{"palm", "sunday"}, movable: 1, easter: -7},
	{words: [3]string{"ash", "wednesday"}, movable: 1, easter: -46},
	{words: [3]string{"halloween"}, month: 10, day: 31},
	{words: [3]string{"valentine", "day"}, month: 2, day: 14},
	{words: [3]string{"independence", "day"}, month: 7, day: 4},
	{words: [3]string{"labor", "day"}, month: 9, weekday: 1, nth: 1},
	{words: [3]string{"labour", "day"}, month: 5, day: 1},
	{words: [3]string{"memorial", "day"}, month: 5, weekday: 1, nth: -1},
	{words: [3]string{"martin", "luther", "king"}, month: 1, weekday: 1, nth: 3},
	{words: [3]string{"veterans", "day"}, month: 11, day: 11},
	{words: [3]string{"boxing", "day"}, month: 12, day: 26},
	{words: [3]string{"earth", "day"}, month: 4, day: 22},
	{words: [3]string{"mother", "day"}, month: 5, weekday: 7, nth: 2},
	{words: [3]string{"father", "day"}, month: 6, weekday: 7, nth: 3},
	{words: [3]string{"juneteenth"}, month: 6, day: 19},
	{words: [3]string{"columbus", "day"}, month: 10, weekday: 1, nth: 2},
	{words: [3]string{"presidents", "day"}, month: 2, weekday: 1, nth: 3},
	{words: [3]string{"remembrance", "day"}, month: 11, day: 11},
}

// on is the day of the feast in year y.
func (f *feast) on(y int) timex.Day {
	if f.movable == 1 {
		return timex.Easter(y) + timex.Day(f.easter)
	}
	if f.nth == 0 {
		return timex.Date(y, f.month, f.day)
	}
	if f.nth < 0 {
		last := timex.Date(y, f.month, timex.DaysIn(y, f.month))
		return last - timex.Day((last.Weekday()-f.weekday+7)%7)
	}
	first := timex.Date(y, f.month, 1)
	return first + timex.Day((f.weekday-first.Weekday()+7)%7+7*(f.nth-1)+f.plus)
}

// feastAt finds the feast whose name begins at token i and the token after it.
func (p *parser) feastAt(i int) (*feast, int) {
	for n := range feasts {
		f := &feasts[n]
		j := i
		for _, w := range f.words {
			if w == "" {
				break
			}
			if !p.is(j, w) {
				j = -1
				break
			}
			j++
			if p.any(j, "'s", "’s", "'", "’") && w != "christmas" && w != "easter" && w != "thanksgiving" && w != "friday" && w != "eve" && w != "day" {
				j++
			}
		}
		if j > 0 {
			return f, j
		}
	}
	return nil, i
}

// holidayAt parses a feast with or without its year: "Thanksgiving",
// "Christmas Eve", "Labor Day 2021", "Easter weekend".
func (p *parser) holidayAt(i int) (item, bool) {
	f, j := p.feastAt(i)
	if f == nil {
		return item{}, false
	}
	if p.is(j, "day") && p.is(i, "martin") {
		j++
	} else if p.is(i, "martin") {
		return item{}, false
	}
	it := item{lo: i, hi: j, typ: corpus.DateDay, anchor: p.ref.source, bare: true}
	y, behind := p.feastYearAfter(j)
	if y > 0 {
		it.hi, it.anchor, it.bare = behind, "", false
	} else if f.words[1] == "" && (p.noun(j) || p.dash(j)) && !p.any(j, "weekend", "week") {
		return item{}, false // Christmas shopping
	} else if y = p.feastYear(f, i, j); y == 0 {
		it.p = timex.Point{Gran: timex.DayGran, Sub: f.month, Day: f.day}
		return it, f.day > 0
	}
	it.p = timex.PointOf(f.on(y))
	if p.is(it.hi, "week") && f.movable == 1 {
		it.hi++
		it.p = timex.WeekPoint(f.on(y))
	} else if p.is(it.hi, "weekend") || p.is(j, "weekend") {
		it.hi += b2i(p.is(it.hi, "weekend"))
		longWeekend(&it, f.on(y))
	}
	return it, true
}

// feastYearAfter is the year behind a feast whose name ends before token j, and
// the token after it: "Labor Day 2021", "Thanksgiving weekend in 2022".
func (p *parser) feastYearAfter(j int) (year, next int) {
	if p.is(j, "weekend") {
		j++
	}
	if p.any(j, "of", "in", ",") && p.year4(j+1) > 0 {
		j++
	}
	return p.year4(j), j + 1
}

// longWeekend makes the item the weekend of a feast. A Monday or a Friday that
// is a holiday belongs to it: Labor Day weekend ends on Labor Day.
func longWeekend(it *item, feast timex.Day) {
	switch feast.Weekday() {
	case 1:
		it.p, it.q, it.interval = timex.PointOf(feast-2), timex.PointOf(feast), true
	case 5:
		it.p, it.q, it.interval = timex.PointOf(feast), timex.PointOf(feast+2), true
	default:
		it.p = weekendNear(feast)
	}
}

func weekendNear(d timex.Day) timex.Point {
	if d.Weekday() <= 2 {
		d -= 7
	}
	pt := timex.WeekPoint(d)
	pt.Gran = timex.Weekend
	return pt
}

// feastYear is the year of a feast named without one, 0 when undated.
func (p *parser) feastYear(f *feast, i, j int) int {
	if !p.ref.known {
		return 0
	}
	return p.nearYear(p.tense(i, j), f.on)
}

// shiftHoliday parses "last Christmas", "next Easter", "this Thanksgiving".
func (p *parser) shiftHoliday(it, h item, dir int) (item, bool) {
	h.lo, h.article, h.bare = it.lo, true, false
	f, _ := p.feastAt(it.lo + 1)
	if f == nil {
		f, _ = p.feastAt(it.lo + 2)
	}
	if f == nil || !p.ref.known {
		return h, true
	}
	y := yearOf(p.ref.day)
	switch on := f.on(y); {
	case dir < 0 && on >= p.ref.day:
		y--
	case dir > 0 && on <= p.ref.day:
		y++
	}
	h.p = timex.PointOf(f.on(y))
	return h, true
}
