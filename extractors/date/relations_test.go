package date

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/corpus/compare"
	"twosource/extractors/token"
)

// TestRelations holds extraction and comparison together to the date rows of
// relations.jsonl.
func TestRelations(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "eval", "conflicts", "relations.jsonl"))
	if err != nil {
		t.Skip("no evaluation sets beside the repository:", err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var r struct{ ID, Kind, A, B, Relation, Alt string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.Kind != "date" {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			got, why := compare.Dates(sole(t, r.A), sole(t, r.B))
			if string(got) != r.Relation && string(got) != r.Alt {
				t.Errorf("%q and %q: %s (%s), want %s", r.A, r.B, got, why, r.Relation)
			}
		})
	}
}

// sole extracts the one date of a row; its publication date may stand in
// brackets, and two times make an interval.
func sole(t *testing.T, s string) corpus.Date {
	t.Helper()
	ref := Reference{Published: "2024-07-20"}
	if text, note, ok := strings.Cut(s, " ("); ok {
		s = text
		if day, ok := strings.CutPrefix(strings.TrimSuffix(note, ")"), "published "); ok {
			ref.Published = day
		}
	}
	ds := Extract(nil, token.Scan(s, corpus.Span{}), ref)
	if len(ds) == 0 {
		t.Fatalf("no date in %q", s)
	}
	d := ds[0]
	if len(ds) == 2 {
		d.To = strings.TrimSuffix(ds[1].To, "Z")
	}
	return d
}
