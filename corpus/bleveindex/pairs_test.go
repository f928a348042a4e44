package bleveindex

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	gocmp "github.com/google/go-cmp/cmp"
)

// TestPairsArePhrases looks for phrases with common words by their pairs, and in the
// order of the words of every article that has them: the same articles, scores and
// order.
func TestPairsArePhrases(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 5))
	words := strings.Fields("the of and said on ferry harbour the the in")
	var docs []Doc
	for i := range 900 {
		var text []string
		for range 2 + r.IntN(14) {
			text = append(text, words[r.IntN(len(words))])
		}
		docs = append(docs, article(fmt.Sprintf("p%04d", r.IntN(1200)), "Outlet", "2024-02-03", "the of the", strings.Join(text, " ")+fmt.Sprint(" ", i%50)))
	}
	docs = append(docs, article("q", "Outlet", "2024-02-03", "the of the", "A ferry of the harbour."))
	x, _ := onDisk(t)
	filled(t, x, docs[:400])
	filled(t, x, docs[400:])
	for _, text := range []string{"the of", "the the", "of the", "and said", "said on the", "the ferry", "ferry of the harbour", "the the the", "in of and the", "on in"} {
		err := x.read("test", func(rd index.IndexReader) error {
			s := &searching{ctx: t.Context(), req: &Request{Text: text, Size: 30}}
			var err error
			if s.leaves, err = leavesOf(rd); err != nil {
				return err
			}
			p := planner{ctx: s.ctx, leaves: s.leaves}
			if p.docs, err = rd.DocCount(); err != nil {
				return err
			}
			plain, err := p.phraseOf(fieldBody, termsOf(text))
			if err != nil {
				return err
			}
			quick, err := p.phrase(fieldBody, termsOf(text))
			if err != nil {
				return err
			}
			want := s.plainly(t, plain)
			got, err := s.collect(quick)
			if err != nil {
				return err
			}
			if diff := gocmp.Diff(flat(want), flat(got)); diff != "" || want.total == 0 {
				t.Errorf("%q in %d articles: %s", text, want.total, diff)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
