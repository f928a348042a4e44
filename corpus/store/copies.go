package store

import (
	"context"
	"slices"

	"github.com/cespare/xxhash/v2"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
)

// Articles a new one is compared with at most, of the newest for each band and of
// the older ones in the index: texts made from one template share bands without
// end, and to look a signature up in a large index takes long. Those of the
// index that share the most bands come first.
const (
	maxCopies  = 48
	maxIndexed = 16
	fewRecent  = 8 // recent articles with a band, from which on the index is not asked for it
	maxAsked   = 6 // bands of one article the index is asked for
)

// copies finds out which cluster of copies new articles belong to. The newest
// articles are kept in memory; of all others only whether a band or an id was
// ever filed, so that the index is asked where there is something to be found
// and what an article costs does not grow with the corpus.
type copies struct {
	index   *bleveindex.Index
	look    *bleveindex.Look // at the index as the batch found it; nil until it is asked
	window  window
	older   sieve // bands and ids of articles that are not in the window
	whole   bool  // older has those of all of them
	stored  uint64
	settled uint64
	marks   map[string]*filed // older articles read from the index
}

// maxMarks bounds copies.marks.
const maxMarks = 1 << 13

// worthwhile is the share of a corpus, as 1/n, that must have come in before the
// rest is read once to know its bands: some five microseconds an article.
const worthwhile = 16

func newCopies(x *bleveindex.Index) *copies {
	c := &copies{index: x, marks: make(map[string]*filed)}
	stored, err := x.Count()
	c.stored, c.whole = stored, err == nil && stored == 0
	return c
}

// nextBatch prepares for a batch. What came before it is in the index.
func (c *copies) nextBatch() error {
	if err := c.rest(); err != nil {
		return err
	}
	if c.whole || c.settled*worthwhile < c.stored {
		return nil
	}
	ctx := context.Background()
	if err := c.index.Bands(ctx, c.older.add); err != nil {
		return err
	}
	if err := c.index.Known(ctx, func(id string) { c.older.add(xxhash.Sum64String(id)) }); err != nil {
		return err
	}
	c.whole = true
	return nil
}

// rest lets go of the index until it is asked again.
func (c *copies) rest() error {
	if c.look == nil {
		return nil
	}
	look := c.look
	c.look = nil
	return look.Close()
}

// unknown reports whether an article is surely not in the index.
func (c *copies) unknown(id string) bool {
	return c.whole && c.window.get(id) == nil && !c.older.has(xxhash.Sum64String(id))
}

// signature returns what is known of an article in the index, nil if it is
// gone.
func (c *copies) signature(id string) (*filed, error) {
	if f := c.window.get(id); f != nil {
		return f, nil
	}
	if f := c.marks[id]; f != nil {
		return f, nil
	}
	m, ok, err := c.look.Mark(id)
	if err != nil || !ok {
		return nil, err
	}
	f := &filed{id: id, origin: m.Origin}
	if f.signature.UnmarshalBinary(m.Signature) != nil {
		return nil, nil
	}
	if len(c.marks) == maxMarks {
		clear(c.marks)
	}
	c.marks[id] = f
	return f, nil
}

// arrival is an article on its way into the index.
type arrival struct {
	document   *consistency.Document
	hash       uint64
	signature  origin.Signature
	bands      []uint64
	statements []consistency.Statement
}

// newArrival works out what depends on the article alone.
func newArrival(d *consistency.Document, hash uint64) *arrival {
	a := &arrival{document: d, hash: hash, signature: origin.SignArticle(&d.Article), statements: consistency.Statements(*d)}
	a.bands = origin.Bands(&a.signature)
	return a
}

// doc makes the document for the index, once the origin is known.
func (a *arrival) doc(p *consistency.Packer) (bleveindex.Doc, error) {
	for i := range a.statements {
		a.statements[i].Origin = a.document.Origin
	}
	signature, err := a.signature.MarshalBinary()
	return bleveindex.Doc{
		Document: *a.document, Keys: consistency.KeysOf(a.statements), Digest: p.Digest(a.statements), Bands: a.bands,
		Mark: bleveindex.Mark{Hash: a.hash, Signature: signature},
	}, err
}

// settle fills in the origin of an article where it is empty: the least origin
// among its copies, or its own id. Articles filed before keep theirs, so a
// cluster can have two names where an article turns out to join two; that counts
// one voice as two, never two as one.
func (c *copies) settle(a *arrival) error {
	d := a.document
	f := filed{id: d.Article.ID, signature: a.signature}
	if d.Origin == "" {
		found, err := c.find(&f, a.bands)
		if err != nil {
			return err
		}
		d.Origin = found
	}
	f.origin = d.Origin
	c.settled++
	delete(c.marks, f.id)
	if left, ok := c.window.add(f, a.bands); ok {
		c.older.add(xxhash.Sum64String(left.id))
		for _, b := range origin.Bands(&left.signature) {
			c.older.add(b)
		}
	}
	return nil
}

func (c *copies) find(f *filed, bands []uint64) (string, error) {
	least := ""
	join := func(other *filed) {
		if other.id != f.id && origin.Same(&f.signature, &other.signature) && other.origin != "" && (least == "" || other.origin < least) {
			least = other.origin
		}
	}
	bands = c.window.sharing(bands, fewRecent, join)
	if c.whole {
		bands = slices.DeleteFunc(slices.Clone(bands), func(b uint64) bool { return !c.older.has(b) })
		bands = bands[:min(len(bands), maxAsked)]
	}
	ids, err := c.indexed(bands)
	if err != nil {
		return "", err
	}
	for _, id := range ids {
		other, err := c.signature(id)
		if err != nil {
			return "", err
		}
		if other != nil {
			join(other)
		}
	}
	if least == "" {
		return f.id, nil
	}
	return least, nil
}

// indexed are articles of the index that share one of the bands.
func (c *copies) indexed(bands []uint64) ([]string, error) {
	if len(bands) == 0 {
		return nil, nil
	}
	if c.look == nil {
		look, err := c.index.Look()
		if err != nil {
			return nil, err
		}
		c.look = look
	}
	return c.look.Sharing(context.Background(), bands, maxIndexed)
}
