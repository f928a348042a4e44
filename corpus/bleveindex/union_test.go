package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// keyed is an article filed under one key that all share and one of its own.
func keyed(n int) Doc {
	text := fmt.Sprintf("Report %d of the harbour.", n)
	return Doc{Document: consistency.Document{Article: corpus.Article{ID: fmt.Sprintf("a%03d", n), Text: text, Body: corpus.Span{End: len(text)}}},
		Keys: []string{"harbour\x1fopened\x1f1990\x1f", fmt.Sprintf("harbour\x1freport\x1f%03d\x1f", n)}}
}

// TestLeastArticles wants the same articles of a key in whatever order they
// were filed, and of whatever part of a union they are.
func TestLeastArticles(t *testing.T) {
	ctx := context.Background()
	var parts []*Index
	for part := range 3 {
		x, _ := onDisk(t)
		var docs []Doc
		for n := 29 - part; n >= 0; n -= 3 {
			docs = append(docs, keyed(n))
		}
		parts = append(parts, filled(t, x, docs))
	}
	u, err := Union(parts)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := u.Articles(ctx, []string{"harbour\x1fopened\x1f1990\x1f"}, 4)
	if want := []string{"a000", "a001", "a002", "a003"}; err != nil || !slices.Equal(ids, want) {
		t.Errorf("got %v, %v, want %v", ids, err, want)
	}
	var keys []string
	if err := u.Keys(ctx, "harbour\x1freport", func(k string) error { keys = append(keys, k); return nil }); err != nil || len(keys) != 30 || !slices.IsSorted(keys) {
		t.Errorf("%d keys, %v: %q", len(keys), err, keys)
	}
	all, err := u.IDs(ctx)
	if err != nil || len(all) != 30 {
		t.Errorf("%d ids, %v", len(all), err)
	}
	if _, err := u.Document(ctx, "a017"); err != nil {
		t.Error(err)
	}
	if err := u.Put([]Doc{keyed(99)}, Reached{}); err != ErrReadOnly {
		t.Errorf("put into a union: %v", err)
	}
}
