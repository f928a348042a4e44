package claim

import (
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// setValue fills in the value of a match and its span.
func (d *document) setValue(c *corpus.Claim, m *match, p *pattern, ph *Phrase) bool {
	switch p.slot {
	case figureSlot:
		return d.figureValue(c, m, ph)
	case dateSlot, timeSlot:
		return d.dateValue(c, m.value, p.slot)
	case nameSlot:
		return d.nameValue(c, m.value)
	case wordSlot:
		c.Span = d.text.Tokens[m.value].Span()
		c.Value.Text = d.x.listName(d.forms[m.value], d.word(m.value))
		return true
	}
	c.Span = d.span(m.lo, m.hi)
	c.Value.Text = "yes"
	if ph.No {
		c.Value.Text, c.Negated = "no", true
	}
	if c.Kind == corpus.KindCount {
		n := decimal.One
		if ph.No {
			n = decimal.Zero
		}
		c.Negated = false // "nobody died": none did
		c.Value = corpus.Value{Text: n.String(), Quantity: corpus.Quantity{Value: n, Low: n, High: n, Digits: 1}}
	}
	return true
}

func (d *document) figureValue(c *corpus.Claim, m *match, ph *Phrase) bool {
	f := &d.figs[m.value]
	c.Span, c.Value.Quantity = f.Span, f.Quantity
	if ph.Derived {
		return !d.anniversary(m.value) && d.derivedYear(c, f)
	}
	if c.Kind == corpus.KindPercent && f.Kind == corpus.Ratio {
		toPercent(&c.Value.Quantity)
	}
	if ph.Sign < 0 || ph.Sign == 0 && f.Direction == "down" && strings.HasSuffix(c.Attribute, "change") {
		negate(&c.Value.Quantity)
	}
	switch {
	case c.Kind == corpus.KindAge:
		c.Value.Quantity.Unit = "a"
	case c.Attribute == "magnitude":
		c.Value.Quantity.Unit = "{magnitude}"
	}
	c.Value.Text = plain(c.Value.Quantity.Value)
	if f.Kind == corpus.Score {
		c.Value.Text = f.In(d.text.Source)
	}
	return true
}

// anniversary reports whether a number of years only tells how long ago something else
// was: "it is two years today since the worm spread".
func (d *document) anniversary(f int32) bool {
	end := d.figEnd[f]
	for i := end; i < end+2 && int(i) < len(d.forms); i++ {
		switch strings.ToLower(d.word(i)) {
		case "since", "today", "ago":
			return true
		}
	}
	return false
}

// toPercent writes a share of one as a percentage: "a fifth" is 20 %.
func toPercent(q *corpus.Quantity) {
	for _, v := range []*decimal.Decimal{&q.Value, &q.Low, &q.High} {
		if p, err := v.Mul(decimal.Hundred); err == nil {
			*v = p
		}
	}
	q.Unit = "%"
}

// negate turns a fall into a negative change.
func negate(q *corpus.Quantity) {
	if q.Value.Sign() <= 0 {
		return
	}
	q.Value = q.Value.Neg()
	q.Low, q.High = q.High.Neg(), q.Low.Neg()
	q.NoLow, q.NoHigh = q.NoHigh, q.NoLow
}

// listName is the name a word of a list goes by: "Frenchman" is French.
func (x *Extractor) listName(f int32, w string) string {
	for i := range x.lex.nations {
		if x.lex.nations[i].strong.has(f) {
			return x.lex.nations[i].name
		}
	}
	return titleCase(w)
}

// titleCase writes a word with a capital first letter, whatever its case.
func titleCase(w string) string {
	if w == "" || w[0] >= 0x80 {
		return w
	}
	return strings.ToUpper(w[:1]) + strings.ToLower(w[1:])
}

// plain prints a decimal without trailing zeros.
func plain(v decimal.Decimal) string { return v.Trim(0).String() }

// derivedYear turns an age in years into the year it points back to: "the
// 13-year-old firm" of July 2024 was founded between July 2010 and July 2011.
// "In its 15th year" is an age of 14.
func (d *document) derivedYear(c *corpus.Claim, f *corpus.Figure) bool {
	years, ok := wholeYears(f)
	pub, err := time.Parse("2006-01-02", firstN(d.art.Published, 10))
	if !ok || err != nil {
		return false
	}
	if f.Kind == corpus.Ordinal {
		years--
	}
	from, to := pub.AddDate(-years-1, 0, 1), pub.AddDate(-years, 0, 0)
	c.Value.From, c.Value.To = from.Format("2006-01-02"), to.Format("2006-01-02")
	c.Value.Text = strconv.Itoa(to.Year())
	c.Value.Quantity = corpus.Quantity{Bound: corpus.About}
	c.AsOf, c.AsOfFrom = firstN(d.art.Published, 10), "published"
	return true
}

func wholeYears(f *corpus.Figure) (int, bool) {
	n, _, ok := f.Value.Int64(0)
	if !ok || n < 1 || n > 1500 || f.Kind == corpus.Measure && f.Unit != "a" {
		return 0, false
	}
	return int(n), true
}

func firstN(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

// dateValue copies a date; a clock time keeps the clock as its text.
func (d *document) dateValue(c *corpus.Claim, n int32, slot elemKind) bool {
	v := &d.dates[n]
	if day := d.lentYear(n); day != "" && slot == dateSlot {
		c.Span, c.Value = v.Span, corpus.Value{Text: day, From: day, To: day}
		return true
	}
	if v.From == "" && (slot == dateSlot || !strings.Contains(v.Value, "T")) {
		return false
	}
	if slot == timeSlot && strings.Count(v.In(d.text.Source), ":") > 1 {
		return false // "2:00:35", a runner's time
	}
	if v.Granularity == "year" && v.Anchor != "" && c.Attribute == "event date" || strings.HasPrefix(v.Value, "PRESENT") || strings.HasPrefix(v.Value, "PAST") || strings.HasPrefix(v.Value, "FUTURE") {
		return false // "the 199th shooting this year"
	}
	if v.Anchor == "published" && c.Attribute == "event date" && d.quoted(v.Span) {
		return false // said on another day: "today's outage"
	}
	if c.Attribute == "began" && v.End-v.Start <= longestClock && strings.Contains(v.Value, "T") {
		return false // a time of day alone says nothing of the day
	}
	c.Span = v.Span
	c.Value.From, c.Value.To, c.Value.Text = v.From, v.To, v.Value
	wide := d.widen(c, n)
	d.settleYear(c, n)
	if wide {
		return true
	}
	if _, clock, ok := strings.Cut(v.Value, "T"); ok && slot == timeSlot {
		c.Value.Text = firstN(clock, 5)
	}
	if v.Approximate || v.Mod == "APPROX" {
		c.Value.Quantity.Bound = corpus.About
	}
	switch v.Mod {
	case "BEFORE":
		c.Value.Quantity.Bound = corpus.LessThan
		if d.notBefore(d.dateStart[n]) {
			c.Value.Quantity.Bound = corpus.MoreThan // "not expected before 2015"
		}
	case "AFTER":
		c.Value.Quantity.Bound = corpus.MoreThan
	}
	return true
}

// noYear begins the value of a date of no known year.
const noYear = "XXXX-"

// lentYear is the day of a date of no known year, in an article without a date of
// its own, in the year of the last date before it that has one: "entered the cave
// in June 2018 … were found on 2 July"; "" if there is none.
func (d *document) lentYear(n int32) string {
	rest, ok := strings.CutPrefix(d.dates[n].Value, noYear)
	if !ok || d.dates[n].From != "" || len(rest) < len("07-06") {
		return ""
	}
	for k := n - 1; k >= 0; k-- {
		y := d.dates[k].From
		if len(y) < len("2006") || d.dates[k].Type == corpus.DateDuration {
			continue
		}
		day := y[:len("2006")] + "-" + rest[:len("07-06")]
		if _, err := time.Parse(time.DateOnly, day); err == nil {
			return day
		}
		return ""
	}
	return ""
}

// quoted reports whether a span lies in a quotation.
func (d *document) quoted(s corpus.Span) bool {
	for i := range d.quotes {
		if d.quotes[i].Kind != corpus.Indirect && d.quotes[i].Contains(s) {
			return true
		}
	}
	return false
}

// widen takes in the rest of a range or a list of dates: "from mid-May through
// July 2017", "in May, June and July".
func (d *document) widen(c *corpus.Claim, n int32) bool {
	first := d.dateStart[n]
	if first == 0 || !d.is(first-1, d.x.from) && d.dates[n].Granularity != "month" {
		return false
	}
	last := n
	for k := n + 1; int(k) < len(d.dates) && d.dates[k].From != ""; k++ {
		gap := d.dateStart[k] - d.dateEnd[last]
		if gap < 1 || gap > 2 || !d.is(d.dateEnd[last], d.x.through) && d.word(d.dateEnd[last]) != "," {
			break
		}
		last = k
	}
	if last == n {
		return false
	}
	from, to := c.Value.From, d.dates[last].To
	if d.dates[n].Mod == "MID" && d.dates[n].Granularity == "month" && len(from) >= len("2006-01") {
		from = from[:len("2006-01")] + "-10" // "from mid-May through July"
	}
	if len(from) >= 4 && len(to) >= 4 && d.dates[n].Anchor != "" {
		from = to[:4] + from[4:] // "between May and July of 2017"
	}
	if from > to {
		return false
	}
	c.Value.From, c.Value.To, c.Value.Text = from, to, from+"/"+to
	c.End = d.dates[last].End
	return true
}

// nameValue takes an entity; a place takes the larger place it is in along:
// "Austin, Texas".
func (d *document) nameValue(c *corpus.Claim, n int32) bool {
	w := d.whoOf[n]
	if w < 0 {
		return false
	}
	a := &d.who[w]
	c.Span, c.Value.Text, c.Value.EntityID = d.ents[n].Span, a.name, a.id
	if !d.fitsName(n, typeBit(corpus.Loc)) {
		return true
	}
	if s := d.entStart[n]; s >= 2 && d.word(s-1) == "," && d.entOver[s-2] >= 0 && int(d.entEnd[n]) < len(d.forms) && d.word(d.entEnd[n]) == "-" {
		if p := d.entOver[s-2]; d.fitsName(p, typeBit(corpus.Loc)) && d.whoOf[p] >= 0 {
			c.Value.Text = d.who[d.whoOf[p]].name + ", " + c.Value.Text // "the Austin, Texas-based firm"
			c.Start = d.ents[p].Start
		}
	}
	end := d.entEnd[n]
	for k := 0; k < 2 && int(end)+1 < len(d.forms) && d.word(end) == ","; k++ {
		next := d.entAt[end+1]
		if next < 0 || d.types[next] != typeBit(corpus.Loc) || d.whoOf[next] < 0 {
			break
		}
		c.Value.Text += ", " + d.ents[next].In(d.text.Source) // as written: "Buffalo, New York" is not in the city
		c.End = d.ents[next].End
		end = d.entEnd[next]
	}
	return true
}
