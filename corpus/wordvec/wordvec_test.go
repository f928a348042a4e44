package wordvec

import (
	"reflect"
	"testing"
)

func TestNearerInMeaning(t *testing.T) {
	table := Default()
	for _, c := range []struct{ word, near, far string }{
		{"killed", "dead", "bridge"},
		{"storey", "floor", "percent"},
		{"founded", "established", "injured"},
		{"ransom", "payment", "snow"},
		{"euros", "dollars", "children"},
	} {
		w, n, f := table.Vector(table.ID(c.word)), table.Vector(table.ID(c.near)), table.Vector(table.ID(c.far))
		if w == nil || n == nil || f == nil {
			t.Fatalf("%v: a word is missing", c)
		}
		if Cosine(w, n) <= Cosine(w, f) {
			t.Errorf("%s: %s %.2f, %s %.2f", c.word, c.near, Cosine(w, n), c.far, Cosine(w, f))
		}
	}
}

func TestRareWordsWeighMore(t *testing.T) {
	table := Default()
	if a, b := table.Weight(table.ID("people")), table.Weight(table.ID("turbine")); a >= b {
		t.Errorf("people weighs %.2f, turbine %.2f", a, b)
	}
	if table.Weight(0) != 1 || table.Vector(0) != nil || table.Vector(MaxWords+1) != nil {
		t.Error("a word the table lacks must weigh 1 and have no vector")
	}
}

func TestEncodeDecode(t *testing.T) {
	in := &Table{Words: []string{"of", "bridge", "tower"}, Ranks: []uint32{3, 900, 1200}, Vectors: []Vector{{1, -2}, {3: 127}, {31: -127}}}
	out, err := Decode(string(in.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(in.Words, out.Words) || !reflect.DeepEqual(in.Ranks, out.Ranks) || !reflect.DeepEqual(in.Vectors, out.Vectors) {
		t.Errorf("got %+v", out)
	}
	whole := string(in.Encode())
	for n := range len(whole) {
		if _, err := Decode(whole[:n]); err == nil {
			t.Errorf("cut after %d bytes: no error", n)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range [][2]string{{"cars", "car"}, {"flooding", "flooded"}, {"bodies", "bodies"}} {
		if Stem(c[0]) != Stem(c[1]) {
			t.Errorf("%s and %s differ", c[0], c[1])
		}
	}
	if Stem("gas") == Stem("bus") {
		t.Error("short words keep their endings")
	}
}

func FuzzDecode(f *testing.F) {
	t := &Table{Words: []string{"of", "bridge"}, Ranks: []uint32{3, 900}, Vectors: make([]Vector, 2)}
	f.Add(string(t.Encode()))
	f.Add("a\x00")
	f.Fuzz(func(t *testing.T, s string) {
		table, err := Decode(s)
		if err == nil {
			for i, w := range table.Words {
				table.Vector(table.ID(w))
				table.Weight(ID(i))
			}
		}
	})
}
