package cli

import (
	"bufio"
	"context"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/export"
)

func newExtractCommand(a *app) *cobra.Command {
	var o inputOptions
	c := &cobra.Command{
		Use:   "extract PATH…",
		Short: "Print what is extracted from each article",
		Long: `Reads articles and prints their names, dates, figures, quotes and claims, one
JSON line an article in input order. No corpus is needed or touched. All offsets
are Unicode code points into "text", end exclusive.` + exitStatus(exitOK, exitError, exitUsage, exitPartial),
		Example: `  twosource extract article.txt
  twosource extract --json folder/ | jq '.claims[] | {subject, attribute, value}'
  curl -s https://example.com/page | twosource extract --input-format html -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.runExtract(c.Context(), o, args) },
	}
	o.addFlags(c)
	return c
}

func (a *app) runExtract(ctx context.Context, o inputOptions, paths []string) error {
	p, err := a.pipeline(o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(a.env.Stdout, 64<<10)
	enc := export.NewEncoder(out)
	t := tally{app: a}
	err = t.read(ctx, paths, p, func(article *corpus.Article, facts *corpus.Facts) error {
		if err := enc.Article(article, facts); err != nil {
			return err
		}
		if out.Buffered() > 32<<10 {
			return out.Flush()
		}
		return nil
	})
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	if err != nil {
		return err
	}
	return t.err()
}
