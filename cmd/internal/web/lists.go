package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"sort"
	"strings"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/export"
	"twosource/corpus/store"
)

func (s *Server) findingsTwin(w http.ResponseWriter, r *http.Request, list []corpus.Conflict) error {
	read := s.texts()
	if format(r) == "json" {
		w.Header().Set("Content-Type", "application/x-ndjson")
		enc := export.NewEncoder(w)
		for i := range list {
			if err := enc.Conflict(&list[i], read); err != nil {
				continue // its article is gone
			}
		}
		return nil
	}
	t, err := newTable(w, "conflicts", "id", "verdict", "lane", "subject", "attribute", "score", "status", "reason", "value", "source", "published", "sentence")
	if err != nil {
		return err
	}
	for _, c := range list {
		for _, e := range c.Evidence {
			text, _ := read(e.Article)
			err := t.row(c.ID, string(c.Verdict), c.Lane, c.Subject, c.Attribute, jsonNumber(c.Score), string(c.Status), c.Reason, e.Claim.Value.Text, e.Source, e.Published, e.Claim.Sentence.In(text))
			if err != nil {
				return err
			}
		}
	}
	return t.close()
}

// attributePage shows the values of one attribute of one subject over time.
type attributePage struct {
	Subject   string         `json:"subject"`
	Attribute string         `json:"attribute"`
	Rows      []attributeRow `json:"values"`
}

type attributeRow struct {
	AsOf     string `json:"as_of"`
	Value    string `json:"value"`
	Unit     string `json:"unit"`
	Source   string `json:"source"`
	Article  string `json:"article"`
	Path     string `json:"path"`
	Title    string `json:"title"`
	Sentence string `json:"sentence"`
	Origin   string `json:"origin"`
	Number   string `json:"number"` // decimal, "" where the value is none
	Start    int    `json:"start"`  // code points
	End      int    `json:"end"`
	Shown    string `json:"-"`
	Before   string `json:"-"` // Sentence, cut at the value
	Words    string `json:"-"`
	After    string `json:"-"`
	Series   string `json:"-"` // the first outlet of the row's origin: copies are one series
}

// values are all statements that were compared of one attribute of a subject.
func (s *Server) values(r *http.Request) (attributePage, error) {
	q := r.URL.Query()
	page := attributePage{Subject: q.Get("subject"), Attribute: q.Get("attribute")}
	list, err := s.findings(r.Context())
	if err != nil {
		return page, err
	}
	read := s.texts()
	seen := map[string]bool{}
	for _, c := range list {
		if !strings.EqualFold(c.Subject, page.Subject) || !strings.EqualFold(c.Attribute, page.Attribute) {
			continue
		}
		page.Subject, page.Attribute = c.Subject, c.Attribute
		for _, e := range slices.Concat(c.Evidence, c.Support) {
			key := e.Article + "\x1f" + itoa(e.Claim.Start)
			text, ok := read(e.Article)
			if seen[key] || !ok {
				continue
			}
			seen[key] = true
			page.Rows = append(page.Rows, newAttributeRow(e, text))
		}
	}
	slices.SortStableFunc(page.Rows, func(a, b attributeRow) int {
		return cmp.Or(cmp.Compare(a.AsOf, b.AsOf), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start))
	})
	first := map[string]string{}
	for i := range page.Rows {
		row := &page.Rows[i]
		if first[row.Origin] == "" {
			first[row.Origin] = outlet(row.Source, row.Path, row.Article)
		}
		row.Series = first[row.Origin]
		if row.Origin == "" {
			row.Series = outlet(row.Source, row.Path, row.Article)
		}
	}
	if len(page.Rows) == 0 {
		return page, missing("attribute with more than one value")
	}
	return page, nil
}

func (s *Server) attribute(w http.ResponseWriter, r *http.Request) error {
	page, err := s.values(r)
	if err != nil {
		return err
	}
	switch format(r) {
	case "json":
		return writeJSON(w, http.StatusOK, page)
	case "csv":
		t, err := newTable(w, "attribute", "as_of", "value", "unit", "source", "article", "sentence")
		if err != nil {
			return err
		}
		for _, x := range page.Rows {
			if err := t.row(x.AsOf, x.Value, x.Unit, x.Source, x.Article, x.Sentence); err != nil {
				return err
			}
		}
		return t.close()
	}
	return s.page.render(w, http.StatusOK, "attribute", view{Title: page.Subject + " · " + page.Attribute, Nav: "conflicts", Data: page, Request: r})
}

