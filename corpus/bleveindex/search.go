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

// Orders. The zero Order is ByScore, or NewestFirst where nothing in the query
// ranks. Equal hits are ordered by id.
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
	err = x.read("search", func(r index.IndexReader) error { return x.search(ctx, r, parsed, &req, out) })
	if err != nil {
		return nil, searchError(err, timeout)
	}
	return out, nil
}

// searching is a search of one view of the index.
type searching struct {
	ctx     context.Context
	req     *Request
	order   Order
	leaves  []*leaf
	columns *viewed // nil if values are not in memory
}

// ranks reports whether a query tells better articles from worse: days, figures
// and the like do not.
func ranks(n node) bool {
	switch n := n.(type) {
	case allOf:
		return slices.ContainsFunc(n, ranks)
	case anyOf:
		return slices.ContainsFunc(n, ranks)
	case match:
		return n.field == "" || usual[n.field] > 0
	}
	return false
}

// search runs a query on a view of the index.
func (x *Index) search(ctx context.Context, r index.IndexReader, parsed node, req *Request, out *Results) (err error) {
	s := &searching{ctx: ctx, req: req, order: req.Order}
	if s.leaves, err = leavesOf(r); err != nil {
		return err
	}
	p := planner{ctx: ctx, leaves: s.leaves}
	if p.docs, err = r.DocCount(); err != nil {
		return err
	}
	plan, err := p.plan(parsed)
	if err != nil {
		return err
	}
	if c := x.columns.Load(); c != nil {
		if s.columns, err = c.view(x, s.leaves); err != nil {
			return err
		}
	}
	if s.order == ByScore && !ranks(parsed) {
		s.order = NewestFirst
	}
	f, err := s.collect(plan)
	if err != nil {
		return err
	}
	out.Total = uint64(f.total)
	if out.Facets, out.Counted, err = s.countFacets(f.docs); err != nil {
		return err
	}
	if n := len(f.best); n == req.size() && n < f.total {
		out.Next = cursor(&f.best[n-1], s.order)
	}
	return x.hits(out, f.best, wanted(parsed))
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
	return nil
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
	first := h.date
	if order == ByScore {
		first = strconv.FormatFloat(h.score, 'g', -1, 64)
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
	for i := range best {
		a, origin, err := x.hitArticle(&best[i])
		if err != nil {
			return err
		}
		hit := Hit{Score: best[i].score, Article: a, Origin: origin}
		hit.Snippet, hit.Marks = w.snippet(a.Text, a.Body)
		hit.Title = w.marks(a.Title)
		out.Hits = append(out.Hits, hit)
	}
	return nil
}

// hitArticle reads an article found, in the view it was found in.
func (x *Index) hitArticle(h *scored) (a corpus.Article, origin string, err error) {
	if x.mem != nil {
		return x.articleOrigin(h.id)
	}
	origin, err = x.decode(h.leaf, h.doc, &a, nil)
	return a, origin, err
}
