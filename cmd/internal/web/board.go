package web

import (
	"net/http"
	"slices"
	"sort"
	"strings"

	"twosource/corpus"
	"twosource/corpus/export"
	"twosource/corpus/export/atom"
	"twosource/corpus/export/jsonld"
)

// boardFilter is the board's query string.
type boardFilter struct {
	Lane, Subject, Attribute, Source, With, Status string
}

func readFilter(r *http.Request) boardFilter {
	q := r.URL.Query()
	return boardFilter{q.Get("lane"), q.Get("subject"), q.Get("attribute"), q.Get("source"), q.Get("with"), q.Get("status")}
}

func (f boardFilter) wants(c *corpus.Conflict) bool {
	if f.Subject != "" && !strings.EqualFold(f.Subject, c.Subject) || f.Attribute != "" && !strings.EqualFold(f.Attribute, c.Attribute) {
		return false
	}
	if f.Lane != "" && f.Lane != c.Lane || f.Lane == "" && !shown(c.Verdict) {
		return false
	}
	if f.Source != "" && !quotes(c, f.Source) || f.With != "" && !quotes(c, f.With) {
		return false
	}
	switch f.Status {
	case "all":
		return true
	case "":
		return c.Status != corpus.Dismissed
	case "open":
		return c.Status == corpus.Open
	}
	return string(c.Status) == f.Status
}

func shown(v corpus.Verdict) bool { return v == corpus.Contradiction || v == corpus.Variant }

// quotes reports whether a source has a part in a finding.
func quotes(c *corpus.Conflict, source string) bool {
	for _, e := range c.Evidence {
		if strings.EqualFold(e.Source, source) {
			return true
		}
	}
	return false
}

// lane is a tab of the board with the number of findings in it.
type lane struct {
	Name string
	N    int
}

// card is a finding as the board shows it.
type card struct {
	corpus.Conflict
	Sides []side
	Why   string
	Back  string // where a decision made without script leads
}

// Period is the time the statements are about, "" where they are about none.
func (c card) Period() string {
	first, last := "", ""
	for _, s := range c.Sides {
		at, _, _ := strings.Cut(s.Claim.AsOf, "T")
		if at == "" {
			continue
		}
		if first == "" || at < first {
			first = at
		}
		last = max(last, at)
	}
	if first == last {
		return first
	}
	return first + " to " + last
}

// side is one piece of evidence, its sentence cut at the value.
type side struct {
	corpus.Evidence
	Before, Value, After string
	Said                 []part // quotations: the wording, cut where it differs from the others'
	Bound, Number, Unit  string // the value as people read it
	Start, End           int    // code points, for the link into the reader
}

const cardsPerPage = 50

type boardPage struct {
	Filter boardFilter
	Lanes  []lane
	Cards  []card
	Total  int
	Next   string
}

func (s *Server) conflicts(w http.ResponseWriter, r *http.Request) error {
	list, err := s.findings(r.Context())
	if err != nil {
		return err
	}
	f := readFilter(r)
	page := boardPage{Filter: f, Lanes: lanes(list)}
	wanted := list[:0]
	for i := range list {
		if f.wants(&list[i]) {
			wanted = append(wanted, list[i])
		}
	}
	// What needs a person's eye comes before what is explained, each best first.
	slices.SortStableFunc(wanted, func(a, b corpus.Conflict) int { return last(&a) - last(&b) })
	switch format(r) {
	case "json", "csv":
		return s.findingsTwin(w, r, wanted)
	case "atom":
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		return atom.Write(w, atom.Feed{ID: "tag:twosource,2026:findings", Title: "Contradictions", Self: base(r) + "/conflicts.atom", Updated: s.o.Now(),
			Link: func(c *corpus.Conflict) string { return base(r) + "/conflict/" + c.ID }}, wanted[:min(len(wanted), 200)])
	}
	if format(r) == "jsonld" {
		return s.claimReviews(w, wanted)
	}
	from := position(r)
	page.Total = len(wanted)
	end := min(len(wanted), from+cardsPerPage)
	if from < len(wanted) {
		if page.Cards, err = s.cards(wanted[from:end], r.URL.RequestURI()); err != nil {
			return err
		}
	}
	if end < len(wanted) {
		page.Next = with(r, "from", itoa(end))
	}
	return s.page.render(w, http.StatusOK, "conflicts", view{Title: "Contradictions", Nav: "conflicts", Data: page, Request: r})
}

// claimReviews writes the confirmed among findings, one object a line: the
// program alone reviews nothing.
func (s *Server) claimReviews(w http.ResponseWriter, list []corpus.Conflict) error {
	w.Header().Set("Content-Type", "application/ld+json; charset=utf-8")
	read := s.texts()
	for i := range list {
		if list[i].Status != corpus.Confirmed {
			continue
		}
		if err := jsonld.ClaimReview(w, &list[i], read); err != nil {
			return err
		}
	}
	return nil
}

