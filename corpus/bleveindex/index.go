package bleveindex

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"twosource/corpus/consistency"
	"twosource/corpus/keyfile"
)

// format is the version of the fields above. An index of another version is
// rebuilt; a newer one is refused.
const format = 13

// Limits of one batch given to Bleve. Larger ones gain nothing and cost memory.
const (
	batchDocs  = 1000
	batchBytes = 5 << 20
)

// How segments are merged: some twenty at a time, and those of more than half of
// maxSegment articles never again. An article of a large batch is written twice
// then, however large the index grows: that costs a third less than to merge
// ten at a time without end, and a million articles are in some seventy segments,
// each of which adds a few microseconds to a search.
const (
	maxSegment = 30_000
	perMerge   = 20
)

// Errors of an index.
var (
	ErrReadOnly = errors.New("index is open for reading only")
	ErrNewer    = errors.New("index was written by a newer version of the program")
	ErrOutdated = errors.New("index was written by an older version of the program")
)

// Names of the few values kept beside the documents. Bleve rewrites all of
// them with every batch.
var (
	keyReached    = []byte("twosource.reached")
	keyFormat     = []byte("twosource.format")
	keyGeneration = []byte("twosource.keys")       // of the files of keys
	keyDictionary = []byte("twosource.dictionary") // sum of the file of them
)

// Index is an open index. Put is for one goroutine at a time; reading is safe
// alongside it.
type Index struct {
	bleve    bleve.Index
	scorch   index.Index
	readOnly bool
	path     string // "" in memory
	keys     *keyfile.Set
	blobs    *blobs
	failed   *failure // what went wrong in Bleve's background work
	forget   func()
	parts    []*Index                // of a union
	columns  atomic.Pointer[columns] // nil unless values are kept in memory

	mu  sync.RWMutex
	mem map[string]*Doc // an index in memory keeps the documents as they are
}

var (
	_ consistency.Index   = (*Index)(nil)
	_ consistency.Digests = (*Index)(nil)
)

// newMapping is empty: documents come analysed and queries are built from
// terms. It only chooses the scoring.
func newMapping() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultAnalyzer = "keyword"
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	return m
}

// config is given at every open; Bleve stores it too.
func config(readOnly bool) map[string]any {
	return map[string]any{
		"bolt_timeout":           "5s",
		"read_only":              readOnly,
		"asyncErrorCallbackName": asyncName,
		"scorchMergePlanOptions": map[string]any{
			"FloorSegmentSize": 100, "MaxSegmentSize": maxSegment, "MaxSegmentsPerTier": perMerge, "SegmentsPerMergeTask": perMerge},
	}
}

// Memory makes an index in memory.
func Memory() (*Index, error) {
	b, err := bleve.NewUsing("", newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make index in memory: %w", err)
	}
	x, err := wrap(b, "", false)
	if err != nil {
		return nil, err
	}
	x.mem, x.keys = make(map[string]*Doc), keyfile.Memory()
	return x, nil
}

// Create makes an index on disk; path must not exist.
func Create(path string) (*Index, error) {
	var x *Index
	err := guard("create", func() error {
		b, err := bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, config(false))
		if err != nil {
			return fmt.Errorf("create index: %w", err)
		}
		x, err = wrap(b, path, false)
		if err != nil {
			return err
		}
		if x.keys, err = keyfile.Create(filepath.Join(path, keysFolder)); err != nil {
			return fmt.Errorf("create index: %w", err)
		}
		return b.SetInternal(keyFormat, binary.AppendUvarint(nil, format))
	})
	return x, err
}

// Open opens an index on disk after looking at its files. It fails with
// Damaged, ErrNewer or ErrOutdated where it must be rebuilt, and changes
// nothing then.
func Open(path string, readOnly bool) (*Index, error) {
	if err := Preflight(path); err != nil {
		return nil, err
	}
	var x *Index
	err := guard("open", func() error {
		b, err := bleve.OpenUsing(path, config(readOnly))
		if err != nil {
			return &Damaged{"open", err}
		}
		if x, err = wrap(b, path, readOnly); err != nil {
			return err
		}
		if err := x.checkFormat(); err != nil {
			return err
		}
		if err := x.openDictionaries(); err != nil {
			return err
		}
		return x.openKeys(path)
	})
	if err != nil && x != nil {
		x.Close()
		x = nil
	}
	return x, err
}

func wrap(b bleve.Index, path string, readOnly bool) (*Index, error) {
	s, err := b.Advanced()
	if err != nil {
		return nil, err
	}
	x := &Index{bleve: b, scorch: s, readOnly: readOnly, path: path, failed: newFailure()}
	if x.blobs, err = newBlobs(); err != nil {
		return nil, err
	}
	x.forget = watch(path, x.failed)
	return x, nil
}

func (x *Index) checkFormat() error {
	b, err := x.bleve.GetInternal(keyFormat)
	if err != nil {
		return &Damaged{"version", err}
	}
	v, n := binary.Uvarint(b)
	switch {
	case n <= 0:
		return &Damaged{What: "version is missing"}
	case v > format:
		return fmt.Errorf("%w (form %d, this program reads %d)", ErrNewer, v, format)
	case v < format:
		return fmt.Errorf("%w (form %d, this program reads %d)", ErrOutdated, v, format)
	}
	return nil
}

// Close releases the index.
func (x *Index) Close() error {
	if c := x.columns.Load(); c != nil {
		c.close()
	}
	x.forget()
	defer x.blobs.close()
	if x.parts != nil {
		return closeAll(x.parts)
	}
	err := guard("close", x.bleve.Close)
	if x.keys != nil {
		err = errors.Join(err, x.keys.Close())
	}
	if err == nil && !x.readOnly && x.path != "" {
		err = sweepSegments(x.path)
	}
	return err
}

