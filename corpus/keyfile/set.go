package keyfile

import (
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"twosource/corpus/journal"
)

// How files are merged: so many or more of about one size, the largest of which then
// grows so many times at least, up to maxArticles, or to one in largest of the
// articles of a large set. An article is written once with its batch and once for each
// size there is: two to five times, however many articles there are. Each file is one
// more to be asked for a key: at two million articles, in batches of 500 to 1,000, there
// are 22 at most.
const (
	perMerge    = 8
	growth      = 4
	maxArticles = 600_000
	largest     = 8
)

// Entry files an article, by its number in the batch, under a key.
type Entry struct {
	Key     string
	Article uint32
}

// Set is the files of an index. Add is for one goroutine at a time; views may be
// taken and read alongside it.
type Set struct {
	dir string // "" in memory

	mu     sync.Mutex
	files  []*file // by generations
	newest uint32  // generation
}

// Memory makes a set in memory.
func Memory() *Set { return &Set{} }

// Create makes a set in a folder, which is made.
func Create(dir string) (*Set, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	return &Set{dir: dir}, nil
}

// Open opens the files in a folder up to a generation. For writing, what a crash
// has left is removed. An error that is no system's wraps ErrDamaged.
func Open(dir string, readOnly bool, generation uint32) (*Set, error) {
	list, left, err := names(dir, generation)
	if err != nil {
		return nil, err
	}
	if !readOnly {
		for _, name := range left {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				return nil, err
			}
		}
	}
	s := &Set{dir: dir, newest: generation}
	for _, g := range list {
		f, err := openPath(filepath.Join(dir, fileName(g)))
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		f.named = g
		s.files = append(s.files, f)
	}
	return s, nil
}

func openPath(path string) (*file, error) {
	h, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := h.Stat()
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	f, err := open(h, info.Size())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(path), err), h.Close())
	}
	f.close = h.Close
	return f, nil
}

const suffix = ".keys"

func fileName(g span32) string { return fmt.Sprintf("%08d-%08d%s", g.first, g.last, suffix) }

// names are the files that make a set up to a generation, in order, and those that
// are not needed.
func names(dir string, generation uint32) (list []span32, left []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, e := range entries {
		var g span32
		switch n, _ := fmt.Sscanf(e.Name(), "%08d-%08d"+suffix, &g.first, &g.last); {
		case n == 2 && fileName(g) == e.Name() && g.first <= g.last && g.first <= generation:
			list = append(list, g)
		case n == 2 || strings.HasSuffix(e.Name(), suffix+".new"):
			left = append(left, e.Name())
		}
	}
	slices.SortFunc(list, func(a, b span32) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last)) })
	at := uint32(0)
	list = slices.DeleteFunc(list, func(g span32) bool {
		if g.first == at+1 {
			at = g.last
			return false
		}
		left = append(left, fileName(g))
		return true
	})
	if at < generation {
		return nil, nil, fmt.Errorf("%w: generation %d is missing", ErrDamaged, at+1)
	}
	return list, left, nil
}

// Files are the paths of the files in a folder that are whole, merged ones and
// those they replace alike.
func Files(dir string) ([]string, error) {
	return filepath.Glob(filepath.Join(dir, "*"+suffix))
}

// Verify reads a file and compares all its sums.
func Verify(path string) error {
	f, err := openPath(path)
	if err != nil {
		return err
	}
	defer f.close()
	return f.verify()
}

func (f *file) verify() (err error) {
	c := newCursor(f)
	for ok := true; ok && err == nil; {
		ok, err = c.next()
	}
	var buf []byte
	for n := uint32(0); n < f.count && err == nil; n += docsABlock {
		_, buf, err = f.article(n, buf)
	}
	return err
}

// Close closes the files.
func (s *Set) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for _, f := range s.files {
		if f.close != nil {
			err = errors.Join(err, f.close())
		}
	}
	s.files = nil
	return err
}

// Generation is that of the newest batch added.
func (s *Set) Generation() uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newest
}

