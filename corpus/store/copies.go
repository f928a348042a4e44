package store

import (
	"context"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
)

// Articles a new one is compared with at most, of its batch for each band and of
// the index: texts made from one template share bands without end, and to look
// a signature up in a large index takes long. Those of the index that share the
// most bands come first.
const (
	maxCopies  = 48
	maxIndexed = 16
)

// copies finds out which cluster of copies new articles belong to: those in
// the index, and those of the same batch.
type copies struct {
	index  *bleveindex.Index
	batch  map[uint64][]*filed // band → articles of this batch
	recent map[string]*filed   // articles filed last, by id
	order  []string            // ids in recent, a ring
	oldest int
}

type filed struct {
	signature origin.Signature
	origin    string
}

// maxRecent is how many articles' signatures are kept in memory, some 300 bytes
// each: copies come close together, and reading a signature from the index
// means decompressing an article.
const maxRecent = 1 << 15

func newCopies(x *bleveindex.Index) *copies {
	return &copies{index: x, batch: make(map[uint64][]*filed), recent: make(map[string]*filed)}
}

// nextBatch forgets the batch, which the index has taken in.
func (c *copies) nextBatch() { clear(c.batch) }

// remember keeps an article's signature, in the place of the oldest.
func (c *copies) remember(id string, f *filed) {
	if _, ok := c.recent[id]; !ok {
		if len(c.order) < maxRecent {
			c.order = append(c.order, id)
		} else {
			delete(c.recent, c.order[c.oldest])
			c.order[c.oldest] = id
			c.oldest = (c.oldest + 1) % maxRecent
		}
	}
	c.recent[id] = f
}

// signature returns what is known of an article in the index, nil if it is
// gone.
func (c *copies) signature(id string) (*filed, error) {
	if f := c.recent[id]; f != nil {
		return f, nil
	}
	m, ok, err := c.index.Mark(id)
	if err != nil || !ok {
		return nil, err
	}
	f := &filed{origin: m.Origin}
	if f.signature.UnmarshalBinary(m.Signature) != nil {
		return nil, nil
	}
	c.remember(id, f)
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
	f := &filed{signature: a.signature}
	if d.Origin == "" {
		found, err := c.find(d.Article.ID, f, a.bands)
		if err != nil {
			return err
		}
		d.Origin = found
	}
	f.origin = d.Origin
	for _, b := range a.bands {
		if len(c.batch[b]) < maxCopies {
			c.batch[b] = append(c.batch[b], f)
		}
	}
	c.remember(d.Article.ID, f)
	return nil
}

func (c *copies) find(id string, f *filed, bands []uint64) (string, error) {
	least := ""
	join := func(o string) {
		if o != "" && (least == "" || o < least) {
			least = o
		}
	}
	for _, b := range bands {
		for _, other := range c.batch[b] {
			if origin.Same(&f.signature, &other.signature) {
				join(other.origin)
			}
		}
	}
	ids, err := c.index.Sharing(context.Background(), bands, maxIndexed)
	if err != nil {
		return "", err
	}
	for _, other := range ids {
		o, err := c.signature(other)
		if err != nil {
			return "", err
		}
		if o != nil && other != id && origin.Same(&f.signature, &o.signature) {
			join(o.origin)
		}
	}
	if least == "" {
		return id, nil
	}
	return least, nil
}
