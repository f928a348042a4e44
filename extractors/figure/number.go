package figure

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/extractors/token"
)

// number is a number with its multipliers, before unit and context. Its value
// is coef × 10^-scale ÷ den.
type number struct {
	coef       int64
	scale      int
	den        int64 // 1, or the denominator of a fraction
	sig        int
	first      int // first token
	next       int // token after the last
	start, end int // bytes
	inWords    bool
	multiplied bool // "million", "bn", "dozen"
	power      int  // of ten, of a multiplier after digits
	grouped    bool
	whole      bool
	vague      bool  // dozens, hundreds
	size       int64 // of one, when vague
	one        bool  // the word "one", or "a"
	tail       int   // tokens that belong to the number after its unit ("and a half")
}

// value is the number as a decimal; ok is false beyond 19 digits.
func (n *number) value() (decimal.Decimal, bool) {
	d, ok := power(n.coef, n.scale)
	if !ok || n.den <= 1 {
		return d, ok
	}
	q, err := decimal.New(n.den, 0)
	if err != nil {
		return d, false
	}
	r, err := d.Quo(q)
	return r, err == nil
}

// power is coef × 10^-scale, scale may be negative.
func power(coef int64, scale int) (decimal.Decimal, bool) {
	for scale < 0 {
		if coef > 1<<62/10 || coef < -1<<62/10 {
			return decimal.Decimal{}, false
		}
		coef *= 10
		scale++
	}
	d, err := decimal.New(coef, scale)
	return d, err == nil
}

// readNumber reads the number that starts at token i, in digits or words, with
// its multipliers.
func (s *scanner) readNumber(i int) (number, bool) {
	if i >= s.hi {
		return number{}, false
	}
	switch k := s.tok(i); {
	case k.Kind == token.Number:
		if j := i - 1; j > s.lo && s.word(j) == "-" && s.tok(j).SpaceBefore && !k.SpaceBefore && s.tok(j-1).Kind == token.Word && s.tok(j-1).Shape == token.Upper && !s.unitFollows(i) {
			return number{next: i + 1}, false // "COVID -19"
		}
		return s.readDigits(i, int(k.Start))
	case k.Kind == token.Symbol:
		return s.vulgar(number{den: 1, first: i, next: i, start: int(k.Start), end: int(k.Start)}, i)
	case k.Kind == token.Punct && s.word(i) == "." && s.adjacentNumber(i+1) && k.SpaceBefore:
		return s.pointed(i)
	case k.Kind == token.Word:
		return s.readWords(i)
	}
	return number{}, false
}

func (s *scanner) adjacentNumber(i int) bool {
	return i < s.hi && s.tok(i).Kind == token.Number && !s.tok(i).SpaceBefore
}

// pointed reads ".77".
func (s *scanner) pointed(i int) (number, bool) {
	n, ok := s.readDigits(i+1, int(s.tok(i+1).Start))
	if !ok || !n.whole || n.grouped || n.multiplied {
		return n, false
	}
	n.scale = n.end - int(s.tok(i+1).Start)
	n.first, n.start, n.whole = i, int(s.tok(i).Start), false
	return n, n.scale <= 18
}

// readDigits reads digits at byte p inside token i.
func (s *scanner) readDigits(i, p int) (number, bool) {
	d, ok := scanDigits(s.src, p, s.limit)
	n := number{coef: d.coef, scale: d.scale, den: 1, sig: d.sig, first: i, start: p, end: d.end, grouped: d.grouped, whole: d.whole}
	n.next = s.tokenAt(i, d.end)
	if !ok {
		return n, false
	}
	if k := s.tok(i); k.Kind == token.Word && d.end < int(k.End) {
		return s.innerMultiplier(n, s.src[d.end:k.End], int(k.End))
	}
	if v, ok := s.vulgar(n, n.next); ok {
		return v, true
	}
	if v, ok := s.slashed(n); ok {
		n = v
	} else if v, ok := s.exponent(n); ok {
		n = v
	}
	return s.chain(s.halves(s.multiply(n))), true
}

// tokenAt is the first token from i on that starts at or after byte p.
func (s *scanner) tokenAt(i, p int) int {
	for i < len(s.t.Tokens) && int(s.tok(i).Start) < p {
		i++
	}
	return i
}

