package claim_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/claim"
	"twosource/extractors/date"
	"twosource/extractors/figure"
	"twosource/extractors/token"
)

// FuzzExtract holds the promises on any input: spans slice on rune boundaries,
// values lie in their sentence's article, and the same input gives the same
// claims.
func FuzzExtract(f *testing.F) {
	x, err := claim.New(claim.Defaults())
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"", "At least 12 people were killed when the ferry capsized on Monday.", "Founded in 2011, \u201cAcme\u201d\u2019s 13-year-old firm",
		"- - - 2011 - , , ( # ) 's", "\xff\xfe killed 12 \x00 people", "It stays at 200. It stays at 300.", "killed killed killed 1 2 3 4 5 dead dead dead missing",
		"Acme, Acme, and Acme founded by Acme, Acme and Acme in 2009, 2010 and 2011", "quake quake quake at 4:17 a.m. on Monday Tuesday",
	} {
		f.Add(s, uint16(3))
	}
	f.Fuzz(func(t *testing.T, s string, seed uint16) {
		a := &corpus.Article{ID: "f", Text: s, Title: s, Published: "2024-07-19"}
		tx := token.Scan(s, corpus.Span{})
		facts := &corpus.Facts{Entities: someEntities(tx, int(seed))}
		facts.Dates = date.Extract(nil, tx, date.Reference{Published: a.Published})
		facts.Figures = figure.Extract(nil, tx, facts.Dates)
		in := claim.Input{Article: a, Text: tx, Facts: facts}
		got := x.Extract(nil, in)
		for _, c := range got {
			for _, sp := range []corpus.Span{c.Span, c.Sentence, c.SubjectAt} {
				if sp.Start < 0 || sp.End > len(s) || sp.Start > sp.End {
					t.Fatalf("span %v outside %q", sp, s)
				}
				if utf8.ValidString(s) && !utf8.ValidString(sp.In(s)) {
					t.Fatalf("span %v splits a rune in %q", sp, s)
				}
			}
			if c.Attribute == "" || c.Subject == "" || c.Span.Empty() || c.Confidence <= 0 || c.Confidence > 1 {
				t.Fatalf("incomplete claim %+v in %q", c, s)
			}
		}
		if again := x.Extract(nil, in); !reflect.DeepEqual(got, again) {
			t.Fatalf("two runs differ on %q", s)
		}
	})
}

// FuzzAttributes holds that no attribute file makes reading, compiling or
// extracting panic, and that what New accepts works.
func FuzzAttributes(f *testing.F) {
	for _, s := range []string{
		"attribute a\nkind: count\nsubject: org event\npaid: yes\npair: yes\nplaced: yes\nphrase: kill ~ #\nno: killed",
		"attribute b\nkind: date\nage: # - old SUBJ\nphrase: DATE ~~ EVENT\nphrase: TIME", "attribute c\nkind: role\nmany: yes\npair: yes\nphrase: SUBJ ( a|b c )? NAME",
		"attribute d\nkind: other\nphrase: $nationality X\nphrase: #", "attribute e\nkind: polarity\npaid: yes\nphrase: founded", "attribute f\nkind: money\nphrase: ( ( ( a",
	} {
		f.Add(s)
	}
	const text = "On Monday, 3 May 2021, Acme, founded in 2009, fined the British firm Zed $5 million for Yon. At 4 p.m. 12 were killed. Zed beat Yon 3-1."
	tx := token.Scan(text, corpus.Span{})
	facts := &corpus.Facts{Entities: someEntities(tx, 3)}
	facts.Dates = date.Extract(nil, tx, date.Reference{})
	facts.Figures = figure.Extract(nil, tx, facts.Dates)
	f.Fuzz(func(t *testing.T, s string) {
		attrs, err := claim.ReadAttributes(strings.NewReader(s))
		if err != nil || len(attrs) > 20 {
			return
		}
		x, err := claim.New(attrs)
		if err != nil {
			return
		}
		for _, c := range x.Extract(nil, claim.Input{Article: &corpus.Article{ID: "f", Text: text}, Text: tx, Facts: facts}) {
			if c.Span.In(text) == "" {
				t.Fatalf("claim without words: %+v", c)
			}
		}
	})
}

// someEntities makes names of every n-th capitalised word.
func someEntities(tx *token.Text, n int) []corpus.Entity {
	types := []corpus.EntityType{corpus.Org, corpus.Person, corpus.Loc, corpus.Product, corpus.Norp}
	var out []corpus.Entity
	for i, k := range tx.Tokens {
		if k.Kind != token.Word || k.Shape == token.Lower || n%4 != i%4 && n%3 != 0 {
			continue
		}
		out = append(out, corpus.Entity{Span: k.Span(), Type: types[(i+n)%len(types)], Name: tx.Word(i), ID: tx.Word(i)})
	}
	return out
}

func BenchmarkExtract(b *testing.B) {
	c := newChain(b)
	var a corpus.Article
	for _, s := range benchText {
		a.Text += s + " "
	}
	for len(a.Text) < 8000 {
		a.Text += a.Text
	}
	a.Published, a.Title = "2024-07-19", "Quake in Morland kills hundreds"
	tx, f := c.facts(&a)
	in := claim.Input{Article: &a, Text: tx, Facts: f}
	var dst []corpus.Claim
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = c.claims.Extract(dst[:0], in)
	}
}

var benchText = []string{
	"A magnitude 7.8 earthquake struck southern Morland early on Monday, killing at least 1,200 people and injuring more than 5,300, officials said.",
	"Residents who had run into the streets waited in the rain for news of relatives, and the mayor asked everybody to stay away from damaged houses.",
	"Brightline, founded in 2009 and headquartered in Oslo, said its shares had fallen 14% at one point on Friday.",
	"“We have not seen anything like it in our lifetime,” said Ana Ruiz, the chief executive of Halden Robotics, who visited the town.",
}

// BenchmarkNew measures what every start of the program pays for.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		if _, err := claim.New(claim.Defaults()); err != nil {
			b.Fatal(err)
		}
	}
}
