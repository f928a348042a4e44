package web

import (
	"context"
	"net/http"
	"strings"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/utterance"
)

type quotePage struct {
	Speaker  string
	Rows     []quoteRow
	Groups   []quoteGroup
	Speakers []entityCount // the most quoted, where none is asked for
	More     bool
}

// quoteGroup is one utterance in the wordings of those who report it.
type quoteGroup struct {
	quoteRow
	Others []wording
}

// wording is a report of an utterance; Said marks what differs from the first.
type wording struct {
	quoteRow
	Said []part
}

// maxGroups bounds the comparing of quotations with each other.
const maxGroups = 60

// group puts reports of one utterance together, the first of each as it came.
func group(rows []quoteRow) []quoteGroup {
	var out []quoteGroup
next:
	for _, q := range rows {
		for i := range out[:min(len(out), maxGroups)] {
			g := &out[i]
			if g.Article == q.Article || !utterance.Compare(g.Text, q.Text).Same {
				continue
			}
			_, said := wordings(g.Text, q.Text)
			g.Others = append(g.Others, wording{q, said})
			continue next
		}
		out = append(out, quoteGroup{quoteRow: q})
	}
	return out
}

type quoteRow struct {
	Speaker   string `json:"speaker"`
	Kind      string `json:"kind"`
	Medium    string `json:"medium"`
	Text      string `json:"text"`
	Article   string `json:"article"`
	Source    string `json:"source"`
	Path      string `json:"path"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Start     int    `json:"start"` // code points
	End       int    `json:"end"`
}

const rowsPerPage = 200

// quotes lists what a speaker said, newest first.
func (s *Server) quotes(w http.ResponseWriter, r *http.Request) error {
	page := quotePage{Speaker: strings.TrimSpace(r.URL.Query().Get("speaker"))}
	if page.Speaker != "" {
		next, err := s.quotesOf(r.Context(), &page, 100, "")
		if err != nil {
			return err
		}
		page.More = page.More || next != ""
	}
	switch format(r) {
	case "json":
		return writeJSON(w, http.StatusOK, page.Rows)
	case "csv":
		t, err := newTable(w, "quotes", "speaker", "kind", "medium", "text", "source", "published", "article")
		if err != nil {
			return err
		}
		for _, x := range page.Rows {
			if err := t.row(x.Speaker, x.Kind, x.Medium, x.Text, x.Source, x.Published, x.Article); err != nil {
				return err
			}
		}
		return t.close()
	}
	if page.Speaker == "" {
		speakers, err := s.counted(r.Context(), bleveindex.BySpeaker, "")
		if err != nil {
			return err
		}
		page.Speakers = speakers[:min(len(speakers), 60)]
	}
	page.More = page.More || len(page.Rows) > rowsPerPage
	page.Rows = page.Rows[:min(len(page.Rows), rowsPerPage)]
	page.Groups = group(page.Rows)
	return s.page.render(w, http.StatusOK, "quotes", view{Title: "Quotations", Nav: "quotes", Data: page, Request: r})
}

// quotesOf adds what a speaker said in at most size articles after a cursor, and
// returns the cursor of the next.
func (s *Server) quotesOf(ctx context.Context, page *quotePage, size int, after string) (next string, err error) {
	req := bleveindex.Request{Text: `speaker:"` + strings.ReplaceAll(page.Speaker, `"`, "") + `"`, Size: size, Order: bleveindex.NewestFirst, After: after}
	res, err := s.o.Store.Index().Search(ctx, req)
	if err != nil {
		return "", err
	}
	for _, h := range res.Hits {
		d, err := s.o.Store.Index().Document(ctx, h.Article.ID)
		if err != nil {
			continue // replaced meanwhile
		}
		page.add(&d)
	}
	return res.Next, nil
}

func (p *quotePage) add(d *consistency.Document) {
	var at export.Offsets
	at.Reset(d.Article.Text)
	for _, q := range d.Facts.Quotes {
		if !strings.Contains(strings.ToLower(q.Speaker), strings.ToLower(p.Speaker)) {
			continue
		}
		p.Rows = append(p.Rows, quoteRow{q.Speaker, string(q.Kind), q.Medium, q.In(d.Article.Text), d.Article.ID, d.Article.Source,
			d.Article.Path, d.Article.Published, d.Article.Title, at.At(q.Start), at.At(q.End)})
	}
}
