package claim

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// wordSet is a set of word forms by their number in the lexicon, as bits.
// Number 0 stands for every word the lexicon does not know and is in no set.
// Forms of one word have numbers close together, so only the stretch between
// the smallest and the largest is kept.
type wordSet struct {
	first int32 // number of the first of the bits, divided by 64
	bits  []uint64
}

func (s wordSet) has(form int32) bool {
	w := uint(form>>6 - s.first)
	return w < uint(len(s.bits)) && s.bits[w]&(1<<(uint(form)&63)) != 0
}

func (s wordSet) empty() bool { return len(s.bits) == 0 }

// size is the number of forms.
func (s wordSet) size() (n int) {
	for _, word := range s.bits {
		n += bits.OnesCount64(word)
	}
	return n
}

// forms lists the word forms of a set.
func (s wordSet) forms() []int32 { return s.append(make([]int32, 0, s.size())) }

// append appends the word forms of a set.
func (s wordSet) append(dst []int32) []int32 {
	for w, word := range s.bits {
		for ; word != 0; word &= word - 1 {
			dst = append(dst, (s.first+int32(w))<<6+int32(bits.TrailingZeros64(word)))
		}
	}
	return dst
}

func (s *wordSet) add(form int32) {
	s.reach(form>>6, form>>6+1)
	s.bits[form>>6-s.first] |= 1 << (uint(form) & 63)
}

func (s *wordSet) merge(o wordSet) {
	if o.empty() {
		return
	}
	s.reach(o.first, o.first+int32(len(o.bits)))
	for i, w := range o.bits {
		s.bits[o.first-s.first+int32(i)] |= w
	}
}

// reach makes room for the words of bits from lo up to hi.
func (s *wordSet) reach(lo, hi int32) {
	if s.empty() {
		s.first, s.bits = lo, make([]uint64, hi-lo)
		return
	}
	if end := s.first + int32(len(s.bits)); hi > end {
		s.bits = append(s.bits, make([]uint64, hi-end)...)
	}
	if lo < s.first {
		s.bits = append(make([]uint64, s.first-lo, int(s.first-lo)+len(s.bits)), s.bits...)
		s.first = lo
	}
}

// class is a named list of words and phrases.
type class struct {
	words   wordSet
	phrases [][]string // pattern elements of entries longer than a word
}

// group is a named set of words that mean one thing: a kind of event, a kind
// of bearer, a verb with its synonyms.
type group struct {
	name    string
	strong  wordSet
	weak    wordSet // counted only where nothing speaks against it
	phrases []phrase
}

// phrase is a group's entry of several words.
type phrase struct {
	words []wordSet
	weak  bool
}

// lexicon numbers word forms and holds the word lists of words.txt.
type lexicon struct {
	ids        map[string]int32
	names      []string // form by number
	classes    map[string]*class
	literals   map[string]int32 // place in compiled of the words of phrases
	compiled   []element        // their sets are shared and read-only
	adding     []int32          // forms of the set being made
	bits       []uint64         // room for further sets
	events     []group
	signs      []group // words that tell of a kind of event without naming it
	bearers    []group // kinds of bearer: "company", "building", "vessel"
	verbs      []group // synonyms that open attributes are named by
	nouns      []group
	roles      []group           // titles, by the role they name
	sole       map[string]bool   // roles that one person holds at a time
	nations    []group           // words for people of a country, by its adjective
	acts       []group           // kinds of happening: verbs, and as weak words the nouns of them
	dims       []group           // words that say which dimension a measure gives
	deeds      map[string]bool   // those told of the subject of the verb, whatever it acts on
	often      map[string]bool   // those that can happen to one more than once
	past       wordSet           // forms of those verbs that tell of the past
	predicates []group           // statements that hold or do not: "affected"
	softEvents string            // kinds of event that harm nobody, space separated
	broad      map[string]string // kinds of event that a broader one may stand for
	basis      map[string]bool   // scopes that say how a sum is reckoned, beside any other
	scopes     []group           // what narrows a claim: "in early trading", "so far"
	inflected  forms             // for use once more
}

