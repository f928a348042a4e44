package timex

import (
	"errors"
	"strings"
)

// ErrValue is returned by Parse for text that is no TIMEX3 value of ours.
var ErrValue = errors.New("not a TIMEX3 value")

// Parse reads a TIMEX3 value. From and to are ISO 8601, inclusive, and empty
// for values without bounds: durations, PRESENT_REF, unresolved and fiscal
// values. Granularity is named as in corpus.Date; for a duration it is its
// unit. An interval "2014/2018" runs from the start of its first part to the
// end of its second.
func Parse(value string) (from, to, granularity string, err error) {
	switch value {
	case "PRESENT_REF", "PAST_REF", "FUTURE_REF":
		return "", "", "", nil
	}
	if strings.HasPrefix(value, "P") {
		d, ok := ParseDuration(value)
		if !ok {
			return "", "", "", ErrValue
		}
		return "", "", d.Unit.String(), nil
	}
	a, b, interval := strings.Cut(value, "/")
	p, ok := ParsePoint(a)
	if !ok {
		return "", "", "", ErrValue
	}
	q := p
	if interval {
		if q, ok = ParsePoint(b); !ok {
			return "", "", "", ErrValue
		}
	}
	return string(p.AppendFrom(nil)), string(q.AppendTo(nil)), max(p.Gran, q.Gran).String(), nil
}

// ParsePoint reads the value of one Point; AppendValue writes it back.
func ParsePoint(s string) (Point, bool) {
	var p Point
	if strings.HasPrefix(s, "FY") {
		p.Fiscal, s = true, s[2:]
	}
	date, clock, timed := strings.Cut(s, "T")
	if !p.date(date) {
		return Point{}, false
	}
	if timed && (p.Gran != DayGran || !p.clock(clock)) {
		return Point{}, false
	}
	return p, true
}

// date reads the part of a value before the T.
func (p *Point) date(s string) bool {
	if len(s) < 4 {
		return false
	}
	year, rest := s[:4], s[4:]
	if rest == "" && year != "XXXX" && year[3] == 'X' {
		return p.coarse(year)
	}
	if !number(&p.Year, year) {
		return false
	}
	if rest == "" {
		p.Gran = Year
		return true
	}
	if len(rest) < 3 || rest[0] != '-' {
		return false
	}
	rest = rest[1:]
	switch rest[0] {
	case 'Q', 'H':
		return p.code(rest)
	case 'W':
		if rest != "WI" {
			return p.week(rest[1:])
		}
	}
	for i, c := range seasonCodes {
		if rest == c && i > 0 {
			p.Gran, p.Sub = Season, i
			return true
		}
	}
	return p.monthDay(rest)
}

// coarse reads decades and centuries.
func (p *Point) coarse(year string) bool {
	p.Gran, year = Decade, year[:3]
	if year[2] == 'X' {
		p.Gran, year = Century, year[:2]
	}
	return number(&p.Year, year) && p.Year > 0
}

func (p *Point) code(s string) bool {
	p.Gran = Quarter
	limit := 4
	if s[0] == 'H' {
		p.Gran, limit = Half, 2
	}
	return len(s) == 2 && number(&p.Sub, s[1:]) && p.Sub <= limit
}

func (p *Point) week(s string) bool {
	if len(s) < 2 || !number(&p.Sub, s[:2]) || p.Sub > 53 {
		return false
	}
	switch s = s[2:]; {
	case s == "":
		p.Gran = Week
	case s == "-WE":
		p.Gran = Weekend
	case len(s) == 2 && s[0] == '-' && s[1] >= '1' && s[1] <= '7' && p.Year == 0 && p.Sub == 0:
		p.Gran, p.Weekday = DayGran, int(s[1]-'0')
	default:
		return false
	}
	return true
}

func (p *Point) monthDay(s string) bool {
	if !number(&p.Sub, s[:2]) || p.Sub > 12 {
		return false
	}
	p.Gran = Month
	if len(s) == 2 {
		return true
	}
	p.Gran = DayGran
	return len(s) == 5 && s[2] == '-' && number(&p.Day, s[3:]) &&
		(p.Day == 0 || p.Sub > 0 && p.Day <= DaysIn(max(p.Year, 4-p.Year%4), p.Sub))
}

// clock reads the part of a value after the T.
func (p *Point) clock(s string) bool {
	for i, c := range partCodes {
		if s == c && i > 0 {
			p.Gran, p.Part = Part, DayPart(i)
			return true
		}
	}
	if len(s) < 5 || s[2] != ':' || !clockNumber(&p.Hour, s[:2], 24) || !clockNumber(&p.Minute, s[3:5], 59) {
		return false
	}
	p.Gran, s = Minute, s[5:]
	if len(s) >= 3 && s[0] == ':' {
		if !clockNumber(&p.Second, s[1:3], 60) {
			return false
		}
		p.Gran, s = Second, s[3:]
	}
	p.Zone = s
	return zone(s)
}

// zone reports whether s is "", "Z" or an offset "+hh:mm".
func zone(s string) bool {
	if s == "" || s == "Z" {
		return true
	}
	var h, m int
	return len(s) == 6 && (s[0] == '+' || s[0] == '-') && s[3] == ':' && clockNumber(&h, s[1:3], 14) && clockNumber(&m, s[4:], 59)
}

// number reads digits, or X's for an unknown number.
func number(n *int, s string) bool {
	if strings.Trim(s, "X") == "" {
		*n = 0
		return s != ""
	}
	*n = 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		*n = *n*10 + int(s[i]-'0')
	}
	return *n > 0
}

func clockNumber(n *int, s string, limit int) bool {
	if s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return false
	}
	*n = int(s[0]-'0')*10 + int(s[1]-'0')
	return *n <= limit
}
