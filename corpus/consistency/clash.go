package consistency

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"twosource/corpus"
	"twosource/corpus/slot"
	"twosource/corpus/trees"
)

// The checks are rules, and rules see one thing at a time. Whether two values that
// no check tells apart for certain contradict each other is weighed by a model of
// all that is known of the pair: how sure each check was, how alike the words
// around both values are, how each article stands to its own other values.

// Models are what is learned of pairs: of values in two articles whether they are
// of one thing, of articles whether they tell of one event, and of values that no
// check tells apart whether they contradict each other.
type Models struct{ Slot, Story, Clash *trees.Model }

//go:embed clash.model
var clashPacked []byte

// learned are the models of the program, read when first asked for.
var learned = sync.OnceValue(func() *Models {
	return &Models{slot.Default(), trees.MustDecode(storyPacked, storyFeatures), trees.MustDecode(clashPacked, numClash)}
})

// Limits of what is listed. Where rules read both values under one attribute and
// no check is in doubt, their word counts too.
const (
	clashLimit = 0.45 // probability by the model from which a pair is listed
	clashLeast = 0.04 // below it the model rules out what rules are not sure of
	rulesSure  = 0.5  // probability by rules from which they need no model
)

// doubt is a set of checks that told a pair apart but can be wrong where all else
// speaks for one thing: a value is often of the event and not of the day it was
// written on, and a part or place that one article leaves out often goes without
// saying.
type doubt uint8

const (
	doubtTime doubt = 1 << iota
	doubtNear
	doubtPart
	doubtPlace
)

// doubtTime notes that the check of time may be wrong, unless both texts say when
// or the value changes from day to day.
func (d *decision) doubtTime() {
	_, x := asOf(d.a)
	_, y := asOf(d.b)
	if !(x && y) && keeps(d.a) > keepsDay {
		d.doubt = doubtTime
	}
}

// weighs reports whether a pair is one the model judges: both values stand among
// words of an article.
func (d *decision) weighs() bool {
	a, b := d.a, d.b
	return d.off&skipWeigh == 0 && a.mention != nil && b.mention != nil && a.mention.Kind == b.mention.Kind && a.Article != b.Article && !a.profile.thin() && !b.profile.thin()
}

// run tries checks in order. A check that is sure ends it; what one that may be
// wrong says stands where the pair as a whole does not speak against it.
func (d *decision) run(steps ...func() (Result, bool)) Result {
	var first *Result
	for _, step := range steps {
		d.doubt = 0
		r, done := step()
		if !done {
			continue
		}
		if d.doubt == 0 || !d.weighs() {
			if first != nil {
				return *first
			}
			return r
		}
		if d.doubts |= d.doubt; first == nil {
			first = &r
		}
	}
	if r, done := d.context(); done {
		return r
	}
	if !d.weighs() {
		return d.clash()
	}
	return d.weigh(first)
}

// weigh asks the model about a pair.
func (d *decision) weigh(first *Result) Result {
	slip := slipOf(d.a, d.b)
	var f ClashFeatures
	d.features(slip, &f)
	if d.ask != nil {
		d.ask(&f)
	}
	p := d.models.Clash.P(f[:])
	limit := d.limit(slip)
	byRules := d.score.P()
	d.score.Judged = p
	switch {
	case p >= clashLimit:
	case first == nil && d.readByRule() && byRules >= limit && (p >= clashLeast || byRules >= rulesSure):
		d.score.Judged = (p + byRules) / 2
	case first != nil && d.likely():
		return *first
	case !d.likely() || d.loose() || first != nil:
		return Result{}
	default:
		return d.stop(corpus.Scope, LaneLook, checkSure, "too little is certain to call it a contradiction")
	}
	d.overrule()
	return d.contradiction(slip)
}

// overrule lets the checks pass that may be wrong.
func (d *decision) overrule() {
	for i := range d.list {
		if c := &d.list[i]; !c.OK {
			c.OK, c.Detail = true, "in doubt: "+c.Detail
		}
	}
}

