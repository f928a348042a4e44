package consistency

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	var t taken
	facts := &r.doc.Facts
	counted := make(map[int]*corpus.Figure, len(facts.Figures))
	for i := range facts.Figures {
		counted[facts.Figures[i].Start] = &facts.Figures[i]
	}
	for i := range list {
		s, f := &list[i], counted[list[i].Claim.Start]
		if s.open && f != nil && r.ageRead(s, f) {
			s.Claim.Kind = corpus.KindAge // "captain's age: 39", "was 32 when he died"
		}
		if s.open && f != nil && s.Claim.Kind == corpus.KindCount {
			if r.countedTime(&s.Claim, f); s.Claim.Kind != corpus.KindCount { // "days of stoppage: four", "155 sitting days"
				s.value = valueKey(&s.Claim)
				s.file()
			}
		}
		if readMention(s) {
			r.readWords(s, f)
		}
		t.add(s)
	}
	var dated stretches
	for i := range facts.Dates {
		d := &facts.Dates[i]
		dated.add(d.Span)
		for _, c := range r.claimsOfDate(d) {
			if !t.has(&c) {
				list = r.unclaimed(list, c, nil)
			}
		}
	}
	for i := range facts.Figures {
		f := &facts.Figures[i]
		if c, ok := claimOfFigure(f, r.doc.Article.Text); ok && !t.has(&c) && !dated.hold(f.Span) {
			r.sum(&c, f)
			r.countedTime(&c, f)
			list = r.unclaimed(list, c, f)
		}
	}
	return r.posts(r.places(r.ranks(list, &t), &t))
}

// taken are the stretches of text that claims already give a value of. A date may
// stand in a claim of a time of day and a time of day in one of a date.
type taken struct{ days, times, others stretches }

func (t *taken) add(s *Statement) {
	at := s.Claim.Span
	switch {
	case at.Len() >= longValue, s.mention == nil && s.Claim.Kind == corpus.KindDate:
	case s.mention != nil && s.mention.Kind == "date":
		t.days.add(at)
	case s.mention != nil && s.mention.Kind == "time":
		t.times.add(at)
	default:
		t.others.add(at)
	}
}

// longValue is the length from which the words of a claim are more than a value.
const longValue = 80

func (t *taken) has(c *corpus.Claim) bool {
	if t.others.overlap(c.Span) {
		return true
	}
	if c.Kind != corpus.KindDate {
		return t.days.overlap(c.Span) || t.times.overlap(c.Span)
	}
	if strings.Contains(c.Value.From, "T") || c.Value.From == "" {
		return t.times.overlap(c.Span)
	}
	return t.days.overlap(c.Span)
}

// claimOfFigure is the claim that a figure nobody read states by itself.
func claimOfFigure(f *corpus.Figure, text string) (corpus.Claim, bool) {
	c := corpus.Claim{Span: f.Span, Confidence: 0.9, Rule: unread, Scope: f.Scope}
	switch f.Kind {
	case corpus.Count:
		if numbersSomething(text, f) {
			return c, false
		}
		c.Kind = corpus.KindCount
		if f.Counted.Empty() && isAge(text, f) {
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

// numbersSomething reports whether a number is the name of one of many: "flight 2216",
// "hangar no. 221", "Highway 1".
func numbersSomething(text string, f *corpus.Figure) bool {
	before := text[max(0, f.Start-numberedRoom):f.Start]
	w := strings.Fields(before)
	if len(w) == 0 || !strings.HasSuffix(before, " ") || !f.Counted.Empty() || strings.ContainsAny(f.In(text), ",. ") {
		return false
	}
	return numbered[strings.ToLower(last(w))]
}

// numberedRoom is how far before a number what it numbers begins at most, in bytes.
const numberedRoom = 16

var numbered = words(`flight route highway interstate motorway room gate platform hangar no. boeing airbus atr runway pier shaft section article chapter channel version`)

// unread is the rule of claims made of a value alone.
const unread = "value"

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
	case corpus.KindPlace:
		if !placeMention(m, c.Value.Text) {
			return false
		}
	case corpus.KindOther:
		if !rankMention(m, s) {
			return false
		}
	case corpus.KindRole:
		if c.Rule != unread || !postMention(m, c.Value.Text) {
			return false
		}
	default:
		return false
	}
	switch c.Kind {
	case corpus.KindDate, corpus.KindOther, corpus.KindPlace, corpus.KindRole:
	default:
		unit := ""
		if m.Size, unit = compare.Base(*q); c.Kind == corpus.KindMeasure {
			m.Kind = unit
		}
		if m.Kind == "mo" {
			m.Kind, m.Size = "s", m.Size*monthSeconds
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

// rankMention reads the place in an order that a claim gives.
func rankMention(m *slot.Mention, s *Statement) bool {
	n, err := strconv.Atoi(s.Claim.Value.Text)
	if err != nil || n < 1 || s.attr != "" && !isRank(s.attr) {
		return false
	}
	m.Kind, m.Size, m.Digits = inOrder, float64(n), 1
	return true
}

// monthSeconds is the length of a month on average.
const monthSeconds = 86400 * daysOfMonth

func dateMention(m *slot.Mention, s *Statement) bool {
	if v := &s.Claim.Value; ofClock(s.attr) || strings.Contains(v.From, "T") || v.From == "" && (strings.Contains(v.Text, "T") || len(v.Text) > 2 && v.Text[2] == ':') {
		if t, _, ok := clockOf(s); ok {
			m.Kind, m.Unit, m.Size = "time", "minute", float64(t)
			return true
		}
	}
	at := span(s.Claim.Value.From, s.Claim.Value.To)
	if !at.known() {
		return false
	}
	m.Kind, m.Unit, m.Size = "date", "day", float64(at.from/day)
	m.Yearless = saysMonth(s.Text) && !saysYear(s.Text) && !sayWhich(s.Text)
	switch {
	case at.length() > 100*day:
		m.Unit = "year"
	case at.length() > 40*day:
		m.Unit = "season"
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

// longestSentence is how far on either side of a value its sentence may reach.
const longestSentence = 1000

// sentenceAround is the sentence a value stands in, by its marks alone.
func sentenceAround(text string, at corpus.Span) corpus.Span {
	from, to := at.Start, at.End
	for from > max(0, at.Start-longestSentence) && !endsBefore(text, from) {
		from--
	}
	for to < min(len(text), at.End+longestSentence) && !endsBefore(text, to) {
		to++
	}
	for from < at.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > at.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
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
	if r.dates == nil {
		r.dates = byPlace(r.doc.Facts.Dates)
	}
	first, _ := slices.BinarySearchFunc(r.dates, sentence.Start, func(d *corpus.Date, at int) int { return d.Start - at })
	for _, d := range r.dates[first:] {
		if d.Start > sentence.End {
			break
		}
		if d.End > sentence.End || d.Start < value.End && value.Start < d.End || d.Type == corpus.DateDuration {
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

// byPlace are dates in the order of the text.
func byPlace(dates []corpus.Date) []*corpus.Date {
	out := make([]*corpus.Date, len(dates))
	for i := range dates {
		out[i] = &dates[i]
	}
	slices.SortStableFunc(out, func(a, b *corpus.Date) int { return a.Start - b.Start })
	return out
}