// Add writes what a batch of articles is filed under, to stay once it returns.
// entries are sorted in place.
func (s *Set) Add(entries []Entry, articles []Article) error {
	g := s.Generation() + 1
	f, err := s.write(span32{g, g}, func(w *writer) error {
		if err := writeEntries(w, entries); err != nil {
			return err
		}
		for _, a := range articles {
			if err := w.article(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write keys: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files, s.newest = append(s.files, f), g
	return nil
}

// writeEntries writes sorted entries, those of one key together.
func writeEntries(w *writer, entries []Entry) error {
	sortEntries(entries)
	var key []byte
	var list []uint32
	for i := 0; i < len(entries); {
		k := entries[i].Key
		list = list[:0]
		for ; i < len(entries) && entries[i].Key == k; i++ {
			if n := len(list); n == 0 || list[n-1] != entries[i].Article {
				list = append(list, entries[i].Article)
			}
		}
		key = append(key[:0], k...)
		if err := w.key(key, list); err != nil {
			return err
		}
	}
	return nil
}

// sortEntries sorts by key and article. The first bytes of keys are compared as
// numbers: most differ in them.
func sortEntries(entries []Entry) {
	type headed struct {
		head uint64
		Entry
	}
	list := make([]headed, len(entries))
	for i, e := range entries {
		var b [8]byte
		copy(b[:], e.Key)
		list[i] = headed{binary.BigEndian.Uint64(b[:]), e}
	}
	slices.SortFunc(list, func(a, b headed) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return cmp.Or(strings.Compare(a.Key, b.Key), cmp.Compare(a.Article, b.Article))
	})
	for i := range list {
		entries[i] = list[i].Entry
	}
}

// write makes a file of what fill writes.
func (s *Set) write(g span32, fill func(*writer) error) (f *file, err error) {
	if s.dir == "" {
		var buf bytes.Buffer
		if err := fillAll(&buf, fill); err != nil {
			return nil, err
		}
		f, err = open(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	} else {
		f, err = s.writeFile(g, fill)
	}
	if err != nil {
		return nil, err
	}
	f.named = g
	return f, nil
}

func (s *Set) writeFile(g span32, fill func(*writer) error) (*file, error) {
	path := filepath.Join(s.dir, fileName(g))
	h, err := os.Create(path + ".new")
	if err != nil {
		return nil, err
	}
	err = fillAll(h, fill)
	if err == nil {
		err = h.Sync()
	}
	if err = errors.Join(err, h.Close()); err == nil {
		err = os.Rename(path+".new", path)
	}
	if err == nil {
		err = journal.OS{}.SyncDir(s.dir)
	}
	if err != nil {
		_ = os.Remove(path + ".new") // as on a full disk; else the next opening does
		return nil, err
	}
	return openPath(path)
}

func fillAll(out interface{ Write([]byte) (int, error) }, fill func(*writer) error) error {
	w, err := newWriter(out)
	if err != nil {
		return err
	}
	if err := fill(w); err != nil {
		return err
	}
	return w.end()
}

// Merge merges the newest files while there are many of one size. It is to be called
// once what was added last is stored.
func (s *Set) Merge() error {
	for {
		s.mu.Lock()
		files := s.files
		s.mu.Unlock()
		n := due(files)
		if n == 0 {
			return nil
		}
		if err := s.merge(files[len(files)-n:]); err != nil {
			return fmt.Errorf("merge keys: %w", err)
		}
	}
}

// due is how many of the newest files are to be merged: as many as are of about one
// size, where they are many and come to no more than a file may have.
func due(files []*file) (n int) {
	all := 0
	for _, f := range files {
		all += int(f.count)
	}
	most, some := 0, 0
	for i, f := range slices.Backward(files) {
		most, some = max(most, int(f.count)), some+int(f.count)
		if some > max(maxArticles, all/largest) {
			break
		}
		if k := len(files) - i; k >= perMerge && some >= growth*most {
			n = k
		}
	}
	return n
}

// merge replaces the newest files by one.
func (s *Set) merge(files []*file) error {
	g := span32{files[0].named.first, files[len(files)-1].named.last}
	f, err := s.write(g, func(w *writer) error { return mergeInto(w, files) })
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = append(s.files[:len(s.files)-len(files):len(s.files)-len(files)], f)
	for _, old := range files {
		s.drop(old)
	}
	return nil
}

// drop removes a file once nobody reads it. The caller holds the lock.
func (s *Set) drop(f *file) {
	if s.dir != "" {
		f.gone = filepath.Join(s.dir, fileName(f.named))
	}
	f.end()
}

// end closes and removes a file that is not needed any more. What cannot be
// removed the next opening removes.
func (f *file) end() {
	if f.uses > 0 || f.gone == "" || f.close == nil {
		return
	}
	_ = f.close()
	_ = os.Remove(f.gone)
}

// eachFiled calls fn with every distinct key of files that begins with prefix, in
// order, and the articles filed under it, numbered on from file to file. Both are
// valid during the call. An error of fn ends it and is returned.
func eachFiled(files []*file, prefix []byte, fn func(key []byte, articles []uint32) error) error {
	q := queue{prefix: prefix}
	base := bases(files)
	for i, f := range files {
		if err := q.push(newCursor(f), i, prefix); err != nil {
			return err
		}
	}
	heap.Init(&q)
	var key []byte
	var list []uint32
	for len(q.at) > 0 {
		key, list = append(key[:0], q.at[0].key...), list[:0]
		for len(q.at) > 0 && bytes.Equal(q.at[0].key, key) {
			list = q.at[0].numbers(list, base[q.at[0].file])
			if err := q.next(); err != nil {
				return err
			}
		}
		if err := fn(key, list); err != nil {
			return err
		}
	}
	return nil
}

// bases are the numbers of the first article of each of some files, numbered on from
// file to file.
func bases(files []*file) []uint32 {
	out := make([]uint32, len(files))
	for i := 1; i < len(files); i++ {
		out[i] = out[i-1] + files[i-1].count
	}
	return out
}

// mergeInto writes the keys of files and their articles, numbered on from file to
// file.
func mergeInto(w *writer, files []*file) error {
	if err := eachFiled(files, nil, w.key); err != nil {
		return err
	}
	for _, f := range files {
		if err := copyArticles(w, f); err != nil {
			return err
		}
	}
	return nil
}

func copyArticles(w *writer, f *file) error {
	var buf []byte
	for n, s := range f.docs {
		body, err := f.read(s, buf)
		if err != nil {
			return err
		}
		buf = body[:0]
		in := input{body}
		for range min(docsABlock, int(f.count)-n*docsABlock) {
			a := Article{Seq: in.uvarint()}
			a.ID = string(in.bytes(in.uvarint()))
			if in.rest == nil {
				return fmt.Errorf("%w: articles", ErrDamaged)
			}
			if err := w.article(a); err != nil {
				return err
			}
		}
	}
	return nil
}
