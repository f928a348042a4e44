package figure

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/token"
)

// special reads what is no plain amount: ordinals, ranks, ratios such as
// "doubled", decades of life. It returns the token after it, 0 for none.
func (s *scanner) special(i int) int {
	e := s.lex(i)
	switch {
	case e.class&cFold != 0:
		return s.fold(i, e)
	case s.tok(i).Kind == token.Number && s.ordinalSuffix(i+1):
		return s.numericOrdinal(i)
	case s.tok(i).Kind == token.Number && s.wordAt(i+1) == "s" && !s.tok(i+1).SpaceBefore:
		if next := s.decade(i); next > 0 {
			return next
		}
		return i + 2
	case e.class&cDecade != 0:
		return max(s.decade(i), i+1)
	case e.class&cOrdinal != 0 && e.class&cSmall == 0:
		return s.wordRank(i, e)
	case s.tok(i).Kind == token.Number && i > s.lo:
		return s.numberSign(i)
	}
	return 0
}

func (s *scanner) ordinalSuffix(j int) bool {
	if j >= s.hi || s.tok(j).SpaceBefore {
		return false
	}
	w := s.word(j - 1)
	last, teen := w[len(w)-1], len(w) > 1 && w[len(w)-2] == '1'
	switch s.word(j) {
	case "st", "ST":
		return last == '1' && !teen // else stones
	case "nd", "ND":
		return last == '2' && !teen
	case "rd", "RD":
		return last == '3' && !teen
	case "th", "TH":
		return true
	}
	return false
}

// numericOrdinal reads "14th" as a rank before a superlative, else as an
// ordinal; in names ("22nd Amendment", "5th Avenue", "20th Century Fox") it is
// none.
func (s *scanner) numericOrdinal(i int) int {
	d, ok := scanDigits(s.src, int(s.tok(i).Start), s.limit)
	next := i + 2
	if !ok || !d.whole || d.grouped {
		return next
	}
	if s.superlative(next) {
		return s.emitRank(i, next, d.coef, corpus.Rank)
	}
	if next < s.hi && s.tok(next).Kind == token.Word && (s.tok(next).Shape != token.Lower || s.lex(next).class&cHead != 0) {
		return next
	}
	switch s.wordAt(next) {
	case "century", "centuries", "-", "street", "floor", "amendment", "congress", "hole", "minute":
		if !(s.wordAt(next) == "-") || s.lexAt(next+1).word != "ranked" {
			return next
		}
	}
	if s.wordAt(i-1) == "the" && s.clauseEnds(next) {
		switch s.wordAt(i - 2) {
		case "on", "by", "until", "from", "since", "before", "after":
			return next // of a month
		}
	}
	kind := corpus.Ordinal
	switch s.lexAt(i - 1).word {
	case "ranked", "finished", "placed", "ranks":
		kind = corpus.Rank
	}
	return s.emitRank(i, next, d.coef, kind)
}

// wordRank reads "third-largest", "ranked third", "finished second".
func (s *scanner) wordRank(i int, e *lex) int {
	if e.num < 1 {
		return 0
	}
	next := i + 1
	if s.superlative(next) {
		if e.word == "first" {
			return 0
		}
		return s.emitRank(i, next, e.num, corpus.Rank)
	}
	if i == s.lo || !s.clauseEnds(next) && s.lexAt(next).word != "place" {
		return 0
	}
	switch s.lex(i - 1).word {
	case "ranked", "ranks", "rank", "finished", "placed", "ranking":
		return s.emitRank(i, next, e.num, corpus.Rank)
	case "in":
		switch s.lexAt(i - 2).word {
		case "finished", "came", "placed":
			if s.lexAt(next).word == "place" || s.wordAt(next) == "place" {
				return s.emitRank(i, next, e.num, corpus.Rank)
			}
		}
	}
	return 0
}

// superlative reports whether a superlative follows at token j, with or
// without a hyphen.
func (s *scanner) superlative(j int) bool {
	if s.wordAt(j) == "-" {
		j++
	}
	e := s.lexAt(j)
	if e.word == "most" {
		return true
	}
	return e.class&cSuper != 0
}

// numberSign reads "No. 1", "number two" as ranks.
func (s *scanner) numberSign(i int) int {
	switch s.lex(i - 1).word {
	case "no.":
	case "ranked":
		if s.wordAt(i+1) == "%" {
			return 0
		}
	default:
		return 0
	}
	if s.lex(i-1).word == "no." && s.tok(i-1).Shape == token.Lower {
		return 0
	}
	d, ok := scanDigits(s.src, int(s.tok(i).Start), s.limit)
	if !ok || !d.whole || d.grouped || d.coef == 0 {
		return s.tokenAt(i, d.end)
	}
	return s.emitRank(i, s.tokenAt(i, d.end), d.coef, corpus.Rank)
}

