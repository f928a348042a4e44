package name

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug folds a name for comparison: lower case, no accents, words joined by
// single hyphens, apostrophes and dots dropped. "João's U.S. Café" is
// "joaos-us-cafe". Letters of other scripts stay.
func Slug(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 0x80:
			return slugWide(s)
		case c >= 'A' && c <= 'Z':
			c |= 0x20
			fallthrough
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			if gap && len(b) > 0 {
				b = append(b, '-')
			}
			gap = false
			b = append(b, c)
		case c == '\'' || c == '.':
		case c == '&':
			gap = true
			b = appendWord(b, "and")
		default:
			gap = true
		}
	}
	return string(b)
}

func appendWord(b []byte, w string) []byte {
	if len(b) > 0 {
		b = append(b, '-')
	}
	return append(b, w...)
}

// foldings are letters that decomposition leaves alone.
var foldings = strings.NewReplacer("ß", "ss", "ø", "o", "đ", "d", "ł", "l", "æ", "ae", "œ", "oe", "ı", "i", "ð", "d", "þ", "th", "’", "", "‘", "", "ʼ", "", "ʻ", "")

func slugWide(s string) string {
	s = foldings.Replace(strings.ToLower(strings.ToValidUTF8(s, "")))
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsMark(r) || r == '\'' || r == '.':
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteString("and")
			gap = true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}
