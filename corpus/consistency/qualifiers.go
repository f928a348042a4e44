package consistency

import (
	"slices"
	"strings"

	"twosource/corpus"
)

// scope asks whether both values are of the same part, place and moment.
func (d *decision) scope() (Result, bool) {
	for _, c := range scopes {
		if d.off&c.off != 0 {
			continue
		}
		if r, done := c.tells(d); done {
			return r, true
		}
	}
	d.pass(checkScope, limits(d.a.Claim.Scope, d.b.Claim.Scope))
	return Result{}, false
}

// scopes are the checks of scope in the order they are tried. Each may tell two
// values apart, or make it less sure that they are of one thing.
var scopes = []struct {
	off   check
	tells func(*decision) (Result, bool)
}{
	{skipPart, (*decision).part},
	{skipPlace, (*decision).place},
	{skipWider, (*decision).wider},
	{skipUnit, (*decision).unit},
	{skipUnit, (*decision).roster},
	{skipRunning, (*decision).running},
	{skipWords, (*decision).scopeWords},
}

func (d *decision) part() (Result, bool) {
	return d.narrowed("part", d.a.Claim.Part, d.b.Claim.Part)
}

func (d *decision) place() (Result, bool) { return d.places(d.a.Claim.Place, d.b.Claim.Place) }

// wider tells apart counts of which one takes in more places.
func (d *decision) wider() (Result, bool) {
	if more := wider(d.a.places, d.b.places); more != "" && d.a.Claim.Behaviour != corpus.Invariant {
		return d.stop(corpus.Scope, LaneExplained, checkScope, "one counts "+more+" as well"), true
	}
	return Result{}, false
}

// unit tells a firm from its unit.
func (d *decision) unit() (Result, bool) {
	switch d.a.Claim.Kind {
	case corpus.KindRole, corpus.KindPlace, corpus.KindMoney:
		if u, v := unitIn(upTo(d.a)), unitIn(upTo(d.b)); u != v {
			return d.stop(corpus.Scope, LaneExplained, checkScope, "one speaks of a "+u+v), true
		}
	}
	return Result{}, false
}

// roster tells apart counts of members of two lists that go by their length: the Fortune
// 500 and the Fortune 1000.
func (d *decision) roster() (Result, bool) {
	x, y := rosterIn(d.a.Sentence), rosterIn(d.b.Sentence)
	if x != "" && y != "" && x != y && d.a.Claim.Kind == corpus.KindCount {
		return d.stop(corpus.Scope, LaneExplained, checkScope, "one is of the "+x+", the other of the "+y), true
	}
	return Result{}, false
}

// rosterIn is the first such list that a sentence names, "" if it names none.
func rosterIn(sentence string) string {
	for _, name := range [...]string{"Fortune ", "Global ", "Forbes ", "FTSE "} {
		if _, rest, ok := strings.Cut(sentence, name); ok {
			if n := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' }); n > 0 {
				return name + rest[:n]
			}
		}
	}
	return ""
}

// running tells a running total from the count of a day.
func (d *decision) running() (Result, bool) {
	if d.a.running != d.b.running {
		d.doubt = doubtWords
		return d.stop(corpus.Scope, LaneExplained, checkScope, "one counts over several days"), true
	}
	return Result{}, false
}

// scopeWords compares the words that limit the values. Dates have none, but a
// sentence with several years may mean another one.
func (d *decision) scopeWords() (Result, bool) {
	x, y := &d.a.Claim, &d.b.Claim
	if x.Behaviour == corpus.Invariant && x.Kind == corpus.KindDate {
		for _, s := range []*Statement{d.a, d.b} {
			if s.crowded {
				d.score.Qualifiers *= 0.65
			}
		}
		return Result{}, false
	}
	rx, bx := splitBasis(x.Scope)
	ry, by := splitBasis(y.Scope)
	if bx != by {
		return d.stop(corpus.Scope, LaneExplained, checkScope, orNone(bx)+"; "+orNone(by)), true
	}
	sx, sy := scopeKey(rx), scopeKey(ry)
	switch {
	case corporate[d.a.attr] && (sx == "nationwide") != (sy == "nationwide"): // a firm's staff at home is a part of it
		return d.stop(corpus.Scope, LaneExplained, checkScope, orNone(x.Scope)+"; "+orNone(y.Scope)), true
	case opposite(x, y): // a figure up and down is a slip at any moment of the day
	case onePeriod(d, sx, sy):
		d.score.Qualifiers *= 0.85
	case sx == sy:
	case sx != "" && sy != "" || momentary(d.a) || isPart(sx+sy):
		if sx == "" || sy == "" {
			d.doubt = doubtWords
		}
		return d.stop(corpus.Scope, LaneExplained, checkScope, orNone(x.Scope)+"; "+orNone(y.Scope)), true
	default:
		d.score.Qualifiers *= 0.8
	}
	return Result{}, false
}

