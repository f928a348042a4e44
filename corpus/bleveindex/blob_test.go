package bleveindex

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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
	d := &Doc{Document: consistency.Document{Article: corpus.Article{ID: "a", Text: "The harbour opened."}, Origin: "o"}, Digest: []byte("what it says")}
	blob := b.encode(d)
	var a corpus.Article
	if origin, err := b.decode(blob, &a, nil); err != nil || origin != "o" || a.Text != d.Article.Text {
		t.Errorf("article %+v of %q, %v", a, origin, err)
	}
	if digest, err := b.digest(blob); err != nil || string(digest) != "what it says" {
		t.Errorf("digest %q, %v", digest, err)
	}
	for _, bad := range [][]byte{nil, blob[:len(blob)/2], b.codec.Load().enc.EncodeAll([]byte("abcd\xff\xff\xff\xff"), nil)} {
		if _, err := b.decode(bad, &a, nil); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestDictionary wants what was stored before there was a dictionary and after, by
// an index that was opened anew.
func TestDictionary(t *testing.T) {
	x, path := onDisk(t)
	text := func(i int) string {
		return fmt.Sprintf("Report %d of the harbour: the crew of the ferry was found, %d votes.", i, i*7919)
	}
	docs := make([]Doc, 0, 301)
	for i := range 301 {
		docs = append(docs, article(fmt.Sprint("a", i), "The Daily", "2024-07-19", "Report", text(i), func(d *Doc) { d.Digest = []byte("digest of " + text(i)) }))
	}
	filled(t, x, docs[:1])
	if x.blobs.dictionary() != nil {
		t.Error("one article made a dictionary")
	}
	filled(t, x, docs[1:])
	if n := len(x.blobs.dictionary()); n == 0 || n > dictionaryBytes {
		t.Errorf("dictionary of %d bytes", n)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for i := range docs {
		a, err := again.Article(docs[i].Article.ID)
		if err != nil || a.Text != text(i) {
			t.Fatalf("%d: %q, %v", i, a.Text, err)
		}
		d, ok, err := again.Digest(context.Background(), docs[i].Article.ID)
		if err != nil || !ok || string(d) != "digest of "+text(i) {
			t.Fatalf("%d: digest %q, %v, %v", i, d, ok, err)
		}
	}
}

// TestCloseLeavesNothing wants no segment left that the index does not consist of.
func TestCloseLeavesNothing(t *testing.T) {
	x, path := onDisk(t)
	filled(t, x, harbour())
	stray := filepath.Join(path, "store", "0000000000ff.zap")
	if err := os.WriteFile(stray, []byte("half merged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stray); err == nil {
		t.Error("a stray segment is left")
	}
	again, err := Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if n, err := again.Count(); n != 3 || err != nil {
		t.Errorf("%d documents, %v", n, err)
	}
}
