package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"twosource/corpus/store"
	"twosource/pipeline"
)

// keepIngesting makes a run now and another whenever the watched folders change
// or the interval has passed, until it is interrupted. A failed input does not
// end it.
func (a *app) keepIngesting(ctx context.Context, st *store.Store, o ingestOptions, p pipeline.Options, paths []string) error {
	changed, stop, err := a.changes(o.watch, paths)
	if err != nil {
		return err
	}
	defer stop()
	var tick <-chan time.Time
	if o.every > 0 {
		t := time.NewTicker(o.every)
		defer t.Stop()
		tick = t.C
	}
	for {
		err := a.ingestOnce(ctx, st, o, p, paths)
		if code, _ := classify(err); err != nil && code != exitPartial && !errors.Is(err, pipeline.ErrNothing) {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick:
		case <-changed:
		}
	}
}

// settle is how long a folder must be quiet before it is read: files are often
// written in several steps.
const settle = 500 * time.Millisecond

// changes signals when something in the folders among paths has changed and
// then been quiet for a moment.
func (a *app) changes(watch bool, paths []string) (<-chan struct{}, func(), error) {
	if !watch {
		return nil, func() {}, nil
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, nil, err
	}
	for _, p := range paths {
		if err := watchTree(w, p); err != nil {
			w.Close()
			return nil, nil, usageError("--watch %s: %w", p, err)
		}
	}
	out := make(chan struct{}, 1)
	go func() {
		quiet := time.NewTimer(time.Hour)
		quiet.Stop()
		for {
			select {
			case e, ok := <-w.Events:
				if !ok {
					return
				}
				if e.Has(fsnotify.Create) {
					_ = watchTree(w, e.Name)
				}
				quiet.Reset(settle)
			case err, ok := <-w.Errors:
				if !ok {
					return
				}
				a.say("watching: %v", err)
			case <-quiet.C:
				select {
				case out <- struct{}{}:
				default:
				}
			}
		}
	}()
	return out, func() { w.Close() }, nil
}

func watchTree(w *fsnotify.Watcher, root string) error {
	return filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return w.Add(path)
	})
}
