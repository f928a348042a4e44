package consistency

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/corpus/compare"
	"twosource/corpus/slot"
)

// mentions gives every statement of a magnitude or a date the words that stand
// around its value, and adds a statement of each value that no claim has.
func (r *reader) mentions(list []Statement) []Statement {
	if r.profile.thin() || len(r.doc.Article.Language) > 1 && !strings.HasPrefix(r.doc.Article.Language, "en") {
		return list
	}
	taken := make(map[corpus.Span]bool, len(list))
	facts := &r.doc.Facts
	counted := make(map[int]*corpus.Figure, len(facts.Figures))
	for i := range facts.Figures {
		counted[facts.Figures[i].Start] = &facts.Figures[i]
	}
	for i := range list {
		s := &list[i]
		if readMention(s) {
			r.readWords(s, counted[s.Claim.Start])
		}
		taken[s.Claim.Span] = true
	}
	dated := make([]corpus.Span, 0, len(facts.Dates))
	for i := range facts.Dates {
		d := &facts.Dates[i]
		dated = append(dated, d.Span)
		if c, ok := r.claimOfDate(d); ok && !overlaps(taken, d.Span) {
			list = r.unclaimed(list, c, nil)
		}
	}
	for i := range facts.Figures {
		f := &facts.Figures[i]
		if c, ok := claimOfFigure(f, r.doc.Article.Text); ok && !overlaps(taken, f.Span) && !withinAny(dated, f.Span) {
			list = r.unclaimed(list, c, f)
		}
	}
	return list
}

func overlaps(taken map[corpus.Span]bool, at corpus.Span) bool {
	if taken[at] {
		return true
	}
	for t := range taken {
		if t.Start < at.End && at.Start < t.End && t.Len() < 80 {
			return true
		}
	}
	return false
}

func withinAny(list []corpus.Span, at corpus.Span) bool {
	for _, x := range list {
		if x.Start <= at.Start && at.End <= x.End {
			return true
		}
	}
	return false
}

// claimOfFigure is the claim that a figure nobody read states by itself.
func claimOfFigure(f *corpus.Figure, text string) (corpus.Claim, bool) {
	c := corpus.Claim{Span: f.Span, Confidence: 0.9, Rule: unread, Scope: f.Scope}
	switch f.Kind {
	case corpus.Count:
		c.Kind = corpus.KindCount
		if f.Counted.Empty() && apposed(text, f) {
			c.Kind = corpus.KindAge
		}
	case corpus.Percent, corpus.Ratio:
		c.Kind = corpus.KindPercent
	case corpus.Money:
		c.Kind = corpus.KindMoney
	case corpus.Measure:
		c.Kind = corpus.KindMeasure
	case corpus.Age:
		c.Kind = corpus.KindAge
	}
	c.Value = corpus.Value{Text: f.Value.Trim(0).String(), Quantity: f.Quantity}
	ok := c.Kind != "" && f.Bound != corpus.Vague && (c.Kind != corpus.KindCount || f.Value.Cmp(decimal.One) > 0)
	return c, ok
}

// apposed reports whether a number is put behind a name between commas, as ages
// are: "Lee Joon-seok, 69, was".
func apposed(text string, f *corpus.Figure) bool {
	if f.Start < 4 || f.End >= len(text) || strings.IndexByte(",.;)", text[f.End]) < 0 || text[f.Start-2:f.Start] != ", " {
		return false
	}
	v, _, _ := f.Value.Int64(0)
	word := text[strings.LastIndexAny(text[:f.Start-2], " \n")+1 : f.Start-2]
	return v >= 5 && v <= 110 && word != "" && word[0] >= 'A' && word[0] <= 'Z'
}

// unread is the rule of claims made of a value alone.
const unread = "value"

