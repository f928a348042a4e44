package consistency

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"twosource/corpus"
)

// ConflictsOf returns the conflicts that one stored article has a part in,
// best first. It reads only the groups of the article's own keys, so its cost
// does not grow with the corpus.
func ConflictsOf(ctx context.Context, ix Index, article string) ([]corpus.Conflict, error) {
	return NewDetector(ix).Of(ctx, article)
}

// Detector answers what ConflictsOf does for many articles and keeps what it has
// read meanwhile. One goroutine may use it at a time.
type Detector struct {
	ix     Index
	cache  *cache
	known  *lookups
	partly *partly
	newest int64
	fresh  bool // known and newest are of the index as it is
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
	list, err := d.All(ctx, []string{article})
	return list[0], err
}

// All is Of of many articles, on all cores; none of those without an id.
func (d *Detector) All(ctx context.Context, articles []string) ([][]corpus.Conflict, error) {
	out := make([][]corpus.Conflict, len(articles))
	if err := d.refresh(ctx); err != nil {
		return out, err
	}
	workers := min(runtime.GOMAXPROCS(0), len(articles))
	errs := make([]error, workers)
	var next atomic.Int64
	var running sync.WaitGroup
	for w := range workers {
		ix, done, err := session(d.ix) // all of the index as it is now
		if err != nil {
			errs[w] = err
			next.Store(int64(len(articles)))
			break
		}
		running.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(articles)) && errs[w] == nil; i = next.Add(1) - 1 {
				if id := articles[i]; id != "" {
					out[i], errs[w] = d.of(ctx, ix, id)
				}
			}
			errs[w] = errors.Join(errs[w], done())
		})
	}
	running.Wait()
	return out, errors.Join(errs...)
}

// Together returns the conflicts that some of the articles have a part in, each once,
// best first: what each of them clashes in with others, put together as a scan does.
// Of all articles of an index it returns what Conflicts does, but where more than
// storyMost of them tell of one event: each is held against more of those then. An
// article that is gone has no part in any.
func (d *Detector) Together(ctx context.Context, articles []string, f Filter) (out []corpus.Conflict, err error) {
	if err := d.refresh(ctx); err != nil {
		return nil, err
	}
	ix, done, err := session(d.ix)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	g := newGatherer(worded(f, d.newest, func(c corpus.Conflict) error { out = append(out, c); return nil }))
	open := func(_, group string, pairs []pair) error { return g.take("", group, pairs) } // none is whole before the end
	for _, id := range articles {
		s := d.scanner(ix, Filter{Article: id, Verdicts: f.Verdicts})
		if err := s.of(ctx, id, open); err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
	}
	if err := g.finish(); err != nil {
		return nil, err
	}
	sortConflicts(out)
	return out, nil
}

func (d *Detector) scanner(ix Index, f Filter) *scanner {
	return &scanner{ix: ix, filter: f, cache: d.cache, known: d.known, partly: d.partly, plain: f.Plain()}
}

func (d *Detector) refresh(ctx context.Context) error {
	if d.fresh {
		return nil
	}
	var err error
	if d.newest, err = newestOf(ctx, d.ix); err != nil {
		return err
	}
	d.known, d.partly, d.fresh = newLookups(), &partly{}, true
	return nil
}

func (d *Detector) of(ctx context.Context, ix Index, article string) ([]corpus.Conflict, error) {
	var out []corpus.Conflict
	f := Filter{Article: article}
	s := d.scanner(ix, f)
	g := newGatherer(worded(f, d.newest, func(c corpus.Conflict) error { out = append(out, c); return nil }))
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
func (s *scanner) of(ctx context.Context, article string, take taker) error {
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
		if len(ids) == 0 || s.same.before(name, ids, s.partly) {
			continue
		}
		pairs, err := s.compare(ctx, s.ix, name, ids)
		if err == nil {
			err = take(name, name, pairs)
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

// lookupAll calls fn with groups known by name.
func lookupAll(ctx context.Context, ix Index, names []string, fn func(group) error) error {
	ix, done, err := session(ix)
	if err != nil {
		return err
	}
	for i := 0; i < len(names) && err == nil; i++ {
		var g group
		if g, err = lookup(ctx, ix, names[i]); err == nil {
			err = fn(g)
		}
	}
	return errors.Join(err, done())
}

// errEnough ends a walk.
var errEnough = errors.New("enough")

// lookups are the groups that were looked up of an index as it is. Safe for
// concurrent use.
type lookups struct {
	mu     sync.Mutex
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

// remembered returns what m holds of a key, or what find finds.
func remembered[T any](mu *sync.Mutex, m map[string]T, key string, find func() (T, error)) (T, error) {
	mu.Lock()
	v, ok := m[key]
	mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := find()
	if err != nil {
		return v, err
	}
	mu.Lock()
	m[key] = v
	mu.Unlock()
	return v, nil
}

// articlesNamed are the articles read of a group known by name, none where it is
// not promising: of a slot group those around the article with a stamp.
func (s *scanner) articlesNamed(ctx context.Context, name, own string) ([]string, error) {
	found, err := remembered(&s.known.mu, s.known.groups, name, func() (lookedUp, error) { return s.lookUp(ctx, name) })
	if err != nil || !isSlot(name) {
		return found.articles, err
	}
	var out []string
	for _, key := range found.slot.around(name + own) {
		ids, err := remembered(&s.known.mu, s.known.stamps, key, func() ([]string, error) { return s.ix.Articles(ctx, []string{key}, minAbout) })
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func (s *scanner) lookUp(ctx context.Context, name string) (found lookedUp, err error) {
	g, err := lookup(ctx, s.ix, name)
	if err != nil {
		return found, err
	}
	s.partly.note(&g)
	switch {
	case !g.promising():
	case isSlot(name):
		found.slot = g
	default:
		found.articles, err = articles(ctx, s.ix, &g)
	}
	return found, err
}
