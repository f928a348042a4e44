package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/resolve"
	"twosource/corpus/store"
)

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }

func newEntitiesCommand(a *app) *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use: "entities", Short: "List the names of a corpus with their variants",
		Long: `Lists people, organisations, places and other names, the most frequent first,
each with the ways it is written and in how many articles.

"entities merge ID INTO" makes one of two, "entities split ID VARIANT" takes a
variant out again; both are decisions that are kept and can be reversed.` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: "  twosource entities --kind ORG\n  twosource entities --json --limit 100\n  twosource entities merge org:crowdstrike-holdings org:crowdstrike",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.runEntities(c.Context(), &o) },
	}
	o.addFlags(c)
	kindFlag("PERSON, ORG, LOC, PRODUCT, EVENT, WORK or NORP")(c, &o)
	c.AddCommand(newMergeCommand(a), newSplitCommand(a))
	return c
}

// entityRow is one name with how it is written.
type entityRow struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Type     string         `json:"type"`
	Articles int            `json:"articles"`
	Mentions int            `json:"mentions"`
	Variants map[string]int `json:"variants"`
}

func (a *app) runEntities(ctx context.Context, o *listOptions) error {
	st, err := a.read(o.open, "entities")
	if err != nil {
		return err
	}
	defer st.Close()
	names := resolver(st)
	byID := map[string]*entityRow{}
	err = eachDocument(ctx, st.Index(), o.query, func(d consistency.Document) error {
		if err := names.Resolve(ctx, &d.Article, &d.Facts); err != nil {
			return err
		}
		countEntities(byID, &d, o.kind)
		return nil
	})
	if err != nil {
		return err
	}
	return a.printEntities(byID, o.limit)
}

func countEntities(byID map[string]*entityRow, d *consistency.Document, kind string) {
	seen := map[string]bool{}
	for _, e := range d.Facts.Entities {
		if e.ID == "" || !same(kind, string(e.Type)) {
			continue
		}
		r := byID[e.ID]
		if r == nil {
			r = &entityRow{ID: e.ID, Name: e.Name, Type: string(e.Type), Variants: map[string]int{}}
			byID[e.ID] = r
		}
		r.Mentions++
		r.Variants[oneLine(e.In(d.Article.Text))]++
		if !seen[e.ID] {
			seen[e.ID] = true
			r.Articles++
		}
	}
}

func (a *app) printEntities(byID map[string]*entityRow, limit int) error {
	list := make([]*entityRow, 0, len(byID))
	for _, r := range byID {
		list = append(list, r)
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].Articles != list[j].Articles {
			return list[i].Articles > list[j].Articles
		}
		return list[i].ID < list[j].ID
	})
	rows := a.rows("id", "type", "name", "articles", "mentions", "variants")
	for i, r := range list {
		if limit > 0 && i >= limit {
			break
		}
		object, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if err := rows.write(object, r.ID, r.Type, r.Name, itoa(r.Articles), itoa(r.Mentions), variantText(r.Variants)); err != nil {
			return err
		}
	}
	return rows.close()
}

func variantText(variants map[string]int) string {
	names := make([]string, 0, len(variants))
	for v := range variants {
		names = append(names, v)
	}
	sort.Slice(names, func(i, j int) bool {
		if variants[names[i]] != variants[names[j]] {
			return variants[names[i]] > variants[names[j]]
		}
		return names[i] < names[j]
	})
	for i, v := range names {
		names[i] = fmt.Sprintf("%s (%d)", v, variants[v])
	}
	return strings.Join(names, ", ")
}

func newMergeCommand(a *app) *cobra.Command {
	return a.entityDecision("merge ID INTO", "Count one name as another", "merge",
		"  twosource entities merge org:tidewell org:tidewell-energy")
}

func newSplitCommand(a *app) *cobra.Command {
	return a.entityDecision("split ID VARIANT", "Take a name out of a merge, or a variant out of a name", "split",
		"  twosource entities split org:tidewell-energy \"Tidewell Foods\"")
}

func (a *app) entityDecision(use, short, action, example string) *cobra.Command {
	var o openOptions
	var note string
	c := &cobra.Command{
		Use: use, Short: short, Example: example, Args: usageArgs(cobra.ExactArgs(2)),
		Long: short + "." + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		RunE: func(_ *cobra.Command, args []string) error {
			st, err := a.write(o, "entities "+action, false)
			if err != nil {
				return err
			}
			defer st.Close()
			return st.Decide(corpus.Decision{ID: args[0], Action: action, Into: args[1], Note: note, By: a.env.Getenv("USER")})
		},
	}
	o.addFlags(c)
	c.Flags().StringVar(&note, "note", "", "why")
	return c
}

// resolver gives the names of an article their ids and canonical forms across
// the corpus, people's merges and splits applied.
func resolver(st *store.Store) *resolve.Resolver {
	return resolve.New(st.Index(), st.Decisions())
}
