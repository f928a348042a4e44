package figure

import "unicode/utf8"

// digits is a number as its digits say it: coef × 10^-scale.
type digits struct {
	coef    int64
	scale   int
	sig     int  // significant digits
	end     int  // byte offset after the last digit
	grouped bool // written with separators
	whole   bool // no decimals written
}

const maxRuns = 8

// scanDigits reads a number in digits at src[p:limit]: "1,200", "8.5",
// "1.111,11", "1 500 000", "16,18,900", "1,5". ok is false for what is no
// number (versions, more digits than an int64 holds); end is set all the same.
func scanDigits(src string, p, limit int) (d digits, ok bool) {
	var start, end [maxRuns]int
	var sep [maxRuns]byte // sep[k] stands before run k
	n := 0
	i := p
	for n < maxRuns {
		j := digitRun(src, i, limit)
		if j == i {
			break
		}
		start[n], end[n] = i, j
		n++
		i = j
		if n == maxRuns || i >= limit {
			break
		}
		s, next := separator(src, i, limit)
		if s == 0 {
			break
		}
		sep[n] = s
		i = next
	}
	if n == 0 {
		return d, false
	}
	if n > 1 && sep[n-1] == ' ' && end[n-1] < limit && src[end[n-1]]|0x20 >= 'a' && src[end[n-1]]|0x20 <= 'z' {
		n-- // "18 777s"
	}
	n = keepSpaced(&start, &end, &sep, n)
	d.end = end[n-1]
	frac := fractionRun(src, &start, &end, &sep, n)
	if frac < 0 {
		return d, false
	}
	return d, d.fill(src, &start, &end, n, frac)
}

func digitRun(src string, i, limit int) int {
	for i < limit && src[i] >= '0' && src[i] <= '9' {
		i++
	}
	return i
}

// separator recognises what may stand between two runs of digits.
func separator(src string, i, limit int) (byte, int) {
	c, n := src[i], 1
	switch {
	case c == ',' || c == '.':
	case c == ' ' || c == '\'':
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(src[i:limit])
		if r != '\u00a0' && r != '\u202f' && r != '\u2009' {
			return 0, 0
		}
		c, n = ' ', size
	default:
		return 0, 0
	}
	if i+n >= limit || src[i+n] < '0' || src[i+n] > '9' {
		return 0, 0
	}
	return c, i + n
}

// keepSpaced drops runs after a space or apostrophe that do not continue the
// number: groups have three digits, the first one to three.
func keepSpaced(start, end *[maxRuns]int, sep *[maxRuns]byte, n int) int {
	for k := 1; k < n; k++ {
		if sep[k] != ' ' && sep[k] != '\'' {
			continue
		}
		first := end[0] - start[0]
		bad := end[k]-start[k] != 3 || first > 3 || k > 1 && sep[k] != sep[k-1] || k+1 < n && sep[k+1] == ','
		if bad {
			return k
		}
	}
	return n
}

// fractionRun is the index of the run after the decimal mark, n when there is
// none, -1 when the runs are no number.
func fractionRun(src string, start, end *[maxRuns]int, sep *[maxRuns]byte, n int) int {
	commas, dots := 0, 0
	for k := 1; k < n; k++ {
		switch sep[k] {
		case ',':
			commas++
		case '.':
			dots++
		}
	}
	last := end[n-1] - start[n-1]
	switch {
	case n == 1:
		return n
	case dots == 1 && sep[n-1] == '.':
		return n - 1
	case dots > 1 && commas == 0, dots >= 1 && sep[1] == '.' && commas == 1 && sep[n-1] == ',':
		return european(src, start, end, n, commas)
	case dots > 0:
		return -1
	case commas == 1 && last != 3:
		if last > 2 || n > 2 {
			return -1
		}
		return n - 1
	}
	return groups(start, end, sep, n)
}

// european accepts "1.234.567" and "1.234,5".
func european(src string, start, end *[maxRuns]int, n, commas int) int {
	for k := 1; k < n-commas; k++ {
		if end[k]-start[k] != 3 {
			return -1
		}
	}
	if end[0]-start[0] > 3 || src[start[0]] == '0' {
		return -1
	}
	return n - commas
}

// groups accepts 1,234,567 and the Indian 16,18,900.
func groups(start, end *[maxRuns]int, sep *[maxRuns]byte, n int) int {
	for k := 1; k < n; k++ {
		l := end[k] - start[k]
		if l != 3 && (l != 2 || k == n-1 || sep[k] != ',') {
			return -1
		}
	}
	return n
}

// fill computes the value; runs from frac on are decimals.
func (d *digits) fill(src string, start, end *[maxRuns]int, n, frac int) bool {
	seen, zeros := 0, 0
	for k := 0; k < n; k++ {
		for i := start[k]; i < end[k]; i++ {
			c := int64(src[i] - '0')
			if seen == 0 && c == 0 {
				if k >= frac {
					d.scale++
				}
				continue
			}
			seen++
			if seen > 18 {
				return false
			}
			d.coef = d.coef*10 + c
			if c == 0 {
				zeros++
			} else {
				zeros = 0
			}
			if k >= frac {
				d.scale++
			}
		}
	}
	d.grouped, d.whole = n > 1 && frac != 1, frac == n
	d.sig = significant(seen, zeros, d.whole)
	return d.scale <= 18
}

// significant counts the digits that carry information: trailing zeros of a
// whole number do not, beyond its second digit; 140 is taken as counted, 100
// and 1,500 as perhaps rounded.
func significant(seen, zeros int, whole bool) int {
	switch {
	case seen == 0:
		return 1
	case whole && seen == 3 && zeros == 1:
		return 3
	case whole:
		return max(seen-zeros, min(seen, 2))
	}
	return seen
}
