package consistency

import (
	_ "embed"
	"math"
)

// storyFeatures is how many features two articles side by side have.
const storyFeatures = 32

// StoryWords is the place of the cosine of their words among StoryFeatures.
const StoryWords = 26

// leastTopics is the cosine of their topics from which two articles that share no
// name, day or figure may still tell of one event.
const leastTopics = 0.08

// StoryFeatures are what speaks for and against two articles being of one event;
// ok is false for two that have nothing in common.
func StoryFeatures(a, b []Statement) (f []float32, ok bool) {
	if len(a) == 0 || len(b) == 0 {
		return nil, false
	}
	p, q := a[0].profile, b[0].profile
	x, ok := compareStories(groundOf(p, q), p, q)
	return x[:], ok
}

func compareStories(g *ground, a, b *profile) (f [storyFeatures]float32, ok bool) {
	c, id := &g.common, &g.traces
	words, meaning, rare, both := sharedTopics(a, b)
	like := g.likened(share(both, len(a.topics()), len(b.topics())))
	if len(c.names) == 0 && id.days == 0 && id.figures == 0 && words < leastTopics {
		return f, false
	}
	p, _ := sameEventOn(g, a, b, "", "", match(kinds, "", ""))
	ea, eb := a.when(""), b.when("")
	kind := -1.0
	if a.main != "" && b.main != "" {
		kind = match(kinds, a.main, b.main)
	}
	f = [storyFeatures]float32{
		float32(p), float32(c.tells), float32(c.share), float32(len(c.names)), float32(c.things), indicator(c.headed),
		float32(id.days), float32(id.months), float32(id.figures), indicator(id.round), indicator(id.later),
		float32(like), float32(kind), gapOf(ea, eb), gapOf(a.published, b.published),
		min(gapOf(ea, b.published), gapOf(eb, a.published)), indicator(nested(a, b)), indicator(apartSites(a, b, "", "")),
		indicator(a.outspoken() && b.outspoken()), float32(min(len(a.anchors), len(b.anchors))), indicator(recurs[a.main] || recurs[b.main]),
		float32(min(a.words, b.words)), float32(len(a.traces.days) + len(b.traces.days)),
		float32(inBoth(a.traces.figures, b.traces.figures)) / float32(1+min(len(a.traces.figures), len(b.traces.figures))),
		float32(bothPlaces(a, b)), float32(both),
		words, meaning, rare,
		float32(inBoth(a.traces.years, b.traces.years)), float32(len(a.traces.years) + len(b.traces.years)), float32(inBoth(a.traces.values, b.traces.values)),
	}
	return f, true
}

func indicator(ok bool) float32 {
	if ok {
		return 1
	}
	return 0
}

// gapOf is the logarithm of the days between two times, -1 where one is unknown.
func gapOf(x, y interval) float32 {
	if !x.known() || !y.known() {
		return -1
	}
	return float32(math.Log1p(float64(x.gap(y)) / float64(day)))
}

// bothPlaces counts the places that two articles name.
func bothPlaces(a, b *profile) int {
	n := 0
	for p := range a.places {
		if b.places[p] {
			n++
		}
	}
	return n
}

//go:embed story.model
var storyPacked []byte

// oneEvent is the probability that two articles on their ground tell of one event.
func (m *Models) oneEvent(g *ground, a, b *profile) float64 {
	if ofTheirDays(a, b) {
		return 0
	}
	f, ok := compareStories(g, a, b)
	if !ok {
		return 0
	}
	return m.Story.P(f[:])
}

// story is the probability that two articles tell of one event, and what says so.
func (m *Models) story(a, b *profile) storyOf {
	g := groundOf(a, b)
	if s := g.story.Load(); s != nil && s.by == m {
		return *s
	}
	s := storyOf{p: m.oneEvent(g, a, b), by: m}
	if s.p >= slotEvent {
		s.why = sharedText(g.common.names) + "articles of one event"
	}
	g.story.Store(&s)
	return s
}

// ofTheirDays reports whether two articles each report what happened in the days
// before they were written, of a kind that happens again and again, and those
// days are apart.
func ofTheirDays(a, b *profile) bool {
	if !recurs[a.main] && !recurs[b.main] {
		return false
	}
	x, y := a.when(""), b.when("")
	return x.known() && y.known() && x.gap(y) > 3*day && a.justBefore(x) && b.justBefore(y)
}

// justBefore reports whether an article was written within days of a time.
func (p *profile) justBefore(at interval) bool {
	return p.published.known() && at.length() <= 3*day && at.gap(p.published) <= 3*day
}
