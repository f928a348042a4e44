package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

func quantity(s string) corpus.Quantity {
	d := decimal.MustParse(s)
	return corpus.Quantity{Value: d, Low: d, High: d}
}

// find is the span of the first occurrence of part in text.
func find(t testing.TB, text, part string) corpus.Span {
	t.Helper()
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q not in text", part)
	}
	return corpus.Span{Start: i, End: i + len(part)}
}

const sample = "“We opened in 1998 — café first,” said Ann Möller of Brückenbau AG.\nMore than €1.2 billion was lost.\U0001F6A2 It fell 8.74%."

func sampleFacts(t testing.TB) (*corpus.Article, *corpus.Facts) {
	sp := func(s string) corpus.Span { return find(t, sample, s) }
	loss := quantity("1200000000.00")
	loss.NoHigh, loss.Bound, loss.Unit = true, corpus.MoreThan, "EUR"
	fall := quantity("-8.740")
	fall.Unit = "%"
	return &corpus.Article{ID: "a1", Path: "in/a1.txt", Source: "outlet", Text: sample}, &corpus.Facts{
		Entities: []corpus.Entity{{Span: sp("Ann Möller"), Type: corpus.Person, Name: "Ann Möller", ID: "p1"}},
		Dates:    []corpus.Date{{Span: sp("1998"), Type: corpus.DateDay, Value: "1998", From: "1998-01-01", To: "1998-12-31"}},
		Figures: []corpus.Figure{
			{Span: sp("€1.2 billion"), Quantity: loss, Kind: corpus.Money},
			{Span: sp("8.74%"), Quantity: fall, Kind: corpus.Percent, Direction: "down"}},
		Quotes: []corpus.Quote{
			{Span: sp("We opened in 1998 — café first,"), Kind: corpus.Direct, Speaker: "Ann Möller", SpeakerSpan: sp("Ann Möller"), Cue: sp("said")},
			{Span: sp("café first"), Kind: corpus.Mixed}},
		Claims: []corpus.Claim{
			{Span: sp("€1.2 billion"), Sentence: sp("More than €1.2 billion was lost."), Subject: "Brückenbau AG", Attribute: "loss", Kind: corpus.KindMoney, Value: corpus.Value{Text: "1200000000 EUR", Quantity: loss}, Confidence: 0.87654},
			{Span: sp("1998"), Sentence: sp("We opened in 1998"), Attribute: "founded", Kind: corpus.KindDate, Value: corpus.Value{Text: "1998", From: "1998-01-01", To: "1998-12-31"}, Negated: true}},
	}
}

func decode(t *testing.T, line []byte) map[string]any {
	t.Helper()
	if bytes.Count(line, []byte("\n")) != 1 || !bytes.HasSuffix(line, []byte("\n")) {
		t.Fatalf("not one line: %q", line)
	}
	var m map[string]any
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	return m
}

// reslice checks that start and end cut the decoded text to "text".
func reslice(t *testing.T, text string, m map[string]any) {
	t.Helper()
	start, _ := m["start"].(json.Number).Int64()
	end, _ := m["end"].(json.Number).Int64()
	if got := string([]rune(text)[start:end]); got != m["text"] {
		t.Errorf("[%d:%d] is %q, want %q", start, end, got, m["text"])
	}
}

func TestArticleOffsetsAreCodePoints(t *testing.T) {
	a, f := sampleFacts(t)
	var out bytes.Buffer
	if err := Article(&out, a, f); err != nil {
		t.Fatal(err)
	}
	m := decode(t, out.Bytes())
	n := 0
	for _, list := range []string{"entities", "dates", "figures", "quotes", "claims"} {
		for _, x := range m[list].([]any) {
			reslice(t, m["text"].(string), x.(map[string]any))
			n++
		}
	}
	if n != 8 {
		t.Errorf("%d facts, want 8", n)
	}
}

