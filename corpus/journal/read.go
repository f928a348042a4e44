package journal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Scan calls visit for every record from position from on, in order; the zero
// Position is the beginning. Damage is skipped and returned. Memory is one
// frame. Records appended after the call began may or may not be seen.
func (j *Journal) Scan(ctx context.Context, from Position, visit func(Record, Position) error) ([]Damage, error) {
	w := &walker{j: j, visit: visit, from: from}
	numbers := j.numbers()
	for _, n := range numbers {
		w.last = numbers[len(numbers)-1]
		if n < from.Segment {
			continue
		}
		if err := w.segment(ctx, n); err != nil {
			return w.damage, err
		}
	}
	return w.damage, nil
}

// walker carries what Scan must know from one segment to the next.
type walker struct {
	j      *Journal
	visit  func(Record, Position) error
	from   Position
	expect uint64 // number the next record should have; 0 not known
	last   uint32 // number of the last segment
	damage []Damage
}

func (w *walker) segment(ctx context.Context, n uint32) error {
	f, size, err := w.j.openSegment(n)
	if err != nil {
		return err
	}
	defer f.Close()
	if w.from == (Position{}) && w.expect == 0 {
		w.expect = 1
	}
	s := scanner{f: f, segment: n, at: min(segmentHead, size), size: size, codec: w.j.codec, checkOnly: w.visit == nil}
	if n == w.from.Segment && w.from.Offset > 0 {
		s.at = w.from.Offset
	}
	switch err := checkHead(f); {
	case errors.Is(err, errFrame):
		s.at = 0 // the scanner reports it and finds the first frame
		if size == 0 {
			w.damage = append(w.damage, Damage{Segment: n, What: "empty"})
		}
	case err != nil:
		return err
	}
	for ctx.Err() == nil {
		seen := len(s.damage)
		h, err := s.next()
		w.note(s.damage[seen:], h)
		if errors.Is(err, io.EOF) {
			w.tail(n, size)
			return nil
		}
		if err != nil {
			return err
		}
		if err := w.frame(&s, h); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// note adds the scanner's damage, with the numbers lost as the frame after it
// tells them.
func (w *walker) note(found []Damage, h header) {
	for i := range found {
		d := found[i]
		after := h.first // number of the record behind the damage; 0 at the end
		if i+1 < len(found) {
			after = found[i+1].First
		}
		if d.First == 0 && w.expect > 0 && w.expect < after {
			d.First, d.Last = w.expect, after-1
		}
		if d.Last > 0 {
			w.expect = d.Last + 1
		}
		w.damage = append(w.damage, d)
	}
}

// tail marks damage at the end of the last segment, where a crash leaves it.
func (w *walker) tail(segment uint32, size int64) {
	if len(w.damage) == 0 || segment != w.last {
		return
	}
	d := &w.damage[len(w.damage)-1]
	d.Tail = d.Segment == segment && d.Offset+d.Length == size
}

func (w *walker) frame(s *scanner, h header) error {
	start := s.at - h.size()
	if w.expect > 0 && h.first != w.expect {
		w.missing(s.segment, h)
	}
	w.expect = h.first + uint64(h.count)
	if w.visit == nil {
		return nil
	}
	rest := s.raw
	for i := range h.count {
		kind, payload, r, err := cutRecord(rest)
		if err != nil {
			w.damage = append(w.damage, Damage{Segment: s.segment, Offset: start, Length: h.size(), First: h.first + uint64(i), Last: w.expect - 1, What: "records"})
			return nil
		}
		rest = r
		at := Position{Segment: s.segment, Offset: start, Index: i}
		if start == w.from.Offset && s.segment == w.from.Segment && i < w.from.Index {
			continue
		}
		if err := w.visit(Record{Seq: h.first + uint64(i), Kind: kind, Payload: payload}, at); err != nil {
			return err
		}
	}
	return nil
}

// missing notes numbers that no segment holds.
func (w *walker) missing(segment uint32, h header) {
	d := Damage{Segment: segment, Offset: -1, First: w.expect, Last: h.first - 1, What: "missing"}
	if h.first < w.expect {
		d = Damage{Segment: segment, Offset: -1, First: h.first, Last: w.expect - 1, What: "out of order"}
	}
	w.damage = append(w.damage, d)
}

// openSegment opens a segment for reading with its committed length.
func (j *Journal) openSegment(n uint32) (File, int64, error) {
	f, err := j.fs.OpenFile(j.path(n), openRead, 0)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	size := info.Size()
	j.mu.Lock()
	if j.file != nil && n == j.segments[len(j.segments)-1] {
		size = j.end
	}
	j.mu.Unlock()
	return f, size, nil
}

// Verify reads all of the journal and checks every checksum. It returns the
// number of whole records and what is damaged.
func (j *Journal) Verify(ctx context.Context) (records uint64, damage []Damage, err error) {
	damage, err = j.Scan(ctx, Position{}, func(Record, Position) error {
		records++
		return nil
	})
	return records, damage, err
}

// readers keeps segment files open for Read, and the frames read last.
type readers struct {
	j      *Journal
	mu     sync.Mutex
	files  map[uint32]File
	frames [8]cached
	turn   int
}

type cached struct {
	segment uint32
	offset  int64
	records [][]byte
	kinds   []Kind
	first   uint64
}

// maxFiles bounds the descriptors kept open.
const maxFiles = 64

// Read returns the record at a position. Its payload stays valid and must not
// be changed. Reading neighbours in order decodes their frame once.
func (j *Journal) Read(at Position) (Record, error) {
	r := &j.readers
	r.mu.Lock()
	defer r.mu.Unlock()
	c, err := r.frame(at)
	if err != nil {
		return Record{}, err
	}
	if int(at.Index) >= len(c.records) {
		return Record{}, fmt.Errorf("%w: %s at byte %d has no record %d", ErrDamaged, segmentName(at.Segment), at.Offset, at.Index)
	}
	return Record{Seq: c.first + uint64(at.Index), Kind: c.kinds[at.Index], Payload: c.records[at.Index]}, nil
}

func (r *readers) frame(at Position) (*cached, error) {
	for i := range r.frames {
		if c := &r.frames[i]; c.segment == at.Segment && c.offset == at.Offset && c.records != nil {
			return c, nil
		}
	}
	f, err := r.file(at.Segment)
	if err != nil {
		return nil, err
	}
	fresh, err := r.load(f, at)
	if err != nil {
		return nil, err
	}
	c := &r.frames[r.turn]
	r.turn = (r.turn + 1) % len(r.frames)
	*c = fresh
	return c, nil
}

func (r *readers) load(f File, at Position) (cached, error) {
	damaged := fmt.Errorf("%w: %s at byte %d", ErrDamaged, segmentName(at.Segment), at.Offset)
	var b [frameHead]byte
	if _, err := f.ReadAt(b[:], at.Offset); err != nil {
		return cached{}, errors.Join(damaged, err)
	}
	h, err := parseHeader(b[:])
	if err != nil {
		return cached{}, damaged
	}
	info, err := f.Stat()
	if err != nil {
		return cached{}, err
	}
	if at.Offset+h.size() > info.Size() {
		return cached{}, damaged
	}
	s := scanner{f: f, segment: at.Segment, codec: r.j.codec}
	if err := s.load(h, at.Offset); err != nil {
		return cached{}, errors.Join(damaged, err)
	}
	return split(h, s.raw, at)
}

func split(h header, raw []byte, at Position) (cached, error) {
	c := cached{segment: at.Segment, offset: at.Offset, first: h.first, records: make([][]byte, 0, h.count), kinds: make([]Kind, 0, h.count)}
	for range h.count {
		kind, payload, rest, err := cutRecord(raw)
		if err != nil {
			return cached{}, fmt.Errorf("%w: %s at byte %d", ErrDamaged, segmentName(at.Segment), at.Offset)
		}
		c.records, c.kinds, raw = append(c.records, payload), append(c.kinds, kind), rest
	}
	return c, nil
}

func (r *readers) file(n uint32) (File, error) {
	if f, ok := r.files[n]; ok {
		return f, nil
	}
	if len(r.files) >= maxFiles {
		r.closeFiles()
	}
	f, err := r.j.fs.OpenFile(r.j.path(n), openRead, 0)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	r.files[n] = f
	return f, nil
}

func (r *readers) closeFiles() error {
	var err error
	for n, f := range r.files {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		delete(r.files, n)
	}
	return err
}

func (r *readers) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.closeFiles()
}
