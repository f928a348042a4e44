package bleveindex

import (
	"bytes"
	"strings"
	"testing"
)

func TestDelta(t *testing.T) {
	sentence := "The ferry sank off Norhaven with 171 people on board, the owner said. "
	text := []byte(strings.Repeat("What nobody had said before was said that day. ", 9) + sentence + "And more was to come. ")
	var d differ
	for _, c := range []struct {
		name, raw, base string
		most            int // bytes of the delta
	}{
		{"nothing", "", "", 8},
		{"no digest", sentence, "", len(sentence) + 8},
		{"the sentence alone", sentence, "\x01" + sentence + "\x02", 16},
		{"the sentence within", string(text), "x" + sentence, len(text) - len(sentence) + 16},
		{"twice", sentence + "and" + sentence, sentence, 24},
		{"short", "ferry", sentence, 16},
	} {
		delta := d.append(nil, []byte(c.raw), []byte(c.base))
		if len(delta) > c.most {
			t.Errorf("%s: %d bytes, want %d at most", c.name, len(delta), c.most)
		}
		if got, err := undelta([]byte("before"), delta, []byte(c.base)); err != nil || string(got) != "before"+c.raw {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
		for n := range delta {
			if got, err := undelta(nil, delta[:n], []byte(c.base)); err == nil && len(c.raw) > 0 && string(got) == c.raw {
				t.Errorf("%s: cut to %d bytes it was read", c.name, n)
			}
		}
	}
}

func FuzzDelta(f *testing.F) {
	f.Add([]byte("the ferry sank off the port of Norhaven today"), []byte("x the ferry sank off the port of Norhaven y"))
	f.Fuzz(func(t *testing.T, raw, base []byte) {
		var d differ
		got, err := undelta(nil, d.append(nil, raw, base), base)
		if err != nil || !bytes.Equal(got, raw) {
			t.Fatalf("%q with %q: %q, %v", raw, base, got, err)
		}
		_, _ = undelta(nil, raw, base) // no panic
	})
}