func TestContractFields(t *testing.T) {
	a, f := sampleFacts(t)
	var out bytes.Buffer
	if err := Article(&out, a, f); err != nil {
		t.Fatal(err)
	}
	m := decode(t, out.Bytes())
	has(t, "article", m, "id path url source title published published_from updated language text entities dates figures quotes claims")
	first := func(list string, i int) map[string]any { return m[list].([]any)[i].(map[string]any) }
	has(t, "entity", first("entities", 0), "start end text type name id")
	has(t, "date", first("dates", 0), "start end text type value from to")
	has(t, "figure", first("figures", 0), "start end text kind value low high bound unit counted of direction role scope")
	has(t, "quote", first("quotes", 0), "start end text kind speaker speaker_start speaker_end cue medium")
	has(t, "claim", first("claims", 0), "start end text subject attribute value low high unit bound as_of scope modality polarity by confidence rule")

	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"no exponent, no trailing zeros", first("figures", 0)["value"], json.Number("1200000000")},
		{"open end", first("figures", 0)["high"], nil},
		{"fraction", first("figures", 1)["value"], json.Number("-8.74")},
		{"known speaker", first("quotes", 0)["speaker"], "Ann Möller"},
		{"unknown speaker", first("quotes", 1)["speaker"], nil},
		{"unknown speaker start", first("quotes", 1)["speaker_start"], nil},
		{"quantity claim", first("claims", 0)["value"], json.Number("1200000000")},
		{"confidence rounds", first("claims", 0)["confidence"], json.Number("0.8765")},
		{"date claim", first("claims", 1)["value"], "1998"},
		{"date claim high", first("claims", 1)["high"], "1998-12-31"},
		{"modality", first("claims", 1)["modality"], "asserted"},
		{"polarity", first("claims", 1)["polarity"], "negative"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %#v, want %#v", c.name, c.got, c.want)
		}
	}
}

func has(t *testing.T, what string, m map[string]any, fields string) {
	t.Helper()
	for _, k := range strings.Fields(fields) {
		if _, ok := m[k]; !ok {
			t.Errorf("%s lacks %q", what, k)
		}
	}
}

func conflictOf(a *corpus.Article, f *corpus.Facts) *corpus.Conflict {
	return &corpus.Conflict{ID: "c1", Kind: corpus.KindMoney, Verdict: corpus.Contradiction, Score: 0.5,
		Checks:   []corpus.Check{{Name: "same subject", OK: true}},
		Evidence: []corpus.Evidence{{Article: a.ID, Claim: f.Claims[0]}, {Article: a.ID, Claim: f.Claims[1]}}}
}

func TestConflict(t *testing.T) {
	a, f := sampleFacts(t)
	var out bytes.Buffer
	texts := func(string) (string, bool) { return a.Text, true }
	if err := Conflict(&out, conflictOf(a, f), texts); err != nil {
		t.Fatal(err)
	}
	m := decode(t, out.Bytes())
	has(t, "conflict", m, "id kind subject attribute verdict score reason status lane checks evidence")
	for _, x := range m["evidence"].([]any) {
		ev := x.(map[string]any)
		has(t, "evidence", ev, "article path url source title published origin value low high unit bound sentence start end text as_of scope modality by")
		reslice(t, a.Text, ev)
	}
}

