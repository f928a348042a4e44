package export

import "unicode/utf8"

// stride is the number of bytes between two marks of Offsets. A conversion
// decodes at most this many bytes; the marks of an article cost 1/16 of it.
const stride = 128

// Offsets converts byte offsets of one text to code points. Preparing a text
// takes one pass; pure ASCII texts need no table.
type Offsets struct {
	text  string
	ascii bool
	marks []mark // marks[k]: first rune that starts at or after byte k*stride
	total int    // code points in text
}

type mark struct{ byte, point int32 }

// Reset prepares o for text, reusing its memory.
func (o *Offsets) Reset(text string) {
	o.text, o.marks = text, o.marks[:0]
	o.ascii = isASCII(text)
	if o.ascii {
		o.total = len(text)
		return
	}
	points, next := 0, 0
	for i := range text {
		if i >= next {
			o.marks = append(o.marks, mark{int32(i), int32(points)})
			next = (i/stride + 1) * stride
		}
		points++
	}
	o.total = points
}

// Len is the number of code points in the text.
func (o *Offsets) Len() int { return o.total }

// At returns the code points before byte offset b. An offset inside a rune
// counts as its start, one outside the text as the nearer end.
func (o *Offsets) At(b int) int {
	switch {
	case b <= 0:
		return 0
	case b >= len(o.text):
		return o.total
	case o.ascii:
		return b
	}
	m := o.before(b)
	at, point := int(m.byte), int(m.point)
	for at < b {
		_, n := utf8.DecodeRuneInString(o.text[at:])
		if at+n > b {
			break
		}
		at += n
		point++
	}
	return point
}

// before returns the last mark at or before byte b.
func (o *Offsets) before(b int) mark {
	k := min(b/stride, len(o.marks)-1)
	if int(o.marks[k].byte) > b { // b lies inside the rune that crosses into this stride
		k--
	}
	return o.marks[k]
}

func isASCII(s string) bool {
	for len(s) >= 8 {
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&0x80 != 0 {
			return false
		}
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		if s[i]&0x80 != 0 {
			return false
		}
	}
	return true
}
