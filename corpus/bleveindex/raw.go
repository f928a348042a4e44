package bleveindex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// Bleve's iterators make an object of each document that holds a term, and unpack
// all that is stored with a document to read a part of it: half a second where a
// million match. Of segments on disk both are read from their bytes instead, in the
// form of zapx v17 (see zap.md there):
//
//	postings  where frequencies begin, where places begin, length, bitmap
//	freqs     how many chunks, where each ends, then for each document of a chunk
//	          twice its frequency, and the length of the field
//	stored    length of what tells the fields, length of the rest, what tells the
//	          fields, the id, all other fields under snappy
//
// All numbers are varints. A segment in memory, not yet stored, is read through
// Bleve's iterators.

// postings are the documents of a segment that hold a term.
type postings struct {
	docs  *roaring.Bitmap // deleted ones among them; not to be changed
	list  segment.PostingsList
	bytes []byte   // of the segment, nil where it is not on disk
	ends  []uint64 // of the chunks of frequencies, behind first
	first uint64
	chunk uint32 // documents of a chunk
	one   uint64 // 1 and the length of the field, where one document holds it and nothing more is stored
}

// maxSmall bounds the frequencies and lengths that take a byte each.
const maxSmall = 0x80

// terms1Hit marks a term of one document, which lies in the dictionary alone.
const (
	mask1Hit = uint64(0xc000000000000000)
	is1Hit   = uint64(0x8000000000000000)
	low31    = uint64(1)<<31 - 1
)

// onDisk is the segment as it is on disk, nil where it is not there yet.
func (l *leaf) onDisk() *zap.Segment {
	s, _ := l.snap.Segment().(*zap.Segment)
	return s
}

// fst is the dictionary of a field, nil where no document has the field.
func (l *leaf) fst(s *zap.Segment, field string) (*vellum.FST, error) {
	if f, ok := l.fsts[field]; ok {
		return f, nil
	}
	var f *vellum.FST
	if at, err := s.DictAddr(field); err == nil { // else there is none
		b := s.Data()[at:]
		n, w := binary.Uvarint(b)
		if w <= 0 || n == 0 || n > uint64(len(b)-w) {
			return nil, &Damaged{What: "dictionary of " + field}
		}
		if f, err = vellum.Load(b[w : w+int(n)]); err != nil {
			return nil, &Damaged{"dictionary of " + field, err}
		}
	}
	l.fsts[field] = f
	return f, nil
}

// term are the documents that hold a term.
func (l *leaf) term(field string, term []byte) (*postings, error) {
	s := l.onDisk()
	if s == nil {
		return l.termInMemory(field, term)
	}
	f, err := l.fst(s, field)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return &postings{docs: roaring.New()}, nil
	}
	at, ok, err := f.Get(term)
	switch {
	case err != nil:
		return nil, &Damaged{"dictionary of " + field, err}
	case !ok:
		return &postings{docs: roaring.New()}, nil
	case at&mask1Hit == is1Hit:
		return &postings{docs: roaring.BitmapOf(uint32(at & low31)), one: at>>31&low31 | 1<<32}, nil
	}
	return readPostings(s, at)
}

// errEnough ends a walk over values early.
var errEnough = errors.New("enough")

// value is a term of a field at which a walk stands.
type value struct {
	term []byte // valid until the walk goes on
	docs func() (*roaring.Bitmap, error)
}

// eachValue calls fn with the terms of a field from a first one on to before another,
// nil meaning all, each with the documents that hold it, deleted ones among them.
func (l *leaf) eachValue(field string, from, before []byte, fn func(v value) error) error {
	s := l.onDisk()
	if s == nil {
		return l.eachInMemory(field, from, before, fn)
	}
	f, err := l.fst(s, field)
	if f == nil || err != nil {
		return err
	}
	it, err := f.Iterator(from, before)
	one, at := roaring.New(), uint64(0)
	v := value{docs: func() (*roaring.Bitmap, error) {
		if at&mask1Hit != is1Hit {
			return readDocs(s, at)
		}
		one.Clear()
		one.Add(uint32(at & low31))
		return one, nil
	}}
	for ; err == nil; err = it.Next() {
		v.term, at = it.Current()
		if err := fn(v); err != nil {
			return err
		}
	}
	if errors.Is(err, vellum.ErrIteratorDone) {
		return nil
	}
	return &Damaged{"dictionary of " + field, err}
}

