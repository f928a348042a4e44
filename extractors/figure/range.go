package figure

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/token"
)

// rangeEnd reads the second half of a range that a begins.
func (s *scanner) rangeEnd(a *amount) (amount, bool) {
	j := a.next
	w := s.wordAt(j)
	e := s.lexAt(j)
	glued := false
	switch {
	case w == "-" || w == "–" || w == "—":
		glued = true
		if s.tok(j).SpaceBefore != (j+1 < s.hi && s.tok(j+1).SpaceBefore) {
			return amount{}, false
		}
		if s.wordAt(j+1) == "to" && s.wordAt(j+2) == "-" {
			j += 2
			glued = false
		} else if s.tok(j).SpaceBefore && w == "—" {
			return amount{}, false
		}
	case e.word == "to":
		if s.wordAt(j+1) == "as" || s.movesFrom(a) && !s.rangeThenTo(a, j) {
			return amount{}, false
		}
	case e.word == "and":
		if s.lexAt(a.first-1).word != "between" {
			return amount{}, false
		}
	case e.word == "or":
		return s.nextOver(a, j)
	default:
		return amount{}, false
	}
	b, ok := s.second(a, j+1)
	if !ok {
		return b, false
	}
	if glued && a.inWords != b.inWords {
		return b, false
	}
	if glued && s.tok(j).SpaceBefore && a.unit == "" && b.unit == "" {
		return b, false
	}
	if glued && (b.next < s.hi && s.word(b.next) == "-" && s.adjacentNumber(b.next+1)) {
		return b, false
	}
	if glued {
		thousands(a, &b)
	}
	return b, s.agree(a, &b)
}

// thousands gives the 2 of "2-3,000" the thousands of its end.
func thousands(a, b *amount) {
	if a.whole && b.grouped && !a.multiplied && !b.multiplied && a.kind == corpus.Count && a.coef > 0 && a.coef < 100 && b.coef%1000 == 0 && b.coef/1000 > a.coef {
		a.coef *= 1000
	}
}

// rangeThenTo tells the range in "from 5 to 7 per cent to 3 per cent", and in
// "down from the $89 to $93 billion it forecast", from the ends of a change.
func (s *scanner) rangeThenTo(a *amount, j int) bool {
	if w := s.lexAt(a.first - 1).word; w == "the" || w == "its" {
		return true
	}
	b, ok := s.second(a, j+1)
	return ok && a.unit == "" && b.unit != "" && s.lexAt(b.next).word == "to" && (s.tokIsNumber(b.next+1) || s.lexAt(b.next+1).class&cSmall != 0)
}

func (s *scanner) tokIsNumber(k int) bool { return k < s.hi && s.tok(k).Kind == token.Number }

// shareEnd gives the bare start of a change the unit and multiplier of its end:
// "from 24.2 to 33 billion euros".
func (s *scanner) shareEnd(a *amount) {
	if a.unit != "" || a.multiplied || a.kind != corpus.Count || s.lexAt(a.next).word != "to" || s.lexAt(a.first-1).word != "from" {
		return
	}
	b, ok := s.second(a, a.next+1)
	if !ok || b.vague {
		return
	}
	if b.next < s.hi && (s.word(b.next) == "-" || s.word(b.next) == "–") && s.adjacentNumber(b.next+1) {
		if c, ok := s.second(a, b.next+1); ok && s.agree(&b, &c) {
			b = c
		}
	}
	if b.kind == corpus.Age {
		return
	}
	a.kind, a.unit = b.kind, b.unit
	s.share(a, &b)
}

// share gives a the multiplier of b where a stays in its order of magnitude.
func (s *scanner) share(a, b *amount) {
	if a.inWords && b.inWords {
		s.shareWords(a, b)
		return
	}
	if a.multiplied || !b.multiplied || a.den != 1 || b.den != 1 || b.power == 0 || a.coef >= 1000 || a.inWords {
		return
	}
	a.scale -= b.power
	a.multiplied = true
}

// shareWords is share for numbers in words: "four to five thousand".
func (s *scanner) shareWords(a, b *amount) {
	if a.multiplied || !b.multiplied || a.den != 1 || b.den != 1 || b.vague || a.coef > 99 {
		return
	}
	for _, p := range [...]int64{12, 9, 6, 3, 2} {
		if m := pow10(p); b.coef%m == 0 && b.coef > m {
			a.coef *= m
			a.multiplied = true
			return
		}
	}
}

// second reads the amount at token j as the upper end of a range.
func (s *scanner) second(a *amount, j int) (amount, bool) {
	for j < s.hi && (s.lex(j).word == "about" || s.lex(j).word == "around" || s.lex(j).word == "even" || s.lex(j).word == "nearly" || s.lex(j).word == "almost") {
		j++
	}
	if j >= s.hi || s.dateAt(j) != nil && a.unit == "" {
		return amount{}, false
	}
	if a.kind == corpus.Money {
		s.money = true
		defer func() { s.money = false }()
	}
	b, ok := s.amountAt(j)
	return b, ok && b.first == j
}

// nextOver reads "two or three", "seven or eight".
func (s *scanner) nextOver(a *amount, j int) (amount, bool) {
	b, ok := s.second(a, j+1)
	if !ok || a.scale != b.scale || a.den != 1 || b.den != 1 || b.coef != a.coef+1 || a.unit != "" || a.coef == 0 {
		return b, false
	}
	a.unit, a.kind = b.unit, b.kind
	return b, true
}

// agree makes the two ends of a range share unit and multiplier and reports
// whether they form one.
func (s *scanner) agree(a, b *amount) bool {
	if a.vague || b.vague || a.neg != b.neg {
		return false
	}
	if a.unit == "" && a.kind == corpus.Count {
		a.unit, a.kind = b.unit, b.kind
	} else if b.unit == "" && b.kind == corpus.Count {
		b.unit, b.kind = a.unit, a.kind
	}
	if a.unit != b.unit {
		return false
	}
	if bare := *a; !a.multiplied && b.multiplied {
		if s.share(a, b); !less(a, b) {
			*a = bare
		}
	}
	return less(a, b)
}

func less(a, b *amount) bool {
	x, ok1 := a.value()
	y, ok2 := b.value()
	if a.neg {
		x, y = y, x
	}
	return ok1 && ok2 && x.Cmp(y) < 0
}

func (s *scanner) emitRange(a, b amount) int {
	x, ok1 := a.signed()
	y, ok2 := b.signed()
	if !ok1 || !ok2 {
		return b.next
	}
	if y.Cmp(x) < 0 {
		x, y = y, x
	}
	mid, err := middle(x, y)
	if err != nil {
		return b.next
	}
	f := corpus.Figure{Kind: a.kind}
	f.Value, f.Low, f.High, f.Bound = mid, x, y, corpus.Between
	f.Digits, f.Unit = max(a.sig, b.sig), a.unit
	if f.Kind == corpus.Count && a.den > 1 && b.den > 1 {
		f.Kind, f.Unit = corpus.Ratio, "1"
	}
	f.Start, f.End = a.start, b.end
	if s.lexAt(a.first-1).word == "between" && s.lexAt(a.next).word == "and" {
		f.Start = int(s.tok(a.first - 1).Start)
		a.first--
	}
	b.first = a.first
	return s.finish(f, &b)
}

var half = decimal.MustNew(5, 1)

// middle is the mean of x and y.
func middle(x, y decimal.Decimal) (decimal.Decimal, error) {
	sum, err := x.Add(y)
	if err != nil {
		return sum, err
	}
	mid, err := sum.Mul(half)
	return mid.Trim(0), err
}
