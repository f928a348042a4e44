package consistency

import "twosource/corpus/timex"

const (
	minute = int64(1)
	hour   = 60 * minute
	day    = 24 * hour
)

// interval is a stretch of time in minutes since 1970 UTC, half open. Times
// without a zone are read as UTC; the comparison allows for that.
type interval struct {
	from, to int64
}

func (v interval) known() bool              { return v.to > v.from }
func (v interval) length() int64            { return v.to - v.from }
func (v interval) overlaps(o interval) bool { return v.from < o.to && o.from < v.to }
func (v interval) overlap(o interval) int64 { return max(0, min(v.to, o.to)-max(v.from, o.from)) }
func (v interval) contains(o interval) bool { return v.from <= o.from && o.to <= v.to }

// gap is the time between two intervals, 0 where they touch or overlap.
func (v interval) gap(o interval) int64 {
	switch {
	case v.to < o.from:
		return o.from - v.to
	case o.to < v.from:
		return v.from - o.to
	}
	return 0
}

// days widens an interval to the whole days it lies in.
func (v interval) days() interval {
	return interval{v.from - (v.from%day+day)%day, v.to + (day-v.to%day)%day}
}

// parseTime reads an ISO 8601 date or time at any granularity from year to
// second, with or without zone. Anything else is unknown.
func parseTime(s string) interval {
	y, rest, ok := digits(s, 4)
	if !ok {
		return interval{}
	}
	if rest == "" {
		return interval{civil(y, 1, 1), civil(y+1, 1, 1)}
	}
	m, rest, ok := field(rest, '-', 2)
	if !ok || m < 1 || m > 12 {
		return interval{}
	}
	if rest == "" {
		return interval{civil(y, m, 1), civil(y+m/12, m%12+1, 1)}
	}
	d, rest, ok := field(rest, '-', 2)
	if !ok || d < 1 || d > 31 {
		return interval{}
	}
	start := civil(y, m, d)
	if rest == "" {
		return interval{start, start + day}
	}
	return clock(start, rest)
}

// clock reads "T15", "T15:04", "T15:04:05" and a zone after a date.
func clock(start int64, s string) interval {
	h, rest, ok := field(s, 'T', 2)
	if !ok || h > 24 {
		return interval{start, start + day}
	}
	at, unit := start+int64(h)*hour, hour
	if mm, r, ok := field(rest, ':', 2); ok && mm < 60 {
		at, unit, rest = at+int64(mm), minute, r
		if _, r, ok := field(rest, ':', 2); ok {
			rest = r
		}
	}
	at -= offset(rest)
	return interval{at, at + unit}
}

// offset reads "+02:00" as minutes east of UTC; anything else is 0.
func offset(s string) int64 {
	if len(s) < 3 || s[0] != '+' && s[0] != '-' {
		return 0
	}
	h, rest, ok := digits(s[1:], 2)
	if !ok {
		return 0
	}
	m, _, _ := field(rest, ':', 2)
	o := int64(h)*hour + int64(m)
	if s[0] == '-' {
		return -o
	}
	return o
}

// span is the interval from the start of from to the end of to.
func span(from, to string) interval {
	a, b := parseTime(from), parseTime(to)
	if !b.known() || b.to <= a.from {
		return a
	}
	if !a.known() {
		return b
	}
	return interval{a.from, b.to}
}

func field(s string, mark byte, n int) (int, string, bool) {
	if s == "" || s[0] != mark {
		return 0, s, false
	}
	return digits(s[1:], n)
}

func digits(s string, n int) (int, string, bool) {
	if len(s) < n {
		return 0, s, false
	}
	v := 0
	for i := 0; i < n; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, s, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, s[n:], true
}

// civil is the number of minutes from 1970 to the start of a day, 0 where
// there is no such day.
func civil(y, m, d int) int64 {
	if y < 1 || y > 9999 {
		return 0
	}
	return int64(timex.Date(y, m, min(d, timex.DaysIn(y, m)))) * day
}

// dayText prints the day an instant falls on, for reasons and checks.
func dayText(at int64) string {
	d := at / day
	if at < 0 && at%day != 0 {
		d--
	}
	return timex.Day(d).String()
}
