package quote

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// posts takes embedded posts, "text — Name (@handle) July 19, 2024", and
// statements printed in full after a line that announces them.
func (x *extractor) posts() {
	t := x.t
	s := 0
	for p := range t.Paragraphs {
		r := t.Paragraphs[p]
		for s < len(x.sents) && int(x.sents[s].par) < p {
			s++
		}
		if h := x.handle(int(r.First), int(r.End)); h > 0 {
			x.post1(p, s, h)
		}
	}
}

// handle is the token of an @handle in brackets after a dash and a name, or 0.
func (x *extractor) handle(first, end int) int {
	t := x.t
	for i := end - 1; i > first+2; i-- {
		if t.Tokens[i].Kind == token.Link && t.Source[t.Tokens[i].Start] == '@' && t.Word(i-1) == "(" && i+1 < end && t.Word(i+1) == ")" {
			return i
		}
	}
	return 0
}

// post1 emits the post signed at token h of paragraph p, whose sentences start
// at index s. The text is what stands before the dash, or the paragraph before
// where the signature has one of its own.
func (x *extractor) post1(p, s, h int) {
	t := x.t
	r := t.Paragraphs[p]
	d := h - 2
	for d > int(r.First) && d > h-9 && !isDash(t.Word(d)) {
		d--
	}
	if !isDash(t.Word(d)) || d == h-2 {
		return
	}
	first, end, par := int(r.First), d, p
	if end-first < 2 {
		if p == 0 {
			return
		}
		par = p - 1
		first, end = int(t.Paragraphs[par].First), int(t.Paragraphs[par].End)
	}
	for end > first && t.Tokens[end-1].Kind == token.Link {
		end--
	}
	name := corpus.Span{Start: int(t.Tokens[d+1].Start), End: int(t.Tokens[h-2].End)}
	x.readTo(0)
	who := x.signer(name)
	x.emit(int32(first), int32(end), corpus.Post, who, corpus.Span{Start: int(t.Tokens[d].Start), End: int(t.Tokens[d].End)}, "", "post", 0.95)
	x.retire(par, p)
}

func isDash(w string) bool { return w == "—" || w == "–" || w == "-" || w == "―" }

// signer is the agent whose name covers the span, or the bare name.
func (x *extractor) signer(span corpus.Span) speaker {
	name := span.In(x.t.Source)
	if g, ok := x.byName[name]; ok {
		s := x.known(g, span, 0.95)
		return s
	}
	return speaker{agent: -1, name: name, span: span, sure: 0.9}
}

// retire marks the sentences and quotations of paragraphs [a, b] as read.
func (x *extractor) retire(a, b int) {
	for i := range x.sents {
		if p := int(x.sents[i].par); p >= a && p <= b {
			x.sents[i].furniture = true
		}
	}
	for i := range x.quotes {
		if p := int(x.quotes[i].par); p >= a && p <= b {
			x.quotes[i].used = true
		}
	}
}
