package extractors

import (
	"os"
	"strings"
	"testing"
	"time"

	"twosource/corpus"
)

// shapes are texts that make a reader look back or ahead without end: one unit
// repeated, with and without words between.
var shapes = []struct{ name, unit string }{
	{"capitals", "Aa "}, {"capitals and commas", "Aa, "}, {"capitals and ands", "Aa and "}, {"one capital", "A"}, {"initials", "A. "}, {"shouted", "AB CD "},
	{"open quotes", "“"}, {"quotes", "\" "}, {"quoted words", "“Aa” "}, {"open quoted words", "“aa "}, {"single quotes", "‘a "}, {"apostrophes", "a’"}, {"said", "“a,” he said "},
	{"digits", "1"}, {"numbers", "1 "}, {"grouped numbers", "1,"}, {"ranges", "1 to "}, {"fractions", "1/2 "}, {"numbers and ands", "one and "}, {"millions", "million "}, {"dots", "."}, {"dotted", "1."},
	{"hyphens", "-"}, {"hyphened", "a-"}, {"hyphened numbers", "1-"}, {"dashes", "— "}, {"brackets", "("}, {"bracketed", "(A) "}, {"square brackets", "["},
	{"CJK", "中"}, {"CJK and digits", "中1"}, {"combining marks", "\u0301"}, {"marked letters", "e\u0301"}, {"joined emoji", "👩\u200d"}, {"no letters", "\u200b"}, {"spaces", " "}, {"lines", "\n"}, {"paragraphs", "a\n\n"},
	{"months", "May "}, {"days", "Monday and "}, {"dates", "1 May 2020 "}, {"ofs", "day of the "}, {"agos", "2 days before "}, {"years", "2020 "}, {"percents", "5% of "}, {"money", "$5 "}, {"units", "5 km "},
	{"sentences", "Aa founded Bb in 2011. "}, {"deaths", "5 people died in Aa, "}, {"roles", "Aa, the head of Bb, "}, {"pronouns", "He said he was 5. "}, {"possessives", "Aa’s "}, {"urls", "http://a/"}, {"at signs", "a@"}, {"ellipses", "… "}, {"nulls", "\x00"},
}

// TestLinear reads each shape at two lengths: four times the text may take
// little more than four times the time. What is quadratic takes sixteen times
// and goes on to stall a run.
//
// Long form, texts of 1 MiB:
//
//	TWOSOURCE_LONG=1 go test -run TestLinear -v ./extractors
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	list, err := Default(Options{})
	if err != nil {
		t.Fatal(err)
	}
	size := 64 << 10
	if os.Getenv("TWOSOURCE_LONG") != "" {
		size = 1 << 20
	}
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			for name, ratio := range slowing(list, s.unit, size) {
				if ratio > 9 {
					t.Errorf("%s: four times the text took %.1f times the time", name, ratio)
				}
			}
		})
	}
}

// slowing returns for each stage how many times longer it takes on size bytes
// than on a quarter of them. Of a stage that looks slow the best of several tries counts: a busy
// machine makes one run longer, never shorter.
func slowing(list []Extractor, unit string, size int) map[string]float64 {
	worst := map[string]float64{}
	for try := 0; ; try++ {
		few, many := timed(list, unit, size/4), timed(list, unit, size)
		slow := false
		for name, m := range many {
			ratio := float64(m) / float64(max(few[name], 5*time.Millisecond)) // what is over at once has no ratio
			if old, ok := worst[name]; !ok || ratio < old {
				worst[name] = ratio
			}
			slow = slow || worst[name] > 9
		}
		if !slow || try == 4 {
			return worst
		}
	}
}

// timed runs all stages over n bytes of a unit.
func timed(list []Extractor, unit string, n int) map[string]time.Duration {
	text := strings.Repeat(unit, n/len(unit))
	var d Document
	took := map[string]time.Duration{}
	start := time.Now()
	d.Reset(&corpus.Article{ID: "a", Published: "2024-07-19T10:00:00Z", Text: text, Body: corpus.Span{End: len(text)}})
	took["tokens"] = time.Since(start)
	for _, x := range list {
		start := time.Now()
		x.Extract(&d)
		took[x.Name()] = time.Since(start)
	}
	return took
}
