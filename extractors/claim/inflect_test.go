package claim

import (
	"slices"
	"testing"
)

func TestInflect(t *testing.T) {
	cases := []struct {
		lemma string
		want  []string
	}{
		{"kill", []string{"kill", "kills", "killed", "killing"}},
		{"die", []string{"died", "dying"}},
		{"scrap", []string{"scrapped", "scrapping"}},
		{"injury", []string{"injuries"}},
		{"crash", []string{"crashes", "crashed"}},
		{"rescue", []string{"rescued", "rescuing"}},
		{"person", []string{"people"}},
		{"play", []string{"plays", "played"}},
	}
	for _, c := range cases {
		got := inflect(c.lemma)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q missing from %q", c.lemma, w, got)
			}
		}
	}
}

func TestSingularPlural(t *testing.T) {
	for one, many := range map[string]string{"branch": "branches", "city": "cities", "child": "children", "person": "people", "house": "houses", "flight": "flights", "life": "lives", "day": "days"} {
		if got := singular(many); got != one {
			t.Errorf("singular(%q) = %q, want %q", many, got, one)
		}
		if got := plural(one); got != many {
			t.Errorf("plural(%q) = %q, want %q", one, got, many)
		}
	}
}

func TestReadDuration(t *testing.T) {
	cases := []struct {
		in    string
		value string
		unit  string
		parts int
	}{
		{"PT1H45M", "105", "min", 2}, {"PT105M", "105", "min", 1}, {"P2W", "2", "wk", 1}, {"P1W3D", "10", "d", 2}, {"P3Y", "3", "a", 1},
		{"PT", "0", "", 0}, {"PXD", "0", "", 0}, {"2011", "0", "", 0}, {"P9999999Y", "0", "", 0},
	}
	for _, c := range cases {
		q, parts := readDuration(c.in)
		if parts != c.parts || parts > 0 && (q.Value.String() != c.value || q.Unit != c.unit) {
			t.Errorf("%s: got %s %s in %d parts", c.in, q.Value, q.Unit, parts)
		}
	}
}

func TestExpand(t *testing.T) {
	l := newLexicon()
	if err := l.define("class", "common", "of"); err != nil {
		t.Fatal(err)
	}
	if err := l.define("class", "out", `rescue "bring out"`); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		phrase string
		want   int
	}{
		{"# killed", 1}, {"( a|b|c ) #", 1}, {"( a b|c ) #", 2}, {"( a )? #", 2}, {"@out #", 2}, {"( a | ( b c | d ) ) #", 2},
	}
	for _, c := range cases {
		got, err := l.expand(c.phrase)
		if err != nil || len(got) != c.want {
			t.Errorf("%s: got %d sequences %q (%v), want %d", c.phrase, len(got), got, err, c.want)
		}
	}
}
