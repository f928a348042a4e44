package dateline

import "testing"

func TestRead(t *testing.T) {
	cases := []struct{ name, in, agency, date string }{
		{"reuters with year", "PARIS, July 19, 2024 (Reuters) - Rain fell.", "Reuters", "2024-07-19"},
		{"reuters without year", "PARIS, July 19 (Reuters) - Rain fell.", "Reuters", ""},
		{"ap", "NEW YORK (AP) — Rain fell.", "AP", ""},
		{"no place", "(Reuters) — Rain fell.", "Reuters", ""},
		{"xinhua", "BEIJING, July 19 (Xinhua) -- Rain fell.", "Xinhua", ""},
		{"signed", "Rain fell.\n\n(Reporting by A. B.; Editing by C. D.)", "Reuters", ""},
		{"signed alone", "Rain fell.\n\n— AFP", "AFP", ""},
		{"in prose", "The union told reporters (AP) — so.", "", ""},
		{"another bracket", "The mayor (61) — a former judge — resigned.", "", ""},
		{"empty", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Read(c.in); got.Agency != c.agency || got.Date != c.date {
				t.Fatalf("%+v", got)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("PARIS, July 19, 2024 (Reuters) -")
	f.Add("(")
	f.Fuzz(func(t *testing.T, s string) { Read(s) })
}
