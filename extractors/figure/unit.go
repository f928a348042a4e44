package figure

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// amount is a number with its unit.
type amount struct {
	number
	kind corpus.FigureKind
	unit string
	neg  bool
}

// suffix reads the unit after the number of a and extends it.
func (s *scanner) suffix(a *amount) {
	j := a.next
	if s.age(a) || s.bareAge(a) || s.magnitude(a) || j >= s.hi {
		return
	}
	if s.word(j) == "-" && !s.tok(j).SpaceBefore && j+1 < s.hi && !s.tok(j+1).SpaceBefore {
		if !s.hyphenUnit(a, j+1) {
			return
		}
		j++
	}
	if a.vague && s.word(j) == "of" && j+1 < s.hi { // "billions of dollars"
		if s.lex(j+1).class&(cMoney|cNation) == 0 || !s.moneyAfter(a, j+1) {
			s.measure(a, j+1)
		}
		return
	}
	switch {
	case s.percent(a, j):
	case s.bracketed(a, j):
	case s.moneyAfter(a, j):
	case s.measure(a, j):
	}
}

// magnitude reads "magnitude 6.2", "a 6.2-magnitude quake".
func (s *scanner) magnitude(a *amount) bool {
	if a.coef > 100 || a.scale > 2 || a.den > 1 {
		return false
	}
	j := a.next
	if s.wordAt(j) == "-" {
		j++
	}
	if s.lexAt(j).word == "magnitude" {
		return s.set(a, corpus.Measure, "{magnitude}", j+1)
	}
	k := a.first - 1
	if s.lexAt(k).word == "of" {
		k--
	}
	if s.lexAt(k).word == "magnitude" && s.lexAt(a.next).class&cUnit == 0 {
		a.kind, a.unit = corpus.Measure, "{magnitude}"
		return true
	}
	return false
}

// hyphenUnit reports whether the word after a hyphen can be the unit of a
// number ("six-mile", "5-mpg", "43.4-percent").
func (s *scanner) hyphenUnit(a *amount, j int) bool {
	e := s.lex(j)
	if e.class&(cUnit|cMoney|cMinor) == 0 && e.word != "percent" && e.word != "per" && e.word != "point" && s.word(j) != "km" && s.word(j) != "kg" && s.word(j) != "mm" && e.word != "square" && e.word != "percentage" && e.word != "cubic" && e.word != "metric" {
		return false
	}
	return e.word != "second" || j+2 >= s.hi || s.word(j+1) != "-"
}

func (s *scanner) set(a *amount, k corpus.FigureKind, unit string, next int) bool {
	a.kind, a.unit, a.next, a.end = k, unit, next, int(s.tok(next-1).End)
	return true
}

// percent reads %, per cent, percentage points and basis points after a.
func (s *scanner) percent(a *amount, j int) bool {
	if a.den > 1 && s.word(j) == "of" && s.lexAt(j+1).word == "a" && (s.lexAt(j+2).word == "percentage" || s.lexAt(j+2).word == "percent") {
		j += 2 // "a quarter of a percentage point"
	}
	w := s.word(j)
	e := s.lex(j)
	next := s.lexAt(j + 1)
	switch {
	case w == "%" || e.word == "percent" || e.word == "pct" || e.word == "percents":
		if next.word == "point" || next.word == "points" {
			return s.set(a, corpus.Percent, "pp", j+2)
		}
		if s.wordAt(j+1) == "-" && (s.lexAt(j+2).word == "point" || s.lexAt(j+2).word == "points") {
			return s.set(a, corpus.Percent, "pp", j+3)
		}
		return s.set(a, corpus.Percent, "%", j+1)
	case e.word == "per" && strings.EqualFold(s.wordAt(j+1), "cent"):
		return s.set(a, corpus.Percent, "%", j+2)
	case e.word == "percentage" && (next.word == "point" || next.word == "points"):
		return s.set(a, corpus.Percent, "pp", j+2)
	case e.word == "percentage" && s.wordAt(j+1) == "-":
		if p := s.lexAt(j + 2).word; p == "point" || p == "points" {
			return s.set(a, corpus.Percent, "pp", j+3)
		}
	case e.word == "percentage":
		return s.set(a, corpus.Percent, "%", j+1)
	case w == "pp" || w == "ppt" || w == "ppts" || w == "pps":
		return s.set(a, corpus.Percent, "pp", j+1)
	case e.word == "basis" && (next.word == "point" || next.word == "points"):
		return s.set(a, corpus.Percent, "bp", j+2)
	case w == "bps" || w == "bp":
		return s.set(a, corpus.Percent, "bp", j+1)
	case w == "pc" && (s.tok(j).SpaceBefore || j == a.next):
		return s.set(a, corpus.Percent, "%", j+1)
	}
	return false
}

