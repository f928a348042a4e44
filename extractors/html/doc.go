// Package html makes articles of web pages: metadata, and the body as blocks.
//
// The page is parsed once. Metadata comes from JSON-LD (also in @graph, in
// lists, and broken in the usual ways), meta elements, marked elements and the
// address. The body is voted on, paragraph by paragraph, by go-trafilatura and
// readability, with the page's own structure as the third voice; the text of
// the paragraphs is always the page's own, so neither extractor's gluing of
// sentences reaches it.
package html
