package consistency

import (
	"context"

	"twosource/corpus"
)

// Separator stands between the parts of composed texts. It is a control character
// that no stored text may hold (inputs are cleaned of it).
const Separator = "\x1f"

// Document is one article with what was extracted from it.
type Document struct {
	Article corpus.Article
	Facts   corpus.Facts
	Origin  string // cluster of copies the article belongs to; "" stands for the article alone
}

// Index is where documents are filed under the keys of their claims (see
// Keys). A disk index keeps the keys as one keyword field of the article and
// answers Keys from its term dictionary; Engine is the one in memory.
//
// Methods may be called by several goroutines at a time. Implementations need not be consistent with each other at one instant: a key
// whose articles are gone is skipped, so terms of deleted documents do no harm.
type Index interface {
	// Keys calls fn with every distinct key that starts with prefix, in
	// ascending byte order. An error of fn ends the walk and is returned.
	Keys(ctx context.Context, prefix string, fn func(key string) error) error

	// Articles returns the ids of the live articles filed under some of the
	// keys, sorted and without duplicates, of each key at most limit. Which
	// ones must not depend on the order they came in where that can be helped.
	Articles(ctx context.Context, keys []string, limit int) ([]string, error)

	// Newest is the latest time of publication among the live articles, in
	// ISO 8601, "" if there is none.
	Newest(ctx context.Context) (string, error)

	// Document loads one article with its facts and its origin. It fails with
	// an error that wraps ErrNotFound where the article is gone.
	Document(ctx context.Context, id string) (Document, error)
}
