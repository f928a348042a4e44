package store

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
)

// spoils are the ways a file is damaged.
var spoils = map[string]func(name string, data []byte) error{
	"deleted":   func(name string, _ []byte) error { return os.Remove(name) },
	"empty":     func(name string, _ []byte) error { return os.WriteFile(name, nil, 0o666) },
	"truncated": func(name string, data []byte) error { return os.WriteFile(name, data[:len(data)/2], 0o666) },
	"zeroed":    func(name string, data []byte) error { return os.WriteFile(name, make([]byte, len(data)), 0o666) },
	"flipped": func(name string, data []byte) error {
		bad := append([]byte(nil), data...)
		bad[len(bad)*2/3] ^= 0x20
		return os.WriteFile(name, bad, 0o666)
	},
}

// sound makes a corpus of 60 articles in several segments and a decision, and
// returns its folder and the names of its files.
func sound(t *testing.T) (dir string, files []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "corpus")
	s, err := Create(dir, Options{Segment: 2 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		put(t, s, items(i*10, 10)...)
	}
	if err := s.Decide(corpus.Decision{ID: "c", Action: "dismiss"}); err != nil {
		t.Fatal(err)
	}
	if l, err := s.StartRun("ingest", "v"); err != nil || l.Note(Input{Path: "p", Status: Added}) != nil {
		t.Fatal(err)
	}
	s.Close()
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if name, _ := filepath.Rel(dir, path); filepath.Ext(name) != ".zap" { // those in use follow
				files = append(files, name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	used, err := bleveindex.Segments(filepath.Join(dir, indexDir(1)))
	if err != nil || len(used) == 0 {
		t.Fatal(used, err)
	}
	for _, path := range used {
		name, _ := filepath.Rel(dir, path)
		files = append(files, name)
	}
	return dir, files
}

// TestEachFileDamaged damages every file of a corpus in turn, in five ways.
// Reading and writing must then answer rightly or say what is damaged: no
// panic, no hang, no wrong article, and nothing lost but what stood in the
// damaged bytes of a journal.
func TestEachFileDamaged(t *testing.T) {
	model, files := sound(t)
	for _, name := range files {
		for how, spoil := range spoils {
			if testing.Short() && how != "flipped" && how != "deleted" {
				continue
			}
			t.Run(name+" "+how, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "corpus")
				if err := os.CopyFS(dir, os.DirFS(model)); err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(dir, name)
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := spoil(path, data); err != nil {
					t.Fatal(err)
				}
				examine(t, dir, name, how)
			})
		}
	}
}

func examine(t *testing.T, dir, name, how string) {
	inJournal := strings.HasPrefix(name, "journal")
	report, err := Verify(background, dir, true, Options{})
	if err != nil && !explained(err) {
		t.Errorf("verify: %v", err)
	}
	if err == nil && report.OK() && len(report.Torn) == 0 && telling(name, how) {
		t.Errorf("verify saw nothing")
	}
	if s, err := Open(dir, Options{ReadOnly: true}); err == nil {
		served(t, s)
		s.Close()
	} else if !explained(err) {
		t.Errorf("open for reading: %v", err)
	}
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	defer s.Close()
	if n := served(t, s); n < 60 {
		t.Errorf("%d of 60 articles served after opening", n)
	}
	if _, err := s.Put(background, wrap(items(60, 10)...)); err != nil {
		t.Errorf("put: %v", err)
	}
	s.Close()
	if err := Rebuild(background, dir, Options{}, nil); err != nil {
		t.Errorf("rebuild: %v", err)
	}
	after := reopen(t, dir, Options{})
	if n := served(t, after); n < 60 {
		t.Errorf("%d of 60 articles after rebuild", n)
	}
	if _, ok := after.Decision("c"); !ok {
		t.Error("the decision is gone")
	}
	after.Close()
	if inJournal {
		return // damage in a journal stays, and stays reported
	}
	if r, err := Verify(background, dir, true, Options{}); err != nil || !r.OK() {
		t.Errorf("verify after rebuild: %+v, %v", r, err)
	}
}

// telling reports whether damage must be seen: all but that of the lock and of
// bytes nobody reads.
func telling(name, how string) bool {
	switch filepath.Base(name) {
	case "lock", manifestName:
		return false
	case "root.bolt", "index_meta.json": // half of their bytes may be spare
		return how != "flipped" && how != "truncated"
	}
	return true
}

// explained reports whether an error tells the user which damage there is.
func explained(err error) bool {
	var d *DamagedError
	var x *bleveindex.Damaged
	return errors.As(err, &d) || errors.As(err, &x) || errors.Is(err, ErrNoCorpus) || errors.Is(err, ErrNewer)
}

// served reads all articles and returns how many came back; those that do must
// be right.
func served(t *testing.T, s *Store) int {
	t.Helper()
	n := 0
	for _, want := range items(0, 60) {
		got, err := s.Index().Document(background, want.Article.ID)
		switch {
		case err == nil:
			n++
			if got.Article.Text != want.Article.Text || len(got.Facts.Claims) != 1 {
				t.Errorf("%s is not what was stored", want.Article.ID)
			}
		case errors.Is(err, consistency.ErrNotFound):
		case !explained(err):
			t.Errorf("%s: %v", want.Article.ID, err)
		}
	}
	if _, err := s.Index().Search(background, bleveindex.Request{Text: "harbour"}); err != nil && !explained(err) {
		t.Errorf("search: %v", err)
	}
	if err := s.Index().Keys(background, "", func(string) error { return nil }); err != nil && !explained(err) {
		t.Errorf("scan: %v", err)
	}
	return n
}

// An index that a newer program has written is refused and left as it is, for
// the newer program to go on with.
func TestIndexFromANewerVersion(t *testing.T) {
	dir := t.TempDir()
	s, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	path := filepath.Join(dir, indexDir(1))
	x, err := bleve.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(x.SetInternal([]byte("twosource.format"), binary.AppendUvarint(nil, 1<<20)), x.Close()); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		if _, err := Open(dir, Options{ReadOnly: readOnly}); !errors.Is(err, ErrNewer) {
			t.Errorf("read only %v: %v", readOnly, err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the index is gone: %v", err)
	}
}
