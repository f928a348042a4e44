package consistency

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"sort"
)

// Filed is an Index that tells with its keys which articles are filed under them, by
// numbers that rise in the order in which articles came. A number is of one session.
type Filed interface {
	// Filed calls fn with every distinct key, in ascending byte order, and the
	// numbers of its articles, those filed first at the head. Some may be gone since.
	// Both are valid during the call. An error of fn ends the walk and is returned.
	Filed(ctx context.Context, fn func(key []byte, articles []uint32) error) error

	// Numbered is the article of a number, false where it is gone or there in another
	// version.
	Numbered(n uint32) (id string, ok bool, err error)
}

// A plan is the groups that are worth comparing in the order in which a scan visits
// them: by which of the articles of each came first. So groups of one story come
// together, and its articles are read for most of them at once; in order of their
// names, which are hashes, each would be read for each of them anew. A plan takes some
// thirty-five bytes a group.
type plan struct {
	names  []byte   // of the groups, in ascending order
	ends   []uint32 // where the articles of each end in packed
	packed []byte   // their numbers, none where the group has to be looked up
	first  []uint32 // least number of each
	order  []uint32 // their places in names, by the least number
}

// planOf reads which groups are worth comparing, and notes those of which not all is.
func planOf(ctx context.Context, ix Filed, partly *partly) (*plan, error) {
	p := new(plan)
	var g filedGroup
	err := ix.Filed(ctx, func(key []byte, articles []uint32) error {
		if len(g.name) == 0 || !bytes.HasPrefix(key, g.name) {
			p.add(&g, partly)
			g.begin(key[:min(len(key), groupLen)])
		}
		g.value(articles)
		return nil
	})
	if err != nil {
		return nil, err
	}
	p.add(&g, partly)
	p.order = p.sorted()
	return p, nil
}

// sorted are the groups by their turns.
func (p *plan) sorted() []uint32 {
	turns := make([]uint64, len(p.first))
	for i := range turns {
		turns[i] = p.turnOf(i)
	}
	slices.Sort(turns)
	out := make([]uint32, len(turns))
	for i, turn := range turns {
		out[i] = uint32(turn)
	}
	return out
}

// turnOf is when a group has its turn: by its least number, then by its name.
func (p *plan) turnOf(i int) uint64 { return uint64(p.first[i])<<32 | uint64(i) }

// filedGroup is a group with the numbers of its articles.
type filedGroup struct {
	name     []byte
	values   int // at most maxWalk
	most     int // articles of one value
	articles []uint32
}

func (g *filedGroup) begin(name []byte) {
	g.name = append(g.name[:0], name...)
	g.values, g.most, g.articles = 0, 0, g.articles[:0]
}

func (g *filedGroup) value(articles []uint32) {
	if g.values == maxWalk {
		return
	}
	g.values++
	g.most = max(g.most, len(articles))
	g.articles = append(g.articles, articles...)
}

// add adds a group if it is worth comparing.
func (p *plan) add(g *filedGroup, partly *partly) {
	if g.values < 2 || len(g.articles) == 0 {
		return
	}
	name := string(g.name)
	if !whole(name, g.values) {
		partly.add(name)
	}
	if !promising(name, g.values) {
		return
	}
	slices.Sort(g.articles)
	p.names = append(p.names, name...)
	p.first = append(p.first, g.articles[0])
	if (isSlot(name) || g.values <= maxValues) && g.most <= each(name, g.values) { // all of them are read
		last := uint32(0)
		for _, n := range slices.Compact(g.articles) {
			p.packed = binary.AppendUvarint(p.packed, uint64(n-last))
			last = n
		}
	}
	p.ends = append(p.ends, uint32(len(p.packed)))
}

// visit calls fn with the groups, each at its turn.
func (p *plan) visit(ctx context.Context, ix Filed, fn func(group) error) error {
	for _, n := range p.order {
		i := int(n)
		g := group{name: p.name(i), turn: turnText(p.turnOf(i))}
		var err error
		if g.articles, err = p.articles(ix, i); err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = fn(g)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) name(i int) string { return string(p.names[i*groupLen : (i+1)*groupLen]) }

// articles are the ids of the articles of a group, sorted, nil where it has to be
// looked up.
func (p *plan) articles(ix Filed, i int) ([]string, error) {
	from := uint32(0)
	if i > 0 {
		from = p.ends[i-1]
	}
	packed := p.packed[from:p.ends[i]]
	if len(packed) == 0 {
		return nil, nil
	}
	ids := make([]string, 0, len(packed))
	for last := uint32(0); len(packed) > 0; {
		n, size := binary.Uvarint(packed)
		packed = packed[size:]
		last += uint32(n)
		id, ok, err := ix.Numbered(last)
		if err != nil {
			return nil, err
		}
		if ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// turnText is a turn as a text that stands in the order of turns.
func turnText(turn uint64) string { return string(binary.BigEndian.AppendUint64(nil, turn)) }

// turn is when a group has its turn, "" for one that is not visited.
func (p *plan) turn(name string) string {
	i, ok := sort.Find(len(p.first), func(i int) int { return bytes.Compare([]byte(name), p.names[i*groupLen:(i+1)*groupLen]) })
	if !ok {
		return ""
	}
	return turnText(p.turnOf(i))
}

// last is when the last of a statement's groups has its turn.
func (p *plan) last(s *Statement) string {
	turn := ""
	for _, g := range s.groups {
		turn = max(turn, p.turn(g))
	}
	if s.mention != nil {
		for _, g := range s.profile.slots() {
			turn = max(turn, p.turn(g))
		}
	}
	return turn
}
