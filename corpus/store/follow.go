package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/journal"
)

// Limits of a batch when the index follows the journal.
const (
	followDocs  = 400
	followBytes = 4 << 20
)

// catchUp files what the journal holds and the index does not.
func (s *Store) catchUp(ctx context.Context) error {
	reached, err := s.index.Reached()
	if err != nil {
		return s.damaged(err)
	}
	last := s.articles.Last()
	switch {
	case reached.Seq == last:
		return nil
	case reached.Seq > last && s.opt.ReadOnly:
		return nil // a writer will see to it
	case reached.Seq > last:
		s.opt.notify("journal: records %d to %d were stored and are gone", last+1, reached.Seq)
		if err := s.salvageFrom(ctx, s.index, reached.Seq, nil); err != nil {
			return err
		}
		reached.Segment, reached.Offset = 0, 0 // the place is gone, or another's
		return s.follow(ctx, s.index, reached, nil)
	case s.opt.ReadOnly:
		return errBehind
	}
	s.opt.notify("index: taking in %d articles the journal holds", last-reached.Seq)
	return s.follow(ctx, s.index, reached, nil)
}

// follower files journal records in an index, batch by batch.
type follower struct {
	s       *Store
	index   *bleveindex.Index
	copies  *copies
	packer  consistency.Packer
	docs    []bleveindex.Doc
	bytes   int
	reached bleveindex.Reached
	done    uint64
	report  func(done uint64)
}

// follow files all articles behind a position.
func (s *Store) follow(ctx context.Context, x *bleveindex.Index, from bleveindex.Reached, report func(done uint64)) error {
	f := &follower{s: s, index: x, copies: newCopies(x), reached: from, report: report}
	start := journal.Position{Segment: from.Segment, Offset: from.Offset}
	damage, err := s.articles.Scan(ctx, start, func(r journal.Record, at journal.Position) error {
		if r.Seq <= from.Seq {
			return nil
		}
		return f.record(r, at)
	})
	if err == nil {
		err = f.flush()
	}
	if err = errors.Join(err, f.copies.rest()); err != nil {
		return fmt.Errorf("index the journal: %w", err)
	}
	for _, d := range damage {
		if !d.Tail {
			s.opt.notify("journal articles: %v", d)
		}
	}
	if last := s.articles.Last(); f.reached.Seq < last { // the newest records are damaged
		f.reached.Seq = last
		return x.Advance(f.reached)
	}
	return nil
}

func (f *follower) record(r journal.Record, at journal.Position) error {
	f.reached = reachedAt(r.Seq, at)
	if r.Kind != kindArticle {
		return nil
	}
	it, err := decodeArticle(r.Payload)
	if err != nil {
		f.s.opt.notify("journal record %d: %v", r.Seq, err)
		return nil
	}
	a := newArrival(it, f.s.encoder.hash(it))
	if err := f.copies.settle(a); err != nil {
		return err
	}
	doc, err := a.doc(&f.packer)
	if err != nil {
		return err
	}
	doc.Seq = r.Seq
	f.docs = append(f.docs, doc)
	f.bytes += len(it.Article.Text)
	if len(f.docs) >= followDocs || f.bytes >= followBytes {
		return f.flush()
	}
	return nil
}

func (f *follower) flush() error {
	if len(f.docs) == 0 {
		if f.reached.Seq == 0 {
			return nil
		}
		return f.index.Advance(f.reached)
	}
	if err := f.index.Put(f.docs, f.reached); err != nil {
		return err
	}
	f.done += uint64(len(f.docs))
	if f.report != nil {
		f.report(f.done)
	}
	f.docs, f.bytes = nil, 0
	return f.copies.nextBatch()
}

// Rebuild makes the index of the corpus in dir again from its journal. The old
// index stays in use until the new one is whole. report, if not nil, is told
// how many articles are done.
func Rebuild(ctx context.Context, dir string, opt Options, report func(done uint64)) error {
	opt.ReadOnly = false
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	l, err := acquire(dir, opt)
	if err != nil {
		return err
	}
	s := &Store{dir: dir, opt: opt, lock: l, manifest: m}
	defer s.Close()
	if s.manifest, err = readManifest(dir); err != nil {
		return err
	}
	if err := s.openJournals(); err != nil {
		return err
	}
	return s.rebuild(ctx, report)
}

// rebuild makes a new index and puts it in the place of the one in use.
func (s *Store) rebuild(ctx context.Context, report func(done uint64)) error {
	if s.index != nil {
		_ = s.index.Close() // it is to be replaced, in whatever state it is
		s.index = nil
	}
	if err := s.salvage(ctx); err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	name, err := nextIndex(s.dir)
	if err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	path := filepath.Join(s.dir, name)
	x, err := bleveindex.Create(path)
	if err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	if err := s.follow(ctx, x, bleveindex.Reached{}, report); err != nil {
		_ = x.Close()
		_ = os.RemoveAll(path)
		return fmt.Errorf("rebuild index: %w", err)
	}
	s.index = x
	s.manifest.Index = name
	if s.manifest.Created == "" {
		s.manifest.Created = s.opt.now().UTC().Format("2006-01-02T15:04:05Z07:00")
	}
	if err := s.manifest.write(s.dir); err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	return sweep(s.dir, name)
}
