package store

import (
	"slices"
	"testing"
)

// texts are the texts of an article's versions.
func texts(t *testing.T, s *Store, id string) []string {
	t.Helper()
	list, err := s.Versions(background, id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, v := range list {
		if v.Article.ID != id {
			t.Errorf("a version of %q among those of %q", v.Article.ID, id)
		}
		out = append(out, v.Article.Text)
	}
	return out
}

// Every version that reads differently is there, oldest first, whether it was
// stored before or after somebody asked first, and after opening again.
func TestVersions(t *testing.T) {
	s, dir := create(t)
	put(t, s, item(1, 0), item(2, 0))
	put(t, s, item(1, 1))
	id := item(1, 0).Article.ID
	want := []string{item(1, 0).Article.Text, item(1, 1).Article.Text}
	if got := texts(t, s, id); !slices.Equal(got, want) {
		t.Errorf("versions: %q", got)
	}
	put(t, s, item(1, 2))
	want = append(want, item(1, 2).Article.Text)
	if got := texts(t, s, id); !slices.Equal(got, want) {
		t.Errorf("a version stored later: %q", got)
	}
	again := item(1, 2)
	again.Facts.Claims = nil // what a better extractor makes of the same words
	put(t, s, again)
	if got := texts(t, s, id); !slices.Equal(got, want) {
		t.Errorf("facts alone make a version: %q", got)
	}
	if got := texts(t, s, item(2, 0).Article.ID); len(got) != 1 {
		t.Errorf("an article never changed: %q", got)
	}
	if got := texts(t, s, "none"); got != nil {
		t.Errorf("an article that is not there: %q", got)
	}
	s.Close()
	s, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := texts(t, s, id); !slices.Equal(got, want) {
		t.Errorf("opened again: %q", got)
	}
}

func TestVersionsAreBounded(t *testing.T) {
	s, _ := create(t)
	for r := range MaxVersions + 5 {
		put(t, s, item(1, r))
	}
	got := texts(t, s, item(1, 0).Article.ID)
	if len(got) != MaxVersions || got[MaxVersions-1] != item(1, MaxVersions+4).Article.Text {
		t.Errorf("%d versions, the last %q", len(got), got[len(got)-1])
	}
}

func TestIDOfRecord(t *testing.T) {
	for payload, want := range map[string]string{
		`{"Article":{"ID":"a\"1","Path":""}}`: `a"1`,
		`{"Article":{"ID":"é","Path":""}}`:    "é",
		`{"Article":{"ID":"open`:              "",
		`{"Article":{"Path":"x"}}`:            "",
		`{"Article":{"ID":`:                   "",
	} {
		if got, ok := idOf([]byte(payload)); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v", payload, got, ok)
		}
	}
}

// The versions of an article in a corpus made of shards are those of its shard.
func TestVersionsInShards(t *testing.T) {
	_, many := inShards(t, wrap(items(0, 4)...), 2)
	for n := range 4 {
		want := item(n, 0).Article
		if got := texts(t, many, want.ID); len(got) != 1 || got[0] != want.Text {
			t.Errorf("%s: %q", want.ID, got)
		}
	}
	if got := texts(t, many, "none"); got != nil {
		t.Errorf("an article that is not there: %q", got)
	}
}
