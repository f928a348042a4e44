package source

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

var errNotText = errors.New("not text: neither UTF-8 nor any encoding that can be told")

// decode gives text as UTF-8. Valid UTF-8 is returned as it is (less a byte
// order mark), UTF-16 by its mark, anything else by the encoding its bytes
// speak for.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return transcode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data)
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if isBinary(data) {
		return "", errNotText
	}
	if strayBytes(data) {
		return string(bytes.ToValidUTF8(data, []byte("\ufffd"))), nil
	}
	if enc := guess(data); enc != nil {
		return transcode(enc, data)
	}
	return "", errNotText
}

func transcode(enc encoding.Encoding, data []byte) (string, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(out) {
		return "", errNotText
	}
	return string(out), nil
}

// strayBytes reports text that is UTF-8 but for a few bytes: cut within a rune
// at its end, or one damaged spot among many good runes.
func strayBytes(data []byte) bool {
	good, bad, last := 0, 0, -2
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if last != i-1 {
				bad++
			}
			last = i
		case n > 1:
			good++
		}
		i += n
	}
	return good >= 10*bad || good >= bad && bad == 1
}

// candidates are the encodings text dumps come in where high bytes are too many
// for Windows-1252, each with the commonest letters of its languages: the right
// reading is the one rich in them.
var candidates = []struct {
	enc    encoding.Encoding
	common string
}{
	{charmap.Windows1251, "оеаинтсрвлкмд"},
	{charmap.KOI8R, "оеаинтсрвлкмд"},
	{charmap.Windows1253, "αοιετσνηυρπκμ"},
	{charmap.Windows1256, "الميونتربعدس"},
	{charmap.Windows1255, "יוהלאתרמבשנ"},
	{simplifiedchinese.GB18030, "的一是不了在人有我他这中大来上国个到说们为"},
	{traditionalchinese.Big5, "的一是不了在人有我他這中大來上國個到說們為"},
	{japanese.ShiftJIS, "のにはをたがでてとしれさいるなか"},
	{japanese.EUCJP, "のにはをたがでてとしれさいるなか"},
	{korean.EUCKR, "이다의는에을고가를한하지은로기사"},
}

// guess finds the encoding of text that is not UTF-8: Windows-1252 where high
// bytes are rare, as in western European text, else the candidate whose
// reading has most of its language's common letters.
func guess(data []byte) encoding.Encoding {
	sample := data[:min(len(data), 64<<10)]
	high, odd := 0, 0
	for _, c := range sample {
		if c >= 0x80 {
			high++
			if c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d {
				odd++ // unassigned in Windows-1252
			}
		}
	}
	if odd == 0 && high*8 <= len(sample) {
		return charmap.Windows1252
	}
	var best encoding.Encoding
	top := 0.1
	for _, c := range candidates {
		if s := fits(c.enc, c.common, sample); s > top {
			best, top = c.enc, s
		}
	}
	return best
}

// fits is the share of common letters among the letters beyond ASCII, 0 when
// more than a cut rune at the end does not decode.
func fits(enc encoding.Encoding, common string, sample []byte) float64 {
	out, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return 0
	}
	letters, hits, bad := 0, 0, 0
	for _, r := range string(out) {
		switch {
		case r == utf8.RuneError:
			bad++
		case r >= utf8.RuneSelf:
			letters++
			if strings.ContainsRune(common, r) {
				hits++
			}
		}
	}
	if letters == 0 || bad > 1 {
		return 0
	}
	return float64(hits) / float64(letters)
}
