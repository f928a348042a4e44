package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// article makes a document; facts are what a test needs, not what an extractor
// would find.
func article(id, source, published, title, text string, with ...func(*Doc)) Doc {
	d := Doc{Document: consistency.Document{Article: corpus.Article{
		ID: id, Source: source, Published: published, Title: title, Text: text, Language: "en", Body: corpus.Span{End: len(text)}}}}
	for _, f := range with {
		f(&d)
	}
	return d
}

func entities(names ...string) func(*Doc) {
	return func(d *Doc) {
		for _, n := range names {
			d.Facts.Entities = append(d.Facts.Entities, corpus.Entity{Name: n, Type: corpus.Org})
		}
	}
}

func figuresOf(values ...string) func(*Doc) {
	return func(d *Doc) {
		for _, v := range values {
			n := decimal.MustParse(v)
			d.Facts.Figures = append(d.Facts.Figures, corpus.Figure{Quantity: corpus.Quantity{Value: n, Low: n, High: n}})
		}
	}
}

func speaker(name string) func(*Doc) {
	return func(d *Doc) { d.Facts.Quotes = append(d.Facts.Quotes, corpus.Quote{Speaker: name}) }
}

func keys(k ...string) func(*Doc) { return func(d *Doc) { d.Keys = k } }

func bands(b ...uint64) func(*Doc) { return func(d *Doc) { d.Bands = b } }

func harbour() []Doc {
	return []Doc{
		article("a", "The Daily", "2024-07-19", "Ferry sinks", "A ferry sank off Norhaven on Friday. The ship's owner, Sund Lines, said 171 people were on board.",
			entities("Sund Lines", "Norhaven"), figuresOf("171"), speaker("Ida Holm"), keys("ferry\x1faboard\x1f171", "sund lines\x1ffounded\x1f1998"), bands(1, 2)),
		article("b", "Coast Wire", "2024-07-20T08:00:00Z", "Crew blamed", "Norhaven's harbour was closed. Sund Lines lost 5.2 million euros; ships were held. Companies wait.",
			entities("Sund Lines"), figuresOf("5200000"), keys("sund lines\x1ffounded\x1f1999"), bands(2)),
		article("c", "The Daily", "2023-01-02", "Müller elected", "Anna Müller won with 1,200 votes. It is no crisis, lines of voters said.",
			entities("Anna Müller"), figuresOf("1200", "-8.74")),
	}
}

func filled(t testing.TB, x *Index, docs []Doc) *Index {
	t.Helper()
	if err := x.Put(docs, Reached{Seq: uint64(len(docs))}); err != nil {
		t.Fatal(err)
	}
	return x
}

