package quote

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// kind is what sort of speaker a name stands for.
type kind uint8

const (
	unknown kind = iota
	person
	org
	place
	other
)

// agent is one possible speaker of the article.
type agent struct {
	name   string
	id     string
	at     corpus.Span // the mention that gave the name
	kind   kind
	sex    class // male, fem or 0
	plural bool
	named  bool  // false for "the technician"
	guess  bool  // a person by nothing but two capitals
	last   int32 // token of the latest mention before the current sentence
	subj   int32 // token of the latest mention as a subject
	spoke  int32 // token of the latest quotation
	prefix item  // role or title written before the name
}

// mention is one place where an agent is named.
type mention struct {
	first, end int32 // items
	agent      int32
	subject    bool
}

// collect finds every name outside quotations, by the entity list where it has
// one and by shape otherwise, and files it under its agent.
func (x *extractor) collect(ents []corpus.Entity) {
	x.mentions, x.agents = x.mentions[:0], x.agents[:0]
	clear(x.byName)
	clear(x.bySurname)
	e := 0
	for s := range x.sents {
		sent := &x.sents[s]
		fresh := true
		heading := x.isHeading(sent)
		for i := x.afterDateline(s, int(sent.first), int(sent.end)); i < int(sent.end); {
			start := int(x.t.Tokens[x.items[i].first].Start)
			for e < len(ents) && ents[e].Start < start && ents[e].End <= start {
				e++
			}
			n := len(x.mentions)
			if e < len(ents) && ents[e].Start <= start && start < ents[e].End && speaks(ents[e].Type) {
				i = x.entityMention(i, int(sent.end), ents[e])
			} else if heading {
				i++
			} else {
				i = x.shapeMention(i, int(sent.first), int(sent.end), ents, e)
			}
			if len(x.mentions) > n {
				m := &x.mentions[n]
				m.subject = fresh && (int(m.first) == int(sent.first) || x.items[m.first-1].is&prep == 0)
				fresh = fresh && !m.subject
			}
		}
	}
}

// isHeading reports whether a sentence is a headline in title case, whose
// capitals tell nothing about names.
func (x *extractor) isHeading(s *sentence) bool {
	if x.items[s.end-1].punct != 0 && x.items[s.end-1].punct != ')' || s.end-s.first < 5 {
		return false
	}
	up, all := 0, 0
	for i := s.first; i < s.end; i++ {
		if it := &x.items[i]; it.kind == token.Word && it.is&(prep|det|coord|aux) == 0 {
			all++
			if it.shape != token.Lower {
				up++
			}
		}
	}
	return all >= 4 && up*10 >= all*8
}

func speaks(t corpus.EntityType) bool {
	return t != corpus.Event && t != corpus.Work
}

func kindOf(t corpus.EntityType) kind {
	switch t {
	case corpus.Person:
		return person
	case corpus.Org, corpus.Product:
		return org
	case corpus.Loc:
		return place
	}
	return other
}

// entityMention files the entity that starts at item i.
func (x *extractor) entityMention(i, limit int, e corpus.Entity) int {
	end := i
	for end < limit && int(x.t.Tokens[x.items[end].first].Start) < e.End {
		end++
	}
	if x.items[i].quote >= 0 {
		return i + 1
	}
	if end == i+1 && x.items[i].is&(role|roles|honorific) != 0 && x.items[i].is&givenName == 0 {
		return end // a role in capitals, "the CEO", is no name
	}
	first := i
	k := kindOf(e.Type)
	if k == person {
		first = x.stripTitle(i, end)
	}
	name := e.Name
	if name == "" {
		name = x.text(first, end)
	}
	x.file(first, end, i, name, e.ID, k)
	return end
}

