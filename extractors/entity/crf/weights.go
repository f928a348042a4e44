package crf

import (
	"encoding/binary"
	"errors"
)

// Row layout: 29 label weights biased by 128, then 24 bits of the feature's
// hash that tell it from others in the same place.
const rowSize = 32

type row [rowSize]byte

// Weights is a trained model. It is read-only and safe for concurrent use.
type Weights struct {
	rows   []row
	filter []uint64 // one bit for each hash prefix in use: most features are unknown
	size   uint32   // places that hashes are spread over, in order
	trans  [States][States]int32
	Scale  float32 // one step of a weight
	count  int
}

const (
	filterBits  = 21
	filterShift = 32 - filterBits
)

var errModel = errors.New("crf: model data is damaged")

// Len is the number of features kept.
func (w *Weights) Len() int { return w.count }

// room makes room for n rows.
func (w *Weights) room(n int) {
	w.size = uint32(n + n/2 + 1)
	w.rows = make([]row, w.size, w.size+1024)
	w.filter = make([]uint64, 1<<filterBits/64)
}

// place is where to look for a hash first. It keeps the order of hashes, so that
// a model, which comes in this order, fills its memory from front to back.
func (w *Weights) place(hash uint32) int { return int(uint64(hash) * uint64(w.size) >> 32) }

// insert puts a row into its place or the first free one behind; next is the
// first after the row before, and the result that after this one. Byte 31 of a
// row in use is odd, and the last row is never in use.
func (w *Weights) insert(hash uint32, r *row, next int) int {
	at := max(next, w.place(hash))
	for at+1 >= len(w.rows) {
		w.rows = append(w.rows, row{})
	}
	r[29], r[30], r[31] = byte(hash), byte(hash>>8), byte(hash>>16)|1
	w.rows[at] = *r
	bit := hash >> filterShift
	w.filter[bit>>6] |= 1 << (bit & 63)
	w.count++
	return at + 1
}

func (w *Weights) find(hash uint32) *row {
	bit := hash >> filterShift
	if w.filter[bit>>6]>>(bit&63)&1 == 0 {
		return nil
	}
	key := hash&0xffffff | 1<<16
	for at := w.place(hash); ; at++ {
		switch binary.LittleEndian.Uint32(w.rows[at][28:]) >> 8 {
		case key:
			return &w.rows[at]
		case 0:
			return nil
		}
	}
}

// Score is the weight of each label at a position.
type Score [Labels]int32

// maxRows keeps a sum of biased weights within a 16-bit lane.
const maxRows = 250

// Sum sets s to the sum of the rows of the features present, eight weights at a time: the
// even and the odd bytes of a word in 16-bit lanes of their own.
func (w *Weights) Sum(s *Score, feats []uint32) {
	const even = 0x00ff00ff00ff00ff
	var lanes [8]uint64
	n := int32(0)
	for _, h := range feats {
		r := w.find(h)
		if r == nil || n >= maxRows {
			continue
		}
		n++
		for k := range 4 {
			x := binary.LittleEndian.Uint64(r[8*k:])
			lanes[2*k] += x & even
			lanes[2*k+1] += x >> 8 & even
		}
	}
	for l := range s {
		word := lanes[l>>3<<1|l&1]
		s[l] = int32(word>>(uint(l&6)*8)&0xffff) - 128*n
	}
}
