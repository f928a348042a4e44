package date

import (
	"twosource/extractors/token"
)

// quantity is an amount of time units in tenths; unknown for "several".
type quantity struct {
	tenths  int
	unknown bool
	article bool // "a", "an"
	end     int  // token after it
}

// quantity reads the amount at token i: digits, words, "a few", "two and a
// half", "half a".
func (p *parser) quantity(i int) (quantity, bool) {
	q, ok := p.amount(i)
	if !ok {
		return q, false
	}
	if p.is(q.end, "and") && p.any(q.end+1, "a", "one") && p.is(q.end+2, "half") {
		q.tenths += 5
		q.end += 3
	} else if p.dash(q.end) && p.is(q.end+1, "and") && p.is(q.end+3, "a") && p.is(q.end+5, "half") {
		q.tenths += 5
		q.end += 6
	}
	return q, true
}

func (p *parser) amount(i int) (quantity, bool) {
	if i >= p.lo && i < p.hi && p.toks[i].Kind == token.Number {
		return p.digits(i)
	}
	switch e := p.lex(i); e.class {
	case cardinal:
		n, end := p.cardinal(i)
		return quantity{tenths: n * 10, end: end}, true
	case vague:
		end := i + 1
		if p.is(end, "of") {
			end++
		}
		if p.is(i, "couple") && p.is(end, "more") {
			end++
		}
		return quantity{unknown: true, end: end}, true
	case article:
		return p.articleAmount(i)
	case unit:
		if e.val == uHalf && p.any(i+1, "a", "an") {
			return quantity{tenths: 5, end: i + 2}, true
		}
		if e.val == uHalf && p.dash(i+1) {
			return quantity{tenths: 5, end: i + 1}, true
		}
	}
	return quantity{}, false
}

func (p *parser) articleAmount(i int) (quantity, bool) {
	if p.is(i, "the") {
		return quantity{}, false
	}
	if p.lex(i+1).class == vague && !p.any(i+1, "recent", "some") {
		q, ok := p.amount(i + 1)
		return q, ok
	}
	if p.is(i+1, "half") {
		end := i + 2
		if p.dash(end) {
			end++
		}
		return quantity{tenths: 5, end: end}, true
	}
	if p.is(i+1, "hundred") {
		return quantity{tenths: 1000, end: i + 2}, true
	}
	return quantity{tenths: 10, article: true, end: i + 1}, true
}

// digits reads a number in digits, with one decimal or "1/2".
func (p *parser) digits(i int) (quantity, bool) {
	w := p.word(i)
	n, frac, dot := 0, 0, false
	for j := range len(w) {
		c := w[j]
		switch {
		case c == ',':
		case c == '.' && !dot:
			dot = true
		case c < '0' || c > '9' || len(w) > 9:
			return quantity{}, false
		case dot && frac == 0 && w[j-1] == '.':
			frac = int(c - '0')
		case dot:
		default:
			n = n*10 + int(c-'0')
		}
	}
	q := quantity{tenths: n*10 + frac, end: i + 1}
	if p.integer(q.end) == 1 && p.is(q.end+1, "/") && p.integer(q.end+2) == 2 {
		q.tenths += 5
		q.end += 3
	} else if p.is(q.end, "½") {
		q.tenths += 5
		q.end++
	}
	return q, true
}

// cardinal reads a number in words up to 9999 and returns it with the token
// after it. Token i is a cardinal.
func (p *parser) cardinal(i int) (n, end int) {
	for {
		e := p.lex(i)
		if e.class != cardinal {
			return n, i
		}
		v := int(e.val)
		switch {
		case v >= 100:
			n = max(n, 1) * v
		case n%100 >= 20 && v < 10 && n%10 == 0 || n == 0 || n%100 == 0 && n >= 100:
			n += v
		default:
			return n, i
		}
		i++
		end = i
		if n >= 10000 {
			return n, end
		}
		if p.dash(i) && p.lex(i+1).class == cardinal && v >= 20 && v < 100 {
			i++
		} else if p.is(i, "and") && n >= 100 && n%100 == 0 && p.lex(i+1).class == cardinal {
			i++
		} else if p.lex(i).class != cardinal {
			return n, end
		}
	}
}

// ordinalDay reads a day of the month as ordinal or number: "5", "5th",
// "twenty-first", "first". Zero if there is none.
func (p *parser) ordinalDay(i int) (day, end int) {
	if n := p.integer(i); n >= 1 && n <= 31 && len(p.word(i)) <= 2 {
		if p.suffix(i + 1) {
			return n, i + 2
		}
		return n, i + 1
	}
	e := p.lex(i)
	switch {
	case e.class == ordinal && e.val > 0:
		return int(e.val), i + 1
	case p.is(i, "second"):
		return 2, i + 1
	case e.class == cardinal && (e.val == 20 || e.val == 30):
		j := i + 1
		if p.dash(j) {
			j++
		}
		if o := p.lex(j); o.class == ordinal && o.val > 0 && o.val < 10 {
			return int(e.val + o.val), j + 1
		}
		if p.is(j, "second") {
			return int(e.val) + 2, j + 1
		}
		if o := p.lex(j); o.class == cardinal && o.val < 10 && e.val+o.val <= 31 {
			return int(e.val + o.val), j + 1
		}
	}
	return 0, i
}

// suffix reports whether token i is the st, nd, rd or th of a number.
func (p *parser) suffix(i int) bool {
	return p.glued(i) && p.any(i, "st", "nd", "rd", "th")
}
