package timex

import (
	"testing"
	"time"
)

// TestCalendar checks the day arithmetic against package time.
func TestCalendar(t *testing.T) {
	for at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2110; at = at.AddDate(0, 0, 11) {
		y, m, d := at.Date()
		day := Date(y, int(m), d)
		if int64(day) != at.Unix()/86400 && int64(day)*86400 != at.Unix() {
			t.Fatalf("%v is day %d, not %d", at, day, at.Unix()/86400)
		}
		if yy, mm, dd := day.Civil(); yy != y || mm != int(m) || dd != d {
			t.Fatalf("%v comes back as %d-%d-%d", at, yy, mm, dd)
		}
		wy, w := at.ISOWeek()
		if gy, g := day.ISOWeek(); gy != wy || g != w {
			t.Fatalf("%v is in week %d-%d, not %d-%d", at, gy, g, wy, w)
		}
		if wd := (int(at.Weekday())+6)%7 + 1; day.Weekday() != wd {
			t.Fatalf("%v is weekday %d, not %d", at, day.Weekday(), wd)
		}
		if s := WeekStart(wy, w); s != day-Day(day.Weekday()-1) {
			t.Fatalf("week %d-%d starts on %v", wy, w, s)
		}
	}
}

func TestEaster(t *testing.T) {
	for y, want := range map[int]string{1998: "1998-04-12", 2019: "2019-04-21", 2024: "2024-03-31", 2038: "2038-04-25"} {
		if got := Easter(y).String(); got != want {
			t.Errorf("Easter %d is %s, want %s", y, got, want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{{"2024-01-31", 1, "2024-02-29"}, {"2024-03-31", -13, "2023-02-28"}, {"2024-12-15", 1, "2025-01-15"}, {"2024-01-15", -1, "2023-12-15"}} {
		in, _ := ParseInstant(c.from)
		if got := Day(in.Seconds / 86400).AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ value, from, to, gran string }{
		{"2024", "2024-01-01", "2024-12-31", "year"},
		{"2024-02", "2024-02-01", "2024-02-29", "month"},
		{"2024-07-19", "2024-07-19", "2024-07-19", "day"},
		{"2024-W29", "2024-07-15", "2024-07-21", "week"},
		{"2024-W29-WE", "2024-07-20", "2024-07-21", "weekend"},
		{"2024-Q3", "2024-07-01", "2024-09-30", "quarter"},
		{"2024-H2", "2024-07-01", "2024-12-31", "half"},
		{"2024-SU", "2024-06-01", "2024-08-31", "season"},
		{"2023-WI", "2023-12-01", "2024-02-29", "season"},
		{"199X", "1990-01-01", "1999-12-31", "decade"},
		{"19XX", "1900-01-01", "1999-12-31", "century"},
		{"2014/2018", "2014-01-01", "2018-12-31", "year"},
		{"2024-07-19T04:09Z", "2024-07-19T04:09:00Z", "2024-07-19T04:09:59Z", "minute"},
		{"2024-07-19T24:00", "2024-07-20T00:00:00", "2024-07-20T00:00:00", "minute"},
		{"2024-07-19TNI", "2024-07-19T18:00:00", "2024-07-20T05:59:59", "daypart"},
		{"XXXX-WXX-5", "", "", "day"},
		{"XXXX-07-19", "", "", "day"},
		{"FY2024-Q3", "", "", "quarter"},
		{"P2.5Y", "", "", "year"},
		{"P1DT2H", "", "", "hour"},
		{"PXDE", "", "", "decade"},
		{"PRESENT_REF", "", "", ""},
	} {
		t.Run(c.value, func(t *testing.T) {
			from, to, gran, err := Parse(c.value)
			if err != nil || from != c.from || to != c.to || gran != c.gran {
				t.Errorf("%q %q %q %v, want %q %q %q", from, to, gran, err, c.from, c.to, c.gran)
			}
		})
	}
	for _, bad := range []string{"", "P", "PT", "2024-13", "2023-02-29", "2024-W54", "2024-Q5", "2024-07-19T25:00", "2024/", "P3", "P3DX", "PX.Y", "20", "2024-07-19TXX"} {
		if _, _, _, err := Parse(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// FuzzParsePoint checks that what is read is written back the same.
func FuzzParsePoint(f *testing.F) {
	for _, s := range []string{"2024-07-19T04:09:33+02:00", "XXXX-WXX-5TMO", "FY2024-Q3", "2024-WI", "199X", "19XX", "XXXX-XX-XX", "0001-01-01", "9999-12-31T24:00", "2024-W53-WE",
		"9999-W52", "9999-WI", "9999-12-31TNI", "9999-W53-WE"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := ParsePoint(s)
		if !ok {
			return
		}
		if got := p.String(); got != s {
			t.Fatalf("%q is written back as %q", s, got)
		}
		if from, to := string(p.AppendFrom(nil)), string(p.AppendTo(nil)); from > to {
			t.Fatalf("%q runs from %s to %s", s, from, to)
		}
	})
}