func (s *scanner) emitRank(i, next int, n int64, k corpus.FigureKind) int {
	v, err := decimal.New(n, 0)
	if err != nil {
		return next
	}
	f := corpus.Figure{Kind: k}
	f.Value, f.Low, f.High, f.Digits = v, v, v, wordDigits(n)
	f.Start, f.End = int(s.tok(i).Start), int(s.tok(next-1).End)
	s.put(f)
	s.done = next
	return next
}

// fold reads "doubled", "tripled", "a tenfold increase": the new level as a
// ratio to the old.
func (s *scanner) fold(i int, e *lex) int {
	if i+1 < s.hi && (s.word(i+1) == "-" || s.lex(i+1).word == "down" || s.lex(i+1).word == "over" || s.lex(i+1).word == "up") {
		return i + 1
	}
	v, err := decimal.New(e.num, 0)
	if err != nil {
		return i + 1
	}
	f := corpus.Figure{Kind: corpus.Ratio, Role: "ratio", Direction: "up"}
	if e.num == 0 { // halved
		v, f.Direction = half, "down"
	}
	f.Value, f.Low, f.High, f.Unit, f.Digits = v, v, v, "1", 1
	f.Start, f.End = int(s.tok(i).Start), int(s.tok(i).End)
	s.boundBefore(&f, i)
	s.put(f)
	s.done = i + 1
	return i + 1
}

// oneCounts reports whether "one" (or "a hundred" read as one) counts
// something: "one person", "one of the dead", not "no one", "one day".
func (s *scanner) oneCounts(a *amount) bool {
	if !a.inWords {
		return true
	}
	switch p := s.lexAt(a.first - 1); p.word {
	case "the", "this", "that", "no", "every", "any", "each", "some", "which", "another", "other", "first", "last", "big", "good", "only", "new", "next", "latest", "old", "former", "latter", "loved":
		return false
	}
	j := a.next
	if j >= s.hi || s.pronoun(a.first) {
		return false
	}
	e := s.lex(j)
	switch e.word {
	case "of":
		if s.wordAt(a.first-1) == "," {
			return false // an apposition names a member, it does not count
		}
		switch s.wordAt(j + 1) {
		case "", "them", "us", "you", "whom", "which", "those", "these", "a", "an", "many", "several":
			return false
		case "the", "its", "his", "her", "their", "our", "my", "your", "all":
			return true
		}
		return s.lexAt(j+1).class&(cSmall|cTens) != 0 || s.tokIsWord(j+1) && s.tok(j+1).Shape != token.Lower || s.pluralFollows(j+1)
	case "in", "over":
		_, ok := s.outOf(a)
		return ok
	case "out":
		return true
	case "and":
		if s.lexAt(a.first-1).word == "between" {
			return s.tokIsNumber(j+1) || s.lexAt(j+1).class&(cSmall|cTens) != 0
		}
	case "to", "or":
		return s.tokIsNumber(j+1) || s.lexAt(j+1).class&(cSmall|cTens) != 0
	case "day", "thing", "another", "time", "way", "point", "stage":
		return false
	case "hand", "side":
		return s.lexAt(a.first-1).word != "on"
	}
	if s.wordAt(j) == "-" {
		n := s.lexAt(j + 1)
		return n.class&(cSmall|cTens) == 0 && !s.tok(j).SpaceBefore && n.word != "on" && n.word != "off" && n.word != "time" && n.word != "sided" && n.word != "way"
	}
	return s.tok(j).Kind == token.Word && !s.stops(j) && !s.looksVerb(j)
}

// pronoun recognises "one" after an article and an adjective: "a real one of".
func (s *scanner) pronoun(i int) bool {
	if i-2 < s.lo || s.tok(i-1).Kind != token.Word || s.tok(i-1).Shape != token.Lower || s.stops(i-1) || s.lex(i-1).class&(cAdverb|cSmall) != 0 {
		return false
	}
	switch s.lex(i - 2).word {
	case "a", "an", "the", "this", "that":
		return true
	}
	return false
}

// looksVerb reports whether the word after "one" is rather its verb ("one can",
// "one wonders").
func (s *scanner) looksVerb(j int) bool {
	w := s.word(j)
	return s.tok(j).Shape == token.Lower && len(w) > 3 && (w[len(w)-1] == 's' && w[len(w)-2] != 's' || w[len(w)-2:] == "ed")
}
