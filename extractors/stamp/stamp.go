// Package stamp reads dates the way metadata writes them: ISO 8601 and its
// near misses in JSON-LD and meta tags, RFC 822 in feeds and mail, "July 19,
// 2024" in the head of a text dump. It does not read prose; extractors/date
// does.
//
// The zone is kept as written, because the day of an article is the day at its
// outlet: 2024-07-19T21:00:00-04:00 stays the 19th.
package stamp

import "time"

// Stamp is a point in time as metadata states it.
type Stamp struct {
	ISO         string // "2024-07-19", "2024-07-19T10:00:00-04:00", "2024-07"
	Alternative string // other reading of an ambiguous 03/04/2024, "" if none
}

// Time returns the stamp as a time; a stamp without a zone is read as UTC.
func (s Stamp) Time() (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02", "2006-01"} {
		if t, err := time.Parse(layout, s.ISO); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// zoned layouts carry an offset or a zone name, local ones none.
var (
	zoned = []string{
		"2006-01-02T15:04:05Z07:00",
		"2006-01-02T15:04:05Z0700",
		"2006-01-02T15:04:05Z07",
		"2006-01-02T15:04Z07:00",
		"2006-01-02T15:04Z0700",
		"2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 Z07:00",
		"2006-01-02 15:04:05 Z0700",
		"2006-01-02 15:04:05 Z07",
		"2006-01-02 15:04 Z07:00",
		"2006-01-02 15:04 Z0700",
		"2006-01-02 15:04 Z07",
		"2006-01-02 15:04:05 MST",
		"2006-01-02 15:04 MST",
		"2006-01-02 15:04:05 -0700 MST",
		"Mon, 2 Jan 2006 15:04:05 -0700",
		"Mon, 2 Jan 2006 15:04:05 MST",
		"Mon, 2 Jan 2006 15:04 -0700",
		"Mon, 2 Jan 2006 15:04 MST",
		"2 Jan 2006 15:04:05 -0700",
		"2 Jan 2006 15:04:05 MST",
		"Mon, Jan 2 15:04:05 MST 2006",
		"Mon, Jan 2 15:04:05 -0700 2006",
		"Mon, Jan 2 2006 15:04:05 GMT-0700",
		"Mon, Jan 2, 2006 15:04:05 MST",
		"Jan 2, 2006 15:04 MST",
		"Jan 2, 2006 3:04 PM MST",
		"Jan 2, 2006 3:04PM MST",
		"20060102T150405Z0700",
		"20060102T150405Z07:00",
		"20060102T150405Z",
	}
	local = []string{
		"2006-01-02T15:04:05",
		"2006-01-02T15:04",
		"2006-01-02 15:04:05",
		"2006-01-02 15:04",
		"2006/01/02 15:04:05",
		"2006/01/02 15:04",
		"20060102T150405",
		"20060102150405",
		"Jan 2, 2006 15:04:05",
		"Jan 2, 2006 15:04",
		"Jan 2, 2006 3:04 PM",
		"Jan 2, 2006 3:04PM",
		"Jan 2, 2006, 3:04 PM",
		"2 Jan 2006 15:04:05",
		"2 Jan 2006 15:04",
		"Mon, 2 Jan 2006 15:04:05",
		"Mon, Jan 2 15:04:05 2006",
		"Mon, Jan 2, 2006 3:04 PM",
	}
	days = []string{
		"2006-01-02",
		"2006/01/02",
		"2006.01.02",
		"2006-1-2",
		"2006/1/2",
		"20060102",
		"Jan 2, 2006",
		"Jan 2 2006",
		"2 Jan 2006",
		"2 Jan, 2006",
		"02-Jan-2006",
		"Mon, 2 Jan 2006",
		"Mon, Jan 2, 2006",
		"Mon, Jan 2 2006",
		"02.01.2006",
		"2.1.2006",
	}
)

// longest is the longest stamp read, in bytes; longer strings are prose.
const longest = 80

// Parse reads s. It reports false when s is no stamp; it never guesses a part
// that is missing.
func Parse(s string) (Stamp, bool) {
	if len(s) > longest {
		return Stamp{}, false
	}
	if len(s) == len(time.DateOnly) { // what most inputs write
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return Stamp{ISO: s}, sane(t)
		}
	}
	s = tidy(s)
	if len(s) < 6 {
		return Stamp{}, false
	}
	if t, ok := try(zoned, s); ok {
		return Stamp{ISO: t.Format(time.RFC3339)}, sane(t)
	}
	if t, ok := try(local, s); ok {
		return Stamp{ISO: t.Format("2006-01-02T15:04:05")}, sane(t)
	}
	if t, ok := try(days, s); ok {
		return Stamp{ISO: t.Format(time.DateOnly)}, sane(t)
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return Stamp{ISO: s}, sane(t)
	}
	return parse(s)
}

// parse reads what no layout does: epochs and 03/04/2024.
func parse(s string) (Stamp, bool) {
	if st, ok := epoch(s); ok {
		return st, true
	}
	return slashed(s)
}

// try parses s by the first layout that fits.
func try(layouts []string, s string) (time.Time, bool) {
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return zone(t), true
		}
	}
	return time.Time{}, false
}

// abbreviations are zone names news uses that time.Parse reads without an
// offset unless they are local.
var abbreviations = map[string]int{
	"UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
	"PST": -8, "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "JST": 9, "AEST": 10, "AEDT": 11,
}

// zone gives a time with a bare zone name the offset of that name.
func zone(t time.Time) time.Time {
	name, offset := t.Zone()
	hours, known := abbreviations[name]
	if !known || offset == hours*3600 {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.FixedZone(name, hours*3600))
}

// sane rejects years no article was published in and offsets no clock shows.
func sane(t time.Time) bool {
	_, offset := t.Zone()
	return t.Year() >= 1600 && t.Year() < 2200 && offset > -16*3600 && offset < 16*3600
}

// epoch reads seconds or milliseconds since 1970.
func epoch(s string) (Stamp, bool) {
	if len(s) != 10 && len(s) != 13 {
		return Stamp{}, false
	}
	var n int64
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return Stamp{}, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	if len(s) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).UTC()
	return Stamp{ISO: t.Format(time.RFC3339)}, sane(t)
}

// slashed reads 19/07/2024 and 07/19/2024. Where both readings are dates the
// month comes first and the other reading is the alternative; a caller who
// knows the outlet's country swaps them.
func slashed(s string) (Stamp, bool) {
	dmy, e1 := time.Parse("2/1/2006", s)
	mdy, e2 := time.Parse("1/2/2006", s)
	switch {
	case e1 == nil && e2 == nil && dmy != mdy:
		return Stamp{ISO: mdy.Format(time.DateOnly), Alternative: dmy.Format(time.DateOnly)}, sane(dmy)
	case e1 == nil:
		return Stamp{ISO: dmy.Format(time.DateOnly)}, sane(dmy)
	case e2 == nil:
		return Stamp{ISO: mdy.Format(time.DateOnly)}, sane(mdy)
	}
	return Stamp{}, false
}
