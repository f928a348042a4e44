package export

import (
	"fmt"
	"io"

	"twosource/corpus"
)

// Encoder writes objects to one stream, one a line, reusing its memory. Not
// safe for concurrent use.
type Encoder struct {
	w       io.Writer
	o       object
	offsets Offsets
	text    string // text that offsets is prepared for
}

// NewEncoder returns an Encoder that writes to w. It does not buffer: each
// object is one Write.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Article writes one line of `extract --json`. f may be nil.
func Article(w io.Writer, a *corpus.Article, f *corpus.Facts) error {
	return NewEncoder(w).Article(a, f)
}

// Article writes an article with its facts.
func (e *Encoder) Article(a *corpus.Article, f *corpus.Facts) error {
	if f == nil {
		f = &corpus.Facts{}
	}
	e.begin(a.Text)
	o := &e.o
	o.str("id", a.ID)
	o.str("path", a.Path)
	o.str("url", a.URL)
	o.str("source", a.Source)
	o.str("title", a.Title)
	o.str("published", a.Published)
	o.str("published_from", a.PublishedFrom)
	o.str("updated", a.Updated)
	o.str("language", a.Language)
	o.array("authors", len(a.Authors), func(i int) { o.b = appendString(o.b, a.Authors[i]) })
	o.str("agency", a.Agency)
	o.boolean("partial", a.Partial)
	o.str("text", a.Text)
	e.facts(a.Text, f)
	return e.end()
}

func (e *Encoder) facts(text string, f *corpus.Facts) {
	o := &e.o
	o.array("entities", len(f.Entities), func(i int) { e.item(func() { e.entity(text, &f.Entities[i]) }) })
	o.array("dates", len(f.Dates), func(i int) { e.item(func() { e.date(text, &f.Dates[i]) }) })
	o.array("figures", len(f.Figures), func(i int) { e.item(func() { e.figure(text, &f.Figures[i]) }) })
	o.array("quotes", len(f.Quotes), func(i int) { e.item(func() { e.quote(text, &f.Quotes[i]) }) })
	o.array("claims", len(f.Claims), func(i int) { e.item(func() { e.claim(text, &f.Claims[i]) }) })
}

func (e *Encoder) item(write func()) {
	e.o.open()
	write()
	e.o.close()
}

// begin starts an object whose offsets refer to text.
func (e *Encoder) begin(text string) {
	e.use(text)
	e.o.b = e.o.b[:0]
	e.o.open()
}

// use prepares the offsets of text. Rows of one article come one after the
// other, so the last text is kept; comparing equal strings that share memory
// costs nothing.
func (e *Encoder) use(text string) {
	if e.text != text || e.offsets.text == "" {
		e.offsets.Reset(text)
		e.text = text
	}
}

func (e *Encoder) end() error {
	e.o.close()
	e.o.b = append(e.o.b, '\n')
	if _, err := e.w.Write(e.o.b); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	const keep = 4 << 20 // one huge article must not pin its buffer for good
	if cap(e.o.b) > keep {
		e.o.b = nil
	}
	return nil
}

// span writes start, end and text of a span.
func (e *Encoder) span(text string, s corpus.Span) {
	e.o.integer("start", e.offsets.At(s.Start))
	e.o.integer("end", e.offsets.At(s.End))
	e.o.str("text", s.In(text))
}
