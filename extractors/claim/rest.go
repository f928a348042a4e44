package claim

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/token"
)

// How sure a claim is of a figure whose sentence was read by its grammar alone:
// where both what is counted and what is said of it are known, and where one is.
const (
	saidRead = 0.62 // under a label, or with the word for what a measure gives
	bothRead = 0.5
	oneRead  = 0.36
)

// restRead is what a figure is read to say: the noun it is of and how it bears on
// it.
type restRead struct {
	noun   int32  // head of what the figure is of, -1 none
	word   string // what is said of it: a dimension, a verb, a label
	said   bool   // by a label, or a word for the dimension
	lo, hi int32
}

// restOfFigures claims the figures that neither an attribute nor an open reading
// took, so that no number of an article goes unread: measures under the dimension
// they give, sums and counts under the noun and the verb nearest to them, and
// lines of a box of facts under their label.
func (d *document) restOfFigures(dst []corpus.Claim, from int) []corpus.Claim {
	for i := range d.figs {
		f := int32(i)
		if d.usedFig[f] || d.converted[f] || d.figEnd[f] <= d.figStart[f] || d.inDate(f) || d.skip(int(d.sentOf[d.figStart[f]])) {
			continue
		}
		kind, ok := openKind(d.figs[f].Kind)
		if n := d.figNoun[f]; n >= 0 && d.x.statistic.has(d.forms[n]) || d.figs[f].Unit == "[yd_i]" {
			continue // of which game, season or career?
		}
		if d.figs[f].Kind == corpus.Ratio && d.figs[f].Value.Cmp(decimal.One) > 0 {
			continue // "no more than six and a half" is no share
		}
		if !ok || d.figs[f].Bound == corpus.Vague || kind == corpus.KindCount && d.figs[f].Value.Cmp(decimal.One) <= 0 && d.labelOf(f) < 0 {
			continue
		}
		if dst = d.gapped(dst, from, f); d.usedFig[f] {
			continue
		}
		if c, ok := d.restClaim(f, kind); ok {
			dst = append(dst, c)
		}
	}
	return dst
}

// inDate reports whether a figure is part of a date that is no length of time.
func (d *document) inDate(f int32) bool {
	if n := d.dateOver[d.figStart[f]]; n >= 0 {
		return d.dates[n].Type != corpus.DateDuration
	}
	end := d.figEnd[f]
	if int(end)+1 >= len(d.forms) || !d.is(end, d.x.through) && !d.is(end, d.x.and) {
		return false
	}
	n := d.dateAt[end+1]
	return n >= 0 && d.dates[n].Type == corpus.DateDay && d.figs[f].Unit == "" // "10 and 11 April"
}

func (d *document) restClaim(f int32, kind corpus.ClaimKind) (corpus.Claim, bool) {
	r, ok := d.readRest(f, kind)
	if !ok {
		return corpus.Claim{}, false
	}
	fig := &d.figs[f]
	c := corpus.Claim{Span: fig.Span, Kind: kind, Rule: "open", Behaviour: corpus.Snapshot}
	c.Value = corpus.Value{Text: plain(fig.Value), Quantity: fig.Quantity}
	if kind == corpus.KindPercent && fig.Kind == corpus.Ratio {
		toPercent(&c.Value.Quantity)
		c.Value.Text = plain(c.Value.Quantity.Value)
	}
	m := match{pat: -1, lo: min(r.lo, d.figStart[f]), hi: max(r.hi, d.figEnd[f]), value: f, event: -1, other: -1}
	if c, ok := d.labelledYear(&m, r, f); ok {
		return c, true
	}
	noun, s := d.restBearer(&m, r, kind)
	if c.Attribute = strings.TrimSpace(noun + " " + r.word); c.Attribute == "" {
		return corpus.Claim{}, false
	}
	if kind == corpus.KindPercent && d.labelOf(f) < 0 {
		c.Attribute = "share of " + c.Attribute
	}
	d.setSubject(&c, s, m.lo)
	plainStaff(&c)
	d.qualify(&c, &m)
	switch {
	case r.said:
		c.Confidence = saidRead * s.trust
	case r.word != "" && r.noun >= 0 && kind != corpus.KindMeasure:
		c.Confidence = bothRead * s.trust
	default:
		c.Confidence = oneRead * s.trust
	}
	return c, true
}

