package journal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Damage is a stretch of a segment that could not be read.
type Damage struct {
	Segment     uint32
	Offset      int64  // in bytes; -1 when a whole segment is missing
	Length      int64  // in bytes
	First, Last uint64 // sequence numbers lost; 0 when not known
	Tail        bool   // at the very end: a write that a crash left unfinished
	What        string // "payload", "header", "end of file", "segment header", "missing", "order"
}

// String says it in words.
func (d Damage) String() string {
	at := fmt.Sprintf("%s at byte %d (%d bytes)", segmentName(d.Segment), d.Offset, d.Length)
	if d.Offset < 0 {
		at = "before " + segmentName(d.Segment)
	}
	switch {
	case d.First == 0:
		return fmt.Sprintf("%s: %s", at, d.What)
	case d.First == d.Last:
		return fmt.Sprintf("%s: %s; record %d is lost", at, d.What, d.First)
	}
	return fmt.Sprintf("%s: %s; records %d to %d are lost", at, d.What, d.First, d.Last)
}

// scanner reads the frames of one segment in order, past damage.
type scanner struct {
	f         File
	segment   uint32
	at        int64 // of the next frame
	size      int64
	codec     *codec
	checkOnly bool // payloads are checked but not decompressed
	damage    []Damage

	payload, raw []byte
	window       []byte
}

// next returns the next whole frame; its records are in s.raw unless
// checkOnly. io.EOF at the end of the segment.
func (s *scanner) next() (header, error) {
	for {
		h, start, err := s.header()
		if err != nil {
			return header{}, err
		}
		s.at = start + h.size()
		err = s.load(h, start)
		if err == nil {
			return h, nil
		}
		if !errors.Is(err, errFrame) {
			return header{}, err
		}
		s.damage = append(s.damage, Damage{Segment: s.segment, Offset: start, Length: h.size(),
			First: h.first, Last: h.first + uint64(h.count) - 1, What: "payload"})
	}
}

// header finds the next valid header whose frame lies within the segment.
func (s *scanner) header() (header, int64, error) {
	var b [frameHead]byte
	from := s.at
	for at := s.at; ; {
		if at >= s.size {
			return header{}, 0, s.gap(from, s.size, "header")
		}
		if _, err := s.f.ReadAt(b[:min(frameHead, s.size-at)], at); err != nil && !errors.Is(err, io.EOF) {
			return header{}, 0, fmt.Errorf("read %s: %w", segmentName(s.segment), err)
		}
		h, err := parseHeader(b[:min(frameHead, s.size-at)])
		if err == nil && at+h.size() <= s.size {
			if at > from {
				_ = s.gap(from, at, "header")
			}
			return h, at, nil
		}
		next, ferr := s.find(at + 1)
		if ferr != nil {
			return header{}, 0, ferr
		}
		at = next
	}
}

// gap notes unreadable bytes and returns io.EOF.
func (s *scanner) gap(from, to int64, what string) error {
	if to > from {
		s.damage = append(s.damage, Damage{Segment: s.segment, Offset: from, Length: to - from, What: what})
		s.at = to
	}
	return io.EOF
}

// find returns the offset of the next marker at or after from, s.size if there
// is none.
func (s *scanner) find(from int64) (int64, error) {
	if s.window == nil {
		s.window = make([]byte, 64<<10)
	}
	var pattern [4]byte
	binary.LittleEndian.PutUint32(pattern[:], marker)
	for at := from; at < s.size; {
		n, err := s.f.ReadAt(s.window[:min(int64(len(s.window)), s.size-at)], at)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, fmt.Errorf("read %s: %w", segmentName(s.segment), err)
		}
		if n == 0 {
			break
		}
		if i := bytes.Index(s.window[:n], pattern[:]); i >= 0 {
			return at + int64(i), nil
		}
		if n < len(pattern) {
			break
		}
		at += int64(n - len(pattern) + 1) // a marker may lie across two windows
	}
	return s.size, nil
}

// load reads and checks the payload of the frame at start.
func (s *scanner) load(h header, start int64) error {
	n := int(h.length) + frameTail
	if cap(s.payload) < n {
		s.payload = make([]byte, n)
	}
	s.payload = s.payload[:n]
	if _, err := s.f.ReadAt(s.payload, start+frameHead); err != nil {
		return fmt.Errorf("read %s: %w", segmentName(s.segment), err)
	}
	if s.checkOnly {
		return checkPayload(h, s.payload)
	}
	raw, err := s.codec.records(h, s.payload, s.raw)
	s.raw = raw
	return err
}
