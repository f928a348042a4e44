package claim

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// qualify fills in what narrows or weakens a claim: sentence, modality,
// attribution, as-of, scope, place and part.
func (d *document) qualify(c *corpus.Claim, m *match) {
	lo, hi := d.sentence(m.lo)
	c.Sentence = d.span(lo, hi)
	d.setModality(c, m, lo, hi)
	c.By = d.sourceOf(c, lo, hi)
	f := int32(-1)
	if m.pat < 0 || d.x.patterns[m.pat].slot == figureSlot {
		f = m.value
	}
	if c.Scope == "" {
		c.Scope = d.scopeOf(m, f, lo, hi)
	}
	if c.Behaviour != corpus.Invariant && c.AsOf == "" {
		d.setAsOf(c, m, lo, hi)
	}
	if f >= 0 && strings.HasSuffix(c.Attribute, "distance") {
		c.Place = d.reference(d.figEnd[f], hi)
	}
	if f >= 0 {
		c.Part = d.partOf(f, m.pat < 0)
		if m.pat >= 0 && d.x.attrs[d.x.patterns[m.pat].attr].Paid {
			c.Part, _ = d.payee(d.figEnd[f], hi)
		}
		if c.Part != "" && (strings.Contains(c.Attribute, c.Part) || d.wholeOfCounted(m, c.Part)) {
			c.Part = "" // the employees of "employees"
		}
		if c.Part == "" && c.Attribute == "employees" {
			c.Part = d.sortCounted(f)
		}
		if c.Trigger != "" && c.Kind == corpus.KindCount || d.placed(m) {
			c.Place = d.placeOf(m, c.Trigger != "", lo, hi)
		}
		if place, part := d.labelLimit(m); place+part != "" {
			c.Place, c.Part = place, part
		}
	}
}

// reference is the place a distance is measured from: "15 miles north of
// Senn".
func (d *document) reference(i, hi int32) string {
	if n := d.referred(i, hi); n >= 0 {
		return d.who[n].name
	}
	return ""
}

// referred is the actor of reference, -1 none.
func (d *document) referred(i, hi int32) int32 {
	for k := i; k < min(hi, i+9); k++ {
		if n := d.entAt[k]; n >= 0 && k > i && d.is(k-1, d.x.preposition) {
			return d.whoOf[n]
		}
	}
	return -1
}

// payee is whom money goes to: the name or noun behind "to" or "for" after
// token i. The actor is -1 for a noun.
func (d *document) payee(i, hi int32) (name string, who int32) {
	for k := i; k < min(hi, i+6); k++ {
		if !d.is(k, d.x.towards) {
			continue
		}
		for j := k + 1; j < min(hi, k+4); j++ {
			if n := d.entAt[j]; n >= 0 && d.whoOf[n] >= 0 {
				return d.who[d.whoOf[n]].name, d.whoOf[n]
			}
			if d.plainNoun(j) {
				return strings.ToLower(d.word(j)), -1
			}
		}
	}
	return "", -1
}

// placed reports whether the attribute of a match is often limited to a place.
func (d *document) placed(m *match) bool {
	return m.pat >= 0 && d.x.attrs[d.x.patterns[m.pat].attr].Placed
}

// setModality reads the modal words of the clause around the match.
func (d *document) setModality(c *corpus.Claim, m *match, lo, hi int32) {
	start := m.lo
	for start > lo && d.mark[start-1] < markComma && m.lo-start < 10 && !d.relative(start-1) && !d.is(start-1, d.x.contrast) {
		start--
	}
	end := min(m.hi+3, hi)
	if c.Kind == corpus.KindAge {
		start, end = m.lo, m.hi // "Bruun, 58, denied", "accuses him and Ana Ruiz, 45": no word of an age
	}
	for i := start; i < end; i++ {
		if i >= m.hi && (m.pat >= 0 && d.mark[i] >= markComma || d.relative(i) || d.is(i, d.x.clauseWord)) {
			break // the clause ends: "owned by Kolben, expects", "25 firms that denied", "at 6 and should have"
		}
		if i > m.lo && i < m.hi && m.pat < 0 && d.relative(i) && (!d.is(i, d.x.that0) || m.value >= 0 && d.figNoun[m.value] == i-1) {
			break // "planted by families who did not know in August"
		}
		f := d.forms[i]
		if f <= 0 || d.dateOver[i] >= 0 || d.text.Tokens[i].Shape == token.Title && i > lo || d.qualifiesNoun(i) || d.commits(i, lo, end) {
			continue
		}
		d.addModal(c, m, i, f, lo)
	}
}

