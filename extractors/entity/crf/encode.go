package crf

import (
	"encoding/binary"
	"math"
	"math/bits"
	"sort"
)

// Prune says what Encode leaves out: weights below Weight, and features that
// have no other. Of a feature seen n times in training the weights count for
// more by the fourth root of n, since it will be seen as often in new text: a
// large weight of a rare feature is worth less than a small one of a common one.
type Prune struct {
	Weight float32
	Seen   []uint16 // how often each feature was seen, nil for once
}

// floor is the weight below which those of feature i are left out.
func (p Prune) floor(i int) float32 {
	if i >= len(p.Seen) {
		return p.Weight
	}
	return p.Weight / float32(math.Sqrt(math.Sqrt(float64(max(1, p.Seen[i])))))
}

// Encode quantises what a trainer learnt and writes it in the form that Read
// takes. hashes[i] is the hash of feature i; of two features with one hash the
// first is kept.
func Encode(t *Trainer, hashes []uint32, p Prune) []byte {
	scale := scaleOf(t.Rows)
	keep := kept(t, hashes, p)
	book := codebookOf(t.Rows, keep, scale, p)
	b := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
	for u := range t.Trans {
		for _, x := range t.Trans[u] {
			q := max(-32000, min(32000, math.Round(float64(x/scale))))
			b = binary.LittleEndian.AppendUint16(b, uint16(int16(q)))
		}
	}
	for _, step := range book {
		b = append(b, byte(step))
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(keep)))
	last := uint32(0)
	for _, i := range keep {
		b = binary.AppendUvarint(b, uint64(hashes[i]-last))
		last = hashes[i]
		b = appendRow(b, &t.Rows[i], &book, scale, p.floor(i))
	}
	return b
}

// kept lists the features worth a row, by hash.
func kept(t *Trainer, hashes []uint32, p Prune) []int {
	var keep []int
	for i := range t.Rows {
		if largest(&t.Rows[i]) >= p.floor(i) {
			keep = append(keep, i)
		}
	}
	sort.Slice(keep, func(a, b int) bool { return hashes[keep[a]] < hashes[keep[b]] })
	n := 0
	for k, i := range keep {
		if k == 0 || hashes[i] != hashes[keep[n-1]] {
			keep[n] = i
			n++
		}
	}
	return keep[:n]
}

// appendRow writes a bit mask of the labels with a weight, then the weights by
// their codes, two a byte.
func appendRow(b []byte, r *[Labels]float32, book *codebook, scale, floor float32) []byte {
	mask, at, n := uint32(0), len(b), 0
	b = append(b, 0, 0, 0, 0)
	for l, x := range r {
		q := quantise(x, scale)
		if q == 0 || x < floor && x > -floor {
			continue
		}
		mask |= 1 << l
		if n&1 == 0 {
			b = append(b, book.nearest(q))
		} else {
			b[len(b)-1] |= book.nearest(q) << 4
		}
		n++
	}
	binary.LittleEndian.PutUint32(b[at:], mask)
	return b
}

// Read decodes what Encode wrote.
func Read(b []byte) (*Weights, error) {
	const head = 4 + 2*States*States + codes + 4
	if len(b) < head {
		return nil, errModel
	}
	w := &Weights{Scale: math.Float32frombits(binary.LittleEndian.Uint32(b))}
	for i := range States * States {
		w.trans[i/States][i%States] = int32(int16(binary.LittleEndian.Uint16(b[4+2*i:])))
	}
	var values [codes]byte // as rows have them, biased by 128
	for c := range values {
		values[c] = b[head-4-codes+c] + 128
	}
	n := int(binary.LittleEndian.Uint32(b[head-4:]))
	b = b[head:]
	if n > len(b)/5 { // a row takes five bytes at least
		return nil, errModel
	}
	w.room(n)
	hash, next := uint32(0), 0
	for range n {
		delta, k := binary.Uvarint(b)
		if k <= 0 || len(b) < k+4 || delta > uint64(math.MaxUint32-hash) {
			return nil, errModel
		}
		hash += uint32(delta)
		mask := binary.LittleEndian.Uint32(b[k:])
		b = b[k+4:]
		size := (bits.OnesCount32(mask) + 1) / 2
		if len(b) < size || mask>>Labels != 0 {
			return nil, errModel
		}
		r := emptyRow
		for at := 0; mask != 0; mask &= mask - 1 {
			r[bits.TrailingZeros32(mask)] = values[b[at>>1]>>(at&1*4)&15]
			at++
		}
		b = b[size:]
		next = w.insert(hash, &r, next)
	}
	return w, nil
}

var emptyRow = func() (r row) {
	for l := range Labels {
		r[l] = 128
	}
	return r
}()

func largest(r *[Labels]float32) (m float32) {
	for _, x := range r {
		m = max(m, x, -x)
	}
	return m
}

// scaleOf maps the 1-in-20,000 largest weight to 127.
func scaleOf(rows [][Labels]float32) float32 {
	const bins = 4000
	var hist [bins]int
	n := 0
	for i := range rows {
		for _, x := range rows[i] {
			if x = max(x, -x); x > 0.01 {
				hist[min(bins-1, int(x*200))]++
				n++
			}
		}
	}
	left := n / 20000
	for b := bins - 1; b > 0; b-- {
		if left -= hist[b]; left < 0 {
			return float32(b+1) / 200 / 127
		}
	}
	return 1.0 / 127
}

func quantise(x, scale float32) int {
	return max(-127, min(127, int(math.Round(float64(x/scale)))))
}
