package bleveindex

import (
	"context"
	"encoding/binary"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// Numbers are indexed as terms of a few coarsenesses, so that a range is the
// union of a few stretches of the dictionary. Bleve's own numeric field makes
// 16 terms of each value; figures need four (a value, its 28, 44 and 52 high
// bits dropped), days three (a day, 32 days, 1,024 days).
var (
	figureShifts = []uint{0, 28, 44, 52}
	dayShifts    = []uint{0, 5, 10}
)

// numberTerm is the term of value v (sortable as unsigned) at one coarseness.
func numberTerm(level int, v uint64) string {
	var b [9]byte
	b[0] = byte('0' + level)
	binary.BigEndian.PutUint64(b[1:], v)
	return string(b[:])
}

// numberOf is the value of a term.
func numberOf(term []byte) uint64 { return binary.BigEndian.Uint64(term[1:]) }

func numberTerms(dst []string, v uint64, shifts []uint) []string {
	for level, s := range shifts {
		dst = append(dst, numberTerm(level, v>>s))
	}
	return dst
}

// sortable maps a float to an integer of the same order.
func sortable(f float64) uint64 {
	b := math.Float64bits(f)
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

// stretch is a range of terms of one level, ends included.
type stretch struct {
	level  int
	lo, hi uint64
}

// stretches covers [lo, hi] with as coarse terms as possible.
func stretches(lo, hi uint64, shifts []uint) []stretch {
	var out []stretch
	for level := 0; lo <= hi; level++ {
		if level == len(shifts)-1 {
			return append(out, stretch{level, lo, hi})
		}
		step := shifts[level+1] - shifts[level]
		mask := uint64(1)<<step - 1
		up, down := (lo+mask)>>step, (hi+1)>>step // coarse units that lie wholly inside: [up, down)
		if lo > math.MaxUint64-mask || hi == math.MaxUint64 || up >= down {
			return append(out, stretch{level, lo, hi})
		}
		if lo&mask != 0 {
			out = append(out, stretch{level, lo, up<<step - 1})
		}
		if (hi+1)&mask != 0 {
			out = append(out, stretch{level, down << step, hi})
		}
		lo, hi = up, down-1
	}
	return out
}

// termsBetween appends the terms of a field from lo to hi, both included.
func termsBetween(ctx context.Context, r index.IndexReader, field, lo, hi string, dst [][]byte) ([][]byte, error) {
	dict, err := r.FieldDictRange(field, []byte(lo), append([]byte(hi), 0))
	if err != nil {
		return dst, err
	}
	defer dict.Close()
	for ctx.Err() == nil {
		e, err := dict.Next()
		if err != nil {
			return dst, err
		}
		if e == nil || e.Term > hi {
			return dst, nil
		}
		dst = append(dst, []byte(e.Term))
	}
	return dst, ctx.Err()
}
