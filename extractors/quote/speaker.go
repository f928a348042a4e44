package quote

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// speaker is the outcome of resolving a noun phrase.
type speaker struct {
	agent int32 // -1 when unknown
	name  string
	id    string
	span  corpus.Span
	sure  float64
}

var nobody = speaker{agent: -1}

// resolve names the speaker a noun phrase stands for.
func (x *extractor) resolve(b before) speaker {
	np := b.np
	if np.empty() {
		return nobody
	}
	if !b.name.empty() && (x.commonHead(np) || x.personIn(b.name) && !x.personIn(np)) {
		np = b.name
	}
	a, e := int(np.first), int(np.end)
	span := corpus.Span{Start: int(x.t.Tokens[x.items[a].first].Start), End: int(x.t.Tokens[x.items[e-1].end-1].End)}
	if e == a+1 && voiceless(x.wordAt(a)) {
		return nobody
	}
	if e == a+1 && x.items[a].is&pron != 0 && x.items[a].is&role == 0 {
		return x.pronoun(a, span)
	}
	if s, ok := x.named(a, e, span); ok {
		return s
	}
	if s, ok := x.described(a, e, span); ok {
		return s
	}
	return x.unnamed(a, e, span)
}

// voiceless reports whether a word alone in a subject's place speaks for
// nobody: "Here are the highlights", "I'm sure".
func voiceless(w string) bool {
	switch strings.ToLower(w) {
	case "here", "there", "this", "that", "these", "those", "what", "why", "how", "when", "where", "now", "then":
		return true
	}
	return len(w) > 2 && strings.ContainsAny(w, "'’") && strings.ContainsAny(w[:1], "IWYwy")
}

// personIn reports whether a phrase names somebody taken for a person.
func (x *extractor) personIn(p phrase) bool {
	for i := x.firstMention(int(p.first)); i < len(x.mentions) && x.mentions[i].end <= p.end; i++ {
		if x.agents[x.mentions[i].agent].kind == person {
			return true
		}
	}
	return false
}

// commonHead reports whether the head of a phrase is a common noun, so that a
// name in apposition says more.
func (x *extractor) commonHead(p phrase) bool {
	h := x.headEnd(int(p.first), int(p.end)) - 1
	return x.items[h].shape == token.Lower && x.items[h].is&pron == 0
}

// mentionIn is the index of the first mention inside a phrase, or -1.
func (x *extractor) mentionIn(p phrase) int {
	for i := x.firstMention(int(p.first)); i < len(x.mentions) && x.mentions[i].first < p.end; i++ {
		if x.mentions[i].end <= p.end {
			return i
		}
	}
	return -1
}

