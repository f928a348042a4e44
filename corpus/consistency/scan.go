package consistency

import (
	"cmp"
	"context"
	"errors"
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
	maxOpenings = 40  // wordings that share a run of words and may yet be one utterance
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
	return keysOf(Statements(d))
}

func keysOf(list []Statement) []string {
	var out []string
	for i := range list {
		out = append(out, list[i].keys...)
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
	return NewDetector(ix).Of(ctx, article)
}

// Detector answers what ConflictsOf does for many articles in turn and keeps
// the statements of the documents it has read meanwhile. Not safe for
// concurrent use.
type Detector struct {
	ix    Index
	cache *cache
}

// NewDetector returns a detector over an index.
func NewDetector(ix Index) *Detector {
	return &Detector{ix: ix, cache: newCache()}
}

// Forget drops what is kept of an article that was stored anew.
func (d *Detector) Forget(article string) { d.cache.forget(article) }

// Of returns the conflicts that one stored article has a part in, best first.
func (d *Detector) Of(ctx context.Context, article string) ([]corpus.Conflict, error) {
	return conflictsOf(ctx, d.ix, article, d.cache)
}

func conflictsOf(ctx context.Context, ix Index, article string, cache *cache) ([]corpus.Conflict, error) {
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
	return scanWith(ctx, ix, groups, Filter{Article: article}, 0, cache)
}

// groupOf is the part of a key that all values of one attribute share.
func groupOf(key string) string {
	key = strings.TrimSuffix(key, Separator)
	return key[:strings.LastIndex(key, Separator)+len(Separator)]
}

// candidates are the groups with two or more values.
func candidates(ctx context.Context, ix Index) ([]string, error) {
	var out []string
	last := ""
	err := ix.Keys(ctx, "", func(k string) error {
		if strings.Count(k, Separator) != 3 {
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
	filter Filter
	off    check
	cache  *cache
	refs   map[string]*Statement // statements that pairs hold on to
	pairs  []pair
	newest int64
}

func scan(ctx context.Context, ix Index, groups []string, f Filter, off check) ([]corpus.Conflict, error) {
	return scanWith(ctx, ix, groups, f, off, newCache())
}

func scanWith(ctx context.Context, ix Index, groups []string, f Filter, off check, cache *cache) ([]corpus.Conflict, error) {
	s := scanner{ix: ix, filter: f, off: off, cache: cache, refs: make(map[string]*Statement)}
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
	ids, err := s.articles(ctx, g)
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
	s.meetAll(g, members)
	return ctx.Err()
}

// articles are the articles read of a group: some of each of its values, so
// that a lone value is seen beside a common one and the cost has a limit.
func (s *scanner) articles(ctx context.Context, g string) ([]string, error) {
	var values []string
	if err := s.ix.Keys(ctx, g, func(k string) error { values = append(values, k); return nil }); err != nil {
		return nil, err
	}
	switch {
	case len(values) < 2: // all say the same
		return nil, nil
	case len(values) > maxOpenings && strings.HasSuffix(g, Separator+quotation+Separator):
		return nil, nil // a run of words that anybody begins with
	case s.filter.Article != "": // a look-up a value is dear, and one side is known
		ids, err := s.ix.Articles(ctx, g, maxArticles)
		ids = append(ids, s.filter.Article)
		sort.Strings(ids)
		return slices.Compact(ids), err
	}
	if n := len(values); n > maxValues {
		kept := make([]string, maxValues)
		for i := range kept {
			kept[i] = values[i*n/maxValues]
		}
		values = kept
	}
	var ids []string
	each := max(minArticles, maxArticles/max(1, len(values)))
	for _, k := range values {
		some, err := s.ix.Articles(ctx, k, each)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	sort.Strings(ids)
	return slices.Compact(ids), nil
}

// meetAll compares the members of a group with each other; in a large group
// each with those written nearest to it.
func (s *scanner) meetAll(g string, members []*Statement) {
	reach := len(members)
	if reach > maxMembers {
		slices.SortStableFunc(members, func(a, b *Statement) int { return cmp.Compare(a.known.from, b.known.from) })
		reach = nearest
	}
	each := func(fn func(a, b *Statement)) {
		for i, a := range members {
			for _, b := range members[i+1 : min(len(members), i+1+reach)] {
				fn(a, b)
			}
		}
	}
	f := s.filter.Article
	if f == "" {
		each(func(a, b *Statement) { s.meet(g, a, b) })
		return
	}
	// Of one article's conflicts the pairs of others matter only where they
	// say again what clashes with it.
	clashes := map[[2]string]bool{}
	each(func(a, b *Statement) {
		if (a.Article == f || b.Article == f) && s.meet(g, a, b) {
			clashes[values(a, b)] = true
		}
	})
	if len(clashes) == 0 {
		return
	}
	each(func(a, b *Statement) {
		if a.Article != f && b.Article != f && clashes[values(a, b)] {
			s.meet(g, a, b)
		}
	})
}

func values(a, b *Statement) [2]string {
	return [2]string{min(a.value, b.value), max(a.value, b.value)}
}

// meet compares two statements, in the first group they share only, and
// reports whether the verdict is one that is wanted.
func (s *scanner) meet(g string, a, b *Statement) bool {
	if a.Article == b.Article && !selfClash(a, b) || !firstShared(a, b, g) {
		return false
	}
	r := decide(a, b, s.off)
	if !s.filter.verdict(r.Verdict) {
		return false
	}
	s.pairs = append(s.pairs, pair{s.hold(a), s.hold(b), r})
	return true
}

// selfClash reports whether two statements of one article may be held against
// each other: an article does not contradict itself unless it is plain. Both
// must name their subject and state a value that never changes, and be read
// with confidence.
func selfClash(a, b *Statement) bool {
	for _, s := range []*Statement{a, b} {
		if s.Claim.Behaviour != corpus.Invariant || s.subject.kind != named || s.subject.weak || s.Claim.Confidence < 0.8 ||
			s.Claim.Many || s.Claim.Modality != corpus.Asserted || s.open || loosely[s.attr] || s.crowded || spelled(s) < 1 {
			return false
		}
	}
	return a.attr != quotation && a.Claim.Sentence != b.Claim.Sentence
}

// hold returns the one copy of a statement that pairs point to. It keeps what
// a finding is made of, and nothing that would keep the article in memory.
func (s *scanner) hold(st *Statement) *Statement {
	if have := s.refs[st.ref]; have != nil {
		return have
	}
	light := st.light()
	s.refs[light.ref] = light
	return light
}

// firstShared reports whether g is the least group that files both.
func firstShared(a, b *Statement, g string) bool {
	for _, h := range a.groups {
		if h >= g {
			break
		}
		if slices.Contains(b.groups, h) {
			return false
		}
	}
	return true
}

// prepared is an Index that keeps the statements of its documents.
type prepared interface {
	statements(id string) []Statement
}

// statements loads an article's statements, keeping those of the documents
// read last.
func (s *scanner) statements(ctx context.Context, id string) ([]Statement, error) {
	if p, ok := s.ix.(prepared); ok {
		list := p.statements(id)
		s.see(list)
		return list, nil
	}
	if list, ok := s.cache.get(id); ok {
		return list, nil
	}
	d, err := s.ix.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	list := Statements(d)
	s.see(list)
	s.cache.put(id, list, len(d.Article.Text))
	return list, nil
}

func (s *scanner) see(list []Statement) {
	if len(list) > 0 {
		s.newest = max(s.newest, list[0].known.from)
	}
}
