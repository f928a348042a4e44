package consistency

import (
	"cmp"
	"slices"

	"twosource/corpus/slot"
)

// What other articles say speaks for and against two values being of one thing:
// one that gives the value of the first in words like the second's, one that has
// the counterparts of both in one place or in two.

// A company is the articles that file values under one group.
type company struct {
	models   *Models
	articles []account
	members  []*Statement // of which the articles are made when first asked for
	reach    int          // how far apart in time two of them are held against each other
	direct   map[[2]int]storyOf
	stories  map[[2]int]storyOf // the same with what third articles say
	pairings map[pairingOf]*pairing
}

// storyOf is the probability that two articles tell of one event, and what says so.
type storyOf struct {
	p   float64
	why string
	by  *Models
}

// pairingOf names the values of one kind of two articles of a company.
type pairingOf struct {
	a, b int // a < b
	kind string
}

// A pairing is the values of one kind of two articles side by side.
type pairing struct {
	a, b   *slotKind
	like   [][]float32
	p      [][]float32 // probability of one thing, -1 not worked out yet
	ra, rb []slot.Rare // what the words of each say between the two articles; nil until asked for
	share  [][]float32 // of their rare words
}

func newCompany(m *Models, articles []account) *company {
	return &company{models: m, articles: articles, reach: len(articles), direct: make(map[[2]int]storyOf), stories: make(map[[2]int]storyOf), pairings: make(map[pairingOf]*pairing)}
}

// companyOf is the company of the members of a group, worked out when first asked.
func companyOf(m *Models, members []*Statement) *company {
	c := newCompany(m, nil)
	c.members = members
	return c
}

// story is the probability that two articles tell of one event: by what they share,
// or by way of a third that each shares more with. One writes of the harbour, one of
// the freighter, and a third of both.
func (c *company) story(i, k int) storyOf {
	s := c.shared(i, k)
	if s.p >= storySure {
		return s
	}
	key := [2]int{min(i, k), max(i, k)}
	if t, ok := c.stories[key]; ok {
		return t
	}
	if p := c.byThird(key[0], key[1]); p > s.p {
		s.p, s.why = p, "articles of one event, by way of others"
	}
	c.stories[key] = s
	return s
}

// Limits of telling one event by way of third articles.
const (
	storySure   = 0.9 // probability from which nobody else is asked
	storyThird  = 0.4 // least one of each with a third where one third is enough
	storySurer  = 0.7 // least one of the surer of the two with one of several
	storyWeight = 0.8 // what one of several counts for
	mostThirds  = 2   // of those that say most
)

// byThird is how likely third articles make two others to be of one event, i before k:
// as likely as the less likely of the two pairs of the surest, or as several less sure
// ones do together. An article that has a little in common with each of those of one
// story is of it.
func (c *company) byThird(i, k int) float64 {
	var most [mostThirds]float64
	for j := max(0, k-c.reach); j < min(len(c.articles), i+c.reach+1); j++ {
		if j == i || j == k {
			continue
		}
		x := c.shared(i, j).p
		if x <= most[mostThirds-1] {
			continue
		}
		if y := c.shared(j, k).p; min(x, y) >= storyThird || max(x, y) >= storySurer {
			q := min(x, y)
			for n := range most {
				if q > most[n] {
					most[n], q = q, most[n]
				}
			}
		}
	}
	against := 1.0
	if most[mostThirds-1] > 0 {
		against -= c.shared(i, k).p
		for _, q := range most {
			against *= 1 - storyWeight*q
		}
	}
	if most[0] < storyThird {
		return 1 - against
	}
	return max(most[0], 1-against)
}

// shared is the probability that two articles tell of one event by what they share.
func (c *company) shared(i, k int) storyOf {
	key := [2]int{min(i, k), max(i, k)}
	s, ok := c.direct[key]
	if !ok {
		s = c.models.story(c.articles[key[0]].first.profile, c.articles[key[1]].first.profile)
		c.direct[key] = s
	}
	return s
}

// pairing sets the values of a kind of two articles side by side, nil if one has
// none.
func (c *company) pairing(i, k int, kind string) *pairing {
	key := pairingOf{i, k, kind}
	if p, ok := c.pairings[key]; ok {
		return p
	}
	var p *pairing
	if a, b := c.articles[i].kind(kind), c.articles[k].kind(kind); a != nil && b != nil {
		p = newPairing(a, b)
	}
	c.pairings[key] = p
	return p
}

