package origin

import (
	"encoding/binary"
	"errors"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"twosource/corpus"
)

const (
	hashes  = 64 // hash functions
	bands   = 32 // bands of two hashes
	triple  = 3  // words in a shingle
	least   = 24 // triples below which a text is too short to tell
	maxText = 1 << 20
)

// Signature is what is kept of a text to recognise its copies. The zero
// Signature is that of an empty text and resembles nothing.
type Signature struct {
	min     [hashes]uint16
	triples uint16 // distinct triples, at most 65535
	agency  uint8  // news agency credited, 0 none
}

// Sign signs a text. Case, marks and spaces do not count.
func Sign(text string) Signature {
	if len(text) > maxText {
		text = text[:maxText]
	}
	s := signers.Get().(*signer)
	defer signers.Put(s)
	s.scan(text)
	return s.finish(agencyOf(text))
}

// SignArticle signs the body of an article without its credits and links to
// other articles.
func SignArticle(a *corpus.Article) Signature {
	if len(a.Blocks) == 0 {
		body := a.Body.In(a.Text)
		if body == "" {
			body = a.Text
		}
		return Sign(body)
	}
	var b strings.Builder
	for _, bl := range a.Blocks {
		if bl.Kind != corpus.Related && bl.Kind != corpus.Credit {
			b.WriteString(bl.In(a.Text))
			b.WriteByte('\n')
		}
	}
	return Sign(b.String())
}

type signer struct {
	window [triple]uint64 // hashes of the last words
	words  int
	seen   hashSet
	full   [hashes]uint32
}

// signers are for use once more: a set takes more memory than a text.
var signers = sync.Pool{New: func() any { return new(signer) }}

// hashSet is a set of hashes in open addressing.
type hashSet struct {
	slots []uint64 // a power of two of them, 0 where there is none
	zero  bool
	n     int
}

// reset empties the set and makes room for about n hashes.
func (s *hashSet) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if size > cap(s.slots) || cap(s.slots) > 1<<16 {
		s.slots = make([]uint64, size)
	} else {
		s.slots = s.slots[:size]
		clear(s.slots)
	}
	s.zero, s.n = false, 0
}

// add reports whether a hash is new to the set.
func (s *hashSet) add(h uint64) bool {
	if h == 0 {
		fresh := !s.zero
		s.zero = true
		if fresh {
			s.n++
		}
		return fresh
	}
	if 4*s.n >= 3*len(s.slots) {
		s.grow()
	}
	for i := h * 0x9e3779b97f4a7c15 >> 20; ; i++ {
		slot := &s.slots[i&uint64(len(s.slots)-1)]
		if *slot == h {
			return false
		}
		if *slot == 0 {
			*slot = h
			s.n++
			return true
		}
	}
}

func (s *hashSet) grow() {
	old := s.slots
	zero := s.zero
	s.reset(len(old))
	s.zero = zero
	if zero {
		s.n++
	}
	for _, h := range old {
		if h != 0 {
			s.add(h)
		}
	}
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func (s *signer) scan(text string) {
	s.seen.reset(len(text) / 6)
	s.words = 0
	for i := range s.full {
		s.full[i] = ^uint32(0)
	}
	h, in := uint64(offset64), false
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r |= 0x20
		case r == '\'' || r == '\u2019':
			continue
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			r = unicode.ToLower(r)
		default:
			if in {
				s.word(h)
			}
			h, in = offset64, false
			continue
		}
		h, in = (h^uint64(r))*prime64, true
	}
	if in {
		s.word(h)
	}
}

// word takes the next word and hashes the triple that ends with it.
func (s *signer) word(h uint64) {
	s.window[s.words%triple] = h
	s.words++
	if s.words < triple {
		return
	}
	t := uint64(offset64)
	for i := range triple {
		t = (t ^ s.window[(s.words+i)%triple]) * 0x9e3779b97f4a7c15
		t ^= t >> 29
	}
	if !s.seen.add(t) {
		return
	}
	for i := range s.full {
		if v := uint32((t * mix[i]) >> 32); v < s.full[i] {
			s.full[i] = v
		}
	}
}

