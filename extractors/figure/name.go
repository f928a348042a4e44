package figure

import (
	"strings"

	"twosource/extractors/token"
)

// noFigure recognises numbers that are parts of names, codes, telephone
// numbers, addresses, clock times and list marks. It returns the token to go on
// with, 0 when the number may be a figure.
func (s *scanner) noFigure(i int) int {
	k := s.tok(i)
	if k.Kind != token.Number {
		return 0
	}
	switch { // the end is looked for only when needed: it may be far
	case i-1 == s.dated && i > s.lo && (s.word(i-1) == "-" || s.word(i-1) == "–"):
		return s.numberEnd(i) // "Sept. 20-24"
	case s.dateLike(i), s.squad(i), s.listMark(i), s.glued(i), s.clock(i), s.code(i):
		return s.numberEnd(i)
	case s.phone(i) > 0:
		return s.phone(i)
	case s.address(i), s.groupOf(i), s.named(i) && !s.result(i), s.model(i), s.year(i):
		return s.numberEnd(i)
	}
	return 0
}

// groupOf recognises "the Group of 20", "Group of 77".
func (s *scanner) groupOf(i int) bool {
	return i-2 > s.lo && s.word(i-1) == "of" && s.word(i-2) == "Group"
}

// properName recognises number words inside names: "Kick Six", "Seven Network",
// "the Big Ten".
func (s *scanner) properName(i int) bool {
	if i > s.lo && s.lex(i-1).class&cHead != 0 && s.tok(i-1).Shape == token.Title && s.lex(i).class&(cSmall|cTens) != 0 && !s.pluralFollows(i+1) && s.lexAt(i+1).class&(cMult|cUnit) == 0 && s.wordAt(i+1) != "-" {
		return true // "Day three"
	}
	if s.tok(i).Shape == token.Title && i-2 >= s.lo && s.word(i-1) == "-" && s.tok(i-2).Kind == token.Number {
		return true // "7-Eleven"
	}
	if s.tok(i).Shape == token.Title && i-2 >= s.lo && s.word(i-1) == "of" && s.tok(i-2).Shape == token.Title && !s.pluralFollows(i+1) {
		return true // "Group of Seven"
	}
	if s.tok(i).Shape != token.Title || s.afterBreak(i) || s.lex(i).class&(cSmall|cTens|cOrdinal|cFraction) == 0 {
		return false
	}
	before, after := s.tok(i-1), i+1 < s.hi && s.tok(i+1).Kind == token.Word && s.tok(i+1).Shape == token.Title
	return after || before.Kind == token.Word && before.Shape == token.Title && s.lex(i-1).class&cStop == 0
}

// numberEnd is the token after the digits at i and what is glued to them.
func (s *scanner) numberEnd(i int) int {
	j := i + 1
	for j < s.hi && !s.tok(j).SpaceBefore && (s.tok(j).Kind == token.Number || s.tok(j).Kind == token.Word || (s.word(j) == "." || s.word(j) == ":" || s.word(j) == "/" || s.word(j) == "," || s.word(j) == "-") && s.adjacentNumber(j+1)) {
		j++
	}
	return j
}

// listMark recognises "1." and "2)" at the start of a paragraph.
func (s *scanner) listMark(i int) bool {
	if i != s.paragraph || i != s.lo {
		return false
	}
	w := s.wordAt(i + 1)
	return (w == "." || w == ")") && !s.tok(i+1).SpaceBefore && (i+2 >= s.hi || s.tok(i+2).SpaceBefore) && i+1 < len(s.t.Tokens)-1
}

// dateLike recognises 9/11 and 24/7.
func (s *scanner) dateLike(i int) bool {
	if s.wordAt(i+1) != "/" || !s.adjacentNumber(i+2) {
		return false
	}
	a, b := s.word(i), s.word(i+2)
	return a == "9" && b == "11" || a == "24" && b == "7" || a == "7" && b == "7" || a == "20" && b == "20"
}

// squad recognises a bare number in brackets after a name: "Prescott (4)".
func (s *scanner) squad(i int) bool {
	if i-2 < s.lo || s.word(i-1) != "(" || s.wordAt(i+1) != ")" {
		return false
	}
	p := s.tok(i - 2)
	return p.Kind == token.Word && p.Shape == token.Title && len(s.word(i)) <= 3 && s.lex(i-2).class&(cSmall|cTens) == 0
}