// restBearer is what a reading is about: its noun, where that can bear a claim,
// else what the article is about, the noun being part of the attribute's name.
func (d *document) restBearer(m *match, r restRead, kind corpus.ClaimKind) (noun string, s bearer) {
	if r.noun < 0 && r.said {
		if s, ok, _ := d.underHeading(m.lo, &d.x.itBearer); ok {
			return "", s
		}
	}
	if r.noun < 0 {
		if n := d.clauseSubject(m.lo); kind == corpus.KindMoney && n >= 0 && d.entOver[n] >= 0 {
			if s, ok := d.bearerAt(n); ok {
				return "", s // "Halvern has warned of $2 billion"
			}
		}
		return "", d.openTopic(m)
	}
	if s, ok := d.bearerAt(r.noun); ok && r.word != "" && kind != corpus.KindCount && (r.said || kind != corpus.KindMeasure) {
		return "", s
	}
	if d.pronounAt(r.noun) != noPronoun || d.entOver[r.noun] >= 0 {
		return "", d.openTopic(m)
	}
	if kind == corpus.KindMeasure {
		return singular(strings.ToLower(d.word(r.noun))), d.openTopic(m)
	}
	return d.nounName(r.noun), d.openTopic(m)
}

func (d *document) readRest(f int32, kind corpus.ClaimKind) (restRead, bool) {
	if colon := d.labelOf(f); colon >= 0 {
		return d.readLabel(f, colon)
	}
	r := restRead{noun: -1, lo: d.figStart[f], hi: d.figEnd[f]}
	switch kind {
	case corpus.KindMeasure:
		if m, ok := d.readMeasure(r, f); ok {
			return m, true
		}
	case corpus.KindMoney:
		if r.noun = d.amounting(f); r.noun >= 0 {
			return r, true
		}
		r.noun = d.nounBeside(&r, f)
		r.word = d.verbBeside(&r, f)
	default:
		if r.noun = d.countedBy(&r, f); r.noun >= 0 {
			r.word = d.verbBeside(&r, f)
		}
	}
	if r.noun < 0 && r.word == "" {
		r.word = d.asked(f)
	}
	if r.noun < 0 && r.word == "" && kind == corpus.KindMoney {
		r.noun, r.word = d.equated(f)
	}
	if r.noun < 0 && r.word == "" && (kind == corpus.KindMoney || kind == corpus.KindPercent) {
		r.word = d.wordBefore(d.figStart[f])
	}
	return r, r.noun >= 0 || r.word != ""
}

// wordBefore is the content word of a clause nearest before token at: what a sum
// is said to do where the verb is none the lists know.
func (d *document) wordBefore(at int32) string {
	lo, _ := d.sentence(at)
	for i := at - 1; i >= lo && i > at-5 && d.mark[i] < markComma; i-- {
		if k := d.text.Tokens[i]; k.Kind == token.Word && k.Shape == token.Lower && d.entOver[i] < 0 && d.figOver[i] < 0 && d.dateOver[i] < 0 && (!d.is(i, d.x.function) || d.is(i, d.x.light)) && !d.is(i, d.x.be) && !d.is(i, d.x.have) && !d.is(i, d.x.bounding) && !d.is(i, d.x.preposition) {
			return strings.ToLower(d.word(i))
		}
	}
	return ""
}

// readMeasure reads a length, a weight or a time: of the noun right behind it, of
// the one before an "of", else of the subject of its clause.
func (d *document) readMeasure(r restRead, f int32) (restRead, bool) {
	r.noun = d.nounBeside(&r, f)
	if d.figUnit[f]&dimensions["time"] != 0 {
		return d.readTime(r, f)
	}
	r.word, r.said = d.dimension(f)
	if r.noun < 0 {
		r.noun = d.clauseSubject(d.figStart[f])
	}
	if r.noun >= 0 && (d.x.dimensions[max(d.forms[r.noun], 0)] >= 0 || strings.EqualFold(d.word(r.noun), r.word)) {
		r.noun = d.ownerOf(r.noun) // "a depth of 700 metres"
	}
	return r, r.word != "" && !d.again(f)
}

