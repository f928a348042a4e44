package shelf

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// TestSorted puts keys through many small runs and looks all of them up.
func TestSorted(t *testing.T) {
	s := sorter{dir: t.TempDir()}
	r := rand.New(rand.NewPCG(1, 2))
	var want []keyed
	for n := range int32(6000) {
		k := keyed{strings.Repeat(string(rune('a'+r.IntN(3))), r.IntN(4)) + fmt.Sprint(r.IntN(900)) + strings.Repeat("x", r.IntN(60)), n}
		want = append(want, k)
		if err := s.add(k.key, k.doc); err != nil {
			t.Fatal(err)
		}
		if r.IntN(500) == 0 {
			if err := s.flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(s.runs) < 4 {
		t.Fatalf("%d runs only", len(s.runs))
	}
	slices.SortFunc(want, compareKeyed)
	keys, err := s.merge()
	if err != nil {
		t.Fatal(err)
	}
	defer keys.close()
	if len(keys.blocks) < 4 {
		t.Fatalf("%d blocks only", len(keys.blocks))
	}
	prefixes := []string{"", "a", "aa", "b1", "~", "ccc", "0"}
	for range 300 {
		k := want[r.IntN(len(want))].key
		prefixes = append(prefixes, k, k[:r.IntN(len(k)+1)], k+"y")
	}
	for _, p := range prefixes {
		var got, expect []keyed
		for _, k := range want {
			if strings.HasPrefix(k.key, p) {
				expect = append(expect, k)
			}
		}
		err := keys.walk(p, func(key []byte, doc int32) (bool, error) {
			got = append(got, keyed{string(key), doc})
			return true, nil
		})
		if err != nil || !slices.Equal(got, expect) {
			t.Fatalf("walk(%q): %d keys, want %d, %v", p, len(got), len(expect), err)
		}
	}
}

func document(id, text string) consistency.Document {
	n := len(text)
	c := corpus.Claim{
		Span: corpus.Span{Start: n - 5, End: n - 1}, Sentence: corpus.Span{Start: 0, End: n}, Subject: "Halden Marine", SubjectID: "halden-marine",
		Attribute: "founded", Kind: corpus.KindDate, Behaviour: corpus.Invariant, Value: corpus.Value{Text: text[n-5 : n-1], From: text[n-5:n-1] + "-01-01", To: text[n-5:n-1] + "-12-31"}, Confidence: 0.9,
	}
	return consistency.Document{Article: corpus.Article{ID: id, Text: text, Body: corpus.Span{End: n}}, Facts: corpus.Facts{Claims: []corpus.Claim{c}}}
}

func TestShelf(t *testing.T) {
	dir := t.TempDir()
	s, err := New(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	b, newer := document("b", "Halden Marine was founded in 2001."), document("a", "Halden Marine was founded in 2003.")
	for _, d := range []consistency.Document{document("a", "Halden Marine was founded in 1999."), b, newer} {
		if err := s.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	s.SetOrigins(func(id string) string { return "origin of " + id })
	var keys []string
	if err := s.Keys(ctx, "", func(k string) error { keys = append(keys, k); return nil }); err != nil {
		t.Fatal(err)
	}
	want := append(consistency.Keys(b), consistency.Keys(newer)...)
	slices.Sort(want)
	if want = slices.Compact(want); len(want) == 0 || !slices.Equal(keys, want) {
		t.Errorf("keys %q: want those of the newest versions, in order: %q", keys, want)
	}
	ids, err := s.Articles(ctx, keys, 10)
	if err != nil || !slices.Equal(ids, []string{"a", "b"}) {
		t.Errorf("articles %q, %v", ids, err)
	}
	if ids, _ := s.Articles(ctx, keys[:1], 1); len(ids) != 1 {
		t.Errorf("articles of one key: %q", ids)
	}
	if ids, _ := s.Articles(ctx, []string{keys[0][:3]}, 10); len(ids) != 0 {
		t.Errorf("articles of the start of a key: %q", ids)
	}
	d, err := s.Document(ctx, "a")
	if err != nil || d.Article.Text != "Halden Marine was founded in 2003." || d.Origin != "origin of a" || len(d.Facts.Claims) != 1 {
		t.Errorf("document a: %+v, %v", d, err)
	}
	if _, err := s.Document(ctx, "c"); !errors.Is(err, consistency.ErrNotFound) {
		t.Errorf("document c: %v", err)
	}
	if text, ok := s.Text("b"); !ok || text != "Halden Marine was founded in 2001." {
		t.Errorf("text b: %q %v", text, ok)
	}
	if err := s.Add(document("d", "Halden Marine was founded in 2004.")); err == nil {
		t.Error("a shelf that was read took a document")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
}

// TestFull says what happens where temporary files cannot be made or written.
func TestFull(t *testing.T) {
	if _, err := New(t.TempDir() + "/missing"); err == nil || !strings.Contains(err.Error(), "temporary file") {
		t.Errorf("no folder: %v", err)
	}
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Add(document("a", "Halden Marine was founded in 1999.")); err != nil {
		t.Fatal(err)
	}
	s.docs.Close() // as a disk that takes no more
	if err := s.Keys(context.Background(), "", func(string) error { return nil }); err == nil {
		t.Error("a write that failed went unnoticed")
	}
}
