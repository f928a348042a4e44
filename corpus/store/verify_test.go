package store

import (
	"os"
	"path/filepath"
	"testing"

	"twosource/corpus"
)

func TestVerify(t *testing.T) {
	s, dir := create(t)
	put(t, s, items(0, 100)...)
	put(t, s, item(3, 1))
	if err := s.Decide(corpus.Decision{ID: "c", Action: "confirm"}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, deep := range []bool{false, true} {
		r, err := Verify(background, dir, deep, Options{})
		if err != nil || !r.OK() || r.Articles != 101 || r.Decisions != 1 || len(r.Torn) > 0 {
			t.Errorf("deep %v: %+v, %v", deep, r, err)
		}
		if deep && r.Indexed != 100 {
			t.Errorf("%d articles indexed", r.Indexed)
		}
	}
}

func TestVerifyFindsAnIndexThatDiffers(t *testing.T) {
	s, dir := create(t)
	put(t, s, items(0, 10)...)
	reached, _ := s.index.Reached()
	if err := s.index.Delete([]string{item(3, 0).Article.ID}, reached); err != nil {
		t.Fatal(err)
	}
	s.Close()
	r, err := Verify(background, dir, true, Options{})
	if err != nil || len(r.Index) != 1 || len(r.Lost) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestBackupAndRestore(t *testing.T) {
	s, dir := create(t)
	put(t, s, items(0, 700)...)
	put(t, s, item(3, 1))
	if err := s.Decide(corpus.Decision{ID: "c", Action: "confirm"}); err != nil {
		t.Fatal(err)
	}
	dest := filepath.Join(t.TempDir(), "copy")
	r, err := Backup(background, dir, dest, Options{}) // the corpus is open for writing
	if err != nil || !r.OK() || r.Articles != 701 || r.Decisions != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	want := items(0, 700)
	want[3] = item(3, 1)
	for _, readOnly := range []bool{true, false} {
		restored := reopen(t, dest, Options{ReadOnly: readOnly})
		holds(t, restored, want...)
		if _, ok := restored.Decision("c"); !ok {
			t.Error("the decision is not in the copy")
		}
		restored.Close()
	}
	if _, err := Backup(background, dir, dest, Options{}); !os.IsExist(unwrapAll(err)) {
		t.Errorf("backup onto a backup: %v", err)
	}
}

func unwrapAll(err error) error {
	for {
		u, ok := err.(interface{ Unwrap() error })
		if !ok || os.IsExist(err) {
			return err
		}
		err = u.Unwrap()
	}
}

// TestBackupWhileWriting copies again and again while articles are put: every
// copy must hold a beginning of what was put, whole.
func TestBackupWhileWriting(t *testing.T) {
	s, dir := create(t)
	done := make(chan error, 1)
	go func() {
		for i := range 40 {
			if _, err := s.Put(background, wrap(items(i*10, 10)...)); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for n := 0; ; n++ {
		dest := filepath.Join(t.TempDir(), "copy")
		r, err := Backup(background, dir, dest, Options{})
		if err != nil || !r.OK() {
			t.Fatalf("copy %d: %+v, %v", n, r, err)
		}
		restored := reopen(t, dest, Options{})
		holds(t, restored, items(0, int(r.Articles))...)
		restored.Close()
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}
