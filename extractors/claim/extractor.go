package claim

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"twosource/corpus"
	"twosource/extractors/token"
)

// Extractor finds claims. It is safe for concurrent use.
type Extractor struct {
	attrs     []Attribute
	lex       *lexicon
	patterns  []pattern
	room      []element // for those of further patterns
	never     []wordSet // per attribute
	counts    []wordSet
	wholes    []wordSet // nouns that are no part of what is counted
	when      []uint64  // kinds of event, as bits
	bearing   []bearing
	anyBearer bearing // of open attributes

	openBearer bearing // of happenings: names of any type
	itBearer   bearing // what "it" can stand for in them

	needs    []need    // what each pattern's value slot asks for
	forms    [][]int32 // patterns anchored at a word form
	atFigure []int32
	atDate   []int32
	atName   []int32
	atEvent  []int32

	bearer  []int16 // bearer group of each form, -1 none
	events  [][]groupRef
	phrases [][]groupPhrase // event phrases by first form
	signs   []int16         // event group each form is a sign of, -1 none
	verbs   []int16         // synonym group of each form, -1 none
	nouns   []int16
	roles   [][]rolePhrase // titles by first form
	scopes  [][]groupPhrase

	acts      []int16         // kind of happening each form is a verb of, -1 none
	sudden    uint64          // kinds of event that are over soon: the day they began is their day
	stroke    uint64          // kinds of event by which things are lost at one stroke
	actEvents []uint64        // kinds of event that the verbs of each kind of happening tell of
	actNoun   []int16         // kind of happening each form is the noun of, -1 none
	actWord   [][]groupPhrase // verbs of several words by first form

	dimensions []int16 // dimension each form says, -1 none

	soft []bool // event groups that harm nobody: "settlement"

	personBearer int16 // bearer group of people

	wordLists
	pool sync.Pool
}

// groupRef is the membership of a word in a group.
type groupRef struct {
	group int16
	weak  bool
}

// groupPhrase is a phrase of a group.
type groupPhrase struct {
	group int16
	words []wordSet
	weak  bool
}

// rolePhrase is a title with the role it names.
type rolePhrase struct {
	role  int16
	words []wordSet
}

// Input is what claims are drawn from. Facts holds the article's entities,
// dates, figures and quotes, each sorted by start.
type Input struct {
	Article *corpus.Article
	Text    *token.Text
	Facts   *corpus.Facts
}

// New compiles attributes, in order of precedence; a mistake in a phrase is
// an error that names the attribute and the phrase. Pass Defaults(), with a
// user's own attributes before them.
func New(attrs []Attribute) (*Extractor, error) {
	x := &Extractor{attrs: slices.Clone(attrs), lex: newLexicon()}
	if err := x.lex.read(wordsFile); err != nil {
		return nil, fmt.Errorf("words.txt: %w", err)
	}
	if err := x.lex.read(actsFile); err != nil {
		return nil, fmt.Errorf("acts.txt: %w", err)
	}
	x.wordLists = loadWordLists(x.lex)
	if err := x.compileAll(); err != nil {
		return nil, err
	}
	x.anyBearer = x.bearingOf(&Attribute{Attribute: corpus.Attribute{Subject: []string{"org", "person", "product", "thing"}}})
	x.anyBearer.types &^= typeBit(corpus.Loc)
	x.openBearer = x.bearingOf(&Attribute{Attribute: corpus.Attribute{Subject: []string{"org", "person", "product", "thing", "place"}}})
	x.itBearer = x.bearingOf(&Attribute{Attribute: corpus.Attribute{Subject: []string{"org", "product", "thing", "place"}}})
	x.indexPatterns()
	x.indexGroups()
	x.pool.New = func() any {
		return &document{x: x, index: make(map[string]int32), last: make(map[string]int32)}
	}
	return x, nil
}

