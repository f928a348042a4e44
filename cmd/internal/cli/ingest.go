package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
	"twosource/pipeline"
	"twosource/pipeline/fetch"
	"twosource/pipeline/source"
)

type ingestOptions struct {
	input    inputOptions
	open     openOptions
	retry    bool
	watch    bool
	every    time.Duration
	failOn   string
	noDetect bool
}

func newIngestCommand(a *app) *cobra.Command {
	var o ingestOptions
	c := &cobra.Command{
		Use:   "ingest PATH|URL|-…",
		Short: "Add articles to a corpus",
		Long: `Reads articles (files, folders, archives, feeds, pages, standard input) and adds
them to the corpus, which is made where there is none. Articles that are there
already are left alone, so an interrupted run is simply started again; a changed
article replaces its earlier version and the claims that changed are listed.

Once ingest says an article is in, it is on disk to stay.

The contradictions that the new articles bring are counted, and listed with
"twosource conflicts --since RUN".` + exitStatus(exitOK, exitError, exitUsage, exitPartial, exitFindings, exitLocked),
		Example: `  twosource ingest testdata/articles
  twosource ingest --corpus news/ dump.jsonl.gz CC-NEWS-2024.warc.gz
  zcat dump.jsonl.gz | twosource ingest --input-format jsonl -`,
		Args: func(c *cobra.Command, args []string) error {
			if o.retry {
				return cobra.NoArgs(c, args)
			}
			return cobra.MinimumNArgs(1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return a.runIngest(c.Context(), o, args) },
	}
	o.input.addFlags(c)
	o.open.addFlags(c)
	f := c.Flags()
	f.BoolVar(&o.retry, "retry-failed", false, "read again the inputs that failed in the last run")
	f.BoolVar(&o.watch, "watch", false, "keep running and add files as they appear in the folders")
	f.DurationVar(&o.every, "every", 0, "keep running and read the inputs again after this long (10m)")
	f.StringVar(&o.failOn, "fail-on", "", "exit with 4 if the new articles bring a finding of this `verdict`")
	f.BoolVar(&o.noDetect, "no-detect", false, "do not compare the new articles with the corpus")
	choices(c, "fail-on", verdictNames()...)
	return c
}

func (a *app) runIngest(ctx context.Context, o ingestOptions, paths []string) error {
	if o.failOn != "" && !contains(verdictNames(), o.failOn) {
		return usageError("--fail-on %q is not one of the verdicts", o.failOn)
	}
	st, err := a.write(o.open, "ingest", !o.retry)
	if err != nil {
		return err
	}
	defer st.Close()
	if o.input.memory, err = fetch.LoadMemory(fetched(st)); err != nil {
		return err
	}
	p, err := a.pipeline(o.input)
	if err != nil {
		return err
	}
	if o.retry {
		if paths, err = failedInputs(ctx, st); err != nil || len(paths) == 0 {
			a.say("nothing failed in the last run")
			return err
		}
	}
	if o.watch || o.every > 0 {
		return a.keepIngesting(ctx, st, o, p, paths)
	}
	return a.ingestOnce(ctx, st, o, p, paths)
}

// fetched is the file of what servers said of the pages fetched.
func fetched(st *store.Store) string { return filepath.Join(st.Dir(), "fetched.json") }

// ingestOnce makes one run and prints its summary.
func (a *app) ingestOnce(ctx context.Context, st *store.Store, o ingestOptions, p pipeline.Options, paths []string) error {
	n, err := st.Index().Count()
	if err != nil {
		return err
	}
	a.boundMemory(n)
	bar := a.progress(paths)
	t := tally{app: a}
	var found consistency.Distinct
	alarms := 0
	opt := pipeline.IngestOptions{
		Options: p, Command: "ingest", Version: version(),
		Failed:   func(f *source.Failure) { bar.clear(); t.failure(f) },
		Progress: func(p pipeline.Progress) { a.boundMemory(n + uint64(p.Stored)); bar.show(p) },
		Revised:  func(r pipeline.Revision) { bar.clear(); a.revision(r) },
	}
	if !o.noDetect {
		opt.Found = func(_ string, list []corpus.Conflict) error {
			for i := range list {
				c := &list[i]
				if c.Verdict == corpus.Contradiction && c.Status != corpus.Dismissed {
					found.Add(c)
				}
				if string(c.Verdict) == o.failOn {
					alarms++
				}
			}
			return nil
		}
	}
	a.resume = "start the same command again: what is stored already is left alone"
	run, err := pipeline.Ingest(ctx, st, paths, opt)
	bar.clear()
	if err != nil {
		return err
	}
	if o.input.memory != nil { // only now: what is remembered is not fetched again
		if err := o.input.memory.Save(fetched(st)); err != nil {
			return err
		}
	}
	if err := a.summary(run, found.Len(), !o.noDetect); err != nil {
		return err
	}
	t.articles = run.Counts.Added + run.Counts.Updated + run.Counts.Unchanged
	if err := t.none(); err != nil && !(errors.Is(err, pipeline.ErrNothing) && anyAddress(paths)) {
		return err
	}
	if alarms > 0 {
		return findings(alarms)
	}
	return t.err()
}

// anyAddress reports whether some input is fetched: a feed or page that has not
// changed since last time gives no article, and that is no error.
func anyAddress(paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return strings.HasPrefix(p, "http://") || strings.HasPrefix(p, "https://") })
}

