package store

import (
	"errors"
	"fmt"

	"twosource/corpus/bleveindex"
	"twosource/corpus/journal"
)

// Errors of a store that callers tell apart.
var (
	ErrNoCorpus = errors.New("no corpus")
	ErrExists   = errors.New("there is a corpus already")
	ErrReadOnly = errors.New("corpus is open for reading only")
	ErrNewer    = errors.New("corpus was written by a newer version of the program")
)

// LockedError says who has the corpus open.
type LockedError struct {
	Dir     string
	PID     int    // 0 if unknown
	Command string // "" if unknown
	Since   string // RFC 3339, "" if unknown
}

func (e *LockedError) Error() string {
	s := "corpus " + e.Dir + " is in use"
	if e.PID != 0 {
		s += fmt.Sprintf(" by process %d", e.PID)
	}
	if e.Command != "" {
		s += fmt.Sprintf(" (%s)", e.Command)
	}
	if e.Since != "" {
		s += " since " + e.Since
	}
	return s
}

// DamagedError says which part of a corpus is damaged.
type DamagedError struct {
	Dir   string
	Index bool // the index, which can be made again; else the corpus itself
	Err   error
}

func (e *DamagedError) Error() string { return fmt.Sprintf("corpus %s: %v", e.Dir, e.Err) }

func (e *DamagedError) Unwrap() error { return e.Err }

// Hint is what a user can do about an error of this package, "" if nothing
// better than its text is known.
func Hint(err error) string {
	var locked *LockedError
	var damaged *DamagedError
	var query *bleveindex.QueryError
	switch {
	case errors.As(err, &query):
		return query.Hint
	case errors.As(err, &locked):
		return "wait for it to end, or use --wait"
	case errors.As(err, &damaged) && damaged.Index:
		return "twosource rebuild makes the index again from the journal; no article is lost"
	case errors.As(err, &damaged):
		return "twosource verify lists what can still be read"
	case errors.Is(err, ErrNoCorpus):
		return "twosource ingest PATH makes one, or name another with --corpus"
	case errors.Is(err, ErrNewer), errors.Is(err, journal.ErrNewer), errors.Is(err, bleveindex.ErrNewer):
		return "use the version of twosource that wrote it, or a later one"
	}
	return ""
}
