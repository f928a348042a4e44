package shelf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"sort"
	"strings"
)

// blockBytes is how far apart the keys are whose place is kept in memory.
const blockBytes = 8 << 10

// sorted is the file of all keys in order, in blocks that each begin with a
// key in full.
type sorted struct {
	file   *scratch
	blocks []block
}

type block struct {
	first string
	at    int64
	end   int64
}

func (s *sorted) close() error {
	if s == nil {
		return nil
	}
	return s.file.close()
}

// fill writes the keys of the runs.
func (s *sorted) fill(m *merger) error {
	w := keyWriter{out: bufio.NewWriterSize(s.file, 256<<10)}
	var at int64
	err := m.each(func(key []byte, doc int32) error {
		k := keyed{string(key), doc}
		if n := len(s.blocks); n == 0 || at-s.blocks[n-1].at >= blockBytes {
			s.blocks = append(s.blocks, block{first: k.key, at: at})
			w.last = w.last[:0]
		}
		at += int64(w.write(k))
		s.blocks[len(s.blocks)-1].end = at
		return nil
	})
	if err != nil {
		return err
	}
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	return nil
}

// walk calls fn with every key that starts with prefix, in order, once for each
// of its documents, until fn returns false. The key is fn's until it returns.
func (s *sorted) walk(prefix string, fn func(key []byte, doc int32) (bool, error)) error {
	n := sort.Search(len(s.blocks), func(i int) bool { return s.blocks[i].first >= prefix })
	for n = max(0, n-1); n < len(s.blocks); n++ {
		if first := s.blocks[n].first; first > prefix && !strings.HasPrefix(first, prefix) {
			return nil
		}
		if more, err := s.walkBlock(n, []byte(prefix), fn); err != nil || !more {
			return err
		}
	}
	return nil
}

// walkBlock is walk within one block; false ends the walk.
func (s *sorted) walkBlock(n int, prefix []byte, fn func(key []byte, doc int32) (bool, error)) (bool, error) {
	b := s.blocks[n]
	r := keyReader{in: bufio.NewReaderSize(io.NewSectionReader(s.file, b.at, b.end-b.at), int(b.end-b.at))}
	for {
		ok, err := r.next()
		if err != nil || !ok {
			return true, err
		}
		switch {
		case bytes.HasPrefix(r.key, prefix):
			if more, err := fn(r.key, r.doc); err != nil || !more {
				return false, err
			}
		case bytes.Compare(r.key, prefix) > 0:
			return false, nil
		}
	}
}
