package consistency

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
)

// scanner compares the statements of groups, each pair once.
type scanner struct {
	ix     Index
	filter Filter
	off    check
	cache  *cache
	known  *lookups // groups looked up before; nil where all are compared
	partly *partly
	only   []string        // names of the groups asked for, sorted; nil for all
	own    map[string]bool // groups of the one article asked for; nil where all are compared
	same   sameSets
	plan   *plan // how all groups are visited, nil in order of their names
	plain  bool  // only contradictions and variants are wanted, and no check is left out
}

// group is what is filed under one subject and attribute.
type group struct {
	name     string
	values   []string // keys, sorted
	turn     string   // when it is visited; the name but where a plan says
	articles []string // those read of it, sorted, nil where they are to be looked up
}

// whole reports whether every value of the group is compared.
func (g *group) whole() bool { return whole(g.name, len(g.values)) }

func whole(name string, values int) bool {
	switch {
	case isAll(name):
		return values <= maxAll
	case isSlot(name):
		return values <= 1+slotReach
	}
	return values < 2 || promising(name, values) && values <= maxValues
}

// promising reports whether there is anything to compare: two values or more,
// but not so many that the name or the run of words is shared by many stories.
func (g *group) promising() bool { return promising(g.name, len(g.values)) }

func promising(name string, values int) bool {
	if values < 2 { // all say the same, or one article alone
		return false
	}
	switch {
	case isAll(name):
		return values <= maxAll
	case isSlot(name):
		return values <= maxSlot
	case name[0] == markQuote:
		return values <= maxOpenings // a run of words that anybody begins with
	case name[0] == markAbout:
		return values <= maxShared
	}
	return true
}

// walk calls fn with the groups worth comparing, in order: all, or those asked for.
func (s *scanner) walk(ctx context.Context, fn func(group) error) error {
	if s.only == nil {
		return s.visit(ctx, fn)
	}
	return lookupAll(ctx, s.ix, s.only, func(g group) error {
		s.partly.note(&g)
		if !g.promising() {
			return nil
		}
		return fn(g)
	})
}

// visit calls fn with the groups worth comparing: those of one story together where
// the index tells who is filed under its keys, else in order of their names.
func (s *scanner) visit(ctx context.Context, fn func(group) error) error {
	ix, done, err := session(s.ix)
	if err != nil {
		return err
	}
	if f, ok := ix.(Filed); !ok {
		err = s.promisingGroups(ctx, fn)
	} else if s.plan, err = planOf(ctx, f, s.partly, partSize); err == nil {
		err = s.plan.visit(ctx, f, fn)
	}
	return errors.Join(err, done())
}

// promisingGroups walks all keys once and calls fn with the groups worth
// comparing, in order.
func (s *scanner) promisingGroups(ctx context.Context, fn func(group) error) error {
	var g group
	end := func() error {
		s.partly.note(&g)
		if !g.promising() {
			g.values = g.values[:0]
			return nil
		}
		full := g
		g.values = nil
		return fn(full)
	}
	err := s.ix.Keys(ctx, "", func(k string) error {
		if g.name == "" || !strings.HasPrefix(k, g.name) {
			if err := end(); err != nil {
				return err
			}
			g.name = groupOf(k)
		}
		if len(g.values) < maxWalk {
			g.values = append(g.values, k)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return end()
}

// portion is how many groups one worker takes at a time: those of one subject
// stand together and read the same articles.
const portion = 32

// job is a portion of the groups; done is closed once its pairs are there.
type job struct {
	groups []group
	pairs  [][]pair // of each group
	err    error
	done   chan struct{}
}

// taker is given the pairs of a group at its turn.
type taker func(turn, group string, pairs []pair) error

// all compares all groups, or those asked for, on all cores and calls take with
// the pairs of each, in the order in which they are visited.
func (s *scanner) all(ctx context.Context, take taker) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	jobs, order := make(chan *job), make(chan *job, 4*workers)
	var running sync.WaitGroup
	ended := make(chan error, workers)
	for range workers {
		running.Go(func() {
			ix, done, opened := session(s.ix)
			for j := range jobs {
				if j.err = opened; j.err == nil {
					j.err = s.portion(ctx, ix, j)
				}
				close(j.done)
			}
			if opened == nil {
				ended <- done()
			}
		})
	}
	var walked error
	running.Go(func() {
		defer close(order)
		defer close(jobs)
		walked = s.deal(ctx, jobs, order)
	})
	err := collect(order, take)
	cancel()
	for range order {
	}
	running.Wait()
	close(ended)
	if err == nil {
		err = walked
	}
	for e := range ended {
		if err == nil {
			err = e
		}
	}
	return err
}

// deal hands out the groups in portions.
func (s *scanner) deal(ctx context.Context, jobs, order chan<- *job) error {
	next := &job{done: make(chan struct{})}
	send := func() error {
		j := next
		next = &job{done: make(chan struct{})}
		for _, to := range []chan<- *job{order, jobs} {
			select {
			case to <- j:
			case <-ctx.Done():
				j.err = ctx.Err()
				close(j.done)
				return ctx.Err()
			}
		}
		return nil
	}
	err := s.walk(ctx, func(g group) error {
		if next.groups = append(next.groups, g); len(next.groups) < portion {
			return nil
		}
		return send()
	})
	if err == nil && len(next.groups) > 0 {
		err = send()
	}
	return err
}

func collect(order <-chan *job, take taker) error {
	for j := range order {
		<-j.done
		if j.err != nil {
			return j.err
		}
		for i, pairs := range j.pairs {
			g := &j.groups[i]
			if err := take(cmp.Or(g.turn, g.name), g.name, pairs); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *scanner) portion(ctx context.Context, ix Index, j *job) error {
	j.pairs = make([][]pair, len(j.groups))
	for i := range j.groups {
		g := &j.groups[i]
		ids, err := s.articlesOf(ctx, ix, g)
		if err == nil && !s.same.before(g.name, ids, s.partly) {
			j.pairs[i], err = s.compare(ctx, ix, g.name, ids)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// articlesOf are the articles read of a group that is visited.
func (s *scanner) articlesOf(ctx context.Context, ix Index, g *group) ([]string, error) {
	if g.articles != nil {
		return g.articles, nil
	}
	if g.values == nil {
		found, err := lookup(ctx, ix, g.name)
		if err != nil {
			return nil, err
		}
		g.values = found.values
	}
	return articles(ctx, ix, g)
}

// articles are the articles read of a group: some of each of its values, so
// that a lone value is seen beside a common one and the cost has a limit.
func articles(ctx context.Context, ix Index, g *group) ([]string, error) {
	values := g.values
	if !isSlot(g.name) {
		values = spread(values)
	}
	return ix.Articles(ctx, values, each(g.name, len(values)))
}

// spread keeps at most maxValues of a group's values, from first to last.
func spread[T any](values []T) []T {
	n := len(values)
	if n <= maxValues {
		return values
	}
	kept := make([]T, maxValues)
	for i := range kept {
		kept[i] = values[i*n/maxValues]
	}
	return kept
}

// each is how many articles are read of each of so many values of a group.
func each(name string, values int) int {
	if name[0] == markAbout || isSlot(name) {
		return max(minAbout, maxAbout/values)
	}
	return max(minArticles, maxArticles/values)
}