// again reports whether a measure only gives the one before it in other units:
// "65 mph (105 km/h)".
func (d *document) again(f int32) bool {
	s := d.figStart[f]
	return f > 0 && s > 0 && d.word(s-1) == "(" && d.figEnd[f-1] == s-1 && d.figUnit[f-1]&d.figUnit[f] != 0
}

// readTime reads a length of time: how long what its verb says went on.
func (d *document) readTime(r restRead, f int32) (restRead, bool) {
	start, end := d.figStart[f], d.figEnd[f]
	lo, hi := d.sentence(start)
	if end < hi && (d.is(end, d.x.shifts) || end+1 < hi && d.is(end+1, d.x.shifts)) {
		return d.timeFrom(r, end, hi)
	}
	if r.noun >= 0 {
		r.word = "time"
		return r, true
	}
	for i := d.beforeAttribution(start, lo) - 1; i >= lo && i > start-12 && d.mark[i] < markComma; i-- {
		switch {
		case d.is(i, d.x.lasts):
			r.noun, r.word, r.lo = d.nounBeforeVerb(i, lo), "duration", i
			return r, r.noun >= 0
		case d.is(i, d.x.be) || d.is(i, d.x.have):
			return d.timeWithin(r, end, hi)
		}
		if h, ok := d.actAt(i); ok && !h.noun {
			r.said = h.act >= 0
			r.word, r.lo = "time "+strings.TrimSuffix(d.actName(h), " on"), i
			return r, true
		}
		if d.plainNoun(i) && i+1 < start && strings.EqualFold(d.word(i+1), "for") {
			r.word, r.lo = "time "+strings.ToLower(d.word(i)), i
			return r, true
		}
	}
	if w, ok := d.timeWithin(r, end, hi); ok {
		return w, true
	}
	if end+1 < hi && strings.EqualFold(d.word(end), "to") && d.text.Tokens[end+1].Shape == token.Lower && !d.is(end+1, d.x.determiner) && d.figOver[end+1] < 0 {
		r.word, r.hi = "time to "+strings.ToLower(d.word(end+1)), end+2 // "three days to pay"
		return r, true
	}
	if end < hi && strings.EqualFold(d.word(end), "for") {
		if n, next := d.nounPhrase(end+1, hi, true); n >= 0 {
			r.noun, r.word, r.hi = n, "time", next // "10 years for fraud"
			return r, true
		}
	}
	return r, false
}

// timeFrom reads how long after or before something else a thing happened: "30
// months after she went aground", "nine days after his arrest".
func (d *document) timeFrom(r restRead, i, hi int32) (restRead, bool) {
	w := strings.ToLower(d.word(i))
	if w != "after" && w != "before" {
		return r, false // "two days later": a date
	}
	for k := i + 1; k < hi && k < i+7 && d.mark[k] < markComma; k++ {
		if h, ok := d.actAt(k); ok {
			r.noun, r.word, r.hi = -1, "time "+w+" "+strings.TrimSuffix(d.actName(h), " on"), h.end
			return r, true
		}
		if d.plainNoun(k) || d.eventAt[k] >= 0 {
			r.noun, r.word, r.hi = -1, "time "+w+" "+strings.ToLower(d.word(k)), k+1
			return r, true
		}
	}
	return r, false
}

