package figure

import (
	"twosource/extractors/token"
)

// chain adds smaller multiples to a multiplied number: "4 thousand 3 hundred
// and 21".
func (s *scanner) chain(n number) number {
	for n.multiplied && n.scale < 0 && n.power > 0 && n.den == 1 {
		j := n.next
		and := s.lexAt(j).word == "and"
		if and {
			j++
		}
		if !s.tokIsNumber(j) || s.tok(j).Start-s.tok(j-1).End > 1 {
			break
		}
		d, ok := scanDigits(s.src, int(s.tok(j).Start), s.limit)
		next := s.tokenAt(j, d.end)
		if !ok || !d.whole || d.grouped || d.coef >= 100 || d.coef == 0 {
			break
		}
		power, end := 0, d.end
		if e := s.lexAt(next); e.class&cMult != 0 && len(e.word) > 2 && next < s.hi {
			power, end, next = int(e.num), int(s.tok(next).End), next+1
		} else if !and || n.power != 2 || s.unitFollows(j) {
			break
		}
		if power >= n.power || n.power > 9 || n.coef > 1e9 {
			break
		}
		for range n.power - power {
			n.coef *= 10
		}
		n.coef, n.scale, n.power = n.coef+d.coef, n.scale+n.power-power, power
		n.next, n.end, n.sig = next, end, n.sig+2
		if power == 0 {
			break
		}
	}
	return n
}

// innerMultiplier reads the letters after digits inside one token: "USD10m".
func (s *scanner) innerMultiplier(n number, letters string, end int) (number, bool) {
	p := 0
	switch letters {
	case "k", "K":
		p = 3
	case "m", "M", "mn", "mln":
		p = 6
	case "b", "B", "bn", "bln":
		p = 9
	case "tn", "trn":
		p = 12
	default:
		return n, false
	}
	n.scale, n.power, n.multiplied, n.end = n.scale-p, p, true, end
	return n, true
}

// multiply takes multipliers after digits: "8.5 million", "1.2bn", "3 dozen",
// "16,189-crore", "5 hundred thousand".
func (s *scanner) multiply(n number) number {
	for n.next < s.hi {
		j := n.next
		if s.word(j) == "-" && !s.tok(j).SpaceBefore && j+1 < s.hi && !s.tok(j+1).SpaceBefore {
			j++
		}
		p, dozen := s.multiplier(j, &n)
		if p == 0 && !dozen {
			break
		}
		if dozen {
			n.coef *= 12
		} else {
			n.scale -= p
			n.power += p
		}
		n.multiplied = true
		n.next, n.end = j+1, int(s.tok(j).End)
	}
	return n
}

// multiplier reports the power of ten that token j multiplies the number n by.
func (s *scanner) multiplier(j int, n *number) (power int, dozen bool) {
	if s.tok(j).Kind != token.Word {
		return 0, false
	}
	w := s.word(j)
	glued := !s.tok(j).SpaceBefore && j == n.next
	e := words.find(w)
	switch {
	case e.class&cDozen != 0 && n.coef < 1e15:
		return 0, true
	case e.class&cMult != 0 && len(w) > 2:
		return int(e.num), false
	case e.class&cVague != 0 && vagueSize(e.word) >= 1000 && !n.multiplied:
		return zeros(vagueSize(e.word)), false
	case len(w) == 2 && e.class&cMult != 0:
		if s.tok(j).Shape == token.Upper && w == "MM" || w != "mm" && (glued || w == "bn" || w == "mn" || w == "cr" || w == "tn") {
			return int(e.num), false
		}
		return 0, false
	case w == "k" && j == n.next && s.clauseEnds(j+1):
		return 3, false
	case len(w) == 1 && glued:
		return s.letterMultiplier(w[0], j, n), false
	}
	return 0, false
}

func zeros(n int64) (k int) {
	for n >= 10 {
		n /= 10
		k++
	}
	return k
}

// letterMultiplier resolves a letter glued to a number: k, m, b, t after money,
// K, M, B, and m before a plural ("8.5m devices").
func (s *scanner) letterMultiplier(c byte, j int, n *number) int {
	switch c {
	case 'k', 'K':
		return 3
	case 'M':
		return 6
	case 'B':
		return 9
	}
	if s.money {
		switch c {
		case 'm':
			return 6
		case 'b':
			return 9
		case 't', 'T':
			return 12
		}
	}
	if c == 'm' && n.coef < 100000 && s.countsMillions(j+1) {
		return 6
	}
	return 0
}

// countsMillions tells "35m of its devices" and "2.7m combined physical sales"
// from metres: a possessive after "of", or a plural in the noun phrase.
func (s *scanner) countsMillions(j int) bool {
	if s.wordAt(j) == "of" {
		switch s.wordAt(j + 1) {
		case "its", "their", "the", "our", "them", "these", "those", "his", "her":
			return true
		}
		return false
	}
	for k := j; k < s.hi && k < j+6; k++ {
		e := s.lex(k)
		if s.tok(k).Kind != token.Word || e.class&cSize != 0 || s.stops(k) && (e.word != "and" || k == j) {
			return false
		}
		if s.plural(k) && s.tok(k).Shape == token.Lower {
			return true
		}
	}
	return false
}

// pluralFollows reports whether a plural noun stands within three tokens from
// j, as in "8.5m Windows devices".
func (s *scanner) pluralFollows(j int) bool {
	for k := j; k < s.hi && k < j+3; k++ {
		if s.tok(k).Kind != token.Word {
			return false
		}
		e := s.lex(k)
		if e.class&(cStop|cSize) != 0 {
			return false
		}
		if s.plural(k) && s.tok(k).Shape == token.Lower {
			return true
		}
	}
	return false
}
