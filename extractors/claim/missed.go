package claim

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// maxRuns bounds the capitalised runs looked at in one article.
const maxRuns = 96

// missedNames adds names that the entity model left out: those of two to four
// capitalised words that the article repeats, and single words that nothing but
// a name explains. New products and firms are what claims are about on the day
// they come out. They join the mentions of this reading alone; the article's
// entities stay as they are.
func (d *document) missedNames() {
	d.runs, d.missed = d.runs[:0], d.missed[:0]
	for i := int32(0); int(i) < len(d.forms) && len(d.runs) < maxRuns; {
		end := d.capitalRun(i)
		if n := end - i; n >= 1 && n <= 4 {
			d.runs = append(d.runs, token.Range{First: i, End: end})
		}
		i = max(end, i+1)
	}
	for _, r := range d.runs {
		name := d.span(r.First, r.End).In(d.text.Source)
		if !slices.Contains(d.missed, name) && (r.End-r.First > 1 && d.repeated(name) || d.nameShaped(d.text, int(r.First)) || r.End-r.First == 1 && d.lone(r.First)) {
			d.missed = append(d.missed, name)
		}
	}
	if len(d.missed) == 0 {
		return
	}
	d.ents = slices.Clone(d.ents)
	for _, r := range d.runs {
		if s := d.span(r.First, r.End); slices.Contains(d.missed, s.In(d.text.Source)) {
			d.ents = append(d.ents, corpus.Entity{Span: s, Type: corpus.Product, Name: s.In(d.text.Source)})
		}
	}
	slices.SortStableFunc(d.ents, func(a, b corpus.Entity) int { return a.Start - b.Start })
	d.layOutNames()
}

// capitalRun is the end of the run of capitalised words at token i that no
// mention, date or title covers.
func (d *document) capitalRun(i int32) int32 {
	for first := i; int(i) < len(d.forms); {
		k := d.text.Tokens[i]
		if i > first && d.lineBetween(i) || k.Kind != token.Word || k.Shape != token.Title && !(d.nameShaped(d.text, int(i)) && d.inTitle(i)) || d.entOver[i] >= 0 || d.dateOver[i] >= 0 || d.figOver[i] >= 0 ||
			d.is(i, d.x.function) || d.is(i, d.x.honorific) || d.is(i, d.x.say) || d.x.demonym.has(d.forms[i]) || len(d.x.roles[max(d.forms[i], 0)]) > 0 {
			break
		}
		i++
	}
	return i
}

// inTitle reports whether the headline has the word at token i.
func (d *document) inTitle(i int32) bool {
	for k := range d.title.Tokens {
		if d.title.Word(k) == d.word(i) {
			return true
		}
	}
	return false
}

// repeated reports whether a name stands twice in the article, headline
// included, and not only where any word has a capital.
func (d *document) repeated(name string) bool {
	n, inside := strings.Count(d.art.Title[:min(len(d.art.Title), maxTitle)], name), false
	for _, r := range d.runs {
		if d.span(r.First, r.End).In(d.text.Source) == name {
			n++
			lo, _ := d.sentence(r.First)
			inside = inside || r.First > lo
		}
	}
	return n >= 2 && inside
}

// lone reports whether the capitalised word at token i can only be a name: no
// word the phrases know, inside its sentence, no part of a longer name, and not
// where places stand.
func (d *document) lone(i int32) bool {
	k := d.text.Tokens[i]
	lo, hi := d.sentence(i)
	if d.forms[i] > 0 || k.End-k.Start < 3 || i == lo || i+1 >= hi || !d.plainBefore(i-1) {
		return false
	}
	n := d.text.Tokens[i+1]
	if d.nounLike(i+1) || strings.ContainsAny(d.word(i), "'\u2019") {
		return false // "Democratic senators", "I'm"
	}
	return d.entOver[i+1] < 0 && (n.Kind != token.Word || n.Shape == token.Lower) && (n.SpaceBefore || n.Kind != token.Symbol && d.word(i+1) != "-")
}

// nounLike reports whether token i is a word in small letters that may be a
// noun: neither a small word nor a verb the phrases know.
func (d *document) nounLike(i int32) bool {
	f := d.forms[i]
	return d.text.Tokens[i].Shape == token.Lower && !d.x.function.has(f) && d.x.verbOf(f) < 0 && !d.x.light.has(f) && !d.x.say.has(f) && !strings.HasSuffix(d.word(i), "ed")
}

// plainBefore reports whether token i is one a name of any kind may follow: a
// word in lower case that leads to no place, or the comma of a list.
func (d *document) plainBefore(i int32) bool {
	if d.entOver[i] >= 0 || d.dateOver[i] >= 0 {
		return d.dateOver[i] >= 0
	}
	k := d.text.Tokens[i]
	return k.Kind == token.Word && (k.Shape == token.Lower || d.is(i, d.x.function)) && !d.x.in.has(d.forms[i]) && !d.is(i, d.x.from) && !d.is(i, d.x.determiner) && d.word(i) != "at"
}

