package crf

import (
	"math/rand"
	"testing"
)

// valid reports whether labels form whole entities.
func valid(labels []Label) bool {
	open := -1
	for _, l := range labels {
		t, p := l.Type(), Begin
		if l != 0 {
			p = l.Pos()
		}
		switch {
		case l == 0 && open >= 0, l != 0 && open >= 0 && (p == Begin || p == Single || t != open):
			return false
		case l != 0 && open < 0 && (p == Inside || p == End):
			return false
		}
		switch {
		case l != 0 && p == Begin:
			open = t
		case l == 0 || p == End || p == Single:
			open = -1
		}
	}
	return open < 0
}

// total is the score of a path of labels.
func total(w *Weights, scores []Score, labels []Label) int32 {
	sum, from := int32(0), 0
	for i, l := range labels {
		sum += scores[i][l]
		to := 1 + l.Type()
		if l == 0 || l.Pos() == Begin || l.Pos() == Single {
			sum += w.trans[from][to]
		}
		if l == 0 || l.Pos() == End || l.Pos() == Single {
			from = to
		}
	}
	return sum + w.trans[from][0]
}

// TestDecodeIsBest compares Decode with a search over all valid paths of two
// and three positions.
func TestDecodeIsBest(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for range 30 {
		w := &Weights{}
		for u := range w.trans {
			for v := range w.trans[u] {
				w.trans[u][v] = int32(rnd.Intn(60) - 30)
			}
		}
		scores := make([]Score, 2+rnd.Intn(2))
		for i := range scores {
			for l := range scores[i] {
				scores[i][l] = int32(rnd.Intn(200) - 100)
			}
		}
		got := new(Decoder).Decode(nil, w, scores)
		if !valid(got) {
			t.Fatalf("labels %v are no whole entities", got)
		}
		best := int32(never)
		path := make([]Label, len(scores))
		var search func(i int)
		search = func(i int) {
			if i == len(path) {
				if valid(path) {
					best = max(best, total(w, scores, path))
				}
				return
			}
			for l := range Labels {
				path[i] = Label(l)
				search(i + 1)
			}
		}
		search(0)
		if s := total(w, scores, got); s != best {
			t.Fatalf("decoded a path of %d, the best has %d", s, best)
		}
	}
}

// toy teaches that feature 0 begins and feature 1 ends an entity of type 2,
// feature 2 is outside; a third of the data leaves its labels open.
func toy() []Example {
	var xs []Example
	for i := range 60 {
		x := Example{Feats: [][]int32{{2}, {0}, {1}, {2}}, Weight: 1}
		x.Allowed = []Set{Only(0), Only(Of(2, Begin)), Only(Of(2, End)), Only(0)}
		if i%3 == 0 {
			x.Allowed = []Set{AllLabels, AllLabels, Only(Of(2, End)), Only(0)}
		}
		xs = append(xs, x)
	}
	return xs
}

func TestTrainEncodeRead(t *testing.T) {
	tr := NewTrainer(3)
	rnd := rand.New(rand.NewSource(1))
	first := tr.Epoch(toy(), rnd)
	var last float64
	for range 5 {
		last = tr.Epoch(toy(), rnd)
	}
	if last >= first/2 {
		t.Errorf("loss went from %.3f to %.3f only", first, last)
	}
	hashes := []uint32{7, 0xffffffff, 1 << 20}
	data := Encode(tr, hashes, Prune{})
	w, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if w.Len() != 3 {
		t.Fatalf("kept %d features, want 3", w.Len())
	}
	scores := make([]Score, 4)
	for i, h := range []uint32{hashes[2], hashes[0], hashes[1], hashes[2]} {
		w.Sum(&scores[i], []uint32{h, 12345})
	}
	got := new(Decoder).Decode(nil, w, scores)
	want := []Label{0, Of(2, Begin), Of(2, End), 0}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestSumAddsRows(t *testing.T) {
	tr := NewTrainer(2)
	tr.Rows[0] = [Labels]float32{1, -1, 0.5}
	tr.Rows[1] = [Labels]float32{1, 1, -0.25}
	w, err := Read(Encode(tr, []uint32{5, 9}, Prune{}))
	if err != nil {
		t.Fatal(err)
	}
	var one, two, both Score
	w.Sum(&one, []uint32{5})
	w.Sum(&two, []uint32{9})
	w.Sum(&both, []uint32{5, 9, 11})
	for l := range both {
		if both[l] != one[l]+two[l] {
			t.Errorf("label %d: %d + %d gave %d", l, one[l], two[l], both[l])
		}
	}
	if one[0] <= 0 || one[1] >= 0 || one[0] != -one[1] {
		t.Errorf("weights of 1 and -1 came out as %d and %d", one[0], one[1])
	}
}

func FuzzRead(f *testing.F) {
	tr := NewTrainer(1)
	tr.Rows[0][3] = 1
	good := Encode(tr, []uint32{42}, Prune{})
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := Read(b)
		if err != nil {
			return
		}
		var s Score
		w.Sum(&s, []uint32{42, 0})
	})
}

// TestCodebook gives a few values to the codebook, which must keep them, and
// compares many with the error that even intervals make.
func TestCodebook(t *testing.T) {
	few := [][Labels]float32{{-1, 0.5, 0.25, -0.125}}
	book := codebookOf(few, []int{0}, 1.0/100, Prune{})
	for _, q := range []int{-100, 50, 25, -13} {
		if got := book[book.nearest(q)]; int(got) != q {
			t.Errorf("step %d became %d", q, got)
		}
	}
	rnd := rand.New(rand.NewSource(1))
	many := make([][Labels]float32, 100)
	keep := make([]int, len(many))
	for i := range many {
		keep[i] = i
		for l := range many[i] {
			many[i][l] = float32(rnd.NormFloat64() / 5)
		}
	}
	book = codebookOf(many, keep, 1.0/100, Prune{})
	var even codebook
	for c := range even {
		even[c] = int8(-60 + 8*c)
	}
	if got, limit := squares(&book, many), squares(&even, many); got >= limit {
		t.Errorf("summed square error %d, even intervals make %d", got, limit)
	}
}

func squares(book *codebook, rows [][Labels]float32) (sum int) {
	for i := range rows {
		for _, x := range rows[i] {
			if q := quantise(x, 1.0/100); q != 0 {
				d := q - int(book[book.nearest(q)])
				sum += d * d
			}
		}
	}
	return sum
}
