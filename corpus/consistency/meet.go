package consistency

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"twosource/corpus"
)

// compare compares the statements that articles file under one group.
func (s *scanner) compare(ctx context.Context, ix Index, name string, ids []string) ([]pair, error) {
	if f := s.filter.Article; f != "" {
		if i, ok := slices.BinarySearch(ids, f); !ok {
			ids = slices.Insert(slices.Clone(ids), i, f)
		}
	}
	var members []*Statement
	for _, id := range ids {
		t, err := s.told(ctx, ix, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err == nil {
			members, err = t.members(members, name)
		}
		if err != nil {
			return nil, err
		}
	}
	return s.meetAll(name, members), ctx.Err()
}

// appendMembers adds the statements that are filed under a group.
func appendMembers(members []*Statement, list []Statement, group string) []*Statement {
	for i := range list {
		if list[i].in(group) {
			members = append(members, &list[i])
		}
	}
	return members
}

// in reports whether a statement is filed under a group.
func (s *Statement) in(group string) bool {
	if isSlot(group) {
		return s.mention != nil && slices.Contains(s.profile.slots(), group)
	}
	return slices.Contains(s.groups, group)
}

// meetAll compares the members of a group with each other; in a large group
// each with those written nearest to it.
func (s *scanner) meetAll(g string, members []*Statement) []pair {
	if isSlot(g) {
		return s.meetBySlot(g, members)
	}
	c := companyOf(learned(), slices.Clone(members))
	reach := len(members)
	if reach > maxMembers {
		slices.SortStableFunc(members, func(a, b *Statement) int { return cmp.Compare(a.known.from, b.known.from) })
		reach = nearest
	}
	var out []pair
	meet := func(i, j int) bool {
		p, ok := s.meet(g, c, members[i], members[j])
		if ok {
			out = append(out, p)
		}
		return ok
	}
	after := func(i int, fn func(i, j int)) {
		for j := i + 1; j < min(len(members), i+1+reach); j++ {
			fn(i, j)
		}
	}
	f := s.filter.Article
	if f == "" {
		for i := range members {
			after(i, func(i, j int) { meet(i, j) })
		}
		return out
	}
	// Of one article's conflicts the pairs of others matter only where they
	// say again what clashes with it.
	clashes := map[[2]string]bool{}
	own := ownOf(members, f)
	for i := range members {
		with := func(j int) {
			if meet(i, j) {
				clashes[values(members[i], members[j])] = true
			}
		}
		if members[i].Article == f {
			after(i, func(_, j int) { with(j) })
			continue
		}
		for _, j := range own {
			if i < j && j <= i+reach {
				with(j)
			}
		}
	}
	if len(clashes) == 0 {
		return out
	}
	for i := range members {
		after(i, func(i, j int) {
			if a, b := members[i], members[j]; a.Article != f && b.Article != f && clashes[values(a, b)] {
				meet(i, j)
			}
		})
	}
	return out
}

// matchable are the values that are matched by the words around them.
func matchable(members []*Statement) []*Statement {
	var out []*Statement
	for _, s := range members {
		if s.mention != nil {
			out = append(out, s)
		}
	}
	return out
}

// ownOf are the places of an article's statements among members.
func ownOf(members []*Statement, article string) []int {
	var out []int
	for i, s := range members {
		if s.Article == article {
			out = append(out, i)
		}
	}
	return out
}

func values(a, b *Statement) [2]string {
	return [2]string{min(a.value, b.value), max(a.value, b.value)}
}

// meet compares two statements, in the first group they share that is compared
// whole and those before it, and reports whether the verdict is one that is
// wanted.
func (s *scanner) meet(g string, c *company, a, b *Statement) (pair, bool) {
	if a.Article == b.Article && !selfClash(a, b) || !s.first(a, b, g) {
		return pair{}, false
	}
	if s.plain && sayTheSame(a, b) {
		return pair{}, false
	}
	r := decideBy(c.models, a, b, c, s.off, nil)
	if !s.filter.verdict(r.Verdict) {
		return pair{}, false
	}
	return pair{a: a, b: b, result: r}, true
}

// sayTheSame reports whether two statements state one value in a way that no
// comparison finds a contradiction or a variant in, whatever they are about.
func sayTheSame(a, b *Statement) bool {
	if a.value != b.value || a.attr != b.attr {
		return false
	}
	x, y := &a.Claim, &b.Claim
	if a.attr == quotation {
		return x.Value.Text == y.Value.Text && slices.Equal(a.subject.words, b.subject.words)
	}
	return x.Kind == y.Kind && x.Negated == y.Negated && x.Value.Quantity == y.Value.Quantity && x.Value.From == y.Value.From && x.Value.To == y.Value.To
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

// first reports whether two statements have not met before g: no group before
// it that is compared whole files both.
func (s *scanner) first(a, b *Statement, g string) bool {
	return !s.before(a.groups, b.groups, g)
}

// before reports whether two sorted lists of groups have one before g in common that
// is compared whole.
func (s *scanner) before(a, b []string, g string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] < g && b[0] < g {
		switch by := strings.Compare(a[0], b[0]); {
		case by < 0:
			a = a[1:]
		case by > 0:
			b = b[1:]
		case (s.own == nil || s.own[a[0]]) && !s.partly.has(a[0]):
			return true
		default:
			a, b = a[1:], b[1:]
		}
	}
	return false
}
