package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
)

var (
	background = context.Background()
	decimals   = cmp.Comparer(func(a, b decimal.Decimal) bool { return a == b })
)

// item is the n-th test article in its r-th revision.
func item(n, r int) consistency.Document {
	text := fmt.Sprintf("Report %d, revision %d. ", n, r) + strings.Repeat(fmt.Sprintf("The ferry left harbour %d at noon. ", n*31), 1+n%7)
	return consistency.Document{
		Article: corpus.Article{ID: fmt.Sprintf("a%05d", n), Path: fmt.Sprintf("in/%d.txt", n), Source: "outlet", Published: "2024-07-19", Title: "Report", Text: text, Body: corpus.Span{End: len(text)}},
		Facts: corpus.Facts{
			Entities: []corpus.Entity{{Span: corpus.Span{End: 6}, Name: "Norhaven", Type: corpus.Loc}},
			Claims:   []corpus.Claim{{Span: corpus.Span{End: 6}, Subject: "ferry", Attribute: "aboard", Kind: corpus.KindCount, Value: corpus.Value{Text: fmt.Sprint(n)}}},
		}, Origin: fmt.Sprintf("o%d", n)}
}

func items(from, n int) []consistency.Document {
	out := make([]consistency.Document, n)
	for i := range out {
		out[i] = item(from+i, 0)
	}
	return out
}

