package claim_test

import (
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/claim"
	"twosource/extractors/date"
	"twosource/extractors/figure"
	"twosource/extractors/token"
)

func TestReadAttributes(t *testing.T) {
	attrs, err := claim.ReadAttributes(strings.NewReader(`
# berths of a marina
attribute berths
kind: count
time: snapshot
subject: org place
counts: berth mooring
phrase: # ~ berth
down: lose ~ # ~ berth
`))
	if err != nil {
		t.Fatal(err)
	}
	a := attrs[0]
	if a.Name != "berths" || a.Kind != corpus.KindCount || a.Behaviour != corpus.Snapshot || len(a.Phrases) != 2 || a.Phrases[1].Sign != -1 {
		t.Errorf("read %+v", a)
	}
}

func TestReadAttributesErrors(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"no attribute", "kind: count", "line 1: \"kind\" before the first attribute"},
		{"no key", "attribute a\nberths", "line 2: want"},
		{"unknown kind", "attribute a\nkind: number", "line 2: unknown kind"},
		{"unknown key", "attribute a\nkinds: count", "line 2: unknown key"},
		{"unknown time", "attribute a\ntime: sometimes", "line 2: unknown behaviour"},
		{"unknown subject", "attribute a\nsubject: cat", "line 2: unknown subject"},
		{"unknown figure", "attribute a\nfigures: dozen", "line 2: unknown kind of figure"},
		{"no phrases", "attribute a\nkind: count", "lacks a kind or phrases"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := claim.ReadAttributes(strings.NewReader(c.in))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestNewErrors(t *testing.T) {
	cases := []struct{ name, phrase, want string }{
		{"two values", "# berth #", "one value slot"},
		{"no anchor", "~ SUBJ", "needs a word"},
		{"unclosed", "( # berth", "unclosed"},
		{"unmatched", "# berth )", "unmatched"},
		{"unknown class", "# @berth", "unknown class @berth"},
		{"too many", strings.Repeat("( a b | c d ) ", 12), "too many alternatives"},
		{"too deep", strings.Repeat("( ", 9) + "a" + strings.Repeat(" )", 9), "too deep"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := claim.Attribute{Attribute: corpus.Attribute{Name: "berths", Kind: corpus.KindCount}, Phrases: []claim.Phrase{{Pattern: c.phrase}}}
			_, err := claim.New([]claim.Attribute{a})
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "berths") {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestUserAttribute puts an attribute of one's own before the defaults.
func TestUserAttribute(t *testing.T) {
	own, err := claim.ReadAttributes(strings.NewReader(`
attribute berths
kind: count
time: snapshot
subject: org
phrase: ( room|space ) for ~ # ~ yacht|boat
`))
	if err != nil {
		t.Fatal(err)
	}
	x, err := claim.New(append(own, claim.Defaults()...))
	if err != nil {
		t.Fatal(err)
	}
	const text = "Porto Marina, founded in 1988, has room for about 420 yachts."
	a := &corpus.Article{ID: "a", Text: text}
	tx := token.Scan(text, corpus.Span{})
	f := &corpus.Facts{Entities: []corpus.Entity{{Span: corpus.Span{End: 12}, Type: corpus.Org, Name: "Porto Marina", ID: "m"}}}
	f.Dates = date.Extract(nil, tx, date.Reference{})
	f.Figures = figure.Extract(nil, tx, f.Dates)
	got := x.Extract(nil, claim.Input{Article: a, Text: tx, Facts: f})
	if len(got) != 2 {
		t.Fatalf("got %d claims, want 2: %+v", len(got), got)
	}
	for i, want := range []struct{ attr, value string }{{"founded", "1988"}, {"berths", "420"}} {
		c := got[i]
		if c.Attribute != want.attr || c.Value.Text != want.value || c.Subject != "Porto Marina" || c.SubjectID != "m" {
			t.Errorf("claim %d: got %s of %s = %s", i, c.Attribute, c.Subject, c.Value.Text)
		}
	}
	if got[1].Value.Quantity.Bound != corpus.About || got[1].Behaviour != corpus.Snapshot || got[1].Span.In(text) != "420" {
		t.Errorf("berths: got %+v", got[1])
	}
}
