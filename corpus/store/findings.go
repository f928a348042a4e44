package store

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
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

// Conflicts calls yield with the findings of the corpus that pass the filter, best
// first. Of contradictions and variants it has at most some hundred bytes each in
// memory; whatever else is asked for is looked for anew.
func (s *Store) Conflicts(ctx context.Context, f consistency.Filter, yield func(corpus.Conflict) error) error {
	if !f.Plain() || f.Article != "" || !s.Keeps() {
		return s.scan(ctx, f, yield)
	}
	kept, err := s.kept(ctx, nil, nil)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.scan(ctx, f, yield) // it says what is wrong if it is not the file
	}
	defer kept.close()
	n, told, err := s.tell(ctx, kept, &f, yield)
	if err == nil || told {
		return err
	}
	// Whoever asks next makes it anew; what a scan finds comes in the same order.
	_ = os.Remove(filepath.Join(s.dir, findingsName))
	return s.scan(ctx, f, func(c corpus.Conflict) error {
		if n--; n >= 0 {
			return nil
		}
		return yield(c)
	})
}

// tell calls yield with the findings of a file, best first, and says how many it told
// of, and whether an error is another's than that of the file.
func (s *Store) tell(ctx context.Context, kept *findingsFile, f *consistency.Filter, yield func(corpus.Conflict) error) (n int, told bool, err error) {
	newest, err := s.index.Newest(ctx)
	if err != nil {
		return 0, true, err
	}
	list, err := s.ordered(kept, f, newest)
	for ; n < len(list) && err == nil; n++ {
		var x *consistency.Finding
		if x, err = kept.at(list[n]); err != nil {
			break
		}
		if err := errors.Join(ctx.Err(), yield(x.Conflict(newest))); err != nil {
			return n, true, err
		}
	}
	return n, false, err
}

// Kept is Conflicts where nothing has to be looked for, as what is kept is of the
// corpus as it is; false, perhaps after some of it, where that is not so.
func (s *Store) Kept(ctx context.Context, f consistency.Filter, yield func(corpus.Conflict) error) (bool, error) {
	if !f.Plain() || f.Article != "" || !s.Keeps() {
		return false, nil
	}
	now, err := s.state()
	if err != nil {
		return false, err
	}
	kept, err := openFindings(filepath.Join(s.dir, findingsName))
	if err != nil {
		return false, nil // there is none
	}
	defer kept.close()
	if !kept.head.of(&now) {
		return false, nil
	}
	_, told, err := s.tell(ctx, kept, &f, yield)
	if told {
		return false, err
	}
	return err == nil, nil
}

// Found is Conflicts in no useful order: where nothing is kept each finding is yielded
// once it is whole, the first after a small part of the work.
func (s *Store) Found(ctx context.Context, f consistency.Filter, yield func(corpus.Conflict) error) error {
	if !f.Plain() || f.Article != "" || !s.Keeps() {
		return consistency.Scan(ctx, s.index, f, yield)
	}
	newest, err := s.index.Newest(ctx)
	if err != nil {
		return err
	}
	looked := false
	each := func(x *consistency.Finding) error {
		looked = true
		if c := x.Conflict(newest); f.Wants(&c) {
			return yield(c)
		}
		return ctx.Err()
	}
	kept, err := s.kept(ctx, nil, each)
	switch {
	case err == nil:
		defer kept.close()
	case looked || ctx.Err() != nil:
		return err
	default:
		return consistency.Scan(ctx, s.index, f, yield) // it says what is wrong if it is not the file
	}
	if looked {
		return nil
	}
	if err := kept.each(func([]byte) error { return ctx.Err() }); err != nil { // before any is told of
		if ctx.Err() != nil {
			return err
		}
		_ = os.Remove(filepath.Join(s.dir, findingsName)) // whoever asks next makes it anew
		return consistency.Scan(ctx, s.index, f, yield)
	}
	return kept.each(func(packed []byte) error {
		x, err := consistency.UnpackFinding(packed)
		if err != nil {
			return err
		}
		return each(x)
	})
}

func (s *Store) scan(ctx context.Context, f consistency.Filter, yield func(corpus.Conflict) error) error {
	list, err := consistency.Conflicts(ctx, s.index, f)
	for i := 0; i < len(list) && err == nil; i++ {
		err = yield(list[i])
	}
	return err
}