// addModal takes in what the modal word at token i, of form f, does to a claim.
func (d *document) addModal(c *corpus.Claim, m *match, i, f, lo int32) {
	switch {
	case d.x.denied.has(f) && d.denies(i), d.x.negation.has(f) && i > lo && d.is(i-1, d.x.plea): // "pleaded not guilty"
		c.Modality = corpus.Denied
	case d.x.alleged.has(f) && c.Modality == "":
		c.Modality = corpus.Alleged
	case d.x.perhaps.has(f) && d.beforeFigure(i):
		if c.Modality == "" {
			c.Modality = corpus.Estimated // "perhaps $6,500 each" is a guess at the number
		}
	case d.x.hypothetical.has(f):
		c.Modality = corpus.Hypothetical
	case m.pat >= 0 && d.x.attrs[d.x.patterns[m.pat].attr].Agreed && d.x.willBe.has(f): // "will pay €103m" is agreed
	case c.Modality == "" && (d.x.expected.has(f) || d.ahead(i)):
		c.Modality = corpus.Expected
	case d.x.estimated.has(f) && c.Modality == "":
		c.Modality = corpus.Estimated
	case d.x.negation.has(f) && i < m.hi && c.Kind != corpus.KindPolarity && c.Kind != corpus.KindAge && d.negates(m, i) && !d.x.spells(m, f):
		c.Negated = true
	}
}

// denies reports whether a word that can tell of a denial does at token i: staff are
// dismissed and offers rejected as well.
func (d *document) denies(i int32) bool {
	if !d.is(i, d.x.dismissing) {
		return true
	}
	for k := i + 1; k < i+5 && int(k) < len(d.forms); k++ {
		if d.is(k, d.x.dismissed) {
			return true
		}
		if !d.is(k, d.x.determiner) && !d.is(k, d.x.of) && d.text.Tokens[k].Shape != token.Lower {
			return false
		}
	}
	return i > 0 && (d.is(i-1, d.x.dismissed) || i > 1 && d.is(i-1, d.x.be) && d.is(i-2, d.x.dismissed))
}

// qualifiesNoun reports whether the modal word at token i is said of another thing
// than the clause: of a noun ("27 pieces of possible debris", "the sought
// protection") or of a plan or an aim that was reached, given or set.
func (d *document) qualifiesNoun(i int32) bool {
	f := d.forms[i]
	switch {
	case d.x.possible.has(f):
		return i+1 >= int32(len(d.forms)) || !d.is(i+1, d.x.that0) // "it is possible that"
	case d.x.sought.has(f):
		return !strings.EqualFold(d.word(min(i+1, int32(len(d.forms))-1)), "to") && !strings.EqualFold(d.word(min(i+1, int32(len(d.forms))-1)), "for")
	case d.x.aimNoun.has(f) && d.x.expected.has(f):
		return i > 0 && (d.is(i-1, d.x.determiner) || d.is(i-1, d.x.possessive) || d.is(i-1, d.x.of) || d.plainNoun(i-1) || d.figOver[i-1] >= 0 || d.is(i-1, d.x.preposition))
	}
	return false
}

// commits reports whether the "will" at token i, or the "would" behind a verb of
// saying, promises what the one who speaks can do: "will spend $100 million", "said
// it would offer a year". What costs or lasts so much is foretold.
func (d *document) commits(i, lo, hi int32) bool {
	if !d.x.willBe.has(d.forms[i]) && !(strings.EqualFold(d.word(i), "would") && d.saidBefore(i, lo)) {
		return false
	}
	for k := i + 1; k < min(hi, i+4); k++ {
		if d.x.committing.has(d.forms[k]) {
			return true
		}
		if !d.is(k, d.x.adverb) && !strings.EqualFold(d.word(k), "also") && !strings.EqualFold(d.word(k), "now") {
			return false
		}
	}
	return false
}

// saidBefore reports whether a verb of saying stands close before token i.
func (d *document) saidBefore(i, lo int32) bool {
	for k := i - 1; k >= lo && k > i-7 && d.mark[k] < markComma; k-- {
		if d.is(k, d.x.say) {
			return true
		}
	}
	return false
}

// ahead reports whether the words at token i tell of what is to come: "was to
// meet", "set for 3 January".
func (d *document) ahead(i int32) bool {
	if int(i)+2 >= len(d.forms) {
		return false
	}
	if d.is(i, d.x.be) && strings.EqualFold(d.word(i+1), "to") {
		k := d.text.Tokens[i+2]
		return k.Kind == token.Word && k.Shape == token.Lower && !d.is(i+2, d.x.determiner) && !d.is(i+2, d.x.bounding)
	}
	return strings.EqualFold(d.word(i), "set") && strings.EqualFold(d.word(i+1), "for") && d.dateAt[i+2] >= 0
}

