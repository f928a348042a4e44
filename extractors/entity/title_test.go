package entity

import (
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

func TestUntitled(t *testing.T) {
	cases := []struct {
		name, in   string
		first, end int32
		typ        corpus.EntityType
		want       string
		wantTyp    corpus.EntityType
	}{
		{"courtesy title before", "Ms Pell left", 1, 2, corpus.Org, "Pell", corpus.Person},
		{"courtesy title within", "Mr. Pell left", 0, 2, corpus.Product, "Pell", corpus.Person},
		{"rank of a person", "King Oswin left", 0, 2, corpus.Person, "Oswin", corpus.Person},
		{"rank in another name", "King Street is shut", 0, 2, corpus.Loc, "King Street", corpus.Loc},
		{"surname like a rank", "King left", 0, 1, corpus.Person, "King", corpus.Person},
		{"rank and of", "King of Norway", 0, 3, corpus.Person, "King of Norway", corpus.Person},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := token.Scan(c.in, corpus.Span{})
			r, typ := untitled(x, token.Range{First: c.first, End: c.end}, c.typ)
			if got := x.Span(r).In(c.in); got != c.want || typ != c.wantTyp {
				t.Errorf("%s %s, want %s %s", got, typ, c.want, c.wantTyp)
			}
		})
	}
}
