package web

import (
	"net/http"
	"slices"
	"sort"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/export/cite"
	"twosource/corpus/export/jsonld"
	"twosource/corpus/resolve"
)

// articlePage is the reader.
type articlePage struct {
	Article    corpus.Article
	Facts      corpus.Facts
	Claims     []placedClaim
	Paragraphs [][]stretch
	Differ     []difference // findings, what other sources say on facts of this article
	Explained  []difference // differences that time, scope or wording explain
	Copies     []corpus.Article
	Versions   int // that read differently; 1 where it was never changed
}

// placedClaim is a claim with the place of its value, in code points.
type placedClaim struct {
	corpus.Claim
	Start, End int
}

func placed(text string, claims []corpus.Claim) []placedClaim {
	var at export.Offsets
	at.Reset(text)
	out := make([]placedClaim, len(claims))
	for i, c := range claims {
		out[i] = placedClaim{c, at.At(c.Start), at.At(c.End)}
	}
	return out
}

// difference is a finding as seen from one article.
type difference struct {
	corpus.Conflict
	Here   string
	Others []side
}

func newDifference(c corpus.Conflict, article string) difference {
	d := difference{Conflict: c}
	for _, e := range c.Evidence {
		switch {
		case e.Article != article:
			bound, number, unit := value(e.Claim)
			d.Others = append(d.Others, side{Evidence: e, Bound: bound, Number: number, Unit: unit})
		case c.Kind != corpus.KindQuote:
			d.Here = shownValue(e.Claim)
		}
	}
	return d
}

// stretch is a piece of text with the facts that cover it.
type stretch struct {
	Text       string
	Kinds      []string // layers: name, date, figure, quote, claim
	Label      string   // what the innermost fact says, for the tooltip
	Start, End int      // code points
	IDs        []string // what links to the facts that begin here say after the #
}

func (s *Server) article(w http.ResponseWriter, r *http.Request) error {
	d, err := s.document(r)
	if err != nil {
		return err
	}
	switch format(r) {
	case "json":
		w.Header().Set("Content-Type", "application/json")
		return export.Article(w, &d.Article, &d.Facts)
	case "bib":
		w.Header().Set("Content-Type", "application/x-bibtex; charset=utf-8")
		return cite.BibTeX(w, &d.Article)
	case "csl":
		w.Header().Set("Content-Type", "application/vnd.citationstyles.csl+json; charset=utf-8")
		return cite.CSLJSON(w, &d.Article)
	case "jsonld":
		w.Header().Set("Content-Type", "application/ld+json; charset=utf-8")
		return jsonld.Annotations(w, &d.Article, &d.Facts)
	case "ris":
		w.Header().Set("Content-Type", "application/x-research-info-systems; charset=utf-8")
		return cite.RIS(w, &d.Article)
	case "":
	default:
		return missing("format")
	}
	page := articlePage{Article: d.Article, Facts: d.Facts, Claims: placed(d.Article.Text, d.Facts.Claims), Paragraphs: layers(&d)}
	list, err := s.findings(r.Context())
	if err != nil {
		return err
	}
	for i := range list {
		if !has(&list[i], d.Article.ID) {
			continue
		}
		if diff := newDifference(list[i], d.Article.ID); shown(list[i].Verdict) {
			page.Differ = append(page.Differ, diff)
		} else {
			page.Explained = append(page.Explained, diff)
		}
	}
	if page.Copies, err = s.copies(r, &d); err != nil {
		return err
	}
	versions, err := s.o.Store.Versions(r.Context(), d.Article.ID)
	if err != nil {
		return err
	}
	page.Versions = len(versions)
	return s.page.render(w, http.StatusOK, "article", view{Title: titleOf(&d.Article), Nav: "search", Data: page, Request: r})
}

func (s *Server) document(r *http.Request) (consistency.Document, error) {
	d, err := s.o.Store.Index().Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return d, err
	}
	names := resolve.New(s.o.Store.Index(), s.o.Store.Decisions())
	return d, names.Resolve(r.Context(), &d.Article, &d.Facts)
}