func (l *leaf) eachInMemory(field string, from, before []byte, fn func(v value) error) error {
	d, err := l.dictionary(field)
	if err != nil {
		return err
	}
	it := d.AutomatonIterator(nil, from, before)
	for {
		e, err := it.Next()
		if err != nil || e == nil {
			return err
		}
		v := value{term: []byte(e.Term)}
		v.docs = func() (*roaring.Bitmap, error) {
			p, err := l.termInMemory(field, v.term)
			if err != nil {
				return nil, err
			}
			return p.docs, nil
		}
		if err := fn(v); err != nil {
			return err
		}
	}
}

// readDocs reads the documents of a term.
func readDocs(s *zap.Segment, at uint64) (*roaring.Bitmap, error) {
	in := rawInput{bytes: s.Data(), at: at}
	in.uvarint()
	in.uvarint()
	n := in.uvarint()
	docs := roaring.New()
	if _, err := docs.FromBuffer(in.bytes[in.at : in.at+n]); err != nil {
		return nil, &Damaged{"documents of a term", err}
	}
	return docs, nil
}

func readPostings(s *zap.Segment, at uint64) (*postings, error) {
	p := &postings{bytes: s.Data(), docs: roaring.New()}
	in := rawInput{bytes: p.bytes, at: at}
	freqs := in.uvarint()
	in.uvarint() // places, which there are none of
	n := in.uvarint()
	if _, err := p.docs.FromBuffer(p.bytes[in.at : in.at+n]); err != nil {
		return nil, &Damaged{"documents of a term", err}
	}
	if freqs == 0 { // kept without frequencies
		return p, nil
	}
	if mode := s.ChunkMode(); mode != zap.DefaultChunkMode {
		return nil, &Damaged{What: fmt.Sprintf("chunks of mode %d", mode)}
	}
	p.chunk = uint32(s.NumDocs() / (p.docs.GetCardinality()/1024 + 1))
	in.at = freqs
	chunks := in.uvarint()
	if p.chunk == 0 || chunks > s.NumDocs()/uint64(p.chunk)+1 {
		return nil, &Damaged{What: "frequencies of a term"}
	}
	p.ends = make([]uint64, chunks)
	for i := range p.ends {
		p.ends[i] = in.uvarint()
	}
	p.first = in.at
	return p, nil
}

// rawInput reads numbers; what is behind the end is a panic, which guard makes an
// error.
type rawInput struct {
	bytes  []byte
	at     uint64
	length uint64 // of a field, see frequency
}

// frequency reads the frequency of a term, and the length of the field where it is
// more than none.
func (in *rawInput) frequency() (freq uint64) {
	if freq, in.length = in.uvarint()>>1, 0; freq > 0 {
		in.length = in.uvarint()
	}
	return freq
}

func (in *rawInput) uvarint() uint64 {
	if b := in.bytes[in.at]; b < maxSmall {
		in.at++
		return uint64(b)
	}
	v, w := binary.Uvarint(in.bytes[in.at:])
	if w <= 0 {
		panic("a number has no end")
	}
	in.at += uint64(w)
	return v
}

// termInMemory is term for a segment that is not on disk.
func (l *leaf) termInMemory(field string, term []byte) (*postings, error) {
	d, err := l.dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := d.PostingsList(term, nil, nil)
	if err != nil {
		return nil, err
	}
	p := &postings{docs: roaring.New(), list: list}
	addTo(p.docs, list)
	return p, nil
}

