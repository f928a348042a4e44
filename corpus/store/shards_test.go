package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
)

// inShards stores items in one corpus and, dealt out, in several.
func inShards(t *testing.T, list []Item, shards int) (one, many *Store) {
	t.Helper()
	dir := t.TempDir()
	fill := func(name string, list []Item) {
		st, err := Create(filepath.Join(dir, name), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := st.Put(background, list); err != nil {
			t.Fatal(err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	}
	fill("one", list)
	var names []string
	for i := range shards {
		var part []Item
		for k := i; k < len(list); k += shards {
			part = append(part, list[k])
		}
		names = append(names, fmt.Sprintf("many-%d", i))
		fill(names[i], part)
	}
	if err := JoinShards(dir, names, Options{}); err != nil {
		t.Fatal(err)
	}
	open := func(name string) *Store {
		st, err := Open(filepath.Join(dir, name), Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		return st
	}
	return open("one"), open("")
}

func TestShardsAreOneCorpus(t *testing.T) {
	list := wrap(items(0, 60)...)
	for i := range list {
		list[i].Origin = list[i].Article.ID
	}
	one, many := inShards(t, list, 7)
	found := 0
	for _, text := range []string{"ferry", "harbour 31", "ferry -155", "\"harbour 93\"", "after:2000-01-01 noon", "entity:Norhaven", "nowhere"} {
		for _, order := range []bleveindex.Order{bleveindex.ByScore, bleveindex.NewestFirst} {
			req := bleveindex.Request{Text: text, Size: 15, Order: order, Facets: []bleveindex.Facet{bleveindex.BySource, bleveindex.ByMonth}}
			want, err := one.Index().Search(background, req)
			if err != nil {
				t.Fatal(err)
			}
			got, err := many.Index().Search(background, req)
			if err != nil {
				t.Fatal(err)
			}
			found += len(want.Hits)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%q %s: (-one +shards)\n%s", text, order, diff)
			}
		}
	}
	if found < 60 {
		t.Errorf("only %d hits to compare", found)
	}
	compareFindings(t, one, many)
}

func compareFindings(t *testing.T, one, many *Store) {
	t.Helper()
	all := func(st *Store) (list []corpus.Conflict, keys []string) {
		list, err := consistency.Conflicts(background, st.Index(), consistency.Filter{})
		if err == nil {
			err = st.Index().Keys(background, "", func(k string) error { keys = append(keys, k); return nil })
		}
		if err != nil {
			t.Fatal(err)
		}
		return list, keys
	}
	want, wantKeys := all(one)
	got, gotKeys := all(many)
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b corpus.Quantity) bool { return a == b })); diff != "" {
		t.Errorf("conflicts: (-one +shards)\n%s", diff)
	}
	if diff := cmp.Diff(wantKeys, gotKeys); diff != "" || len(wantKeys) == 0 {
		t.Errorf("%d keys: (-one +shards)\n%s", len(wantKeys), diff)
	}
}

func TestShardsAreForReading(t *testing.T) {
	_, many := inShards(t, wrap(items(0, 6)...), 2)
	n, err := many.Index().Count()
	if err != nil || n != 6 {
		t.Errorf("%d articles, %v", n, err)
	}
	st, err := many.Status()
	if err != nil || st.Articles != 6 || st.IndexBytes == 0 {
		t.Errorf("status %+v, %v", st, err)
	}
	r, err := Verify(background, many.Dir(), true, Options{})
	if err != nil || !r.OK() || r.Articles != 6 || r.Indexed != 6 {
		t.Errorf("verify %+v, %v", r, err)
	}
	if _, err := Open(many.Dir(), Options{}); !errors.Is(err, ErrShards) {
		t.Errorf("opened for writing: %v", err)
	}
	if err := JoinShards(many.Dir(), []string{"../elsewhere"}, Options{}); err == nil {
		t.Error("joined a folder that is not in the corpus")
	}
}