func memory(t testing.TB) *Index {
	t.Helper()
	x, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func onDisk(t testing.TB) (*Index, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	x, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x, path
}

// both runs a test against an index in memory and one on disk.
func both(t *testing.T, docs []Doc, test func(*testing.T, *Index)) {
	t.Run("memory", func(t *testing.T) { test(t, filled(t, memory(t), docs)) })
	t.Run("disk", func(t *testing.T) {
		x, _ := onDisk(t)
		test(t, filled(t, x, docs))
	})
}

func find(t testing.TB, x *Index, q string) []string {
	t.Helper()
	res, err := x.Search(context.Background(), Request{Text: q})
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	var ids []string
	for _, h := range res.Hits {
		ids = append(ids, h.Article.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestQueries(t *testing.T) {
	both(t, harbour(), func(t *testing.T, x *Index) {
		for _, c := range []struct{ name, query, want string }{
			{"word", "ferry", "a"},
			{"any case", "NORHAVEN", "a b"},
			{"all words", "norhaven harbour", "b"},
			{"either word", "ferry OR votes", "a c"},
			{"brackets", "(ferry OR harbour) lines", "a b"},
			{"exclusion", "lines -ferry", "b c"},
			{"exclusion alone", "-lines", ""},
			{"not", "lines NOT votes", "a b"},
			{"phrase", `"sund lines"`, "a b"},
			{"phrase in order only", `"lines sund"`, ""},
			{"plural", "ship", "a b"},
			{"plural ies", "company", "b"},
			{"no plural", "crisis", "c"},
			{"possessive", "norhaven", "a b"},
			{"accent", "muller", "c"},
			{"title", "title:crew", "b"},
			{"number", "1200", "c"},
			{"number as written", "1,200", "c"},
			{"prefix", "harb*", "b"},
			{"prefix of a name", "entity:mül*", "c"},
			{"entity", `entity:"Sund Lines"`, "a b"},
			{"entity by one word", "entity:sund", "a b"},
			{"source", `source:"the daily"`, "a c"},
			{"source excluded", `-source:daily`, "b"},
			{"speaker", "speaker:holm", "a"},
			{"before", "before:2024", "c"},
			{"before is exclusive", "before:2024-07-19", "c"},
			{"after is exclusive", "after:2024-07-19", "b"},
			{"on a day", "on:2024-07-20", "b"},
			{"on a month", "on:2024-07", "a b"},
			{"date and word", "lines after:2024-07", ""},
			{"figure above", "figure:>5m", "b"},
			{"figure equal", "figure:171", "a"},
			{"figure range", "figure:100..1500", "a c"},
			{"figure below zero", "figure:<0", "c"},
			{"figure at most", "figure:<=171", "a c"},
			{"figure less", "figure:<171", "c"},
			{"figure in words", "figure:>=5.2million", "b"},
			{"language", "language:en ferry", "a"},
			{"id", "id:b", "b"},
			{"marks only beside a word", "ferry !!!", "a"},
			{"time is no field", "8:30 OR ferry", "a"},
		} {
			if got := strings.Join(find(t, x, c.query), " "); got != c.want {
				t.Errorf("%s: %s finds %q, want %q", c.name, c.query, got, c.want)
			}
		}
	})
}

func TestQueriesRefused(t *testing.T) {
	x := filled(t, memory(t), harbour())
	for name, q := range map[string]string{
		"nothing":           "",
		"marks":             "!!! ...",
		"pattern":           "/fer.*/",
		"leading star":      "*erry",
		"star inside":       "fe*ry",
		"short prefix":      "f*",
		"open quotation":    `"ferry`,
		"open bracket":      "(ferry",
		"closing bracket":   "ferry)",
		"no such field":     "colour:red",
		"no date":           "before:yesterday",
		"no figure":         "figure:>many",
		"figure with unit":  "figure:>5kg",
		"too many brackets": strings.Repeat("(", 40) + "a" + strings.Repeat(")", 40),
		"too many words":    strings.Repeat("a ", maxClauses+1),
		"too long":          strings.Repeat("a", maxQuery+1),
	} {
		_, err := x.Search(context.Background(), Request{Text: q})
		var e *QueryError
		if !errors.As(err, &e) || e.Hint == "" {
			t.Errorf("%s: %v, want a QueryError with a hint", name, err)
		}
	}
}

func TestSnippet(t *testing.T) {
	text := "source: outlet\n\n" + strings.Repeat("Nothing of note here. ", 40) + "At last the ferry reached Norhaven. " + strings.Repeat("More of the same. ", 40)
	d := article("a", "s", "", "The ferries", text)
	d.Article.Body.Start = len("source: outlet\n\n")
	x := filled(t, memory(t), []Doc{d})
	res, err := x.Search(context.Background(), Request{Text: "norhaven ferry source*  OR ferry"})
	if err != nil || len(res.Hits) != 1 {
		t.Fatal(res, err)
	}
	h := res.Hits[0]
	if s := h.Snippet.In(text); !strings.Contains(s, "ferry reached Norhaven") || len(strings.Fields(s)) != snippetWords {
		t.Errorf("snippet %q", s)
	}
	var marked []string
	for _, m := range h.Marks {
		marked = append(marked, m.In(text))
	}
	if d := cmp.Diff([]string{"ferry", "Norhaven"}, marked); d != "" {
		t.Error(d)
	}
	if len(h.Title) != 1 || h.Title[0].In("The ferries") != "ferries" {
		t.Errorf("title marks %v", h.Title)
	}
}

func TestFacetsAndPages(t *testing.T) {
	var docs []Doc
	for i := range 25 {
		docs = append(docs, article(fmt.Sprintf("id%02d", i), fmt.Sprintf("Outlet %d", i%3), fmt.Sprintf("2024-01-%02d", 1+i/2), "t", "same words "+strings.Repeat("more ", i%4)))
	}
	both(t, docs, func(t *testing.T, x *Index) {
		res, err := x.Search(context.Background(), Request{Text: "words", Facets: []Facet{BySource, ByEntity}})
		if err != nil {
			t.Fatal(err)
		}
		want := []FacetCounts{{Facet: BySource, Values: []FacetValue{{"Outlet 0", 9}, {"Outlet 1", 8}, {"Outlet 2", 8}}}, {Facet: ByEntity}}
		if d := cmp.Diff(want, res.Facets); d != "" {
			t.Error(d)
		}
		for _, order := range []Order{ByScore, NewestFirst, OldestFirst} {
			var all []string
			req := Request{Text: "words", Size: 7, Order: order}
			for pages := 0; pages < 5; pages++ {
				res, err := x.Search(context.Background(), req)
				if err != nil {
					t.Fatal(err)
				}
				for _, h := range res.Hits {
					all = append(all, h.Article.ID)
				}
				if req.After = res.Next; req.After == "" {
					break
				}
			}
			if order == OldestFirst && !slices.IsSorted(all) {
				t.Errorf("oldest first: %v", all)
			}
			slices.Sort(all)
			if got := slices.Compact(all); len(got) != 25 || len(all) != 25 {
				t.Errorf("order %q: %d hits on all pages, %d different", order, len(all), len(got))
			}
		}
		if _, err := x.Search(context.Background(), Request{Text: "words", After: "bm9uc2Vuc2U"}); err == nil {
			t.Error("a foreign cursor was taken")
		}
	})
}

func TestScanAndLoad(t *testing.T) {
	both(t, harbour(), func(t *testing.T, x *Index) {
		ctx := context.Background()
		var got []string
		collect := func(k string) error { got = append(got, k); return nil }
		if err := x.Keys(ctx, "", collect); err != nil {
			t.Fatal(err)
		}
		want := []string{"ferry\x1faboard\x1f171", "sund lines\x1ffounded\x1f1998", "sund lines\x1ffounded\x1f1999"}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		got = nil
		if err := x.Keys(ctx, "sund lines\x1f", collect); err != nil || len(got) != 2 {
			t.Errorf("by prefix: %v, %v", got, err)
		}
		stop := errors.New("stop")
		if err := x.Keys(ctx, "", func(string) error { return stop }); err != stop {
			t.Errorf("error of fn: %v", err)
		}
		ids, err := x.Articles(ctx, want[1:], 10)
		if d := cmp.Diff([]string{"a", "b"}, ids); d != "" || err != nil {
			t.Error(d, err)
		}
		if ids, _ := x.Articles(ctx, want[1:2], 1); len(ids) != 1 {
			t.Errorf("limit: %v", ids)
		}
		d, err := x.Document(ctx, "c")
		if err != nil || d.Article.Title != "Müller elected" || len(d.Facts.Figures) != 2 {
			t.Errorf("document: %+v, %v", d, err)
		}
		if _, err := x.Document(ctx, "gone"); !errors.Is(err, consistency.ErrNotFound) {
			t.Errorf("missing document: %v", err)
		}
		look, err := x.Look()
		if err != nil {
			t.Fatal(err)
		}
		defer look.Close()
		if ids, err := look.Sharing(ctx, []uint64{2, 9}, 10); err != nil || len(ids) != 2 {
			t.Errorf("band: %v, %v", ids, err)
		}
		for _, id := range []string{"a", "gone"} {
			m, ok, err := look.Mark(id)
			if want, known, _ := x.Mark(id); err != nil || ok != known || m.Hash != want.Hash {
				t.Errorf("mark of %s: %+v, %v, %v, want %+v, %v", id, m, ok, err, want, known)
			}
		}
	})
}

func TestReplace(t *testing.T) {
	both(t, harbour(), func(t *testing.T, x *Index) {
		later := func(d *Doc) { d.Seq = 4 } // each version stands in a journal record of its own
		filled(t, x, []Doc{article("a", "The Daily", "2024-07-19", "Ferry found", "The boat is afloat.", later)})
		if got := find(t, x, "sank"); len(got) != 0 {
			t.Errorf("old text still found: %v", got)
		}
		if ids, err := x.Articles(context.Background(), []string{"ferry\x1faboard\x1f171"}, 10); err != nil || len(ids) != 0 {
			t.Errorf("old claim still leads to %v, %v", ids, err)
		}
		if n, err := x.Count(); n != 3 || err != nil {
			t.Errorf("%d documents, %v", n, err)
		}
		ids, err := x.IDs(context.Background())
		if d := cmp.Diff([]string{"a", "b", "c"}, ids); d != "" || err != nil {
			t.Error(d, err)
		}
	})
}

func TestReopen(t *testing.T) {
	x, path := onDisk(t)
	docs := harbour()
	docs[0].Mark = Mark{Seq: 1, Hash: 2, Signature: []byte("sig")}
	filled(t, x, docs)
	r := Reached{Seq: 7, Segment: 2, Offset: 1234}
	if err := x.Advance(r); err != nil {
		t.Fatal(err)
	}
	x.Close()
	for _, readOnly := range []bool{true, false} {
		x, err := Open(path, readOnly)
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.Reached()
		if got != r || err != nil {
			t.Errorf("reached %v, %v", got, err)
		}
		if got := find(t, x, "ferry"); len(got) != 1 {
			t.Errorf("found %v", got)
		}
		if err := x.Put(nil, r); (err == ErrReadOnly) != readOnly {
			t.Errorf("read only %v: put %v", readOnly, err)
		}
		m, ok, err := x.Mark("a")
		if !ok || err != nil || m.Seq != 1 || m.Hash != 2 || string(m.Signature) != "sig" {
			t.Errorf("mark %v %v %v", m, ok, err)
		}
		x.Close()
	}
	if damage, err := VerifyFiles(path); len(damage) > 0 || err != nil {
		t.Errorf("damage %v, %v", damage, err)
	}
}
