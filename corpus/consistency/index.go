package consistency

import (
	"context"

	"twosource/corpus"
)

// Separator stands between subject, attribute and value in a key. It is a
// control character that no stored text may hold (inputs are cleaned of it).
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
// Implementations need not be consistent with each other at one instant: a key
// whose articles are gone is skipped, so terms of deleted documents do no harm.
type Index interface {
	// Keys calls fn with every distinct key that starts with prefix, in
	// ascending byte order. An error of fn ends the walk and is returned.
	Keys(ctx context.Context, prefix string, fn func(key string) error) error

	// Articles returns the ids of the live articles filed under any key that
	// starts with prefix, sorted and without duplicates, at most limit of them.
	Articles(ctx context.Context, prefix string, limit int) ([]string, error)

	// Document loads one article with its facts and its origin. It fails with
	// an error that wraps ErrNotFound where the article is gone.
	Document(ctx context.Context, id string) (Document, error)
}