// beforeFigure reports whether only words of a bound stand between token i and a
// figure.
func (d *document) beforeFigure(i int32) bool {
	for k := i + 1; k < i+4 && int(k) < len(d.forms); k++ {
		if d.figAt[k] >= 0 {
			return true
		}
		if !d.is(k, d.x.bounding) {
			return false
		}
	}
	return false
}

// negates reports whether the negation at token i is of the match's own verb:
// "did not open in 1935", but not "not until 1997".
func (d *document) negates(m *match, i int32) bool {
	if next := strings.ToLower(d.word(min(i+1, int32(len(d.forms))-1))); next == "until" || next == "only" || next == "just" || next == "least" {
		return false
	}
	for k := i + 1; k < m.hi && k < i+8; k++ {
		if n := d.dateAt[k]; n >= 0 && d.dates[n].Mod == "BEFORE" || strings.EqualFold(d.word(k), "before") && d.dateAt[min(k+1, int32(len(d.forms))-1)] >= 0 {
			return false // "not expected before 2015"
		}
	}
	if m.subject.at >= 0 && i < m.subject.at {
		return false // "wasn't saving the hall, built in 1935"
	}
	others := 0
	for k := i + 1; k < m.lo; k++ {
		if !d.is(k, d.x.be) && !d.is(k, d.x.have) && !d.is(k, d.x.negation) && !strings.HasSuffix(d.word(k), "ly") {
			others++
		}
	}
	return others < 2
}

// relative reports whether token i opens a relative clause: "who", "which", and
// "that" behind anything but a verb of saying.
func (d *document) relative(i int32) bool {
	if !d.is(i, d.x.who) {
		return false
	}
	return !d.is(i, d.x.that0) || i == 0 || !d.is(i-1, d.x.say) && !d.is(i-1, d.x.denied) && !d.is(i-1, d.x.alleged) && !d.is(i-1, d.x.expected)
}

// spells reports whether a word is one of the match's own pattern: "not found"
// is how missing is said.
func (x *Extractor) spells(m *match, f int32) bool {
	if m.pat < 0 {
		return false
	}
	for i := range x.patterns[m.pat].elems {
		if x.patterns[m.pat].elems[i].set.has(f) {
			return true
		}
	}
	return false
}

// setAsOf dates a value that can change: by the nearest date of its sentence,
// else by the article.
func (d *document) setAsOf(c *corpus.Claim, m *match, lo, hi int32) {
	best, dist := int32(-1), int32(15)
	victims := c.Behaviour == corpus.Cumulative && c.Trigger != "" && !d.placed(m) && !d.levels(m)
	for i := lo; i < hi; i++ {
		n := d.dateAt[i]
		if n >= 0 && victims && !d.reportDate[n] && !d.reports(i, lo) {
			continue // "12 were killed on Monday" dates the event, not the count
		}
		if n < 0 || d.usedDate[n] || d.dates[n].From == "" || d.dates[n].Type == corpus.DateDuration || d.dates[n].Type == corpus.DateSet {
			continue
		}
		if d.sinceThen(i, lo) || d.ofAnother(m, i) {
			continue
		}
		gap := max(m.lo-i, i-m.hi, 0)
		if gap < dist {
			best, dist = n, gap
		}
	}
	if best >= 0 && !(c.Kind == corpus.KindAge && d.apposed(m.value)) {
		c.AsOf, c.AsOfFrom = asOf(&d.dates[best]), "explicit"
		return
	}
	if strings.EqualFold(d.word(lo), "then") && m.lo-lo < 8 {
		if day := d.yearBefore(m.lo); day != "" {
			c.AsOf, c.AsOfFrom = day, "explicit" // "Then it had 80 million users"
			return
		}
	}
	if day := d.entryDay(int(d.text.Tokens[m.lo].Start)); day != "" {
		c.AsOf, c.AsOfFrom = day, "explicit"
	} else if p := d.art.Published; p != "" {
		c.AsOf, c.AsOfFrom = p, "published"
	} else if day := d.dayBeside(m, lo, hi); day != "" {
		c.AsOf, c.AsOfFrom = day, "explicit"
	}
}

// dayBeside is the day nearest to a match in its sentence, if only one that
// dates an event: in an article without a date nothing else tells when a value
// held.
func (d *document) dayBeside(m *match, lo, hi int32) string {
	best, dist := int32(-1), int32(15)
	for i := lo; i < hi; i++ {
		if n := d.dateAt[i]; n >= 0 && d.dates[n].Granularity == "day" && len(d.dates[n].From) >= len("2006-01-02") {
			if gap := max(m.lo-i, i-m.hi, 0); gap < dist {
				best, dist = n, gap
			}
		}
	}
	if best < 0 {
		return ""
	}
	return asOf(&d.dates[best])
}

