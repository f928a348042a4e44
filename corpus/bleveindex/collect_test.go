package bleveindex

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"twosource/corpus"
)

// shelved makes n articles of few words, so that many match and scores tie.
func shelved(n int) []Doc {
	r := rand.New(rand.NewPCG(4, 2))
	words := strings.Fields("harbour ferry storm night crew found lost boat wind pier")
	var docs []Doc
	for i := range n {
		var text []string
		for range 3 + r.IntN(9) {
			text = append(text, words[r.IntN(len(words))])
		}
		d := article(fmt.Sprintf("a%05d", r.IntN(1<<20)), fmt.Sprintf("Outlet %d", i%7), fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28), words[i%len(words)], strings.Join(text, " "))
		d.Facts.Entities = []corpus.Entity{{Name: words[i%3], Type: corpus.Org}, {Name: words[i%len(words)], Type: corpus.Org}}
		if i%41 == 0 {
			d.Article.Published = ""
		}
		docs = append(docs, d)
	}
	return docs
}

// shelf fills an index with shelved articles in batches of 500.
func shelf(t testing.TB, n int) *Index {
	x, _ := onDisk(t)
	docs := shelved(n)
	for len(docs) > 0 {
		some := min(500, len(docs))
		filled(t, x, docs[:some])
		docs = docs[some:]
	}
	return x
}

// answerOf is what a query says of one article, worked out from its text.
type answerOf struct {
	match bool
	score float64
}

// reference answers a query by reading every article.
type reference struct {
	docs  []Doc                 // by id, of each the last version
	words map[string][][]string // of a field of each of docs
}

func newReference(docs []Doc) *reference {
	last := map[string]Doc{}
	for _, d := range docs {
		last[d.Article.ID] = d
	}
	r := &reference{words: map[string][][]string{}}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		r.docs = append(r.docs, last[id])
	}
	return r
}

// field is the words of a field of each article.
func (r *reference) field(name string) [][]string {
	if r.words[name] == nil {
		for i := range r.docs {
			a := &r.docs[i].Article
			text := map[string]string{fieldTitle: a.Title, fieldBody: a.Text, fieldSource: a.Source}[name]
			r.words[name] = append(r.words[name], termsOf(text))
		}
	}
	return r.words[name]
}

// times counts how often a phrase, or a word that begins so, stands in words.
func times(words, phrase []string, prefix bool) (n int) {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) || prefix && strings.HasPrefix(words[i], phrase[0]) {
			n++
		}
	}
	return n
}

func (r *reference) rare(field string, phrase []string, prefix bool) float64 {
	n := 0
	for _, words := range r.field(field) {
		if times(words, phrase, prefix) > 0 {
			n++
		}
	}
	return math.Log(1 + (float64(len(r.docs)-n)+0.5)/(float64(n)+0.5))
}

func (r *reference) match(m match) []answerOf {
	if m.field == "" {
		title, body := m, m
		title.field, body.field = fieldTitle, fieldBody
		return r.answer(anyOf{title, body})
	}
	phrase := termsOf(m.text)
	rare := 0.0
	if m.prefix {
		rare = r.rare(m.field, phrase, true)
	} else {
		for _, w := range phrase {
			rare += r.rare(m.field, []string{w}, false)
		}
	}
	if m.field == fieldTitle {
		rare *= titleBoost
	}
	out := make([]answerOf, len(r.docs))
	for i, words := range r.field(m.field) {
		n := float64(times(words, phrase, m.prefix))
		length := len(words)
		if m.field == fieldBody {
			length = (length + 15) / 16 // its length is kept in steps
		}
		norm := float64(float32(1 / math.Sqrt(float64(length)))) // as precise as it is stored
		out[i] = answerOf{n > 0, rare * n * 1.2 / (n + 1.2*(0.25+0.75/norm/norm/float64(usual[m.field])))}
		if m.prefix && n > 0 {
			out[i].score = rare
		}
	}
	return out
}

func (r *reference) answer(n node) []answerOf {
	out := make([]answerOf, len(r.docs))
	switch n := n.(type) {
	case match:
		return r.match(n)
	case within:
		for i := range r.docs {
			day, ok := parseDay(r.docs[i].Article.Published)
			out[i].match = ok && n.lo <= day && day <= n.hi
		}
	case noneOf:
		for i, a := range r.answer(n.not) {
			out[i].match = !a.match
		}
	case anyOf:
		for _, x := range n {
			for i, a := range r.answer(x) {
				if a.match {
					out[i] = answerOf{true, out[i].score + a.score}
				}
			}
		}
	case allOf:
		for i := range out {
			out[i].match = true
		}
		for _, x := range n {
			for i, a := range r.answer(x) {
				out[i] = answerOf{out[i].match && a.match, out[i].score + a.score}
			}
		}
	}
	return out
}