// glued recognises numbers that hang on a word or sign before them: "COVID-19",
// "F-16", "mid-2020", "#5", "v2".
func (s *scanner) glued(i int) bool {
	if i == s.lo || s.tok(i).SpaceBefore {
		return false
	}
	p := s.tok(i - 1)
	switch w := s.word(i - 1); {
	case w == "-" || w == "–":
		if p.SpaceBefore || i-1 == s.lo || i-1 < s.done {
			return false
		}
		q := s.lex(i - 2)
		return s.tok(i-2).Kind == token.Word && q.class&(cSmall|cTens|cMult|cUnit) == 0 && q.word != "minus" && s.word(i-2) != "to" && s.word(i-2) != "sub"
	case w == "#" || w == "_" || w == "&" || w == "=" || w == "\\":
		return true
	case p.Kind == token.Word:
		return s.lex(i-1).class&cCode == 0
	case w == "'" || w == "’" || w == "‘":
		return !p.SpaceBefore || w == "’" || s.tok(i).End-s.tok(i).Start == 2 && !s.nounFollows(i+1) && !s.unitFollows(i) && s.wordAt(i+1) != w
	case w == ".":
		return !p.SpaceBefore && i-2 >= s.lo && s.tok(i-2).Kind != token.Number && i-1 >= s.done
	}
	return false
}

// clock recognises 4:39, 2.13pm, 5 a.m.
func (s *scanner) clock(i int) bool {
	j := i + 1
	if s.wordAt(j) == ":" && s.adjacentNumber(j+1) && !s.tok(j).SpaceBefore {
		return true
	}
	if i > s.lo && s.word(i-1) == ":" && !s.tok(i).SpaceBefore && i-2 >= s.lo && s.tok(i-2).Kind == token.Number {
		return true
	}
	if (s.wordAt(j) == "-" || s.wordAt(j) == "–") && s.adjacentNumber(j+1) {
		switch s.wordAt(j + 2) {
		case "am", "pm", "a.m.", "p.m.":
			return true
		}
	}
	switch s.wordAt(j) {
	case "a.m.", "p.m.", "a.m", "p.m", "o’clock", "o'clock", "AM", "PM", "GMT", "UTC", "BST", "EDT", "EST":
		return true
	case "am", "pm":
		w := s.word(i)
		return clockDigits(w) && !(s.wordAt(j+1) == "is") && !(i > s.lo && s.word(i-1) == "of")
	}
	return false
}

// clockDigits reports whether w reads as hours or hours and minutes.
func clockDigits(w string) bool {
	n, dot := 0, -1
	for i := 0; i < len(w); i++ {
		if w[i] == '.' {
			dot = i
			continue
		}
		if dot < 0 {
			n = n*10 + int(w[i]-'0')
		}
	}
	return n <= 12 && (dot < 0 || len(w)-dot == 3)
}

// code recognises numbers with letters glued after them that are neither unit
// nor multiplier: "5G", "3D", "13F", and chains such as "20-F".
func (s *scanner) code(i int) bool {
	j := i + 1
	if j >= s.hi || s.tok(j).SpaceBefore {
		return false
	}
	w := s.word(j)
	if s.tok(j).Kind != token.Word {
		if w == "(" && s.wordAt(j+2) == ")" && s.tokIsWord(j+1) && s.tok(j+1).End-s.tok(j+1).Start == 1 {
			return true // "401(k)"
		}
		if w != "-" && w != "/" || j+1 >= s.hi || s.tok(j+1).SpaceBefore {
			return false
		}
		n := s.tok(j + 1)
		if s.lex(j+1).class&cSmall != 0 && n.Shape == token.Title {
			return true // "7-Eleven"
		}
		if k := j + 2; n.Kind == token.Number && k < s.hi && !s.tok(k).SpaceBefore && s.tok(k).Kind == token.Word && s.tok(k).Shape == token.Upper && s.lex(k).class&cUnit == 0 && symbolUnit(s.word(k)) == "" && s.tok(k).End-s.tok(k).Start > 1 {
			return w == "-" && s.lex(k).class&(cMoney|cMult) == 0 // "777-200LR"
		}
		return n.Kind == token.Word && n.Shape == token.Upper && n.End-n.Start <= 2 && s.lex(j+1).class&cUnit == 0 && w == "-"
	}
	switch w {
	case "M":
		return s.word(i) == "3" && s.tokIsWord(i+2) && !s.pluralFollows(i+2) // the company
	case "K":
		return s.word(i) == "4" || s.word(i) == "8" // screens
	case "C.", "F.":
		return false
	case "G", "D", "P", "x", "X", "v":
		return w != "x" && w != "v" || !s.adjacentNumber(j+1)
	}
	e := s.lex(j)
	if e.class&(cUnit|cMoney|cCode|cMult|cDozen) != 0 || symbolUnit(w) != "" || e.word == "deg" || e.word == "sq" {
		return false
	}
	switch w {
	case "m", "k", "K", "M", "b", "B", "T", "t", "p", "c", "pc", "pct", "pp", "bp", "bps", "th", "st", "nd", "rd", "yo", "y", "s", "bn", "tn", "mn", "e", "x10", "cr", "元", "U", "US", "ppt", "ish":
		return false
	}
	if w[0] == 'e' || w[0] == 'E' { // powers of ten
		return len(w) > 1 && (w[1] < '0' || w[1] > '9')
	}
	return true
}

