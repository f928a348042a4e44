package compare

import (
	"strings"
	"unicode"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// Stated is a figure with the text its spans index.
type Stated struct {
	corpus.Figure
	Text string
}

// Figures relates two figures and says why. They must measure the same: the
// same dimension, role, counted noun, whole and scope, else they are
// Incomparable; then Quantities decides. A part of a numbered whole ("298 of
// the Fortune 500") compares with a share of it ("two-thirds"), and a factor
// ("tripled") with a relative change ("rose 200%").
func Figures(a, b Stated) (Relation, string) {
	a, b = factorAsChange(a, b), factorAsChange(b, a)
	a, b = partAsShare(a, b), partAsShare(b, a)
	if reason := gate(a, b); reason != "" {
		return Incomparable, reason
	}
	if a.Role == "change-by" && a.Direction != b.Direction && a.Direction != "" && b.Direction != "" {
		return Conflict, "one rises, the other falls"
	}
	if a.Kind == corpus.Score {
		return scores(a, b)
	}
	r, reason := Quantities(a.Quantity, b.Quantity)
	if a.Of.Empty() != b.Of.Empty() && a.Kind == corpus.Count && b.Kind == corpus.Count && !r.Clashes() {
		return Compatible, "only one names the whole"
	}
	return r, reason
}

// gate is why two figures cannot be compared, "" when they can.
func gate(a, b Stated) string {
	switch {
	case baseOf(a.Unit) != baseOf(b.Unit):
		return "different units"
	case special(a.Kind) != special(b.Kind):
		return "different kinds of figure"
	case a.Role != b.Role:
		return "a level and a change, or different ends of a change"
	case !scopesMeet(a.Scope, b.Scope):
		return "different scopes"
	case !sameNoun(a.Counted.In(a.Text), b.Counted.In(b.Text)):
		return "they count different things"
	case !a.Of.Empty() && !b.Of.Empty() && !sameWhole(a.Of.In(a.Text), b.Of.In(b.Text)):
		return "parts of different wholes"
	}
	return ""
}

// special keeps apart the kinds that share units with others.
func special(k corpus.FigureKind) corpus.FigureKind {
	switch k {
	case corpus.Age, corpus.Rank, corpus.Ordinal, corpus.Score:
		return k
	}
	return ""
}

// scopesMeet reports whether figures of two scopes speak of one moment or span.
func scopesMeet(a, b string) bool {
	a, b = scopeClass(a), scopeClass(b)
	if a == b {
		return true
	}
	if a == "extremum" || b == "extremum" || a == "forecast" || b == "forecast" {
		return false
	}
	return a == "" || b == ""
}

// scopeClass merges scopes that mean the same.
func scopeClass(s string) string {
	switch s {
	case "at one point", "intraday", "extremum":
		return "extremum"
	case "so far", "cumulative":
		return ""
	}
	return s
}

func scores(a, b Stated) (Relation, string) {
	if a.Low.Cmp(b.Low) == 0 && a.High.Cmp(b.High) == 0 {
		return Same, "equal"
	}
	return Conflict, "different scores"
}

// sameNoun reports whether two counted nouns are one: equal but for case and
// number, or one of them unknown.
func sameNoun(a, b string) bool {
	return a == "" || b == "" || singular(a) == singular(b)
}

// singular is a noun in lower case without the plural s.
func singular(w string) string {
	w = strings.ToLower(w)
	switch {
	case w == "men" || w == "women" || w == "children":
		return map[string]string{"men": "man", "women": "woman", "children": "child"}[w]
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// sameWhole reports whether two wholes are one: equal but for determiners, or
// one is the other with a noun added ("Fortune 500", "Fortune 500 companies").
func sameWhole(a, b string) bool {
	a, b = bare(a), bare(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || strings.HasPrefix(b, a+" ") || strings.HasSuffix(b, " "+a)
}

// bare is a noun phrase in lower case without its determiner.
func bare(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, d := range [...]string{"all ", "the ", "its ", "their ", "our ", "his ", "her "} {
		s = strings.TrimPrefix(s, d)
	}
	return s
}

// partAsShare turns "298 of the Fortune 500" into 59.6 % when the other figure
// is a share.
func partAsShare(a, other Stated) Stated {
	if a.Kind != corpus.Count || a.Unit != "" || a.Of.Empty() || baseOf(other.Unit) != "%" {
		return a
	}
	whole, ok := numberIn(a.Of.In(a.Text))
	if !ok || whole.IsZero() {
		return a
	}
	q := a.Quantity
	for _, d := range [...]*decimal.Decimal{&q.Value, &q.Low, &q.High} {
		share, err := d.Quo(whole)
		if err != nil {
			return a
		}
		*d = share
	}
	q.Unit = "1"
	q.Digits = max(q.Digits, 3) // an exact ratio
	a.Quantity, a.Kind = q, corpus.Ratio
	a.Counted = corpus.Span{}
	return a
}

// numberIn is the last number in digits of a noun phrase.
func numberIn(s string) (decimal.Decimal, bool) {
	end := strings.LastIndexFunc(s, unicode.IsDigit) + 1
	if end == 0 {
		return decimal.Decimal{}, false
	}
	start := end
	for start > 0 && (s[start-1] >= '0' && s[start-1] <= '9' || s[start-1] == ',' || s[start-1] == '.') {
		start--
	}
	d, err := decimal.Parse(strings.ReplaceAll(s[start:end], ",", ""))
	return d, err == nil
}

// factorAsChange turns "tripled" into a rise of 200 % and "halved" into a fall
// of 50 % when the other figure is a relative change.
func factorAsChange(a, other Stated) Stated {
	if a.Role != "ratio" || other.Role != "change-by" || other.Unit != "%" {
		return a
	}
	hundred, one := decimal.MustNew(100, 0), decimal.MustNew(1, 0)
	q := a.Quantity
	for _, d := range [...]*decimal.Decimal{&q.Value, &q.Low, &q.High} {
		x, err := d.SubAbs(one)
		if err != nil {
			return a
		}
		if x, err = x.Mul(hundred); err != nil {
			return a
		}
		*d = x
	}
	q.Unit, q.Digits = "%", 3
	a.Quantity, a.Role, a.Kind = q, "change-by", corpus.Percent
	return a
}

// Relative is the change from one level to another in per cent of the first:
// from 4.0 % to 4.3 % is 7.5. ok is false when the units differ or from is zero.
func Relative(from, to corpus.Quantity) (q corpus.Quantity, ok bool) {
	if from.Unit != to.Unit || from.Value.IsZero() {
		return q, false
	}
	d, err := to.Value.Sub(from.Value)
	if err != nil {
		return q, false
	}
	if d, err = d.Quo(from.Value.Abs()); err != nil {
		return q, false
	}
	if d, err = d.Mul(decimal.MustNew(100, 0)); err != nil {
		return q, false
	}
	digits := max(from.Digits, to.Digits)
	return corpus.Quantity{Value: d, Low: d, High: d, Unit: "%", Digits: digits}, true
}
