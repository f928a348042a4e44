package consistency

import (
	"strings"

	"twosource/corpus"
)

// bare reports whether a text is a single statement and no article: a few
// words, of no date. Nothing around it says what it speaks of.
func (p *profile) bare() bool { return p.thin() && !p.published.known() }

// bothBare reports whether two statements are bare ones: "More than 15 cases are
// known in Morland" beside "There are 13 cases". What they leave out is taken
// from each other, and their words count as written.
func bothBare(a, b *Statement) bool {
	return a.profile.bare() && b.profile.bare() && a.Article != b.Article
}

// namesNobody reports whether a bare statement names nobody and no place that it
// could be about but what the other names.
func namesNobody(s *Statement) bool { return len(s.profile.anchors) == 0 }

// bareSubject compares a subject with one that a bare statement leaves out or
// only calls "it" or "the film": the probability that they are one, 0 where the
// statement names something else.
func bareSubject(a, b *Statement) float64 {
	if !bothBare(a, b) || personal[a.attr] {
		return 0
	}
	if namesNobody(b) || a.subject.kind != named && namesNobody(a) {
		return 0.8
	}
	if len(groundOf(a.profile, b.profile).common.names) > 0 {
		return 0.7
	}
	if t := a.subject.typ; b.subject.kind == thing && t != corpus.Person && t != corpus.Loc {
		return 0.65 // "the film", in a sentence that names where it is rated
	}
	return 0
}

// everywhereElse reports whether one of two bare statements counts the world.
func everywhereElse(a, b *Statement) bool {
	return a.Claim.Scope == "worldwide" || b.Claim.Scope == "worldwide"
}

// countedNoun is the attribute an open claim of a bare statement is compared
// under: what it counts, whatever is done to it.
func countedNoun(attr string) string {
	rest, share := strings.CutPrefix(attr, "share of ")
	noun, _, _ := strings.Cut(rest, " ")
	if name, ok := measuredBy[noun]; ok && !share {
		return name
	}
	if share {
		return "share of " + noun
	}
	return noun
}

// measuredBy are attributes of the list that a bare noun stands for.
var measuredBy = map[string]string{"cases": "infected", "tests": "tests carried out", "critics": "reviews", "inhabitants": "population", "residents": "population", "hospitalizations": "hospitalised"}

// statedFigure is a quantity with the attribute it is of.
type statedFigure struct {
	attr string
	corpus.Quantity
}

// givesToo reports whether the text of one of two bare statements also holds a
// value of the attribute that agrees with the other's: "152 domestic and 40
// international gates" beside "192 gates, of them 152 domestic".
func givesToo(a, b *Statement) bool {
	for _, s := range [][2]*Statement{{a, b}, {b, a}} {
		for i := range s[0].profile.figures {
			v := &s[0].profile.figures[i]
			if v.attr != s[1].attr || limit(v.Bound) || limit(s[1].Claim.Value.Quantity.Bound) {
				continue
			}
			if r, _, _ := relateQuantities(&v.Quantity, &s[1].Claim.Value.Quantity); r == equal || r == refines {
				return true
			}
		}
	}
	return false
}

// literally relates a number to the bound of a bare statement: "more than 162"
// is not 162.
func literally(a, b *Statement, r relation) relation {
	x, y := &a.Claim.Value.Quantity, &b.Claim.Value.Quantity
	if a.Claim.Kind == corpus.KindDate && b.Claim.Kind == corpus.KindDate {
		if got, ok := excludes(a, b); ok {
			return got
		}
		if got, ok := excludes(b, a); ok {
			return got
		}
	}
	if r == soft && x.Bound != y.Bound && (limit(x.Bound) && y.Bound == corpus.Exact || limit(y.Bound) && x.Bound == corpus.Exact) {
		return apart
	}
	return r
}

// excludes relates a date to the bound of a bare statement: "before 1956" is
// neither 1956 nor 1958.
func excludes(x, y *Statement) (relation, bool) {
	u, v := span(x.Claim.Value.From, x.Claim.Value.To), span(y.Claim.Value.From, y.Claim.Value.To)
	if limit(y.Claim.Value.Quantity.Bound) || !u.known() || !v.known() {
		return apart, false
	}
	switch x.Claim.Value.Quantity.Bound {
	case corpus.LessThan:
		return holdsIf(v.to <= u.from), true
	case corpus.MoreThan:
		return holdsIf(v.from >= u.to), true
	}
	return apart, false
}

func holdsIf(ok bool) relation {
	if ok {
		return agree
	}
	return apart
}

func limit(b corpus.Bound) bool { return b == corpus.MoreThan || b == corpus.LessThan }

// timeless lets two values pass whose times nothing tells.
func (d *decision) timeless() (Result, bool) {
	d.score.Qualifiers *= 0.85
	d.pass(checkTime, "neither says when")
	return Result{}, false
}
