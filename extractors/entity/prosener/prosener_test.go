package prosener

import (
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/token"
)

func load(t testing.TB) *Recogniser {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestExtract holds the wrapper to its promises, not prose to its answers:
// spans slice to names, in order, on rune boundaries, whatever the text.
func TestExtract(t *testing.T) {
	m := load(t)
	found := 0
	for _, in := range []string{
		"Maria Keller met reporters in Berlin.\n\nIn Paris, Keller said “no” to London",
		"İstanbul and Ⱥ in Turkey", "", "\xff\xfe New York", "“London” ‘Paris’",
	} {
		last := 0
		for _, e := range m.Extract(nil, token.Scan(in, corpus.Span{})) {
			found++
			if e.Start < last || e.End > len(in) || e.Name == "" || utf8.ValidString(in) && !utf8.ValidString(e.In(in)) {
				t.Errorf("%q: bad entity %+v", in, e)
			}
			last = e.End
		}
	}
	if found < 3 {
		t.Errorf("found %d entities, want the places at least", found)
	}
}

const sample = `Velantis Corp. said on Tuesday that it would close its plant in Port Hallam and move 1,200 jobs to Slovakia, a step that Gov. Dan Ruiz called a betrayal of the people who had worked there.
Analysts at Jefferies said the move could save as much as $300 million a year. They pointed out that demand for small cars in Europe has been falling and that the factory would have needed new presses.
“We have looked at every other way,” chief executive Marta Keller told reporters in Milan on Tuesday evening.`

// BenchmarkBaseline and BenchmarkModel read the same text, from bytes to
// entities; the ratio of their tokens/s is what the built-in model gains.
func BenchmarkBaseline(b *testing.B) { benchmark(b, load(b)) }

func BenchmarkModel(b *testing.B) {
	m, err := entity.Load()
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, m)
}

func benchmark(b *testing.B, m interface {
	Extract([]corpus.Entity, *token.Text) []corpus.Entity
}) {
	var t token.Text
	var ents []corpus.Entity
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		t.Reset(sample, corpus.Span{})
		ents = m.Extract(ents[:0], &t)
	}
	b.ReportMetric(float64(len(t.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
