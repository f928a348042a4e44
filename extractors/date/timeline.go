package date

import (
	"strings"
	"time"

	"twosource/corpus"
	"twosource/extractors/token"
)

// A timeline is a run of lines that each open with a date or a time of day: "8 July
// 2013:", "Around 1am:". An entry without a year or a day has that of the ones before
// it, not that of the day the article was published.
const (
	leastEntries = 3  // entries that make a timeline
	longestHead  = 64 // bytes of the opening of an entry
)

// timelines gives the dates of timelines the year and the day of the entries before
// them. The dates are those of t, in order.
func timelines(ds []corpus.Date, t *token.Text, published string) {
	heads := entries(ds, t)
	if len(heads) < leastEntries {
		return
	}
	l := ledger{published: published}
	for i := heads[0].first - 1; i >= 0 && l.day == ""; i-- {
		l.note(&ds[i]) // "How 6 July 2013 went, hour by hour"
	}
	for n, h := range heads {
		end := h.first
		for end < len(ds) && ds[end].Start < h.end {
			end++
		}
		own := false // the line names a day of another time
		for i := h.first; i < end && !own; i++ {
			l.place(&ds[i], t, i < h.last)
			own = i >= h.last && ds[i].Anchor == "" && ds[i].From != "" && ds[i].Type != corpus.DateDuration
		}
		if n+1 < len(heads) && heads[n+1].start-h.end > 1500 {
			return // the list is over
		}
	}
}

// line is an entry of a timeline.
type line struct {
	start, end  int // bytes of its line
	first, last int // dates of its opening
}

// entries finds the lines that open with nothing but dates and small words.
func entries(ds []corpus.Date, t *token.Text) []line {
	var out []line
	for i := 0; i < len(ds); {
		start := strings.LastIndexByte(t.Source[:ds[i].Start], '\n') + 1
		end := len(t.Source)
		if k := strings.IndexByte(t.Source[ds[i].Start:], '\n'); k >= 0 {
			end = ds[i].Start + k
		}
		last := i
		for last < len(ds) && ds[last].Start < end && ds[last].Start-start < longestHead {
			last++
		}
		if n := headOf(t.Source[start:end], start, ds[i:last]); n > 0 {
			out = append(out, line{start, end, i, i + n})
		}
		for i < len(ds) && ds[i].Start < end {
			i++
		}
	}
	return out
}

// headOf is how many of the dates of a line stand in its opening, up to a colon, a
// dash or its end; 0 if other words do too.
func headOf(line string, start int, ds []corpus.Date) int {
	at, n := 0, 0
	for n < len(ds) {
		if !smallWords(line[at : ds[n].Start-start]) {
			return 0
		}
		at, n = ds[n].End-start, n+1
		rest := strings.TrimLeft(line[at:], " ,()")
		if rest == "" || rest[0] == ':' || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "- ") {
			return n
		}
	}
	return 0
}

// smallWords reports whether nothing but words of place and bounds stands in s.
func smallWords(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,()*•-[]", r) }) {
		switch strings.ToLower(w) {
		case "around", "about", "just", "before", "after", "shortly", "at", "on", "by", "early", "late", "from", "the", "and", "to", "in", "of", "morning", "evening", "night", "afternoon":
		default:
			return false
		}
	}
	return true
}

// ledger is how far a timeline has come.
type ledger struct {
	published string
	day       string // ISO 8601: a day, a month or a year; "" not known
}

// note takes the day of a date that gives its year.
func (l *ledger) note(d *corpus.Date) {
	if d.Anchor == "" && d.From != "" && d.Type != corpus.DateDuration && len(d.Value) >= len("2006-01-02") && len(d.From) >= len("2006-01-02") && d.Value[4] == '-' && d.Value[:len("2006-01-02")] == d.From[:len("2006-01-02")] {
		l.day = d.Value[:len("2006-01-02")]
	}
}

// place gives a date without a year or a day of its own those the timeline has come
// to, and moves on where it stands in an opening.
func (l *ledger) place(d *corpus.Date, t *token.Text, head bool) {
	switch {
	case d.Type == corpus.DateDuration || d.Type == corpus.DateSet || strings.HasSuffix(d.Value, "_REF"):
		return
	case d.Anchor == "" && d.From != "":
		if head && len(d.From) >= len("2006-01-02") {
			l.day = d.From[:len("2006-01-02")]
			if len(d.Value) < len(l.day) {
				l.day = d.Value // a month or a year
			}
		}
		return
	case d.Anchor != "published" && d.Anchor != "needs-published" && d.Anchor != "text" || len(l.day) < len("2006"):
		return
	}
	switch named, clock := l.says(d, t); {
	case named:
		l.setYear(d)
	case clock && len(l.day) == len("2006-01-02"):
		setDay(d, l.day)
	default:
		return
	}
	if head && len(d.Value) >= len("2006-01-02") && d.From != "" {
		l.day = d.Value[:len("2006-01-02")]
	}
}

// says reports whether the words of a date name a month, or only a time of day.
func (l *ledger) says(d *corpus.Date, t *token.Text) (named, clock bool) {
	onDay := false
	for _, w := range strings.FieldsFunc(d.In(t.Source), func(r rune) bool { return strings.ContainsRune(" ,.", r) }) {
		e, ok := words.lookup(w)
		named = named || ok && e.class == month
		onDay = onDay || ok && (e.class == weekday || e.class == deictic || e.class == shift)
	}
	_, hour, timed := strings.Cut(d.Value, "T")
	return named, timed && !onDay && len(hour) >= 5 && hour[2] == ':'
}

// setYear gives a day or a month the year that goes on from where the timeline is.
func (l *ledger) setYear(d *corpus.Date) {
	if len(d.Value) < len("2006-01") || d.Value[4] != '-' {
		return
	}
	y, ok := year(l.day)
	if !ok {
		return
	}
	n := min(len(d.Value), len("2006-01-02"))
	if len(l.day) >= n && d.Value[4:n] < l.day[4:n] {
		if next := digits(y+1) + d.Value[4:n]; l.published == "" || next <= l.published {
			y++
		}
	}
	day := digits(y) + d.Value[4:n]
	if _, err := time.Parse("2006-01-02"[:n], day); err != nil {
		return
	}
	if d.From == "" { // no day of publication either
		if n < len("2006-01-02") || strings.Contains(d.Value, "T") {
			return
		}
		d.Value, d.From, d.To, d.Anchor = day, day, day, "text"
		return
	}
	d.Value, d.Anchor = day+d.Value[n:], "text"
	d.From, d.To = digits(y)+d.From[4:], digits(y)+d.To[4:]
	if n < len("2006-01-02") && d.Granularity == "month" {
		first, _ := time.Parse("2006-01", day)
		d.From, d.To = first.Format(time.DateOnly), first.AddDate(0, 1, -1).Format(time.DateOnly)
	}
}

// setDay moves a time of day to another day.
func setDay(d *corpus.Date, day string) {
	n := len(day)
	if len(d.Value) <= n || len(d.From) < n || len(d.To) < n || d.Value[n] != 'T' {
		return
	}
	d.Value, d.From, d.To, d.Anchor = day+d.Value[n:], day+d.From[n:], day+d.To[n:], "text"
}

func year(day string) (int, bool) {
	y := atoi(day[:4])
	return y, y > 1000 && y < 9000
}

// digits writes a year with four digits.
func digits(y int) string {
	return string([]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)})
}
