package consistency

import "twosource/corpus"

// stretches are stretches of a text, by the pieces of it that they touch: an article may
// have as many as it has words.
type stretches map[int][]corpus.Span

// stretchPiece is the length of a piece in bytes.
const stretchPiece = 64

func (x *stretches) add(at corpus.Span) {
	if *x == nil {
		*x = make(stretches)
	}
	for k := at.Start / stretchPiece; k <= max(at.Start, at.End-1)/stretchPiece; k++ {
		(*x)[k] = append((*x)[k], at)
	}
}

// overlap reports whether one of them has a byte of a stretch.
func (x stretches) overlap(at corpus.Span) bool {
	for k := at.Start / stretchPiece; k <= max(at.Start, at.End-1)/stretchPiece; k++ {
		for _, y := range x[k] {
			if y.Start < at.End && at.Start < y.End {
				return true
			}
		}
	}
	return false
}

// hold reports whether one of them has all of a stretch.
func (x stretches) hold(at corpus.Span) bool {
	for _, y := range x[at.Start/stretchPiece] {
		if y.Start <= at.Start && at.End <= y.End {
			return true
		}
	}
	return false
}
