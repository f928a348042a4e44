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
	err = Stream(ctx, paths, o.Options, r.take)
	if err == nil || errors.Is(err, context.Canceled) {
		// What was extracted before an interruption is kept.
		err = errors.Join(err, r.flush(context.WithoutCancel(ctx)))
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

// flush stores the batch and then looks at what it brought.
func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	before, err := r.before(ctx)
	if err != nil {
		return err
	}
	outcomes, err := r.st.Put(ctx, r.batch)
	if err != nil {
		return err
	}
	for i, outcome := range outcomes {
		a := &r.batch[i].Article
		if err := r.log.Note(store.Input{Path: a.Path, Article: a.ID, Status: outcome}); err != nil {
			return err
		}
		if old, ok := before[a.ID]; ok && outcome == store.Updated && r.o.Revised != nil {
			r.o.Revised(Revision{Article: a.ID, Path: a.Path, Changes: Changes(old, r.batch[i].Document)})
		}
	}
	if err := r.compare(ctx, outcomes); err != nil {
		return err
	}
	r.progress.Stored += len(r.batch)
	r.batch, r.bytes = r.batch[:0], 0
	if r.o.Progress != nil {
		r.o.Progress(r.progress)
	}
	return nil
}

// before loads the stored versions of articles that come again with another
// text, so that the run can say what changed.
func (r *run) before(ctx context.Context) (map[string]consistency.Document, error) {
	if r.o.Revised == nil {
		return nil, nil
	}
	old := map[string]consistency.Document{}
	for i := range r.batch {
		id := r.batch[i].Article.ID
		if _, known, err := r.st.Index().Mark(id); err != nil || !known {
			if err != nil {
				return nil, err
			}
			continue
		}
		d, err := r.st.Index().Document(ctx, id)
		if err != nil {
			return nil, err
		}
		if d.Article.Text != r.batch[i].Article.Text {
			old[id] = d
		}
	}
	return old, nil
}

// compare looks for contradictions that the new articles of a batch brought;
// each touches only the groups of its own claims.
func (r *run) compare(ctx context.Context, outcomes []store.Outcome) error {
	if r.o.Found == nil {
		return nil
	}
	var again []string
	for i, outcome := range outcomes {
		if outcome == store.Updated {
			again = append(again, r.batch[i].Article.ID)
		}
	}
	r.detect.Stored(again...)
	for i, outcome := range outcomes {
		if outcome == store.Unchanged {
			continue
		}
		id := r.batch[i].Article.ID
		list, err := r.detect.Of(ctx, id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			continue
		}
		r.st.Apply(list)
		if err := r.o.Found(id, list); err != nil {
			return err
		}
	}
	return nil
}

// Rate is articles a second since start, for progress displays.
func (p Progress) Rate(elapsed time.Duration) float64 {
	if elapsed <= 0 {
		return 0
	}
	return float64(p.Read) / elapsed.Seconds()
}
