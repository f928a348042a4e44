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
	if courtesies[bare(t, first)] && r.End-r.First > 1 || first > 0 && courtesies[bare(t, first-1)] && t.Tokens[first].SpaceBefore {
		typ = corpus.Person
	}
	for typ == corpus.Person && r.End-r.First > 1 && ranks[bare(t, int(r.First))] && t.Tokens[r.First+1].Shape != token.Lower {
		r.First++
	}
	return r, typ
}

// bare is a word in lower case without a closing dot, "" for a long one, which
// no title is.
func bare(t *token.Text, i int) string {
	if k := t.Tokens[i]; k.Kind != token.Word || k.End-k.Start > 10 || k.Shape == token.Lower {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(t.Word(i), "."))
}
