package consistency

import (
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// claimsOfDate are the claims that a date, a time of day or a duration states by
// itself: a time of a named day states both.
func (r *reader) claimsOfDate(d *corpus.Date) []corpus.Claim {
	c := corpus.Claim{Span: d.Span, Confidence: 0.9, Rule: unread, Kind: corpus.KindDate}
	switch {
	case d.Type == corpus.DateDuration:
		q, ok := durationOf(d)
		if !ok {
			return nil
		}
		c.Kind, c.Value = corpus.KindMeasure, corpus.Value{Text: q.Value.String(), Quantity: q}
		return []corpus.Claim{c}
	case strings.HasPrefix(d.Value, "P"):
		return nil
	case d.Type == corpus.DateSet:
		return nil
	case d.From == "" && strings.HasPrefix(d.Value, "XXXX-"):
		return r.undated(c, d)
	case d.From == "":
		return nil
	}
	c.Value = corpus.Value{Text: d.Value, From: d.From, To: d.To}
	if d.Approximate {
		c.Value.Quantity.Bound = corpus.About
	}
	var out []corpus.Claim
	switch d.Granularity {
	case "second", "minute", "hour":
		switch d.Mod {
		case "BEFORE":
			c.Value.Quantity.Bound = corpus.LessThan
		case "AFTER":
			c.Value.Quantity.Bound = corpus.MoreThan
		}
		out = append(out, c)
	case "daypart":
	case "day", "month", "season", "quarter", "year":
		if q, at, ok := r.distance(d.Span); ok {
			out = append(out, corpus.Claim{Span: at, Confidence: 0.9, Rule: unread, Kind: corpus.KindMeasure, Value: corpus.Value{Text: q.Value.String(), Quantity: q}})
		}
		if (d.Anchor == "" || r.saysDay(d.Span)) && !r.ofReport(d) { // not "yesterday", "last year"
			out = append(out, c)
		}
		return out
	default:
		return nil
	}
	if at, ok := r.dayIn(d); ok && !r.ofReport(d) {
		day := d.From[:len("2006-01-02")]
		c.Span, c.Value = at, corpus.Value{Text: day, From: day, To: day}
		out = append(out, c)
	}
	return out
}

// withoutReports drops weekdays read as when something happened where the article
// gives that day with its year and it is another: they are days of the report.
func withoutReports(list []Statement) []Statement {
	full := interval{}
	for i := range list {
		if s := &list[i]; s.attr == "event date" && saysYear(s.Text) {
			at := span(s.Claim.Value.From, s.Claim.Value.To)
			if at.length() > day || full.known() && full != at {
				return list
			}
			full = at
		}
	}
	if !full.known() {
		return list
	}
	return slices.DeleteFunc(list, func(s Statement) bool {
		at := span(s.Claim.Value.From, s.Claim.Value.To)
		return s.attr == "event date" && !saysYear(s.Text) && !saysMonth(s.Text) && at.known() && at.gap(full) > day && s.known.known() && at.gap(s.known.days()) <= spokeBefore
	})
}

// theYear is the year that the dates of an article fall in, "" where they fall in
// several.
func (r *reader) theYear() string {
	year := ""
	for i := range r.doc.Facts.Dates {
		switch from := r.doc.Facts.Dates[i].From; {
		case len(from) < 4 || r.doc.Facts.Dates[i].Type == corpus.DateDuration:
		case year == "":
			year = from[:4]
		case year != from[:4]:
			return ""
		}
	}
	return year
}

// undated are the claims of a date whose year an article leaves open that does not
// say when it was written: the time of day, and the day or month in the year that the
// article gives, or in one that only stands for any.
func (r *reader) undated(c corpus.Claim, d *corpus.Date) []corpus.Claim {
	day, clock, timed := strings.Cut(d.Value, "T")
	var out []corpus.Claim
	if timed && clock != "" && clock[0] >= '0' && clock[0] <= '9' {
		c.Value = corpus.Value{Text: d.Value}
		out = append(out, c)
	}
	day = strings.TrimPrefix(day, "XXXX")
	if strings.ContainsAny(day, "XWSFQ") || timed && !saysMonth(d.In(r.doc.Article.Text)) || r.ofReport(d) {
		return out
	}
	text, year := "XXXX"+day, r.theYear()
	if year != "" {
		text = year + day
	} else {
		year = r.anyYear(c.Start)
	}
	if at := parseTime(year + day); at.known() {
		c.Value = corpus.Value{Text: text, From: dayText(at.from), To: dayText(at.to - 1)}
		out = append(out, c)
	}
	return out
}

// anyYear is the year of the date nearest before a place in the text that gives one,
// else of the first. A day is held against another without the year that it does not
// say; where an article gives none at all it is a leap year, so that no day is lost.
func (r *reader) anyYear(at int) string {
	year := ""
	for i := range r.doc.Facts.Dates {
		d := &r.doc.Facts.Dates[i]
		if len(d.From) < 4 || d.Type == corpus.DateDuration {
			continue
		}
		if d.Start > at && year != "" {
			break
		}
		year = d.From[:4]
	}
	if year == "" {
		return "2000"
	}
	return year
}

// distance reads how long after or before something a date lies: "six days later"
// is a day and a length of time.
func (r *reader) distance(d corpus.Span) (q corpus.Quantity, at corpus.Span, ok bool) {
	text := r.doc.Article.Text
	w := strings.Fields(text[d.Start:d.End])
	after := strings.Fields(text[d.End:min(len(text), d.End+10)])
	for i := 0; i+1 < len(w); i++ {
		n, known := little[strings.ToLower(w[i])]
		unit := spans[strings.TrimSuffix(w[i+1], "s")]
		if !known || unit == "" {
			continue
		}
		next := ""
		if i+2 < len(w) {
			next = w[i+2]
		} else if len(after) > 0 {
			next = after[0]
		}
		if !distances[strings.Trim(next, ",.;")] {
			continue
		}
		v := decimal.MustNew(n, 0)
		at.Start = d.Start + strings.Index(text[d.Start:d.End], w[i]+" "+w[i+1])
		at.End = at.Start + len(w[i]) + 1 + len(w[i+1])
		return corpus.Quantity{Value: v, Low: v, High: v, Unit: unit, Digits: 1}, at, at.Start >= d.Start
	}
	return q, at, false
}

var (
	distances = words(`later after before earlier late`)
	spans     = map[string]string{"second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
	little    = func() map[string]int64 {
		m := map[string]int64{"a": 1, "an": 1}
		for i, w := range strings.Fields(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`) {
			m[w] = int64(i + 1)
		}
		for i := range int64(100) {
			m[strconv.FormatInt(i+1, 10)] = i + 1
		}
		return m
	}()
)

// dayIn is where a time of day names its day: "9:30 a.m. on [Sunday]",
// "[Wednesday] night", "[Feb. 26, 1995], 10:10 p.m.".
func (r *reader) dayIn(d *corpus.Date) (at corpus.Span, ok bool) {
	text := r.doc.Article.Text
	if len(d.From) < len("2006-01-02T") || d.From[4] != '-' {
		return at, false
	}
	for i := d.Start; i < d.End; {
		w := wordAt(text, i, d.End)
		if w.Empty() {
			i++
			continue
		}
		if word := text[w.Start:w.End]; calendar(word) || isYear(word) && ok || isDay(word) && byMonth(text, w, d.Span) {
			if !ok {
				at, ok = w, true
			}
			at.End = w.End
		}
		i = w.End
	}
	return at, ok
}

// byMonth reports whether the name of a month stands before or after a number.
func byMonth(text string, w, in corpus.Span) bool {
	before := strings.Fields(text[in.Start:w.Start])
	after := strings.Fields(text[w.End:in.End])
	return len(before) > 0 && isMonth(before[len(before)-1]) || len(after) > 0 && (isMonth(after[0]) || after[0] == "of" && len(after) > 1 && isMonth(after[1]))
}

// wordAt is the word of letters or digits that starts at i.
func wordAt(text string, i, end int) corpus.Span {
	k := i
	for k < end && (isLetter(text[k]) || text[k] >= '0' && text[k] <= '9') {
		k++
	}
	return corpus.Span{Start: i, End: k}
}

var weekdays = words(`sunday monday tuesday wednesday thursday friday saturday`)

// calendar reports whether a word is the name of a weekday or a month.
func calendar(w string) bool { return isMonth(w) || weekdays[strings.ToLower(w)] && w[0] < 'a' }

func isMonth(w string) bool {
	w = strings.TrimRight(w, ".,")
	return len(w) >= 3 && w[0] >= 'A' && w[0] <= 'Z' && months[strings.ToLower(w[:3])] && (len(w) <= 4 || monthNames[strings.ToLower(w)])
}

var monthNames = words(`january february march april may june july august september october november december`)

func isYear(w string) bool { return len(w) == 4 && (w[0] == '1' || w[0] == '2') && allDigits(w) }

// isDay reports whether a word can be a day of a month: "5", "21st".
func isDay(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return (n == 1 || n == 2) && (n == len(w) || len(w) == n+2)
}

// durationOf reads a duration of one unit, or of one and the next smaller:
// "P3D", "PT45M", "PT2M15S".
func durationOf(d *corpus.Date) (q corpus.Quantity, ok bool) {
	first, unit, rest := durationPart(strings.TrimPrefix(d.Value, "P"), false)
	if unit == nil || !strings.HasPrefix(d.Value, "P") || first.Sign() <= 0 {
		return q, false
	}
	v, digits := first, first.Trim(0)
	if rest != "" {
		second, smaller, end := durationPart(rest, unit.clock)
		if smaller == nil || end != "" || smaller.name != unit.next {
			return q, false
		}
		sum, err := first.Mul(decimal.MustNew(unit.of, 0))
		if err == nil {
			sum, err = sum.Add(second)
		}
		if err != nil {
			return q, false
		}
		v, digits, unit = sum, sum, smaller
	}
	written := strings.Trim(strings.ReplaceAll(digits.String(), ".", ""), "0")
	q = corpus.Quantity{Value: v, Low: v, High: v, Unit: unit.name, Digits: max(1, len(written))}
	if d.Approximate {
		q.Bound = corpus.About
	}
	return q, true
}

// ofReport reports whether a date is that of the report and not of what it tells:
// one that says when somebody spoke ("said on Wednesday") or counted ("as of 3 May"), of the days
// before it was written, or one that stands in a line of its own or with
// "published".
func (r *reader) ofReport(d *corpus.Date) bool {
	at := span(d.From, d.To)
	text := r.doc.Article.Text
	if inDateline(text, d.Span) || strings.HasSuffix(text[:d.Start], "as of ") {
		return true
	}
	s := sentenceAround(text, d.Span)
	if p := r.profile.published; p.known() && at.length() <= day && at.gap(p.days()) <= spokeBefore && saidThen(text[s.Start:d.Start], text[d.End:s.End]) {
		return true
	}
	line := lineAround(text, d.Span)
	first, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(text[s.Start:s.End]), "last "), " ")
	return len(line) < d.Len()+stampRoom && !lineTells(line) || stamps[strings.TrimRight(first, ":")]
}

// lineTells reports whether a short line does more than to say when it was written: "That
// was the 30th of May.", "When? On 30 May."
func lineTells(line string) bool {
	return strings.HasPrefix(line, "That was ") || strings.HasPrefix(line, "It was ") || strings.Contains(line, "? ") || strings.HasPrefix(line, "A: ")
}

var stamps = words(`published updated posted`)

// lineAround is the line that a value stands in, as far as it matters whether it is
// one that only says when.
func lineAround(text string, at corpus.Span) string {
	from, to := max(0, at.Start-longValue), min(len(text), at.End+longValue)
	if i := strings.LastIndexByte(text[from:at.Start], '\n'); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexByte(text[at.End:to], '\n'); i >= 0 {
		to = at.End + i
	}
	return text[from:to]
}

// inDateline reports whether a date stands in the line that an article begins with
// ("HALDEN, December 17 (NNS) — "): behind a place at the beginning of a paragraph and
// before a dash.
func inDateline(text string, at corpus.Span) bool {
	place := text[max(0, at.Start-longDateline-1):at.Start]
	place = place[strings.LastIndexByte(place, '\n')+1:]
	if len(place) > longDateline || !strings.HasSuffix(place, ", ") || place[0] < 'A' || place[0] > 'Z' {
		return false // a timeline's entries begin with the date
	}
	after := text[at.End:min(len(text), at.End+longDateline)]
	if i := strings.IndexByte(after, ')'); strings.HasPrefix(after, " (") && i > 0 {
		after = after[i+1:]
	}
	after = strings.TrimLeft(after, " ,.")
	for _, dash := range [...]string{"\u2014", "\u2013", "--", "- "} {
		if strings.HasPrefix(after, dash) {
			return true
		}
	}
	return false
}

// longDateline is how far from the beginning of a paragraph a dateline has its
// date, in bytes.
const longDateline = 48

// spokeBefore is how long before a report those it quotes have spoken, at most.
const spokeBefore = 6 * day

// saidThen reports whether the words before a date or those right after it say that
// it is when somebody spoke.
func saidThen(before, after string) bool {
	if i := strings.LastIndexAny(before, ",;:.\u201d\""); i >= 0 {
		before = before[i+1:]
	}
	words := strings.Fields(before)
	for _, w := range words[max(0, len(words)-5):] {
		if speaks[w] {
			return true
		}
	}
	after, _, _ = strings.Cut(after, ",")
	words = strings.Fields(after)
	for _, w := range words[:min(len(words), 6)] { // "on Thursday the coast guard told"
		if speaks[w] {
			return true
		}
	}
	return false
}

var speaks = words(`said says say told tells saying added tweeted wrote`)

// stampRoom is how much more than its date a line that only says when has.
const stampRoom = 12

// saysDay reports whether the words of a date name a weekday, a month or a year.
func (r *reader) saysDay(at corpus.Span) bool {
	for _, w := range strings.Fields(r.doc.Article.Text[at.Start:at.End]) {
		if w[0] >= 'A' && w[0] <= 'Z' || len(w) >= 4 && w[0] >= '1' && w[0] <= '2' {
			return true
		}
	}
	return false
}

// durationUnit is a unit of a TIMEX3 duration, and how many of the next smaller
// it has.
type durationUnit struct {
	letter byte
	clock  bool // stands behind the T
	name   string
	next   string
	of     int64
}

var durationUnits = []durationUnit{
	{'Y', false, "a", "mo", 12}, {'M', false, "mo", "", 0}, {'W', false, "wk", "d", 7}, {'D', false, "d", "h", 24},
	{'H', true, "h", "min", 60}, {'M', true, "min", "s", 60}, {'S', true, "s", "", 0},
}

// durationPart reads the first number and unit of a duration behind its P.
func durationPart(s string, clock bool) (v decimal.Decimal, unit *durationUnit, rest string) {
	if t, ok := strings.CutPrefix(s, "T"); ok {
		s, clock = t, true
	}
	n := strings.IndexAny(s, "YMWDHS")
	if n <= 0 {
		return v, nil, ""
	}
	for i := range durationUnits {
		if u := &durationUnits[i]; u.letter == s[n] && u.clock == clock {
			unit = u
		}
	}
	v, err := decimal.Parse(s[:n])
	if err != nil {
		return v, nil, ""
	}
	return v, unit, s[n+1:]
}
