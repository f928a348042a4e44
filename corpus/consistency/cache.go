package consistency

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// About what the statements kept may weigh: those of a hundred and fifty articles of
// usual length during a scan, where the groups of one story stand together (six
// times as many save 4 % of the loading; with what comparing adds to them they take
// two to three times this in memory), and of three thousand between the articles of a
// run, which come as they come.
const (
	scanBytes     = 4 << 20
	detectorBytes = 72 << 20
)

// statementBytes is about what a statement takes with its keys.
const statementBytes = 1 << 10

// cache keeps the statements of the documents read last, in two generations:
// when the young one is full it becomes the old one, and what is not asked for
// again by the next time goes. Safe for concurrent use.
type cache struct {
	mu         sync.Mutex
	young, old map[string]cached
	size       int // of the young, in bytes
	most       int // of both together
	loaded     atomic.Uint64
}

type cached struct {
	told
	size int
}

func newCache(bytes int) *cache { return &cache{young: make(map[string]cached), most: bytes} }

func (c *cache) get(id string) (told, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if x, ok := c.young[id]; ok {
		return x.told, true
	}
	x, ok := c.old[id]
	if ok {
		delete(c.old, id)
		c.keep(id, x)
	}
	return x.told, ok
}

// put keeps what an article states, which takes about size bytes.
func (c *cache) put(id string, t told, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(id, cached{t, size})
}

func (c *cache) keep(id string, x cached) {
	if c.size += x.size; c.size > c.most/2 {
		c.old, c.young, c.size = c.young, make(map[string]cached), x.size
	}
	c.young[id] = x
}

func (c *cache) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.young, id)
	delete(c.old, id)
}

// light is a copy of a statement without its article: its strings are its own,
// and what only deciding asks for is gone. Of its groups the last is kept.
func (s *Statement) light() *Statement {
	l := *s
	l.profile, l.roles, l.content, l.places, l.keys, l.spoken, l.mention = nil, nil, nil, nil, nil, nil, nil
	l.groups = []string{strings.Clone(s.last())}
	c := &l.Claim
	own(&l.Article, &l.Path, &l.URL, &l.Source, &l.Title, &l.Published, &l.Origin, &l.Sentence, &l.Text, &l.ref, &l.attr, &l.value, &l.subject.name, &l.subject.head,
		&c.Subject, &c.SubjectID, &c.Trigger, &c.Attribute, (*string)(&c.Kind), (*string)(&c.Behaviour), &c.AsOf, &c.AsOfFrom, &c.Scope, &c.Place, &c.Part,
		(*string)(&c.Modality), &c.By, &c.Rule,
		&c.Value.Text, &c.Value.From, &c.Value.To, &c.Value.EntityID, &c.Value.Quantity.Unit, (*string)(&c.Value.Quantity.Bound))
	return &l
}

// light gives what the comparison came to memory of its own: reasons are pieces of
// what the articles state, and would keep all of that.
func (p *pair) light() {
	p.result.Checks = slices.Clip(slices.Clone(p.result.Checks))
	texts := make([]*string, 0, 1+len(p.result.Checks))
	texts = append(texts, &p.result.Reason)
	for i := range p.result.Checks {
		texts = append(texts, &p.result.Checks[i].Detail)
	}
	own(texts...)
}

// own gives texts memory of their own, all one piece.
func own(texts ...*string) {
	n := 0
	for _, t := range texts {
		n += len(*t)
	}
	var b strings.Builder
	b.Grow(n)
	for _, t := range texts {
		b.WriteString(*t)
	}
	all := b.String()
	for _, t := range texts {
		*t, all = all[:len(*t)], all[len(*t):]
	}
}
