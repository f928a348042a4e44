package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
)

// DefaultSegment is the size in bytes after which a new segment is begun.
// Opening reads the last segment whole, so it bounds the time of an open.
const DefaultSegment = 32 << 20

// Errors of a journal.
var (
	// ErrReadOnly is returned by Append on a journal opened for reading.
	ErrReadOnly = errors.New("journal is open for reading only")
	// ErrUnknown is returned by every Append after one whose outcome is
	// unknown. Opening the journal again settles it.
	ErrUnknown = errors.New("an earlier write to the journal failed; open it again")
	// ErrDamaged is returned by Read for a record that cannot be read whole.
	ErrDamaged = errors.New("journal record is damaged")
	// ErrTooLarge is returned for a record above MaxRecord.
	ErrTooLarge = errors.New("record is too large")
)

// Options say how to open a journal. The zero value opens it for writing.
type Options struct {
	ReadOnly bool
	Segment  int64 // 0 means DefaultSegment
	FS       FS    // nil means OS
}

// Journal is an open journal. Append is for one goroutine at a time, Read and
// Scan are safe alongside it.
type Journal struct {
	fs       FS
	dir      string
	readOnly bool
	limit    int64
	codec    *codec

	mu       sync.Mutex
	segments []uint32 // numbers, ascending
	file     File     // last segment, open for writing
	end      int64    // committed length of the last segment
	next     uint64   // sequence number of the next record
	failed   error
	torn     []Damage
	buf, raw []byte

	readers readers
}

// Open opens the journal in dir, creating it where there is none and the
// journal is opened for writing. A torn tail is cut; Torn reports it.
func Open(dir string, opt Options) (*Journal, error) {
	j := &Journal{fs: opt.FS, dir: dir, readOnly: opt.ReadOnly, limit: opt.Segment, next: 1}
	if j.fs == nil {
		j.fs = OS{}
	}
	if j.limit == 0 {
		j.limit = DefaultSegment
	}
	var err error
	if j.codec, err = newCodec(); err != nil {
		return nil, err
	}
	j.readers = readers{j: j, files: map[uint32]File{}}
	if err := j.load(); err != nil {
		j.Close()
		return nil, fmt.Errorf("open journal %s: %w", dir, err)
	}
	return j, nil
}

func (j *Journal) load() error {
	if !j.readOnly {
		if err := makeDir(j.fs, j.dir); err != nil {
			return err
		}
	}
	segments, leftover, err := list(j.fs, j.dir)
	if err != nil {
		return err
	}
	j.segments = segments
	if !j.readOnly {
		for _, name := range leftover {
			if err := j.fs.Remove(filepath.Join(j.dir, name)); err != nil {
				return err
			}
		}
	}
	if len(segments) == 0 {
		return nil
	}
	return j.settle()
}

// Torn reports what a crash had left unfinished at the end when the journal
// was opened: nothing that Append had acknowledged.
func (j *Journal) Torn() []Damage { return j.torn }

// Start makes the first segment where there is none. A journal that was
// started and has no segment later has lost it; see Empty.
func (j *Journal) Start() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.readOnly {
		return ErrReadOnly
	}
	if len(j.segments) > 0 {
		return nil
	}
	return j.begin(1)
}

// Empty reports whether the journal has no segment at all.
func (j *Journal) Empty() bool { return len(j.numbers()) == 0 }

// Last is the sequence number of the newest record, 0 if there is none.
func (j *Journal) Last() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.next - 1
}

// Skip makes the next record's number greater than seq. It is for the case
// that records known to have been numbered are lost: numbers are never reused.
func (j *Journal) Skip(seq uint64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.next = max(j.next, seq+1)
}

// Size is the length of all segments in bytes.
func (j *Journal) Size() (int64, error) {
	var total int64
	for _, n := range j.numbers() {
		f, err := j.fs.OpenFile(j.path(n), openRead, 0)
		if err != nil {
			return 0, err
		}
		info, err := f.Stat()
		f.Close()
		if err != nil {
			return 0, err
		}
		total += info.Size()
	}
	return total, nil
}

func (j *Journal) numbers() []uint32 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]uint32(nil), j.segments...)
}

func (j *Journal) path(segment uint32) string {
	return filepath.Join(j.dir, segmentName(segment))
}

// Close closes the files. A journal needs no closing to be durable.
func (j *Journal) Close() error {
	err := j.readers.close()
	j.codec.close()
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file != nil {
		if cerr := j.file.Close(); err == nil {
			err = cerr
		}
		j.file = nil
	}
	if j.failed == nil {
		j.failed = fs.ErrClosed
	}
	return err
}
