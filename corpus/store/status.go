package store

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// Status is the state of a corpus in numbers.
type Status struct {
	Dir          string
	Created      string // RFC 3339
	Articles     uint64
	Records      uint64 // of articles in the journal, revisions included
	Decisions    int
	JournalBytes int64
	IndexBytes   int64
}

// Status returns the state of the corpus.
func (s *Store) Status() (Status, error) {
	st := Status{Dir: s.dir, Created: s.manifest.Created, Records: s.lastSeq(), Decisions: len(s.Decisions())}
	var err error
	if st.Articles, err = s.index.Count(); err != nil || s.dir == "" {
		return st, err
	}
	for _, part := range s.shards {
		journal, err := folderSize(filepath.Join(part.dir, "journal"))
		if err != nil {
			return st, err
		}
		index, err := folderSize(filepath.Join(part.dir, part.manifest.Index))
		if err != nil {
			return st, err
		}
		st.Records += part.lastSeq()
		st.JournalBytes += journal
		st.IndexBytes += index
	}
	if s.shards != nil {
		return st, nil
	}
	if st.JournalBytes, err = folderSize(filepath.Join(s.dir, "journal")); err != nil {
		return st, err
	}
	st.IndexBytes, err = folderSize(filepath.Join(s.dir, s.manifest.Index))
	return st, err
}

// folderSize is the length of all files under dir. Files that go while it
// looks count nothing: a merge removes what it has merged.
func folderSize(dir string) (int64, error) {
	var total int64
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return ignoreMissing(err)
		}
		info, err := e.Info()
		if err != nil {
			return ignoreMissing(err)
		}
		total += info.Size()
		return nil
	})
	return total, err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