// phone recognises telephone and account numbers: three or more groups joined
// by hyphens, or groups from one that starts with 0. It returns the token after them.
func (s *scanner) phone(i int) int {
	if next := s.dialled(i); next > 0 {
		return next
	}
	j := i + 1
	if w := s.word(i); len(w) > 2 && w[0] == '0' && !strings.ContainsAny(w, ".,") {
		for s.tokIsNumber(j) {
			j++ // "0800 123 456"
		}
		if j > i+1 {
			return j
		}
	}
	groups := 1
	for j+1 < s.hi && (s.word(j) == "-" || s.word(j) == "/" && groups > 1) && !s.tok(j).SpaceBefore && s.adjacentNumber(j+1) {
		groups++
		j += 2
	}
	if groups >= 3 {
		return j
	}
	return 0
}

// dialled recognises "+44 20 7946 0958", "(212) 555-0123" and "call 911".
func (s *scanner) dialled(i int) int {
	w := s.word(i)
	if i > s.lo && s.word(i-1) == "+" && !s.tok(i).SpaceBefore && len(w) <= 3 {
		j := i + 1
		for s.tokIsNumber(j) || (s.wordAt(j) == "-" || s.wordAt(j) == "(" || s.wordAt(j) == ")") && s.tokIsNumber(j+1) {
			j++
		}
		if j > i+2 {
			return j
		}
	}
	if i > s.lo && s.word(i-1) == "(" && len(w) == 3 && s.wordAt(i+1) == ")" && s.tokIsNumber(i+2) && s.wordAt(i+3) == "-" && s.adjacentNumber(i+4) {
		return i + 5
	}
	switch w {
	case "911", "999", "112", "111", "101", "988":
		switch s.lexAny(i - 1) {
		case "call", "called", "calling", "dial", "dialled", "dialed", "calls":
			return i + 1
		}
	}
	return 0
}

// address recognises a house number: "8777 Collins Avenue".
func (s *scanner) address(i int) bool {
	first := i + 1
	if s.wordAt(first) == "-" && s.adjacentNumber(first+1) {
		first += 2
	}
	for j := first; j < s.hi && j < first+4; j++ {
		k := s.tok(j)
		if k.Kind == token.Number && j > first && j+1 < s.hi && !s.tok(j+1).SpaceBefore {
			j++
			continue
		}
		if k.Kind != token.Word || k.Shape == token.Lower {
			return false
		}
		if s.lex(j).class&cStreet != 0 && (j > first || s.tokIsWord(j+1) && s.tok(j+1).Shape == token.Title) {
			return true
		}
	}
	return false
}

// named recognises a number as part of a name before it: "Microsoft 365",
// "Section 230", "Boeing 737 MAX".
func (s *scanner) named(i int) bool {
	if i == s.lo {
		return false
	}
	p := s.tok(i - 1)
	if p.Kind != token.Word || !s.tok(i).SpaceBefore {
		return false
	}
	e := s.lex(i - 1)
	if strings.ContainsAny(s.word(i-1), "'’") {
		// "Standard & Poor's 500"
		return s.lex(i-1).word == "" && i-2 >= s.lo && s.word(i - 1)[len(s.word(i-1))-1] == 's' && s.tok(i-1).End-s.tok(i-1).Start <= 4 && s.tok(i-2).Shape == token.Title && !s.unitFollows(i) && !s.nounFollows(i+1)
	}
	if e.word == "no." || e.word == "nos." || e.word == "nr" {
		return false // ranks read them
	}
	if e.class&cHead != 0 {
		return s.headed(i, e)
	}
	if p.Shape == token.Lower || s.unitFollows(i) {
		return false
	}
	if e.class&cMonth != 0 {
		return false
	}
	if i-1 == s.lo || s.afterBreak(i-1) {
		return e.class&(cStop|cAdverb|cCode|cUp|cDown) == 0 && !s.pluralFollows(i+1) || p.Shape == token.MixedCase
	}
	if e.class&(cStop|cAdverb|cCode|cUp|cDown) != 0 && p.Shape == token.Title || e.class&cCode != 0 {
		return false
	}
	if s.inPlace(i-1) && s.pluralFollows(i+1) {
		return false
	}
	return true
}

