package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
)

type conflictsOptions struct {
	open    openOptions
	finding findingOptions
	since   string
	article string
	status  string
	asFound bool
}

func newConflictsCommand(a *app) *cobra.Command {
	var o conflictsOptions
	c := &cobra.Command{
		Use: "conflicts", Short: "List the contradictions of a corpus",
		Long: `Lists where the articles of the corpus contradict each other, the most telling
first. What is found is kept in the corpus, and only what came since is compared
again. Findings that a person has dismissed are left out; --status shows them.
--since RUN lists what the articles of a run brought and reads no others' claims
than those they could contradict; "last" is the newest run. --as-found lists in no
useful order, but each finding as soon as it is known: where nothing is kept yet, and
with --since those of one article after the other.` + exitStatus(exitOK, exitError, exitUsage, exitFindings, exitNoCorpus, exitLocked),
		Example: `  twosource conflicts
  twosource conflicts --subject CrowdStrike --json
  twosource conflicts --since last --fail-on contradiction`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runConflicts(c.Context(), o) },
	}
	o.open.addFlags(c)
	o.finding.addFlags(c)
	c.Flags().StringVar(&o.since, "since", "", "only what the articles of this `run` brought")
	c.Flags().StringVar(&o.article, "article", "", "only findings with this article in them")
	c.Flags().StringVar(&o.status, "status", "", "only findings that are open, confirmed or dismissed (default: all but dismissed)")
	c.Flags().BoolVar(&o.asFound, "as-found", false, "list each finding as soon as it is known, not the most telling first")
	choices(c, "status", "open", "confirmed", "dismissed")
	return c
}

