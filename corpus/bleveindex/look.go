package bleveindex

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"twosource/corpus/consistency"
	"twosource/corpus/keyfile"
)

// maxPlaces bounds what a Look remembers of where articles are.
const maxPlaces = 1 << 13

// Look is the index as it was when it was made, for one goroutine that reads
// much. It keeps the dictionaries of segments and where articles are, which
// takes longer to find than what is read there.
type Look struct {
	*Index
	r      index.IndexReader
	leaves []*leaf
	filed  *keyfile.View // nil until it is asked for
	places map[string]docPlace
	seen   map[string]Mark // of articles that share bands
	last   Mark            // that was read last
	lastID string
	list   segment.PostingsList     // for use once more
	it     segment.PostingsIterator // for use once more
}

type docPlace struct {
	leaf *leaf
	doc  int
	seq  uint64 // journal record, 0 until it is asked for
}

var (
	_ consistency.Sessions = (*Index)(nil)
	_ consistency.Digests  = (*Look)(nil)
	_ consistency.Filed    = (*Look)(nil)
)

// Session implements consistency.Sessions.
func (x *Index) Session() (consistency.Index, func() error, error) {
	if x.mem != nil {
		return x, func() error { return nil }, nil
	}
	s, err := x.Look()
	if err != nil {
		return nil, nil, err
	}
	return s, s.Close, nil
}

// Look returns the index as it is now.
func (x *Index) Look() (*Look, error) {
	var s *Look
	err := guard("read", func() error {
		r, err := x.reader()
		if err != nil {
			return err
		}
		leaves, err := leavesOf(r)
		if err != nil {
			return errors.Join(err, r.Close())
		}
		s = &Look{Index: x, r: r, leaves: leaves, places: make(map[string]docPlace), seen: make(map[string]Mark)}
		return nil
	})
	return s, err
}

// Close ends the look; the index stays open.
func (s *Look) Close() error {
	if s.filed != nil {
		s.filed.Close()
	}
	return guard("read", s.r.Close)
}

// end closes the look behind something that came to err.
func (s *Look) end(err error) error {
	if e := s.Close(); err == nil {
		return e
	}
	return err
}

// each calls fn with the live documents that hold a term, until it returns false.
func (s *Look) each(field, term string, fn func(l *leaf, doc int) (bool, error)) error {
	for _, l := range s.leaves {
		d, err := l.dictionary(field)
		if err != nil {
			return err
		}
		if s.list, err = d.PostingsList([]byte(term), l.snap.Deleted(), s.list); err != nil {
			return err
		}
		s.it = s.list.Iterator(false, false, false, s.it)
		for {
			p, err := s.it.Next()
			if err != nil {
				return err
			}
			if p == nil {
				break
			}
			if more, err := fn(l, int(p.Number())); !more || err != nil {
				return err
			}
		}
	}
	return nil
}

// place is where an article is, false if there is none.
func (s *Look) place(id string) (at docPlace, ok bool, err error) {
	if at, ok = s.places[id]; ok {
		return at, true, nil
	}
	err = s.each("_id", id, func(l *leaf, doc int) (bool, error) {
		at, ok = docPlace{leaf: l, doc: doc}, true
		return false, nil
	})
	if err == nil && ok {
		s.remember(id, at)
	}
	return at, ok, err
}

func (s *Look) remember(id string, at docPlace) {
	if len(s.places) == maxPlaces {
		clear(s.places)
	}
	s.places[id] = at
}

// files are the files of keys. Those written since the look was made are read too:
// what is filed there is not in Bleve as it was.
func (s *Look) files() *keyfile.View {
	if s.filed == nil {
		s.filed = keyfile.NewView(s.keySets()...)
	}
	return s.filed
}

// as reports whether an article is the version that was filed.
func (s *Look) as(a keyfile.Article) (bool, error) {
	at, ok, err := s.place(a.ID)
	if err != nil || !ok {
		return false, err
	}
	if at.seq == 0 {
		m, err := s.markAt(at, a.ID)
		if err != nil {
			return false, err
		}
		at.seq, s.last, s.lastID = m.Seq, m, a.ID
		s.remember(a.ID, at)
	}
	return at.seq == a.Seq, nil
}

func (s *Look) markAt(at docPlace, id string) (m Mark, err error) {
	ok := false
	err = at.leaf.visitMark(at.doc, func(b []byte) {
		if m, ok = parseMark(b); ok {
			m.Signature = bytes.Clone(m.Signature)
		}
	})
	if err == nil && !ok {
		err = &Damaged{What: fmt.Sprintf("mark of %q", id)}
	}
	return m, err
}

// maxPostings is how many articles of one key are looked at for the least ids
// among them. Of a key that more articles state, those filed first count.
const maxPostings = 1024

