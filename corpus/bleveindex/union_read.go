package bleveindex

import (
	"bytes"
	"container/heap"
	"errors"

	index "github.com/blevesearch/bleve_index_api"
)

// unionTerms reads the documents that hold a term, one part after the other.
type unionTerms struct {
	u    *union
	list []index.TermFieldReader
	at   int
}

// Next implements index.TermFieldReader.
func (t *unionTerms) Next(d *index.TermFieldDoc) (*index.TermFieldDoc, error) {
	for ; t.at < len(t.list); t.at++ {
		got, err := t.list[t.at].Next(d)
		if err != nil {
			return nil, err
		}
		if got != nil {
			got.ID = t.u.global(t.at, got.ID) // the part keeps the bytes of its own
			return got, nil
		}
	}
	return nil, nil
}

// Advance implements index.TermFieldReader.
func (t *unionTerms) Advance(id index.IndexInternalID, d *index.TermFieldDoc) (*index.TermFieldDoc, error) {
	part, own := t.u.local(id)
	if part > t.at {
		t.at = part
	}
	if part < t.at || t.at >= len(t.list) {
		return t.Next(d)
	}
	got, err := t.list[t.at].Advance(own, d)
	if err != nil {
		return nil, err
	}
	if got == nil {
		t.at++
		return t.Next(d)
	}
	got.ID = t.u.global(t.at, got.ID)
	return got, nil
}

// Count implements index.TermFieldReader.
func (t *unionTerms) Count() uint64 { return total(t.list, index.TermFieldReader.Count) }

// Size implements index.TermFieldReader.
func (t *unionTerms) Size() int { return total(t.list, index.TermFieldReader.Size) }

// Close implements index.TermFieldReader.
func (t *unionTerms) Close() error { return closeAll(t.list) }

// total adds up what the parts say of themselves.
func total[T any, N int | uint64](list []T, of func(T) N) (n N) {
	for _, x := range list {
		n += of(x)
	}
	return n
}

func closeAll[T interface{ Close() error }](list []T) error {
	var errs []error
	for _, x := range list {
		errs = append(errs, x.Close())
	}
	return errors.Join(errs...)
}

// unionIDs reads the numbers of documents, one part after the other.
type unionIDs struct {
	u    *union
	list []index.DocIDReader
	at   int
}

// Next implements index.DocIDReader.
func (t *unionIDs) Next() (index.IndexInternalID, error) {
	for ; t.at < len(t.list); t.at++ {
		id, err := t.list[t.at].Next()
		if err != nil {
			return nil, err
		}
		if id != nil {
			return t.u.global(t.at, id), nil
		}
	}
	return nil, nil
}

// Advance implements index.DocIDReader.
func (t *unionIDs) Advance(id index.IndexInternalID) (index.IndexInternalID, error) {
	for {
		next, err := t.Next()
		if err != nil || next == nil || bytes.Compare(next, id) >= 0 {
			return next, err
		}
	}
}

// Size implements index.DocIDReader.
func (t *unionIDs) Size() int { return total(t.list, index.DocIDReader.Size) }

// Close implements index.DocIDReader.
func (t *unionIDs) Close() error { return closeAll(t.list) }

// unionDict merges dictionaries in order of their terms.
type unionDict struct {
	all   []index.FieldDict
	queue dicts
	entry index.DictEntry
}

// dictAt is a dictionary with the entry it has come to.
type dictAt struct {
	index.FieldDict
	term  string
	count uint64
}

func newUnionDict(list []index.FieldDict) (*unionDict, error) {
	d := &unionDict{all: list}
	for _, x := range list {
		if err := d.push(dictAt{FieldDict: x}); err != nil {
			return nil, errors.Join(err, d.Close())
		}
	}
	return d, nil
}

// push moves a dictionary to its next entry and queues it there.
func (d *unionDict) push(x dictAt) error {
	e, err := x.FieldDict.Next()
	if err != nil || e == nil {
		return err
	}
	x.term, x.count = e.Term, e.Count
	heap.Push(&d.queue, x)
	return nil
}

// Next implements index.FieldDict.
func (d *unionDict) Next() (*index.DictEntry, error) {
	if len(d.queue) == 0 {
		return nil, nil
	}
	d.entry = index.DictEntry{Term: d.queue[0].term}
	for len(d.queue) > 0 && d.queue[0].term == d.entry.Term {
		x := heap.Pop(&d.queue).(dictAt)
		d.entry.Count += x.count
		if err := d.push(x); err != nil {
			return nil, err
		}
	}
	return &d.entry, nil
}

// Close implements index.FieldDict.
func (d *unionDict) Close() error { return closeAll(d.all) }

// Cardinality implements index.FieldDict: an upper bound, terms of two parts
// count twice.
func (d *unionDict) Cardinality() int { return total(d.all, index.FieldDict.Cardinality) }

// BytesRead implements index.FieldDict.
func (d *unionDict) BytesRead() uint64 { return total(d.all, index.FieldDict.BytesRead) }

// dicts is a heap with the least term on top.
type dicts []dictAt

func (q dicts) Len() int           { return len(q) }
func (q dicts) Less(i, j int) bool { return q[i].term < q[j].term }
func (q dicts) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *dicts) Push(x any) { *q = append(*q, x.(dictAt)) }

// Pop implements heap.Interface.
func (q *dicts) Pop() any {
	n := len(*q) - 1
	x := (*q)[n]
	*q = (*q)[:n]
	return x
}

// unionValues reads the values of documents from their parts.
type unionValues struct {
	u    *union
	list []index.DocValueReader
}

// VisitDocValues implements index.DocValueReader.
func (v *unionValues) VisitDocValues(id index.IndexInternalID, visit index.DocValueVisitor) error {
	part, own := v.u.local(id)
	return v.list[part].VisitDocValues(own, visit)
}

// BytesRead implements index.DocValueReader.
func (v *unionValues) BytesRead() uint64 { return total(v.list, index.DocValueReader.BytesRead) }
