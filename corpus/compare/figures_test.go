package compare

import (
	"strings"
	"testing"

	"twosource/corpus"
)

// told is a figure whose text is "counted|of".
func told(kind corpus.FigureKind, q corpus.Quantity, text string, edit func(*corpus.Figure)) Stated {
	counted, of, _ := strings.Cut(text, "|")
	s := Stated{Figure: corpus.Figure{Kind: kind, Quantity: q}, Text: text}
	s.Counted = corpus.Span{End: len(counted)}
	if of != "" {
		s.Of = corpus.Span{Start: len(counted) + 1, End: len(text)}
	}
	if edit != nil {
		edit(&s.Figure)
	}
	return s
}

func change(role, direction, scope string) func(*corpus.Figure) {
	return func(f *corpus.Figure) { f.Role, f.Direction, f.Scope = role, direction, scope }
}

func TestFigures(t *testing.T) {
	cases := []struct {
		name string
		a, b Stated
		want Relation
	}{
		{"same noun in another number", told(corpus.Count, exact("1", 1, ""), "child", nil), told(corpus.Count, exact("1", 1, ""), "children", nil), Same},
		{"different nouns", told(corpus.Count, exact("12", 2, ""), "people", nil), told(corpus.Count, exact("12", 2, ""), "houses", nil), Incomparable},
		{"one noun unknown", told(corpus.Count, exact("12", 2, ""), "people", nil), told(corpus.Count, exact("14", 2, ""), "", nil), Conflict},
		{"whole on one side", told(corpus.Count, exact("298", 3, ""), "companies|Fortune 500", nil), told(corpus.Count, exact("298", 3, ""), "companies", nil), Compatible},
		{"same whole", told(corpus.Count, exact("298", 3, ""), "companies|the Fortune 500", nil), told(corpus.Count, exact("271", 3, ""), "companies|Fortune 500 companies", nil), Conflict},
		{"other whole", told(corpus.Count, exact("298", 3, ""), "|the Fortune 500", nil), told(corpus.Count, exact("298", 3, ""), "|its clients", nil), Incomparable},
		{"part and share", told(corpus.Count, exact("250", 3, ""), "companies|the Fortune 500", nil), told(corpus.Percent, exact("50", 2, "%"), "|Fortune 500", nil), Same},
		{"fell by and fell to", told(corpus.Percent, exact("8", 1, "%"), "", change("change-by", "down", "")), told(corpus.Percent, exact("8", 1, "%"), "", change("change-to", "", "")), Incomparable},
		{"up and down", told(corpus.Percent, exact("8", 1, "%"), "", change("change-by", "down", "")), told(corpus.Percent, exact("8", 1, "%"), "", change("change-by", "up", "")), Conflict},
		{"tripled", told(corpus.Ratio, exact("3", 1, "1"), "", change("ratio", "up", "")), told(corpus.Percent, exact("200", 3, "%"), "", change("change-by", "up", "")), Same},
		{"part and rounded share", told(corpus.Count, exact("298", 3, ""), "companies|the Fortune 500", nil), told(corpus.Percent, exact("60", 2, "%"), "|Fortune 500", nil), Refines},
		{"halved", told(corpus.Ratio, exact("0.5", 1, "1"), "", change("ratio", "down", "")), told(corpus.Percent, exact("50", 2, "%"), "", change("change-by", "down", "")), Same},
		{"extremum and extremum", told(corpus.Percent, exact("14", 2, "%"), "", change("change-by", "down", "at one point")), told(corpus.Percent, exact("11", 2, "%"), "", change("change-by", "down", "extremum")), Conflict},
		{"extremum and close", told(corpus.Percent, exact("14", 2, "%"), "", change("change-by", "down", "at one point")), told(corpus.Percent, exact("11", 2, "%"), "", change("change-by", "down", "close")), Incomparable},
		{"close and unsaid", told(corpus.Percent, exact("11.1", 3, "%"), "", change("change-by", "down", "close")), told(corpus.Percent, exact("11", 2, "%"), "", change("change-by", "down", "")), Refines},
		{"age and years", told(corpus.Age, exact("5", 1, "a"), "", nil), told(corpus.Measure, exact("5", 1, "a"), "", nil), Incomparable},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, reason := Figures(c.a, c.b)
			if got != c.want {
				t.Errorf("got %s (%s), want %s", got, reason, c.want)
			}
			if back, _ := Figures(c.b, c.a); back != got {
				t.Errorf("%s one way, %s the other", got, back)
			}
		})
	}
}

func TestRelative(t *testing.T) {
	q, ok := Relative(exact("4.0", 2, "%"), exact("4.3", 2, "%"))
	if r, why := Quantities(q, exact("7.5", 2, "%")); !ok || r != Same {
		t.Errorf("from 4.0 to 4.3 is %s, %s 7.5 (%s)", q.Value, r, why)
	}
	if _, ok := Relative(exact("0", 1, ""), exact("5", 1, "")); ok {
		t.Error("a change from zero has no rate")
	}
}
