package trees

import (
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"
)

// small asks whether the first feature is below 2, then the third below 0.
var small = &Model{Base: -1, Trees: []Tree{
	{{Feature: 0, Limit: 2, Less: 1, More: 2}, {Feature: Leaf, Value: 0.5}, {Feature: 2, Limit: 0, Less: 3, More: 4}, {Feature: Leaf, Value: 3}, {Feature: Leaf, Value: -2}},
	{{Feature: Leaf, Value: 0.25}},
}}

func TestP(t *testing.T) {
	for _, c := range []struct {
		features []float32
		odds     float64
	}{{[]float32{1, 0, 9}, -0.25}, {[]float32{2, 0, -1}, 2.25}, {[]float32{5, 0, 0}, -2.75}} {
		if got, want := small.P(c.features), 1/(1+math.Exp(-c.odds)); math.Abs(got-want) > 1e-6 {
			t.Errorf("%v: %.4f, want %.4f", c.features, got, want)
		}
	}
	if small.Width() != 3 {
		t.Error("width", small.Width())
	}
}

func TestEncodeDecode(t *testing.T) {
	b := small.Encode()
	m, err := Decode(b)
	if err != nil || !reflect.DeepEqual(m, small) {
		t.Fatalf("%v, %+v", err, m)
	}
	for n := range b {
		if _, err := Decode(b[:n]); err == nil {
			t.Errorf("cut after %d bytes: no error", n)
		}
	}
}

// A step back would never end.
func TestDecodeRefusesStepsBack(t *testing.T) {
	m := &Model{Trees: []Tree{{{Feature: 0, Less: 0, More: 1}, {Feature: Leaf}}}}
	if _, err := Decode(m.Encode()); err == nil {
		t.Error("no error")
	}
}

func TestMustDecodeRefusesTooManyFeatures(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	MustDecode(small.Encode(), 2)
}

func FuzzDecode(f *testing.F) {
	f.Add(small.Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		if p := m.P(make([]float32, m.Width())); p < 0 || p > 1 {
			t.Error(p)
		}
	})
}

// TestLaidOut compares a model of the program, which is laid out, with the trees as
// they are; those with a tree too large for it stay so.
func TestLaidOut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 60 {
		m := &Model{Base: r.Float32() - 0.5}
		for range 1 + r.IntN(600) {
			m.Trees = append(m.Trees, grown(r, r.IntN(maxLeaves), 7))
		}
		if i%10 == 9 {
			m.Trees = append(m.Trees, grown(r, maxLeaves, 7))
		}
		fast := MustDecode(m.Encode(), 7)
		if (fast.laid == nil) != (i%10 == 9) {
			t.Fatalf("model %d: laid out %v", i, fast.laid != nil)
		}
		for range 20 {
			f := make([]float32, 7)
			for i := range f {
				f[i] = float32(r.IntN(9)) / 8
			}
			f[r.IntN(7)] = float32(math.NaN())
			if a, b := m.P(f), fast.P(f); a != b {
				t.Fatalf("%v: %v, laid out %v", f, a, b)
			}
		}
	}
}

// TestModelsAreLaidOut checks that no model of the program has a tree too large for it.
func TestModelsAreLaidOut(t *testing.T) {
	for _, path := range []string{"../slot/slot.model", "../consistency/story.model", "../consistency/clash.model"} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := Decode(b); err != nil || layOut(m) == nil {
			t.Errorf("%s is not laid out: %v", path, err)
		}
	}
}

// grown is a tree of some questions.
func grown(r *rand.Rand, questions, width int) Tree {
	t := Tree{{Feature: Leaf, Value: r.Float32() - 0.5}}
	for leaves := []int{0}; questions > 0; questions-- {
		k := r.IntN(len(leaves))
		t[leaves[k]] = Node{Feature: uint8(r.IntN(width)), Limit: float32(r.IntN(9)) / 8, Less: uint8(len(t)), More: uint8(len(t) + 1)}
		leaves[k] = len(t)
		leaves = append(leaves, len(t)+1)
		t = append(t, Node{Feature: Leaf, Value: r.Float32() - 0.5}, Node{Feature: Leaf, Value: r.Float32() - 0.5})
	}
	return t
}
