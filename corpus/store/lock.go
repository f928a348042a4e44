package store

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// lock is a held lock. The operating system lets go of it when the process
// ends, however it ends; the text in the file only says who holds it.
type lock struct{ file *os.File }

// holder is the text in the lock file.
type holder struct {
	PID     int    `json:"pid"`
	Command string `json:"command,omitempty"`
	Since   string `json:"since"`
}

// acquire locks the corpus, for one writer or many readers, waiting up to wait.
func acquire(dir string, opt Options) (*lock, error) {
	f, err := openLock(filepath.Join(dir, "lock"), opt.ReadOnly)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	if f == nil {
		return &lock{}, nil // a folder that nobody can write to needs no lock
	}
	deadline := time.Now().Add(opt.Wait)
	for {
		ok, err := tryLock(f, !opt.ReadOnly)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("lock corpus: %w", err)
		}
		if ok {
			break
		}
		if time.Now().After(deadline) {
			h := readHolder(f)
			f.Close()
			return nil, &LockedError{Dir: dir, PID: h.PID, Command: h.Command, Since: h.Since}
		}
		time.Sleep(20 * time.Millisecond)
	}
	writeHolder(f, holder{os.Getpid(), opt.Command, opt.now().UTC().Format(time.RFC3339)})
	return &lock{f}, nil
}

// openLock opens the lock file. A reader of a folder it may not write to gets
// the file read only, or nil where there is none.
func openLock(name string, readOnly bool) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err == nil || !readOnly {
		return f, err
	}
	f, err = os.Open(name)
	if os.IsNotExist(err) {
		return nil, nil
	}
	return f, err
}

func readHolder(f *os.File) (h holder) {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, 4<<10))
	if err == nil {
		_ = json.Unmarshal(b, &h) // the text is a help, not a promise
	}
	return h
}

// writeHolder notes who holds the lock. Failure only makes a later message
// less helpful.
func writeHolder(f *os.File, h holder) {
	b, err := json.Marshal(h)
	if err != nil {
		return
	}
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt(append(b, '\n'), 0)
	}
}

func (l *lock) release() error {
	if l == nil || l.file == nil {
		return nil
	}
	err := unlock(l.file)
	if cerr := l.file.Close(); err == nil {
		err = cerr
	}
	l.file = nil
	return err
}
