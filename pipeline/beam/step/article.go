package step

import (
	"bytes"
	"cmp"
	"context"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
)

// article sees all versions of one article and keeps the last. It sends it to
// facts and join, its signature to twins and its date to newest.
type article struct{ config Config }

func newArticle(c Config) (worker, error) { return &article{c}, nil }

func (a *article) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	var last *consistency.Document
	var packed []byte
	for _, v := range values {
		d, err := unpack(v)
		if err != nil {
			return err
		}
		if last == nil || Later(&d.Article, &last.Article) >= 0 { // values are sorted: of equal age the greater
			last, packed = d, v
		}
	}
	out.Count(CountArticles, 1)
	f := &last.Facts
	out.Count(CountFacts, int64(len(f.Entities)+len(f.Dates)+len(f.Figures)+len(f.Quotes)+len(f.Claims)))
	out.Emit(0, shardOf(string(key), a.config.Shards), appendNamed(nil, key, packed))
	signature, err := signed(&last.Article)
	if err != nil {
		return err
	}
	if signature != nil {
		out.Emit(1, signature, key)
	}
	out.Emit(2, key, marked(markDocument, packed))
	out.Emit(3, nil, descending(last.Article.Published))
	return nil
}

// Later orders versions of an article by when they were last changed, those of
// one time by path.
func Later(a, b *corpus.Article) int {
	return cmp.Or(cmp.Compare(max(a.Updated, a.Published), max(b.Updated, b.Published)), cmp.Compare(a.Updated, b.Updated), cmp.Compare(a.Path, b.Path))
}

// signed is the signature of an article in binary, nil for one too short to
// tell.
func signed(a *corpus.Article) ([]byte, error) {
	s := origin.SignArticle(a)
	if origin.AllBands(&s) == nil {
		return nil, nil
	}
	return s.MarshalBinary()
}

// newest finds the latest time of publication and tells clashes.
type newest struct{}

func (newest) reduce(_ context.Context, _ []byte, values [][]byte, out *Out) error {
	out.Emit(0, nil, ascending(values[0]))
	return nil
}

// descending turns a text into one that sorts the other way round.
func descending(s string) []byte {
	b := append([]byte(s), 0)
	for i := range b {
		b[i] = ^b[i]
	}
	return b
}

func ascending(b []byte) []byte {
	b = bytes.Clone(b)
	for i := range b {
		b[i] = ^b[i]
	}
	return bytes.TrimSuffix(b, []byte{0})
}
