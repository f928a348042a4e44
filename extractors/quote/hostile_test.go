package quote

import (
	"math/rand/v2"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

// TestHostile reads long texts of few words in random order: every bound on
// looking around in a sentence is reached, nothing may panic, and a run that
// grows with the square of the text would never end.
func TestHostile(t *testing.T) {
	voc := []string{"said", "“", "”", "\"", "the", "company", "John", "Smith", "he", "she", "that", ",", ".", ":", "and", "who", "told", "reporters", "saying",
		"in", "a", "statement", "according", "to", "\n\n", "was", "'", "Acme", "Corp.", "not", "—", "called", "it", "plan", "(", ")", "after", "mayor", "?", "adding", "reads", "full:\n\n", "(@a) May 1, 2020"}
	r := rand.New(rand.NewPCG(1, 2))
	for n := 0; n < 60; n++ {
		sub := make([]string, 2+r.IntN(6))
		for i := range sub {
			sub[i] = voc[r.IntN(len(voc))]
		}
		var b strings.Builder
		for b.Len() < 60_000 {
			b.WriteString(sub[r.IntN(len(sub))])
			b.WriteByte(' ')
		}
		for _, q := range Extract(nil, token.Scan(b.String(), corpus.Span{}), nil) {
			if q.In(b.String()) == "" {
				t.Fatalf("%q: empty quotation %v", sub, q.Span)
			}
		}
	}
}
