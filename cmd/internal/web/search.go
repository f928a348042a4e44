package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/export/atom"
)

const hitsPerPage = 20

type searchPage struct {
	Query    string
	Order    string
	Total    uint64
	Articles uint64 // in the corpus
	Hits     []hit
	Facets   []facet
	Counted  int // hits the facets were counted on; counts of fewer than Total are estimates
	Time     histogram
	Next     string
	Problem  *httpError
}

// Estimated reports whether the counts of facets are estimates.
func (p *searchPage) Estimated() bool { return uint64(p.Counted) < p.Total && len(p.Facets) > 0 }

// hit is one article found; further copies of the same origin are folded.
type hit struct {
	bleveindex.Hit
	Copies  []bleveindex.Hit
	Snippet []piece
}

type facet struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	Value           string
	Count           int
	Narrow, Exclude string // addresses
}

var facetNames = map[bleveindex.Facet]string{
	bleveindex.BySource: "Source", bleveindex.ByEntity: "Name", bleveindex.BySpeaker: "Speaker", bleveindex.ByAttribute: "Stated", bleveindex.ByLanguage: "Language",
}

var searchFacets = []bleveindex.Facet{bleveindex.BySource, bleveindex.ByEntity, bleveindex.BySpeaker, bleveindex.ByAttribute, bleveindex.ByLanguage, bleveindex.ByMonth}

func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	var err error
	q := r.URL.Query()
	page := searchPage{Query: q.Get("q"), Order: q.Get("sort")}
	req := bleveindex.Request{Text: page.Query, Size: hitsPerPage, Order: order(page.Order), After: q.Get("after"), Facets: searchFacets, Top: 8}
	if f := format(r); f != "" {
		if f == "atom" {
			return s.searchFeed(w, r, req)
		}
		if f != "json" && f != "csv" {
			return missing("format")
		}
		return s.searchTwin(w, r, req, f)
	}
	if strings.TrimSpace(page.Query) == "" {
		if page.Articles, err = s.o.Store.Index().Count(); err != nil {
			return err
		}
		return s.page.render(w, http.StatusOK, "search", view{Title: "Search", Nav: "search", Data: &page, Request: r})
	}
	res, err := s.o.Store.Index().Search(r.Context(), req)
	status := http.StatusOK
	if err != nil {
		page.Problem = answer(err)
		if status = page.Problem.status; status >= 500 {
			return err
		}
	} else {
		s.fill(&page, res, r)
	}
	return s.page.render(w, status, "search", view{Title: "Search: " + page.Query, Nav: "search", Data: &page, Request: r})
}

func order(s string) bleveindex.Order {
	switch o := bleveindex.Order(s); o {
	case bleveindex.NewestFirst, bleveindex.OldestFirst:
		return o
	}
	return bleveindex.ByScore
}

func (s *Server) fill(page *searchPage, res *bleveindex.Results, r *http.Request) {
	page.Total, page.Counted = res.Total, res.Counted
	page.Hits = foldCopies(res.Hits)
	if res.Next != "" {
		page.Next = with(r, "after", res.Next)
	}
	for _, f := range res.Facets {
		if f.Facet == bleveindex.ByMonth {
			page.Time = newHistogram(f.Values, func(term string) string { return with(r, "q", page.Query+" "+term) })
			continue
		}
		out := facet{Name: facetNames[f.Facet]}
		for _, v := range f.Values {
			term := string(f.Facet) + `:"` + strings.ReplaceAll(v.Value, `"`, "") + `"`
			out.Values = append(out.Values, facetValue{Value: v.Value, Count: v.Count,
				Narrow: with(r, "q", page.Query+" "+term), Exclude: with(r, "q", page.Query+" -"+term)})
		}
		if len(out.Values) > 0 {
			page.Facets = append(page.Facets, out)
		}
	}
}

