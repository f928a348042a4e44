package entity

import (
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

// article is invented text of a news article's make-up: about one word in four
// has a capital.
var article = strings.Repeat(`PORT HALLAM, Fla. (AP) — Velantis Corp. said on Tuesday that it would close its plant in Port Hallam and move 1,200 jobs to Slovakia, a step that Gov. Dan Ruiz called a betrayal.
The carmaker, which was formed in 2014 from the merger of Adria Motori and Groupe Lambert, has lost money in each of the last three years. Its shares rose 4.2% in Milan, where traders had expected worse, and closed at 11.30 euros.
“We have looked at every other way,” chief executive Marta Keller told reporters. “None of them would have kept the company alive.” Keller, who took over from Jean Lambert in March, said that workers would be offered places elsewhere in the group.
The United Auto Workers, which represents most of the staff, said it had not been told before the announcement was made and would ask a court to stop the sale of the machines. A spokesman for the union said the company had promised as late as June that the plant was safe.
Analysts at Jefferies and Credit Alpine said the move could save as much as $300 million a year. They pointed out that demand for small cars in Europe has been falling and that the factory, which opened in 1978, would have needed new presses by the end of next year.
`, 3)

func BenchmarkPipeline(b *testing.B) {
	m := load(b)
	var t token.Text
	var ents []corpus.Entity
	t.Reset(article, corpus.Span{})
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		t.Reset(article, corpus.Span{})
		ents = m.Extract(ents[:0], &t)
	}
	b.ReportMetric(float64(len(t.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkExtract(b *testing.B) {
	m := load(b)
	t := token.Scan(article, corpus.Span{})
	var ents []corpus.Entity
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		ents = m.Extract(ents[:0], t)
	}
	b.ReportMetric(float64(len(t.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
