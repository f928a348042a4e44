package date

import (
	"strings"

	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// numberAt parses what begins with digits: numeric dates, years, decades,
// times, "19 July", "3rd quarter", "14 days".
func (p *parser) numberAt(i int) (item, bool) {
	if i > p.lo && p.toks[i-1].Kind == token.Symbol && !p.toks[i].SpaceBefore && !p.any(i-1, "=", "~", "@", "*", "|") {
		return item{}, false // $2024
	}
	w := p.t.Word(i)
	n := atoi(w)
	switch len(w) {
	case 1, 2:
		if n >= 0 {
			return p.smallNumber(i, n)
		}
	case 4:
		if it, ok := p.militaryTime(i, n); ok {
			return it, true
		}
		if y := p.year4(i); y > 0 {
			if it, ok := p.yearFirst(i, y); ok {
				return it, true
			}
			return p.yearAt(i, y)
		}
	case 8:
		if n >= 0 && timex.Valid(n/10000, n/100%100, n%100) && n >= 19000101 && n < 21000101 {
			return p.full(item{lo: i, hi: i + 1}, n/10000, n/100%100, n%100)
		}
	}
	if strings.IndexByte(w, '.') > 0 {
		if it, ok := p.plainHour(i); ok {
			return it, true
		}
		if it, ok := p.dotted(i, w); ok {
			return it, true
		}
		if it, ok := p.bareClock(i); ok {
			return it, true
		}
	}
	q, ok := p.quantity(i)
	if !ok {
		return item{}, false
	}
	return p.duration(i, q)
}

// smallNumber parses what begins with one or two digits.
func (p *parser) smallNumber(i, n int) (item, bool) {
	if it, ok := p.timeAt(i); ok {
		return it, true
	}
	if it, ok := p.spoken(i); ok {
		return it, true
	}
	if it, ok := p.plainHour(i); ok {
		return it, true
	}
	if it, ok := p.shortQuarter(i, n); ok {
		return it, true
	}
	if it, ok := p.slashDate(i); ok {
		return it, true
	}
	if it, ok := p.dayMonth(i); ok {
		return it, true
	}
	if it, ok := p.cutYear(i, n); ok {
		return it, true
	}
	if p.suffix(i + 1) {
		if it, ok := p.rankedAt(i, n, i+2); ok {
			return it, true
		}
		return p.onTheDay(i, n)
	}
	if len(p.word(i)) == 2 && n%10 == 0 && p.is(i+1, "s") && (p.glued(i+1) || p.is(i-1, "the") || i+2 >= p.hi || p.is(i+2, ".")) && !p.any(i-2, "his", "her", "their") && !p.any(i-1, "his", "her", "their", "my") {
		return p.shortDecade(i, n)
	}
	q, ok := p.quantity(i)
	if !ok {
		return item{}, false
	}
	if it, ok := p.duration(i, q); ok {
		return it, true
	}
	return p.bareClock(i)
}

// onTheDay parses "on the 19th" where nothing follows that could be the 19th.
func (p *parser) onTheDay(i, n int) (item, bool) {
	j := i + 2
	if !p.dayLeads(i) || n < 1 || n > 31 || !p.dayOver(j) {
		return item{}, false
	}
	it := item{lo: i, hi: j, typ: corpus.DateDay, article: true, anchor: p.ref.source}
	if that, ok := p.dayOfThatMonth(it, n); ok && (!p.ref.known || p.told()) {
		return that, true
	}
	if !p.ref.known || !p.is(i-2, "on") {
		return item{}, false
	}
	y, m, day := p.ref.day.Civil()
	step := 0
	switch t := p.tense(i, j); {
	case n > day && t <= 0:
		step = -1
	case n < day && t > 0:
		step = 1
	}
	y, m, _ = timex.Date(y, m, 1).AddMonths(step).Civil()
	return p.full(it, y, m, n)
}

// told reports whether the text last spoke of a day long before the reference.
func (p *parser) told() bool {
	first, _ := p.lastDay.Days()
	return first < p.ref.day-45
}

// cutYear parses "in ’08", "the class of '99".
func (p *parser) cutYear(i, n int) (item, bool) {
	if i == p.lo || p.toks[i-1].Kind != token.Quote || !p.glued(i) || len(p.word(i)) != 2 || !p.any(i-2, "in", "of", "since", "from", "until", "by") {
		return item{}, false
	}
	if j := i + 1; j < p.hi && (p.glued(j) && p.toks[j].Kind != token.Punct || p.toks[j].Kind == token.Quote) || p.lex(j).class == month {
		return item{}, false
	}
	it := p.yearItem(i, p.shortYear(n))
	it.lo--
	return it, true
}

// shortDecade parses "the 80s", "'90s".
func (p *parser) shortDecade(i, n int) (item, bool) {
	it := item{lo: i, hi: i + 2, typ: corpus.DateDay, article: true, p: timex.Point{Gran: timex.Decade, Year: 190 + n/10}}
	if n < 20 {
		it.p.Year = 200 + n/10
	}
	quoted := i > p.lo && p.toks[i-1].Kind == token.Quote && p.glued(i)
	if quoted {
		it.lo--
	}
	if !quoted && !p.any(i-1, "the", "early", "mid", "late", "in", "and") && !p.dash(i-1) {
		return item{}, false
	}
	return it, true
}

// militaryTime parses "1830 GMT", "0500 hours".
func (p *parser) militaryTime(i, n int) (item, bool) {
	if n < 0 || n > 2400 || n%100 > 59 || p.lex(i+1).class != zone && !p.any(i+1, "hours", "hrs") && !(p.is(i+1, "local") && len(p.word(i)) == 4 && p.word(i)[0] <= '1' && !p.is(i+2, "people") && p.hourly(i)) || p.toks[i+1].Shape == token.Lower && p.lex(i+1).class == zone {
		return item{}, false
	}
	if p.any(i+1, "hours", "hrs") && !p.any(i-1, "at", "from", "to", "until", "by", "around", "about") {
		return item{}, false
	}
	it := item{lo: i, hi: i + 1, typ: corpus.DateTime, p: timex.Point{Gran: timex.Minute, Hour: n / 100, Minute: n % 100}}
	if p.zoneAfter(&it); it.hi == i+1 {
		it.hi++
	}
	return it, it.p.Hour < 24
}

// yearFirst parses "2024-07-19", "2024/07", "2017 q1", "2017-H2", "2017 april".
func (p *parser) yearFirst(i, y int) (item, bool) {
	it := item{lo: i, hi: i + 1}
	j := i + 1
	sep := p.glued(j) && (p.dash(j) || p.is(j, "/"))
	if sep && p.glued(j+1) {
		m := p.dayNumber(j + 1)
		if m > 0 && (p.is(j+2, p.word(j))) && p.glued(j+2) {
			d := p.dayNumber(j + 3)
			if d > 0 && m <= 12 && p.glued(j+3) {
				it.hi = j + 4
				out, ok := p.full(it, y, m, d)
				if ok {
					p.isoTime(&out)
				}
				return out, ok
			}
			if e := p.lex(j + 3); e.class == month && m > 0 {
				it.hi = j + 4
				return p.full(it, y, int(e.val), m)
			}
		}
		if e := p.lex(j + 1); e.class == month && p.glued(j+2) && p.dayNumber(j+3) > 0 {
			it.hi = j + 4
			return p.full(it, y, int(e.val), p.dayNumber(j+3))
		}
		if m > 0 && m <= 12 && y >= 1900 && (p.dash(j) && !(p.is(j, "–")) && len(p.word(j+1)) == 2 && m <= 12 && !p.glued(j+2) && !nextYear(y, m) || len(p.word(j+1)) == 1 && !p.glued(j+2)) {
			it.hi, it.typ, it.p = j+2, corpus.DateDay, timex.MonthPoint(y, m)
			return it, true
		}
	}
	k := j
	if sep {
		k++
	}
	switch e := p.lex(k); {
	case e.class == quarterQ:
		it.hi, it.typ = k+1, corpus.DateDay
		it.p = timex.Point{Gran: timex.Quarter, Year: y, Sub: int(e.val)}
		if e.val > 10 {
			it.p = timex.Point{Gran: timex.Half, Year: y, Sub: int(e.val) - 10}
		}
		return it, true
	case e.class == month && e.flag&shaky == 0 && !sep && p.dayNumber(k+1) == 0 && p.year4(k+1) == 0 && !p.is(i-1, ","):
		it.hi, it.typ, it.p = k+1, corpus.DateDay, timex.MonthPoint(y, int(e.val))
		return it, true
	}
	return item{}, false
}

// nextYear reports whether "2009-10" may be two years.
func nextYear(y, m int) bool { return m == y%100+1 }

// yearAt parses a year on its own, "1990s", "2014-2018", "2014-15".
func (p *parser) yearAt(i, y int) (item, bool) {
	j := i + 1
	if p.any(j, "s", "'s", "’s") && p.glued(j) && y%10 == 0 && (p.is(j, "s") || p.is(i-1, "the") || p.any(i-1, "early", "mid", "late")) {
		return item{lo: i, hi: j + 1, typ: corpus.DateDay, p: timex.Point{Gran: timex.Decade, Year: y / 10}, article: true}, true
	}
	if p.is(j, "s") && y%10 == 0 {
		return item{lo: i, hi: j + 1, typ: corpus.DateDay, p: timex.Point{Gran: timex.Decade, Year: y / 10}}, true
	}
	if !p.isYear(i, y) {
		return item{}, false
	}
	it := p.yearItem(i, y)
	if p.dash(j) || p.is(j, "/") {
		if z := p.year4(j + 1); z > y && z-y < 200 {
			it.hi, it.interval, it.q = j+2, true, timex.YearPoint(z)
		} else if z := p.integer(j + 1); p.glued(j) && p.glued(j+1) && len(p.word(j+1)) == 2 && z > y%100 && z-y%100 < 20 {
			it.hi, it.interval, it.q = j+2, true, timex.YearPoint(y/100*100+z)
		}
	}
	return it, true
}

func (p *parser) yearItem(i, y int) item {
	return item{lo: i, hi: i + 1, typ: corpus.DateDay, p: timex.YearPoint(y)}
}

// isYear decides whether four digits are a year: by the word before, else by
// there being nothing they could count.
func (p *parser) isYear(i, y int) bool {
	if p.glued(i) && i > p.lo {
		switch k := p.toks[i-1]; {
		case k.Kind == token.Word || k.Kind == token.Number:
			return false
		case p.dash(i-1) && p.glued(i-1) && (p.toks[i-2].Kind == token.Number || p.toks[i-2].Kind == token.Word && p.toks[i-2].Shape == token.Upper):
			return false
		case p.any(i-1, "/", ".", ":", "+", "#"):
			return false
		}
	}
	if p.is(i+1, "%") || p.is(i+1, "/") && p.glued(i+1) && p.year4(i+2) == 0 && p.integer(i+2) < 0 || p.is(i+1, ":") && p.glued(i+2) {
		return false
	}
	if p.glued(i+1) && p.toks[i+1].Kind == token.Word {
		return false
	}
	if p.dash(i+1) && p.glued(i+1) && p.glued(i+2) && p.integer(i+2) >= 0 && len(p.word(i+2)) > 4 {
		return false
	}
	if p.measured(i+1) || (p.any(i+1, "and", "to", "or") || p.dash(i+1)) && p.integer(i+2) > y && p.measured(i+3) {
		return false
	}
	if i > p.lo && p.toks[i-1].Kind == token.Quote && i+1 < p.hi && p.toks[i+1].Kind == token.Quote {
		return false // a title
	}
	if p.any(i-1, "since", "in", "until", "till", "during", "year", "by", "mid", "early", "late") {
		return true
	}
	if p.any(i-1, "than", "least", "over", "nearly", "almost", "some", "about", "around", "most", "no", "No.", "nos", "number", "flight", "room", "route", "highway",
		"windows", "office", "dial", "page", "only", "just", "another", "all", "these", "those", "$", "us$") && !p.any(i-1, "about", "around") {
		return false
	}
	if i == p.lo && (p.is(i+1, ":") || p.is(i+1, "-") && !p.glued(i+1)) && !p.glued(i+2) && y >= 1400 && y <= 2100 {
		return true // an entry of a timeline
	}
	if y < 1500 || y > 2100 {
		return p.is(i-1, "of") && p.lex(i-2).class != none && y > 1000
	}
	return y >= 1900 || p.any(i-1, "of", "from", "to", "between", "and", "before", "after", "circa", "the", "(", "-", "–")
}

// measured reports whether token i is a noun that the number before it counts:
// a plural ("2012 people") or a unit.
func (p *parser) measured(i int) bool {
	if i >= p.hi || p.toks[i].Kind != token.Word || p.toks[i].Shape != token.Lower || p.glued(i) {
		return false
	}
	w := p.word(i)
	if e := p.lex(i); e.class == unit {
		return e.flag&plural != 0 || p.is(i, "hours")
	}
	if p.any(i, "people", "feet", "square", "km", "kg", "meters", "metres", "miles", "million", "billion", "percent", "per", "men", "women", "children", "euros", "dollars", "pounds", "troops", "jobs", "points", "acres", "degrees", "tons", "tonnes", "mph", "workers", "points", "staff", "employees") {
		return true
	}
	n := len(w)
	return n > 4 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i' && !p.measuredYear(i)
}

// measuredYear tells the plurals that years go with ("the 2008 elections",
// "in 2010 sales") from those they count: a year has an article or a
// preposition in front.
func (p *parser) measuredYear(i int) bool {
	return p.any(i-2, "the", "in", "since", "its", "their", "his", "her", "for", "of", "a", "during", "by", "'s", "’s", "both", "our")
}

// slashDate parses 10/7/2024, 10-7-2024, 22/04.
func (p *parser) slashDate(i int) (item, bool) {
	a, j := p.dayNumber(i), i+1
	sep := p.word(j)
	if a == 0 || !p.glued(j) || !p.glued(j+1) || sep != "/" && sep != "-" {
		return item{}, false
	}
	if i > p.lo && p.glued(i) && (p.dash(i-1) || p.is(i-1, "/")) && i > p.lo+1 && p.glued(i-1) && p.done <= i-2 && p.toks[i-2].Kind == token.Number {
		return item{}, false
	}
	b := p.dayNumber(j + 1)
	if b == 0 {
		return item{}, false
	}
	if _, at := p.monthOf(j + 2); at > 0 && sep == "/" {
		return item{}, false // 12/13 June
	}
	it := item{lo: i, hi: j + 2}
	if p.is(j+2, sep) && p.glued(j+2) && p.glued(j+3) {
		y := p.year4(j + 3)
		if y == 0 && sep == "/" && len(p.word(j+3)) == 2 && p.integer(j+3) >= 0 {
			y = p.shortYear(p.integer(j + 3))
		}
		if y > 0 {
			it.hi = j + 4
			return p.ordered(it, a, b, y)
		}
	}
	if sep == "-" || !p.slashContext(i, j+2) {
		return item{}, false
	}
	if a == 9 && b == 11 {
		return p.full(it, 2001, 9, 11)
	}
	return p.ordered(it, a, b, 0)
}

// slashContext tells the date 22/04 from a fraction or a rating.
func (p *parser) slashContext(i, end int) bool {
	if p.is(end, "/") || p.is(end, "%") || p.toks[min(end, p.hi-1)].Kind == token.Symbol && end < p.hi {
		return false
	}
	return p.any(i-1, "on", "from", "by", "until", "to", "since", "back", "before", "after", "this", "next", "between", "?", "of", "the") || p.lex(i-1).class == weekday || p.is(i, "9") && p.is(i+2, "11") || p.dash(i-1) || i == p.lo && end >= p.hi
}

// ordered orders day and month by the locale and keeps the other reading.
func (p *parser) ordered(it item, a, b, y int) (item, bool) {
	m, d := a, b
	if p.dayFirst && b <= 12 || a > 12 {
		m, d = b, a
	}
	if m > 12 {
		return item{}, false
	}
	both := a <= 12 && b <= 12 && a != b
	if y == 0 {
		return p.yearless(it, m, d)
	}
	out, ok := p.full(it, y, m, d)
	if ok && both {
		out.alt = timex.Point{Gran: timex.DayGran, Year: y, Sub: d, Day: m}
	}
	return out, ok
}

// dotted parses 23.04.2022, "9.30 am" and, behind a weekday or "on", 5.12.
func (p *parser) dotted(i int, w string) (item, bool) {
	a, rest, _ := strings.Cut(w, ".")
	b, c, three := strings.Cut(rest, ".")
	x, y := atoi(a), atoi(b)
	if x < 0 || y < 0 || len(a) > 2 || len(b) > 2 {
		return item{}, false
	}
	if three {
		z := atoi(c)
		if len(c) == 2 && z >= 0 {
			z = p.shortYear(z)
		}
		if len(c) != 2 && len(c) != 4 || z < 1000 {
			return item{}, false
		}
		if y <= 12 {
			x, y = y, x
		}
		return p.full(item{lo: i, hi: i + 1}, z, x, y)
	}
	it, ok := p.clockDigits(i, i+1, x, y, len(b) == 2)
	p.dotted12 = p.dotted12 || ok && len(b) == 2
	return it, ok
}

// isoTime reads "T04:09:00Z" behind an ISO date.
func (p *parser) isoTime(it *item) {
	j := it.hi
	w := p.word(j)
	if len(w) != 3 || w[0] != 'T' || !p.glued(j) || !p.is(j+1, ":") {
		return
	}
	h, m := atoi(w[1:]), p.integer(j+2)
	if h < 0 || h > 23 || m < 0 || m > 59 || len(p.word(j+2)) != 2 {
		return
	}
	t := item{hi: j + 3, p: it.p}
	t.p.Gran, t.p.Hour, t.p.Minute = timex.Minute, h, m
	if s := p.integer(j + 4); p.is(j+3, ":") && s >= 0 && s < 60 {
		t.p.Gran, t.p.Second, t.hi = timex.Second, s, j+5
	}
	if p.is(t.hi, "z") && p.glued(t.hi) {
		t.p.Zone, it.zone, t.hi = "Z", "Z", t.hi+1
	}
	it.p, it.hi, it.typ = t.p, t.hi, corpus.DateTime
}
