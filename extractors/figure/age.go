package figure

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/token"
)

// age reads "-year-old", "years old", "years of age" after the number of a.
func (s *scanner) age(a *amount) bool {
	j := a.next
	if s.wordAt(j) == "-" {
		j++
	}
	switch s.lexAt(j).word {
	case "yo":
		return s.set(a, corpus.Age, "a", j+1)
	case "y":
		if s.wordAt(j+1) == "/" && s.lexAt(j+2).word == "o" {
			return s.set(a, corpus.Age, "a", j+3)
		}
	}
	e := s.lexAt(j)
	if e.class&cTime == 0 || e.unit != "a" && e.unit != "mo" && e.unit != "wk" && e.unit != "d" && e.unit != "h" {
		return false
	}
	k := j + 1
	if s.wordAt(k) == "-" {
		k++
	}
	switch w := s.lexAt(k).word; {
	case w == "old" || w == "olds" || s.wordAt(k) == "olds":
		return s.set(a, corpus.Age, e.unit, k+1)
	case s.wordAt(k) == "of" && s.wordAt(k+1) == "age":
		return s.set(a, corpus.Age, e.unit, k+2)
	}
	switch s.wordAt(k) {
	case "old", "olds":
		return s.set(a, corpus.Age, e.unit, k+1)
	}
	return false
}

// bareAge makes a an age where the words around it say so: "aged 59", "the
// suspect, 47,", "at the age of 30", "Smith, 47, said".
func (s *scanner) bareAge(a *amount) bool {
	if a.kind != corpus.Count || a.unit != "" || !a.whole || a.multiplied || a.neg || a.coef > 120 || a.grouped {
		return false
	}
	j := a.first - 1
	if s.wordAt(a.next) == "-" && !s.tok(a.next).SpaceBefore && !s.adjacentNumber(a.next+1) {
		return false // "who is 5-foot-8"
	}
	if w := s.lexAt(j).word; w == "between" || w == "from" {
		j-- // "aged between 18 and 34"
		if w := s.lexAt(j).word; w != "aged" && w != "ages" && w != "age" {
			j++
		}
	}
	switch w := s.lexAt(j); {
	case w.word == "aged" || w.word == "age" && s.lexAt(a.next).class&cUnit == 0:
	case w.word == "of" && s.lexAt(j-1).word == "age" && s.word(j-1) != "Age":
	case s.wordAt(j) == "age" || s.wordAt(j) == "ages" || s.wordAt(j) == "turned" && s.clauseEnds(a.next):
	case s.wordAt(j) == "of" && s.lexAt(j-1).class&cPerson != 0 && s.clauseEnds(a.next) && s.lexAt(a.next).word != "of":
	case s.wordAt(j) == "of" && (s.wordAt(j-1) == "age" || s.wordAt(j-1) == "ages"):
	case (w.word == "was" || w.word == "is") && (s.lexAt(j-1).word == "he" || s.lexAt(j-1).word == "she" || s.lexAt(j-1).word == "who" && a.coef > 2 || s.capital(j-1) && s.lexAt(a.next).word == "when") && s.clauseEnds(a.next) && s.wordAt(a.next) != "(" && s.lexAt(a.next).word != "of" && s.lexAt(a.next).word != "in":
	case w.word == "now" && s.wordAt(j-1) == "," && s.wordAt(a.next) == ",":
	case w.word == "and" && s.afterAge(j) && s.clauseEnds(a.next):
	case s.wordAt(j) == "," && s.afterAge(j) && s.lexAt(a.next).word == "and" && s.tokIsNumber(a.next+1):
	case s.wordAt(j) == ",":
		if !s.apposed(a, j) {
			return false
		}
	default:
		return false
	}
	a.kind, a.unit = corpus.Age, "a"
	return true
}

// afterAge reports whether the last figure is an age that ends before token j:
// "aged 19 and 22".
func (s *scanner) afterAge(j int) bool {
	n := len(s.out)
	return n > s.base && j > s.lo && s.out[n-1].Kind == corpus.Age && s.out[n-1].Unit == "a" && s.out[n-1].End == int(s.tok(j-1).End)
}

func (s *scanner) clauseEnds(j int) bool {
	return j >= s.hi || s.tok(j).Kind == token.Punct || s.lex(j).class&cStop != 0
}

