package factbin

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"twosource/corpus"
)

var decimals = cmp.Comparer(func(a, b decimal.Decimal) bool { return a == b })

// fill sets every field below v to a value of its own, so that a field the
// encoding forgets shows as a difference.
func fill(v reflect.Value, n *int) {
	*n++
	switch {
	case v.Type() == reflect.TypeFor[decimal.Decimal]():
		v.Set(reflect.ValueOf(decimal.MustParse(fmt.Sprintf("-%d.%03d", *n, *n))))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case v.Kind() == reflect.String:
		v.SetString(fmt.Sprintf("text %d", *n%97)) // some repeat
	case v.Kind() == reflect.Int:
		v.SetInt(int64(*n))
	case v.Kind() == reflect.Float64:
		v.SetFloat(1 / float64(*n))
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	default:
		panic("new kind of field: " + v.Type().String())
	}
}

func filled() *corpus.Facts {
	f, n := new(corpus.Facts), 0
	fill(reflect.ValueOf(f).Elem(), &n)
	return f
}

func TestEveryFieldComesBack(t *testing.T) {
	want := filled()
	got, err := Decode(new(Writer).Append(nil, want))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, decimals); d != "" {
		t.Error(d)
	}
}

func TestExtremes(t *testing.T) {
	big := decimal.MustParse("9999999999999999999")
	small := decimal.MustParse("-0.9999999999999999999")
	for name, f := range map[string]*corpus.Facts{
		"nothing":  {},
		"empty":    {Claims: []corpus.Claim{{}}},
		"decimals": {Figures: []corpus.Figure{{Quantity: corpus.Quantity{Value: big, Low: small, High: big.Neg()}}}},
		"spans":    {Entities: []corpus.Entity{{Span: corpus.Span{Start: 1 << 40, End: 1}}, {Span: corpus.Span{Start: -5, End: -9}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Decode(new(Writer).Append(nil, f))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(f, got, decimals); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDamageIsNoticed(t *testing.T) {
	good := new(Writer).Append(nil, filled())
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x40
		if _, err := Decode(bad); err == nil {
			t.Fatalf("flipped byte %d of %d went unnoticed", i, len(good))
		}
		if _, err := Decode(good[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

func TestNewerVersion(t *testing.T) {
	b := seal([]byte{version + 1, 0})
	if _, err := Decode(b); !errors.Is(err, ErrNewer) {
		t.Errorf("error %v, want ErrNewer", err)
	}
}

// seal appends the checksum of b to b.
func seal(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func FuzzDecode(f *testing.F) {
	whole := new(Writer).Append(nil, filled())
	f.Add(whole[1 : len(whole)-4])
	f.Add([]byte{0, 0, 0, 0, 0})
	f.Add([]byte{255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := Decode(seal(append([]byte{version}, body...)))
		if err != nil {
			return
		}
		again, err := Decode(new(Writer).Append(nil, got))
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(again) { // by text: NaN differs from itself
			t.Fatal("decoded facts do not survive a second round")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	blob := new(Writer).Append(nil, filled())
	var f corpus.Facts
	b.SetBytes(int64(len(blob)))
	b.ReportAllocs()
	for b.Loop() {
		if err := DecodeInto(&f, blob); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	f, w := filled(), new(Writer)
	var blob []byte
	b.ReportAllocs()
	for b.Loop() {
		blob = w.Append(blob[:0], f)
	}
	b.SetBytes(int64(len(blob)))
}

func TestArticleComesBack(t *testing.T) {
	want, n := new(corpus.Article), 0
	fill(reflect.ValueOf(want).Elem(), &n)
	facts := filled()
	blob := new(Writer).AppendArticle([]byte("before"), want, facts, "o1")[len("before"):]
	got, gotFacts := new(corpus.Article), new(corpus.Facts)
	origin, err := DecodeArticle(blob, got, gotFacts)
	if err != nil || origin != "o1" {
		t.Fatal(origin, err)
	}
	if d := cmp.Diff(want, got) + cmp.Diff(facts, gotFacts, decimals); d != "" {
		t.Error(d)
	}
	for i := range blob {
		bad := append([]byte(nil), blob...)
		bad[i] ^= 0x40
		if _, err := DecodeArticle(bad, new(corpus.Article), new(corpus.Facts)); err == nil {
			t.Fatalf("flipped byte %d of %d went unnoticed", i, len(blob))
		}
	}
}

func FuzzDecodeArticle(f *testing.F) {
	f.Add(new(Writer).AppendArticle(nil, &corpus.Article{Text: "t", Authors: []string{"a"}}, filled(), ""))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 9 {
			n := len(b) / 2
			b = append(seal(append([]byte{articleVersion}, b[:n]...)), b[n:]...)
			b = binary.LittleEndian.AppendUint32(b, uint32(n+5))
		}
		_, _ = DecodeArticle(b, new(corpus.Article), new(corpus.Facts))
	})
}

// TestTable reads records that share their texts one without the others, and
// refuses numbers of texts that are not there.
func TestTable(t *testing.T) {
	var w Writer
	w.BeginTable()
	var parts []string
	for _, list := range [][]string{{"a", "", "b"}, {"b", "c", "b"}} {
		w.Part(nil)
		for _, s := range list {
			w.Text(s)
		}
		w.Span(corpus.Span{Start: 7, End: 9})
		parts = append(parts, string(w.End()))
	}
	table, rest, err := ReadTable(string(w.EndTable(nil)) + "rest")
	if err != nil || rest != "rest" {
		t.Fatalf("rest %q, %v", rest, err)
	}
	r := table.Reader(parts[1])
	got := []string{r.Text(), r.Text(), r.Text()}
	if s := r.Span(); !slices.Equal(got, []string{"b", "c", "b"}) || s.Start != 7 || r.Err() != nil {
		t.Errorf("%q, span %v, %v", got, s, r.Err())
	}
	r = table[:1].Reader(parts[1])
	if s := r.Text(); s != "" || r.Err() == nil {
		t.Errorf("text %q of a table that lacks it, %v", s, r.Err())
	}
	if _, _, err := ReadTable("\x02\x01a"); err == nil {
		t.Error("a table that is cut off was read")
	}
}
