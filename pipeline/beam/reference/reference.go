// Package reference says what a run must give: the local program's own
// pipeline, engine and encoders over the same articles, and how to compare.
package reference

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/origin"
	"twosource/extractors"
	"twosource/pipeline"
	"twosource/pipeline/beam/step"
	"twosource/pipeline/source"
)

// Result is the sorted lines of each kind of file.
type Result struct {
	Facts, Conflicts, Failures [][]byte
}

// Local runs the local pipeline over paths on so many cores, 0 for all, as
// `extract` and `check` do.
func Local(ctx context.Context, paths []string, now time.Time, workers int) (*Result, error) {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		return nil, err
	}
	l := local{engine: consistency.NewEngine(), articles: map[string]*pipeline.Result{}, signed: map[string]origin.Signature{}}
	o := pipeline.Options{Extractors: list, Workers: workers, Source: source.Options{Workers: workers, Now: func() time.Time { return now }}}
	if err := pipeline.Stream(ctx, paths, o, l.take); err != nil {
		return nil, err
	}
	return l.result()
}

type local struct {
	engine   *consistency.Engine
	articles map[string]*pipeline.Result
	signed   map[string]origin.Signature
	failures bytes.Buffer
}

func (l *local) take(r pipeline.Result) error {
	if r.Failure != nil {
		l.failures.Write(append(step.Failure(r.Failure), '\n'))
		return nil
	}
	if have := l.articles[r.Article.ID]; have != nil && step.Later(r.Article, have.Article) < 0 {
		return nil
	}
	l.engine.Add(*r.Article, *r.Facts, "")
	l.articles[r.Article.ID] = &r
	l.signed[r.Article.ID] = origin.SignArticle(r.Article)
	return nil
}

func (l *local) result() (*Result, error) {
	for id, o := range origin.Clusters(l.signed) {
		l.engine.SetOrigin(id, o)
	}
	var facts, conflicts bytes.Buffer
	enc := export.NewEncoder(&facts)
	for _, r := range l.articles {
		if err := enc.Article(r.Article, r.Facts); err != nil {
			return nil, err
		}
	}
	enc = export.NewEncoder(&conflicts)
	found := l.engine.Conflicts(consistency.Filter{})
	for i := range found {
		if err := enc.Conflict(&found[i], l.text); err != nil {
			return nil, err
		}
	}
	return &Result{lines(facts.Bytes()), lines(conflicts.Bytes()), lines(l.failures.Bytes())}, nil
}

func (l *local) text(id string) (string, bool) {
	r, ok := l.articles[id]
	if !ok {
		return "", false
	}
	return r.Article.Text, true
}

// Read reads the files of a run.
func Read(output string) (*Result, error) {
	var r Result
	for kind, to := range map[string]*[][]byte{"facts": &r.Facts, "conflicts": &r.Conflicts, "failures": &r.Failures} {
		files, err := filepath.Glob(filepath.Join(output, kind+"-*-of-*.jsonl"))
		if err != nil {
			return nil, err
		}
		var all []byte
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			all = append(all, b...)
		}
		*to = lines(all)
	}
	return &r, nil
}

func lines(b []byte) [][]byte {
	list := bytes.SplitAfter(b, []byte{'\n'})
	list = list[:len(list)-1]
	slices.SortFunc(list, bytes.Compare)
	return list
}

// Diff says where two results differ, nil where they are the same bytes.
func Diff(want, got *Result) error {
	for _, k := range []struct {
		kind      string
		want, got [][]byte
	}{{"facts", want.Facts, got.Facts}, {"conflicts", want.Conflicts, got.Conflicts}, {"failures", want.Failures, got.Failures}} {
		for i := range max(len(k.want), len(k.got)) {
			if i >= len(k.want) || i >= len(k.got) || !bytes.Equal(k.want[i], k.got[i]) {
				return fmt.Errorf("%d %s, want %d; line %d differs:\ngot  %.2000s\nwant %.2000s", len(k.got), k.kind, len(k.want), i+1, at(k.got, i), at(k.want, i))
			}
		}
	}
	return nil
}

func at(list [][]byte, i int) []byte {
	if i < len(list) {
		return list[i]
	}
	return []byte("nothing")
}