func (x *Extractor) compileAll() error {
	phrases := 0
	for i := range x.attrs {
		phrases += len(x.attrs[i].Phrases)
	}
	x.patterns = make([]pattern, 0, 2*phrases)
	for i := range x.attrs {
		a := &x.attrs[i]
		never, err := x.wordsOf(a.Never)
		if err != nil {
			return fmt.Errorf("attribute %q: never: %w", a.Name, err)
		}
		counts, err := x.wordsOf(a.Counts)
		if err != nil {
			return fmt.Errorf("attribute %q: counts: %w", a.Name, err)
		}
		x.never, x.counts = append(x.never, never), append(x.counts, counts)
		whole, err := x.wordsOf(a.Whole)
		if err != nil {
			return fmt.Errorf("attribute %q: whole: %w", a.Name, err)
		}
		x.wholes = append(x.wholes, whole)
		when, err := x.lex.eventBits(a.When)
		if err != nil {
			return fmt.Errorf("attribute %q: when: %w", a.Name, err)
		}
		x.when = append(x.when, when)
		x.bearing = append(x.bearing, x.bearingOf(a))
		for p := range a.Phrases {
			if err := x.compile(i, p); err != nil {
				return fmt.Errorf("attribute %q: phrase %q: %w", a.Name, a.Phrases[p].Pattern, err)
			}
		}
	}
	return nil
}

func (x *Extractor) wordsOf(words []string) (wordSet, error) {
	var s wordSet
	for _, w := range words {
		var e element
		if err := x.lex.literal(&e, w); err != nil {
			return wordSet{}, err
		}
		s.merge(e.set)
	}
	return s, nil
}

// indexPatterns files each pattern under its anchor.
func (x *Extractor) indexPatterns() {
	x.needs = make([]need, len(x.patterns))
	x.indexForms()
	for n := range x.patterns {
		p := &x.patterns[n]
		x.needs[n] = p.need()
		switch p.elems[p.anchor].kind {
		case figureSlot:
			x.atFigure = append(x.atFigure, int32(n))
		case dateSlot, timeSlot:
			x.atDate = append(x.atDate, int32(n))
		case nameSlot:
			x.atName = append(x.atName, int32(n))
		case eventSlot:
			x.atEvent = append(x.atEvent, int32(n))
		}
	}
}

// indexForms files patterns under the forms of the words they are anchored at. They
// are counted first, so that all lists lie in one piece of memory.
func (x *Extractor) indexForms() {
	x.forms = make([][]int32, len(x.lex.names))
	counts := make([]int32, len(x.lex.names))
	var anchors []int32
	all := 0
	for n := range x.patterns {
		anchors = x.patterns[n].anchors(anchors[:0])
		for _, f := range anchors {
			counts[f]++
		}
		all += len(anchors)
	}
	room := make([]int32, all)
	for f, n := range counts {
		x.forms[f], room = room[:0:n], room[n:]
	}
	for n := range x.patterns {
		anchors = x.patterns[n].anchors(anchors[:0])
		for _, f := range anchors {
			x.forms[f] = append(x.forms[f], int32(n))
		}
	}
}

// anchors appends the forms of the word a pattern is anchored at, if it is one.
func (p *pattern) anchors(dst []int32) []int32 {
	if e := &p.elems[p.anchor]; e.kind == literal || e.kind == wordSlot {
		return e.set.append(dst)
	}
	return dst
}

func (x *Extractor) byForm(f int32) []int32 { return x.forms[f] }