// readByRule reports whether both values met by an attribute of the list.
func (d *decision) readByRule() bool { return !d.bySlot && !d.a.open && !d.b.open }

// likely reports whether two values are likely enough of one thing to say what
// tells them apart.
func (d *decision) likely() bool { return !d.bySlot || d.score.Attribute >= slotSure }

// loose reports whether two readings are too loose to trouble anybody with.
func (d *decision) loose() bool {
	return d.a.open && d.b.open && d.a.Claim.Confidence*d.b.Claim.Confidence <= openPair
}

// ClashFeatures are what speaks for and against two values contradicting each
// other, in the order of ClashNames.
type ClashFeatures [numClash]float32

// ClashNames are the features in words; those of the words around the values come
// first and are named in slot.Names.
var ClashNames = [...]string{
	"met by their words", "probability of one thing", "probability of one event",
	"subject", "attribute", "qualifiers", "modality", "extraction", "distance", "all of these",
	"least confidence", "most confidence", "open readings", "values without a claim",
	"named subjects", "events as subjects", "inferred subjects", "found beside names", "sentences of several years",
	"never changes", "of a moment", "unknown behaviour", "slip",
	"days between the articles", "days between the values", "values with a date", "stated dates", "later is larger",
	"length of sentences", "longest sentence", "values of the attribute", "values the other gives too",
	"limited", "one limit", "parts", "places", "bounds", "years in the sentences",
	"kind", "one head", "one name", "attribute told least", "attribute told most", "not asserted", "behind a colon", "past", "sums",
	"time in doubt", "nearness in doubt", "part in doubt", "place in doubt", "two things",
}

// numClash is how many features a pair has: those of its words, then the others.
const numClash = slotWidth + 52

const slotWidth = len(slot.Features{})

func (d *decision) features(slip string, f *ClashFeatures) {
	a, b, s := d.a, d.b, &d.score
	p, q := a.profile, b.profile
	words := d.words
	if words == nil {
		words = new(slot.Features)
		slot.Compare(a.mention, b.mention, words)
	}
	copy(f[:], words[:])
	story := d.event
	if !d.bySlot {
		story = d.models.oneEvent(p, q)
	}
	x, sx := asOf(a)
	y, sy := asOf(b)
	late := x.known() && y.known() && x.gap(y) > 0 && (y.from > x.from) == (magnitude(b) > magnitude(a))
	ca, cb := &a.Claim, &b.Claim
	rest := [...]float32{
		indicator(d.bySlot), float32(d.models.Slot.P(words[:])), float32(story),
		float32(s.Subject), float32(s.Attribute), float32(s.Qualifiers), float32(s.Modality), float32(s.Extraction), float32(s.Distance), float32(s.P()),
		float32(min(ca.Confidence, cb.Confidence)), float32(max(ca.Confidence, cb.Confidence)), both01(a.open, b.open), both01(ca.Rule == unread, cb.Rule == unread),
		both01(a.subject.kind == named, b.subject.kind == named), both01(a.subject.kind == event, b.subject.kind == event), both01(a.subject.bare, b.subject.bare),
		both01(ca.SubjectAt.Empty(), cb.SubjectAt.Empty()), both01(a.crowded, b.crowded),
		indicator(ca.Behaviour == corpus.Invariant), indicator(ca.Behaviour == corpus.Snapshot), indicator(ca.Behaviour == ""), indicator(slip != ""),
		gapOf(p.published, q.published), gapOf(a.at, b.at), both01(a.at.known(), b.at.known()), both01(sx, sy), indicator(late),
		float32(len(a.Sentence)+len(b.Sentence)) / 100, float32(max(len(a.Sentence), len(b.Sentence))) / 100,
		float32(p.given()[a.attr] + q.given()[b.attr]), both01(p.said[a.attr+Separator+b.value], q.said[b.attr+Separator+a.value]),
		both01(ca.Scope != "", cb.Scope != ""), indicator(ca.Scope == cb.Scope), both01(ca.Part != "", cb.Part != ""), both01(ca.Place != "", cb.Place != ""),
		both01(bounded(ca), bounded(cb)), yearsApart(a, b),
		float32(slices.Index(magnitudes, ca.Kind)), indicator(a.subject.head == b.subject.head), indicator(slices.Equal(a.subject.words, b.subject.words)),
		float32(min(d.tellA, d.tellB)), float32(max(d.tellA, d.tellB)), both01(ca.Modality != corpus.Asserted, cb.Modality != corpus.Asserted),
		both01(labelled(a), labelled(b)), both01(inPast(a), inPast(b)), indicator(sums[a.attr]),
		indicator(d.doubts&doubtTime != 0), indicator(d.doubts&doubtNear != 0), indicator(d.doubts&doubtPart != 0), indicator(d.doubts&doubtPlace != 0), indicator(d.apart),
	}
	copy(f[slotWidth:], rest[:])
}

