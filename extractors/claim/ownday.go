package claim

import (
	"math/bits"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// ownDate is a claim of a day or a time of day by a verb that may tell of the event
// itself: "the span gave way at 5:45".
type ownDate struct {
	claim int32 // its place among the claims
	event int16 // kind of event
	clock bool  // a time of day
	lead  bool  // for where it stands, whatever the verb
}

// noteOwn notes a claim to come as one that may be of the event itself.
func (d *document) noteOwn(claim int, x *dated, clock bool) {
	if x.own >= 0 && len(d.own) < most {
		d.own = append(d.own, ownDate{int32(claim), x.own, clock, x.lead})
	}
}

// leadTells reports whether a date stands in the first sentence of news of the day, which
// says what happened in whatever words: "Holiday crowds were pitched into the river on Sunday when".
func (d *document) leadTells(h happening, n int32) bool {
	if d.main < 0 || d.x.soft[d.main] || d.sentOf[h.at] > 0 || h.told || h.noun || d.otherDeed(h) || h.act >= 0 && d.x.lex.acts[h.act].name == occurred {
		return false
	}
	pub, v := firstN(d.art.Published, len("2006-01-02")), &d.dates[n]
	if pub == "" || len(v.From) < len(pub) || v.From[:len(pub)] > pub || daysApart(v.From[:len(pub)], pub) > reportDays {
		return false
	}
	lo, hi := d.sentence(h.at)
	s := d.nounBeforeVerb(h.at, lo)
	if s < 0 || d.is(s, d.x.source) || d.entOver[s] >= 0 && d.types[d.entOver[s]]&(typeBit(corpus.Person)|typeBit(corpus.Norp)) != 0 {
		return false
	}
	return d.tellsOfLoss(h, lo, hi, n)
}

// tellsOfLoss reports whether a sentence tells that people came to harm or that something was
// lost, and no other time than date n: news of what came after an event gives both.
func (d *document) tellsOfLoss(h happening, lo, hi, n int32) bool {
	loss := h.act >= 0 && d.x.actEvents[h.act]&d.x.stroke != 0
	for i := lo; i < hi; i++ {
		if d.dateOver[i] >= 0 && d.dateOver[i] != n && i > lo+longestDateline {
			return false
		}
		loss = loss || d.is(i, d.x.loss)
	}
	return loss && (h.act < 0 || d.is(h.at, d.x.eventDeed)) && !d.ofItsEnd(h)
}

// inReportLine reports whether date n stands in the line that news begins with, between a place and
// a dash: "HALVERN, Friday (NNS) — ".
func (d *document) inReportLine(n int32) bool {
	start, end := d.dateStart[n], d.dateEnd[n]
	lo, hi := d.sentence(start)
	if start-lo < 2 || start-lo > longestDateline || d.word(start-1) != "," || d.text.Tokens[lo].Shape != token.Upper {
		return false
	}
	for i := end; i < hi && i < end+4; i++ {
		switch d.word(i) {
		case "\u2014", "\u2013", "-", "--":
			return true
		}
	}
	return false
}

// longestDateline is how many tokens the line before the first sentence has.
const longestDateline = 8

// ofItsEnd reports whether an act is one by which things begin or end.
func (d *document) ofItsEnd(h happening) bool { return h.act >= 0 && course[d.x.lex.acts[h.act].name] }

// indexOwn notes which kinds of event the verbs of each kind of happening can tell of.
func (x *Extractor) indexOwn() {
	x.actEvents = make([]uint64, len(x.lex.acts))
	for g, act := range x.lex.acts {
		if act.name == "killed on" {
			continue // of a bombing or of a bird
		}
		for _, f := range act.strong.forms() {
			for _, e := range x.eventGroups(f) {
				if !e.weak {
					x.actEvents[g] |= 1 << uint(e.group)
				}
			}
		}
	}
	x.stroke = x.lex.eventSet("collapse crash sinking fire explosion derailment accident landslide spill")
	x.sudden = x.lex.eventSet("crash sinking explosion derailment landslide quake outage eruption stampede tsunami shooting robbery")
}

// eventSet is the set of kinds of event of some names.
func (l *lexicon) eventSet(names string) (set uint64) {
	for name := range strings.FieldsSeq(names) {
		if g := l.eventNamed(name); g >= 0 {
			set |= 1 << uint(g)
		}
	}
	return set
}

// ofKind reports whether an event of one kind may be called by the other's name.
func (d *document) ofKind(e, g int16) bool {
	if e < 0 {
		return false
	}
	events := d.x.lex.events
	return e == g || d.x.lex.isBroad(events[g].name, events[e].name) || d.x.lex.isBroad(events[e].name, events[g].name)
}

// ownAct is the kind of event that a clause tells of, where it is the one the article
// is about, in any of its verbs, of something that may be what it befell: "the block came
// down", but not "the mayor fell" nor "a second block came down"; -1 if it is none.
func (d *document) ownAct(h happening) int16 {
	g := d.main
	lo, _ := d.sentence(h.at)
	if g < 0 && (d.sentOf[h.at] < leadSentences || int(h.end) < len(d.forms) && d.word(h.end) == ":") {
		g = d.toldBy(h)
	}
	if g < 0 || d.x.soft[g] || h.told || d.heldAgainst(h.at, lo) != "" || d.otherYear(h.at) != "" {
		return -1
	}
	if h.noun {
		if d.eventAt[h.at] >= 0 && d.ofKind(d.groupAt(h.at), g) && (h.at == lo || !d.is(h.at-1, d.x.otherEvent)) {
			return g
		}
		return -1
	}
	s := d.nounBeforeVerb(h.at, lo)
	switch {
	case s >= 0 && d.otherYear(s) != "":
		return -1
	case h.act >= 0 && d.x.lex.acts[h.act].name == occurred:
		if !d.isEventItself(s, g) {
			return -1
		}
	case s >= 0 && d.doesIt(h, s, g, lo):
	case !d.tellsOf(h, g), s >= 0 && !d.canSuffer(s, lo):
		return -1
	}
	return g
}

// doesIt reports whether the subject of a verb, at token s, is an event of a kind by its own name
// and the verb what it did, or a clock that it stopped: "the explosion, early on Wednesday, killed
// everyone below", "the church clock stopped at 1:14".
func (d *document) doesIt(h happening, s int32, g int16, lo int32) bool {
	if h.act < 0 || d.passive(h.at, lo) {
		return false
	}
	name := d.x.lex.acts[h.act].name
	if w := strings.ToLower(d.word(s)); w == "clock" || w == "watch" {
		return name == "halted on" && d.x.stroke&(1<<uint(g)) != 0
	}
	if d.eventAt[s] < 0 || d.weakAt(s) || !d.ofKind(d.groupAt(s), g) || s > lo && d.is(s-1, d.x.otherEvent) {
		return false
	}
	return name == "killed on" || name == "began" && d.x.sudden&(1<<uint(g)) != 0 || d.x.actEvents[h.act]&d.x.stroke != 0
}

// leadSentences are those in which news says what happened.
const leadSentences = 2

// occurred is the name of the act of what only happens.
const occurred = "happened on"

// isEventItself reports whether the subject of a verb, -1 if it has none, is an event of
// a kind, or a word that stands for it: "it happened", "what happened?".
func (d *document) isEventItself(s int32, g int16) bool {
	return s < 0 || d.pronounAt(s) == itPronoun || d.eventAt[s] >= 0 && d.ofKind(d.groupAt(s), g) || d.is(s, d.x.determiner) || d.is(s, d.x.who) || d.forms[s] > 0 && d.x.lex.names[d.forms[s]] == "what"
}

// toldBy is the kind of event that a verb tells of where the article has no word for
// one, -1 if it tells of none.
func (d *document) toldBy(h happening) int16 {
	if h.act < 0 || h.noun {
		return -1
	}
	if set := d.x.actEvents[h.act] & d.x.stroke; set != 0 {
		return int16(bits.TrailingZeros64(set))
	}
	return -1
}

// tellsOf reports whether a verb is one for what an event of a kind does: of its kind, or
// of those with which things are lost at one stroke.
func (d *document) tellsOf(h happening, g int16) bool {
	if h.act >= 0 && (d.x.actEvents[h.act]&(1<<uint(g)) != 0 || d.x.stroke&(1<<uint(g)) != 0 && d.x.actEvents[h.act]&d.x.stroke != 0) {
		return true
	}
	for i := h.at; i < h.end; i++ {
		for _, e := range d.x.eventGroups(d.forms[i]) {
			if e.group == g || !e.weak && d.ofKind(e.group, g) {
				return true
			}
		}
		if d.phrased[i] && d.ofKind(d.eventAt[i], g) {
			return true
		}
	}
	return false
}

// suddenly reports whether a kind of event is one that is over soon.
func (d *document) suddenly(kind string) bool {
	g := d.x.lex.eventNamed(kind)
	return g >= 0 && d.x.sudden&(1<<uint(g)) != 0
}

// canSuffer reports whether the noun, name or pronoun at token i can be what the
// article's event befell: no person, no name said in passing, none told apart as
// another.
func (d *document) canSuffer(i, lo int32) bool {
	if n := d.entOver[i]; n >= 0 {
		w := d.whoOf[n]
		return w >= 0 && d.types[n]&typeBit(corpus.Person) == 0 && d.who[w].weight >= leadWeight
	}
	for k := i; k >= lo && k > i-4 && d.mark[k] < markComma; k-- {
		if d.is(k, d.x.otherEvent) || d.is(k, d.x.additional) {
			return false
		}
	}
	return true
}

// fellOnly reports whether the event word at token i is a weak verb that tells what became of
// a person: "the mayor fell from a horse".
func (d *document) fellOnly(i int32) bool {
	if i < 0 || !d.weakAt(i) || d.main >= 0 && d.x.stroke&(1<<uint(d.main)) == 0 {
		return false
	}
	lo, _ := d.sentence(i)
	s := d.nounBeforeVerb(i, lo)
	return s >= 0 && d.entOver[s] < 0 && d.text.Tokens[s].Shape == token.Lower && (d.is(s, d.x.source) || d.bearAt[s] >= 0 && strings.HasPrefix(d.x.lex.bearers[d.bearAt[s]].name, "person:"))
}

// settleOwn gives the event what verbs tell of it: the days that phrases give it too,
// or where they give none, the one that all such verbs of the article give, or most.
func (d *document) settleOwn(cs []corpus.Claim) {
	for _, clock := range []bool{false, true} {
		name := "event date"
		if clock {
			name = "event time"
		}
		d.settle(cs, name, clock)
	}
}

func (d *document) settle(cs []corpus.Claim, name string, clock bool) {
	known := d.ownKnown(cs, name)
	for _, lead := range []bool{false, true} {
		if known == nil {
			known = d.mostTold(cs, clock, lead)
		}
	}
	for _, o := range d.own {
		c := &cs[o.claim]
		if o.clock != clock || !agrees(c, known) {
			continue
		}
		event := d.x.lex.events[o.event].name
		c.Attribute, c.Subject, c.SubjectID, c.Trigger = name, event, "", event
		c.SubjectAt = corpus.Span{}
	}
}

// ownKnown are the claims of the event's day or time of day among cs.
func (d *document) ownKnown(cs []corpus.Claim, name string) (known []*corpus.Claim) {
	if d.main < 0 {
		return nil
	}
	event := d.x.lex.events[d.main].name
	for i := range cs {
		if len(known) == mostOwn {
			break
		}
		if c := &cs[i]; c.Attribute == name && c.Subject == c.Trigger && (c.Trigger == event || d.x.lex.isBroad(event, c.Trigger)) && !c.Negated {
			known = append(known, c)
		}
	}
	return known
}

// agrees reports whether a claim gives the value of one of others.
func agrees(c *corpus.Claim, known []*corpus.Claim) bool {
	for _, k := range known {
		if meets(c, k) {
			return true
		}
	}
	return false
}

// meets reports whether two dates can be one.
func meets(a, b *corpus.Claim) bool {
	if a.Value.From == "" || b.Value.From == "" {
		return a.Value.Text == b.Value.Text
	}
	return a.Value.From <= b.Value.To && b.Value.From <= a.Value.To
}

// mostTold is the value that more of the candidates give than any other, nil if
// there is none.
func (d *document) mostTold(cs []corpus.Claim, clock, lead bool) []*corpus.Claim {
	var best *corpus.Claim
	most, tie := 0, false
	for i, o := range d.own {
		if o.clock != clock || o.lead != lead || i >= mostOwn {
			continue
		}
		n := 0
		for _, p := range d.own[:min(len(d.own), mostOwn)] {
			if p.clock == clock && p.lead == lead && meets(&cs[o.claim], &cs[p.claim]) {
				n++
			}
		}
		switch {
		case n > most:
			best, most, tie = &cs[o.claim], n, false
		case n == most && !meets(best, &cs[o.claim]):
			tie = true
		}
	}
	if best == nil || tie {
		return nil
	}
	return []*corpus.Claim{best}
}

// mostOwn bounds the claims that are held against each other.
const mostOwn = 32
