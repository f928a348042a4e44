package cli

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/export"
)

type searchOptions struct {
	open   openOptions
	limit  int
	order  string
	after  string
	facets []string
	list   string
}

func newSearchCommand(a *app) *cobra.Command {
	var o searchOptions
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Full-text search with fields and facets",
		Long: `Searches title and body. All words must stand in the article; "a phrase", OR,
-word and word* work as expected. Fields narrow the search:

  entity:CrowdStrike    articles that name it        source:"Port Maren Gazette"
  speaker:Kurtz         articles that quote him      author:Ferrant
  after:2024-07-01      published on or after        before:2024-08-01
  figure:>5m            a figure above 5 million     figure:100..200

--list FILE runs one query a line (or the first column of a CSV) and says for
each how many articles match, with the best of them.` + exitStatus(exitOK, exitError, exitUsage, exitPartial, exitNoCorpus, exitLocked),
		Example: `  twosource search 'ferry (capsized OR sank) after:2023-03-01'
  twosource search --facet source --json 'entity:CrowdStrike "blue screen"'
  twosource search --list names.csv --format csv > hits.csv`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error { return a.runSearch(c.Context(), o, args) },
	}
	o.open.addFlags(c)
	f := c.Flags()
	f.IntVar(&o.limit, "limit", 10, "hits a page, at most 1000")
	f.StringVar(&o.order, "sort", "", "newest, oldest, or by score when empty")
	f.StringVar(&o.after, "after-cursor", "", "`cursor` of the page before, as it printed it")
	f.StringSliceVar(&o.facets, "facet", nil, "count hits by source, entity, speaker, attribute or language")
	f.StringVar(&o.list, "list", "", "`file` of queries, one a line")
	choices(c, "sort", "newest", "oldest")
	choices(c, "facet", "source", "entity", "speaker", "attribute", "language")
	return c
}

func (a *app) runSearch(ctx context.Context, o searchOptions, args []string) error {
	if (o.list == "") == (len(args) == 0) {
		return usageError("search: give a query or --list FILE")
	}
	if !contains([]string{"", "newest", "oldest"}, o.order) {
		return usageError("--sort %q is not newest or oldest", o.order)
	}
	st, err := a.read(o.open, "search")
	if err != nil {
		return err
	}
	defer st.Close()
	if o.list != "" {
		return a.searchList(ctx, st.Index(), o)
	}
	req := bleveindex.Request{Text: strings.Join(args, " "), Size: o.limit, Order: bleveindex.Order(o.order), After: o.after}
	for _, f := range o.facets {
		req.Facets = append(req.Facets, bleveindex.Facet(f))
	}
	res, err := st.Index().Search(ctx, req)
	if err != nil {
		return err
	}
	return a.printHits(res)
}

func (a *app) printHits(res *bleveindex.Results) error {
	if a.format == "table" {
		return a.hitPage(res)
	}
	rows := a.rows("id", "score", "source", "published", "title", "url", "snippet")
	for _, h := range res.Hits {
		object, err := hitObject(h)
		if err != nil {
			return err
		}
		art := h.Article
		if err := rows.write(object, art.ID, shortFloat(h.Score), art.Source, art.Published, art.Title, art.URL, oneLine(h.Snippet.In(art.Text))); err != nil {
			return err
		}
	}
	if err := rows.close(); err != nil {
		return err
	}
	a.more(res)
	return nil
}

