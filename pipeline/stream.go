// Package pipeline moves articles from their sources through the extractors
// into a corpus: many at a time, in input order, with bounded memory.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"twosource/corpus"
	"twosource/extractors"
	"twosource/pipeline/source"
)

// Result is one input: an article with its facts, or the reason why there is
// none.
type Result struct {
	Article *corpus.Article
	Facts   *corpus.Facts
	Failure *source.Failure
}

// Options say how articles are read and extracted.
type Options struct {
	Source     source.Options
	Extractors []extractors.Extractor
	Workers    int // parallel extractions; 0: one a core
	MaxBytes   int // article text held in flight; 0: 16 MiB
}

// ahead is how many articles are extracted before they are asked for: a batch,
// so that extraction goes on while one is written. MaxBytes bounds them too.
const ahead = batchArticles

// Stream reads the articles under paths and calls yield with one Result an
// input, in input order. Extraction runs on all cores; yield runs on the
// caller's goroutine, and its error ends the stream. A failed input is a
// Result, not an error.
func Stream(ctx context.Context, paths []string, o Options, yield func(Result) error) error {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 16 << 20
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &stream{o: o, jobs: make(chan *job), order: make(chan *job, ahead), room: newRoom(o.MaxBytes)}
	var done sync.WaitGroup
	for range o.Workers {
		done.Go(s.work)
	}
	var readErr error
	done.Go(func() {
		defer close(s.order)
		defer close(s.jobs)
		readErr = source.Walk(ctx, paths, o.Source, func(it source.Item) error { return s.add(ctx, it) })
	})
	err := s.deliver(yield)
	cancel()
	s.room.close()
	for range s.order {
	}
	done.Wait()
	if err != nil {
		return err
	}
	return readErr
}

// job is one item on its way; done is closed once its result is there.
type job struct {
	result Result
	size   int
	done   chan struct{}
}

type stream struct {
	o     Options
	jobs  chan *job
	order chan *job // jobs in input order
	room  *room
}

func (s *stream) add(ctx context.Context, it source.Item) error {
	j := &job{result: Result{Article: it.Article, Failure: it.Failure}, done: make(chan struct{})}
	if it.Article != nil {
		j.size = len(it.Article.Text)
	}
	if !s.room.take(j.size) {
		return context.Canceled
	}
	select {
	case s.order <- j:
	case <-ctx.Done():
		return ctx.Err()
	}
	if it.Article == nil {
		close(j.done)
		return nil
	}
	select {
	case s.jobs <- j:
		return nil
	case <-ctx.Done():
		close(j.done)
		return ctx.Err()
	}
}

func (s *stream) work() {
	var d extractors.Document
	for j := range s.jobs {
		j.result.Facts, j.result.Failure = Extract(s.o.Extractors, &d, j.result.Article)
		close(j.done)
	}
}

func (s *stream) deliver(yield func(Result) error) error {
	for j := range s.order {
		<-j.done
		if j.result.Facts == nil && j.result.Failure == nil {
			continue // given up on cancellation
		}
		if err := yield(j.result); err != nil {
			return err
		}
		s.room.give(j.size)
	}
	return nil
}

// Extract runs the extractors over one article. A panic in one of them is a
// failure of that article, never of the run.
func Extract(list []extractors.Extractor, d *extractors.Document, a *corpus.Article) (facts *corpus.Facts, failure *source.Failure) {
	defer func() {
		if r := recover(); r != nil {
			facts = nil
			failure = &source.Failure{Path: a.Path, Reason: fmt.Sprintf("extraction failed: %v", r), Hint: "please report this article"}
			*d = extractors.Document{}
		}
	}()
	d.Reset(a)
	extractors.Run(list, d)
	f := d.Facts
	return &f, nil
}

// room bounds the bytes in flight; one article larger than the bound may pass
// alone.
type room struct {
	mu     sync.Mutex
	freed  sync.Cond
	used   int
	max    int
	closed bool
}

func newRoom(max int) *room {
	r := &room{max: max}
	r.freed.L = &r.mu
	return r
}

func (r *room) take(n int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for !r.closed && r.used > 0 && r.used+n > r.max {
		r.freed.Wait()
	}
	r.used += n
	return !r.closed
}

func (r *room) give(n int) {
	r.mu.Lock()
	r.used -= n
	r.mu.Unlock()
	r.freed.Broadcast()
}

func (r *room) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.freed.Broadcast()
}

// ErrNothing says that the inputs held no article at all.
var ErrNothing = errors.New("no article found")
