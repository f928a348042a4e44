package figure

import "twosource/extractors/token"

// adder collects a number written in words.
type adder struct {
	total, cur int64
	last       int64 // last multiplier added to total
	seen       bool
	scaled     bool // a multiplier was seen
}

// take adds one word; false when the word cannot continue the number.
func (a *adder) take(e *lex) bool {
	switch {
	case e.class&cSmall != 0:
		if a.seen && (e.num == 0 || a.cur%10 != 0 || a.cur%100 == 10 || a.cur%100 != 0 && e.num > 9) {
			return false
		}
		if a.seen && a.cur == 0 && !a.scaled {
			return false
		}
		a.cur += e.num
	case e.class&cTens != 0:
		if a.seen && (a.cur%100 != 0 || a.cur == 0 && !a.scaled) {
			return false
		}
		a.cur += e.num
	case e.class&cDozen != 0:
		if !a.seen || a.cur == 0 {
			return false
		}
		a.cur *= 12
		a.scaled = true
	case e.class&cMult != 0 && e.num == 2:
		if !a.seen || a.cur == 0 || a.cur > 99 {
			return false
		}
		a.cur *= 100
		a.scaled = true
	case e.class&cMult != 0 && len(e.word) > 2:
		return a.multiply(e.num)
	default:
		return false
	}
	a.seen = true
	return true
}

func (a *adder) multiply(p int64) bool {
	m := pow10(p)
	switch {
	case !a.seen || a.cur == 0 && a.total == 0:
		return false
	case a.cur == 0: // "hundred thousand million"
		if a.total > 1e18/m {
			return false
		}
		a.total *= m
	default:
		if a.cur > 1e18/m || a.last != 0 && m >= a.last {
			return false
		}
		a.total += a.cur * m
		a.cur = 0
	}
	a.last = m
	a.scaled = true
	return true
}

// readWords reads a number in words at token i: "two hundred and six",
// "twenty-one", "a dozen", "half a million", "two-thirds", "dozens".
func (s *scanner) readWords(i int) (number, bool) {
	n := number{den: 1, first: i, start: int(s.tok(i).Start), inWords: true, whole: true}
	e := s.lex(i)
	switch {
	case e.class&cVague != 0:
		return s.vague(n, i, e)
	case e.class&cFraction != 0 && e.num == 2, e.word == "quarter":
		return s.part(n, i, e)
	}
	var a adder
	j := i
	if e.word == "a" || e.word == "an" {
		return s.article(n, i)
	}
	if e.class&(cMult|cDozen) != 0 {
		return s.several(n, i, e)
	}
	if e.class&(cSmall|cTens) == 0 {
		return n, false
	}
	j = s.sum(&a, i)
	n.coef, n.next, n.end = a.total+a.cur, j, int(s.tok(j-1).End)
	n.one = n.coef == 1
	n.multiplied = a.scaled
	n.sig = wordDigits(n.coef)
	n = s.pointWords(n)
	if f, ok := s.fraction(n, i); ok {
		return f, true
	}
	return s.halves(s.multiply(n)), true
}

// several reads "hundred" after "several", "a few" and "many" as vague.
func (s *scanner) several(n number, i int, e *lex) (number, bool) {
	p := s.lexAt(i - 1)
	if p.word != "several" && p.word != "few" && p.word != "many" {
		return n, false
	}
	size := int64(12)
	if e.class&cMult != 0 {
		size = pow10(e.num)
	}
	n.start, n.first = int(s.tok(i-1).Start), i-1
	if p.word == "few" && s.lexAt(i-2).word == "a" {
		n.start, n.first = int(s.tok(i-2).Start), i-2
	}
	n.vague, n.size, n.coef, n.multiplied = true, size, size, true
	n.next, n.end, n.sig = i+1, int(s.tok(i).End), 1
	return n, size <= 1e12
}

// wordDigits counts significant digits of a number in words.
func wordDigits(v int64) int {
	seen, zero := 0, 0
	for ; v > 0; v /= 10 {
		if v%10 == 0 && seen == zero {
			zero++
		}
		seen++
	}
	return significant(seen, zero, true)
}

// sum adds number words from token i on and returns the token after the last.
func (s *scanner) sum(a *adder, i int) int {
	end := i
	for j := i; j < s.hi; {
		e := s.lex(j)
		if j > i && (s.word(j) == "-" || e.word == "and") && j+1 < s.hi && s.lex(j+1).class&(cSmall|cTens|cMult) != 0 {
			if e.word == "and" && (s.fractionAhead(j+1) || !a.scaled || s.lex(j+1).class&(cSmall|cTens) == 0 || s.startsOwn(a, j+1)) {
				break
			}
			if e.word != "and" && s.tok(j).SpaceBefore {
				break
			}
			j++
			e = s.lex(j)
		}
		if s.tok(j).Kind != token.Word || !a.take(e) {
			break
		}
		j++
		end = j
	}
	return max(end, i+1)
}

