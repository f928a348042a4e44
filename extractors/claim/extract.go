package claim

import (
	"cmp"
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// Extract appends the claims of an article to dst, sorted by start, end,
// attribute and subject.
func (x *Extractor) Extract(dst []corpus.Claim, in Input) []corpus.Claim {
	if in.Article == nil || in.Text == nil || in.Facts == nil || len(in.Text.Tokens) == 0 {
		return dst
	}
	if l := in.Article.Language; l != "" && !strings.HasPrefix(l, "en") {
		return dst // the phrases are English
	}
	d := x.pool.Get().(*document)
	defer d.release()
	d.load(in)
	from := len(dst)
	d.findMatches()
	dst = d.claimsOfMatches(dst)
	d.avoid = -1
	dst = d.restated(dst, from)
	dst = d.allLost(dst, from)
	dst = d.roleClaims(dst)
	dst = d.happeningDates(dst, from)
	dst = d.reckonedDates(dst, from)
	dst = d.restAges(dst)
	dst = d.gappedClaims(dst, from)
	dst = d.openClaims(dst, from)
	dst = d.restOfFigures(dst, from)
	dst = d.polarityClaims(dst)
	dst = dropPastAges(dst, from)
	d.earlierEvents(dst[from:])
	d.allOccupants(dst[from:])
	return append(dst[:from], d.tidy(dst[from:])...)
}

// release returns the document to the pool without holding on to the article.
func (d *document) release() {
	d.art, d.text, d.figs, d.dates, d.ents, d.quotes = nil, nil, nil, nil, nil, nil
	clear(d.who)
	clear(d.index)
	clear(d.last)
	d.title.Source = ""
	d.x.pool.Put(d)
}

// findMatches runs the patterns over every sentence.
func (d *document) findMatches() {
	m := &d.matcher
	m.x, m.d, m.out = d.x, d, m.out[:0]
	for s, r := range d.sents {
		if d.skip(s) {
			continue
		}
		m.sentence(r.First, r.End)
	}
	d.usedFig = resize(d.usedFig, len(d.figs))
	d.usedDate, d.reportDate = resize(d.usedDate, len(d.dates)), resize(d.reportDate, len(d.dates))
}

// skip reports whether facts are not drawn from a sentence: related links and
// credits.
func (d *document) skip(s int) bool {
	if len(d.art.Blocks) == 0 {
		return false
	}
	at := int(d.text.Tokens[d.sents[s].First].Start)
	i, _ := slices.BinarySearchFunc(d.art.Blocks, at+1, func(b corpus.Block, at int) int { return cmp.Compare(b.Start, at) })
	if i == 0 {
		return false
	}
	b := d.art.Blocks[i-1]
	return b.End > at && (b.Kind == corpus.Related || b.Kind == corpus.Credit)
}

// valueKey identifies what a match claims a value of: a figure or a date has
// one best reading; a name may be read for several attributes.
func (d *document) valueKey(m *match) (kind elemKind, value, attr int32) {
	p := &d.x.patterns[m.pat]
	switch p.slot {
	case figureSlot:
		return figureSlot, m.value, 0
	case dateSlot, timeSlot:
		return dateSlot, m.value, 0
	case nameSlot, wordSlot:
		return p.slot, m.value, p.attr
	}
	return gap, m.lo, p.attr
}

// claimsOfMatches makes a claim of each value: of the best match that can be
// read, in the order of the text.
func (d *document) claimsOfMatches(dst []corpus.Claim) []corpus.Claim {
	ms, from := d.matcher.out, len(dst)
	slices.SortFunc(ms, func(a, b match) int {
		ak, av, aa := d.valueKey(&a)
		bk, bv, ba := d.valueKey(&b)
		return cmp.Or(cmp.Compare(ak, bk), cmp.Compare(av, bv), cmp.Compare(aa, ba),
			cmp.Compare(b.score, a.score), cmp.Compare(a.pat, b.pat), cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi))
	})
	d.useWholes()
	d.runs = d.runs[:0]
	for i := range ms {
		if i > 0 && d.sameValue(&ms[i], &ms[i-1]) {
			d.runs[len(d.runs)-1].End++
			continue
		}
		d.runs = append(d.runs, token.Range{First: int32(i), End: int32(i + 1)})
		d.use(&ms[i], &d.x.patterns[ms[i].pat])
	}
	slices.SortFunc(d.runs, func(a, b token.Range) int {
		return cmp.Or(cmp.Compare(ms[a.First].lo, ms[b.First].lo), cmp.Compare(ms[a.First].hi, ms[b.First].hi), cmp.Compare(a.First, b.First))
	})
	for _, r := range d.runs {
		dst = d.claimOfRun(dst, from, ms[r.First:r.End])
	}
	return dst
}

