package quote

import (
	"strings"

	"twosource/extractors/token"
)

// item is a unit of a masked sentence: a word (with its hyphens), a mark of
// punctuation, or a whole quotation.
type item struct {
	first, end int32 // tokens
	kind       token.Kind
	shape      token.Shape
	punct      byte // first byte of a punctuation mark, '-' for any dash, 0 otherwise
	word
	quote int32 // index of the quotation, or -1
}

// sentence is a range of items, quotations counting as one.
type sentence struct {
	first, end int32
	par        int32
	furniture  bool // caption, label or link line: no reported speech
}

// maxItems bounds a sentence; nobody writes longer ones, and work on a sentence
// can grow with the square of its length.
const maxItems = 250

// mask builds items and sentences with quotations collapsed, so that a full
// stop within marks ends no sentence and a verb within marks governs nothing.
func (x *extractor) mask() {
	t := x.t
	x.items, x.sents = x.items[:0], x.sents[:0]
	q, s := 0, 0
	for p := range t.Paragraphs {
		r := t.Paragraphs[p]
		start := len(x.items)
		for i := int(r.First); i < int(r.End); {
			for q < len(x.quotes) && int(x.quotes[q].close) <= i && int(x.quotes[q].open) < i {
				q++
			}
			before := i
			if q < len(x.quotes) && int(x.quotes[q].open) == i {
				i = x.maskQuote(q)
			} else {
				i = x.maskWord(i, int(r.End))
			}
			for s < len(t.Sentences) && int(t.Sentences[s].End) <= before {
				s++
			}
			if x.ends(&s, i, int(r.End)) || len(x.items)-start >= maxItems {
				x.addSentence(start, p)
				start = len(x.items)
			}
		}
		if start < len(x.items) {
			x.addSentence(start, p)
		}
	}
}

// ends reports whether a sentence ends before token i, where item just ended.
func (x *extractor) ends(s *int, i, limit int) bool {
	t := x.t
	for *s < len(t.Sentences) && int(t.Sentences[*s].End) < i {
		*s++
	}
	last := &x.items[len(x.items)-1]
	if last.quote >= 0 {
		return x.quoteEnds(last.quote, i, limit)
	}
	return *s < len(t.Sentences) && int(t.Sentences[*s].End) == i
}

// quoteEnds decides whether a sentence ends with a quotation: its last inner
// mark ends a sentence and what follows is no attribution.
func (x *extractor) quoteEnds(q int32, i, limit int) bool {
	if i >= limit {
		return true
	}
	t := x.t
	final := x.finalMark(q)
	next := t.Tokens[i]
	if final == 0 || final == ',' || next.Kind == token.Punct && t.Word(i) != "(" {
		return false
	}
	if next.Kind == token.Quote || next.Kind == token.Punct {
		return final != '-'
	}
	if next.Kind == token.Word && next.Shape == token.Lower || next.Kind != token.Word && next.Kind != token.Number {
		return false
	}
	if final == '.' {
		return !x.verbFollows(i, limit, 4)
	}
	return !x.verbFollows(i, limit, 7)
}

// verbFollows reports whether a name and a reporting verb follow token i
// within n tokens, as after a question mark: “Why?” Ms. Lee asked. An
// apposition to the name does not count.
func (x *extractor) verbFollows(i, limit, n int) bool {
	t := x.t
	commas := 0
	for j := i; j < limit && j < i+n; j++ {
		k := t.Tokens[j]
		if k.Kind == token.Punct && t.Word(j) == "," && j > i && n > 4 {
			if commas++; commas == 1 {
				n += 16
			}
			continue
		}
		if k.Kind != token.Word && k.Kind != token.Number && !(k.Kind == token.Punct && t.Word(j) == "-") {
			return false
		}
		e := look(t, j)
		if k.Shape == token.Lower && e.cue != 0 && e.cue&(ing|base) == 0 && j > i && commas != 1 {
			return j+1 >= limit || t.Tokens[j+1].Kind == token.Punct || look(t, j+1).is&(prep|timeWord|subord|adverb) != 0
		}
		if commas == 0 && e.is&(aux|modal|prep|subord) != 0 {
			return false
		}
	}
	return false
}

// finalMark is the punctuation that ends a quotation's inside: one of
// . , ? ! - … or 0. An ellipsis counts as '.'.
func (x *extractor) finalMark(q int32) byte {
	k := x.quotes[q]
	for i := k.end - 1; i >= k.first; i-- {
		w := x.t.Word(int(i))
		if x.t.Tokens[i].Kind == token.Quote {
			continue
		}
		switch {
		case x.t.Tokens[i].Kind == token.Word && len(w) > 2 && w[len(w)-1] == '.':
			return '.'
		case x.t.Tokens[i].Kind != token.Punct:
			return 0
		case w == "…":
			return '.'
		case w == "—" || w == "–" || w == "-":
			return '-'
		case w[0] == '.' || w[0] == ',' || w[0] == '?' || w[0] == '!':
			return w[0]
		}
		return 0
	}
	return 0
}

