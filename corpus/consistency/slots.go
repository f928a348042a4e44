package consistency

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// Limits of matching values by their words.
const (
	slotReach = 32   // articles each article of a group is held against, nearest in time
	slotNear  = 6    // the same in groups of more than oneStoryArticles, whose name many stories have
	slotEvent = 0.75 // least probability that two articles tell of one event
	slotSure  = 0.45 // least probability that two values are of one thing
	slotLimit = 0.32 // least probability that two such values contradict each other
)

// oneStoryArticles is how many articles of one story name one thing at most, as a
// rule.
const oneStoryArticles = 48

// byArticle takes the members of a group apart by article.
func byArticle(members []*Statement) [][]*Statement {
	var out [][]*Statement
	for i, s := range members {
		if i == 0 || members[i-1].Article != s.Article {
			out = append(out, nil)
		}
		n := len(out) - 1
		out[n] = append(out[n], s)
	}
	slices.SortStableFunc(out, func(a, b []*Statement) int { return cmp.Compare(a[0].known.from, b[0].known.from) })
	return out
}

// meetBySlot compares the values of a kind that articles about one name give: not
// by attribute, but by how likely the words around two values tell of one thing.
func (s *scanner) meetBySlot(g string, members []*Statement) []pair {
	var out []pair
	articles := byArticle(members)
	reach := slotReach
	if len(articles) > oneStoryArticles {
		reach = slotNear
	}
	for i, a := range articles {
		for _, b := range articles[i+1 : min(len(articles), i+1+reach)] {
			if f := s.filter.Article; f != "" && a[0].Article != f && b[0].Article != f {
				continue
			}
			if !s.first(a[0], b[0], g) {
				continue
			}
			slots(a, b, false, s.met.oneEvent, func(x, y *Statement, event float64, why string, f *slot.Features) {
				r := decideBySlot(x, y, event, why, f, s.off)
				if s.filter.verdict(r.result.Verdict) {
					out = append(out, r)
				}
			})
		}
	}
	return out
}

// Slots calls fn with the values of two articles of one event that could be of
// one thing, and what speaks for and against it. Equal values are among them:
// what a model learns from.
func Slots(a, b []Statement, fn func(x, y *Statement, f *slot.Features)) {
	x, y := byKind(a), byKind(b)
	for _, kind := range slices.Sorted(maps.Keys(x)) {
		if len(y[kind]) > 0 {
			slots(x[kind], y[kind], true, oneEvent, func(x, y *Statement, _ float64, _ string, f *slot.Features) { fn(x, y, f) })
		}
	}
}

func byKind(list []Statement) map[string][]*Statement {
	out := make(map[string][]*Statement)
	for i := range list {
		if m := list[i].mention; m != nil {
			out[m.Kind] = append(out[m.Kind], &list[i])
		}
	}
	return out
}

// slots is Slots of the values of one kind; events tells of the articles.
func slots(a, b []*Statement, equal bool, events func(a, b *profile) float64, fn func(x, y *Statement, event float64, why string, f *slot.Features)) {
	x, y := mentionsOf(a), mentionsOf(b)
	like := make([][]float32, len(x))
	any := false
	for i := range x {
		like[i] = make([]float32, len(y))
		for k := range y {
			like[i][k] = slot.Likeness(x[i], y[k])
			any = any || like[i][k] >= leastLike && (equal || a[i].value != b[k].value)
		}
	}
	if !any {
		return
	}
	event := events(a[0].profile, b[0].profile)
	if event < slotEvent {
		return
	}
	c := commonGround(a[0].profile, b[0].profile)
	why := sharedText(c.names) + "articles of one event"
	for i := range x {
		for k := range y {
			if like[i][k] < leastLike || !equal && a[i].value == b[k].value {
				continue
			}
			var f slot.Features
			slot.Compare(x[i], y[k], &f)
			slot.Among(x, y, like, i, k, &f)
			fn(a[i], b[k], event, why, &f)
		}
	}
}

// met remembers the probability that two articles are of one event: their values
// meet kind by kind. Safe for concurrent use.
type met struct {
	mu    sync.Mutex
	known map[[2]*profile]float64
}

// maxMet bounds what is remembered, some 100 bytes each and the articles' profiles.
const maxMet = 1 << 9

func (m *met) oneEvent(a, b *profile) float64 {
	m.mu.Lock()
	p, ok := m.known[[2]*profile{a, b}]
	m.mu.Unlock()
	if ok {
		return p
	}
	p = oneEvent(a, b)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) >= maxMet {
		m.known = make(map[[2]*profile]float64)
	}
	m.known[[2]*profile{a, b}] = p
	return p
}

// leastLike is the Likeness below which two values are hardly of one thing.
const leastLike = 0.3

func mentionsOf(list []*Statement) []*slot.Mention {
	out := make([]*slot.Mention, len(list))
	for i, s := range list {
		out[i] = s.mention
	}
	return out
}

// decideBySlot decides on two values of one event that are likely of one thing.
func decideBySlot(a, b *Statement, event float64, why string, f *slot.Features, off check) pair {
	p := slot.P(f)
	if p < slotSure || twoThings(a, b, f) || byAttribute(a, b, off) {
		return pair{}
	}
	if before(b, a) {
		a, b = b, a
	}
	x, y := joined(a, b)
	d := decision{a: x, b: y, off: off, bySlot: true, list: make([]corpus.Check, 0, 8)}
	d.score = Score{Subject: event, Attribute: p, Qualifiers: 1, Modality: 1, Extraction: 0.9, Distance: 1}
	if f.Gives() {
		d.score.Qualifiers *= 0.8 // one article knows both values
	}
	d.pass(checkSubject, why)
	d.pass(checkAttribute, x.Claim.Attribute)
	for _, step := range []func() (Result, bool){d.scope, d.modality, d.voice, d.nearly, d.precision, d.timeBySlot} {
		if r, done := step(); done {
			return pair{x, y, r}
		}
	}
	return pair{x, y, d.clash()}
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
	for _, s := range []*Statement{a, b} {
		for i := range s.mention.Words {
			if w := &s.mention.Words[i]; w.Place&slot.Noun != 0 && w.ID != 0 {
				return slot.WordOf(w)
			}
		}
	}
	for i := range a.mention.Words {
		if w := &a.mention.Words[i]; w.ID != 0 && b.mention.Find(w.Stem) != nil {
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
		case corpus.KindDate, corpus.KindMeasure, corpus.KindAge:
		default:
			if x.known() && y.known() && x.gap(y) > 0 && x.gap(y) <= grows && magnitude(late) > magnitude(early) {
				return d.stop(corpus.Update, LaneSuperseded, checkTime, "the later value is the larger: "+dayText(x.from)+", "+dayText(y.from)), true
			}
			return d.cumulative()
		}
	}
	d.pass(checkTime, "does not change over time")
	return Result{}, false
}
