package bleveindex

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"

	index "github.com/blevesearch/bleve_index_api"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// Mark is the little that is kept of an article to tell its versions and its
// copies apart.
type Mark struct {
	Seq       uint64 // journal record the version stands in
	Hash      uint64 // of article and facts
	Signature []byte // origin.Signature in binary
	Origin    string // cluster of copies
}

// bytes is the stored form: numbers, then the signature with its length, then
// the origin.
func (m Mark) bytes() []byte {
	b := make([]byte, 0, 20+len(m.Signature)+len(m.Origin))
	b = binary.LittleEndian.AppendUint64(b, m.Seq)
	b = binary.LittleEndian.AppendUint64(b, m.Hash)
	b = binary.AppendUvarint(b, uint64(len(m.Signature)))
	b = append(b, m.Signature...)
	return append(b, m.Origin...)
}

func parseMark(b []byte) (m Mark, ok bool) {
	if len(b) < 17 {
		return m, false
	}
	m.Seq, m.Hash = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
	n, w := binary.Uvarint(b[16:])
	if w <= 0 || n > uint64(len(b)-16-w) {
		return m, false
	}
	rest := b[16+w:]
	m.Signature, m.Origin = rest[:n], string(rest[n:])
	return m, true
}

// Mark returns the mark of an article, false if there is none.
func (x *Index) Mark(id string) (m Mark, ok bool, err error) {
	if x.mem != nil {
		x.mu.RLock()
		d := x.mem[id]
		x.mu.RUnlock()
		if d == nil {
			return m, false, nil
		}
		return d.mark(), true, nil
	}
	look, err := x.Look()
	if err != nil {
		return m, false, err
	}
	m, ok, err = look.Mark(id)
	return m, ok, look.end(err)
}

// Document implements consistency.Index.
func (x *Index) Document(_ context.Context, id string) (consistency.Document, error) {
	if x.mem != nil {
		x.mu.RLock()
		defer x.mu.RUnlock()
		if d := x.mem[id]; d != nil {
			return d.Document, nil
		}
		return consistency.Document{}, fmt.Errorf("%w: %q", consistency.ErrNotFound, id)
	}
	var d consistency.Document
	err := x.load(id, &d.Article, &d.Facts, &d.Origin)
	return d, err
}

// Digest implements consistency.Digests.
func (x *Index) Digest(ctx context.Context, id string) (digest []byte, ok bool, err error) {
	if x.mem != nil {
		return nil, false, nil
	}
	look, err := x.Look()
	if err != nil {
		return nil, false, err
	}
	digest, ok, err = look.Digest(ctx, id)
	return digest, ok, look.end(err)
}

// Article returns one article without its facts. The error wraps
// consistency.ErrNotFound if there is none.
func (x *Index) Article(id string) (corpus.Article, error) {
	a, _, err := x.articleOrigin(id)
	return a, err
}

func (x *Index) articleOrigin(id string) (a corpus.Article, origin string, err error) {
	if x.mem != nil {
		d, err := x.Document(context.Background(), id)
		return d.Article, d.Origin, err
	}
	err = x.load(id, &a, nil, &origin)
	return a, origin, err
}

func (x *Index) load(id string, a *corpus.Article, f *corpus.Facts, origin *string) error {
	look, err := x.Look()
	if err != nil {
		return err
	}
	return look.end(guard("read article", func() error {
		at, ok, err := look.place(id)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%w: %q", consistency.ErrNotFound, id)
		}
		*origin, err = x.decode(at.leaf, at.doc, a, f)
		return err
	}))
}

// decode reads an article where it lies.
func (x *Index) decode(l *leaf, doc int, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	err = x.blob(l, doc, func(b *blobs, blob []byte) error {
		origin, err = b.decode(blob, a, f)
		return err
	})
	return origin, err
}

// blob calls fn with the stored form of an article, and what can read it.
func (x *Index) blob(l *leaf, doc int, fn func(b *blobs, blob []byte) error) error {
	b, found := x.blobs, false
	if x.parts != nil {
		b = x.parts[l.key.part].blobs
	}
	var failed error
	err := l.visitStored(doc, fieldDoc, func(blob []byte) {
		found = true
		failed = fn(b, blob)
	})
	if err == nil && (!found || failed != nil) {
		id, _ := l.id(doc)
		return &Damaged{fmt.Sprintf("article %q", id), failed}
	}
	return err
}

// Keys implements consistency.Index.
func (x *Index) Keys(ctx context.Context, prefix string, fn func(key string) error) error {
	look, err := x.Look()
	if err != nil {
		return err
	}
	return look.end(look.Keys(ctx, prefix, fn))
}

