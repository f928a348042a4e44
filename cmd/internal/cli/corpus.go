package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/store"
)

// corpusDir is the folder of the corpus: flag, environment, or the user's data
// folder.
func (a *app) corpusDir() string {
	if a.corpus != "" {
		return a.corpus
	}
	if dir := a.env.Getenv("TWOSOURCE_CORPUS"); dir != "" {
		return dir
	}
	return filepath.Join(xdg.DataHome, "twosource")
}

// openOptions are the flags of commands that open a corpus.
type openOptions struct {
	wait time.Duration
}

func (o *openOptions) addFlags(c *cobra.Command) {
	c.Flags().DurationVar(&o.wait, "wait", 0, "wait this long for another process to leave the corpus")
}

func (a *app) storeOptions(o openOptions, command string) store.Options {
	return store.Options{Wait: o.wait, Command: "twosource " + command, Now: a.env.Now, Notify: func(s string) { a.say("%s", s) }}
}

// read opens the corpus for reading.
func (a *app) read(o openOptions, command string) (*store.Store, error) {
	opt := a.storeOptions(o, command)
	opt.ReadOnly = true
	return store.Open(a.corpusDir(), opt)
}

// write opens the corpus for writing; create makes it where there is none.
func (a *app) write(o openOptions, command string, create bool) (*store.Store, error) {
	dir, opt := a.corpusDir(), a.storeOptions(o, command)
	st, err := store.Open(dir, opt)
	if !create || !errors.Is(err, store.ErrNoCorpus) {
		return st, err
	}
	if err := emptyFolder(dir); err != nil {
		return nil, err
	}
	return store.Create(dir, opt)
}

// emptyFolder keeps ingest from making a corpus among somebody's files.
func emptyFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != "lock" {
			return &codedError{code: exitNoCorpus, err: errors.New(dir + " is not a corpus and not empty"), hint: "name a new folder with --corpus"}
		}
	}
	return nil
}

// storeCode is the exit code of an error that is not the command line's own.
func storeCode(err error) int {
	var locked *store.LockedError
	var query *bleveindex.QueryError
	switch {
	case errors.Is(err, store.ErrNoCorpus):
		return exitNoCorpus
	case errors.As(err, &locked):
		return exitLocked
	case errors.As(err, &query):
		return exitUsage
	}
	return exitError
}

// texts reads stored texts for evidence, one article after the other.
func texts(x *bleveindex.Index) export.Texts {
	var id, text string
	return func(article string) (string, bool) {
		if article == id {
			return text, true
		}
		a, err := x.Article(article)
		if err != nil {
			return "", false
		}
		id, text = article, a.Text
		return text, true
	}
}

// notFound is the error for an article or a finding nobody has.
func notFound(what, id, hint string) error {
	return &codedError{code: exitError, err: errors.New("no " + what + " " + id), hint: hint}
}

func isMissing(err error) bool { return errors.Is(err, consistency.ErrNotFound) }
