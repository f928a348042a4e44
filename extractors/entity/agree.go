package entity

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
	"twosource/extractors/token"
)

// maxForm is the most tokens of a name that is looked for again.
const maxForm = 6

// agreement is the last pass over a text. A name that the text has somewhere
// is found where the model missed it, whole or by the word that stands for it:
// a surname, the first word of a firm ("Acme" of "Acme Mining"), the name of a
// storm or a ship without what it is ("MV Alma"). Only capitals that the model
// left unlabelled are labelled, and only a whole stretch of them. A single word
// is given another type where a longer name leaves no doubt of it: "Keller" is
// a person beside "Maria Keller".
type agreement struct {
	forms map[uint64]*formCount
	free  []*formCount
	used  int
}

// formCount is how often a form was labelled with each type.
type formCount struct {
	seen  [crf.Types]uint16
	short int8 // type of a longer name that the form is short for, -1 for none
	sure  bool // that name's type is beyond doubt
}

// best is the type seen most often, the first of equals; failing that the type
// of the longer name.
func (c *formCount) best() (typ int, n uint16) {
	typ = int(c.short)
	for t, k := range c.seen {
		if k > n {
			typ, n = t, k
		}
	}
	return typ, n
}

// form is the count of a form, new if need be.
func (a *agreement) form(key uint64) *formCount {
	c := a.forms[key]
	if c == nil {
		if a.used == len(a.free) {
			a.free = append(a.free, new(formCount))
		}
		c = a.free[a.used]
		a.used++
		*c = formCount{short: -1}
		a.forms[key] = c
	}
	return c
}

// apply labels what the names of the text say it should. Names within a
// sentence are settled before those that open one, where a capital says less.
func (a *agreement) apply(b *feature.Buffer, t *token.Text, labels []crf.Label) {
	a.learn(b, t, labels)
	if len(a.forms) == 0 {
		return
	}
	at := 0
	for _, r := range b.Runs {
		n := int(r.End - r.First)
		a.retype(b, r, labels[at:at+n])
		at += n
	}
	for _, opening := range [...]bool{false, true} {
		at := 0
		for _, r := range b.Runs {
			n := int(r.End - r.First)
			a.run(b, t, r, labels[at:at+n], opening)
			at += n
		}
	}
}

// learn counts the forms of all names in the labels of b's runs.
func (a *agreement) learn(b *feature.Buffer, t *token.Text, labels []crf.Label) {
	if a.forms == nil {
		a.forms = make(map[uint64]*formCount)
	}
	clear(a.forms)
	a.used = 0
	at := 0
	for _, r := range b.Runs {
		n := int(r.End - r.First)
		eachName(labels[at:at+n], func(from, to, typ int) {
			first, end := int(r.First)+from, int(r.First)+to
			if to-from > maxForm {
				return
			}
			a.form(b.Form(first, end)).seen[typ]++
			if end-first == 1 && placed(b, t, first) {
				c := a.form(b.Form(first, end))
				c.short, c.sure = int8(locType), true
			}
			if typ == productType && aboard(t, first) {
				c := a.form(b.Form(first, end))
				c.short, c.sure = int8(typ), true
			}
			if short := shortOf(b, t, typ, first, end); short >= 0 {
				c := a.form(b.Form(short, short+1))
				c.short, c.sure = int8(typ), sure(t, typ, first, end)
			}
		})
		at += n
	}
}

// telling are words that mean something else alone: "American" of American
// Airlines, "Bank" of Bank Leumi.
const telling = feature.Demonym | feature.OrgWord

// bodies end names that nobody shortens to their first word, which is an
// adjective as often as not: the Liberal Party, the National Council.
var bodies = wordSet("party union front movement alliance league coalition congress bloc democrats republicans council committee court courts university college school institute ministry department agency commission office bureau parliament assembly senate army navy force forces police service services board association society federation foundation church")

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// shortOf is the token that stands for a name of several, -1 for none.
func shortOf(b *feature.Buffer, t *token.Text, typ, first, end int) int {
	if end-first < 2 {
		return -1
	}
	short := end - 1
	switch Types[typ] {
	case corpus.Org:
		if in(bodies, t, short) {
			return -1
		}
		short = first
	case corpus.Person, corpus.Event, corpus.Product:
	default:
		return -1
	}
	kinds, capital := b.Capital(short)
	if !capital || Types[typ] != corpus.Person && kinds&telling != 0 {
		return -1
	}
	return short
}

var (
	locType     = TypeIndex(corpus.Loc)
	productType = TypeIndex(corpus.Product)
)

