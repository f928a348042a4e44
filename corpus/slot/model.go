package slot

import (
	_ "embed"
	"sync"

	"twosource/corpus/trees"
)

//go:embed slot.model
var packed []byte

// Default is the model of the program, read when first asked for.
var Default = sync.OnceValue(func() *trees.Model { return trees.MustDecode(packed, numFeatures) })

// P is the probability that two mentions are of one thing.
func P(f *Features) float64 { return Default().P(f[:]) }