// indexGroups builds the tables from word form to group.
func (x *Extractor) indexGroups() {
	n := len(x.lex.names)
	x.indexActs(n)
	x.dimensions = firstGroup(x.lex.dims, n)
	x.personBearer = int16(slices.IndexFunc(x.lex.bearers, func(g group) bool { return g.name == "person:person" }))
	x.bearer, x.verbs, x.nouns = firstGroup(x.lex.bearers, n), firstGroup(x.lex.verbs, n), firstGroup(x.lex.nouns, n)
	x.events, x.phrases = make([][]groupRef, n), make([][]groupPhrase, n)
	x.roles, x.scopes = make([][]rolePhrase, n), make([][]groupPhrase, n)
	for g, group := range x.lex.events {
		for _, f := range group.strong.forms() {
			x.events[f] = append(x.events[f], groupRef{int16(g), false})
		}
		for _, f := range group.weak.forms() {
			if !group.strong.has(f) {
				x.events[f] = append(x.events[f], groupRef{int16(g), true})
			}
		}
		for _, p := range group.phrases {
			filePhrase(x.phrases, groupPhrase{int16(g), p.words, p.weak})
		}
	}
	for _, refs := range x.events {
		strongFirst(refs)
	}
	x.signs = firstGroup(x.lex.signs, n)
	for f, sign := range x.signs {
		if sign >= 0 {
			x.signs[f] = x.lex.eventNamed(x.lex.signs[sign].name)
		}
	}
	for _, g := range x.lex.events {
		x.soft = append(x.soft, x.lex.isSoft(g.name))
	}
	x.indexOwn()
	for g, group := range x.lex.scopes {
		for _, p := range group.all() {
			filePhrase(x.scopes, groupPhrase{group: int16(g), words: p})
		}
	}
	for g, group := range x.lex.roles {
		for _, p := range group.all() {
			for _, f := range p[0].forms() {
				x.roles[f] = append(x.roles[f], rolePhrase{int16(g), p})
			}
		}
	}
	for f := range x.roles {
		slices.SortStableFunc(x.roles[f], func(a, b rolePhrase) int { return len(b.words) - len(a.words) })
	}
}

// filePhrase files a phrase under each form of its first word.
// strongFirst puts the kinds of event a word names before those it only may: a
// crash is one of vehicles before one of computers.
func strongFirst(refs []groupRef) {
	slices.SortStableFunc(refs, func(a, b groupRef) int {
		switch {
		case a.weak == b.weak:
			return 0
		case a.weak:
			return 1
		}
		return -1
	})
}

func filePhrase(to [][]groupPhrase, p groupPhrase) {
	for _, f := range p.words[0].forms() {
		to[f] = append(to[f], p)
	}
}

// all lists the entries of a group, single words and phrases alike.
func (g *group) all() [][]wordSet {
	var out [][]wordSet
	if !g.strong.empty() {
		out = append(out, []wordSet{g.strong})
	}
	for _, p := range g.phrases {
		out = append(out, p.words)
	}
	return out
}

// firstGroup is the first group each of n word forms is in, -1 none.
func firstGroup(groups []group, n int) []int16 {
	out := make([]int16, n)
	for f := range out {
		out[f] = -1
	}
	for g := range groups {
		for _, f := range groups[g].strong.forms() {
			if out[f] < 0 {
				out[f] = int16(g)
			}
		}
	}
	return out
}

func (x *Extractor) bearerOf(f int32) int16          { return x.bearer[f] }
func (x *Extractor) eventGroups(f int32) []groupRef  { return x.events[f] }
func (x *Extractor) phrasesAt(f int32) []groupPhrase { return x.phrases[f] }
func (x *Extractor) eventOf(f int32) int16 {
	if g := x.events[f]; len(g) > 0 {
		return g[0].group
	}
	return -1
}

// baseForm is the normal form of a common noun: singular, lower case.
func (x *Extractor) baseForm(_ int32, word string) string {
	return singular(strings.ToLower(word))
}