// search is what Search should answer: ids of hits, or their scores where they
// are sorted by these.
func (r *reference) search(t *testing.T, req Request) (total int, hits []string, entities FacetCounts) {
	parsed, err := parse(req.Text)
	if err != nil {
		t.Fatal(err)
	}
	answers := r.answer(parsed)
	var found []int
	count := map[string]int{}
	for i, a := range answers {
		if a.match {
			found = append(found, i)
			for _, name := range names(r.docs[i].Facts.Entities, entityName) {
				count[name]++
			}
		}
	}
	slices.SortStableFunc(found, func(a, b int) int {
		if req.Order == ByScore && ranks(parsed) {
			return cmp.Compare(answers[b].score, answers[a].score)
		}
		da, db := r.docs[a].Article.Published, r.docs[b].Article.Published
		if req.Order == OldestFirst && da != "" && db != "" {
			da, db = db, da
		}
		return cmp.Compare(db, da)
	})
	for _, i := range found[:min(len(found), req.Size)] {
		if req.Order == ByScore && ranks(parsed) { // which of equals is first, sums in another order decide
			hits = append(hits, fmt.Sprintf("%.9f", answers[i].score))
			continue
		}
		hits = append(hits, r.docs[i].Article.ID)
	}
	top := newTop(ByEntity, req.Top)
	for name, n := range count {
		top.add(name, n)
	}
	return len(found), hits, top.counts()
}

var shelfQueries = []string{"ferry", "ferry storm", "ferry OR pier", `"lost boat"`, `"ferry ferry"`, `"crew found lost"`, "wind -crew", "-wind", "on:2024-03", "source:outlet",
	`source:"Outlet 3" (pier OR "night crew")`, "after:2024-06 night", "sto*", "title:ferry boat", "nowhere", "ferry (storm OR -pier) -night", "before:2024-02 OR title:pie*"}

// TestSearchAgainstReading compares hits, their order and facets with those
// worked out by reading every article, with articles replaced and deleted, with
// values in memory and without, and with the index in three parts.
func TestSearchAgainstReading(t *testing.T) {
	docs := shelved(1500)
	for i := range 40 { // once more, with other words
		d := docs[i*31]
		d.Article.Text = "ferry " + docs[i].Article.Text
		d.Article.Body.End = len(d.Article.Text)
		docs = append(docs, d)
	}
	want := newReference(docs)
	deleted := want.docs[7].Article.ID
	want.docs = slices.Delete(want.docs, 7, 8)
	one, _ := onDisk(t)
	var parts []*Index
	for i := range 3 {
		x, _ := onDisk(t)
		parts = append(parts, x)
		for from := 0; from < len(docs); from += 300 {
			some := docs[from:min(from+300, len(docs))]
			if i == 0 {
				filled(t, one, some)
			}
			var own []Doc
			for _, d := range some {
				if int(d.Article.ID[5])%3 == i {
					own = append(own, d)
				}
			}
			filled(t, x, own)
		}
	}
	for _, x := range append(parts, one) {
		if err := x.Delete([]string{deleted}, Reached{}); err != nil {
			t.Fatal(err)
		}
	}
	u, err := Union(parts)
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]*Index{"one index": one, "three parts": u} {
		t.Run(name, func(t *testing.T) { compare(t, x, want) })
		x.KeepValues()
		x.Warm()
		x.columns.Load().loads.Wait()
		t.Run(name+", values in memory", func(t *testing.T) { compare(t, x, want) })
	}
}

func compare(t *testing.T, x *Index, want *reference) {
	for _, q := range shelfQueries {
		for _, order := range []Order{ByScore, NewestFirst, OldestFirst} {
			req := Request{Text: q, Size: 25, Order: order, Facets: []Facet{ByEntity}, Top: 5}
			total, hits, entities := want.search(t, req)
			got, err := x.Search(context.Background(), req)
			if err != nil {
				t.Fatal(err)
			}
			var have []string
			for _, h := range got.Hits {
				if h.Score > 0 && order == ByScore {
					have = append(have, fmt.Sprintf("%.9f", h.Score))
					continue
				}
				have = append(have, h.Article.ID)
			}
			if d := gocmp.Diff(hits, have); d != "" || total != int(got.Total) || got.Counted != total {
				t.Errorf("%s, %q: %d hits, %d counted, want %d %s", q, order, got.Total, got.Counted, total, d)
			}
			if d := gocmp.Diff([]FacetCounts{entities}, got.Facets); d != "" {
				t.Errorf("%s: %s", q, d)
			}
		}
	}
}

// TestValuesFollow takes articles in while values are kept in memory.
func TestValuesFollow(t *testing.T) {
	x, _ := onDisk(t)
	x.KeepValues()
	docs := shelved(6000)
	for from := 0; from < len(docs); from += 1000 {
		filled(t, x, docs[from:from+1000])
		for range 2 { // while they are read in, and when they are
			got, err := x.Search(context.Background(), Request{Text: "ferry", Facets: []Facet{BySource}})
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, v := range got.Facets[0].Values {
				n += v.Count
			}
			if n < int(got.Total)*9/10 || n > int(got.Total)*11/10 || got.Counted == int(got.Total) && n != got.Counted {
				t.Errorf("of %d articles %d match, and %d are counted as %d", from+1000, got.Total, got.Counted, n)
			}
			x.Warm()
			x.columns.Load().loads.Wait()
		}
	}
	c := x.columns.Load()
	c.mu.Lock()
	defer c.mu.Unlock()
	bytes := 0
	for i := range c.fields {
		for _, w := range c.fields[i].words {
			bytes += len(w) + 40
		}
	}
	for _, cols := range c.leaves {
		bytes += bytesOf(cols)
	}
	if bytes != c.bytes {
		t.Errorf("%d bytes are kept, and %d noted", bytes, c.bytes)
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
		got := sample([][]uint32{c.docs})[0]
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
	run := func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := x.Search(context.Background(), req); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("read", run)
	x.KeepValues()
	x.Warm()
	x.columns.Load().loads.Wait()
	b.Run("kept", run)
}
