package consistency

import (
	"slices"
	"strings"
	"sync/atomic"
)

// ground is what two articles share, whatever is said of it: names, days, figures
// and words.
type ground struct {
	of     [2]uint64 // numbers of the two in a place
	common common
	traces identity
	like   float64 // of their words, -1 where it is not worked out yet
}

func (g *ground) likeness(a, b *profile) float64 {
	if g.like < 0 {
		return alike(a.topics(), b.topics())
	}
	return g.like
}

// grounds remembers what an article shares with those it met last: their
// statements meet attribute by attribute. Nothing of the others is kept in memory.
// Safe for concurrent use.
type grounds struct {
	number uint64 // of the article among those that can meet it
	last   [8]atomic.Pointer[ground]
}

func (g *grounds) with(number uint64) *atomic.Pointer[ground] {
	return &g.last[number%uint64(len(g.last))]
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
	of := [2]uint64{a.met.number, b.met.number}
	at, there := a.met.with(of[1]), b.met.with(of[0])
	for _, p := range [...]*atomic.Pointer[ground]{at, there} {
		if g := p.Load(); g != nil && g.of == of {
			return g
		}
	}
	g := newGround(a, b)
	g.of, g.like = of, g.likeness(a, b)
	g.common.names = slices.Clone(g.common.names)
	for i, name := range g.common.names {
		g.common.names[i] = strings.Clone(name)
	}
	at.Store(g)
	there.Store(g)
	return g
}

func newGround(a, b *profile) *ground {
	return &ground{common: commonGround(a, b), traces: sameTraces(a, b), like: -1}
}
