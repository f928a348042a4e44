package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
)

// pair looks at the date behind "to", "and" or a dash. The first takes its
// year from the second ("from May to Oct 2020", "from November to February"),
// and two days make one
// interval ("from 2 July to 10 July", "between now and 15 November"); months
// and years stay two dates, as TimeML has them.
func (p *parser) pair(it *item) {
	if it.typ != corpus.DateDay || it.set || it.interval || it.fixed != "" && it.fixed != refs[0] {
		return
	}
	frame, j := p.connector(it)
	if j == 0 {
		return
	}
	done := p.done
	p.done = it.hi
	end, ok := p.atOr(j)
	p.done = done
	if !ok || end.typ != corpus.DateDay || end.interval || end.set {
		return
	}
	if it.bare && end.p.Year > 0 && (!end.bare || frame && it.p.Gran == end.p.Gran && it.p.Year > 0) && (it.p.Gran == timex.Month || it.p.Gran == timex.DayGran && it.weekday == 0) && end.p.Gran >= timex.Month {
		y := end.p.Year - b2i(it.p.Sub > end.p.Sub || it.p.Sub == end.p.Sub && it.p.Day > end.p.Day)
		if it.p.Gran == timex.Month || timex.Valid(y, it.p.Sub, it.p.Day) {
			it.p.Year = y
			if !end.bare {
				it.bare, it.anchor = false, ""
			}
		}
	}
	if frame && p.dayLevel(it) && p.dayLevel(&end) && (it.fixed == "" || end.fixed == "") {
		p.joinDays(it, &end)
	}
}

// connector finds the token behind what joins two dates, 0 if nothing does.
// Frame is set where the words make an interval of them.
func (p *parser) connector(it *item) (frame bool, next int) {
	j := it.hi
	switch {
	case p.dash(j):
		frame = true
	case p.any(j, "to", "until", "till"):
		frame = p.is(it.lo-1, "from") || it.p.Gran == timex.DayGran && it.weekday == 0 && it.fixed == "" && p.is(j, "to")
	case p.any(j, "through", "thru"):
		frame = true
	case p.is(j, "and"):
		frame = p.is(it.lo-1, "between") || p.is(it.lo-1, "the") && p.is(it.lo-2, "between")
	default:
		return false, 0
	}
	j++
	if p.is(j, "the") {
		j++
	}
	return frame, j
}

// dayLevel reports whether the date is a day of the calendar or the present,
// rather than a weekday or something coarser.
func (p *parser) dayLevel(it *item) bool {
	return it.fixed == refs[0] && p.ref.known || it.p.Gran == timex.DayGran && it.p.Resolved() && it.weekday == 0
}

func (p *parser) joinDays(a, b *item) {
	for _, x := range [...]*item{a, b} {
		if x.fixed != "" {
			x.fixed, x.p, x.anchor = "", timex.PointOf(p.ref.day), p.ref.source
		}
	}
	first, _ := a.p.Days()
	last, _ := b.p.Days()
	if first >= last {
		return
	}
	a.q, a.interval, a.hi = b.p, true, b.hi
	if a.anchor == "" {
		a.anchor = b.anchor
	}
}
