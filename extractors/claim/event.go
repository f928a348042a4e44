package claim

import (
	"slices"
	"time"

	"twosource/corpus"
	"twosource/extractors/token"
)

// mainEvent picks the event the article is about: the group whose words weigh
// most, title and opening counting more. Weak words ("fell") count only where
// no strong word decides.
func (d *document) mainEvent() {
	n := len(d.x.lex.events)
	d.weights, d.weak = resize(d.weights, n), resize(d.weak, n)
	for i, g := range d.eventAt {
		if g < 0 {
			continue
		}
		w := 2
		if d.sentOf[i] < 2 {
			w += 4
		}
		d.addWeight(int32(i), d.forms[i], g, w)
	}
	d.signWeights()
	d.titleWeights()
	d.main = -1
	for i, w := range d.weights {
		if w > 0 || d.weak[i] >= leadWeight {
			d.told |= 1 << uint(i)
		}
		if w < passing {
			continue
		}
		d.weights[i] += d.weak[i] / 4
		if d.main < 0 || d.weights[i] > d.weights[d.main] {
			d.main = int16(i)
		}
	}
}

// signWeights counts the words that tell of an event without naming it, where
// the article names none: "the gunman".
func (d *document) signWeights() {
	d.told = 0
	for i, f := range d.forms {
		if f <= 0 || d.entOver[i] >= 0 && d.text.Tokens[i].Shape != token.Lower {
			continue
		}
		if d.x.harmed.has(f) {
			d.told |= harmBit
		}
		g := d.x.signs[f]
		if g < 0 {
			continue
		}
		d.weights[g] += 2
		if d.sentOf[i] < 2 {
			d.weights[g] += 2
		}
	}
}

// eventful reports whether the event word at token i tells of an event: any
// strong word, a weak one only of the article's main event, or where the
// article has no strong word at all.
func (d *document) eventful(i int32) bool {
	if !d.weakAt(i) {
		return true
	}
	g := d.groupAt(i)
	return g == d.main || d.main >= 0 && !d.is(i, d.x.taken) && d.x.lex.isBroad(d.x.lex.events[g].name, d.x.lex.events[d.main].name) || d.main < 0 && d.weak[g] >= leadWeight
}

// leadWeight is the weight of a word of the opening, or of three elsewhere.
const leadWeight = 6

// maxTitle is the longest headline read, in bytes.
const maxTitle = 400

// passing is the weight an event named once outside the headline and the
// opening does not reach.
const passing = 4

// addWeight credits every group a word belongs to: a bank's collapse is a
// failure, a tower's is not, and the article's other words tell which.
// Token i is -1 in the headline.
func (d *document) addWeight(i, form int32, g int16, w int) {
	groups := d.x.eventGroups(form)
	if len(groups) == 0 || i >= 0 && d.phrased[i] {
		d.weights[g] += w
		return
	}
	strong := i >= 0 && !d.weakAt(i) || i < 0 && slices.ContainsFunc(groups, func(e groupRef) bool { return !e.weak })
	for _, e := range groups {
		switch {
		case e.weak && !strong:
			d.weak[e.group] += w
		case e.weak:
			d.weights[e.group] += w - 1 // a crash is a computer's only where another word says so
		default:
			d.weights[e.group] += w
		}
	}
}

// titleWeights counts the event words of the headline.
func (d *document) titleWeights() {
	t := &d.title
	for i := range t.Tokens {
		if t.Tokens[i].Kind != token.Word {
			continue
		}
		if f := d.x.lex.lookup(t.Word(i)); f > 0 {
			if g := d.x.eventOf(f); g >= 0 {
				d.addWeight(-1, f, g, titleWeight)
				if d.x.disaster.has(f) && i > 0 && d.nameLike(t, i-1) {
					d.weights[g] += titleWeight // "Juniper Fire at a glance"
				}
			}
		}
	}
}

// titleWeight is the weight of a word of the headline.
const titleWeight = 8

