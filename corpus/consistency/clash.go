package consistency

import (
	_ "embed"
	"maps"
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
	clashFaint = 0.70 // the same where little holds the two together
	clashLeast = 0.04 // below it the model rules out what rules are not sure of
	rulesSure  = 0.5  // probability by rules from which they need no model
	surelyOne  = 0.8  // probability of one event from which two places are of it
)

// doubt is a set of checks that told a pair apart but can be wrong where all else
// speaks for one thing: a value is often of the event and not of the day it was
// written on, and a part or place that one article leaves out often goes without
// saying.
type doubt uint16

const (
	doubtTime doubt = 1 << iota
	doubtNear
	doubtPart
	doubtPlace
	doubtClose    // dates as close as a time zone or a guess of the year explains
	doubtBound    // dates that a bound may reach
	doubtModality // one is expected, or one of several cases
	doubtVoice    // two authorities
	doubtWords    // words of scope that one of them leaves out
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
func (d *decision) run(steps ...func(*decision) (Result, bool)) Result {
	var r Result
	var first *Result
	for _, step := range steps {
		d.doubt = 0
		x, done := step(d)
		if !done {
			continue
		}
		if d.doubt == 0 || !d.weighs() {
			if first != nil {
				return *first
			}
			return x
		}
		if d.doubts |= d.doubt; first == nil {
			r = x
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
	if !d.bySlot {
		d.event = d.oneEvent()
	}
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
	case p >= clashLimit && (p >= clashFaint || !d.faint()):
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

// oneEvent is the probability that both articles tell of one event, by way of others
// of their company too.
func (d *decision) oneEvent() float64 {
	if d.among != nil {
		if at, ok := d.among.placeOf(d.a, d.b); ok {
			d.at = &at
			return at.c.story(at.a, at.b).p
		}
	}
	return d.models.story(d.a.profile, d.b.profile).p
}

// faint reports whether too little holds two values together for the model's word at
// clashLimit: a day of the week, which is often that of the report, beside another day
// by fewer than two words around both, or two places of something without a name by
// as few or in articles that may be of two stories.
func (d *decision) faint() bool {
	a, b := d.a, d.b
	switch {
	case a.mention.Kind == "date" || a.mention.Kind == "time":
		return d.bySlot && (weekdayAlone(a.Text) || weekdayAlone(b.Text)) && slot.Shared(a.mention, b.mention) < 2
	case a.Claim.Kind == corpus.KindPlace:
		return (d.event < surelyOne || d.bySlot && slot.Shared(a.mention, b.mention) < 2) && (a.subject.kind != named || b.subject.kind != named)
	}
	return false
}

// weekdayAlone reports whether a day is told by its name, or as today, without a date.
func weekdayAlone(text string) bool {
	return strings.Contains(text, "day") && !strings.ContainsAny(text, "0123456789")
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

// Weighed calls fn with the pairs of values of two of some articles that no check
// tells apart for certain, and what speaks for and against their being a
// contradiction by the models given: what Models.Clash learns from.
func Weighed(m *Models, lists [][]Statement, fn func(x, y *Statement, f *ClashFeatures)) {
	weighedByAttribute(m, lists, fn)
	c := newCompany(m, accounts(lists...))
	for k := range c.articles {
		for i := range k {
			c.match(i, k, false, func(x, y *Statement, f *slot.Features, at place) {
				decideBySlot(m, x, y, c.story(i, k), f, &at, 0, func(g *ClashFeatures) { fn(x, y, g) })
			})
		}
	}
}

// weighedByAttribute are the pairs among them that meet by an attribute.
func weighedByAttribute(m *Models, lists [][]Statement, fn func(x, y *Statement, f *ClashFeatures)) {
	groups := make(map[string][]*Statement)
	for _, list := range lists {
		for i := range list {
			for _, g := range list[i].groups {
				groups[g] = append(groups[g], &list[i])
			}
		}
	}
	s := scanner{partly: &partly{}}
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		members := groups[g]
		c := companyOf(m, members)
		for k, y := range members {
			for _, x := range members[:k] {
				if x.Article != y.Article && s.first(x, y, g) {
					decideBy(m, x, y, c, 0, func(f *ClashFeatures) { fn(x, y, f) })
				}
			}
		}
	}
}