// startsOwn reports whether the number word at j begins a number of its own
// after "and": "3 hundred and 2 hundred", "three million and five million".
func (s *scanner) startsOwn(a *adder, j int) bool {
	for k := j; k < s.hi && k < j+6; k++ {
		e := s.lex(k)
		if e.class&cMult != 0 && e.num > 2 {
			return a.last > 0 && pow10(e.num) >= a.last
		}
		if e.class&cMult != 0 && e.num == 2 && (a.last < 1000 || a.cur > 0) {
			return true
		}
		if e.class&(cSmall|cTens|cMult) == 0 && s.word(k) != "-" {
			break
		}
	}
	return false
}

func pow10(p int64) int64 {
	m := int64(1)
	for range p {
		m *= 10
	}
	return m
}

// article reads "a hundred and two", "a dozen", "a third of", "a half million".
func (s *scanner) article(n number, i int) (number, bool) {
	if i+1 >= s.hi {
		return n, false
	}
	e := s.lex(i + 1)
	switch {
	case e.class&(cMult|cDozen) != 0 && len(e.word) > 4 && e.word != "dozens" && e.word[len(e.word)-1] != 's':
		a := adder{cur: 1, seen: true}
		j := s.sum(&a, i+1)
		n.coef, n.next, n.end, n.multiplied = a.total+a.cur, j, int(s.tok(j-1).End), true
		n.sig = wordDigits(n.coef)
		if j == i+1 || n.coef == 1 {
			return n, false
		}
		return s.halves(n), true
	case e.class&cUnit != 0 && s.lexAt(i+2).word == "and":
		return s.unitAnd(n, i)
	case e.class&cFraction != 0 && e.num == 2 && i+2 < s.hi && s.lex(i+2).class&cMult != 0:
		return s.part(n, i+1, e)
	case e.class&cFraction != 0 && e.word[len(e.word)-1] != 's' && (s.wordAt(i+2) == "of" || s.betweenFractions(i) || e.num > 2 && s.fractionStands(i, i+2) || e.num > 2 && i == s.lo && i+2 >= s.hi || e.word == "quarter" && s.lexAt(i+2).class&cUnit != 0):
		n.coef, n.den, n.sig, n.whole = 1, e.num, 2, false
		n.next, n.end = i+2, int(s.tok(i+1).End)
		return s.ofMultiplier(n), true
	}
	return n, false
}

// pointWords reads decimals in words: "nine point nought four".
func (s *scanner) pointWords(n number) number {
	if n.next+1 >= s.hi || s.lex(n.next).word != "point" {
		return n
	}
	for j := n.next + 1; j < s.hi && n.scale < 6; j++ {
		e := s.lex(j)
		if e.class&cSmall == 0 || n.coef > 1e12 || e.num > 9 && n.scale > 0 {
			break
		}
		if e.num > 9 {
			n.coef, n.scale = n.coef*10, 1
		}
		n.coef, n.scale, n.sig = n.coef*10+e.num, n.scale+1, n.sig+1
		n.next, n.end, n.whole = j+1, int(s.tok(j).End), false
	}
	return n
}

// vague reads "dozens", "hundreds of thousands", "tens of millions".
func (s *scanner) vague(n number, i int, e *lex) (number, bool) {
	size := vagueSize(e.word)
	if i > s.lo && s.lex(i-1).class&(cOrdinal|cSmall) != 0 {
		return n, false
	}
	j := i + 1
	if j+1 < s.hi && s.word(j) == "of" && s.lex(j+1).class&cVague != 0 && vagueSize(s.lex(j+1).word) > size {
		size *= vagueSize(s.lex(j + 1).word)
		j += 2
	} else if e.word == "tens" || e.word == "scores" && (j >= s.hi || s.word(j) != "of") {
		return n, false
	}
	n.vague, n.size, n.coef, n.multiplied = true, size, size, true
	n.next, n.end, n.sig = j, int(s.tok(j-1).End), 1
	return n, true
}

// vagueSize is the size of one of a vague plural.
func vagueSize(w string) int64 {
	switch w {
	case "tens":
		return 10
	case "dozens":
		return 12
	case "scores":
		return 20
	case "hundreds":
		return 100
	case "thousands":
		return 1e3
	case "lakhs":
		return 1e5
	case "millions":
		return 1e6
	case "crores":
		return 1e7
	case "billions":
		return 1e9
	case "trillions":
		return 1e12
	}
	return 1
}