func newPairing(a, b *slotKind) *pairing {
	n, m := len(a.list), len(b.list)
	cells := make([]float32, 2*n*m)
	p := &pairing{a: a, b: b, like: make([][]float32, n), p: make([][]float32, n)}
	for i := range n {
		p.like[i], p.p[i] = cells[i*m:(i+1)*m], cells[(n+i)*m:(n+i+1)*m]
		for k := range m {
			p.like[i][k], p.p[i][k] = slot.Likeness(a.mentions[i], b.mentions[k]), -1
		}
	}
	return p
}

// features are those of two values by their words and among the others.
func (p *pairing) features(i, k int, f *slot.Features) {
	if p.share == nil {
		p.weighWords()
	}
	slot.Compare(p.a.mentions[i], p.b.mentions[k], &p.ra[i], &p.rb[k], f)
	slot.Among(p.a.mentions, p.b.mentions, p.like, i, k, f)
	slot.AmongRare(p.share, i, k, f)
	slot.Stand(&p.a.standings()[i], &p.b.standings()[k], f)
}

// weighWords works out what the words of all values say between the two articles.
func (p *pairing) weighWords() {
	n, m := len(p.a.list), len(p.b.list)
	a, b := &p.a.list[0].profile.repeats, &p.b.list[0].profile.repeats
	both := make([]slot.Rare, n+m)
	p.ra, p.rb = both[:n], both[n:]
	for i := range p.ra {
		p.ra[i] = slot.NewRare(p.a.mentions[i], a, b)
	}
	for k := range p.rb {
		p.rb[k] = slot.NewRare(p.b.mentions[k], a, b)
	}
	cells := make([]float32, n*m)
	p.share = make([][]float32, n)
	for i := range p.share {
		p.share[i] = cells[i*m : (i+1)*m]
		for k := range p.share[i] {
			p.share[i][k] = slot.Share(p.a.mentions[i], p.b.mentions[k], &p.ra[i], &p.rb[k])
		}
	}
}

// one is the probability that two values are of one thing.
func (p *pairing) one(m *Models, i, k int) float32 {
	if p.p[i][k] < 0 {
		p.p[i][k] = 0
		if p.like[i][k] >= leastLike {
			var f slot.Features
			p.features(i, k, &f)
			p.p[i][k] = float32(m.Slot.P(f[:]))
		}
	}
	return p.p[i][k]
}

// equal reports whether two values of a pairing are one.
func (p *pairing) equal(i, k int) bool { return p.a.list[i].value == p.b.list[k].value }

// A place is where two values stand in a company.
type place struct {
	c    *company
	a, b int // articles, a < b
	kind string
	i, k int // values of the kind in each
}

// placeOf finds two values in a company, false where one is not in it.
func (c *company) placeOf(x, y *Statement) (p place, ok bool) {
	if x.mention == nil || y.mention == nil || x.mention.Kind != y.mention.Kind {
		return p, false
	}
	if c.members != nil {
		c.articles, c.members = accountsOf(matchable(c.members)), nil
		c.reach = reachAmong(len(c.articles))
	}
	p = place{c: c, kind: x.mention.Kind}
	p.a, p.i = c.find(x)
	p.b, p.k = c.find(y)
	if p.b < p.a {
		p.a, p.b, p.i, p.k = p.b, p.a, p.k, p.i
	}
	return p, p.a >= 0 && p.i >= 0 && p.k >= 0 && p.a != p.b
}

// one notes how likely it is that the two are of one thing.
func (p *place) one(probability float64) {
	p.c.pairing(p.a, p.b, p.kind).p[p.i][p.k] = float32(probability)
}

// find is the article of a value and its place among those of its kind, -1 if it
// has none.
func (c *company) find(s *Statement) (article, at int) {
	article = slices.IndexFunc(c.articles, func(a account) bool { return a.first.Article == s.Article })
	if article < 0 {
		return -1, -1
	}
	k := c.articles[article].kind(s.mention.Kind)
	if k == nil {
		return article, -1
	}
	return article, slices.Index(k.list, s)
}

// numBeside is how many features others give a pair.
const numBeside = 12

