package slot

import (
	"strings"
	"testing"

	"twosource/corpus"
)

// mentionOf reads the value between brackets in a sentence.
func mentionOf(t testing.TB, kind string, size float64, sentence string) *Mention {
	t.Helper()
	from, to := strings.IndexByte(sentence, '['), strings.IndexByte(sentence, ']')-1
	text := strings.NewReplacer("[", "", "]", "").Replace(sentence)
	m := &Mention{Kind: kind, Size: size, Digits: 2}
	m.Read(text, Parts{Sentence: corpus.Span{End: len(text)}, Value: corpus.Span{Start: from, End: to}})
	m.Surround(text, corpus.Span{Start: from, End: to})
	return m
}

// compare holds two mentions against each other as if neither article had others.
func compare(a, b *Mention, f *Features) {
	x, y := NewRepeats([]*Mention{a}, func(int) int { return 0 }), NewRepeats([]*Mention{b}, func(int) int { return 0 })
	ra, rb := NewRare(a, x, y), NewRare(b, x, y)
	Compare(a, b, &ra, &rb, f)
}

func p(a, b *Mention) float64 {
	var f Features
	compare(a, b, &f)
	Among([]*Mention{a}, []*Mention{b}, [][]float32{{Likeness(a, b)}}, 0, 0, &f)
	return P(&f)
}

// Of three sentences the first two tell of one thing.
func TestOneThingIsLikelier(t *testing.T) {
	for _, c := range []struct {
		kind      string
		one, same string
		other     string
		x, y, z   float64
	}{
		{"count", "Some [31,000] cars used the crossing each day.", "About [34,000] vehicles a day have had to find another way across.", "The port employs [15,000] dockers.", 31000, 34000, 15000},
		{"money", "The ransom came to [$4.4 million].", "He approved a payment of [$5 million] to the blackmailers.", "The firm's profit fell to [$421 million].", 4.4e6, 5e6, 421e6},
		{"m", "The ship is [948 feet] in length.", "The vessel is [300 metres] long.", "It sank in [40 metres] of water.", 289, 300, 40},
		{"percent", "[71 percent] of stations in the state had no fuel.", "In the state [74 percent] of stations ran dry.", "Shares fell [3 percent] in early trading.", 71, 74, 3},
	} {
		one, same, other := mentionOf(t, c.kind, c.x, c.one), mentionOf(t, c.kind, c.y, c.same), mentionOf(t, c.kind, c.z, c.other)
		if a, b := p(one, same), p(one, other); a <= b {
			t.Errorf("%q: %.2f with %q, %.2f with %q", c.one, a, c.same, b, c.other)
		}
	}
}

func TestComparingIsSymmetric(t *testing.T) {
	a := mentionOf(t, "count", 24, "The tower had [24] floors and stood beside the Harrow Road.")
	b := mentionOf(t, "count", 27, "Fire tore through a [27]-storey block of flats in the west of the city.")
	var f, g Features
	compare(a, b, &f)
	compare(b, a, &g)
	for i := range f {
		if d := f[i] - g[i]; d > 1e-5 || d < -1e-5 {
			t.Errorf("%s: %v and %v", Names[i], f[i], g[i])
		}
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		x, y float64
		want bool
	}{{153336, 135336, true}, {13.5, 15.3, false}, {319000, 391000, true}, {100, 200, false}, {1345, 1354, true}, {5000, 60000, false}, {84, 48, false}} {
		if got := slip(c.x, c.y); got != c.want {
			t.Errorf("%v and %v: %v", c.x, c.y, got)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	x := mentionOf(b, "count", 31000, "Some [31,000] cars used the crossing each day before a barge ran into its third pier on Sunday.")
	y := mentionOf(b, "count", 34000, "About [34,000] vehicles a day have had to find another way across since the accident at the bridge.")
	b.ReportAllocs()
	for b.Loop() {
		p(x, y)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Some 31,000 cars used the crossing each day.", 5, 11)
	f.Add("\xff\xfe 12 caf\u00e9s", 3, 5)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		if from < 0 || to < from || to > len(text) {
			return
		}
		m := &Mention{Kind: "count", Size: 3}
		m.Read(text, Parts{Sentence: corpus.Span{End: len(text)}, Value: corpus.Span{Start: from, End: to}, Attribute: text})
		if len(m.Words) > MaxWords {
			t.Errorf("%d words", len(m.Words))
		}
		if v := p(m, m); v < 0 || v > 1 {
			t.Error(v)
		}
	})
}
