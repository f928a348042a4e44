package bleveindex

import (
	"unsafe"

	index "github.com/blevesearch/bleve_index_api"
)

// How fields are kept. The order of words is kept apart (words.go), and no byte
// offsets at all: a snippet is cut by reading the ten texts shown once more, which
// is cheaper than two numbers for every word of every article.
//
// A term of one article lies in the dictionary alone, some thirty bytes less, once
// segments are merged: but only where it has a frequency. So all that mostly stand
// in one article have one, and only what is common goes without.
const (
	asText    = index.IndexField
	asKeyword = index.IndexField
	asFacet   = index.IndexField | index.DocValues
	asCommon  = index.IndexField | index.DocValues | index.SkipFreqNorm
	asStored  = index.StoreField
)

// field is one field of an article as Bleve sees it. Its terms are made by us,
// not by Bleve's analysis: one map and four arrays a field instead of one
// object a token.
type field struct {
	name    string
	options index.FieldIndexingOptions
	stored  []byte
	length  int
	freqs   index.TokenFrequencies
	analyze func() (int, index.TokenFrequencies) // runs in Bleve's workers
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.stored }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.stored)) }

func (f *field) Analyze() {
	if f.analyze != nil {
		f.length, f.freqs = f.analyze()
		f.analyze = nil
	}
}

// document is an article as Bleve sees it.
type document struct {
	id     string
	fields []*field
	hasID  bool
	words  field  // codes of the words of fields, stored
	codes  []byte // of one field, for use once more
	beside func() // done with the analysis, in Bleve's workers: packing takes long too
}

func (d *document) ID() string                                 { return d.id }
func (d *document) VisitComposite(index.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) Indexed() bool                              { return false }

func (d *document) VisitFields(visit index.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

func (d *document) AddIDField() {
	if d.hasID {
		return
	}
	d.hasID = true
	f := &field{name: "_id", options: index.IndexField | index.StoreField, stored: []byte(d.id)}
	f.analyze = func() (int, index.TokenFrequencies) {
		if d.beside != nil {
			d.beside()
		}
		return keywords([]string{d.id})
	}
	d.fields = append(d.fields, f)
}

// Size tells Bleve roughly how much memory the document takes.
func (d *document) Size() int {
	n := len(d.id)
	for _, f := range d.fields {
		n += 64 + len(f.stored)
	}
	return n
}

func (d *document) NumPlainTextBytes() uint64 { return d.StoredFieldsBytes() }

func (d *document) StoredFieldsBytes() uint64 {
	var n uint64
	for _, f := range d.fields {
		n += uint64(len(f.stored))
	}
	return n
}

// keywords makes one term of each value; repeated values count once. The length
// says that there are some, in one byte for each article of a term.
func keywords(values []string) (int, index.TokenFrequencies) {
	freqs := make(index.TokenFrequencies, len(values))
	arena := make([]index.TokenFreq, len(values))
	for i, v := range values {
		if _, ok := freqs[v]; ok || v == "" {
			continue
		}
		arena[i].Term = []byte(v)
		arena[i].SetFrequency(1)
		freqs[v] = &arena[i]
	}
	return min(len(freqs), 1), freqs
}

// Bleve keeps the length of a field with each of its terms. That of a body is
// kept in steps of lengthStep words, so that it takes one byte.
const (
	lengthStep = 16
	maxLength  = 127
)

// coded makes the terms of texts, and their codes one behind the other.
func coded(dst []byte, texts ...string) (int, index.TokenFrequencies, []byte) {
	n := 0
	for _, s := range texts {
		n += len(s)
	}
	c := newCollector(dst, n)
	for i, s := range texts {
		if i > 0 {
			c.codes = append(c.codes, betweenNames)
		}
		terms(s, c.add)
	}
	return c.words, c.freqs, c.codes
}

// collector gathers the terms of a field.
type collector struct {
	freqs index.TokenFrequencies
	codes []byte      // of the words in order
	bytes []byte      // the distinct terms, one after the other
	arena []codedFreq // room for the next distinct terms
	words int
}

// newCollector prepares for a text of n bytes: about six to a word, four in ten of
// the words distinct.
func newCollector(codes []byte, n int) *collector {
	words := n/6 + 4
	return &collector{codes: codes, freqs: make(index.TokenFrequencies, words*2/5), bytes: make([]byte, 0, n/3+16)}
}

func (c *collector) add(term []byte, _, _ int) {
	c.words++
	f, ok := c.freqs[string(term)]
	if !ok {
		f = c.first(term)
	}
	f.SetFrequency(f.Frequency() + 1)
	c.codes = appendCode(c.codes, (*codedFreq)(unsafe.Pointer(f)).code) // all of freqs are part of one
}

// first makes a term that was not seen before.
func (c *collector) first(term []byte) *index.TokenFreq {
	start := len(c.bytes)
	c.bytes = append(c.bytes, term...)
	own := c.bytes[start:len(c.bytes):len(c.bytes)]
	if len(c.arena) == 0 {
		c.arena = make([]codedFreq, min(64, 4+len(c.freqs)))
	}
	f := &c.arena[0]
	c.arena = c.arena[1:]
	f.Term, f.code = own, codeOf(own)
	c.freqs[unsafe.String(&own[0], len(own))] = &f.TokenFreq // own is never written again
	return &f.TokenFreq
}
