package entity

import (
	"strings"

	"twosource/corpus"
	"twosource/corpus/name"
)

// form is one way an entity is written in the text, after cleaning.
type form struct {
	typ    corpus.EntityType
	text   string // cleaned: no honorifics, legal endings, possessives
	slug   string
	words  []string // slug words
	first  int      // index of the first mention
	into   int      // form it stands for, itself if none
	unsure bool     // more than one reading
}

// resolver groups the mentions of one text. Its memory is reused.
type resolver struct {
	forms   []form
	of      []int           // form by mention
	byName  map[formKey]int // by canonical name
	byText  map[formKey]int // by the words as written
	display []string
	ids     []string
}

type formKey struct {
	typ  corpus.EntityType
	text string
}

// resolve fills in Name and ID.
func (r *resolver) resolve(text string, ents []corpus.Entity) {
	r.collect(text, ents)
	for i := range r.forms {
		r.forms[i].into = r.target(i)
	}
	r.display, r.ids = r.display[:0], r.ids[:0]
	for i := range r.forms {
		f := &r.forms[r.root(i)]
		display := name.Display(f.typ, f.text)
		r.display = append(r.display, display)
		r.ids = append(r.ids, name.ID(f.typ, display))
	}
	for i := range ents {
		ents[i].Name, ents[i].ID = r.display[r.of[i]], r.ids[r.of[i]]
	}
}

// root follows the forms that i stands for.
func (r *resolver) root(i int) int {
	for range 4 {
		if r.forms[i].into == i {
			break
		}
		i = r.forms[i].into
	}
	return i
}

func (r *resolver) collect(text string, ents []corpus.Entity) {
	r.forms, r.of = r.forms[:0], r.of[:0]
	if r.byName == nil {
		r.byName, r.byText = make(map[formKey]int), make(map[formKey]int)
	}
	clear(r.byName)
	clear(r.byText)
	for i := range ents {
		written := formKey{ents[i].Type, ents[i].In(text)}
		n, ok := r.byText[written]
		if !ok {
			n = r.form(written, i)
			r.byText[written] = n
		}
		r.of = append(r.of, n)
	}
}

// form finds or adds the form of a mention as it is written.
func (r *resolver) form(written formKey, mention int) int {
	key := formKey{written.typ, name.Display(written.typ, written.text)}
	n, ok := r.byName[key]
	if !ok {
		n = len(r.forms)
		r.byName[key] = n
		slug := name.Slug(key.text)
		r.forms = append(r.forms, form{typ: key.typ, text: key.text, slug: slug, words: strings.Split(slug, "-"), first: mention, into: n})
	}
	return n
}

// target finds the form that form i stands for.
func (r *resolver) target(i int) int {
	f := &r.forms[i]
	found := -1
	for j := range r.forms {
		g := &r.forms[j]
		if j == i || g.typ != f.typ || len(g.words) <= len(f.words) && g.slug != f.slug || !stands(f, g) {
			continue
		}
		if g.slug == f.slug && j > i {
			continue
		}
		if f.typ == corpus.Org && acronymOf(f, g) {
			return j // initials say more than a shared first word
		}
		if found >= 0 && !sameEntity(&r.forms[found], g) {
			f.unsure = true
			return i
		}
		if found < 0 || len(g.words) > len(r.forms[found].words) {
			found = j
		}
	}
	if found < 0 {
		return i
	}
	return found
}

// stands reports whether the short form f can stand for the longer g.
func stands(f, g *form) bool {
	if f.slug == g.slug {
		return true
	}
	switch f.typ {
	case corpus.Person:
		return personStands(f, g)
	case corpus.Org:
		return acronymOf(f, g) || g.first < f.first && (hasPrefix(g.words, f.words) || hasSuffix(g.words, f.words))
	case corpus.Product:
		return g.first < f.first && hasSuffix(g.words, f.words)
	case corpus.Loc:
		return placeStands(f, g)
	}
	return false
}

func personStands(f, g *form) bool {
	n := len(f.words)
	if n == 1 {
		return f.slug == g.words[len(g.words)-1] || f.slug == g.words[0] && g.first < f.first || hasSuffix(g.words, f.words)
	}
	return f.words[0] == g.words[0] && f.words[n-1] == g.words[len(g.words)-1] || hasSuffix(g.words, f.words)
}

var placeTails = map[string]bool{"county": true, "avenue": true, "street": true, "island": true, "islands": true, "ocean": true, "sea": true, "river": true, "peninsula": true, "province": true}

func placeStands(f, g *form) bool {
	return hasPrefix(g.words, f.words) && len(g.words) == len(f.words)+1 && g.first < f.first && placeTails[g.words[len(g.words)-1]]
}

// acronymOf reports whether f is made of the initials of g.
func acronymOf(f, g *form) bool {
	if len(f.words) != 1 || len(f.slug) < 2 || f.text != strings.ToUpper(f.text) {
		return false
	}
	all, some := 0, 0
	for _, w := range g.words {
		if all < len(f.slug) && w != "" && w[0] == f.slug[all] {
			all++
		} else {
			all = len(f.slug) + 1
		}
		if small[w] {
			continue
		}
		if some < len(f.slug) && w != "" && w[0] == f.slug[some] {
			some++
		} else {
			some = len(f.slug) + 1
		}
	}
	return all == len(f.slug) || some == len(f.slug)
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "de": true, "la": true}

func hasPrefix(long, short []string) bool {
	if len(short) > len(long) {
		return false
	}
	for i, w := range short {
		if long[i] != w {
			return false
		}
	}
	return true
}

func hasSuffix(long, short []string) bool {
	return len(short) <= len(long) && hasPrefix(long[len(long)-len(short):], short)
}

// sameEntity reports whether two long forms are one entity.
func sameEntity(a, b *form) bool {
	if a.slug == b.slug {
		return true
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	return len(a.words) > 1 && stands(a, b)
}
