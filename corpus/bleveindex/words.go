package bleveindex

import (
	"bytes"
	"encoding/binary"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/cespare/xxhash/v2"
)

// The order of an article's words is kept in one stored field instead of with
// each term: a byte for the commonest words, two for all others. Bleve writes six
// bytes for a place, which was a quarter of a corpus; a phrase is looked for in the few bytes of each article that has all of
// its words.
//
//	field holds, for each field with phrases: its number (1), length (varint), codes
//	code  0                  between two names
//	      1…127              a word of common
//	      1hhhhhhh 1hhhhhhh  14 bits of the hash of any other
//
// Two words may share a code. Both words of a phrase must be in the article, so
// the wrong ones among a million articles with both words are one or two, and
// none where one of the words is of common.

// codedFields are the fields whose order of words is kept; their places here are
// stored.
var codedFields = []string{fieldBody, fieldTitle, fieldEntity, fieldSpeaker, fieldSource, fieldAuthor}

// betweenNames keeps a phrase from reaching from one name into the next.
const betweenNames = 0

// common are words that take one byte, as terms has them. Their order is stored.
var common = func() map[string]uint16 {
	const list = `the to a of and in s that on for was with said is it he at as his an from by be has have but i had this are
		who not will were we they been you after t her one she their two or year when out more new which about up also people
		time all there would first can into over than if three no other him just last before so your what while some could off
		old told now like them our where back only most day any may because how many through well another around during even
		percent million company government state country city week month national week officer police report world
		against since being between under until both very including did do per made`
	out := make(map[string]uint16)
	for w := range strings.FieldsSeq(list) {
		if _, ok := out[w]; !ok && len(out) < 127 {
			out[w] = uint16(len(out) + 1)
		}
	}
	return out
}()

// wide marks both bytes of a code of two.
const wide = 0x8080

// codeOf is the code of a term.
func codeOf(term []byte) uint16 {
	if c, ok := common[string(term)]; ok {
		return c
	}
	h := uint16(xxhash.Sum64(term))
	return wide | h&0x7f | h<<1&0x7f00
}

func appendCode(dst []byte, code uint16) []byte {
	if code < wide {
		return append(dst, byte(code))
	}
	return append(dst, byte(code>>8), byte(code))
}

// appendSection adds the codes of a field.
func appendSection(dst []byte, field string, codes []byte) []byte {
	for i, name := range codedFields {
		if name == field {
			dst = append(dst, byte(i))
		}
	}
	dst = binary.AppendUvarint(dst, uint64(len(codes)))
	return append(dst, codes...)
}

// section returns the codes of a field, nil if the article has none.
func section(words []byte, field string) []byte {
	for len(words) > 1 {
		n, w := binary.Uvarint(words[1:])
		if w <= 0 || n > uint64(len(words)-1-w) || int(words[0]) >= len(codedFields) {
			return nil
		}
		codes := words[1+w : 1+w+int(n)]
		if codedFields[words[0]] == field {
			return codes
		}
		words = words[1+w+int(n):]
	}
	return nil
}

// codesOf are the codes of words that follow each other.
func codesOf(words []string) (out []byte) {
	for _, w := range words {
		out = appendCode(out, codeOf([]byte(w)))
	}
	return out
}

// occurrences counts where a phrase stands in the codes of a field. It is looked for by
// its greatest byte, which is of the rarest word: an article has dozens of "the".
func occurrences(codes, phrase []byte) (n int) {
	rarest := 0
	for i, b := range phrase {
		if b > phrase[rarest] {
			rarest = i
		}
	}
	last, begins := 0, true // the place looked at last, and whether a code begins there
	for at := rarest; at < len(codes); at++ {
		i := bytes.IndexByte(codes[at:], phrase[rarest])
		if i < 0 {
			break
		}
		at += i
		from := at - rarest
		if !bytes.HasPrefix(codes[from:], phrase) {
			continue
		}
		begins = codeBegins(codes, from, last, begins)
		if last = from; begins {
			n++
		}
	}
	return n
}

// codeBegins reports whether a code begins at a byte: one of a single byte does,
// and of those of two what an even number of such bytes stands before. They are counted
// from an earlier place on, of which it is known: an article may be of nothing else.
func codeBegins(codes []byte, at, known int, begins bool) bool {
	if codes[at] < 0x80 {
		return true
	}
	first := at
	for first > known && codes[first-1] >= 0x80 {
		first--
	}
	even := (at-first)%2 == 0
	if first == known {
		return even == begins
	}
	return even
}

// codedFreq is a term of a field with its code. Bleve has a pointer to the first
// part.
type codedFreq struct {
	index.TokenFreq
	code uint16
}
