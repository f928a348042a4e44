package web

import (
	"net/url"
	"strings"

	"twosource/corpus"
	"twosource/corpus/utterance"
)

// part is a stretch of a wording; Kind is "", "del" (only in the first of the
// wordings compared) or "ins" (only in this one).
type part struct{ Text, Kind string }

// wordings cuts two wordings at the words in which they differ.
func wordings(a, b string) (first, second []part) {
	ops := utterance.Compare(a, b).Ops
	cut := func(text, kind string, of func(utterance.Op) corpus.Span) []part {
		var out []part
		at := 0
		for _, op := range ops {
			s := of(op)
			if s.Empty() || s.Start < at || s.End > len(text) {
				continue
			}
			out = append(out, part{text[at:s.Start], ""}, part{text[s.Start:s.End], kind})
			at = s.End
		}
		return append(out, part{text[at:], ""})
	}
	return cut(a, "del", func(o utterance.Op) corpus.Span { return o.A }), cut(b, "ins", func(o utterance.Op) corpus.Span { return o.B })
}

// compareSides marks in quotations what each says unlike the first.
func compareSides(sides []side) {
	for i := 1; i < len(sides); i++ {
		first, this := wordings(sides[0].Value, sides[i].Value)
		if i == 1 {
			sides[0].Said = first
		}
		sides[i].Said = this
	}
}

// units are names of units as people read them.
var units = map[string]string{
	"a": "years", "mo": "months", "wk": "weeks", "d": "days", "h": "hours", "min": "minutes", "s": "seconds",
	"m2": "m²", "km2": "km²", "m3": "m³", "[mi_i]": "miles", "[ft_i]": "feet", "[in_i]": "inches", "[lb_av]": "lb",
	"[acr_us]": "acres", "Cel": "°C", "[degF]": "°F", "km/h": "km/h", "[mi_i]/h": "mph", "t": "tonnes",
}

// value is a claim's value as people read it: bound, number and unit.
func value(c corpus.Claim) (bound, number, unit string) {
	q := c.Value.Quantity
	number = c.Value.Text
	if digits(number) && len(strings.TrimPrefix(number, "-")) > 4 && c.Kind != corpus.KindDate {
		number = grouped(number)
	}
	unit = q.Unit
	if name, ok := units[unit]; ok {
		unit = name
	}
	if strings.HasSuffix(number, q.Unit) {
		unit = ""
	}
	if unit == "%" {
		number, unit = number+"%", ""
	}
	return string(q.Bound), number, strings.Trim(unit, "{}")
}

// shownValue is value in one line.
func shownValue(c corpus.Claim) string {
	bound, number, unit := value(c)
	return strings.TrimSpace(bound + " " + number + " " + unit)
}

func digits(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// grouped sets commas between thousands of an integer.
func grouped(s string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// why is the reason of a finding. For quotations, which stand above it with
// their differences marked, it leaves the wordings out.
func why(c corpus.Conflict) string {
	if c.Kind != corpus.KindQuote {
		return strings.TrimSpace(c.Reason)
	}
	for i := len(c.Checks) - 1; i >= 0; i-- {
		if d := c.Checks[i].Detail; strings.HasPrefix(d, "the wording differs") {
			return d
		}
	}
	head, _, _ := strings.Cut(c.Reason, ":")
	return head
}

// ruleName is the short name of a claim's rule.
func ruleName(rule string) string {
	name, _, _ := strings.Cut(rule, ":")
	return name
}

// link is raw where a browser may follow it, else "": stored addresses are
// written by others.
func link(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