// claimOfRun makes the claim of the first match of a run, best first, that can
// be read.
func (d *document) claimOfRun(dst []corpus.Claim, from int, run []match) []corpus.Claim {
	for i := range run {
		m := &run[i]
		if d.wholeOnly(m) {
			return dst
		}
		c, ok := d.claimOf(m)
		if !ok || c.Attribute == sameAsBefore && !sameAs(&c, dst[from:], m.subject.at >= 0) {
			continue
		}
		d.use(m, &d.x.patterns[m.pat])
		dst = append(dst, c)
		dst = d.restOfList(dst, &c, m)
		if t, ok := d.twin(&c, m); ok {
			dst = append(dst, t)
		}
		return dst
	}
	d.unuse(&run[0], &d.x.patterns[run[0].pat])
	return dst
}

// restOfList repeats a claim of an attribute with many values for the names
// listed with the one found: "founded by Ruiz, Dekker and Voss".
func (d *document) restOfList(dst []corpus.Claim, c *corpus.Claim, m *match) []corpus.Claim {
	if !c.Many || d.x.patterns[m.pat].slot != nameSlot {
		return dst
	}
	for i := d.entEnd[m.value]; ; {
		n, next := d.nextListed(i, 1)
		if n < 0 || d.types[n] != d.types[m.value] {
			break
		}
		dst, i = append(dst, d.listed(c, n)), next
	}
	for i := d.entStart[m.value] - 1; ; {
		n, next := d.nextListed(i, -1)
		if n < 0 || d.types[n] != d.types[m.value] {
			break
		}
		dst, i = append(dst, d.listed(c, n)), next
	}
	return dst
}

func (d *document) listed(c *corpus.Claim, n int32) corpus.Claim {
	o := *c
	w := &d.who[d.whoOf[n]]
	o.Span, o.Value.Text, o.Value.EntityID = d.ents[n].Span, w.name, w.id
	return o
}

// nextListed is the entity beyond token i, over a comma and an "and", in
// direction dir; -1 if there is none. The second result is where to go on.
func (d *document) nextListed(i, dir int32) (n, next int32) {
	for k := i; k >= 0 && int(k) < len(d.forms) && (k-i)*dir < 3; k += dir {
		if n := d.entOver[k]; n >= 0 && d.whoOf[n] >= 0 {
			if k == i {
				return -1, 0
			}
			if dir > 0 {
				return n, d.entEnd[n]
			}
			return n, d.entStart[n] - 1
		}
		if d.word(k) != "," && !d.is(k, d.x.and) {
			break
		}
	}
	return -1, 0
}

// twin makes the date claim of an event time that names its day, and the time
// claim of an event date that has a clock.
func (d *document) twin(c *corpus.Claim, m *match) (corpus.Claim, bool) {
	t := *c
	if d.x.patterns[m.pat].slot != dateSlot && d.x.patterns[m.pat].slot != timeSlot {
		return t, false
	}
	v := &d.dates[m.value]
	day, clock, ok := strings.Cut(v.Value, "T")
	if !ok || len(clock) < 5 || clock[2] != ':' || v.From == "" {
		return t, false
	}
	switch {
	case c.Attribute == "event date":
		t.Attribute, t.Value.Text = "event time", clock[:5]
	case c.Attribute == "event time" && c.Len() > longestClock:
		t.Attribute, t.Value.Text, t.Value.From, t.Value.To = "event date", day, day, day
	default:
		return t, false
	}
	return t, true
}

// sameAsBefore is the attribute of phrases that speak of the figure claimed
// last: "that number has risen to 43".
const sameAsBefore = "same as before"

// sameAs copies the attribute of the last count of this sentence or the one
// before, and its subject unless the claim names its own; false if there is
// none.
func sameAs(c *corpus.Claim, before []corpus.Claim, named bool) bool {
	for i := len(before) - 1; i >= 0; i-- {
		b := &before[i]
		if (named || c.Kind == corpus.KindMoney) && b.Sentence != c.Sentence || c.Sentence.Start-b.Sentence.End > 3 {
			return false
		}
		if b.Kind != c.Kind {
			continue
		}
		c.Attribute, c.Behaviour = b.Attribute, b.Behaviour
		if !named {
			c.Subject, c.SubjectID, c.SubjectAt, c.Trigger = b.Subject, b.SubjectID, b.SubjectAt, b.Trigger
		}
		if c.AsOfFrom != "explicit" && b.AsOfFrom == "explicit" && named {
			c.AsOf, c.AsOfFrom = b.AsOf, b.AsOfFrom
		}
		c.Confidence *= 0.85
		return true
	}
	return false
}

