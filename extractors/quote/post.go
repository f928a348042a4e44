package quote

import (
	"sort"

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
		} else if x.announces(p) {
			x.printed(p)
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
	x.emit(int32(first), int32(end), corpus.Post, who, corpus.Span{Start: int(t.Tokens[d].Start), End: int(t.Tokens[d].End)}, "", "post")
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
	for i := x.paragraphSentence(a); i < len(x.sents) && int(x.sents[i].par) <= b; i++ {
		x.sents[i].furniture = true
	}
	q := sort.Search(len(x.quotes), func(i int) bool { return int(x.quotes[i].par) >= a })
	for ; q < len(x.quotes) && int(x.quotes[q].par) <= b; q++ {
		x.quotes[q].used = true
	}
}

// announces reports whether paragraph p announces a text printed after it
// without marks: "The statement reads in full:".
func (x *extractor) announces(p int) bool {
	t := x.t
	r := t.Paragraphs[p]
	n := int(r.End - r.First)
	if p+1 >= len(t.Paragraphs) || n < 3 || n > 24 || t.Word(int(r.End)-1) != ":" {
		return false
	}
	if next := t.Paragraphs[p+1]; t.Tokens[next.First].Kind == token.Quote || next.End-next.First < 5 || t.Tokens[next.First].Kind != token.Word {
		return false
	}
	reads, doc := false, false
	for i := int(r.First); i < int(r.End); i++ {
		switch w := t.Word(i); w {
		case "read", "reads", "said", "says", "wrote", "writes", "stated", "follows", "posted", "tweeted":
			reads = true
		case "full", "statement", "post", "letter", "message", "tweet", "email", "memo", "note":
			doc = true
		}
	}
	return reads && doc
}

// printed emits the text printed after paragraph p, up to a line that signs it:
// a name with a date.
func (x *extractor) printed(p int) {
	t := x.t
	first := t.Paragraphs[p+1]
	last, sign := p+1, -1
	for n := p + 2; n < len(t.Paragraphs) && n < p+12; n++ {
		if x.signature(n) {
			last, sign = n-1, n
			break
		}
	}
	s := nobody
	if sign > 0 {
		s = x.signedBy(sign)
	}
	cue := corpus.Span{}
	lo := x.paragraphItem(p)
	for i := lo; i < len(x.items) && x.items[i].first < t.Paragraphs[p].End; i++ {
		if x.items[i].cue != 0 && x.items[i].shape == token.Lower {
			cue = x.spanOf(i, i+1)
			if s.agent < 0 {
				x.readTo(i)
				s = x.resolve(x.subjectBefore(i, lo))
			}
			break
		}
	}
	x.inMarks = true
	x.emit(first.First, t.Paragraphs[last].End, corpus.Direct, s, cue, "", "printed in full")
	x.retire(p, max(last, sign))
}

// paragraphItem is the first item of paragraph p.
func (x *extractor) paragraphItem(p int) int {
	s := x.paragraphSentence(p)
	if s >= len(x.sents) {
		return len(x.items)
	}
	return int(x.sents[s].first)
}

// paragraphSentence is the first sentence of paragraph p or later.
func (x *extractor) paragraphSentence(p int) int {
	return sort.Search(len(x.sents), func(i int) bool { return int(x.sents[i].par) >= p })
}

// signature reports whether paragraph p is a name with a date and nothing else.
func (x *extractor) signature(p int) bool {
	t := x.t
	r := t.Paragraphs[p]
	if r.End-r.First > 14 {
		return false
	}
	year := false
	for i := int(r.First); i < int(r.End); i++ {
		k := t.Tokens[i]
		if k.Kind == token.Word && k.Shape == token.Lower && t.Word(i) != "of" && t.Word(i) != "for" {
			return false
		}
		year = year || k.Kind == token.Number && k.End-k.Start == 4
	}
	return year && t.Tokens[r.First].Kind == token.Word
}

// signedBy is the agent named at the start of a signature.
func (x *extractor) signedBy(p int) speaker {
	at := x.paragraphItem(p)
	m := x.firstMention(at)
	if m < len(x.mentions) && int(x.mentions[m].first) == at {
		return x.known(x.mentions[m].agent, x.spanOf(at, int(x.mentions[m].end)), 0.9)
	}
	return nobody
}
