package figure

import (
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/date"
	"twosource/extractors/token"
)

// FuzzExtract checks what holds for every text: no panic, spans that slice on
// the text and follow each other, intervals in order, values that print and
// parse back.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"", "5", "-", "$", "Rs", "$.", ".5", "1,2,3.4.5", "a hundred and", "half", "3-", "5-foot-", "one in", "between 5 and", "from 5 to 6%",
		"8.5m devices, 1.2bn €5 (£4)", "two million and a half", "½ ⅔ 2½", "4e14 9e99 1x10^-5", "99999999999999999999", "USD10m US$ 5 $US5 A$.5",
		"1\u202f234\u00a0567,89", "5\xff%", "é5é", "№ 5", "−273.15° C", "of the of the", "5 of", "up to as much as more than 5%", "in his 20s, mid-30s",
		"twenty-one-two-three thousand million billion trillion quadrillion quadrillion", "12 ft 2 in", "3 hundred and 21 thousand 5 hundred", "1 over 0", "0 in 0", "0/0 5/0",
		strings.Repeat("1,", 5000), strings.Repeat("one in ", 2000), // work stays linear
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := token.Scan(s, corpus.Span{})
		for _, dates := range [][]corpus.Date{nil, date.Extract(nil, x, date.Reference{})} {
			check(t, s, Extract(nil, x, dates))
		}
	})
}

func check(t *testing.T, s string, fs []corpus.Figure) {
	t.Helper()
	last := 0
	for _, f := range fs {
		if f.Start < last || f.End <= f.Start || f.End > len(s) {
			t.Fatalf("span %v out of order in %q", f.Span, s)
		}
		last = f.End
		for _, sp := range []corpus.Span{f.Counted, f.Of} {
			if !sp.Empty() && sp.In(s) == "" {
				t.Fatalf("span %v does not slice %q", sp, s)
			}
		}
		if f.Low.Cmp(f.High) > 0 || f.Value.Cmp(f.Low) < 0 || f.Value.Cmp(f.High) > 0 {
			t.Fatalf("%q: value %s outside [%s, %s]", f.In(s), f.Value, f.Low, f.High)
		}
		if f.Digits < 1 || f.Kind == "" {
			t.Fatalf("%q: incomplete %+v", f.In(s), f)
		}
		if back, err := decimal.Parse(f.Value.String()); err != nil || back.Cmp(f.Value) != 0 {
			t.Fatalf("%q: value %s does not parse back", f.In(s), f.Value)
		}
	}
}
