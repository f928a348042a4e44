package name

import (
	"testing"

	"twosource/corpus"
)

func TestCanonical(t *testing.T) {
	cases := []struct {
		typ               corpus.EntityType
		in, display, slug string
	}{
		{corpus.Org, "CrowdStrike Holdings, Inc.", "CrowdStrike", "org:crowdstrike"},
		{corpus.Org, "the FBI", "Federal Bureau of Investigation", "org:federal-bureau-of-investigation"},
		{corpus.Org, "F.B.I.", "Federal Bureau of Investigation", "org:federal-bureau-of-investigation"},
		{corpus.Org, "U.S. Coast Guard", "United States Coast Guard", "org:united-states-coast-guard"},
		{corpus.Org, "McDonald’s", "McDonald's", "org:mcdonalds"},
		{corpus.Org, "The Limited", "Limited", "org:limited"},
		{corpus.Org, "Company", "Company", "org:company"},
		{corpus.Org, "Johnson & Johnson", "Johnson & Johnson", "org:johnson-and-johnson"},
		{corpus.Person, "Mr. Paul Weller Jr.", "Paul Weller", "person:paul-weller"},
		{corpus.Person, "STOCKTON MILLER", "Stockton Miller", "person:stockton-miller"},
		{corpus.Person, "Gov. Ann Lee’s", "Ann Lee", "person:ann-lee"},
		{corpus.Person, "President", "President", "person:president"},
		{corpus.Loc, "U.S.", "United States", "loc:united-states"},
		{corpus.Loc, "the USA", "United States", "loc:united-states"},
		{corpus.Loc, "Fla.", "Florida", "loc:florida"},
		{corpus.Loc, "Kiev", "Kyiv", "loc:kyiv"},
		{corpus.Loc, "12 Oak Ave.", "12 Oak Avenue", "loc:12-oak-avenue"},
		{corpus.Loc, "São Paulo", "São Paulo", "loc:sao-paulo"},
		{corpus.Norp, "Americans", "American", "norp:american"},
		{corpus.Norp, "Frenchman", "French", "norp:french"},
		{corpus.Norp, "Swiss", "Swiss", "norp:swiss"},
		{corpus.Product, "the Boeing 737", "Boeing 737", "product:boeing-737"},
		{corpus.Work, "The Today Show", "The Today Show", "work:the-today-show"},
		{corpus.Org, " ", "", ""},
		{corpus.Loc, "İzmir", "İzmir", "loc:izmir"},
	}
	for _, c := range cases {
		t.Run(c.in, func(t *testing.T) {
			display, id := Canonical(c.typ, c.in)
			if display != c.display || id != c.slug {
				t.Errorf("got %q %q, want %q %q", display, id, c.display, c.slug)
			}
		})
	}
}

func FuzzCanonical(f *testing.F) {
	types := []corpus.EntityType{corpus.Person, corpus.Org, corpus.Loc, corpus.Product, corpus.Event, corpus.Work, corpus.Norp}
	for _, s := range []string{"", "Mr. ", "Inc.", "The", "İȺ’s", "\xff & Co.", "U.S.", " - ", "ß’s"} {
		f.Add(s, byte(0))
	}
	f.Fuzz(func(t *testing.T, s string, b byte) {
		typ := types[int(b)%len(types)]
		display, id := Canonical(typ, s)
		again, same := Canonical(typ, display)
		if id != "" && same == "" {
			t.Fatalf("%q: %q lost its id: %q %q", s, display, again, same)
		}
	})
}
