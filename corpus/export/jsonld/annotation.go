// Package jsonld writes facts as W3C Web Annotations and confirmed
// contradictions as schema.org ClaimReview objects, one object a line.
package jsonld

import (
	"encoding/json"
	"io"
	"net/url"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/corpus/export"
)

type annotation struct {
	Context    string `json:"@context"`
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Body       body   `json:"body"`
	Target     target `json:"target"`
}

type body struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
}

type target struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

type selector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

// context is how many bytes stand before and after an exact quotation, cut to
// whole code points.
const context = 32

// Annotations writes one Web Annotation a fact of the article. Each carries a
// TextQuoteSelector, which finds the words even in a changed text, and a
// TextPositionSelector, which counts code points.
func Annotations(w io.Writer, a *corpus.Article, f *corpus.Facts) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	var at export.Offsets
	at.Reset(a.Text)
	write := func(kind string, s corpus.Span, value string) error {
		start, end := at.At(s.Start), at.At(s.End)
		return e.Encode(annotation{
			Context: "http://www.w3.org/ns/anno.jsonld", Type: "Annotation", Motivation: "tagging",
			ID:   urn(a) + ":" + kind + ":" + itoa(start) + "-" + itoa(end),
			Body: body{Type: "TextualBody", Purpose: "tagging", Value: value},
			Target: target{Source: sourceOf(a), Selector: []selector{
				{Type: "TextQuoteSelector", Exact: s.In(a.Text), Prefix: before(a.Text, s.Start), Suffix: after(a.Text, s.End)},
				{Type: "TextPositionSelector", Start: &start, End: &end},
			}},
		})
	}
	return each(f, write)
}

// each calls write for every fact of an article, kind after kind.
func each(f *corpus.Facts, write func(kind string, s corpus.Span, value string) error) error {
	for _, x := range f.Entities {
		if err := write("entity", x.Span, string(x.Type)+": "+x.Name); err != nil {
			return err
		}
	}
	for _, x := range f.Dates {
		if err := write("date", x.Span, x.Value); err != nil {
			return err
		}
	}
	for _, x := range f.Figures {
		if err := write("figure", x.Span, x.Value.String()+unit(x.Unit)); err != nil {
			return err
		}
	}
	for _, x := range f.Quotes {
		if err := write("quote", x.Span, "said by "+orUnknown(x.Speaker)); err != nil {
			return err
		}
	}
	for _, x := range f.Claims {
		if err := write("claim", x.Span, x.Subject+" · "+x.Attribute+": "+x.Value.Text); err != nil {
			return err
		}
	}
	return nil
}

func unit(u string) string {
	if u == "" {
		return ""
	}
	return " " + u
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func sourceOf(a *corpus.Article) string {
	if a.URL != "" {
		return a.URL
	}
	return urn(a)
}

// urn names an article by its id.
func urn(a *corpus.Article) string { return "urn:twosource:" + url.PathEscape(a.ID) }

func before(text string, i int) string {
	start := max(0, i-context)
	for start < i && !utf8.RuneStart(text[start]) {
		start++
	}
	return text[start:i]
}

func after(text string, i int) string {
	end := min(len(text), i+context)
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return text[i:end]
}
