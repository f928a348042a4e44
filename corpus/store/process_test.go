package store

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"twosource/corpus"
)

// TestTwoProcesses opens a corpus that another process writes to.
func TestTwoProcesses(t *testing.T) {
	s, dir := create(t)
	s.Close()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), envTask+"=put", envDir+"="+dir, envFrom+"=0")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Process.Kill(); _ = c.Wait() }()
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the other process wrote nothing")
	}
	var locked *LockedError
	if _, err := Open(dir, Options{}); !errors.As(err, &locked) || locked.PID != c.Process.Pid {
		t.Errorf("%v, want locked by %d", err, c.Process.Pid)
	}
	read := uint64(0)
	for range 5 { // while it goes on writing
		s, err := Open(dir, Options{ReadOnly: true})
		if err != nil {
			t.Fatal("reading beside a writer:", err)
		}
		read = max(read, wholeBeside(t, s, read))
		s.Close()
		time.Sleep(50 * time.Millisecond)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	after, err := Open(dir, Options{Wait: time.Minute})
	if err != nil {
		t.Fatalf("after the other was killed: %v", err)
	}
	after.Close()
}

// wholeBeside reads every article of a corpus that is being written, the same
// ones twice, and returns how many there are: no fewer than before.
func wholeBeside(t *testing.T, s *Store, before uint64) uint64 {
	t.Helper()
	ids, err := s.Index().IDs(background)
	if err != nil || uint64(len(ids)) < before {
		t.Fatalf("%d articles, %d before: %v", len(ids), before, err)
	}
	for _, id := range ids {
		if _, err := s.Index().Document(background, id); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Index().Count(); n != uint64(len(ids)) || err != nil {
		t.Errorf("%d articles counted, %d listed, %v", n, len(ids), err)
	}
	return uint64(len(ids))
}

// TestReadOnlyFolder reads a corpus on a file system that may not be written.
func TestReadOnlyFolder(t *testing.T) {
	disk := t.TempDir()
	if err := mountSmall(disk); err != nil {
		t.Skipf("no file system to make read-only: %v", err)
	}
	defer func() { _ = unmount(disk) }()
	dir := filepath.Join(disk, "corpus")
	s, err := Create(dir, quiet(t))
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, items(0, 20)...)
	s.Close()
	if err := freeze(disk); err != nil {
		t.Skip(err)
	}
	opt := quiet(t)
	opt.ReadOnly = true
	holds(t, reopen(t, dir, opt), items(0, 20)...)
	if r, err := Verify(background, dir, true, Options{}); err != nil || !r.OK() {
		t.Errorf("verify: %+v, %v", r, err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, syscall.EROFS) {
		t.Errorf("open for writing: %v", err)
	}
}

// TestClockGoesBack takes decisions and runs while the clock runs backwards:
// the order they were made in counts, not the time they tell.
func TestClockGoesBack(t *testing.T) {
	s, dir := create(t)
	now := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	s.opt.Now = func() time.Time { now = now.Add(-time.Hour); return now }
	ids := map[string]bool{}
	for i := range 5 {
		l, err := s.StartRun("ingest", "v")
		if err != nil {
			t.Fatal(err)
		}
		ids[l.ID()] = true
		if err := s.Decide(corpus.Decision{ID: "c", Action: "dismiss", Note: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	s = reopen(t, dir, quiet(t))
	if d, _ := s.Decision("c"); d.Note != "4" || len(ids) != 5 {
		t.Errorf("newest decision %+v, %d runs", d, len(ids))
	}
}

// TestFullDisk fills a small file system at every stage of a corpus' life.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := mountSmall(disk); err != nil {
		t.Skipf("no small file system to fill: %v", err)
	}
	defer func() { _ = unmount(disk) }()
	dir := filepath.Join(disk, "corpus")
	s, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	for {
		if _, err = s.Put(background, wrap(items(acknowledged, 50)...)); err != nil {
			break
		}
		acknowledged += 50
		if acknowledged > 1e6 {
			t.Fatal("the disk does not fill")
		}
	}
	t.Logf("full after %d articles: %v", acknowledged, err)
	s.Close()
	if s, err := Open(dir, Options{ReadOnly: true}); err == nil { // a full disk must still be readable, or say why not
		atLeast(t, s, acknowledged)
		s.Close()
	} else if !errors.Is(err, syscall.ENOSPC) && !explained(err) {
		t.Errorf("open for reading: %v", err)
	}
	if err := Rebuild(background, dir, Options{}, nil); err == nil {
		t.Log("rebuild fits") // it may, where the old index was larger
	}
	if err := os.Remove(filepath.Join(disk, "ballast")); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, dir, Options{})
	atLeast(t, s, acknowledged)
	put(t, s, items(0, acknowledged+100)...)
	holds(t, s, items(0, acknowledged+100)...)
}

// atLeast checks the first n articles.
func atLeast(t *testing.T, s *Store, n int) {
	t.Helper()
	for _, it := range items(0, n) {
		if _, err := s.Index().Document(background, it.Article.ID); err != nil {
			t.Fatalf("acknowledged article %s: %v", it.Article.ID, err)
		}
	}
}