// nameLike reports whether word i of a headline can be the first part of an
// event's name: it has a capital and is no small word.
func (d *document) nameLike(t *token.Text, i int) bool {
	k := t.Tokens[i]
	return k.Kind == token.Word && k.Shape != token.Lower && k.End-k.Start > 2 && !d.x.function.has(d.x.lex.lookup(t.Word(i)))
}

// groupAt is the event group meant by token i: of those its word belongs to,
// the one that weighs most in the article.
func (d *document) groupAt(i int32) int16 {
	best := d.eventAt[i]
	if d.phrased[i] {
		return best
	}
	for _, e := range d.x.eventGroups(d.forms[i]) {
		if best < 0 || d.weights[e.group]+d.weak[e.group] > d.weights[best]+d.weak[best] {
			best = e.group
		}
	}
	return best
}

// weakAt reports whether the event word at token i names an event only weakly:
// shares fall too.
func (d *document) weakAt(i int32) bool {
	if d.entOver[i] >= 0 || d.phrased[i] || d.nounAt(i) {
		return false
	}
	groups := d.x.eventGroups(d.forms[i])
	for _, e := range groups {
		if !e.weak {
			return false
		}
	}
	return len(groups) > 0
}

// nounAt reports whether the word at token i, a verb elsewhere, names an event:
// "the fire", but not "the fire chief".
func (d *document) nounAt(i int32) bool {
	if !d.is(i, d.x.eventNoun) || i == 0 || !d.is(i-1, d.x.determiner) {
		return false
	}
	return int(i)+1 >= len(d.forms) || !d.plainNoun(i+1) && d.word(i+1) != "-" && d.text.Tokens[i+1].Shape == token.Lower
}

// eventSubject is the event a match is about: the event word it caught, else
// one that stands right before it as its subject, else the article's main
// event, else the nearest event word of the sentence.
func (d *document) eventSubject(m *match) bearer {
	if m.event >= 0 {
		return d.eventAtToken(m.event, 1)
	}
	lo, hi := d.sentence(m.lo)
	for i := m.lo - 1; i >= lo && i >= m.lo-7 && d.mark[i] < markComma && !d.is(i, d.x.clauseWord); i-- {
		if d.eventAt[i] >= 0 && (!d.weakAt(i) || i == m.lo-1 && d.is(i, d.x.eventNoun) && m.pat >= 0 && d.entOver[max(i-1, 0)] >= 0) {
			return d.eventAtToken(i, 0.97) // "Tazreen fire toll: 117"
		}
	}
	for i := m.lo; i < m.hi && (d.main < 0 || d.x.soft[d.main]); i++ {
		if d.eventAt[i] >= 0 && !d.weakAt(i) {
			return d.eventAtToken(i, 0.95)
		}
	}
	if d.main >= 0 && d.x.soft[d.main] && d.mainFor(m) != d.main {
		if i := d.nearestEvent(m, lo, hi); i >= 0 && !d.x.soft[d.groupAt(i)] {
			return d.eventAtToken(i, 0.93)
		}
	}
	if g := d.mainFor(m); g >= 0 {
		name := d.x.lex.events[g].name
		return bearer{name: d.heldAgainst(m.lo, lo) + name, trigger: name, trust: 0.95}
	}
	if i := d.nearestEvent(m, lo, hi); i >= 0 {
		return d.eventAtToken(i, 0.9)
	}
	return bearer{name: "event", trigger: "event", trust: 0.92}
}

// mainFor is the main event that can bear a match: nobody is killed by a
// settlement, so counts of people look for another.
func (d *document) mainFor(m *match) int16 {
	if d.main < 0 || !d.x.soft[d.main] || m.pat < 0 {
		return d.main
	}
	switch a := &d.x.attrs[d.x.patterns[m.pat].attr]; {
	case a.Kind != corpus.KindCount, a.Behaviour == corpus.Invariant, d.x.bearing[d.x.patterns[m.pat].attr].person:
		return d.main
	}
	best := int16(-1)
	for g, w := range d.weights {
		if w > 0 && !d.x.soft[g] && (best < 0 || w > d.weights[best]) {
			best = int16(g)
		}
	}
	return best
}

