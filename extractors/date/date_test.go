package date

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/token"
)

// FuzzExtract checks on any text that spans slice, ascend and never overlap,
// that bounds are in order and that every value parses back to its bounds.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{"", "On Friday, July 19, 2024 at 04:09 UTC", "the week of the 18th of May 2020 - 2021", "first day of first day of 2024",
		"two days before two days before Easter 9999", "10/11/12 at 5 o’clock", "2000 years ago 9999 decades later", "Feb 29th - Feb 30, 2023", "the 1990s’s Q3 FY2024",
		"half a century from the year 1000", "24:00 on December 31, 9999", "0:00:A0", "Feb 29-Feb 1000", "a few hundred years after 2 January"} {
		f.Add(s, "2024-07-19T10:00:00Z")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, published string) {
		last := 0
		for _, d := range Extract(nil, token.Scan(s, corpus.Span{}), Reference{Published: published}) {
			if d.Start < last || d.End <= d.Start || d.End > len(s) || !boundary(s, d.Start) || !boundary(s, d.End) {
				t.Fatalf("span %v after %d in %q", d.Span, last, s)
			}
			last = d.End
			checkValue(t, d)
		}
	})
}

// boundary reports whether i lies between runes; invalid bytes count as runes.
func boundary(s string, i int) bool {
	return i == len(s) || utf8.RuneStart(s[i]) || !utf8.ValidString(s)
}

func checkValue(t *testing.T, d corpus.Date) {
	t.Helper()
	from, to, gran, err := Parse(d.Value)
	if err != nil {
		t.Fatalf("value %q does not parse back", d.Value)
	}
	if d.From > d.To && len(d.From) == len(d.To) {
		t.Fatalf("%q runs from %s to %s", d.Value, d.From, d.To)
	}
	if d.Type == corpus.DateDay && d.Mod != "START" && d.Mod != "END" && d.Zone == "" && gran != "" && (from != d.From || to != d.To || gran != d.Granularity) {
		t.Fatalf("%q parses back to %s %s %s, was %s %s %s", d.Value, from, to, gran, d.From, d.To, d.Granularity)
	}
}

// TestLiveEntries checks that the stamp of a live entry replaces the
// publication date within it, and only there.
func TestLiveEntries(t *testing.T) {
	text := "Today it began.\n\nToday it goes on.\n\nToday it ended."
	second := 17
	ref := Reference{Published: "2024-07-20", Blocks: []corpus.Block{
		{Span: corpus.Span{End: 15}, Kind: corpus.Paragraph},
		{Span: corpus.Span{Start: second, End: 34}, Kind: corpus.LiveEntry, Time: "2024-07-22T08:15:00Z"},
	}}
	var got []string
	for _, d := range Extract(nil, token.Scan(text, corpus.Span{}), ref) {
		got = append(got, d.Value+" "+d.Anchor)
	}
	want := []string{"2024-07-20 published", "2024-07-22 text", "2024-07-20 published"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestExtractAppends checks that Extract keeps what dst holds and allocates
// nothing where there is no date.
func TestExtractAppends(t *testing.T) {
	dst := []corpus.Date{{Value: "kept"}}
	dst = Extract(dst, token.Scan("On Friday.", corpus.Span{}), Reference{Published: "2024-07-20"})
	if len(dst) != 2 || dst[0].Value != "kept" || dst[1].Value != "2024-07-19" {
		t.Errorf("got %v", dst)
	}
	plain := token.Scan("The mayor of the town said that a second man had been seen by some of the many people who live there.", corpus.Span{})
	if n := testing.AllocsPerRun(100, func() { Extract(nil, plain, Reference{Published: "2024-07-20"}) }); n != 0 {
		t.Errorf("%v allocations for text without dates", n)
	}
}

// TestChains checks that expressions chained without end neither overflow the
// stack nor nest without bound.
func TestChains(t *testing.T) {
	for _, link := range []string{"January-", "Nov 1-Nov 2-", "the first week of ", "two days before ", "10/11/", "between now and "} {
		text := strings.Repeat(link, 3000)
		for _, d := range Extract(nil, token.Scan(text, corpus.Span{}), Reference{Published: "2024-07-20"}) {
			if d.End-d.Start > 60 {
				t.Errorf("%q makes one date of %d bytes", link, d.End-d.Start)
				break
			}
		}
	}
}
