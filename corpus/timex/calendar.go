package timex

// Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01.
type Day int32

// Date makes the Day of a civil date. The date must be valid.
func Date(y, m, d int) Day {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468)
}

// Civil returns the year, month and day of the month.
func (d Day) Civil() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// Weekday is 1 for Monday to 7 for Sunday.
func (d Day) Weekday() int { return floorMod(int(d)+3, 7) + 1 }

// ISOWeek returns the ISO 8601 year and week of the day.
func (d Day) ISOWeek() (year, week int) {
	thursday := d + Day(4-d.Weekday())
	year, _, _ = thursday.Civil()
	return year, int(thursday-Date(year, 1, 1))/7 + 1
}

// WeekStart is the Monday of an ISO 8601 week.
func WeekStart(year, week int) Day {
	d := Date(year, 1, 4)
	return d - Day(d.Weekday()-1) + Day(7*(week-1))
}

// DaysIn is the number of days of a month.
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Valid reports whether the civil date exists, in years 1 to 9999.
func Valid(y, m, d int) bool {
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= DaysIn(y, m)
}

// AddMonths moves a day by n months, clipped to the length of the month.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Civil()
	m += n - 1
	y += floorDiv(m, 12)
	m = floorMod(m, 12) + 1
	return Date(y, m, min(day, DaysIn(y, m)))
}

// Easter is Easter Sunday of the Western churches.
func Easter(y int) Day {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Date(y, n/31, n%31+1)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - floorDiv(a, b)*b }
