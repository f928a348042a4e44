package claim_test

import (
	"os"
	"strings"
	"testing"

	"twosource/extractors/claim"
)

// TestParaphrases counts the ways of saying one thing that give one attribute
// and value, and holds a floor: two articles meet only where both do.
func TestParaphrases(t *testing.T) {
	for _, name := range []string{"paraphrases", "paraphrases-affairs", "paraphrases-business", "paraphrases-incidents"} {
		t.Run(name, func(t *testing.T) { runParaphrases(t, "testdata/"+name+".txt") })
	}
}

func runParaphrases(t *testing.T, path string) {
	x, err := claim.New(claim.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found, total := 0, 0
	for _, l := range strings.Split(string(b), "\n") {
		parts := strings.SplitN(l, " | ", 3)
		if len(parts) < 3 || strings.HasPrefix(l, "#") {
			continue
		}
		total++
		got := claimsOfCase(x, "date: 2024-07-19\n"+parts[2])
		if strings.Contains(got, " | "+parts[0]+" | "+parts[1]) {
			found++
			continue
		}
		t.Logf("%s = %s: %s\n%s", parts[0], parts[1], parts[2], got)
	}
	t.Logf("%d of %d = %.3f", found, total, float64(found)/float64(total))
	if float64(found) < 0.9*float64(total) {
		t.Errorf("fewer than nine in ten are read")
	}
}
