package consistency

import (
	"math"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// Result is what a comparison of two statements comes to.
type Result struct {
	Verdict corpus.Verdict // "" where they speak of different subjects or events
	Lane    Lane
	Reason  string         // the check that decided, in words
	Checks  []corpus.Check // in the order tried
	Score   Score
}

// Lane is the list a finding belongs in.
type Lane string

// Lanes.
const (
	LaneContradiction Lane = "contradiction"
	LaneOutlier       Lane = "outlier" // looks like a slip: swapped digits, another month or unit
	LaneDisputed      Lane = "disputed"
	LaneSuperseded    Lane = "superseded"
	LaneLook          Lane = "needs a look"
	LaneExplained     Lane = "explained"
)

// Score holds the probabilities of each step, each in [0,1].
type Score struct {
	Subject    float64 // one subject or event
	Attribute  float64 // one measure
	Qualifiers float64 // one scope, one part, one moment
	Modality   float64 // both meant as fact, by voices that should agree
	Extraction float64 // both claims read rightly
	Distance   float64 // how surely the values differ
	Judged     float64 // all in all, by Models.Clash; 0 where it was not asked
}

// P is the probability that the two statements contradict each other.
func (s Score) P() float64 {
	if s.Judged > 0 {
		return s.Judged
	}
	return s.Subject * s.Attribute * s.Qualifiers * s.Modality * s.Extraction * s.Distance
}

// sure is the probability from which a clash is called a contradiction; below
// it the finding only needs a look.
const (
	sure      = 0.30
	sureLoose = 0.40 // where the attribute alone does not say what is measured
)

// Names of checks, in the order they are tried.
const (
	checkSubject   = "same subject"
	checkAttribute = "same attribute"
	checkScope     = "same scope"
	checkModality  = "both stated as fact"
	checkVoice     = "same authority"
	checkPrecision = "beyond rounding"
	checkTime      = "same time"
	checkWording   = "other words"
	checkDiffer    = "values exclude each other"
	checkSure      = "read with confidence"
)

// A decision collects the checks of one comparison.
type decision struct {
	a, b  *Statement
	off   check // checks left out, for ablations
	score Score
	list  []corpus.Check

	models *Models
	ask    func(*ClashFeatures) // is told the features of a pair that is weighed
	doubt  doubt                // set by a check that may be wrong
	doubts doubt                // of all checks tried
	differ string               // where two reports of one sentence differ

	bySlot       bool           // the two met by the words around their values:
	words        *slot.Features // those words
	one          float64        // probability that they are of one thing by these
	event        float64        // probability that the articles tell of one event
	at           *place         // where the two stand among others, nil unknown
	among        *company       // where that is to be looked up, nil unknown
	apart        bool           // something tells them apart by rule
	tellA, tellB int            // how much their attributes say
}

// check is a set of checks.
type check uint32

const (
	skipEvent check = 1 << iota
	skipPart
	skipPlace
	skipWider
	skipUnit
	skipRunning
	skipWords
	skipModality
	skipVoice
	skipPrecision
	skipTime
	skipChange
	skipSaid
	skipSite
	skipWeigh

	skipScope = skipPart | skipPlace | skipWider | skipUnit | skipRunning | skipWords
)

func (d *decision) pass(name, detail string) {
	d.list = append(d.list, corpus.Check{Name: name, OK: true, Detail: detail})
}

func (d *decision) stop(v corpus.Verdict, lane Lane, name, why string) Result {
	d.list = append(d.list, corpus.Check{Name: name, Detail: why})
	return Result{Verdict: v, Lane: lane, Reason: why, Checks: d.list, Score: d.score}
}

// Compare decides how two statements stand to each other. The first check that
// tells them apart gives the verdict; where none does they contradict.
func Compare(a, b *Statement) Result { return decide(a, b, 0) }

// leastSubject is the probability below which two statements are not held against
// each other.
const leastSubject = 0.4

// openPair is the product of the confidences of two open readings from which their
// being alike makes both surer: readings of a figure by its grammar alone lie below.
const openPair = 0.25

func decide(a, b *Statement, off check) Result { return decideBy(learned(), a, b, nil, off, nil) }

func decideBy(m *Models, a, b *Statement, among *company, off check, ask func(*ClashFeatures)) Result {
	if a.attr != b.attr {
		return Result{}
	}
	if before(b, a) {
		a, b = b, a // reasons name the values in the order of the evidence
	}
	if a.attr == quotation && otherWords(a, b) {
		return Result{}
	}
	p, why := sameSubject(a, b, off)
	if p < leastSubject {
		return Result{}
	}
	d := decision{a: a, b: b, off: off, models: m, ask: ask, among: among, tellA: tells(a), tellB: tells(b), list: make([]corpus.Check, 0, 8)}
	d.score = Score{Subject: p, Attribute: sameMeasure(a, b), Qualifiers: 1, Modality: 1, Extraction: math.Pow(a.Claim.Confidence*b.Claim.Confidence, 0.75), Distance: 1}
	if a.open && b.open && a.Claim.Confidence*b.Claim.Confidence > openPair { // two readings alike support each other
		d.score.Extraction = max(d.score.Extraction, min(0.8, 0.5+0.7*alike(a.content, b.content)))
	}
	d.pass(checkSubject, why)
	if a.attr == quotation {
		d.score.Extraction = max(d.score.Extraction, 0.8) // words found twice were hardly misread
		return d.quotes()
	}
	d.pass(checkAttribute, a.Claim.Attribute)
	return d.run((*decision).scope, (*decision).modality, (*decision).voice, (*decision).precision, (*decision).time)
}

// clash is the end of a comparison that nothing explained.
func (d *decision) clash() Result {
	slip := slipOf(d.a, d.b)
	switch limit := d.limit(slip); {
	case d.score.P() >= limit:
		return d.contradiction(slip)
	case d.loose():
		return Result{}
	}
	return d.stop(corpus.Scope, LaneLook, checkSure, "too little is certain to call it a contradiction")
}

// limit is the probability from which a clash is called a contradiction by rule.
func (d *decision) limit(slip string) float64 {
	if slip != "" && d.score.Attribute < 0.9 {
		d.score.Attribute = 0.9 // figures a slip apart are of one measure
	}
	if d.score.Attribute < 0.9 {
		return sureLoose
	}
	return sure
}

func (d *decision) contradiction(slip string) Result {
	r := Result{Verdict: corpus.Contradiction, Lane: LaneContradiction, Checks: d.list, Score: d.score}
	r.Reason = d.because(slip)
	if slip != "" {
		r.Lane = LaneOutlier
	}
	return r
}

// precision asks whether both values can hold as written.
func (d *decision) precision() (Result, bool) {
	x, y := &d.a.Claim, &d.b.Claim
	check := differing(x)
	if x.Negated != y.Negated {
		return d.polarity()
	}
	r, distance, why := relate(d.a, d.b)
	if bothBare(d.a, d.b) {
		if l := literally(d.a, d.b, r); l != r {
			r, distance = l, max(distance, 0.1)
		}
		if r == apart && measured(d.a) && d.a.Claim.Kind != corpus.KindDate && givesToo(d.a, d.b) {
			return d.stop(corpus.Compatible, LaneExplained, checkPrecision, "one of them gives the other value too"), true
		}
	}
	if x.Many && r == apart {
		return d.stop(corpus.Compatible, LaneExplained, check, "several values can hold at once"), true
	}
	if d.off&skipPrecision != 0 && r != equal {
		r, distance = apart, 1
	}
	switch r {
	case equal, refines, agree:
		if r == agree && x.Kind == corpus.KindDate {
			d.doubt = doubtBound
		}
		return d.stop(corpus.Compatible, LaneExplained, check, why), true
	case soft:
		if x.Kind == corpus.KindDate && why != edgeOfWeek {
			d.doubt = doubtClose
		}
		return d.stop(corpus.Compatible, LaneExplained, check, why), true
	case incomparable:
		return d.stop(corpus.Scope, LaneExplained, check, why), true
	}
	switch thin := d.a.profile.thin(); { // a factor of twenty: hardly one measure
	case distance > 5 && !thin:
		d.score.Attribute *= 0.3
	case distance > 3 && !thin:
		d.score.Attribute *= 0.6
	}
	d.score.Distance = weight(x, y, distance) * spelled(d.a) * spelled(d.b)
	if why == "" {
		why = both(d.a.Text, d.b.Text)
	}
	d.pass(check, why)
	return Result{}, false
}

// differing is the name of the check of values of a kind.
func differing(c *corpus.Claim) string {
	switch c.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		return checkPrecision
	}
	return checkDiffer
}

