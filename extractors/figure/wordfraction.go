package figure

// fractionAhead reports whether a fraction in words starts at token j: "three
// quarters".
func (s *scanner) fractionAhead(j int) bool {
	var top int64
	for k := j; k < s.hi && k < j+4; k++ {
		e := s.lex(k)
		if e.class&cFraction != 0 && k > j {
			return top < e.num // three quarters, but not thirty fifths
		}
		if e.class&(cSmall|cTens) == 0 && s.word(k) != "-" {
			break
		}
		top += e.num
	}
	return false
}

// unitAnd reads "an hour and a half" (up to the unit, which follows "a") and the
// hour of "an hour and 45 minutes".
func (s *scanner) unitAnd(n number, i int) (number, bool) {
	n.coef, n.sig = 1, 1
	n.next, n.end = i+1, int(s.tok(i).End)
	if s.lexAt(i+3).word == "a" && s.lexAt(i+4).word == "half" {
		n.coef, n.den, n.sig, n.whole, n.tail = 3, 2, 2, false, 3
		return n, true
	}
	part := i + 4
	if s.wordAt(part) == "-" {
		part += 2
	}
	return n, s.lex(i+1).unit == "h" && s.lexAt(part).unit == "min"
}

// fractionStands reports whether "a third" before token j is a share without
// "of": "a third lower", "by around a third".
func (s *scanner) fractionStands(i, j int) bool {
	switch s.lexAt(j).word {
	case "lower", "higher", "more", "less", "fewer", "smaller", "bigger", "larger", "as":
		return true
	}
	if !s.clauseEnds(j) {
		return false
	}
	switch s.lexAny(i - 1) {
	case "by", "about", "around", "roughly", "nearly", "almost", "over", "than":
		return true
	}
	return false
}

// betweenFractions reports whether the fraction at token i is an end of "between
// a third and a half".
func (s *scanner) betweenFractions(i int) bool {
	if s.lexAny(i-1) == "between" {
		return s.lexAt(i+2).word == "and" && s.lexAt(i+3).word == "a" && s.lexAt(i+4).class&cFraction != 0
	}
	return s.lexAny(i-1) == "and" && s.lexAt(i-2).class&cFraction != 0 && s.lexAny(i-4) == "between"
}

// ofMultiplier continues "a quarter" in "a quarter of a million".
func (s *scanner) ofMultiplier(n number) number {
	j := n.next
	if j+2 < s.hi && s.word(j) == "of" && s.lex(j+1).word == "a" && s.lex(j+2).class&cMult != 0 && s.lex(j+2).num > 2 {
		n.scale, n.multiplied = n.scale-int(s.lex(j+2).num), true
		n.next, n.end = j+3, int(s.tok(j+2).End)
	}
	return n
}

// part reads "half a million", "half-a-dozen", "half of", "quarter million".
func (s *scanner) part(n number, i int, e *lex) (number, bool) {
	n.coef, n.den, n.sig, n.whole = 1, e.num, 2, false
	j := i + 1
	for j < s.hi && (s.word(j) == "-" || s.lex(j).word == "a" || s.lex(j).word == "an") {
		j++
	}
	if j >= s.hi {
		return n, false
	}
	m := s.lex(j)
	n.next, n.end = j+1, int(s.tok(j).End)
	switch {
	case m.class&cDozen != 0:
		n.coef *= 12
		n.multiplied = true
		return n, true
	case m.class&cMult != 0 && m.num > 2 && len(m.word) > 2:
		n.scale, n.multiplied = -int(m.num), true
		return n, true
	}
	n.next, n.end = i+1, int(s.tok(i).End)
	if m.word == "percentage" && s.lexAt(j+1).word == "point" { // "half a percentage point"
		n.next, n.end = j, int(s.tok(j-1).End)
		return n, true
	}
	if m.class&cUnit != 0 && m.word != "second" && m.word[len(m.word)-1] != 's' && (i == s.lo || s.lex(i-1).class&cOrdinal == 0) {
		n.next, n.end = j, int(s.tok(j-1).End)
		return n, true
	}
	if e.num != 2 || e.word != "half" {
		return n, false
	}
	return n, s.isShare(i)
}

// isShare reports whether "half" at token i is a share ("half of its staff",
// "half the flights") and no part of a name or a period.
func (s *scanner) isShare(i int) bool {
	if i+1 >= s.hi {
		return false
	}
	if i > s.lo {
		switch p := s.lex(i - 1); {
		case p.class&(cOrdinal|cSuper) != 0, p.word == "last", p.word == "other", p.word == "better", p.word == "this", p.word == "and" && s.lexAt(i-2).class&(cSmall|cTens|cMult) != 0:
			return false
		}
	}
	switch s.lex(i + 1).word {
	case "of", "the", "its", "their", "all", "his", "her", "our":
		return true
	}
	return false
}

// halves adds "and a half" to n: "two and a half", "one and a half million".
func (s *scanner) halves(n number) number {
	j := n.next
	if n.den != 1 || j+1 >= s.hi || s.lex(j).word != "and" && s.word(j) != "-" {
		return n
	}
	if s.word(j) == "-" && (j+2 >= s.hi || s.lex(j+1).word != "and" || s.tok(j).SpaceBefore) {
		return n
	}
	for j < s.hi && (s.word(j) == "-" || s.lex(j).word == "and") {
		j++
	}
	var top int64
	switch e := s.lexAt(j); {
	case e.word == "a" || e.word == "one":
		top, j = 1, j+1
	case e.class&(cSmall|cTens) != 0:
		var a adder
		j = s.sum(&a, j)
		top = a.total + a.cur
	}
	for s.wordAt(j) == "-" {
		j++
	}
	if e := s.lexAt(j); top == 0 || top > 100 || e.class&cFraction == 0 || n.coef > 1<<40 || (top > 1) != (e.word[len(e.word)-1] == 's') {
		return n
	}
	den := s.lex(j).num
	n.coef, n.den, n.whole, n.sig, n.one = n.coef*den+top*s.last(n), den, false, 3, false
	n.next, n.end = j+1, int(s.tok(j).End)
	if n.multiplied {
		return n
	}
	return s.multiply(n)
}

// last is what "and a half" is a half of: the multiplier of "3 million and a
// half", else one.
func (s *scanner) last(n number) int64 {
	if e := s.lex(n.next - 1); n.scale == 0 && e.class&cMult != 0 && e.num > 2 {
		return pow10(e.num)
	}
	return 1
}

// fraction reads "two-thirds", "three quarters", "one fifth" after the
// numerator n, and "one half".
func (s *scanner) fraction(n number, i int) (number, bool) {
	j := n.next
	if j < s.hi && s.word(j) == "-" && !s.tok(j).SpaceBefore {
		j++
	}
	if j >= s.hi || n.scale != 0 {
		return n, false
	}
	e := s.lex(j)
	if e.class&cFraction == 0 || n.coef == 0 || n.coef > 100000 {
		return n, false
	}
	switch s.lexAt(j + 1).word {
	case "in", "running", "straight", "later", "ago":
		if e.word == "quarters" {
			return n, false // of a year
		}
	}
	plural := e.word[len(e.word)-1] == 's' || e.word == "half"
	if n.coef == 1 && plural && e.word != "half" || n.coef > 1 && (!plural || e.word == "half") {
		return n, false
	}
	n.den, n.whole, n.sig, n.one = e.num, false, 2, false
	n.next, n.end = j+1, int(s.tok(j).End)
	return s.ofMultiplier(n), true
}
