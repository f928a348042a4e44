package consistency

import (
	"strings"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/corpus/utterance"
)

// because says why two statements contradict each other, and the one fact that
// would explain it away. The words of a quotation are shown beside it already:
// only where they differ is said.
func (d *decision) because(slip string) string {
	why := "the two cannot both hold: " + both(d.a.Text, d.b.Text)
	if d.differ != "" {
		why = d.differ
	}
	if slip != "" {
		why += " (" + slip + ")"
	}
	if u := d.unless(); u != "" {
		why += "; unless " + u
	}
	return why
}

// unless is what a person would look for first to explain a clash away.
func (d *decision) unless() string {
	a, b := d.a, d.b
	if a.Article == b.Article {
		return "the article tells of two"
	}
	switch a.Claim.Kind {
	case corpus.KindQuote:
		if sameSpeaker(a, b) == 0 {
			return "one of them quotes the other"
		}
		return "it was said twice"
	case corpus.KindAge:
		return "these are two people"
	case corpus.KindDate:
		return unlessDated(a)
	case corpus.KindRole, corpus.KindPlace:
		return d.unlessChanged()
	case corpus.KindPolarity:
		return "it changed between the two reports"
	case corpus.KindMeasure:
		return "they measure two things"
	case corpus.KindMoney, corpus.KindPercent:
		return "they are of two sums or two dates"
	case corpus.KindCount:
		if a.Claim.Behaviour == corpus.Cumulative {
			return "the count was corrected, or they count two things"
		}
		return "they count two things"
	case corpus.KindOther:
		return "they are places in two orders, or on two dates"
	}
	return ""
}

func unlessDated(s *Statement) string {
	switch {
	case s.attr == "founded":
		return "one means the founding and the other the start of business"
	case s.attr == "birth" || s.attr == "died":
		return "these are two people"
	case ofClock(s.attr):
		return "they mean two moments or write in two time zones"
	case s.attr == "event date":
		return "they mean two events, or its beginning and its end"
	}
	return "they mean two things of that name"
}

// unlessChanged names the time in which a post or a place may have changed.
func (d *decision) unlessChanged() string {
	if d.a.attr == "place" {
		return "one means where it began and the other where it was felt"
	}
	what := "it moved"
	if d.a.Claim.Kind == corpus.KindRole {
		what = "it changed hands"
	}
	x, _ := asOf(d.a)
	y, _ := asOf(d.b)
	if !x.known() || !y.known() {
		return what + " meanwhile: one of the two is undated"
	}
	if x.from == y.from {
		return what + " shortly before"
	}
	return what + " between " + dayText(min(x.from, y.from)) + " and " + dayText(max(x.from, y.from))
}

// longest is how many bytes of a value a reason repeats.
const longest = 60

// brief is a value's words on one line, cut where they are long.
func brief(text string) string {
	if strings.ContainsAny(text, "\n\t") || strings.Contains(text, "  ") {
		text = strings.Join(strings.Fields(text), " ")
	}
	if len(text) <= longest {
		return text
	}
	cut := longest
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return strings.TrimRight(text[:cut], " ,.;") + " …"
}

// apartIn says in which words two reports of one sentence differ.
func apartIn(o *utterance.Op, x, y string) string {
	p, q := brief(o.A.In(x)), brief(o.B.In(y))
	switch {
	case p == "" && q == "":
		return "the two reports of one sentence differ in " + o.Reason
	case p == "":
		return "only one report of the sentence has " + quoted(q)
	case q == "":
		return "only one report of the sentence has " + quoted(p)
	}
	return "one report of the sentence has " + quoted(p) + ", the other " + quoted(q)
}

// both names two values in the words of their articles.
func both(x, y string) string { return "\u201c" + brief(x) + "\u201d and \u201c" + brief(y) + "\u201d" }

// limits says what the two values are limited to.
func limits(x, y string) string {
	switch {
	case x == "" && y == "":
		return "neither is limited to a part or a moment"
	case x == y:
		return "both " + x
	}
	return orNone(x) + "; " + orNone(y)
}
