package claim

import (
	"slices"
	"time"

	"twosource/corpus"
)

// settleYear gives a date without a year the year its surroundings say: of the
// heading of its line in a timeline, else, for a date of the event an article
// looks back at, the year it names for it.
func (d *document) settleYear(c *corpus.Claim, n int32) {
	if d.dates[n].Anchor == "" || len(c.Value.From) <= len("2006") {
		return
	}
	y := d.lineYear(d.dateStart[n])
	if y == "" && slices.Contains(ofEvents, c.Attribute) && d.longAgo(c.Value.From) {
		y = d.pastYear
	}
	if y == "" {
		return
	}
	text := inYear(c.Value.Text, y)
	c.Value.From, c.Value.To = inYear(c.Value.From, y), inYear(c.Value.To, y)
	if c.Value.Text = text; len(c.Value.Text) > len("2006-01-02") && c.Value.Text[4] == '-' {
		c.Value.Text = c.Value.From + "/" + c.Value.To
	}
}

// ofEvents are the attributes that date an event.
var ofEvents = []string{"event date", "began", "disclosed", "event time"}

// longAgo reports whether a day lies more than a month before the article.
func (d *document) longAgo(day string) bool {
	if len(day) == len("2006-01") {
		day += "-01"
	}
	at, err1 := time.Parse(time.DateOnly, firstN(day, len(time.DateOnly)))
	pub, err2 := time.Parse(time.DateOnly, firstN(d.art.Published, len(time.DateOnly)))
	return err1 == nil && err2 == nil && pub.Sub(at) > 31*24*time.Hour
}

// opening is how many sentences of an article say what it is about.
const opening = 8

// findPastYear is the one earlier year an article names in its opening, where
// it looks back: "the theft of 2017", told in 2019; "" if it names none or
// several. Years that something is compared with since do not count.
func (d *document) findPastYear() string {
	if len(d.art.Published) < 4 {
		return ""
	}
	pub, past := d.art.Published[:4], ""
	for i := range d.dates {
		v := &d.dates[i]
		t := d.dateStart[i]
		if d.dateEnd[i] <= t || d.sentOf[t] >= opening {
			continue
		}
		if v.Granularity != "year" || v.Anchor != "" || len(v.From) < 4 || v.From[:4] >= pub || v.Type == corpus.DateDuration || d.sinceThen(t, 0) || d.madeThen(t) {
			continue
		}
		if past != "" && past != v.From[:4] {
			return ""
		}
		past = v.From[:4]
	}
	return past
}

// madeThen reports whether a year at token t is that something was built or set
// up in.
func (d *document) madeThen(t int32) bool {
	lo, _ := d.sentence(t)
	for i := t - 1; i >= lo && i > t-6; i-- {
		if d.is(i, d.x.making) {
			return true
		}
	}
	return false
}

// inYear writes an ISO date with another year.
func inYear(date, year string) string {
	if len(date) < 5 || date[4] != '-' {
		return date
	}
	return year + date[4:]
}

// longestClock is the length of a time of day without its day.
const longestClock = len("about 11:30 p.m.")