// summary is the one line of data that ingest prints.
func (a *app) summary(run store.Run, found int, detected bool) error {
	c := run.Counts
	if a.format != "table" {
		rows := a.rows("run", "new", "revised", "unchanged", "failed", "contradictions")
		object := fmt.Sprintf(`{"run":%q,"new":%d,"revised":%d,"unchanged":%d,"failed":%d,"contradictions":%d}`, run.ID, c.Added, c.Updated, c.Unchanged, c.Failed, found)
		if err := rows.write([]byte(object), run.ID, itoa(c.Added), itoa(c.Updated), itoa(c.Unchanged), itoa(c.Failed), itoa(found)); err != nil {
			return err
		}
		return rows.close()
	}
	_, err := fmt.Fprintf(a.env.Stdout, "run %s: %d new, %d revised, %d unchanged, %d failed\n", run.ID, c.Added, c.Updated, c.Unchanged, c.Failed)
	if err == nil && detected && found > 0 {
		_, err = fmt.Fprintf(a.env.Stdout, "%s with the new articles in it: twosource conflicts --since %s\n", plural(found, "contradiction"), run.ID)
	}
	return err
}

// revision tells which claims changed with a new version of an article.
func (a *app) revision(r pipeline.Revision) {
	a.say("%s: revised, %s changed", r.Path, plural(len(r.Changes), "claim"))
	for _, c := range r.Changes {
		before, after := "nothing", "nothing"
		if c.Before != nil {
			before = valueText(*c.Before)
		}
		if c.After != nil {
			after = valueText(*c.After)
		}
		a.say("  %s · %s: %s → %s", c.Subject, c.Attribute, before, after)
	}
}

// failedInputs are the paths that failed in the newest run, each once.
func failedInputs(ctx context.Context, st *store.Store) ([]string, error) {
	runs, err := st.Runs(ctx)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	var paths []string
	seen := map[string]bool{}
	err = st.Inputs(ctx, runs[len(runs)-1].ID, func(in store.Input) error {
		if in.Status == store.Failed && in.Path != "-" && !seen[in.Path] {
			seen[in.Path] = true
			paths = append(paths, existing(in.Path))
		}
		return nil
	})
	return paths, err
}

// existing cuts the part of a path that lies inside an archive.
func existing(path string) string {
	for p := path; p != "." && p != "/" && p != ""; p = parent(p) {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	return path
}