func (s *Server) copies(r *http.Request, d *consistency.Document) ([]corpus.Article, error) {
	if d.Origin == "" {
		return nil, nil
	}
	ids, err := s.o.Store.Index().Origin(r.Context(), d.Origin, 50)
	if err != nil {
		return nil, err
	}
	var out []corpus.Article
	for _, id := range ids {
		if id == d.Article.ID {
			continue
		}
		if a, err := s.o.Store.Index().Article(id); err == nil {
			out = append(out, a)
		}
	}
	return out, nil
}

func has(c *corpus.Conflict, article string) bool {
	for _, e := range c.Evidence {
		if e.Article == article {
			return true
		}
	}
	return false
}

// mark is a fact on the text.
type mark struct {
	corpus.Span
	kind, label string
}

func factMarks(f *corpus.Facts) []mark {
	var out []mark
	for _, x := range f.Entities {
		out = append(out, mark{x.Span, "name", string(x.Type) + ": " + x.Name})
	}
	for _, x := range f.Dates {
		out = append(out, mark{x.Span, "date", x.Value})
	}
	for _, x := range f.Figures {
		label := x.Value.String()
		if x.Unit != "" {
			label += " " + x.Unit
		}
		out = append(out, mark{x.Span, "figure", label})
	}
	for _, x := range f.Quotes {
		speaker := x.Speaker
		if speaker == "" {
			speaker = "unknown"
		}
		out = append(out, mark{x.Span, "quote", "said by " + speaker})
	}
	for _, x := range f.Claims {
		out = append(out, mark{x.Span, "claim", x.Subject + " · " + x.Attribute + ": " + x.Value.Text})
	}
	return out
}

// layers cuts the body at every edge of a fact, paragraph by paragraph.
func layers(d *consistency.Document) [][]stretch {
	text := d.Article.Text
	body := d.Article.Body
	if body.Empty() {
		body = corpus.Span{End: len(text)}
	}
	all := factMarks(&d.Facts)
	cuts := []int{body.Start, body.End}
	for _, m := range all {
		cuts = append(cuts, m.Start, m.End)
	}
	for i := body.Start; i < body.End; i++ {
		if text[i] == '\n' {
			cuts = append(cuts, i, i+1)
		}
	}
	sort.Ints(cuts)
	sort.SliceStable(all, func(i, j int) bool { return all[i].Len() > all[j].Len() })
	var at export.Offsets
	at.Reset(text)
	var out [][]stretch
	var line []stretch
	for i := 1; i < len(cuts); i++ {
		p := corpus.Span{Start: max(cuts[i-1], body.Start), End: min(cuts[i], body.End)}
		if p.Empty() {
			continue
		}
		if p.In(text) == "\n" {
			if len(line) > 0 {
				out = append(out, line)
			}
			line = nil
			continue
		}
		line = append(line, cover(text, p, all, &at))
	}
	if len(line) > 0 {
		out = append(out, line)
	}
	return out
}

// cover is the stretch p with the facts that lie over it.
func cover(text string, p corpus.Span, all []mark, at *export.Offsets) stretch {
	s := stretch{Text: p.In(text), Start: at.At(p.Start), End: at.At(p.End)}
	seen := map[string]bool{}
	for _, m := range all {
		if id := "s=" + itoa(s.Start) + "-" + itoa(at.At(m.End)); m.Start == p.Start && !slices.Contains(s.IDs, id) {
			s.IDs = append(s.IDs, id)
		}
		if m.Contains(p) {
			if !seen[m.kind] {
				seen[m.kind] = true
				s.Kinds = append(s.Kinds, m.kind)
			}
			s.Label = m.label
		}
	}
	return s
}

// marks is the class attribute of a stretch.
func marks(kinds []string) string {
	out := ""
	for _, k := range kinds {
		out += " m-" + k
	}
	return out
}
