package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"twosource/corpus/store"
)

type statusRow struct {
	Corpus    string      `json:"corpus"`
	Articles  uint64      `json:"articles"`
	Decisions int         `json:"decisions"`
	Runs      []store.Run `json:"runs"`
}

func newStatusCommand(a *app) *cobra.Command {
	var o openOptions
	var failures string
	c := &cobra.Command{
		Use: "status", Short: "What the corpus holds and how its runs went",
		Long:    "Shows where the corpus is, how many articles it has, and its runs; --failures RUN lists the inputs of a run that failed, with the reason." + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: "  twosource status\n  twosource status --json | jq .articles\n  twosource status --failures last",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := a.read(o, "status")
			if err != nil {
				return err
			}
			defer st.Close()
			if failures != "" {
				return a.listFailures(c.Context(), st, failures)
			}
			return a.runStatus(c.Context(), st)
		},
	}
	o.addFlags(c)
	c.Flags().StringVar(&failures, "failures", "", "list what failed in this `run`")
	return c
}

// shownRuns is how many runs status shows a person.
const shownRuns = 10

func (a *app) runStatus(ctx context.Context, st *store.Store) error {
	n, err := st.Index().Count()
	if err != nil {
		return err
	}
	runs, err := st.Runs(ctx)
	if err != nil {
		return err
	}
	row := statusRow{Corpus: st.Dir(), Articles: n, Decisions: len(st.Decisions()), Runs: runs}
	if a.format == "json" || a.format == "jsonl" {
		object, err := json.Marshal(row)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.env.Stdout, "%s\n", object)
		return err
	}
	if a.format == "table" {
		fmt.Fprintf(a.env.Stdout, "corpus %s: %s, %s\n", printable(st.Dir()), plural(int(n), "article"), plural(row.Decisions, "decision"))
	}
	rows := a.rows("run", "ended", "new", "revised", "unchanged", "failed")
	for _, r := range runs[max(0, len(runs)-shownRuns):] {
		ended := r.Ended
		if ended == "" {
			ended = "interrupted"
		}
		if err := rows.write(nil, r.ID, ended, itoa(r.Counts.Added), itoa(r.Counts.Updated), itoa(r.Counts.Unchanged), itoa(r.Counts.Failed)); err != nil {
			return err
		}
	}
	return rows.close()
}

func (a *app) listFailures(ctx context.Context, st *store.Store, run string) error {
	runs, err := st.Runs(ctx)
	if err != nil {
		return err
	}
	if run == "last" && len(runs) > 0 {
		run = runs[len(runs)-1].ID
	}
	rows := a.rows("path", "line", "offset", "reason")
	err = st.Inputs(ctx, run, func(in store.Input) error {
		if in.Status != store.Failed {
			return nil
		}
		object, err := json.Marshal(in)
		if err != nil {
			return err
		}
		return rows.write(object, in.Path, itoa(in.Line), fmt.Sprint(in.Offset), in.Reason)
	})
	if err != nil {
		return err
	}
	return rows.close()
}
