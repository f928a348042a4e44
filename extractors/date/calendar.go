package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// monthAt parses what begins with the name of a month: "July 19, 2024", "Oct.
// 2", "May 2018", "Nov 18-19", "March".
func (p *parser) monthAt(i int, e entry) (item, bool) {
	if p.depth > deepest {
		return item{}, false // January-February-March-…
	}
	p.depth++
	it, ok := p.monthBegins(i, e)
	p.depth--
	return it, ok
}

func (p *parser) monthBegins(i int, e entry) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay}
	m := int(e.val)
	j := i + 1
	if p.is(j, "the") || p.is(j, "/") || p.dash(j) && p.integer(j+1) > 0 {
		j++
	}
	if y := p.year4(j); y > 0 && p.dash(j+1) && p.glued(j+1) && p.dayNumber(j+2) > 0 {
		it.hi = j + 3
		return p.full(it, y, m, p.dayNumber(j+2))
	}
	if y := p.year4(j); y > 0 {
		it.hi, it.p = j+1, timex.MonthPoint(y, m)
		return p.monthRange(it)
	}
	if y, end := p.yearInWords(j); y > 0 {
		it.hi, it.p = end, timex.MonthPoint(y, m)
		return it, true
	}
	if d, end := p.ordinalDay(j); d > 0 && d <= 31 && p.dayEnds(end) {
		it.hi = end
		return p.monthDay(it, m, d)
	}
	if p.any(j, ",", "of", "in") || p.is(j, "'") {
		k := j + 1
		if y := p.year4(k); y > 0 {
			it.hi, it.p = k+1, timex.MonthPoint(y, m)
			return it, true
		}
		if y := p.integer(k); y >= 0 && len(p.word(k)) == 2 && !p.is(j, "in") && !p.is(j, ",") {
			it.hi, it.p = k+1, timex.MonthPoint(p.shortYear(y), m)
			return it, true
		}
	}
	if !p.bareMonth(i, e) {
		return item{}, false
	}
	it.bare = true
	it.p = timex.Point{Gran: timex.Month, Sub: m}
	if p.ofYear(&it); !it.bare {
		return it, true
	}
	if p.ref.known {
		it.p.Year, it.anchor = p.monthYear(m, p.tenseOf(i, i+1)), p.ref.source
	} else if y := p.toldYear(); y > 0 {
		it.p.Year, it.anchor = y, "text"
	}
	return p.monthRange(it)
}

// dayEnds reports whether a day of the month may end before token i: not in
// "May 5 people", "March 12.5".
func (p *parser) dayEnds(i int) bool {
	return !p.is(i, "%") && !p.is(i, ":") || p.is(i, ":") && !p.glued(i+1)
}

// bareMonth decides whether a month's name alone is the month: "May" and
// "March" need a preposition, and no month is the first name of a person.
func (p *parser) bareMonth(i int, e entry) bool {
	k := p.toks[i]
	if p.dash(i+1) && p.lex(i+2).class == month && k.Shape != token.Lower {
		return true
	}
	if k.Shape == token.Lower && (e.flag&(shaky|abbrev) != 0) {
		return false
	}
	prep := p.any(i-1, "in", "of", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "from", "to", "between", "through",
		"during", "for", "before", "after", "every", "previous", "and", "or", "ending", "beginning", "starting", "each") || p.dash(i-1)
	if e.flag&abbrev != 0 && p.word(i)[len(p.word(i))-1] != '.' &&
		(!p.any(i-1, "in", "since", "from", "to", "between", "until", "by") && !p.dash(i-1) || i+1 < p.hi && p.toks[i+1].Shape == token.Title) {
		return false
	}
	if i+1 < p.hi && p.toks[i+1].Kind == token.Word && p.toks[i+1].Shape == token.Title && p.lex(i+1).class == none && !p.is(i+1, "s") && !prep {
		return false
	}
	if prep {
		return e.flag&shaky == 0 || !p.any(i-1, "and", "or", "to") || p.lex(i-2).class == month
	}
	if i > p.lo && p.toks[i-1].Kind == token.Word && p.toks[i-1].Shape != token.Lower && p.lex(i-1).class == none {
		return false
	}
	return e.flag&shaky == 0 || p.is(i+1, "’s") || p.is(i+1, "'s") ||
		p.is(i-1, "the") && p.any(i+1, "election", "elections", "vote", "referendum", "summit", "figure", "figures", "report", "data", "meeting")
}