// foldCopies puts hits of one origin under the first of them.
func foldCopies(list []bleveindex.Hit) []hit {
	at := map[string]int{}
	var out []hit
	for _, h := range list {
		if i, ok := at[h.Origin]; ok && h.Origin != "" {
			out[i].Copies = append(out[i].Copies, h)
			continue
		}
		at[h.Origin] = len(out)
		out = append(out, hit{Hit: h, Snippet: snippet(&h)})
	}
	return out
}

// piece is a stretch of text, marked or not.
type piece struct {
	Text string
	Mark bool
}

// snippet is the passage of a hit with dots where the article goes on.
func snippet(h *bleveindex.Hit) []piece {
	a := &h.Article
	out := pieces(a.Text, h.Snippet, h.Marks)
	body := a.Body
	if body.Empty() {
		body.End = len(a.Text)
	}
	if h.Snippet.Start > body.Start {
		out[0].Text = "… " + out[0].Text
	}
	if h.Snippet.End < body.End {
		out = append(out, piece{Text: " …"})
	}
	return out
}

func pieces(text string, within corpus.Span, marked []corpus.Span) []piece {
	var out []piece
	at := within.Start
	for _, m := range marked {
		if m.Start < at || m.End > within.End {
			continue
		}
		out = append(out, piece{Text: text[at:m.Start]}, piece{m.In(text), true})
		at = m.End
	}
	return append(out, piece{Text: corpus.Span{Start: at, End: within.End}.In(text)})
}

// searchTwin streams all hits, page after page.
func (s *Server) searchTwin(w http.ResponseWriter, r *http.Request, req bleveindex.Request, f string) error {
	req.Size, req.Facets = 200, nil
	res, err := s.o.Store.Index().Search(r.Context(), req)
	if err != nil {
		return err
	}
	row, end, err := hitWriter(w, f)
	if err != nil {
		return err
	}
	for {
		for i := range res.Hits {
			if err := row(&res.Hits[i]); err != nil {
				return err
			}
		}
		if res.Next == "" {
			return end()
		}
		req.After = res.Next
		if res, err = s.o.Store.Index().Search(r.Context(), req); err != nil {
			return err
		}
	}
}

// searchFeed is a saved search as a feed: its newest articles.
func (s *Server) searchFeed(w http.ResponseWriter, r *http.Request, req bleveindex.Request) error {
	req.Size, req.Facets, req.Order, req.After = 50, nil, bleveindex.NewestFirst, ""
	res, err := s.o.Store.Index().Search(r.Context(), req)
	if err != nil {
		return err
	}
	articles := make([]corpus.Article, len(res.Hits))
	for i := range res.Hits {
		articles[i] = res.Hits[i].Article
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	feed := atom.Feed{ID: "tag:twosource,2026:search/" + url.PathEscape(req.Text), Title: "Search: " + req.Text, Self: base(r) + "/search.atom?" + url.Values{"q": {req.Text}}.Encode(), Updated: s.o.Now()}
	return atom.Articles(w, feed, articles, func(a *corpus.Article) string { return base(r) + "/article/" + url.PathEscape(a.ID) },
		func(i int) string { return res.Hits[i].Snippet.In(articles[i].Text) })
}

// base is the address of the desk as the client wrote it.
func base(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func hitWriter(w http.ResponseWriter, f string) (row func(*bleveindex.Hit) error, end func() error, err error) {
	if f == "csv" {
		t, err := newTable(w, "search", "id", "score", "source", "published", "title", "url", "snippet")
		if err != nil {
			return nil, nil, err
		}
		return func(h *bleveindex.Hit) error {
			a := &h.Article
			return t.row(a.ID, jsonNumber(h.Score), a.Source, a.Published, a.Title, a.URL, h.Snippet.In(a.Text))
		}, t.close, nil
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return func(h *bleveindex.Hit) error {
		a := &h.Article
		return enc.Encode(map[string]any{"id": a.ID, "score": h.Score, "source": a.Source, "published": a.Published, "title": a.Title, "url": a.URL, "snippet": h.Snippet.In(a.Text)})
	}, func() error { return nil }, nil
}

func jsonNumber(x float64) string {
	b, _ := json.Marshal(x)
	return string(b)
}
