package consistency

import (
	"context"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Findings are what a scan finds, kept: fn is called with each, packed.
type Findings func(fn func(packed []byte) error) error

// State is what Follow must know of the scan that found what was kept.
type State struct {
	partly  map[string]bool   // groups of which not all is compared
	skipped map[string]string // groups of articles not compared → the one where they were, of which not all is
}

// Find looks for contradictions and variants in all of an index as Scan does and
// yields each finding ready to be kept.
func Find(ctx context.Context, ix Index, yield func(*Finding) error) (*State, error) {
	s := keeper(ix)
	g := s.gatherer(func(c *clash) error { return yield(&Finding{c: c}) })
	if err := s.all(ctx, g.take); err != nil {
		return nil, err
	}
	return s.state(), g.finish()
}

// keeper scans for what is kept.
func keeper(ix Index) *scanner {
	return &scanner{ix: ix, cache: newCache(scanBytes), partly: &partly{}, plain: true}
}

// state is that of a scan that has come to its end.
func (s *scanner) state() *State {
	st := &State{partly: s.partly.groups, skipped: s.same.skipped}
	maps.DeleteFunc(st.skipped, func(_, other string) bool { return !st.partly[other] })
	return st
}

// Pack writes a state to bytes: how many groups are partly compared, their names,
// then the names of those not compared, each with the other.
func (st *State) Pack() []byte {
	out := binary.AppendUvarint(nil, uint64(len(st.partly)))
	for _, g := range slices.Sorted(maps.Keys(st.partly)) {
		out = append(out, g...)
	}
	for _, g := range slices.Sorted(maps.Keys(st.skipped)) {
		out = append(append(out, g...), st.skipped[g]...)
	}
	return out
}

// UnpackState reads what State.Pack wrote.
func UnpackState(b []byte) (*State, error) {
	n, used := binary.Uvarint(b)
	if used <= 0 || (len(b)-used)%groupLen != 0 || n > uint64(len(b)/groupLen) {
		return nil, errFinding
	}
	st := &State{partly: make(map[string]bool), skipped: make(map[string]string)}
	rest := string(b[used:])
	for ; n > 0; n, rest = n-1, rest[groupLen:] {
		st.partly[rest[:groupLen]] = true
	}
	if len(rest)%(2*groupLen) != 0 {
		return nil, errFinding
	}
	for ; rest != ""; rest = rest[2*groupLen:] {
		st.skipped[rest[:groupLen]] = rest[groupLen : 2*groupLen]
	}
	return st, nil
}

// forget drops what is known of groups, sorted, that are to be compared anew.
func (st *State) forget(groups []string) {
	for _, g := range groups {
		delete(st.partly, g)
		delete(st.skipped, g)
	}
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

// ErrAnew says that so much has changed that all is best looked for anew.
var ErrAnew = errors.New("findings are best looked for anew")

// maxCrowd is how many articles of a group are looked at that came to be one of
// which not all is compared, or ceased to be.
const maxCrowd = 2048

// Follow brings findings that were kept up to date: it compares the groups anew that
// articles were filed under which came or changed since, by their earlier versions
// too, and yields what Find would find now. The state is that of the scan before and
// used up. What two statements come to in a group must depend on that group alone.
func Follow(ctx context.Context, ix Index, groups []string, kept Findings, st *State, yield func(*Finding) error) (*State, error) {
	f := follower{ctx: ctx, ix: ix, found: make(map[string][]pair)}
	f.groups = distinct(groups)
	if err := f.more(st); err != nil {
		return nil, err
	}
	now, err := f.compare(st)
	if err != nil {
		return nil, err
	}
	return now, f.merge(kept, yield)
}

func distinct(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// follower compares some groups anew.
type follower struct {
	ctx    context.Context
	ix     Index
	groups []string          // those compared, sorted
	found  map[string][]pair // what clashes → pairs that met in them
}

// more adds the groups that are to be compared anew because others are: those of
// all articles of a group that came to be, or ceased to be, one of which not all is
// compared, as what met there meets elsewhere now; and those that were not compared
// because another had their articles.
func (f *follower) more(st *State) error {
	var articles []string
	err := lookupAll(f.ctx, f.ix, f.groups, func(g group) error {
		if g.whole() != st.partly[g.name] {
			return nil
		}
		ids, err := f.ix.Articles(f.ctx, g.values, maxCrowd)
		if articles = append(articles, ids...); len(articles) > maxCrowd {
			return ErrAnew
		}
		return err
	})
	if err != nil {
		return err
	}
	more, err := GroupsOf(f.ctx, f.ix, distinct(articles)...)
	if err != nil {
		return err
	}
	f.groups = distinct(append(f.groups, more...))
	for g, other := range st.skipped {
		if f.has(other) {
			more = append(more, g)
		}
	}
	f.groups = distinct(append(f.groups, more...))
	return nil
}

func (f *follower) has(group string) bool {
	_, ok := slices.BinarySearch(f.groups, group)
	return ok
}

// compare compares the groups as a scan of all does, and brings the state up to
// date.
func (f *follower) compare(st *State) (*State, error) {
	st.forget(f.groups)
	s := keeper(f.ix)
	s.only, s.partly.groups, s.same.skipped = f.groups, st.partly, st.skipped
	err := s.all(f.ctx, func(_, group string, pairs []pair) error {
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
	return s.state(), err
}

// again reports whether a pair met in a group that was compared anew.
func (f *follower) again(p pair) bool { return f.has(p.group) }

// merge yields kept findings of which no pair met in the groups compared anew as
// they are, and puts the others together again with what met now.
func (f *follower) merge(kept Findings, yield func(*Finding) error) error {
	var pool []pair
	for _, key := range slices.Sorted(maps.Keys(f.found)) {
		pool = append(pool, f.found[key]...)
	}
	err := kept(func(packed []byte) error {
		key, groups, err := keptHead(packed)
		if err != nil {
			return err
		}
		if f.found[key] == nil && !slices.ContainsFunc(groups, f.has) { // nothing of it has changed
			return yield(&Finding{packed: packed})
		}
		x, err := UnpackFinding(packed)
		if err != nil {
			return err
		}
		for _, p := range x.c.pairs {
			if !f.again(p) {
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
	g := newGatherer(func(c *clash) error { return yield(&Finding{c: c}) })
	for _, p := range pool {
		if err := g.take(p.group, p.group, []pair{p}); err != nil {
			return err
		}
	}
	return g.finish()
}