// last is 1 for findings that are shown behind the others.
func last(c *corpus.Conflict) int {
	if c.Lane == "explained" {
		return 1
	}
	return 0
}

func lanes(list []corpus.Conflict) []lane {
	count := map[string]int{}
	for _, c := range list {
		count[c.Lane]++
	}
	out := make([]lane, 0, len(count))
	for name, n := range count {
		out = append(out, lane{name, n})
	}
	sort.Slice(out, func(i, j int) bool { return laneOrder(out[i].Name) < laneOrder(out[j].Name) })
	return out
}

func laneOrder(name string) string {
	for i, l := range []string{"contradiction", "disputed", "outlier", "needs a look", "superseded", "explained"} {
		if l == name {
			return string(rune('a' + i))
		}
	}
	return "z" + name
}

func (s *Server) cards(list []corpus.Conflict, back string) ([]card, error) {
	read := s.texts()
	out := make([]card, len(list))
	for i, c := range list {
		out[i] = card{Conflict: c, Why: why(c), Back: back}
		for _, e := range c.Evidence {
			text, ok := read(e.Article)
			if !ok {
				continue // gone since the findings were made
			}
			out[i].Sides = append(out[i].Sides, newSide(e, text))
		}
		if c.Kind == corpus.KindQuote {
			compareSides(out[i].Sides)
		}
	}
	return out, nil
}

func newSide(e corpus.Evidence, text string) side {
	var at export.Offsets
	at.Reset(text)
	bound, number, unit := value(e.Claim)
	out := side{Evidence: e, Bound: bound, Number: number, Unit: unit, Start: at.At(e.Claim.Start), End: at.At(e.Claim.End)}
	out.Before, out.Value, out.After = atValue(e.Claim, text)
	return out
}

// atValue cuts the sentence of a claim at its value.
func atValue(c corpus.Claim, text string) (before, value, after string) {
	sentence := c.Sentence
	if !sentence.Contains(c.Span) {
		sentence = c.Span
	}
	return corpus.Span{Start: sentence.Start, End: c.Start}.In(text), c.In(text), corpus.Span{Start: c.End, End: sentence.End}.In(text)
}

// texts reads stored texts, remembering those of one answer.
func (s *Server) texts() export.Texts {
	have := map[string]string{}
	return func(id string) (string, bool) {
		if t, ok := have[id]; ok {
			return t, true
		}
		a, err := s.o.Store.Index().Article(id)
		if err != nil {
			return "", false
		}
		have[id] = a.Text
		return a.Text, true
	}
}

func (s *Server) one(r *http.Request) (*corpus.Conflict, error) {
	list, err := s.findings(r.Context())
	if err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	for i := range list {
		if list[i].ID == id {
			return &list[i], nil
		}
	}
	return nil, missing("finding")
}

// conflict is the page of one finding.
func (s *Server) conflict(w http.ResponseWriter, r *http.Request) error {
	c, err := s.one(r)
	if err != nil {
		return err
	}
	switch format(r) {
	case "json":
		w.Header().Set("Content-Type", "application/json")
		return export.Conflict(w, c, s.texts())
	case "jsonld":
		if c.Status != corpus.Confirmed {
			return &httpError{http.StatusNotFound, "Only a confirmed finding has a ClaimReview.", "Confirm it first."}
		}
		return s.claimReviews(w, []corpus.Conflict{*c})
	case "":
	default:
		return missing("format")
	}
	cards, err := s.cards([]corpus.Conflict{*c}, "/conflict/"+c.ID)
	if err != nil {
		return err
	}
	return s.page.render(w, http.StatusOK, "conflict", view{Title: c.Subject + " · " + c.Attribute, Nav: "conflicts", Data: cards[0], Request: r})
}

// review keeps a decision and shows the card again.
func (s *Server) review(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return formError(err)
	}
	c, err := s.one(r)
	if err != nil {
		return err
	}
	action := r.PostForm.Get("action")
	if action != "confirm" && action != "dismiss" && action != "reopen" {
		return &httpError{http.StatusBadRequest, "A finding can be confirmed, dismissed or reopened.", ""}
	}
	note := strings.TrimSpace(r.PostForm.Get("note"))
	if len(note) > 4000 {
		return &httpError{http.StatusBadRequest, "The note is too long.", "Notes have up to 4,000 characters."}
	}
	if err := s.keep(corpus.Decision{ID: c.ID, Action: action, Note: note}); err != nil {
		return err
	}
	back := ownPath(r.PostForm.Get("back"), "/conflict/"+c.ID)
	if r.Header.Get("HX-Request") == "" {
		http.Redirect(w, r, back, http.StatusSeeOther)
		return nil
	}
	if c, err = s.one(r); err != nil {
		return err
	}
	cards, err := s.cards([]corpus.Conflict{*c}, back)
	if err != nil {
		return err
	}
	return s.page.fragment(w, "card", cards[0])
}

// ownPath is path where it leads to this desk, else other.
func ownPath(path, other string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return other
	}
	return path
}
