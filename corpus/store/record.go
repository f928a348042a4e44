package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/factbin"
	"twosource/corpus/journal"
)

// Kinds of journal record. Their numbers are stored.
const (
	kindArticle  journal.Kind = 1
	kindDelete   journal.Kind = 2
	kindDecision journal.Kind = 3
	kindRunStart journal.Kind = 4
	kindOutcomes journal.Kind = 5
	kindRunEnd   journal.Kind = 6
)

// Item is an article to be stored.
type Item struct {
	consistency.Document
	Bands []uint64 // bands of the near-copy signature
}

// stored is the JSON line of an article record. Behind the line stand the
// facts in their binary form.
type stored struct {
	Article corpus.Article
	Raw     []byte   `json:",omitempty"` // Article.Text where it is no valid UTF-8, which JSON cannot carry
	Origin  string   `json:",omitempty"`
	Bands   []uint64 `json:",omitempty"`
}

// encoder makes records, reusing its memory.
type encoder struct {
	facts factbin.Writer
	buf   []byte
}

func (e *encoder) article(it *Item) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(it.Article.Text)*5/4 + 1024)
	s := stored{Article: it.Article, Origin: it.Origin, Bands: it.Bands}
	if !utf8.ValidString(it.Article.Text) {
		s.Article.Text, s.Raw = "", []byte(it.Article.Text)
	}
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(&s); err != nil {
		return nil, fmt.Errorf("encode article %q: %w", it.Article.ID, err)
	}
	return e.facts.Append(out.Bytes(), &it.Facts), nil
}

// hash tells versions of an article apart. The path it was read from and the
// cluster of copies it was put in are not part of what it says.
func (e *encoder) hash(it *Item) uint64 {
	a := it.Article
	a.Path = ""
	e.buf = e.facts.AppendArticle(e.buf[:0], &a, &it.Facts, "")
	return xxhash.Sum64(e.buf)
}

func decodeArticle(payload []byte) (*Item, error) {
	line, facts, ok := bytes.Cut(payload, []byte{'\n'})
	if !ok {
		return nil, fmt.Errorf("article record without facts")
	}
	var s stored
	if err := json.Unmarshal(line, &s); err != nil {
		return nil, fmt.Errorf("article record: %w", err)
	}
	if s.Raw != nil {
		s.Article.Text = string(s.Raw)
	}
	it := &Item{Document: consistency.Document{Article: s.Article, Origin: s.Origin}, Bands: s.Bands}
	if err := factbin.DecodeInto(&it.Facts, facts); err != nil {
		return nil, fmt.Errorf("article %q: %w", s.Article.ID, err)
	}
	return it, nil
}

// doc is what the index files of an item.
func (it *Item) doc(seq, hash uint64) bleveindex.Doc {
	return bleveindex.Doc{Document: it.Document, Keys: consistency.Keys(it.Document), Bands: it.Bands, Seq: seq, Hash: hash}
}
