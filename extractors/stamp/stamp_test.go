package stamp

import "testing"

func TestParse(t *testing.T) {
	cases := []struct{ in, want, alternative string }{
		{"2024-07-19", "2024-07-19", ""},
		{"2024-07-19T10:15:00-04:00", "2024-07-19T10:15:00-04:00", ""},
		{"2024-07-19T10:15:00.123456Z", "2024-07-19T10:15:00Z", ""},
		{"2024-07-19T10:15:00-0400", "2024-07-19T10:15:00-04:00", ""},
		{"2024-07-19T10:15:00", "2024-07-19T10:15:00", ""},
		{"2024-07-19 10:15:00 UTC", "2024-07-19T10:15:00Z", ""},
		{"2024-07-19 10:15:00 EDT", "2024-07-19T10:15:00-04:00", ""},
		{"20240719T101500Z", "2024-07-19T10:15:00Z", ""},
		{"20240719T101500+0100", "2024-07-19T10:15:00+01:00", ""},
		{"20240719", "2024-07-19", ""},
		{"2024-07", "2024-07", ""},
		{"Fri, 19 Jul 2024 10:15:00 +0000", "2024-07-19T10:15:00Z", ""},
		{"Fri, 19 Jul 2024 10:15:00 EST", "2024-07-19T10:15:00-05:00", ""},
		{"Friday, July 19, 2024", "2024-07-19", ""},
		{"July 19th, 2024", "2024-07-19", ""},
		{"Published: July 19, 2024 at 3:04 p.m.", "2024-07-19T15:04:00", ""},
		{"Jul 19, 2024 3:04pm ET", "2024-07-19T15:04:00", ""},
		{"Sept. 7, 2017", "2017-09-07", ""},
		{"19 July 2024", "2024-07-19", ""},
		{"Fri Jul 19 2024 10:15:00 GMT+0200 (Central European Summer Time)", "2024-07-19T10:15:00+02:00", ""},
		{"1721383200", "2024-07-19T10:00:00Z", ""},
		{"1721383200000", "2024-07-19T10:00:00Z", ""},
		{"19/07/2024", "2024-07-19", ""},
		{"07/19/2024", "2024-07-19", ""},
		{"03/04/2024", "2024-03-04", "2024-04-03"},
		{"04/04/2024", "2024-04-04", ""},
	}
	for _, c := range cases {
		t.Run(c.in, func(t *testing.T) {
			got, ok := Parse(c.in)
			if !ok || got.ISO != c.want || got.Alternative != c.alternative {
				t.Fatalf("got %+v %v", got, ok)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{"", "Friday", "yesterday at noon", "July 19", "2024-13-45", "0001-01-01T00:00:00Z", "19.07", "to be confirmed", "12345"} {
		if got, ok := Parse(in); ok {
			t.Errorf("%q read as %+v", in, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024-07-19T10:15:00Z", "July 19th, 2024", "03/04/2024", "1721383200", "a.m. (", ".123:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := Parse(s); ok {
			if again, ok := Parse(got.ISO); !ok || again.ISO != got.ISO {
				t.Fatalf("%q gives %q, which is read as %q %v", s, got.ISO, again.ISO, ok)
			}
		}
	})
}
