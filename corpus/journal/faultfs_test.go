package journal

import (
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

var errInjected = errors.New("injected fault")

// faultFS is a file system in memory that can fail at its n-th change and can
// lose power: what was not synced may then be there, not be there, or be there
// in part, sector by sector.
type faultFS struct {
	files   map[string]*memory // as programs see them
	durable map[string]*memory // names that survive a loss of power
	dirs    map[string]bool
	ops     int
	failAt  int // number of the change that fails; 0 never
	short   bool
	dead    bool // every change after the fault fails too, as in a crash
}

type memory struct {
	data   []byte
	synced []byte
}

func newFaultFS() *faultFS {
	return &faultFS{files: map[string]*memory{}, durable: map[string]*memory{}, dirs: map[string]bool{}}
}

// change counts a change and says whether it fails.
func (f *faultFS) change() error {
	f.ops++
	if f.failAt > 0 && (f.ops == f.failAt || f.dead && f.ops > f.failAt) {
		return errInjected
	}
	return nil
}

func (f *faultFS) OpenFile(name string, flag int, _ fs.FileMode) (File, error) {
	m, ok := f.files[name]
	switch {
	case !ok && flag&os.O_CREATE == 0:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case !ok:
		if err := f.change(); err != nil {
			return nil, err
		}
		m = &memory{}
		f.files[name] = m
	case flag&os.O_TRUNC != 0:
		m.data = nil
	}
	return &handle{fs: f, m: m, name: name}, nil
}

func (f *faultFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if !f.dirs[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	var out []fs.DirEntry
	for n, m := range f.files {
		if filepath.Dir(n) == name {
			out = append(out, fs.FileInfoToDirEntry(info{filepath.Base(n), int64(len(m.data))}))
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}

func (f *faultFS) MkdirAll(name string, _ fs.FileMode) error { f.dirs[name] = true; return nil }

func (f *faultFS) Rename(from, to string) error {
	if err := f.change(); err != nil {
		return err
	}
	f.files[to] = f.files[from]
	delete(f.files, from)
	return nil
}

func (f *faultFS) Remove(name string) error {
	if err := f.change(); err != nil {
		return err
	}
	delete(f.files, name)
	return nil
}

func (f *faultFS) SyncDir(name string) error {
	if err := f.change(); err != nil {
		return err
	}
	for n := range f.durable {
		if filepath.Dir(n) == name {
			delete(f.durable, n)
		}
	}
	for n, m := range f.files {
		if filepath.Dir(n) == name {
			f.durable[n] = m
		}
	}
	return nil
}

// powerCut returns the file system after a loss of power.
func (f *faultFS) powerCut(r *rand.Rand) *faultFS {
	after := newFaultFS()
	after.dirs = f.dirs
	names := f.durable
	if r.IntN(2) == 0 { // names may have reached the disk without being synced
		names = f.files
	}
	for name, m := range names {
		data := survive(r, m)
		after.files[name] = &memory{data, slices.Clone(data)}
		after.durable[name] = after.files[name]
	}
	return after
}

// survive is what is left of a file: some of the sectors written since the
// last sync, the others as they were or zero.
func survive(r *rand.Rand, m *memory) []byte {
	const sector = 512
	if r.IntN(4) == 0 {
		return slices.Clone(m.synced)
	}
	length := len(m.synced)
	if len(m.data) > length {
		length += r.IntN(len(m.data) - length + 1)
	} else if r.IntN(2) == 0 {
		length = len(m.data) // a truncation that reached the disk
	}
	out := make([]byte, length)
	copy(out, m.synced)
	for at := 0; at < length; at += sector {
		end := min(at+sector, length)
		if r.IntN(2) == 0 && end <= len(m.data) {
			copy(out[at:end], m.data[at:end])
		}
	}
	return out
}

type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o666 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }

type handle struct {
	fs   *faultFS
	m    *memory
	name string
	at   int64
}

func (h *handle) ReadAt(b []byte, at int64) (int, error) {
	if at >= int64(len(h.m.data)) {
		return 0, io.EOF
	}
	n := copy(b, h.m.data[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (h *handle) Write(b []byte) (int, error) {
	err := h.fs.change()
	if err != nil {
		b = b[:len(b)/2] // a failing write may have written some of it
	}
	if need := int(h.at) + len(b); need > len(h.m.data) {
		h.m.data = append(h.m.data, make([]byte, need-len(h.m.data))...)
	}
	copy(h.m.data[h.at:], b)
	h.at += int64(len(b))
	if err != nil && h.fs.short {
		return len(b), nil
	}
	return len(b), err
}

func (h *handle) Seek(at int64, _ int) (int64, error) { h.at = at; return at, nil }
func (h *handle) Close() error                        { return nil }

func (h *handle) Sync() error {
	if err := h.fs.change(); err != nil {
		return err
	}
	h.m.synced = slices.Clone(h.m.data)
	return nil
}

func (h *handle) Truncate(n int64) error {
	if err := h.fs.change(); err != nil {
		return err
	}
	h.m.data = h.m.data[:n:n]
	return nil
}

func (h *handle) Stat() (fs.FileInfo, error) { return info{h.name, int64(len(h.m.data))}, nil }