func create(t testing.TB) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	s, err := Create(dir, quiet(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, dir
}

// quiet fails the test on any message of repair.
func quiet(t testing.TB) Options {
	return Options{Notify: func(m string) { t.Errorf("unexpected message: %s", m) }}
}

func reopen(t testing.TB, dir string, opt Options) *Store {
	t.Helper()
	s, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func wrap(docs ...consistency.Document) []Item {
	out := make([]Item, len(docs))
	for i := range docs {
		out[i].Document = docs[i]
	}
	return out
}

func put(t testing.TB, s *Store, its ...consistency.Document) []Outcome {
	t.Helper()
	out, err := s.Put(background, wrap(its...))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// holds checks that the corpus has exactly these articles, whole and found.
func holds(t testing.TB, s *Store, want ...consistency.Document) {
	t.Helper()
	if n, err := s.Index().Count(); err != nil || int(n) != len(want) {
		t.Errorf("%d articles, want %d (%v)", n, len(want), err)
	}
	for _, it := range want {
		got, err := s.Index().Document(background, it.Article.ID)
		if err != nil {
			t.Errorf("%s: %v", it.Article.ID, err)
			continue
		}
		if d := cmp.Diff(it, got, decimals); d != "" {
			t.Errorf("%s: %s", it.Article.ID, d)
		}
		ids, err := s.Index().Origin(background, it.Origin, 10)
		if err != nil || len(ids) != 1 || ids[0] != it.Article.ID {
			t.Errorf("%s not found by its origin: %v, %v", it.Article.ID, ids, err)
		}
	}
}

func TestPutAndReopen(t *testing.T) {
	s, dir := create(t)
	its := items(0, 30)
	for _, o := range put(t, s, its...) {
		if o != Added {
			t.Fatalf("outcome %s", o)
		}
	}
	holds(t, s, its...)
	s.Close()
	for _, readOnly := range []bool{true, false, true} {
		opt := quiet(t)
		opt.ReadOnly = readOnly
		s := reopen(t, dir, opt)
		holds(t, s, its...)
		s.Close()
	}
}

func TestOutcomes(t *testing.T) {
	s, _ := create(t)
	put(t, s, items(0, 3)...)
	moved := item(1, 0)
	moved.Article.Path = "elsewhere.txt"
	got := put(t, s, item(0, 0), moved, item(2, 1), item(3, 0), item(3, 1))
	want := []Outcome{Unchanged, Unchanged, Updated, Unchanged, Added}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	holds(t, s, item(0, 0), item(1, 0), item(2, 1), item(3, 1))
	last := s.articles.Last()
	put(t, s, items(0, 2)...)
	if s.articles.Last() != last {
		t.Error("unchanged articles were written again")
	}
}

func TestMemory(t *testing.T) {
	s, err := Memory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put(t, s, items(0, 10)...)
	put(t, s, item(3, 1))
	want := items(0, 10)
	want[3] = item(3, 1)
	holds(t, s, want...)
	if err := s.Decide(corpus.Decision{ID: "x", Action: "dismiss"}); err != nil {
		t.Error(err)
	}
}

func TestInvalidUTF8IsKept(t *testing.T) {
	s, dir := create(t)
	it := item(1, 0)
	it.Article.Text = "caf\xe9 " + it.Article.Text
	put(t, s, it)
	s.Close()
	if err := Rebuild(background, dir, quiet(t), nil); err != nil {
		t.Fatal(err)
	}
	holds(t, reopen(t, dir, quiet(t)), it)
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(filepath.Join(dir, "none"), Options{}); !errors.Is(err, ErrNoCorpus) || Hint(err) == "" {
		t.Errorf("missing folder: %v", err)
	}
	if _, err := Open(dir, Options{ReadOnly: true}); !errors.Is(err, ErrNoCorpus) {
		t.Errorf("folder that is none: %v", err)
	}
	s, dir := create(t)
	if _, err := Create(dir, Options{}); !asLocked(err) {
		t.Errorf("create while open: %v", err)
	}
	s.Close()
	if _, err := Create(dir, Options{}); !errors.Is(err, ErrExists) {
		t.Errorf("create twice: %v", err)
	}
	ro := reopen(t, dir, Options{ReadOnly: true})
	if _, err := ro.Put(background, wrap(items(0, 1)...)); err != ErrReadOnly {
		t.Errorf("put: %v", err)
	}
	if err := ro.Decide(corpus.Decision{ID: "x", Action: "dismiss"}); err != ErrReadOnly {
		t.Errorf("decide: %v", err)
	}
	ro.Close()
	os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"format":99,"index":"index-000001"}`), 0o666)
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrNewer) || Hint(err) == "" {
		t.Errorf("newer: %v", err)
	}
}

func asLocked(err error) bool {
	var l *LockedError
	return errors.As(err, &l) && l.PID == os.Getpid()
}

func TestLock(t *testing.T) {
	s, dir := create(t)
	if _, err := Open(dir, Options{}); !asLocked(err) || Hint(err) == "" {
		t.Errorf("writer beside a writer: %v", err)
	}
	s.Close()
	a, err := Open(dir, Options{ReadOnly: true, Command: "search"})
	if err != nil {
		t.Fatal(err)
	}
	b := reopen(t, dir, Options{ReadOnly: true})
	b.Close()
	if _, err := Open(dir, Options{}); !asLocked(err) {
		t.Errorf("writer beside a reader: %v", err)
	}
	time.AfterFunc(100*time.Millisecond, func() { a.Close() })
	w, err := Open(dir, Options{Wait: time.Minute})
	if err != nil {
		t.Fatalf("waiting: %v", err)
	}
	w.Close()
}

func TestDecisions(t *testing.T) {
	s, dir := create(t)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	s.opt.Now = func() time.Time { return now }
	for _, d := range []corpus.Decision{{ID: "c1", Action: "dismiss", Note: "typo"}, {ID: "c2", Action: "confirm"}, {ID: "c1", Action: "reopen"}, {ID: "c3", Action: "dismiss", Note: "old"}} {
		if err := s.Decide(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Decide(corpus.Decision{ID: "c", Action: "burn"}); err == nil {
		t.Error("unknown action was taken")
	}
	s.Close()
	s = reopen(t, dir, Options{ReadOnly: true})
	if n := len(s.Decisions()); n != 4 {
		t.Errorf("%d decisions", n)
	}
	found := []corpus.Conflict{{ID: "c1"}, {ID: "c2"}, {ID: "c3"}, {ID: "c4"}}
	s.Apply(found)
	want := []corpus.Conflict{{ID: "c1"}, {ID: "c2", Status: corpus.Confirmed}, {ID: "c3", Status: corpus.Dismissed, Note: "old"}, {ID: "c4"}}
	if d := cmp.Diff(want, found); d != "" {
		t.Error(d)
	}
	if d, _ := s.Decision("c2"); d.Decided != "2026-01-02T03:04:05Z" {
		t.Errorf("decided %q", d.Decided)
	}
}

func TestRuns(t *testing.T) {
	s, dir := create(t)
	s.opt.Now = func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	l, err := s.StartRun("ingest", "v1")
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, items(0, 3)...)
	want := []Input{{Path: "a", Article: "a00000", Status: Added}, {Path: "b", Status: Failed, Reason: "empty"}}
	if err := l.Note(want...); err != nil {
		t.Fatal(err)
	}
	if _, err := l.End(); err != nil {
		t.Fatal(err)
	}
	cut, err := s.StartRun("ingest", "v1")
	if err != nil {
		t.Fatal(err)
	}
	many := make([]Input, outcomesPerRecord)
	for i := range many {
		many[i] = Input{Path: fmt.Sprint(i), Status: Unchanged}
	}
	if err := cut.Note(many...); err != nil {
		t.Fatal(err)
	}
	s.Close() // without End: as after a crash
	s = reopen(t, dir, Options{ReadOnly: true})
	runs, err := s.Runs(background)
	if err != nil || len(runs) != 2 {
		t.Fatal(runs, err)
	}
	if runs[0].Counts != (Counts{Added: 1, Failed: 1}) || runs[0].LastSeq != 3 || runs[0].FirstSeq != 1 || runs[0].Ended == "" {
		t.Errorf("first run %+v", runs[0])
	}
	if runs[1].Counts.Unchanged != outcomesPerRecord || runs[1].Ended != "" || runs[0].ID == runs[1].ID {
		t.Errorf("cut run %+v", runs[1])
	}
	var got []Input
	if err := s.Inputs(background, l.ID(), func(i Input) error { got = append(got, i); return nil }); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOtherFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	keep := []string{filepath.Join(dir, "index-000007", "notes.txt"), filepath.Join(dir, "index-pages", "store")}
	for _, name := range keep {
		os.MkdirAll(filepath.Dir(name), 0o777)
		os.WriteFile(name, []byte("mine"), 0o666)
	}
	s, err := Create(dir, quiet(t))
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, items(0, 3)...)
	s.Close()
	if err := Rebuild(background, dir, quiet(t), nil); err != nil {
		t.Fatal(err)
	}
	for _, name := range keep {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

func TestRebuild(t *testing.T) {
	s, dir := create(t)
	put(t, s, items(0, 1000)...)
	put(t, s, item(5, 1))
	s.Close()
	var done uint64
	if err := Rebuild(background, dir, quiet(t), func(n uint64) { done = n }); err != nil {
		t.Fatal(err)
	}
	if done != 1001 {
		t.Errorf("reported %d", done)
	}
	want := items(0, 1000)
	want[5] = item(5, 1)
	s = reopen(t, dir, quiet(t))
	holds(t, s, want...)
	for _, o := range put(t, s, want...) {
		if o != Unchanged {
			t.Fatalf("an article of a rebuilt corpus is %s", o)
		}
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "index-*")); len(names) != 1 {
		t.Errorf("indexes %v", names)
	}
}

func TestCopiesShareAnOrigin(t *testing.T) {
	s, dir := create(t)
	text := "The ferry Aurora sank near Norhaven on Friday evening with 171 people on board, its owner Sund Lines said. Rescue boats brought 168 of them ashore within two hours, and divers were looking for the others on Saturday. The cause is not known, the coast guard said."
	story := func(id, extra string) consistency.Document {
		text := text + extra
		return consistency.Document{Article: corpus.Article{ID: id, Text: text, Body: corpus.Span{End: len(text)}}}
	}
	other := item(1, 0)
	other.Origin = ""
	batch := []consistency.Document{story("b", ""), story("c", " More to follow."), other}
	put(t, s, batch...)
	put(t, s, story("a", " This story was updated."))
	want := map[string]string{"a": "b", "b": "b", "c": "b", other.Article.ID: other.Article.ID}
	check := func(s *Store) {
		for id, o := range want {
			if d, err := s.Index().Document(background, id); err != nil || d.Origin != o {
				t.Errorf("%s has origin %q, want %q (%v)", id, d.Origin, o, err)
			}
		}
	}
	check(s)
	s.Close()
	if err := Rebuild(background, dir, quiet(t), nil); err != nil {
		t.Fatal(err)
	}
	check(reopen(t, dir, quiet(t)))
}

func TestIndexBehind(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		s, dir := create(t)
		put(t, s, items(0, 10)...)
		// What a crash between journal and index leaves.
		more := items(10, 5)
		b, err := s.prepare(wrap(more...))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.journalArticles(b.docs, b.entries); err != nil {
			t.Fatal(err)
		}
		s.Close()
		said := 0
		s = reopen(t, dir, Options{ReadOnly: readOnly, Notify: func(string) { said++ }})
		holds(t, s, items(0, 15)...)
		if said != 1 {
			t.Errorf("%d messages", said)
		}
		s.Close()
	}
}

func TestSearchThroughStore(t *testing.T) {
	s, _ := create(t)
	put(t, s, items(0, 10)...)
	res, err := s.Index().Search(background, bleveindex.Request{Text: "entity:norhaven harbour"})
	if err != nil || res.Total != 10 {
		t.Errorf("%+v, %v", res, err)
	}
}

// TestReadBesideAWriter opens a corpus for reading while it is written, many
// times over, and looks that a view is whole, does not change, and goes without
// a trace.
func TestReadBesideAWriter(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s, dir := create(t)
	put(t, s, items(0, 50)...)
	if err := s.Decide(corpus.Decision{ID: "c", Action: "dismiss"}); err != nil {
		t.Fatal(err)
	}
	said := ""
	opt := Options{ReadOnly: true, Wait: time.Hour, Notify: func(m string) { said = m }}
	early, err := Open(dir, opt)
	if err != nil || !strings.Contains(said, "in use") {
		t.Fatalf("%v, told %q", err, said)
	}
	if _, err := early.Put(background, wrap(items(0, 1)...)); err != ErrReadOnly {
		t.Errorf("put: %v", err)
	}
	for i := 1; i < 30; i++ { // segments are merged and removed meanwhile
		put(t, s, items(50*i, 50)...)
		put(t, s, item(0, i))
		view, err := Open(dir, opt)
		if err != nil {
			t.Fatal(err)
		}
		if n := wholeBeside(t, view, 0); n != uint64(50*(i+1)) {
			t.Errorf("%d articles after %d", n, 50*(i+1))
		}
		view.Close()
	}
	holds(t, early, items(0, 50)...)
	if d, ok := early.Decision("c"); !ok || d.Action != "dismiss" {
		t.Errorf("decision %+v", d)
	}
	early.Close()
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
