package journal

import (
	"fmt"
	"io"
)

// Entry is a record to be appended.
type Entry struct {
	Kind    Kind
	Payload []byte
}

// Append writes the entries and syncs them. It returns their positions and the
// sequence number of the first. After an error nothing is acknowledged: some,
// all or none of the entries may be found when the journal is opened again, so
// what they mean must bear being repeated.
func (j *Journal) Append(entries ...Entry) (first uint64, at []Position, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.ready(entries); err != nil {
		return 0, nil, err
	}
	if len(entries) == 0 {
		return j.next, nil, nil
	}
	at = j.encode(entries)
	if err := j.commit(); err != nil {
		return 0, nil, fmt.Errorf("write journal: %w", err)
	}
	first = j.next
	j.next += uint64(len(entries))
	const keep = 16 << 20
	if cap(j.buf) > keep {
		j.buf, j.raw = nil, nil
	}
	return first, at, nil
}

// ready checks that entries can be written and that there is a segment to
// write them to.
func (j *Journal) ready(entries []Entry) error {
	if j.readOnly {
		return ErrReadOnly
	}
	if j.failed != nil {
		return j.failed
	}
	for i := range entries {
		if n := len(entries[i].Payload); n > MaxRecord {
			return fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, n, MaxRecord)
		}
	}
	if j.file != nil && j.end < j.limit {
		return nil
	}
	n := uint32(1)
	if len(j.segments) > 0 {
		n = j.segments[len(j.segments)-1] + 1
	}
	if err := j.begin(n); err != nil {
		return fmt.Errorf("begin journal segment: %w", err)
	}
	return nil
}

// encode fills j.buf with the frames of the entries.
func (j *Journal) encode(entries []Entry) []Position {
	at := make([]Position, len(entries))
	segment := j.segments[len(j.segments)-1]
	j.buf, j.raw = j.buf[:0], j.raw[:0]
	open := 0 // first entry of the frame being filled
	for i, e := range entries {
		at[i] = Position{Segment: segment, Offset: j.end + int64(len(j.buf)), Index: uint32(i - open)}
		j.raw = appendRecord(j.raw, e.Kind, e.Payload)
		if len(j.raw) >= frameTarget || i == len(entries)-1 {
			j.buf = j.codec.frame(j.buf, j.raw, uint32(i-open+1), j.next+uint64(open))
			j.raw, open = j.raw[:0], i+1
		}
	}
	return at
}

// commit writes and syncs j.buf. A failed write is undone where that is
// possible (a full disk); a failed sync never is, because the system may have
// dropped the pages it could not write.
func (j *Journal) commit() error {
	if err := write(j.file, j.buf); err != nil {
		if j.undo() != nil {
			j.failed = ErrUnknown
		}
		return err
	}
	if err := j.file.Sync(); err != nil {
		j.failed = ErrUnknown
		return err
	}
	j.end += int64(len(j.buf))
	return nil
}

func (j *Journal) undo() error {
	if err := j.file.Truncate(j.end); err != nil {
		return err
	}
	_, err := j.file.Seek(j.end, io.SeekStart)
	return err
}
