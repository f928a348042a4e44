package consistency

import (
	"fmt"
	"testing"
	"time"

	"twosource/corpus"
)

// gave is what an article gives at a place.
func gave(article string, at int, value string) (e corpus.Evidence) {
	e.Article, e.Claim.Start, e.Claim.Kind, e.Claim.Value.Text = article, at, corpus.KindOther, value
	return e
}

func TestDistinct(t *testing.T) {
	a, again, b := gave("a", 10, "3"), gave("a", 90, "3"), gave("b", 10, "4")
	c, d, e := gave("c", 10, "4"), gave("d", 10, "3"), gave("e", 10, "4")
	for name, tt := range map[string]struct {
		findings [][]corpus.Evidence
		first    []bool
		want     int
	}{
		"one statement of three articles":     {[][]corpus.Evidence{{a, b}, {a, c}}, []bool{true, false}, 1},
		"turned round":                        {[][]corpus.Evidence{{a, b}, {b, a}}, []bool{true, false}, 1},
		"one value of two things":             {[][]corpus.Evidence{{a, b}, {again, c}}, []bool{true, true}, 2},
		"two that a third makes one":          {[][]corpus.Evidence{{a, b}, {d, c}, {a, c}}, []bool{true, true, false}, 1},
		"two that support makes one":          {[][]corpus.Evidence{{a, b}, {d, c}, {a, e, b, c}}, []bool{true, true, false}, 1},
		"another value":                       {[][]corpus.Evidence{{a, b}, {a, gave("b", 10, "5")}}, []bool{true, true}, 2},
		"a finding without another statement": {[][]corpus.Evidence{{a}}, []bool{false}, 0},
	} {
		var x Distinct
		for i, list := range tt.findings {
			f := corpus.Conflict{Evidence: list[:min(2, len(list))], Support: list[min(2, len(list)):]}
			if got := x.Add(&f); got != tt.first[i] {
				t.Errorf("%s: finding %d is new: %v", name, i, got)
			}
		}
		if x.Len() != tt.want {
			t.Errorf("%s: %d clashes, want %d", name, x.Len(), tt.want)
		}
	}
}

// Findings of a large run are often of the same two values ("2 people", "3 people").
func TestDistinctOfManyAlike(t *testing.T) {
	const n = 50_000
	var x Distinct
	started := time.Now()
	for i := range n {
		x.Add(&corpus.Conflict{Evidence: []corpus.Evidence{gave(fmt.Sprint("a", i), 1, "3"), gave(fmt.Sprint("b", i), 1, "4")}})
	}
	if took := time.Since(started); x.Len() != n || took > 5*time.Second {
		t.Errorf("%d clashes after %v", x.Len(), took)
	}
}
