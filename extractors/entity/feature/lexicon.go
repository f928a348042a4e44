package feature

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"sort"
)

// Kinds of name a gazetteer knows, as bits.
const (
	FirstName uint16 = 1 << iota
	Surname
	City
	Country // countries, states and regions
	Company
	Demonym
	OrgWord // words that end or begin names of organisations
	Known   // any other name worth knowing
)

// Entry is what the lexicon says of a word.
type Entry struct {
	Cluster uint16 // path in a tree of word clusters, most significant bit first; 0 unknown
	Kinds   uint16
}

// Lexicon maps folded words to clusters and gazetteer kinds, and phrases of
// two to six words to kinds. It is read-only.
type Lexicon struct {
	keys    []uint32
	entries []Entry
	shift   uint
}

var errLexicon = errors.New("feature: lexicon data is damaged")

// Starts marks in Entry.Kinds that a phrase begins with the word.
const Starts uint16 = 1 << 15

// MaxPhrase is the largest number of words of a phrase.
const MaxPhrase = 6

// EncodeLexicon writes entries by hash.
func EncodeLexicon(m map[uint32]Entry) []byte {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(keys)))
	last := uint32(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.LittleEndian.AppendUint16(b, m[k].Cluster)
		b = binary.AppendUvarint(b, uint64(bits.RotateLeft16(m[k].Kinds, 1)))
		last = k
	}
	return b
}

// ReadLexicon decodes what EncodeLexicon wrote.
func ReadLexicon(b []byte) (*Lexicon, error) {
	if len(b) < 4 {
		return nil, errLexicon
	}
	n := int(binary.LittleEndian.Uint32(b))
	if b = b[4:]; n > len(b) {
		return nil, errLexicon
	}
	size := max(8, bits.Len(uint(n+n/2)))
	l := &Lexicon{keys: make([]uint32, 1<<size), entries: make([]Entry, 1<<size), shift: uint(32 - size)}
	key := uint32(0)
	for range n {
		delta, k := binary.Uvarint(b)
		if k <= 0 || len(b) < k+3 {
			return nil, errLexicon
		}
		key += uint32(delta)
		e := Entry{Cluster: binary.LittleEndian.Uint16(b[k:])}
		kinds, m := binary.Uvarint(b[k+2:])
		if m <= 0 {
			return nil, errLexicon
		}
		e.Kinds = bits.RotateLeft16(uint16(kinds), -1)
		l.insert(key, e)
		b = b[k+2+m:]
	}
	return l, nil
}

func place(key uint32) uint32 { return key * 0x9e3779b1 }

func (l *Lexicon) insert(key uint32, e Entry) {
	mask := uint32(len(l.keys) - 1)
	at := place(key) >> l.shift
	for l.keys[at] != 0 {
		at = (at + 1) & mask
	}
	l.keys[at], l.entries[at] = key, e
}

// Find returns the entry of a hash, zero if there is none.
func (l *Lexicon) Find(key uint32) Entry {
	mask := uint32(len(l.keys) - 1)
	for at := place(key) >> l.shift; l.keys[at] != 0; at = (at + 1) & mask {
		if l.keys[at] == key {
			return l.entries[at]
		}
	}
	return Entry{}
}

// PhraseStart begins the hash of a phrase with its first word's hash.
func PhraseStart(word uint32) uint32 { return pair(word, 0x5bd1e995) }

// PhraseNext adds a word to the hash of a phrase.
func PhraseNext(phrase, word uint32) uint32 { return pair(phrase, word) + 0x27d4eb2f }
