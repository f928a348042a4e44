package web

import (
	"encoding/json"
	"net/http"
	"sort"
	"strings"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
)

const hitsPerPage = 20

type searchPage struct {
	Query   string
	Order   string
	Total   uint64
	Hits    []hit
	Facets  []facet
	Months  []bar
	Next    string
	Problem *httpError
}

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

// bar is one month of the histogram; Height is in percent of the highest.
type bar struct {
	Month  string
	Count  int
	Height int
	Narrow string
}

var searchFacets = []bleveindex.Facet{bleveindex.BySource, bleveindex.ByEntity, bleveindex.BySpeaker, bleveindex.ByAttribute, bleveindex.ByLanguage}

func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	page := searchPage{Query: q.Get("q"), Order: q.Get("sort")}
	req := bleveindex.Request{Text: page.Query, Size: hitsPerPage, Order: order(page.Order), After: q.Get("after"), Facets: searchFacets, Top: 8}
	if f := format(r); f != "" {
		return s.searchTwin(w, r, req, f)
	}
	if strings.TrimSpace(page.Query) == "" {
		return s.page.render(w, http.StatusOK, "search", view{Title: "Search", Nav: "search", Data: page, Request: r})
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
	return s.page.render(w, status, "search", view{Title: "Search: " + page.Query, Nav: "search", Data: page, Request: r})
}

func order(s string) bleveindex.Order {
	switch o := bleveindex.Order(s); o {
	case bleveindex.NewestFirst, bleveindex.OldestFirst:
		return o
	}
	return bleveindex.ByScore
}

func (s *Server) fill(page *searchPage, res *bleveindex.Results, r *http.Request) {
	page.Total = res.Total
	page.Hits = foldCopies(res.Hits)
	if res.Next != "" {
		page.Next = with(r, "after", res.Next)
	}
	for _, f := range res.Facets {
		out := facet{Name: string(f.Facet)}
		for _, v := range f.Values {
			term := string(f.Facet) + `:"` + strings.ReplaceAll(v.Value, `"`, "") + `"`
			out.Values = append(out.Values, facetValue{Value: v.Value, Count: v.Count,
				Narrow: with(r, "q", page.Query+" "+term), Exclude: with(r, "q", page.Query+" -"+term)})
		}
		if len(out.Values) > 0 {
			page.Facets = append(page.Facets, out)
		}
	}
	page.Months = histogram(page.Hits, page.Query, r)
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
		out = append(out, hit{Hit: h, Snippet: pieces(h.Article.Text, h.Snippet, h.Marks)})
	}
	return out
}

// histogram counts the hits of the page by month.
func histogram(hits []hit, query string, r *http.Request) []bar {
	count := map[string]int{}
	highest := 0
	for _, h := range hits {
		if p := h.Article.Published; len(p) >= 7 {
			count[p[:7]]++
			highest = max(highest, count[p[:7]])
		}
	}
	var out []bar
	for m, n := range count {
		out = append(out, bar{m, n, 100 * n / highest, with(r, "q", query+" after:"+m+"-01 before:"+m+"-31")})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Month < out[j].Month })
	return out
}

// piece is a stretch of text, marked or not.
type piece struct {
	Text string
	Mark bool
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
