package entity

import (
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
	"twosource/extractors/token"
)

// TestAgreement labels one mention of a name by hand and looks what the last
// pass makes of the others.
func TestAgreement(t *testing.T) {
	cases := []struct {
		name, text string
		given      map[string]corpus.EntityType // first mention of each
		want       []string
	}{
		{"a firm by its first word",
			"Acmet Pipeline stopped. A judge told Acmet to pay. Acmet paid.",
			map[string]corpus.EntityType{"Acmet Pipeline": corpus.Org},
			[]string{"Acmet Pipeline", "Acmet", "Acmet"}},
		{"a surname", "Ana Korvel left. They asked Korvel why.",
			map[string]corpus.EntityType{"Ana Korvel": corpus.Person}, []string{"Ana Korvel", "Korvel"}},
		{"a ship without what it is", "The MV Almira sank. Divers found the Almira.",
			map[string]corpus.EntityType{"MV Almira": corpus.Product}, []string{"MV Almira", "Almira"}},
		{"a whole name again", "We saw Lake Vorn. He swam in Lake Vorn.",
			map[string]corpus.EntityType{"Lake Vorn": corpus.Loc}, []string{"Lake Vorn", "Lake Vorn"}},
		{"one word once is no witness", "He went to Vorn. She left Vorn.",
			map[string]corpus.EntityType{"Vorn": corpus.Loc}, []string{"Vorn"}},
		{"a word that opens a sentence and is known in lower case",
			"Post Holdings fell. The post was late. Post came at noon.",
			map[string]corpus.EntityType{"Post Holdings": corpus.Org}, []string{"Post Holdings"}},
		{"an adjective that opens a sentence", "Glonal Payments rose. Glonal markets fell. Glonal, too, was late.",
			map[string]corpus.EntityType{"Glonal Payments": corpus.Org}, []string{"Glonal Payments", "Glonal"}},
		{"a party is not called by its adjective", "The Glonal Party won. They met a Glonal man.",
			map[string]corpus.EntityType{"Glonal Party": corpus.Org}, []string{"Glonal Party"}},
		{"part of a longer stretch is left alone", "Acmet Pipeline stopped. They met Acmet Tower Hill men.",
			map[string]corpus.EntityType{"Acmet Pipeline": corpus.Org}, []string{"Acmet Pipeline"}},
		{"a people is not short for a firm", "American Airlines flew. An American came.",
			map[string]corpus.EntityType{"American Airlines": corpus.Org}, []string{"American Airlines"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := agreed(t, c.text, c.given); !slices.Equal(got, c.want) {
				t.Errorf("names %q, want %q", got, c.want)
			}
		})
	}
}

// TestAgreementOfTypes labels two mentions by hand, the second amiss.
func TestAgreementOfTypes(t *testing.T) {
	cases := []struct {
		name, text, long, short string
		longTyp, shortTyp, want corpus.EntityType
	}{
		{"a surname", "Ana Korvel left. They asked Korvel why.", "Ana Korvel", "Korvel", corpus.Person, corpus.Org, corpus.Person},
		{"a firm", "Shares of Wendt AG fell. They sued Wendt again.", "Wendt AG", "Wendt", corpus.Org, corpus.Person, corpus.Org},
		{"a firm without a legal ending", "Wendt Mining fell. They sued Wendt again.", "Wendt Mining", "Wendt", corpus.Org, corpus.Person, corpus.Person},
		{"a town by its country", "He drove to Vorn, Germany, at noon. It left Vorn again.", "Vorn,", "Vorn", corpus.Org, corpus.Org, corpus.Loc},
		{"a city and a namesake", "Ana Berlin left. He went to Berlin again.", "Ana Berlin", "Berlin", corpus.Person, corpus.Loc, corpus.Loc},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, text := unlabelled(t, c.text)
			label(t, s, text, c.long, TypeIndex(c.longTyp))
			label(t, s, text, c.short+" ", TypeIndex(c.shortTyp))
			names := s.names(nil, text)
			if got := names[len(names)-1]; got.In(c.text) != c.short || got.Type != c.want {
				t.Errorf("%s is %s, want %s", got.In(c.text), got.Type, c.want)
			}
		})
	}
}

// TestChristen labels a name as a place or as nothing in particular and looks
// whether what stands before it makes a ship of it and of its other mention.
func TestChristen(t *testing.T) {
	cases := []struct {
		name, text, given, again string
		want                     corpus.EntityType
	}{
		{"a ferry", "They met the ferry Selvor off Vorn. Divers saw the Selvor.", "Selvor off", "Selvor", corpus.Product},
		{"two words and the last of them", "The cruise ship Marva Kesten sank. They left Kesten then.", "Marva Kesten", "Kesten", corpus.Product},
		{"one that the model missed", "They met the ferry Selvor off Vorn. Divers saw Selvor then.", "", "Selvor", corpus.Product},
		{"a country that sent one", "The ship Canada sent is late. They left Canada then.", "Canada sent", "Canada", corpus.Loc},
		{"a carrier is a firm as well", "The carrier Vornair fell. They left Vornair then.", "Vornair fell", "Vornair", corpus.Loc},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, text := unlabelled(t, c.text)
			if c.given != "" {
				label(t, s, text, c.given, locType)
			}
			label(t, s, text, c.again+" ", locType)
			at := 0
			for _, r := range s.buf.Runs {
				n := int(r.End - r.First)
				christen(&s.buf, text, int(r.First), s.labels[at:at+n])
				at += n
			}
			names := s.names(nil, text)
			if got := names[len(names)-1]; got.In(c.text) != c.again || got.Type != c.want {
				t.Errorf("%s is %s, want %s", got.In(c.text), got.Type, c.want)
			}
		})
	}
}

// agreed runs the last pass over labels of the names given and nothing else.
func agreed(t *testing.T, source string, given map[string]corpus.EntityType) []string {
	s, text := unlabelled(t, source)
	for name, typ := range given {
		label(t, s, text, name, TypeIndex(typ))
	}
	var names []string
	for _, e := range s.names(nil, text) {
		names = append(names, e.In(source))
	}
	return names
}

// unlabelled prepares a text with no name labelled.
func unlabelled(t *testing.T, source string) (*scratch, *token.Text) {
	lex, err := feature.ReadLexicon(lexiconFile)
	if err != nil {
		t.Fatal(err)
	}
	text := token.Scan(source, corpus.Span{})
	s := new(scratch)
	s.buf.Prepare(lex, text)
	for _, r := range s.buf.Runs {
		for range int(r.End - r.First) {
			s.labels = append(s.labels, 0)
		}
	}
	return s, text
}

// label labels the last mention of a name.
func label(t *testing.T, s *scratch, text *token.Text, name string, typ int) {
	start := strings.LastIndex(text.Source, name)
	at := 0
	for _, r := range s.buf.Runs {
		var in []crf.Label
		for i := r.First; i < r.End; i++ {
			if k := text.Tokens[i]; int(k.Start) >= start && int(k.End) <= start+len(name) {
				in = s.labels[at-len(in) : at+1]
			}
			at++
		}
		if len(in) > 0 {
			put(in, typ)
			return
		}
	}
	t.Fatalf("%q is in no run", name)
}
