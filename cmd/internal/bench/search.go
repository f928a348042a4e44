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
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"twosource/corpus/bleveindex"
)

// kinds of query, each made of a passage, a date and the outlet of some article.
var kinds = []struct {
	name string
	ours func(p passage) string
	bare func(p passage) query.Query // nil where Bleve has no such field, or no order of words
}{
	{"word", func(p passage) string { return p.words[0] }, func(p passage) query.Query { return word(p.words[0]) }},
	{"words", func(p passage) string { return p.words[0] + " " + p.words[2] }, func(p passage) query.Query { return both(p.words[0], p.words[2]) }},
	{"common word", func(passage) string { return "said" }, func(passage) query.Query { return word("said") }},
	{"common words", func(passage) string { return "people said" }, func(passage) query.Query { return both("people", "said") }},
	{"phrase", func(p passage) string { return `"` + p.phrase + `"` }, nil},
	{"two common words", func(p passage) string { return `"` + p.words[0] + " " + p.words[1] + `"` }, nil},
	{"common phrase", func(passage) string { return `"of the"` }, nil},
	{"month", func(p passage) string { return "on:" + p.month }, func(p passage) query.Query { return month(p.month) }},
	{"word, month", func(p passage) string { return p.words[0] + " on:" + p.month }, func(p passage) query.Query { return bleve.NewConjunctionQuery(word(p.words[0]), month(p.month)) }},
	{"outlet", func(p passage) string { return `source:"` + p.source + `"` }, nil},
	{"speaker, month", func(p passage) string { return "speaker:anna on:" + p.month }, nil},
	{"word, month, figure", func(p passage) string { return p.words[0] + " on:" + p.month + " figure:>1000" }, nil},
	{"word, source chosen", func(p passage) string { return p.words[0] + ` source:"` + p.source + `"` }, nil},
	{"word, beginning", func(p passage) string { return p.words[0] + " " + p.words[1][:min(3, len(p.words[1]))] + "*" }, nil},
}

// word asks for a word in the body.
func word(a string) query.Query {
	x := bleve.NewTermQuery(a)
	x.SetField("body")
	return x
}

// both asks for two words in the body.
func both(a, b string) query.Query {
	return bleve.NewConjunctionQuery(word(a), word(b))
}

// month asks for the days of a month.
func month(iso string) query.Query {
	x := bleve.NewTermRangeQuery(iso, iso+"-32")
	x.SetField("date")
	return x
}

var deskFacets = []bleveindex.Facet{bleveindex.BySource, bleveindex.ByEntity, bleveindex.BySpeaker, bleveindex.ByAttribute, bleveindex.ByLanguage, bleveindex.ByMonth}

// searches measures searches of several clients at a time, as from the command line
// and with the facets of the desk, and beside them Bleve's own search over the same
// index: once alone, without articles or snippets, once with the same facets. only names the kinds of query
// wanted, none means all.
func searches(out io.Writer, o corpusOptions, queries, clients int, only []string) error {
	x, done, err := openIndex(o.dir)
	if err != nil {
		return err
	}
	defer done()
	passages, err := passagesOf(x, queries)
	if err != nil {
		return err
	}
	bare, err := openBare(o.dir)
	if err != nil {
		return err
	}
	defer bare.Close()
	x.KeepValues()
	if err := settle(x); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d queries of each kind, %d clients; p50, p99 and CPU in ms\n%-22s %8s %26s   with facets %14s  Bleve alone, and with facets\n",
		len(passages), clients, "", "hits", "", "")
	for _, k := range kinds {
		if len(only) > 0 && !slices.Contains(only, k.name) {
			continue
		}
		total := uint64(0)
		took, cpu := timed(clients, passages, func(p passage) {
			if res, err := x.Search(context.Background(), bleveindex.Request{Text: k.ours(p)}); err == nil {
				atomic.AddUint64(&total, res.Total)
			}
		})
		fmt.Fprintf(out, "%-22s %8d %s", k.name, total/uint64(len(took)), figures(took, cpu))
		took, cpu = timed(clients, passages, func(p passage) { _, _ = x.Search(context.Background(), deskRequest(k.ours(p))) })
		fmt.Fprintf(out, "  %s", figures(took, cpu))
		for _, facets := range []bool{false, true} {
			if k.bare == nil {
				continue
			}
			few := passages[:max(1, len(passages)/10)]
			if facets {
				few = few[:1] // a second, where many match
			}
			took, cpu := timed(clients, few, func(p passage) { _, _ = bare.Search(bareRequest(k.bare(p), facets)) })
			fmt.Fprintf(out, "  %s", figures(took, cpu))
		}
		fmt.Fprintln(out)
	}
	return nil
}

func deskRequest(text string) bleveindex.Request {
	return bleveindex.Request{Text: text, Size: 20, Facets: deskFacets, Top: 8}
}

// figures are the median and the 99th percentile of sorted times, and the CPU
// time of each.
func figures(took []time.Duration, cpu time.Duration) string {
	return fmt.Sprintf("%8.1f %8.1f %8.1f", ms(took[len(took)/2]), ms(took[len(took)*99/100]), ms(cpu)/float64(len(took)))
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
// each took, sorted, and the CPU time of all.
func timed(clients int, passages []passage, search func(passage)) ([]time.Duration, time.Duration) {
	cpu := cpuTime()
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
	return all, cpuTime() - cpu
}

// passage is what queries are made of.
type passage struct {
	words  []string // three plain ones in their order
	phrase string   // six words that follow each other
	month  string
	source string
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
		words, all := plainWords(a.Text), strings.Fields(a.Text)
		if len(words) < 4 || len(all) < 6 || len(a.Published) < len("2006-01") {
			continue
		}
		at, from := r.IntN(len(words)-3), r.IntN(len(all)-5)
		phrase := strings.Map(withoutMarks, strings.Join(all[from:from+6], " "))
		out = append(out, passage{words[at : at+3], phrase, a.Published[:len("2006-01")], a.Source})
	}
	return out, nil
}

// withoutMarks drops quotation marks, which would end a phrase.
func withoutMarks(r rune) rune {
	if strings.ContainsRune("\"“”", r) {
		return -1
	}
	return r
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
