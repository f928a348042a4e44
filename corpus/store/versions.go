package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/cespare/xxhash/v2"

	"twosource/corpus"
	"twosource/corpus/journal"
)

// MaxVersions is how many versions of an article Versions returns, the newest.
const MaxVersions = 50

// Version is an article as it was stored once.
type Version struct {
	Seq     uint64 // of its journal record; later versions have higher ones
	Article corpus.Article
}

// history knows where the versions of each article lie in the journal. It is
// made by one reading of the journal, the first time somebody asks, and read on
// from there: some 50 bytes an article.
type history struct {
	mu     sync.Mutex
	seen   uint64 // newest record taken in
	at     journal.Position
	newest map[uint64]journal.Position   // hash of id → newest version
	older  map[uint64][]journal.Position // hash of id → earlier versions, oldest first
}

// Versions returns the versions of an article that differ in what a reader
// sees, oldest first and the one in force last. An article that was never
// changed has one; one that is not there, or stands in a damaged part of the
// journal, has none. A corpus in memory keeps no earlier versions.
//
// The first call reads the whole journal, later ones what was added since.
func (s *Store) Versions(ctx context.Context, id string) ([]Version, error) {
	for _, part := range s.shards {
		if list, err := part.Versions(ctx, id); err != nil || len(list) > 0 {
			return list, err
		}
	}
	if len(s.shards) > 0 {
		return nil, nil
	}
	if s.articles == nil {
		a, err := s.index.Article(id)
		if err != nil {
			return nil, nil
		}
		return []Version{{Article: a}}, nil
	}
	at, err := s.history.positions(ctx, s.articles, xxhash.Sum64String(id))
	if err != nil {
		return nil, fmt.Errorf("versions of article %q: %w", id, err)
	}
	var out []Version
	for _, p := range at {
		r, err := s.articles.Read(p)
		if err != nil {
			continue // damaged: verify tells, and the others can still be read
		}
		d, err := decodeArticle(r.Payload)
		if err != nil || d.Article.ID != id {
			continue
		}
		v := Version{r.Seq, d.Article}
		if n := len(out); n > 0 && reads(&out[n-1].Article, &v.Article) {
			out[n-1] = v // the same words, extracted anew
			continue
		}
		out = append(out, v)
	}
	return out, nil
}

// reads reports whether two versions read alike.
func reads(a, b *corpus.Article) bool {
	return a.Text == b.Text && a.Title == b.Title && a.Published == b.Published && a.Updated == b.Updated
}

// positions are where the versions of the article with a hash lie, oldest first.
func (h *history) positions(ctx context.Context, j *journal.Journal, id uint64) ([]journal.Position, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.seen < j.Last() {
		if err := h.readOn(ctx, j); err != nil {
			return nil, err
		}
	}
	last, ok := h.newest[id]
	if !ok {
		return nil, nil
	}
	older := h.older[id]
	older = older[max(0, len(older)-MaxVersions+1):]
	return append(older[:len(older):len(older)], last), nil
}

func (h *history) readOn(ctx context.Context, j *journal.Journal) error {
	if h.newest == nil {
		h.newest, h.older = map[uint64]journal.Position{}, map[uint64][]journal.Position{}
	}
	_, err := j.Scan(ctx, h.at, func(r journal.Record, at journal.Position) error {
		if r.Seq <= h.seen {
			return nil
		}
		h.seen, h.at = r.Seq, at
		if r.Kind != kindArticle {
			return nil
		}
		id, ok := idOf(r.Payload)
		if !ok {
			return nil
		}
		key := xxhash.Sum64String(id)
		if before, ok := h.newest[key]; ok {
			h.older[key] = append(h.older[key], before)
		}
		h.newest[key] = at
		return nil
	})
	return err
}

// idPrefix is how the JSON of an article record begins.
var idPrefix = []byte(`{"Article":{"ID":`)

// idOf reads the id of an article record without decoding the rest.
func idOf(payload []byte) (id string, ok bool) {
	rest, ok := bytes.CutPrefix(payload, idPrefix)
	if !ok || len(rest) == 0 || rest[0] != '"' {
		return "", false
	}
	for i := 1; i < len(rest); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			err := json.Unmarshal(rest[:i+1], &id)
			return id, err == nil
		}
	}
	return "", false
}