// shapeMention files the run of capitalised words that starts at item i.
func (x *extractor) shapeMention(i, begin, limit int, ents []corpus.Entity, e int) int {
	end := x.nameEnd(i, begin, limit)
	if end == i {
		return i + 1
	}
	for n := e; n < len(ents) && n < e+3; n++ { // an entity further right in the run wins
		if !speaks(ents[n].Type) {
			continue
		}
		for j := i + 1; j < end; j++ {
			if int(x.t.Tokens[x.items[j].first].Start) == ents[n].Start {
				if x.items[j-1].is&(role|honorific) != 0 {
					return j
				}
				end = j
			}
		}
	}
	first := x.stripTitle(i, end)
	if x.items[i].is&(role|roles|orgRole|document|kin) != 0 && end == i+1 {
		return end // "Officials", "Police" at the start of a sentence
	}
	if end == i+1 && i == begin && end < limit && x.items[end].is&prep != 0 && x.items[i].shape == token.Title && x.items[i].is&givenName == 0 && x.items[end].shape == token.Lower {
		return end // "Shares in", "Workers at"
	}
	if e := x.items[i]; end == i+1 && i == begin && e.shape == token.Title && (e.cue != 0 || e.is&(termCue|mediumNoun|finite) != 0) {
		return end
	}
	x.file(first, end, i, x.text(first, end), "", x.guessKind(first, end, i))
	return end
}

// nameEnd is the end of the capitalised run that starts at item i, or i.
func (x *extractor) nameEnd(i, begin, limit int) int {
	if !x.capital(i, i == begin) {
		return i
	}
	end := i + 1
	for end < limit {
		it := &x.items[end]
		switch {
		case x.capital(end, false) && it.kind == token.Word:
			end++
		case it.kind == token.Number && x.items[end-1].shape != token.Upper && end == i+1 && x.numberInName(end, limit):
			end++
		case end+1 < limit && it.kind == token.Word && particle(x.wordAt(end)) && x.capital(end+1, false):
			end += 2
		case end+1 < limit && it.is&(prep|coord) != 0 && x.joinsOrg(i, end, limit):
			end += 2
			if end < limit && x.items[end-1].is&det != 0 && x.capital(end, false) {
				end++
			}
		default:
			return end
		}
	}
	return end
}

// numberInName admits "Microsoft 365" before a verb or the end.
func (x *extractor) numberInName(i, limit int) bool {
	return i+1 < limit && (x.items[i+1].cue != 0 || x.items[i+1].is&aux != 0) && len(x.wordAt(i)) >= 3 && x.items[i].punct == 0
}

// joinsOrg admits "of" inside names of bodies: "University of Leeds".
func (x *extractor) joinsOrg(i, at, limit int) bool {
	w := x.wordAt(at)
	if w != "of" && w != "for" && w != "&" {
		return false
	}
	n := at + 1
	if x.items[n].is&det != 0 && x.lowerIs(n, "the") && n+1 < limit {
		n++
	}
	if !x.capital(n, false) {
		return false
	}
	if w == "&" {
		return true
	}
	last := x.items[at-1].is
	return last&(orgWord|orgRole) != 0 && last&role == 0
}

// capital reports whether item i is a capitalised word that can belong to a
// name. At the start of a sentence function words do not.
func (x *extractor) capital(i int, first bool) bool {
	it := &x.items[i]
	if it.kind != token.Word || it.quote >= 0 || it.shape == token.Lower || it.shape == token.NoCase {
		return false
	}
	if it.is&caps != 0 && it.is&givenName == 0 || it.end == it.first+1 && x.t.Tokens[it.first].End == x.t.Tokens[it.first].Start+1 {
		return false
	}
	if it.is&(pron|that|rel|subord|aux|neg|poss) != 0 && it.shape != token.Upper {
		return false
	}
	function := it.is&(det|prep|coord|modal|adverb|timeWord) != 0 && it.is&(givenName|honorific) == 0
	if function && !first && i > 0 && x.items[i-1].is&givenName != 0 && x.items[i-1].shape == token.Title && it.shape == token.Title {
		return true // "Michael Every"
	}
	if first {
		return !function
	}
	return !function || it.shape == token.Upper
}

func particle(w string) bool {
	switch w {
	case "de", "van", "von", "der", "den", "bin", "al", "la", "del", "da", "di", "du", "dos", "ibn", "ben", "ter", "el":
		return true
	}
	return false
}

