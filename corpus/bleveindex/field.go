package bleveindex

import (
	"sync"
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
	c := collectors.Get().(*collector)
	defer collectors.Put(c)
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
	length := len(c.seen)
	return length, c.finish()
}

// collectors are for use once more: of the memory only seen stays theirs.
var collectors = sync.Pool{New: func() any { return new(collector) }}

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

// reserve prepares for a text of n bytes: about six to a word, four in ten of the
// words distinct.
func (c *collector) reserve(n int) {
	words := n/6 + 4
	*c = collector{seen: c.seen[:0], freqs: make(index.TokenFrequencies, words*2/5), bytes: make([]byte, 0, n/3+16)}
}

func (c *collector) add(term []byte, _, _ int) {
	c.at++
	f, ok := c.freqs[string(term)]
	if !ok {
		start := len(c.bytes)
		c.bytes = append(c.bytes, term...)
		own := c.bytes[start:len(c.bytes):len(c.bytes)]
		if len(c.arena) == 0 {
			c.arena = make([]index.TokenFreq, min(64, 4+len(c.freqs)))
		}
		f, c.arena = &c.arena[0], c.arena[1:]
		f.Term = own
		c.freqs[unsafe.String(&own[0], len(own))] = f // own is never written again
	}
	f.SetFrequency(f.Frequency() + 1)
	c.seen = append(c.seen, occurrence{f, c.at})
}

// places are the first positions in a text. A location of ours says no more
// than its position, and Bleve only reads it: all articles share them.
var places = func() []index.TokenLocation {
	list := make([]index.TokenLocation, 4096)
	for i := range list {
		list[i].Position = i
	}
	return list
}()

func location(at int) *index.TokenLocation {
	if at < len(places) {
		return &places[at]
	}
	return &index.TokenLocation{Position: at}
}

// finish lays the locations of all terms out in one array.
func (c *collector) finish() index.TokenFrequencies {
	pointers := make([]*index.TokenLocation, len(c.seen))
	next := 0
	for i, o := range c.seen {
		if o.freq.Locations == nil {
			n := o.freq.Frequency()
			o.freq.Locations = pointers[next : next : next+n]
			next += n
		}
		o.freq.Locations = append(o.freq.Locations, location(o.at))
		c.seen[i].freq = nil
	}
	freqs := c.freqs
	*c = collector{seen: c.seen}
	return freqs
}
