package keyfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// model is what a set should hold: articles under keys.
type model map[string][]string

// batch adds a batch of articles, each under some keys, to a set and to a model.
func batch(t *testing.T, s *Set, m model, r *rand.Rand, seq *uint64) {
	t.Helper()
	var entries []Entry
	var articles []Article
	for i := range 1 + r.IntN(40) {
		*seq++
		a := Article{Seq: *seq, ID: fmt.Sprint("article ", *seq)}
		articles = append(articles, a)
		for range r.IntN(8) {
			key := fmt.Sprintf("%c%0*d", 'a'+r.IntN(3), 1+r.IntN(24), r.IntN(1000))
			entries = append(entries, Entry{key, uint32(i)})
			if !slices.Contains(m[key], a.ID) {
				m[key] = append(m[key], a.ID)
			}
		}
	}
	if err := s.Add(entries, articles); err != nil {
		t.Fatal(err)
	}
	if err := s.Merge(); err != nil {
		t.Fatal(err)
	}
}

// check compares a set with a model.
func check(t *testing.T, s *Set, m model) {
	t.Helper()
	v := NewView(s)
	defer v.Close()
	for _, prefix := range []string{"", "b", "c00", "x", "a0000000000000000001"} {
		var got, want []string
		if err := v.Keys(context.Background(), prefix, func(k []byte) error {
			got = append(got, string(k))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for k := range m {
			if bytes.HasPrefix([]byte(k), []byte(prefix)) {
				want = append(want, k)
			}
		}
		slices.Sort(want)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("keys with %q: %s", prefix, d)
		}
		if d := cmp.Diff(want, filed(t, v, prefix, m)); d != "" {
			t.Fatalf("keys with %q and who is filed under them: %s", prefix, d)
		}
	}
	for k := range m {
		if d := cmp.Diff(m[k], under(t, v, k)); d != "" {
			t.Fatalf("%s: %s", k, d)
		}
	}
	if got := under(t, v, "a none"); len(got) > 0 {
		t.Fatalf("found %v", got)
	}
}

// filed are the keys of a view that begin with a prefix; under each it wants the
// articles of a model.
func filed(t *testing.T, v *View, prefix string, m model) (keys []string) {
	t.Helper()
	if err := v.Filed(context.Background(), prefix, func(k []byte, articles []uint32) error {
		var ids []string
		for _, n := range articles {
			a, err := v.Article(n)
			if err != nil {
				return err
			}
			ids = append(ids, a.ID)
		}
		if d := cmp.Diff(m[string(k)], ids); d != "" || !slices.IsSorted(articles) {
			t.Fatalf("%s: %v: %s", k, articles, d)
		}
		keys = append(keys, string(k))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return keys
}

func under(t *testing.T, v *View, key string) (ids []string) {
	t.Helper()
	if err := v.Articles(key, func(a Article) (bool, error) {
		if a.ID != fmt.Sprint("article ", a.Seq) {
			t.Errorf("article %q has the record %d", a.ID, a.Seq)
		}
		ids = append(ids, a.ID)
		return true, nil
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestSet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	onDisk, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Set{"disk": onDisk, "memory": Memory()} {
		t.Run(name, func(t *testing.T) {
			m, seq, r := model{}, uint64(0), rand.New(rand.NewPCG(1, 2))
			check(t, s, m)
			old := NewView(s)
			for range 130 {
				batch(t, s, m, r, &seq)
			}
			check(t, s, m)
			if got := under(t, old, "a1"); got != nil {
				t.Errorf("a view sees what came after it: %v", got)
			}
			old.Close()
			if n := len(s.files); n >= 3*perMerge {
				t.Errorf("%d files", n)
			}
			if s.dir == "" {
				return
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			again, err := Open(dir, true, 130)
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			check(t, again, m)
		})
	}
}

// TestViewOutlivesMerge reads files that were merged away meanwhile.
func TestViewOutlivesMerge(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	s, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m, seq, r := model{}, uint64(0), rand.New(rand.NewPCG(3, 4))
	for range perMerge - 1 {
		batch(t, s, m, r, &seq)
	}
	v := NewView(s)
	later := model{}
	for k, ids := range m {
		later[k] = slices.Clone(ids)
	}
	batch(t, s, later, r, &seq)
	for k := range m {
		if d := cmp.Diff(m[k], under(t, v, k)); d != "" {
			t.Fatalf("%s: %s", k, d)
		}
	}
	v.Close()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != len(s.files) {
		t.Errorf("%d files are left of %d: %v", len(files), len(s.files), err)
	}
	check(t, s, later)
}

func TestCrashes(t *testing.T) {
	make := func(t *testing.T, generations int) (dir string, m model) {
		dir = filepath.Join(t.TempDir(), "keys")
		s, err := Create(dir)
		if err != nil {
			t.Fatal(err)
		}
		seq, r := uint64(0), rand.New(rand.NewPCG(5, 6))
		m = model{}
		for range generations {
			batch(t, s, m, r, &seq)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return dir, m
	}
	t.Run("a batch that was not stored", func(t *testing.T) {
		dir, _ := make(t, 4)
		_, want := make(t, 3)
		s, err := Open(dir, false, 3)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		check(t, s, want)
		if files, _ := Files(dir); len(files) != 3 {
			t.Errorf("%d files are left", len(files))
		}
	})
	t.Run("merged but not removed, half written", func(t *testing.T) {
		dir, _ := make(t, 3)
		before := map[string][]byte{}
		files, _ := Files(dir)
		for _, f := range files {
			before[f], _ = os.ReadFile(f)
		}
		more, m := make(t, perMerge)
		for f, b := range before {
			if err := os.WriteFile(filepath.Join(more, filepath.Base(f)), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(more, fileName(span32{perMerge + 1, perMerge + 1})+".new"), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(more, false, perMerge)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		check(t, s, m)
		if left, _ := os.ReadDir(more); len(left) != 1 {
			t.Errorf("%d files are left", len(left))
		}
	})
	t.Run("lost", func(t *testing.T) {
		dir, _ := make(t, 4)
		if err := os.Remove(filepath.Join(dir, fileName(span32{2, 2}))); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, false, 4); !errors.Is(err, ErrDamaged) {
			t.Errorf("opened: %v", err)
		}
		if files, _ := Files(dir); len(files) != 3 {
			t.Errorf("%d files are left", len(files))
		}
	})
	t.Run("ahead for a reader", func(t *testing.T) {
		dir, m := make(t, perMerge) // one file
		s, err := Open(dir, true, perMerge/2)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		check(t, s, m)
	})
}

// TestDamage flips bytes: a file must be refused or read as it was.
func TestDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	s, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, seq := model{}, uint64(0)
	batch(t, s, m, rand.New(rand.NewPCG(7, 8)), &seq)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName(span32{1, 1}))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		b := slices.Clone(whole)
		b[at] ^= 1 << (at % 8)
		f, err := open(bytes.NewReader(b), int64(len(b)))
		if err == nil {
			err = f.verify()
		}
		if !errors.Is(err, ErrDamaged) {
			t.Fatalf("byte %d: %v", at, err)
		}
	}
	if err := Verify(path); err != nil {
		t.Errorf("whole: %v", err)
	}
	for n := range whole {
		if _, err := open(bytes.NewReader(whole[:n]), int64(n)); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	var buf bytes.Buffer
	if err := fillAll(&buf, func(w *writer) error {
		return errors.Join(w.key([]byte("a"), []uint32{0}), w.key([]byte("ab"), []uint32{0, 1}), w.article(Article{1, "x"}), w.article(Article{2, "y"}))
	}); err != nil {
		f.Fatal(err)
	}
	f.Add(buf.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		c := newCursor(x)
		for ok, err := c.seek([]byte("a")); ok && err == nil; ok, err = c.next() {
			c.numbers(nil, 0)
		}
	})
}

// TestMergesStayFlat counts how often articles are written again as a set grows: as
// seldom at two million as at the beginning, in few files.
func TestMergesStayFlat(t *testing.T) {
	for _, c := range []struct {
		name string
		of   func(batch int) int // articles of a batch
	}{
		{"batches of a thousand", func(int) int { return 1000 }},
		{"of many sizes", func(n int) int { return 300 + n*7919%1400 }},
		{"one at a time", func(int) int { return 1 }},
		{"one large, then small ones", func(n int) int { return max(1000, 500_000*(1-n)) }},
	} {
		var files []*file
		const batches = 2000
		var added, again [10]int
		most := 0
		for n := range batches {
			files = append(files, &file{count: uint32(c.of(n))})
			added[n*10/batches] += c.of(n)
			for {
				k := due(files)
				if k == 0 {
					break
				}
				one := &file{}
				for _, f := range files[len(files)-k:] {
					one.count += f.count
				}
				again[n*10/batches] += int(one.count)
				files = append(files[:len(files)-k], one)
			}
			most = max(most, len(files))
		}
		for i := range added {
			if times := float64(again[i]) / float64(added[i]); times > 5 && added[i] > 10_000 {
				t.Errorf("%s: articles of the tenth %d were written again %.1f times", c.name, i+1, times)
			}
		}
		if most > 30 {
			t.Errorf("%s: %d files", c.name, most)
		}
	}
}
