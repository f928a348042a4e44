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
		if titled {
			d.who[n].typ = corpus.Person
		}
		best, ok := d.last[last]
		if !titled && last != "" {
			best, ok = d.ofTitle(last, best, ok)
		}
		if last == "" || !ok || best == n || strings.Count(d.who[best].name, " ") > 2 {
			continue
		}
		switch {
		case titled && !strings.HasSuffix(d.who[n].name, " "+last), titled && d.honoured(n):
			d.whoOf[i], d.who[best].typ = best, corpus.Person
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

// ofTitle is the person of a last name that the headline names in full, where
// the text itself gives the full name of another alone: the headline of an
// obituary has the first name.
func (d *document) ofTitle(last string, best int32, ok bool) (int32, bool) {
	title := d.art.Title
	at := strings.Index(title, " "+last)
	if !ok || at <= 0 || len(title) > maxTitle || d.who[best].typ != corpus.Person {
		return best, ok
	}
	first := title[strings.LastIndexByte(title[:at], ' ')+1 : at]
	name := first + " " + last
	if first == "" || first[0] < 'A' || first[0] > 'Z' || strings.HasSuffix(first, ":") || name == d.who[best].name || d.x.honorific.has(d.x.lex.lookup(first)) {
		return best, ok
	}
	if n, known := d.index[name]; known {
		return n, true
	}
	n := int32(len(d.who))
	d.index[name], d.last[last] = n, n
	d.who = append(d.who, actor{name: name, typ: corpus.Person, weight: 2*d.who[best].weight + 10})
	return n, true
}
