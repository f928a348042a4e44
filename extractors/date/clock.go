package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
)

// timeAt parses a time of the day in digits: "18:00 UTC", "9 a.m.", "9:30pm",
// "04:09:12 GMT", "5 o'clock".
func (p *parser) timeAt(i int) (item, bool) {
	h := p.integer(i)
	if h < 0 || h > 24 {
		return item{}, false
	}
	if p.is(i+1, ":") && p.glued(i+1) && p.glued(i+2) && len(p.word(i+2)) == 2 && p.integer(i+2) >= 0 {
		return p.colonTime(i, h, p.integer(i+2))
	}
	return p.clockDigits(i, i+1, h, 0, false)
}

// colonTime parses 18:00[:30] with what follows. Scores and ratios ("4:3",
// "2:1") have no two digits behind the colon.
func (p *parser) colonTime(i, h, m int) (item, bool) {
	if m > 59 {
		return item{}, false
	}
	it := item{lo: i, hi: i + 3, typ: corpus.DateTime}
	it.p = timex.Point{Gran: timex.Minute, Hour: h, Minute: m}
	if p.is(it.hi, ":") && p.glued(it.hi) && p.glued(it.hi+1) && len(p.word(it.hi+1)) == 2 && p.integer(it.hi+1) >= 0 && p.integer(it.hi+1) <= 59 {
		it.p.Gran, it.p.Second = timex.Second, p.integer(it.hi+1)
		it.hi += 2
	}
	if p.any(it.hi, "hours", "hour", "minutes") {
		return p.colonLength(it, h, m)
	}
	if it.p.Gran == timex.Second && p.any(i-1, "in", "within") { // finished in 2:04:33
		n := 3600*h + 60*m + it.p.Second
		return item{lo: i, hi: it.hi, typ: corpus.DateDuration, amount: quantity{tenths: 10 * n}, unit: uSecond, mixed: true}, true
	}
	p.meridiem(&it)
	p.zoneAfter(&it)
	return it, it.p.Hour < 24 || m == 0
}

// colonLength reads "1:45 hours", "2:30 minutes" as lengths of time.
func (p *parser) colonLength(it item, h, m int) (item, bool) {
	u := int8(uMinute)
	if p.is(it.hi, "minutes") {
		u = uSecond
	}
	return item{lo: it.lo, hi: it.hi + 1, typ: corpus.DateDuration, amount: quantity{tenths: 10 * (60*h + m)}, unit: u}, true
}

// clockDigits parses "9 a.m.", "9.30 pm", "5 o'clock"; without such a mark the
// digits are no time.
func (p *parser) clockDigits(i, j, h, m int, minutes bool) (item, bool) {
	it := item{lo: i, hi: j, typ: corpus.DateTime}
	it.p = timex.Point{Gran: timex.Minute, Hour: h, Minute: m}
	if h > 24 || m > 59 {
		return item{}, false
	}
	switch {
	case p.meridiem(&it):
	case p.is(j, "o'clock"), p.is(j, "o’clock"), p.is(j, "oclock"):
		it.hi = j + 1
		p.dayTime(&it)
	case minutes && p.lex(j).class == zone && p.toks[j].Shape != 1:
	case minutes && j == i+1 && p.dottedTime(i):
	default:
		return item{}, false
	}
	p.zoneAfter(&it)
	return it, it.p.Hour < 24
}

// meridiem reads a.m. or p.m. behind the time.
func (p *parser) meridiem(it *item) bool {
	e := p.lex(it.hi)
	width := 1
	if e.class != meridiem {
		if (p.is(it.hi, "a") || p.is(it.hi, "p")) && p.is(it.hi+1, "m") {
			e, width = entry{class: meridiem, val: int16(12 * b2i(p.is(it.hi, "p")))}, 2
		} else {
			return false
		}
	}
	if it.p.Hour > 12 || it.p.Hour == 0 {
		if it.p.Hour > 12 && e.val == 12 {
			it.hi += width
			return true
		}
		return false
	}
	it.p.Hour = it.p.Hour%12 + int(e.val)
	it.hi += width
	return true
}

// dayTime reads "in the morning" behind a time.
func (p *parser) dayTime(it *item) {
	j := it.hi
	if !p.is(j, "in") || !p.is(j+1, "the") {
		return
	}
	e := p.lex(j + 2)
	if e.class != daypart {
		return
	}
	it.hi = j + 3
	if timex.DayPart(e.val) != timex.Morning && it.p.Hour < 12 {
		it.p.Hour += 12
	}
}

// zoneAfter reads a time zone and keeps it as an offset.
func (p *parser) zoneAfter(it *item) {
	j := it.hi
	open := p.is(j, "(")
	if open {
		j++
	}
	e := p.lex(j)
	if e.class == none && p.any(j, "local") && p.is(j+1, "time") {
		it.hi = j + 2
		return
	}
	if e.class != zone {
		p.zoneWords(it)
		return
	}
	if w := p.word(j); w[0] >= 'a' && len(w) < 3 {
		return
	}
	it.zone = p.word(j)
	it.hi = j + 1
	if open && p.is(it.hi, ")") {
		it.hi++
	}
	it.p.Zone = zones[e.val].offset
}

// zoneWords reads "Eastern time", "Pacific Daylight Time".
func (p *parser) zoneWords(it *item) {
	j := it.hi
	if !p.any(j, "eastern", "central", "pacific", "mountain", "moscow", "british", "greenwich", "beijing", "japan", "indian") {
		return
	}
	k := j + 1
	if p.any(k, "standard", "daylight", "summer", "mean") {
		k++
	}
	if p.is(k, "time") {
		it.zone = p.word(j)
		it.hi = k + 1
	}
}

// clockAt parses noon and midnight.
func (p *parser) clockAt(i int) (item, bool) {
	it := item{lo: i, hi: i + 1, typ: corpus.DateTime}
	it.p = timex.Point{Gran: timex.Minute, Hour: int(p.lex(i).val)}
	p.zoneAfter(&it)
	return it, p.toks[i].Shape != 2 || i == p.lo
}

// timeWords parses "five o'clock", "half past five", "five p.m.".
func (p *parser) timeWords(i int) (item, bool) {
	e := p.lex(i)
	if e.class != cardinal || e.val > 12 {
		return item{}, false
	}
	j, m := i+1, 0
	if p.dash(j) {
		j++
	}
	if f := p.lex(j); f.class == cardinal && f.val >= 10 && f.val < 60 {
		m, j = p.cardinal(j)
		if m > 59 {
			return item{}, false
		}
	} else {
		j = i + 1
	}
	return p.clockDigits(i, j, int(e.val), m, false)
}
