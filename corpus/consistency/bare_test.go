package consistency

import (
	"slices"
	"testing"

	"twosource/corpus"
)

// TestBareStatements decides pairs of single sentences of no date, and the same
// pairs dated like news, which then need more in common.
func TestBareStatements(t *testing.T) {
	x, err := loadExtractors()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, a, b  string
		bare, dated bool
	}{
		{"a pronoun is the other's subject", "Velotek has more than 900 employees.", "It has 700 employees.", true, false},
		{"a bound as written", "The film has more than 162 reviews.", "The film has 162 reviews.", true, false},
		{"within a bound", "The film has more than 160 reviews.", "The film has 162 reviews.", false, false},
		{"what is counted, whatever is done to it", "Velotek ordered 17 drones.", "Velotek tested 19 drones.", true, false},
		{"a date before", "Velotek was founded before 1956.", "Velotek was founded in 1958.", true, true},
		{"a date long before", "Velotek was founded before 1990.", "Velotek was founded in 1958.", false, false},
		{"two subjects", "Velotek has 900 employees.", "Halden Robotics has 700 employees.", false, false},
	} {
		for _, day := range []string{"", "2024-03-01"} {
			e := NewEngine()
			for _, d := range pairDocs(x, goldPair{AText: c.a, BText: c.b, ADate: day, BDate: day}) {
				e.Add(d.Article, d.Facts, d.Origin)
			}
			found := slices.ContainsFunc(e.Conflicts(everyVerdict), isContradiction)
			if want := day == "" && c.bare || day != "" && c.dated; found != want {
				t.Errorf("%s, dated %q: found %v", c.name, day, found)
			}
		}
	}
}

func isContradiction(c corpus.Conflict) bool { return c.Verdict == corpus.Contradiction }
