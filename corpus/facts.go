package corpus

import "github.com/govalues/decimal"

// Facts is everything extracted from one article. Each list is sorted by
// Start, then End.
type Facts struct {
	Entities []Entity
	Dates    []Date
	Figures  []Figure
	Quotes   []Quote
	Claims   []Claim
}

// EntityType is the class of a named entity.
type EntityType string

// Types of entity.
const (
	Person  EntityType = "PERSON"
	Org     EntityType = "ORG"
	Loc     EntityType = "LOC"
	Product EntityType = "PRODUCT"
	Event   EntityType = "EVENT"
	Work    EntityType = "WORK"
	Norp    EntityType = "NORP" // nationalities, religious and political groups
)

// Entity is one mention of a named entity.
type Entity struct {
	Span
	Type EntityType
	Name string // canonical name, resolved as far as the scope at hand allows
	ID   string // stable id of the entity behind Name
}

// DateType is the TIMEX3 type of a temporal expression.
type DateType string

// TIMEX3 types.
const (
	DateDay      DateType = "date"
	DateTime     DateType = "time"
	DateDuration DateType = "duration"
	DateSet      DateType = "set"
)

// Date is a temporal expression.
type Date struct {
	Span
	Type        DateType
	Value       string // TIMEX3 value: "2024-07-19", "2024-W29", "P3D", "XXXX-WXX-5", "PRESENT_REF"
	From, To    string // ISO 8601, inclusive; "" when unresolved or a duration
	Granularity string // second minute hour daypart day week month quarter season year decade century
	Approximate bool   // "about", "around", "early", …
	Mod         string // TIMEX3 mod: START MID END BEFORE AFTER APPROX …, "" if none
	Anchor      string // what resolved it: "" absolute, "published", "text"; "needs-published" when unresolved for want of one
	Alternative string // second reading of an ambiguous 03/04/2024 as an ISO date, "" if none
	Zone        string // time zone as written or as offset ("UTC", "-04:00", "EDT"), "" if none
}

// FigureKind is the class of a figure.
type FigureKind string

// Kinds of figure.
const (
	Count   FigureKind = "count"
	Percent FigureKind = "percent"
	Money   FigureKind = "money"
	Measure FigureKind = "measure"
	Ratio   FigureKind = "ratio"
	Age     FigureKind = "age"
	Ordinal FigureKind = "ordinal"
	Rank    FigureKind = "rank"
	Score   FigureKind = "score" // 3-1 in a match
)

// Bound is how a written number limits the true value.
type Bound string

// Bounds. The zero Bound is Exact.
const (
	Exact    Bound = ""
	About    Bound = "about"
	AtLeast  Bound = "at least"
	MoreThan Bound = "more than"
	AtMost   Bound = "at most" // "up to", "as many as", "no more than"
	LessThan Bound = "less than"
	Between  Bound = "between"
	Vague    Bound = "vague" // dozens, hundreds, several
)

// Quantity is a number as news writes it: a value with the interval its words
// allow. All arithmetic on it is decimal.
type Quantity struct {
	Value     decimal.Decimal // the number written; the middle of a range
	Low, High decimal.Decimal // closed interval the words allow; both Value when exact
	NoLow     bool            // no lower end ("less than 5")
	NoHigh    bool            // no upper end ("more than 5")
	Bound     Bound
	Digits    int    // significant digits written; sets the rounding tolerance
	Unit      string // ISO 4217, UCUM, "%", "pp" or "" for a bare count
}

// Figure is a number in the text with what it measures or counts.
type Figure struct {
	Span // the number with its unit
	Quantity
	Kind      FigureKind
	Counted   Span   // the noun counted ("customers"), empty if none
	Of        Span   // the whole it is a part of ("the Fortune 500"), empty if none
	Direction string // "up", "down" or ""
	Role      string // "" level, "change-by", "change-to", "change-from", "ratio"
	Scope     string // "", "at one point", "extremum", "close", "cumulative", "forecast", "so far", …
}

// QuoteKind is how speech is reported.
type QuoteKind string

// Kinds of quotation.
const (
	Direct   QuoteKind = "direct"
	Mixed    QuoteKind = "mixed"
	Indirect QuoteKind = "indirect"
	Post     QuoteKind = "post"
)

// Quote is reported speech; Span covers the words without quotation marks.
type Quote struct {
	Span
	Kind        QuoteKind
	Speaker     string // resolved name; "" when unknown
	SpeakerID   string // entity id of the speaker, "" when unknown or not an entity
	SpeakerSpan Span   // the words that name the speaker, empty if none
	Cue         Span   // the reporting verb or phrase, empty if none
	Medium      string // "in a statement", "on X", "told NBC"; "" if none
	Rule        string // which rule attributed it
	Confidence  float64
}
