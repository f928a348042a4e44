package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/journal"
)

// Findings that a scan found are kept in a file of the corpus, beside the index, and
// like it can be made again: whoever asks for contradictions reads them there, and
// looks anew only at the groups of articles that came since.

// findingsName is the file with what a scan found.
const findingsName = "findings"

// manyNew is the part of a corpus, one in so many, from which on new articles make
// a scan of all worth its while.
const manyNew = 4

// errAnew says that what was kept cannot be brought up to date.
var errAnew = errors.New("findings must be looked for anew")

// Conflicts calls yield with the findings of the corpus that pass the filter, best
// first. Of contradictions and variants it has at most some hundred bytes each in
// memory; whatever else is asked for is looked for anew.
func (s *Store) Conflicts(ctx context.Context, f consistency.Filter, yield func(corpus.Conflict) error) error {
	if !f.Plain() || f.Article != "" || !s.keeps() {
		return s.scan(ctx, f, yield)
	}
	kept, err := s.kept(ctx, nil)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.scan(ctx, f, yield) // it says what is wrong if it is not the file
	}
	defer kept.close()
	newest, err := s.index.Newest(ctx)
	if err != nil {
		return err
	}
	list, err := kept.ranked(&f, newest)
	if err != nil { // whoever asks next makes it anew
		_ = os.Remove(filepath.Join(s.dir, findingsName))
		return s.scan(ctx, f, yield)
	}
	for _, at := range list {
		x, err := kept.at(at)
		if err != nil {
			return err
		}
		if err := errors.Join(ctx.Err(), yield(x.Conflict(newest))); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) scan(ctx context.Context, f consistency.Filter, yield func(corpus.Conflict) error) error {
	list, err := consistency.Conflicts(ctx, s.index, f)
	for i := 0; i < len(list) && err == nil; i++ {
		err = yield(list[i])
	}
	return err
}

// keeps reports whether findings of the corpus can be kept.
func (s *Store) keeps() bool { return s.dir != "" && len(s.shards) == 0 && programSum() != "" }

// state is the state of the index that findings are of.
func (s *Store) state() (findingsHead, error) {
	h := findingsHead{Format: findingsFormat, Program: programSum(), Index: s.manifest.Index}
	var err error
	if h.Reached, err = s.index.Reached(); err == nil {
		h.Articles, err = s.index.Count()
	}
	return h, err
}

// kept are the findings of the index as it is: those in the file where they are of
// it, else brought up to date or looked for anew, and kept if that can be.
func (s *Store) kept(ctx context.Context, r *replaced) (*findingsFile, error) {
	now, err := s.state()
	if err != nil {
		return nil, err
	}
	old, err := openFindings(filepath.Join(s.dir, findingsName))
	if err == nil && old.head.of(&now) {
		return old, nil
	}
	if err == nil {
		defer old.close()
		kept, err := s.makeFindings(now, func(w *findingsWriter) error { return s.followFindings(ctx, old, &now, r, w) })
		if err == nil || ctx.Err() != nil {
			return kept, err
		}
	}
	return s.makeFindings(now, func(w *findingsWriter) error { return consistency.Find(ctx, s.index, w.add) })
}

// followFindings writes what was kept as it is by now.
func (s *Store) followFindings(ctx context.Context, old *findingsFile, now *findingsHead, r *replaced, w *findingsWriter) error {
	from := old.head.Reached
	if old.head.Program != now.Program || old.head.Index != now.Index || from.Seq > now.Reached.Seq {
		return errAnew
	}
	ids := map[string]bool{}
	start := journal.Position{Segment: from.Segment, Offset: from.Offset}
	damage, err := s.articles.Scan(ctx, start, func(x journal.Record, _ journal.Position) error {
		if x.Seq <= from.Seq || x.Seq > now.Reached.Seq || x.Kind != kindArticle {
			return nil
		}
		id, ok := idOf(x.Payload)
		if ids[id] = true; !ok || uint64(len(ids)) > now.Articles/manyNew {
			return errAnew
		}
		return nil
	})
	if err != nil {
		return err
	}
	known := uint64(0)
	if r != nil {
		known = uint64(len(r.articles))
	}
	if len(damage) > 0 || old.head.Articles+uint64(len(ids))-known != now.Articles {
		return errAnew // an article came again, and where its earlier version was filed nobody knows
	}
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id)
	}
	groups, err := consistency.GroupsOf(ctx, s.index, list...)
	if err != nil {
		return err
	}
	if r != nil {
		groups = append(groups, r.groups...)
		slices.Sort(groups)
		groups = slices.Compact(groups)
	}
	return consistency.Follow(ctx, s.index, groups, old.each, w.add)
}

// replaced are articles that a run puts in the place of earlier versions, and where
// those were filed.
type replaced struct {
	articles map[string]bool
	groups   []string
}

// Upkeep keeps the findings of a corpus up to date over a run. The nil Upkeep does
// nothing.
type Upkeep struct {
	s        *Store
	replaced replaced
}

// Upkeep begins the upkeep of a corpus that is empty, or whose findings are kept as
// of now; else it is left to whoever asks for them.
func (s *Store) Upkeep() *Upkeep {
	if !s.keeps() || s.opt.ReadOnly {
		return nil
	}
	now, err := s.state()
	if err != nil {
		return nil
	}
	if now.Articles > 0 {
		old, err := openFindings(filepath.Join(s.dir, findingsName))
		if err != nil {
			return nil
		}
		defer old.close()
		if !old.head.of(&now) {
			return nil
		}
	}
	return &Upkeep{s: s, replaced: replaced{articles: make(map[string]bool)}}
}

// Replacing is told of articles of which new versions are about to be stored.
func (u *Upkeep) Replacing(ctx context.Context, ids []string) error {
	if u == nil || len(ids) == 0 {
		return nil
	}
	groups, err := consistency.GroupsOf(ctx, u.s.index, ids...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		u.replaced.articles[id] = true
	}
	r := &u.replaced
	r.groups = append(r.groups, groups...)
	slices.SortFunc(r.groups, cmp.Compare[string])
	r.groups = slices.Compact(r.groups)
	return nil
}

// End brings the findings up to date.
func (u *Upkeep) End(ctx context.Context) error {
	if u == nil {
		return nil
	}
	kept, err := u.s.kept(ctx, &u.replaced)
	if err != nil {
		return err
	}
	return kept.close()
}
