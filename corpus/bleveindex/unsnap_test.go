package bleveindex

import (
	"bytes"
	"strings"
	"testing"
)

func TestUnsnap(t *testing.T) {
	far := strings.Repeat("0123456789", 30)
	for _, c := range []struct {
		name, packed, want string
		n                  int
	}{
		{"nothing", "\x00", "", 0},
		{"a literal", "\x05\x10ferry", "ferry", 5},
		{"a part of a literal", "\x05\x10ferry", "fer", 3},
		{"a copy of few", "\x09\x10ferry\x01\x05", "ferryferr", 9},
		{"a copy of itself", "\x07\x00a\x16\x01\x00", "aaaaaaa", 7},
		{"a copy from far", "\x05\x10ferry\x12\x05\x00", "ferryferry", 5},
		{"a copy from farther", "\x0a\x10ferry\x13\x05\x00\x00\x00", "ferryferry", 10},
		{"a long literal", "\xac\x02\xf4\x2b\x01" + far, far, 300},
	} {
		got, err := unsnap(nil, []byte(c.packed), c.n)
		if err != nil || len(got) < c.n || string(got[:c.n]) != c.want[:c.n] {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
	for _, damaged := range []string{"", "\x05", "\x05\x10fer", "\x05\x01\x01", "\x05\x10ferry\x01\x06", "\x09\xf0", "\x09\x00a\x13\x01", "\xff"} {
		if got, err := unsnap(nil, []byte(damaged), 9); err == nil {
			t.Errorf("%q gave %q", damaged, got)
		}
	}
}

func FuzzUnsnap(f *testing.F) {
	f.Add([]byte("\x09\x10ferry\x01\x05"), 9)
	f.Add([]byte("\x07\x00a\x16\x01\x00"), 7)
	f.Add([]byte("\x05\x10ferry\x12\x05\x00"), 5)
	f.Fuzz(func(t *testing.T, packed []byte, n int) {
		n = max(0, min(n, 1<<16))
		got, err := unsnap(nil, packed, n)
		if err == nil && (len(got) < n || len(got) > n+64) {
			t.Fatalf("%d bytes, wanted %d", len(got), n)
		}
		again, _ := unsnap(bytes.Clone(got[:0]), packed, n)
		if !bytes.Equal(got, again) {
			t.Fatal("not the same twice")
		}
	})
}
