package feature

import (
	"encoding/binary"
	"errors"
	"math"
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
	Body    // public bodies, parties, papers, clubs
)

// Entry is what the lexicon says of a word.
type Entry struct {
	Cluster uint16 // path in a tree of word clusters of 12 bits, most significant bit first, then 001; 0 unknown
	Kinds   uint16
	Parts   uint32 // clusters of the four quarters of the word's vector, PartBits each; known where Cluster is
}

// PartBits is the size of a cluster's number in Entry.Parts.
const PartBits = 6

// Flags of an entry's first two bytes, below the path of its cluster.
const (
	hasKinds = 1 << iota
	hasCluster
)

// Lexicon maps folded words to clusters and gazetteer kinds, and phrases of
// two to six words to kinds. It is read-only: the hashes in order, and where
// those with the same leading bits begin. It is as fast as a hash table of twice
// the size, and is read at start in half the time.
type Lexicon struct {
	keys    []uint32
	entries []Entry
	from    []uint32 // by leading bits, one more than there are
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
		b = appendEntry(b, m[k])
		last = k
	}
	return b
}

func appendEntry(b []byte, e Entry) []byte {
	head := e.Cluster >> 3 << 4
	if e.Cluster != 0 {
		head |= hasCluster
	}
	if e.Kinds != 0 {
		head |= hasKinds
	}
	b = binary.LittleEndian.AppendUint16(b, head)
	if e.Cluster != 0 {
		b = append(b, byte(e.Parts), byte(e.Parts>>8), byte(e.Parts>>16))
	}
	if e.Kinds != 0 {
		b = binary.AppendUvarint(b, uint64(bits.RotateLeft16(e.Kinds, 1)))
	}
	return b
}

// readEntry decodes what appendEntry wrote and returns its length, 0 if it is
// damaged.
func readEntry(b []byte) (e Entry, n int) {
	if len(b) < 2 {
		return e, 0
	}
	head := binary.LittleEndian.Uint16(b)
	n = 2
	if head&hasCluster != 0 {
		if len(b) < 5 {
			return e, 0
		}
		e.Cluster = head>>4<<3 | 1
		e.Parts = uint32(b[2]) | uint32(b[3])<<8 | uint32(b[4])<<16
		n = 5
	}
	if head&hasKinds != 0 {
		kinds, k := binary.Uvarint(b[n:])
		if k <= 0 {
			return e, 0
		}
		e.Kinds = bits.RotateLeft16(uint16(kinds), -1)
		n += k
	}
	return e, n
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
	size := max(8, bits.Len(uint(n/4)))
	l := &Lexicon{keys: make([]uint32, n), entries: make([]Entry, n), from: make([]uint32, 1<<size+1), shift: uint(32 - size)}
	key, next := uint32(0), 0
	for i := range n {
		delta, k := binary.Uvarint(b)
		if k <= 0 || delta > uint64(math.MaxUint32-key) {
			return nil, errLexicon
		}
		key += uint32(delta)
		e, m := readEntry(b[k:])
		if m == 0 {
			return nil, errLexicon
		}
		b = b[k+m:]
		l.keys[i], l.entries[i] = key, e
		for ; next <= int(key>>l.shift); next++ {
			l.from[next] = uint32(i)
		}
	}
	for ; next < len(l.from); next++ {
		l.from[next] = uint32(n)
	}
	return l, nil
}

// Find returns the entry of a hash, zero if there is none.
func (l *Lexicon) Find(key uint32) Entry {
	at, end := l.from[key>>l.shift], l.from[key>>l.shift+1]
	for end-at > 16 { // many hashes with the same leading bits
		if mid := (at + end) / 2; l.keys[mid] <= key {
			at = mid
		} else {
			end = mid
		}
	}
	for ; at < end; at++ {
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
