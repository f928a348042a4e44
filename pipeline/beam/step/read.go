package step

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"twosource/corpus/consistency"
	"twosource/extractors"
	"twosource/pipeline"
	"twosource/pipeline/source"
)

// reader reads the articles of one path and extracts their facts. It sends
// documents to article and what cannot be read to dead.
type reader struct {
	config Config
	list   []extractors.Extractor
	doc    extractors.Document
	packer packer
}

// model is loaded once a process: all workers read it.
var model = sync.OnceValues(func() ([]extractors.Extractor, error) { return extractors.Default(extractors.Options{}) })

func newReader(c Config) (worker, error) {
	list, err := model()
	return &reader{config: c, list: list}, err
}

func (r *reader) reduce(ctx context.Context, key []byte, _ [][]byte, out *Out) error {
	opt := source.Options{Workers: 1, Now: func() time.Time { return r.config.Now }}
	yield := func(it source.Item) error {
		r.take(it, out)
		return nil
	}
	path := string(key)
	if !strings.Contains(path, "://") {
		return source.Walk(ctx, []string{path}, opt, yield)
	}
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return err
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, path)
	if err != nil {
		return err
	}
	defer in.Close()
	return source.Read(ctx, path, in, opt, yield)
}

func (r *reader) take(it source.Item, out *Out) {
	if it.Failure == nil {
		facts, failure := pipeline.Extract(r.list, &r.doc, it.Article)
		if it.Failure = failure; failure == nil {
			d := consistency.Document{Article: *it.Article, Facts: *facts}
			out.Emit(0, []byte(d.Article.ID), r.packer.pack(&d))
			return
		}
	}
	line := Failure(it.Failure)
	out.Emit(1, shardOf(string(line), r.config.Shards), line)
}

// Failure is the line of the dead-letter files for an input that could not be
// read.
func Failure(f *source.Failure) []byte {
	line, err := json.Marshal(struct {
		Path   string `json:"path"`
		Offset int64  `json:"offset,omitempty"`
		Line   int    `json:"line,omitempty"`
		Reason string `json:"reason"`
		Hint   string `json:"hint,omitempty"`
	}{f.Path, f.Offset, f.Line, f.Reason, f.Hint})
	if err != nil {
		panic(err) // texts and numbers always encode
	}
	return line
}
