package slot

import (
	_ "embed"
	"sync"

	"twosource/corpus/trees"
)

//go:embed slot.model
var packed []byte

// model is read when first asked for.
var model = sync.OnceValue(func() *trees.Model { return trees.MustDecode(packed, numFeatures) })

// P is the probability that two mentions are of one thing.
func P(f *Features) float64 { return model().P(f[:]) }