// dimension is the dimension a measure gives: said by a word beside it, "wide",
// "a depth of", or as its unit tells.
func (d *document) dimension(f int32) (name string, said bool) {
	lo, hi := d.sentence(d.figStart[f])
	for i := d.figEnd[f]; i < hi && i < d.figEnd[f]+3 && d.mark[i] < markComma; i++ {
		if g := d.x.dimensions[max(d.forms[i], 0)]; g >= 0 && d.measures(f, d.x.lex.dims[g].name) {
			return d.x.lex.dims[g].name, true
		}
		if i == d.figEnd[f] && d.figUnit[f]&dimensions["length"] != 0 && d.is(i, d.x.afar) {
			return "distance", true // "52 miles out"
		}
	}
	for i := d.figStart[f] - 1; i >= lo && i > d.figStart[f]-5 && d.mark[i] < markComma; i-- {
		if g := d.x.dimensions[max(d.forms[i], 0)]; g >= 0 && d.measures(f, d.x.lex.dims[g].name) {
			return d.x.lex.dims[g].name, true
		}
	}
	for _, u := range unitNames {
		if d.figUnit[f]&dimensions[u.unit] != 0 {
			return u.name, false
		}
	}
	return "", false
}

// measures reports whether the unit of figure f can give a dimension: no area is a
// depth.
func (d *document) measures(f int32, dimension string) bool {
	for _, u := range unitNames {
		if u.name == dimension && u.unit != "length" {
			return d.figUnit[f]&dimensions[u.unit] != 0
		}
	}
	return d.figUnit[f]&dimensions["length"] != 0
}

// unitNames is what a measure of a unit gives where no word says so.
var unitNames = []struct{ unit, name string }{
	{"length", "length"}, {"area", "area"}, {"mass", "weight"}, {"volume", "volume"}, {"speed", "speed"},
	{"angle", "angle"}, {"temperature", "temperature"}, {"energy", "energy"}, {"power", "power"}, {"data", "data"},
}

// nounBeside is the noun a measure or a sum qualifies: right behind it ("a
// 66-centimetre hole", "10 tonnes of steel"), or before an "of" or "at" in front
// of it ("a capsule of 59 centimetres").
func (d *document) nounBeside(r *restRead, f int32) int32 {
	start, end := d.figStart[f], d.figEnd[f]
	lo, hi := d.sentence(start)
	k := end
	if k < hi && d.word(k) == "-" {
		k++
	}
	if k < hi && (d.is(k, d.x.of) || strings.EqualFold(d.word(k), "worth")) {
		k++
		for k < hi && d.is(k, d.x.determiner) {
			k++
		}
	}
	if n, next := d.nounPhrase(k, hi, k > end); n >= 0 && d.mark[n] == markNone && d.x.dimensions[max(d.forms[n], 0)] < 0 && !d.is(n, d.x.period) {
		r.hi = next
		return n
	}
	k = start - 1
	for k >= lo && (d.is(k, d.x.bounding) && !d.is(k, d.x.of) && d.word(k) != "at" || d.is(k, d.x.adverb)) {
		k--
	}
	if k > lo && (d.is(k, d.x.of) || d.word(k) == "at" || d.word(k) == "for" || d.word(k) == "," || d.word(k) == "(") {
		if i := k - 1; d.figOver[i] < 0 && !d.is(i, d.x.say) && (d.plainNoun(i) && !d.pastVerb(i) || d.bearAt[i] >= 0) {
			r.lo = i
			return i
		}
	}
	return -1
}

// ownerOf is the noun behind the "of" of a dimension or before its "'s": the hull
// of "the length of the hull"; -1 if none.
func (d *document) ownerOf(i int32) int32 {
	lo, hi := d.sentence(i)
	if i+1 < hi && d.is(i+1, d.x.of) {
		if o := d.objectOf(i+2, hi); o >= 0 && d.figOver[o] < 0 {
			return o
		}
	}
	if i-1 > lo && strings.HasPrefix(d.word(i-1), "'") {
		return i - 2
	}
	return d.clauseSubject(i)
}

// clauseSubject is the head of the subject of the clause token at stands in, -1 if
// none is found.
func (d *document) clauseSubject(at int32) int32 {
	lo, _ := d.sentence(at)
	for i := at - 1; i >= lo && i > at-farthest; i-- {
		if d.mark[i] >= markComma {
			if n := d.headBefore(i, lo); n >= 0 && i == at-1 {
				return n // "a capsule, 54 centimetres wide"
			}
			continue
		}
		if _, ok := d.actAt(i); ok || d.is(i, d.x.be) || d.is(i, d.x.have) || d.is(i, d.x.counter) || d.is(i, d.x.spans) || d.is(i, d.x.light) && !d.is(i, d.x.preposition) {
			return d.nounBeforeVerb(i, lo)
		}
	}
	return -1
}

