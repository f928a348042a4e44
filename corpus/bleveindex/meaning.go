package bleveindex

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// queryFields maps what users write to what is indexed.
var queryFields = map[string]string{
	"title": fieldTitle, "text": fieldBody, "body": fieldBody,
	"entity": fieldEntity, "speaker": fieldSpeaker, "source": fieldSource, "author": fieldAuthor,
	"attribute": facetAttribute, "claim": facetAttribute, "language": facetLanguage, "lang": facetLanguage,
	"figure": fieldFigure, "before": fieldDay, "after": fieldDay, "on": fieldDay,
	"origin": fieldOrigin, "id": "_id",
}

const fieldNames = "title, text, entity, speaker, source, author, attribute, language, figure, before, after, on, origin, id"

// meaning makes a node of a field and its value.
func (p *parser) meaning(name, text string, phrase bool) (node, error) {
	switch name {
	case "before", "after", "on":
		return days(name, text)
	case "figure":
		return figures(text)
	case "attribute", "claim", "language", "lang":
		return match{field: queryFields[name], text: strings.ToLower(text)}, nil
	case "origin", "id":
		return match{field: queryFields[name], text: text}, nil
	}
	m := match{field: queryFields[name], text: text}
	if phrase {
		return words(m), nil
	}
	return pattern(m)
}

// pattern treats the marks that have a meaning in a bare word.
func pattern(m match) (node, error) {
	t := m.text
	switch {
	case len(t) > 2 && t[0] == '/' && t[len(t)-1] == '/':
		return nil, wrong("search for the words, or for the beginning of one: cancel*", "patterns (/…/) are not supported")
	case strings.ContainsAny(strings.TrimSuffix(t, "*"), "*?") && strings.IndexAny(t, "*") < len(t)-1 && strings.Contains(t, "*"):
		return nil, wrong("a * is allowed at the end of a word only: cancel*", "* at the beginning or in the middle of %q", t)
	case strings.HasSuffix(t, "*"):
		return prefixOf(m)
	}
	return words(m), nil
}

func prefixOf(m match) (node, error) {
	m.text = strings.TrimSuffix(m.text, "*")
	if len(termsOf(m.text)) != 1 || utf8.RuneCountInString(m.text) < minPrefix {
		return nil, wrong("write more letters of one word before the *", "%q* stands for too much", m.text)
	}
	m.prefix = true
	return m, nil
}

// words is m, or nothing where m holds no word.
func words(m match) node {
	any := false
	terms(m.text, func([]byte, int, int) { any = true })
	if !any {
		return nil
	}
	return m
}

// days reads a date: 2024, 2024-07 or 2024-07-19. "before" is exclusive,
// "after" too, "on" is the whole of it.
func days(name, text string) (node, error) {
	from, to, ok := period(text)
	if !ok {
		return nil, wrong("write a year, month or day: "+name+":2024-07-19", "%q is no date", text)
	}
	const first, last = 0, epoch * 2
	switch name {
	case "before":
		if from == first {
			from = 1
		}
		return within{fieldDay, first, from - 1}, nil
	case "after":
		return within{fieldDay, to + 1, last}, nil
	}
	return within{fieldDay, from, to}, nil
}

// period returns the first and last day a date stands for.
func period(text string) (from, to uint64, ok bool) {
	for layout, months := range map[string][3]int{time.DateOnly: {0, 0, 1}, "2006-01": {0, 1, 0}, "2006": {1, 0, 0}} {
		if t, err := time.Parse(layout, text); err == nil {
			return dayNumber(t), dayNumber(t.AddDate(months[0], months[1], months[2])) - 1, true
		}
	}
	return 0, 0, false
}

// figures reads >5m, >=5, <1.2bn, 5..10, =298 or 298.
func figures(text string) (node, error) {
	bad := wrong("for example figure:>5m, figure:<=1.2bn, figure:100..200, figure:298", "%q is no figure", text)
	if lo, hi, ok := strings.Cut(text, ".."); ok {
		a, okA := amount(lo)
		b, okB := amount(hi)
		if !okA || !okB || a > b {
			return nil, bad
		}
		return within{fieldFigure, sortable(a), sortable(b)}, nil
	}
	op := text[:len(text)-len(strings.TrimLeft(text, "<>="))]
	v, ok := amount(text[len(op):])
	if !ok {
		return nil, bad
	}
	lowest, highest := sortable(math.Inf(-1)), sortable(math.Inf(1))
	at := sortable(v)
	switch op {
	case "", "=":
		return within{fieldFigure, at, at}, nil
	case ">":
		return within{fieldFigure, at + 1, highest}, nil
	case ">=":
		return within{fieldFigure, at, highest}, nil
	case "<":
		return within{fieldFigure, lowest, at - 1}, nil
	case "<=":
		return within{fieldFigure, lowest, at}, nil
	}
	return nil, bad
}

// scales are the endings of an amount.
var scales = []struct {
	ending string
	factor float64
}{
	{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12},
	{"bn", 1e9}, {"tn", 1e12}, {"mn", 1e6}, {"k", 1e3}, {"m", 1e6}, {"b", 1e9}, {"t", 1e12},
}

func amount(s string) (float64, bool) {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), ",", ""))
	factor := 1.0
	for _, x := range scales {
		if rest, ok := strings.CutSuffix(s, x.ending); ok {
			s, factor = strings.TrimSpace(rest), x.factor
			break
		}
	}
	if s == "" || strings.Trim(s, "+-.0123456789") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	v *= factor
	return v, err == nil && !math.IsInf(v, 0)
}
