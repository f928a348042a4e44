package step

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"twosource/corpus/store"
)

// index sees the articles of one shard and builds a corpus of them, with
// journal and index, on a file system of the machine: one that all workers
// mount, where there are several. The corpus is built beside and renamed, under
// a name made of its content.
type index struct{ config Config }

// ErrRemote says that corpora can only be built in a folder.
var ErrRemote = errors.New("corpora are built in folders, not in object stores: give a mounted path")

func newIndex(c Config) (worker, error) {
	if c.Index && strings.Contains(c.Output, "://") {
		return nil, ErrRemote
	}
	return &index{c}, nil
}

// putArticles is how many articles are stored at a time.
const putArticles = 300

func (x *index) reduce(ctx context.Context, key []byte, values [][]byte, _ *Out) error {
	sum := sha256.Sum256(bytes.Join(values, nil))
	name := filepath.Join(x.config.Output, fmt.Sprintf("corpus-%s-of-%05d-%x", key, x.config.Shards, sum[:8]))
	if _, err := os.Stat(name); err == nil {
		return nil // a bundle that ran twice
	}
	draft := filepath.Join(x.config.Output, Draft+uuid.NewString())
	if err := x.build(ctx, draft, values); err != nil {
		return errors.Join(err, os.RemoveAll(draft))
	}
	err := os.Rename(draft, name)
	if _, there := os.Stat(name); err != nil && there == nil { // another worker was first
		err = os.RemoveAll(draft)
	}
	return err
}

func (x *index) build(ctx context.Context, dir string, values [][]byte) error {
	list, err := inOrder(values)
	if err != nil {
		return err
	}
	st, err := store.Create(dir, store.Options{Command: "twosource-beam", Now: func() time.Time { return x.config.Now }})
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(list, putArticles) {
		if err := put(ctx, st, batch); err != nil {
			return errors.Join(err, st.Close())
		}
	}
	return st.Close()
}

func put(ctx context.Context, st *store.Store, batch []named) error {
	items := make([]store.Item, len(batch))
	for i, x := range batch {
		d, err := unpack(x.packed)
		if err != nil {
			return err
		}
		items[i].Document = *d
		if d.Origin == "" {
			items[i].Origin = d.Article.ID // its copies are known: none
		}
	}
	_, err := st.Put(ctx, items)
	return err
}

// Join makes the corpora of a run one corpus that twosource opens by the
// output folder.
func Join(c Config) error {
	entries, err := os.ReadDir(c.Output)
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), "corpus-") {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("no corpora in %s: %w", c.Output, fs.ErrNotExist)
	}
	return store.JoinShards(c.Output, names, store.Options{Now: func() time.Time { return c.Now }})
}
