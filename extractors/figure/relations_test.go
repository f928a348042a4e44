package figure_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"twosource/corpus"
	"twosource/corpus/compare"
	"twosource/extractors/figure"
	"twosource/extractors/token"
)

// shared opens a file of the evaluation sets, or skips the test.
func shared(t *testing.T, name string) *bufio.Scanner {
	t.Helper()
	f, err := os.Open("../../../shared/eval/" + name)
	if err != nil {
		t.Skip("evaluation sets are not there: " + err.Error())
	}
	t.Cleanup(func() { f.Close() })
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	return sc
}

// TestRelations reads both phrases of each pair and compares what it finds.
func TestRelations(t *testing.T) {
	sc := shared(t, "conflicts/relations.jsonl")
	rows, right := 0, 0
	for sc.Scan() {
		var r struct{ ID, Kind, A, B, Relation, Alt string }
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.Kind != "figure" {
			continue
		}
		rows++
		got, reason := compare.Figures(stated(r.A), stated(r.B))
		if back, _ := compare.Figures(stated(r.B), stated(r.A)); back != got {
			t.Errorf("%s: %s one way, %s the other", r.ID, got, back)
		}
		if string(got) == r.Relation || string(got) == r.Alt {
			right++
			continue
		}
		t.Logf("%s: %q / %q: got %s (%s), want %s", r.ID, r.A, r.B, got, reason, r.Relation)
	}
	if right*10 < rows*9 {
		t.Errorf("%d of %d relations right, want nine in ten", right, rows)
	}
}

// stated is the figure a phrase states; from-to pairs become the change.
func stated(text string) compare.Stated {
	fs := figure.Extract(nil, token.Scan(text, corpus.Span{}), nil)
	if len(fs) == 0 {
		return compare.Stated{Text: text}
	}
	f := fs[0]
	if len(fs) > 1 && fs[0].Role == "change-from" && fs[1].Role == "change-to" {
		if q, ok := compare.Relative(fs[0].Quantity, fs[1].Quantity); ok {
			f = fs[0]
			f.Quantity, f.Role, f.Direction = q, "change-by", ""
		}
	}
	return compare.Stated{Figure: f, Text: text}
}
