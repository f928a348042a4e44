package bleveindex

import (
	"fmt"
	"runtime/debug"
)

// Damaged says that index files are not as they were written. The journal has
// everything: the cure is to rebuild the index.
type Damaged struct {
	What string
	Err  error // may be nil
}

func (e *Damaged) Error() string {
	if e.Err == nil {
		return "index is damaged: " + e.What
	}
	return fmt.Sprintf("index is damaged: %s: %v", e.What, e.Err)
}

func (e *Damaged) Unwrap() error { return e.Err }

// guard runs fn, which calls into Bleve, and returns a panic as Damaged. A read
// of a mapped file that was truncated is a page fault, which is made a panic
// for as long as fn runs.
func guard(what string, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &Damaged{What: what, Err: fmt.Errorf("%v", p)}
		}
	}()
	return fn()
}