// visit calls fn with the frequency of the term in documents, and the length of
// the field there: those of want at least, others perhaps. nil wants all.
func (p *postings) visit(want *roaring.Bitmap, fn func(doc uint32, freq, length uint64)) error {
	switch {
	case p.one != 0:
		fn(p.docs.Minimum(), 1, p.one&low31)
	case p.list != nil:
		return p.visitList(fn)
	case len(p.ends) > 0:
		p.visitChunks(want, fn)
	}
	return nil
}

func (p *postings) visitList(fn func(doc uint32, freq, length uint64)) error {
	it := p.list.Iterator(true, true, false, nil)
	for {
		x, err := it.Next()
		if err != nil || x == nil {
			return err
		}
		length := uint64(0)
		if y, ok := x.(interface{ NormUint64() uint64 }); ok {
			length = y.NormUint64()
		}
		fn(uint32(x.Number()), x.Frequency(), length)
	}
}

// visitChunks reads the chunks that have documents of want.
func (p *postings) visitChunks(want *roaring.Bitmap, fn func(doc uint32, freq, length uint64)) {
	p.runs(want, func(docs []uint32, at uint64) uint64 {
		in := rawInput{bytes: p.bytes, at: at}
		for _, doc := range docs {
			fn(doc, in.frequency(), in.length)
		}
		return in.at
	})
}

// runs calls fn with the documents of chunks that have some of want, a part of a
// chunk at a time, and where in bytes their frequencies begin; it returns where they
// end.
func (p *postings) runs(want *roaring.Bitmap, fn func(docs []uint32, at uint64) uint64) {
	var wanted roaring.IntPeekable
	if want != nil {
		wanted = want.Iterator()
	}
	it, buf := p.docs.ManyIterator(), make([]uint32, 512)
	at, behind, skip := uint64(0), uint32(0), false // behind: the chunk being read
	for n := it.NextMany(buf); n > 0; n = it.NextMany(buf) {
		for docs := buf[:n]; len(docs) > 0; {
			if docs[0] >= behind {
				chunk := docs[0] / p.chunk
				behind = (chunk + 1) * p.chunk
				skip = !anyWanted(wanted, chunk*p.chunk, behind)
				at = p.first + p.begin(chunk)
			}
			k := len(docs)
			if docs[k-1] >= behind {
				k, _ = slices.BinarySearch(docs, behind)
			}
			if !skip {
				at = fn(docs[:k], at)
			}
			docs = docs[k:]
		}
	}
}

// begin is where a chunk begins, behind first.
func (p *postings) begin(chunk uint32) uint64 {
	if chunk == 0 {
		return 0
	}
	return p.ends[chunk-1]
}

// anyWanted reports whether there is a wanted document from one to before another.
func anyWanted(wanted roaring.IntPeekable, from, to uint32) bool {
	if wanted == nil {
		return true
	}
	wanted.AdvanceIfNeeded(from)
	return wanted.HasNext() && wanted.PeekNext() < to
}

// storedRaw calls fn with a stored field of a document of a segment on disk, if it
// has one. Of what is stored before it is unpacked as well, of what is behind
// nothing. buf is used and returned.
func storedRaw(s *zap.Segment, field uint64, doc int, buf []byte, fn func(value []byte)) ([]byte, error) {
	b := s.Data()
	in := rawInput{bytes: b, at: binary.BigEndian.Uint64(b[s.StoredIndexOffset()+8*uint64(doc):])}
	metaLen, dataLen := in.uvarint(), in.uvarint()
	data := b[in.at+metaLen : in.at+metaLen+dataLen]
	end := in.at + metaLen
	id := in.uvarint()
	for in.at < end {
		name := in.uvarint()
		in.uvarint() // its type
		from, n := in.uvarint(), in.uvarint()
		for range in.uvarint() {
			in.uvarint()
		}
		if name != field {
			continue
		}
		var err error
		if buf, err = unsnap(buf[:0], data[id:], int(from+n)); err != nil {
			return buf, &Damaged{fmt.Sprintf("document %d", doc), err}
		}
		fn(buf[from : from+n])
		return buf, nil
	}
	return buf, nil
}
