package consistency

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
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
// names, which are hashes, each would be read for each of them anew. A plan takes
// twelve bytes a group, and some thirty of those of the part that is visited.
type plan struct {
	names []byte   // of the groups, in ascending order
	first []uint32 // least number of the articles of each
	size  uint32   // numbers of a part
	part  part
}

// A part is the groups whose least numbers lie between two.
type part struct {
	from, to uint32
	groups   []uint32 // their places in names
	ends     []uint32 // where the articles of each end in packed
	packed   []byte   // their numbers, none where the group has to be looked up
}

// partSize is how many articles make a part: keys are read once for each.
const partSize = 1 << 17

// planOf reads which groups are worth comparing, and notes those of which not all is.
func planOf(ctx context.Context, ix Filed, partly *partly, size uint32) (*plan, error) {
	p := &plan{size: size, part: part{to: size}}
	err := eachGroup(ctx, ix, func(g *filedGroup) {
		name := string(g.name)
		if !whole(name, g.values) {
			partly.add(name)
		}
		if !promising(name, g.values) {
			return
		}
		p.names = append(p.names, name...)
		p.first = append(p.first, slices.Min(g.articles))
		p.add(g, len(p.first)-1)
	})
	p.names, p.first = slices.Clone(p.names), slices.Clone(p.first) // without room for more
	return p, err
}

// next reads the next part, false behind the last.
func (p *plan) next(ctx context.Context, ix Filed) (bool, error) {
	if len(p.first) == 0 || slices.Max(p.first) < p.part.to || p.part.to == math.MaxUint32 {
		return false, nil
	}
	x := &p.part
	x.from, x.to = x.to, x.to+min(p.size, math.MaxUint32-x.to)
	x.groups, x.ends, x.packed = x.groups[:0], x.ends[:0], x.packed[:0]
	i := 0
	return true, eachGroup(ctx, ix, func(g *filedGroup) {
		if i < len(p.first) && bytes.Equal(g.name, p.nameAt(i)) {
			p.add(g, i)
			i++
		}
	})
}

// add adds the group at a place of names to the part, if it belongs there.
func (p *plan) add(g *filedGroup, i int) {
	x := &p.part
	if p.first[i] < x.from || p.first[i] >= x.to {
		return
	}
	if name := string(g.name); (isSlot(name) || g.values <= maxValues) && g.most <= each(name, g.values) { // all of them are read
		slices.Sort(g.articles)
		last := uint32(0)
		for _, n := range slices.Compact(g.articles) {
			x.packed = binary.AppendUvarint(x.packed, uint64(n-last))
			last = n
		}
	}
	x.groups = append(x.groups, uint32(i))
	x.ends = append(x.ends, uint32(len(x.packed)))
}

// filedGroup is a group of two values or more with the numbers of its articles.
type filedGroup struct {
	name     []byte
	values   int // at most maxWalk
	most     int // articles of one value
	articles []uint32
}

// eachGroup calls fn with the groups of an index, in order; they are valid during the
// call.
func eachGroup(ctx context.Context, ix Filed, fn func(*filedGroup)) error {
	var g filedGroup
	end := func() {
		if g.values > 1 && len(g.articles) > 0 {
			fn(&g)
		}
	}
	err := ix.Filed(ctx, func(key []byte, articles []uint32) error {
		if len(g.name) == 0 || !bytes.HasPrefix(key, g.name) {
			end()
			g.name = append(g.name[:0], key[:min(len(key), groupLen)]...)
			g.values, g.most, g.articles = 0, 0, g.articles[:0]
		}
		if g.values < maxWalk {
			g.values++
			g.most = max(g.most, len(articles))
			g.articles = append(g.articles, articles...)
		}
		return nil
	})
	if err == nil {
		end()
	}
	return err
}

// visit calls fn with the groups, each at its turn.
func (p *plan) visit(ctx context.Context, ix Filed, fn func(group) error) error {
	for more := true; more; {
		if err := p.visitPart(ctx, ix, fn); err != nil {
			return err
		}
		var err error
		if more, err = p.next(ctx, ix); err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) visitPart(ctx context.Context, ix Filed, fn func(group) error) error {
	for _, k := range p.sorted() {
		i := int(p.part.groups[k])
		g := group{name: string(p.nameAt(i)), turn: turnText(p.turnOf(i))}
		var err error
		if g.articles, err = p.articles(ix, int(k)); err == nil {
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

// sorted are the groups of the part, by their places there, in the order of their
// turns.
func (p *plan) sorted() []uint32 {
	turns := make([]uint64, len(p.part.groups))
	for k, i := range p.part.groups {
		turns[k] = uint64(p.first[i])<<32 | uint64(k)
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

func (p *plan) nameAt(i int) []byte { return p.names[i*groupLen : (i+1)*groupLen] }

// articles are the ids of the articles of a group of the part, sorted, nil where it
// has to be looked up.
func (p *plan) articles(ix Filed, k int) ([]string, error) {
	from := uint32(0)
	if k > 0 {
		from = p.part.ends[k-1]
	}
	packed := p.part.packed[from:p.part.ends[k]]
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
	i, ok := sort.Find(len(p.first), func(i int) int { return bytes.Compare([]byte(name), p.nameAt(i)) })
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
