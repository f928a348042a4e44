// Package extractors draws facts from articles.
//
// An Extractor reads a Document (the article, its tokens, and the facts that
// extractors before it have found) and adds facts of its own. The list in
// Default is the whole pipeline, in order; there is no registry. Each kind of
// fact has a package of its own below this one: token, date, figure, entity,
// quote, claim; html turns pages into articles. To add a kind, write a package
// with an Extract function, wrap it here in a type of a few lines and put it
// into Default.
package extractors

import (
	"errors"
	"sort"
	"sync"

	"twosource/corpus"
	"twosource/extractors/claim"
	"twosource/extractors/date"
	"twosource/extractors/entity"
	"twosource/extractors/figure"
	"twosource/extractors/quote"
	"twosource/extractors/token"
)

// Document is one article on its way through the extractors. A Document can be
// used again for the next article with Reset, which keeps its memory.
type Document struct {
	Article *corpus.Article
	Text    token.Text
	Facts   corpus.Facts
}

// Reset starts d on another article. Facts starts out empty and is not shared
// with the article before.
func (d *Document) Reset(a *corpus.Article) {
	d.Article = a
	d.Text.Reset(a.Text, a.Body)
	d.Facts = corpus.Facts{}
}

// Extractor adds one kind of fact to a document. Implementations are safe for
// concurrent use on different documents, never fail and never panic: text they
// can't read yields no facts.
type Extractor interface {
	Name() string
	Extract(*Document)
}

// NamedEntities finds the entities of a text; entity.Model and
// prosener.Recogniser are the implementations.
type NamedEntities interface {
	Extract(dst []corpus.Entity, t *token.Text) []corpus.Entity
}

// Options choose the parts of Default. The zero value is what the program uses
// out of the box.
type Options struct {
	Entities   NamedEntities     // nil: the embedded model
	Attributes []claim.Attribute // nil: claim.Defaults()
}

// Default returns the extractors in the order they have to run.
func Default(o Options) ([]Extractor, error) {
	var wait sync.WaitGroup
	var loadErr error
	if o.Entities == nil { // beside the claims: half of what a short command takes
		wait.Go(func() { o.Entities, loadErr = entity.Load() })
	}
	if o.Attributes == nil {
		o.Attributes = claim.Defaults()
	}
	claims, err := claim.New(o.Attributes)
	wait.Wait()
	if err = errors.Join(loadErr, err); err != nil {
		return nil, err
	}
	return []Extractor{Dates{}, Figures{}, Entities{o.Entities}, Quotes{}, Claims{claims}}, nil
}

// Run applies the extractors to a document and leaves its facts sorted.
func Run(list []Extractor, d *Document) {
	for _, x := range list {
		x.Extract(d)
	}
}

// Dates finds temporal expressions.
type Dates struct{}

// Name implements Extractor.
func (Dates) Name() string { return "date" }

// Extract implements Extractor.
func (Dates) Extract(d *Document) {
	ref := date.Reference{Published: d.Article.Published, Locale: d.Article.Language, Source: d.Article.Source, Blocks: d.Article.Blocks}
	d.Facts.Dates = date.Extract(nil, &d.Text, ref)
}

// Figures finds numbers with their units; it needs the dates, whose numbers
// are none.
type Figures struct{}

// Name implements Extractor.
func (Figures) Name() string { return "figure" }

// Extract implements Extractor.
func (Figures) Extract(d *Document) {
	d.Facts.Figures = figure.Extract(nil, &d.Text, d.Facts.Dates)
}

// Entities finds names and resolves them within the article.
type Entities struct{ NamedEntities NamedEntities }

// Name implements Extractor.
func (Entities) Name() string { return "entity" }

// Extract implements Extractor.
func (e Entities) Extract(d *Document) {
	d.Facts.Entities = e.NamedEntities.Extract(nil, &d.Text)
}

// Quotes finds reported speech; it needs the entities to name speakers.
type Quotes struct{}

// Name implements Extractor.
func (Quotes) Name() string { return "quote" }

// Extract implements Extractor.
func (Quotes) Extract(d *Document) {
	d.Facts.Quotes = quote.Extract(nil, &d.Text, d.Facts.Entities)
}

// Claims reads statements about attributes; it needs all other facts.
type Claims struct{ Claims *claim.Extractor }

// Name implements Extractor.
func (Claims) Name() string { return "claim" }

// Extract implements Extractor.
func (c Claims) Extract(d *Document) {
	in := claim.Input{Article: d.Article, Text: &d.Text, Facts: &d.Facts}
	d.Facts.Claims = c.Claims.Extract(nil, in)
	sort.SliceStable(d.Facts.Claims, func(i, j int) bool {
		a, b := d.Facts.Claims[i].Span, d.Facts.Claims[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End < b.End
	})
}
