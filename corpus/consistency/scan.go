package consistency

import (
	"context"

	"twosource/corpus"
)

// Filter narrows the conflicts that are wanted. The zero Filter asks for all.
type Filter struct {
	Verdicts  []corpus.Verdict // empty: contradiction and variant
	Article   string           // only conflicts with a statement of this article
	Subject   string           // only this subject, as printed
	Attribute string           // only this attribute
}

// Keys returns the keys under which a document is filed, sorted and distinct.
// An Index stores them with the article.
func Keys(d Document) []string { return nil }

// Conflicts walks an index for groups of claims with two or more values and
// returns what it finds, best first: by score, then by id.
func Conflicts(ctx context.Context, ix Index, f Filter) ([]corpus.Conflict, error) { return nil, nil }

// ConflictsOf returns the conflicts that one stored article has a part in,
// best first. It reads only the groups of the article's own keys, so its cost
// does not grow with the corpus.
func ConflictsOf(ctx context.Context, ix Index, article string) ([]corpus.Conflict, error) {
	return nil, nil
}
