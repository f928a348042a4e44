package entity

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// courtesies stand before nothing but a person's name.
var courtesies = map[string]bool{"mr": true, "mrs": true, "ms": true, "mx": true}

// ranks stand before persons' names and are no part of them.
var ranks = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("mr mrs ms mx miss dr prof professor sir lord pope king queen emperor empress tsar czar prince princess cardinal archbishop bishop sen rep gov gen sgt capt col lt maj rev judge justice president chancellor senator governor mayor sheriff captain colonel lieutenant sergeant inspector constable") {
		m[w] = true
	}
	return m
}()

// untitled leaves titles before a person's name out of it. A name that follows
// a courtesy title is a person's whatever the model took it for.
func untitled(t *token.Text, r token.Range, typ corpus.EntityType) (token.Range, corpus.EntityType) {
	first := int(r.First)
	if r.End-r.First > 1 && in(courtesies, t, first) || first > 0 && t.Tokens[first].SpaceBefore && in(courtesies, t, first-1) {
		typ = corpus.Person
	}
	for typ == corpus.Person && r.End-r.First > 1 && t.Tokens[r.First+1].Shape != token.Lower && in(ranks, t, int(r.First)) {
		r.First++
	}
	return r, typ
}

// in reports whether set holds a capitalised word, its case and closing dot
// aside. It makes no string: every name of a text is asked for.
func in(set map[string]bool, t *token.Text, i int) bool {
	k := t.Tokens[i]
	var low [12]byte
	if k.Kind != token.Word || k.Shape == token.Lower || int(k.End-k.Start) > len(low) {
		return false
	}
	n := copy(low[:], t.Source[k.Start:k.End])
	for j := range low[:n] {
		if c := low[j]; c >= 'A' && c <= 'Z' {
			low[j] = c + 'a' - 'A'
		}
	}
	if low[n-1] == '.' {
		n--
	}
	return set[string(low[:n])]
}
