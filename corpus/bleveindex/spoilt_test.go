package bleveindex

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSpoiltWhileOpen spoils bytes of segments that are open, as a disk may: searches
// say that the index is damaged, or find what they find, and end.
func TestSpoiltWhileOpen(t *testing.T) {
	x, dir := onDisk(t)
	for docs := shelved(2000); len(docs) > 0; docs = docs[500:] {
		filled(t, x, docs[:500])
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	segments, err := Segments(dir)
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	y, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	defer y.Close()
	r := rand.New(rand.NewPCG(3, 3))
	damaged := 0
	for range 150 {
		name := segments[r.IntN(len(segments))]
		restore := spoil(t, name, r)
		for _, text := range []string{`"ferry storm"`, "crew -boat", "after:2024-03-01 harbour", "fer*", `source:"outlet 3"`, "entity:ferry"} {
			_, err := y.Search(t.Context(), Request{Text: text, Order: []Order{ByScore, NewestFirst}[r.IntN(2)], Facets: []Facet{ByMonth}, Timeout: time.Minute})
			var d *Damaged
			if errors.As(err, &d) {
				damaged++
			}
		}
		restore()
	}
	if damaged == 0 {
		t.Error("nothing was noticed")
	}
	if res, err := y.Search(t.Context(), Request{Text: `"ferry storm"`}); err != nil || res.Total == 0 {
		t.Errorf("after all was put right: %v", err)
	}
}

// spoil overwrites some bytes of a file and returns what puts them right.
func spoil(t *testing.T, name string, r *rand.Rand) (restore func()) {
	t.Helper()
	f, err := os.OpenFile(filepath.Clean(name), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	at := r.Int64N(info.Size() - 64)
	before, bad := make([]byte, 1+r.IntN(64)), make([]byte, 64)
	for i := range bad {
		bad[i] = byte(r.Uint32())
	}
	if _, err := f.ReadAt(before, at); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(bad[:len(before)], at); err != nil {
		t.Fatal(err)
	}
	return func() {
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteAt(before, at); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCountsOfUnknownDocuments counts a hit that no segment has, as a damaged list of
// documents may tell of: an error, not the end of the program.
func TestCountsOfUnknownDocuments(t *testing.T) {
	s := &searching{ctx: t.Context(), req: &Request{Facets: []Facet{BySource, ByMonth}}, columns: &viewed{of: []*[columnCount]column{{}}}}
	_, _, err := s.countFacets([][]uint32{{7}})
	var d *Damaged
	if !errors.As(err, &d) {
		t.Errorf("%v", err)
	}
}
