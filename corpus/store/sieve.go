package store

// sieve is a set of hashes that forgets none and takes a few in a hundred of those
// never put in for known: a Bloom filter with all bits of a hash in one cache
// line. It grows in layers, each four times as large as the one before, and takes
// some two bytes a hash. Nothing is ever taken out. The zero sieve is empty.
type sieve struct {
	layers [][]uint64
	room   int // hashes the last layer still takes
}

const (
	firstLayer = 1 << 12 // lines of 64 bytes of the first layer
	perLine    = 40      // hashes a line takes
	lineWords  = 8
	lineBits   = 4 // bits set of each hash
)

func (s *sieve) add(h uint64) {
	if s.room == 0 {
		lines := firstLayer << (2 * len(s.layers))
		s.layers = append(s.layers, make([]uint64, lines*lineWords))
		s.room = lines * perLine
	}
	s.room--
	h = spreadBits(h)
	line := lineOf(s.layers[len(s.layers)-1], h)
	for range lineBits {
		line[h>>6&(lineWords-1)] |= 1 << (h & 63)
		h >>= 9
	}
}

func (s *sieve) has(h uint64) bool {
	h = spreadBits(h)
	for _, layer := range s.layers {
		if inLine(lineOf(layer, h), h) {
			return true
		}
	}
	return false
}

func inLine(line []uint64, h uint64) bool {
	for range lineBits {
		if line[h>>6&(lineWords-1)]&(1<<(h&63)) == 0 {
			return false
		}
		h >>= 9
	}
	return true
}

// lineOf chooses the line by the high bits, which inLine does not use.
func lineOf(layer []uint64, h uint64) []uint64 {
	at := int(h>>36) & (len(layer)/lineWords - 1) * lineWords
	return layer[at : at+lineWords]
}

// spreadBits makes every bit of a hash depend on all of them.
func spreadBits(h uint64) uint64 {
	h = (h ^ h>>32) * 0x9e3779b97f4a7c15
	h = (h ^ h>>29) * 0xbf58476d1ce4e5b9
	return h ^ h>>32
}
