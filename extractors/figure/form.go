package figure

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/token"
)

// form decides what shape a begins (range, score, ratio, compound, plain),
// emits it and returns the token after it.
func (s *scanner) form(a amount) int {
	if next := s.score(&a); next > 0 {
		return next
	}
	s.footInch(&a)
	if b, ok := s.rangeEnd(&a); ok {
		return s.emitRange(a, b)
	}
	if b, ok := s.outOf(&a); ok {
		return s.emitRatio(a, b)
	}
	s.shareEnd(&a)
	s.compound(&a)
	s.spelledTwice(&a)
	return s.emitAmount(a)
}

func (a *amount) signed() (decimal.Decimal, bool) {
	d, ok := a.value()
	if a.neg {
		d = d.Neg()
	}
	return d, ok
}

// emitAmount emits a plain amount.
func (s *scanner) emitAmount(a amount) int {
	v, ok := a.signed()
	if !ok {
		return a.next
	}
	f := corpus.Figure{Kind: a.kind}
	f.Value, f.Low, f.High, f.Digits, f.Unit = v, v, v, a.sig, a.unit
	f.Start, f.End = a.start, a.end
	if a.den > 1 && a.kind == corpus.Count && !a.multiplied {
		f.Kind, f.Unit = corpus.Ratio, "1"
	}
	if a.vague {
		if !vagueBounds(&f, a.size, a.coef) {
			return a.next
		}
	}
	return s.finish(f, &a)
}

// vagueBounds sets the interval of a vague plural: at least two of its size,
// less than ten (for dozens: up to 99).
func vagueBounds(f *corpus.Figure, size, _ int64) bool {
	low, err1 := decimal.New(2*size, 0)
	top := size*10 - 1
	if size == 12 || size == 20 {
		top = 99
	}
	high, err2 := decimal.New(top, 0)
	if err1 != nil || err2 != nil || size > 1e15 {
		return false
	}
	f.Value, f.Low, f.High, f.Bound = low, low, high, corpus.Vague
	return true
}

// outOf reads "one in five", "3 out of 4", "two-in-three".
func (s *scanner) outOf(a *amount) (amount, bool) {
	if a.kind != corpus.Count || !a.whole || a.multiplied && !a.inWords || a.grouped {
		return amount{}, false
	}
	j := a.next
	hyphens := s.wordAt(j) == "-" && s.wordAt(j+1) == "in" && s.wordAt(j+2) == "-"
	out := s.lexAt(j).word == "out" && s.lexAt(j+1).word == "of"
	if j+1 < s.hi && a.inWords && s.tok(j).Kind == token.Word && s.tok(j).Shape == token.Lower && !s.stops(j) && s.lex(j).class&(cUnit|cMult) == 0 && (s.word(j+1) == "in" || s.word(j+1) == "out" && s.wordAt(j+2) == "of") {
		j++ // "one person in five"
		out = s.word(j) == "out"
	}
	switch {
	case hyphens:
		j += 3
	case out:
		j += 2
	case s.lexAt(j).word == "over":
		return s.over(a, j+1)
	case s.lexAt(j).word == "in":
		j++
		if s.lexAt(j).word == "every" {
			j++
		}
	default:
		return amount{}, false
	}
	if s.lexAt(j).word == "every" {
		j++
	}
	if j >= s.hi || s.dateAt(j) != nil {
		return amount{}, false
	}
	b, ok := s.amountAt(j)
	if !ok || b.kind != corpus.Count || !b.whole || b.first != j || b.vague || b.coef <= a.coef || b.scale != a.scale && b.scale < -12 {
		return b, false
	}
	if !out && !hyphens && (a.coef > 20 || !s.roundShare(a, &b)) {
		return b, false
	}
	return b, true
}

// over reads "one over twenty", a fraction said aloud, at the end of a clause.
func (s *scanner) over(a *amount, j int) (amount, bool) {
	if j >= s.hi || s.tok(j).Kind != token.Number && s.lex(j).class&(cSmall|cTens) == 0 {
		return amount{}, false
	}
	b, ok := s.amountAt(j)
	return b, ok && b.kind == corpus.Count && b.whole && !b.neg && b.coef > 0 && b.scale == 0 && s.clauseEnds(b.next) && a.next-a.first == 1
}

