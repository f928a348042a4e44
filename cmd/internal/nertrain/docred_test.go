package main

import (
	"testing"
)

func TestDocREDText(t *testing.T) {
	d := docredDocument{
		Sents: [][]string{
			{"Anna", "Vey", "of", "Jean", "-", "Marc", "SA", "won", "in", "1997", "-", "8", "."},
			{"The", "\"", "Old", "Tune", "\"", "was", "a", "two", "-", "year", "job", "."},
		},
		VertexSet: [][]docredMention{
			{{SentID: 0, Pos: [2]int{0, 2}, Type: "PER"}, {SentID: 0, Pos: [2]int{1, 2}, Type: "PER"}},
			{{SentID: 0, Pos: [2]int{3, 7}, Type: "ORG"}},
			{{SentID: 0, Pos: [2]int{9, 10}, Type: "TIME"}},
			{{SentID: 1, Pos: [2]int{2, 4}, Type: "MISC"}},
			{{SentID: 1, Pos: [2]int{9, 40}, Type: "LOC"}},
		},
	}
	row := d.row()
	if want := `Anna Vey of Jean-Marc SA won in 1997 - 8. The "Old Tune" was a two-year job.`; row.Text != want {
		t.Errorf("text %q, want %q", row.Text, want)
	}
	var got []string
	for _, e := range row.Entities {
		got = append(got, row.Text[e.Start:e.End]+"|"+e.Type)
	}
	want := []string{"Anna Vey|PERSON", "Jean-Marc SA|ORG", "Old Tune|MISC"}
	if len(got) != len(want) {
		t.Fatalf("names %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("name %q, want %q", got[i], want[i])
		}
	}
}

func TestEachEightFindsQuotedText(t *testing.T) {
	known := map[string]bool{}
	eachEight("The quick brown fox jumps over the lazy dog today.", func(w string) bool { known[w] = true; return true })
	if eachEight("He wrote: quick brown fox, jumps over the lazy dog!", func(w string) bool { return !known[w] }) {
		t.Error("eight words in a row were not found")
	}
	if !eachEight("Quick brown fox jumps over a lazy dog today", func(w string) bool { return !known[w] }) {
		t.Error("fewer than eight words in a row were found")
	}
}
