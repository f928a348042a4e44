package timex

import "strings"

// Duration is a length of time. Months and seconds do not convert into each
// other, so both are kept, in tenths to hold "two and a half years".
type Duration struct {
	Months  int64 // tenths of months: years, quarters, decades
	Seconds int64 // tenths of seconds: weeks and finer
	Unknown bool  // "some years": only the unit is known
	Unit    Gran  // finest unit named
}

// units of durations by their letters, dates first, then times.
var units = [...]struct {
	code            string
	time            bool
	gran            Gran
	months, seconds int64
}{
	{"Y", false, Year, 12, 0}, {"M", false, Month, 1, 0}, {"W", false, Week, 0, 604800}, {"D", false, DayGran, 0, 86400}, {"Q", false, Quarter, 3, 0},
	{"DE", false, Decade, 120, 0}, {"CE", false, Century, 1200, 0}, {"WE", false, Weekend, 0, 172800},
	{"H", true, Hour, 0, 3600}, {"M", true, Minute, 0, 60}, {"S", true, Second, 0, 1},
}

// ParseDuration reads a TIMEX3 duration: P3D, PT5M, P2.5Y, PXY, P1DT2H.
func ParseDuration(value string) (Duration, bool) {
	var d Duration
	s, ok := strings.CutPrefix(value, "P")
	timed := false
	for ok && s != "" {
		if s[0] == 'T' && !timed {
			timed, s = true, s[1:]
		}
		ok = d.part(&s, timed)
	}
	return d, ok && d.Unit != None
}

// part reads one amount with its unit from the front of s.
func (d *Duration) part(s *string, timed bool) bool {
	n := strings.IndexFunc(*s, func(r rune) bool { return r != 'X' && r != '.' && (r < '0' || r > '9') })
	if n <= 0 {
		return false
	}
	amount, rest := (*s)[:n], (*s)[n:]
	end := strings.IndexAny(rest, "0123456789XT")
	if end < 0 {
		end = len(rest)
	}
	*s = rest[end:]
	for _, u := range units {
		if u.code != rest[:end] || u.time != timed {
			continue
		}
		d.Unit = u.gran
		if amount == "X" {
			d.Unknown = true
			return true
		}
		n, ok := tenths(amount)
		d.Months += n * u.months
		d.Seconds += n * u.seconds
		return ok
	}
	return false
}

// tenths reads a number of up to eleven digits with at most one decimal: nine as
// texts have them, of centuries counted in years.
func tenths(s string) (int64, bool) {
	whole, frac, dot := strings.Cut(s, ".")
	if whole == "" || len(whole) > 11 || dot && len(frac) != 1 {
		return 0, false
	}
	var n int64
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if !dot {
		n *= 10
	}
	return n, true
}
