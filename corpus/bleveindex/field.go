package bleveindex

import (
	"unsafe"

	index "github.com/blevesearch/bleve_index_api"
)

// How fields are kept. Text fields keep positions for phrases but no byte
// offsets: a snippet is cut by reading the ten texts shown once more, which is
// cheaper than two numbers for every word of every article.
const (
	asText    = index.IndexField | index.IncludeTermVectors
	asNames   = index.IndexField | index.IncludeTermVectors
	asKeyword = index.IndexField | index.SkipFreqNorm
	asFacet   = index.IndexField | index.DocValues | index.SkipFreqNorm
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

// keywords makes one term of each value; repeated values count once.
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
	return len(freqs), freqs
}

// between is the distance in positions between two names of one field, so that
// no phrase reaches from one into the next.
const between = 64

// positions makes terms with positions of each of the texts.
func positions(texts ...string) (int, index.TokenFrequencies) {
	var c collector
	n := 0
	for _, s := range texts {
		n += len(s)
	}
	c.reserve(n)
	for i, s := range texts {
		if i > 0 {
			c.at += between
		}
		terms(s, c.add)
	}
	return len(c.seen), c.finish()
}

// collector gathers the terms of a field.
type collector struct {
	freqs index.TokenFrequencies
	seen  []occurrence      // in order
	bytes []byte            // the distinct terms, one after the other
	arena []index.TokenFreq // room for the next distinct terms
	at    int
}

type occurrence struct {
	freq *index.TokenFreq
	at   int
}

// reserve prepares for a text of n bytes: about six to a word, half of the
// words distinct.
func (c *collector) reserve(n int) {
	words := n/6 + 4
	c.freqs = make(index.TokenFrequencies, words/2)
	c.seen = make([]occurrence, 0, words)
	c.bytes = make([]byte, 0, n/2+16)
}

func (c *collector) add(term []byte, _, _ int) {
	c.at++
	f, ok := c.freqs[string(term)]
	if !ok {
		start := len(c.bytes)
		c.bytes = append(c.bytes, term...)
		own := c.bytes[start:len(c.bytes):len(c.bytes)]
		if len(c.arena) == 0 {
			c.arena = make([]index.TokenFreq, 64)
		}
		f, c.arena = &c.arena[0], c.arena[1:]
		f.Term = own
		c.freqs[unsafe.String(&own[0], len(own))] = f // own is never written again
	}
	f.SetFrequency(f.Frequency() + 1)
	c.seen = append(c.seen, occurrence{f, c.at})
}

// finish lays the locations of all terms out in two arrays.
func (c *collector) finish() index.TokenFrequencies {
	locations := make([]index.TokenLocation, len(c.seen))
	pointers := make([]*index.TokenLocation, len(c.seen))
	next := 0
	for i, o := range c.seen {
		if o.freq.Locations == nil {
			n := o.freq.Frequency()
			o.freq.Locations = pointers[next : next : next+n]
			next += n
		}
		locations[i].Position = o.at
		o.freq.Locations = append(o.freq.Locations, &locations[i])
	}
	return c.freqs
}
