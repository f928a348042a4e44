package date

import (
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// emit turns the finished item into a Date and remembers it as an anchor.
func (p *parser) emit(it *item) corpus.Date {
	d := corpus.Date{Span: p.t.Span(token.Range{First: int32(it.lo), End: int32(it.hi)}), Type: it.typ, Zone: it.zone, Approximate: it.approx, Mod: mods[it.mod]}
	if it.clipped == 0 && (it.mod == modStart || it.mod == modMid || it.mod == modEnd) {
		d.Approximate = true
	}
	switch {
	case it.fixed != "":
		p.emitRef(&d, it)
		return d
	case it.set || it.typ == corpus.DateDuration:
		p.emitAmount(&d, it)
		return d
	}
	p.anchor(&d, it)
	p.values(&d, it)
	p.remember(it)
	return d
}

// anchor records what resolved the date.
func (p *parser) anchor(d *corpus.Date, it *item) {
	d.Anchor = it.anchor
	if !it.p.Resolved() && !it.p.Fiscal {
		d.Anchor = "needs-published"
	}
	if it.alt.Resolved() {
		d.Alternative = it.alt.String()
	}
}

// values fills Value, From, To from one buffer, so that a date costs one
// allocation.
func (p *parser) values(d *corpus.Date, it *item) {
	var buf [128]byte
	end := it.p
	if it.interval {
		end = it.q
	}
	b := valueOf(buf[:0], it.p, it.zone)
	if it.interval {
		b = valueOf(append(b, '/'), end, it.zone)
	}
	v := len(b)
	b = it.p.AppendFrom(b)
	if it.clipped > 0 {
		b = timex.AppendDay(b[:v], p.ref.day)
	}
	f := len(b)
	if it.clipped < 0 {
		b = timex.AppendDay(b, p.ref.day)
	} else {
		b = end.AppendTo(b)
	}
	s := string(b)
	d.Value, d.From, d.To = s[:v], s[v:f], s[f:]
	if d.From == "" || d.To == "" {
		d.From, d.To = "", ""
	}
	d.Granularity = max(it.p.Gran, end.Gran).String()
}

// valueOf leaves offsets other than Z out of the value, as TIMEX3 does in
// practice; From and To keep them.
func valueOf(b []byte, pt timex.Point, zone string) []byte {
	if pt.Zone != "Z" {
		pt.Zone = ""
	}
	return pt.AppendValue(b)
}

// emitRef fills in PRESENT_REF and its kin; the present is the day of the
// reference.
func (p *parser) emitRef(d *corpus.Date, it *item) {
	d.Value = it.fixed
	if it.fixed != refs[0] {
		return
	}
	d.Anchor, d.Granularity = p.ref.source, "second"
	if !p.ref.known {
		d.Anchor = "needs-published"
		return
	}
	from := timex.PointOf(p.ref.day)
	from.Gran = timex.Second
	to := from
	to.Hour, to.Minute, to.Second = 23, 59, 59
	if p.ref.timed {
		from.Hour, from.Minute = p.ref.clock/3600, p.ref.clock/60%60
		to.Hour, to.Minute = from.Hour, from.Minute
	}
	d.From, d.To = bounds(from, to)
}

// bounds are the bounds of the stretch from one Point to another.
func bounds(from, to timex.Point) (string, string) {
	var buf [64]byte
	b := from.AppendFrom(buf[:0])
	n := len(b)
	s := string(to.AppendTo(b))
	return s[:n], s[n:]
}

// emitAmount fills in durations and sets.
func (p *parser) emitAmount(d *corpus.Date, it *item) {
	if it.set && it.p.Gran != timex.None {
		d.Value, d.Granularity = it.p.String(), it.p.Gran.String()
		return
	}
	u := units[it.unit]
	d.Value, d.Granularity = amountValue(it.amount, u), u.gran.String()
	if it.mixed && u.clock && it.amount.tenths%10 == 0 {
		d.Value = mixedValue(it.amount.tenths / 10 * seconds(it.unit))
	}
	if it.unit == uNight {
		d.Granularity = "day"
	}
	if it.interval {
		d.Anchor = it.anchor
		d.From, d.To = bounds(it.p, it.q)
	}
}

// amountValue is the TIMEX3 value of an amount of units.
func amountValue(q quantity, u unitInfo) string {
	var buf [24]byte
	b := append(buf[:0], 'P')
	if u.clock {
		b = append(b, 'T')
	}
	tenths := q.tenths * u.times
	switch {
	case q.unknown && u.times == 10:
		return "PXDE"
	case q.unknown && u.times == 100:
		return "PXCE"
	case q.unknown:
		b = append(b, 'X')
	case u.code == "H" && tenths%10 == 5:
		if tenths > 5 {
			b = append(strconv.AppendInt(b, int64(tenths/10), 10), 'H')
		}
		return string(append(b, "30M"...))
	case tenths == 5 && u.code == "Y":
		return "P6M"
	default:
		b = strconv.AppendInt(b, int64(tenths/10), 10)
		if tenths%10 != 0 {
			b = append(b, '.', byte('0'+tenths%10))
		}
	}
	return string(append(b, u.code...))
}

// mixedValue is the TIMEX3 value of a length in seconds said in two units.
func mixedValue(n int) string {
	var buf [32]byte
	b := append(buf[:0], 'P', 'T')
	for _, u := range [...]struct {
		seconds int
		code    byte
	}{{3600, 'H'}, {60, 'M'}, {1, 'S'}} {
		if k := n / u.seconds; k > 0 {
			b, n = append(strconv.AppendInt(b, int64(k), 10), u.code), n%u.seconds
		}
	}
	return string(b)
}

// sinceRecord reports whether a date only dates a record, as in "its lowest
// since 2019": what follows does not hang on it.
func (p *parser) sinceRecord(it *item) bool {
	i := it.lo - 1
	if !p.is(i, "since") {
		return false
	}
	for i--; i >= p.lo && i > it.lo-8; i-- {
		if w := p.word(i); len(w) > 5 && strings.HasSuffix(w, "est") || p.any(i, "first", "most", "least", "best", "worst") {
			return true
		}
	}
	return false
}

// remember keeps the date as an anchor for those that follow.
func (p *parser) remember(it *item) {
	pt := it.p
	if it.interval {
		pt = it.q
	}
	if !pt.Resolved() || p.sinceRecord(it) {
		return
	}
	p.last, p.lastSentence = pt, p.sentence
	if pt.Gran >= timex.DayGran {
		p.lastDay = timex.Point{Gran: timex.DayGran, Year: pt.Year, Sub: pt.Sub, Day: pt.Day}
	}
	if it.anchor == "" && pt.Gran >= timex.Month {
		p.year, p.yearSentence, p.yearParagraph = pt.Year, p.sentence, p.paragraph
	}
}
