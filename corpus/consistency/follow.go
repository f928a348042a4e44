package consistency

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Findings are what a scan finds, kept: fn is called with each, packed.
type Findings func(fn func(packed []byte) error) error

// Find looks for contradictions and variants in all of an index as Scan does and
// yields each finding ready to be kept.
func Find(ctx context.Context, ix Index, yield func(*Finding) error) error {
	s := newScanner(ix)
	g := newGatherer(func(c *clash) error { return yield(&Finding{c}) })
	if err := s.all(ctx, g.take); err != nil {
		return err
	}
	return g.finish()
}

func newScanner(ix Index) *scanner {
	return &scanner{ix: ix, cache: newCache(scanBytes), partly: &partly{}, plain: true}
}

// GroupsOf are the groups that articles are filed under, sorted; those that are gone
// are in none.
func GroupsOf(ctx context.Context, ix Index, articles ...string) ([]string, error) {
	var out []string
	for _, id := range articles {
		t, _, err := load(ctx, ix, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list, _ := t.groups()
		for _, g := range list {
			out = append(out, strings.Clone(g)) // not to keep the article
		}
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out, nil
}

// Follow brings findings that were kept up to date: it compares the groups anew
// that articles were filed under which came or changed since, by their earlier
// versions too, and yields what Find would find now. The cost is that of those
// groups and of reading what was kept, two times.
func Follow(ctx context.Context, ix Index, groups []string, kept Findings, yield func(*Finding) error) error {
	f := follower{ctx: ctx, ix: ix, anew: make(map[string]bool), found: make(map[string][]pair)}
	if err := f.compare(groups); err != nil {
		return err
	}
	// What met in a group and does so no longer may still meet in another, where it
	// was not looked at because it had met before.
	lost, err := f.lost(kept)
	if err == nil {
		err = f.compare(lost)
	}
	if err != nil {
		return err
	}
	return f.merge(kept, yield)
}

// follower compares some groups anew.
type follower struct {
	ctx   context.Context
	ix    Index
	anew  map[string]bool   // groups compared
	found map[string][]pair // what clashes → pairs that met in them
}

// compare compares groups whole, whatever met in others.
func (f *follower) compare(groups []string) error {
	s := newScanner(f.ix)
	s.own = make(map[string]bool, len(groups))
	for _, g := range groups {
		f.anew[g], s.own[g] = true, true
	}
	return s.all(f.ctx, func(group string, pairs []pair) error {
		for _, p := range pairs {
			p.group = group
			orient(&p)
			p.a, p.b = p.a.light(), p.b.light()
			p.light()
			key := p.clash()
			f.found[key] = append(f.found[key], p)
		}
		return nil
	})
}

// lost are the other groups of articles with a pair that met in a group compared
// anew and did not meet there again.
func (f *follower) lost(kept Findings) ([]string, error) {
	seen := map[string]bool{}
	err := kept(func(packed []byte) error {
		x, err := UnpackFinding(packed)
		if err != nil {
			return err
		}
		for i := range x.c.pairs {
			if p := &x.c.pairs[i]; f.anew[p.group] && !f.has(x.c.key, p) {
				if err := f.shared(p, seen); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(seen)), err
}

func (f *follower) has(key string, p *pair) bool {
	return slices.ContainsFunc(f.found[key], func(q pair) bool { return q.a.ref == p.a.ref && q.b.ref == p.b.ref })
}

// shared adds the groups, not compared yet, that both articles of a pair are filed
// under.
func (f *follower) shared(p *pair, to map[string]bool) error {
	x, err := GroupsOf(f.ctx, f.ix, p.a.Article)
	if err != nil {
		return err
	}
	y, err := GroupsOf(f.ctx, f.ix, p.b.Article)
	if err != nil {
		return err
	}
	for _, g := range x {
		if _, ok := slices.BinarySearch(y, g); ok && !f.anew[g] {
			to[g] = true
		}
	}
	return nil
}

// merge yields kept findings of which no pair met in the groups compared anew as
// they are, and puts the others together again with what met now.
func (f *follower) merge(kept Findings, yield func(*Finding) error) error {
	var pool []pair
	for _, key := range slices.Sorted(maps.Keys(f.found)) {
		pool = append(pool, f.found[key]...)
	}
	err := kept(func(packed []byte) error {
		x, err := UnpackFinding(packed)
		if err != nil {
			return err
		}
		if f.found[x.c.key] == nil && !slices.ContainsFunc(x.c.pairs, func(p pair) bool { return f.anew[p.group] }) {
			return yield(x)
		}
		for _, p := range x.c.pairs {
			if !f.anew[p.group] {
				pool = append(pool, p)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	// As a scan meets them: by group, in a group as its articles are.
	slices.SortStableFunc(pool, func(a, b pair) int { return strings.Compare(a.group, b.group) })
	g := newGatherer(func(c *clash) error { return yield(&Finding{c}) })
	for _, p := range pool {
		if err := g.take(p.group, []pair{p}); err != nil {
			return err
		}
	}
	return g.finish()
}
