package consistency

import (
	"math"

	"twosource/corpus"
)

// relateBirth compares ages and dates of birth by the births they allow. An
// age holds on the day it was written.
func relateBirth(a, b *Statement) (relation, float64, string) {
	if agesOfTheirTimes(a, b) {
		return incomparable, 0, "ages of different times"
	}
	x, y := birthOf(a), birthOf(b)
	if x.known() && y.known() {
		switch {
		case x == y:
			return equal, 0, "same age"
		case x.overlaps(y) && x.overlap(y) <= 31*day && ofOneMonth(a, b):
			return apart, 0.5, "" // few have their birthday just between
		case x.overlaps(y):
			return refines, 0, "the ages agree with one date of birth"
		case x.gap(y) <= 31*day && (a.Claim.Kind != b.Claim.Kind || loose(&a.Claim) || loose(&b.Claim)):
			return agree, 0, "a birthday apart"
		}
		years := float64(x.gap(y)) / float64(366*day)
		return apart, 0.5 + years/10, ""
	}
	if a.Claim.Kind != corpus.KindAge || b.Claim.Kind != corpus.KindAge || !oneStory(a, b) {
		return incomparable, 0, "an age of unknown date"
	}
	p, _ := a.Claim.Value.Quantity.Value.Float64()
	q, _ := b.Claim.Value.Quantity.Value.Float64()
	switch d := math.Abs(p - q); {
	case d == 0:
		return equal, 0, "same age"
	case d <= 1:
		return soft, 0.2, "a birthday can explain one year"
	default:
		return apart, 0.2 + d/10, ""
	}
}

// agesOfTheirTimes reports whether two ages lie so far apart, and the articles too, that
// one is likely of when it happened and the other of when it was written: a survivor
// is 35 in most reports and "85 now" in one of fifty years later.
func agesOfTheirTimes(a, b *Statement) bool {
	if a.Claim.Kind != corpus.KindAge || b.Claim.Kind != corpus.KindAge {
		return false
	}
	p, _ := a.Claim.Value.Quantity.Value.Float64()
	q, _ := b.Claim.Value.Quantity.Value.Float64()
	return math.Abs(p-q) >= farAges && a.known.known() && b.known.known() && a.known.gap(b.known) > keepsYears
}

// farAges is how many years no slip makes of somebody's age.
const farAges = 8

// ofOneMonth reports whether two ages that are neither rounded nor bounded are
// of days at most a month apart.
func ofOneMonth(a, b *Statement) bool {
	if a.Claim.Kind != corpus.KindAge || b.Claim.Kind != corpus.KindAge || loose(&a.Claim) || loose(&b.Claim) {
		return false
	}
	x, _ := asOf(a)
	y, _ := asOf(b)
	return x.gap(y) <= 31*day && x.length() <= 31*day && y.length() <= 31*day
}

// birthOf is the interval in which the person was born.
func birthOf(s *Statement) interval {
	c := &s.Claim
	if c.Kind == corpus.KindDate {
		return span(c.Value.From, c.Value.To)
	}
	at := s.at
	if !at.known() {
		at = s.known
	}
	if !at.known() {
		return interval{}
	}
	age, ok := c.Value.Quantity.Value.Float64()
	if !ok || age < 0 || age > 5000 {
		return interval{}
	}
	const year = 365*day + 6*hour
	n := int64(age)
	return interval{at.from - (n+1)*year, at.to - n*year}
}