// monthRange extends a month over "-Feb 2017".
func (p *parser) monthRange(it item) (item, bool) {
	if !p.dash(it.hi) {
		return it, true
	}
	e := p.lex(it.hi + 1)
	if e.class != month {
		return it, true
	}
	end, ok := p.monthAt(it.hi+1, e)
	if !ok || end.interval || !end.p.Resolved() {
		return it, true
	}
	return p.join(it, end), true
}

// join makes the interval from a to b; a takes its year from b.
func (p *parser) join(a, b item) item {
	if a.bare && b.p.Year > 0 {
		a.p.Year = b.p.Year
		if a.p.Sub > b.p.Sub {
			a.p.Year--
		}
	}
	if a.p.Gran == timex.DayGran && !timex.Valid(a.p.Year, a.p.Sub, a.p.Day) {
		return b
	}
	if a.p.Resolved() && b.p.Resolved() {
		first, _ := a.p.Days()
		if last, _ := b.p.Days(); first >= last {
			return b
		}
	}
	a.q, a.interval, a.hi, a.anchor, a.bare = b.p, true, b.hi, b.anchor, b.bare
	return a
}

// monthDay finishes a month with a day: the year, or a range of days.
func (p *parser) monthDay(it item, m, d int) (item, bool) {
	j := it.hi
	if p.dash(j) || p.any(j, "to", "through") && p.ordinalOnly(j+1) {
		if it2, ok := p.dayRange(it, m, d, j+1); ok {
			return it2, true
		}
	}
	if k := p.yearAfter(j); k > 0 {
		it.hi = k + 1
		return p.full(it, p.year4(k), m, d)
	}
	if y, end := p.yearInWords(j); y > 0 {
		it.hi = end
		return p.full(it, y, m, d)
	}
	if m == 9 && d == 11 && p.any(j, "attacks", "attack", "terrorist", "terror", "hijackers", "hijackings") {
		return p.full(it, 2001, m, d)
	}
	return p.yearless(it, m, d)
}

// ordinalOnly keeps "July 5 to 10 people" from being a range.
func (p *parser) ordinalOnly(i int) bool {
	d, end := p.ordinalDay(i)
	return d > 0 && (p.suffix(i+1) || p.lex(i).class == ordinal || end >= p.hi || p.toks[end].Kind != token.Word || p.any(end, "and", "in", "at", "of"))
}

// dayRange parses the second day of "November 18-19", "Nov 18-Dec 19, 2015".
func (p *parser) dayRange(it item, m, d, j int) (item, bool) {
	if e := p.lex(j); e.class == month {
		end, ok := p.monthAt(j, e)
		if !ok || end.interval || end.p.Gran != timex.DayGran {
			return it, false
		}
		it.bare = true
		it.p = timex.Point{Gran: timex.DayGran, Sub: m, Day: d}
		return p.join(it, end), end.p.Resolved()
	}
	d2, end := p.ordinalDay(j)
	if d2 <= d || d2 > 31 || p.is(end, ":") {
		return it, false
	}
	last := item{lo: j, hi: end}
	last, ok := p.monthDay(last, m, d2)
	if !ok || last.interval || !last.p.Resolved() {
		return it, false
	}
	it.p, it.bare = timex.Point{Gran: timex.DayGran, Sub: m, Day: d}, true
	return p.join(it, last), true
}