func newLexicon() *lexicon {
	return &lexicon{ids: make(map[string]int32, 1<<14), names: []string{""}, classes: make(map[string]*class), literals: make(map[string]int32, 1<<12), broad: make(map[string]string), sole: make(map[string]bool), deeds: make(map[string]bool), often: make(map[string]bool), basis: make(map[string]bool)}
}

// form numbers a word form.
func (l *lexicon) form(w string) int32 {
	if id, ok := l.ids[w]; ok {
		return id
	}
	id := int32(len(l.names))
	l.ids[w] = id
	l.names = append(l.names, w)
	return id
}

// addWord adds a word to a set: every inflection, or the form alone where it
// is written "=word".
func (l *lexicon) addWord(s *wordSet, w string) {
	l.adding = l.appendWord(l.adding[:0], w)
	for _, id := range l.adding {
		s.add(id)
	}
}

// appendWord appends the numbers of what addWord adds.
func (l *lexicon) appendWord(dst []int32, w string) []int32 {
	if exact, ok := strings.CutPrefix(w, "="); ok && exact != "" {
		return append(dst, l.form(exact))
	}
	f := &l.inflected
	f.inflect(w)
	text := "" // of those that are new
	from := 0
	for _, end := range f.ends {
		id, ok := l.ids[string(f.text[from:end])]
		if !ok {
			if text == "" {
				text = string(f.text)
			}
			id = l.form(text[from:end])
		}
		dst = append(dst, id)
		from = end
	}
	return dst
}

// setOf makes a set of forms, which is not to be added to.
func (l *lexicon) setOf(forms []int32) (s wordSet) {
	if len(forms) == 0 {
		return s
	}
	s.first = slices.Min(forms) >> 6
	n := int(slices.Max(forms)>>6-s.first) + 1
	if len(l.bits) < n {
		l.bits = make([]uint64, max(n, 4096))
	}
	s.bits, l.bits = l.bits[:n:n], l.bits[n:]
	for _, f := range forms {
		s.bits[f>>6-s.first] |= 1 << (uint(f) & 63)
	}
	return s
}

// maxForm is the longest word looked up; longer ones are never in the lexicon.
const maxForm = 40

// lookup finds the number of a word as it stands in a text, whatever its case.
func (l *lexicon) lookup(w string) int32 {
	if len(w) > maxForm {
		return 0
	}
	var buf [maxForm]byte
	n := 0
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return l.ids[strings.ToLower(strings.ReplaceAll(w, "\u2019", "'"))]
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[n] = c
		n++
	}
	return l.ids[string(buf[:n])]
}

