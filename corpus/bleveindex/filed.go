package bleveindex

import (
	"encoding/binary"
	"errors"
	"path/filepath"

	index "github.com/blevesearch/bleve_index_api"

	"twosource/corpus/keyfile"
)

// Keys of claims and bands of near copies are kept in files of their own beside
// Bleve's segments (package keyfile). An article is filed there before it is in
// Bleve, and what is filed under a key counts only as long as the article still has
// the journal record it was filed with.

// keysFolder is where in the folder of an index its files of keys are.
const keysFolder = "keys"

// The kinds of key: the first byte of each.
const (
	claimKey = "c"
	bandKey  = "b"
)

// bandTerm is a band of 36 bits in five bytes.
func bandTerm(b uint64) string {
	return bandKey + string(binary.BigEndian.AppendUint64(nil, b)[3:])
}

// parseBand reads a band without the byte of its kind.
func parseBand(term string) (b uint64, ok bool) {
	for i := range len(term) {
		b = b<<8 | uint64(term[i])
	}
	return b, len(term) == len(bandTerm(0))-len(bandKey)
}

// file writes what documents are filed under, and notes in their batch that it
// goes with them.
func (x *Index) file(docs []Doc, b *index.Batch) error {
	var entries []keyfile.Entry
	articles := make([]keyfile.Article, len(docs))
	for i := range docs {
		articles[i] = keyfile.Article{Seq: docs[i].Seq, ID: docs[i].Article.ID}
		for _, k := range docs[i].Keys {
			entries = append(entries, keyfile.Entry{Key: claimKey + k, Article: uint32(i)})
		}
		for _, band := range docs[i].Bands {
			entries = append(entries, keyfile.Entry{Key: bandTerm(band), Article: uint32(i)})
		}
	}
	if err := x.keys.Add(entries, articles); err != nil {
		return keysError(err)
	}
	b.SetInternal(keyGeneration, binary.AppendUvarint(nil, uint64(x.keys.Generation())))
	return nil
}

// openKeys opens the files of keys that belong to what Bleve has.
func (x *Index) openKeys(path string) error {
	b, err := x.bleve.GetInternal(keyGeneration)
	if err != nil {
		return &Damaged{"keys", err}
	}
	generation, n := binary.Uvarint(b)
	if n <= 0 && len(b) > 0 {
		return &Damaged{What: "keys"}
	}
	x.keys, err = keyfile.Open(filepath.Join(path, keysFolder), x.readOnly, uint32(generation))
	return keysError(err)
}

// keySets are the sets of keys of an index, of each part of one made of others.
func (x *Index) keySets() []*keyfile.Set {
	if x.parts == nil {
		return []*keyfile.Set{x.keys}
	}
	var out []*keyfile.Set
	for _, p := range x.parts {
		out = append(out, p.keySets()...)
	}
	return out
}

// keysError tells damage of files of keys as that of the index.
func keysError(err error) error {
	if errors.Is(err, keyfile.ErrDamaged) {
		return &Damaged{"keys", err}
	}
	return err
}
