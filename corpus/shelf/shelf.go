package shelf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/factbin"
)

// Shelf holds the documents of one run. Reading is safe for concurrent use.
type Shelf struct {
	docs    *scratch
	out     *bufio.Writer
	end     int64
	places  []place          // of all documents in the order they came
	newest  map[string]int32 // place of each article's newest version
	origins func(id string) string
	writer  factbin.Writer
	buf     []byte
	sorter  sorter

	mu     sync.Mutex // held while the first reading sorts
	sorted *sorted    // nil until then
}

// place is where a document stands.
type place struct {
	id, published string
	at            int64
	size          int
}

// New returns an empty shelf with its files in dir, "" for the system's folder
// for temporary files.
func New(dir string) (*Shelf, error) {
	f, err := newScratch(dir)
	if err != nil {
		return nil, err
	}
	return &Shelf{docs: f, out: bufio.NewWriterSize(f, 256<<10), newest: make(map[string]int32), sorter: sorter{dir: dir}}, nil
}

// Close gives the files back.
func (s *Shelf) Close() error {
	return errors.Join(s.sorted.close(), s.sorter.close(), s.docs.close())
}

// Len is how many articles there are.
func (s *Shelf) Len() int { return len(s.newest) }

// Add files a document; of several with one id the last counts.
func (s *Shelf) Add(d consistency.Document) error {
	if s.sorted != nil {
		return errors.New("a shelf that was read takes no more documents")
	}
	s.buf = s.writer.AppendArticle(s.buf[:0], &d.Article, &d.Facts, d.Origin)
	if _, err := s.out.Write(s.buf); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	n := int32(len(s.places))
	s.places = append(s.places, place{d.Article.ID, d.Article.Published, s.end, len(s.buf)})
	s.newest[d.Article.ID] = n
	s.end += int64(len(s.buf))
	const keep = 4 << 20
	if cap(s.buf) > keep {
		s.buf, s.writer = nil, factbin.Writer{}
	}
	for _, k := range consistency.Keys(d) {
		if err := s.sorter.add(k, n); err != nil {
			return err
		}
	}
	return nil
}

// SetOrigins says what a document's origin is, once all copies are known; "" is
// the document alone.
func (s *Shelf) SetOrigins(of func(id string) string) { s.origins = of }

// read makes the sorted keys at the first reading.
func (s *Shelf) read() (*sorted, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sorted != nil {
		return s.sorted, nil
	}
	if err := s.out.Flush(); err != nil {
		return nil, fmt.Errorf("temporary file: %w", err)
	}
	var err error
	s.sorted, err = s.sorter.merge()
	return s.sorted, err
}

// Keys implements consistency.Index.
func (s *Shelf) Keys(ctx context.Context, prefix string, fn func(key string) error) error {
	keys, err := s.read()
	if err != nil {
		return err
	}
	last, first := "", true
	return keys.walk(prefix, func(key []byte, n int32) (bool, error) {
		if !s.live(n) || !first && last == string(key) {
			return true, nil
		}
		last, first = string(key), false
		if err := ctx.Err(); err != nil {
			return false, err
		}
		return true, fn(last)
	})
}

func (s *Shelf) live(n int32) bool { return s.newest[s.places[n].id] == n }

// Articles implements consistency.Index.
func (s *Shelf) Articles(ctx context.Context, keys []string, limit int) ([]string, error) {
	sorted, err := s.read()
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, k := range keys {
		from := len(ids)
		err := sorted.walk(k, func(key []byte, n int32) (bool, error) {
			if len(key) > len(k) {
				return false, nil
			}
			if s.live(n) {
				ids = append(ids, s.places[n].id)
			}
			return true, ctx.Err()
		})
		if err != nil {
			return nil, err
		}
		slices.Sort(ids[from:])
		ids = ids[:min(len(ids), from+limit)]
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// Newest implements consistency.Index.
func (s *Shelf) Newest(context.Context) (string, error) {
	newest := ""
	for n, p := range s.places {
		if s.live(int32(n)) {
			newest = max(newest, p.published)
		}
	}
	return newest, nil
}

// Document implements consistency.Index.
func (s *Shelf) Document(_ context.Context, id string) (consistency.Document, error) {
	var d consistency.Document
	err := s.load(id, &d.Article, &d.Facts, &d.Origin)
	if s.origins != nil {
		d.Origin = s.origins(id)
	}
	return d, err
}

// Text is an article's text, false for an article that is not there.
func (s *Shelf) Text(id string) (string, bool) {
	var a corpus.Article
	var origin string
	err := s.load(id, &a, nil, &origin)
	return a.Text, err == nil
}

func (s *Shelf) load(id string, a *corpus.Article, f *corpus.Facts, origin *string) error {
	n, ok := s.newest[id]
	if !ok {
		return fmt.Errorf("%w: %q", consistency.ErrNotFound, id)
	}
	if _, err := s.read(); err != nil {
		return err
	}
	b := make([]byte, s.places[n].size)
	if _, err := s.docs.ReadAt(b, s.places[n].at); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("temporary file: %w", err)
	}
	var err error
	if *origin, err = factbin.DecodeArticle(b, a, f); err != nil {
		return fmt.Errorf("temporary file: article %q: %w", id, err)
	}
	return nil
}

// scratch is a temporary file that nobody else sees.
type scratch struct {
	*os.File
	named bool // it could not be removed while it is open
}

func newScratch(dir string) (*scratch, error) {
	f, err := os.CreateTemp(dir, "twosource-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file: %w", err)
	}
	// Where the system allows it the file has no name any more, and is gone
	// however the process ends.
	return &scratch{File: f, named: os.Remove(f.Name()) != nil}, nil
}

func (f *scratch) close() error {
	if f == nil {
		return nil
	}
	err := f.Close()
	if f.named {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}
