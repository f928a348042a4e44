// Package crf is a linear-chain conditional random field over runs of tokens
// with BIOES labels. It knows nothing of text: features come in as hashes, one
// list a position, and labels go out.
//
// Two halves share the label layout. Trainer fits float weights by gradient
// ascent (AdaGrad) and accepts partly labelled data: every position has a set
// of labels allowed, and the likelihood of the whole set is maximised. Weights
// is what ships: one row of 8-bit weights for each feature kept, in a hash
// table whose rows are summed eight labels at a time in 64-bit words.
package crf

// Types is the number of entity types a model tells apart.
const Types = 7

// Labels is the number of labels: O, then B I E S for each type.
const Labels = 1 + 4*Types

// States is the number of classes a transition tells apart: outside, or the
// type of an entity that ends or begins.
const States = 1 + Types

// Label is 0 for outside, else 1 + 4*type + position.
type Label uint8

// Positions within an entity.
const (
	Begin = iota
	Inside
	End
	Single
)

// Of is the label for a position of an entity of the given type.
func Of(typ, pos int) Label { return Label(1 + 4*typ + pos) }

// Type is the entity type of a label, -1 for outside.
func (l Label) Type() int { return (int(l)+3)/4 - 1 }

// Pos is the position of a label in its entity; meaningless for outside.
func (l Label) Pos() int { return (int(l) - 1) & 3 }

// Set is a set of labels as bits.
type Set uint32

// AllLabels allows every label.
const AllLabels Set = 1<<Labels - 1

// Has reports whether l is in the set.
func (s Set) Has(l int) bool { return s>>uint(l)&1 != 0 }

// Only is the set of one label.
func Only(l Label) Set { return 1 << l }

// Whole is the set of all labels of a type.
func Whole(typ int) Set { return 0xf << uint(1+4*typ) }
