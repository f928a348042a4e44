package entity

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

var (
	// kindsOfVote stand between the name of a place and "election".
	kindsOfVote = wordSet("general federal state presidential parliamentary legislative mayoral municipal gubernatorial provincial regional local council senate special snap leadership independence status constitutional by")
	votes       = wordSet("election elections referendum plebiscite")
)

// vote widens a name between a year and "election" to the election it is part
// of: 2019 [Queensland] state election. The CRF sees no words in lower case.
func vote(t *token.Text, r token.Range, typ corpus.EntityType) (token.Range, corpus.EntityType) {
	if r.First == 0 || !year(t, int(r.First)-1) || typ == corpus.Person {
		return r, typ
	}
	for end := int(r.End); end < len(t.Tokens) && end < int(r.End)+4; end++ {
		switch w := t.Word(end); {
		case votes[w]:
			return token.Range{First: r.First - 1, End: int32(end) + 1}, corpus.Event
		case !kindsOfVote[w] && w != "-":
			return r, typ
		}
	}
	return r, typ
}

// year reports whether token i is the number of a year.
func year(t *token.Text, i int) bool {
	w := t.Word(i)
	return t.Tokens[i].Kind == token.Number && len(w) == 4 && (w[:2] == "18" || w[:2] == "19" || w[:2] == "20")
}