// narrowed compares what one of the claims is limited to.
func (d *decision) narrowed(what, x, y string) (Result, bool) {
	if strings.EqualFold(x, y) {
		if x != "" {
			d.score.Attribute = 1 // both say of what part
		}
		return Result{}, false
	}
	if x != "" && y != "" {
		a, b := coreWords(x), coreWords(y)
		if len(a) == len(b) && nearWords(a, b) || sameWords(a, b, corpus.Org) > 0.5 {
			return Result{}, false
		}
	}
	if (x == "" || y == "") && everywhere[strings.ToLower(strings.TrimSuffix(x+y, "s"))] {
		d.score.Qualifiers *= 0.85 // "148 million Americans" are all there is to count
		return Result{}, false
	}
	if x == "" || y == "" {
		d.doubt = doubtPart
	}
	return d.stop(corpus.Scope, LaneExplained, checkScope, what+": "+orNone(x)+"; "+orNone(y)), true
}

// upTo is a sentence up to the end of the clause of its value: what comes
// behind "and" is said of something else.
func upTo(s *Statement) string {
	end := s.Claim.End - s.Claim.Sentence.Start
	if end < 0 || end > len(s.Sentence) {
		return s.Sentence
	}
	for _, stop := range []string{" and ", "; "} {
		if i := strings.Index(s.Sentence[end:], stop); i >= 0 {
			return s.Sentence[:end+i]
		}
	}
	return s.Sentence
}

// unitIn returns the word by which a sentence speaks of a part of a firm
// ("Velotek's US unit"), or "".
func unitIn(sentence string) string {
	for _, w := range []string{"unit", "subsidiary", "division", "trading arm", "affiliate"} {
		if i := strings.Index(sentence, " "+w); i >= 0 {
			if end := i + 1 + len(w); end == len(sentence) || sentence[end] < 'a' || sentence[end] > 'z' {
				return w
			}
		}
	}
	return ""
}

// wider returns a place that one list has beyond all of the other's, "" where
// the lists are equal, empty or cross.
func wider(x, y []string) string {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || len(x) == len(y) {
		return ""
	}
	more := ""
	for _, p := range y {
		known := false
		for _, q := range x {
			r, _, _ := relatePlaces(p, q)
			known = known || r != apart
		}
		if !known {
			more = p
		}
	}
	for _, q := range x {
		if !slices.Contains(y, q) {
			return ""
		}
	}
	return more
}

// places compares the places two values are limited to.
func (d *decision) places(x, y string) (Result, bool) {
	if x == "" && y == "" || strings.EqualFold(x, y) {
		return Result{}, false
	}
	if x != "" && y != "" {
		if r, _, _ := relatePlaces(x, y); r == equal || shortened(x, y) || shortened(y, x) {
			return Result{}, false
		}
	}
	if (d.a.Claim.Behaviour == corpus.Invariant || bothBare(d.a, d.b) && !everywhereElse(d.a, d.b)) && (x == "" || y == "") {
		d.score.Qualifiers *= 0.85
		return Result{}, false
	}
	if x == "" || y == "" {
		d.doubt = doubtPlace
	}
	return d.stop(corpus.Scope, LaneExplained, checkScope, "place: "+orNone(x)+"; "+orNone(y)), true
}

func orNone(s string) string {
	if s == "" {
		return "not said"
	}
	return s
}

// results are sums that firms report for a period.
var results = words(`revenue profit loss`)

// onePeriod reports whether two results are of one quarter though only one of
// them says so: told within a month of each other they are too close to be of
// periods of different length.
func onePeriod(d *decision, sx, sy string) bool {
	if sx+sy != "quarter" || !results[d.a.attr] || d.a.known.gap(d.b.known) > 31*day {
		return false
	}
	return distance(&d.a.Claim.Value.Quantity, &d.b.Claim.Value.Quantity) < 0.7
}

// bases are the ways to reckon a sum; what says none is net.
var bases = words(`net operating pre-tax adjusted`)

// splitBasis takes the way a sum is reckoned out of a scope ("quarter, net"); ""
// where it is net, said or not.
func splitBasis(scope string) (rest, basis string) {
	rest, basis = "", scope
	if i := strings.LastIndex(scope, ", "); i >= 0 {
		rest, basis = scope[:i], scope[i+2:]
	}
	switch {
	case !bases[basis]:
		return scope, ""
	case basis == "net":
		return rest, ""
	}
	return rest, basis
}

