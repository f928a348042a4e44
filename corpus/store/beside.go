package store

import (
	"path/filepath"
	"runtime"

	"twosource/corpus/bleveindex"
)

// openBeside opens a corpus for reading while another process writes to it. It
// returns nil where the state between two writes cannot be had, as of an index
// that is being made.
func openBeside(dir string, opt Options, m manifest) *Store {
	if runtime.GOOS == "windows" { // no file there can be removed while it is read
		return nil
	}
	s := &Store{dir: dir, opt: opt, manifest: m, beside: true}
	var err error
	if s.index, err = bleveindex.OpenBeside(filepath.Join(dir, m.Index)); err == nil {
		err = s.openJournals()
	}
	if err != nil {
		s.Close()
		return nil
	}
	return s
}