// Keeps reports whether findings of the corpus can be kept. Where they cannot, each who asks
// for them has them looked for in all of it.
func (s *Store) Keeps() bool { return s.dir != "" && len(s.shards) == 0 && programSum() != "" }

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
// it, else brought up to date or looked for anew, and kept if that can be. What is
// looked for anew found is told of at once, unless it is nil.
func (s *Store) kept(ctx context.Context, r *replaced, found func(*consistency.Finding) error) (*findingsFile, error) {
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
		kept, err := s.makeFindings(now, func(w *findingsWriter) (*consistency.State, error) { return s.followFindings(ctx, old, &now, r, w) })
		if err == nil || ctx.Err() != nil {
			return kept, err
		}
	}
	return s.makeFindings(now, func(w *findingsWriter) (*consistency.State, error) {
		return consistency.Find(ctx, s.index, func(x *consistency.Finding) error {
			err := w.add(x)
			if err == nil && found != nil {
				err = found(x)
			}
			return err
		})
	})
}

// followFindings writes what was kept as it is by now.
func (s *Store) followFindings(ctx context.Context, old *findingsFile, now *findingsHead, r *replaced, w *findingsWriter) (*consistency.State, error) {
	if old.head.Program != now.Program || old.head.Index != now.Index || old.head.Reached.Seq > now.Reached.Seq {
		return nil, consistency.ErrAnew
	}
	st, err := old.state()
	if err != nil {
		return nil, err
	}
	ids, err := s.since(ctx, old.head.Reached, now)
	if err != nil {
		return nil, err
	}
	groups, known := []string(nil), 0
	if r != nil {
		groups = r.groups
		for _, before := range r.articles {
			if before {
				known++
			}
		}
	}
	if old.head.Articles+uint64(len(ids)-known) != now.Articles {
		return nil, consistency.ErrAnew // an article came again, and where its earlier version was filed nobody knows
	}
	more, err := consistency.GroupsOf(ctx, s.index, ids...)
	if err != nil {
		return nil, err
	}
	return consistency.Follow(ctx, s.index, slices.Concat(groups, more), old.each, st, w.add)
}

// since are the ids of the articles that came after a position of the journal.
func (s *Store) since(ctx context.Context, from bleveindex.Reached, now *findingsHead) ([]string, error) {
	ids := map[string]bool{}
	start := journal.Position{Segment: from.Segment, Offset: from.Offset}
	damage, err := s.articles.Scan(ctx, start, func(x journal.Record, _ journal.Position) error {
		if x.Seq <= from.Seq || x.Seq > now.Reached.Seq || x.Kind != kindArticle {
			return nil
		}
		id, ok := idOf(x.Payload)
		if ids[id] = true; !ok || uint64(len(ids)) > now.Articles/manyNew {
			return consistency.ErrAnew
		}
		return nil
	})
	if err == nil && len(damage) > 0 {
		err = consistency.ErrAnew
	}
	return slices.Collect(maps.Keys(ids)), err
}

// replaced are articles that a run puts in the place of earlier versions, and where
// those were filed.
type replaced struct {
	articles map[string]bool // whether it was there before the run
	groups   []string
}

// Upkeep keeps the findings of a corpus up to date over a run. The nil Upkeep does
// nothing.
type Upkeep struct {
	s        *Store
	from     uint64 // newest record at the beginning
	replaced replaced
}

// Upkeep begins the upkeep of a corpus that is empty, or whose findings are kept as
// of now; else it is left to whoever asks for them.
func (s *Store) Upkeep() *Upkeep {
	if !s.Keeps() || s.opt.ReadOnly {
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
	return &Upkeep{s: s, from: now.Reached.Seq, replaced: replaced{articles: make(map[string]bool)}}
}

// Replacing is told of articles of which new versions are about to be stored.
func (u *Upkeep) Replacing(ctx context.Context, ids []string) error {
	if u == nil || len(ids) == 0 {
		return nil
	}
	r := &u.replaced
	for _, id := range ids {
		m, ok, err := u.s.index.Mark(id)
		if err != nil {
			return err
		}
		r.articles[id] = r.articles[id] || ok && m.Seq <= u.from // else it came in this run
	}
	groups, err := consistency.GroupsOf(ctx, u.s.index, ids...)
	r.groups = append(r.groups, groups...)
	slices.Sort(r.groups)
	r.groups = slices.Compact(r.groups)
	return err
}

// End brings the findings up to date.
func (u *Upkeep) End(ctx context.Context) error {
	if u == nil {
		return nil
	}
	kept, err := u.s.kept(ctx, &u.replaced, nil)
	if err != nil {
		return err
	}
	return kept.close()
}
