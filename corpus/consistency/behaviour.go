package consistency

import (
	"strings"

	"twosource/corpus"
)

// How long a value of a moment keeps: statements closer together than that
// should agree.
const (
	keepsMoment = 0
	keepsDay    = day
	keepsMonth  = 31 * day
	keepsLong   = 200 * day
	keepsYears  = 2 * 365 * day
)

// slow are attributes that change once in years, and then as news.
var slow = map[string]bool{"headquarters": true, "chief executive": true, "owner": true, "parent company": true, "founder": true, "chairman": true, "stock exchange": true}

// moments are attributes whose value changes by the minute: a clash needs the
// same stated moment.
var moments = map[string]bool{
	"share price": true, "share price change": true, "market cap": true, "valuation": true, "net worth": true,
	"market value lost": true, "net worth loss": true, "exchange rate": true,
}

// daily are counts that change by the day while an event unfolds.
var daily = map[string]bool{
	"missing": true, "injured": true, "arrested": true, "displaced": true, "evacuated": true, "rescued": true,
	"hospitalised": true, "trapped": true, "treated": true, "accounted for": true, "without power": true,
}

func momentary(s *Statement) bool { return moments[s.attr] }

// keeps is how long a snapshot of the attribute holds.
func keeps(s *Statement) int64 {
	switch {
	case moments[s.attr]:
		return keepsMoment
	case daily[s.attr]:
		return keepsDay
	case isRank(s.attr), s.Claim.Rule == roleOffice: // an office that no rule read of an organisation passes on unsaid
		return keepsMonth
	case slow[s.attr]:
		return keepsYears
	}
	switch s.Claim.Kind {
	case corpus.KindRole, corpus.KindPlace, corpus.KindOther, corpus.KindPolarity:
		return keepsLong
	case corpus.KindPercent, corpus.KindMeasure:
		return keepsDay
	case corpus.KindCount, corpus.KindMoney:
		if s.subject.kind == named {
			return keepsLong
		}
		return keepsMonth
	}
	return keepsMonth
}

// time asks whether both values can have held, each at its time.
func (d *decision) time() (Result, bool) {
	if d.off&skipTime != 0 {
		return Result{}, false
	}
	d.doubtTime()
	switch behaviour(d.a) {
	case corpus.Invariant:
		d.pass(checkTime, "does not change over time")
		return Result{}, false
	case corpus.Cumulative:
		return d.cumulative()
	}
	return d.snapshot()
}

func behaviour(s *Statement) corpus.Behaviour {
	if s.attr == "birth" || measures[s.attr] && match(kinds, s.profile.main, "storm") < 0.9 {
		return corpus.Invariant
	}
	return s.Claim.Behaviour
}

// measures are measures of one thing or event that no later day changes, but
// for storms.
var measures = words(`speed depth height weight length distance magnitude altitude`)

// asOf is the time a value holds at: as stated, else when it was written.
func asOf(s *Statement) (at interval, stated bool) {
	if s.at.known() {
		return s.at, s.Claim.AsOfFrom != "published"
	}
	return s.known, false
}

// cumulative compares counts that only grow: the later may be larger.
func (d *decision) cumulative() (Result, bool) {
	d.doubtTime()
	x, sx := asOf(d.a)
	y, sy := asOf(d.b)
	if !(x.known() && y.known()) && bothBare(d.a, d.b) {
		return d.timeless()
	}
	if !x.known() || !y.known() {
		return d.stop(corpus.Update, LaneLook, checkTime, "the date of one count is unknown"), true
	}
	if d.eventOver(x) && d.eventOver(y) {
		d.pass(checkTime, "both written long after the event")
		return Result{}, false
	}
	early, late := d.a, d.b
	if y.from < x.from {
		early, late = d.b, d.a
	}
	if x.overlaps(y) {
		return d.sameDay(x, y, sx || sy)
	}
	if x.gap(y) == 0 && x.length() <= day && y.length() <= day && x.length() != y.length() {
		return d.sameDay(x, y, sx || sy)
	}
	if dayTotals[strings.ReplaceAll(d.a.attr, " ", "-")] {
		return d.stop(corpus.Scope, LaneExplained, checkTime, "totals of different days: "+dayText(x.from)+", "+dayText(y.from)), true
	}
	if magnitude(late) > magnitude(early) {
		return d.stop(corpus.Update, LaneSuperseded, checkTime, "the later count is the larger: "+dayText(x.from)+", "+dayText(y.from)), true
	}
	if late.profile.most[d.a.attr] >= magnitude(early) {
		return d.stop(corpus.Update, LaneSuperseded, checkTime, "the later article gives the larger count too"), true
	}
	if sx != sy {
		d.score.Qualifiers *= 0.6
	} else {
		d.score.Qualifiers *= 0.85
	}
	d.pass(checkTime, "the later count is the smaller: "+dayText(x.from)+", "+dayText(y.from))
	return Result{}, false
}

