package resolve

import (
	"context"
	"strings"
	"testing"

	"twosource/corpus"
)

// shelf is an Index over a few articles in memory.
type shelf []Short

func (s shelf) Aliases(_ context.Context, t corpus.EntityType, short string) ([]Alias, error) {
	count := map[Short]int{}
	for _, x := range s {
		if x.Type == t && x.Folded == Fold(short) {
			count[x]++
		}
	}
	var out []Alias
	for x, n := range count {
		out = append(out, Alias{ID: x.ID, Name: x.Name, Articles: n, Weak: x.Weak})
	}
	return out, nil
}

// article makes an article whose mentions are written as in "surface=name".
func article(t corpus.EntityType, mentions ...string) (*corpus.Article, *corpus.Facts) {
	a, f := &corpus.Article{}, &corpus.Facts{}
	for _, m := range mentions {
		surface, full, _ := strings.Cut(m, "=")
		start := len(a.Text)
		a.Text += surface + " "
		f.Entities = append(f.Entities, corpus.Entity{Span: corpus.Span{Start: start, End: start + len(surface)}, Type: t, Name: full})
	}
	return a, f
}

func resolved(t *testing.T, x Index, decisions []corpus.Decision, typ corpus.EntityType, mention string) string {
	t.Helper()
	a, f := article(typ, mention)
	if err := New(x, decisions).Resolve(context.Background(), a, f); err != nil {
		t.Fatal(err)
	}
	return f.Entities[0].Name
}

func TestNamesAcrossArticles(t *testing.T) {
	var s shelf
	for _, m := range [][]string{
		{"HVB=Halden Valley Bank", "Halden Valley Bank=Halden Valley Bank"},
		{"Delta Air Lines=Delta Air Lines"},
		{"United Airlines=United Airlines"}, {"United Bank=United Bank"}, {"Alder Falcon=Alder Falcon"},
		{"PA=Press Association"}, {"PA=Palestinian Authority"},
	} {
		s = append(s, Shorts(article(corpus.Org, m...))...)
	}
	s = append(s, Shorts(article(corpus.Person, "Smith=Anna Smith"))...)
	s = append(s, Shorts(article(corpus.Person, "Smith=John Smith"))...)
	for _, c := range []struct {
		name, mention, want string
		typ                 corpus.EntityType
	}{
		{"spelled out elsewhere", "HVB=HVB", "Halden Valley Bank", corpus.Org},
		{"beginning of one name only", "Delta=Delta", "Delta Air Lines", corpus.Org},
		{"beginning of two names", "United=United", "United", corpus.Org},
		{"beginning of another kind of name", "Alder=Alder", "Alder", corpus.Org},
		{"two meanings", "PA=PA", "PA", corpus.Org},
		{"two people", "Smith=Smith", "Smith", corpus.Person},
		{"another type", "HVB=HVB", "HVB", corpus.Person},
		{"full name", "Delta Air Lines=Delta Air Lines", "Delta Air Lines", corpus.Org},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := resolved(t, s, nil, c.typ, c.mention); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDecisionsAreReversible(t *testing.T) {
	a, f := article(corpus.Org, "Acme=Acme", "Acme Holding=Acme Holding Group")
	ids := func(d ...corpus.Decision) [2]string {
		g := corpus.Facts{Entities: append([]corpus.Entity(nil), f.Entities...)}
		if err := New(nil, d).Resolve(context.Background(), a, &g); err != nil {
			t.Fatal(err)
		}
		return [2]string{g.Entities[0].ID, g.Entities[1].ID}
	}
	free := ids()
	if free[0] == free[1] {
		t.Fatalf("merged by nobody: %v", free)
	}
	merge := corpus.Decision{ID: free[1], Action: "merge", Into: free[0]}
	if got := ids(merge); got[0] != got[1] {
		t.Errorf("not merged: %v", got)
	}
	if got := ids(merge, corpus.Decision{ID: free[0], Action: "split", Into: free[1]}); got != free {
		t.Errorf("not taken back: %v", got)
	}
	back := corpus.Decision{ID: free[0], Action: "merge", Into: free[1]}
	if got := ids(merge, back); got[0] != got[1] {
		t.Errorf("a circle of merges: %v", got)
	}
}
