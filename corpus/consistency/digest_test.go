package consistency

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"testing"

	"twosource/corpus"
)

// TestDigest wants of every statement what went in, alone and in its groups.
func TestDigest(t *testing.T) {
	docs := append(quakes(20), Document{Article: corpus.Article{ID: "silent", Text: "Nothing."}})
	for _, ev := range append(ownEvents(), sharedEvents()...) {
		docs = append(docs, extracted(t, ev.articles)...)
	}
	var p Packer
	for _, doc := range docs {
		b := p.Digest(Statements(doc))
		if !bytes.Equal(b, new(Packer).Digest(Statements(doc))) {
			t.Fatalf("%s: not the same bytes twice", doc.Article.ID)
		}
		d, ok := readDigest(b)
		if !ok {
			t.Fatalf("%s: not read", doc.Article.ID)
		}
		checkDigest(t, &told{list: Statements(doc)}, &told{digest: d})
	}
}

func checkDigest(t *testing.T, made, kept *told) {
	t.Helper()
	groups, stamp := made.groups()
	if got, at := kept.groups(); !slices.Equal(groups, got) || at != stamp {
		t.Fatalf("groups %q, digest has %q; stamp %q, digest has %q", groups, got, stamp, at)
	}
	for _, g := range groups {
		want, _ := made.members(nil, g)
		got, err := kept.members(nil, g)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%q: %d statements of %d, %v", g, len(got), len(want), err)
		}
		for i := range want {
			s := *want[i]
			s.keys = nil
			if a, b := shown(s), shown(*got[i]); a != b {
				t.Fatalf("made: %s\nread: %s", a, b)
			}
		}
	}
}

// TestDigestDamaged wants every digest with a byte changed or its end cut off
// to be refused.
func TestDigestDamaged(t *testing.T) {
	b := new(Packer).Digest(Statements(quakes(1)[0]))
	for i := range b {
		if _, ok := readDigest(b[:i]); ok && i != 1 {
			t.Errorf("cut after %d of %d bytes and read", i, len(b))
		}
		bad := bytes.Clone(b)
		bad[i] ^= 0x40
		if _, ok := readDigest(bad); ok {
			t.Errorf("byte %d changed and read", i)
		}
	}
}

func FuzzDigest(f *testing.F) {
	b := new(Packer).Digest(Statements(quakes(1)[0]))
	f.Add(b[1 : len(b)-4])
	f.Add([]byte{1, 3, 'a', 'b', 'c', 0})
	f.Fuzz(func(t *testing.T, body []byte) {
		b := append([]byte{digestForm}, body...)
		d, ok := readDigest(binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)))
		if !ok {
			return
		}
		groups, _ := d.groups()
		for _, g := range groups {
			if list, _ := d.members(nil, g); len(list) > len(body) {
				t.Errorf("%d statements of %d bytes", len(list), len(body))
			}
		}
	})
}

func BenchmarkDigest(b *testing.B) {
	list := Statements(extracted(b, "../../testdata/events/harbour-blast/articles")[0])
	var p Packer
	packed := p.Digest(list)
	group := list[len(list)/2].groups[0]
	b.Run("pack", func(b *testing.B) {
		b.ReportMetric(float64(len(packed)), "bytes")
		for b.Loop() {
			p.Digest(list)
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			d, _ := readDigest(packed)
			if _, err := d.members(nil, group); err != nil {
				b.Fatal(err)
			}
		}
	})
}
