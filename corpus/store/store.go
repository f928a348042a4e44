package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"twosource/corpus/bleveindex"
	"twosource/corpus/journal"
)

// Options say how to open a corpus.
type Options struct {
	ReadOnly bool
	Wait     time.Duration    // how long to wait for another process to end
	Command  string           // what to tell others who find the corpus locked
	Now      func() time.Time // nil means time.Now
	Notify   func(string)     // messages about repairs; nil drops them
	FS       journal.FS       // for tests; nil means the machine's
	Segment  int64            // size of a journal segment; 0 means the usual
}

func (o Options) now() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

func (o Options) notify(format string, args ...any) {
	if o.Notify != nil {
		o.Notify(fmt.Sprintf(format, args...))
	}
}

// Store is an open corpus. One goroutine may write at a time; reading is safe
// alongside it.
type Store struct {
	dir      string // "" in memory
	opt      Options
	lock     *lock
	manifest manifest
	shards   []*Store // of a corpus made of others
	index    *bleveindex.Index
	encoder  encoder
	copies   *copies

	articles, decisions, runs *journal.Journal
	decided                   decided
	preparing                 sync.Mutex                 // of what Prepare and Commit share: copies, coming, broken
	coming                    map[string]bleveindex.Mark // of articles prepared and not yet committed
	broken                    error                      // set once index and journal may differ
	memSeq                    uint64
	beside                    bool    // another process writes; the index is as it was when opened
	history                   history // where versions of articles lie
}

// Memory makes a corpus in memory, gone when it is closed.
func Memory(opt Options) (*Store, error) {
	x, err := bleveindex.Memory()
	if err != nil {
		return nil, err
	}
	return &Store{opt: opt, index: x}, nil
}

// Create makes a corpus in dir, which must not hold one, and opens it. Other
// files in dir are left alone.
func Create(dir string, opt Options) (*Store, error) {
	opt.ReadOnly = false
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("create corpus: %w", err)
	}
	if err := (journal.OS{}).SyncDir(filepath.Dir(dir)); err != nil && !errors.Is(err, os.ErrPermission) {
		return nil, fmt.Errorf("create corpus: %w", err)
	}
	l, err := acquire(dir, opt)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, opt: opt, lock: l}
	if err := s.create(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) create() error {
	_, err := os.Lstat(filepath.Join(s.dir, manifestName))
	if err == nil {
		return fmt.Errorf("%w in %s", ErrExists, s.dir)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("create corpus: %w", err)
	}
	if err := s.openJournals(); err != nil {
		return err
	}
	for _, j := range []*journal.Journal{s.articles, s.decisions, s.runs} {
		if err := j.Start(); err != nil {
			return fmt.Errorf("create corpus: %w", err)
		}
	}
	if err := sweep(s.dir, ""); err != nil {
		return fmt.Errorf("create corpus: %w", err)
	}
	s.manifest = manifest{Format: format, Created: s.opt.now().UTC().Format(time.RFC3339), Index: indexDir(1)}
	if s.index, err = bleveindex.Create(filepath.Join(s.dir, s.manifest.Index)); err != nil {
		return err
	}
	if err := s.manifest.write(s.dir); err != nil {
		return fmt.Errorf("create corpus: %w", err)
	}
	return s.catchUp(context.Background())
}

// Open opens the corpus in dir. A corpus opened for writing is first put in
// order: torn journal tails are cut, an index that is behind is brought up to
// date, one that is damaged or missing is made again. Reading repairs nothing
// but an index that is behind or missing, and that only where it may write.
//
// A corpus that another process writes to is opened for reading as it was last
// stored, and stays so; Notify is told.
func Open(dir string, opt Options) (*Store, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	if len(m.Shards) > 0 {
		return openShards(dir, m, opt)
	}
	first := opt
	if opt.ReadOnly {
		first.Wait = 0
	}
	l, err := acquire(dir, first)
	var held *LockedError
	if opt.ReadOnly && errors.As(err, &held) {
		if s := openBeside(dir, opt, m); s != nil {
			opt.notify("%v: reading what was stored before", held)
			return s, nil
		}
		l, err = acquire(dir, opt)
	}
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, opt: opt, lock: l, manifest: m}
	if err = s.open(); err == nil {
		return s, nil
	}
	s.Close()
	if errors.Is(err, errBehind) {
		return openBehind(dir, opt)
	}
	return nil, err
}

