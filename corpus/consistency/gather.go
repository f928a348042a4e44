package consistency

import (
	"container/heap"
	"maps"
	"slices"
	"strings"

	"twosource/corpus"
)

// gatherer puts pairs together into findings: one for each distinct clash of
// values of one subject's attribute and each verdict. Pairs that share a
// statement are of one subject. They come in the order in which groups are
// visited, so a finding is whole once the last group that any of its statements is
// filed under has passed.
type gatherer struct {
	whole func(*clash) error      // is given each finding once
	last  func(*Statement) string // turn of the last group a statement is filed under
	open  map[string][]*clash     // attribute, verdict and values → what clashes so
	queue clashes
	made  int
}

func newGatherer(whole func(*clash) error) *gatherer {
	return &gatherer{whole: whole, last: (*Statement).last, open: make(map[string][]*clash)}
}

// gatherer gathers what a scan finds.
func (s *scanner) gatherer(whole func(*clash) error) *gatherer {
	g := newGatherer(whole)
	g.last = func(x *Statement) string {
		if s.plan == nil {
			return x.last()
		}
		return s.plan.last(x)
	}
	return g
}

// worded puts findings into words and yields those that are wanted.
func worded(f Filter, newest int64, yield func(corpus.Conflict) error) func(*clash) error {
	return func(c *clash) error {
		found := merge(c.pairs, newest)
		if !f.wants(&found) {
			return nil
		}
		return yield(found)
	}
}

// clash is a finding in the making.
type clash struct {
	key     string
	pairs   []pair
	met     map[[2]*Statement]string // those of pairs, and the group
	members map[string]*Statement    // by ref
	from    map[*Statement]string    // group they were first held of
	last    string                   // turn of the last group any member is filed under
	number  int
	at      int // in the queue
}

// take adds the pairs of a group and yields what has become whole before it.
func (g *gatherer) take(turn, group string, pairs []pair) error {
	for len(g.queue) > 0 && g.queue[0].last < turn {
		if err := g.close(heap.Pop(&g.queue).(*clash)); err != nil {
			return err
		}
	}
	for _, p := range pairs {
		p.group = group
		g.add(p)
	}
	return nil
}

// finish yields what is left.
func (g *gatherer) finish() error {
	for len(g.queue) > 0 {
		if err := g.close(heap.Pop(&g.queue).(*clash)); err != nil {
			return err
		}
	}
	return nil
}

func (g *gatherer) close(c *clash) error {
	list := g.open[c.key]
	if list = slices.DeleteFunc(list, func(x *clash) bool { return x == c }); len(list) > 0 {
		g.open[c.key] = list
	} else {
		delete(g.open, c.key)
	}
	slices.SortStableFunc(c.pairs, func(p, q pair) int { return strings.Compare(p.group, q.group) })
	return g.whole(c)
}

// add puts a pair to those it shares a statement with.
func (g *gatherer) add(p pair) {
	orient(&p)
	key := p.clash()
	var home *clash
	g.open[key] = slices.DeleteFunc(g.open[key], func(c *clash) bool {
		switch {
		case c.members[p.a.ref] == nil && c.members[p.b.ref] == nil:
			return false
		case home == nil:
			home = c
			return false
		}
		home.absorb(c)
		heap.Remove(&g.queue, c.at)
		return true
	})
	if home == nil {
		g.made++
		home = &clash{key: key, met: make(map[[2]*Statement]string, 1), members: make(map[string]*Statement, 2), from: make(map[*Statement]string, 2), number: g.made}
		g.open[key] = append(g.open[key], home)
		heap.Push(&g.queue, home)
	}
	p.a, p.b = home.hold(p.a, p.group, g.last), home.hold(p.b, p.group, g.last)
	home.meet(p)
	heap.Fix(&g.queue, home.at)
}

// meet adds a pair. Two that met before, in a group of which not all is compared, are
// those of the lesser group.
func (c *clash) meet(p pair) {
	both := [2]*Statement{p.a, p.b}
	group, again := c.met[both]
	if again && group <= p.group {
		return
	}
	c.met[both] = p.group
	p.light()
	if again {
		c.pairs[slices.IndexFunc(c.pairs, func(q pair) bool { return q.a == p.a && q.b == p.b })] = p
		return
	}
	c.pairs = append(c.pairs, p)
}

// hold returns the one copy of a statement that the pairs of a clash point to.
// It keeps what a finding is made of, and nothing that would keep the article
// in memory, as the statement is in the least group that it clashed in: where values
// met by their words it is called after both.
func (c *clash) hold(s *Statement, group string, last func(*Statement) string) *Statement {
	have := c.members[s.ref]
	switch {
	case have == nil:
		have = s.light()
		c.members[have.ref] = have
		c.last = max(c.last, last(s))
	case group < c.from[have]:
		*have = *s.light()
	default:
		return have
	}
	c.from[have] = group
	return have
}

// last is the last group a statement is filed under.
func (s *Statement) last() string {
	g := ""
	if n := len(s.groups); n > 0 {
		g = s.groups[n-1]
	}
	if s.mention != nil {
		if list := s.profile.slots(); len(list) > 0 {
			g = max(g, list[len(list)-1])
		}
	}
	return g
}

// absorb takes over all of another clash; they have no statement in common.
func (c *clash) absorb(o *clash) {
	c.pairs = append(c.pairs, o.pairs...)
	maps.Copy(c.members, o.members)
	maps.Copy(c.met, o.met)
	maps.Copy(c.from, o.from)
	c.last = max(c.last, o.last)
}

// clashes is a heap with the one on top that is whole first.
type clashes []*clash

func (q clashes) Len() int { return len(q) }
func (q clashes) Less(i, j int) bool {
	return q[i].last < q[j].last || q[i].last == q[j].last && q[i].number < q[j].number
}
func (q clashes) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].at, q[j].at = i, j
}

// Push implements heap.Interface.
func (q *clashes) Push(x any) {
	c := x.(*clash)
	c.at = len(*q)
	*q = append(*q, c)
}

// Pop implements heap.Interface.
func (q *clashes) Pop() any {
	old := *q
	n := len(old) - 1
	x := old[n]
	old[n] = nil
	*q = old[:n]
	return x
}
