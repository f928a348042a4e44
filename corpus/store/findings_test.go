package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// firm is the n-th article about a firm, which it says was founded in a year.
func firm(name string, n, year int) consistency.Document {
	text := fmt.Sprintf("%s was founded in %d. ", name, year)
	y := strings.Index(text, fmt.Sprint(year))
	d := consistency.Document{Article: corpus.Article{ID: fmt.Sprintf("%s-%d", name, n), Source: fmt.Sprint("outlet ", n), Published: "2024-07-19"}}
	d.Facts.Entities = []corpus.Entity{{Span: corpus.Span{End: len(name)}, Name: name, ID: "org:" + name, Type: corpus.Org}}
	d.Facts.Claims = []corpus.Claim{{Span: corpus.Span{Start: y, End: y + 4}, Sentence: corpus.Span{End: len(text) - 1}, SubjectAt: corpus.Span{End: len(name)}, Subject: name, SubjectID: "org:" + name,
		Attribute: "founded", Kind: corpus.KindDate, Behaviour: corpus.Invariant, Confidence: 0.9, Value: corpus.Value{Text: fmt.Sprint(year), From: fmt.Sprint(year), To: fmt.Sprint(year)}}}
	d.Article.Text = text + strings.Repeat(fmt.Sprintf("Account %d of %s goes on. ", n, name), 30)
	return d
}

// firms are three articles about each of n firms, of which the third says another
// year.
func firms(from, n int) []consistency.Document {
	var out []consistency.Document
	for i := from; i < from+n; i++ {
		name := fmt.Sprintf("Vel%ctek Holding%c", 'a'+i%26, 'a'+i/26)
		out = append(out, firm(name, 0, 1950+i), firm(name, 1, 1950+i), firm(name, 2, 1951+i))
	}
	return out
}

// listed wants of Conflicts what a scan finds.
func listed(t *testing.T, s *Store, want int) {
	t.Helper()
	var got []corpus.Conflict
	if err := s.Conflicts(background, consistency.Filter{}, func(c corpus.Conflict) error { got = append(got, c); return nil }); err != nil {
		t.Fatal(err)
	}
	scanned, err := consistency.Conflicts(background, s.index, consistency.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(scanned, got, decimals); diff != "" || len(got) != want {
		t.Fatalf("%d findings, want %d: %s", len(got), want, diff)
	}
}

func keptBytes(t *testing.T, dir string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, findingsName))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFoundIsWhatIsListed asks for findings as they are found: while they are looked
// for, and once they are kept. A listing that is broken off keeps nothing.
func TestFoundIsWhatIsListed(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 30)...)
	stop := errors.New("stop")
	n := 0
	if err := s.Found(background, consistency.Filter{}, func(corpus.Conflict) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Fatalf("%v after %d findings", err, n)
	}
	if _, err := os.Stat(filepath.Join(dir, findingsName)); err == nil {
		t.Fatal("what was broken off is kept")
	}
	var listed [2][]string
	for i := range listed {
		if err := s.Found(background, consistency.Filter{}, func(c corpus.Conflict) error { listed[i] = append(listed[i], c.ID); return nil }); err != nil {
			t.Fatal(err)
		}
		keptBytes(t, dir)
	}
	var want []string
	if err := s.Conflicts(background, consistency.Filter{}, func(c corpus.Conflict) error { want = append(want, c.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	for i, what := range []string{"looked for", "kept"} {
		slices.Sort(listed[i])
		if diff := cmp.Diff(want, listed[i]); diff != "" || len(want) != 30 {
			t.Errorf("%s: %d findings: %s", what, len(listed[i]), diff)
		}
	}
}

// TestConflictsAreKept asks a corpus as it grows, and wants each time what a scan
// finds; what was kept is read where nothing has changed.
func TestConflictsAreKept(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 10)...)
	listed(t, s, 10)
	before := keptBytes(t, dir)
	listed(t, s, 10)
	if !bytes.Equal(before, keptBytes(t, dir)) {
		t.Error("made again without need")
	}
	put(t, s, firms(10, 2)...)
	listed(t, s, 12)
	put(t, s, firm(firms(0, 1)[2].Article.Source, 7, 1999)) // of a firm of its own
	changed := firms(0, 1)[2]
	changed.Facts, changed.Article.Text = firms(0, 1)[0].Facts, firms(0, 1)[0].Article.Text
	put(t, s, changed)
	listed(t, s, 11)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	listed(t, reopen(t, dir, Options{ReadOnly: true}), 11)
}

// TestUpkeep changes articles in runs that keep findings up to date.
func TestUpkeep(t *testing.T) {
	s, dir := create(t)
	u := s.Upkeep()
	put(t, s, firms(0, 20)...)
	if err := u.End(background); err != nil {
		t.Fatal(err)
	}
	first := keptBytes(t, dir)
	listed(t, s, 20)
	u = s.Upkeep()
	changed := firms(3, 1)[2]
	changed.Facts, changed.Article.Text = firms(3, 1)[0].Facts, firms(3, 1)[0].Article.Text
	if err := u.Replacing(background, []string{changed.Article.ID}); err != nil {
		t.Fatal(err)
	}
	put(t, s, append(firms(30, 1), changed)...)
	if err := u.End(background); err != nil {
		t.Fatal(err)
	}
	now := keptBytes(t, dir)
	if bytes.Equal(first, now) {
		t.Error("not brought up to date")
	}
	listed(t, s, 20)
	if !bytes.Equal(now, keptBytes(t, dir)) {
		t.Error("made again without need")
	}
	put(t, s, firms(40, 1)...)
	if s.Upkeep() != nil {
		t.Error("upkeep of findings that are behind")
	}
	listed(t, s, 21)
}

