package step

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
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
	list, err := inOrder(values)
	if err != nil {
		return err
	}
	return stream(ctx, f.config, "facts", key, func(w io.Writer) error {
		enc := export.NewEncoder(w)
		for _, x := range list { // one unpacked at a time
			d, err := unpack(x.packed)
			if err != nil {
				return err
			}
			if err := enc.Article(&d.Article, &d.Facts); err != nil {
				return err
			}
		}
		return nil
	})
}

// named is a packed document with its id.
type named struct {
	id     string
	packed []byte
}

// appendNamed writes a named document.
func appendNamed(b, id, packed []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(id)))
	return append(append(b, id...), packed...)
}

// inOrder are named documents by their ids. They are unpacked a few at a time:
// a shard unpacked whole would take a gigabyte for 20,000 articles.
func inOrder(values [][]byte) ([]named, error) {
	list := make([]named, len(values))
	for i, v := range values {
		var err error
		if list[i], err = readNamed(v); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b named) int { return cmp.Compare(a.id, b.id) })
	return list, nil
}

func readNamed(b []byte) (named, error) {
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return named{}, errRecord
	}
	return named{string(b[w : w+int(n)]), b[w+int(n):]}, nil
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

// write puts a file of the output in place.
func write(ctx context.Context, c Config, kind string, shard, content []byte) error {
	return stream(ctx, c, kind, shard, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// stream puts a file of the output in place as it is made: written beside,
// renamed, named by its content, so that a bundle that runs twice leaves one
// file.
func stream(ctx context.Context, c Config, kind string, shard []byte, content func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, c.Output)
	if err != nil {
		return err
	}
	defer fs.Close()
	draft := fmt.Sprintf("%s/%s%s", c.Output, Draft, uuid.NewString())
	sum, err := fill(ctx, fs, draft, content)
	if err != nil {
		return fmt.Errorf("write %s of shard %s: %w", kind, shard, err)
	}
	name := fmt.Sprintf("%s/%s-%s-of-%05d-%x.jsonl", c.Output, kind, shard, c.Shards, sum[:8])
	if err := filesystem.Rename(ctx, fs, draft, name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// fill writes a new file and returns the checksum of its content.
func fill(ctx context.Context, fs filesystem.Interface, name string, content func(io.Writer) error) (sum []byte, err error) {
	f, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	h := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(f, h), 1<<16)
	if err := content(w); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// Draft is how the names of files begin that are not whole yet. Those that a
// killed worker left are for the end of the run to remove.
const Draft = "draft-"
