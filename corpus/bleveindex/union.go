package bleveindex

import (
	"context"
	"errors"
	"math/bits"

	index "github.com/blevesearch/bleve_index_api"
)

// Union reads several indexes as one. An article must be in one of them only.
// Scores, orders and contradictions are those of one index with all articles,
// because terms, counts and lengths are added up below the searchers. It takes
// the indexes over: closing it closes them.
func Union(parts []*Index) (*Index, error) {
	if len(parts) == 0 {
		return nil, errors.New("no index to read")
	}
	blobs, err := newBlobs()
	if err != nil {
		return nil, err
	}
	return &Index{bleve: parts[0].bleve, readOnly: true, failed: newFailure(), blobs: blobs, parts: parts, forget: func() {}}, nil
}

// union is one reader over several. The number of a document is its number in
// its part, with that of the part before it.
type union struct {
	parts []index.IndexReader
	shift int // bits of a document's number within its part; with the part's it has 32
}

func newUnion(parts []*Index) (*union, error) {
	u := &union{shift: 32 - bits.Len(uint(len(parts)-1))}
	for _, p := range parts {
		r, err := p.scorch.Reader()
		if err != nil {
			return nil, errors.Join(err, u.Close())
		}
		u.parts = append(u.parts, r)
	}
	return u, nil
}

func (u *union) global(part int, id index.IndexInternalID) index.IndexInternalID {
	return index.NewIndexInternalID(nil, uint64(part)<<u.shift|id.Value())
}

func (u *union) local(id index.IndexInternalID) (part int, own index.IndexInternalID) {
	v := id.Value()
	return int(v >> u.shift), index.NewIndexInternalID(nil, v&(1<<u.shift-1))
}

// each calls fn with all parts.
func each[T any](u *union, fn func(index.IndexReader) (T, error)) ([]T, error) {
	out := make([]T, len(u.parts))
	for i, p := range u.parts {
		var err error
		if out[i], err = fn(p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Close implements index.IndexReader.
func (u *union) Close() error {
	var errs []error
	for _, p := range u.parts {
		errs = append(errs, p.Close())
	}
	return errors.Join(errs...)
}

// TermFieldReader implements index.IndexReader.
func (u *union) TermFieldReader(ctx context.Context, term []byte, field string, freq, norm, vectors bool) (index.TermFieldReader, error) {
	list, err := each(u, func(r index.IndexReader) (index.TermFieldReader, error) {
		return r.TermFieldReader(ctx, term, field, freq, norm, vectors)
	})
	return &unionTerms{u: u, list: list}, err
}

// DocIDReaderAll implements index.IndexReader.
func (u *union) DocIDReaderAll() (index.DocIDReader, error) {
	list, err := each(u, index.IndexReader.DocIDReaderAll)
	return &unionIDs{u: u, list: list}, err
}

// DocIDReaderOnly implements index.IndexReader.
func (u *union) DocIDReaderOnly(ids []string) (index.DocIDReader, error) {
	list, err := each(u, func(r index.IndexReader) (index.DocIDReader, error) { return r.DocIDReaderOnly(ids) })
	return &unionIDs{u: u, list: list}, err
}

func (u *union) dict(open func(index.IndexReader) (index.FieldDict, error)) (index.FieldDict, error) {
	list, err := each(u, open)
	if err != nil {
		return nil, err
	}
	return newUnionDict(list)
}

// FieldDict implements index.IndexReader.
func (u *union) FieldDict(field string) (index.FieldDict, error) {
	return u.dict(func(r index.IndexReader) (index.FieldDict, error) { return r.FieldDict(field) })
}

// FieldDictRange implements index.IndexReader.
func (u *union) FieldDictRange(field string, start, end []byte) (index.FieldDict, error) {
	return u.dict(func(r index.IndexReader) (index.FieldDict, error) { return r.FieldDictRange(field, start, end) })
}

// FieldDictPrefix implements index.IndexReader.
func (u *union) FieldDictPrefix(field string, prefix []byte) (index.FieldDict, error) {
	return u.dict(func(r index.IndexReader) (index.FieldDict, error) { return r.FieldDictPrefix(field, prefix) })
}

// Document implements index.IndexReader.
func (u *union) Document(id string) (index.Document, error) {
	for _, p := range u.parts {
		if d, err := p.Document(id); d != nil || err != nil {
			return d, err
		}
	}
	return nil, nil
}

// DocValueReader implements index.IndexReader.
func (u *union) DocValueReader(fields []string) (index.DocValueReader, error) {
	list, err := each(u, func(r index.IndexReader) (index.DocValueReader, error) { return r.DocValueReader(fields) })
	return &unionValues{u, list}, err
}

// Fields implements index.IndexReader.
func (u *union) Fields() ([]string, error) { return u.parts[0].Fields() }

// GetInternal implements index.IndexReader.
func (u *union) GetInternal(key []byte) ([]byte, error) { return u.parts[0].GetInternal(key) }

// DocCount implements index.IndexReader.
func (u *union) DocCount() (n uint64, err error) {
	counts, err := each(u, index.IndexReader.DocCount)
	for _, c := range counts {
		n += c
	}
	return n, err
}

// ExternalID implements index.IndexReader.
func (u *union) ExternalID(id index.IndexInternalID) (string, error) {
	part, own := u.local(id)
	return u.parts[part].ExternalID(own)
}

// InternalID implements index.IndexReader.
func (u *union) InternalID(id string) (index.IndexInternalID, error) {
	for i, p := range u.parts {
		own, err := p.InternalID(id)
		if err != nil {
			return nil, err
		}
		if own != nil {
			return u.global(i, own), nil
		}
	}
	return nil, nil
}
