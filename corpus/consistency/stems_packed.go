package consistency

import (
	"slices"
	"sync"

	"twosource/corpus/factbin"
	"twosource/corpus/wordvec"
)

// tableStems are the hashes of the stems of the words in the table of vectors, sorted.
var tableStems = sync.OnceValue(func() []uint32 {
	t := wordvec.Default()
	out := make([]uint32, 0, len(t.Words))
	for _, w := range t.Words {
		out = append(out, stem(w))
	}
	slices.Sort(out)
	return slices.Compact(out)
})

// writeStems writes sorted hashes of stems. No compression makes hashes smaller, and
// the topics were a quarter of a digest: so those of common words are written as their
// places among the hashes of such words, in a byte or two instead of four.
func writeStems(w *factbin.Writer, list []uint32) {
	table := tableStems()
	places, others := make([]uint32, 0, len(list)), make([]uint32, 0, len(list))
	for _, h := range list {
		if at, ok := slices.BinarySearch(table, h); ok {
			places = append(places, uint32(at))
		} else {
			others = append(others, h)
		}
	}
	writeSorted(w, places)
	writeSorted(w, others)
}

func readStems(r *factbin.Reader) []uint32 {
	table := tableStems()
	places, others := readSorted[uint32](r), readSorted[uint32](r)
	if len(places)+len(others) == 0 {
		return nil
	}
	out := make([]uint32, 0, len(places)+len(others))
	for _, at := range places {
		if int(at) >= len(table) { // damage
			break
		}
		h := table[at]
		for len(others) > 0 && others[0] < h {
			out, others = append(out, others[0]), others[1:]
		}
		out = append(out, h)
	}
	return append(out, others...)
}
