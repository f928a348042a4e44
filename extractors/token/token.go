// Package token splits text into tokens, sentences and paragraphs with byte
// offsets. Every extractor reads the same Text, scanned once.
package token

import "twosource/corpus"

// Kind classifies a token by its bytes alone.
type Kind uint8

// Kinds of token.
const (
	Word   Kind = iota // letters, with inner apostrophes, hyphens and dots as in "U.S."
	Number             // begins with a digit: "8.5", "1,200", "19", "2024", "14th", "3D"
	Punct              // one mark: , . ; : ! ? ( ) — …
	Quote              // a quotation mark, straight or curly, single or double
	Symbol             // $ % € £ & @ # + = / and others
	Link               // URL, e-mail address, @handle, #tag
)

// Token is one token. Start and End are byte offsets into the text.
type Token struct {
	Start, End  int32
	Kind        Kind
	Shape       Shape
	SpaceBefore bool // white space (or start of text) precedes it
}

// Shape describes the letters of a token.
type Shape uint8

// Shapes.
const (
	NoCase    Shape = iota // no letters, or caseless script
	Lower                  // "outage"
	Title                  // "George"
	Upper                  // "TIME", "US"
	MixedCase              // "CrowdStrike", "iPhone"
)

// Span returns the byte range of the token.
func (t Token) Span() corpus.Span { return corpus.Span{Start: int(t.Start), End: int(t.End)} }

// Range is a half-open range of token indexes.
type Range struct{ First, End int32 }

// Text is a text with its tokens, sentences and paragraphs. Sentences and
// paragraphs are ranges of token indexes; every token is in exactly one of each.
type Text struct {
	Source     string
	Tokens     []Token
	Sentences  []Range
	Paragraphs []Range
}

// Word returns the bytes of token i, sharing memory with Source.
func (t *Text) Word(i int) string {
	k := t.Tokens[i]
	return t.Source[k.Start:k.End]
}

// Span returns the byte range from token first to the one before end.
func (t *Text) Span(r Range) corpus.Span {
	if r.End <= r.First {
		return corpus.Span{}
	}
	return corpus.Span{Start: int(t.Tokens[r.First].Start), End: int(t.Tokens[r.End-1].End)}
}
