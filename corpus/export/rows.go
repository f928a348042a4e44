package export

import "twosource/corpus"

// The rows below are what the list commands print: one fact a line, led by the
// article it stands in.

// Entity writes one mention of an entity.
func (e *Encoder) Entity(a *corpus.Article, x *corpus.Entity) error {
	return e.row(a, func() { e.entity(a.Text, x) })
}

// Date writes one temporal expression.
func (e *Encoder) Date(a *corpus.Article, x *corpus.Date) error {
	return e.row(a, func() { e.date(a.Text, x) })
}

// Figure writes one figure.
func (e *Encoder) Figure(a *corpus.Article, x *corpus.Figure) error {
	return e.row(a, func() { e.figure(a.Text, x) })
}

// Quote writes one quotation.
func (e *Encoder) Quote(a *corpus.Article, x *corpus.Quote) error {
	return e.row(a, func() { e.quote(a.Text, x) })
}

// Claim writes one claim.
func (e *Encoder) Claim(a *corpus.Article, x *corpus.Claim) error {
	return e.row(a, func() { e.claim(a.Text, x) })
}

func (e *Encoder) row(a *corpus.Article, fact func()) error {
	e.begin(a.Text)
	o := &e.o
	o.str("article", a.ID)
	o.str("path", a.Path)
	o.str("url", a.URL)
	o.str("source", a.Source)
	o.str("title", a.Title)
	o.str("published", a.Published)
	fact()
	return e.end()
}
