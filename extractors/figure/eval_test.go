package figure_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/date"
	"twosource/extractors/figure"
	"twosource/extractors/token"
)

// golden is one row of an evaluation set; offsets are code points.
type golden struct {
	ID, Text, Published string
	Figures             []struct {
		Start, End int
		Value      float64
		Unit       string
	}
	NotFigures []struct{ Start, End int } `json:"not_figures"`
}

// TestDevScores holds the floors reached on the development sets: the share of
// gold figures found with their value, and the value F1 where every figure of
// the texts is gold.
func TestDevScores(t *testing.T) {
	for _, c := range []struct {
		set        string
		recall, f1 float64
	}{
		{"figures/quantulum.jsonl", 0.87, 0.89},
		{"figures/recognizers.jsonl", 0.87, 0.76},
		{"figures/duckling.jsonl", 0.78, 0.78},
		{"seeds/gold.jsonl", 1, 1},
	} {
		t.Run(c.set, func(t *testing.T) {
			gold, pred, right, taken := score(t, c.set)
			recall := right / gold
			f1 := 2 * right / (gold + pred)
			t.Logf("value: recall %.4f, F1 %.4f; names taken for figures: %d", recall, f1, taken)
			if recall < c.recall || f1 < c.f1 || taken > 0 {
				t.Errorf("recall %.4f and F1 %.4f (%d names taken), want at least %.2f and %.2f", recall, f1, taken, c.recall, c.f1)
			}
		})
	}
}

// score matches figures to gold as score.py does: best overlap first, one to one.
func score(t *testing.T, set string) (gold, pred, right float64, taken int) {
	sc := shared(t, set)
	for sc.Scan() {
		var g golden
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		x := token.Scan(g.Text, corpus.Span{})
		found := figure.Extract(nil, x, date.Extract(nil, x, date.Reference{Published: g.Published}))
		gold, pred = gold+float64(len(g.Figures)), pred+float64(len(found))
		used := make([]bool, len(found))
		for _, want := range g.Figures {
			if k := best(g.Text, want.Start, want.End, found, used); k >= 0 {
				used[k] = true
				if same(found[k], want.Value, want.Unit) {
					right++
				}
			}
		}
		for _, n := range g.NotFigures {
			for _, f := range found {
				if a, b := points(g.Text, f.Span); a < n.End && n.Start < b {
					taken++
				}
			}
		}
	}
	return gold, pred, right, taken
}

func points(text string, s corpus.Span) (int, int) {
	a := utf8.RuneCountInString(text[:s.Start])
	return a, a + utf8.RuneCountInString(text[s.Start:s.End])
}

// best is the unused figure that overlaps [start, end) most, -1 for none.
func best(text string, start, end int, found []corpus.Figure, used []bool) int {
	at, most := -1, 0.0
	for k, f := range found {
		a, b := points(text, f.Span)
		o := float64(min(b, end) - max(a, start))
		if iou := o / float64(max(b, end)-min(a, start)); !used[k] && o > 0 && iou > most {
			at, most = k, iou
		}
	}
	return at
}

func same(f corpus.Figure, value float64, unit string) bool {
	got, err := strconv.ParseFloat(f.Value.String(), 64)
	d := got - value
	return err == nil && d*d <= 1e-12*max(1, value*value) && (unit == "" || strings.EqualFold(unit, f.Unit))
}
