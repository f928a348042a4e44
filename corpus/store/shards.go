package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"twosource/corpus/bleveindex"
)

// ErrShards says that a corpus is made of corpora in its folder and can only be
// read: each of them takes articles by itself.
var ErrShards = errors.New("corpus is made of shards and is open for reading only")

// JoinShards makes dir, which holds corpora under these names, one corpus for
// reading: search, conflicts and all that only reads treat it as a single one.
// No two of them may hold the same article.
func JoinShards(dir string, names []string, opt Options) error {
	for _, name := range names {
		if !shardName(name) {
			return fmt.Errorf("join shards: %q is no folder beside %s", name, manifestName)
		}
		if _, err := readManifest(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("join shards: %w", err)
		}
	}
	m := manifest{Format: format, Created: opt.now().UTC().Format(time.RFC3339), Shards: names}
	return m.write(dir)
}

// shardName reports whether a name is that of a folder within the corpus.
func shardName(name string) bool { return filepath.IsLocal(name) && filepath.Base(name) == name }

func openShards(dir string, m manifest, opt Options) (*Store, error) {
	if !opt.ReadOnly {
		return nil, fmt.Errorf("%w: %s", ErrShards, dir)
	}
	s := &Store{dir: dir, opt: opt, manifest: m}
	var indexes []*bleveindex.Index
	for _, name := range m.Shards {
		part, err := Open(filepath.Join(dir, name), opt)
		if err != nil {
			s.Close()
			return nil, fmt.Errorf("shard %s: %w", name, err)
		}
		s.shards = append(s.shards, part)
		indexes = append(indexes, part.index)
	}
	x, err := bleveindex.Union(indexes)
	if err != nil {
		s.Close()
		return nil, err
	}
	for _, part := range s.shards {
		part.index = nil // the union closes them
	}
	s.index = x
	return s, nil
}

// verifyShards adds up what Verify finds in each shard.
func verifyShards(ctx context.Context, dir string, m manifest, deep bool, opt Options) (*Report, error) {
	sum := &Report{}
	for _, name := range m.Shards {
		r, err := Verify(ctx, filepath.Join(dir, name), deep, opt)
		if err != nil {
			return nil, fmt.Errorf("shard %s: %w", name, err)
		}
		sum.Articles += r.Articles
		sum.Decisions += r.Decisions
		sum.Runs += r.Runs
		sum.Indexed += r.Indexed
		sum.Lost = append(sum.Lost, r.Lost...)
		sum.Torn = append(sum.Torn, r.Torn...)
		sum.Index = append(sum.Index, r.Index...)
		sum.Unmade = sum.Unmade || r.Unmade
	}
	return sum, nil
}
