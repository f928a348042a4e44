package timex

// seasonCodes and halves follow TIMEX3.
var seasonCodes = [...]string{"XX", "SP", "SU", "FA", "WI"}

// AppendValue appends the TIMEX3 value.
func (p Point) AppendValue(b []byte) []byte {
	if p.Fiscal {
		b = append(b, "FY"...)
	}
	switch p.Gran {
	case None:
		return b
	case Century:
		return append(digits(b, p.Year, 2), "XX"...)
	case Decade:
		return append(digits(b, p.Year, 3), 'X')
	}
	if p.Weekday > 0 && !p.Resolved() {
		b = append(b, "XXXX-WXX-"...)
		return p.appendTime(append(b, byte('0'+p.Weekday)), false)
	}
	b = digits(b, p.Year, 4)
	switch p.Gran {
	case Year:
		return b
	case Half:
		return p.coded(b, 'H')
	case Quarter:
		return p.coded(b, 'Q')
	case Season:
		return append(append(b, '-'), seasonCodes[p.Sub]...)
	case Week:
		return digits(append(b, "-W"...), p.Sub, 2)
	case Weekend:
		return append(digits(append(b, "-W"...), p.Sub, 2), "-WE"...)
	}
	b = digits(append(b, '-'), p.Sub, 2)
	if p.Gran == Month {
		return b
	}
	return p.appendTime(digits(append(b, '-'), p.Day, 2), false)
}

func (p Point) coded(b []byte, letter byte) []byte {
	b = append(b, '-', letter)
	if p.Sub == 0 {
		return append(b, 'X')
	}
	return append(b, byte('0'+p.Sub))
}

// appendTime appends the time of the day; full adds seconds to any time.
func (p Point) appendTime(b []byte, full bool) []byte {
	switch {
	case p.Gran < Part:
		return b
	case p.Gran == Part:
		return append(append(b, 'T'), partCodes[p.Part]...)
	}
	b = digits0(append(b, 'T'), p.Hour)
	b = digits0(append(b, ':'), p.Minute)
	if full || p.Gran == Second {
		b = digits0(append(b, ':'), p.Second)
	}
	return append(b, p.Zone...)
}

// AppendFrom appends the first day or second of the Point in ISO 8601.
func (p Point) AppendFrom(b []byte) []byte {
	if !p.Resolved() {
		return b
	}
	first, _ := p.Days()
	return p.bound(b, first, 0)
}

// AppendTo appends the last day or second of the Point in ISO 8601, inclusive.
func (p Point) AppendTo(b []byte) []byte {
	if !p.Resolved() {
		return b
	}
	_, last := p.Days()
	if p.Gran == Part && p.Part == Night && last == Date(p.Year, p.Sub, p.Day) { // the last night of all
		return append(AppendDay(b, last), "T23:59:59"...)
	}
	return p.bound(b, last, 1)
}

func (p Point) bound(b []byte, d Day, end int) []byte {
	b = AppendDay(b, d)
	q := p
	switch p.Gran {
	case Part:
		h := partHours[p.Part][end] % 24
		q.Hour, q.Minute, q.Second = h, 0, 0
		if end == 1 {
			q.Hour, q.Minute, q.Second = (h+23)%24, 59, 59
		}
	case Hour:
		q.Minute, q.Second = 59*end, 59*end
	case Minute:
		q.Second = 59 * end
	case Second:
	default:
		return b
	}
	if p.Gran != Part && q.Hour == 24 {
		return midnight(b[:len(b)-10], p)
	}
	q.Gran = Second
	return q.appendTime(b, true)
}

// midnight writes hour 24 as hour 0 of the next day, that of the last day of all
// as its last second.
func midnight(b []byte, p Point) []byte {
	next := Date(p.Year, p.Sub, p.Day) + 1
	if next > lastDay {
		return append(append(AppendDay(b, lastDay), "T23:59:59"...), p.Zone...)
	}
	b = AppendDay(b, next)
	return append(append(b, "T00:00:00"...), p.Zone...)
}

// AppendDay appends an ISO 8601 date.
func AppendDay(b []byte, d Day) []byte {
	y, m, day := d.Civil()
	b = digits(b, y, 4)
	b = digits0(append(b, '-'), m)
	return digits0(append(b, '-'), day)
}

// String is the ISO 8601 date.
func (d Day) String() string { return string(AppendDay(make([]byte, 0, 10), d)) }

// String is the TIMEX3 value.
func (p Point) String() string { return string(p.AppendValue(nil)) }

// digits appends n in width digits, X for each when n is unknown (0).
func digits(b []byte, n, width int) []byte {
	at := len(b)
	for range width {
		b = append(b, 'X')
	}
	for i := len(b) - 1; n > 0 && i >= at; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
		for j := at; j < i && n == 0; j++ {
			b[j] = '0'
		}
	}
	return b
}

func digits0(b []byte, n int) []byte { return append(b, byte('0'+n/10%10), byte('0'+n%10)) }
