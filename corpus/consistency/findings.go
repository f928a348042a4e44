package consistency

import (
	"hash/fnv"
	"slices"
	"sort"
	"strconv"
	"strings"

	"twosource/corpus"
)

// A pair is two statements that met, and what came of it.
type pair struct {
	a, b   *Statement
	result Result
	group  string // where they met
}

// originals counts the statements that stand in the article that gives its
// origin the name.
func (p *pair) originals() int {
	n := 0
	if p.a.Origin == p.a.Article {
		n++
	}
	if p.b.Origin == p.b.Article {
		n++
	}
	return n
}

func (p *pair) spelled() float64 { return spelled(p.a) * spelled(p.b) }

// orient puts the statement with the lesser value first, ties by identity.
func orient(p *pair) {
	if p.b.value < p.a.value || p.b.value == p.a.value && before(p.b, p.a) {
		p.a, p.b = p.b, p.a
	}
}

// clash names what an oriented pair clashes about.
func (p *pair) clash() string {
	return p.a.attr + Separator + string(p.result.Verdict) + Separator + p.a.value + Separator + p.b.value
}

// before is the order of statements: by date, outlet, article and place in it.
func before(a, b *Statement) bool {
	switch {
	case a.Published != b.Published:
		return a.Published < b.Published
	case a.Source != b.Source:
		return a.Source < b.Source
	case a.Article != b.Article:
		return a.Article < b.Article
	}
	return a.Claim.Start < b.Claim.Start
}

// merge makes one conflict of the pairs that share their values: the best pair
// is its evidence, the statements that clash the same way its support.
func merge(pairs []pair, newest int64) corpus.Conflict {
	sort.Slice(pairs, func(i, j int) bool { return better(&pairs[i], &pairs[j]) })
	best := &pairs[0]
	c := corpus.Conflict{
		ID:        pairID(&best.a.Evidence, &best.b.Evidence),
		Kind:      best.a.Claim.Kind,
		Subject:   printedSubject(best.a, best.b),
		Attribute: best.a.Claim.Attribute,
		Verdict:   best.result.Verdict,
		Reason:    best.result.Reason,
		Lane:      string(best.result.Lane),
		Checks:    best.result.Checks,
	}
	left, right := support(pairs)
	c.Evidence = []corpus.Evidence{best.a.Evidence, best.b.Evidence}
	if before(best.b, best.a) {
		c.Evidence[0], c.Evidence[1] = c.Evidence[1], c.Evidence[0]
	}
	for _, s := range append(left, right...) {
		if s != best.a && s != best.b {
			c.Support = append(c.Support, s.Evidence)
		}
	}
	sort.Slice(c.Support, func(i, j int) bool { return evidenceBefore(&c.Support[i], &c.Support[j]) })
	c.Score = rank(best, origins(left), origins(right), newest)
	return c
}

// names counts the statements whose sentence names what they are of.
func (p *pair) names() int {
	n := 0
	for _, s := range []*Statement{p.a, p.b} {
		if s.subject.kind == named && namedIn(s.Sentence, s.subject.words) {
			n++
		}
	}
	return n
}

// namedIn reports whether a sentence has a word of a name.
func namedIn(sentence string, name []string) bool {
	for _, w := range coreWords(sentence) {
		if slices.Contains(name, w) {
			return true
		}
	}
	return false
}

// better orders pairs: those of original articles before those of copies, those whose
// sentences name what they speak of before those that call it "the company", then
// by probability in steps of a tenth, then the shorter sentences, which are the
// easier to check, then by the order of their statements.
func better(p, q *pair) bool {
	x, y := int(p.result.Score.P()*10), int(q.result.Score.P()*10)
	m, n := len(p.a.Sentence)+len(p.b.Sentence), len(q.a.Sentence)+len(q.b.Sentence)
	switch {
	case p.originals() != q.originals():
		return p.originals() > q.originals()
	case p.names() != q.names():
		return p.names() > q.names()
	case x != y:
		return x > y
	case p.spelled() != q.spelled():
		return p.spelled() > q.spelled() // a date in full before a weekday
	case m != n:
		return m < n
	case p.a != q.a:
		return before(p.a, q.a)
	}
	return before(p.b, q.b)
}