// yearAfter finds the year of a date whose day ends at j: ", 2024", "of 1995",
// "2024". Zero if there is none.
func (p *parser) yearAfter(j int) int {
	if p.year4(j) > 0 {
		return j
	}
	if p.any(j, ",", "of", "in", "/", "-") && p.year4(j+1) > 0 && (!p.is(j, "in") || !p.is(j+2, "to")) {
		return j + 1
	}
	return 0
}

// year4 reads a four-digit year, 0 if token i is none.
func (p *parser) year4(i int) int {
	if i < p.lo || i >= p.hi || p.toks[i].Kind != token.Number || p.toks[i].End-p.toks[i].Start != 4 {
		return 0
	}
	if y := p.integer(i); y >= 1000 && y <= 2199 {
		return y
	}
	return 0
}

// dayNumber is a plain day of the month in digits, 0 if token i is none.
func (p *parser) dayNumber(i int) int {
	if n := p.integer(i); n >= 1 && n <= 31 && len(p.word(i)) <= 2 {
		return n
	}
	return 0
}

// shortYear completes a two-digit year around the reference.
func (p *parser) shortYear(y int) int {
	if y >= 100 {
		return y
	}
	now := 2020
	if p.ref.known {
		now = yearOf(p.ref.day)
	}
	y += now / 100 * 100
	if y > now+20 {
		y -= 100
	}
	return y
}

// full finishes a date with all its parts.
func (p *parser) full(it item, y, m, d int) (item, bool) {
	if !timex.Valid(y, m, d) {
		return item{}, false
	}
	it.typ, it.p = corpus.DateDay, timex.Point{Gran: timex.DayGran, Year: y, Sub: m, Day: d}
	return it, true
}

// yearless finishes a date without a year.
func (p *parser) yearless(it item, m, d int) (item, bool) {
	if m > 12 || d > timex.DaysIn(4, m) {
		return item{}, false
	}

	it.typ, it.bare = corpus.DateDay, true
	it.p = timex.Point{Gran: timex.DayGran, Sub: m, Day: d}
	if p.ofYear(&it); !it.bare && (it.p.Year == 0 || timex.Valid(it.p.Year, m, d)) {
		return it, true
	}
	it.bare = true
	if !p.ref.known {
		if y := p.toldYear(); y > 0 && timex.Valid(y, m, d) {
			it.p.Year, it.anchor = y, "text"
		}
		return it, true
	}
	it.anchor = p.ref.source
	it.p.Year = p.dayYear(m, d, p.tenseOf(it.lo, it.hi))
	for d > timex.DaysIn(it.p.Year, m) {
		it.p.Year--
	}
	return it, true
}

// dayMonth parses "19 July 2024", "5th of May", "9 to 12 of June" with the day
// at token i.
func (p *parser) dayMonth(i int) (item, bool) {
	d, j := p.ordinalDay(i)
	if d == 0 || d > 31 {
		return item{}, false
	}
	it := item{lo: i, hi: j, typ: corpus.DateDay}
	if p.dash(j) || p.any(j, "to", "and", "through", "till", "/") {
		k := j + 1
		if p.is(k, "the") {
			k++
		}
		if d2, end := p.ordinalDay(k); d2 > d {
			if e, at := p.monthOf(end); at > 0 && (p.dash(j) || p.is(j, "/") || e.flag&shaky == 0) {
				last, ok := p.dayMonthYear(item{lo: k}, d2, e, at)
				if ok && last.p.Resolved() && (!p.is(j, "and") || p.is(i-1, "between") || p.is(i-2, "between")) {
					it.p, it.bare = timex.Point{Gran: timex.DayGran, Sub: int(e.val), Day: d}, true
					return p.join(it, last), true
				}
			}
		}
	}
	e, at := p.monthOf(j)
	if at == 0 {
		return p.dayOfThisMonth(it, d)
	}
	it, ok := p.dayMonthYear(it, d, e, at)
	it.article = ok
	return it, ok
}

