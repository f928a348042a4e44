package store

import (
	"fmt"
	"slices"
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
)

func TestSieve(t *testing.T) {
	var s sieve
	if s.has(7) {
		t.Error("an empty sieve knows a hash")
	}
	const n = 1 << 20
	for i := range uint64(n) {
		s.add(i << 32)
	}
	wrong := 0
	for i := range uint64(n) {
		if !s.has(i << 32) {
			t.Fatalf("hash %d is forgotten", i)
		}
		if s.has(i<<32 | 1) {
			wrong++
		}
	}
	if wrong > n/25 {
		t.Errorf("%d of %d unknown hashes are taken for known", wrong, n)
	}
	bytes := 0
	for _, l := range s.layers {
		bytes += 8 * len(l)
	}
	if bytes > 7*n {
		t.Errorf("%d bytes for %d hashes", bytes, n)
	}
}

func TestWindow(t *testing.T) {
	var w window
	var rare []uint64
	found := func(bands ...uint64) (ids []string) {
		rare = w.sharing(bands, 2, func(f *filed) { ids = append(ids, f.id) })
		slices.Sort(ids)
		return ids
	}
	if got := found(1, 2); got != nil {
		t.Errorf("an empty window has %v", got)
	}
	w.add(filed{id: "a"}, []uint64{1, 2})
	w.add(filed{id: "b"}, []uint64{2, 3})
	w.add(filed{id: "c"}, []uint64{4})
	if got := found(1, 2, 3); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("sharing 1, 2, 3: %v", got)
	}
	if !slices.Equal(rare, []uint64{1, 3}) {
		t.Errorf("bands of one article alone: %v", rare)
	}
	w.add(filed{id: "a", origin: "b"}, []uint64{5})
	if got := found(1); got != nil {
		t.Errorf("the earlier version of an article is found: %v", got)
	}
	if got := found(5); !slices.Equal(got, []string{"a"}) || w.get("a").origin != "b" {
		t.Errorf("sharing 5: %v", got)
	}
	left := 0
	for i := range 2 * recent {
		if _, ok := w.add(filed{id: fmt.Sprint(i)}, []uint64{uint64(i % 9)}); ok {
			left++
		}
	}
	if want := recent + 3; left != want { // a, b, c and one for each that found no room
		t.Errorf("%d articles have left, want %d", left, want)
	}
	if got := found(5, 6); len(got) != 2*maxCopies {
		t.Errorf("%d articles share two bands, want the newest %d of each", len(got), maxCopies)
	}
	if w.get("c") != nil || len(w.numbers) != recent {
		t.Errorf("%d articles are kept", len(w.numbers))
	}
}

// TestOlderCopies finds the copy of an article that has left the window, in an
// index opened anew and in one whose bands are known.
func TestOlderCopies(t *testing.T) {
	s, _ := create(t)
	text := "The ferry Aurora sank near Norhaven on Friday evening with 171 people on board, its owner Sund Lines said. Rescue boats brought 168 of them ashore within two hours, and divers were looking for the others on Saturday. The cause is not known, the coast guard said."
	story := func(id string) consistency.Document {
		return consistency.Document{Article: corpus.Article{ID: id, Text: text, Body: corpus.Span{End: len(text)}}}
	}
	put(t, s, story("first"))
	signature := origin.Sign(text)
	for name, prepare := range map[string]func(){
		"opened anew": func() { s.copies = nil },
		"bands walked": func() {
			s.copies = newCopies(s.index)
			s.copies.settled = s.copies.stored
		},
		"left the window": func() {
			s.copies = newCopies(s.index)
			s.copies.whole = true
			for _, b := range origin.Bands(&signature) {
				s.copies.older.add(b)
			}
		},
	} {
		prepare()
		put(t, s, story(name))
		m, ok, err := s.index.Mark(name)
		if err != nil || !ok || m.Origin != "first" {
			t.Errorf("%s: origin %q, want first (%v)", name, m.Origin, err)
		}
	}
	s.copies = newCopies(s.index)
	s.copies.settled = s.copies.stored
	if got := put(t, s, story("first")); got[0] != Unchanged {
		t.Errorf("an article that is there is %v", got)
	}
}
