package store

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
)

// findingsFormat is the version of the file.
const findingsFormat = 1

// headLen is the length of what the file begins with: a line of JSON, filled up
// with spaces. Behind it are the findings, each with its length before and its
// CRC-32 behind, and then the state of the scan, with its CRC-32 behind.
const headLen = 512

// maxFinding is the longest finding that is read.
const maxFinding = 1 << 28

// findingsHead says what findings are of.
type findingsHead struct {
	Format   int                `json:"format"`
	Program  string             `json:"program"` // hash of the program that found them
	Index    string             `json:"index"`
	Reached  bleveindex.Reached `json:"reached"`
	Articles uint64             `json:"articles"`
	Findings int                `json:"findings"`
	Bytes    int64              `json:"bytes"` // that findings take
	State    int                `json:"state"` // bytes of the state
}

// of reports whether findings are those of a state.
func (h *findingsHead) of(now *findingsHead) bool {
	want := *now
	want.Findings, want.Bytes, want.State = h.Findings, h.Bytes, h.State
	return *h == want
}

// findingsFile is a file of findings, open for reading.
type findingsFile struct {
	head   findingsHead
	file   *os.File
	remove bool // at the end: nobody else can read it
}

var errFindings = errors.New("file of findings is damaged")

func openFindings(name string) (*findingsFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	x := &findingsFile{file: f}
	head := make([]byte, headLen)
	info, err := f.Stat()
	if err == nil {
		_, err = f.ReadAt(head, 0)
	}
	if err == nil {
		err = json.Unmarshal(bytes.TrimRight(head, " \n"), &x.head)
	}
	if err == nil && (x.head.Format != findingsFormat || info.Size() != headLen+x.head.Bytes+int64(x.head.State)) {
		err = errFindings
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return x, nil
}

func (x *findingsFile) close() error {
	err := x.file.Close()
	if x.remove {
		err = errors.Join(err, os.Remove(x.file.Name()))
	}
	return err
}

// lies is where a finding lies in the file; its sum is part of its length.
type lies struct {
	at  int64
	len int
}

// walk calls fn with all findings; packed is good until it returns.
func (x *findingsFile) walk(fn func(p lies, packed []byte) error) error {
	r := bufio.NewReaderSize(io.NewSectionReader(x.file, headLen, x.head.Bytes), 1<<16)
	var buf []byte
	at := int64(headLen)
	n := 0
	for ; n < x.head.Findings; n++ {
		size, err := binary.ReadUvarint(r)
		if err != nil || size > maxFinding || int64(size) > x.head.Bytes {
			return errFindings
		}
		at += int64(len(binary.AppendUvarint(nil, size)))
		p := lies{at, int(size) + crc32.Size}
		buf = slices.Grow(buf[:0], p.len)[:p.len]
		if _, err := io.ReadFull(r, buf); err != nil {
			return errFindings
		}
		packed, err := checked(buf)
		if err == nil {
			err = fn(p, packed)
		}
		if err != nil {
			return err
		}
		at += int64(p.len)
	}
	if at != headLen+x.head.Bytes {
		return errFindings
	}
	return nil
}

func checked(b []byte) ([]byte, error) {
	n := len(b) - crc32.Size
	if n < 0 || crc32.ChecksumIEEE(b[:n]) != binary.LittleEndian.Uint32(b[n:]) {
		return nil, errFindings
	}
	return b[:n], nil
}

// each implements consistency.Findings.
func (x *findingsFile) each(fn func(packed []byte) error) error {
	return x.walk(func(_ lies, packed []byte) error { return fn(packed) })
}

// read reads what lies somewhere.
func (x *findingsFile) read(p lies) ([]byte, error) {
	b := make([]byte, p.len)
	if _, err := x.file.ReadAt(b, p.at); err != nil {
		return nil, err
	}
	return checked(b)
}

// at reads one finding.
func (x *findingsFile) at(p lies) (*consistency.Finding, error) {
	packed, err := x.read(p)
	if err != nil {
		return nil, err
	}
	return consistency.UnpackFinding(packed)
}

func (x *findingsFile) state() (*consistency.State, error) {
	packed, err := x.read(lies{headLen + x.head.Bytes, x.head.State})
	if err != nil {
		return nil, err
	}
	return consistency.UnpackState(packed)
}

// findingsWriter writes a file of findings.
type findingsWriter struct {
	head   findingsHead
	out    *bufio.Writer
	packer consistency.Packer
	buf    []byte
}

func (w *findingsWriter) add(x *consistency.Finding) error {
	packed := w.packer.Pack(x)
	w.buf = binary.AppendUvarint(w.buf[:0], uint64(len(packed)))
	w.buf = append(w.buf, packed...)
	w.buf = binary.LittleEndian.AppendUint32(w.buf, crc32.ChecksumIEEE(packed))
	w.head.Findings++
	w.head.Bytes += int64(len(w.buf))
	_, err := w.out.Write(w.buf)
	return err
}

func (w *findingsWriter) fill(from func(*findingsWriter) (*consistency.State, error)) error {
	st, err := from(w)
	if err != nil {
		return err
	}
	packed := st.Pack()
	packed = binary.LittleEndian.AppendUint32(packed, crc32.ChecksumIEEE(packed))
	w.head.State = len(packed)
	if _, err := w.out.Write(packed); err != nil {
		return err
	}
	return w.out.Flush()
}

// makeFindings writes a file of findings that fill adds and opens it. In the corpus
// it takes the place of the one before; where that cannot be it is gone once it is
// closed.
func (s *Store) makeFindings(head findingsHead, fill func(*findingsWriter) (*consistency.State, error)) (*findingsFile, error) {
	f, own, err := s.newFindings()
	if err != nil {
		return nil, err
	}
	x, name := &findingsFile{file: f, remove: true}, f.Name()
	head.Findings, head.Bytes, head.State = 0, 0, 0
	w := &findingsWriter{head: head, out: bufio.NewWriterSize(f, 1<<16)}
	if _, err = w.out.Write(make([]byte, headLen)); err == nil {
		err = w.fill(fill)
	}
	if err == nil {
		x.head = w.head
		err = x.writeHead()
	}
	if err != nil {
		return nil, errors.Join(err, x.close())
	}
	if !own {
		return x, nil
	}
	kept := filepath.Join(s.dir, findingsName)
	_ = os.Remove(filepath.Join(s.dir, orderName)) // found anew, the same findings may lie elsewhere
	if err = errors.Join(f.Close(), os.Rename(name, kept)); err != nil {
		return nil, errors.Join(err, os.Remove(name))
	}
	return openFindings(kept)
}

// newFindings opens a new file in the corpus, or else, or while another process
// writes to the corpus, among the temporary files.
func (s *Store) newFindings() (f *os.File, own bool, err error) {
	if !s.opt.ReadOnly { // nobody else is there: what is not whole will never be
		left, _ := filepath.Glob(filepath.Join(s.dir, findingsName+"-*.new"))
		for _, name := range left {
			_ = os.Remove(name)
		}
	}
	if !s.beside {
		for n := 1; ; n++ {
			name := fmt.Sprintf("%s-%d-%d.new", findingsName, os.Getpid(), n)
			if f, err = os.OpenFile(filepath.Join(s.dir, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666); err == nil {
				return f, true, nil
			}
			if !errors.Is(err, os.ErrExist) {
				break
			}
		}
	}
	f, err = os.CreateTemp("", "twosource-findings-*")
	return f, false, err
}

func (x *findingsFile) writeHead() error {
	b, err := json.Marshal(&x.head)
	if err != nil {
		return err
	}
	if len(b) >= headLen {
		return fmt.Errorf("%w: head of %d bytes", errFindings, len(b))
	}
	b = append(b, bytes.Repeat([]byte(" "), headLen-1-len(b))...)
	_, err = x.file.WriteAt(append(b, '\n'), 0)
	return err
}