// magnitudes are the kinds of claim whose values stand among words.
var magnitudes = []corpus.ClaimKind{corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge, corpus.KindDate}

func both01(x, y bool) float32 { return indicator(x) + indicator(y) }

func bounded(c *corpus.Claim) bool {
	b := c.Value.Quantity.Bound
	return b != "" && b != corpus.Exact
}

// yearsApart is 0 where neither sentence names a year, 1 where one does, 2 where
// both name the same first, 3 where they do not.
func yearsApart(a, b *Statement) float32 {
	switch x, y := firstYear(a.Sentence), firstYear(b.Sentence); {
	case x == "" && y == "":
		return 0
	case x == "" || y == "":
		return 1
	case x == y:
		return 2
	}
	return 3
}

// firstYear is the first number of four digits that can be a year, "" if there is
// none.
func firstYear(s string) string {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' || s[i] == '2') && (i == 0 || s[i-1] == ' ') && allDigits(s[i:i+4]) && (i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9') && s[i+1] != '1' {
			return s[i : i+4]
		}
	}
	return ""
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// labelled reports whether a value stands behind a colon, as in a box of facts.
func labelled(s *Statement) bool {
	i := s.Claim.Start - s.Claim.Sentence.Start
	return i > 1 && i <= len(s.Sentence) && strings.HasSuffix(strings.TrimRight(s.Sentence[:i], " "), ":")
}

// inPast reports whether a sentence tells of what was.
func inPast(s *Statement) bool {
	return strings.Contains(s.Sentence, " was ") || strings.Contains(s.Sentence, " were ") || strings.Contains(s.Sentence, " had ") || strings.Contains(s.Sentence, "ed ")
}

// given counts the different values an article gives of each attribute.
func givenOf(said map[string]bool) map[string]int {
	out := make(map[string]int)
	for k := range said {
		attr, _, _ := strings.Cut(k, Separator)
		out[attr]++
	}
	return out
}

// Weighed calls fn with the pairs of values of two articles that no check tells
// apart for certain, and what speaks for and against their being a contradiction
// by the models given: what Models.Clash learns from.
func Weighed(m *Models, a, b []Statement, fn func(x, y *Statement, f *ClashFeatures)) {
	for i := range a {
		for k := range b {
			if x, y := &a[i], &b[k]; x.attr != "" && x.attr == y.attr && shareGroup(x, y) {
				decideBy(m, x, y, 0, func(f *ClashFeatures) { fn(x, y, f) })
			}
		}
	}
	w := matcher{models: m}
	p, q := account{list: mentioned(a)}, account{list: mentioned(b)}
	w.match(p.byKind(), q.byKind(), func(x, y *Statement, f *slot.Features) {
		decideBySlot(m, x, y, w.event, w.why, f, 0, func(g *ClashFeatures) { fn(x, y, g) })
	})
}

func shareGroup(x, y *Statement) bool {
	return slices.ContainsFunc(x.groups, func(g string) bool { return slices.Contains(y.groups, g) })
}
