package timex

// Instant is an ISO 8601 date or date-time on one scale of seconds.
type Instant struct {
	Seconds int64 // from 1970-01-01T00:00:00, in UTC where Zoned
	Timed   bool  // a time of the day was given
	Zoned   bool  // with its zone
}

// ParseInstant reads the From or To of a date. A date without a time is its
// first second.
func ParseInstant(s string) (Instant, bool) {
	p, ok := ParsePoint(s)
	if !ok || !p.Resolved() || p.Gran < DayGran || p.Gran == Part {
		return Instant{}, false
	}
	in := Instant{Timed: p.Gran > DayGran, Zoned: p.Zone != ""}
	in.Seconds = int64(Date(p.Year, p.Sub, p.Day))*86400 + int64(p.Hour*3600+p.Minute*60+p.Second)
	if len(p.Zone) == 6 {
		off := int64(p.Zone[1]-'0')*36000 + int64(p.Zone[2]-'0')*3600 + int64(p.Zone[4]-'0')*600 + int64(p.Zone[5]-'0')*60
		if p.Zone[0] == '+' {
			off = -off
		}
		in.Seconds += off
	}
	return in, true
}
