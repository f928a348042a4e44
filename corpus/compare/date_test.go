package compare

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"twosource/corpus"
	"twosource/corpus/timex"
)

// dateOf makes a Date from a TIMEX3 value.
func dateOf(value string) corpus.Date {
	from, to, gran, err := timex.Parse(value)
	if err != nil {
		panic(value)
	}
	d := corpus.Date{Type: corpus.DateDay, Value: value, From: from, To: to, Granularity: gran}
	switch {
	case value[0] == 'P' && from == "" && value[len(value)-1] != 'F':
		d.Type = corpus.DateDuration
	case timex.GranOf(gran) > timex.DayGran:
		d.Type = corpus.DateTime
	}
	return d
}

func with(d corpus.Date, mod string) corpus.Date {
	d.Mod = mod
	d.Approximate = mod == "APPROX"
	return d
}

func relative(value string) corpus.Date {
	d := dateOf(value)
	d.Approximate, d.Anchor = true, "published"
	return d
}

func TestDates(t *testing.T) {
	ambiguous := dateOf("2024-10-07")
	ambiguous.Alternative = "2024-07-10"
	for _, c := range []struct {
		name string
		a, b corpus.Date
		want Relation
	}{
		{"same day", dateOf("2024-07-19"), dateOf("2024-07-19"), Same},
		{"month holds day", dateOf("2024-07"), dateOf("2024-07-19"), Refines},
		{"year holds time", dateOf("2024"), dateOf("2024-07-19T04:09Z"), Refines},
		{"day holds morning", dateOf("2024-07-19"), dateOf("2024-07-19TMO"), Refines},
		{"other year", dateOf("2011"), dateOf("2012"), Conflict},
		{"other month", dateOf("2011-06"), dateOf("2011-07"), Conflict},
		{"a day apart", dateOf("2024-07-19"), dateOf("2024-07-18"), ConflictSoft},
		{"two days apart", dateOf("2024-07-19"), dateOf("2024-07-17"), Conflict},
		{"day against another month", dateOf("2024-07-31"), dateOf("2024-08"), Conflict},
		{"quarter is three months", dateOf("2024-Q1"), dateOf("2024-01/2024-03"), Same},
		{"overlapping intervals", dateOf("2009/2011"), dateOf("2010/2012"), Compatible},
		{"season holds month", dateOf("2023-SP"), dateOf("2023-04"), Refines},
		{"about a year", with(dateOf("2010"), "APPROX"), dateOf("2011"), Compatible},
		{"about is not two years", with(dateOf("2010"), "APPROX"), dateOf("2012"), Conflict},
		{"since and in", with(dateOf("2011"), "ON_OR_AFTER"), dateOf("2011"), Compatible},
		{"since and earlier", with(dateOf("2011"), "ON_OR_AFTER"), dateOf("2009"), Conflict},
		{"since and since", with(dateOf("2011"), "ON_OR_AFTER"), with(dateOf("2012"), "ON_OR_AFTER"), Conflict},
		{"before", with(dateOf("2011"), "BEFORE"), dateOf("2010"), Compatible},
		{"before is not in", with(dateOf("2011"), "BEFORE"), dateOf("2011"), Conflict},
		{"by", with(dateOf("2011"), "ON_OR_BEFORE"), dateOf("2011"), Compatible},
		{"rounded distance", relative("2022"), dateOf("2021-11"), ConflictSoft},
		{"rounded distance too far", relative("2022"), dateOf("2020"), Conflict},
		{"other reading agrees", ambiguous, dateOf("2024-07-10"), Incomparable},
		{"no reading agrees", ambiguous, dateOf("2024-12-01"), Conflict},
		{"present", dateOf("PRESENT_REF"), dateOf("2024"), Incomparable},
		{"unresolved", dateOf("XXXX-WXX-5"), dateOf("2024-07-19"), Incomparable},
		{"fiscal quarter", dateOf("FY2024-Q1"), dateOf("2024-01/2024-03"), Incomparable},
		{"zones", dateOf("2024-07-19T04:09Z"), dateOf("2024-07-19T00:09-04:00"), Same},
		{"times without zone", dateOf("2024-07-19T04:09"), dateOf("2024-07-19T09:39"), ConflictSoft},
		{"times with zone", dateOf("2024-07-19T04:09Z"), dateOf("2024-07-19T09:39Z"), Conflict},
		{"a minute", dateOf("2024-07-19T04:09Z"), dateOf("2024-07-19T04:10Z"), ConflictSoft},
		{"months are a year", dateOf("P12M"), dateOf("P1Y"), Same},
		{"two lengths", dateOf("P3D"), dateOf("P5D"), Conflict},
		{"years", dateOf("PXY"), dateOf("P3Y"), Refines},
		{"hours round minutes", dateOf("PT79M"), dateOf("PT1H"), Refines},
		{"more than", with(dateOf("PT3H"), "MORE_THAN"), dateOf("PT4H"), Refines},
		{"length of an interval", dateOf("PT79M"), dateOf("2024-07-19T04:09Z/2024-07-19T05:27Z"), Refines},
		{"length against a day", dateOf("P3D"), dateOf("2024-07-19"), Incomparable},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, pair := range [][2]corpus.Date{{c.a, c.b}, {c.b, c.a}} {
				if got, why := Dates(pair[0], pair[1]); got != c.want {
					t.Errorf("%s, %s: %s (%s), want %s", pair[0].Value, pair[1].Value, got, why, c.want)
				}
			}
		})
	}
}

// TestDatesProperties checks on random dates that the order of the two does
// not matter, and that a date conflicts neither with itself nor with a coarser
// statement of itself.
func TestDatesProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	mods := []string{"", "", "APPROX", "ON_OR_AFTER", "BEFORE", "START"}
	random := func() corpus.Date {
		day := timex.Date(1990+r.IntN(40), 1, 1) + timex.Day(r.IntN(400))
		levels := coarser(day)
		return with(dateOf(levels[r.IntN(len(levels))]), mods[r.IntN(len(mods))])
	}
	for range 20000 {
		a, b := random(), random()
		x, _ := Dates(a, b)
		y, _ := Dates(b, a)
		if x != y {
			t.Fatalf("%+v and %+v: %s one way, %s the other", a, b, x, y)
		}
		if s, why := Dates(a, a); s.Clashes() {
			t.Fatalf("%+v conflicts with itself: %s", a, why)
		}
		day := timex.Date(1990+r.IntN(40), 1, 1) + timex.Day(r.IntN(400))
		levels := coarser(day)
		fine := dateOf(levels[0])
		for _, l := range levels {
			if s, why := Dates(fine, dateOf(l)); s != Same && s != Refines {
				t.Fatalf("%s against its coarser %s: %s (%s)", fine.Value, l, s, why)
			}
		}
	}
}

// coarser lists a minute of the day and everything coarser that holds it.
func coarser(d timex.Day) []string {
	y, m, _ := d.Civil()
	return []string{d.String() + "T13:45", d.String() + "TAF", d.String(), timex.MonthPoint(y, m).String(), fmt.Sprintf("%d-Q%d", y, (m+2)/3),
		fmt.Sprintf("%d-H%d", y, (m+5)/6), timex.WeekPoint(d).String(), fmt.Sprint(y), fmt.Sprintf("%dX", y/10), fmt.Sprintf("%dXX", y/100)}
}