// hitPage prints hits for a person.
func (a *app) hitPage(res *bleveindex.Results) error {
	out := bufio.NewWriter(a.env.Stdout)
	b := board{out: out, colour: a.env.colour()}
	for _, h := range res.Hits {
		title := h.Article.Title
		if title == "" {
			title = "(untitled)"
		}
		fmt.Fprintf(out, "%s  %s\n", b.bold(printable(title)), b.dim(h.Article.ID))
		fmt.Fprintf(out, "  %s\n  %s\n", b.dim(printable(strings.TrimLeft(h.Article.Source+", "+dayOf(h.Article.Published), ", "))), b.snippet(h))
	}
	for _, f := range res.Facets {
		fmt.Fprintf(out, "\n%s:", f.Facet)
		for _, v := range f.Values {
			fmt.Fprintf(out, "  %s %d", printable(v.Value), v.Count)
		}
		out.WriteByte('\n')
	}
	if len(res.Facets) > 0 && uint64(res.Counted) < res.Total {
		fmt.Fprintf(out, "counts are estimated from %d of the %d articles found\n", res.Counted, res.Total)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	a.more(res)
	return nil
}

func (a *app) more(res *bleveindex.Results) {
	a.say("%d of %s", len(res.Hits), plural(int(res.Total), "article"))
	if res.Next != "" {
		a.say("next page: --after-cursor %s", res.Next)
	}
}

// snippet marks the words searched for.
func (b *board) snippet(h bleveindex.Hit) string {
	var s strings.Builder
	at := h.Snippet.Start
	for _, m := range h.Marks {
		s.WriteString(fold(corpus.Span{Start: at, End: m.Start}.In(h.Article.Text)))
		s.WriteString(b.mark(m.In(h.Article.Text)))
		at = m.End
	}
	s.WriteString(fold(corpus.Span{Start: at, End: h.Snippet.End}.In(h.Article.Text)))
	return s.String()
}

// hitObject is a hit as JSON, offsets in code points.
func hitObject(h bleveindex.Hit) ([]byte, error) {
	var at export.Offsets
	at.Reset(h.Article.Text)
	span := func(s corpus.Span) map[string]any {
		return map[string]any{"start": at.At(s.Start), "end": at.At(s.End), "text": s.In(h.Article.Text)}
	}
	marks := []map[string]any{}
	for _, m := range h.Marks {
		marks = append(marks, span(m))
	}
	x := h.Article
	return json.Marshal(map[string]any{
		"id": x.ID, "score": h.Score, "source": x.Source, "published": x.Published, "title": x.Title,
		"url": x.URL, "path": x.Path, "snippet": span(h.Snippet), "marks": marks,
	})
}

// searchList runs many queries; a query that can't be run is listed as failed
// and the rest goes on.
func (a *app) searchList(ctx context.Context, x *bleveindex.Index, o searchOptions) error {
	queries, err := readQueries(o.list, a.env.Stdin)
	if err != nil {
		return err
	}
	rows := a.rows("query", "articles", "best_id", "best_title", "best_source", "error")
	failed := 0
	for _, q := range queries {
		res, err := x.Search(ctx, bleveindex.Request{Text: q, Size: 1})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		row := struct {
			Query    string `json:"query"`
			Articles uint64 `json:"articles"`
			ID       string `json:"best_id"`
			Title    string `json:"best_title"`
			Source   string `json:"best_source"`
			Error    string `json:"error"`
		}{Query: q}
		if err != nil {
			failed++
			row.Error = err.Error()
		} else {
			row.Articles = res.Total
			if len(res.Hits) > 0 {
				best := res.Hits[0].Article
				row.ID, row.Title, row.Source = best.ID, best.Title, best.Source
			}
		}
		object, err := json.Marshal(row)
		if err != nil {
			return err
		}
		if err := rows.write(object, q, fmt.Sprint(row.Articles), row.ID, row.Title, row.Source, row.Error); err != nil {
			return err
		}
	}
	if err := rows.close(); err != nil || failed == 0 {
		return err
	}
	return &codedError{code: exitPartial, err: errors.New(plural(failed, "query") + " failed")}
}

// readQueries reads the first column of a CSV file, or the lines of any other.
// A line that is a bare name becomes a phrase.
func readQueries(path string, stdin io.Reader) ([]string, error) {
	in := stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, usageError("--list: %w", err)
		}
		defer file.Close()
		in = file
	}
	r := csv.NewReader(bufio.NewReader(in))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	var out []string
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, usageError("--list %s: %w", path, err)
		}
		q := strings.TrimSpace(row[0])
		if q == "" || strings.HasPrefix(q, "#") {
			continue
		}
		if strings.Contains(q, " ") && !strings.ContainsAny(q, `":()*`) {
			q = `"` + q + `"`
		}
		out = append(out, q)
	}
}

func dayOf(published string) string {
	if published == "" {
		return "undated"
	}
	return published[:min(10, len(published))]
}