// apposed recognises the age in "Smith, 47, said" and "the suspect, 47, was":
// after the name or the noun of a person, between commas.
func (s *scanner) apposed(a *amount, comma int) bool {
	after := s.wordAt(a.next)
	if after != "" && after != "," && after != "." && after != ";" && after != ")" && s.lexAt(a.next).word != "and" && s.lexAt(a.next).word != "from" && s.lexAt(a.next).word != "of" || a.inWords && a.coef < 13 || comma <= s.lo {
		return false
	}
	if after == "," && s.tok(a.next).SpaceBefore {
		return false
	}
	p := comma - 1
	e := s.lex(p)
	if s.tok(p).Kind != token.Word || e.class&cMonth != 0 {
		return false
	}
	if e.class&cPerson != 0 {
		return true
	}
	if after != "," {
		return s.fullName(p) && !a.inWords && a.coef > 9 && (a.next >= s.hi || after == "." || after == "and" || after == "from")
	}
	if after == "," && s.described(a, p) {
		return true
	}
	if s.tok(p).Shape == token.Lower || s.tok(p).Shape == token.NoCase || e.class&(cHead|cStop|cCode) != 0 || a.coef < 2 {
		return false
	}
	if a.next+1 < s.hi && s.tok(a.next+1).Kind == token.Number {
		return false // a list of numbers
	}
	return true
}

// capital reports whether token k is a word with a capital inside a sentence.
func (s *scanner) capital(k int) bool {
	return k >= s.lo && s.tok(k).Kind == token.Word && s.tok(k).Shape == token.Title && s.lex(k).class&(cStop|cMonth) == 0
}

// described recognises the age in "the French explorer, 77, was": a noun in the
// singular before it, a verb or "who" after it.
func (s *scanner) described(a *amount, p int) bool {
	if a.inWords || a.coef < 16 || a.coef > 110 || s.tok(p).Shape != token.Lower || s.plural(p) || s.stops(p) || s.lex(p).class&(cUnit|cMult|cMoney) != 0 {
		return false
	}
	switch s.wordAt(a.next + 1) {
	case "was", "is", "had", "has", "said", "says", "who", "died", "told", "whose", "will", "would", "pleaded", "denied", "denies", "faces", "became", "plans":
		return true
	}
	return false
}

// fullName reports whether two or more capitalised words end at token p, the
// last no month and no head of a name with a number.
func (s *scanner) fullName(p int) bool {
	for k := p; k > p-2; k-- {
		if k < s.lo || s.tok(k).Kind != token.Word || s.tok(k).Shape == token.Lower || s.tok(k).Shape == token.NoCase || s.lex(k).class&(cHead|cMonth|cStop|cStreet) != 0 {
			return false
		}
	}
	return true
}

// decade reads "in his twenties", "in their 30s" at token i: an age between ten
// years.
func (s *scanner) decade(i int) int {
	first := s.decadeOf(i)
	if first == 0 || i < s.lo+2 {
		return 0
	}
	p := i - 1
	start := i
	lo, hi := first, first+9
	switch s.lex(p).word {
	case "early":
		hi = first + 3
		p, start = p-1, p
	case "mid":
		lo, hi = first+4, first+6
		p, start = p-1, p
	case "late":
		lo = first + 7
		p, start = p-1, p
	case "-":
		if p > s.lo && s.lex(p-1).word == "mid" {
			lo, hi = first+4, first+6
			start, p = p-1, p-2
		}
	}
	switch s.lexAt(p).word {
	case "his", "her", "their", "my", "your", "our":
	default:
		return 0
	}
	next := i + 1
	if s.tok(i).Kind == token.Number {
		next++
	}
	x, _ := decimal.New(lo, 0)
	y, _ := decimal.New(hi, 0)
	mid, err := middle(x, y)
	if err != nil {
		return 0
	}
	f := corpus.Figure{Kind: corpus.Age}
	f.Value, f.Low, f.High, f.Bound, f.Digits, f.Unit = mid, x, y, corpus.Between, 1, "a"
	f.Start, f.End = int(s.tok(start).Start), int(s.tok(next-1).End)
	s.put(f)
	return next
}

// decadeOf is the first year of the decade of life that token i names, 0 when
// it names none.
func (s *scanner) decadeOf(i int) int64 {
	if s.tok(i).Kind == token.Number {
		w := s.word(i)
		if len(w) == 2 && w[1] == '0' && w[0] >= '1' && s.wordAt(i+1) == "s" && !s.tok(i+1).SpaceBefore {
			return int64(w[0]-'0') * 10
		}
		return 0
	}
	switch s.lex(i).word {
	case "teens":
		return 10
	case "twenties":
		return 20
	case "thirties":
		return 30
	case "forties":
		return 40
	case "fifties":
		return 50
	case "sixties":
		return 60
	case "seventies":
		return 70
	case "eighties":
		return 80
	case "nineties":
		return 90
	}
	return 0
}