// scopeKey reduces a scope to what decides: small words gone.
func scopeKey(s string) string {
	return strings.Join(without(fold(s), small), " ")
}

var small = words(`the a an at in on of by so far to about early late this last first`)

// isPart reports whether a scope is one that is never the whole.
func isPart(s string) bool {
	for _, w := range []string{"new", "more", "another", "point", "peak", "planned", "capacity", "forecast", "minimum", "maximum", "quarter", "half"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// modality asks whether both statements are meant as fact.
func (d *decision) modality() (Result, bool) {
	if d.off&skipModality != 0 {
		return Result{}, false
	}
	x, y := d.a.Claim.Modality, d.b.Claim.Modality
	switch d.a.Claim.Kind {
	case corpus.KindRole, corpus.KindPlace, corpus.KindAge: // what is expected in such a sentence is another thing
		d.pass(checkModality, firmness(x, y))
		return Result{}, false
	}
	for _, m := range []corpus.Modality{corpus.Hypothetical, corpus.Expected} {
		if x == m && y == m {
			d.score.Modality *= 0.8
		} else if x == m || y == m {
			d.doubt = doubtModality
			return d.stop(corpus.Scope, LaneExplained, checkModality, "one of them is "+string(m)), true
		}
	}
	hedged := (x == corpus.Alleged) != (y == corpus.Alleged)
	denied := (x == corpus.Denied) != (y == corpus.Denied)
	if hedged && measured(d.a) { // "reportedly" weakens a number, it does not make it another claim
		d.score.Modality *= 0.8
		hedged = false
	}
	if d.a.Claim.Kind == corpus.KindDate && denied {
		d.score.Modality *= 0.8
		denied = false
	}
	if hedged || denied {
		return d.stop(corpus.Scope, LaneDisputed, checkModality, string(asserted(x))+"; "+string(asserted(y))), true
	}
	if x == corpus.Estimated || y == corpus.Estimated {
		d.score.Modality *= 0.85
	}
	d.pass(checkModality, firmness(x, y))
	return Result{}, false
}

// firmness says how firmly two statements are made.
func firmness(x, y corpus.Modality) string {
	switch {
	case x == corpus.Asserted && y == corpus.Asserted:
		return "neither is hedged"
	case x == y:
		return "both " + string(x)
	}
	return string(asserted(x)) + "; " + string(asserted(y))
}

func measured(s *Statement) bool {
	switch s.Claim.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindDate, corpus.KindAge:
		return true
	}
	return false
}

func asserted(m corpus.Modality) corpus.Modality {
	if m == corpus.Asserted {
		return "asserted"
	}
	return m
}

// voice asks whether two authorities are allowed to differ: estimates of a
// crowd by its organisers and by the police are a dispute, no slip.
func (d *decision) voice() (Result, bool) {
	x, y := authority(d.a.Claim.By), authority(d.b.Claim.By)
	if d.off&skipVoice != 0 || x == "" || y == "" || x == y || !counted(d.a) {
		return Result{}, false
	}
	if sameName(x, y, corpus.Org) > 0.5 {
		return Result{}, false
	}
	if r, _, why := relate(d.a, d.b); r != apart {
		_ = why
		return Result{}, false
	}
	d.doubt = doubtVoice
	return d.stop(corpus.Scope, LaneDisputed, checkVoice, x+"; "+y), true
}

// counted reports whether a value is one that authorities estimate, each for
// itself.
func counted(s *Statement) bool {
	switch s.Claim.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent:
		return s.Claim.Behaviour != corpus.Invariant || s.attr == "attendance"
	case corpus.KindMeasure:
		return true
	}
	return false
}

// authority is the voice behind a value, or "" where it is the outlet's own,
// another outlet's, or nobody in particular.
func authority(by string) string {
	w := coreWords(by)
	if len(w) == 0 {
		return ""
	}
	for _, x := range w {
		if press[x] {
			return ""
		}
	}
	if len(w) <= 2 && nobody[w[len(w)-1]] {
		return ""
	}
	return strings.Join(w, " ")
}

var (
	press  = words(`post times news journal tribune herald guardian telegraph reuters ap afp bloomberg cnn bbc nbc abc cbs cnbc fox press media report reports presse agence newswire wire newspaper broadcaster radio tv gazette chronicle mail sun mirror independent economist forbes fortune axios politico`)
	nobody = words(`officials official authorities authority sources source people spokesman spokeswoman spokesperson statement report reports media witnesses some experts analysts he she they it`)
)
