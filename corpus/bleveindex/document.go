package bleveindex

import (
	"slices"
	"time"

	index "github.com/blevesearch/bleve_index_api"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// Doc is an article to be filed.
type Doc struct {
	consistency.Document
	Keys   []string // keys of its claims, see consistency.Keys
	Digest []byte   // of its statements, see consistency.Packer
	Bands  []uint64 // of its near-copy signature, see origin.Bands
	Mark            // of which Seq differs from that of any other version of an article
}

// Names of fields.
const (
	fieldID        = "_id"
	fieldBody      = "body"
	fieldPair      = "pair"
	fieldTitle     = "title"
	fieldEntity    = "entity"
	fieldSpeaker   = "speaker"
	fieldSource    = "source"
	fieldAuthor    = "author"
	fieldDay       = "day"
	fieldFigure    = "figure"
	fieldOrigin    = "origin"
	fieldDate      = "date"
	fieldDoc       = "doc"
	fieldMark      = "_mark" // so that it stands first in what is stored
	fieldCodes     = "codes" // stands second
	facetEntity    = "n.entity"
	facetSpeaker   = "n.speaker"
	facetSource    = "n.source"
	facetAttribute = "n.attribute"
	facetLanguage  = "n.lang"
)

// build makes the Bleve document of d. pack makes its stored form, nil where
// none is kept.
func build(d *Doc, pack func(*Doc) []byte) *document {
	a, f := &d.Article, &d.Facts
	entities, speakers := names(f.Entities, entityName), names(f.Quotes, speakerName)
	doc := &document{id: a.ID, fields: make([]*field, 0, 24), words: field{name: fieldCodes, options: asStored}}
	doc.text(fieldBody, a.Body.In(a.Text))
	doc.pairs()
	doc.text(fieldTitle, a.Title)
	doc.text(fieldEntity, entities...)
	doc.text(fieldSpeaker, speakers...)
	doc.text(fieldSource, a.Source)
	doc.text(fieldAuthor, a.Authors...)
	doc.keywords(facetEntity, asFacet, entities)
	doc.keywords(facetSpeaker, asFacet, speakers)
	doc.keywords(facetSource, asCommon, []string{a.Source})
	doc.keywords(facetAttribute, asCommon, names(f.Claims, attributeName))
	doc.keywords(facetLanguage, asCommon, []string{a.Language})
	doc.keywords(fieldAlias, asKeyword, aliasTerms(a, f))
	doc.keywords(fieldDay, asKeyword, dayTerms(a.Published))
	doc.keywords(fieldFigure, asKeyword, figureTerms(f.Figures))
	doc.keywords(fieldOrigin, asKeyword, []string{d.Document.Origin})
	doc.keywords(fieldDate, asFacet, []string{a.Published})
	doc.fields = append(doc.fields, &doc.words)
	if pack != nil {
		blob := &field{name: fieldDoc, options: asStored}
		doc.fields = append(doc.fields, blob)
		doc.beside = func() { blob.stored = pack(d) }
	}
	doc.fields = append(doc.fields, &field{name: fieldMark, options: asStored, stored: d.mark().bytes()})
	return doc
}

// text adds a field of running text or of names. The codes of its words go into
// the words of the document when it is analysed, after which come the stored ones.
func (d *document) text(name string, texts ...string) {
	if len(texts) == 0 || len(texts) == 1 && texts[0] == "" {
		return
	}
	d.fields = append(d.fields, &field{name: name, options: asText, analyze: func() (int, index.TokenFrequencies) {
		length, freqs, codes := coded(d.codes[:0], texts...)
		d.codes = codes
		d.words.stored = appendSection(d.words.stored, name, codes)
		return lengthOf(name, length), freqs
	}})
}

// pairs adds the field of pairs of common words of the body, which comes before it. Its
// length is that of the body.
func (d *document) pairs() {
	if len(d.fields) == 0 {
		return
	}
	body := d.fields[len(d.fields)-1]
	d.fields = append(d.fields, &field{name: fieldPair, options: asText, analyze: func() (int, index.TokenFrequencies) {
		return body.length, pairs(d.codes)
	}})
}

// lengthOf is the length of a field as it is kept.
func lengthOf(name string, words int) int {
	if name == fieldBody {
		words = (words + lengthStep - 1) / lengthStep
	}
	return min(words, maxLength)
}

func (d *document) keywords(name string, options index.FieldIndexingOptions, values []string) {
	if len(values) == 0 || len(values) == 1 && values[0] == "" {
		return
	}
	d.fields = append(d.fields, &field{name: name, options: options,
		analyze: func() (int, index.TokenFrequencies) { return keywords(values) }})
}

func entityName(x *corpus.Entity) string   { return x.Name }
func speakerName(x *corpus.Quote) string   { return x.Speaker }
func attributeName(x *corpus.Claim) string { return x.Attribute }

// names returns the distinct names of facts, sorted.
func names[T any](facts []T, name func(*T) string) []string {
	out := make([]string, 0, len(facts))
	for i := range facts {
		if s := name(&facts[i]); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dayTerms are the terms of the day an ISO date or time begins with.
func dayTerms(published string) []string {
	day, ok := parseDay(published)
	if !ok {
		return nil
	}
	return numberTerms(nil, day, dayShifts)
}

// epoch makes days before 1970 positive too.
const epoch = 1 << 24

func parseDay(iso string) (uint64, bool) {
	if len(iso) < len(time.DateOnly) {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, iso[:len(time.DateOnly)])
	if err != nil {
		return 0, false
	}
	return dayNumber(t), true
}

func dayNumber(t time.Time) uint64 { return uint64(t.Unix()/86400 + epoch) }

func figureTerms(figures []corpus.Figure) []string {
	out := make([]string, 0, len(figures)*len(figureShifts))
	for i := range figures {
		if v, ok := figures[i].Value.Float64(); ok {
			out = numberTerms(out, sortable(v), figureShifts)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mark is d.Mark with the origin of the document.
func (d *Doc) mark() Mark {
	m := d.Mark
	m.Origin = d.Document.Origin
	return m
}
