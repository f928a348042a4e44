package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
)

// founded is an article that says when a firm was founded.
func founded(id, source, year string) store.Item {
	text := "Calder Rail, founded in " + year + ", runs the line.\n"
	at := strings.Index(text, year)
	c := corpus.Claim{
		Span: corpus.Span{Start: at, End: at + 4}, Sentence: corpus.Span{End: len(text) - 1},
		Subject: "Calder Rail", SubjectID: "org:calder-rail", SubjectAt: corpus.Span{End: 11},
		Attribute: "founded", Kind: corpus.KindDate, Behaviour: corpus.Invariant, Confidence: 0.9, Rule: "founded: test",
		Value: corpus.Value{Text: year, From: year + "-01-01", To: year + "-12-31"},
	}
	return store.Item{Document: consistency.Document{
		Article: corpus.Article{ID: id, Source: source, Title: "The line", Published: "2024-05-01", Language: "en", Text: text, Body: corpus.Span{End: len(text)}},
		Facts: corpus.Facts{
			Entities: []corpus.Entity{{Span: corpus.Span{End: 11}, Type: corpus.Org, Name: "Calder Rail", ID: "org:calder-rail"}},
			Claims:   []corpus.Claim{c},
		},
		Origin: id,
	}}
}

// connect fills a corpus and connects the library's client to a server on it.
func connect(t *testing.T) *mcp.ClientSession {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	st, err := store.Create(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Put(t.Context(), []store.Item{founded("a1", "The Daily", "1931"), founded("a2", "The Weekly", "1947")}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	s := New("test", func() (*store.Store, error) { return store.Open(dir, store.Options{ReadOnly: true}) })
	server, client := mcp.NewInMemoryTransports()
	if _, err := s.Connect(t.Context(), server); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), client, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

// call runs a tool and decodes its structured answer into out.
func call(t *testing.T, s *mcp.ClientSession, name string, args map[string]any, out any) *mcp.CallToolResult {
	t.Helper()
	res, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if out != nil && !res.IsError {
		b, err := json.Marshal(res.StructuredContent)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, out); err != nil {
			t.Fatalf("%s: %v in %s", name, err, b)
		}
	}
	return res
}

func TestToolsOnlyRead(t *testing.T) {
	res, err := connect(t).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range res.Tools {
		names = append(names, x.Name)
		if x.Annotations == nil || !x.Annotations.ReadOnlyHint {
			t.Errorf("%s is not marked as read-only", x.Name)
		}
	}
	if got := strings.Join(names, " "); got != "article conflicts evidence search" {
		t.Errorf("tools: %s", got)
	}
}

func TestSearchToEvidence(t *testing.T) {
	s := connect(t)
	var found SearchOutput
	call(t, s, "search", map[string]any{"query": "line", "limit": 1}, &found)
	if found.Total != 2 || len(found.Articles) != 1 || found.Next == "" {
		t.Fatalf("search: %+v", found)
	}
	var article struct {
		ID, Text string
		Claims   []struct{ Text string }
	}
	call(t, s, "article", map[string]any{"id": found.Articles[0].ID}, &article)
	if article.ID != found.Articles[0].ID || len(article.Claims) != 1 {
		t.Fatalf("article: %+v", article)
	}
	var list ConflictsOutput
	call(t, s, "conflicts", map[string]any{"subject": "calder"}, &list)
	if list.Total != 1 || len(list.Findings[0].Sides) != 2 {
		t.Fatalf("conflicts: %+v", list)
	}
	var finding struct {
		ID       string
		Evidence []struct{ Text, Sentence string }
	}
	call(t, s, "evidence", map[string]any{"id": list.Findings[0].ID}, &finding)
	if len(finding.Evidence) != 2 || !strings.Contains(finding.Evidence[0].Sentence, finding.Evidence[0].Text) {
		t.Fatalf("evidence: %+v", finding)
	}
}

func TestErrorsAreAnswers(t *testing.T) {
	s := connect(t)
	for _, c := range []struct {
		tool string
		args map[string]any
	}{
		{"search", map[string]any{"query": ")"}},
		{"search", map[string]any{"query": "a", "sort": "sideways"}},
		{"article", map[string]any{"id": "none"}},
		{"evidence", map[string]any{"id": "../../etc/passwd"}},
	} {
		if res := call(t, s, c.tool, c.args, nil); !res.IsError {
			t.Errorf("%s %v: no error", c.tool, c.args)
		}
	}
}

// A corpus that is served is not locked between calls.
func TestCorpusIsFreeBetweenCalls(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "corpus")
	st, err := store.Create(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st.Close()
	s := New("test", func() (*store.Store, error) { return store.Open(dir, store.Options{ReadOnly: true}) })
	if _, out, err := s.conflicts(t.Context(), nil, ConflictsInput{}); err != nil || out.Total != 0 {
		t.Fatal(out, err)
	}
	w, err := store.Open(dir, store.Options{})
	if err != nil {
		t.Fatalf("corpus is locked: %v", err)
	}
	if _, err := w.Put(t.Context(), []store.Item{founded("a1", "The Daily", "1931"), founded("a2", "The Weekly", "1947")}); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if _, out, err := s.conflicts(t.Context(), nil, ConflictsInput{}); err != nil || out.Total != 1 {
		t.Fatalf("new articles are not seen: %+v, %v", out, err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
}

// Of a corpus of shards no findings are kept: the server looks for them once, not at each
// call, until articles come into one of them.
func TestFindingsOfShardsAreLookedForOnce(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, item store.Item, open func(string, store.Options) (*store.Store, error)) {
		st, err := open(filepath.Join(dir, name), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = st.Put(t.Context(), []store.Item{item})
		if err := errors.Join(err, st.Close()); err != nil {
			t.Fatal(err)
		}
	}
	put("one", founded("a1", "The Daily", "1931"), store.Create)
	put("two", founded("a2", "The Weekly", "1947"), store.Create)
	if err := store.JoinShards(dir, []string{"one", "two"}, store.Options{}); err != nil {
		t.Fatal(err)
	}
	s := New("test", func() (*store.Store, error) { return store.Open(dir, store.Options{ReadOnly: true}) })
	total := func() int {
		_, out, err := s.conflicts(t.Context(), nil, ConflictsInput{})
		if err != nil {
			t.Fatal(err)
		}
		return out.Total
	}
	if n := total(); n != 1 || !s.have || len(s.findings) != n {
		t.Errorf("%d findings, %d are remembered", n, len(s.findings))
	}
	put("two", founded("a3", "The Post", "1955"), store.Open)
	if n := total(); n != 3 {
		t.Errorf("%d findings, want three", n)
	}
}