// wordLists are the word lists the code itself needs.
type wordLists struct {
	clauseWord, determiner, it, he, who, be, have, named                                                                                                                                   wordSet
	preposition, say, that0, according, hypothetical, expected, alleged, denied                                                                                                            wordSet
	estimated, negation, additional, source, counter, part, whole, former                                                                                                                  wordSet
	deputy, light, of, in, by, possessive, and, bounding                                                                                                                                   wordSet
	function, filler, from, through, firmHas, contrast, finance, per                                                                                                                       wordSet
	period, demonym, towards, tally, proper, inertName, level, until                                                                                                                       wordSet
	perhaps, possible, sought, aimNoun, committing, dismissing, dismissed, occupant, women, killing, gone, amounts, valued, comes, numbers, eventDeed, taken, telling, inquiring, occasion wordSet
	statistic, storm, disaster, eventNoun, otherEvent, vast, honorific, willBe                                                                                                             wordSet
	incorporated, area, harmed, loss, making, plea, special, label, anybody, either                                                                                                        wordSet
	adverb, modal, bounds, number, clauseOnly, moves, happen, shifts, lasts, article, posting, spans, boxed, afar, apart                                                                   wordSet
}

func loadWordLists(l *lexicon) wordLists {
	return wordLists{
		clauseWord: l.set("clause"), determiner: l.set("determiner"), it: l.set("it"), he: l.set("he"),
		who: l.set("who"), be: l.set("be"), have: l.set("have"), named: l.set("named"),
		preposition: l.set("preposition"), say: l.set("say"), that0: l.set("that"), according: l.set("according"),
		hypothetical: l.set("hypothetical"), expected: l.set("expected"), alleged: l.set("alleged"), denied: l.set("denied"),
		estimated: l.set("estimated"), negation: l.set("negation"), additional: l.set("additional"), source: l.set("source"),
		counter: l.set("counter"), part: l.set("part"), whole: l.set("whole"), former: l.set("former"),
		light: l.set("light"), of: l.set("of"), in: l.set("in"), by: l.set("by"),
		possessive: l.set("possessive"), and: l.set("and"), deputy: l.set("deputy"), bounding: l.set("bounding"),
		function: l.set("function"), filler: l.set("filler"), from: l.set("from"), through: l.set("through"),
		firmHas: l.set("firm"), contrast: l.set("contrast"), finance: l.set("finance"), per: l.set("per"),
		period: l.set("period"), demonym: l.set("nationality"), towards: l.set("towards"), tally: l.set("tally"),
		proper: l.set("proper"), inertName: l.set("inert"), level: l.set("level"), until: l.set("until"),
		statistic: l.set("statistic"), storm: l.set("storm"), disaster: l.set("disaster"), eventNoun: l.set("eventnoun"),
		otherEvent: l.set("otherevent"), vast: l.set("vast"), honorific: l.set("honorific"), willBe: l.set("will"),
		perhaps: l.set("perhaps"), possible: l.set("possible"), sought: l.set("sought"), aimNoun: l.set("aim"), committing: l.set("committing"),
		dismissing: l.set("dismissing"), dismissed: l.set("dismissed"),
		occupant: l.set("occupant"), women: l.set("women"), killing: l.set("killing"), amounts: l.set("amounts"), valued: l.set("valued"), gone: l.set("gone"), comes: l.set("comes"), eventDeed: l.set("eventdeed"), telling: l.set("telling"), occasion: l.set("occasion"), inquiring: l.set("inquiring"), taken: l.set("taken"), numbers: l.set("numbers"),
		incorporated: l.set("incorporated"), area: l.set("area"), harmed: l.set("harmed"), loss: l.set("loss"), making: l.set("making"),
		plea: l.set("plea"), special: l.set("special"), anybody: l.set("anybody"), label: l.set("label"), either: l.set("either"),
		adverb: l.set("adverb"), modal: l.set("modal"), bounds: l.set("bounds"), number: l.set("number"), clauseOnly: l.set("clauseonly"), moves: l.set("moves"), happen: l.set("happen"), shifts: l.set("shifts"), lasts: l.set("lasts"), article: l.set("article"), posting: l.set("posting"), spans: l.set("spans"), boxed: l.set("boxed"), afar: l.set("afar"), apart: l.set("apart"),
	}
}
