package figure

import (
	"testing"

	"twosource/corpus"
)

func TestScanDigits(t *testing.T) {
	cases := []struct {
		in    string
		coef  int64
		scale int
		sig   int
		ok    bool
	}{
		{"0", 0, 0, 1, true},
		{"10", 10, 0, 2, true},
		{"100", 100, 0, 2, true},
		{"140", 140, 0, 3, true},
		{"5,078", 5078, 0, 4, true},
		{"5,000", 5000, 0, 2, true},
		{"8.5", 85, 1, 2, true},
		{"8.50", 850, 2, 3, true},
		{"0.05", 5, 2, 1, true},
		{"1,5", 15, 1, 2, true},
		{"1.111,11", 111111, 2, 6, true},
		{"1.234.567", 1234567, 0, 7, true},
		{"16,18,900", 1618900, 0, 5, true},
		{"1 500 000", 1500000, 0, 2, true},
		{"1\u202f234.5", 12345, 1, 5, true},
		{"10.0.1", 0, 0, 0, false},
		{"192.168.1.2", 0, 0, 0, false},
		{"1234567890123456789", 0, 0, 0, false},
	}
	for _, c := range cases {
		t.Run(c.in, func(t *testing.T) {
			d, ok := scanDigits(c.in, 0, len(c.in))
			if ok != c.ok || ok && (d.coef != c.coef || d.scale != c.scale || d.sig != c.sig || d.end != len(c.in)) {
				t.Errorf("got %+v %v", d, ok)
			}
		})
	}
}

// TestDatesAreNoFigures gives the scanner dates that cover numbers.
func TestDatesAreNoFigures(t *testing.T) {
	text := "On July 19, 2024 it fell 9% in four days."
	dates := []corpus.Date{
		{Span: corpus.Span{Start: 3, End: 16}, Type: corpus.DateDay},
		{Span: corpus.Span{Start: 31, End: 40}, Type: corpus.DateDuration},
	}
	got := extractWith(text, dates)
	if len(got) != 2 || got[0].In(text) != "9%" || got[1].In(text) != "four days" {
		t.Errorf("got %v", got)
	}
}

func TestReusesMemory(t *testing.T) {
	dst := []corpus.Figure{{Kind: corpus.Money}}
	out := extractInto(dst, "It has 5 sites.")
	if len(out) != 2 || out[0].Kind != corpus.Money || out[1].Start != 7 {
		t.Errorf("got %v", out)
	}
}