// apposed reports whether figure f stands between commas behind a name, as an
// age of today does: "Ana Ruiz, 54, was elected in March".
func (d *document) apposed(f int32) bool {
	s, e := d.figStart[f]-1, d.figEnd[f]
	if s < 0 || int(e) >= len(d.forms) {
		return false
	}
	if strings.EqualFold(d.word(s), "the") {
		return true // "The 50-year-old came to the firm in 2002"
	}
	if d.mark[s] < markComma {
		return false
	}
	return d.mark[e] >= markComma
}

// sinceThen reports whether the date at token i only tells from when something
// holds or what it compares with: "owned by it since 2016", "the lowest turnout
// since 2001", "the oldest since Orr in 1976".
func (d *document) sinceThen(i, lo int32) bool {
	k := i - 1
	if k > lo && d.is(k, d.x.in) {
		k--
		for k > lo && d.entOver[k] >= 0 {
			k--
		}
	}
	if k < lo || !strings.EqualFold(d.word(k), "since") {
		return false
	}
	return true
}

// levels reports whether a match speaks of where a count stands: "the toll rose
// to 31".
func (d *document) levels(m *match) bool {
	for i := m.lo; i < m.hi; i++ {
		if d.is(i, d.x.level) {
			return true
		}
	}
	return false
}

// reports reports whether the date at token i tells when a count was taken: "by
// Monday", "officials said on Monday".
func (d *document) reports(i, lo int32) bool {
	for k := i - 1; k >= lo && k > i-4; k-- {
		if d.is(k, d.x.until) || d.is(k, d.x.say) {
			return true
		}
	}
	return false
}

// asOf is the moment a date stands for when it dates a value: the day, or the
// longer stretch itself; a clock time keeps its minute.
func asOf(v *corpus.Date) string {
	switch v.Granularity {
	case "year", "month", "quarter", "decade", "century", "season":
		return v.Value
	case "minute", "hour", "second":
		if strings.HasPrefix(v.Value, "PRESENT") {
			return firstN(v.From, len("2006-01-02"))
		}
		return firstN(v.From, len("2006-01-02T15:04"))
	}
	if v.To != "" {
		return firstN(v.To, len("2006-01-02"))
	}
	return firstN(v.From, len("2006-01-02"))
}

// ofAnother reports whether the date at token i stands in a relative clause that the
// match does not: "a 53-year-old who joined the company in 1981, has logged 18,365
// hours".
func (d *document) ofAnother(m *match, i int32) bool {
	if i >= m.hi {
		for k := m.hi; k < i; k++ {
			if d.relative(k) {
				return true
			}
		}
		return false
	}
	comma := false
	for k := m.lo - 1; k > i; k-- {
		comma = comma || d.mark[k] >= markComma
	}
	for k := i - 1; comma && k >= 0 && d.sentOf[k] == d.sentOf[i] && k > i-farthest; k-- {
		if d.relative(k) {
			return true
		}
		if d.mark[k] >= markComma {
			return false
		}
	}
	return false
}

// entryDay is the day of the entry of a timeline that a byte offset lies in: of the
// date before the colon that opens its line, "17 Nov.: The president comes. The list
// peaks at 1,276 names"; "" if it lies in none.
func (d *document) entryDay(at int) string {
	near := max(0, at-longestLine)
	start := near + strings.LastIndexByte(d.text.Source[near:at], '\n') + 1
	if start == near && near > 0 {
		return ""
	}
	n, _ := slices.BinarySearchFunc(d.dates, start, func(v corpus.Date, at int) int { return v.Start - at })
	if n >= len(d.dates) || d.dates[n].End > at || d.dates[n].Start > start+longestOpening {
		return ""
	}
	v := &d.dates[n]
	if v.Type == corpus.DateDuration || v.Type == corpus.DateSet || v.From == "" || strings.HasSuffix(v.Value, "_REF") {
		return ""
	}
	colon := strings.IndexByte(d.text.Source[v.End:min(len(d.text.Source), v.End+longestOpening)], ':')
	if colon < 0 || strings.ContainsAny(d.text.Source[v.End:v.End+colon], ".;!?\n") && !strings.HasSuffix(d.text.Source[:v.End+colon], ".m.") {
		return ""
	}
	return asOf(v)
}

// longestOpening is how many bytes of a line may stand before the date that opens it,
// and between that and the colon.
const longestOpening = 28
