package consistency

import (
	"math"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/corpus/compare"
)

// relation is how two values of one attribute stand to each other.
type relation uint8

const (
	equal        relation = iota
	refines               // one is the other said more exactly
	agree                 // both can hold: bounds, ranges, rounding
	soft                  // they differ by no more than rounding explains
	incomparable          // other units or currencies, nothing to compare
	apart                 // they exclude each other
)

// relate compares the values of two statements of one attribute. distance is
// how far apart they are: |ln(x/y)| for magnitudes, 1 for the rest.
func relate(a, b *Statement) (r relation, distance float64, why string) {
	x, y := &a.Claim, &b.Claim
	if a.attr == "birth" {
		return relateBirth(a, b)
	}
	if x.Kind != y.Kind {
		return incomparable, 0, "values of different kinds"
	}
	switch x.Kind {
	case corpus.KindDate:
		if ofClock(a.attr) {
			return relateClocks(a, b)
		}
		return relateDates(a, b)
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		return relateQuantities(&x.Value.Quantity, &y.Value.Quantity)
	case corpus.KindPlace:
		return relatePlaces(x.Value.Text, y.Value.Text)
	case corpus.KindRole:
		return relateRoles(x, y)
	case corpus.KindOther:
		if a.mention != nil && b.mention != nil && a.mention.Kind == inOrder && b.mention.Kind == inOrder {
			return relateRanks(a, b)
		}
	}
	return relateWords(x.Value.Text, y.Value.Text)
}

// ofClock reports whether an attribute is a time of day: what counts is the
// clock, not the day it was counted from.
func ofClock(attr string) bool {
	return attr == "event time" || attr == "departure time" || attr == "landing time"
}

// relateWords compares values that are names or words: equal, or one within
// the other, or spelled a little differently.
func relateWords(x, y string) (relation, float64, string) {
	a, b := coreWords(x), coreWords(y)
	if strings.Join(a, " ") == strings.Join(b, " ") {
		return equal, 0, "same value"
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return incomparable, 0, "no value"
	}
	if hasRun(b, a) || subset(a, b) || len(a) == 1 && a[0] == initials(b) {
		return agree, 0, "one is a shorter form of the other"
	}
	if len(a) == 1 && len(b) == 1 && len(a[0]) >= 4 && (strings.HasPrefix(a[0], b[0]) || strings.HasPrefix(b[0], a[0])) {
		return agree, 0, "two forms of one word"
	}
	if len(a) == len(b) && nearWords(a, b) {
		return agree, 0, "spelled differently"
	}
	return apart, 1, quoted(x) + " is not " + quoted(y)
}

