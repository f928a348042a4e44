package bleveindex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTerm is the longest term indexed, in bytes; the rest of a longer run of
// letters is dropped, in articles and queries alike.
const maxTerm = 64

// terms cuts text into index terms and calls emit for each, with its byte
// range. The term is valid during the call only. Terms are runs of letters and
// digits in lower case, without accents and without a plural or possessive s;
// "1,200" is 1200 and "8.74" stays whole. Scripts written without spaces give
// one term a rune.
func terms(text string, emit func(term []byte, start, end int)) {
	var space [maxTerm + utf8.UTFMax]byte
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c < utf8.RuneSelf && !alnum[c]:
			i++
		case c >= '0' && c <= '9':
			end := number(text, i)
			emit(digits(space[:0], text[i:end]), i, end)
			i = end
		default:
			i = word(text, i, space[:0], emit)
		}
	}
}

// alnum holds the ASCII letters and digits.
var alnum = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return t
}()

func digit(c byte) bool { return c >= '0' && c <= '9' }

// number returns the end of the number that begins at i. A comma inside must
// stand before exactly three digits, a point before any.
func number(text string, i int) int {
	n := len(text)
	for i < n {
		switch c := text[i]; {
		case digit(c):
			i++
		case c == ',' && i+3 < n && digit(text[i+1]) && digit(text[i+2]) && digit(text[i+3]) && (i+4 == n || !digit(text[i+4])):
			i += 4
		case c == '.' && i+1 < n && digit(text[i+1]):
			i += 2
		default:
			return i
		}
	}
	return i
}

func digits(dst []byte, s string) []byte {
	for i := 0; i < len(s) && len(dst) < maxTerm; i++ {
		if s[i] != ',' {
			dst = append(dst, s[i])
		}
	}
	return dst
}

// word emits the run of letters and digits at i and returns its end; the whole
// rune there is skipped where it is no letter.
func word(text string, i int, dst []byte, emit func([]byte, int, int)) int {
	start, ascii := i, true
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if !alnum[c] {
				break
			}
			if len(dst) < maxTerm {
				if 'A' <= c && c <= 'Z' {
					c += 'a' - 'A'
				}
				dst = append(dst, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			if i == start {
				return i + n
			}
			break
		}
		if unspaced(r) {
			if i == start {
				emit(append(dst, text[i:i+n]...), i, i+n)
				return i + n
			}
			break
		}
		ascii = false
		if len(dst) < maxTerm {
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		i += n
	}
	if !ascii {
		dst = fold(dst)
	}
	if dst = stem(dst); len(dst) > 0 {
		emit(dst, start, i)
	}
	return possessive(text, i)
}

// possessive skips 's after a word, with either apostrophe, and the single
// letter an elision leaves (don't, we're): they are no terms.
func possessive(text string, i int) int {
	j := i
	switch {
	case strings.HasPrefix(text[i:], "'"):
		j = i + 1
	case strings.HasPrefix(text[i:], "’"):
		j = i + len("’")
	default:
		return i
	}
	if j < len(text) && (text[j] == 's' || text[j] == 'S') && (j+1 == len(text) || text[j+1] < utf8.RuneSelf && !alnum[text[j+1]]) {
		return j + 1
	}
	return i
}

// unspaced reports whether r belongs to a script written without spaces.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// fold takes accents off, so that Müller is found as Muller.
func fold(b []byte) []byte {
	out := make([]byte, 0, len(b)+8)
	for _, r := range string(norm.NFKD.Bytes(b)) {
		if !unicode.Is(unicode.Mn, r) {
			out = utf8.AppendRune(out, unicode.ToLower(r))
		}
	}
	return out
}

// stem takes the plural s off an English word: ships → ship, companies →
// company, but not crisis, virus or press.
func stem(b []byte) []byte {
	n := len(b)
	if n < 4 || b[n-1] != 's' {
		return b
	}
	switch b[n-2] {
	case 's', 'u', 'i':
		return b
	case 'e':
		if n > 4 && b[n-3] == 'i' {
			b[n-3] = 'y'
			return b[:n-2]
		}
	}
	return b[:n-1]
}
