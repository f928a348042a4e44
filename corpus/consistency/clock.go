package consistency

import (
	"strings"

	"twosource/corpus"
)

// relateClocks compares times of day, whatever day each was given.
func relateClocks(a, b *Statement) (relation, float64, string) {
	x, zx, ok := clockOf(a)
	y, zy, ok2 := clockOf(b)
	if !ok || !ok2 {
		return relateDates(a, b)
	}
	gap := (x - y + day) % day
	gap = min(gap, day-gap)
	if half := day / 2; gap > half/2 && halfOpen(a, x) != halfOpen(b, y) {
		gap = half - gap // "at 11:08", which may be at night
		if gap == 0 {
			return soft, 0.3, "one does not say which half of the day"
		}
	}
	switch {
	case gap == 0:
		return equal, 0, "same time of day"
	case zx != zy && gap%(30*minute) == 0 && gap >= hour && gap <= 14*hour:
		return soft, 0.3, "a time zone can explain it"
	case reaches(&a.Claim, x, y) || reaches(&b.Claim, y, x):
		return agree, 0, "within the bound"
	case (loose(&a.Claim) && gap <= rounded(x)) || (loose(&b.Claim) && gap <= rounded(y)):
		return agree, 0, "within what 'about' allows"
	case gap <= 2*minute:
		return soft, 0.3, "minutes apart"
	}
	return apart, 1, ""
}

// halfOpen reports whether the words of a time of day leave open which half of the
// day it is in: "at 11:08", "half past two".
func halfOpen(s *Statement, at int64) bool {
	if at < hour || at >= 13*hour || strings.HasPrefix(s.Text, "0") {
		return false
	}
	words := strings.ToLower(s.Text)
	for _, w := range halves {
		if strings.Contains(words, w) {
			return false
		}
	}
	return true
}

var halves = [...]string{"a.m", "p.m", "am", "pm", "noon", "midnight", "morning", "night", "evening", "gmt", "utc", "hours"}

// rounded is how far "about" reaches from a time of day: as far as its minutes
// look rounded.
func rounded(at int64) int64 {
	switch {
	case at%hour == 0:
		return 20 * minute
	case at%(30*minute) == 0:
		return 15 * minute
	}
	return 5 * minute
}

// reaches reports whether "before x" or "after x" allows y: either way, within
// half an hour.
func reaches(c *corpus.Claim, x, y int64) bool {
	after := (y - x + 2*day) % day
	switch c.Value.Quantity.Bound {
	case corpus.AtMost, corpus.LessThan:
		return (day-after)%day <= 30*minute
	case corpus.AtLeast, corpus.MoreThan:
		return after <= 30*minute
	}
	return false
}

// clockOf is the time of day of a claim in minutes and its zone as written.
func clockOf(st *Statement) (at int64, zone string, ok bool) {
	c := &st.Claim
	s := c.Value.From
	if i := strings.IndexByte(s, 'T'); i >= 0 {
		s = s[i+1:]
	} else if s = strings.TrimPrefix(c.Value.Text, "T"); strings.IndexByte(s, 'T') > 0 {
		_, s, _ = strings.Cut(s, "T")
	}
	h, rest, ok := digits(s, 2)
	if !ok || h > 24 {
		return 0, "", false
	}
	m, rest, ok := field(rest, ':', 2)
	if !ok || m > 59 {
		return 0, "", false
	}
	if _, r, ok := field(rest, ':', 2); ok {
		rest = r
	}
	if rest == "" || rest[0] == '/' {
		rest = zoneIn(st.Text)
	}
	return int64(h)*hour + int64(m), rest, true
}

// zoneIn is the zone that words give a time of day: an abbreviation in
// capitals or "local time"; "" if none.
func zoneIn(text string) string {
	if strings.Contains(text, "local time") {
		return "local"
	}
	for w := range strings.FieldsSeq(text) {
		w = strings.Trim(w, "().,;")
		if len(w) < 2 || len(w) > 5 || w == "AM" || w == "PM" || strings.ToUpper(w) != w || w[0] < 'A' || w[0] > 'Z' || strings.Contains(w, ".") {
			continue
		}
		return w
	}
	return ""
}