func (x *extractor) addSentence(start, p int) {
	s := sentence{first: int32(start), end: int32(len(x.items)), par: int32(p)}
	if n := len(x.sents); n > 0 && x.sents[n-1].par == s.par {
		s.furniture = x.sents[n-1].furniture
	} else {
		s.furniture = x.isFurniture(start, p)
	}
	x.sents = append(x.sents, s)
}

// isFurniture recognises captions that end with a credit in brackets, and
// lines that start with a label in capitals ("READ MORE:").
func (x *extractor) isFurniture(start, p int) bool {
	t := x.t
	r := t.Paragraphs[p]
	n := int(r.End)
	if n-int(r.First) > 4 && t.Word(n-1) == ")" {
		for j := n - 2; j >= int(r.First) && j > n-12; j-- {
			if w := t.Word(j); w == "/" {
				return true
			} else if w == "(" {
				break
			}
		}
	}
	label := false
	for j := int(r.First); j < n && j < int(r.First)+6; j++ {
		if w := t.Word(j); w == ":" || w == "(" {
			return label
		}
		if j == int(r.First) && j+1 < n && t.Word(j+1) == ":" && isLabel(upperASCII(t.Word(j))) {
			return true
		}
		if t.Tokens[j].Shape != token.Upper {
			return false
		}
		label = label || isLabel(t.Word(j))
	}
	return false
}

func upperASCII(w string) string {
	if len(w) > 8 {
		return w
	}
	return strings.ToUpper(w)
}

func isLabel(w string) bool {
	switch w {
	case "WATCH", "READ", "LOOK", "VIDEO", "PHOTOS", "LISTEN", "MORE", "RELATED", "GALLERY", "UPDATE":
		return true
	}
	return false
}

func (x *extractor) maskQuote(q int) int {
	k := &x.quotes[q]
	it := item{first: k.open, end: k.close, kind: token.Quote, quote: int32(q)}
	k.words = x.countWords(k.first, k.end)
	x.items = append(x.items, it)
	return int(k.close)
}

func (x *extractor) countWords(first, end int32) int32 {
	n := int32(0)
	for i := first; i < end; i++ {
		k := x.t.Tokens[i]
		if (k.Kind == token.Word || k.Kind == token.Number) && (k.SpaceBefore || i == first) {
			n++
		}
	}
	return n
}

// maskWord adds one word or mark; words joined by hyphens make one item.
func (x *extractor) maskWord(i, limit int) int {
	t := x.t
	k := t.Tokens[i]
	it := item{first: int32(i), kind: k.Kind, shape: k.Shape, quote: -1}
	switch k.Kind {
	case token.Word, token.Number:
		last := i
		for last+2 < limit && t.Word(last+1) == "-" && !t.Tokens[last+1].SpaceBefore && !t.Tokens[last+2].SpaceBefore &&
			(t.Tokens[last+2].Kind == token.Word || t.Tokens[last+2].Kind == token.Number) {
			last += 2
		}
		it.end = int32(last + 1)
		if k.Kind == token.Word || last > i {
			it.word = look(t, last)
		}
		if last > i {
			it.kind = token.Word
			it.cue = 0
			if k.Kind != token.Word {
				it.shape = token.Lower
			}
			it.is &= role | roles | orgRole | kin | document
		}
	case token.Punct:
		it.end = int32(i + 1)
		w := t.Word(i)
		it.punct = w[0]
		if w == "—" || w == "–" || w == "―" || w == "--" {
			it.punct = '-'
		}
		if w == "…" {
			it.punct = '.'
		}
	case token.Quote:
		it.end = int32(i + 1)
		if len(x.items) > 0 && !k.SpaceBefore {
			x.items[len(x.items)-1].end = it.end // a stray closer
			return i + 1
		}
	default:
		it.end = int32(i + 1)
		if w := t.Word(i); w == "&" {
			it.word = word{is: coord}
		}
	}
	x.items = append(x.items, it)
	return int(it.end)
}

// text returns the bytes of items [a, b).
func (x *extractor) text(a, b int) string {
	if b <= a {
		return ""
	}
	return x.t.Source[x.t.Tokens[x.items[a].first].Start:x.t.Tokens[x.items[b-1].end-1].End]
}

func (x *extractor) wordAt(i int) string { return x.text(i, i+1) }

// lowerIs reports whether item i is the given lower-case word, ignoring case.
func (x *extractor) lowerIs(i int, w string) bool {
	s := x.wordAt(i)
	return len(s) == len(w) && strings.EqualFold(s, w)
}
