package cli

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/store"
)

// listOptions are the flags of the commands that list facts of a corpus.
type listOptions struct {
	open      openOptions
	query     string
	limit     int
	subject   string
	attribute string
	speaker   string
	kind      string
}

func (o *listOptions) addFlags(c *cobra.Command) {
	o.open.addFlags(c)
	c.Flags().StringVar(&o.query, "query", "", "only articles that match this search `query`")
	c.Flags().IntVar(&o.limit, "limit", 0, "list at most this many (default all)")
}

// eachDocument calls fn with the articles that match the query, or with all,
// in order of id; one article is in memory at a time.
func eachDocument(ctx context.Context, x *bleveindex.Index, query string, fn func(consistency.Document) error) error {
	ids, err := matching(ctx, x, query)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := x.Document(ctx, id)
		if isMissing(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := fn(d); err != nil {
			return err
		}
	}
	return nil
}

func matching(ctx context.Context, x *bleveindex.Index, query string) ([]string, error) {
	if query == "" {
		return x.IDs(ctx)
	}
	var ids []string
	req := bleveindex.Request{Text: query, Size: bleveindex.MaxSize, Order: bleveindex.OldestFirst}
	for {
		res, err := x.Search(ctx, req)
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			ids = append(ids, h.Article.ID)
		}
		if res.Next == "" {
			return ids, nil
		}
		req.After = res.Next
	}
}

// factList describes one list command.
type factList struct {
	name, short, long, example string
	header                     []string
	flags                      func(*cobra.Command, *listOptions)
	// rows calls emit for the facts of a document that the options want: the
	// fact's JSON line and its cells after those of the article.
	rows func(o *listOptions, d *consistency.Document, e *export.Encoder, emit func(encode func() error, cells ...string) error) error
}

func newListCommand(a *app, l factList) *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use: l.name, Short: l.short,
		Long:    l.long + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: l.example,
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.runList(c.Context(), &o, l) },
	}
	o.addFlags(c)
	if l.flags != nil {
		l.flags(c, &o)
	}
	return c
}

// errEnough ends a list at its limit.
var errEnough = fmt.Errorf("enough")

func (a *app) runList(ctx context.Context, o *listOptions, l factList) error {
	st, err := a.read(o.open, l.name)
	if err != nil {
		return err
	}
	defer st.Close()
	return a.list(ctx, st, o, l)
}

func (a *app) list(ctx context.Context, st *store.Store, o *listOptions, l factList) error {
	rows := a.rows(append([]string{"article", "source", "published"}, l.header...)...)
	var line bytes.Buffer
	e := export.NewEncoder(&line)
	err := eachDocument(ctx, st.Index(), o.query, func(d consistency.Document) error {
		return l.rows(o, &d, e, func(encode func() error, cells ...string) error {
			if o.limit > 0 && rows.n >= o.limit {
				return errEnough
			}
			line.Reset()
			if err := encode(); err != nil {
				return err
			}
			head := []string{d.Article.ID, d.Article.Source, d.Article.Published}
			return rows.write(line.Bytes(), append(head, cells...)...)
		})
	})
	if err != nil && err != errEnough {
		return err
	}
	return rows.close()
}

func newClaimsCommand(a *app) *cobra.Command { return newListCommand(a, claimList()) }

