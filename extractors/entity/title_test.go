package entity

import (
	"testing"

	"twosource/corpus"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
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
		{"people and rank", "German Chancellor Anna Pell left", 0, 4, corpus.Person, "Anna Pell", corpus.Person},
		{"state and rank", "Tennessee Senator Anna Pell left", 0, 4, corpus.Person, "Anna Pell", corpus.Person},
		{"people and name", "Turkish Anna Pell left", 0, 3, corpus.Person, "Anna Pell", corpus.Person},
		{"state as a first name", "Tennessee Pell left", 0, 2, corpus.Person, "Tennessee Pell", corpus.Person},
		{"rank in another name", "King Street is shut", 0, 2, corpus.Loc, "King Street", corpus.Loc},
		{"surname like a rank", "King left", 0, 1, corpus.Person, "King", corpus.Person},
		{"a ship with its navy", "The USS Laramie sailed", 1, 3, corpus.Org, "USS Laramie", corpus.Product},
		{"a ship behind its navy", "The INS Trishul sailed", 2, 3, corpus.Person, "Trishul", corpus.Product},
		{"a firm called after a ship", "HMS Bounty Inc. sued", 0, 3, corpus.Org, "HMS Bounty Inc.", corpus.Org},
		{"a storm", "Hurricane Orla hit", 0, 2, corpus.Product, "Hurricane Orla", corpus.Event},
		{"a body for storms", "Hurricane Center staff", 0, 2, corpus.Org, "Hurricane Center", corpus.Org},
		{"an inquiry", "The Selby Inquiry met", 1, 3, corpus.Org, "Selby Inquiry", corpus.Event},
		{"a headline in capitals", "INS BANK FELL", 0, 2, corpus.Org, "INS BANK", corpus.Org},
		{"rank and of", "King of Norway", 0, 3, corpus.Person, "King of Norway", corpus.Person},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := token.Scan(c.in, corpus.Span{})
			r, typ := untitled(buffered(t, x), x, token.Range{First: c.first, End: c.end}, c.typ)
			if got := x.Span(r).In(c.in); got != c.want || typ != c.wantTyp {
				t.Errorf("%s %s, want %s %s", got, typ, c.want, c.wantTyp)
			}
		})
	}
}

func TestSurnamed(t *testing.T) {
	single := crf.Of(TypeIndex(corpus.Person), crf.Single)
	cases := []struct {
		name, in string
		rest     []crf.Label
		want     int
	}{
		{"an epithet", "Oswin the Elder left", make([]crf.Label, 2), 2},
		{"an epithet in small letters", "Oswin the elder left", make([]crf.Label, 2), 0},
		{"a generation", "Pell Jr. left", make([]crf.Label, 1), 1},
		{"a generation behind a comma", "Pell, Sr., left", make([]crf.Label, 2), 2},
		{"another name", "Oswin the Elder left", []crf.Label{0, single}, 0},
		{"the end of the run", "Oswin the Elder left", nil, 0},
		{"no epithet", "Oswin the Miller left", make([]crf.Label, 2), 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := surnamed(token.Scan(c.in, corpus.Span{}), 1, c.rest); got != c.want {
				t.Errorf("%d tokens, want %d", got, c.want)
			}
		})
	}
}

// buffered is the buffer of a text, with the model's own lexicon.
func buffered(t *testing.T, x *token.Text) *feature.Buffer {
	lex, err := feature.ReadLexicon(lexiconFile)
	if err != nil {
		t.Fatal(err)
	}
	b := new(feature.Buffer)
	b.Prepare(lex, x)
	return b
}