// Articles implements consistency.Index.
func (s *Look) Articles(ctx context.Context, keys []string, limit int) (ids []string, err error) {
	err = guard("find articles", func() error {
		for _, k := range keys {
			first := len(ids)
			if err := s.underKey(claimKey+k, func(id string) bool {
				ids = append(ids, id)
				return len(ids)-first < max(maxPostings, limit)
			}); err != nil {
				return err
			}
			if len(ids)-first > limit {
				slices.Sort(ids[first:])
				ids = ids[:first+limit]
			}
		}
		return ctx.Err()
	})
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// underKey calls fn with the articles filed under a key that are still as they
// were filed, until it returns false.
func (s *Look) underKey(key string, fn func(id string) (more bool)) error {
	return keysError(s.files().Articles(key, func(a keyfile.Article) (bool, error) {
		if ok, err := s.as(a); !ok || err != nil {
			return true, err
		}
		return fn(a.ID), nil
	}))
}

// Keys implements consistency.Index.
func (s *Look) Keys(ctx context.Context, prefix string, fn func(key string) error) error {
	return s.eachKey(ctx, claimKey, prefix, fn)
}

// Filed implements consistency.Filed.
func (s *Look) Filed(ctx context.Context, fn func(key []byte, articles []uint32) error) error {
	return walked(func(ended *error) error {
		return s.files().Filed(ctx, claimKey, func(key []byte, articles []uint32) error {
			*ended = fn(key[len(claimKey):], articles)
			return *ended
		})
	})
}

// Numbered implements consistency.Filed.
func (s *Look) Numbered(n uint32) (id string, ok bool, err error) {
	err = guard("find articles", func() error {
		a, err := s.files().Article(n)
		if err != nil {
			return keysError(err)
		}
		id = a.ID
		ok, err = s.as(a)
		return err
	})
	return id, ok, err
}

// eachKey calls fn with the keys of a kind that begin with prefix, in order. An
// error of fn ends it and is returned.
func (s *Look) eachKey(ctx context.Context, kind, prefix string, fn func(key string) error) error {
	return walked(func(ended *error) error {
		return s.files().Keys(ctx, kind+prefix, func(key []byte) error {
			*ended = fn(string(key[len(kind):]))
			return *ended
		})
	})
}

// walked walks keys. What the walk was ended with is no damage.
func walked(walk func(ended *error) error) error {
	var ended error
	err := guard("read keys", func() error { return keysError(walk(&ended)) })
	if ended != nil {
		return ended
	}
	return err
}

// Digest implements consistency.Digests.
func (s *Look) Digest(_ context.Context, id string) (digest []byte, ok bool, err error) {
	err = guard("read article", func() error {
		at, known, err := s.place(id)
		if err != nil {
			return err
		}
		if !known {
			return fmt.Errorf("%w: %q", consistency.ErrNotFound, id)
		}
		return s.blob(at.leaf, at.doc, func(b *blobs, blob []byte) error {
			digest, err = b.digest(blob)
			return err
		})
	})
	return digest, err == nil && len(digest) > 0, err
}

// Mark is Index.Mark.
func (s *Look) Mark(id string) (m Mark, ok bool, err error) {
	if s.mem != nil {
		return s.Index.Mark(id)
	}
	if m, ok := s.seen[id]; ok {
		return m, true, nil
	}
	err = guard("read article", func() error {
		at, known, err := s.place(id)
		if err != nil || !known {
			return err
		}
		m, err = s.markAt(at, id)
		ok = err == nil
		return err
	})
	return m, ok, err
}

// Sharing returns the ids of the articles that share a band of the near-copy
// signature with bands: those that share most of them first, equal ones by id,
// at most limit, and a quarter of it of those that share one band alone, as more and
// more articles of a large corpus do by chance. Three times as many are looked at, and
// of those that share most it is seen whether they are still as they were filed.
func (s *Look) Sharing(ctx context.Context, bands []uint64, limit int) (ids []string, err error) {
	shared := make(map[keyfile.Article]int)
	left := 3 * limit
	err = guard("find copies", func() error {
		for _, b := range bands {
			if err := keysError(s.files().Articles(bandTerm(b), func(a keyfile.Article) (bool, error) {
				shared[a]++
				left--
				return left > 0, nil
			})); err != nil || left <= 0 {
				return err
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	most := slices.SortedFunc(maps.Keys(shared), func(a, b keyfile.Article) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Seq, b.Seq))
	})
	err = guard("find copies", func() error {
		clear(s.seen)
		for _, a := range most {
			if len(ids) == limit || shared[a] == 1 && len(ids) >= max(1, limit/4) {
				break
			}
			ok, err := s.as(a)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if ids = append(ids, a.ID); s.lastID == a.ID { // it is asked for next
				s.seen[a.ID] = s.last
			}
		}
		return nil
	})
	return ids, err
}
