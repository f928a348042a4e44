package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"twosource/corpus"
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

// stored is the JSON line of an article record. Behind the line stand the
// facts in their binary form.
type stored struct {
	Article corpus.Article
	Raw     []byte `json:",omitempty"` // Article.Text where it is no valid UTF-8, which JSON cannot carry
	Origin  string `json:",omitempty"`
}

// encoder makes records, reusing its memory.
type encoder struct {
	facts factbin.Writer
	buf   []byte
}

func (e *encoder) article(d *consistency.Document) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(d.Article.Text)*5/4 + 1024)
	s := stored{Article: d.Article, Origin: d.Origin}
	if !utf8.ValidString(d.Article.Text) {
		s.Article.Text, s.Raw = "", []byte(d.Article.Text)
	}
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(&s); err != nil {
		return nil, fmt.Errorf("encode article %q: %w", d.Article.ID, err)
	}
	return e.facts.Append(out.Bytes(), &d.Facts), nil
}

// hash tells versions of an article apart. The path it was read from and the
// cluster of copies it was put in are not part of what it says.
func (e *encoder) hash(d *consistency.Document) uint64 {
	a := d.Article
	a.Path = ""
	e.buf = e.facts.AppendArticle(e.buf[:0], &a, &d.Facts, "")
	return xxhash.Sum64(e.buf)
}

func decodeArticle(payload []byte) (*consistency.Document, error) {
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
	d := &consistency.Document{Article: s.Article, Origin: s.Origin}
	if err := factbin.DecodeInto(&d.Facts, facts); err != nil {
		return nil, fmt.Errorf("article %q: %w", s.Article.ID, err)
	}
	return d, nil
}