// stripTitle skips titles and roles before a person's name: it returns the
// item after the last one that is followed by another word of the name.
func (x *extractor) stripTitle(i, end int) int {
	first := i
	for j := i; j+1 < end; j++ {
		if x.items[j].is&(role|honorific|kin) != 0 && x.items[j].is&givenName == 0 && !suffix(x.wordAt(j+1)) && !(j > i && x.items[j].shape == token.Title && j+2 == end && x.items[j+1].is&(orgWord|orgRole) != 0) {
			if x.items[j].is&(orgWord) != 0 && x.items[j].is&honorific == 0 {
				continue
			}
			first = j + 1
		}
	}
	return first
}

func suffix(w string) bool {
	switch w {
	case "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV":
		return true
	}
	return false
}

// guessKind types a name by its shape.
func (x *extractor) guessKind(first, end, full int) kind {
	if first > full {
		return person
	}
	given := x.items[first].is&givenName != 0 && x.items[first].shape != token.Upper
	for j := first; j < end; j++ {
		if x.items[j].is&orgWord != 0 && !(given && j == first) {
			return org
		}
	}
	it := &x.items[first]
	switch {
	case given:
		return person
	case end == first+1 && it.is&placeWord != 0:
		return place
	case end == first+1 && it.shape == token.Upper && len(x.wordAt(first)) > 1:
		return org
	case end > first+1 && end <= first+3 && it.shape == token.Title && x.items[end-1].kind == token.Word && x.items[end-1].shape != token.Upper && it.is&placeWord == 0:
		return person
	}
	return unknown
}

// file enters a mention under the agent its name belongs to, full names first.
func (x *extractor) file(first, end, full int, name, id string, k kind) {
	if first >= end {
		return
	}
	a := x.agentFor(first, end, name, id, k)
	g := &x.agents[a]
	if first > full {
		g.prefix = x.items[first-1]
	}
	if s := x.sexOf(first, end, full); s != 0 && g.sex == 0 {
		g.sex = s
	}
	x.mentions = append(x.mentions, mention{first: int32(first), end: int32(end), agent: a})
}

func (x *extractor) agentFor(first, end int, name, id string, k kind) int32 {
	if a, ok := x.byName[name]; ok {
		return a
	}
	if end == first+1 && (k == person || k == unknown || k == org) {
		if a, ok := x.bySurname[name]; ok {
			x.byName[name] = a
			return a
		}
	}
	at := corpus.Span{Start: int(x.t.Tokens[x.items[first].first].Start), End: int(x.t.Tokens[x.items[end-1].end-1].End)}
	a := int32(len(x.agents))
	x.agents = append(x.agents, agent{name: name, id: id, at: at, kind: k, named: true, guess: id == "" && k == person && x.items[first].is&givenName == 0, last: -1, subj: -1, spoke: -1})
	x.byName[name] = a
	if k == person || k == unknown {
		x.shortNames(a, name)
	}
	return a
}

// shortNames lets a person be named by surname or given name later on.
func (x *extractor) shortNames(a int32, name string) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return
	}
	last := name[i+1:]
	if suffix(last) {
		name = strings.TrimRight(name[:i], " ,")
		if i = strings.LastIndexByte(name, ' '); i < 0 {
			return
		}
		last = name[i+1:]
	}
	if _, ok := x.bySurname[last]; !ok {
		x.bySurname[last] = a
	}
	given := name[:strings.IndexByte(name, ' ')]
	if _, ok := x.bySurname[given]; !ok && x.agents[a].kind == person {
		x.bySurname[given] = a
	}
}

// sexOf reads a person's sex off titles, given names and kinship words.
func (x *extractor) sexOf(first, end, full int) class {
	for j := full; j < first; j++ {
		if s := x.items[j].is & (male | fem); s == male || s == fem {
			return s
		}
	}
	if end > first+1 || x.items[first].is&givenName != 0 {
		if s := x.items[first].is & (male | fem); s == male || s == fem {
			return s
		}
	}
	for j := full - 1; j >= 0 && j >= full-2; j-- { // "her husband, Luis"
		if x.items[j].punct == ',' {
			continue
		}
		if s := x.items[j].is & (male | fem); x.items[j].is&(kin|role) != 0 && (s == male || s == fem) {
			return s
		}
		break
	}
	return 0
}
