package bleveindex

import (
	"strings"

	"twosource/corpus"
)

// snippetWords is the length of a snippet.
const snippetWords = 40

// lookup holds what a query looks for in running text. Snippets are cut by
// reading the texts of the hits shown once more: that costs microseconds each
// and saves the index the place of every word.
type lookup struct {
	terms    map[string]bool
	prefixes []string
}

// wanted gathers the words of a query that hits should hold.
func wanted(n node) lookup {
	w := lookup{terms: map[string]bool{}}
	w.gather(n)
	return w
}

func (w *lookup) gather(n node) {
	switch n := n.(type) {
	case allOf:
		for _, x := range n {
			w.gather(x)
		}
	case anyOf:
		for _, x := range n {
			w.gather(x)
		}
	case match:
		switch n.field {
		case "", fieldBody, fieldTitle, fieldEntity, fieldSpeaker:
		default:
			return
		}
		if n.prefix {
			w.prefixes = append(w.prefixes, prefixTerm(n.text))
			return
		}
		terms(n.text, func(b []byte, _, _ int) { w.terms[string(b)] = true })
	}
}

// found reports whether a term is looked for, and under which name.
func (w lookup) found(term []byte) (string, bool) {
	if w.terms[string(term)] {
		return string(term), true
	}
	for _, p := range w.prefixes {
		if strings.HasPrefix(string(term), p) {
			return p, true
		}
	}
	return "", false
}

// marks returns where the words looked for stand in text.
func (w lookup) marks(text string) []corpus.Span {
	var out []corpus.Span
	terms(text, func(term []byte, start, end int) {
		if _, ok := w.found(term); ok {
			out = append(out, corpus.Span{Start: start, End: end})
		}
	})
	return out
}

// hitWord is a word looked for, in a text.
type hitWord struct {
	span  corpus.Span
	word  int    // how many words stand before it
	which string // the word looked for
}

// snippet returns the passage of body with the most different words looked
// for, and where they stand. Without any it is the beginning.
func (w lookup) snippet(text string, body corpus.Span) (corpus.Span, []corpus.Span) {
	var found []hitWord
	var ends []corpus.Span // every word
	terms(body.In(text), func(term []byte, start, end int) {
		span := corpus.Span{Start: body.Start + start, End: body.Start + end}
		if which, ok := w.found(term); ok {
			found = append(found, hitWord{span, len(ends), which})
		}
		ends = append(ends, span)
	})
	if len(ends) == 0 {
		return corpus.Span{Start: body.Start, End: body.Start}, nil
	}
	first, last := best(found)
	from := 0
	if len(found) > 0 {
		spare := snippetWords - (found[last].word - found[first].word + 1)
		from = max(0, found[first].word-spare/3)
	}
	to := min(from+snippetWords, len(ends)) - 1
	from = max(0, min(from, to-snippetWords+1))
	span := corpus.Span{Start: ends[from].Start, End: ends[to].End}
	var marks []corpus.Span
	for _, h := range found {
		if span.Contains(h.span) {
			marks = append(marks, h.span)
		}
	}
	return span, marks
}

// best returns the first and last of the found words in the window of
// snippetWords with the most different ones, the earliest of equals.
func best(found []hitWord) (first, last int) {
	counts := map[string]int{}
	most, tail := 0, 0
	for i, h := range found {
		counts[h.which]++
		for h.word-found[tail].word >= snippetWords {
			if counts[found[tail].which]--; counts[found[tail].which] == 0 {
				delete(counts, found[tail].which)
			}
			tail++
		}
		if len(counts) > most {
			most, first, last = len(counts), tail, i
		}
	}
	return first, last
}
