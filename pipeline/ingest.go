package pipeline

import (
	"context"
	"errors"
	"time"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
	"twosource/pipeline/source"
)

// A batch is written once it holds this many articles or bytes of text. Larger
// batches index little faster and lose more work when a run is killed.
const (
	batchArticles = 1000
	batchBytes    = 5 << 20
)

// IngestOptions say how a run is done and who hears of it. The callbacks run on
// the caller's goroutine, in input order, and may be nil.
type IngestOptions struct {
	Options
	Command  string // noted in the run's record
	Version  string // of the program, noted too
	Failed   func(*source.Failure)
	Progress func(Progress)
	Revised  func(Revision)
	// Found is told of the contradictions an article has brought, once it is
	// stored. Nil: nothing is compared.
	Found func(article string, conflicts []corpus.Conflict) error
}

// Progress is how far a run has come.
type Progress struct {
	Read, Stored, Failed int
	Bytes                int64 // article text read
}

// Revision is an article that came again with another text.
type Revision struct {
	Article string
	Path    string
	Changes []Change
}

// Ingest reads articles into a corpus as one run and returns the run's record.
// Articles that are there already are left alone, so a run that was cut short
// is simply started again. Inputs that fail are noted in the record; the error
// says why the run itself could not go on.
func Ingest(ctx context.Context, st *store.Store, paths []string, o IngestOptions) (store.Run, error) {
	log, err := st.StartRun(o.Command, o.Version)
	if err != nil {
		return store.Run{}, err
	}
	r := &run{ctx: ctx, st: st, o: o, log: log, detect: consistency.NewDetector(st.Index())}
	if o.Found != nil {
		r.upkeep = st.Upkeep()
	}
	err = Stream(ctx, paths, o.Options, r.take)
	if err == nil || errors.Is(err, context.Canceled) {
		// What was extracted before an interruption is kept.
		ctx := context.WithoutCancel(ctx)
		err = errors.Join(err, r.settle(), r.flush(ctx), r.settle())
	} else {
		_ = r.settle() // it ends before the corpus is closed
	}
	if err == nil {
		err = r.upkeep.End(ctx)
	}
	summary, endErr := log.End()
	return summary, errors.Join(err, endErr)
}

// run is an ingest under way.
type run struct {
	ctx      context.Context
	st       *store.Store
	o        IngestOptions
	log      *store.RunLog
	detect   *consistency.Detector
	upkeep   *store.Upkeep
	writing  *writing // nil if no batch is being stored
	batch    []store.Item
	bytes    int
	progress Progress
}

func (r *run) take(res Result) error {
	if res.Failure != nil {
		r.progress.Failed++
		if r.o.Failed != nil {
			r.o.Failed(res.Failure)
		}
		return r.log.Note(store.Input{Path: res.Failure.Path, Status: store.Failed, Reason: res.Failure.Error(), Offset: res.Failure.Offset, Line: res.Failure.Line})
	}
	r.progress.Read++
	r.progress.Bytes += int64(len(res.Article.Text))
	item := store.Item{Document: consistency.Document{Article: *res.Article, Facts: *res.Facts}}
	r.batch = append(r.batch, item)
	if r.bytes += len(res.Article.Text); len(r.batch) < batchArticles && r.bytes < batchBytes {
		return nil
	}
	return r.flush(r.ctx)
}

// flush makes the batch ready while the one before it is being stored, and begins
// to store it once that is done.
func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	batch, err := r.st.Prepare(ctx, r.batch)
	if e := r.settle(); e != nil {
		return e
	}
	if err != nil {
		return err
	}
	w := &writing{items: r.batch, batch: batch, done: make(chan struct{})}
	r.batch, r.bytes = make([]store.Item, 0, len(r.batch)), 0
	if w.before, err = r.before(ctx, w); err == nil {
		err = r.upkeep.Replacing(ctx, w.ids(store.Updated))
	}
	if err != nil {
		return err
	}
	r.writing = w
	go r.write(ctx, w)
	return nil
}

// writing is a batch that is being stored and compared; all but items may be read
// once done is closed.
type writing struct {
	items  []store.Item
	batch  *store.Batch
	before map[string]consistency.Document
	found  [][]corpus.Conflict // of each item, if it was to be compared
	done   chan struct{}
	stored bool
	err    error
}

// ids are those of the articles with an outcome.
func (w *writing) ids(o store.Outcome) []string {
	var out []string
	for i, outcome := range w.batch.Outcomes {
		if outcome == o {
			out = append(out, w.items[i].Article.ID)
		}
	}
	return out
}

// write stores a batch and looks for the contradictions its articles brought.
func (r *run) write(ctx context.Context, w *writing) {
	defer close(w.done)
	if w.err = r.st.Commit(w.batch); w.err != nil {
		return
	}
	w.stored = true
	if r.o.Found != nil {
		w.found, w.err = r.compare(ctx, w)
	}
}

// settle waits for the batch that is being stored and tells of it.
func (r *run) settle() error {
	w := r.writing
	if w == nil {
		return nil
	}
	r.writing = nil
	<-w.done
	if !w.stored {
		return w.err
	}
	for i, outcome := range w.batch.Outcomes {
		a := &w.items[i].Article
		if err := r.log.Note(store.Input{Path: a.Path, Article: a.ID, Status: outcome}); err != nil {
			return err
		}
		if old, ok := w.before[a.ID]; ok && outcome == store.Updated {
			r.o.Revised(Revision{Article: a.ID, Path: a.Path, Changes: Changes(old, w.items[i].Document)})
		}
	}
	for i, list := range w.found {
		if len(list) == 0 {
			continue
		}
		r.st.Apply(list)
		if err := r.o.Found(w.items[i].Article.ID, list); err != nil {
			return err
		}
	}
	if w.err != nil {
		return w.err
	}
	r.progress.Stored += len(w.items)
	if r.o.Progress != nil {
		r.o.Progress(r.progress)
	}
	return nil
}

// before loads the stored versions of articles that come again with another
// text, so that the run can say what changed.
func (r *run) before(ctx context.Context, w *writing) (map[string]consistency.Document, error) {
	if r.o.Revised == nil {
		return nil, nil
	}
	old := map[string]consistency.Document{}
	for i, outcome := range w.batch.Outcomes {
		if outcome != store.Updated {
			continue
		}
		a := &w.items[i].Article
		d, err := r.st.Index().Document(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		if d.Article.Text != a.Text {
			old[a.ID] = d
		}
	}
	return old, nil
}

// compare looks for contradictions that the new articles of a batch brought;
// each touches only the groups of its own claims.
func (r *run) compare(ctx context.Context, w *writing) ([][]corpus.Conflict, error) {
	ids := make([]string, len(w.items))
	for i, outcome := range w.batch.Outcomes {
		if outcome != store.Unchanged {
			ids[i] = w.items[i].Article.ID
		}
	}
	r.detect.Stored(w.ids(store.Updated)...)
	return r.detect.All(ctx, ids)
}

// Rate is articles a second since start, for progress displays.
func (p Progress) Rate(elapsed time.Duration) float64 {
	if elapsed <= 0 {
		return 0
	}
	return float64(p.Read) / elapsed.Seconds()
}
