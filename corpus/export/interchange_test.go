package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	pq "github.com/parquet-go/parquet-go"

	"twosource/corpus"
	"twosource/corpus/export/atom"
	"twosource/corpus/export/cite"
	"twosource/corpus/export/followthemoney"
	"twosource/corpus/export/graph"
	"twosource/corpus/export/jsonld"
	"twosource/corpus/export/parquet"
)

// hostile is an article whose every field tries to break out of its format.
func hostile() (*corpus.Article, *corpus.Facts) {
	text := "Ämter & <b>Co</b> “sagten” dass Müller 3 Häfen \"hat\".\n"
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	a := &corpus.Article{
		ID: "a 1}\"<x>", URL: "https://x.example/?a=1&b=2", Source: "Q & A <News>", Title: "50% \\input{x} #1_2 \x01",
		Authors: []string{"Eva {O}'Hara", "Li"}, Published: "2024-07-19T10:00:00Z", Text: text, Body: corpus.Span{End: len(text)},
	}
	f := &corpus.Facts{
		Entities: []corpus.Entity{
			{Span: at("Müller"), Type: corpus.Person, Name: "Müller <i>", ID: "person:mueller"},
			{Span: at("<b>Co</b>"), Type: corpus.Org, Name: "Co & \"Sons\"", ID: "org:co"},
		},
		Claims: []corpus.Claim{{Span: at("3"), Sentence: corpus.Span{End: len(text) - 1}, Subject: "Müller", Attribute: "ports", Kind: corpus.KindDate, Value: corpus.Value{Text: "3"}}},
		Quotes: []corpus.Quote{{Span: at("sagten"), Kind: corpus.Direct}},
	}
	return a, f
}

func conflict(status corpus.Status) *corpus.Conflict {
	a, f := hostile()
	e := corpus.Evidence{Article: a.ID, Source: a.Source, Title: a.Title, Published: a.Published, Claim: f.Claims[0]}
	return &corpus.Conflict{ID: "c1", Subject: "M & <b>", Attribute: "ports\x02", Verdict: corpus.Contradiction, Status: status, Evidence: []corpus.Evidence{e, e}}
}

func TestXMLExportsAreWellFormed(t *testing.T) {
	a, f := hostile()
	g := graph.New()
	if err := g.Article(a, f); err != nil {
		t.Fatal(err)
	}
	var gexf, graphml, feed bytes.Buffer
	if err := g.GEXF(&gexf); err != nil {
		t.Fatal(err)
	}
	if err := g.GraphML(&graphml); err != nil {
		t.Fatal(err)
	}
	err := atom.Write(&feed, atom.Feed{ID: "urn:x", Title: "t", Self: "http://x/", Updated: time.Unix(0, 0), Link: func(*corpus.Conflict) string { return "http://x/?a&b" }}, []corpus.Conflict{*conflict(corpus.Open)})
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]*bytes.Buffer{"gexf": &gexf, "graphml": &graphml, "atom": &feed} {
		elements := 0
		d := xml.NewDecoder(bytes.NewReader(b.Bytes()))
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, b)
			}
			if _, ok := tok.(xml.StartElement); ok {
				elements++
			}
		}
		if elements < 8 {
			t.Errorf("%s has only %d elements", name, elements)
		}
	}
	if !strings.Contains(gexf.String(), `source="org:co" target="person:mueller" weight="1"`) {
		t.Errorf("edge missing:\n%s", &gexf)
	}
	if !strings.Contains(feed.String(), "<updated>2024-07-19T10:00:00Z</updated>") {
		t.Errorf("entry is not dated by its newest article:\n%s", &feed)
	}
}

func TestJSONExports(t *testing.T) {
	a, f := hostile()
	var b bytes.Buffer
	if err := jsonld.Annotations(&b, a, f); err != nil {
		t.Fatal(err)
	}
	if err := followthemoney.Article(&b, a, f); err != nil {
		t.Fatal(err)
	}
	lines := 0
	runes := []rune(a.Text)
	for line := range strings.Lines(b.String()) {
		lines++
		var m struct {
			Target struct {
				Selector []struct {
					Exact      string
					Start, End int
				}
			}
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if s := m.Target.Selector; len(s) == 2 && string(runes[s[1].Start:s[1].End]) != s[0].Exact {
			t.Errorf("position selector gives %q, want %q", string(runes[s[1].Start:s[1].End]), s[0].Exact)
		}
	}
	if lines != 4+5 { // annotations; article, two entities with mentions
		t.Errorf("%d lines:\n%s", lines, &b)
	}
}

func TestClaimReviewOnlyForConfirmed(t *testing.T) {
	for status, want := range map[corpus.Status]int{corpus.Open: 0, corpus.Dismissed: 0, corpus.Confirmed: 1} {
		var b bytes.Buffer
		a, _ := hostile()
		if err := jsonld.ClaimReview(&b, conflict(status), func(string) (string, bool) { return a.Text, true }); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(b.String(), "\n"); got != want {
			t.Errorf("status %q: %d objects, want %d", status, got, want)
		}
		if strings.Contains(b.String(), "Rating") {
			t.Error("a rating was given")
		}
	}
}

func TestCitationsEscape(t *testing.T) {
	a, _ := hostile()
	var bib, ris bytes.Buffer
	if err := cite.BibTeX(&bib, a); err != nil {
		t.Fatal(err)
	}
	if err := cite.RIS(&ris, a); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"@online{a-1---x-,", `50\% \textbackslash{}input\{x\} \#1\_2`, "date = {2024-07-19}", `Eva \{O\}'Hara and Li`} {
		if !strings.Contains(bib.String(), want) {
			t.Errorf("no %q in\n%s", want, &bib)
		}
	}
	for _, want := range []string{"TY  - NEWS\r\n", "DA  - 2024/07/19\r\n", "ER  - \r\n"} {
		if !strings.Contains(ris.String(), want) {
			t.Errorf("no %q in\n%s", want, &ris)
		}
	}
}

// claimRow is a part of the columns, as another library reads them.
type claimRow struct {
	Subject    string  `parquet:"subject"`
	Sentence   string  `parquet:"sentence"`
	Negated    bool    `parquet:"negated"`
	Confidence float64 `parquet:"confidence"`
	Start      int64   `parquet:"start"`
	End        int64   `parquet:"end"`
}

func TestParquetReadsBack(t *testing.T) {
	a, f := hostile()
	for _, articles := range []int{0, 1, 25_000} { // none, one row group, two
		var b bytes.Buffer
		w := parquet.NewWriter(&b)
		for i := range articles {
			f.Claims[0].Negated, f.Claims[0].Confidence = i%3 == 0, float64(i)/100_000
			if err := w.Article(a, f); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		rows, err := pq.Read[claimRow](bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != articles {
			t.Fatalf("%d rows, want %d", len(rows), articles)
		}
		for i, r := range rows {
			if r.Subject != "Müller" || r.Negated != (i%3 == 0) || r.Confidence != float64(i)/100_000 || string([]rune(a.Text)[r.Start:r.End]) != "3" || !strings.Contains(a.Text, r.Sentence) {
				t.Fatalf("row %d is %+v", i, r)
			}
		}
	}
}
