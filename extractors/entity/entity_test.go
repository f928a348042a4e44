package entity

import (
	"fmt"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

func load(t testing.TB) *Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestExtract(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"surname", "Maria Keller, the chief executive of Norvane Corp., said on Friday that sales rose. Keller told reporters in Berlin that the company would grow.",
			"Maria Keller|PERSON|Maria Keller; Norvane Corp.|ORG|Norvane; Keller|PERSON|Maria Keller; Berlin|LOC|Berlin"},
		{"country", "The U.S. and Germany signed the treaty in Paris.", "U.S.|LOC|United States; Germany|LOC|Germany; Paris|LOC|Paris"},
		{"nothing", "It rained all day and nobody came.", ""},
	}
	m := load(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, e := range m.Extract(nil, token.Scan(c.in, corpus.Span{})) {
				got = append(got, fmt.Sprintf("%s|%s|%s", e.In(c.in), e.Type, e.Name))
			}
			if g := strings.Join(got, "; "); g != c.want {
				t.Errorf("got  %s\nwant %s", g, c.want)
			}
		})
	}
}

func FuzzExtract(f *testing.F) {
	m := load(f)
	for _, s := range []string{"", "Mr. İȺ’s U.S.", "\xff\xfe Corp., Inc.", "A-B & C of the D", "THE PRESIDENT OF FRANCE", strings.Repeat("Aa ", 400)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, e := range m.Extract(nil, token.Scan(s, corpus.Span{})) {
			if e.Start < last || e.End <= e.Start || e.End > len(s) || e.Type == "" {
				t.Fatalf("%+v out of order in %q", e, s)
			}
			last = e.End
		}
	})
}
