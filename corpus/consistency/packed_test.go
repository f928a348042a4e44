package consistency

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// TestPacked wants of every statement what went in, in each group it is filed
// under, up to the groups that come after.
func TestPacked(t *testing.T) {
	bare := Document{Article: corpus.Article{ID: "bare", Text: "More than 15 cases are known in Morland."}}
	bare.Facts.Claims = []corpus.Claim{{Span: corpus.Span{Start: 10, End: 12}, Sentence: corpus.Span{End: 40}, Subject: "Morland", Attribute: "infected", Kind: corpus.KindCount,
		Value: corpus.Value{Text: "15", Quantity: corpus.Quantity{Bound: corpus.MoreThan}}, Confidence: 0.9}}
	docs := append(quakes(20), bare)
	for _, ev := range append(ownEvents(), sharedEvents()...) {
		docs = append(docs, extracted(t, ev.articles)...)
	}
	var p Packer
	seen := make(map[string]bool)
	for _, d := range docs {
		list := Statements(d)
		shared := p.Article(list)
		if !bytes.Equal(shared, new(Packer).Article(Statements(d))) {
			t.Fatalf("%s: not the same bytes twice", d.Article.ID)
		}
		for _, s := range list {
			for _, g := range slices.Concat(s.groups, s.profile.slots()) {
				checkPacked(t, &p, shared, list, g)
			}
			for f := range notZero(reflect.ValueOf(s), "") {
				seen[f] = true
			}
		}
	}
	// A field that is new must be packed and be seen to be.
	for f := range notZero(reflect.ValueOf(Statement{}), "?") {
		if !seen[f[1:]] && f != "?.profile.met" { // nothing of an article alone
			t.Errorf("no statement fills %s: nothing shows that it is packed", f[1:])
		}
	}
}

func checkPacked(t *testing.T, p *Packer, shared []byte, list []Statement, group string) {
	t.Helper()
	packed, members := p.Group(list, group)
	u, err := NewUnpacker(shared)
	if err != nil {
		t.Fatal(err)
	}
	got, err := u.Statements(packed)
	if err != nil || len(got) != len(members) {
		t.Fatalf("%d statements of %d, %v", len(got), len(members), err)
	}
	for i, m := range members {
		want := list[m]
		want.keys = nil
		want.groups = upToGroup(want.groups, group)
		if a, b := shown(want), shown(got[i]); a != b {
			t.Fatalf("packed:   %s\nunpacked: %s", a, b)
		}
	}
}

// shown writes all of a statement and its profile.
func shown(s Statement) string {
	p := *s.profile
	topics := p.topics()
	p.topics, p.about, p.paths, p.slots, p.given, p.met, s.profile = nil, nil, nil, nil, nil, nil, nil
	var m slot.Mention
	if s.mention != nil {
		m, s.mention = *s.mention, nil
	}
	return fmt.Sprintf("%v %v %v %v", s, m, p, topics)
}

// notZero are the names of fields with a value, of the structs within too, or
// with a mark before all names.
func notZero(v reflect.Value, mark string) map[string]bool {
	out := make(map[string]bool)
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		if v.Kind() == reflect.Pointer && v.Type().Elem() == reflect.TypeFor[profile]() {
			if v.IsNil() {
				v = reflect.ValueOf(&profile{})
			}
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || v.NumField() == 0 || v.Type().PkgPath() != reflect.TypeFor[Statement]().PkgPath() {
			if mark != "" || !v.IsZero() {
				out[mark+path] = true
			}
			return
		}
		for i := range v.NumField() {
			walk(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	}
	walk(v, "")
	return out
}

func FuzzUnpack(f *testing.F) {
	var p Packer
	list := Statements(quakes(1)[0])
	packed, _ := p.Group(list, list[0].groups[0])
	f.Add(p.Article(list), packed)
	f.Add([]byte{0, 0}, []byte{1})
	f.Fuzz(func(t *testing.T, article, group []byte) {
		u, err := NewUnpacker(article)
		if err != nil {
			return
		}
		if list, _ := u.Statements(group); len(list) > len(group) {
			t.Errorf("%d statements of %d bytes", len(list), len(group))
		}
	})
}

// BenchmarkPacked is what BenchmarkStatements is compared with.
func BenchmarkPacked(b *testing.B) {
	list := Statements(extracted(b, "../../testdata/events/harbour-blast/articles")[0])
	var p Packer
	shared := p.Article(list)
	group := list[len(list)/2].groups[0]
	packed, _ := p.Group(list, group)
	b.Run("pack", func(b *testing.B) {
		b.ReportMetric(float64(len(shared)), "shared-bytes")
		b.ReportMetric(float64(len(packed)), "bytes")
		for b.Loop() {
			p.Group(list, group)
		}
	})
	b.Run("unpack", func(b *testing.B) {
		for b.Loop() {
			u, err := NewUnpacker(shared)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := u.Statements(packed); err != nil {
				b.Fatal(err)
			}
		}
	})
}
