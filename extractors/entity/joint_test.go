package entity

import (
	"slices"
	"testing"

	"twosource/corpus"
)

func TestPart(t *testing.T) {
	cases := []struct {
		name, text, given string
		want              []string
	}{
		{"two bodies", "He led the Olin Trade Foundation and Harrow Policy Institute then.", "Olin Trade Foundation and Harrow Policy Institute",
			[]string{"Olin Trade Foundation", "Harrow Policy Institute"}},
		{"from one to the other", "She left the Vorn Liberal Party for the Bloc Populaire then.", "Vorn Liberal Party for the Bloc Populaire",
			[]string{"Vorn Liberal Party", "Bloc Populaire"}},
		{"one body", "The Department of Health and Human Services knew.", "Department of Health and Human Services",
			[]string{"Department of Health and Human Services"}},
		{"a party for something", "The Party for the Red Deer won.", "Party for the Red Deer", []string{"Party for the Red Deer"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, text := unlabelled(t, c.text)
			label(t, s, text, c.given, TypeIndex(corpus.Org))
			at := 0
			for _, r := range s.buf.Runs {
				n := int(r.End - r.First)
				part(text, int(r.First), s.labels[at:at+n])
				at += n
			}
			var got []string
			for _, e := range s.names(nil, text) {
				got = append(got, e.In(c.text))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("names %q, want %q", got, c.want)
			}
		})
	}
}
