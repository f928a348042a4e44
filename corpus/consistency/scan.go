package consistency

import (
	"context"
	"slices"
	"sort"
	"strings"

	"twosource/corpus"
)

// Limits of one scan. They bound its cost; what they leave out is the same
// whatever order articles came in.
const (
	maxValues   = 128 // values read of one group, spread over all of them
	maxArticles = 384 // articles read of one group, shared among its values
	minArticles = 4   // articles read of each value at least
	maxAbout    = 128 // articles read of a group of articles about one name
	minAbout    = 2   // of each of its values at least
	maxOpenings = 40  // wordings that share a run of words and may yet be one utterance
	maxShared   = 64  // values told beside one name in articles about it: more are many events
	maxWalk     = 4096
	maxMembers  = 256 // statements of a group that are all compared with each other
	nearest     = 96  // statements each is compared with in larger groups
)

// Filter narrows the conflicts that are wanted. The zero Filter asks for
// contradictions and variants.
type Filter struct {
	Verdicts  []corpus.Verdict // empty: contradiction and variant
	Article   string           // only conflicts with a statement of this article
	Subject   string           // only this subject, as printed, in any case
	Attribute string           // only this attribute, in any case
}

func (f *Filter) verdict(v corpus.Verdict) bool {
	if len(f.Verdicts) == 0 {
		return v == corpus.Contradiction || v == corpus.Variant
	}
	return slices.Contains(f.Verdicts, v)
}

// Plain reports whether nothing but contradictions and variants is wanted.
func (f *Filter) Plain() bool {
	return !slices.ContainsFunc(f.Verdicts, func(v corpus.Verdict) bool { return v != corpus.Contradiction && v != corpus.Variant })
}

// Wants reports whether a conflict passes the filter.
func (f *Filter) Wants(c *corpus.Conflict) bool { return f.wants(c) }

func (f *Filter) wants(c *corpus.Conflict) bool {
	return f.verdict(c.Verdict) &&
		(f.Subject == "" || strings.EqualFold(f.Subject, c.Subject)) &&
		(f.Attribute == "" || strings.EqualFold(f.Attribute, c.Attribute)) &&
		(f.Article == "" || involves(c, f.Article))
}

func involves(c *corpus.Conflict, article string) bool {
	is := func(e corpus.Evidence) bool { return e.Article == article }
	return slices.ContainsFunc(c.Evidence, is) || slices.ContainsFunc(c.Support, is)
}

// Keys returns the keys under which a document is filed, sorted and distinct.
// An Index stores them with the article.
func Keys(d Document) []string {
	return KeysOf(Statements(d))
}

// KeysOf is Keys of a document whose statements are made already.
func KeysOf(list []Statement) []string {
	var out []string
	for i := range list {
		out = append(out, list[i].keys...)
	}
	out = appendSlotKeys(out, list)
	sort.Strings(out)
	return slices.Compact(out)
}

// Conflicts returns what contradicts in an index, best first: by score, then
// by id. It holds all of it; Scan does not.
func Conflicts(ctx context.Context, ix Index, f Filter) ([]corpus.Conflict, error) {
	return conflicts(ctx, ix, f, 0)
}

func conflicts(ctx context.Context, ix Index, f Filter, off check) ([]corpus.Conflict, error) {
	var out []corpus.Conflict
	err := scan(ctx, ix, f, off, func(c corpus.Conflict) error {
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sortConflicts(out)
	return out, nil
}

// Scan walks an index for groups of claims with two or more values and yields
// each finding as soon as no later group can add to it, in no useful order but
// always the same. It reads on all cores and holds only what is not yet
// decided. An error of yield ends it and is returned.
func Scan(ctx context.Context, ix Index, f Filter, yield func(corpus.Conflict) error) error {
	return scan(ctx, ix, f, 0, yield)
}

func scan(ctx context.Context, ix Index, f Filter, off check, yield func(corpus.Conflict) error) error {
	newest, err := newestOf(ctx, ix)
	if err != nil {
		return err
	}
	s := scanner{ix: ix, filter: f, off: off, cache: newCache(scanBytes), partly: &partly{}, plain: off == 0 && f.Plain()}
	g := s.gatherer(worded(f, newest, yield))
	if err := s.all(ctx, g.take); err != nil {
		return err
	}
	return g.finish()
}

// newestOf is when the newest article was published: findings are ranked by
// their distance from it.
func newestOf(ctx context.Context, ix Index) (int64, error) {
	published, err := ix.Newest(ctx)
	return parseTime(published).from, err
}