// claimOfDate is the claim that a date, a time of day or a duration states by
// itself.
func (r *reader) claimOfDate(d *corpus.Date) (corpus.Claim, bool) {
	c := corpus.Claim{Span: d.Span, Confidence: 0.9, Rule: unread, Kind: corpus.KindDate}
	switch {
	case d.Type == corpus.DateDuration:
		q, ok := durationOf(d)
		c.Kind, c.Value = corpus.KindMeasure, corpus.Value{Text: q.Value.String(), Quantity: q}
		return c, ok
	case d.From == "" || strings.HasPrefix(d.Value, "P"):
		return c, false
	}
	switch d.Granularity {
	case "second", "minute", "hour":
	case "day", "month", "year":
		if r.ofReport(d) {
			return c, false
		}
		if d.Anchor != "" && !saysDay(r.doc.Article.Text[d.Start:d.End]) { // "yesterday", "last year"
			return c, false
		}
	default:
		return c, false
	}
	c.Value = corpus.Value{Text: d.Value, From: d.From, To: d.To}
	if d.Approximate {
		c.Value.Quantity.Bound = corpus.About
	}
	return c, true
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

// ofReport reports whether a date is that of the report: the day it was written
// on or the one before or after, or one that stands in a line of its own or with
// "published".
func (r *reader) ofReport(d *corpus.Date) bool {
	at := span(d.From, d.To)
	if p := r.profile.published; p.known() && at.length() <= day && at.gap(p.days()) <= day {
		return true
	}
	s := sentenceAround(r.doc.Article.Text, d.Span)
	line := strings.ToLower(r.doc.Article.Text[s.Start:s.End])
	return len(line) < d.Len()+stampRoom || strings.Contains(line, "published") || strings.Contains(line, "updated") || strings.Contains(line, "posted")
}

// stampRoom is how much more than its date a line that only says when has.
const stampRoom = 12

// saysDay reports whether the words of a date name a weekday, a month or a year.
func saysDay(s string) bool {
	for _, w := range strings.Fields(s) {
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

// unclaimed adds the statement of a value alone. Its subject is what the article
// is about.
func (r *reader) unclaimed(list []Statement, c corpus.Claim, f *corpus.Figure) []Statement {
	text := r.doc.Article.Text
	c.Sentence = sentenceAround(text, c.Span)
	c.Subject, c.Trigger = "event", "event"
	s := newStatement(r.doc, r.profile, c)
	s.subject = subject{kind: event, name: "event", head: "event", bare: true}
	s.value = valueKey(&s.Claim)
	if !readMention(&s) {
		return list
	}
	r.readWords(&s, f)
	if len(s.mention.Words) == 0 {
		return list
	}
	return append(list, s)
}

// readMention gives a statement a mention of its value, and reports whether it
// has one that can be matched.
func readMention(s *Statement) bool {
	c := &s.Claim
	q := &c.Value.Quantity
	m := &slot.Mention{Bound: q.Bound, Digits: q.Digits, Unit: q.Unit}
	switch c.Kind {
	case corpus.KindCount:
		m.Kind = "count"
	case corpus.KindMoney:
		m.Kind = "money"
	case corpus.KindPercent:
		m.Kind = "percent"
	case corpus.KindAge:
		m.Kind = "age"
	case corpus.KindDate:
		if !dateMention(m, s) {
			return false
		}
	case corpus.KindMeasure:
	default:
		return false
	}
	if c.Kind != corpus.KindDate {
		unit := ""
		if m.Size, unit = compare.Base(*q); c.Kind == corpus.KindMeasure {
			m.Kind = unit
		}
	}
	if c.Rule != "open" && c.Rule != unread {
		m.Attribute = s.attr
	}
	if m.Kind == "" {
		return false
	}
	s.mention = m
	return true
}

func dateMention(m *slot.Mention, s *Statement) bool {
	at := span(s.Claim.Value.From, s.Claim.Value.To)
	if !at.known() {
		return false
	}
	m.Kind, m.Unit, m.Size = "date", "day", float64(at.from/day)
	switch {
	case ofClock(s.attr) || strings.Contains(s.Claim.Value.From, "T"):
		t, _, ok := clockOf(s)
		m.Kind, m.Unit, m.Size = "time", "minute", float64(t)
		return ok
	case at.length() > 40*day:
		m.Unit = "year"
	case at.length() > 8*day:
		m.Unit = "month"
	}
	return true
}

func (r *reader) readWords(s *Statement, f *corpus.Figure) {
	p := slot.Parts{Sentence: s.Claim.Sentence, Value: s.Claim.Span}
	if f != nil {
		p.Counted, p.Of = f.Counted, f.Of
		s.mention.Direction = f.Direction
	}
	s.mention.From, s.mention.To = r.when(s.Claim.Sentence, s.Claim.Span)
	p.Before = questionBefore(r.doc.Article.Text, p.Sentence)
	if s.attr != "" {
		p.Attribute = strings.NewReplacer("-", " ").Replace(s.Claim.Attribute)
	}
	if s.subject.kind != event || !s.subject.bare {
		p.Subject = s.subject.name
	}
	s.mention.Read(r.doc.Article.Text, p)
}

// questionBefore is the question that a sentence answers, or the sentence that one of a
// few words goes on from; empty where it speaks for itself.
func questionBefore(text string, s corpus.Span) corpus.Span {
	to := s.Start
	for to > 0 && strings.IndexByte(" \n\t", text[to-1]) >= 0 {
		to--
	}
	if to < 2 || s.Start-to > 4 {
		return corpus.Span{}
	}
	asked := text[to-1] == '?'
	if !asked && strings.Count(text[s.Start:s.End], " ") > 4 {
		return corpus.Span{}
	}
	return sentenceAround(text, corpus.Span{Start: to - 2, End: to - 1})
}

// sentenceAround is the sentence a value stands in, by its marks alone.
func sentenceAround(text string, at corpus.Span) corpus.Span {
	from, to := at.Start, at.End
	for from > 0 && !endsBefore(text, from) {
		from--
	}
	for to < len(text) && !endsBefore(text, to) {
		to++
	}
	for from < at.Start && (text[from] == ' ' || text[from] == '\n') {
		from++
	}
	for to > at.End && (text[to-1] == ' ' || text[to-1] == '\n') {
		to--
	}
	return corpus.Span{Start: from, End: to}
}

// endsBefore reports whether a sentence ends before position i: at the end of a
// line, or at a full stop before a space and what can begin a sentence.
func endsBefore(text string, i int) bool {
	if text[i-1] == '\n' || i < len(text) && text[i] == '\n' {
		return true
	}
	if text[i-1] != ' ' || i >= len(text) || i < 3 {
		return false
	}
	switch c := text[i]; {
	case c >= 'a' && c <= 'z', c == ',', c == '(':
		return false
	}
	head := strings.TrimRight(text[max(0, i-8):i-1], "\"')\u201d\u2019")
	if head == "" || !strings.ContainsRune(".!?", rune(head[len(head)-1])) {
		return false
	}
	word := head[strings.LastIndexAny(head, " \n")+1:]
	return !(strings.Count(word, ".") > 1 || len(word) == 2 || abbreviated[strings.ToLower(strings.TrimSuffix(word, "."))])
}

var abbreviated = words(`mr mrs ms dr st gov sen rep gen lt col sgt prof rev hon jan feb mar apr jun jul aug sep sept oct nov dec no vs inc corp co ltd`)

// when is the time a sentence gives beside its value, in minutes since 1970; zero
// where it gives none or several.
func (r *reader) when(sentence, value corpus.Span) (from, to int64) {
	for i := range r.doc.Facts.Dates {
		d := &r.doc.Facts.Dates[i]
		if d.Start < sentence.Start || d.End > sentence.End || d.Start < value.End && value.Start < d.End || d.Type == corpus.DateDuration {
			continue
		}
		at := span(d.From, d.To).days()
		if d.From == "" || !at.known() {
			continue
		}
		if to != 0 && (from != at.from || to != at.to) {
			return 0, 0
		}
		from, to = at.from, at.to
	}
	return from, to
}