func (a *app) runConflicts(ctx context.Context, o conflictsOptions) error {
	filter, err := o.finding.filter()
	if err != nil {
		return err
	}
	if !contains([]string{"", "open", "confirmed", "dismissed"}, o.status) {
		return usageError("--status %q is not open, confirmed or dismissed", o.status)
	}
	filter.Article = o.article
	st, err := a.read(o.open, "conflicts")
	if err != nil {
		return err
	}
	defer st.Close()
	n, err := st.Index().Count()
	if err != nil {
		return err
	}
	a.boundScan(n)
	out := a.findings(o.finding, texts(st.Index()))
	out.atOnce = o.asFound
	err = a.conflicts(ctx, st, filter, o, func(c corpus.Conflict) error {
		one := []corpus.Conflict{c}
		if st.Apply(one); !statusWanted(o.status, one[0].Status) {
			return nil
		}
		if err := out.add(one[0]); err != nil || !out.full() {
			return err
		}
		return errEnough
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return out.close(tally{app: a, articles: int(n)})
}

func statusWanted(want string, s corpus.Status) bool {
	switch want {
	case "":
		return s != corpus.Dismissed
	case "open":
		return s == corpus.Open
	}
	return string(s) == want
}

// conflicts calls yield with the findings that are asked for, best first or as found.
func (a *app) conflicts(ctx context.Context, st *store.Store, f consistency.Filter, o conflictsOptions, yield func(corpus.Conflict) error) error {
	articles := []string{f.Article}
	switch {
	case o.since != "":
		var err error
		if articles, err = articlesOf(ctx, st, o.since); err != nil {
			return err
		}
		n, err := st.Index().Count()
		if err != nil {
			return err
		}
		if !o.asFound && uint64(len(articles)) == n && distinct(articles) { // a run brought them all
			return st.Conflicts(ctx, f, yield)
		}
	case f.Article == "" && o.asFound:
		return st.Found(ctx, f, yield)
	case f.Article == "":
		return st.Conflicts(ctx, f, yield)
	}
	if o.asFound {
		return eachConflictOf(ctx, st, f, articles, yield)
	}
	list, err := consistency.NewDetector(st.Index()).Together(ctx, articles, f)
	for i := 0; i < len(list) && err == nil; i++ {
		err = yield(list[i])
	}
	return err
}

// distinct reports whether no id is there twice.
func distinct(ids []string) bool {
	sorted := slices.Sorted(slices.Values(ids))
	return len(slices.Compact(sorted)) == len(ids)
}

// articlesOf are the articles a run added or changed.
func articlesOf(ctx context.Context, st *store.Store, run string) ([]string, error) {
	runs, err := st.Runs(ctx)
	if err != nil {
		return nil, err
	}
	if run == "last" && len(runs) > 0 {
		run = runs[len(runs)-1].ID
	}
	known := false
	for _, r := range runs {
		known = known || r.ID == run
	}
	if !known {
		return nil, notFound("run", run, "twosource status lists the runs")
	}
	var ids []string
	err = st.Inputs(ctx, run, func(in store.Input) error {
		if in.Status == store.Added || in.Status == store.Updated {
			ids = append(ids, in.Article)
		}
		return nil
	})
	return ids, err
}

// eachConflictOf calls yield with the findings that some of the articles have a part
// in as soon as they are known: a clash once, as the first of them has it.
func eachConflictOf(ctx context.Context, st *store.Store, f consistency.Filter, articles []string, yield func(corpus.Conflict) error) error {
	var seen consistency.Distinct
	detect := consistency.NewDetector(st.Index())
	for _, id := range articles {
		list, err := detect.Together(ctx, []string{id}, f)
		if err != nil {
			return err
		}
		for i := range list {
			if !seen.Add(&list[i]) {
				continue
			}
			if err := yield(list[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func newReviewCommand(a *app) *cobra.Command {
	var o openOptions
	var note string
	actions := []string{"confirm", "dismiss", "reopen"}
	c := &cobra.Command{
		Use: "review CONFLICT confirm|dismiss|reopen", Short: "Confirm or dismiss a finding",
		Long: `Keeps a person's decision on a finding. It holds for the two statements, so it
survives further runs, a rebuild and new rules; reopen takes it back.` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: "  twosource review c81f03a6d2 dismiss --note \"fiscal year against calendar year\"\n  twosource review c81f03a6d2 reopen",
		Args:    cobra.ExactArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return actions, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if !contains(actions, args[1]) {
				return usageError("review: %q is not confirm, dismiss or reopen", args[1])
			}
			return a.runReview(c.Context(), o, args[0], args[1], note)
		},
	}
	o.addFlags(c)
	c.Flags().StringVar(&note, "note", "", "why")
	return c
}

func (a *app) runReview(ctx context.Context, o openOptions, id, action, note string) error {
	st, err := a.write(o, "review", false)
	if err != nil {
		return err
	}
	defer st.Close()
	found, err := finding(ctx, st, id)
	if err != nil {
		return err
	}
	if found != nil {
		if err := st.Decide(corpus.Decision{ID: id, Action: action, Note: note, By: a.env.Getenv("USER")}); err != nil {
			return err
		}
		a.say("%s: %s · %s", action, found.Subject, found.Attribute)
		return nil
	}
	if _, decided := st.Decision(id); decided {
		return st.Decide(corpus.Decision{ID: id, Action: action, Note: note, By: a.env.Getenv("USER")})
	}
	return notFound("finding", id, "twosource conflicts prints the ids")
}

// finding looks for a finding by an id it goes by, nil if there is none. What is listed
// of some articles alone may go by the id of other statements than all of it.
func finding(ctx context.Context, st *store.Store, id string) (*corpus.Conflict, error) {
	enough := errors.New("found")
	var found *corpus.Conflict
	look := func(c corpus.Conflict) error {
		if c.ID != id && !slices.Contains(consistency.Aliases(&c), id) {
			return nil
		}
		found = &c
		return enough
	}
	err := st.Conflicts(ctx, consistency.Filter{}, look)
	if err == nil { // it may be one of the others, which are not kept
		err = consistency.Scan(ctx, st.Index(), consistency.Filter{Verdicts: allVerdicts()}, look)
	}
	if errors.Is(err, enough) {
		err = nil
	}
	return found, err
}

func allVerdicts() []corpus.Verdict {
	var out []corpus.Verdict
	for _, v := range verdictNames() {
		out = append(out, corpus.Verdict(v))
	}
	return out
}