func newAttributeRow(e corpus.Evidence, text string) attributeRow {
	row := attributeRow{AsOf: e.Claim.AsOf, Value: e.Claim.Value.Text, Unit: e.Claim.Value.Quantity.Unit, Source: e.Source,
		Article: e.Article, Path: e.Path, Title: e.Title, Sentence: e.Claim.Sentence.In(text), Origin: e.Origin, Shown: shownValue(e.Claim)}
	row.Before, row.Words, row.After = atValue(e.Claim, text)
	var at export.Offsets
	at.Reset(text)
	row.Start, row.End = at.At(e.Claim.Start), at.At(e.Claim.End)
	if row.AsOf == "" {
		row.AsOf = e.Published
	}
	switch e.Claim.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		row.Number = e.Claim.Value.Quantity.Value.String()
	}
	return row
}

// agreementPage counts for each pair of sources how often they clash.
type agreementPage struct {
	Sources []string       `json:"sources"`
	Rows    []agreementRow `json:"rows"`
}

type agreementRow struct {
	Source string          `json:"source"`
	Cells  []agreementCell `json:"cells"`
}

type agreementCell struct {
	Other    string `json:"other"`
	Agree    int    `json:"agree"`
	Disagree int    `json:"disagree"`
	Self     bool   `json:"-"`
}

// maxSources is how many sources the matrix shows, those with most findings.
const maxSources = 20

func (s *Server) agreement(w http.ResponseWriter, r *http.Request) error {
	list, err := s.findings(r.Context())
	if err != nil {
		return err
	}
	page := agree(list)
	switch format(r) {
	case "json":
		return writeJSON(w, http.StatusOK, page)
	case "csv":
		t, err := newTable(w, "agreement", "source", "other", "agree", "disagree")
		if err != nil {
			return err
		}
		for _, row := range page.Rows {
			for _, c := range row.Cells {
				if err := t.row(row.Source, c.Other, itoa(c.Agree), itoa(c.Disagree)); err != nil {
					return err
				}
			}
		}
		return t.close()
	}
	return s.page.render(w, http.StatusOK, "agreement", view{Title: "Agreement of sources", Nav: "agreement", Data: page, Request: r})
}

// agree counts compared statements of each pair of sources.
func agree(list []corpus.Conflict) agreementPage {
	type pair struct{ a, b string }
	agreed, clashed, total := map[pair]int{}, map[pair]int{}, map[string]int{}
	for _, c := range list {
		sources := sourcesOf(&c)
		for i, a := range sources {
			for _, b := range sources[i+1:] {
				total[a]++
				total[b]++
				if c.Verdict == corpus.Contradiction {
					clashed[pair{a, b}]++
				} else {
					agreed[pair{a, b}]++
				}
			}
		}
	}
	var page agreementPage
	for name := range total {
		page.Sources = append(page.Sources, name)
	}
	sort.Slice(page.Sources, func(i, j int) bool {
		a, b := page.Sources[i], page.Sources[j]
		return total[a] > total[b] || total[a] == total[b] && a < b
	})
	page.Sources = page.Sources[:min(maxSources, len(page.Sources))]
	sort.Strings(page.Sources)
	for _, a := range page.Sources {
		row := agreementRow{Source: a}
		for _, b := range page.Sources {
			p := pair{min(a, b), max(a, b)}
			row.Cells = append(row.Cells, agreementCell{Other: b, Agree: agreed[p], Disagree: clashed[p], Self: a == b})
		}
		page.Rows = append(page.Rows, row)
	}
	return page
}

// sourcesOf are the distinct sources of a finding's evidence, sorted.
func sourcesOf(c *corpus.Conflict) []string {
	var out []string
	seen := map[string]bool{}
	for _, e := range c.Evidence {
		if e.Source != "" && !seen[e.Source] {
			seen[e.Source] = true
			out = append(out, e.Source)
		}
	}
	sort.Strings(out)
	return out
}

