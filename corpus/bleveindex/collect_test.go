package bleveindex

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	index "github.com/blevesearch/bleve_index_api"
	gocmp "github.com/google/go-cmp/cmp"

	"twosource/corpus"
)

// shelf fills an index with n articles made of few words, so that many match
// and scores tie.
func shelf(t testing.TB, n int) *Index {
	x, _ := onDisk(t)
	r := rand.New(rand.NewPCG(4, 2))
	words := strings.Fields("harbour ferry storm night crew found lost boat wind pier")
	for from := 0; from < n; from += 500 {
		var docs []Doc
		for i := from; i < min(from+500, n); i++ {
			var text []string
			for range 3 + r.IntN(9) {
				text = append(text, words[r.IntN(len(words))])
			}
			d := article(fmt.Sprintf("a%05d", r.IntN(1<<20)), fmt.Sprintf("Outlet %d", i%7), fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28), words[i%len(words)], strings.Join(text, " "))
			d.Facts.Entities = []corpus.Entity{{Name: words[i%3], Type: corpus.Org}, {Name: words[i%len(words)], Type: corpus.Org}}
			docs = append(docs, d)
		}
		filled(t, x, docs)
	}
	return x
}

// TestSearchAsBleveDoes compares hits, their scores and facets with those of
// Bleve's own collector.
func TestSearchAsBleveDoes(t *testing.T) {
	x := shelf(t, 1500)
	var stats *search.BM25Stats
	err := x.read("count", func(r index.IndexReader) (err error) {
		stats, err = lengths(r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"ferry", "ferry storm", "ferry OR pier", `"lost boat"`, "wind -crew", "on:2024-03", "source:outlet", "after:2024-06 night"} {
		for _, order := range []Order{ByScore, NewestFirst, OldestFirst} {
			parsed, err := parse(q)
			if err != nil {
				t.Fatal(err)
			}
			br := bleve.NewSearchRequestOptions(compile(parsed), 25, 0, false)
			br.SortBy([]string{map[Order]string{ByScore: "-_score", NewestFirst: "-" + fieldDate, OldestFirst: fieldDate}[order], "_id"})
			br.AddFacet("entity", bleve.NewFacetRequest(facetEntity, 5))
			res, err := x.bleve.SearchInContext(context.WithValue(context.Background(), search.BM25StatsKey, stats), br)
			if err != nil {
				t.Fatal(err)
			}
			got, err := x.Search(context.Background(), Request{Text: q, Size: 25, Order: order, Facets: []Facet{ByEntity}, Top: 5})
			if err != nil {
				t.Fatal(err)
			}
			var want, have []string
			for _, h := range res.Hits {
				want = append(want, fmt.Sprint(h.ID, h.Score))
			}
			for _, h := range got.Hits {
				have = append(have, fmt.Sprint(h.Article.ID, h.Score))
			}
			facet := FacetCounts{Facet: ByEntity, Other: res.Facets["entity"].Other}
			for _, v := range res.Facets["entity"].Terms.Terms() {
				facet.Values = append(facet.Values, FacetValue{v.Term, v.Count})
			}
			slices.SortStableFunc(facet.Values, func(a, b FacetValue) int {
				return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
			})
			if d := gocmp.Diff(want, have); d != "" || res.Total != got.Total || got.Counted != int(got.Total) {
				t.Errorf("%s, %q: %d hits, %d counted, Bleve %d %s", q, order, got.Total, got.Counted, res.Total, d)
			}
			if d := gocmp.Diff([]FacetCounts{facet}, got.Facets); d != "" {
				t.Errorf("%s: %s", q, d)
			}
		}
	}
}

// TestPagesAreWhole walks all hits in small pages: none twice, none left out,
// ties and all.
func TestPagesAreWhole(t *testing.T) {
	x := shelf(t, 900)
	for _, order := range []Order{ByScore, NewestFirst} {
		req := Request{Text: "ferry OR after:2024-02", Size: 37, Order: order}
		seen := map[string]bool{}
		for {
			res, err := x.Search(context.Background(), req)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range res.Hits {
				if seen[h.Article.ID] {
					t.Fatalf("%s twice", h.Article.ID)
				}
				seen[h.Article.ID] = true
			}
			if req.After = res.Next; req.After == "" {
				if len(seen) != int(res.Total) {
					t.Errorf("%q: %d of %d hits", order, len(seen), res.Total)
				}
				break
			}
		}
	}
}

func TestSample(t *testing.T) {
	upTo := func(n, step int) []uint32 {
		var docs []uint32
		for i := 0; i < n; i++ {
			docs = append(docs, uint32(i*step))
		}
		return docs
	}
	for _, c := range []struct {
		name      string
		docs      []uint32
		low, high int // how many are looked at
	}{
		{"none", nil, 0, 0},
		{"all of a few", upTo(4000, 1), 4000, 4000},
		{"a million", upTo(1000000, 1), 3800, 4096},
		{"scattered", upTo(20000, 50), 300, 4096},
	} {
		got := sample(c.docs)
		if len(got) < c.low || len(got) > c.high || !slices.IsSorted(got) {
			t.Errorf("%s: %d of %d", c.name, len(got), len(c.docs))
		}
		if n := len(got); n > 0 && n < len(c.docs) {
			if last := c.docs[len(c.docs)-1]; got[0] > last/10 || got[n-1] < last-last/10 {
				t.Errorf("%s: from %d to %d of %d", c.name, got[0], got[n-1], last)
			}
		}
	}
}

func TestEstimatedCounts(t *testing.T) {
	counts := tally{facet: BySource, count: map[string]*int{"a": new(int), "b": new(int), "c": new(int)}}
	*counts.count["a"], *counts.count["b"], *counts.count["c"] = 60, 30, 10
	want := FacetCounts{Facet: BySource, Values: []FacetValue{{"a", 600}, {"b", 300}}, Other: 100}
	if d := gocmp.Diff(want, counts.result(2, 1000, 100)); d != "" {
		t.Error(d)
	}
	if got := counts.result(1, 100, 100); got.Values[0].Count != 60 || got.Other != 40 {
		t.Errorf("all counted: %+v", got)
	}
}

// BenchmarkFacets is a search with the desk's facets whose words stand in
// nearly every article.
func BenchmarkFacets(b *testing.B) {
	x := shelf(b, 20000)
	req := Request{Text: "ferry OR storm OR pier", Facets: []Facet{BySource, ByEntity, BySpeaker, ByAttribute, ByLanguage, ByMonth}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Search(context.Background(), req); err != nil {
			b.Fatal(err)
		}
	}
}
