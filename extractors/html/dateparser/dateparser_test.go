package dateparser

import (
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	now := time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC)
	for in, want := range map[string]string{
		"Friday, July 19th, 2024 at 10:30": "2024-07-19", "19 juillet 2024": "2024-07-19", "19. März 2021": "2021-03-19",
		"19 de julio de 2023": "2023-07-19", "2023-07-19": "2023-07-19", "19 июля 2024 г.": "2024-07-19",
		"July 2024": "", "31 June 2024": "", "19 July 2025": "", "call 2024 now": "", "": "",
	} {
		d, err := (&Parser{}).Parse(&Configuration{CurrentTime: now}, in)
		got := ""
		if err == nil {
			got = d.Time.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("19 juillet 2024")
	f.Fuzz(func(t *testing.T, s string) { _, _ = (&Parser{}).Parse(nil, s) })
}
