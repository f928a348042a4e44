package figure

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
)

// qualifier is a bound as words give it.
type qualifier struct {
	bound  corpus.Bound
	nearly bool // "nearly", "almost": about, and not above
	peak   bool // "as much as", "up to": the extremum of a movement
}

// boundWords reads a bound that ends before token j and returns the token it
// starts at; j when there is none.
func (s *scanner) boundWords(j int) (qualifier, int) {
	w := func(k int) string { return s.lexAny(j - k) }
	switch w(1) {
	case "about", "around", "roughly", "approximately", "circa", "approx", "approx.", "~", "≈", "some", "estimated", "averaged", "averaging", "average":
		return qualifier{bound: corpus.About}, j - 1
	case "nearly", "almost", "approaching", "virtually", "practically":
		return qualifier{bound: corpus.About, nearly: true}, j - 1
	case "over":
		if s.spreads(j, w(2)) {
			return qualifier{}, j
		}
		return qualifier{bound: corpus.MoreThan}, j - 1
	case "above", "exceeding", "exceeded", "exceed", "surpassing", "surpassed", "topping", "topped", "beyond", ">", "exceeds":
		return qualifier{bound: corpus.MoreThan}, j - 1
	case "passed", "passes", "passing":
		if s.large(j) {
			return qualifier{bound: corpus.MoreThan}, j - 1
		}
	case "under", "below", "<", "sub":
		return qualifier{bound: corpus.LessThan}, j - 1
	case "≥":
		return qualifier{bound: corpus.AtLeast}, j - 1
	case "≤", "maximum":
		return qualifier{bound: corpus.AtMost}, j - 1
	case "minimum":
		return qualifier{bound: corpus.AtLeast}, j - 1
	case "least":
		if w(2) == "at" || w(2) == "the" && w(3) == "at" {
			return qualifier{bound: corpus.AtLeast}, j - 2
		}
	case "most":
		if w(2) == "at" {
			return qualifier{bound: corpus.AtMost}, j - 2
		}
	case "like":
		if w(2) == "something" {
			return qualifier{bound: corpus.About}, j - 2
		}
	case "barely":
		return qualifier{bound: corpus.About}, j - 1
	case "than":
		return s.thanWords(j)
	case "as":
		switch {
		case w(2) == "many" && w(3) == "as", w(2) == "much" && w(3) == "as":
			return qualifier{bound: corpus.AtMost, peak: w(2) == "much"}, j - 3
		case w(3) == "as" && (w(2) == "high" || w(2) == "great" || w(2) == "long" || w(2) == "large" || w(2) == "far" || w(2) == "deep" || w(2) == "big"):
			return qualifier{bound: corpus.AtMost, peak: true}, j - 3
		case w(3) == "as" && (w(2) == "low" || w(2) == "small"):
			return qualifier{bound: corpus.AtLeast}, j - 3
		case w(2) == "few" && w(3) == "as", w(2) == "little" && w(3) == "as":
			return qualifier{bound: corpus.AtLeast}, j - 3
		}
	case "to":
		return s.toWords(j)
	case "of":
		return s.ofWords(j)
	case "from":
		if w(2) == "upward" || w(2) == "upwards" {
			return qualifier{bound: corpus.MoreThan}, j - 2
		}
	}
	return qualifier{}, j
}

// spreads reports whether an "over" before the length of time at token j tells during
// which time something went on, "interviewed 1,167 people over six months", before being
// the word in front of it.
func (s *scanner) spreads(j int, before string) bool {
	if !s.timeUnit(j + 1) {
		return false
	}
	switch before {
	case "", "for", "of", "after", "took", "take", "takes", "taking", "lasted", "last", "lasts", "lasting", "spent", "spend", "is", "was", "just", "well", "by", "with", "to", "in", "at", "waited", "needed", "be", "been", "were", "are", "now", "a", "little", ",", "(":
		return false
	}
	return true
}

// timeUnit reports whether token k is a word for a length of time.
func (s *scanner) timeUnit(k int) bool {
	if k >= s.hi {
		return false
	}
	switch s.lexAny(k) {
	case "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights", "week", "weeks", "month", "months", "year", "years", "decade", "decades":
		return true
	}
	return false
}

