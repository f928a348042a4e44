package consistency

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strings"

	"twosource/corpus"
)

const (
	maxGroup = 400  // articles read of one group; the rest is left out
	maxCache = 4096 // documents whose statements are kept during a scan
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
// An Index stores them with the article. They hold no spaces at their ends and
// are at most maxKey bytes long.
func Keys(d Document) []string {
	var out []string
	for _, s := range Statements(d) {
		out = append(out, s.keys...)
	}
	sort.Strings(out)
	return slices.Compact(out)
}

// Conflicts walks an index for groups of claims with two or more values and
// returns what it finds, best first: by score, then by id.
func Conflicts(ctx context.Context, ix Index, f Filter) ([]corpus.Conflict, error) {
	groups, err := candidates(ctx, ix)
	if err != nil {
		return nil, err
	}
	return scan(ctx, ix, groups, f, 0)
}

// ConflictsOf returns the conflicts that one stored article has a part in,
// best first. It reads only the groups of the article's own keys, so its cost
// does not grow with the corpus.
func ConflictsOf(ctx context.Context, ix Index, article string) ([]corpus.Conflict, error) {
	d, err := ix.Document(ctx, article)
	if err != nil {
		return nil, err
	}
	var groups []string
	for _, k := range Keys(d) {
		if g := groupOf(k); len(groups) == 0 || groups[len(groups)-1] != g {
			groups = append(groups, g)
		}
	}
	return scan(ctx, ix, groups, Filter{Article: article}, 0)
}

// groupOf is the part of a key that all values of one attribute share.
func groupOf(key string) string {
	i := strings.LastIndex(key, Separator)
	return key[:i+len(Separator)]
}

// candidates are the groups with two or more values.
func candidates(ctx context.Context, ix Index) ([]string, error) {
	var out []string
	last := ""
	err := ix.Keys(ctx, "", func(k string) error {
		if strings.Count(k, Separator) != 2 {
			return nil
		}
		g := groupOf(k)
		if g == last && (len(out) == 0 || out[len(out)-1] != g) {
			out = append(out, g)
		}
		last = g
		return ctx.Err()
	})
	return out, err
}

// scanner compares the statements of groups, each pair once.
type scanner struct {
	ix     Index
	off    check
	cache  map[string][]Statement
	pairs  []pair
	newest int64
}

func scan(ctx context.Context, ix Index, groups []string, f Filter, off check) ([]corpus.Conflict, error) {
	s := scanner{ix: ix, off: off, cache: make(map[string][]Statement)}
	for _, g := range groups {
		if err := s.group(ctx, g); err != nil {
			return nil, err
		}
	}
	all := findings(s.pairs, s.newest)
	out := all[:0]
	for i := range all {
		if f.wants(&all[i]) {
			out = append(out, all[i])
		}
	}
	return out, nil
}

// group compares the statements filed under one group.
func (s *scanner) group(ctx context.Context, g string) error {
	ids, err := s.ix.Articles(ctx, g, maxGroup)
	if err != nil {
		return err
	}
	var members []*Statement
	for _, id := range ids {
		list, err := s.statements(ctx, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		for i := range list {
			if slices.Contains(list[i].groups, g) {
				members = append(members, &list[i])
			}
		}
	}
	for i, a := range members {
		for _, b := range members[i+1:] {
			s.meet(g, a, b)
		}
	}
	return ctx.Err()
}

// meet compares two statements, in the first group they share only.
func (s *scanner) meet(g string, a, b *Statement) {
	if a.Article == b.Article && !selfComparable(a, b) || !firstShared(a, b, g) {
		return
	}
	r := decide(a, b, s.off)
	if r.Verdict != "" {
		s.pairs = append(s.pairs, pair{a, b, r})
	}
}

// selfComparable reports whether two statements of one article may be held
// against each other.
func selfComparable(a, b *Statement) bool { return false }

// firstShared reports whether g is the least group that files both.
func firstShared(a, b *Statement, g string) bool {
	for _, h := range a.groups {
		if h < g && slices.Contains(b.groups, h) {
			return false
		}
	}
	return true
}

// statements loads an article's statements, keeping those of the last
// documents read.
func (s *scanner) statements(ctx context.Context, id string) ([]Statement, error) {
	if list, ok := s.cache[id]; ok {
		return list, nil
	}
	d, err := s.ix.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	list := Statements(d)
	if len(list) > 0 {
		s.newest = max(s.newest, list[0].known.from)
	}
	s.cache[id] = list
	return list, nil
}