// roundShare tells "one in five people" from "three in 12 games".
func (s *scanner) roundShare(a, b *amount) bool {
	if e := s.lexAt(b.next); e.class&cUnit != 0 {
		return false
	}
	if a.coef == 1 || b.coef <= 10 && b.scale == 0 || b.scale < 0 {
		return a.coef < 10
	}
	return b.coef == 20 || b.coef == 100 || b.coef == 1000
}

func (s *scanner) emitRatio(a, b amount) int {
	x, ok1 := a.value()
	y, ok2 := b.value()
	if !ok1 || !ok2 {
		return b.next
	}
	v, err := x.Quo(y)
	if err != nil {
		return b.next
	}
	if a.neg {
		v = v.Neg()
	}
	f := corpus.Figure{Kind: corpus.Ratio}
	f.Value, f.Low, f.High, f.Unit, f.Digits = v, v, v, "1", max(a.sig, 2)
	f.Start, f.End = a.start, b.end
	b.first = a.first
	return s.finish(f, &b)
}

// score reads "3-1" and "98 to 95" where the sentence speaks of a game or a vote.
func (s *scanner) score(a *amount) int {
	j := a.next
	if s.lexAt(j).word == "to" {
		return s.scoreTo(a, j+1)
	}
	if w := s.wordAt(j); w != "-" && w != "–" || a.kind != corpus.Count || !a.whole || a.multiplied || a.inWords || s.tok(j).SpaceBefore || !s.adjacentNumber(j+1) {
		return 0
	}
	d, ok := scanDigits(s.src, int(s.tok(j+1).Start), s.limit)
	if !ok || !d.whole || d.grouped || a.coef > 250 || d.coef > 250 {
		return 0
	}
	next := s.tokenAt(j+1, d.end)
	if next < s.hi && !s.tok(next).SpaceBefore && (s.tok(next).Kind == token.Word || s.word(next) == "%" || s.word(next) == "-" && s.adjacentNumber(next+1)) {
		return 0
	}
	if d.coef > a.coef && (!s.game() || s.lexAt(next).class&cUnit != 0 || s.percentAt(next)) {
		return 0
	}
	return s.emitScore(a, d.coef, d.end, next)
}

func (s *scanner) emitScore(a *amount, other int64, end, next int) int {
	x, err1 := decimal.New(a.coef, 0)
	y, err2 := decimal.New(other, 0)
	if err1 != nil || err2 != nil {
		return 0
	}
	f := corpus.Figure{Kind: corpus.Score}
	f.Value, f.Low, f.High, f.Digits = x, x.Min(y), x.Max(y), a.sig
	f.Start, f.End = a.start, end
	s.put(f)
	s.done = next
	return next
}

// scoreTo reads "won 98 to 95", "passed 230 to 200": the larger number first,
// right behind what is won, both bare.
func (s *scanner) scoreTo(a *amount, j int) int {
	if a.kind != corpus.Count || !a.whole || a.multiplied || a.inWords || a.grouped || a.neg || a.coef > 700 || !s.tokIsNumber(j) {
		return 0
	}
	if w := s.wordAt(a.first - 1); s.lexAt(a.first-1).class&cGame == 0 && w != "passed" && w != "approved" && w != "rejected" {
		return 0
	}
	d, ok := scanDigits(s.src, int(s.tok(j).Start), s.limit)
	next := s.tokenAt(j, d.end)
	if !ok || !d.whole || d.grouped || d.coef > a.coef || !s.clauseEnds(next) && s.lexAt(next).class&cGame == 0 {
		return 0
	}
	return s.emitScore(a, d.coef, d.end, next)
}

func (s *scanner) percentAt(j int) bool {
	return s.wordAt(j) == "%" || s.lexAt(j).word == "percent" || s.lexAt(j).word == "per"
}

// game reports whether the sentence has a cue of a match or a vote.
func (s *scanner) game() bool {
	if s.gamed == 0 {
		s.gamed = -1
		for k := s.lo; k < s.hi && s.gamed < 0; k++ {
			if s.tok(k).Kind == token.Word && s.lex(k).class&cGame != 0 {
				s.gamed = 1
			}
		}
	}
	return s.gamed > 0
}

