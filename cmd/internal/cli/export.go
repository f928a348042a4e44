package cli

import (
	"bufio"
	"context"
	"io"
	"os"
	"sort"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/export/atom"
	"twosource/corpus/export/cite"
	"twosource/corpus/export/followthemoney"
	"twosource/corpus/export/graph"
	"twosource/corpus/export/jsonld"
	"twosource/corpus/export/parquet"
	"twosource/corpus/store"
)

type exportOptions struct {
	open   openOptions
	as     string
	query  string
	output string
}

// articleSink takes the articles of an export one by one; close ends it.
type articleSink struct {
	article func(a *corpus.Article, f *corpus.Facts) error
	close   func() error
}

// articleExports are the formats made of articles with their facts.
func articleExports(w io.Writer) map[string]func() articleSink {
	each := func(write func(*corpus.Article, *corpus.Facts) error) func() articleSink {
		return func() articleSink { return articleSink{write, func() error { return nil }} }
	}
	reference := func(write func(io.Writer, *corpus.Article) error) func() articleSink {
		return each(func(a *corpus.Article, _ *corpus.Facts) error { return write(w, a) })
	}
	network := func(write func(*graph.Graph, io.Writer) error) func() articleSink {
		return func() articleSink {
			g := graph.New()
			return articleSink{g.Article, func() error { return write(g, w) }}
		}
	}
	enc := export.NewEncoder(w)
	return map[string]func() articleSink{
		"jsonl":          each(enc.Article),
		"annotation":     each(func(a *corpus.Article, f *corpus.Facts) error { return jsonld.Annotations(w, a, f) }),
		"followthemoney": each(func(a *corpus.Article, f *corpus.Facts) error { return followthemoney.Article(w, a, f) }),
		"bibtex":         reference(cite.BibTeX),
		"ris":            reference(cite.RIS),
		"csl": func() articleSink {
			c := cite.NewCSL(w)
			return articleSink{func(a *corpus.Article, _ *corpus.Facts) error { return c.Article(a) }, c.Close}
		},
		"gexf":    network((*graph.Graph).GEXF),
		"graphml": network((*graph.Graph).GraphML),
		"parquet": func() articleSink {
			p := parquet.NewWriter(w)
			return articleSink{p.Article, p.Close}
		},
	}
}

// findingExports are the formats made of findings.
var findingExports = []string{"atom", "claimreview"}

func exportNames() []string {
	names := append([]string{"csv"}, findingExports...)
	for name := range articleExports(io.Discard) {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func newExportCommand(a *app) *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use: "export", Short: "Write the corpus in a format of other tools",
		Long: `Writes to stdout, or to a file with --output:

  jsonl           articles with their facts      parquet         claims, for SQL
  csv             claims, safe for spreadsheets  annotation      W3C Web Annotations
  bibtex ris csl  references                     followthemoney  for Aleph
  gexf graphml    names that occur together      atom            findings as a feed
  claimreview     findings a person confirmed (schema.org)` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: `  twosource export --as parquet --output claims.parquet
  twosource export --as gexf --query after:2024-01-01 > names.gexf
  twosource export --as claimreview`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runExport(c.Context(), o) },
	}
	o.open.addFlags(c)
	f := c.Flags()
	f.StringVar(&o.as, "as", "jsonl", "format: "+strings.Join(exportNames(), ", "))
	f.StringVar(&o.query, "query", "", "only articles that match this search `query`")
	f.StringVarP(&o.output, "output", "o", "", "`file` to write")
	choices(c, "as", exportNames()...)
	return c
}

func (a *app) runExport(ctx context.Context, o exportOptions) error {
	if !contains(exportNames(), o.as) {
		return usageError("--as %q is not one of %s", o.as, strings.Join(exportNames(), ", "))
	}
	if o.as == "csv" && o.output == "" {
		a.format = "csv"
		return a.runList(ctx, &listOptions{open: o.open, query: o.query}, claimList())
	}
	st, err := a.read(o.open, "export")
	if err != nil {
		return err
	}
	defer st.Close()
	return a.toFile(o.output, func(w io.Writer) error {
		switch {
		case o.as == "csv":
			sub := *a
			sub.format, sub.env.Stdout = "csv", w
			return sub.list(ctx, st, &listOptions{query: o.query}, claimList())
		case contains(findingExports, o.as):
			return a.exportFindings(ctx, st, o.as, w)
		}
		return exportArticles(ctx, st, o, articleExports(w)[o.as]())
	})
}

// toFile runs write on stdout, or on a file that appears only once it is whole.
func (a *app) toFile(path string, write func(io.Writer) error) error {
	if path == "" {
		w := bufio.NewWriterSize(a.env.Stdout, 64<<10)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	}
	file, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 64<<10)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(path + ".part")
		return err
	}
	return os.Rename(path+".part", path)
}

func exportArticles(ctx context.Context, st *store.Store, o exportOptions, sink articleSink) error {
	names := resolver(st)
	err := eachDocument(ctx, st.Index(), o.query, func(d consistency.Document) error {
		if err := names.Resolve(ctx, &d.Article, &d.Facts); err != nil {
			return err
		}
		return sink.article(&d.Article, &d.Facts)
	})
	if err != nil {
		return err
	}
	return sink.close()
}

func (a *app) exportFindings(ctx context.Context, st *store.Store, as string, w io.Writer) error {
	var list []corpus.Conflict
	err := st.Conflicts(ctx, consistency.Filter{}, func(c corpus.Conflict) error {
		list = append(list, c)
		return nil
	})
	if err != nil {
		return err
	}
	st.Apply(list)
	if as == "claimreview" {
		read := texts(st.Index())
		for i := range list {
			if err := jsonld.ClaimReview(w, &list[i], read); err != nil {
				return err
			}
		}
		return nil
	}
	open := list[:0]
	for _, c := range list {
		if c.Status != corpus.Dismissed {
			open = append(open, c)
		}
	}
	runs, err := st.Runs(ctx)
	if err != nil {
		return err
	}
	return atom.Write(w, atom.Feed{ID: "tag:twosource,2026:findings", Title: "Contradictions", Updated: lastRun(runs)}, open)
}

// lastRun is when the newest run began: the feed changes with the corpus, not
// with the clock.
func lastRun(runs []store.Run) time.Time {
	if len(runs) == 0 {
		return time.Unix(0, 0)
	}
	t, _ := time.Parse(time.RFC3339, runs[len(runs)-1].Started)
	return t
}
