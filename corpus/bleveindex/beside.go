package bleveindex

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"twosource/corpus/keyfile"
)

// Attempts to catch an index between two writes.
const (
	besideTries = 200
	besidePause = 15 * time.Millisecond
)

// OpenBeside opens, for reading, the newest stored state of an index that
// another process may be writing to: as it was at one instant, and so it stays.
//
// Segments never change once written, so a folder with links to them and a copy
// of root.bolt is an index of its own. It lies among the temporary files until
// Close.
func OpenBeside(path string) (*Index, error) {
	var err error
	for range besideTries {
		var x *Index
		if x, err = openBeside(path); err == nil {
			return x, nil
		}
		if errors.Is(err, ErrNewer) || errors.Is(err, ErrOutdated) {
			break
		}
		time.Sleep(besidePause) // a segment was merged away meanwhile
	}
	return nil, err
}

func openBeside(path string) (x *Index, err error) {
	dir, err := os.MkdirTemp("", "twosource-read-*")
	if err != nil {
		return nil, fmt.Errorf("read beside a writer: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir)
		}
	}()
	if err := linkIndex(path, dir); err != nil {
		return nil, fmt.Errorf("read beside a writer: %w", err)
	}
	if x, err = Open(dir, true); err != nil {
		return nil, err
	}
	forget := x.forget
	x.forget = func() {
		forget()
		_ = os.RemoveAll(dir) // the system sweeps what is left
	}
	return x, nil
}

// linkIndex makes an index in dir of the files of another.
func linkIndex(path, dir string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	meta, err := os.ReadFile(filepath.Join(path, "index_meta.json"))
	if err != nil {
		return err
	}
	root, err := still(filepath.Join(path, "store", "root.bolt"))
	if err != nil {
		return err
	}
	store := filepath.Join(dir, "store")
	if err := os.Mkdir(store, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "index_meta.json"), meta, 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(store, "root.bolt"), root, 0o600); err != nil {
		return err
	}
	names, err := boltSegments(filepath.Join(store, "root.bolt"))
	if err != nil {
		return err
	}
	for i, name := range names {
		names[i] = filepath.Base(name)
	}
	if err := linkAll(filepath.Join(path, "store"), store, names); err != nil {
		return err
	}
	if err := linkAll(path, dir, []string{dictionaryName}); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// Files of keys are there before what is filed, and those merged into others
	// since are replaced by these: what there is now is enough, and more.
	keys, err := keyfile.Files(filepath.Join(path, keysFolder))
	if err != nil {
		return err
	}
	for i, name := range keys {
		keys[i] = filepath.Base(name)
	}
	if err := os.Mkdir(filepath.Join(dir, keysFolder), 0o700); err != nil {
		return err
	}
	return linkAll(filepath.Join(path, keysFolder), filepath.Join(dir, keysFolder), keys)
}

// linkAll links files of one folder into another.
func linkAll(from, to string, names []string) error {
	for _, name := range names {
		if err := link(filepath.Join(from, name), filepath.Join(to, name)); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return nil
}

// link links a segment so that it stays when it is merged away meanwhile. Where
// that cannot be, as on another disk, the link is a symbolic one, and what was
// merged away before it was opened makes another attempt necessary.
func link(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrExist) {
		return err
	}
	return os.Symlink(from, to)
}

// errBusy says that a file would not keep still.
var errBusy = errors.New("written to all the time")

// still reads a file that may be written to: two readings that agree are what
// it was between them.
func still(name string) ([]byte, error) {
	before, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	for range besideTries {
		now, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if bytes.Equal(before, now) {
			return now, nil
		}
		before = now
	}
	return nil, fmt.Errorf("%s: %w", filepath.Base(name), errBusy)
}