// nearestEvent is the event word of tokens [lo, hi) nearest to a match, -1 if
// none.
func (d *document) nearestEvent(m *match, lo, hi int32) int32 {
	best, dist := int32(-1), int32(1<<30)
	for i := lo; i < hi; i++ {
		if d.eventAt[i] < 0 || d.weakAt(i) {
			continue
		}
		if gap := max(m.lo-i, i-m.hi+1, 0); gap < dist {
			best, dist = i, gap
		}
	}
	return best
}

func (d *document) eventAtToken(i int32, trust float64) bearer {
	g := d.groupAt(i)
	if g < 0 {
		return bearer{name: "event", trigger: "event", trust: 0.92}
	}
	if d.main >= 0 && d.x.lex.isBroad(d.x.lex.events[g].name, d.x.lex.events[d.main].name) {
		g = d.main // "the attack", in a story of a shooting
	}
	name := d.x.lex.events[g].name
	b := bearer{name: name, trigger: name, at: d.text.Tokens[i].Span(), trust: trust}
	if year := d.otherYear(i); year != "" {
		b.name = year + " " + name
	} else if d.is(i-1, d.x.otherEvent) {
		b.name = earlier + name
	}
	return b
}

// earlier begins the name of an event told apart from the article's own: "a
// previous quake".
const earlier = "earlier "

// otherYear is the year that tells the event word at token i from the one the
// article is about: "the 1999 quake" in a story published in 2023.
func (d *document) otherYear(i int32) string {
	if len(d.art.Published) < 4 {
		return ""
	}
	for k := i - 3; k <= i+4; k++ {
		if k < 0 || int(k) >= len(d.forms) || d.sentOf[k] != d.sentOf[i] {
			continue
		}
		n := d.dateOver[k]
		if n < 0 || d.dates[n].Anchor != "" || len(d.dates[n].From) < 4 || d.sinceThen(k, 0) {
			continue
		}
		if y := d.dates[n].From[:4]; y < d.art.Published[:4] && y != d.firstYear {
			return y
		}
	}
	return ""
}

// findYear is the year of the article's first full date, where the article
// looks back at an event of an earlier year.
func (d *document) findYear() string {
	for i := range d.dates {
		if d.dates[i].Granularity == "day" && len(d.dates[i].From) >= 4 {
			return d.dates[i].From[:4]
		}
	}
	return ""
}

// fresh is how many days after an event news of it is written; long before is
// how much earlier another event of the kind lies.
const (
	fresh      = 10
	longBefore = 20
)

// earlierEvents tells apart, in news of the day, what is said of an event of the
// same kind weeks before: "In February a quake of 6.4 hit the same coast".
func (d *document) earlierEvents(cs []corpus.Claim) {
	pub, err := time.Parse(time.DateOnly, firstN(d.art.Published, len(time.DateOnly)))
	if err != nil {
		return
	}
	for i := range cs {
		own, ok := eventDay(&cs[i])
		if !ok || pub.Sub(own) > fresh*day || own.After(pub) {
			continue
		}
		for k := range cs {
			past, ok := eventDay(&cs[k])
			if ok && cs[k].Trigger == cs[i].Trigger && own.Sub(past) > longBefore*day {
				renameSentence(cs, cs[k].Sentence, cs[i].Trigger)
			}
		}
		return
	}
}

const day = 24 * time.Hour

// eventDay is the last day a claim says an event of the article's own happened.
func eventDay(c *corpus.Claim) (time.Time, bool) {
	if c.Attribute != "event date" || c.Trigger == "" || c.Subject != c.Trigger || c.Negated {
		return time.Time{}, false
	}
	to := c.Value.To
	if to == "" {
		to = c.Value.From
	}
	t, err := time.Parse(time.DateOnly, firstN(to, len(time.DateOnly)))
	return t, err == nil
}

// renameSentence gives what a sentence says of an event to an earlier one.
func renameSentence(cs []corpus.Claim, sentence corpus.Span, trigger string) {
	for i := range cs {
		if cs[i].Sentence == sentence && cs[i].Subject == trigger {
			cs[i].Subject = earlier + trigger
		}
	}
}
