package web

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"twosource/corpus"
)

// part is a stretch of a wording; Kind is "", "del" (only in the first of the
// wordings compared) or "ins" (only in this one).
type part struct{ Text, Kind string }

// maxWords bounds the wordings that are compared word by word; longer ones are
// shown unmarked.
const maxWords = 600

// wordings cuts two wordings at the words in which they differ. It marks every
// word that is not the same, those that change no meaning too: that is for the
// reader to see.
func wordings(a, b string) (first, second []part) {
	x, y := words(a), words(b)
	if len(x) > maxWords || len(y) > maxWords {
		return []part{{a, ""}}, []part{{b, ""}}
	}
	inX, inY := common(len(x), len(y), func(i, j int) bool { return strings.EqualFold(x[i].In(a), y[j].In(b)) })
	return cut(a, x, inX, "del"), cut(b, y, inY, "ins")
}

// words are the runs of letters, digits and what stands within them.
func words(s string) []corpus.Span {
	var out []corpus.Span
	start := -1
	for i, r := range s {
		switch in := unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && strings.ContainsRune("'’-.,%", r) && i+1 < len(s) && wordGoesOn(s[i:]); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			out = append(out, corpus.Span{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, corpus.Span{Start: start, End: len(s)})
	}
	return out
}

// wordGoesOn reports whether a letter or digit follows the first rune of s.
func wordGoesOn(s string) bool {
	_, n := utf8.DecodeRuneInString(s)
	r, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// common marks the members of a longest common subsequence of two lists of n
// and m members.
func common(n, m int, same func(i, j int) bool) (inX, inY []bool) {
	w := m + 1
	length := make([]uint16, (n+1)*w)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(i, j) {
				length[i*w+j] = length[(i+1)*w+j+1] + 1
			} else {
				length[i*w+j] = max(length[(i+1)*w+j], length[i*w+j+1])
			}
		}
	}
	inX, inY = make([]bool, n), make([]bool, m)
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(i, j):
			inX[i], inY[j] = true, true
			i, j = i+1, j+1
		case length[(i+1)*w+j] >= length[i*w+j+1]:
			i++
		default:
			j++
		}
	}
	return inX, inY
}

// cut parts text into stretches of words that are common and of words that are
// not, which are of the given kind.
func cut(text string, words []corpus.Span, shared []bool, kind string) []part {
	var out []part
	at := 0
	for i := 0; i < len(words); i++ {
		if shared[i] {
			continue
		}
		j := i
		for j+1 < len(words) && !shared[j+1] {
			j++
		}
		if words[i].Start > at {
			out = append(out, part{text[at:words[i].Start], ""})
		}
		out = append(out, part{text[words[i].Start:words[j].End], kind})
		at, i = words[j].End, j
	}
	if at < len(text) {
		out = append(out, part{text[at:], ""})
	}
	return out
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