// sameDay compares counts of one day. Counts written while they were still
// growing may both have been right; counts of a day gone by should agree.
func (d *decision) sameDay(x, y interval, stated bool) (Result, bool) {
	if d.partOfDay(x, y) {
		return d.stop(corpus.Update, LaneSuperseded, checkTime, "one is of an hour of the day: "+dayText(x.from)), true
	}
	if settled(d.a, x) || settled(d.b, y) || bothBare(d.a, d.b) {
		d.pass(checkTime, "counts of one day, written after it: "+dayText(x.from))
		return Result{}, false
	}
	if x.length() <= hour && y.length() <= hour {
		d.pass(checkTime, "same hour")
		return Result{}, false
	}
	return d.stop(corpus.Update, LaneSuperseded, checkTime, "counts of one day while it lasted: "+dayText(x.from)), true
}

// partOfDay reports whether one count is of an hour of a day and the other, the
// larger, of the whole day. Five times as many is no growth of one afternoon.
func (d *decision) partOfDay(x, y interval) bool {
	part, whole := magnitude(d.a), magnitude(d.b)
	switch {
	case x.length() <= hour && y.length() > hour:
	case y.length() <= hour && x.length() > hour:
		part, whole = whole, part
	default:
		return false
	}
	return whole > part && whole < 5*part
}

// settled reports whether a count was written after the day it is of, and is
// one that a day completes: tolls go on growing when the day is over.
func settled(s *Statement, at interval) bool {
	return s.known.known() && s.known.from >= at.to && !tolls[s.attr]
}

// tolls are running counts of people.
var tolls = map[string]bool{"deaths": true, "injured": true, "affected": true, "arrested": true, "displaced": true, "evacuated": true, "rescued": true, "victims identified": true, "accounted for": true}

// afterglow is how long a toll goes on growing after its event.
const afterglow = 180 * day

// eventOver reports whether the event was long over at a time, by the date
// either article gives for it.
func (d *decision) eventOver(at interval) bool {
	for _, s := range []*Statement{d.a, d.b} {
		if ev := s.profile.when(s.subject.head); ev.known() && ev.length() <= 200*day && at.from > ev.to+afterglow {
			return true
		}
	}
	return false
}

// snapshot compares values of a moment: they need the same one.
func (d *decision) snapshot() (Result, bool) {
	x, sx := asOf(d.a)
	y, sy := asOf(d.b)
	k := keeps(d.a)
	if opposite(&d.a.Claim, &d.b.Claim) && (x.overlaps(y) || d.a.profile.thin() && d.b.profile.thin() && !(x.known() && y.known())) {
		d.score.Extraction = max(d.score.Extraction, 0.8)
		d.pass(checkTime, "the same figure up and down")
		return Result{}, false
	}
	if why := d.moved(x, y); why != "" && d.off&skipChange == 0 {
		return d.stop(corpus.Update, LaneSuperseded, checkTime, why), true
	}
	if !(x.known() && y.known()) && bothBare(d.a, d.b) {
		return d.timeless()
	}
	if !x.known() || !y.known() {
		if k < keepsLong || !oneStory(d.a, d.b) {
			return d.stop(corpus.Update, LaneLook, checkTime, "the date of one value is unknown"), true
		}
		d.score.Qualifiers *= 0.75
		d.pass(checkTime, "the date of one value is unknown")
		return Result{}, false
	}
	if k == keepsMoment {
		return d.moment(x, y, sx && sy)
	}
	if g := x.gap(y); g > k || k == keepsDay && !x.overlaps(y) {
		return d.stop(corpus.Update, LaneSuperseded, checkTime, "values of different times: "+dayText(x.from)+", "+dayText(y.from)), true
	}
	if x.gap(y) > keepsLong {
		if s := d.tellsOfChange(); s != nil && d.off&skipChange == 0 {
			return d.stop(corpus.Update, LaneSuperseded, checkTime, "one tells of a change: "+brief(s.Sentence)), true
		}
		d.score.Qualifiers *= 0.75
	}
	if k == keepsDay && !(sx && sy && x.length() <= hour && y.length() <= hour) {
		return d.stop(corpus.Update, LaneLook, checkTime, "it changes within the day"), true
	}
	d.pass(checkTime, closeTo(x, y))
	return Result{}, false
}

