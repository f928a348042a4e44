package claim

import (
	"strings"

	"twosource/corpus"
)

// namesakes settles whom a last name alone stands for: "Ms Ruiz" is the Ana
// Ruiz the article names, and of several people of one last name it is the one
// the article is mostly about.
func (d *document) namesakes() {
	for i := range d.ents {
		n := d.whoOf[i]
		if n < 0 || d.who[n].typ == corpus.Norp {
			continue
		}
		last, titled := d.familyName(d.ents[i].In(d.text.Source))
		if titled && d.who[n].typ != corpus.Person {
			d.who[n].typ = corpus.Person
		}
		best, ok := d.last[last]
		if last == "" || !ok || best == n || strings.Count(d.who[best].name, " ") > 2 {
			continue
		}
		switch {
		case titled && !strings.HasSuffix(d.who[n].name, " "+last), titled && d.honoured(n):
			d.whoOf[i] = best
		case !titled && strings.HasSuffix(d.who[n].name, " "+last) && d.who[best].typ == corpus.Person && d.who[best].weight >= 2*d.who[n].weight:
			d.whoOf[i] = best
		}
	}
}

// familyName is the last name a mention gives alone or behind an honorific, ""
// if it gives more.
func (d *document) familyName(mention string) (last string, titled bool) {
	before, after, ok := strings.Cut(mention, " ")
	if !ok {
		return mention, false
	}
	if strings.Contains(after, " ") || !d.x.honorific.has(d.x.lex.lookup(strings.TrimSuffix(before, "."))) {
		return "", false
	}
	return after, true
}

// honoured reports whether an actor's name starts with an honorific.
func (d *document) honoured(n int32) bool {
	before, _, ok := strings.Cut(d.who[n].name, " ")
	return ok && d.x.honorific.has(d.x.lex.lookup(strings.TrimSuffix(before, ".")))
}