func (d *document) sameValue(a, b *match) bool {
	ak, av, aa := d.valueKey(a)
	bk, bv, ba := d.valueKey(b)
	return ak == bk && av == bv && aa == ba
}

// claimOf makes the claim of a match; false when its value or subject cannot be
// read.
func (d *document) claimOf(m *match) (corpus.Claim, bool) {
	p := &d.x.patterns[m.pat]
	a := &d.x.attrs[p.attr]
	ph := &a.Phrases[p.phrase]
	c := corpus.Claim{Attribute: a.Name, Kind: a.Kind, Behaviour: a.Behaviour, Many: a.Many, Rule: a.Name + ": " + ph.Pattern}
	if !d.setValue(&c, m, p, ph) {
		return c, false
	}
	if a.Kind == corpus.KindCount && a.Behaviour != corpus.Cumulative && c.Value.Text == "1" {
		return c, false // "one state association": hardly ever a count
	}
	if a.Kind == corpus.KindAge && p.slot == figureSlot && !d.aged(m) {
		return c, false
	}
	d.avoid = -1
	switch {
	case a.Paid && p.slot == figureSlot:
		_, hi := d.sentence(m.lo)
		_, d.avoid = d.payee(d.figEnd[m.value], hi)
	case m.other >= 0 && d.x.bearing[p.attr].person && !a.Pair:
		d.avoid = d.whoOf[m.other] // "Born Anna Orr on 3 May, she"
	case a.Near && p.slot == figureSlot:
		_, hi := d.sentence(m.lo)
		d.avoid = d.referred(d.figEnd[m.value], hi)
	case p.slot == nameSlot:
		d.avoid = d.whoOf[m.value]
	case p.slot == wordSlot && d.entOver[m.value] >= 0:
		d.avoid = d.whoOf[d.entOver[m.value]]
	}
	s, ok := d.subjectOf(m, p.attr)
	if !ok || a.Near && !d.nearBefore(m, s) {
		return c, false
	}
	if c.Kind == corpus.KindAge && (s.id == "" && d.x.anybody.has(d.x.lex.lookup(s.name)) || d.atThatTime(&c, m)) {
		return c, false
	}
	if a.Kind == corpus.KindDate && !d.x.bearing[p.attr].event && m.subject.at < 0 && d.otherOpener(m, s) {
		return c, false
	}
	d.setSubject(&c, s, m.lo)
	if c.Trigger != "" && len(a.Events) > 0 && !slices.Contains(a.Events, c.Trigger) {
		return c, false
	}
	if a.Pair && !d.pairUp(&c, m, p.slot) {
		return c, false
	}
	if p.slot == nameSlot && c.SubjectID != "" && c.SubjectID == c.Value.EntityID {
		return c, false
	}
	c.Confidence = s.trust * d.trust(m, p)
	if p.slot == figureSlot && a.Behaviour != corpus.Snapshot && a.Kind == corpus.KindCount && d.restricted(m) {
		c.Confidence *= someOnly
	}
	switch {
	case a.Name == "magnitude" && !plausibleMagnitude(&c), a.Name == "share price" && !plausibleShare(&c), a.Name == "destination" && stopsOver(d.text.Source[c.End:]):
		return c, false
	case a.Kind == corpus.KindCount && p.slot == figureSlot && (d.figs[m.value].Kind == corpus.Ratio || d.turned(m.value)):
		return c, false // "one in ten is dead", "who turned 65 underground"
	case (p.slot == dateSlot || p.slot == timeSlot) && (a.Name == "event date" || a.Name == "event time") && (d.ofAnotherDeed(m) || d.fellOnly(m.event)):
		return c, false // "the owner of the tower that fell was seized on Sunday"
	case ph.No && a.Kind == corpus.KindCount && d.causeBehind(m):
		return c, false // "nobody has died of radiation"
	case a.Name == "stock exchange" && strings.HasSuffix(c.Value.Text, " Street"):
		return c, false // a street of brokers
	case a.Kind == corpus.KindPlace && p.slot == nameSlot && d.vague(m, &c):
		c.Confidence *= vaguePlace
		if a.Name != "place" {
			c.Confidence *= vaguePlace // a seat near a city is no seat in it
		}
	}
	if c.Attribute == "began" && m.event >= 0 && d.suddenly(c.Trigger) {
		c.Attribute = "event date" // an eruption is of the day it began
	}
	if (p.slot == dateSlot || p.slot == timeSlot) && !d.nameRuling(&c, m) {
		return c, false
	}
	d.qualify(&c, m)
	if c.Attribute == "purchase price" && c.Scope == perPerson {
		c.Attribute, c.Behaviour = "price", corpus.Snapshot // "sold for $20 apiece"
	}
	d.olderEvent(&c)
	return c, true
}