// firstMention is the index of the first mention that starts at item i or later.
func (x *extractor) firstMention(i int) int {
	lo, hi := 0, len(x.mentions)
	for lo < hi {
		m := (lo + hi) / 2
		if int(x.mentions[m].first) < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// named handles phrases whose head is a name: "CrowdStrike's CEO George Kurtz",
// "Tara Gomes of St. Michael's Hospital".
func (x *extractor) named(a, e int, span corpus.Span) (speaker, bool) {
	head := x.headEnd(a, e)
	best := -1
	for i := x.firstMention(a); i < len(x.mentions) && int(x.mentions[i].first) < head; i++ {
		if int(x.mentions[i].end) == head {
			best = i
		}
	}
	if best < 0 {
		return nobody, false
	}
	m := x.mentions[best]
	for j := a; j < int(m.first); j++ {
		if n := x.lastMentionIn(a, j); x.items[j].is&coord != 0 && n >= 0 && int(x.mentions[n].end) == j {
			return x.unnamed(a, e, span), true // two people speak
		}
	}
	return x.known(m.agent, x.spanOf(int(m.first), int(m.end)), 0.95), true
}

func (x *extractor) known(g int32, span corpus.Span, sure float64) speaker {
	k := &x.agents[g]
	return speaker{agent: g, name: k.name, id: k.id, span: span, sure: sure}
}

func (x *extractor) spanOf(a, e int) corpus.Span {
	return corpus.Span{Start: int(x.t.Tokens[x.items[a].first].Start), End: int(x.t.Tokens[x.items[e-1].end-1].End)}
}

// headEnd is the end of the phrase without its prepositional and relative
// tails; prepositions inside names do not count.
func (x *extractor) headEnd(a, e int) int {
	m := x.firstMention(a)
	for i := a; i < e; i++ {
		for m < len(x.mentions) && int(x.mentions[m].end) <= i {
			m++
		}
		inside := m < len(x.mentions) && int(x.mentions[m].first) <= i && i < int(x.mentions[m].end)
		it := &x.items[i]
		if !inside && i > a && (it.is&(prep|rel) != 0 && !x.capital(i, false) || it.punct == ',' || it.punct == '(' || it.kind == token.Number) {
			return i
		}
	}
	return e
}

// described handles phrases whose head is a common noun that the table can
// resolve: "the company", "the mayor", "Microsoft's website", "her statement".
func (x *extractor) described(a, e int, span corpus.Span) (speaker, bool) {
	head := x.headEnd(a, e)
	noun := &x.items[head-1]
	definite := x.lowerIs(a, "the") || x.lowerIs(a, "this") || x.lowerIs(a, "that")
	switch {
	case noun.is&document != 0:
		return x.author(a, head, e, span)
	case noun.is&poss != 0 || !definite:
		return nobody, false
	case noun.is&(role|roles) != 0 && head == e:
		return x.byRole(a, head, span)
	case noun.is&orgRole != 0 && head == e && head-a <= 3:
		return x.byOrgNoun(a, head, span)
	case head == e && head-a <= 4 && personal(x.wordAt(head-1)):
		if g := x.recent(func(k *agent) bool { return k.kind == person && !k.plural }, false); g >= 0 {
			return x.known(g, span, 0.6), true
		}
	}
	return nobody, false
}

// personal reports whether an unlisted noun most likely names a person: "the
// defenceman", "the 32-year-old", "the Torontonian".
func personal(w string) bool {
	for _, s := range [...]string{"man", "woman", "er", "or", "ist", "ian", "-old"} {
		if len(w) > len(s)+2 && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// byOrgNoun resolves "the company" to the latest organisation, and nouns that
// say which sort of body ("the union") to one with that word in its name.
func (x *extractor) byOrgNoun(a, head int, span corpus.Span) (speaker, bool) {
	for i := a; i < head; i++ {
		if i > a && x.capital(i, false) {
			return nobody, false
		}
	}
	w := x.wordAt(head - 1)
	g := x.recent(func(k *agent) bool { return k.named && (k.kind == org || k.kind == unknown) && containsFold(k.name, w) }, true)
	if g < 0 && anyBody(w) {
		g = x.recent(func(k *agent) bool { return k.named && k.kind == org }, true)
		if g < 0 {
			g = x.recent(func(k *agent) bool { return k.named && (k.kind == unknown || k.guess) }, true)
		}
	}
	if g < 0 {
		return nobody, false
	}
	return x.known(g, span, 0.7), true
}

// anyBody reports whether news uses w for organisations of every sort.
func anyBody(w string) bool {
	switch w {
	case "company", "firm", "agency", "group", "organization", "organisation", "airline", "team", "manufacturer", "carmaker", "automaker", "maker", "operator", "retailer", "startup", "start-up", "corporation", "outlet", "carrier", "developer", "publisher", "studio", "brand", "supplier", "conglomerate", "business":
		return true
	}
	return false
}

func containsFold(s, w string) bool {
	for i := 0; i+len(w) <= len(s); i++ {
		if equalFold(s[i:i+len(w)], w) {
			return true
		}
	}
	return false
}

// author names who stands behind a document: the possessor, the one it is
// from, or whoever spoke last.
func (x *extractor) author(a, head, e int, span corpus.Span) (speaker, bool) {
	if i := x.lastMentionIn(a, head); i >= 0 {
		return x.known(x.mentions[i].agent, span, 0.85), true
	}
	if x.items[a].is&poss != 0 && x.items[a].is&(male|fem) != 0 {
		s := x.pronoun(a, span)
		return s, s.agent >= 0
	}
	if head < e && (x.lowerIs(head, "from") || x.lowerIs(head, "by") || x.lowerIs(head, "of")) {
		if i := x.mentionIn(phrase{int32(head), int32(e)}); i >= 0 {
			return x.known(x.mentions[i].agent, span, 0.85), true
		}
	}
	return nobody, false
}

func (x *extractor) lastMentionIn(a, e int) int {
	best := -1
	for i := x.firstMention(a); i < len(x.mentions) && int(x.mentions[i].end) <= e; i++ {
		best = i
	}
	return best
}

// byRole finds the person introduced with the role: "the mayor" after "Mayor
// John Tory" or "John Tory, the mayor".
func (x *extractor) byRole(a, head int, span corpus.Span) (speaker, bool) {
	w := x.wordAt(head - 1)
	mod := ""
	if head-a > 2 {
		mod = x.wordAt(head - 2)
	}
	if g := x.roleHolder(w, mod); g >= 0 {
		return x.known(g, span, 0.8), true
	}
	if x.items[head-1].is&role != 0 && (head-a == 2 || equalFold(mod, "prime") && head-a == 3) && x.lastQuote.agent >= 0 && x.now-x.lastAt < 80 {
		if k := &x.agents[x.lastQuote.agent]; k.kind == person && k.named {
			return x.known(x.lastQuote.agent, span, 0.5), true
		}
	}
	if !executive(w) || head-a > 3 {
		return nobody, false
	}
	for i := len(x.roleNotes) - 1; i >= 0 && i >= len(x.roleNotes)-500; i-- {
		if n := &x.roleNotes[i]; executive(n.word) && int(n.at) < a {
			return x.known(n.agent, span, 0.7), true
		}
	}
	return nobody, false
}

// roleHolder is the latest agent noted with role w, or -1.
func (x *extractor) roleHolder(w, mod string) int32 {
	best := int32(-1)
	at := int32(-1)
	for i := max(0, len(x.roleNotes)-500); i < len(x.roleNotes); i++ {
		n := &x.roleNotes[i]
		if !equalFold(n.word, w) || int(n.at) >= x.now || n.at < at {
			continue
		}
		if mod != "" && !equalFold(n.mod, mod) || mod == "" && equalFold(n.mod, "prime") {
			continue
		}
		best, at = n.agent, n.at
	}
	return best
}

// executive reports whether news uses w for whoever leads a body.
func executive(w string) bool {
	switch w {
	case "ceo", "CEO", "boss", "chief", "executive", "president", "chairman", "chairwoman", "chair", "head", "founder", "director", "leader", "vice-president":
		return true
	}
	return false
}

// unnamed makes the phrase itself the speaker: "a spokesman for the airport".
func (x *extractor) unnamed(a, e int, span corpus.Span) speaker {
	name := x.text(a, e)
	if g, ok := x.byName[name]; ok {
		return x.known(g, span, 0.8)
	}
	head := x.headEnd(a, e)
	is := x.items[head-1].is
	k := kind(unknown)
	if is&(role|kin) != 0 {
		k = person
	}
	if is&orgRole != 0 {
		k = org
	}
	g := int32(len(x.agents))
	x.agents = append(x.agents, agent{name: name, at: span, kind: k, sex: sexBits(is), plural: is&roles != 0, last: int32(x.now), subj: int32(x.now), spoke: -1})
	x.byName[name] = g
	if x.items[head-1].shape == token.Lower {
		x.roleNotes = append(x.roleNotes, roleNote{word: x.lastWord(head - 1), mod: x.modifier(head - 1), agent: g, at: int32(a)})
	}
	return x.known(g, span, 0.75)
}

func sexBits(is class) class {
	if s := is & (male | fem); s == male || s == fem {
		return s
	}
	return 0
}

// pronoun picks the antecedent: the latest fitting speaker or subject.
func (x *extractor) pronoun(i int, span corpus.Span) speaker {
	w := x.wordAt(i)
	sex := sexBits(x.items[i].is)
	var g int32
	switch {
	case sex != 0:
		g = x.recent(func(k *agent) bool {
			return (k.kind == person || k.kind == unknown && k.named) && !k.plural && (k.sex == 0 || k.sex == sex)
		}, false)
		if g >= 0 && x.agents[g].sex == 0 {
			x.agents[g].sex = sex
		}
	case equalFold(w, "it"):
		g = x.recent(func(k *agent) bool { return k.kind == org || k.kind == place && k.spoke >= 0 }, true)
	case equalFold(w, "they"):
		g = x.recent(func(k *agent) bool { return k.plural && k.spoke >= 0 && x.now-int(k.spoke) < 40 }, false)
		if g >= 0 {
			break
		}
		g = x.recent(func(k *agent) bool {
			return k.plural || k.kind == org || k.kind == place && k.spoke >= 0 || k.spoke >= 0 && k.sex == 0 && strings.IndexByte(k.name, ' ') < 0
		}, true)
	default:
		return speaker{agent: -1, span: span}
	}
	if g < 0 {
		s := speaker{agent: -1, span: span}
		if sex != 0 {
			s.name = lowerPronoun(w)
		}
		return s
	}
	return x.known(g, span, 0.75)
}

func lowerPronoun(w string) string {
	if equalFold(w, "he") {
		return "he"
	}
	return "she"
}

// lookBack bounds how many mentions a pronoun looks through; older agents than
// that are out of mind in any text.
const lookBack = 200

// recent scores the agents seen lately that fit and returns the best, or -1.
func (x *extractor) recent(fits func(*agent) bool, subjectFirst bool) int32 {
	best, top := int32(-1), -1e9
	try := func(i int32) {
		k := &x.agents[i]
		if k.last < 0 && k.spoke < 0 || !fits(k) {
			return
		}
		if score := x.salience(k, subjectFirst); score > top || score == top && i < best {
			best, top = i, score
		}
	}
	for n := x.noted - 1; n >= 0 && n >= x.noted-lookBack; n-- {
		try(x.mentions[n].agent)
	}
	for i := len(x.agents) - 1; i >= x.nameCount && i >= len(x.agents)-lookBack; i-- {
		try(int32(i))
	}
	if x.lastQuote.agent >= 0 {
		try(x.lastQuote.agent)
	}
	return best
}

// salience says how much an agent is in mind at the current item.
func (x *extractor) salience(k *agent, subjectFirst bool) float64 {
	score := -float64(x.now-int(k.last)) / 40
	if k.subj >= 0 {
		score = max(score, 1.0-float64(x.now-int(k.subj))/40)
	}
	if k.spoke >= 0 {
		score = max(score, 1.6-float64(x.now-int(k.spoke))/60)
	}
	if k.sex != 0 {
		score += 0.3
	}
	if k.kind == person || k.kind == org && subjectFirst {
		score += 0.8
	}
	if !k.named {
		score -= 0.2
	}
	return score
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i < len(a); i++ {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}
