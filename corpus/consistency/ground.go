package consistency

import (
	"math"
	"sync/atomic"
)

// ground is what two articles share, whatever is said of it: names, days, figures
// and words.
type ground struct {
	with   uint64 // number of the second of the two
	common common
	traces identity

	like   atomic.Uint64           // of their words, as bits, plus one; 0 not worked out yet
	events atomic.Pointer[eventOf] // what sameEvent said of the two so far
	story  atomic.Pointer[storyOf] // what the model of the program said of them
}

// likeness is how alike the words of the two are.
func (g *ground) likeness(a, b *profile) float64 {
	if bits := g.like.Load(); bits > 0 {
		return math.Float64frombits(bits - 1)
	}
	return g.likened(alike(a.topics(), b.topics()))
}

func (g *ground) likened(x float64) float64 {
	g.like.Store(math.Float64bits(x) + 1)
	return x
}

// eventOf is what sameEvent says of two kinds of event in two articles.
type eventOf struct {
	ta, tb string
	p      float64
	why    string
	next   *eventOf
}

// said is what was said of two kinds of event, nil if nothing was yet.
func (g *ground) said(ta, tb string) *eventOf {
	for e := g.events.Load(); e != nil; e = e.next {
		if e.ta == ta && e.tb == tb {
			return e
		}
	}
	return nil
}

// say notes what sameEvent says. What two goroutines note at a time may be lost, and
// is worked out again.
func (g *ground) say(ta, tb string, p float64, why string) {
	g.events.Store(&eventOf{ta, tb, p, why, g.events.Load()})
}

// grounds remembers what an article shares with those it met last, as the first of
// two: their statements meet attribute by attribute. Nothing of the others is kept
// in memory. Safe for concurrent use.
type grounds struct {
	number uint64 // of the article among those that can meet it
	last   [64]atomic.Pointer[ground]
}

// remembering makes a profile remember; number must be its own among all it meets.
func (p *profile) remembering(number uint64) {
	if p != nil {
		p.met = &grounds{number: number}
	}
}

// groundOf is the ground of two articles in this order.
func groundOf(a, b *profile) *ground {
	if a.met == nil || b.met == nil {
		return newGround(a, b)
	}
	n := b.met.number
	at := &a.met.last[n%uint64(len(a.met.last))]
	if g := at.Load(); g != nil && g.with == n {
		return g
	}
	g := newGround(a, b)
	g.with = n
	at.Store(g)
	return g
}

func newGround(a, b *profile) *ground {
	return &ground{common: commonGround(a, b), traces: sameTraces(a, b)}
}
