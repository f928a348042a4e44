package journal

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
)

// write3 appends batches until one fails and returns how many records were
// acknowledged.
func write3(f *faultFS, j *Journal, r *rand.Rand) (acknowledged int) {
	for range 6 {
		n := 1 + r.IntN(60)
		if _, _, err := j.Append(entries(int(j.Last())+1, n)...); err != nil {
			return int(j.Last())
		}
	}
	return int(j.Last())
}

// recovered opens the journal after a fault and checks that the first
// acknowledged records are there, whole and in order, and that it can go on.
func recovered(t *testing.T, f *faultFS, acknowledged int) {
	t.Helper()
	j, err := Open("j", Options{FS: f, Segment: 2 << 10})
	if err != nil {
		t.Fatalf("open after the fault: %v", err)
	}
	defer j.Close()
	seqs, damage := scan(t, j, Position{})
	for i := range acknowledged {
		if i >= len(seqs) || seqs[i] != uint64(i+1) {
			t.Fatalf("record %d of %d acknowledged is gone; damage %v, torn %v", i+1, acknowledged, damage, j.Torn())
		}
	}
	for _, d := range damage {
		if d.First > 0 && int(d.First) <= acknowledged {
			t.Fatalf("acknowledged records are damaged: %v", d)
		}
	}
	before := len(seqs)
	last := int(j.Last())
	add(t, j, 3)
	seqs, _ = scan(t, j, Position{})
	if len(seqs) != before+3 || int(seqs[len(seqs)-1]) != last+3 {
		t.Fatalf("after going on: %d records, want %d", len(seqs), before+3)
	}
}

// TestFaultAtEveryChange lets each write, sync, rename and truncation of a
// short history fail in turn, in three ways, and once more with a loss of
// power after it.
func TestFaultAtEveryChange(t *testing.T) {
	for mode, set := range map[string]func(*faultFS){
		"error":       func(*faultFS) {},
		"short write": func(f *faultFS) { f.short = true },
		"crash":       func(f *faultFS) { f.dead = true },
	} {
		t.Run(mode, func(t *testing.T) {
			for n := 1; ; n++ {
				r := rand.New(rand.NewPCG(uint64(n), 1))
				f := newFaultFS()
				f.failAt = n
				set(f)
				acknowledged := 0
				if j, err := Open("j", Options{FS: f, Segment: 2 << 10}); err == nil {
					acknowledged = write3(f, j, r)
					j.Close()
				}
				done := f.ops < n
				f.failAt = 0
				recovered(t, f.powerCut(r), acknowledged)
				recovered(t, f, acknowledged)
				if done {
					return
				}
			}
		})
	}
}

// TestPowerCuts loses power at random moments of a longer history, again and
// again on the same files.
func TestPowerCuts(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 50
	}
	for seed := range rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		f := newFaultFS()
		acknowledged := 0
		for range 4 {
			j, err := Open("j", Options{FS: f, Segment: 2 << 10})
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			acknowledged = max(acknowledged, int(j.Last()))
			f.failAt, f.dead = f.ops+1+r.IntN(20), true
			acknowledged = max(acknowledged, write3(f, j, r))
			j.Close()
			f = f.powerCut(r)
			j, err = Open("j", Options{FS: f, ReadOnly: true})
			if err != nil {
				acknowledgedNone(t, acknowledged, err)
				f.dirs["j"] = true
				continue
			}
			seqs, _ := scan(t, j, Position{})
			kept := 0
			for kept < len(seqs) && seqs[kept] == uint64(kept+1) {
				kept++
			}
			if kept < acknowledged {
				t.Fatalf("seed %d: %d of %d acknowledged records kept", seed, kept, acknowledged)
			}
			j.Close()
		}
	}
}

func acknowledgedNone(t *testing.T, acknowledged int, err error) {
	t.Helper()
	if acknowledged > 0 {
		t.Fatalf("%d records were acknowledged: %v", acknowledged, err)
	}
}

func TestFullDiskThenGoOn(t *testing.T) {
	f := newFaultFS()
	j, err := Open("j", Options{FS: f})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	add(t, j, 5)
	f.failAt = f.ops + 1 // the next write
	if _, _, err := j.Append(entries(6, 4)...); !errors.Is(err, errInjected) {
		t.Fatalf("append on a full disk: %v", err)
	}
	whole(t, j, 5)
	add(t, j, 2) // there is room again
	whole(t, j, 7)
}

func TestFailedSyncStopsTheJournal(t *testing.T) {
	f := newFaultFS()
	j, err := Open("j", Options{FS: f})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	add(t, j, 5)
	f.failAt = f.ops + 2 // the sync after the next write
	if _, _, err := j.Append(entries(6, 1)...); !errors.Is(err, errInjected) {
		t.Fatalf("append: %v", err)
	}
	if _, _, err := j.Append(entries(6, 1)...); !errors.Is(err, ErrUnknown) {
		t.Errorf("append after a failed sync: %v", err)
	}
	whole(t, j, 5)
}

