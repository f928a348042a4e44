package store

import (
	"context"
	"errors"
	"fmt"
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
	if s.opt.ReadOnly {
		return nil, ErrReadOnly
	}
	if s.broken != nil {
		return nil, s.broken
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	outcomes, docs, entries, err := s.prepare(items)
	if err != nil || len(docs) == 0 {
		return outcomes, err
	}
	reached, err := s.journalArticles(docs, entries)
	if err != nil {
		return nil, err
	}
	if err := s.index.Put(docs, reached); err != nil {
		// The journal has the articles; opening the corpus again files them.
		s.broken = fmt.Errorf("index could not take what the journal holds; open the corpus again: %w", err)
		if errors.Is(err, syscall.ENOSPC) {
			return nil, s.broken
		}
		return nil, s.damaged(err)
	}
	return outcomes, nil
}

// prepare tells what is new in items and encodes it.
func (s *Store) prepare(items []Item) ([]Outcome, []bleveindex.Doc, []journal.Entry, error) {
	outcomes := make([]Outcome, len(items))
	last := make(map[string]int, len(items))
	for i := range items {
		if items[i].Article.ID == "" {
			return nil, nil, nil, fmt.Errorf("article without an id (%s)", items[i].Article.Path)
		}
		last[items[i].Article.ID] = i
	}
	if s.copies == nil {
		s.copies = newCopies(s.index)
	}
	s.copies.nextBatch()
	docs := make([]bleveindex.Doc, 0, len(items))
	entries := make([]journal.Entry, 0, len(items))
	for i := range items {
		it := &items[i]
		if last[it.Article.ID] != i {
			outcomes[i] = Unchanged
			continue
		}
		hash := s.encoder.hash(&it.Document)
		mark, known, err := s.index.Mark(it.Article.ID)
		if err != nil {
			return nil, nil, nil, s.damaged(err)
		}
		outcomes[i] = outcome(known, mark.Hash == hash)
		if outcomes[i] == Unchanged {
			continue
		}
		if known && it.Origin == "" {
			it.Origin = mark.Origin
		}
		doc, err := s.copies.file(&it.Document, hash)
		if err != nil {
			return nil, nil, nil, err
		}
		docs = append(docs, doc)
		if s.dir == "" {
			continue
		}
		payload, err := s.encoder.article(&it.Document)
		if err != nil {
			return nil, nil, nil, err
		}
		entries = append(entries, journal.Entry{Kind: kindArticle, Payload: payload})
	}
	return outcomes, docs, entries, nil
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