// TestDamagedFindings damages the file at each place: what is listed stays right,
// and the file is made again.
func TestDamagedFindings(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 2)...)
	listed(t, s, 2)
	whole := keptBytes(t, dir)
	name := filepath.Join(dir, findingsName)
	for at := 0; at < len(whole); at += 1 + at/7 {
		for _, bad := range [][]byte{whole[:at], append(append(bytes.Clone(whole[:at]), whole[at]^0x55), whole[at+1:]...)} {
			if err := os.WriteFile(name, bad, 0o666); err != nil {
				t.Fatal(err)
			}
			listed(t, s, 2)
		}
	}
	listed(t, s, 2)
	if !bytes.Equal(whole, keptBytes(t, dir)) {
		t.Error("not made again")
	}
}

// TestDamagedOrder damages the file with the order of findings at each place, and puts
// that of others there.
func TestDamagedOrder(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 5)...)
	listed(t, s, 5)
	name := filepath.Join(dir, orderName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += 1 + at/7 {
		for _, bad := range [][]byte{whole[:at], append(append(bytes.Clone(whole[:at]), whole[at]^0x55), whole[at+1:]...)} {
			if err := os.WriteFile(name, bad, 0o666); err != nil {
				t.Fatal(err)
			}
			listed(t, s, 5)
			if again, _ := os.ReadFile(name); !bytes.Equal(whole, again) {
				t.Fatal("not made again")
			}
		}
	}
	put(t, s, firms(5, 2)...)
	listed(t, s, 7)
	if now, _ := os.ReadFile(name); bytes.Equal(whole, now) {
		t.Error("the order of fewer findings is still there")
	}
	if err := os.WriteFile(name, whole, 0o666); err != nil {
		t.Fatal(err)
	}
	listed(t, s, 7)
}

// TestFindingsOfAnotherProgram wants findings of another program not to be read.
func TestFindingsOfAnotherProgram(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 2)...)
	listed(t, s, 2)
	name := filepath.Join(dir, findingsName)
	kept, err := openFindings(name)
	if err != nil {
		t.Fatal(err)
	}
	head := kept.head
	if err := kept.close(); err != nil {
		t.Fatal(err)
	}
	for _, other := range []func(h *findingsHead){
		func(h *findingsHead) { h.Program = "0123" }, func(h *findingsHead) { h.Index = indexDir(7) },
		func(h *findingsHead) { h.Reached.Seq += 5 }, func(h *findingsHead) { h.Articles-- },
	} {
		h := head
		other(&h)
		x, err := s.makeFindings(h, func(*findingsWriter) (*consistency.State, error) { return new(consistency.State), nil })
		if err != nil {
			t.Fatal(err)
		}
		if err := x.close(); err != nil {
			t.Fatal(err)
		}
		listed(t, s, 2)
	}
}

// TestFindingsWhereNobodyMayWrite lists a corpus in a folder that cannot be written
// to, and one in memory.
func TestFindingsWhereNobodyMayWrite(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 2)...)
	s.beside = true
	listed(t, s, 2)
	s.beside = false
	if left, _ := filepath.Glob(filepath.Join(dir, findingsName+"*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	m, err := Memory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	put(t, m, firms(0, 2)...)
	listed(t, m, 2)
}

// TestOrderOfFindingsMadeAgain loses findings that were brought up to date, after
// which those looked for anew lie elsewhere in the file than the order says.
func TestOrderOfFindingsMadeAgain(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(9, 30)...)
	listed(t, s, 30)
	put(t, s, firms(0, 8)...)
	listed(t, s, 38)
	before := keptBytes(t, dir)
	if err := os.Remove(filepath.Join(dir, findingsName)); err != nil {
		t.Fatal(err)
	}
	listed(t, s, 38)
	if bytes.Equal(before, keptBytes(t, dir)) {
		t.Error("in the same order")
	}
}

// TestFoundInDamagedFindings damages the file at each place: what is found stays
// right.
func TestFoundInDamagedFindings(t *testing.T) {
	s, dir := create(t)
	put(t, s, firms(0, 2)...)
	listed(t, s, 2)
	whole := keptBytes(t, dir)
	name := filepath.Join(dir, findingsName)
	for at := 0; at < len(whole); at += 1 + at/7 {
		bad := bytes.Clone(whole)
		bad[at] ^= 0x55
		if err := os.WriteFile(name, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		n := 0
		if err := s.Found(background, consistency.Filter{}, func(corpus.Conflict) error { n++; return nil }); err != nil || n != 2 {
			t.Fatalf("byte %d: %d findings, %v", at, n, err)
		}
	}
}
