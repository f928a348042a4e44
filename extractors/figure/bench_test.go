package figure

import (
	"os"
	"path/filepath"
	"testing"

	"twosource/corpus"
	"twosource/extractors/date"
	"twosource/extractors/token"
)

// articles scans the news articles that the repository holds to try the program
// on.
func articles(b *testing.B) (texts []*token.Text, size int) {
	b.Helper()
	names, err := filepath.Glob("../../testdata/articles/*/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatal("no articles", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, token.Scan(string(data), corpus.Span{}))
		size += len(data)
	}
	return texts, size
}

// BenchmarkExtract measures figures alone, on scanned articles with known dates.
func BenchmarkExtract(b *testing.B) {
	texts, size := articles(b)
	dates := make([][]corpus.Date, len(texts))
	for i, t := range texts {
		dates[i] = date.Extract(nil, t, date.Reference{})
	}
	var out []corpus.Figure
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i, t := range texts {
			out = Extract(out[:0], t, dates[i])
		}
	}
}

// BenchmarkDatesAndFigures measures both extractors on scanned articles.
func BenchmarkDatesAndFigures(b *testing.B) {
	texts, size := articles(b)
	var dates []corpus.Date
	var out []corpus.Figure
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			dates = date.Extract(dates[:0], t, date.Reference{})
			out = Extract(out[:0], t, dates)
		}
	}
}