// TestDamageInTheMiddle flips every byte of a small journal in turn: all
// frames but the one hit must be read, and the loss be named.
func TestDamageInTheMiddle(t *testing.T) {
	f := newFaultFS()
	j, err := Open("j", Options{FS: f, Segment: 1 << 10})
	if err != nil {
		t.Fatal(err)
	}
	const batches, each = 8, 3
	for range batches {
		add(t, j, each)
	}
	j.Close()
	for name, m := range f.files {
		for i := range m.data {
			m.data[i] ^= 0x10
			j, err := Open("j", Options{FS: f, ReadOnly: true})
			if err != nil {
				t.Fatalf("%s byte %d: %v", name, i, err)
			}
			read := 0
			damage, err := j.Scan(context.Background(), Position{}, func(r Record, _ Position) error {
				if string(r.Payload) != string(payload(int(r.Seq))) {
					t.Fatalf("%s byte %d: record %d was served wrong", name, i, r.Seq)
				}
				read++
				return nil
			})
			if err != nil || len(damage) == 0 || read < (batches-1)*each {
				t.Fatalf("%s byte %d: %d records read, damage %v, %v", name, i, read, damage, err)
			}
			if lost := batches*each - read; lost > 0 && !damage[len(damage)-1].Tail && !names(damage, lost) {
				t.Fatalf("%s byte %d: %d records lost, reported %v", name, i, lost, damage)
			}
			j.Close()
			m.data[i] ^= 0x10
		}
	}
}

// names reports whether the damage names exactly lost records.
func names(damage []Damage, lost int) bool {
	n := 0
	for _, d := range damage {
		if d.First > 0 {
			n += int(d.Last - d.First + 1)
		}
	}
	return n == lost
}

func TestMissingSegment(t *testing.T) {
	f := newFaultFS()
	j, err := Open("j", Options{FS: f, Segment: 1 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for range 12 {
		add(t, j, 10)
	}
	j.Close()
	delete(f.files, "j/"+segmentName(2))
	j, err = Open("j", Options{FS: f})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	seqs, damage := scan(t, j, Position{})
	if len(damage) != 1 || !names(damage, 120-len(seqs)) {
		t.Errorf("%d records, damage %v", len(seqs), damage)
	}
}

func FuzzScan(f *testing.F) {
	m := newFaultFS()
	j, err := Open("j", Options{FS: m})
	if err != nil {
		f.Fatal(err)
	}
	for range 3 {
		if _, _, err := j.Append(entries(int(j.Last())+1, 4)...); err != nil {
			f.Fatal(err)
		}
	}
	whole := m.files["j/"+segmentName(1)].data
	f.Add(whole, 40, byte(1))
	f.Add(whole[:len(whole)-7], 0, byte(0))
	f.Add(whole[segmentHead:], 3, byte(255))
	f.Add([]byte(nil), 0, byte(0))
	f.Fuzz(func(t *testing.T, data []byte, at int, flip byte) {
		data = append([]byte(nil), data...)
		if at >= 0 && at < len(data) {
			data[at] ^= flip
		}
		m := newFaultFS()
		m.dirs["j"] = true
		m.files["j/"+segmentName(1)] = &memory{data: data}
		j, err := Open("j", Options{FS: m})
		if err != nil {
			if errors.Is(err, ErrNewer) {
				return
			}
			t.Fatal(err)
		}
		defer j.Close()
		seen := 0
		if _, err := j.Scan(context.Background(), Position{}, func(Record, Position) error { seen++; return nil }); err != nil && !errors.Is(err, ErrNewer) {
			t.Fatal(err)
		}
		if _, _, err := j.Append(entries(1, 2)...); err != nil {
			t.Fatal(err)
		}
		after := 0
		if _, err := j.Scan(context.Background(), Position{}, func(Record, Position) error { after++; return nil }); err != nil || after < 2 {
			t.Fatalf("%d records before, %d after two were added (%v)", seen, after, err)
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	j := open(b, b.TempDir()+"/j", Options{})
	batch := make([]Entry, 300)
	n := 0
	for i := range batch {
		batch[i] = Entry{1, append(payload(i), payload(i*31)...)}
		n += len(batch[i].Payload)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := j.Append(batch...); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	j := open(b, b.TempDir()+"/j", Options{})
	var at []Position
	for range 20 {
		at = append(at, add(b, j, 500)...)
	}
	r := rand.New(rand.NewPCG(1, 1))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := j.Read(at[r.IntN(len(at))]); err != nil {
			b.Fatal(err)
		}
	}
}