// vulgar adds a fraction sign to n: "2½", "¾".
func (s *scanner) vulgar(n number, i int) (number, bool) {
	if i >= s.hi || s.tok(i).Kind != token.Symbol {
		return n, false
	}
	f := vulgarFraction(s.word(i))
	if f[1] == 0 || n.scale != 0 || n.coef > 1<<40 {
		return n, false
	}
	n.coef, n.den = n.coef*f[1]+f[0], f[1]
	n.next, n.end, n.sig, n.whole = i+1, int(s.tok(i).End), 3, false
	return s.multiply(n), true
}

// vulgarFraction is numerator and denominator of a fraction sign, zero for
// another symbol.
func vulgarFraction(w string) [2]int64 {
	switch w {
	case "½":
		return [2]int64{1, 2}
	case "¼":
		return [2]int64{1, 4}
	case "¾":
		return [2]int64{3, 4}
	case "⅓":
		return [2]int64{1, 3}
	case "⅔":
		return [2]int64{2, 3}
	case "⅕":
		return [2]int64{1, 5}
	case "⅖":
		return [2]int64{2, 5}
	case "⅗":
		return [2]int64{3, 5}
	case "⅘":
		return [2]int64{4, 5}
	case "⅙":
		return [2]int64{1, 6}
	case "⅚":
		return [2]int64{5, 6}
	case "⅛":
		return [2]int64{1, 8}
	case "⅜":
		return [2]int64{3, 8}
	case "⅝":
		return [2]int64{5, 8}
	case "⅞":
		return [2]int64{7, 8}
	}
	return [2]int64{}
}

// slashed reads "1/40" and "2 1/2".
func (s *scanner) slashed(n number) (number, bool) {
	if !n.whole || n.grouped {
		return n, false
	}
	top, whole := n, int64(0)
	if n.next < s.hi && s.tok(n.next).Kind == token.Number && s.tok(n.next).SpaceBefore && n.coef < 1000 {
		d, ok := scanDigits(s.src, int(s.tok(n.next).Start), s.limit)
		if !ok || !d.whole || d.grouped {
			return n, false
		}
		whole, top.coef, top.end = n.coef, d.coef, d.end
		top.next = s.tokenAt(n.next, d.end)
	}
	j := top.next
	if j+1 >= s.hi || s.word(j) != "/" && s.word(j) != "⁄" || !s.adjacentNumber(j+1) || s.tok(j).SpaceBefore {
		return n, false
	}
	d, ok := scanDigits(s.src, int(s.tok(j+1).Start), s.limit)
	if !ok || !d.whole || d.coef == 0 || d.coef > 10000 || top.coef > 10000 || whole > 0 && top.coef >= d.coef {
		return n, false
	}
	n.next, n.end = s.tokenAt(j+1, d.end), d.end
	if n.next < s.hi && s.word(n.next) == "/" && !s.tok(n.next).SpaceBefore {
		return n, false
	}
	n.coef, n.den, n.whole, n.sig = whole*d.coef+top.coef, d.coef, false, 3
	return n, true
}

// exponent reads "4e14" and "1.3x10^6" where the power is small.
func (s *scanner) exponent(n number) (number, bool) {
	rest := s.src[n.end:s.limit]
	skip := 0
	switch {
	case strings.HasPrefix(rest, "e"), strings.HasPrefix(rest, "E"):
		skip = 1
	case strings.HasPrefix(rest, "x10"), strings.HasPrefix(rest, "×10"):
		skip = strings.Index(rest, "10") + 2
	default:
		return n, false
	}
	if skip > 1 && (skip >= len(rest) || rest[skip] >= '0' && rest[skip] <= '9') {
		return n, false // "4x100"
	}
	for _, sign := range [...]string{"^", "+", "-", "−"} {
		if !strings.HasPrefix(rest[skip:], sign) {
			continue
		}
		skip += len(sign)
		if sign == "-" || sign == "−" {
			return s.raise(n, rest, skip, 1)
		}
	}
	return s.raise(n, rest, skip, -1)
}

func (s *scanner) raise(n number, rest string, skip, sign int) (number, bool) {
	end := digitRun(rest, skip, len(rest))
	if end == skip || end > skip+2 {
		return n, false
	}
	e := int(rest[skip] - '0')
	if end == skip+2 {
		e = e*10 + int(rest[skip+1]-'0')
	}
	if end < len(rest) && (rest[end]|0x20 >= 'a' && rest[end]|0x20 <= 'z') || n.scale+sign*e > 18 || n.scale+sign*e < -18 {
		return n, false
	}
	n.scale += sign * e
	n.end += end
	n.next = s.tokenAt(n.next, n.end)
	return n, true
}