// model recognises a number before a word that makes it a product or a code:
// "737 MAX", "11 Pro".
func (s *scanner) model(i int) bool {
	switch s.wordAt(i + 1) {
	case "BC", "BCE", "AD", "CE", "B.C.", "A.D.":
		return true
	case "MAX", "Max", "Dreamliner", "Pro", "Ultra", "Mini", "Plus", "ZIP":
		return s.tok(i + 1).SpaceBefore
	}
	return false
}

// nounFollows reports whether a noun or adjective in lower case stands at j.
func (s *scanner) nounFollows(j int) bool {
	return j < s.hi && s.tok(j).Kind == token.Word && s.tok(j).Shape == token.Lower && !s.stops(j)
}

// result reports whether the number at i begins a result after the name of the
// side beaten: "beat Charlton 2-1".
func (s *scanner) result(i int) bool {
	return (s.wordAt(i+1) == "-" || s.wordAt(i+1) == "–") && !s.tok(i+1).SpaceBefore && s.adjacentNumber(i+2) && len(s.word(i)) <= 3 && s.game()
}

// headed decides after a word such as "Section" or "Flight".
func (s *scanner) headed(i int, e *lex) bool {
	if s.unitFollows(i) && !(s.tok(i-1).Shape != token.Lower && i-1 > s.lo) {
		return false
	}
	switch e.word {
	case "week", "day", "game", "match", "set", "round", "lap", "track", "train", "bus", "line", "part", "row", "catch", "test", "hole", "heat", "quarter", "leg", "box", "bill", "figure", "item", "grade", "class", "group", "type", "level", "stage", "phase", "act", "model", "question", "season", "episode", "unit", "page", "number", "channel", "area", "seat", "paragraph", "room", "district", "category", "division", "version", "article", "section", "chapter", "exit", "floor", "block", "lot", "table":
		return !s.pluralFollows(i+1) || s.tok(i-1).Shape != token.Lower
	}
	return s.tok(i-1).Shape != token.Lower || e.word == "s&p"
}

// afterBreak reports whether token j starts a clause or quotation, where a
// capital says nothing.
func (s *scanner) afterBreak(j int) bool {
	if j == s.lo {
		return true
	}
	k := s.tok(j - 1)
	return k.Kind == token.Quote || s.word(j-1) == ":" || s.word(j-1) == "•" || s.word(j-1) == "("
}

// inPlace reports whether the name ending at token j follows "in" or "at", as
// in "In Florida 12 people died".
func (s *scanner) inPlace(j int) bool {
	for j > s.lo && s.tok(j).Kind == token.Word && s.tok(j).Shape != token.Lower {
		if s.lex(j).class&cStop != 0 {
			return true
		}
		j--
	}
	switch s.lex(j).word {
	case "in", "at", "on", "near", "from", "across", "outside":
		return true
	}
	return s.lex(j).class&cMonth != 0
}

// unitFollows reports whether the number at i goes on with a unit or multiplier.
func (s *scanner) unitFollows(i int) bool {
	j := i + 1
	if j >= s.hi {
		return false
	}
	e := s.lex(j)
	if e.class&(cMult|cUnit|cMoney|cDozen) != 0 && s.tok(j).Shape != token.Title {
		return e.word != "second" && e.word != "m"
	}
	w := s.word(j)
	return w == "%" || e.word == "percent" || e.word == "per" || e.word == "pct" || signCode(w) != "" || s.tok(j).Kind == token.Word && symbolUnit(w) != "" && len(w) > 1 && w != "in"
}

// year recognises a bare year that the dates did not take: "in 1998".
func (s *scanner) year(i int) bool {
	w := s.word(i)
	if len(w) != 4 || w[0] != '1' && w[0] != '2' || w[0] == '2' && w[1] > '0' || i == s.lo {
		return false
	}
	for _, c := range []byte(w) {
		if c < '0' || c > '9' {
			return false
		}
	}
	if s.unitFollows(i) || s.pluralFollows(i+1) {
		return false
	}
	if w[0] == '1' && w[1] < '7' {
		return s.lex(i-1).word == "in" || s.lex(i-1).word == "by"
	}
	switch s.lex(i - 1).word {
	case "in", "since", "until", "till", "during", "by", "before", "after", "of", "from", "circa", "year", "late", "early", "the", "spring", "summer", "autumn", "fall", "winter", "season":
		return true
	}
	return s.lex(i-1).class&cMonth != 0
}
