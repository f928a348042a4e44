package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/journal"
)

// Outcome is what Put did with an item.
type Outcome string

// Outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"   // the article was there with another text or other facts
	Unchanged Outcome = "unchanged" // it was there just so
)

// Item is an article to be stored with its facts.
type Item struct {
	consistency.Document
}

// Put stores articles. When it returns without an error they are on disk to
// stay. An article that is there already just so is not written again; of
// several items with one id the last counts. An item without an origin is put
// with the copies of it that are there, and told so in its Origin. After an error the items may be
// stored or not: putting them again is safe.
func (s *Store) Put(ctx context.Context, items []Item) ([]Outcome, error) {
	b, err := s.Prepare(ctx, items)
	if err != nil {
		return nil, err
	}
	return b.Outcomes, s.Commit(b)
}

// Batch is items made ready to be stored.
type Batch struct {
	Outcomes []Outcome // of each item, once the batch is committed
	docs     []bleveindex.Doc
	entries  []journal.Entry
}

// Prepare does of Put what may be done while the batch prepared before is being
// committed. Each batch must be committed, in order, before the second one after
// it is prepared; after an error of either none of those not yet committed is.
func (s *Store) Prepare(ctx context.Context, items []Item) (*Batch, error) {
	if s.opt.ReadOnly {
		return nil, ErrReadOnly
	}
	s.preparing.Lock()
	defer s.preparing.Unlock()
	if s.broken != nil {
		return nil, s.broken
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, err := s.prepare(items)
	if err != nil {
		return nil, errors.Join(err, s.forgetCopies())
	}
	return b, nil
}

// Commit stores a batch.
func (s *Store) Commit(b *Batch) error {
	if len(b.docs) == 0 {
		return nil
	}
	err := s.commit(b)
	s.preparing.Lock()
	defer s.preparing.Unlock()
	if err != nil {
		return errors.Join(err, s.forgetCopies())
	}
	for i := range b.docs {
		d := &b.docs[i]
		if s.coming[d.Article.ID].Hash == d.Hash { // else another version is on its way
			delete(s.coming, d.Article.ID)
		}
	}
	return nil
}

func (s *Store) commit(b *Batch) error {
	reached, err := s.journalArticles(b.docs, b.entries)
	if err != nil {
		return err
	}
	err = s.index.Put(b.docs, reached)
	if err == nil {
		return nil
	}
	// The journal has the articles; opening the corpus again files them.
	broken := fmt.Errorf("index could not take what the journal holds; open the corpus again: %w", err)
	s.preparing.Lock()
	s.broken = broken
	s.preparing.Unlock()
	if errors.Is(err, syscall.ENOSPC) {
		return broken
	}
	return s.damaged(err)
}

// forgetCopies drops what is known of copies and of articles on their way: some
// may not be stored.
func (s *Store) forgetCopies() error {
	c := s.copies
	clear(s.coming)
	if s.copies = nil; c == nil {
		return nil
	}
	return c.rest()
}

// prepare tells what is new in items and encodes it. What one article does not
// need to know of the others is done on all cores.
func (s *Store) prepare(items []Item) (*Batch, error) {
	last := make(map[string]int, len(items))
	for i := range items {
		if items[i].Article.ID == "" {
			return nil, fmt.Errorf("article without an id (%s)", items[i].Article.Path)
		}
		last[items[i].Article.ID] = i
	}
	if s.copies == nil {
		s.copies = newCopies(s.index)
	}
	if err := s.copies.nextBatch(); err != nil {
		return nil, s.damaged(err)
	}
	outcomes, arrivals := make([]Outcome, len(items)), make([]*arrival, len(items))
	err := onAllCores(len(items), func(t *tools, i int) (err error) {
		if outcomes[i] = Unchanged; last[items[i].Article.ID] == i {
			outcomes[i], arrivals[i], err = s.arrive(t, &items[i])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	arrivals = slices.DeleteFunc(arrivals, func(a *arrival) bool { return a == nil })
	for _, a := range arrivals {
		if err := s.copies.settle(a); err != nil {
			return nil, err
		}
	}
	if err := s.copies.rest(); err != nil {
		return nil, s.damaged(err)
	}
	b := &Batch{Outcomes: outcomes, docs: make([]bleveindex.Doc, len(arrivals)), entries: make([]journal.Entry, len(arrivals))}
	err = onAllCores(len(arrivals), func(t *tools, i int) (err error) {
		if b.docs[i], err = arrivals[i].doc(&t.packer); err != nil || s.dir == "" {
			return err
		}
		b.entries[i].Kind = kindArticle
		b.entries[i].Payload, err = t.encoder.article(arrivals[i].document)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.announce(b)
	return b, nil
}

// announce notes what is to be known of a batch until it is in the index.
func (s *Store) announce(b *Batch) {
	if s.coming == nil {
		s.coming = make(map[string]bleveindex.Mark, len(b.docs))
	}
	for i := range b.docs {
		m := b.docs[i].Mark
		m.Origin = b.docs[i].Document.Origin
		s.coming[b.docs[i].Article.ID] = m
	}
}

// mark is what is known of an article that is stored, or about to be.
func (s *Store) mark(t *tools, id string) (m bleveindex.Mark, known bool, err error) {
	if m, ok := s.coming[id]; ok {
		return m, true, nil
	}
	if s.copies.unknown(id) {
		return m, false, nil
	}
	if m, known, err = t.mark(s.index, id); err != nil {
		err = s.damaged(err)
	}
	return m, known, err
}

// arrive tells what comes of an item; nil where it is there just so.
func (s *Store) arrive(t *tools, it *Item) (Outcome, *arrival, error) {
	mark, known, err := s.mark(t, it.Article.ID)
	if err != nil {
		return "", nil, err
	}
	hash := t.encoder.hash(&it.Document)
	o := outcome(known, mark.Hash == hash)
	if o == Unchanged {
		return o, nil, nil
	}
	if known && it.Origin == "" {
		it.Origin = mark.Origin
	}
	return o, newArrival(&it.Document, hash), nil
}

// tools are what each worker has for itself.
type tools struct {
	encoder encoder
	packer  consistency.Packer
	look    *bleveindex.Look // nil until the index is asked
}

func (t *tools) mark(x *bleveindex.Index, id string) (m bleveindex.Mark, known bool, err error) {
	if t.look == nil {
		if t.look, err = x.Look(); err != nil {
			return m, false, err
		}
	}
	return t.look.Mark(id)
}

// work calls fn with the numbers that next gives out.
func (t *tools) work(next func() (int, bool), fn func(t *tools, i int) error, errs []error) error {
	for i, ok := next(); ok; i, ok = next() {
		errs[i] = fn(t, i)
	}
	if t.look == nil {
		return nil
	}
	return t.look.Close()
}

// onAllCores calls fn with the numbers below n, several at a time, and returns
// the error of the least number that has one.
func onAllCores(n int, fn func(t *tools, i int) error) error {
	workers := min(runtime.GOMAXPROCS(0), n)
	errs := make([]error, n+workers)
	var taken atomic.Int64
	next := func() (int, bool) {
		i := int(taken.Add(1)) - 1
		return i, i < n
	}
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() { errs[n+w] = new(tools).work(next, fn, errs[:n]) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func outcome(known, same bool) Outcome {
	switch {
	case !known:
		return Added
	case same:
		return Unchanged
	}
	return Updated
}

// journalArticles writes the entries and numbers the docs as their records.
func (s *Store) journalArticles(docs []bleveindex.Doc, entries []journal.Entry) (bleveindex.Reached, error) {
	if s.dir == "" {
		for i := range docs {
			s.memSeq++
			docs[i].Seq = s.memSeq
		}
		return bleveindex.Reached{Seq: s.memSeq}, nil
	}
	first, at, err := s.articles.Append(entries...)
	if err != nil {
		return bleveindex.Reached{}, err
	}
	for i := range docs {
		docs[i].Seq = first + uint64(i)
	}
	return reachedAt(docs[len(docs)-1].Seq, at[len(at)-1]), nil
}

func reachedAt(seq uint64, at journal.Position) bleveindex.Reached {
	return bleveindex.Reached{Seq: seq, Segment: at.Segment, Offset: at.Offset}
}

// damaged wraps an error of the index so that callers see which corpus it is.
func (s *Store) damaged(err error) error {
	return &DamagedError{Dir: s.dir, Index: true, Err: err}
}
