package claim

import (
	"strings"
	"time"

	"twosource/corpus"
)

// reckonedDates claims dates that an article gives only from another of its own:
// "opened again two days after the raid", "on the day of the attack", "the day
// after its screens went dark".
func (d *document) reckonedDates(dst []corpus.Claim, from int) []corpus.Claim {
	for i := int32(2); int(i) < len(d.forms); i++ {
		if !d.is(i, d.x.apart) || d.skip(int(d.sentOf[i])) {
			continue
		}
		start, years, months, days, ok := d.offset(i)
		if !ok {
			continue
		}
		lo, hi := d.sentence(i)
		base, end, ok := d.baseDay(dst[from:], i+1, hi)
		if !ok || start < lo {
			continue
		}
		h, ok := d.happeningOf(start, d.clauseEnd(end, hi))
		if !ok || h.at > i && h.at < end {
			continue
		}
		day := base.AddDate(years, months, days)
		dst = d.reckoned(dst, h, start, i, day, years != 0, months != 0)
	}
	return dst
}

// offset reads how far a date lies from another, before the "after", "before" or
// "of" at token i, and where the expression begins.
func (d *document) offset(i int32) (start int32, years, months, days int, ok bool) {
	sign := 1
	if strings.EqualFold(d.word(i), "before") {
		sign = -1
	}
	if strings.EqualFold(d.word(i-1), "day") && d.is(i-2, d.x.article) {
		if d.is(i, d.x.of) {
			sign = 0
		}
		return i - 2, 0, 0, sign, true
	}
	f := d.figOver[i-1]
	if f < 0 || d.figEnd[f] != i || d.is(i, d.x.of) || d.figs[f].Bound != corpus.Exact {
		return 0, 0, 0, 0, false
	}
	n, _, whole := d.figs[f].Value.Int64(0)
	if !whole || n < 1 || n > 1000 {
		return 0, 0, 0, 0, false
	}
	by := int(n) * sign
	switch d.figs[f].Unit {
	case "d":
		days = by
	case "wk":
		days = 7 * by
	case "mo":
		months = by
	case "a":
		years = by
	default:
		return 0, 0, 0, 0, false
	}
	return d.figStart[f], years, months, days, true
}

// baseDay is the day of what stands behind "after" at token i, of those the
// article has dated: an event, or another happening. end is the token behind it.
func (d *document) baseDay(cs []corpus.Claim, i, hi int32) (base time.Time, end int32, ok bool) {
	for k := i; k < hi && k < i+7 && d.mark[k] < markComma; k++ {
		if d.dateAt[k] >= 0 {
			return base, k, false
		}
		if d.eventAt[k] >= 0 {
			g := d.groupAt(k)
			if t, ok := dayClaimed(cs, func(c *corpus.Claim) bool {
				return (c.Attribute == "event date" || c.Attribute == "began") && (c.Trigger == d.x.lex.events[g].name || g == d.main || d.broadOf(g, c.Trigger))
			}); ok {
				return t, k + 1, true
			}
		}
		if h, known := d.actAt(k); known && h.act >= 0 {
			name := d.actName(h)
			t, ok := dayClaimed(cs, func(c *corpus.Claim) bool { return strings.HasSuffix(c.Attribute, name) })
			return t, h.end, ok
		}
	}
	return base, i, false
}

// broadOf reports whether an event of kind g may be meant by the name of another:
// "the attack" for a shooting.
func (d *document) broadOf(g int16, trigger string) bool {
	return d.x.lex.isBroad(d.x.lex.events[g].name, trigger)
}

// nearby is how many of the last claims can be of the same sentence, and most how
// many of the first are looked at for a day to reckon from: the cost of an article
// grows with its length alone.
const (
	nearby = 64
	most   = 512
)

// dayClaimed is the day of the first claim of a date that fits.
func dayClaimed(cs []corpus.Claim, fits func(*corpus.Claim) bool) (time.Time, bool) {
	for i := range cs[:min(len(cs), most)] {
		c := &cs[i]
		if c.Kind != corpus.KindDate || c.Negated || len(c.Value.From) < len(time.DateOnly) || firstN(c.Value.From, len(time.DateOnly)) != firstN(c.Value.To, len(time.DateOnly)) || !fits(c) {
			continue
		}
		if t, err := time.Parse(time.DateOnly, firstN(c.Value.From, len(time.DateOnly))); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// clauseEnd is the comma behind token i, or token i where none is near.
func (d *document) clauseEnd(i, hi int32) int32 {
	for k := i; k < hi && k < i+8; k++ {
		if d.word(k) == "," {
			return k
		}
	}
	return i
}

// reckoned makes the claim of a happening on a day worked out from another.
func (d *document) reckoned(dst []corpus.Claim, h happening, start, i int32, day time.Time, year, month bool) []corpus.Claim {
	m := match{pat: -1, lo: min(start, h.at), hi: max(i, h.end), value: -1, event: -1, other: -1}
	noun, s, ok := d.undergoes(&m, h)
	if !ok || d.levelled(h) || d.namesEvent(h) {
		return dst
	}
	c := corpus.Claim{Span: d.span(start, i), Attribute: strings.TrimSpace(noun + " " + d.actName(h)), Kind: corpus.KindDate, Behaviour: corpus.Invariant, Rule: "open"}
	first, last := day, day
	switch {
	case year:
		first = time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		last = first.AddDate(1, 0, -1)
		c.Value.Text = day.Format("2006")
	case month:
		first = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
		last = first.AddDate(0, 1, -1)
		c.Value.Text = day.Format("2006-01")
	default:
		c.Value.Text = day.Format(time.DateOnly)
	}
	c.Value.From, c.Value.To = first.Format(time.DateOnly), last.Format(time.DateOnly)
	for k := max(0, len(dst)-nearby); k < len(dst); k++ {
		if dst[k].Attribute == c.Attribute && dst[k].Sentence.Contains(c.Span) {
			return dst // the sentence gives the date itself too
		}
	}
	if f := d.figOver[i-1]; f >= 0 {
		d.usedFig[f] = true
	}
	return append(dst, d.finished(c, s, &m, once))
}