// large reports whether the number at token j is one that is passed on the way up: a
// sum of money, or one of a thousand and more.
func (s *scanner) large(j int) bool {
	switch w := s.word(j); {
	case w == "$", w == "€", w == "£", len(w) > 3 && w[0] >= '0' && w[0] <= '9':
		return true
	}
	if j+1 >= s.hi {
		return false
	}
	switch s.lexAny(j + 1) {
	case "million", "billion", "trillion", "thousand", "hundred":
		return true
	}
	return false
}

// lexAny is token k in lower case where the lexicon knows it, else as written.
func (s *scanner) lexAny(k int) string {
	if k < s.lo || k < s.done && k < s.hi {
		return ""
	}
	if e := s.lex(k); e.word != "" {
		return e.word
	}
	return lowered(s.word(k))
}

// lowered is w in lower case for the bound words the lexicon lacks.
func lowered(w string) string {
	if w == "" || w[0] < 'A' || w[0] > 'Z' {
		return w
	}
	for _, known := range [...]string{"nearly", "almost", "roughly", "approximately", "average", "estimated", "up", "over", "under", "about", "around", "some", "exceeding"} {
		if len(known) == len(w) && sameFold(known, w) {
			return known
		}
	}
	return w
}

// thanWords reads "more than", "no fewer than", "greater than or equal to".
func (s *scanner) thanWords(j int) (qualifier, int) {
	more := corpus.Exact
	switch s.lexAny(j - 2) {
	case "more", "greater", "higher", "bigger", "larger", "longer", "better", "older", "rather":
		more = corpus.MoreThan
	case "less", "fewer", "lower", "smaller", "shorter", "younger":
		more = corpus.LessThan
	}
	if s.lexAny(j-2) == "rather" || more == corpus.Exact {
		return qualifier{}, j
	}
	switch s.lexAny(j - 3) {
	case "no", "not":
		if more == corpus.MoreThan {
			return qualifier{bound: corpus.AtMost}, j - 3
		}
		return qualifier{bound: corpus.AtLeast}, j - 3
	}
	return qualifier{bound: more}, j - 2
}

// toWords reads "up to", "close to", "next to".
func (s *scanner) toWords(j int) (qualifier, int) {
	switch s.lexAny(j - 2) {
	case "up":
		switch s.lexAny(j - 3) {
		case "went", "go", "goes", "going", "moved", "shot", "climbed", "crept", "edged", "back", "pushed", "ticked", "inched", "bringing", "brought":
			return qualifier{}, j // a change
		}
		return qualifier{bound: corpus.AtMost, peak: true}, j - 2
	case "close", "near", "nearer", "closer", "equivalent":
		return qualifier{bound: corpus.About}, j - 2
	case "equal":
		switch s.lexAny(j - 4) {
		case "than":
			q, k := s.thanWords(j - 3)
			if q.bound == corpus.MoreThan {
				return qualifier{bound: corpus.AtLeast}, k
			}
			return qualifier{bound: corpus.AtMost}, k
		}
	}
	return qualifier{}, j
}

// ofWords reads "in excess of", "a maximum of", "upwards of", "an average of".
func (s *scanner) ofWords(j int) (qualifier, int) {
	switch s.lexAny(j - 2) {
	case "excess":
		if s.lexAny(j-3) == "in" {
			return qualifier{bound: corpus.MoreThan}, j - 3
		}
	case "upwards", "upward", "north", "excess:", "shy":
		switch s.lexAny(j - 2) {
		case "shy":
			return qualifier{bound: corpus.LessThan}, j - 2
		}
		return qualifier{bound: corpus.MoreThan}, j - 2
	case "maximum":
		return qualifier{bound: corpus.AtMost}, j - 2
	case "minimum":
		return qualifier{bound: corpus.AtLeast}, j - 2
	case "estimate", "region", "neighbourhood", "neighborhood":
		return qualifier{bound: corpus.About}, j - 2
	case "average":
		return qualifier{bound: corpus.About}, j - 2
	case "short":
		if s.lexAny(j-3) == "just" {
			return qualifier{bound: corpus.LessThan}, j - 3
		}
	}
	return qualifier{}, j
}

