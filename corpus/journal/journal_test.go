package journal

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// payload is the n-th test payload: text that compresses like news.
func payload(n int) []byte {
	return []byte(fmt.Sprintf("record %d: ", n) + strings.Repeat(fmt.Sprintf("the ferry left harbour %d. ", n*7919), 1+n%40))
}

func entries(from, n int) []Entry {
	out := make([]Entry, n)
	for i := range out {
		out[i] = Entry{Kind: Kind(1 + (from+i)%3), Payload: payload(from + i)}
	}
	return out
}

func open(t testing.TB, dir string, opt Options) *Journal {
	t.Helper()
	j, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func add(t testing.TB, j *Journal, n int) []Position {
	t.Helper()
	first, at, err := j.Append(entries(int(j.Last())+1, n)...)
	if err != nil {
		t.Fatal(err)
	}
	if first != j.Last()-uint64(n)+1 {
		t.Fatalf("first %d, last %d after %d entries", first, j.Last(), n)
	}
	return at
}

// scan returns the numbers of all readable records and checks their payloads.
func scan(t testing.TB, j *Journal, from Position) ([]uint64, []Damage) {
	t.Helper()
	var seqs []uint64
	damage, err := j.Scan(context.Background(), from, func(r Record, at Position) error {
		seqs = append(seqs, r.Seq)
		if string(r.Payload) != string(payload(int(r.Seq))) || r.Kind != Kind(1+r.Seq%3) {
			t.Errorf("record %d is not what was written", r.Seq)
		}
		got, err := j.Read(at)
		if err != nil || got.Seq != r.Seq || string(got.Payload) != string(r.Payload) {
			t.Errorf("Read of record %d: %d, %v", r.Seq, got.Seq, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return seqs, damage
}

// whole checks that records 1 to n are all there and nothing is damaged.
func whole(t testing.TB, j *Journal, n int) {
	t.Helper()
	seqs, damage := scan(t, j, Position{})
	if len(seqs) != n || len(damage) > 0 {
		t.Fatalf("%d records, want %d; damage %v", len(seqs), n, damage)
	}
	for i, s := range seqs {
		if s != uint64(i+1) {
			t.Fatalf("record %d has number %d", i+1, s)
		}
	}
}

func TestAppendAndReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := open(t, dir, Options{Segment: 4 << 10})
	whole(t, j, 0)
	total := 0
	for _, n := range []int{1, 0, 500, 3} {
		at := add(t, j, n)
		total += n
		for i, p := range at {
			r, err := j.Read(p)
			if err != nil || r.Seq != uint64(total-n+i+1) {
				t.Fatalf("Read(%v): %d, %v", p, r.Seq, err)
			}
		}
	}
	whole(t, j, total)
	j.Close()
	again := open(t, dir, Options{Segment: 4 << 10})
	whole(t, again, total)
	add(t, again, 20)
	whole(t, again, total+20)
	if len(again.segments) < 2 || len(again.torn) > 0 {
		t.Errorf("%d segments, torn %v", len(again.segments), again.torn)
	}
}

func TestScanFromPosition(t *testing.T) {
	j := open(t, filepath.Join(t.TempDir(), "j"), Options{Segment: 8 << 10})
	var at []Position
	for range 20 {
		at = append(at, add(t, j, 17)...)
	}
	for i, p := range at {
		seqs, damage := scan(t, j, p)
		if len(seqs) != len(at)-i || seqs[0] != uint64(i+1) || len(damage) > 0 {
			t.Fatalf("from record %d: %d records, damage %v", i+1, len(seqs), damage)
		}
	}
}

func TestReadOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "j")
	if _, err := Open(dir, Options{ReadOnly: true}); !os.IsNotExist(unwrapped(err)) {
		t.Fatalf("missing journal: %v", err)
	}
	add(t, open(t, dir, Options{}), 5)
	j := open(t, dir, Options{ReadOnly: true})
	whole(t, j, 5)
	if _, _, err := j.Append(entries(6, 1)...); err != ErrReadOnly {
		t.Errorf("append: %v", err)
	}
}

func unwrapped(err error) error {
	for {
		u, ok := err.(interface{ Unwrap() error })
		if !ok || u.Unwrap() == nil || os.IsNotExist(err) {
			return err
		}
		err = u.Unwrap()
	}
}

func TestTornTailAtEveryByte(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "j")
	j := open(t, dir, Options{})
	add(t, j, 3)
	kept := j.end
	add(t, j, 1)
	full := j.end
	j.Close()
	name := filepath.Join(dir, segmentName(1))
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for cut := kept; cut <= full; cut++ {
		dir := filepath.Join(t.TempDir(), fmt.Sprint(cut))
		os.MkdirAll(dir, 0o777)
		if err := os.WriteFile(filepath.Join(dir, segmentName(1)), data[:cut], 0o666); err != nil {
			t.Fatal(err)
		}
		want, torn := 3, 1
		if cut == full {
			want = 4
		}
		if cut == full || cut == kept {
			torn = 0
		}
		if seqs, _ := scan(t, open(t, dir, Options{ReadOnly: true}), Position{}); len(seqs) != want {
			t.Fatalf("cut at %d: read only %d records", cut, len(seqs))
		}
		j := open(t, dir, Options{})
		if len(j.Torn()) != torn {
			t.Fatalf("cut at %d of %d: torn %v", cut, full, j.Torn())
		}
		whole(t, j, want)
		add(t, j, 2)
		whole(t, j, want+2)
		j.Close()
	}
}
