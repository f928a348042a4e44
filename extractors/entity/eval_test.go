package entity

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

// TestDevScores holds the model to the figures it has reached on sets it was
// not trained on: F1 of exact spans and types over PERSON, ORG and LOC.
func TestDevScores(t *testing.T) {
	floors := []struct {
		file  string
		floor float64
	}{{"pud_test.jsonl", 0.78}, {"politics_dev.jsonl", 0.82}, {"events.jsonl", 0.91}}
	m := load(t)
	for _, f := range floors {
		t.Run(f.file, func(t *testing.T) {
			path := filepath.Join("..", "..", "..", "shared", "eval", "entities", f.file)
			if _, err := os.Stat(path); err != nil {
				t.Skip("evaluation set not beside the repository")
			}
			if got := score(t, m, path); got < f.floor {
				t.Errorf("F1 %.3f, was %.2f", got, f.floor)
			}
		})
	}
}

// row is a document with annotated spans in code points.
type row struct {
	Text     string
	Entities []struct {
		Start, End int
		Type       string
	}
}

func score(t *testing.T, m *Model, path string) float64 {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	hit, found, wanted := 0, 0, 0
	for dec := json.NewDecoder(bufio.NewReader(f)); dec.More(); {
		var r row
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		gold := goldOf(&r)
		wanted += len(gold)
		for _, e := range m.Extract(nil, token.Scan(r.Text, corpus.Span{Start: headEnd(r.Text), End: len(r.Text)})) {
			if e.Type != corpus.Person && e.Type != corpus.Org && e.Type != corpus.Loc {
				continue
			}
			found++
			if gold[corpus.Entity{Span: e.Span, Type: e.Type}] {
				hit++
			}
		}
	}
	return 2 * float64(hit) / float64(found+wanted)
}

func goldOf(r *row) map[corpus.Entity]bool {
	var at []int
	for i := range r.Text {
		at = append(at, i)
	}
	at = append(at, len(r.Text))
	gold := map[corpus.Entity]bool{}
	for _, e := range r.Entities {
		typ := corpus.EntityType(strings.TrimSuffix(e.Type, "SON"))
		switch typ {
		case "PER":
			typ = corpus.Person
		case corpus.Org, corpus.Loc:
		default:
			continue
		}
		gold[corpus.Entity{Span: corpus.Span{Start: at[e.Start], End: at[e.End]}, Type: typ}] = true
	}
	return gold
}

// headEnd is where an article's text begins after lines of metadata.
func headEnd(text string) int {
	if !strings.HasPrefix(text, "source: ") {
		return 0
	}
	return strings.Index(text, "\n\n") + 1
}

// TestAnnotatedNews measures the model on the annotated news kept back from
// training.
func TestAnnotatedNews(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "entities", "test-*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("no annotated news kept back")
	}
	m := load(t)
	hit, found, wanted := 0, 0, 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range strings.Split(string(data), "\n-----") {
			text, gold := marked(doc)
			wanted += len(gold)
			for _, e := range m.Extract(nil, token.Scan(text, corpus.Span{})) {
				found++
				if gold[corpus.Entity{Span: e.Span, Type: e.Type}] {
					hit++
				}
			}
		}
	}
	if f1 := 2 * float64(hit) / float64(found+wanted); f1 < 0.76 {
		t.Errorf("F1 %.3f over all types, was 0.78", f1)
	}
}

// marked takes the markup [name|TYPE] out of a document.
func marked(s string) (string, map[corpus.Entity]bool) {
	var b strings.Builder
	gold := map[corpus.Entity]bool{}
	for {
		before, rest, ok := strings.Cut(s, "[")
		b.WriteString(before)
		if !ok {
			return b.String(), gold
		}
		inner, after, _ := strings.Cut(rest, "]")
		name, typ, _ := strings.Cut(inner, "|")
		start := b.Len()
		b.WriteString(name)
		gold[corpus.Entity{Span: corpus.Span{Start: start, End: b.Len()}, Type: corpus.EntityType(typ)}] = true
		s = after
	}
}
