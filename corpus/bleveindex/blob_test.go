package bleveindex

import (
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// TestBlob wants an article and the digest beside it back, and errors, never a
// panic, of what is no blob.
func TestBlob(t *testing.T) {
	b, err := newBlobs()
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	d := &Doc{Document: consistency.Document{Article: corpus.Article{ID: "a", Text: "The harbour opened."}, Origin: "o"}, Digest: []byte("digest")}
	blob := b.encode(d)
	var a corpus.Article
	if origin, err := b.decode(blob, &a, nil); err != nil || origin != "o" || a.Text != d.Article.Text {
		t.Errorf("article %+v of %q, %v", a, origin, err)
	}
	if got, err := b.digest(blob); err != nil || string(got) != "digest" {
		t.Errorf("digest %q, %v", got, err)
	}
	for _, raw := range []string{"", "abc", "abcd\xff\xff\xff\xff", "abcd\x05\x00\x00\x00"} {
		if got, err := b.digest(b.enc.EncodeAll([]byte(raw), nil)); err == nil {
			t.Errorf("digest %q of %q", got, raw)
		}
	}
	if _, err := b.digest(blob[:len(blob)/2]); err == nil {
		t.Error("half a blob was read")
	}
}