// bracketed reads a unit in brackets: "20 (kg)".
func (s *scanner) bracketed(a *amount, j int) bool {
	switch s.word(j) {
	case "(", "[", "{", "<":
	default:
		return false
	}
	if j+2 >= s.hi || s.tok(j+1).SpaceBefore || s.tok(j+1).Kind != token.Word {
		return false
	}
	u := symbolUnit(s.word(j + 1))
	if u == "" || len(s.word(j+1)) < 2 {
		return false
	}
	switch s.word(j + 2) {
	case ")", "]", "}", ">":
		return s.set(a, corpus.Measure, u, j+3)
	}
	return false
}

// measure reads a unit of measure after a.
func (s *scanner) measure(a *amount, j int) bool {
	if a.den > 1 && s.word(j) == "of" && (s.lexAt(j+1).word == "a" || s.lexAt(j+1).word == "an") && s.plainUnit(j+2) != "" {
		j += 2 // "a third of a mile"
	}
	u, next := s.unitAt(a, j)
	if u == "" {
		return false
	}
	if rate, n := s.rate(u, next); rate != "" {
		u, next = rate, n
	}
	s.set(a, corpus.Measure, u, next)
	if a.tail > 0 {
		a.next += a.tail
		a.end = int(s.tok(a.next - 1).End)
	}
	return true
}

// unitAt is the UCUM code of the unit at token j and the token after it.
func (s *scanner) unitAt(a *amount, j int) (string, int) {
	e := s.lex(j)
	w := s.word(j)
	switch {
	case w == "°" || w == "º":
		return s.degrees(j + 1)
	case w == "\"" || w == "″":
		return s.quoteInches(a, j)
	case s.tok(j).Kind != token.Word:
		return "", 0
	case e.word == "deg", w == "deg.", e.unit == "deg" && e.class&cUnit != 0:
		return s.degrees(j + 1)
	case e.word == "square" || e.word == "sq" || w == "sq.":
		k := s.afterHyphen(j + 1)
		return squared(s.plainUnit(k)), k + 1
	case e.word == "cubic" || e.word == "cu":
		k := s.afterHyphen(j + 1)
		return cubed(s.plainUnit(k)), k + 1
	case w == "parts" && s.wordAt(j+1) == "per":
		return partsPer(s.wordAt(j + 2)), j + 3
	case e.word == "metric" && s.plainUnit(j+1) == "t":
		return "t", j + 2
	case e.word == "short" && s.plainUnit(j+1) == "t":
		return "[ston_av]", j + 2
	case e.word == "nautical" && s.plainUnit(j+1) == "[mi_i]":
		return "[nmi_i]", j + 2
	case e.word == "light" && s.lexAt(j+1).unit == "a":
		return "[ly]", j + 2
	case e.word == "british" && s.lexAt(j+1).word == "thermal":
		return "[btu]", j + 3
	}
	if u := s.wordUnit(a, e, j); u != "" {
		return s.powered(u, j+1)
	}
	if (w == "C." || w == "F.") && !s.tok(j).SpaceBefore {
		w = w[:1] // the sentence ends in its unit
	}
	if u := s.letterUnit(a, w, j); u != "" {
		return s.powered(u, j+1)
	}
	return "", 0
}

// afterHyphen is the token after a hyphen at j without spaces: "square-foot".
func (s *scanner) afterHyphen(j int) int {
	if s.wordAt(j) == "-" && !s.tok(j).SpaceBefore {
		return j + 1
	}
	return j
}

// wordUnit is the unit a lexicon word stands for after a, "" when it means
// something else here.
func (s *scanner) wordUnit(a *amount, e *lex, j int) string {
	if e.class&cUnit == 0 {
		return ""
	}
	switch e.word {
	case "second":
		if s.tok(j).SpaceBefore && a.next == j && !a.inWords && a.whole && a.coef != 1 || s.wordAt(j+1) == "-" && !a.inWords {
			return "s"
		}
		if a.coef == 1 && a.whole || !a.whole || a.next != j {
			return "s"
		}
		return ""
	case "stone":
		if a.next != j || a.coef > 60 {
			return ""
		}
	case "minute", "hour", "day", "week", "month", "year":
		if a.coef != 1 && a.whole && a.next == j && a.inWords && !a.multiplied {
			return ""
		}
	}
	return e.unit
}