// compound adds the minor unit of "5 feet 10 inches", "13 dollars 45 cents".
func (s *scanner) compound(a *amount) {
	if !a.whole || a.den != 1 || a.neg || a.multiplied {
		return
	}
	j := a.next
	if s.lexAt(j).word == "and" || s.wordAt(j) == "," && a.kind == corpus.Measure && !isTime(a.unit) {
		j++
	}
	if j >= s.hi || s.dateAt(j) != nil {
		return
	}
	div := minorOf(a.unit, "")
	if div == 0 || s.tok(j).Kind != token.Number && s.tok(j).Kind != token.Word {
		return
	}
	if s.tok(j).Kind == token.Word && s.lex(j).class&(cSmall|cTens) == 0 {
		return
	}
	b, ok := s.amountAt(j)
	if ok && a.kind == corpus.Money && b.unit == "" && b.kind == corpus.Count && b.whole && s.tok(a.next-1).Kind == token.Word && s.clauseEnds(b.next) && (b.next >= s.hi || s.tok(b.next).Kind != token.Word) {
		b.unit = "USX" // "15 dollars 50"
	}
	if !ok || b.first != j || minorOf(a.unit, b.unit) == 0 || b.unit == "" || b.den != 1 || b.scale != 0 || b.coef >= 100 || a.coef > 1e9 {
		return
	}
	den := minorOf(a.unit, b.unit)
	if b.coef >= den {
		return
	}
	a.coef, a.whole, a.sig = a.coef*den+b.coef, false, a.sig+b.sig
	switch {
	case den == 100:
		a.scale = 2
	case den == 60:
		a.unit, a.whole = b.unit, true // minutes, which stay whole
	default:
		a.den = den
	}
	a.next, a.end = b.next, b.end
}

// footInch reads the inches of "5-foot-9".
func (s *scanner) footInch(a *amount) {
	j := a.next
	if s.wordAt(j) == "'" && a.unit == "" && a.kind == corpus.Count && !s.tok(j).SpaceBefore && s.adjacentNumber(j+1) && (s.wordAt(j+2) == "\"" || s.wordAt(j+2) == "”" || s.wordAt(j+2) == "″") && a.coef < 9 && a.whole {
		if d, ok := scanDigits(s.src, int(s.tok(j+1).Start), s.limit); ok && d.whole && d.coef < 12 { // 5'10"
			a.coef, a.den, a.whole, a.sig = a.coef*12+d.coef, 12, false, a.sig+d.sig
			s.set(a, corpus.Measure, "[ft_i]", j+3)
		}
		return
	}
	if a.unit != "[ft_i]" || s.wordAt(j) != "-" || s.tok(j).SpaceBefore || !s.adjacentNumber(j+1) || !a.whole || a.scale != 0 || a.coef > 9 {
		return
	}
	d, ok := scanDigits(s.src, int(s.tok(j+1).Start), s.limit)
	if ok && d.whole && d.coef < 12 {
		a.coef, a.den, a.whole, a.sig = a.coef*12+d.coef, 12, false, a.sig+d.sig
		a.next, a.end = s.tokenAt(j+1, d.end), d.end
	}
}

// minorOf is how many of the minor unit make one of the major, 0 when they do
// not belong together. With minor "" it reports whether major has a minor unit.
func minorOf(major, minor string) int64 {
	switch {
	case major == "[ft_i]" && (minor == "[in_i]" || minor == ""):
		return 12
	case major == "[lb_av]" && (minor == "[oz_av]" || minor == ""):
		return 16
	case major == "[stone_av]" && (minor == "[lb_av]" || minor == ""):
		return 14
	case major == "h" && (minor == "min" || minor == ""), major == "min" && minor == "s":
		return 60
	case len(major) == 3 && major != "bit" && (minor == "" || len(minor) == 3 && minor[2] == 'X'):
		return 100
	}
	return 0
}

// spelledTwice takes "forty-five (45)" as one figure.
func (s *scanner) spelledTwice(a *amount) {
	j := a.next
	if s.wordAt(j) != "(" || a.kind != corpus.Count || j+2 >= s.hi {
		return
	}
	n, ok := s.readNumber(j + 1)
	if ok && n.inWords != a.inWords && n.coef == a.coef && n.scale == a.scale && n.den == a.den && s.wordAt(n.next) == ")" {
		a.next, a.end = n.next+1, int(s.tok(n.next).End)
	}
}

// finish adds what the words around f say and emits it.
func (s *scanner) finish(f corpus.Figure, a *amount) int {
	s.context(&f, a)
	s.put(f)
	s.done = a.next
	return a.next
}

func (s *scanner) put(f corpus.Figure) {
	if n := len(s.out); n > s.base && f.Start < s.out[n-1].End {
		return
	}
	s.out = append(s.out, f)
}
