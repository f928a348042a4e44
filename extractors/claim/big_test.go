package claim_test

import (
	"fmt"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/claim"
	"twosource/extractors/figure"
	"twosource/extractors/token"
)

// TestEndlessSentence holds that a text without full stops, full of names and
// figures, is read to its end; it would take minutes if every claim looked through all
// of it.
func TestEndlessSentence(t *testing.T) {
	x, err := claim.New(claim.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&b, "Acme%d employs %d people and ", i, i+2)
	}
	a := &corpus.Article{ID: "a", Text: b.String()}
	tx := token.Scan(a.Text, corpus.Span{})
	f := &corpus.Facts{Figures: figure.Extract(nil, tx, nil)}
	for i, k := range tx.Tokens {
		if k.Shape == token.Title || k.Shape == token.MixedCase {
			f.Entities = append(f.Entities, corpus.Entity{Span: k.Span(), Type: corpus.Org, Name: tx.Word(i), ID: tx.Word(i)})
		}
	}
	got := x.Extract(nil, claim.Input{Article: a, Text: tx, Facts: f})
	if len(got) < 10000 {
		t.Errorf("got %d claims", len(got))
	}
}
