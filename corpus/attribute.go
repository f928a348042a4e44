package corpus

// Behaviour says how an attribute's true value moves over time. It decides
// whether two different values can both have been right.
type Behaviour string

// Behaviours. The zero Behaviour means unknown: compare with caution.
const (
	Invariant  Behaviour = "invariant"  // never changes: founded, born, event date, storeys
	Cumulative Behaviour = "cumulative" // only grows: deaths, flights cancelled that day
	Snapshot   Behaviour = "snapshot"   // holds at one moment: share price, missing, role, rank
)

// Attribute defines what a claim can state of a subject. Attributes are data:
// the extractor's own come from its attribute file, a user adds more with a
// file of the same form, and open attributes are made on the fly.
type Attribute struct {
	Name      string    // as printed: "deaths", "share price change"
	Kind      ClaimKind // how values are compared
	Behaviour Behaviour
	Subject   []string // what may bear it: "org", "person", "event", "product", "place", "thing"
	Many      bool     // several values can hold at once (founder): a second value is no conflict
}
