package consistency

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twosource/corpus"
)

// TestParts takes the steps of a scan apart, with the pairs written down in
// between and in another order, and wants what one scan finds.
func TestParts(t *testing.T) {
	found := 0
	corpora := map[string][]Document{"quakes of one region": quakes(80)}
	for _, ev := range append(ownEvents(), sharedEvents()...) {
		corpora[ev.name] = extracted(t, ev.articles)
	}
	for name, docs := range corpora {
		want := engineOf(docs).Conflicts(Filter{})
		found += len(want)
		if diff := cmp.Diff(want, inParts(t, docs), decimals); diff != "" {
			t.Errorf("%s: (-one scan +in parts)\n%s", name, diff)
		}
	}
	if found == 0 {
		t.Error("nothing found to compare")
	}
}

func inParts(t *testing.T, docs []Document) []corpus.Conflict {
	made := map[string][]Statement{}
	values := map[string][]string{}
	newest := ""
	for _, d := range docs {
		newest = max(newest, d.Article.Published)
		made[d.Article.ID] = Statements(d)
		for _, k := range Keys(d) {
			values[k] = append(values[k], d.Article.ID)
		}
	}
	groups := map[string][]Value{}
	for _, k := range slices.Sorted(maps.Keys(values)) {
		slices.Sort(values[k])
		groups[GroupOf(k)] = append(groups[GroupOf(k)], Value{k, values[k][:min(ValueArticles, len(values[k]))]})
	}
	chosen := map[string][]string{}
	var partly Partly
	for g, list := range groups {
		ids, part := Choose(g, list)
		if chosen[g] = ids; part {
			partly.Add(g)
		}
	}
	var pairs []Pair
	var p Packer
	for g, ids := range chosen {
		var articles [][]Statement
		for _, id := range ids {
			packed, _ := p.Group(made[id], g)
			u, err := NewUnpacker(p.Article(made[id]))
			if err != nil {
				t.Fatal(err)
			}
			list, err := u.Statements(packed)
			if err != nil {
				t.Fatal(err)
			}
			articles = append(articles, list)
		}
		pairs = append(pairs, Meet(g, articles, &partly, Filter{})...)
	}
	return merged(t, pairs, newest)
}

// merged merges each clash on its own.
func merged(t *testing.T, pairs []Pair, newest string) []corpus.Conflict {
	clashes := map[string][]Pair{}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(pairs)) {
		b, err := json.Marshal(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		var p Pair
		if err := json.Unmarshal(b, &p); err != nil {
			t.Fatal(err)
		}
		clashes[pairs[i].Clash()] = append(clashes[pairs[i].Clash()], p)
	}
	var out []corpus.Conflict
	for _, list := range clashes {
		out = append(out, Merge(list, newest)...)
	}
	sortConflicts(out)
	return out
}

var decimals = cmp.Comparer(func(a, b corpus.Quantity) bool { return a == b })