// placed reports whether token i is a place by the country or state behind it,
// as in "Marl, Germany, was" or in the dateline "MARL, Germany —". In a list of
// places it is one as well.
func placed(b *feature.Buffer, t *token.Text, i int) bool {
	if i+3 >= len(t.Tokens) || t.Word(i+1) != "," {
		return false
	}
	kinds, capital := b.Capital(i + 2)
	if !capital || kinds&feature.Country == 0 || kinds&feature.FirstName != 0 {
		return false
	}
	switch t.Word(i + 3) {
	case ",", "—", "–", "-", "(", ".":
		return true
	}
	return false
}

// endings of firms, also of those abroad.
var endings = wordSet("inc ltd plc llc corp ag se sa nv gmbh spa oyj ab asa kk")

// sure reports whether a name of several words is beyond doubt what it was
// labelled as: a person, a firm by its legal ending, a ship by its navy or by
// what it is, a storm.
func sure(t *token.Text, typ, first, end int) bool {
	switch Types[typ] {
	case corpus.Person:
		return true
	case corpus.Org:
		return in(endings, t, end-1)
	case corpus.Product:
		return in(vessels, t, first) || aboard(t, first)
	case corpus.Event:
		return in(storms, t, first)
	}
	return false
}

// eachName visits the names in the labels of a run.
func eachName(labels []crf.Label, visit func(from, to, typ int)) {
	start := 0
	for i, l := range labels {
		if l == 0 {
			continue
		}
		if p := l.Pos(); p == crf.Begin || p == crf.Single {
			start = i
		}
		if p := l.Pos(); p == crf.End || p == crf.Single {
			visit(start, i+1, l.Type())
		}
	}
}

// retype gives the names of a run the type that others of the text leave no
// doubt of: a single word that of the longer name it stands for, unless the
// word is well known as something else, and a name that of nearly all its
// mentions.
func (a *agreement) retype(b *feature.Buffer, r feature.Run, labels []crf.Label) {
	const known = feature.Demonym | feature.City | feature.Country | feature.Company
	eachName(labels, func(from, to, typ int) {
		if to-from > maxForm {
			return
		}
		first := int(r.First) + from
		c := a.forms[b.Form(first, first+to-from)]
		if c == nil {
			return
		}
		other, n := c.best()
		if n < 2*c.seen[typ] {
			other = typ
		}
		if kinds, _ := b.Capital(first); c.sure && (to-from > 1 || kinds&known == 0) {
			other = int(c.short)
		}
		if other != typ {
			c.seen[typ]--
			c.seen[other]++
			put(labels[from:to], other)
		}
	})
}

// run labels the stretches of unlabelled capitals of a run that are forms of
// names: those that open a sentence, or the others.
func (a *agreement) run(b *feature.Buffer, t *token.Text, r feature.Run, labels []crf.Label, opening bool) {
	for i := 0; i < len(labels); {
		end := i
		for end < len(labels) && labels[end] == 0 && b.IsCapital(int(r.First)+end) {
			end++
		}
		if end == i {
			i++
			continue
		}
		if end-i <= maxForm && b.Opens(t, int(r.First)+i, r) == opening {
			a.stretch(b, t, r, labels, i, end)
		}
		i = end
	}
}

// stretch labels a whole stretch of capitals. One word takes two witnesses, of
// which a longer name is one.
func (a *agreement) stretch(b *feature.Buffer, t *token.Text, r feature.Run, labels []crf.Label, from, to int) {
	first := int(r.First) + from
	c := a.forms[b.Form(first, int(r.First)+to)]
	if c == nil {
		return
	}
	typ, n := c.best()
	opens := b.Opens(t, first, r)
	switch {
	case to-from > 1:
	case b.Doubtful(t, first, r), n == 0 && opens && !subject(t, first), n < 2 && int(c.short) != typ:
		return
	}
	put(labels[from:to], typ)
	c.seen[typ]++
}

// verbs follow the subject of a sentence. In front of them a capital is a name
// and no adjective.
var verbs = wordSet("said says has had is was will would did does could can may might must itself himself herself and or also told paid sold bought made took got gave went came lost won fell rose shut ran held kept put set let sent left built began grew met")

// subject reports whether what comes after token i makes it the subject or the
// holder of something, or ends the sentence.
func subject(t *token.Text, i int) bool {
	if i+1 >= len(t.Tokens) {
		return true
	}
	w := t.Word(i + 1)
	switch w {
	case ",", "'s", "’s", ".", "?", "!", ":", ")":
		return true
	}
	return verbs[w] || len(w) > 4 && strings.HasSuffix(w, "ed") && t.Tokens[i+1].Shape == token.Lower
}

// put labels a name.
func put(labels []crf.Label, typ int) {
	n := len(labels)
	if n == 1 {
		labels[0] = crf.Of(typ, crf.Single)
		return
	}
	labels[0], labels[n-1] = crf.Of(typ, crf.Begin), crf.Of(typ, crf.End)
	for i := 1; i < n-1; i++ {
		labels[i] = crf.Of(typ, crf.Inside)
	}
}
