package consistency

import (
	"context"
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
	plain  bool // only contradictions and variants are wanted, and no check is left out
}

// group is what is filed under one subject and attribute.
type group struct {
	name   string
	values []string // keys, sorted
}

// whole reports whether every value of the group is compared.
func (g *group) whole() bool {
	n := len(g.values)
	switch {
	case isAll(g.name):
		return n <= maxAll
	case isSlot(g.name):
		return n <= 1+slotReach
	}
	return n < 2 || g.promising() && n <= maxValues
}

// promising reports whether there is anything to compare: two values or more,
// but not so many that the name or the run of words is shared by many stories.
func (g *group) promising() bool {
	n := len(g.values)
	if n < 2 { // all say the same, or one article alone
		return false
	}
	switch {
	case isAll(g.name):
		return n <= maxAll
	case isSlot(g.name):
		return n <= maxSlot
	case g.name[0] == markQuote:
		return n <= maxOpenings // a run of words that anybody begins with
	case g.name[0] == markAbout:
		return n <= maxShared
	}
	return true
}

// walk calls fn with the groups worth comparing, in order: all, or those asked for.
func (s *scanner) walk(ctx context.Context, fn func(group) error) error {
	if s.only == nil {
		return s.promisingGroups(ctx, fn)
	}
	return lookupAll(ctx, s.ix, s.only, func(g group) error {
		s.partly.note(&g)
		if !g.promising() {
			return nil
		}
		return fn(g)
	})
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

// all compares all groups, or those asked for, on all cores and calls take with
// the pairs of each, in order of the groups.
func (s *scanner) all(ctx context.Context, take func(group string, pairs []pair) error) error {
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

func collect(order <-chan *job, take func(string, []pair) error) error {
	for j := range order {
		<-j.done
		if j.err != nil {
			return j.err
		}
		for i, pairs := range j.pairs {
			if err := take(j.groups[i].name, pairs); err != nil {
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
		ids, err := articles(ctx, ix, g)
		if err == nil && !s.same.before(g.name, ids) {
			j.pairs[i], err = s.compare(ctx, ix, g.name, ids)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
