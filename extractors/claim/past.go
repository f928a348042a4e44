package claim

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// oldest is an age nobody exceeds.
var oldest = decimal.MustNew(125, 0)

// atThatTime reports whether an age is no person's, or of a moment the sentence tells of: "she
// was 17 when they met". An age without one that follows a sentence of an
// earlier year is of that year.
func (d *document) atThatTime(c *corpus.Claim, m *match) bool {
	if c.Value.Quantity.Value.Cmp(oldest) > 0 {
		return true
	}
	end := d.figEnd[m.value]
	for k := end; k < end+7 && int(k) < len(d.forms) && d.mark[k] < markComma; k++ {
		if strings.EqualFold(d.word(k), "when") {
			return true
		}
	}
	if at := d.figStart[m.value]; at == 0 || !strings.EqualFold(d.word(at-1), "was") {
		return false
	}
	if day := d.yearBefore(m.lo); day != "" {
		c.AsOf, c.AsOfFrom = day, "explicit"
	}
	return false
}

// yearBefore is the date of the sentence before token t where it lies in a year
// before the article's own, else "".
func (d *document) yearBefore(t int32) string {
	s := d.sentOf[t] - 1
	if s < 0 || len(d.art.Published) < 4 {
		return ""
	}
	for i := d.sents[s].End - 1; i >= d.sents[s].First; i-- {
		if n := d.dateAt[i]; n >= 0 && len(d.dates[n].From) >= 4 {
			if d.dates[n].From[:4] < d.art.Published[:4] {
				return asOf(&d.dates[n])
			}
			return ""
		}
	}
	return ""
}

// longestLine is how many bytes before a date the start of its line is looked for.
const longestLine = 1000

// lineYear is the year that opens the line of token t as a heading of a
// timeline, "1984: the album is released on May 29"; "" if none does.
func (d *document) lineYear(t int32) string {
	at := int(d.text.Tokens[t].Start)
	near := max(at-longestLine, 0)
	from := strings.LastIndexByte(d.text.Source[near:at], '\n') + 1
	if from == 0 && near > 0 {
		return ""
	}
	line := d.text.Source[near+from : at]
	if len(line) < 6 || strings.IndexFunc(line[:4], func(r rune) bool { return r < '0' || r > '9' }) >= 0 || line[0] != '1' && line[0] != '2' {
		return ""
	}
	rest := strings.TrimLeft(line[4:], " ")
	if strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "\u2013") || strings.HasPrefix(rest, "\u2014") {
		return line[:4]
	}
	return ""
}

// dropPastAges drops the ages of people for whom the article gives a higher one
// too: those were of years before.
func dropPastAges(dst []corpus.Claim, from int) []corpus.Claim {
	out := dst[:from]
	for i := from; i < len(dst); i++ {
		if !olderLater(&dst[i], dst[from:]) {
			out = append(out, dst[i])
		}
	}
	return out
}

// olderLater reports whether the same person is given an age more than a year
// above that of claim c, as of the same time.
func olderLater(c *corpus.Claim, all []corpus.Claim) bool {
	if c.Kind != corpus.KindAge || c.AsOfFrom == "explicit" || c.SubjectAt.Empty() {
		return false
	}
	for i := range all {
		o := &all[i]
		if o.Kind != corpus.KindAge || o.Subject != c.Subject || o.AsOfFrom == "explicit" {
			continue
		}
		if gap, err := o.Value.Quantity.Value.Sub(c.Value.Quantity.Value); err == nil && gap.Cmp(decimal.One) > 0 {
			return true
		}
	}
	return false
}
