package bleveindex

import (
	"context"
	"encoding/binary"
	"errors"
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
	for _, bad := range [][]byte{nil, blob[:len(blob)/2], b.codec.Load().articles.EncodeAll([]byte("abcd\xff\xff\xff\xff"), nil)} {
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
	if d := x.blobs.dictionaries(); d.any() {
		t.Error("one article made a dictionary")
	}
	filled(t, x, docs[1:])
	d := x.blobs.dictionaries()
	for _, b := range [][]byte{d.digest, d.article} {
		if n := len(b); n == 0 || n > dictionaryBytes {
			t.Errorf("dictionary of %d bytes", n)
		}
	}
	beside, err := OpenBeside(path)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := beside.Article("a300"); err != nil || a.Text != text(300) {
		t.Errorf("beside the writer: %q, %v", a.Text, err)
	}
	if err := errors.Join(beside.Close(), x.Close()); err != nil {
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

// TestDictionaryDamaged wants an index to be called damaged, not misread, whose file of
// dictionaries is gone or another, and one that no batch noted not to be missed.
func TestDictionaryDamaged(t *testing.T) {
	x, path := onDisk(t)
	var docs []Doc
	for i := range dictionaryDocs {
		docs = append(docs, article(fmt.Sprint("a", i), "The Daily", "2024-07-19", "Report", fmt.Sprint("Report ", i)))
	}
	filled(t, x, docs)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(path, dictionaryName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for what, content := range map[string][]byte{"gone": nil, "short": whole[:len(whole)-1], "empty": {}, "another": append([]byte{whole[0] + 1}, whole[1:]...)} {
		_ = os.Remove(name)
		if content != nil {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var damaged *Damaged
		if x, err := Open(path, true); !errors.As(err, &damaged) {
			t.Errorf("%s: %v", what, err)
			if err == nil {
				x.Close()
			}
		}
		if damage, err := VerifyFiles(path); len(damage) == 0 || err != nil {
			t.Errorf("%s: found whole, %v", what, err)
		}
		if err := Preflight(path); !errors.As(err, &damaged) {
			t.Errorf("%s: before it is opened: %v", what, err)
		}
	}
}

// TestDictionaryOfAnotherForm wants an index of another form to be called that, however
// it keeps its dictionaries: one of a newer program must not be made anew.
func TestDictionaryOfAnotherForm(t *testing.T) {
	for form, want := range map[uint64]error{format - 1: ErrOutdated, format + 1: ErrNewer} {
		x, path := onDisk(t)
		var docs []Doc
		for i := range dictionaryDocs {
			docs = append(docs, article(fmt.Sprint("a", i), "The Daily", "2024-07-19", "Report", fmt.Sprint("Report ", i)))
		}
		filled(t, x, docs)
		if err := errors.Join(x.bleve.SetInternal(keyFormat, binary.AppendUvarint(nil, form)), x.Close(), os.Remove(filepath.Join(path, dictionaryName))); err != nil {
			t.Fatal(err)
		}
		if x, err := Open(path, true); !errors.Is(err, want) {
			t.Errorf("form %d: %v", form, err)
			if err == nil {
				x.Close()
			}
		}
	}
}

// TestDictionaryLeft wants a file of dictionaries that a crash left before the batch it
// was made for to be made anew.
func TestDictionaryLeft(t *testing.T) {
	x, path := onDisk(t)
	if err := os.WriteFile(filepath.Join(path, dictionaryName), []byte("left by a crash"), 0o600); err != nil {
		t.Fatal(err)
	}
	var docs []Doc
	for i := range dictionaryDocs {
		docs = append(docs, article(fmt.Sprint("a", i), "The Daily", "2024-07-19", "Report", fmt.Sprint("Report ", i)))
	}
	filled(t, x, docs)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if a, err := again.Article("a7"); err != nil || a.Text != "Report 7" {
		t.Errorf("%q, %v", a.Text, err)
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