// olderEvent tells an earlier event of the same kind apart: "the worst since
// 1992, when 167 people were killed".
func (d *document) olderEvent(c *corpus.Claim) {
	if c.Trigger == "" || c.Subject != c.Trigger || c.AsOfFrom != "explicit" || len(c.AsOf) != 4 || len(d.art.Published) < 4 {
		return
	}
	if c.AsOf < d.art.Published[:4] && c.AsOf != d.firstYear {
		c.Subject = c.AsOf + " " + c.Subject
	}
}

func (d *document) setSubject(c *corpus.Claim, s bearer, at int32) {
	c.Subject, c.SubjectID, c.SubjectAt, c.Trigger = s.name, s.id, s.at, s.trigger
	if s.id == "" {
		return
	}
	if n, ok := d.index[s.name]; ok {
		d.topics[d.sentOf[at]] = n
	}
}

// use marks the value as explained, so that it is not claimed openly too.
func (d *document) use(m *match, p *pattern) {
	switch p.slot {
	case figureSlot:
		d.usedFig[m.value] = true
	case dateSlot, timeSlot:
		d.usedDate[m.value], d.reportDate[m.value] = d.x.attrs[p.attr].dates(), d.x.attrs[p.attr].Reports
	}
}

// wholeOnly reports whether the value of a match is only another figure's
// whole, of which the match's verb says nothing.
func (d *document) wholeOnly(m *match) bool {
	if d.x.patterns[m.pat].slot != figureSlot || m.value == 0 {
		return false
	}
	of := d.figs[m.value-1].Of
	return !of.Empty() && of.Contains(d.figs[m.value].Span) && !d.wholeSaid(m)
}

// wholeSaid reports whether a match speaks of all that is counted, as a relative
// clause or a participle before the verb does: "three of the nine wounded were",
// "one of the four people who died".
func (d *document) wholeSaid(m *match) bool {
	for e := range d.x.patterns[m.pat].elems {
		if d.x.patterns[m.pat].elems[e].kind == numberWord {
			return true // the phrase itself takes the larger number
		}
	}
	for i := d.figEnd[m.value]; i < m.hi; i++ {
		if d.is(i, d.x.who) || i+1 < m.hi && d.word(i) == "to" {
			return true
		}
	}
	return d.is(m.hi, d.x.be) || d.is(m.hi, d.x.have)
}

// pairUp makes the claim of a contest: about both names, in order of the
// alphabet. Its value is the first name where the second is the slot (who
// won), else the figure (the score). It is false where a name is missing.
func (d *document) pairUp(c *corpus.Claim, m *match, slot elemKind) bool {
	if c.SubjectAt.Empty() {
		return false
	}
	a, b := c.Subject, c.Value.Text
	if slot == nameSlot {
		c.Value, c.Span = corpus.Value{Text: a, EntityID: c.SubjectID}, c.SubjectAt
	} else {
		if m.other < 0 || d.whoOf[m.other] < 0 {
			return false
		}
		b = d.who[d.whoOf[m.other]].name
		c.Value.Text = largerFirst(c.Value.Text)
	}
	if b < a {
		a, b = b, a
	}
	c.Subject, c.SubjectID = a+" v "+b, ""
	return a != b
}

// largerFirst writes a score the same whichever side is named first: "1–3" is
// "3-1".
func largerFirst(score string) string {
	x, y, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(score), "-")
	if ok && (len(x) < len(y) || len(x) == len(y) && x < y) {
		x, y = y, x
	}
	if !ok {
		return score
	}
	return x + "-" + y
}

// unuse frees the value of a match that made no claim.
func (d *document) unuse(m *match, p *pattern) {
	switch p.slot {
	case figureSlot:
		d.usedFig[m.value] = false
	case dateSlot, timeSlot:
		d.usedDate[m.value] = false
	}
}

// useWholes marks the figures that are only the whole of another: the 250 of
// "124 of the 250 seats".
func (d *document) useWholes() {
	for i := range d.figs {
		of := d.figs[i].Of
		for k := i + 1; k < len(d.figs) && d.figs[k].Start < of.End; k++ {
			if of.Contains(d.figs[k].Span) {
				d.usedFig[k] = true
			}
		}
	}
}

// trust is how sure the value and attribute of a match are: telling words and
// short gaps make it surer.
func (d *document) trust(m *match, p *pattern) float64 {
	return min(0.97, 0.78+0.1*m.score)
}
