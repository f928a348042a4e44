package bleveindex

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"

	"twosource/corpus"
)

// Facet is something hits can be counted by.
type Facet string

// Facets.
const (
	BySource    Facet = "source"
	ByEntity    Facet = "entity"
	BySpeaker   Facet = "speaker"
	ByAttribute Facet = "attribute"
	ByLanguage  Facet = "language"
	ByMonth     Facet = "month" // of publication, "2023-03"; all months, in order, undated articles left out
)

var facetFields = map[Facet]string{
	BySource: facetSource, ByEntity: facetEntity, BySpeaker: facetSpeaker, ByAttribute: facetAttribute, ByLanguage: facetLanguage,
	ByMonth: fieldDate,
}

// maxDates bounds the different times of publication that ByMonth counts.
const maxDates = 1 << 20

// Order is the order of hits.
type Order string

// Orders. The zero Order is ByScore. Equal hits are ordered by id.
const (
	ByScore     Order = ""
	NewestFirst Order = "newest"
	OldestFirst Order = "oldest"
)

// MaxSize is the most hits one search returns; more are had page by page.
const MaxSize = 1000

// Request is a search.
type Request struct {
	Text    string        // the query, see package comment of the query language in query.go
	Size    int           // hits wanted; 0 means 10
	Order   Order         //
	After   string        // Next of the page before, "" for the first page
	Facets  []Facet       //
	Top     int           // values of each facet; 0 means 10
	Timeout time.Duration // 0 means 10 s
}

// Results are the hits of a search.
type Results struct {
	Total  uint64 // articles that match
	Hits   []Hit
	Next   string // cursor of the page after, "" if this is the last
	Facets []FacetCounts
}

// Hit is one article found.
type Hit struct {
	Score   float64
	Article corpus.Article
	Origin  string        // cluster of copies it belongs to
	Snippet corpus.Span   // the passage of Article.Text that answers best
	Marks   []corpus.Span // the words searched for, within Snippet
	Title   []corpus.Span // the same in Article.Title
}

// FacetCounts are the most frequent values of a facet among all hits.
type FacetCounts struct {
	Facet  Facet
	Values []FacetValue
	Other  int // articles with other values, counted once a value
}

// FacetValue is a value with the number of articles that hold it.
type FacetValue struct {
	Value string
	Count int
}

// Search runs a query. A QueryError is the user's to mend; a search that runs
// out of time fails with context.DeadlineExceeded.
func (x *Index) Search(ctx context.Context, req Request) (*Results, error) {
	parsed, err := parse(req.Text)
	if err != nil {
		return nil, err
	}
	br, err := x.request(parsed, req)
	if err != nil {
		return nil, err
	}
	timeout := req.Timeout
	if timeout == 0 {
		timeout = 10 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var res *bleve.SearchResult
	err = guard("search", func() (err error) {
		res, err = x.bleve.SearchInContext(ctx, br)
		return err
	})
	if err != nil {
		return nil, searchError(err, timeout)
	}
	out := &Results{Total: res.Total, Facets: facetCounts(res, req.Facets)}
	if err := x.hits(out, res, wanted(parsed)); err != nil {
		return nil, err
	}
	if n := len(res.Hits); n == br.Size && uint64(n) < res.Total {
		out.Next = cursor(res.Hits[n-1], req.Order)
	}
	return out, nil
}

func searchError(err error, timeout time.Duration) error {
	var q *QueryError
	switch {
	case errors.As(err, &q):
		return q
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("search took longer than %v: %w", timeout, err)
	}
	return fmt.Errorf("search: %w", err)
}

func (x *Index) request(parsed node, req Request) (*bleve.SearchRequest, error) {
	size := req.Size
	if size <= 0 {
		size = 10
	}
	br := bleve.NewSearchRequestOptions(compile(parsed), min(size, MaxSize), 0, false)
	switch req.Order {
	case ByScore:
		br.SortBy([]string{"-_score", "_id"})
	case NewestFirst:
		br.SortBy([]string{"-" + fieldDate, "_id"})
	case OldestFirst:
		br.SortBy([]string{fieldDate, "_id"})
	default:
		return nil, wrong("orders are newest and oldest", "there is no order %q", req.Order)
	}
	if req.After != "" {
		after, err := parseCursor(req.After, req.Order)
		if err != nil {
			return nil, err
		}
		br.SearchAfter = after
	}
	for _, f := range req.Facets {
		name, ok := facetFields[f]
		if !ok {
			return nil, wrong("facets are source, entity, speaker, attribute, language, month", "there is no facet %q", f)
		}
		top := cmp.Or(req.Top, 10)
		if f == ByMonth {
			top = maxDates
		}
		br.AddFacet(string(f), bleve.NewFacetRequest(name, top))
	}
	return br, nil
}

// cursor is the place after a hit: the order it belongs to and the hit's sort
// values.
func cursor(h *search.DocumentMatch, order Order) string {
	first := strconv.FormatFloat(h.Score, 'g', -1, 64)
	if order != ByScore && len(h.Sort) > 0 {
		first = h.Sort[0]
	}
	b, err := json.Marshal([3]string{string(order), first, h.ID})
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func parseCursor(s string, order Order) ([]string, error) {
	var parts [3]string
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &parts)
	}
	if err == nil && order == ByScore {
		_, err = strconv.ParseFloat(parts[1], 64)
	}
	if err != nil || parts[0] != string(order) {
		return nil, wrong("start at the first page", "the cursor does not belong to this search")
	}
	return parts[1:], nil
}

func facetCounts(res *bleve.SearchResult, facets []Facet) []FacetCounts {
	out := make([]FacetCounts, 0, len(facets))
	for _, f := range facets {
		counts := FacetCounts{Facet: f}
		if f == ByMonth {
			counts.Values = months(res.Facets[string(f)])
			out = append(out, counts)
			continue
		}
		if r := res.Facets[string(f)]; r != nil {
			counts.Other = r.Other
			for _, t := range r.Terms.Terms() {
				counts.Values = append(counts.Values, FacetValue{t.Term, t.Count})
			}
		}
		slices.SortStableFunc(counts.Values, func(a, b FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		out = append(out, counts)
	}
	return out
}

// months adds up times of publication by month.
func months(r *search.FacetResult) []FacetValue {
	if r == nil {
		return nil
	}
	count := make(map[string]int)
	for _, t := range r.Terms.Terms() {
		if len(t.Term) >= len("2006-01") {
			count[t.Term[:len("2006-01")]] += t.Count
		}
	}
	out := make([]FacetValue, 0, len(count))
	for month, n := range count {
		out = append(out, FacetValue{month, n})
	}
	slices.SortFunc(out, func(a, b FacetValue) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

// hits loads the articles found and cuts their snippets.
func (x *Index) hits(out *Results, res *bleve.SearchResult, w lookup) error {
	for _, h := range res.Hits {
		a, origin, err := x.articleOrigin(h.ID)
		if err != nil {
			return err
		}
		hit := Hit{Score: h.Score, Article: a, Origin: origin}
		hit.Snippet, hit.Marks = w.snippet(a.Text, a.Body)
		hit.Title = w.marks(a.Title)
		out.Hits = append(out.Hits, hit)
	}
	return nil
}
