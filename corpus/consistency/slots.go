package consistency

import (
	"math"
	"strings"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// Limits of matching values by their words.
const (
	slotEvent = 0.3  // least probability that two articles tell of one event
	slotLeast = 0.1  // least probability that two values are of one thing
	slotSure  = 0.45 // from which what tells them apart is worth saying
	leastLike = 0.2  // Likeness below which two values are hardly of one thing
)

// decideBySlot decides on two values of one event that can be of one thing.
func decideBySlot(m *Models, a, b *Statement, story storyOf, f *slot.Features, at *place, off check, ask func(*ClashFeatures)) pair {
	p := m.Slot.P(f[:])
	at.one(p)
	if p < slotLeast || ofTwoNames(a, b) || otherBearers(a, b, f) || byAttribute(a, b, off) {
		return pair{}
	}
	if before(b, a) {
		a, b = b, a
	}
	x, y := joined(a, b)
	d := decision{a: x, b: y, off: off, models: m, ask: ask, bySlot: true, words: f, one: p, event: story.p, at: at, apart: twoThings(a, b, f), tellA: tells(a), tellB: tells(b), list: make([]corpus.Check, 0, 8)}
	d.score = Score{Subject: story.p, Attribute: p, Qualifiers: 1, Modality: 1, Extraction: 0.9, Distance: 1}
	if f.Gives() {
		d.score.Qualifiers *= 0.8 // one article knows both values
	}
	d.pass(checkSubject, story.why)
	d.pass(checkAttribute, x.Claim.Attribute)
	r := d.run((*decision).scope, (*decision).modality, (*decision).voice, (*decision).nearly, (*decision).precision, (*decision).timeBySlot)
	return pair{a: x, b: y, result: r}
}

// twoThings reports what tells two values apart for certain: rules read them as
// ones of different attributes or of two people or firms, or they count different
// things.
func twoThings(a, b *Statement, f *slot.Features) bool {
	m, n := a.mention, b.mention
	switch {
	case m.Attribute != "" && n.Attribute != "" && a.attr != b.attr && !(sums[a.attr] && sums[b.attr]):
		return true
	case a.Claim.Kind == corpus.KindAge && !f.ShareName():
		return true
	case m.Kind == "count" && !f.OneNoun() && (m.HasNoun() && n.HasNoun() && f.NounsFar() || min(m.Size, n.Size) < fewThings):
		return true
	}
	x, y := &a.subject, &b.subject
	if x.kind != named || y.kind != named || x.weak || y.weak || (x.typ != corpus.Person && x.typ != corpus.Org) || x.typ != y.typ {
		return false
	}
	return sameWords(x.words, y.words, x.typ) == 0
}

// fewThings is a number below which counts are of too many things to be matched
// without the noun.
const fewThings = 13

// sums are attributes of money that change hands, which go by each other's names.
var sums = func() map[string]bool {
	m := words(`fine penalty fund settlement ransom loss damages paid price cost`)
	for _, a := range []string{"purchase price", "offer price", "ransom paid", "money missing", "works cost"} {
		m[a] = true
	}
	return m
}()

// nearly takes measures, times and rounded numbers a little apart for one value:
// what no attribute names is seldom given to the last digit.
func (d *decision) nearly() (Result, bool) {
	m, n := d.a.mention, d.b.mention
	near := false
	switch {
	case m.Kind == "time":
		near = math.Abs(m.Size-n.Size) <= 5
	case m.Kind == "date", m.Kind == "age":
	case m.Bound != corpus.Exact, n.Bound != corpus.Exact, d.a.Claim.Kind == corpus.KindMeasure, m.Digits <= 2 && m.Size >= 100, n.Digits <= 2 && n.Size >= 100:
		near = math.Abs(m.Size-n.Size) <= 0.1*max(m.Size, n.Size)
	}
	if near {
		d.doubt = doubtNear
		return d.stop(corpus.Compatible, LaneExplained, checkPrecision, "too near each other to be two values"), true
	}
	return Result{}, false
}

// byAttribute reports whether two statements are of one attribute and, as far as
// comparing by attribute can tell, of one subject: then they meet there.
func byAttribute(a, b *Statement, off check) bool {
	if a.attr == "" || a.attr != b.attr {
		return false
	}
	p, _ := sameSubject(a, b, off)
	return p >= leastSubject
}

// ofTwoNames reports whether rules read both values under one attribute of two
// people or firms that both sentences name.
func ofTwoNames(a, b *Statement) bool {
	x, y := &a.subject, &b.subject
	if a.attr != b.attr || a.mention.Attribute == "" || b.mention.Attribute == "" || a.Claim.SubjectAt.Empty() || b.Claim.SubjectAt.Empty() {
		return false
	}
	return x.kind == named && y.kind == named && !x.weak && !y.weak && x.typ == y.typ && (x.typ == corpus.Person || x.typ == corpus.Org)
}

// slotMark ends an attribute that was made up for two values that met by their
// words.
const slotMark = "\u2248"

// joined are two statements under the attribute that tells more of what both
// give a value of.
func joined(a, b *Statement) (x, y *Statement) {
	c, d := *a, *b
	from := &c
	if tells(&d) > tells(&c) {
		from = &d
	}
	attr, name := from.attr, from.Claim.Attribute
	if attr == "" {
		name = nameOf(&c, &d)
		attr = strings.ReplaceAll(name, " ", "-") + slotMark
	}
	for _, s := range []*Statement{&c, &d} {
		if s.attr == "" || s.Claim.Rule == "open" {
			s.Claim.Behaviour, s.Claim.Many = from.Claim.Behaviour, from.Claim.Many
		}
		if tells(from) < byRule {
			s.Claim.Behaviour = "" // nobody says how it moves
		}
		s.attr, s.Claim.Attribute = attr, name
		if c.Claim.Kind == corpus.KindDate && c.mention.Kind == "time" {
			s.attr = "event time"
		}
	}
	return &c, &d
}

// tells is how much a statement's attribute says: one that a rule read most, one
// made up of a noun and a verb less.
func tells(s *Statement) int {
	switch {
	case s.attr == "":
		return 0
	case s.Claim.Rule == "open":
		return 1 + strings.Count(s.Claim.Attribute, " ")
	}
	return byRule
}

// byRule is what an attribute tells that a rule read.
const byRule = 9

// nameOf is what two values nobody has an attribute for are printed as.
func nameOf(a, b *Statement) string {
	if a.Claim.Kind == corpus.KindRole {
		return "post"
	}
	for _, s := range []*Statement{a, b} {
		for i := range s.mention.Words {
			if w := &s.mention.Words[i]; w.Place&slot.Noun != 0 && w.ID != 0 {
				return slot.WordOf(w)
			}
		}
	}
	for i := range a.mention.Words {
		if w := &a.mention.Words[i]; w.ID != 0 && w.Place&slot.Name == 0 && b.mention.Find(w.Stem) != nil {
			return slot.WordOf(w)
		}
	}
	return a.mention.Kind
}

// grows is how long a count of what happened goes on growing.
const grows = 200 * day

// timeBySlot asks whether both values can have held, each at its time.
func (d *decision) timeBySlot() (Result, bool) {
	if d.off&skipTime != 0 {
		return Result{}, false
	}
	early, late := d.a, d.b
	x, _ := asOf(early)
	y, _ := asOf(late)
	if y.from < x.from {
		early, late, x, y = late, early, y, x
	}
	switch behaviour(d.a) {
	case corpus.Invariant:
	case corpus.Snapshot:
		return d.time()
	default:
		switch d.a.Claim.Kind {
		case corpus.KindDate, corpus.KindMeasure, corpus.KindAge, corpus.KindPlace, corpus.KindOther, corpus.KindRole:
		default:
			if x.known() && y.known() && x.gap(y) > 0 && x.gap(y) <= grows && magnitude(late) > magnitude(early) {
				d.doubtTime()
				return d.stop(corpus.Update, LaneSuperseded, checkTime, "the later value is the larger: "+dayText(x.from)+", "+dayText(y.from)), true
			}
			return d.cumulative()
		}
	}
	d.pass(checkTime, "does not change over time")
	return Result{}, false
}
