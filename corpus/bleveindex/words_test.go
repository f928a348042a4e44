package bleveindex

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestCommonWordsHaveCodes(t *testing.T) {
	seen := map[uint16]string{}
	for w, c := range common {
		if c == betweenNames || c > 127 {
			t.Errorf("%s has the code %d", w, c)
		}
		if seen[c] != "" {
			t.Errorf("%s and %s have the code %d", w, seen[c], c)
		}
		seen[c] = w
		if got := termsOf(w); len(got) != 1 || got[0] != w {
			t.Errorf("%s is no term: %q", w, got)
		}
	}
	for i := range 20000 {
		w := fmt.Sprint("w", i)
		if c := codeOf([]byte(w)); c&wide != wide {
			t.Fatalf("%s has the code %x", w, c)
		}
	}
}

func TestSections(t *testing.T) {
	_, _, body := coded(nil, "The ferry of the port")
	_, _, names := coded(nil, "Anna Holm", "Port of Norhaven")
	words := appendSection(appendSection(nil, fieldBody, body), fieldEntity, names)
	for _, c := range []struct {
		field, phrase string
		want          int
	}{
		{fieldBody, "of the", 1},
		{fieldBody, "the ferry", 1},
		{fieldBody, "ferry the", 0},
		{fieldBody, "anna holm", 0},
		{fieldEntity, "anna holm", 1},
		{fieldEntity, "holm port", 0},
		{fieldEntity, "port of norhaven", 1},
		{fieldTitle, "the ferry", 0},
	} {
		if got := occurrences(section(words, c.field), codesOf(termsOf(c.phrase))); got != c.want {
			t.Errorf("%s %q: %d times, want %d", c.field, c.phrase, got, c.want)
		}
	}
	for n := range words {
		section(words[:n], fieldEntity) // cut short: no panic
	}
}

// TestOccurrences compares with what the words themselves say.
func TestOccurrences(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	all := strings.Fields("the of a ferry storm crew lost boat pier night")
	pick := func(n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = all[r.IntN(len(all))]
		}
		return out
	}
	for range 3000 {
		text, phrase := pick(60), pick(1+r.IntN(3))
		if got, want := occurrences(codesOf(text), codesOf(phrase)), times(text, phrase, false); got != want {
			t.Fatalf("%q in %q: %d times, want %d", phrase, text, got, want)
		}
	}
}

// An article of nothing but one word is no reason to count its bytes anew for each place
// where a phrase stands: that took minutes for a megabyte.
func TestOccurrencesOfOneWord(t *testing.T) {
	const n = 500_000
	codes := bytes.Repeat(codesOf([]string{"harbour"}), n)
	started := time.Now()
	if got := occurrences(codes, codesOf([]string{"harbour", "harbour"})); got != n-1 {
		t.Errorf("%d times, want %d", got, n-1)
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
