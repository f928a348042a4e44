package compare

import (
	"twosource/corpus"
	"twosource/corpus/timex"
)

// stretch is the range of lengths a duration allows, in seconds.
type stretch struct{ lo, hi, unit int64 }

// monthTenths and the bounds below turn tenths of months into seconds: a month
// has 28 to 31 days, a year 365 or 366.
func monthSeconds(tenths int64) (lo, hi int64) {
	years, rest := tenths/120, tenths%120
	return years*365*daySeconds + rest*28*daySeconds/10, years*366*daySeconds + rest*31*daySeconds/10
}

// stretchOf reads the value of a duration with what its Mod allows.
func stretchOf(d corpus.Date) (stretch, bool) {
	v, ok := timex.ParseDuration(d.Value)
	if !ok {
		return stretch{}, false
	}
	unit := unitSeconds(v.Unit)
	lo, hi := monthSeconds(v.Months)
	s := stretch{lo + v.Seconds/10, hi + v.Seconds/10, unit}
	if v.Unknown {
		s.lo, s.hi = s.lo+2*unit, s.hi+99*unit
	}
	switch d.Mod {
	case "APPROX":
		s.lo, s.hi = s.lo-s.lo/5, s.hi+s.hi/5
	case "MORE_THAN", "EQUAL_OR_MORE":
		s.hi = s.hi*2 + unit
	case "LESS_THAN", "EQUAL_OR_LESS":
		s.lo = 0
	}
	return s, true
}

func unitSeconds(g timex.Gran) int64 {
	switch g {
	case timex.Century:
		return 36525 * daySeconds
	case timex.Decade:
		return 3652 * daySeconds
	case timex.Year:
		return 365 * daySeconds
	case timex.Quarter:
		return 91 * daySeconds
	case timex.Month:
		return 30 * daySeconds
	case timex.Week:
		return 7 * daySeconds
	case timex.Hour:
		return 3600
	case timex.Minute:
		return 60
	case timex.Second:
		return 1
	}
	return daySeconds
}

// durations compares two lengths of time.
func durations(a, b corpus.Date) (Relation, string) {
	x, ok := stretchOf(a)
	y, ok2 := stretchOf(b)
	if !ok || !ok2 {
		return Incomparable, "a length of time that cannot be read"
	}
	if a.Value == b.Value && a.Mod == b.Mod {
		return Same, "the same length"
	}
	return x.relate(y)
}

func (x stretch) relate(y stretch) (Relation, string) {
	switch {
	case x == y || x.lo == y.lo && x.hi == y.hi:
		return Same, "the same length"
	case x.lo <= y.lo && y.hi <= x.hi || y.lo <= x.lo && x.hi <= y.hi:
		return Refines, "one length lies within the other"
	case x.lo <= y.hi && y.lo <= x.hi:
		return Compatible, "the lengths overlap"
	}
	gap := max(x.lo-y.hi, y.lo-x.hi)
	if coarse := max(x.unit, y.unit); x.unit != y.unit && gap <= coarse/2 {
		return Refines, "rounded to its unit"
	} else if gap <= min(x.unit, y.unit) && gap*10 <= max(x.lo, y.lo) {
		return ConflictSoft, "one unit apart"
	}
	return Conflict, span(gap) + " apart in length"
}

// durationInterval compares a length with the length of an interval.
func durationInterval(d corpus.Date, w window) (Relation, string) {
	x, ok := stretchOf(d)
	if !ok || w.gran == timex.None || w.open() {
		return Incomparable, "a length of time against a date"
	}
	unit := unitSeconds(w.gran)
	n := (w.hi - w.lo + 1 + unit/2) / unit
	if n < 2 {
		return Incomparable, "a length of time against a date"
	}
	// From 04:09 to 05:27 is 78 minutes, or 79 with both counted.
	return x.relate(stretch{(w.hi - w.lo + 1) - unit, w.hi - w.lo + 1, unit})
}