// errBehind says that a corpus opened for reading must be put in order first.
var errBehind = errors.New("index is behind the journal")

// openBehind puts a corpus in order and opens it for reading.
func openBehind(dir string, opt Options) (*Store, error) {
	writable := opt
	writable.ReadOnly = false
	s, err := Open(dir, writable)
	if err != nil {
		if errors.Is(err, os.ErrPermission) || errors.Is(err, syscall.EROFS) {
			return nil, &DamagedError{Dir: dir, Index: true, Err: fmt.Errorf("%w, and the folder may not be written", errBehind)}
		}
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	s = &Store{dir: dir, opt: opt}
	if s.manifest, err = readManifest(dir); err != nil {
		return nil, err
	}
	if s.lock, err = acquire(dir, opt); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// open does what is left once the lock is held.
func (s *Store) open() error {
	var err error
	if s.manifest, err = readManifest(s.dir); err != nil { // again: a rebuild may have ended meanwhile
		return err
	}
	if err := s.openJournals(); err != nil {
		return err
	}
	if err := s.openIndex(); err != nil {
		return err
	}
	return s.catchUp(context.Background())
}

func (s *Store) openJournals() error {
	for _, j := range []struct {
		name string
		to   **journal.Journal
	}{{"articles", &s.articles}, {"decisions", &s.decisions}, {"runs", &s.runs}} {
		path := filepath.Join(s.dir, "journal", j.name)
		if !s.opt.ReadOnly {
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				return err
			}
		}
		opened, err := journal.Open(path, journal.Options{ReadOnly: s.opt.ReadOnly, FS: s.opt.FS, Segment: s.opt.Segment})
		if err != nil {
			if errors.Is(err, os.ErrNotExist) || errors.Is(err, journal.ErrNewer) {
				return &DamagedError{Dir: s.dir, Err: err}
			}
			return err
		}
		*j.to = opened
		for _, d := range opened.Torn() {
			if s.beside { // it is being written
				continue
			}
			s.opt.notify("journal %s: cut off a write that was not finished: %v", j.name, d)
		}
	}
	return s.loadDecisions()
}

// openIndex opens the index in use; a writer replaces one that cannot be used.
func (s *Store) openIndex() error {
	path := filepath.Join(s.dir, s.manifest.Index)
	_, err := os.Stat(path)
	missing := errors.Is(err, os.ErrNotExist)
	if !missing {
		if s.index, err = bleveindex.Open(path, s.opt.ReadOnly); err == nil {
			if !s.opt.ReadOnly {
				return sweep(s.dir, s.manifest.Index)
			}
			return nil
		}
	}
	var damaged *bleveindex.Damaged
	switch {
	case errors.Is(err, bleveindex.ErrNewer):
		return fmt.Errorf("%w: %w", ErrNewer, err)
	case s.opt.ReadOnly && missing:
		return errBehind
	case s.opt.ReadOnly:
		return &DamagedError{Dir: s.dir, Index: true, Err: err}
	case missing:
		s.opt.notify("the index is missing: making it from the journal")
	case errors.As(err, &damaged), errors.Is(err, bleveindex.ErrOutdated):
		s.opt.notify("%v: making it again from the journal", err)
	default:
		return err
	}
	return s.rebuild(context.Background(), nil)
}

// Close closes the corpus.
func (s *Store) Close() error {
	var errs []error
	if s.index != nil {
		errs = append(errs, s.index.Close())
	}
	for _, part := range s.shards {
		errs = append(errs, part.Close())
	}
	for _, j := range []*journal.Journal{s.articles, s.decisions, s.runs} {
		if j != nil {
			errs = append(errs, j.Close())
		}
	}
	return errors.Join(append(errs, s.lock.release())...)
}

// Index is the search index of the corpus.
func (s *Store) Index() *bleveindex.Index { return s.index }

// Dir is the folder of the corpus, "" for one in memory.
func (s *Store) Dir() string { return s.dir }
