package consistency

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	at := func(s string) int64 {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v.Unix() / 60
	}
	for _, c := range []struct{ in, from, to string }{
		{"2024", "2024-01-01 00:00", "2025-01-01 00:00"},
		{"2024-12", "2024-12-01 00:00", "2025-01-01 00:00"},
		{"2024-02", "2024-02-01 00:00", "2024-03-01 00:00"},
		{"1912-04-15", "1912-04-15 00:00", "1912-04-16 00:00"},
		{"2024-07-19T18", "2024-07-19 18:00", "2024-07-19 19:00"},
		{"2024-07-19T18:05", "2024-07-19 18:05", "2024-07-19 18:06"},
		{"2024-07-19T18:05:30Z", "2024-07-19 18:05", "2024-07-19 18:06"},
		{"2024-07-19T01:30+07:00", "2024-07-18 18:30", "2024-07-18 18:31"},
		{"2024-07-19T20:00-05:30", "2024-07-20 01:30", "2024-07-20 01:31"},
	} {
		got := parseTime(c.in)
		if got.from != at(c.from) || got.to != at(c.to) {
			t.Errorf("%s: got %+v, want %s to %s", c.in, got, c.from, c.to)
		}
	}
	for _, bad := range []string{"", "P3D", "20", "FY2024", "XXXX-WXX-5", "2024-13", "2024-00-01", "PRESENT_REF"} {
		if got := parseTime(bad); got.known() {
			t.Errorf("%s: got %+v, want unknown", bad, got)
		}
	}
}

func TestDayText(t *testing.T) {
	for _, s := range []string{"1969-12-31", "1970-01-01", "2000-02-29", "2024-07-19", "1896-03-01"} {
		if got := dayText(parseTime(s).from); got != s {
			t.Errorf("got %s, want %s", got, s)
		}
	}
}
