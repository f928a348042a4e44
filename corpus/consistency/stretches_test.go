package consistency

import (
	"math/rand/v2"
	"testing"

	"twosource/corpus"
)

// TestStretches compares with a look at each of them.
func TestStretches(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var x stretches
		var list []corpus.Span
		pick := func() corpus.Span {
			from := r.IntN(400)
			return corpus.Span{Start: from, End: from + r.IntN(100)}
		}
		for range r.IntN(4) {
			list = append(list, pick())
			x.add(list[len(list)-1])
		}
		at := pick()
		overlap, hold := false, false
		for _, y := range list {
			overlap = overlap || y.Start < at.End && at.Start < y.End
			hold = hold || y.Start <= at.Start && at.End <= y.End && y.Len() > 0
		}
		if x.overlap(at) != overlap || at.Len() > 0 && x.hold(at) != hold {
			t.Fatalf("%v in %v: overlap %v, hold %v", at, list, x.overlap(at), x.hold(at))
		}
	}
}