// TestConflictShown writes a finding of evidence that was encoded before.
func TestConflictShown(t *testing.T) {
	a, f := sampleFacts(t)
	c := conflictOf(a, f)
	c.Support = []corpus.Evidence{c.Evidence[1], c.Evidence[0]}
	var want, got bytes.Buffer
	if err := Conflict(&want, c, func(string) (string, bool) { return a.Text, true }); err != nil {
		t.Fatal(err)
	}
	err := NewEncoder(&got).ConflictShown(c, func(x *corpus.Evidence) string {
		enc := NewEncoder(nil)
		at, err := enc.Points(x, a.Text)
		if err != nil {
			t.Fatal(err)
		}
		return string(enc.Evidence(x, x.Claim.Sentence.In(a.Text), x.Claim.In(a.Text), at))
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != want.String() {
		t.Errorf("got  %s\nwant %s", got.String(), want.String())
	}
	if _, err := NewEncoder(nil).Points(&c.Evidence[0], "short"); err == nil {
		t.Error("evidence outside its text was shown")
	}
}

func TestConflictRefusesWhatCannotBeShown(t *testing.T) {
	a, f := sampleFacts(t)
	for name, spoil := range map[string]func(*corpus.Conflict){
		"one side":       func(c *corpus.Conflict) { c.Evidence = c.Evidence[:1] },
		"beyond the end": func(c *corpus.Conflict) { c.Evidence[0].Claim.End = len(sample) + 1 },
		"inside a rune":  func(c *corpus.Conflict) { c.Evidence[0].Claim.Start++ },
		"empty span":     func(c *corpus.Conflict) { c.Evidence[1].Claim.Span = corpus.Span{} },
		"other article":  func(c *corpus.Conflict) { c.Evidence[1].Article = "gone" },
	} {
		t.Run(name, func(t *testing.T) {
			c := conflictOf(a, f)
			spoil(c)
			var out bytes.Buffer
			err := Conflict(&out, c, func(id string) (string, bool) { return a.Text, id == a.ID })
			if err == nil || out.Len() > 0 {
				t.Errorf("error %v, wrote %d bytes", err, out.Len())
			}
		})
	}
}

func TestRowsOfDifferentArticles(t *testing.T) {
	a, f := sampleFacts(t)
	b := &corpus.Article{ID: "b", Text: "Ann Möller again"}
	var out bytes.Buffer
	e := NewEncoder(&out)
	rows := []error{
		e.Entity(a, &f.Entities[0]), e.Date(a, &f.Dates[0]), e.Figure(a, &f.Figures[0]), e.Quote(a, &f.Quotes[0]),
		e.Claim(a, &f.Claims[0]), e.Entity(b, &corpus.Entity{Span: find(t, b.Text, "Möller")})}
	for _, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, line := range bytes.SplitAfter(out.Bytes(), []byte("\n"))[:len(rows)] {
		text := a.Text
		if i == len(rows)-1 {
			text = b.Text
		}
		reslice(t, text, decode(t, line))
	}
}

func FuzzOffsets(f *testing.F) {
	for _, s := range []string{"", "ascii only", sample, "a\xff\xfeb", "\xe2\x80", strings.Repeat("é", 500), strings.Repeat("x", 127) + "\U0001F6A2y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var o Offsets
		o.Reset(s)
		points := 0
		for i := range s {
			if got := o.At(i); got != points {
				t.Fatalf("At(%d) = %d, want %d", i, got, points)
			}
			points++
		}
		if o.Len() != points || o.At(len(s)) != points || o.At(len(s)+9) != points || o.At(-1) != 0 {
			t.Fatalf("ends: Len %d At(end) %d, want %d", o.Len(), o.At(len(s)), points)
		}
	})
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", `q"\`, "\x00\x1f\x7f", "a\xffb", "\u2028</script>", sample} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(appendString(nil, s), &got); err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); utf8.ValidString(s) && got != want {
			t.Fatalf("%q came back as %q", s, got)
		}
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
			t.Fatalf("%q has %d code points, came back with %d", s, utf8.RuneCountInString(s), utf8.RuneCountInString(got))
		}
	})
}

func BenchmarkArticle(b *testing.B) {
	a, f := sampleFacts(b)
	a.Text = sample + strings.Repeat("The ferry left the harbour at noon — with 171 people on board. ", 50)
	for range 5 {
		f.Entities = append(f.Entities, f.Entities[0], f.Entities[0])
		f.Claims = append(f.Claims, f.Claims[0], f.Claims[1])
	}
	e := NewEncoder(new(bytes.Buffer))
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		e.w.(*bytes.Buffer).Reset()
		if err := e.Article(a, f); err != nil {
			b.Fatal(err)
		}
	}
}
