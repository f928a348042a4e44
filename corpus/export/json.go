package export

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/govalues/decimal"
)

// object appends the members of one JSON object to a buffer.
type object struct {
	b     []byte
	comma bool
}

func (o *object) open()  { o.b, o.comma = append(o.b, '{'), false }
func (o *object) close() { o.b, o.comma = append(o.b, '}'), true }

func (o *object) key(name string) {
	if o.comma {
		o.b = append(o.b, ',')
	}
	o.comma = true
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, '"', ':')
}

func (o *object) str(name, value string) {
	o.key(name)
	o.b = appendString(o.b, value)
}

// strOrNull writes "" as null.
func (o *object) strOrNull(name, value string) {
	if value == "" {
		o.null(name)
		return
	}
	o.str(name, value)
}

func (o *object) null(name string) {
	o.key(name)
	o.b = append(o.b, "null"...)
}

func (o *object) integer(name string, v int) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, int64(v), 10)
}

func (o *object) boolean(name string, v bool) {
	o.key(name)
	o.b = strconv.AppendBool(o.b, v)
}

// fraction writes a score or probability with four digits.
func (o *object) fraction(name string, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	o.key(name)
	o.b = strconv.AppendFloat(o.b, math.Round(v*1e4)/1e4, 'f', -1, 64)
}

// number writes a decimal without exponent and without trailing zeros.
func (o *object) number(name string, d decimal.Decimal) {
	o.key(name)
	o.b = append(o.b, d.Trim(0).String()...)
}

func (o *object) array(name string, n int, item func(i int)) {
	o.key(name)
	o.b = append(o.b, '[')
	o.comma = false
	for i := range n {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		item(i)
	}
	o.b = append(o.b, ']')
	o.comma = true
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Only what JSON demands is escaped,
// and U+2028/9, which break JavaScript; markup stays readable.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 0x20 && c != '"' && c != '\\' && c != 0x7f {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			b = appendControl(b, c)
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if (r == utf8.RuneError && n == 1) || r == '\u2028' || r == '\u2029' {
			b = append(b, s[start:i]...)
			b = appendEscapedRune(b, r)
			start = i + n
		}
		i += n
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendControl(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

func appendEscapedRune(b []byte, r rune) []byte {
	if r == utf8.RuneError {
		return append(b, "\ufffd"...)
	}
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}