// support lists the distinct statements on each side.
func support(pairs []pair) (left, right []*Statement) {
	seen := make(map[*Statement]bool)
	for i := range pairs {
		if s := pairs[i].a; !seen[s] {
			seen[s] = true
			left = append(left, s)
		}
		if s := pairs[i].b; !seen[s] {
			seen[s] = true
			right = append(right, s)
		}
	}
	return left, right
}

func origins(side []*Statement) int {
	seen := make(map[string]bool)
	for _, s := range side {
		seen[s.Origin] = true
	}
	return len(seen)
}

func evidenceBefore(a, b *corpus.Evidence) bool {
	switch {
	case a.Published != b.Published:
		return a.Published < b.Published
	case a.Source != b.Source:
		return a.Source < b.Source
	case a.Article != b.Article:
		return a.Article < b.Article
	}
	return a.Claim.Start < b.Claim.Start
}

// printedSubject is the name both statements' subject goes by: the longer
// name, or for two descriptions the lesser.
func printedSubject(a, b *Statement) string {
	x, y := a.Claim.Subject, b.Claim.Subject
	switch {
	case a.subject.kind == speaker && len(a.subject.words) == 0:
		return y
	case b.subject.kind == speaker && len(b.subject.words) == 0:
		return x
	case a.subject.kind != b.subject.kind:
		if a.subject.kind < b.subject.kind {
			return x
		}
		return y
	case x == "event" && y == "event":
		if a.called() == b.called() {
			return a.called()
		}
		return x
	case x == "event":
		return y
	case y == "event":
		return x
	case len(x) != len(y):
		if len(x) > len(y) {
			return x
		}
		return y
	}
	return min(x, y)
}

// statementID names a statement by what it says, not by where it stands, so
// that it survives new rules and corrected offsets.
func statementID(e *corpus.Evidence) string {
	c := &e.Claim
	value := valueKey(c)
	if c.Kind == corpus.KindQuote {
		value = quoteKey(c.Value.Text, c.By)
	}
	return e.Article + Separator + attrKey(c) + Separator + value
}

// pairID is the id of a conflict: a hash of its two statements in order.
func pairID(a, b *corpus.Evidence) string { return hashPair(statementID(a), statementID(b)) }

// maxAliases limits the ids of one conflict.
const maxAliases = 256

// Aliases are all ids a conflict can go by, its own first: one for each pair
// of its statements. When a new article brings a better witness, the id
// changes, but a decision recorded under an earlier id is still among these.
func Aliases(c *corpus.Conflict) []string {
	if len(c.Evidence) < 2 {
		return []string{c.ID}
	}
	out := []string{c.ID}
	a, b := &c.Evidence[0], &c.Evidence[1]
	va := valueOf(a)
	left, right := []*corpus.Evidence{a}, []*corpus.Evidence{b}
	for i := range c.Support {
		if e := &c.Support[i]; valueOf(e) == va {
			left = append(left, e)
		} else {
			right = append(right, e)
		}
	}
	for _, x := range left {
		for _, y := range right {
			if id := pairID(x, y); id != c.ID && len(out) < maxAliases {
				out = append(out, id)
			}
		}
	}
	return out
}

func valueOf(e *corpus.Evidence) string {
	if e.Claim.Kind == corpus.KindQuote {
		return quoteKey(e.Claim.Value.Text, e.Claim.By)
	}
	return valueKey(&e.Claim)
}

func hashPair(x, y string) string {
	if y < x {
		x, y = y, x
	}
	h := fnv.New64a()
	h.Write([]byte(x))
	h.Write([]byte{0})
	h.Write([]byte(y))
	return "c" + strings.Repeat("0", 16-len(strconv.FormatUint(h.Sum64(), 16))) + strconv.FormatUint(h.Sum64(), 16)
}

// sortConflicts orders by score, best first, then by id.
func sortConflicts(cs []corpus.Conflict) {
	sort.Slice(cs, func(i, j int) bool {
		if cs[i].Score != cs[j].Score {
			return cs[i].Score > cs[j].Score
		}
		return cs[i].ID < cs[j].ID
	})
}
