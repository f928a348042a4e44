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

// Limits of meeting by words.
const (
	slotAnchors = 4   // names of an article under which it is filed
	maxSlot     = 256 // articles filed under one of them: a name of more says nothing
	slotReach   = 32  // articles each is held against on either side of it in time
	slotNear    = 6   // the same among more than storyMost
	storyMost   = 48  // articles of one story that name one thing, as a rule
)

// reachAmong is how many articles each of n is held against on either side.
func reachAmong(n int) int {
	if n > storyMost {
		return slotNear
	}
	return slotReach
}

// slotGroups are the groups an article with values to be matched is filed under,
// sorted: of its heaviest names, and of the day's event it tells of.
func (p *profile) slotGroups() []string {
	out := make([]string, 0, slotAnchors+1)
	add := func(mark byte, about string) {
		out = append(out, string(append(appendHash([]byte{mark}, about, aboutLen-1), slotAttr...)))
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
	return g.values[max(0, at-reach):min(len(g.values), at+reach+1)]
}

// An account is the values of one article that are matched by their words.
type account struct {
	stamp string
	first *Statement
	list  []*Statement
	kinds []slotKind // of the list, made when first asked for
}

// slotKind is the values of one kind of one article.
type slotKind struct {
	name     string
	list     []*Statement
	mentions []*slot.Mention
}

// accountsOf takes the members of a group apart by article, in order of time.
func accountsOf(members []*Statement) []account {
	var out []account
	for i, s := range members {
		if i == 0 || members[i-1].Article != s.Article {
			out = append(out, account{stamp: stamp(s), first: s})
		}
		a := &out[len(out)-1]
		a.list = append(a.list, s)
	}
	slices.SortStableFunc(out, func(a, b account) int { return cmp.Compare(a.stamp, b.stamp) })
	return out
}

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
		k := &a.kinds[at]
		k.list, k.mentions = append(k.list, s), append(k.mentions, m)
	}
	return a.kinds
}

// meetBySlot compares the values of articles about one name: not by attribute, but
// by how likely the words around two values tell of one thing.
func (s *scanner) meetBySlot(g string, members []*Statement) []pair {
	var out []pair
	m := matcher{models: learned()}
	articles := accountsOf(members)
	reach := reachAmong(len(articles))
	for i := range articles {
		a := &articles[i]
		for k := i + 1; k < min(len(articles), i+1+reach); k++ {
			b := &articles[k]
			if f := s.filter.Article; f != "" && a.first.Article != f && b.first.Article != f || s.metBefore(a.first.profile, b.first.profile, g) {
				continue
			}
			first, second := a, b
			if a.first.known.from == b.first.known.from && b.first.Article < a.first.Article {
				first, second = b, a // what is found must not hang on the hash
			}
			m.match(first.byKind(), second.byKind(), func(x, y *Statement, f *slot.Features) {
				r := decideBySlot(m.models, x, y, m.event, m.why, f, s.off, nil)
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
func (s *scanner) metBefore(a, b *profile, g string) bool {
	for _, h := range a.slots() {
		if h >= g {
			break
		}
		if slices.Contains(b.slots(), h) && (s.own == nil || s.own[h]) && !s.partly.has(h) {
			return true
		}
	}
	return false
}

// Slots calls fn with the values of two articles of one event that could be of
// one thing, and what speaks for and against it. Equal values are among them:
// what a model learns from.
func Slots(a, b []Statement, fn func(x, y *Statement, f *slot.Features)) {
	m := matcher{models: learned(), equal: true}
	x, y := account{list: mentioned(a)}, account{list: mentioned(b)}
	m.match(x.byKind(), y.byKind(), fn)
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

// matcher matches the values of two articles, of one pair after the other.
type matcher struct {
	models *Models
	equal  bool    // equal values too
	event  float64 // probability that the two articles tell of one event
	why    string  // what says so
	asked  bool    // event is known

	cells []float32 // of like
	like  [][]float32
}

// match calls fn with the values of two articles that could be of one thing, if
// the articles tell of one event.
func (m *matcher) match(a, b []slotKind, fn func(x, y *Statement, f *slot.Features)) {
	m.asked = false
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].name < b[0].name:
			a = a[1:]
			continue
		case b[0].name < a[0].name:
			b = b[1:]
			continue
		}
		if m.compare(&a[0], &b[0]) {
			if !m.ofOneEvent(a[0].list[0].profile, b[0].list[0].profile) {
				return
			}
			m.tell(&a[0], &b[0], fn)
		}
		a, b = a[1:], b[1:]
	}
}

// compare works out how alike the words around the values of one kind are, and
// reports whether any two could be of one thing.
func (m *matcher) compare(a, b *slotKind) (any bool) {
	if n := len(a.list) * len(b.list); len(m.cells) < n {
		m.cells = make([]float32, n)
	}
	m.like = m.like[:0]
	for i, x := range a.mentions {
		row := m.cells[i*len(b.list) : (i+1)*len(b.list)]
		for k, y := range b.mentions {
			row[k] = slot.Likeness(x, y)
			any = any || m.could(a, b, i, k, row[k])
		}
		m.like = append(m.like, row)
	}
	return any
}

func (m *matcher) could(a, b *slotKind, i, k int, like float32) bool {
	return like >= leastLike && (m.equal || a.list[i].value != b.list[k].value)
}

func (m *matcher) ofOneEvent(a, b *profile) bool {
	if !m.asked {
		m.asked, m.why = true, ""
		if m.event = m.models.oneEvent(a, b); m.event >= slotEvent {
			m.why = sharedText(groundOf(a, b).common.names) + "articles of one event"
		}
	}
	return m.event >= slotEvent
}

func (m *matcher) tell(a, b *slotKind, fn func(x, y *Statement, f *slot.Features)) {
	for i := range a.list {
		for k := range b.list {
			if !m.could(a, b, i, k, m.like[i][k]) {
				continue
			}
			var f slot.Features
			slot.Compare(a.mentions[i], b.mentions[k], &f)
			slot.Among(a.mentions, b.mentions, m.like, i, k, &f)
			fn(a.list[i], b.list[k], &f)
		}
	}
}