// closeTo says how near two times are.
func closeTo(x, y interval) string {
	p, q := dayText(x.from), dayText(y.from)
	if p == q {
		return "both of " + p
	}
	return "of " + p + " and " + q + ", close enough"
}

// opposite reports whether two percentages are one figure, once up and once
// down: whatever the moment, that is a slip.
func opposite(x, y *corpus.Claim) bool {
	return x.Kind == corpus.KindPercent && y.Kind == corpus.KindPercent && !x.Value.Quantity.Value.IsZero() &&
		x.Value.Quantity.Value.Cmp(y.Value.Quantity.Value.Neg()) == 0
}

// moved explains a value that one text says was changed to: the other may have
// held before. A text that gives a later time must know the new value.
func (d *decision) moved(x, y interval) string {
	for _, p := range []struct {
		s         *Statement
		at, other interval
	}{{d.a, x, y}, {d.b, y, x}} {
		if (strings.Contains(p.s.Claim.Scope, "moved") || changed(p.s)) && (!p.at.known() || !p.other.known() || p.other.from < p.at.to) {
			return "the value changed: " + p.s.Text
		}
	}
	return ""
}

// changed reports whether a sentence says that a post or a place is a new one.
func changed(s *Statement) bool {
	if s.Claim.Kind != corpus.KindRole && s.Claim.Kind != corpus.KindPlace {
		return false
	}
	for _, w := range []string{"took over", "succeed", "replaced", "appointed", "stepped down", "new chief", "newly", "relocated", "moved its", "moved to", "took the job", "has become", "resigned in", "left in", "since January"} {
		if strings.Contains(s.Sentence, w) {
			return true
		}
	}
	return false
}

// tellsOfChange is a statement whose sentence speaks of a before or an after,
// nil if neither does.
func (d *decision) tellsOfChange() *Statement {
	for _, s := range []*Statement{d.a, d.b} {
		for w := range strings.FieldsSeq(s.Sentence) {
			if changing[strings.ToLower(strings.Trim(w, ".,;:()"))] {
				return s
			}
		}
		if changed(s) {
			return s
		}
	}
	return nil
}

// changing are words of a value that is or was not always so.
var changing = words(`moved moving relocated new newly took takes former formerly then until succeeded succeeds successor predecessor since previously outgoing incoming resigned left stepped sold bought acquired became becomes now again interim acting first`)

// moment compares values that change by the minute: only the same stated
// moment ("the close of Friday") makes a clash.
func (d *decision) moment(x, y interval, stated bool) (Result, bool) {
	sx, sy := scopeKey(d.a.Claim.Scope), scopeKey(d.b.Claim.Scope)
	if stated && x.overlaps(y) && dayOver(d.a, x) && dayOver(d.b, y) && (sx == "" || fixedMoment(sx)) && (sy == "" || fixedMoment(sy)) {
		d.pass(checkTime, "both of the close, written when the day was over: "+dayText(x.from))
		return Result{}, false
	}
	if stated && x.overlaps(y) && sx == sy && (fixedMoment(sx) || x.length() <= hour && y.length() <= hour) {
		d.pass(checkTime, "same moment: "+dayText(x.from))
		return Result{}, false
	}
	if x.gap(y) > 0 {
		return d.stop(corpus.Update, LaneSuperseded, checkTime, "values of different times: "+dayText(x.from)+", "+dayText(y.from)), true
	}
	return d.stop(corpus.Scope, LaneExplained, checkTime, "different moments of one day"), true
}

// dayOver reports whether a value of a day stands for its close: it was written
// later, or says so.
func dayOver(s *Statement, at interval) bool {
	return fixedMoment(scopeKey(s.Claim.Scope)) || at.length() >= day && s.known.known() && s.known.from >= at.to && !intraday(s.Sentence)
}

// intraday reports whether a sentence speaks of an hour of a trading day.
func intraday(sentence string) bool {
	for _, w := range []string{"a.m", "p.m", "orning", "arly", "remarket", "pre-market", "midday", "fternoon", "at one point", "minutes", "so far", "before the bell"} {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

// fixedMoment reports whether a scope names one moment of a day.
func fixedMoment(s string) bool {
	return s == "close" || s == "closed" || s == "opening" || s == "open"
}

// isRank reports whether an attribute is a place in an order, which others
// change too.
func isRank(attr string) bool {
	return strings.Contains(attr, "rank") || strings.Contains(attr, "largest") || strings.Contains(attr, "biggest")
}

func magnitude(s *Statement) float64 {
	f, _ := s.Claim.Value.Quantity.Value.Float64()
	return f
}
