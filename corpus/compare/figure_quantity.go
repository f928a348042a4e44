package compare

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
)

// side is a quantity as an interval in the base unit of its dimension.
type side struct {
	lo, hi      decimal.Decimal
	noLo, noHi  bool            // open-ended
	exLo, exHi  bool            // the end itself is excluded
	point       bool            // exact: lo equals hi
	approximate bool            // about, vague: the ends are no promise
	half        decimal.Decimal // half of the last significant digit
	value       decimal.Decimal
	unit        string
}

var (
	fivePercent = decimal.MustNew(5, 2)
	two         = decimal.MustNew(2, 0)
)

// Quantities relates two quantities by unit and interval alone, and says why.
// Units of one dimension are converted, currencies never. Exact values that
// differ by no more than the rounding of the one with fewer significant digits
// refine each other; those that differ by truncation, and bounds that are only
// touched, conflict softly. It never returns Update.
func Quantities(a, b corpus.Quantity) (Relation, string) {
	if baseOf(a.Unit) != baseOf(b.Unit) {
		return Incomparable, "different units"
	}
	x, ok1 := sideOf(a)
	y, ok2 := sideOf(b)
	if !ok1 || !ok2 {
		return Incomparable, "beyond decimal range"
	}
	switch {
	case x.point && y.point:
		return points(x, y)
	case x.point:
		return pointIn(x, y)
	case y.point:
		return pointIn(y, x)
	}
	return intervals(x, y)
}

// sideOf converts q. Ends that the bound leaves open need not be marked so.
func sideOf(q corpus.Quantity) (side, bool) {
	s := side{unit: q.Unit, noLo: q.NoLow, noHi: q.NoHigh}
	lo, hi := q.Low, q.High
	switch q.Bound {
	case corpus.Exact:
		lo, hi, s.point, s.noLo, s.noHi = q.Value, q.Value, true, false, false
	case corpus.MoreThan, corpus.AtLeast:
		lo, s.noHi, s.exLo = q.Value, true, q.Bound == corpus.MoreThan
	case corpus.LessThan, corpus.AtMost:
		hi, s.noLo, s.exHi = q.Value, true, q.Bound == corpus.LessThan
	case corpus.About, corpus.Vague:
		s.approximate = true
	}
	u, ok := ulp(q)
	if !ok {
		return s, false
	}
	next, err := q.Value.Add(u)
	if err != nil {
		return s, false
	}
	var oks [4]bool
	s.lo, oks[0] = convert(lo, q.Unit)
	s.hi, oks[1] = convert(hi, q.Unit)
	s.value, oks[2] = convert(q.Value, q.Unit)
	step, ok := convert(next, q.Unit)
	oks[3] = ok
	if step, err = step.SubAbs(s.value); err != nil {
		return s, false
	}
	s.half, err = step.Quo(two)
	return s, err == nil && oks[0] && oks[1] && oks[2] && oks[3]
}

// points relates two exact values.
func points(x, y side) (Relation, string) {
	d, err := x.value.SubAbs(y.value)
	if err != nil {
		return Incomparable, "beyond decimal range"
	}
	fine, coarse := x.half.Min(y.half), x.half.Max(y.half)
	switch {
	case d.IsZero():
		return Same, "equal"
	case d.Cmp(fine) <= 0:
		return Same, "equal to the last digit of both"
	case converted(x, y) && d.Cmp(coarse) <= 0:
		return Same, "equal after conversion, within rounding"
	case converted(x, y) && within(d, x.half, y.half):
		return Compatible, "equal after conversion, within both roundings"
	case fine.Cmp(coarse) < 0 && d.Cmp(coarse) <= 0:
		return Refines, "one is the other rounded"
	case fine.Cmp(coarse) < 0 && within(d, coarse, coarse):
		return ConflictSoft, "differ by less than the last digit of the rounder value"
	}
	return Conflict, "different values"
}

// converted reports whether the units of x and y differ in more than the place
// of the decimal point, as those of a ratio and a percentage do.
func converted(x, y side) bool {
	return x.unit != y.unit && baseOf(x.unit) != "%"
}

// within reports d ≤ a + b.
func within(d, a, b decimal.Decimal) bool {
	sum, err := a.Add(b)
	return err == nil && d.Cmp(sum) <= 0
}

