package step

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestKeepInParts wants the same least values whether all come at once or part
// by part, in any order and twice, as combiners give them.
func TestKeepInParts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var all [][]byte
	for i := range 300 {
		all = append(all, []byte{byte(i * 7), byte(i % 3)})
	}
	want := Keep(slices.Clone(all), 40)
	var parts [][]byte
	for range 2 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for chunk := range slices.Chunk(all, 70) {
			parts = append(parts, Keep(slices.Clone(chunk), 40)...)
		}
	}
	if got := Keep(parts, 40); !slices.EqualFunc(got, want, bytes.Equal) || len(got) != 40 {
		t.Errorf("%d values, want the same %d", len(got), len(want))
	}
}

func TestDescending(t *testing.T) {
	dates := []string{"", "2024-07-19", "2024-07-19T10:15:00+01:00", "2025"}
	for i, a := range dates {
		if got := string(ascending(descending(a))); got != a {
			t.Errorf("%q came back as %q", a, got)
		}
		for _, b := range dates[i+1:] {
			if bytes.Compare(descending(a), descending(b)) <= 0 {
				t.Errorf("%q does not sort behind %q", a, b)
			}
		}
	}
}

func FuzzTexts(f *testing.F) {
	f.Add(appendTexts(nil, "a", "", strings.Repeat("long", 100)))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := texts(b)
		if err != nil {
			return
		}
		again, err := texts(appendTexts(nil, list...))
		if err != nil || !slices.Equal(list, again) {
			t.Errorf("%q came back as %q, %v", list, again, err)
		}
	})
}
