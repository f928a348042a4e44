package consistency

import (
	"slices"
	"strings"

	"twosource/corpus"
)

// traces are what ties an article to one event beside names: the days it speaks
// of and the figures few other stories have.
type traces struct {
	days    []int64  // starts of days, in minutes since 1970, sorted
	months  []int64  // starts of months named without a day, sorted
	years   []int64  // years it names, sorted
	values  []uint32 // hashes of telltale values, whatever they count, sorted
	figures []uint32 // hashes of figures with what they count or measure, sorted
}

// Limits of the traces kept of an article.
const (
	maxTraceDays = 64
	maxTraces    = 256
)

func tracesOf(d *Document) traces {
	var t traces
	year := ""
	for i := range d.Facts.Dates {
		x := &d.Facts.Dates[i]
		from := parseTime(x.From).days().from
		if year == "" && len(x.From) >= len("2006") && (x.Granularity == "month" || x.Granularity == "day") {
			year = x.From[:len("2006")]
		}
		switch {
		case x.Anchor != "" && x.Len() <= clockOnly && (x.Granularity == "minute" || x.Granularity == "hour" || x.Granularity == "second"): // a clock, and of which day is a guess
		case x.From == "" && year != "" && strings.HasPrefix(x.Value, "XXXX-"): // "23 June", in an article without a date
			if v := parseTime(year + firstN(x.Value[len("XXXX"):], len("-01-02"))); v.known() && v.length() == day {
				t.days = append(t.days, v.from)
			}
		case x.From == "" || x.Type != corpus.DateDay && x.Type != corpus.DateTime || len(t.days)+len(t.months) >= maxTraceDays:
		case x.Granularity == "month":
			t.months = append(t.months, from)
		case len(x.From) >= len("2006-01-02"):
			for v := span(x.From, x.To).days(); v.length() <= 2*day && from < v.to; from += day {
				t.days = append(t.days, from)
			}
		}
	}
	for i := range d.Facts.Dates {
		if x := &d.Facts.Dates[i]; x.From != "" && len(t.years) < maxTraceDays {
			if y, _, ok := digits(x.From, 4); ok && strings.Contains(x.Span.In(d.Article.Text), x.From[:4]) {
				t.years = append(t.years, int64(y))
			}
		}
	}
	slices.Sort(t.years)
	t.years = slices.Compact(t.years)
	for i := range d.Facts.Figures {
		if f := &d.Facts.Figures[i]; telltale(f) && len(t.figures) < maxTraces {
			t.figures = append(t.figures, figureTrace(f, d.Article.Text))
			t.values = append(t.values, valueTrace(f))
		}
	}
	slices.Sort(t.days)
	slices.Sort(t.months)
	slices.Sort(t.figures)
	slices.Sort(t.values)
	t.values = slices.Compact(t.values)
	t.days, t.months, t.figures = slices.Compact(t.days), slices.Compact(t.months), slices.Compact(t.figures)
	return t
}

// telltale reports whether a figure is one that two stories hardly share by
// chance: it has two digits that say something or more.
func telltale(f *corpus.Figure) bool {
	switch f.Kind {
	case corpus.Count, corpus.Percent, corpus.Money, corpus.Measure:
		return significant(f) >= 2 && f.Bound != corpus.Vague
	}
	return false
}

// significant counts the digits of a value up to the zeros at its end.
func significant(f *corpus.Figure) int {
	s := strings.TrimLeft(strings.Trim(strings.ReplaceAll(f.Value.Trim(0).String(), ".", ""), "-"), "0")
	return len(strings.TrimRight(s, "0"))
}

// valueTrace hashes a figure's value and unit.
func valueTrace(f *corpus.Figure) uint32 {
	return mixed(mixed(2166136261, f.Value.Trim(0).String()), f.Unit)
}

