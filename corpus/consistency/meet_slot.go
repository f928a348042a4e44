package consistency

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"twosource/corpus/slot"
)

// Values that no attribute brings together meet article by article: an article
// with such values is filed once under each of a few of its names, under when it
// was written, and the values of a kind are held against each other where two of
// them tell of one event.

// slotAttr stands for the attribute in their groups, which so are next to those of
// the same name's attributes: the same articles are read for both.
const slotAttr = "\x00\x00\x00"

// isSlot reports whether a group, or the group of a key, is one in which values
// meet by the words around them.
func isSlot(group string) bool {
	return len(group) >= groupLen && group[aboutLen:groupLen] == slotAttr
}

// isAll reports whether a group is the one in which all articles of a small corpus
// meet.
func isAll(group string) bool { return group != "" && group[0] == markAll }

// Limits of meeting by words.
const (
	slotAnchors = 4   // names of an article under which it is filed
	maxSlot     = 256 // articles filed under one of them: a name of more says nothing
	slotReach   = 32  // articles each is held against on either side of it in time
	slotNear    = 6   // the same among more than storyMost
	storyMost   = 48  // articles of one story that name one thing, as a rule
	maxAll      = 128 // articles of a corpus so small that all of them meet
)

// reachAmong is how many articles each of n is held against on either side.
func reachAmong(n int) int {
	if n > storyMost {
		return slotNear
	}
	return slotReach
}

