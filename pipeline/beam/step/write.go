package step

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/google/uuid"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
)

// facts sees the articles of one shard and writes them as `extract --json`
// prints them, in order of their ids.
type facts struct{ config Config }

func newFacts(c Config) (worker, error) { return &facts{c}, nil }

func (f *facts) reduce(ctx context.Context, key []byte, values [][]byte, _ *Out) error {
	var out bytes.Buffer
	enc := export.NewEncoder(&out)
	docs, err := unpackAll(values)
	if err != nil {
		return err
	}
	for _, d := range docs {
		if err := enc.Article(&d.Article, &d.Facts); err != nil {
			return err
		}
	}
	return write(ctx, f.config, "facts", key, out.Bytes())
}

// unpackAll unpacks documents in order of their ids.
func unpackAll(values [][]byte) ([]*consistency.Document, error) {
	docs := make([]*consistency.Document, len(values))
	for i, v := range values {
		var err error
		if docs[i], err = unpack(v); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(docs, func(a, b *consistency.Document) int { return bytes.Compare([]byte(a.Article.ID), []byte(b.Article.ID)) })
	return docs, nil
}

// dead sees the failures of one shard and writes them.
type dead struct{ config Config }

func newDead(c Config) (worker, error) { return &dead{c}, nil }

func (d *dead) reduce(ctx context.Context, key []byte, values [][]byte, out *Out) error {
	out.Count(CountFailures, int64(len(values)))
	return write(ctx, d.config, "failures", key, append(bytes.Join(values, []byte{'\n'}), '\n'))
}

// clashes sees the pairs of one shard, all pairs of a clash among them, and
// writes the conflicts as `conflicts --json` prints them, best first.
type clashes struct {
	config Config
	newest string
}

func newClashes(c Config) (worker, error) { return &clashes{config: c}, nil }

func (c *clashes) told(values [][]byte) {
	if len(values) > 0 {
		c.newest = string(values[len(values)-1])
	}
}

func (c *clashes) reduce(ctx context.Context, key []byte, values [][]byte, out *Out) error {
	pairs := make([]consistency.Pair, len(values))
	shown := make(map[corpus.Evidence]string, len(values))
	for i, v := range values {
		p, as, err := decodeClash(v)
		if err != nil {
			return fmt.Errorf("pair: %w", err)
		}
		pairs[i] = p
		for k, e := range p.Evidence() {
			shown[*e] = as[k]
		}
	}
	var b bytes.Buffer
	enc := export.NewEncoder(&b)
	found := consistency.Merge(pairs, c.newest)
	for i := range found {
		if err := enc.ConflictShown(&found[i], func(e *corpus.Evidence) string { return shown[*e] }); err != nil {
			return err
		}
	}
	out.Count(CountConflicts, int64(len(found)))
	return write(ctx, c.config, "conflicts", key, b.Bytes())
}

// write puts a file of the output in place: written beside, renamed, named by
// its content, so that a bundle that runs twice leaves one file.
func write(ctx context.Context, c Config, kind string, shard, content []byte) error {
	fs, err := filesystem.New(ctx, c.Output)
	if err != nil {
		return err
	}
	defer fs.Close()
	sum := sha256.Sum256(content)
	name := fmt.Sprintf("%s/%s-%s-of-%05d-%x.jsonl", c.Output, kind, shard, c.Shards, sum[:8])
	draft := fmt.Sprintf("%s/%s%s", c.Output, Draft, uuid.NewString())
	if err := filesystem.Write(ctx, fs, draft, content); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := filesystem.Rename(ctx, fs, draft, name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// Draft is how the names of files begin that are not whole yet. Those that a
// killed worker left are for the end of the run to remove.
const Draft = "draft-"
