package entity

import (
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

func TestVote(t *testing.T) {
	cases := []struct {
		name, in   string
		first, end int32
		typ        corpus.EntityType
		want       string
		wantTyp    corpus.EntityType
	}{
		{"state", "In the 2009 Queensland state election he won", 3, 4, corpus.Loc, "2009 Queensland state election", corpus.Event},
		{"people", "the 1992 Danish referendum", 2, 3, corpus.Norp, "1992 Danish referendum", corpus.Event},
		{"by-election", "the 1982 Hillhead by-election", 2, 3, corpus.Loc, "1982 Hillhead by-election", corpus.Event},
		{"no year", "the Queensland state election", 1, 2, corpus.Loc, "Queensland", corpus.Loc},
		{"another noun", "the 2009 Queensland state budget", 2, 3, corpus.Loc, "Queensland", corpus.Loc},
		{"the text ends", "in 2009 Queensland", 2, 3, corpus.Loc, "Queensland", corpus.Loc},
		{"a number that is no year", "won 4500 Queensland elections", 2, 3, corpus.Loc, "Queensland", corpus.Loc},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := token.Scan(c.in, corpus.Span{})
			r, typ := vote(x, token.Range{First: c.first, End: c.end}, c.typ)
			if got := x.Span(r).In(c.in); got != c.want || typ != c.wantTyp {
				t.Errorf("%s %s, want %s %s", got, typ, c.want, c.wantTyp)
			}
		})
	}
}
