package timex

// Gran is how fine a stretch of time is, from coarse to fine.
type Gran uint8

// Granularities.
const (
	None Gran = iota
	Century
	Decade
	Year
	Half
	Season
	Quarter
	Month
	Week
	Weekend
	DayGran
	Part // part of a day
	Hour
	Minute
	Second
)

var granNames = [...]string{"", "century", "decade", "year", "half", "season", "quarter", "month", "week", "weekend", "day", "daypart", "hour", "minute", "second"}

// String is the name used in corpus.Date.Granularity.
func (g Gran) String() string { return granNames[g] }

// GranOf is the Gran of a name, None for unknown names.
func GranOf(name string) Gran {
	for g, n := range granNames {
		if n == name {
			return Gran(g)
		}
	}
	return None
}

// DayPart is a part of the day.
type DayPart uint8

// Parts of the day with the hours news means by them. A night runs on to the
// next morning.
const (
	NoPart    DayPart = iota
	Morning           // MO 00:00 to 11:59
	Midday            // MI 11:00 to 13:59
	Afternoon         // AF 12:00 to 17:59
	Evening           // EV 17:00 to 23:59
	Night             // NI 18:00 to 05:59
	Daytime           // DT 06:00 to 17:59
)

var partCodes = [...]string{"", "MO", "MI", "AF", "EV", "NI", "DT"}

// partHours are the first hour and the hour after the last.
var partHours = [...][2]int{{}, {0, 12}, {11, 14}, {12, 18}, {17, 24}, {18, 30}, {6, 18}}

// Point is a stretch of calendar time named at one granularity: a year, a
// week, a day, a minute. A zero Year, Sub or Day is unknown; such a Point has
// a value ("XXXX-07-19") and no bounds.
type Point struct {
	Gran    Gran
	Year    int     // the year; the first three digits for a decade, first two for a century
	Sub     int     // month 1-12, week 1-53, quarter 1-4, half 1-2, season 1-4 (spring first)
	Day     int     // day of the month
	Weekday int     // for days of an unknown date: 1 Monday to 7 Sunday
	Part    DayPart // for Part
	Hour    int     // 0 to 24
	Minute  int
	Second  int
	Zone    string // "Z", "+01:00" or ""
	Fiscal  bool   // a business year or its quarter: its bounds are the company's own
}

// PointOf is the Point of a day.
func PointOf(d Day) Point {
	y, m, day := d.Civil()
	return Point{Gran: DayGran, Year: y, Sub: m, Day: day}
}

// YearPoint is a year.
func YearPoint(y int) Point { return Point{Gran: Year, Year: y} }

// MonthPoint is a month of a year.
func MonthPoint(y, m int) Point { return Point{Gran: Month, Year: y, Sub: m} }

// WeekPoint is the ISO week that holds d.
func WeekPoint(d Day) Point {
	y, w := d.ISOWeek()
	return Point{Gran: Week, Year: y, Sub: w}
}

// Resolved reports whether the Point has bounds on the calendar.
func (p Point) Resolved() bool {
	switch p.Gran {
	case None:
		return false
	case Century, Decade, Year:
		return p.Year > 0 && !p.Fiscal
	case Half, Season, Quarter, Month, Week, Weekend:
		return p.Year > 0 && p.Sub > 0 && !p.Fiscal
	}
	return p.Year > 0 && p.Sub > 0 && p.Day > 0
}

// lastDay is the end of the calendar: four digits hold no later year.
const lastDay = Day(2932896) // 9999-12-31

// Days returns the first and last day the Point touches, none after the end of
// year 9999. The Point must be Resolved.
func (p Point) Days() (first, last Day) {
	first, last = p.days()
	return min(first, lastDay), min(last, lastDay)
}

func (p Point) days() (first, last Day) {
	y := p.Year
	switch p.Gran {
	case Century:
		return Date(y*100, 1, 1), Date(y*100+99, 12, 31)
	case Decade:
		return Date(y*10, 1, 1), Date(y*10+9, 12, 31)
	case Year:
		return Date(y, 1, 1), Date(y, 12, 31)
	case Half:
		return months(y, 6*p.Sub-5, 6)
	case Season:
		return months(y, 3*p.Sub, 3)
	case Quarter:
		return months(y, 3*p.Sub-2, 3)
	case Month:
		return months(y, p.Sub, 1)
	case Week:
		d := WeekStart(y, p.Sub)
		return d, d + 6
	case Weekend:
		d := WeekStart(y, p.Sub)
		return d + 5, d + 6
	}
	d := Date(y, p.Sub, p.Day)
	if p.Gran == Part && p.Part == Night || p.Hour == 24 {
		return d, d + 1
	}
	return d, d
}

func months(y, m, n int) (Day, Day) {
	first := Date(y, m, 1)
	return first, first.AddMonths(n) - 1
}
