package step

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"twosource/pipeline/source"
)

// Expand lists the files that inputs stand for: files, folders of this machine
// with the kinds of file that the local program reads, and patterns ("*") on
// any file system. Each file is read by one worker, so large inputs should come
// in shards of some hundred megabytes.
func Expand(ctx context.Context, inputs []string) ([]string, error) {
	var out []string
	for _, in := range inputs {
		more, err := expand(ctx, in)
		if err != nil {
			return nil, err
		}
		if len(more) == 0 {
			return nil, fmt.Errorf("no files: %s", in)
		}
		out = append(out, more...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func expand(ctx context.Context, in string) ([]string, error) {
	if !strings.Contains(in, "://") {
		info, err := os.Stat(in)
		if err == nil && info.IsDir() {
			return folder(in)
		}
	}
	if !strings.ContainsAny(in, "*?[") {
		return []string{in}, nil
	}
	files, err := filesystem.New(ctx, in)
	if err != nil {
		return nil, err
	}
	defer files.Close()
	return files.List(ctx, in)
}

func folder(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && p != dir && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case !e.IsDir() && source.Known(e.Name()):
			files = append(files, p)
		}
		return nil
	})
	return files, err
}
