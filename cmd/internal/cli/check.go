package cli

import (
	"bufio"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/pipeline"
)

// findingOptions are the flags of the commands that list contradictions.
type findingOptions struct {
	verdict   []string
	failOn    string
	subject   string
	attribute string
	limit     int
}

func (o *findingOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringSliceVar(&o.verdict, "verdict", nil, "verdicts to list, or all (default contradiction,variant)")
	f.StringVar(&o.failOn, "fail-on", "", "exit with 4 if there is a finding of this `verdict`")
	f.StringVar(&o.subject, "subject", "", "only this subject")
	f.StringVar(&o.attribute, "attribute", "", "only this attribute")
	f.IntVar(&o.limit, "limit", 0, "list at most this many (default all)")
	choices(c, "verdict", append([]string{"all"}, verdictNames()...)...)
	choices(c, "fail-on", verdictNames()...)
}

func verdictNames() []string {
	return []string{string(corpus.Contradiction), string(corpus.Variant), string(corpus.Update), string(corpus.Scope), string(corpus.Compatible)}
}

func (o findingOptions) filter() (consistency.Filter, error) {
	f := consistency.Filter{Subject: o.subject, Attribute: o.attribute}
	for _, v := range o.verdict {
		switch {
		case v == "all":
			for _, name := range verdictNames() {
				f.Verdicts = append(f.Verdicts, corpus.Verdict(name))
			}
		case contains(verdictNames(), v):
			f.Verdicts = append(f.Verdicts, corpus.Verdict(v))
		default:
			return f, usageError("--verdict %q is not one of all, %s", v, strings.Join(verdictNames(), ", "))
		}
	}
	if o.failOn != "" && !contains(verdictNames(), o.failOn) {
		return f, usageError("--fail-on %q is not one of %s", o.failOn, strings.Join(verdictNames(), ", "))
	}
	return f, nil
}

func newCheckCommand(a *app) *cobra.Command {
	var in inputOptions
	var o findingOptions
	c := &cobra.Command{
		Use:   "check PATH…",
		Short: "Read articles and print where they contradict each other",
		Long: `Reads articles into a throw-away corpus and prints the contradictions among
them, the most telling first: both sentences with the value marked, who published
it when, and why the two cannot both hold. Findings, not verdicts on who is right.

Without --verdict only contradictions and quotations whose wording differs
(variant) are printed; --verdict all adds what was compared and explained:
update, scope, compatible.` + exitStatus(exitOK, exitError, exitUsage, exitPartial, exitFindings),
		Example: `  twosource check testdata/articles
  twosource check --json --verdict all article1.txt article2.html
  twosource check --fail-on contradiction --quiet drafts/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.runCheck(c.Context(), in, o, args) },
	}
	in.addFlags(c)
	o.addFlags(c)
	return c
}

func (a *app) runCheck(ctx context.Context, in inputOptions, o findingOptions, paths []string) error {
	filter, err := o.filter()
	if err != nil {
		return err
	}
	p, err := a.pipeline(in)
	if err != nil {
		return err
	}
	g := pipeline.NewGathering(0)
	defer g.Close()
	t := tally{app: a}
	if err := t.read(ctx, paths, p, g.Add); err != nil {
		return err
	}
	conflicts, err := g.Conflicts(ctx, filter)
	if err != nil {
		return err
	}
	list := a.findings(o, g.Text)
	for _, c := range conflicts {
		if err := list.add(c); err != nil {
			return err
		}
	}
	return list.close(t)
}

// findingList prints conflicts in the format asked for and counts those that
// --fail-on waits for.
type findingList struct {
	app    *app
	o      findingOptions
	texts  export.Texts
	board  board
	rows   *rowWriter
	n      int
	failed int
	atOnce bool // each is sent out before the next is looked for
}

func (a *app) findings(o findingOptions, texts export.Texts) *findingList {
	l := &findingList{app: a, o: o, texts: texts}
	if a.format == "table" {
		l.board = board{out: bufio.NewWriter(a.env.Stdout), colour: a.env.colour()}
	} else {
		l.rows = a.rows("id", "verdict", "subject", "attribute", "score", "reason", "value_a", "source_a", "sentence_a", "value_b", "source_b", "sentence_b")
	}
	return l
}

func (l *findingList) add(c corpus.Conflict) error {
	if string(c.Verdict) == l.o.failOn {
		l.failed++
	}
	if l.o.limit > 0 && l.n >= l.o.limit {
		return nil
	}
	l.n++
	if l.rows == nil {
		return l.board.print(c, l.texts)
	}
	var object strings.Builder
	if err := export.Conflict(&object, &c, l.texts); err != nil {
		return err
	}
	if err := l.rows.write([]byte(object.String()), findingCells(c, l.texts)...); err != nil || !l.atOnce {
		return err
	}
	return l.rows.flush()
}

// full reports whether nothing that comes after would be printed or counted.
func (l *findingList) full() bool { return l.o.limit > 0 && l.n >= l.o.limit && l.o.failOn == "" }

func findingCells(c corpus.Conflict, texts export.Texts) []string {
	cells := []string{c.ID, string(c.Verdict), c.Subject, c.Attribute, shortFloat(c.Score), c.Reason}
	for _, e := range []corpus.Evidence{c.Evidence[0], c.Evidence[len(c.Evidence)-1]} {
		text, _ := texts(e.Article)
		cells = append(cells, valueText(e.Claim), e.Source, oneLine(e.Claim.Sentence.In(text)))
	}
	return cells
}

// close ends the list and decides how the command ends.
// t counts the articles that were read for it.
func (l *findingList) close(t tally) error {
	if l.rows != nil {
		if err := l.rows.close(); err != nil {
			return err
		}
	} else if l.n == 0 {
		l.app.say("%s, nothing found", plural(t.articles, "article"))
	}
	if l.failed > 0 {
		return findings(l.failed)
	}
	return t.err()
}