// figureTrace hashes a figure's value with its unit, or the stem of the noun it
// counts.
func figureTrace(f *corpus.Figure, text string) uint32 {
	if f.Unit != "" {
		return valueTrace(f)
	}
	w := strings.ToLower(f.Counted.In(text))
	w = w[strings.LastIndexByte(w, ' ')+1:]
	return mixed(valueTrace(f), w[:min(len(w), 5)])
}

// mixed is a hash with the bytes of a text mixed in (FNV-1a).
func mixed(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// identity is how much beside their names two articles share that belongs to
// one event.
type identity struct {
	days    int  // days both speak of
	months  int  // months one speaks of, with a day or month of the other in it
	figures int  // telltale figures both give
	round   bool // one was written years to the day after the other or a day it speaks of
	later   bool // the same, months to the day
}

// sameTraces compares the traces of two articles.
func sameTraces(a, b *profile) identity {
	return identity{
		days:    inBoth(a.traces.days, b.traces.days),
		months:  monthsOf(a.traces, b.traces) + monthsOf(b.traces, a.traces) + soonAfter(a, b) + soonAfter(b, a),
		figures: inBoth(a.traces.figures, b.traces.figures),
		round:   anniversary(a, b, yearsLater) || anniversary(b, a, yearsLater),
		later:   anniversary(a, b, monthsLater) || anniversary(b, a, monthsLater),
	}
}

// inBoth counts what two sorted lists share.
func inBoth[T int64 | uint32](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		x, y := a[i], b[j] // no branch: which is less cannot be foretold
		if x == y {
			n++
		}
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
	}
	return n
}

// monthsOf counts the months of one article in which the other names a day, or
// which it names too.
func monthsOf(a, b traces) int {
	n := 0
	for _, m := range a.months {
		i, same := slices.BinarySearch(b.months, m)
		k, _ := slices.BinarySearch(b.days, m)
		if same && i < len(b.months) || k < len(b.days) && b.days[k] < m+31*day {
			n++
		}
	}
	return n
}

// soonAfter is 1 where an article of unknown date speaks of a day after which the
// other was written within weeks.
func soonAfter(a, b *profile) int {
	if a.published.known() || !b.published.known() {
		return 0
	}
	for _, d := range a.traces.days {
		if at := b.published.from; at >= d && at <= d+31*day {
			return 1
		}
	}
	return 0
}

// anniversary reports whether an article was written a round time after another
// or a day it speaks of.
func anniversary(a, b *profile, round func(at, before int64) bool) bool {
	if !a.published.known() {
		return false
	}
	if b.published.known() && round(a.published.from, b.published.from) {
		return true
	}
	return slices.ContainsFunc(b.traces.days, func(d int64) bool { return round(a.published.from, d) })
}

// yearsLater reports whether a day is whole years after another, give or take a
// day.
func yearsLater(at, before int64) bool {
	for y := int64(1); y <= 60; y++ {
		gap := (at-before)/day - (y*1461+2)/4
		if gap < -1 {
			return false
		}
		if gap <= 1 {
			return true
		}
	}
	return false
}

// monthsLater reports whether a day is one to eleven months after another, to the
// day.
func monthsLater(at, before int64) bool {
	if at <= before || at-before > 340*day {
		return false
	}
	x, y := dayText(at), dayText(before)
	return x[len(x)-2:] == y[len(y)-2:]
}

// apartInTime reports whether two articles were written so far apart, or so
// little is known of when, that a day both speak of is no day everybody spoke of.
func apartInTime(a, b *profile) bool {
	return !a.published.known() || !b.published.known() || a.published.gap(b.published) > 10*day
}

// strength is how far what two articles share points to one event: about 1 is
// a name few stories have, or a day, or a few figures.
func (id *identity) strength(c *common, far bool) float64 {
	s := min(2, c.tells) + 0.5*min(2, float64(id.figures)) + 2*inHeadline(c)
	if far {
		s += min(1.5, float64(id.days)) + 0.4*min(1, float64(id.months))
		switch {
		case id.round:
			s += 0.8
		case id.later:
			s += 0.4
		}
	}
	return s
}

func firstN(s string, n int) string { return s[:min(n, len(s))] }
