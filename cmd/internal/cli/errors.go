package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"twosource/corpus/store"
)

// Exit codes; part of the public contract.
const (
	exitOK          = 0
	exitError       = 1
	exitUsage       = 2
	exitPartial     = 3
	exitFindings    = 4
	exitNoCorpus    = 10
	exitLocked      = 11
	exitInterrupted = 130
)

// codedError is an error with the exit code it ends the program with and a hint
// on what to do about it.
type codedError struct {
	code int
	err  error
	hint string
}

func (e *codedError) Error() string { return e.err.Error() }
func (e *codedError) Unwrap() error { return e.err }

func usageError(format string, args ...any) error {
	return &codedError{code: exitUsage, err: fmt.Errorf(format, args...), hint: "twosource help shows the commands, twosource COMMAND --help one of them"}
}

// partial says that some inputs failed; they have been listed already.
func partial(failed int) error {
	return &codedError{code: exitPartial, err: fmt.Errorf("%s failed", plural(failed, "input"))}
}

func findings(n int) error {
	return &codedError{code: exitFindings, err: fmt.Errorf("%s", plural(n, "finding"))}
}

// hinted is what errors of other packages offer beside their message.
type hinted interface{ Hint() string }

// report prints err for a person, or as one JSON object, and returns the exit
// code. It is the one place where errors become exit codes.
func report(w io.Writer, asJSON bool, err error) int {
	code, hint := classify(err)
	if code == exitFindings || err == nil {
		return code
	}
	if asJSON {
		line, _ := json.Marshal(map[string]any{"level": "error", "error": err.Error(), "hint": hint, "code": code})
		fmt.Fprintf(w, "%s\n", line)
		return code
	}
	fmt.Fprintf(w, "twosource: error: %s\n", printable(err.Error()))
	if hint != "" {
		fmt.Fprintf(w, "twosource: hint: %s\n", printable(hint))
	}
	return code
}

func classify(err error) (code int, hint string) {
	if err == nil {
		return exitOK, ""
	}
	var h hinted
	if errors.As(err, &h) {
		hint = h.Hint()
	}
	var coded *codedError
	switch {
	case errors.As(err, &coded):
		if coded.hint != "" {
			hint = coded.hint
		}
		return coded.code, hint
	case errors.Is(err, context.Canceled):
		return exitInterrupted, hint
	}
	if hint == "" {
		hint = store.Hint(err)
	}
	return storeCode(err), hint
}
