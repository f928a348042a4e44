package corpus

// Verdict is what a comparison of claims comes to. It never says who is right.
type Verdict string

// Verdicts.
const (
	Contradiction Verdict = "contradiction" // both cannot hold
	Variant       Verdict = "variant"       // a quotation's wording differs, meaning the same
	Update        Verdict = "update"        // the later statement supersedes the earlier
	Scope         Verdict = "scope"         // they speak of different things after all
	Compatible    Verdict = "compatible"    // both can hold
)

// Status is what a person has decided about a conflict.
type Status string

// Statuses. The zero Status is Open.
const (
	Open      Status = ""
	Confirmed Status = "confirmed"
	Dismissed Status = "dismissed"
)

// Check is one test on the way to a verdict, in the order it was tried.
type Check struct {
	Name   string // "same subject", "as-of equal", "beyond rounding", …
	OK     bool
	Detail string
}

// Evidence is one side of a conflict: a claim with the article it stands in.
type Evidence struct {
	Article   string // article id
	Path      string
	URL       string
	Source    string
	Title     string
	Published string
	Origin    string // id of the cluster of copies the article belongs to
	Claim     Claim
}

// Conflict is a finding: claims about one subject and attribute, and how they
// relate.
type Conflict struct {
	ID        string // hash of the sorted statements, stable across runs and rules
	Kind      ClaimKind
	Subject   string
	Attribute string
	Verdict   Verdict
	Score     float64 // rank, higher first, in [0,1]
	Reason    string  // the first check that decided, in words
	Status    Status
	Note      string // a person's note
	Lane      string // "contradiction", "outlier", "disputed", "superseded", "needs a look", "explained"
	Checks    []Check
	Evidence  []Evidence // two or more, ordered by published, source, start
	Support   []Evidence // further statements of either side's value that clash the same way, same order
}

// Decision is a person's word on a conflict, or on entities.
type Decision struct {
	ID      string // conflict id, or entity id for merges and splits
	Action  string // confirm, dismiss, reopen, merge, split
	Into    string // merge: entity id to merge into; split: mention name split off
	Note    string
	By      string
	Decided string // RFC 3339
}