// read parses a word list file. Each line is "class NAME = …", "event NAME =
// … | weak …", or a bearer, verb, noun, role, post or scope in the same form.
func (l *lexicon) read(file string) error {
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		head, list, ok := strings.Cut(line, " = ")
		kind, name, ok2 := strings.Cut(head, " ")
		if !ok || !ok2 {
			return fmt.Errorf("line %d: want KIND NAME = words", n)
		}
		if err := l.define(kind, strings.TrimSpace(name), list); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

func (l *lexicon) define(kind, name, list string) error {
	var to *[]group
	switch kind {
	case "soft":
		l.softEvents = list
		return nil
	case "broad":
		l.broad[name] = " " + list + " "
		return nil
	case "class":
		return l.defineClass(name, list)
	case "event":
		to = &l.events
	case "sign":
		to = &l.signs
	case "bearer":
		to = &l.bearers
	case "verb":
		to = &l.verbs
	case "act", "deed", "acts", "deeds":
		to, l.deeds[name], l.often[name] = &l.acts, strings.HasPrefix(kind, "deed"), strings.HasSuffix(kind, "s")
		l.notePast(list)
	case "dimension":
		to = &l.dims
	case "nation":
		to = &l.nations
	case "noun":
		to = &l.nouns
	case "role", "post":
		to, l.sole[name] = &l.roles, kind == "post"
	case "predicate":
		to = &l.predicates
	case "scope", "basis":
		to = &l.scopes
		l.basis[name] = kind == "basis"
	default:
		return fmt.Errorf("unknown kind %q", kind)
	}
	if kind == "bearer" {
		list = exactly(list) // "the companies" stands for no one firm
	}
	g := group{name: name}
	strong, weak, _ := strings.Cut(list, "|")
	l.fillGroup(&g, strong, false)
	l.fillGroup(&g, weak, true)
	*to = append(*to, g)
	return nil
}

// notePast notes which forms of the verbs of a list tell of the past.
func (l *lexicon) notePast(list string) {
	verbs, _, _ := strings.Cut(list, "|")
	for _, e := range entries(verbs) {
		w := splitWords(e)[0]
		if exact, ok := strings.CutPrefix(w, "="); ok {
			l.past.add(l.form(exact))
			continue
		}
		for _, f := range pastForms(w) {
			l.past.add(l.form(f))
		}
	}
}

// exactly turns each word of a list into the form alone.
func exactly(list string) string {
	return "=" + strings.Join(strings.Fields(list), " =")
}

func (l *lexicon) fillGroup(g *group, list string, weak bool) {
	to := &g.strong
	if weak {
		to = &g.weak
	}
	for _, e := range entries(list) {
		parts := splitWords(e)
		if len(parts) == 1 {
			l.addWord(to, parts[0])
			continue
		}
		p := phrase{weak: weak}
		for _, w := range parts {
			var s wordSet
			l.addWord(&s, w)
			p.words = append(p.words, s)
		}
		g.phrases = append(g.phrases, p)
	}
}

func (l *lexicon) defineClass(name, list string) error {
	c := &class{}
	for _, e := range entries(list) {
		if other, ok := strings.CutPrefix(e, "@"); ok {
			o := l.classes[other]
			if o == nil {
				return fmt.Errorf("class %q is not defined above", other)
			}
			c.words.merge(o.words)
			c.phrases = append(c.phrases, o.phrases...)
			continue
		}
		parts := splitWords(e)
		if len(parts) == 1 {
			l.addWord(&c.words, parts[0])
			continue
		}
		c.phrases = append(c.phrases, slices.Clip(parts)) // sequences go on behind them
	}
	l.classes[name] = c
	return nil
}

// isBroad reports whether one kind of event may stand for another: "attack"
// for a shooting.
func (l *lexicon) isBroad(event, narrow string) bool {
	return strings.Contains(l.broad[event], " "+narrow+" ")
}

// harm stands for every kind of event that can harm people.
const harm = "harm"

// harmBit is set for articles that tell of harm to people, named as an event or
// not.
const harmBit = 1 << 63

// eventBits are kinds of event by name, as bits.
func (l *lexicon) eventBits(names []string) (kinds uint64, err error) {
	for _, name := range names {
		found := uint64(0)
		if name == harm {
			found = harmBit
		}
		for g := range l.events {
			if e := l.events[g].name; e == name || name == harm && !l.isSoft(e) {
				found |= 1 << uint(g)
			}
		}
		if found == 0 {
			return 0, fmt.Errorf("unknown kind of event %q", name)
		}
		kinds |= found
	}
	return kinds, nil
}

// eventNamed is the number of a kind of event, -1 for none of that name.
func (l *lexicon) eventNamed(name string) int16 {
	return int16(slices.IndexFunc(l.events, func(g group) bool { return g.name == name }))
}

// isSoft reports whether a kind of event harms nobody.
func (l *lexicon) isSoft(event string) bool {
	return strings.Contains(" "+l.softEvents+" ", " "+event+" ")
}

// set returns the single words of a class; it panics on a class that words.txt
// lacks, which any test of the package finds.
func (l *lexicon) set(name string) wordSet {
	c := l.classes[name]
	if c == nil {
		panic("claim: words.txt lacks class " + name)
	}
	return c.words
}

// entries splits a list at spaces; an entry of several words stands in double
// quotes.
func entries(list string) []string {
	var out []string
	for i, part := range strings.Split(list, "\"") {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}

// splitWords splits an entry into tokens as the scanner would: at spaces, with
// hyphens on their own.
func splitWords(e string) []string {
	if e == "-" || strings.HasPrefix(e, "=") && !strings.ContainsAny(e, " -") {
		return []string{e}
	}
	return strings.Fields(strings.ReplaceAll(e, "-", " - "))
}
