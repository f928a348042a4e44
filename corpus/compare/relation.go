// Package compare decides how two stated values relate: the same, one a finer
// statement of the other, both possible, in conflict, or not comparable at all.
// Everything in it is pure and decimal; nothing here knows articles or time.
package compare

// Relation is how two stated values relate. Every function of this package that
// returns one is symmetric in its two values.
type Relation string

// Relations.
const (
	Same         Relation = "same"          // the same value, or the same within conversion
	Refines      Relation = "refines"       // one lies within what the other allows
	Compatible   Relation = "compatible"    // both can hold
	Update       Relation = "update"        // the later supersedes the earlier; only callers that know time return it
	Conflict     Relation = "conflict"      // both cannot hold
	ConflictSoft Relation = "conflict-soft" // they differ by no more than rounding, a day, a time zone
	Incomparable Relation = "incomparable"  // they measure different things
)

// Clashes reports whether r is a conflict, hard or soft.
func (r Relation) Clashes() bool { return r == Conflict || r == ConflictSoft }
