package bleveindex

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// What a digest says word for word, as the sentences of claims, is not stored once
// more with the article: an article is kept as what it has in common with its
// digest, and the rest.
//
//	ops       length of the steps, then the steps:
//	  literal   bytes taken from the rest
//	  copy      bytes taken from the digest
//	  from      where in the digest
//	rest      …

const (
	leastCopy   = 24 // bytes; a step takes some four
	deltaStep   = 4  // of so many places in a digest one is remembered
	deltaBits   = 12
	maxDelta    = 1<<16 - 2 // bytes of a digest that are remembered
	deltaWord   = 8         // bytes compared at once
	deltaFactor = 0x9e3779b185ebca87
)

var errDelta = errors.New("article does not fit its digest")

// differ makes deltas, reusing its memory.
type differ struct {
	places [1 << deltaBits]uint16 // in the digest, plus one, by the hash of a word
	steps  []byte
	rest   []byte
}

func hashWord(b []byte) uint64 {
	return binary.LittleEndian.Uint64(b) * deltaFactor >> (64 - deltaBits)
}

// append appends to dst what raw has that base has not.
func (d *differ) append(dst, raw, base []byte) []byte {
	clear(d.places[:])
	for at := 0; at+deltaWord <= min(len(base), maxDelta); at += deltaStep {
		d.places[hashWord(base[at:])] = uint16(at + 1)
	}
	d.steps, d.rest = d.steps[:0], d.rest[:0]
	done := 0 // of raw
	for i := 0; i+deltaWord <= len(raw); {
		from := int(d.places[hashWord(raw[i:])]) - 1
		if from < 0 {
			i++
			continue
		}
		back := sameEnd(raw[done:i], base[:from])
		n := back + sameStart(raw[i:], base[from:])
		if n < leastCopy {
			i++
			continue
		}
		d.step(raw[done:i-back], n, from-back)
		done = i - back + n
		i = done
	}
	d.step(raw[done:], 0, 0)
	dst = binary.AppendUvarint(dst, uint64(len(d.steps)))
	return append(append(dst, d.steps...), d.rest...)
}

func (d *differ) step(literal []byte, n, from int) {
	d.rest = append(d.rest, literal...)
	for _, v := range [...]int{len(literal), n, from} {
		d.steps = binary.AppendUvarint(d.steps, uint64(v))
	}
}

// sameEnd is how many bytes two texts have in common at their ends.
func sameEnd(a, b []byte) (n int) {
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// sameStart is how many bytes two texts have in common at their beginnings.
func sameStart(a, b []byte) (n int) {
	for n+deltaWord <= len(a) && n+deltaWord <= len(b) {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += deltaWord
	}
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// undelta appends to dst what was written with the same base.
func undelta(dst, delta, base []byte) ([]byte, error) {
	n, w := binary.Uvarint(delta)
	if w <= 0 || n > uint64(len(delta)-w) {
		return dst, errDelta
	}
	steps, rest := delta[w:w+int(n)], delta[w+int(n):]
	for len(steps) > 0 {
		var v [3]uint64
		for i := range v {
			if v[i], w = binary.Uvarint(steps); w <= 0 {
				return dst, errDelta
			}
			steps = steps[w:]
		}
		literal, size, from := v[0], v[1], v[2]
		if literal > uint64(len(rest)) || from > uint64(len(base)) || size > uint64(len(base))-from || uint64(len(dst))+size > maxBlob {
			return dst, errDelta
		}
		dst = append(append(dst, rest[:literal]...), base[from:from+size]...)
		rest = rest[literal:]
	}
	if len(rest) > 0 {
		return dst, errDelta
	}
	return dst, nil
}