// headBefore is the noun or name that ends before token i, -1 if none does.
func (d *document) headBefore(i, lo int32) int32 {
	if i <= lo || !d.nominalAt(i-1) {
		return -1
	}
	return i - 1
}

// countedBy is the noun a count or a share is of: its own, the one behind an
// "of", or the one the sentence or the one before counted last: "72 cars. At
// least four of them".
func (d *document) countedBy(r *restRead, f int32) int32 {
	if n := d.figNoun[f]; n >= 0 && d.figOver[n] < 0 && !d.is(n, d.x.function) {
		r.hi = max(r.hi, n+1)
		return n
	}
	end := d.figEnd[f]
	_, hi := d.sentence(end)
	if end < hi && d.is(end, d.x.of) && !(end+1 < hi && (d.pronounAt(end+1) != noPronoun && !d.is(end+1, d.x.possessive) || d.is(end+1, d.x.whole))) {
		if o := d.objectOf(end+1, hi); o >= 0 {
			r.hi = o + 1
			return o
		}
	}
	if n := d.numberOf(r, f); n >= 0 {
		return n
	}
	if end < hi && (d.is(end, d.x.of) || d.is(end, d.x.be) || d.is(end, d.x.have) || d.actedBy(end)) {
		return d.countedBefore(f)
	}
	return -1
}

// numberOf is the noun of "the number of firefighters on the blaze stood at" before
// figure f in its clause, -1 if none.
func (d *document) numberOf(r *restRead, f int32) int32 {
	lo, _ := d.sentence(d.figStart[f])
	for i := d.figStart[f] - 1; i > lo && i > d.figStart[f]-farthest; i-- {
		if d.mark[i] >= markComma || d.figOver[i] >= 0 {
			return -1
		}
		if !d.is(i, d.x.of) || !d.is(i-1, d.x.numbers) {
			continue
		}
		o := d.objectOf(i+1, d.figStart[f])
		if o >= 0 {
			r.lo = i - 1
		}
		return o
	}
	return -1
}

// actedBy reports whether token i is a verb, of what stands before it.
func (d *document) actedBy(i int32) bool {
	h, ok := d.actAt(i)
	return ok && !h.noun
}

// countedBefore is the noun that the sentence of figure f, or the one before it,
// counted last; -1 if none.
func (d *document) countedBefore(f int32) int32 {
	for k := f - 1; k >= 0 && k > f-6 && d.sentOf[d.figStart[k]] >= d.sentOf[d.figStart[f]]-1; k-- {
		if n := d.figNoun[k]; n >= 0 && d.figs[k].Kind == corpus.Count && !d.is(n, d.x.function) && d.pluralNoun(k) {
			return n
		}
	}
	return -1
}

// verbBeside is the name of the verb that governs a figure: behind its noun, else
// before it in the clause.
func (d *document) verbBeside(r *restRead, f int32) string {
	lo, hi := d.sentence(d.figStart[f])
	for i := r.hi; i < hi && i < r.hi+6 && d.mark[i] < markComma && d.figOver[i] < 0; i++ {
		if h, ok := d.actAt(i); ok && !h.noun {
			r.hi = h.end
			return strings.TrimSuffix(d.actName(h), " on")
		}
		if d.is(i, d.x.clauseWord) {
			break
		}
	}
	for i := d.figStart[f] - 1; i >= lo && i > d.figStart[f]-9; i-- {
		if d.mark[i] == markStop || d.is(i, d.x.clauseWord) && !d.is(i, d.x.and) {
			break
		}
		if v, ok := d.verbName(i); ok && d.verbal(i) {
			r.lo = min(r.lo, i)
			return v
		}
		if h, ok := d.actAt(i); ok && !h.noun {
			r.lo = min(r.lo, i)
			return strings.TrimSuffix(d.actName(h), " on")
		}
	}
	return ""
}
