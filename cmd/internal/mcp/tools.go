package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/export"
	"twosource/corpus/resolve"
	"twosource/corpus/store"
)

// Bounds of one answer: a model's context is small.
const (
	usualItems = 10
	maxItems   = 50
)

func items(n int) int {
	if n <= 0 {
		return usualItems
	}
	return min(n, maxItems)
}

// SearchInput is what search is asked.
type SearchInput struct {
	Query  string `json:"query" jsonschema:"words, phrases and fields, for example: ferry speaker:\"Odile Brenner\" after:2023-03"`
	Sort   string `json:"sort,omitempty" jsonschema:"newest or oldest; empty for best first"`
	Limit  int    `json:"limit,omitempty" jsonschema:"articles wanted, 10 if left out, 50 at most"`
	Cursor string `json:"cursor,omitempty" jsonschema:"next of the answer before"`
}

// SearchOutput is a page of articles found.
type SearchOutput struct {
	Total    uint64  `json:"total"`
	Articles []Found `json:"articles"`
	Next     string  `json:"next"`
}

// Found is an article found.
type Found struct {
	ID        string `json:"id"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Passage   string `json:"passage"`
}

func (s *Server) search(ctx context.Context, _ *mcp.CallToolRequest, in SearchInput) (*mcp.CallToolResult, SearchOutput, error) {
	out := SearchOutput{Articles: []Found{}}
	err := s.with(func(st *store.Store) error {
		res, err := st.Index().Search(ctx, bleveindex.Request{Text: in.Query, Order: bleveindex.Order(in.Sort), Size: items(in.Limit), After: in.Cursor})
		if err != nil {
			return err
		}
		out.Total, out.Next = res.Total, res.Next
		for _, h := range res.Hits {
			a := &h.Article
			out.Articles = append(out.Articles, Found{a.ID, a.Source, a.Published, a.Title, a.URL, h.Snippet.In(a.Text)})
		}
		return nil
	})
	return nil, out, err
}

// ArticleInput names an article.
type ArticleInput struct {
	ID string `json:"id" jsonschema:"id of the article"`
}

// article answers with the object `twosource show --json` prints.
func (s *Server) article(ctx context.Context, _ *mcp.CallToolRequest, in ArticleInput) (*mcp.CallToolResult, any, error) {
	var b bytes.Buffer
	err := s.with(func(st *store.Store) error {
		d, err := st.Index().Document(ctx, in.ID)
		if err != nil {
			return err
		}
		if err := resolve.New(st.Index(), st.Decisions()).Resolve(ctx, &d.Article, &d.Facts); err != nil {
			return err
		}
		return export.Article(&b, &d.Article, &d.Facts)
	})
	return nil, json.RawMessage(bytes.TrimSpace(b.Bytes())), err
}

// ConflictsInput narrows the findings.
type ConflictsInput struct {
	Subject   string `json:"subject,omitempty" jsonschema:"part of the name of who or what it is about"`
	Attribute string `json:"attribute,omitempty" jsonschema:"what is stated of it: deaths, founded, chief executive, …"`
	Source    string `json:"source,omitempty" jsonschema:"an outlet that has a part in it"`
	Article   string `json:"article,omitempty" jsonschema:"id of an article that has a part in it"`
	Verdict   string `json:"verdict,omitempty" jsonschema:"contradiction, variant, update, scope or compatible; the first two if left out"`
	Limit     int    `json:"limit,omitempty" jsonschema:"findings wanted, 10 if left out, 50 at most"`
	Offset    int    `json:"offset,omitempty" jsonschema:"findings to leave out at the start"`
}

// ConflictsOutput is a page of findings.
type ConflictsOutput struct {
	Total    int       `json:"total"`
	Findings []Finding `json:"findings"`
}

// Finding is a finding in short; evidence has all of it.
type Finding struct {
	ID        string `json:"id"`
	Subject   string `json:"subject"`
	Attribute string `json:"attribute"`
	Verdict   string `json:"verdict"`
	Lane      string `json:"lane"`
	Status    string `json:"status"`
	Reason    string `json:"reason"`
	Sides     []Side `json:"sides"`
}

// Side is who says what.
type Side struct {
	Article   string `json:"article"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Value     string `json:"value"`
	Sentence  string `json:"sentence"`
}

// plain reports whether nothing but contradictions and variants is wanted.
func (in ConflictsInput) plain() bool {
	return in.Verdict == "" || in.Verdict == string(corpus.Contradiction) || in.Verdict == string(corpus.Variant)
}

func (in ConflictsInput) wants(c *corpus.Conflict) bool {
	switch {
	case in.Verdict != "" && string(c.Verdict) != in.Verdict,
		in.Verdict == "" && c.Verdict != corpus.Contradiction && c.Verdict != corpus.Variant,
		in.Subject != "" && !strings.Contains(strings.ToLower(c.Subject), strings.ToLower(in.Subject)),
		in.Attribute != "" && !strings.EqualFold(c.Attribute, in.Attribute):
		return false
	}
	for _, e := range c.Evidence {
		if (in.Source == "" || strings.EqualFold(e.Source, in.Source)) && (in.Article == "" || e.Article == in.Article) {
			return true
		}
	}
	return false
}

func (s *Server) conflicts(ctx context.Context, _ *mcp.CallToolRequest, in ConflictsInput) (*mcp.CallToolResult, ConflictsOutput, error) {
	out := ConflictsOutput{Findings: []Finding{}}
	err := s.with(func(st *store.Store) error {
		return s.each(ctx, st, in.plain(), func(c *corpus.Conflict) (bool, error) {
			if !in.wants(c) {
				return true, nil
			}
			if out.Total++; out.Total > in.Offset && len(out.Findings) < items(in.Limit) {
				out.Findings = append(out.Findings, finding(c, st))
			}
			return true, nil
		})
	})
	return nil, out, err
}

func finding(c *corpus.Conflict, st *store.Store) Finding {
	f := Finding{c.ID, c.Subject, c.Attribute, string(c.Verdict), c.Lane, string(c.Status), c.Reason, []Side{}}
	if f.Status == "" {
		f.Status = "open"
	}
	for _, e := range c.Evidence {
		if a, err := st.Index().Article(e.Article); err == nil {
			f.Sides = append(f.Sides, Side{e.Article, e.Source, e.Published, e.Claim.Value.Text, e.Claim.Sentence.In(a.Text)})
		}
	}
	return f
}

// EvidenceInput names a finding.
type EvidenceInput struct {
	ID string `json:"id" jsonschema:"id of the finding"`
}

// evidence answers with the object `twosource conflicts --json` prints.
func (s *Server) evidence(ctx context.Context, _ *mcp.CallToolRequest, in EvidenceInput) (*mcp.CallToolResult, any, error) {
	var b bytes.Buffer
	err := s.with(func(st *store.Store) error {
		found := false
		show := func(c *corpus.Conflict) (bool, error) {
			if c.ID != in.ID {
				return true, nil
			}
			found = true
			return false, export.Conflict(&b, c, func(id string) (string, bool) {
				a, err := st.Index().Article(id)
				return a.Text, err == nil
			})
		}
		for _, plain := range []bool{true, false} { // most are asked for that are kept
			if err := s.each(ctx, st, plain, show); found || err != nil {
				return err
			}
		}
		return fmt.Errorf("there is no finding %q", in.ID)
	})
	return nil, json.RawMessage(bytes.TrimSpace(b.Bytes())), err
}