type entityPage struct {
	Prefix string
	Rows   []entityCount
	More   bool

	Decided []decidedName
}

type entityCount struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
}

// entities lists names by how many articles have them.
func (s *Server) entities(w http.ResponseWriter, r *http.Request) error {
	page := entityPage{Prefix: strings.TrimSpace(r.URL.Query().Get("name"))}
	all, err := s.names(r.Context(), page.Prefix)
	if err != nil {
		return err
	}
	switch format(r) {
	case "json":
		return writeJSON(w, http.StatusOK, all)
	case "csv":
		t, err := newTable(w, "entities", "name", "articles")
		if err != nil {
			return err
		}
		for _, x := range all {
			if err := t.row(x.Name, itoa(x.Articles)); err != nil {
				return err
			}
		}
		return t.close()
	}
	page.Rows = all[:min(rowsPerPage, len(all))]
	page.More = len(all) > len(page.Rows)
	for _, d := range inForce(s.o.Store.Decisions()) {
		page.Decided = append(page.Decided, decidedName{Decision: d, Undo: undo(d), Back: "/entities"})
	}
	return s.page.render(w, http.StatusOK, "entities", view{Title: "Names", Nav: "entities", Data: page, Request: r})
}

// names are the names that hold part, the most frequent first.
func (s *Server) names(ctx context.Context, part string) ([]entityCount, error) {
	return s.counted(ctx, bleveindex.ByEntity, part)
}

// counted are the values of a facet that hold part, the most frequent first.
func (s *Server) counted(ctx context.Context, f bleveindex.Facet, part string) ([]entityCount, error) {
	all := []entityCount{}
	part = strings.ToLower(part)
	err := s.o.Store.Index().Values(ctx, f, func(name string, n int) error {
		if part == "" || strings.Contains(strings.ToLower(name), part) {
			all = append(all, entityCount{name, n})
		}
		return nil
	})
	slices.SortFunc(all, byArticles)
	return all, err
}

// decide merges or splits names.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return formError(err)
	}
	field := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	d := corpus.Decision{ID: field("id"), Into: field("into"), Action: field("action"), Note: field("note")}
	if d.ID == "" || d.Into == "" || d.Action != "merge" && d.Action != "split" {
		return &httpError{http.StatusBadRequest, "A name is merged into another, or a variant split off.", ""}
	}
	if d.ID == d.Into {
		return &httpError{http.StatusBadRequest, "That is one and the same name.", ""}
	}
	if max(len(d.ID), len(d.Into)) > 500 || len(d.Note) > 4000 {
		return &httpError{http.StatusBadRequest, "That is too long.", "Names have up to 500 characters, notes up to 4,000."}
	}
	if err := s.keep(d); err != nil {
		return err
	}
	http.Redirect(w, r, ownPath(field("back"), "/entities"), http.StatusSeeOther)
	return nil
}

type runPage struct {
	Runs     []store.Run   `json:"runs"`
	Run      string        `json:"run,omitempty"`
	Failures []store.Input `json:"failures,omitempty"`
	Retry    string        `json:"retry"`
}

func (s *Server) runs(w http.ResponseWriter, r *http.Request) error {
	page := runPage{Run: r.URL.Query().Get("run"), Retry: "twosource ingest --retry-failed"}
	var err error
	if page.Runs, err = s.o.Store.Runs(r.Context()); err != nil {
		return err
	}
	for i, j := 0, len(page.Runs)-1; i < j; i, j = i+1, j-1 {
		page.Runs[i], page.Runs[j] = page.Runs[j], page.Runs[i]
	}
	if page.Run != "" {
		err := s.o.Store.Inputs(r.Context(), page.Run, func(in store.Input) error {
			if in.Status == store.Failed && len(page.Failures) < 1000 {
				page.Failures = append(page.Failures, in)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if format(r) == "json" {
		return writeJSON(w, http.StatusOK, page)
	}
	page.Runs = page.Runs[:min(100, len(page.Runs))]
	return s.page.render(w, http.StatusOK, "runs", view{Title: "Runs", Nav: "runs", Data: page, Request: r})
}