// spelled is a little less than 1 where a date was worked out from a weekday
// or an age: such a witness is the weaker one.
func spelled(s *Statement) float64 {
	if s.Claim.Kind == corpus.KindDate && !ofClock(s.attr) && !saysMonth(s.Text) && !saysYear(s.Text) {
		return 0.93
	}
	return 1
}

// polarity compares a statement with a denial: of the same value they clash,
// of another they do not meet.
func (d *decision) polarity() (Result, bool) {
	r, _, _ := relate(d.a, d.b)
	if d.a.Claim.Kind == corpus.KindPolarity && d.b.Claim.Kind == corpus.KindPolarity {
		r = equal
	}
	if r == equal || r == refines {
		d.pass(checkPrecision, "one denies what the other says")
		return Result{}, false
	}
	return d.stop(corpus.Compatible, LaneExplained, checkPrecision, "the denial is of another value"), true
}

// weight turns the distance of magnitudes into a probability that they really
// differ; categories and dates count in full.
func weight(c, o *corpus.Claim, distance float64) float64 {
	if c.Kind == corpus.KindCount && exactly(&c.Value.Quantity) && exactly(&o.Value.Quantity) {
		return 0.95
	}
	switch c.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure:
		if distance >= 1 {
			return 1
		}
		return 1 - 0.4*math.Exp(-distance/0.03)
	case corpus.KindAge:
		return min(1, 0.4+distance)
	}
	return min(1, distance)
}

// exactly reports whether a number was counted out and not rounded: exact, and
// its last digit is no zero.
func exactly(q *corpus.Quantity) bool {
	f, ok := q.Value.Float64()
	return ok && q.Bound == corpus.Exact && f == math.Trunc(f) && math.Mod(f, 10) != 0
}
