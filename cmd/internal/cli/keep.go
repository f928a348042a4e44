package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"twosource/corpus/store"
)

func newVerifyCommand(a *app) *cobra.Command {
	var o openOptions
	var deep bool
	c := &cobra.Command{
		Use: "verify", Short: "Check that everything stored can be read",
		Long: `Checks every checksum of the journal and that the files of the index are there;
--deep reads the whole index and compares it with the journal, article by
article. Nothing is changed. Damage ends with 1.` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: "  twosource verify\n  twosource verify --deep --json\n  twosource verify --corpus /backup/news",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := store.Verify(c.Context(), a.corpusDir(), deep, a.storeOptions(o, "verify"))
			if err != nil {
				return err
			}
			return a.printReport(r)
		},
	}
	o.addFlags(c)
	c.Flags().BoolVar(&deep, "deep", false, "read the index whole and compare it with the journal")
	return c
}

// printReport prints what verify or backup found and fails on damage.
func (a *app) printReport(r *store.Report) error {
	if a.format == "json" || a.format == "jsonl" {
		object, err := json.Marshal(map[string]any{
			"ok": r.OK(), "articles": r.Articles, "decisions": r.Decisions, "runs": r.Runs,
			"indexed": r.Indexed, "lost": r.Lost, "torn": r.Torn, "index": r.Index, "unmade": r.Unmade,
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(a.env.Stdout, "%s\n", object)
	} else {
		fmt.Fprintf(a.env.Stdout, "%s, %s, %s\n", plural(int(r.Articles), "article record"), plural(int(r.Decisions), "decision"), plural(int(r.Runs), "run record"))
		for _, group := range []struct {
			title string
			lines []string
		}{{"lost", r.Lost}, {"unfinished", r.Torn}, {"index", r.Index}} {
			for _, line := range group.lines {
				fmt.Fprintf(a.env.Stdout, "%s: %s\n", group.title, printable(line))
			}
		}
	}
	if r.Unmade {
		a.say("there is no index yet; the first command that reads the corpus makes it")
	}
	switch {
	case len(r.Lost) > 0:
		return &codedError{code: exitError, err: errors.New("the journal is damaged"), hint: "restore a backup; what is not named above can still be read"}
	case len(r.Index) > 0:
		return &codedError{code: exitError, err: errors.New("the index is damaged"), hint: "twosource rebuild makes it again from the journal; no article is lost"}
	}
	return nil
}

func newRebuildCommand(a *app) *cobra.Command {
	var o openOptions
	c := &cobra.Command{
		Use: "rebuild", Short: "Make the index again from the journal",
		Long:    "Makes a new index from the journal beside the old one and puts it in its place once it is whole. Articles, facts and decisions stay as they are." + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: "  twosource rebuild\n  twosource rebuild --wait 1m\n  twosource rebuild --corpus news/",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			a.resume = "the old index is still in place; start rebuild again"
			bar := a.progress(nil)
			err := store.Rebuild(c.Context(), a.corpusDir(), a.storeOptions(o, "rebuild"), bar.count)
			bar.clear()
			if err == nil {
				a.say("the index is new")
			}
			return err
		},
	}
	o.addFlags(c)
	return c
}

func newBackupCommand(a *app) *cobra.Command {
	var o openOptions
	c := &cobra.Command{
		Use: "backup FOLDER", Short: "Copy the corpus, also while articles come in",
		Long: `Copies articles, decisions and runs to a new folder, each record checked on its
way; ingest may run meanwhile. The copy is a corpus: open it with --corpus, its
index is made at first use.` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus),
		Example: "  twosource backup /mnt/backup/news-$(date +%F)\n  twosource backup copy && twosource verify --corpus copy\n  twosource --corpus news backup copy",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r, err := store.Backup(c.Context(), a.corpusDir(), args[0], a.storeOptions(o, "backup"))
			if err != nil {
				return err
			}
			return a.printReport(r)
		},
	}
	return c
}

// count shows a plain number of records.
func (b *progressBar) count(done uint64) {
	if now := b.app.env.Now(); b.on && now.Sub(b.last) >= progressPause {
		b.last, b.visible = now, true
		fmt.Fprintf(b.app.env.Stderr, "\r\x1b[K%d records", done)
	}
}
