package main

import (
	"bytes"
	"math"
	"testing"
)

// The label depends on two features of three, the first more than a limit and
// the second not.
func invented() []example {
	var list []example
	for i := range 600 {
		x, y, z := float32(i%20), float32(i%7), float32(i%3)
		list = append(list, example{features: []float32{x, y, z}, same: x >= 12 && y < 4, weight: 1})
	}
	return list
}

func TestFitLearns(t *testing.T) {
	list := invented()
	m := fit(list)
	for _, e := range list {
		if p := m.P(e.features); (p > 0.5) != e.same {
			t.Fatalf("%v: %.2f", e.features, p)
		}
	}
}

func TestFitIsDeterministic(t *testing.T) {
	if !bytes.Equal(fit(invented()).Encode(), fit(invented()).Encode()) {
		t.Error("two fits of the same examples differ")
	}
}

func TestAveragePrecision(t *testing.T) {
	got := averagePrecision([]scored{{0.9, true}, {0.8, false}, {0.7, true}})
	if want := (1 + 2.0/3) / 2; math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
}
