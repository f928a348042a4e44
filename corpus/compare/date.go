package compare

import (
	"fmt"
	"strings"

	"twosource/corpus"
	"twosource/corpus/timex"
)

const daySeconds = 86400

// zoneRoom is how far clocks without a zone may lie apart: from UTC-12 to
// UTC+14 less what two newsrooms share in practice.
const zoneRoom = 14 * 3600

// Dates says how two dates relate. Reason is a short English phrase for the
// report.
func Dates(a, b corpus.Date) (Relation, string) {
	if a.Type == corpus.DateSet || b.Type == corpus.DateSet {
		return sets(a, b)
	}
	if length(a) && length(b) {
		return durations(a, b)
	}
	x, okX := windowOf(a)
	y, okY := windowOf(b)
	switch {
	case length(a) && okY:
		return durationInterval(a, y)
	case length(b) && okX:
		return durationInterval(b, x)
	case !okX || !okY:
		return Incomparable, unplaced(a, b)
	}
	r, why := x.relate(y)
	if r != Conflict && r != ConflictSoft {
		return r, why
	}
	if otherReading(a, y) || otherReading(b, x) {
		return Incomparable, "day and month may be the other way round"
	}
	return r, why
}

// length reports whether the date is an amount of time without a place on the
// calendar.
func length(d corpus.Date) bool { return d.Type == corpus.DateDuration && d.From == "" }

func sets(a, b corpus.Date) (Relation, string) {
	if a.Type == b.Type && a.Value == b.Value {
		return Same, "the same rhythm"
	}
	return Incomparable, "a recurring time"
}

// unplaced is the reason why two dates cannot be set side by side.
func unplaced(a, b corpus.Date) string {
	for _, d := range [...]corpus.Date{a, b} {
		switch {
		case strings.HasSuffix(d.Value, "_REF"):
			return "no date but past, present or future"
		case strings.HasPrefix(d.Value, "FY"):
			return "business years differ from company to company"
		case length(d):
			return "a length of time against a date"
		}
	}
	return "not resolved for want of a publication date"
}

// window is the stretch of time a date allows, in seconds, both ends included.
type window struct {
	lo, hi   int64
	openLow  bool // "before 2011", "by 2011"
	openHigh bool // "since 2011", "after 2011"
	zoned    bool // times are on the scale of UTC
	timed    bool
	gran     timex.Gran
	about    int64 // room a vague word gives on each side
	relative int64 // room a rounded distance gives ("two years ago")
}

// windowOf places a date on the calendar; ok is false where it has no place.
func windowOf(d corpus.Date) (window, bool) {
	from, ok := timex.ParseInstant(d.From)
	to, ok2 := timex.ParseInstant(d.To)
	if !ok || !ok2 || strings.HasSuffix(d.Value, "_REF") {
		return window{}, false
	}
	w := window{lo: from.Seconds, hi: to.Seconds, zoned: from.Zoned, timed: from.Timed, gran: timex.GranOf(d.Granularity)}
	if !to.Timed {
		w.hi += daySeconds - 1
	}
	switch d.Mod {
	case "ON_OR_AFTER":
		w.openHigh = true
	case "AFTER":
		w.openHigh, w.lo = true, w.hi+1
	case "ON_OR_BEFORE":
		w.openLow = true
	case "BEFORE":
		w.openLow, w.hi = true, w.lo-1
	case "APPROX":
		w.about = w.hi - w.lo + 1
	case "":
		if d.Approximate {
			w.relative = (w.hi - w.lo + 1) / 2
		}
	}
	return w, true
}

func (w window) meets(v window) bool {
	return (w.openHigh || v.openLow || w.hi >= v.lo) && (w.openLow || v.openHigh || v.hi >= w.lo)
}

func (w window) contains(v window) bool { return w.lo <= v.lo && v.hi <= w.hi }

func (w window) open() bool { return w.openLow || w.openHigh }

// relate compares two windows.
func (w window) relate(v window) (Relation, string) {
	if w.zoned != v.zoned && w.gran > timex.DayGran && v.gran > timex.DayGran {
		return w.unzoned(v)
	}
	if w.open() || v.open() {
		return w.relateOpen(v)
	}
	switch {
	case w.lo == v.lo && w.hi == v.hi:
		if w.about != v.about {
			return Refines, "one side rounds"
		}
		return Same, "the same time"
	case w.contains(v) || v.contains(w):
		return Refines, "one lies within the other"
	case w.meets(v):
		return Compatible, "they overlap"
	}
	return w.apart(v)
}

func (w window) relateOpen(v window) (Relation, string) {
	switch {
	case w.openLow == v.openLow && w.openHigh == v.openHigh:
		w.openLow, w.openHigh, v.openLow, v.openHigh = false, false, false, false
		return w.relate(v)
	case w.meets(v):
		return Compatible, "an open end allows it"
	}
	return w.apart(v)
}

// apart judges two windows that share no second by the gap between them.
func (w window) apart(v window) (Relation, string) {
	gap := max(w.lo-v.hi, v.lo-w.hi) - 1
	switch {
	case gap < w.about+v.about:
		return Compatible, "within what “about” allows"
	case gap < w.relative+v.relative:
		return ConflictSoft, "a rounded distance in time"
	case w.gran == timex.DayGran && v.gran == timex.DayGran && gap < daySeconds,
		max(w.gran, v.gran) > timex.DayGran && min(w.gran, v.gran) >= timex.DayGran && !(w.zoned && v.zoned) && gap < zoneRoom:
		return ConflictSoft, "a day apart may be two time zones"
	case w.gran >= timex.Minute && v.gran >= timex.Minute && gap < 120:
		return ConflictSoft, "a minute or two apart"
	}
	return Conflict, fmt.Sprintf("%s apart", span(gap+1))
}

// unzoned compares a time with a zone to one without: any zone may be meant.
func (w window) unzoned(v window) (Relation, string) {
	gap := max(w.lo-v.hi, v.lo-w.hi)
	switch {
	case gap <= 0:
		return Refines, "the same clock time, one without its zone"
	case gap < zoneRoom:
		return ConflictSoft, "one time lacks its zone"
	}
	return w.apart(v)
}

// span writes a number of seconds in its largest unit.
func span(seconds int64) string {
	for _, u := range [...]struct {
		n    int64
		name string
	}{{365 * daySeconds, "year"}, {30 * daySeconds, "month"}, {daySeconds, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}} {
		if n := seconds / u.n; n == 1 {
			return "1 " + u.name
		} else if n > 1 {
			return fmt.Sprintf("%d %ss", n, u.name)
		}
	}
	return "nothing"
}

// otherReading reports whether the other order of day and month in d agrees
// with w.
func otherReading(d corpus.Date, w window) bool {
	if d.Alternative == "" {
		return false
	}
	d.From, d.To = d.Alternative, d.Alternative
	v, ok := windowOf(d)
	if !ok {
		return false
	}
	r, _ := v.relate(w)
	return r != Conflict && r != ConflictSoft
}
