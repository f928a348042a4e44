package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	segmentMagic   = "twosource log\n\x1a\x00"
	segmentVersion = 1
	segmentHead    = 32

	openRead   = os.O_RDONLY
	openWrite  = os.O_RDWR
	openCreate = os.O_RDWR | os.O_CREATE | os.O_TRUNC
)

// ErrNewer is returned for a journal written by a newer version.
var ErrNewer = errors.New("journal was written by a newer version of the program")

func segmentName(n uint32) string { return fmt.Sprintf("%08d.log", n) }

// list returns the numbers of the segments in dir, ascending, and the names of
// files a crash left half made.
func list(fsys FS, dir string) (segments []uint32, leftover []string, err error) {
	entries, err := fsys.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		name := e.Name()
		base, ok := strings.CutSuffix(name, ".log")
		n, perr := strconv.ParseUint(base, 10, 32)
		switch {
		case ok && perr == nil && n > 0 && segmentName(uint32(n)) == name:
			segments = append(segments, uint32(n))
		case strings.HasSuffix(name, ".log.new"):
			leftover = append(leftover, name)
		}
	}
	slices.Sort(segments)
	return segments, leftover, nil
}

// makeDir creates dir durably.
func makeDir(fsys FS, dir string) error {
	if err := fsys.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return fsys.SyncDir(filepath.Dir(dir))
}

func segmentHeader(n uint32) []byte {
	b := make([]byte, 0, segmentHead)
	b = append(b, segmentMagic...)
	b = binary.LittleEndian.AppendUint32(b, segmentVersion)
	b = binary.LittleEndian.AppendUint32(b, n)
	b = append(b, 0, 0, 0, 0)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// checkHead says whether the file begins as a segment should.
func checkHead(f File) error {
	var b [segmentHead]byte
	if _, err := f.ReadAt(b[:], 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(b[:16]) != segmentMagic || crc32.Checksum(b[:28], castagnoli) != binary.LittleEndian.Uint32(b[28:]) {
		return errFrame
	}
	if v := binary.LittleEndian.Uint32(b[16:]); v > segmentVersion {
		return fmt.Errorf("%w (form %d)", ErrNewer, v)
	}
	return nil
}

// begin makes segment n and opens it for writing. The file appears under its
// name only when its header is durable.
func (j *Journal) begin(n uint32) error {
	name := j.path(n)
	f, err := j.fs.OpenFile(name+".new", openCreate, 0o666)
	if err != nil {
		return err
	}
	if err := writeHead(f, n); err != nil {
		f.Close()
		return err
	}
	if err := j.fs.Rename(name+".new", name); err != nil {
		f.Close()
		return err
	}
	if err := j.fs.SyncDir(j.dir); err != nil {
		f.Close()
		return err
	}
	if j.file != nil {
		j.file.Close()
	}
	j.file, j.end = f, segmentHead
	j.segments = append(j.segments, n)
	return nil
}

func writeHead(f File, n uint32) error {
	if err := write(f, segmentHeader(n)); err != nil {
		return err
	}
	return f.Sync()
}

// write writes all of b; a short write without an error is an error too.
func write(f File, b []byte) error {
	n, err := f.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	return err
}

// settle finds the end of the last segment, cuts a torn tail and leaves the
// journal ready to append.
func (j *Journal) settle() error {
	last := j.segments[len(j.segments)-1]
	mode := openWrite
	if j.readOnly {
		mode = openRead
	}
	f, err := j.fs.OpenFile(j.path(last), mode, 0)
	if err != nil {
		return err
	}
	keep := false
	defer func() {
		if !keep {
			f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	headErr := checkHead(f)
	if headErr != nil && !errors.Is(headErr, errFrame) {
		return headErr
	}
	end, next, damage, err := j.walk(f, last, info.Size())
	if err != nil {
		return err
	}
	if next == 0 { // no readable frame here: the segments before know
		if next, err = j.nextBefore(len(j.segments) - 1); err != nil {
			return err
		}
	}
	j.next, j.end = next, end
	if j.readOnly {
		return nil
	}
	if headErr != nil {
		return nil // a segment with a damaged head is left alone; Append begins another
	}
	if damage != nil {
		if err := j.cut(f, last, *damage); err != nil {
			return err
		}
		j.torn = append(j.torn, *damage)
	}
	if _, err := f.Seek(end, io.SeekStart); err != nil {
		return err
	}
	j.file, keep = f, true
	return nil
}

// walk reads the frames of a segment and returns the end of the last whole
// one, the number after it (0 if there is none) and the torn tail.
func (j *Journal) walk(f File, segment uint32, size int64) (end int64, next uint64, tail *Damage, err error) {
	s := scanner{f: f, segment: segment, at: min(segmentHead, size), size: size, codec: j.codec, checkOnly: true}
	end = s.at
	for {
		h, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, 0, nil, err
		}
		end, next = s.at, h.first+uint64(h.count)
	}
	if n := len(s.damage); n > 0 && s.damage[n-1].Offset >= end {
		d := s.damage[n-1]
		d.Offset, d.Length, d.Tail = end, size-end, true
		tail = &d
	}
	return end, next, tail, nil
}

// nextBefore is the number after the newest record in the segments before the
// k-th.
func (j *Journal) nextBefore(k int) (uint64, error) {
	for k--; k >= 0; k-- {
		f, err := j.fs.OpenFile(j.path(j.segments[k]), openRead, 0)
		if err != nil {
			return 0, err
		}
		info, err := f.Stat()
		var next uint64
		if err == nil {
			_, next, _, err = j.walk(f, j.segments[k], info.Size())
		}
		f.Close()
		if err != nil || next > 0 {
			return next, err
		}
	}
	return 1, nil
}

// cut moves the bytes of a torn tail to a file beside the segment, then
// shortens the segment. The bytes are kept because a tail damaged by the disk
// after it was synced looks the same as one that a crash left.
func (j *Journal) cut(f File, segment uint32, d Damage) error {
	name := fmt.Sprintf("%s.torn-%d", j.path(segment), d.Offset)
	out, err := j.fs.OpenFile(name, openCreate, 0o666)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, io.NewSectionReader(f, d.Offset, d.Length))
	if err == nil {
		err = out.Sync()
	}
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if err := f.Truncate(d.Offset); err != nil {
		return err
	}
	return f.Sync()
}
