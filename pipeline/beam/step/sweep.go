package step

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// ErrOutput says that the output folder holds the files of another run.
var ErrOutput = errors.New("output folder is not empty")

// Fresh fails with ErrOutput if there are files of a run in the output folder:
// two runs must not mix.
func Fresh(ctx context.Context, c Config) error {
	for _, kind := range []string{"facts", "conflicts", "failures", "corpus"} {
		names, err := list(ctx, c, kind+"-*-of-*")
		if err != nil {
			return err
		}
		if len(names) > 0 {
			return fmt.Errorf("%w: %s", ErrOutput, c.Output)
		}
	}
	return nil
}

// Sweep removes what killed workers left of files that they had not finished.
// It is for the end of a run.
func Sweep(ctx context.Context, c Config) error {
	names, err := list(ctx, c, Draft+"*")
	if err != nil || len(names) == 0 {
		return err
	}
	if !strings.Contains(c.Output, "://") { // drafts of corpora are folders
		for _, n := range names {
			if err := os.RemoveAll(n); err != nil {
				return err
			}
		}
		return nil
	}
	fs, err := filesystem.New(ctx, c.Output)
	if err != nil {
		return err
	}
	defer fs.Close()
	remover, ok := fs.(filesystem.Remover)
	if !ok {
		return nil // such a file system shows no file before it is whole
	}
	for _, n := range names {
		if err := remover.Remove(ctx, n); err != nil {
			return fmt.Errorf("remove %s: %w", path.Base(n), err)
		}
	}
	return nil
}

func list(ctx context.Context, c Config, pattern string) ([]string, error) {
	fs, err := filesystem.New(ctx, c.Output)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	names, err := fs.List(ctx, c.Output+"/"+pattern)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", c.Output, err)
	}
	return names, nil
}
