package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"twosource/corpus/bleveindex"
)

// kinds of query, each made of a passage and a date of some article.
var kinds = []struct {
	name string
	ours func(words []string, month string) string
	bare func(words []string, month string) query.Query // nil where Bleve has no such field
}{
	{"words", func(w []string, _ string) string { return w[0] + " " + w[2] }, func(w []string, _ string) query.Query { return both(w[0], w[2]) }},
	{"common words", func([]string, string) string { return "people said" }, func([]string, string) query.Query { return both("people", "said") }},
	{"phrase", func(w []string, _ string) string { return `"` + w[0] + " " + w[1] + `"` }, func(w []string, _ string) query.Query { return bleve.NewPhraseQuery(w[:2], "body") }},
	{"speaker, month", func(w []string, m string) string { return "speaker:anna on:" + m }, nil},
	{"word, month, figure", func(w []string, m string) string { return w[0] + " on:" + m + " figure:>1000" }, nil},
}

// both asks for two words in the body.
func both(a, b string) query.Query {
	x, y := bleve.NewTermQuery(a), bleve.NewTermQuery(b)
	x.SetField("body")
	y.SetField("body")
	return bleve.NewConjunctionQuery(x, y)
}

var deskFacets = []bleveindex.Facet{bleveindex.BySource, bleveindex.ByEntity, bleveindex.BySpeaker, bleveindex.ByAttribute, bleveindex.ByLanguage, bleveindex.ByMonth}

// searches measures searches of several clients at a time, with the facets and
// highlights of the desk, and beside them Bleve's own search over the same
// index: once alone, once with the same facets.
func searches(out io.Writer, o corpusOptions, clients int) error {
	x, done, err := openIndex(o.dir)
	if err != nil {
		return err
	}
	defer done()
	passages, err := passagesOf(x, o.articles)
	if err != nil {
		return err
	}
	bare, err := openBare(o.dir)
	if err != nil {
		return err
	}
	defer bare.Close()
	fmt.Fprintf(out, "%d queries of each kind, %d clients\n%-22s %10s %10s %10s   %s\n", len(passages), clients, "", "hits", "p50 ms", "p99 ms", "Bleve alone p50/p99, with facets p50/p99")
	for _, k := range kinds {
		total := 0
		took := timed(clients, passages, func(p passage) {
			res, err := x.Search(context.Background(), bleveindex.Request{Text: k.ours(p.words, p.month), Size: 20, Facets: deskFacets, Top: 8})
			if err == nil && p.words[0] == passages[0].words[0] {
				total = int(res.Total)
			}
		})
		fmt.Fprintf(out, "%-22s %10d %10.1f %10.1f", k.name, total, ms(took[len(took)/2]), ms(took[len(took)*99/100]))
		for _, facets := range []bool{false, true} {
			if k.bare == nil {
				continue
			}
			took := timed(clients, passages, func(p passage) { _, _ = bare.Search(bareRequest(k.bare(p.words, p.month), facets)) })
			fmt.Fprintf(out, "  %8.1f %8.1f", ms(took[len(took)/2]), ms(took[len(took)*99/100]))
		}
		fmt.Fprintln(out)
	}
	return nil
}

func bareRequest(q query.Query, facets bool) *bleve.SearchRequest {
	r := bleve.NewSearchRequestOptions(q, 20, 0, false)
	if facets {
		for _, f := range []string{"n.source", "n.entity", "n.speaker", "n.attribute", "n.lang", "date"} {
			r.AddFacet(f, bleve.NewFacetRequest(f, 8))
		}
	}
	return r
}

// timed runs search for each passage, several at a time, and returns how long
// each took, sorted.
func timed(clients int, passages []passage, search func(passage)) []time.Duration {
	var all []time.Duration
	var mu sync.Mutex
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			for i := c; i < len(passages); i += clients {
				start := time.Now()
				search(passages[i])
				took := time.Since(start)
				mu.Lock()
				all = append(all, took)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.Sort(all)
	return all
}

// passage is what queries are made of.
type passage struct {
	words []string // three that follow each other
	month string
}

// passagesOf takes n passages from articles spread over the index.
func passagesOf(x *bleveindex.Index, n int) ([]passage, error) {
	ids, err := x.IDs(context.Background())
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	r := rand.New(rand.NewPCG(1, 1))
	var out []passage
	for range n {
		a, err := x.Article(ids[r.IntN(len(ids))])
		if err != nil {
			return nil, err
		}
		words := plainWords(a.Text)
		if len(words) < 4 || len(a.Published) < len("2006-01") {
			continue
		}
		at := r.IntN(len(words) - 3)
		out = append(out, passage{words[at : at+3], a.Published[:len("2006-01")]})
	}
	return out, nil
}

// plainWords are the words of a text without those that hold anything but
// letters.
func plainWords(text string) []string {
	var out []string
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" && !strings.HasSuffix(w, "s") {
			out = append(out, w)
		}
	}
	return out
}

// openBare opens the index of a corpus with Bleve alone.
func openBare(dir string) (bleve.Index, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "index-*"))
	if err != nil {
		return nil, err
	}
	return bleve.OpenUsing(paths[len(paths)-1], map[string]any{"read_only": true, "bolt_timeout": "5s"})
}
