package cli

import (
	"github.com/spf13/cobra"

	"twosource/corpus/consistency"
	"twosource/corpus/export"
)

func newQuotesCommand(a *app) *cobra.Command {
	return newListCommand(a, factList{
		name: "quotes", short: "List the quotations of a corpus",
		long:    "Lists who said what, with the words that name the speaker and how it was said.",
		example: "  twosource quotes --speaker Kurtz\n  twosource quotes --kind direct --json\n  twosource quotes --query source:Courier --format csv",
		header:  []string{"kind", "speaker", "medium", "quote"},
		flags: func(c *cobra.Command, o *listOptions) {
			c.Flags().StringVar(&o.speaker, "speaker", "", "only quotations of this speaker")
			kindFlag("direct, mixed, indirect or post")(c, o)
		},
		rows: func(o *listOptions, d *consistency.Document, e *export.Encoder, emit func(func() error, ...string) error) error {
			for i := range d.Facts.Quotes {
				x := &d.Facts.Quotes[i]
				if !same(o.kind, string(x.Kind)) || !names(x.Speaker, o.speaker) {
					continue
				}
				if err := emit(func() error { return e.Quote(&d.Article, x) }, string(x.Kind), x.Speaker, x.Medium, x.In(d.Article.Text)); err != nil {
					return err
				}
			}
			return nil
		},
	})
}