// letterUnit is the unit a symbol stands for after a; single letters must be
// glued to the number or close the phrase.
func (s *scanner) letterUnit(a *amount, w string, j int) string {
	u := symbolUnit(w)
	glued := !s.tok(j).SpaceBefore
	switch {
	case u == "":
		return ""
	case w == "in":
		next := s.wordAt(j + 1)
		if glued || next == "" || next == "." || next == "," || s.lexAt(j+1).word == "thick" || s.lexAt(j+1).word == "more" {
			return u
		}
		return ""
	case w == "st":
		if !glued {
			return ""
		}
	case w == "C" || w == "F":
		if !glued || a.coef > 1500 || s.adjacentNumber(j+1) || s.wordAt(j+1) == "-" {
			return ""
		}
	case w == "s" || w == "h" || w == "d":
		if !glued || w != "h" {
			return ""
		}
	case len(w) == 1 && !glued && a.inWords:
		return ""
	case w == "am" || w == "pm":
		return ""
	}
	return u
}

// powered squares or cubes u before "2", "^2", "²", "squared", and reads glued
// exponents.
func (s *scanner) powered(u string, j int) (string, int) {
	switch w := s.wordAt(j); {
	case w == "²" || s.lexAt(j).word == "squared":
		return squared(u), j + 1
	case w == "³" || s.lexAt(j).word == "cubed":
		return cubed(u), j + 1
	case w == "^" && s.wordAt(j+1) == "2":
		return squared(u), j + 2
	case w == "^" && s.wordAt(j+1) == "3":
		return cubed(u), j + 2
	}
	return u, j
}

// quoteInches reads 8" as inches where no quotation can close.
func (s *scanner) quoteInches(a *amount, j int) (string, int) {
	if s.word(j) != "″" && (s.tok(j).SpaceBefore || a.coef > 200 || s.quoteOpen(j)) {
		return "", 0
	}
	return "[in_i]", j + 1
}

// quoteOpen reports whether a straight quotation is open before token j.
func (s *scanner) quoteOpen(j int) bool {
	open := false
	for k := j - 1; k >= s.lo && k > j-100; k-- {
		if s.word(k) == "\"" {
			open = !open
		}
	}
	return open
}

// degrees decides what a degree sign or word measures from the token after it.
func (s *scanner) degrees(j int) (string, int) {
	w := s.wordAt(j)
	switch e := s.lexAt(j); {
	case e.unit == "Cel" || w == "C" || w == "c":
		return "Cel", j + 1
	case e.unit == "[degF]" || w == "F" || w == "f":
		return "[degF]", j + 1
	case w == "-" && (s.lexAt(j+1).unit == "Cel" || s.lexAt(j+1).unit == "[degF]"):
		return s.lexAt(j + 1).unit, j + 2
	}
	return "deg", j
}

// plainUnit is the unit word or symbol at token j, "" when there is none.
func (s *scanner) plainUnit(j int) string {
	if e := s.lexAt(j); e.class&cUnit != 0 {
		return e.unit
	}
	return symbolUnit(s.wordAt(j))
}

// rate reads "per hour", "an hour", "a day", "/h" after unit u.
func (s *scanner) rate(u string, j int) (string, int) {
	k := j + 1
	switch w := s.wordAt(j); {
	case w == "/" || s.lexAt(j).word == "per":
	case (s.lexAt(j).word == "a" || s.lexAt(j).word == "an") && s.lexAt(k).class&cTime != 0:
	case w == "-" && (s.wordAt(k) == "per" || s.wordAt(k) == "an" || s.wordAt(k) == "a") && s.wordAt(k+1) == "-":
		k += 2
	default:
		return "", 0
	}
	per := s.plainUnit(k)
	if w := s.wordAt(k); w == "hr" || w == "hour" {
		per = "h"
	}
	for i := range rates {
		if r := &rates[i]; r.unit == u && r.per == per {
			return r.code, k + 1
		}
	}
	return "", 0
}
