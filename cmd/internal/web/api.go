package web

import (
	"cmp"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/export"
)

// openapi describes the routes below; a test keeps the two together.
//
//go:embed openapi.yaml
var openapi []byte

// apiRoutes is the read-only JSON API.
func (s *Server) apiRoutes() map[string]func(http.ResponseWriter, *http.Request) error {
	return map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /api/v1/search":         s.apiSearch,
		"GET /api/v1/articles/{id}":  s.apiArticle,
		"GET /api/v1/conflicts":      s.apiConflicts,
		"GET /api/v1/conflicts/{id}": s.apiConflict,
		"GET /api/v1/evidence":       s.apiEvidence,
		"GET /api/v1/entities":       s.apiEntities,
		"GET /api/v1/quotes":         s.apiQuotes,
	}
}

// list is a page of a list. Next is the cursor of the page after, "" on the
// last.
type list struct {
	Total  *uint64                    `json:"total,omitempty"`
	Items  []json.RawMessage          `json:"items"`
	Facets map[string][]apiFacetValue `json:"facets,omitempty"`
	// Counted is how many hits the facets were counted on: less than Total
	// makes their counts estimates. Nil without facets.
	Counted *int   `json:"facets_counted_on,omitempty"`
	Next    string `json:"next"`
}

type apiFacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func (l *list) add(v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	l.Items = append(l.Items, b)
	return nil
}

// marshal is json.Marshal that leaves <, > and & as they are: the answer is
// never HTML.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}

const maxLimit = 200

// limit reads ?limit, the number of items wanted.
func limit(r *http.Request) (int, error) {
	raw := r.URL.Query().Get("limit")
	if raw == "" {
		return 20, nil
	}
	n, err := strconv.Atoi(raw)
	if err != nil || n < 1 || n > maxLimit {
		return 0, &httpError{http.StatusBadRequest, "limit is a number from 1 to " + itoa(maxLimit) + ".", ""}
	}
	return n, nil
}