// mix are the odd multipliers that make one hash into many.
var mix = func() (m [hashes]uint64) {
	x := uint64(0x2545f4914f6cdd1d)
	for i := range m {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		m[i] = x | 1
	}
	return m
}()

func (s *signer) finish(agency uint8) Signature {
	out := Signature{triples: uint16(min(s.seen.n, 65535)), agency: agency}
	for i, v := range s.full {
		out.min[i] = uint16(v ^ v>>16)
	}
	return out
}

// agencies are the marks news agencies leave at the head or foot of a story.
var agencies = []struct {
	id    uint8
	marks []string
}{
	{1, []string{"(AP)", "The Associated Press contributed", "Associated Press"}},
	{2, []string{"(Reuters)", "Reuters) -", "Reporting by"}},
	{3, []string{"(AFP)", "Agence France-Presse"}},
	{4, []string{"(PA)", "PA Media", "Press Association"}},
	{5, []string{"(dpa)", "Deutsche Presse-Agentur"}},
	{6, []string{"(Bloomberg)"}},
	{7, []string{"(UPI)"}},
	{8, []string{"(EFE)"}},
	{9, []string{"(Xinhua)"}},
	{10, []string{"(ANSA)"}},
}

// agencyOf finds the agency a text credits in its first or last lines.
func agencyOf(text string) uint8 {
	const edge = 240
	head, foot := text[:min(len(text), edge)], text[max(0, len(text)-edge):]
	for _, a := range agencies {
		if strings.Contains(head, a.marks[0]) {
			return a.id
		}
		for _, m := range a.marks {
			if strings.Contains(foot, m) {
				return a.id
			}
		}
	}
	return 0
}

// Overlap estimates the share of the shorter text's triples that the longer
// text has too, in [0,1].
func Overlap(a, b *Signature) float64 {
	if a.triples == 0 || b.triples == 0 {
		return 0
	}
	same := 0
	for i := range a.min {
		if a.min[i] == b.min[i] {
			same++
		}
	}
	j := float64(same) / hashes
	x, y := float64(a.triples), float64(b.triples)
	return min(1, j/(1+j)*(x+y)/min(x, y))
}

// Same reports whether two texts go back to one.
func Same(a, b *Signature) bool {
	if a.triples < least || b.triples < least {
		return false
	}
	limit := 0.45
	if a.agency != 0 && a.agency == b.agency {
		limit = 0.3
	}
	return Overlap(a, b) >= limit
}

// Bands returns the keys under which a disk index files a signature: copies
// share at least one of them with near certainty (.99 from half of the triples
// in common on), other articles hardly ever do. Texts too short to tell have
// none.
func Bands(s *Signature) []uint64 {
	if s.triples < least {
		return nil
	}
	keys := make([]uint64, bands/2)
	for b := range keys {
		keys[b] = uint64(b)<<32 | uint64(s.band(b))
	}
	return keys
}

func (s *Signature) band(b int) uint32 {
	return uint32(s.min[2*b])<<16 | uint32(s.min[2*b+1])
}

// size of a signature in bytes as AppendBinary writes it.
const size = hashes*2 + 3

// AppendBinary appends the signature's bytes to b.
func (s Signature) AppendBinary(b []byte) ([]byte, error) {
	for _, v := range s.min {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return append(binary.LittleEndian.AppendUint16(b, s.triples), s.agency), nil
}

// MarshalBinary implements encoding.BinaryMarshaler.
func (s Signature) MarshalBinary() ([]byte, error) { return s.AppendBinary(make([]byte, 0, size)) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler.
func (s *Signature) UnmarshalBinary(b []byte) error {
	if len(b) != size {
		return errors.New("signature of a wrong length")
	}
	for i := range s.min {
		s.min[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	s.triples, s.agency = binary.LittleEndian.Uint16(b[2*hashes:]), b[size-1]
	return nil
}
