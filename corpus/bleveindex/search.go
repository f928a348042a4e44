package bleveindex

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2/search"
	index "github.com/blevesearch/bleve_index_api"

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
	// Counted is how many hits the facets were counted on. Where it is less than
	// Total, the counts are estimates from hits spread over the whole corpus.
	Counted int
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
	if err := req.check(); err != nil {
		return nil, err
	}
	timeout := req.Timeout
	if timeout == 0 {
		timeout = 10 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	out := &Results{}
	var f *found
	err = x.read("search", func(r index.IndexReader) (err error) {
		if f, err = x.find(ctx, r, parsed, &req); err != nil {
			return err
		}
		out.Facets, out.Counted, err = countFacets(ctx, r, f.docs, &req)
		return err
	})
	if err != nil {
		return nil, searchError(err, timeout)
	}
	out.Total = f.total
	if err := x.hits(out, f.best, wanted(parsed)); err != nil {
		return nil, err
	}
	if n := len(f.best); n == req.size() && uint64(n) < f.total {
		out.Next = cursor(&f.best[n-1], req.Order)
	}
	return out, nil
}

// find runs a query on a view of the index.
func (x *Index) find(ctx context.Context, r index.IndexReader, parsed node, req *Request) (*found, error) {
	ctx = context.WithValue(ctx, search.GetScoringModelCallbackKey, search.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	stats, err := lengths(r)
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, search.BM25StatsKey, stats)
	s, err := compile(parsed).Searcher(ctx, r, x.bleve.Mapping(), search.SearcherOptions{})
	if err != nil {
		return nil, err
	}
	f, err := collect(ctx, r, s, req)
	return f, errors.Join(err, s.Close())
}

// usual is about how many words a field of an article has. Left to itself Bleve
// takes the sizes of the dictionaries of all segments for the length of all
// articles: some four words each, and other scores for the same articles where
// they came in other batches or lie in shards.
var usual = map[string]int{
	fieldBody: 400, fieldTitle: 9, fieldEntity: 30, fieldSpeaker: 4, fieldSource: 2, fieldAuthor: 3,
	fieldDay: 5, fieldFigure: 60, fieldClaim: 40, fieldBand: 16, fieldOrigin: 1, fieldDate: 1, fieldAlias: 30,
	"*": 1, "_id": 1, "_all": 1, // Bleve's own, of queries for all articles and for some
	facetEntity: 15, facetSpeaker: 2, facetSource: 1, facetAttribute: 8, facetLanguage: 1,
}

func lengths(r index.IndexReader) (*search.BM25Stats, error) {
	n, err := r.DocCount()
	if err != nil {
		return nil, err
	}
	stats := &search.BM25Stats{DocCount: float64(n), FieldCardinality: make(map[string]int, len(usual))}
	for field, words := range usual {
		stats.FieldCardinality[field] = words * int(n)
	}
	return stats, nil
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

// check refuses orders and facets there are not, and cursors of other searches.
func (r *Request) check() error {
	if r.Order != ByScore && r.Order != NewestFirst && r.Order != OldestFirst {
		return wrong("orders are newest and oldest", "there is no order %q", r.Order)
	}
	for _, f := range r.Facets {
		if _, ok := facetFields[f]; !ok {
			return wrong("facets are source, entity, speaker, attribute, language, month", "there is no facet %q", f)
		}
	}
	if r.After == "" {
		return nil
	}
	_, err := parseCursor(r.After, r.Order)
	return err
}

func (r *Request) size() int {
	if r.Size <= 0 {
		return 10
	}
	return min(r.Size, MaxSize)
}

func (r *Request) top() int { return cmp.Or(r.Top, 10) }

// cursor is the place after a hit: the order it belongs to and the hit's sort
// values.
func cursor(h *scored, order Order) string {
	first := strconv.FormatFloat(h.score, 'g', -1, 64)
	if order != ByScore {
		first = h.sort
	}
	b, err := json.Marshal([3]string{string(order), first, h.id})
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

// hits loads the articles found and cuts their snippets.
func (x *Index) hits(out *Results, best []scored, w lookup) error {
	for _, h := range best {
		a, origin, err := x.articleOrigin(h.id)
		if err != nil {
			return err
		}
		hit := Hit{Score: h.score, Article: a, Origin: origin}
		hit.Snippet, hit.Marks = w.snippet(a.Text, a.Body)
		hit.Title = w.marks(a.Title)
		out.Hits = append(out.Hits, hit)
	}
	return nil
}