func subset(a, b []string) bool {
	for _, w := range a {
		found := false
		for _, v := range b {
			if v == w {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func quoted(s string) string { return strconv.Quote(s) }

// relateDates compares dates and times. Days one apart can be one moment in
// two time zones; approximate values get room by their granularity.
func relateDates(a, b *Statement) (relation, float64, string) {
	x, y := span(a.Claim.Value.From, a.Claim.Value.To), span(b.Claim.Value.From, b.Claim.Value.To)
	if !x.known() || !y.known() {
		return incomparable, 0, "a date is unresolved"
	}
	if (anyYear(a) || anyYear(b)) && max(x.length(), y.length()) > 31*day {
		return incomparable, 0, "the year was not said"
	}
	if moved := sameYear(a, b, x, y); moved != x {
		if moved == y {
			return agree, 0, "one day, of a year that was not said"
		}
		if moved.overlaps(y) || moved.gap(y) == 0 {
			return soft, 0.3, "the year was not said"
		}
		x = moved
	}
	switch {
	case x == y:
		return equal, 0, "same time"
	case x.contains(y) || y.contains(x):
		return refines, 0, "one is the other said more exactly"
	case x.overlaps(y):
		return agree, 0, "the times overlap"
	}
	gap, grain := x.gap(y), max(x.length(), y.length())
	if open := opens(&a.Claim, x, y) || opens(&b.Claim, y, x); open {
		return agree, 0, "within the bound"
	}
	if loose(&a.Claim) || loose(&b.Claim) {
		if gap <= max(room(x, grain), room(y, grain)) {
			return agree, 0, "within what 'about' allows"
		}
	}
	if grain > day && gap <= day && min(x.length(), y.length()) <= 8*day {
		return soft, 0.3, edgeOfWeek
	}
	if gap <= 7*day && a.attr == "event date" && (ofReport(a, x) || ofReport(b, y)) {
		return soft, 0.3, "a weekday may be the day of the report"
	}
	if grain == day && gap == 0 && !local(a, b) {
		return soft, 0.5, "one day apart: a time zone can explain it"
	}
	if grain <= hour && gap > 0 && gap <= 2*minute {
		return soft, 0.3, "minutes apart"
	}
	return apart, 1, ""
}

// edgeOfWeek is the reason where a day lies just outside a week or month: nobody
// knows on which day a writer's week begins.
const edgeOfWeek = "at the edge of a week or month"

// sameYear moves x to the year of y where one of the texts names a month but
// no year: the year was inferred and may be a wrong guess.
func sameYear(a, b *Statement, x, y interval) interval {
	if !anyYear(a) && !anyYear(b) && (saysYear(a.Text) && saysYear(b.Text) || !saysMonth(a.Text) || !saysMonth(b.Text)) || x.length() > 31*day || y.length() > 31*day {
		return x
	}
	const year = 365*day + 6*hour
	n := (y.from - x.from + year/2) / year
	if y.from < x.from {
		n = (y.from - x.from - year/2) / year
	}
	if n == 0 {
		return x
	}
	from, to := dayText(x.from), dayText(x.to-1)
	shift := func(s string) string {
		yy, rest, ok := digits(s, 4)
		if !ok {
			return s
		}
		return pad4(yy+int(n)) + rest
	}
	return span(shift(from), shift(to))
}

// anyYear reports whether the year of a date only stands for one that nobody says.
func anyYear(s *Statement) bool { return strings.HasPrefix(s.Claim.Value.Text, "XXXX-") }

// ofReport reports whether a date was worked out from a weekday or "today" and
// is the day the article was written: it may be the day of the news.
func ofReport(s *Statement, at interval) bool {
	return spelled(s) < 1 && s.known.known() && at.overlaps(s.known)
}

// physical are kinds of event that happen at one place by daylight or dark:
// those who report them write the date of that place.
var physical = words(`collapse quake crash shooting explosion sinking fire attack stampede landslide derailment robbery implosion eruption`)

// local reports whether two statements date an event of one place that did
// not happen at night, so that no time zone explains a day's difference.
func local(a, b *Statement) bool {
	if a.attr == "died" {
		return true
	}
	return physical[a.subject.head] && physical[b.subject.head] && !a.profile.night && !b.profile.night
}

func pad4(n int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}

func saysYear(text string) bool {
	for i := 0; i+4 <= len(text); i++ {
		if _, _, ok := digits(text[i:], 4); ok {
			return true
		}
	}
	return false
}

func saysMonth(text string) bool {
	for w := range strings.FieldsSeq(text) {
		w = strings.Trim(w, ".,()")
		if len(w) >= 3 && w[0] >= 'A' && w[0] <= 'Z' && months[strings.ToLower(w[:3])] || seasons[w] {
			return true
		}
	}
	return false
}

// sayWhich reports whether the words of a date name its year by the day they were
// written on: "this January", "last May".
func sayWhich(text string) bool {
	for w := range strings.FieldsSeq(text) {
		switch w {
		case "this", "This", "last", "Last", "next", "Next", "that", "year":
			return true
		}
	}
	return false
}

var seasons = words(`spring summer autumn winter`)

var months = words(`jan feb mar apr may jun jul aug sep oct nov dec`)

// room is how far "about" reaches: one unit of the coarser value, and for
// times of day as far as the minutes look rounded.
func room(v interval, grain int64) int64 {
	if grain > hour {
		if n := v.length(); n > 31*day && n < 365*day {
			return 16 * day // a stretch whose ends are approximate
		}
		return grain
	}
	switch past := v.from % hour; {
	case past == 0:
		return 20 * minute
	case past%(30*minute) == 0:
		return 15 * minute
	}
	return 5 * minute
}

func loose(c *corpus.Claim) bool {
	return c.Value.Quantity.Bound == corpus.About || c.Modality == corpus.Estimated
}

// opens reports whether c's bound ("before", "after", "since") reaches y.
func opens(c *corpus.Claim, x, y interval) bool {
	limit := max(x.length(), y.length())
	switch {
	case limit <= hour:
		limit = 30 * minute
	case x.length() >= day:
		limit = math.MaxInt64 // "before 1990" may be decades before
	}
	switch c.Value.Quantity.Bound {
	case corpus.AtMost, corpus.LessThan:
		return y.to <= x.to && x.gap(y) <= limit
	case corpus.AtLeast, corpus.MoreThan:
		return y.from >= x.from && x.gap(y) <= limit
	}
	return false
}

// relateQuantities compares numbers with their bounds, precision and unit.
func relateQuantities(x, y *corpus.Quantity) (relation, float64, string) {
	if x.Unit != y.Unit && currency(x.Unit) && currency(y.Unit) && x.Value.Cmp(y.Value) == 0 && x.Bound == y.Bound {
		return apart, 1, "the same number in " + x.Unit + " and " + y.Unit
	}
	x, y = alikeLengths(x, y)
	r, why := compare.Quantities(*x, *y)
	switch r {
	case compare.Same:
		return equal, 0, why
	case compare.Refines:
		if d := distance(x, y); d >= halfAgain && bothExact(x, y) {
			return apart, d, ""
		}
		return refines, 0, why
	case compare.Compatible:
		return agree, 0, why
	case compare.ConflictSoft:
		if d := distance(x, y); d >= halfAgain && bothExact(x, y) {
			return apart, d, ""
		}
		return soft, 0.2, why
	case compare.Conflict:
		d := distance(x, y)
		if roughly(x, y) || roughly(y, x) {
			return agree, 0, "within what 'about one' allows"
		}
		if d < 0.01 && (x.Bound != corpus.Exact || y.Bound != corpus.Exact) {
			return soft, d, "a limit missed by a hair"
		}
		if d < 0.01 && inThousands(x) && inThousands(y) {
			return soft, d, "a figure of the same size, cut off or rounded"
		}
		return apart, d, ""
	}
	return incomparable, 0, why
}

// alikeLengths turns a length of time in months or years into days where the other
// is in days or shorter: 11 months are not 206 days.
func alikeLengths(x, y *corpus.Quantity) (*corpus.Quantity, *corpus.Quantity) {
	switch _, u := compare.Base(*x); {
	case x.Unit == y.Unit:
	case u == "mo":
		if _, v := compare.Base(*y); v == "s" {
			x = inDays(x)
		}
	case u == "s":
		if _, v := compare.Base(*y); v == "mo" {
			y = inDays(y)
		}
	}
	return x, y
}

// daysOfMonth is how many days a month has on average.
const daysOfMonth = 30.4375

// inDays is a length of time in months or years in days, about: half a unit more or
// less.
func inDays(q *corpus.Quantity) *corpus.Quantity {
	months := decimal.One
	if q.Unit != "mo" {
		if n, unit := compare.Base(corpus.Quantity{Value: decimal.One, Unit: q.Unit}); unit == "mo" {
			months, _ = decimal.NewFromFloat64(n)
		}
	}
	days := func(v decimal.Decimal) decimal.Decimal {
		m, err := v.Mul(months)
		if err == nil {
			m, err = m.Mul(decimal.MustNew(304375, 4))
		}
		if err != nil {
			return v
		}
		return m.Round(1)
	}
	half := decimal.MustNew(5, 1)
	low, high := q.Low, q.High
	if q.Bound == corpus.Exact {
		if l, err := q.Value.Sub(half); err == nil {
			low = l
		}
		if h, err := q.Value.Add(half); err == nil {
			high = h
		}
	}
	out := corpus.Quantity{Value: days(q.Value), Low: days(low), High: days(high), Unit: "d", Bound: q.Bound, Digits: q.Digits}
	out.NoLow, out.NoHigh = q.NoLow, q.NoHigh
	if q.Bound == corpus.Exact {
		out.Bound = corpus.About
	}
	return &out
}

// halfAgain is ln 1.5: nobody rounds a million and a half to a million.
const halfAgain = 0.405

// bothExact reports whether two quantities are given as such, with no bound.
func bothExact(x, y *corpus.Quantity) bool { return x.Bound == corpus.Exact && y.Bound == corpus.Exact }

// inThousands reports whether a number is given in whole thousands: 147,900,000
// is 147 million to one and 148 million to another.
func inThousands(q *corpus.Quantity) bool {
	f, ok := q.Value.Float64()
	return ok && q.Bound == corpus.Exact && math.Abs(f) >= 1e6 && math.Mod(f, 1000) == 0
}

// roughly reports whether y lies within a quarter of an approximate x that is
// one or two of a coarse unit: "nearly a week" may be six days.
func roughly(x, y *corpus.Quantity) bool {
	f, ok := x.Value.Float64()
	if !ok || x.Bound != corpus.About || f < 1 || f > 2 || x.Unit == y.Unit || x.Unit == "" {
		return false
	}
	wide := *x
	quarter := decimal.MustNew(25, 2)
	margin, err := x.Value.Mul(quarter)
	if err != nil {
		return false
	}
	low, err1 := x.Value.Sub(margin)
	high, err2 := x.Value.Add(margin)
	if err1 != nil || err2 != nil {
		return false
	}
	wide.Bound, wide.Low, wide.High = corpus.Between, low, high
	r, _ := compare.Quantities(wide, *y)
	return r != compare.Conflict && r != compare.Incomparable
}

func currency(u string) bool { return len(u) == 3 && u[0] >= 'A' && u[0] <= 'Z' }

// distance is how far apart two clashing quantities are: |ln(x/y)|, and 1
// where the signs or units differ.
func distance(x, y *corpus.Quantity) float64 {
	p, _ := x.Value.Float64()
	q, _ := y.Value.Float64()
	if x.Unit != y.Unit || p == 0 || q == 0 || p < 0 != (q < 0) {
		return 1
	}
	return math.Abs(math.Log(p / q))
}