func claimList() factList {
	return factList{
		name: "claims", short: "List the claims of a corpus",
		long:    "Lists what the articles state: subject, attribute, value, with the words that say so.",
		example: "  twosource claims --attribute founded\n  twosource claims --subject CrowdStrike --json\n  twosource claims --query after:2024-01-01 --format csv",
		header:  []string{"subject", "attribute", "value", "as_of", "by", "confidence", "sentence"},
		flags: func(c *cobra.Command, o *listOptions) {
			c.Flags().StringVar(&o.subject, "subject", "", "only this subject")
			c.Flags().StringVar(&o.attribute, "attribute", "", "only this attribute")
		},
		rows: func(o *listOptions, d *consistency.Document, e *export.Encoder, emit func(func() error, ...string) error) error {
			for i := range d.Facts.Claims {
				x := &d.Facts.Claims[i]
				if !same(o.subject, x.Subject) || !same(o.attribute, x.Attribute) {
					continue
				}
				err := emit(func() error { return e.Claim(&d.Article, x) }, x.Subject, x.Attribute, valueText(*x), x.AsOf, x.By, shortFloat(x.Confidence), x.Sentence.In(d.Article.Text))
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func newFiguresCommand(a *app) *cobra.Command {
	return newListCommand(a, factList{
		name: "figures", short: "List the figures of a corpus",
		long:    "Lists numbers with their unit and what they count.",
		example: "  twosource figures --kind money\n  twosource figures --query entity:CrowdStrike --json\n  twosource figures --format csv > figures.csv",
		header:  []string{"kind", "value", "unit", "bound", "counted", "of", "text"},
		flags:   kindFlag("count, percent, money, measure, ratio, age, ordinal, rank or score"),
		rows: func(o *listOptions, d *consistency.Document, e *export.Encoder, emit func(func() error, ...string) error) error {
			text := d.Article.Text
			for i := range d.Facts.Figures {
				x := &d.Facts.Figures[i]
				if !same(o.kind, string(x.Kind)) {
					continue
				}
				err := emit(func() error { return e.Figure(&d.Article, x) }, string(x.Kind), x.Value.String(), x.Unit, string(x.Bound), x.Counted.In(text), x.Of.In(text), x.In(text))
				if err != nil {
					return err
				}
			}
			return nil
		},
	})
}

func newDatesCommand(a *app) *cobra.Command {
	return newListCommand(a, factList{
		name: "dates", short: "List the dates of a corpus",
		long:    "Lists dates, times, durations and sets with their TIMEX3 value.",
		example: "  twosource dates --kind duration\n  twosource dates --query source:Courier --json\n  twosource dates --limit 20",
		header:  []string{"type", "value", "from", "to", "text"},
		flags:   kindFlag("date, time, duration or set"),
		rows: func(o *listOptions, d *consistency.Document, e *export.Encoder, emit func(func() error, ...string) error) error {
			for i := range d.Facts.Dates {
				x := &d.Facts.Dates[i]
				if !same(o.kind, string(x.Type)) {
					continue
				}
				if err := emit(func() error { return e.Date(&d.Article, x) }, string(x.Type), x.Value, x.From, x.To, x.In(d.Article.Text)); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

func kindFlag(kinds string) func(*cobra.Command, *listOptions) {
	return func(c *cobra.Command, o *listOptions) {
		c.Flags().StringVar(&o.kind, "kind", "", "only this `kind`: "+kinds)
	}
}

// same reports whether a filter lets a value pass.
func same(filter, value string) bool { return filter == "" || equalFold(filter, value) }

func newShowCommand(a *app) *cobra.Command {
	var o openOptions
	c := &cobra.Command{
		Use: "show ARTICLE…", Short: "Show articles with their facts",
		Long:    "Shows stored articles by id; with --json the object of extract, names resolved across the corpus." + exitStatus(exitOK, exitError, exitUsage, exitPartial, exitNoCorpus, exitLocked),
		Example: "  twosource show tidewell-1\n  twosource show --json tidewell-1 | jq .claims",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return a.runShow(c.Context(), o, args) },
	}
	o.addFlags(c)
	return c
}

func (a *app) runShow(ctx context.Context, o openOptions, ids []string) error {
	st, err := a.read(o, "show")
	if err != nil {
		return err
	}
	defer st.Close()
	names := resolver(st)
	t := tally{app: a}
	for _, id := range ids {
		d, err := st.Index().Document(ctx, id)
		if isMissing(err) {
			t.failed++
			report(a.env.Stderr, a.logFormat == "json", notFound("article", id, "twosource search finds articles and prints their ids"))
			continue
		}
		if err != nil {
			return err
		}
		t.articles++
		if err := names.Resolve(ctx, &d.Article, &d.Facts); err != nil {
			return err
		}
		if a.format == "table" {
			err = a.showArticle(&d)
		} else {
			err = export.Article(a.env.Stdout, &d.Article, &d.Facts)
		}
		if err != nil {
			return err
		}
	}
	if err := t.none(); err != nil {
		return err
	}
	return t.err()
}

// showArticle prints the text and under it the facts in the order they stand.
func (a *app) showArticle(d *consistency.Document) error {
	x := &d.Article
	w := a.env.Stdout
	fmt.Fprintf(w, "%s\n%s, %s  %s\n\n", printable(x.Title), printable(x.Source), dayOf(x.Published), printable(x.URL))
	fmt.Fprintf(w, "%s\n\n", printableLines(x.Body.In(x.Text)))
	for _, c := range d.Facts.Claims {
		fmt.Fprintf(w, "claim   %s · %s: %s\n", printable(c.Subject), printable(c.Attribute), valueText(c))
	}
	for _, q := range d.Facts.Quotes {
		speaker := q.Speaker
		if speaker == "" {
			speaker = "unknown"
		}
		fmt.Fprintf(w, "quote   %s: %s\n", printable(speaker), oneLine(q.In(x.Text)))
	}
	_, err := fmt.Fprintf(w, "%s, %s, %s, %s, %s\n", plural(len(d.Facts.Entities), "name"), plural(len(d.Facts.Dates), "date"),
		plural(len(d.Facts.Figures), "figure"), plural(len(d.Facts.Quotes), "quote"), plural(len(d.Facts.Claims), "claim"))
	return err
}
