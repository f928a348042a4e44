package consistency

import (
	"context"
	"errors"
	"slices"

	"twosource/corpus"
)

// ConflictsOf returns the conflicts that one stored article has a part in,
// best first. It reads only the groups of the article's own keys, so its cost
// does not grow with the corpus.
func ConflictsOf(ctx context.Context, ix Index, article string) ([]corpus.Conflict, error) {
	return NewDetector(ix).Of(ctx, article)
}

// Detector answers what ConflictsOf does for many articles in turn and keeps
// what it has read meanwhile. Not safe for concurrent use.
type Detector struct {
	ix     Index
	cache  *cache
	known  *lookups
	partly *partly
	newest int64
	fresh  bool // groups and newest are of the index as it is
}

// NewDetector returns a detector over an index.
func NewDetector(ix Index) *Detector { return &Detector{ix: ix, cache: newCache(detectorBytes)} }

// Stored tells the detector that articles were stored since it was last asked,
// these among them anew.
func (d *Detector) Stored(again ...string) {
	for _, id := range again {
		d.cache.forget(id)
	}
	d.fresh = false
}

// Of returns the conflicts that one stored article has a part in, best first.
func (d *Detector) Of(ctx context.Context, article string) ([]corpus.Conflict, error) {
	if !d.fresh {
		var err error
		if d.newest, err = newestOf(ctx, d.ix); err != nil {
			return nil, err
		}
		d.known, d.partly, d.fresh = newLookups(), &partly{}, true
	}
	ix, done, err := session(d.ix)
	if err != nil {
		return nil, err
	}
	out, err := d.of(ctx, ix, article)
	if e := done(); err == nil {
		err = e
	}
	return out, err
}

func (d *Detector) of(ctx context.Context, ix Index, article string) ([]corpus.Conflict, error) {
	var out []corpus.Conflict
	f := Filter{Article: article}
	s := scanner{ix: ix, filter: f, cache: d.cache, known: d.known, partly: d.partly, plain: f.plain()}
	g := newGatherer(f, d.newest, func(c corpus.Conflict) error { out = append(out, c); return nil })
	if err := s.of(ctx, article, g.take); err != nil {
		return nil, err
	}
	if err := g.finish(); err != nil {
		return nil, err
	}
	sortConflicts(out)
	return out, nil
}

// of compares the groups of one article.
func (s *scanner) of(ctx context.Context, article string, take func(group string, pairs []pair) error) error {
	t, err := s.told(ctx, s.ix, article)
	if err != nil {
		return err
	}
	names, own := t.groups()
	s.own = make(map[string]bool, len(names))
	for _, name := range names {
		s.own[name] = true
	}
	for _, name := range names {
		ids, err := s.articlesNamed(ctx, name, own)
		if err != nil {
			return err
		}
		if len(ids) == 0 || s.same.before(name, ids) {
			continue
		}
		pairs, err := s.compare(ctx, s.ix, name, ids)
		if err == nil {
			err = take(name, pairs)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lookup reads the values of one group.
func lookup(ctx context.Context, ix Index, name string) (group, error) {
	g := group{name: name}
	err := ix.Keys(ctx, name, func(k string) error {
		if len(g.values) == maxWalk {
			return errEnough
		}
		g.values = append(g.values, k)
		return nil
	})
	if err == errEnough {
		err = nil
	}
	return g, err
}

// errEnough ends a walk.
var errEnough = errors.New("enough")

// lookups are the groups that were looked up of an index as it is.
type lookups struct {
	groups map[string]lookedUp
	stamps map[string][]string // key of a slot group → its articles
}

// lookedUp is the articles read of a group, or the keys of a slot group, of which
// an article asks for those around its own.
type lookedUp struct {
	articles []string
	slot     group
}

func newLookups() *lookups {
	return &lookups{groups: make(map[string]lookedUp), stamps: make(map[string][]string)}
}

// articlesNamed are the articles read of a group known by name, none where it is
// not promising: of a slot group those around the article with a stamp.
func (s *scanner) articlesNamed(ctx context.Context, name, own string) ([]string, error) {
	found, ok := s.known.groups[name]
	if !ok {
		g, err := lookup(ctx, s.ix, name)
		if err != nil {
			return nil, err
		}
		s.partly.note(&g)
		switch {
		case !g.promising():
		case isSlot(name):
			found.slot = g
		default:
			if found.articles, err = articles(ctx, s.ix, &g); err != nil {
				return nil, err
			}
		}
		s.known.groups[name] = found
	}
	if !isSlot(name) {
		return found.articles, nil
	}
	return s.stamped(ctx, found.slot.around(name+own+Separator))
}

// stamped are the articles with these keys of a slot group, sorted.
func (s *scanner) stamped(ctx context.Context, keys []string) ([]string, error) {
	var out []string
	for _, k := range keys {
		ids, ok := s.known.stamps[k]
		if !ok {
			var err error
			if ids, err = s.ix.Articles(ctx, []string{k}, minAbout); err != nil {
				return nil, err
			}
			s.known.stamps[k] = ids
		}
		out = append(out, ids...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