// fresh writes the tag of an answer made at an index sequence, and reports
// whether the client has it already; then it is told so.
func (s *Server) fresh(w http.ResponseWriter, r *http.Request, seq uint64) bool {
	tag := fmt.Sprintf(`W/"%x-%d-%d"`, s.started, seq, s.decided.Load())
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	for _, t := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if t = strings.TrimSpace(t); t == tag || t == "*" || "W/"+t == tag {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

// known is fresh for answers that come straight from the index.
func (s *Server) known(w http.ResponseWriter, r *http.Request) (bool, error) {
	reached, err := s.o.Store.Index().Reached()
	if err != nil {
		return false, err
	}
	return s.fresh(w, r, reached.Seq), nil
}

// apiHit is an article found.
type apiHit struct {
	ID        string   `json:"id"`
	Score     float64  `json:"score"`
	Source    string   `json:"source"`
	Published string   `json:"published"`
	Title     string   `json:"title"`
	URL       string   `json:"url"`
	Path      string   `json:"path"`
	Origin    string   `json:"origin"`
	Snippet   apiSpan  `json:"snippet"`
	Marks     [][2]int `json:"marks"` // code points
}

type apiSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

func newAPIHit(h *bleveindex.Hit) apiHit {
	var at export.Offsets
	at.Reset(h.Article.Text)
	a := &h.Article
	out := apiHit{a.ID, h.Score, a.Source, a.Published, a.Title, a.URL, a.Path, h.Origin,
		apiSpan{at.At(h.Snippet.Start), at.At(h.Snippet.End), h.Snippet.In(a.Text)}, [][2]int{}}
	for _, m := range h.Marks {
		out.Marks = append(out.Marks, [2]int{at.At(m.Start), at.At(m.End)})
	}
	return out
}

func (s *Server) apiSearch(w http.ResponseWriter, r *http.Request) error {
	n, err := limit(r)
	if err != nil {
		return err
	}
	if done, err := s.known(w, r); done || err != nil {
		return err
	}
	q := r.URL.Query()
	req := bleveindex.Request{Text: q.Get("q"), Size: n, Order: bleveindex.Order(q.Get("sort")), After: q.Get("cursor")}
	if f := q.Get("facets"); f != "" {
		for _, name := range strings.Split(f, ",") {
			req.Facets = append(req.Facets, bleveindex.Facet(strings.TrimSpace(name)))
		}
	}
	res, err := s.o.Store.Index().Search(r.Context(), req)
	if err != nil {
		return err
	}
	out := list{Total: &res.Total, Items: []json.RawMessage{}, Next: res.Next}
	for i := range res.Hits {
		if err := out.add(newAPIHit(&res.Hits[i])); err != nil {
			return err
		}
	}
	for _, f := range res.Facets {
		out.Counted = &res.Counted
		if out.Facets == nil {
			out.Facets = map[string][]apiFacetValue{}
		}
		values := []apiFacetValue{}
		for _, v := range f.Values {
			values = append(values, apiFacetValue(v))
		}
		out.Facets[string(f.Facet)] = values
	}
	return writeJSON(w, http.StatusOK, out)
}

func (s *Server) apiArticle(w http.ResponseWriter, r *http.Request) error {
	if done, err := s.known(w, r); done || err != nil {
		return err
	}
	d, err := s.document(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return export.Article(w, &d.Article, &d.Facts)
}

func (s *Server) apiConflicts(w http.ResponseWriter, r *http.Request) error {
	n, err := limit(r)
	if err != nil {
		return err
	}
	all, seq, err := s.findingsAt(r.Context())
	if err != nil {
		return err
	}
	if s.fresh(w, r, seq) {
		return nil
	}
	from, err := after(all, r.URL.Query().Get("cursor"))
	if err != nil {
		return err
	}
	f := readFilter(r)
	out := list{Items: []json.RawMessage{}}
	var total uint64
	var b strings.Builder
	enc, read := export.NewEncoder(&b), s.texts()
	for i := range all {
		if !f.wants(&all[i]) {
			continue
		}
		total++
		switch {
		case i < from:
		case len(out.Items) < n:
			b.Reset()
			if enc.Conflict(&all[i], read) == nil { // else its article is gone
				out.Items = append(out.Items, json.RawMessage(strings.TrimSpace(b.String())))
				out.Next = encodeCursor(all[i].ID)
			}
		default:
			from = len(all) + 1 // there is more
		}
	}
	if from <= len(all) {
		out.Next = ""
	}
	out.Total = &total
	return writeJSON(w, http.StatusOK, out)
}

// after is the index of the finding that follows the cursor's.
func after(all []corpus.Conflict, cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	id, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		for i := range all {
			if all[i].ID == string(id) {
				return i + 1, nil
			}
		}
	}
	return 0, &httpError{http.StatusBadRequest, "The cursor does not belong to this list.", "Start at the first page: the findings have changed."}
}

func encodeCursor(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func (s *Server) apiConflict(w http.ResponseWriter, r *http.Request) error {
	c, err := s.one(r)
	if err != nil {
		return err
	}
	if done, err := s.known(w, r); done || err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return export.Conflict(w, c, s.texts())
}

// apiEvidence lists every statement compared of one attribute of one subject.
func (s *Server) apiEvidence(w http.ResponseWriter, r *http.Request) error {
	page, err := s.values(r)
	if err != nil {
		return err
	}
	out := list{Items: []json.RawMessage{}}
	total := uint64(len(page.Rows))
	out.Total = &total
	for _, row := range page.Rows {
		if err := out.add(row); err != nil {
			return err
		}
	}
	return writeJSON(w, http.StatusOK, out)
}

func (s *Server) apiEntities(w http.ResponseWriter, r *http.Request) error {
	n, err := limit(r)
	if err != nil {
		return err
	}
	if done, err := s.known(w, r); done || err != nil {
		return err
	}
	all, err := s.names(r.Context(), r.URL.Query().Get("name"))
	if err != nil {
		return err
	}
	from := 0
	if c := r.URL.Query().Get("cursor"); c != "" {
		var last entityCount
		b, err := base64.RawURLEncoding.DecodeString(c)
		if err != nil || json.Unmarshal(b, &last) != nil {
			return &httpError{http.StatusBadRequest, "The cursor does not belong to this list.", "Start at the first page."}
		}
		from, _ = slices.BinarySearchFunc(all, last, byArticles)
		if from < len(all) && all[from] == last {
			from++
		}
	}
	total := uint64(len(all))
	out := list{Total: &total, Items: []json.RawMessage{}}
	end := min(len(all), from+n)
	for _, x := range all[from:end] {
		if err := out.add(x); err != nil {
			return err
		}
	}
	if end < len(all) {
		b, err := json.Marshal(all[end-1])
		if err != nil {
			return err
		}
		out.Next = encodeCursor(string(b))
	}
	return writeJSON(w, http.StatusOK, out)
}

// byArticles orders names by how many articles have them, then by name.
func byArticles(a, b entityCount) int {
	return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name))
}

// apiQuotes lists what a speaker said, newest first. A page holds the quotes
// of limit articles.
func (s *Server) apiQuotes(w http.ResponseWriter, r *http.Request) error {
	n, err := limit(r)
	if err != nil {
		return err
	}
	if done, err := s.known(w, r); done || err != nil {
		return err
	}
	page := quotePage{Speaker: strings.TrimSpace(r.URL.Query().Get("speaker"))}
	if page.Speaker == "" {
		return &httpError{http.StatusBadRequest, "speaker is missing.", ""}
	}
	next, err := s.quotesOf(r.Context(), &page, n, r.URL.Query().Get("cursor"))
	if err != nil {
		return err
	}
	out := list{Items: []json.RawMessage{}, Next: next}
	for _, q := range page.Rows {
		if err := out.add(q); err != nil {
			return err
		}
	}
	return writeJSON(w, http.StatusOK, out)
}

func serveOpenAPI(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/yaml; charset=utf-8")
	_, _ = w.Write(openapi)
}

// about is the page that tells of the API.
func (s *Server) about(w http.ResponseWriter, r *http.Request) error {
	return s.page.render(w, http.StatusOK, "api", view{Title: "API", Request: r})
}