// pointIn relates the exact value p to the interval i.
func pointIn(p, i side) (Relation, string) {
	low, high := position(p.value, i)
	switch {
	case low == 0 && !i.noLo || high == 0 && !i.noHi:
		if low == 0 && i.exLo || high == 0 && i.exHi {
			return ConflictSoft, "the value is the excluded bound itself"
		}
		return Refines, "the value is the bound itself"
	case (i.noLo || low > 0) && (i.noHi || high < 0):
		return Refines, "the value lies within the bounds"
	}
	gap := distance(p.value, i)
	switch {
	case converted(p, i) && within(gap, p.half, i.half):
		return Compatible, "within rounding after conversion"
	case gap.Cmp(p.half) <= 0:
		return ConflictSoft, "outside the bounds by rounding"
	case i.approximate && near(gap, i.value):
		return ConflictSoft, "just outside an approximate value"
	}
	return Conflict, "the value lies outside the bounds"
}

// position compares v with the ends of i.
func position(v decimal.Decimal, i side) (low, high int) { return v.Cmp(i.lo), v.Cmp(i.hi) }

// distance is how far v lies outside i.
func distance(v decimal.Decimal, i side) decimal.Decimal {
	end := i.hi
	if !i.noLo && v.Cmp(i.lo) < 0 {
		end = i.lo
	}
	d, err := v.SubAbs(end)
	if err != nil {
		return end.Abs()
	}
	return d
}

// near reports whether gap is within five per cent of v.
func near(gap, v decimal.Decimal) bool {
	d, err := v.Abs().Mul(fivePercent)
	return err == nil && gap.Cmp(d) <= 0
}

// intervals relates two intervals.
func intervals(x, y side) (Relation, string) {
	inXY, inYX := contains(x, y), contains(y, x)
	switch {
	case inXY && inYX:
		return Same, "the same bounds"
	case converted(x, y) && alike(x, y):
		return Same, "the same bounds after conversion, within rounding"
	case inXY || inYX:
		return Refines, "one interval lies within the other"
	}
	below, touch := apart(x, y)
	if above, t := apart(y, x); above {
		below, touch = true, t
	}
	if !below {
		return Compatible, "the intervals overlap"
	}
	if touch {
		return ConflictSoft, "the bounds only touch"
	}
	gap := between(x, y)
	if (x.approximate || y.approximate) && near(gap, x.value.Abs().Max(y.value.Abs())) {
		return ConflictSoft, "approximate values just apart"
	}
	return Conflict, "the intervals are apart"
}

// contains reports whether y lies within x.
func contains(x, y side) bool {
	if !x.noLo {
		c := -1
		if !y.noLo {
			c = y.lo.Cmp(x.lo)
		}
		if c < 0 || c == 0 && x.exLo && !y.exLo {
			return false
		}
	}
	if !x.noHi {
		c := 1
		if !y.noHi {
			c = y.hi.Cmp(x.hi)
		}
		if c > 0 || c == 0 && x.exHi && !y.exHi {
			return false
		}
	}
	return true
}

// alike reports whether the ends of x and y agree within rounding.
func alike(x, y side) bool {
	if x.noLo != y.noLo || x.noHi != y.noHi || x.exLo != y.exLo || x.exHi != y.exHi {
		return false
	}
	for _, e := range [...][2]decimal.Decimal{{x.lo, y.lo}, {x.hi, y.hi}} {
		d, err := e[0].SubAbs(e[1])
		if err != nil || !within(d, x.half, y.half) {
			return false
		}
	}
	return true
}

// apart reports whether x ends before y begins, and whether they touch there.
func apart(x, y side) (disjoint, touch bool) {
	if x.noHi || y.noLo {
		return false, false
	}
	switch c := x.hi.Cmp(y.lo); {
	case c < 0:
		return true, false
	case c == 0:
		return x.exHi || y.exLo, true
	}
	return false, false
}

// between is the gap between two intervals that are apart.
func between(x, y side) decimal.Decimal {
	a, b := x.hi, y.lo
	if x.noHi || !y.noHi && y.hi.Cmp(x.lo) < 0 {
		a, b = y.hi, x.lo
	}
	d, err := a.SubAbs(b)
	if err != nil {
		return a.Abs().Max(b.Abs())
	}
	return d
}
