package feature

import (
	"unicode"
	"unicode/utf8"

	"twosource/extractors/token"
)

// word is what is known of a token before its context.
type word struct {
	hash   uint32 // of the folded bytes
	shape  uint32 // of the collapsed pattern of letter classes
	entry  Entry  // from the lexicon, looked up on demand
	phrase uint16 // gazetteer kinds of the longest phrase over the token, and place in it
	class  class
	hyphen bool // a hyphen glued on both sides
	blank  bool // made unknown for training
	looked bool // entry is filled in
}

var (
	hashS = Fold("'s")
	hashI = Fold("I")

	hashOf         = Fold("of")
	hashUniversity = Fold("university")
)

const (
	fnvOffset = 0xcbf29ce484222325
	fnvPrime  = 0x100000001b3
)

// Fold hashes a word without regard to case, curly apostrophes and the value of digits.
func Fold(w string) uint32 {
	h, _ := foldShape(w)
	return h
}

// dotted are abbreviations that some papers write without their dot.
var dotted = newHashSet(`mr mrs ms dr prof gen sen rep gov col lt capt sgt maj adm rev hon inc corp co bros ltd llc plc jr sr st mt ft vs`)

// undotted is the hash of a word without its last byte, a dot, where the word
// means the same without it; else h.
func undotted(w string, h uint32) uint32 {
	if bare := Fold(w[:len(w)-1]); dotted.has(bare) {
		return bare
	}
	return h
}

// foldShape hashes a word and the pattern of its letters: "McDonald" is XxXx,
// "U.S." is X.X., "737" is 9.
func foldShape(w string) (hash, shape uint32) {
	h, s, last := uint64(fnvOffset), uint32(17), byte(0)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return foldWide(w)
		}
		k := kinds[c]
		h = (h ^ uint64(k.fold)) * fnvPrime
		if k.shape != last {
			s = s*31 + uint32(k.shape)
			last = k.shape
		}
	}
	return uint32(h>>32) ^ uint32(h), s
}

func foldWide(w string) (hash, shape uint32) {
	h, s, last := uint64(fnvOffset), uint32(17), byte(0)
	for _, r := range w {
		k := kind{'\'', '\''}
		switch {
		case r < utf8.RuneSelf:
			k = kinds[r]
		case r == '\u2019' || r == '\u2018':
		case r == '\u00ad':
			continue
		default:
			k = kind{0, 'x'}
			if unicode.IsUpper(r) {
				k.shape = 'X'
			}
			for f := uint32(unicode.ToLower(r)); f > 0; f >>= 8 {
				h = (h ^ uint64(f&0xff)) * fnvPrime
			}
		}
		if k.fold != 0 {
			h = (h ^ uint64(k.fold)) * fnvPrime
		}
		if k.shape != last {
			s = s*31 + uint32(k.shape)
			last = k.shape
		}
	}
	return uint32(h>>32) ^ uint32(h), s
}

type kind struct{ fold, shape byte }

var kinds = func() (t [utf8.RuneSelf]kind) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c >= 'a' && c <= 'z':
			t[c] = kind{c, 'x'}
		case c >= 'A' && c <= 'Z':
			t[c] = kind{c | 0x20, 'X'}
		case c >= '0' && c <= '9':
			t[c] = kind{'0', '9'}
		default:
			t[c] = kind{c, c}
		}
	}
	return t
}()

// mix makes the hash of a feature from its template and a value.
func mix(template, value uint32) uint32 {
	x := uint64(value)*0x9e3779b97f4a7c15 + uint64(template)*0xc2b2ae3d27d4eb4f
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	return uint32(x >> 32)
}

func pair(a, b uint32) uint32 { return (a*0x85ebca6b ^ b) * 0xc2b2ae35 }

// affixes are hashes of a word's first and last bytes.
func affixes(w string, k *token.Token) (pre2, pre3, suf2, suf3, suf4 uint32) {
	n := len(w)
	var b [8]byte
	if n >= 3 {
		copy(b[:], w[:3])
		copy(b[3:], w[n-3:])
		for i := range b[:6] {
			if b[i] < utf8.RuneSelf {
				b[i] = kinds[b[i]].fold
			}
		}
		pre2 = uint32(b[0]) | uint32(b[1])<<8
		pre3 = pre2 | uint32(b[2])<<16 | 1<<24
		suf2 = uint32(b[4]) | uint32(b[5])<<8
		suf3 = suf2 | uint32(b[3])<<16 | 1<<24
	}
	if n >= 5 {
		c := w[n-4]
		if c < utf8.RuneSelf {
			c = kinds[c].fold
		}
		suf4 = suf3&0xffffff | uint32(c)<<24
	}
	return pre2, pre3, suf2, suf3, suf4
}
