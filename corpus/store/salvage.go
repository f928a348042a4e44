package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"twosource/corpus/bleveindex"
	"twosource/corpus/journal"
)

// salvage writes articles whose journal records are damaged to the journal
// again, from the index in use, which has a second copy of each. It does
// nothing where the journal is whole or the index cannot be read.
func (s *Store) salvage(ctx context.Context) error {
	damage, err := s.articles.Scan(ctx, journal.Position{}, nil)
	if err != nil {
		return err
	}
	x, err := bleveindex.Open(filepath.Join(s.dir, s.manifest.Index), true)
	if err != nil {
		return nil // nothing to be had there
	}
	defer x.Close()
	reached, err := x.Reached()
	if err != nil || len(damage) == 0 && reached.Seq <= s.articles.Last() {
		return nil
	}
	return s.salvageFrom(ctx, x, reached.Seq, damage)
}

// salvageFrom saves the articles of the damaged stretches and those numbered
// above the journal's last record.
func (s *Store) salvageFrom(ctx context.Context, x *bleveindex.Index, reached uint64, damage []journal.Damage) error {
	last := s.articles.Last()
	s.articles.Skip(reached)
	ids, err := x.IDs(ctx)
	if err != nil {
		return nil // the index is damaged as well
	}
	saved := 0
	for _, id := range ids {
		m, ok, err := x.Mark(id)
		if err != nil || !ok || !lost(m.Seq, last, damage) {
			continue
		}
		d, err := x.Document(ctx, id)
		if err != nil {
			continue
		}
		payload, err := s.encoder.article(&d)
		if err != nil {
			return err
		}
		if _, _, err := s.articles.Append(journal.Entry{Kind: kindArticle, Payload: payload}); err != nil {
			return fmt.Errorf("salvage %q: %w", id, err)
		}
		saved++
	}
	if saved > 0 {
		s.opt.notify("journal: %d articles of damaged records were saved from the index", saved)
	}
	return nil
}

func lost(seq, last uint64, damage []journal.Damage) bool {
	return seq > last || slices.ContainsFunc(damage, func(d journal.Damage) bool { return d.First <= seq && seq <= d.Last })
}