// slotGroups are the groups an article with values to be matched is filed under,
// sorted: of its heaviest names, of the day's event it tells of, and the one in
// which all articles of a small corpus meet.
func (p *profile) slotGroups() []string {
	out := make([]string, 0, slotAnchors+2)
	add := func(mark byte, about string) {
		out = append(out, string(append(appendHash([]byte{mark}, about, aboutLen-1), slotAttr...)))
	}
	if !p.thin() {
		add(markAll, "")
	}
	for i := range p.anchors[:min(slotAnchors, len(p.anchors))] {
		add(markAbout, p.anchors[i].key)
	}
	if t := p.main; t != "" {
		if at := p.when(t); at.known() && at.length() <= day {
			if k := kinds[t]; len(k) > 0 {
				t = k[0]
			}
			add(markDay, t+" "+dayText(at.from))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// appendSlotKeys adds the keys under which an article is filed if it has a value
// to be matched.
func appendSlotKeys(keys []string, list []Statement) []string {
	i := slices.IndexFunc(list, func(s Statement) bool { return s.mention != nil })
	if i < 0 {
		return keys
	}
	at := stamp(&list[i])
	for _, g := range list[i].profile.slots() {
		keys = append(keys, g+at)
	}
	return keys
}

// stampLen is the length of a stamp: four bytes of time and three of a hash.
const stampLen = 4 + 3

// stamp stands for an article where articles are put in order of time: minutes, of
// four thousand years before and after 1970, and a hash of its id.
func stamp(s *Statement) string {
	at := min(max(s.known.from-math.MinInt32, 0), math.MaxUint32)
	return string(appendHash(binary.BigEndian.AppendUint32(nil, uint32(at)), s.Article, stampLen-4))
}

// around are the keys of a slot group that lie within reach of an article's own.
func (g *group) around(own string) []string {
	at, ok := slices.BinarySearch(g.values, own)
	if !ok {
		return nil
	}
	reach := reachAmong(len(g.values))
	if isAll(g.name) {
		reach = len(g.values)
	}
	return g.values[max(0, at-reach):min(len(g.values), at+reach+1)]
}

// An account is the values of one article that are matched by their words.
type account struct {
	first *Statement
	list  []*Statement
	kinds []slotKind // of the list, made when first asked for
}

// slotKind is the values of one kind of one article.
type slotKind struct {
	name     string
	list     []*Statement
	mentions []*slot.Mention
	stand    []slot.Standing // of the mentions, made when first asked for
}

// standings are how the values stand in their article.
func (k *slotKind) standings() []slot.Standing {
	if k.stand == nil {
		p := k.list[0].profile
		k.stand = slot.Standings(k.mentions, p.main, float64(p.published.from/day))
	}
	return k.stand
}

// accountsOf takes the members of a group apart by article, in order of time.
func accountsOf(members []*Statement) []account {
	var out []account
	for i, s := range members {
		if i == 0 || members[i-1].Article != s.Article {
			out = append(out, account{first: s})
		}
		a := &out[len(out)-1]
		a.list = append(a.list, s)
	}
	slices.SortStableFunc(out, func(a, b account) int { // what is found must not hang on the hash
		return cmp.Or(cmp.Compare(a.first.known.from, b.first.known.from), cmp.Compare(a.first.Article, b.first.Article))
	})
	return out
}

// maxKind is how many values of a kind are matched of one article, the first: each two
// are looked at among all others of both, so the time for two articles grows with the
// third power. Articles of news have 16 at most in some 1,500.
const maxKind = 128

// byKind is the values of an account by kind, sorted by its name.
func (a *account) byKind() []slotKind {
	if a.kinds != nil {
		return a.kinds
	}
	for _, s := range a.list {
		m := s.mention
		at, ok := slices.BinarySearchFunc(a.kinds, m.Kind, func(k slotKind, name string) int { return cmp.Compare(k.name, name) })
		if !ok {
			a.kinds = slices.Insert(a.kinds, at, slotKind{name: m.Kind})
		}
		if k := &a.kinds[at]; len(k.list) < maxKind {
			k.list, k.mentions = append(k.list, s), append(k.mentions, m)
		}
	}
	return a.kinds
}

// kind is the values of one kind, nil if there are none.
func (a *account) kind(name string) *slotKind {
	kinds := a.byKind()
	i, ok := slices.BinarySearchFunc(kinds, name, func(k slotKind, name string) int { return cmp.Compare(k.name, name) })
	if !ok {
		return nil
	}
	return &kinds[i]
}

// meetBySlot compares the values of articles about one name: not by attribute, but
// by how likely the words around two values tell of one thing.
func (s *scanner) meetBySlot(g string, members []*Statement) []pair {
	var out []pair
	c := newCompany(learned(), accountsOf(members))
	if !isAll(g) {
		c.reach = reachAmong(len(c.articles))
	}
	for i := range c.articles {
		a := c.articles[i].first
		for k := i + 1; k < min(len(c.articles), i+1+c.reach); k++ {
			b := c.articles[k].first
			if f := s.filter.Article; f != "" && a.Article != f && b.Article != f || s.metBefore(a.profile, b.profile, g) {
				continue
			}
			c.match(i, k, false, func(x, y *Statement, f *slot.Features, at place) {
				r := decideBySlot(c.models, x, y, c.story(i, k), f, &at, s.off, nil)
				if s.filter.verdict(r.result.Verdict) {
					out = append(out, r)
				}
			})
		}
	}
	return out
}

// metBefore reports whether a slot group before g that is compared whole has two
// articles too.
func (s *scanner) metBefore(a, b *profile, g string) bool { return s.before(a.slots(), b.slots(), g) }

// Slots calls fn with the values of two articles of one event that could be of
// one thing, and what speaks for and against it. Equal values are among them:
// what a model learns from.
func Slots(a, b []Statement, fn func(x, y *Statement, f *slot.Features)) {
	c := newCompany(nil, accounts(a, b))
	if len(c.articles) == 2 {
		c.match(0, 1, true, func(x, y *Statement, f *slot.Features, _ place) { fn(x, y, f) })
	}
}

// accounts are those of whole articles that have values to be matched, in the
// order given.
func accounts(lists ...[]Statement) []account {
	var out []account
	for _, list := range lists {
		if m := mentioned(list); len(m) > 0 {
			out = append(out, account{first: m[0], list: m})
		}
	}
	return out
}

func mentioned(list []Statement) []*Statement {
	var out []*Statement
	for i := range list {
		if list[i].mention != nil {
			out = append(out, &list[i])
		}
	}
	return out
}

// match calls fn with the values of two articles that could be of one thing, and
// where they stand, if the articles tell of one event (a company without models takes
// that for granted): those that differ, or all.
func (c *company) match(i, k int, all bool, fn func(x, y *Statement, f *slot.Features, at place)) {
	a, b := c.articles[i].byKind(), c.articles[k].byKind()
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].name < b[0].name:
			a = a[1:]
			continue
		case b[0].name < a[0].name:
			b = b[1:]
			continue
		}
		p := c.pairing(i, k, a[0].name)
		if p.any(all) {
			if c.models != nil && c.story(i, k).p < slotEvent {
				return
			}
			p.tell(all, func(x, y int, f *slot.Features) {
				fn(p.a.list[x], p.b.list[y], f, place{c, i, k, p.a.name, x, y})
			})
		}
		a, b = a[1:], b[1:]
	}
}

// could reports whether two values can be of one thing: differing ones, or all.
func (p *pairing) could(i, k int, all bool) bool {
	return p.like[i][k] >= leastLike && (all || !p.equal(i, k))
}

// any reports whether any two values can.
func (p *pairing) any(all bool) bool {
	for i := range p.like {
		for k := range p.like[i] {
			if p.could(i, k, all) {
				return true
			}
		}
	}
	return false
}

func (p *pairing) tell(all bool, fn func(i, k int, f *slot.Features)) {
	for i := range p.like {
		for k := range p.like[i] {
			if p.could(i, k, all) {
				var f slot.Features
				p.features(i, k, &f)
				fn(i, k, &f)
			}
		}
	}
}
