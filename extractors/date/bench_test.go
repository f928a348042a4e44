package date

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

// newsText is prose with the density of dates that news has.
func newsText() string {
	if m, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "eval", "conflicts", "*", "articles", "*.txt")); len(m) > 20 {
		var b strings.Builder
		for _, f := range m {
			s, _ := os.ReadFile(f)
			b.Write(s)
			b.WriteString("\n\n")
		}
		return b.String()
	}
	return strings.Repeat(`The operator said on Friday that the outage, which began at 04:09 UTC on July 19, 2024, had affected thousands of customers across the country. Engineers worked through the night to restore the service, and the minister is expected to speak to parliament next week.

Shares fell in early trading, although analysts noted that revenue in the third quarter had been higher than a year earlier. The company was founded in 1998 by two former colleagues who had met at a conference in the mid-1990s. It employs about 2,000 people in nine countries. `, 60)
}

// BenchmarkExtract runs over whole articles, tokens already scanned.
func BenchmarkExtract(b *testing.B) {
	text := token.Scan(newsText(), corpus.Span{})
	ref := Reference{Published: "2024-07-20"}
	var dst []corpus.Date
	b.SetBytes(int64(len(text.Source)))
	b.ReportAllocs()
	for b.Loop() {
		dst = Extract(dst[:0], text, ref)
	}
	b.ReportMetric(float64(len(dst)), "dates")
}
