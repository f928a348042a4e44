package bleveindex

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// leaf is one segment of a view of the index. A search reads the segments one
// after the other, below Bleve's searchers, which make an object of every
// document that matches.
type leaf struct {
	key   leafKey
	snap  *scorch.SegmentSnapshot
	dicts map[string]segment.TermDictionary
	fsts  map[string]*vellum.FST // of segments on disk
	codes uint64                 // number of the field with the codes of words, plus one; 0 until it is asked for
	mark  uint64                 // that of the field with the mark
	buf   []byte                 // for use once more
	noted byte                   // of what was touched, so that it is
}

// leafKey names a segment: what it holds never changes, but for documents
// marked as deleted.
type leafKey struct {
	part    int // of a union
	segment uint64
}

// leavesOf lists the segments a reader sees, in the order of their documents.
func leavesOf(r index.IndexReader) ([]*leaf, error) {
	switch r := r.(type) {
	case *scorch.IndexSnapshot:
		return appendLeaves(nil, r, 0), nil
	case *union:
		var out []*leaf
		for i, p := range r.parts {
			s, ok := p.(*scorch.IndexSnapshot)
			if !ok {
				return nil, fmt.Errorf("read segments: unknown reader %T", p)
			}
			out = appendLeaves(out, s, i)
		}
		return out, nil
	}
	return nil, fmt.Errorf("read segments: unknown reader %T", r)
}

func appendLeaves(dst []*leaf, s *scorch.IndexSnapshot, part int) []*leaf {
	for _, seg := range s.Segments() {
		dst = append(dst, &leaf{key: leafKey{part, seg.Id()}, snap: seg, dicts: map[string]segment.TermDictionary{}, fsts: map[string]*vellum.FST{}})
	}
	return dst
}

// size is the number of documents, deleted ones included.
func (l *leaf) size() int { return int(l.snap.Segment().Count()) }

func (l *leaf) dictionary(field string) (segment.TermDictionary, error) {
	d, ok := l.dicts[field]
	if !ok {
		var err error
		if d, err = l.snap.Segment().Dictionary(field); err != nil {
			return nil, err
		}
		l.dicts[field] = d
	}
	return d, nil
}

// id is the id of a document.
func (l *leaf) id(doc int) (string, error) {
	b, err := l.snap.DocID(uint64(doc))
	return string(b), err
}

// visitStored calls fn with a stored field of a document, if it has one. The
// value is valid during the call.
func (l *leaf) visitStored(doc int, field string, fn func(value []byte)) error {
	return l.snap.VisitDocument(uint64(doc), func(name string, _ byte, value []byte, _ []uint64) bool {
		if name != field {
			return true
		}
		fn(value)
		return false
	})
}

// visitCodes calls fn with the codes of a document's words. The value is valid
// during the call.
func (l *leaf) visitCodes(doc int, fn func(codes []byte)) error {
	return l.visitEarly(doc, fieldCodes, &l.codes, fn)
}

// visitMark calls fn with the mark of a document. The value is valid during the call.
func (l *leaf) visitMark(doc int, fn func(mark []byte)) error {
	return l.visitEarly(doc, fieldMark, &l.mark, fn)
}

// visitEarly is visitStored of a field that stands early in what is stored: what is
// behind it is not unpacked. number is the field's in the segment, plus one.
func (l *leaf) visitEarly(doc int, field string, number *uint64, fn func(value []byte)) (err error) {
	s := l.onDisk()
	if s == nil {
		return l.visitStored(doc, field, fn)
	}
	if *number == 0 {
		*number = uint64(slices.Index(s.Fields(), field)) + 1
	}
	if *number > 0 {
		l.buf, err = storedRaw(s, *number-1, doc, l.buf, fn)
	}
	return err
}

// What is stored lies all over a segment, and memory answers for many places sooner
// than for one after the other: so of so many documents the first lines of memory are
// touched before they are read. The rest of each comes by itself then.
const (
	ahead        = 32
	touchedLines = 4
	memoryLine   = 64
)

// touchCodes touches what visitCodes reads of some documents, at most ahead.
func (l *leaf) touchCodes(docs []uint32) {
	s := l.onDisk()
	if s == nil {
		return
	}
	b, offsets := s.Data(), s.StoredIndexOffset()
	var at [ahead]uint64
	for i, doc := range docs {
		at[i] = binary.BigEndian.Uint64(b[offsets+8*uint64(doc):])
	}
	for line := range uint64(touchedLines) {
		for _, from := range at[:len(docs)] {
			if from += line * memoryLine; from < uint64(len(b)) {
				l.noted += b[from]
			}
		}
	}
}

// valueReader reads the values that documents of a segment have in some fields.
type valueReader struct {
	leaf   *leaf
	fields []string
	state  segment.DocVisitState
}

func (l *leaf) values(fields ...string) *valueReader { return &valueReader{leaf: l, fields: fields} }

// visit calls fn with each value of a document. Documents must be asked for in
// rising order.
func (r *valueReader) visit(doc int, fn func(field string, value []byte)) (err error) {
	values, ok := r.leaf.snap.Segment().(segment.DocValueVisitable)
	if !ok {
		return fmt.Errorf("read values: unknown segment %T", r.leaf.snap.Segment())
	}
	r.state, err = values.VisitDocValues(uint64(doc), r.fields, fn, r.state)
	return err
}
