package crf

import (
	"encoding/binary"
	"math"
	"math/bits"
	"sort"
)

// Prune says what Encode leaves out.
type Prune struct {
	Row    float32 // features whose largest weight is below this
	Weight float32 // single weights below this
}

// Encode quantises what a trainer learnt and writes it in the form that Read
// takes. hashes[i] is the hash of feature i; of two features with one hash the
// first is kept.
func Encode(t *Trainer, hashes []uint32, p Prune) []byte {
	scale := scaleOf(t.Rows)
	keep := kept(t, hashes, p.Row)
	b := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
	for u := range t.Trans {
		for _, x := range t.Trans[u] {
			q := max(-32000, min(32000, math.Round(float64(x/scale))))
			b = binary.LittleEndian.AppendUint16(b, uint16(int16(q)))
		}
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(keep)))
	last := uint32(0)
	for _, i := range keep {
		b = binary.AppendUvarint(b, uint64(hashes[i]-last))
		last = hashes[i]
		b = appendRow(b, &t.Rows[i], scale, p.Weight)
	}
	return b
}

// kept lists the features worth a row, by hash.
func kept(t *Trainer, hashes []uint32, floor float32) []int {
	var keep []int
	for i := range t.Rows {
		if largest(&t.Rows[i]) >= floor {
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

// appendRow writes a bit mask of the labels with a weight, then the weights.
func appendRow(b []byte, r *[Labels]float32, scale, floor float32) []byte {
	mask, at := uint32(0), len(b)
	b = append(b, 0, 0, 0, 0)
	for l, x := range r {
		if q := quantise(x, scale); q != 0 && (x >= floor || x <= -floor) {
			mask |= 1 << l
			b = append(b, byte(int8(q)))
		}
	}
	binary.LittleEndian.PutUint32(b[at:], mask)
	return b
}

// Read decodes what Encode wrote.
func Read(b []byte) (*Weights, error) {
	const head = 4 + 2*States*States + 4
	if len(b) < head {
		return nil, errModel
	}
	w := &Weights{Scale: math.Float32frombits(binary.LittleEndian.Uint32(b))}
	for i := range States * States {
		w.trans[i/States][i%States] = int32(int16(binary.LittleEndian.Uint16(b[4+2*i:])))
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
		if len(b) < bits.OnesCount32(mask) || mask>>Labels != 0 {
			return nil, errModel
		}
		r := emptyRow
		for ; mask != 0; mask &= mask - 1 {
			r[bits.TrailingZeros32(mask)] = b[0] + 128
			b = b[1:]
		}
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