// Bands calls fn with all bands of near-copy signatures, those of articles
// replaced since among them.
func (x *Index) Bands(ctx context.Context, fn func(band uint64)) error {
	look, err := x.Look()
	if err != nil {
		return err
	}
	return look.end(look.eachKey(ctx, bandKey, "", func(key string) error {
		b, ok := parseBand(key)
		if !ok {
			return &Damaged{What: "bands"}
		}
		fn(b)
		return nil
	}))
}

// Known calls fn with the ids of all articles, in order, deleted ones among them.
func (x *Index) Known(ctx context.Context, fn func(id string)) error {
	look, err := x.Look()
	if err != nil {
		return err
	}
	return look.end(look.eachTerm(ctx, fieldID, func(id string) error {
		fn(id)
		return nil
	}))
}

func fieldDict(r index.IndexReader, field, prefix string) (index.FieldDict, error) {
	if prefix == "" {
		return r.FieldDict(field)
	}
	return r.FieldDictPrefix(field, []byte(prefix))
}

// Articles implements consistency.Index.
func (x *Index) Articles(ctx context.Context, keys []string, limit int) (ids []string, err error) {
	look, err := x.Look()
	if err != nil {
		return nil, err
	}
	ids, err = look.Articles(ctx, keys, limit)
	return ids, look.end(err)
}

// Newest implements consistency.Index. It walks the few coarse terms of days to
// the last one with an article, then the times of that day.
func (x *Index) Newest(ctx context.Context) (string, error) {
	newest := ""
	err := x.read("find newest article", func(r index.IndexReader) error {
		lo, hi := uint64(0), uint64(math.MaxUint64)
		for level := len(dayShifts) - 1; level >= 0; level-- {
			s := dayShifts[level]
			v, ok, err := lastLive(ctx, r, level, lo>>s, hi>>s)
			if err != nil || !ok {
				return err
			}
			lo, hi = v<<s, (v+1)<<s-1
		}
		day := time.Unix((int64(lo)-epoch)*86400, 0).UTC().Format(time.DateOnly)
		terms, err := termsBetween(ctx, r, fieldDate, day, day+"\xff", nil)
		if err != nil {
			return err
		}
		for _, t := range slices.Backward(terms) {
			if ok, err := live(ctx, r, fieldDate, string(t)); err != nil || ok {
				newest = string(t)
				return err
			}
		}
		return nil
	})
	return newest, err
}

// lastLive is the greatest number between lo and hi that a live article has at
// a level of the days.
func lastLive(ctx context.Context, r index.IndexReader, level int, lo, hi uint64) (uint64, bool, error) {
	terms, err := termsBetween(ctx, r, fieldDay, numberTerm(level, lo), numberTerm(level, hi), nil)
	if err != nil {
		return 0, false, err
	}
	for _, t := range slices.Backward(terms) {
		if ok, err := live(ctx, r, fieldDay, string(t)); err != nil || ok {
			return binary.BigEndian.Uint64(t[1:]), ok, err
		}
	}
	return 0, false, nil
}

// live reports whether an article that was not replaced holds a term.
func live(ctx context.Context, r index.IndexReader, field, term string) (found bool, err error) {
	err = eachID(ctx, r, field, term, func(string) bool {
		found = true
		return false
	})
	return found, err
}

// eachID calls fn with the ids of the live documents that hold a term, until
// fn returns false.
func eachID(ctx context.Context, r index.IndexReader, field, term string, fn func(string) bool) error {
	docs, err := r.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return err
	}
	defer docs.Close()
	var d index.TermFieldDoc
	for {
		got, err := docs.Next(d.Reset())
		if err != nil || got == nil {
			return err
		}
		id, err := r.ExternalID(got.ID)
		if err != nil {
			return err
		}
		if !fn(id) {
			return nil
		}
	}
}

// Origin returns the ids of the articles of one cluster of copies, sorted, at
// most limit.
func (x *Index) Origin(ctx context.Context, origin string, limit int) ([]string, error) {
	return x.holding(ctx, fieldOrigin, origin, limit)
}

func (x *Index) holding(ctx context.Context, field, term string, limit int) ([]string, error) {
	var ids []string
	err := x.read("find articles", func(r index.IndexReader) error {
		return eachID(ctx, r, field, term, func(id string) bool {
			ids = append(ids, id)
			return len(ids) < limit
		})
	})
	slices.Sort(ids)
	return ids, err
}

// Values calls fn with each distinct value of a facet field and the number of
// articles that hold it, in order of value. The number may count articles that
// were replaced since.
func (x *Index) Values(ctx context.Context, f Facet, fn func(value string, articles int) error) error {
	name, ok := facetFields[f]
	if !ok {
		return fmt.Errorf("unknown facet %q", f)
	}
	return x.read("list values", func(r index.IndexReader) error {
		dict, err := r.FieldDict(name)
		if err != nil {
			return err
		}
		defer dict.Close()
		for ctx.Err() == nil {
			e, err := dict.Next()
			if err != nil || e == nil {
				return err
			}
			if err := fn(e.Term, int(e.Count)); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}