// boundBefore applies the bound before token j to f and returns where it starts
// and whether it names an extremum.
func (s *scanner) boundBefore(f *corpus.Figure, j int) (int, bool) {
	for j-1 >= s.lo && s.filler(j-1) {
		j--
	}
	if s.wordAt(j-1) == "-" && s.wordAt(j-2) == "sub" {
		s.apply(&f.Quantity, qualifier{bound: corpus.LessThan})
		return j - 2, false
	}
	q, k := s.boundWords(j)
	if k == j {
		return j, false
	}
	s.apply(&f.Quantity, q)
	for k-1 >= s.lo {
		q2, k2 := s.boundWords(k)
		if k2 == k {
			break
		}
		if q2.bound == corpus.AtMost && q2.peak {
			q.peak = true
		}
		k = k2
	}
	return k, q.peak
}

// filler are words between a bound and its number ("more than a whopping 5").
func (s *scanner) filler(k int) bool {
	switch s.lexAny(k) {
	case "a", "an", "the", "just", "only", "another", "further", "additional", "record", "whopping", "staggering", "mere", "massive", "its", "their", "his", "huge", "combined", "total", "even", "hefty", "cool", "reported", "additional:":
		return true
	}
	return false
}

// boundAfter reads "or more", "or so", "-plus", "+" after token next and returns
// the token after it.
func (s *scanner) boundAfter(f *corpus.Figure, next int) int {
	if f.Bound != corpus.Exact {
		return next
	}
	a, b := s.lexAt(next), s.lexAt(next+1)
	if s.lexAt(next+2).word == "than" {
		return next // "678 points or more than 7 %"
	}
	switch {
	case a.word == "or" && (b.word == "more" || s.wordAt(next+1) == "above" || b.word == "higher" || b.word == "over" || degrees[s.wordAt(next+1)]):
		s.apply(&f.Quantity, qualifier{bound: corpus.AtLeast})
		return next + 2
	case a.word == "or" && (b.word == "less" || s.wordAt(next+1) == "fewer" || b.word == "under"):
		s.apply(&f.Quantity, qualifier{bound: corpus.AtMost})
		return next + 2
	case a.word == "or" && b.word == "so":
		s.apply(&f.Quantity, qualifier{bound: corpus.About})
		return next + 2
	case s.wordAt(next) == "-" && b.word == "plus":
		s.apply(&f.Quantity, qualifier{bound: corpus.AtLeast})
		return next + 2
	case s.wordAt(next) == "-" && s.wordAt(next+1) == "odd":
		s.apply(&f.Quantity, qualifier{bound: corpus.About})
		return next + 2
	case s.wordAt(next) == "+" && !s.tok(next).SpaceBefore:
		s.apply(&f.Quantity, qualifier{bound: corpus.AtLeast})
		f.End = int(s.tok(next).End)
		return next + 1
	case a.word == "at" && b.word == "most":
		s.apply(&f.Quantity, qualifier{bound: corpus.AtMost})
	case a.word == "at" && b.word == "least":
		s.apply(&f.Quantity, qualifier{bound: corpus.AtLeast})
	}
	return next
}

// degrees are words behind "or" that leave a number open upwards: "five storeys or taller".
var degrees = map[string]bool{"taller": true, "larger": true, "older": true, "longer": true, "bigger": true, "greater": true, "stronger": true, "deeper": true, "heavier": true}

// apply sets the bound of q and the interval it allows. About allows five per
// cent either way; nearly allows ten per cent below.
func (s *scanner) apply(q *corpus.Quantity, by qualifier) {
	if q.Bound == corpus.Between || q.Bound == corpus.Vague {
		if by.bound == corpus.MoreThan || by.bound == corpus.AtLeast {
			q.NoHigh = true
		}
		return
	}
	q.Bound = by.bound
	switch by.bound {
	case corpus.MoreThan, corpus.AtLeast:
		q.NoHigh = true
	case corpus.LessThan, corpus.AtMost:
		q.NoLow = true
	case corpus.About:
		widen(q, by.nearly)
	}
}

var (
	five = decimal.MustNew(5, 2)
	ten  = decimal.MustNew(10, 2)
)

// widen gives an approximate quantity its interval.
func widen(q *corpus.Quantity, nearly bool) {
	share := five
	if nearly {
		share = ten
	}
	d, err := q.Value.Abs().Mul(share)
	if err != nil {
		return
	}
	low, err := q.Value.Sub(d)
	if err != nil {
		return
	}
	high, err := q.Value.Add(d)
	if err != nil {
		return
	}
	if nearly {
		if q.Value.IsNeg() {
			low = q.Value
		} else {
			high = q.Value
		}
	}
	q.Low, q.High = low.Trim(0), high.Trim(0)
}
