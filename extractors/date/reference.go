package date

import (
	"strings"

	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// Reference is what the relative dates of an article hang on.
type Reference struct {
	Published string         // ISO 8601 date or date-time; "" leaves relative dates unresolved
	Locale    string         // BCP 47; decides 03/04/2024. "" reads the month first and keeps both readings
	Source    string         // outlet; its domain ending stands in for a missing Locale
	Blocks    []corpus.Block // regions of the article: a live entry's stamp replaces Published within it
}

// moment is a resolved reference: a day, perhaps with a time.
type moment struct {
	day    timex.Day
	known  bool
	timed  bool // clock is set
	clock  int  // seconds of the day
	source string
}

// readMoment reads an ISO 8601 date or date-time. The day is the local one as
// written.
func readMoment(s string) moment {
	if len(s) < 10 {
		return moment{}
	}
	p, ok := timex.ParsePoint(s[:10])
	if !ok || !p.Resolved() || p.Gran != timex.DayGran || p.Year < 1000 || p.Year > 9000 {
		return moment{} // room for dates around it
	}
	m := moment{day: timex.Date(p.Year, p.Sub, p.Day), known: true, source: "published"}
	if len(s) >= 16 && (s[10] == 'T' || s[10] == ' ') {
		if q, ok := timex.ParsePoint("2000-01-01T" + s[11:16]); ok {
			m.timed, m.clock = true, q.Hour*3600+q.Minute*60
		}
	}
	return m
}

// monthFirst are the regions that write the month before the day.
const monthFirst = " us ph pw fm mh gu pr vi as "

// dayFirst decides how 03/04/2024 is read and whether that is certain.
func (r Reference) dayFirst() bool {
	loc := strings.ToLower(r.Locale)
	if i := strings.LastIndexAny(loc, "-_"); i >= 0 && len(loc)-i == 3 {
		return !strings.Contains(monthFirst, " "+loc[i+1:]+" ")
	}
	src := strings.ToLower(strings.TrimRight(r.Source, "/"))
	if i := strings.LastIndexByte(src, '.'); i >= 0 && len(src)-i == 3 {
		return !strings.Contains(monthFirst+" co tv io ai me ", " "+src[i+1:]+" ")
	}
	return loc != "" && !strings.HasPrefix(loc, "en")
}

// Where a dateline may stand.
const (
	datelineParagraphs = 3 // from the top
	datelineReach      = 9 // tokens from the start of its paragraph
	datelineDays       = 3 // between it and the publication date
	stampDays          = 7 // between the stamp of a live entry and the last one
)

// dateline makes the day of "LONDON, July 19 (Agency) -", or of a paragraph
// that is nothing but a date, the reference of what follows: of any text that
// has none, and of a published one where the two lie a few days apart.
func (p *parser) dateline(it *item) {
	if p.stamp(it) {
		return
	}
	if p.paragraph >= datelineParagraphs || it.p.Gran != timex.DayGran || !it.p.Resolved() || it.interval || it.mod != 0 || it.moved || !p.isDateline(it) {
		return
	}
	day, _ := it.p.Days()
	if gap := p.published.day - day; p.published.known && (gap <= 0 || gap > datelineDays) {
		return
	}
	p.published = moment{day: day, known: true, source: "text"}
	p.ref = p.published
}

// stamp reads the "[Friday July 19, 3:45 p.m.]" that opens an entry of a live
// report: the reference of the entry and of what follows.
func (p *parser) stamp(it *item) bool {
	first := int(p.t.Paragraphs[p.paragraph].First)
	if it.lo != first+1 || p.word(first) != "[" || p.word(it.hi) != "]" || it.p.Gran < timex.DayGran || !it.p.Resolved() || it.interval {
		return false
	}
	day := timex.Date(it.p.Year, it.p.Sub, it.p.Day)
	if gap := p.published.day - day; p.published.known && (gap < -stampDays || gap > stampDays) {
		return false
	}
	p.published = moment{day: day, known: true, source: "text"}
	if it.p.Gran >= timex.Hour {
		p.published.timed, p.published.clock = true, it.p.Hour*3600+it.p.Minute*60
	}
	p.ref = p.published
	return true
}

func (p *parser) isDateline(it *item) bool {
	first, end := int(p.t.Paragraphs[p.paragraph].First), int(p.t.Paragraphs[p.paragraph].End)
	if it.lo == first && it.hi == end {
		return true
	}
	if p.lo != first || it.lo-first > datelineReach || it.lo == first {
		return false
	}
	return p.toks[first].Shape == token.Upper && p.toks[first].End-p.toks[first].Start > 2 && p.is(it.lo-1, ",") && (p.is(it.hi, "(") || p.dash(it.hi) || p.is(it.hi, ":"))
}
