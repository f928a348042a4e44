package entity

import (
	"strings"
	"testing"

	"twosource/corpus"
)

// mentions builds entities from "words|TYPE" in the order given.
func mentions(t *testing.T, list ...string) (string, []corpus.Entity) {
	t.Helper()
	var text strings.Builder
	var ents []corpus.Entity
	for _, m := range list {
		words, typ, _ := strings.Cut(m, "|")
		start := text.Len()
		text.WriteString(words)
		ents = append(ents, corpus.Entity{Span: corpus.Span{Start: start, End: text.Len()}, Type: corpus.EntityType(typ)})
		text.WriteString(" ; ")
	}
	return text.String(), ents
}

func TestResolve(t *testing.T) {
	cases := []struct {
		name string
		in   []string
		want []string
	}{
		{"surname", []string{"George Keller|PERSON", "Keller|PERSON", "Mr. Keller|PERSON"}, []string{"George Keller", "George Keller", "George Keller"}},
		{"surname first", []string{"KELLER|PERSON", "George Keller|PERSON"}, []string{"George Keller", "George Keller"}},
		{"two Smiths", []string{"Adam Smith|PERSON", "Karen Smith|PERSON", "Smith|PERSON"}, []string{"Adam Smith", "Karen Smith", "Smith"}},
		{"middle name", []string{"Stacy Dawn Fong|PERSON", "Stacy Fong|PERSON", "Fong|PERSON"}, []string{"Stacy Dawn Fong", "Stacy Dawn Fong", "Stacy Dawn Fong"}},
		{"acronym", []string{"Pacific Crest Bank|ORG", "PCB|ORG"}, []string{"Pacific Crest Bank", "Pacific Crest Bank"}},
		{"acronym beside a longer name", []string{"PCB Financial Group|ORG", "Pacific Crest Bank|ORG", "PCB|ORG"}, []string{"PCB Financial Group", "Pacific Crest Bank", "Pacific Crest Bank"}},
		{"legal ending", []string{"Norvane Holdings, Inc.|ORG", "Norvane|ORG"}, []string{"Norvane", "Norvane"}},
		{"short name after the long one", []string{"OceanEye Expeditions|ORG", "OceanEye|ORG"}, []string{"OceanEye Expeditions", "OceanEye Expeditions"}},
		{"parent before its unit", []string{"Norvane|ORG", "Norvane Web Services|ORG"}, []string{"Norvane", "Norvane Web Services"}},
		{"last words", []string{"U.S. Coast Guard|ORG", "Coast Guard|ORG"}, []string{"United States Coast Guard", "United States Coast Guard"}},
		{"county", []string{"Mercer-Hall County|LOC", "Mercer-Hall|LOC"}, []string{"Mercer-Hall County", "Mercer-Hall County"}},
		{"types do not mix", []string{"George Washington|PERSON", "Washington|LOC"}, []string{"George Washington", "Washington, D.C."}},
		{"country", []string{"US|LOC", "U.S.|LOC", "America|LOC"}, []string{"United States", "United States", "United States"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, ents := mentions(t, c.in...)
			new(resolver).resolve(text, ents)
			for i, e := range ents {
				if e.Name != c.want[i] {
					t.Errorf("%s: got %q, want %q", c.in[i], e.Name, c.want[i])
				}
				if e.ID == "" {
					t.Errorf("%s: no id", c.in[i])
				}
			}
		})
	}
}
