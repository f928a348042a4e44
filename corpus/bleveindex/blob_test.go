package bleveindex

import (
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// TestBlob wants an article back, and errors, never a panic, of what is no blob.
func TestBlob(t *testing.T) {
	b, err := newBlobs()
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	d := &Doc{Document: consistency.Document{Article: corpus.Article{ID: "a", Text: "The harbour opened."}, Origin: "o"}}
	blob := b.encode(d)
	var a corpus.Article
	if origin, err := b.decode(blob, &a, nil); err != nil || origin != "o" || a.Text != d.Article.Text {
		t.Errorf("article %+v of %q, %v", a, origin, err)
	}
	for _, bad := range [][]byte{nil, blob[:len(blob)/2], b.enc.EncodeAll([]byte("abcd\xff\xff\xff\xff"), nil)} {
		if _, err := b.decode(bad, &a, nil); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
