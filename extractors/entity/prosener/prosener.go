// Package prosener finds entities with github.com/jdkato/prose/v2, behind the
// same interface as the built-in model: the baseline that --ner prose selects.
//
// prose reports entities as strings without offsets, so each is looked for in
// the text from where the one before it ended; what cannot be found again
// (prose rewrites quotation marks) is dropped. It knows two classes, PERSON and
// GPE, read here as PERSON and LOC; "ORG"-like labels of a trained model are
// mapped as well. Texts are given to prose paragraph by paragraph: it drops an
// entity at the very end of a document, and one tag per word type holds for a
// whole document.
//
// Measured beside the built-in model on one text by
//
//	go test ./extractors/entity/prosener -bench .
//
// prose: F1 47-49 on news, about 10,000 tokens a second.
package prosener

import (
	"fmt"
	"strings"

	"github.com/jdkato/prose/v2"

	"twosource/corpus"
	"twosource/corpus/name"
	"twosource/extractors/token"
)

// Recogniser wraps the model that prose embeds. It is read-only and safe for
// concurrent use.
type Recogniser struct {
	model *prose.Model
}

// Load decodes prose's embedded model; it takes a third of a second.
func Load() (r *Recogniser, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("load prose model: %v", p)
		}
	}()
	return &Recogniser{model: prose.ModelFromData("baseline")}, nil
}

// Extract appends the entities of t to dst, sorted by start and free of
// overlaps. A text that prose cannot read has none.
func (r *Recogniser) Extract(dst []corpus.Entity, t *token.Text) []corpus.Entity {
	for _, p := range t.Paragraphs {
		dst = r.paragraph(dst, t.Source, t.Span(p))
	}
	return dst
}

func (r *Recogniser) paragraph(dst []corpus.Entity, text string, at corpus.Span) []corpus.Entity {
	part := at.In(text)
	// The closing mark keeps prose from losing a name at the very end.
	doc, err := document(part+" .", r.model)
	if err != nil {
		return dst
	}
	from := 0
	for _, e := range doc.Entities() {
		i := strings.Index(part[from:], e.Text)
		typ, ok := types[e.Label]
		if i < 0 || !ok || e.Text == "" {
			continue
		}
		start := at.Start + from + i
		x := corpus.Entity{Span: corpus.Span{Start: start, End: start + len(e.Text)}, Type: typ}
		x.Name, x.ID = name.Canonical(typ, e.Text)
		dst = append(dst, x)
		from += i + len(e.Text)
	}
	return dst
}

// document runs prose and turns a panic on text it cannot take into an error.
func document(text string, model *prose.Model) (doc *prose.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("prose: %v", p)
		}
	}()
	return prose.NewDocument(text, prose.WithSegmentation(false), prose.UsingModel(model))
}

var types = map[string]corpus.EntityType{
	"PERSON": corpus.Person, "GPE": corpus.Loc, "LOC": corpus.Loc, "ORG": corpus.Org, "ORGANIZATION": corpus.Org,
}
