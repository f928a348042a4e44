package corpus

// ClaimKind decides how two values are compared.
type ClaimKind string

// Kinds of claim and of conflict.
const (
	KindDate     ClaimKind = "date"
	KindCount    ClaimKind = "count"
	KindMoney    ClaimKind = "money"
	KindPercent  ClaimKind = "percent"
	KindMeasure  ClaimKind = "measure"
	KindPlace    ClaimKind = "place"
	KindRole     ClaimKind = "role"
	KindAge      ClaimKind = "age"
	KindQuote    ClaimKind = "quote"
	KindPolarity ClaimKind = "polarity"
	KindOther    ClaimKind = "other"
)

// Modality is how firmly a claim is made.
type Modality string

// Modalities. The zero Modality is Asserted.
const (
	Asserted     Modality = ""
	Estimated    Modality = "estimated"
	Expected     Modality = "expected" // forecast, planned
	Hypothetical Modality = "hypothetical"
	Alleged      Modality = "alleged"
	Denied       Modality = "denied"
)

// Claim is one statement that a subject has a value for an attribute.
type Claim struct {
	Span                // the words that state the value
	Sentence  Span      // the sentence (or sentences) that carry the claim
	Subject   string    // canonical name of an entity, or a description of an event ("collapse")
	SubjectID string    // entity id, or "" for an event still to be resolved
	SubjectAt Span      // the words the subject was taken from, empty if inherited
	Trigger   string    // for claims about an event: its normalised noun or verb ("collapse", "outage"), else ""
	Attribute string    // name of an attribute
	Kind      ClaimKind // how Value is compared
	Behaviour Behaviour // how the attribute moves over time, copied from its definition
	Many      bool      // several values can hold at once, copied from the attribute's definition
	Value     Value
	AsOf      string // ISO 8601 date or time the value holds at; "" unknown
	AsOfFrom  string // "explicit", "tense", "published" or ""
	Scope     string // what narrows the claim: "at one point", "in New York", "by noon"; "" none
	Place     string // canonical place the value is limited to, "" none
	Part      string // part of a whole the value is limited to ("children", "first quarter"), "" none
	Modality  Modality
	Negated   bool   // polarity: the text says the value does NOT hold
	By        string // whom the claim is attributed to, "" the outlet itself
	// Confidence is the probability that subject, attribute, value and
	// qualifiers are all read rightly, in [0,1].
	Confidence float64
	Rule       string // which pattern found it
}

// Value is a claim's typed value. Text is its normal form and is what groups
// equal values; the rest is filled in according to the claim's kind.
type Value struct {
	Text     string   // normal form: "2011", "298", "-8.74", "California", "yes"
	Quantity Quantity // count, money, percent, measure, age
	From, To string   // date: ISO 8601, inclusive
	EntityID string   // place, role: the entity named
}
