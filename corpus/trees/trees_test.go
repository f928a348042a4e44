package trees

import (
	"math"
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
		if p := m.P(make([]float32, 128)); p < 0 || p > 1 {
			t.Error(p)
		}
	})
}
