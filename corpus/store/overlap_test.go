package store

import (
	"slices"
	"testing"

	"twosource/corpus/consistency"
)

// TestPrepareWhileCommitting prepares batches before the one before is in the
// index, and wants what batches put one after the other come to.
func TestPrepareWhileCommitting(t *testing.T) {
	s, dir := create(t)
	versions := func(v ...int) (out []consistency.Document) {
		for i, n := range v {
			out = append(out, item(i, n))
		}
		return out
	}
	batches := []struct {
		docs []consistency.Document
		want []Outcome
	}{
		{versions(0, 0, 0), []Outcome{Added, Added, Added}},
		{versions(0, 1, 1), []Outcome{Unchanged, Updated, Updated}},
		{versions(0, 0, 1), []Outcome{Unchanged, Updated, Unchanged}}, // the second is as it was at first
		{versions(1, 0, 2), []Outcome{Updated, Unchanged, Updated}},
	}
	var before *Batch
	for i, b := range batches {
		next, err := s.Prepare(background, wrap(b.docs...))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(next.Outcomes, b.want) {
			t.Errorf("batch %d: %v, want %v", i, next.Outcomes, b.want)
		}
		if before != nil {
			if err := s.Commit(before); err != nil {
				t.Fatal(err)
			}
		}
		before = next
	}
	if err := s.Commit(before); err != nil {
		t.Fatal(err)
	}
	if len(s.coming) > 0 {
		t.Errorf("%d articles still on their way", len(s.coming))
	}
	want := versions(1, 0, 2)
	holds(t, s, want...)
	s.Close()
	holds(t, reopen(t, dir, quiet(t)), want...)
}
