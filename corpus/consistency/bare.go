package consistency

import (
	"strings"

	"twosource/corpus"
)

// bothBare reports whether two statements are single sentences and not articles:
// "More than 15 cases are known in Morland" beside "There are 13 cases". Nothing
// around them says what they speak of, so what they leave out is taken from
// each other, and their words count as written.
func bothBare(a, b *Statement) bool { return a.profile.thin() && b.profile.thin() && a.Article != b.Article }

// namesNobody reports whether a bare statement names nobody and no place that it
// could be about but what the other names.
func namesNobody(s *Statement) bool { return len(s.profile.anchors) == 0 }

// bareSubject compares a named subject with one that a bare statement leaves
// out or only calls "it" or "the film": the probability that they are one, 0
// where the statement names something else.
func bareSubject(a, b *Statement) float64 {
	if !bothBare(a, b) || personal[a.attr] {
		return 0
	}
	if namesNobody(b) {
		return 0.8
	}
	if _, names := sharedAnchors(a.profile, b.profile); len(names) > 0 {
		return 0.7
	}
	return 0
}

// countedNoun is the attribute an open claim of a bare statement is compared
// under: what it counts, whatever is done to it.
func countedNoun(attr string) string {
	rest, share := strings.CutPrefix(attr, "share of ")
	noun, _, _ := strings.Cut(rest, " ")
	if share {
		return "share of " + noun
	}
	return noun
}

// undated reports whether nothing tells when two bare statements were true.
func undated(a, b *Statement) bool {
	return bothBare(a, b) && !a.known.known() && !b.known.known()
}

// literally relates a number to the bound of a bare statement: "more than 162"
// is not 162.
func literally(x, y *corpus.Quantity, r relation) relation {
	if r == soft && x.Bound != y.Bound && (limit(x.Bound) && y.Bound == corpus.Exact || limit(y.Bound) && x.Bound == corpus.Exact) {
		return apart
	}
	return r
}

func limit(b corpus.Bound) bool { return b == corpus.MoreThan || b == corpus.LessThan }

// timeless lets two values pass whose times nothing tells.
func (d *decision) timeless() (Result, bool) {
	d.score.Qualifiers *= 0.85
	d.pass(checkTime, "neither says when")
	return Result{}, false
}