// titleNames adds the names that stand in the headline alone: what "it" is in
// "Five facts about the Maren Glass". Only headlines that keep small letters for
// common words are read.
func (d *document) titleNames() {
	t := &d.title
	if !d.sentenceCase() {
		return
	}
	for i := 0; i < len(t.Tokens); i++ {
		if i == 0 && !d.nameShaped(t, i) {
			continue
		}
		end := i
		for end < len(t.Tokens) && d.nameWord(t, end) {
			end++
		}
		if end == i {
			continue
		}
		name := t.Source[t.Tokens[i].Start:t.Tokens[end-1].End]
		if end-i <= 4 && (i == 0 || d.nameShaped(t, i) || d.leadsToName(t, i-1)) && !d.knows(name) {
			d.index[name] = int32(len(d.who))
			d.who = append(d.who, actor{name: name, typ: corpus.Product, unsure: true, headed: true, title: true, weight: titleWeight})
		}
		i = end
	}
}

// leadsToName reports whether word i of the headline is one that a name of a
// firm or a product may follow.
func (d *document) leadsToName(t *token.Text, i int) bool {
	k, f := t.Tokens[i], d.x.lex.lookup(t.Word(i))
	if k.Kind != token.Word || k.Shape != token.Lower && !d.x.function.has(f) {
		return false
	}
	return !d.x.in.has(f) && !d.x.towards.has(f) && !d.x.from.has(f) && !strings.EqualFold(t.Word(i), "at") && !strings.EqualFold(t.Word(i), "on")
}

// nameWord reports whether word i of the headline has a capital that only names
// have there.
func (d *document) nameWord(t *token.Text, i int) bool {
	k := t.Tokens[i]
	if k.Kind == token.Number {
		return i > 0 && t.Tokens[i-1].Shape == token.Title && !k.SpaceBefore
	}
	if d.nameShaped(t, i) {
		return true
	}
	f := d.x.lex.lookup(t.Word(i))
	return k.Kind == token.Word && k.Shape == token.Title && k.End-k.Start > 2 && !d.x.function.has(f) && !d.x.honorific.has(f) && !d.x.demonym.has(f) && (f <= 0 || i > 0 && t.Tokens[i-1].Shape == token.Title && len(d.x.roles[f]) == 0)
}

// nameShaped reports whether word i of a text is written as only names are: "NovaCry",
// "QTX".
func (d *document) nameShaped(t *token.Text, i int) bool {
	k := t.Tokens[i]
	if k.Kind != token.Word || k.Shape != token.Upper && k.Shape != token.MixedCase || k.End-k.Start < 3 {
		return false
	}
	f := d.x.lex.lookup(t.Word(i))
	return f <= 0 && looksLikeFirm(t.Word(i))
}

// sentenceCase reports whether the headline writes common words small.
func (d *document) sentenceCase() bool {
	small := 0
	for i := range d.title.Tokens {
		if k := d.title.Tokens[i]; k.Kind == token.Word && k.Shape == token.Lower && k.End-k.Start > 4 && !d.x.function.has(d.x.lex.lookup(d.title.Word(i))) {
			small++
		}
	}
	return small > 0
}

// knows reports whether a name is one of the article's actors, or part of one.
func (d *document) knows(name string) bool {
	for i := range d.who {
		if strings.Contains(d.who[i].name, name) || strings.Contains(name, d.who[i].name) {
			return true
		}
	}
	return false
}

// inDateline reports whether mention e opens the article in capitals before a
// dash: the place it was written in, which bears no claim.
func (d *document) inDateline(e int32) bool {
	start, end := d.entStart[e], d.entEnd[e]
	if start > 6 || d.text.Tokens[0].Shape != token.Upper || d.text.Tokens[start].Shape != token.Upper {
		return false
	}
	for i := end; i < end+10 && int(i) < len(d.forms) && d.sentOf[i] <= d.sentOf[0]+1; i++ {
		switch d.word(i) {
		case "—", "–", "-":
			return d.text.Tokens[i].SpaceBefore
		}
	}
	return false
}

// hereIn is the place an article was written in, else the one it is about, where
// a match says "here"; -1 if it does not.
func (d *document) hereIn(m *match, b *bearing) int32 {
	if b.types&typeBit(corpus.Loc) == 0 {
		return -1
	}
	for i := m.lo; i < min(m.hi+2, int32(len(d.forms))); i++ {
		if !strings.EqualFold(d.word(i), "here") {
			continue
		}
		if n := d.entAt[0]; n >= 0 && d.inDateline(n) && d.whoOf[n] >= 0 {
			return d.whoOf[n]
		}
		return d.mainActor(typeBit(corpus.Loc))
	}
	return -1
}