// dayOfThisMonth parses what follows the day in "the 21st of this month", "the
// 3rd of next month", "the first of last month".
func (p *parser) dayOfThisMonth(it item, d int) (item, bool) {
	j := it.hi
	if p.suffix(j-1) && p.lex(j).class == shift { // the 21st this month
		j--
	} else if !p.is(j, "of") || p.is(j+1, "that") {
		return p.dayOfThatMonth(it, d)
	}
	e := p.lex(j + 1)
	if e.class != shift || !p.is(j+2, "month") || p.any(j+3, "'s", "’s") || !p.ref.known {
		return item{}, false
	}
	y, m, _ := p.ref.day.Civil()
	m += y*12 - 1 + int(e.val)
	it.hi, it.anchor, it.article = j+3, p.ref.source, true
	return p.full(it, m/12, m%12+1, d)
}

// monthOf finds the month behind a day that ends at j: "July", "of July",
// "day of July", "/Jan/".
func (p *parser) monthOf(j int) (entry, int) {
	if p.is(j, "day") {
		j++
	}
	if p.is(j, "of") || p.glued(j) && (p.is(j, "/") || p.dash(j)) {
		j++
	}
	e := p.lex(j)
	if e.class != month || e.flag&shaky != 0 && p.toks[j].Shape == token.Lower {
		return entry{}, 0
	}
	return e, j
}

func (p *parser) dayMonthYear(it item, d int, e entry, at int) (item, bool) {
	it.hi = at + 1
	j := it.hi
	if k := p.yearAfter(j); k > 0 {
		it.hi = k + 1
		return p.full(it, p.year4(k), int(e.val), d)
	}
	if y, end := p.yearInWords(j); y > 0 {
		it.hi = end
		return p.full(it, y, int(e.val), d)
	}
	if (p.is(j, "of") || p.is(j, "'")) && len(p.word(j+1)) == 2 && p.integer(j+1) >= 0 {
		it.hi = j + 2
		return p.full(it, p.shortYear(p.integer(j+1)), int(e.val), d)
	}
	return p.yearless(it, int(e.val), d)
}

// wordDayMonth parses "twenty-first of August", whose day is in words.
func (p *parser) wordDayMonth(i int) (item, bool) {
	if e := p.lex(i); e.class == cardinal && e.val < 20 {
		n, end := p.cardinal(i)
		if m, at := p.monthOf(end); at > 0 && n > 0 && n < 20 && !p.is(end, "of") {
			return p.dayMonthYear(item{lo: i}, n, m, at)
		}
		return item{}, false
	}
	return p.dayMonth(i)
}

// yearWords parses a year in words: "nineteen ninety-six", "two thousand and
// five".
func (p *parser) yearWords(i int) (item, bool) {
	y, end := p.yearInWords(i)
	if y == 0 {
		return item{}, false
	}
	return item{lo: i, hi: end, typ: corpus.DateDay, p: timex.YearPoint(y)}, true
}

func (p *parser) yearInWords(i int) (year, end int) {
	e := p.lex(i)
	if e.class != cardinal {
		return 0, 0
	}
	if n, end := p.cardinal(i); n >= 2000 && n < 2100 && end > i+2 && p.is(i+1, "thousand") {
		return n, end
	}
	if e.val < 17 || e.val > 20 {
		return 0, 0
	}
	j := i + 1
	if p.dash(j) {
		j++
	}
	if p.is(j, "hundred") {
		n := 0
		k := j + 1 + b2i(p.is(j+1, "and"))
		if p.lex(k).class == cardinal {
			if n, end = p.cardinal(k); n < 100 && p.lex(i-1).class == month && p.lex(end).class != unit {
				return int(e.val)*100 + n, end
			}
		}
		return 0, 0
	}
	if f := p.lex(j); f.class != cardinal || f.val < 10 || f.val > 90 {
		return 0, 0
	}
	n, end := p.cardinal(j)
	if n > 99 || p.lex(end).class == unit {
		return 0, 0
	}
	return int(e.val)*100 + n, end
}
