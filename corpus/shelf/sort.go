package shelf

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// runBytes is how many bytes of keys are sorted in memory at a time.
const runBytes = 16 << 20

// keyed is a key of one document.
type keyed struct {
	key string
	doc int32
}

func compareKeyed(a, b keyed) int {
	return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.doc, b.doc))
}

// sorter sorts keys, more than memory holds.
type sorter struct {
	dir     string
	pending []keyed
	size    int
	file    *scratch // sorted runs, one behind the other
	runs    []int64  // where each ends
}

func (s *sorter) close() error { return s.file.close() }

func (s *sorter) add(key string, doc int32) error {
	s.pending = append(s.pending, keyed{key, doc})
	if s.size += len(key) + 24; s.size < runBytes {
		return nil
	}
	return s.flush()
}

// flush writes what is pending as one run.
func (s *sorter) flush() error {
	if s.file == nil {
		f, err := newScratch(s.dir)
		if err != nil {
			return err
		}
		s.file = f
	}
	slices.SortFunc(s.pending, compareKeyed)
	var at int64
	if len(s.runs) > 0 {
		at = s.runs[len(s.runs)-1]
	}
	w := keyWriter{out: bufio.NewWriterSize(s.file, 256<<10)}
	for _, k := range s.pending {
		at += int64(w.write(k))
	}
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	s.runs = append(s.runs, at)
	clear(s.pending)
	s.pending, s.size = s.pending[:0], 0
	return nil
}

// merge makes one sorted file of the runs. The sorter is empty afterwards.
func (s *sorter) merge() (*sorted, error) {
	if err := s.flush(); err != nil {
		return nil, err
	}
	s.pending = nil
	out, err := newScratch(s.dir)
	if err != nil {
		return nil, err
	}
	m := &sorted{file: out}
	if err = m.fill(s.readers()); err == nil {
		err = s.close()
		s.file, s.runs = nil, nil
	}
	if err != nil {
		return nil, errors.Join(err, m.close())
	}
	return m, nil
}

func (s *sorter) readers() *merger {
	m := &merger{}
	var from int64
	for _, to := range s.runs {
		m.runs = append(m.runs, &keyReader{in: bufio.NewReaderSize(io.NewSectionReader(s.file, from, to-from), 32<<10)})
		from = to
	}
	return m
}

// merger gives the keys of several runs in order.
type merger struct{ runs []*keyReader }

func (m *merger) Len() int           { return len(m.runs) }
func (m *merger) Less(i, j int) bool { return m.runs[i].before(m.runs[j]) }
func (m *merger) Swap(i, j int)      { m.runs[i], m.runs[j] = m.runs[j], m.runs[i] }
func (m *merger) Push(x any)         { m.runs = append(m.runs, x.(*keyReader)) }
func (m *merger) Pop() any {
	last := m.runs[len(m.runs)-1]
	m.runs = m.runs[:len(m.runs)-1]
	return last
}

// each calls fn with every key; the key is fn's until it returns.
func (m *merger) each(fn func(key []byte, doc int32) error) error {
	started := m.runs[:0]
	for _, r := range m.runs {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if ok {
			started = append(started, r)
		}
	}
	m.runs = started
	heap.Init(m)
	for len(m.runs) > 0 {
		r := m.runs[0]
		if err := fn(r.key, r.doc); err != nil {
			return err
		}
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			heap.Pop(m)
			continue
		}
		heap.Fix(m, 0)
	}
	return nil
}

// keyWriter writes sorted keys: bytes shared with the key before, length of the
// rest, the rest, the document.
type keyWriter struct {
	out  *bufio.Writer
	last []byte
	buf  []byte
}

// write returns how many bytes the key took. Errors show when out is flushed.
func (w *keyWriter) write(k keyed) int {
	same := 0
	for same < len(w.last) && same < len(k.key) && w.last[same] == k.key[same] {
		same++
	}
	w.buf = binary.AppendUvarint(w.buf[:0], uint64(same))
	w.buf = binary.AppendUvarint(w.buf, uint64(len(k.key)-same))
	w.buf = append(w.buf, k.key[same:]...)
	w.buf = binary.AppendUvarint(w.buf, uint64(k.doc))
	w.last = append(w.last[:same], k.key[same:]...)
	w.out.Write(w.buf)
	return len(w.buf)
}

// keyReader reads what keyWriter wrote.
type keyReader struct {
	in  *bufio.Reader
	key []byte
	doc int32
}

func (r *keyReader) before(o *keyReader) bool {
	if c := strings.Compare(string(r.key), string(o.key)); c != 0 {
		return c < 0
	}
	return r.doc < o.doc
}

// next reads one key and reports whether there was one.
func (r *keyReader) next() (bool, error) {
	same, err := binary.ReadUvarint(r.in)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	rest, err2 := binary.ReadUvarint(r.in)
	if err := errors.Join(err, err2); err != nil {
		return false, fmt.Errorf("temporary file: %w", err)
	}
	if same > uint64(len(r.key)) || rest > 1<<30 {
		return false, errors.New("temporary file: it is not what was written")
	}
	r.key = slices.Grow(r.key[:same], int(rest))[:same+rest]
	if _, err := io.ReadFull(r.in, r.key[same:]); err != nil {
		return false, fmt.Errorf("temporary file: %w", err)
	}
	doc, err := binary.ReadUvarint(r.in)
	if err != nil {
		return false, fmt.Errorf("temporary file: %w", err)
	}
	r.doc = int32(doc)
	return true, nil
}