// Reached is how far the index has followed the journal.
type Reached struct {
	Seq     uint64 // number of the newest record taken in
	Segment uint32 // where it lies
	Offset  int64
}

// Reached returns what the last Put that was stored had been given; of a union only how
// many records all parts have taken in, which tells one state of it from another.
func (x *Index) Reached() (Reached, error) {
	var r Reached
	if x.parts != nil {
		for _, part := range x.parts {
			p, err := part.Reached()
			if err != nil {
				return r, err
			}
			r.Seq += p.Seq
		}
		return r, nil
	}
	err := guard("read position", func() error {
		b, err := x.bleve.GetInternal(keyReached)
		if err != nil {
			return &Damaged{"position", err}
		}
		if len(b) == 20 {
			r.Seq = binary.LittleEndian.Uint64(b)
			r.Segment = binary.LittleEndian.Uint32(b[8:])
			r.Offset = int64(binary.LittleEndian.Uint64(b[12:]))
		}
		return nil
	})
	return r, err
}

func (r Reached) bytes() []byte {
	b := binary.LittleEndian.AppendUint64(nil, r.Seq)
	b = binary.LittleEndian.AppendUint32(b, r.Segment)
	return binary.LittleEndian.AppendUint64(b, uint64(r.Offset))
}

// Put files documents, replacing those with the same ids, and notes how far
// the journal has been followed. Documents go to Bleve in batches of bounded
// size; the position moves with the last. Of several documents with one id the
// last counts.
func (x *Index) Put(docs []Doc, reached Reached) error {
	if x.readOnly {
		return ErrReadOnly
	}
	for len(docs) > 0 {
		n := cut(docs)
		b := index.NewBatch()
		if err := x.learn(docs[:n], b); err != nil {
			return err
		}
		for i := range docs[:n] {
			b.Update(x.document(&docs[i]))
		}
		if err := x.file(docs[:n], b); err != nil {
			return err
		}
		docs = docs[n:]
		if len(docs) == 0 {
			b.SetInternal(keyReached, reached.bytes())
		}
		if err := x.apply(b); err != nil {
			return err
		}
		if err := keysError(x.keys.Merge()); err != nil {
			return err
		}
	}
	return nil
}

// Advance notes how far the journal has been followed, with nothing to file.
func (x *Index) Advance(reached Reached) error {
	if x.readOnly {
		return ErrReadOnly
	}
	b := index.NewBatch()
	b.SetInternal(keyReached, reached.bytes())
	return x.apply(b)
}

// cut says how many of docs make the next batch.
func cut(docs []Doc) int {
	bytes := 0
	for i := range docs {
		bytes += len(docs[i].Article.Text)
		if i+1 == batchDocs || bytes >= batchBytes {
			return i + 1
		}
	}
	return len(docs)
}

func (x *Index) document(d *Doc) *document {
	if x.mem == nil {
		return build(d, x.blobs.encode)
	}
	x.mu.Lock()
	x.mem[d.Article.ID] = d
	x.mu.Unlock()
	return build(d, nil)
}

// apply hands a batch to Bleve and waits until it is stored or Bleve's
// background work has failed, in which case a batch may never return.
func (x *Index) apply(b *index.Batch) error {
	done := make(chan error, 1)
	go func() {
		done <- guard("write", func() error { return x.scorch.Batch(b) })
	}()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("write index: %w", err)
		}
		return nil
	case <-x.failed.done:
		if full(x.failed.err) {
			return fmt.Errorf("write index: %w: %w", syscall.ENOSPC, x.failed.err)
		}
		return &Damaged{"write", x.failed.err}
	}
}

// full reports whether Bleve's background work ran out of disk space, which it
// tells as text only.
func full(err error) bool { return strings.Contains(err.Error(), syscall.ENOSPC.Error()) }

// Count is the number of documents.
func (x *Index) Count() (uint64, error) {
	var n uint64
	err := x.read("count", func(r index.IndexReader) (err error) {
		n, err = r.DocCount()
		return err
	})
	return n, err
}

// IDs returns the ids of all documents, sorted.
func (x *Index) IDs(ctx context.Context) ([]string, error) {
	var ids []string
	err := x.read("list", func(r index.IndexReader) error {
		all, err := r.DocIDReaderAll()
		if err != nil {
			return err
		}
		defer all.Close()
		for ctx.Err() == nil {
			id, err := all.Next()
			if err != nil || id == nil {
				return err
			}
			s, err := r.ExternalID(id)
			if err != nil {
				return err
			}
			ids = append(ids, s)
		}
		return ctx.Err()
	})
	slices.Sort(ids)
	return ids, err
}

// read calls fn with a view of the index at one instant.
func (x *Index) read(what string, fn func(index.IndexReader) error) error {
	return guard(what, func() error {
		r, err := x.reader()
		if err != nil {
			return err
		}
		defer r.Close()
		return fn(r)
	})
}

func (x *Index) reader() (index.IndexReader, error) {
	if x.parts != nil {
		return newUnion(x.parts)
	}
	return x.scorch.Reader()
}

// Delete takes documents out.
func (x *Index) Delete(ids []string, reached Reached) error {
	if x.readOnly {
		return ErrReadOnly
	}
	b := index.NewBatch()
	for _, id := range ids {
		b.Delete(id)
	}
	b.SetInternal(keyReached, reached.bytes())
	if err := x.apply(b); err != nil {
		return err
	}
	x.mu.Lock()
	maps.DeleteFunc(x.mem, func(id string, _ *Doc) bool { return slices.Contains(ids, id) })
	x.mu.Unlock()
	return nil
}