// beside are what the other values of both articles and those of other articles
// say of a pair.
func (p *place) beside() (f [numBeside]float32) {
	own := p.c.pairing(p.a, p.b, p.kind)
	x := own.one(p.c.models, p.i, p.k)
	down, up := p.rivalsOf(own, false), p.rivalsOf(own, true)
	f[0], f[1] = x, down.ahead+up.ahead
	f[2], f[3] = x-max(down.best, up.best), 2*x-down.best-up.best
	f[4] = max(down.equal, up.equal)
	s := p.testimony()
	f[5], f[6] = s.given[0]+s.given[1], min(s.given[0], s.given[1])
	f[7], f[8] = max(s.most[0], s.most[1]), s.sum[0]+s.sum[1]
	f[9], f[10], f[11] = s.third, s.together, s.apart
	return f
}

// others are the other values of one article beside one of the other.
type others struct {
	ahead float32 // how many are likelier of one thing with it
	best  float32 // the likeliest
	equal float32 // the likeliest of the same value as it
}

func (p *place) rivalsOf(own *pairing, up bool) (r others) {
	x := own.one(p.c.models, p.i, p.k)
	n := len(own.b.list)
	if up {
		n = len(own.a.list)
	}
	for at := range n {
		i, k := p.i, at
		if up {
			i, k = at, p.k
		}
		if i == p.i && k == p.k {
			continue
		}
		q := own.one(p.c.models, i, k)
		r.ahead += indicator(q > x)
		r.best = max(r.best, q)
		if own.equal(i, k) {
			r.equal = max(r.equal, q)
		}
	}
	return r
}

// testimony is what third articles say of two values.
type testimony struct {
	given    [2]float32 // how many give the first and the second value of its thing
	most     [2]float32 // how likely one that does so means the thing of the other value
	sum      [2]float32 // the same of all
	third    float32    // the likeliest value of another article to be of the thing of both
	together float32    // articles whose counterparts of both are one value
	apart    float32    // and those in which they are two
}

// maxThird is how many other articles are heard of a pair, the nearest in time.
const maxThird = 12

func (p *place) testimony() (t testimony) {
	for _, c := range p.third() {
		t.hear(p.counterparts(p.a, p.i, c), p.counterparts(p.b, p.k, c))
	}
	return t
}

// third are the articles that tell of the event of both.
func (p *place) third() []int {
	var out []int
	reach := reachAmong(len(p.c.articles))
	first, second := &p.c.articles[p.a].first.Evidence, &p.c.articles[p.b].first.Evidence
	for c := max(0, p.a-reach); c < min(len(p.c.articles), p.b+reach+1) && len(out) < maxThird; c++ {
		o := p.c.articles[c].first.Origin
		if c != p.a && c != p.b && o != first.Origin && o != second.Origin && p.c.story(p.a, c).p >= slotEvent && p.c.story(p.b, c).p >= slotEvent {
			out = append(out, c)
		}
	}
	return out
}

// counterpart is how likely a value of a third article is of one thing with one
// of the pair, and whether they are equal.
type counterpart struct {
	p     float32
	equal bool
}

// counterparts are all values of the kind of a third article beside one of the
// pair, nil if it has none.
func (p *place) counterparts(article, at, third int) []counterpart {
	m := p.c.pairing(min(article, third), max(article, third), p.kind)
	if m == nil {
		return nil
	}
	n := len(m.b.list)
	if third < article {
		n = len(m.a.list)
	}
	out := make([]counterpart, n)
	for z := range out {
		i, k := at, z
		if third < article {
			i, k = z, at
		}
		out[z] = counterpart{m.one(p.c.models, i, k), m.equal(i, k)}
	}
	return out
}

// hear adds what one article says: its values beside the first of the pair, and
// beside the second.
func (t *testimony) hear(a, b []counterpart) {
	if a == nil || b == nil {
		return
	}
	for z := range a {
		both := a[z].p * b[z].p
		t.third = max(t.third, both)
		for side, x := range [2]counterpart{a[z], b[z]} {
			if x.equal {
				t.given[side] += x.p
				t.most[side] = max(t.most[side], both)
				t.sum[side] += both
			}
		}
	}
	likelier := func(x, y counterpart) int { return cmp.Compare(x.p, y.p) }
	i, k := slices.Index(a, slices.MaxFunc(a, likelier)), slices.Index(b, slices.MaxFunc(b, likelier))
	if w := min(a[i].p, b[k].p); i == k {
		t.together += w
	} else {
		t.apart += w
	}
}
