package claim

import (
	"errors"
	"fmt"
	"strings"

	"twosource/corpus"
)

// elemKind is the kind of a pattern element.
type elemKind uint8

const (
	literal     elemKind = iota // one word of a set
	gap                         // a few tokens of the same clause
	wideGap                     // more tokens of the same sentence, over commas
	figureSlot                  // a figure of the attribute's kind: the value
	dateSlot                    // a date: the value
	timeSlot                    // a clock time: the value
	nameSlot                    // an entity of some types: the value
	subjectSlot                 // the bearer: a name, a pronoun or "the company"
	eventSlot                   // a word for an event; it becomes the subject
	numberWord                  // a figure that is not the value
	otherName                   // an entity that is not the value
	wordSlot                    // a word of a list: the value
	lineStart                   // nothing: the line begins here, a bullet aside
)

// element is one position of a compiled pattern.
type element struct {
	kind     elemKind
	optional bool
	mixed    bool    // literal with some common words
	plain    bool    // literal of common words only: a poor anchor
	frequent bool    // literal with a word of nearly every article: a slow anchor
	set      wordSet // literal
	types    uint16  // nameSlot: bits of the entity types that fit
}

// pattern is a compiled phrase of an attribute.
type pattern struct {
	attr   int32 // index of its attribute
	phrase int32 // index of the phrase within the attribute
	elems  []element
	anchor int // element matched first
	slot   elemKind
	weight float64 // how much text the pattern pins down
	never  wordSet
	counts wordSet
	units  uint32
	kinds  uint16 // figure kinds that fit
	when   uint64 // kinds of event the article must speak of, one of them; 0 none
	line   bool   // a line of a box of facts
}

// labelled is how much more a label pins down than words in a sentence.
const labelled = 2

// Gap lengths in tokens.
const (
	gapMax     = 5
	wideGapMax = 14
)

// maxVariants bounds what one phrase may expand to.
const maxVariants = 400

var errVariants = errors.New("the phrase has too many alternatives")

// expand turns a phrase into flat sequences of words: groups "( a b | c )" and
// classes with entries of several words become one sequence per alternative.
func (l *lexicon) expand(phrase string) ([][]string, error) {
	words := groupWords(phrase)
	out, rest, err := l.sequence(words, 0)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("unmatched %q", rest[0])
	}
	return out, err
}

// groupWords splits a phrase into words. Inside brackets every bar separates
// alternatives, whether or not spaces stand around it.
func groupWords(phrase string) []string {
	fields := strings.Fields(phrase)
	out := make([]string, 0, len(fields)+8)
	depth := 0
	for _, w := range fields {
		switch w {
		case "(":
			depth++
		case ")", ")?":
			depth--
		}
		if depth == 0 || w == "|" {
			out = append(out, w)
			continue
		}
		first := true
		for alt := range strings.SplitSeq(w, "|") {
			if !first {
				out = append(out, "|")
			}
			if first = false; alt != "" {
				out = append(out, alt)
			}
		}
	}
	return out
}

// joinSingles puts alternatives of one plain word each together again, so that
// they make one pattern instead of many.
func joinSingles(alts [][]string) [][]string {
	var out [][]string
	var singles []string
	for _, a := range alts {
		if len(a) == 1 && isPlainWord(a[0]) {
			singles = append(singles, a[0])
			continue
		}
		out = append(out, a)
	}
	if len(singles) > 0 {
		out = append(out, []string{strings.Join(singles, "|")})
	}
	return out
}

// isPlainWord reports whether a pattern word is a literal that must be there.
func isPlainWord(w string) bool {
	switch w {
	case "~", "~~", "#", "N", "X", "LINE", "DATE", "TIME", "SUBJ", "EVENT", "PERSON", "ORG", "PLACE", "NAME", "NORP", "PRODUCT":
		return false
	}
	return !strings.HasSuffix(w, "?") && !strings.ContainsAny(w, "|$")
}

// sequence expands words up to a closing bracket or bar of the given depth.
func (l *lexicon) sequence(words []string, depth int) (out [][]string, rest []string, err error) {
	out = [][]string{make([]string, 0, min(len(words), 8>>depth))}
	for len(words) > 0 {
		w := words[0]
		if w == ")" || w == ")?" || w == "|" {
			break
		}
		if standsAlone(w) {
			for i := range out {
				out[i] = append(out[i], w)
			}
			words = words[1:]
			continue
		}
		var alts [][]string
		if w == "(" {
			if depth > 4 {
				return nil, nil, errors.New("groups nested too deep")
			}
			if alts, words, err = l.alternatives(words[1:], depth+1); err != nil {
				return nil, nil, err
			}
		} else {
			if alts, err = l.word(w); err != nil {
				return nil, nil, err
			}
			words = words[1:]
		}
		if out = product(out, alts); len(out) > maxVariants {
			return nil, nil, errVariants
		}
	}
	return out, words, nil
}

func (l *lexicon) alternatives(words []string, depth int) (out [][]string, rest []string, err error) {
	for {
		alts, tail, err := l.sequence(words, depth)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, alts...)
		if len(tail) == 0 {
			return nil, nil, errors.New("unclosed \"(\"")
		}
		words = tail[1:]
		switch tail[0] {
		case ")?":
			return append(joinSingles(out), nil), words, nil
		case ")":
			return joinSingles(out), words, nil
		}
	}
}

// standsAlone reports whether a word of a phrase stands for itself.
func standsAlone(w string) bool {
	return w != "(" && w[0] != '@' && (w == "-" || w[0] == '=' || strings.IndexByte(w, '-') < 0 || strings.IndexByte(w, '|') >= 0)
}

// word expands one word of a phrase that does not stand alone. A class with phrases stands for its words
// and for each phrase.
func (l *lexicon) word(w string) ([][]string, error) {
	name, opt := strings.CutSuffix(w, "?")
	name, isClass := strings.CutPrefix(name, "@")
	switch {
	case !isClass:
		return [][]string{splitWords(w)}, nil
	case strings.Contains(w, "|"):
		return [][]string{{w}}, nil
	}
	c := l.classes[name]
	if c == nil {
		return nil, fmt.Errorf("unknown class @%s", name)
	}
	out := [][]string{{w}}
	if c.words.empty() {
		out = nil
		if opt {
			out = [][]string{nil}
		}
	}
	return append(out, c.phrases...), nil
}

func product(a, b [][]string) [][]string {
	if len(a) == 1 && len(a[0]) == 0 {
		return b
	}
	out := make([][]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, append(append(make([]string, 0, len(x)+len(y)+2), x...), y...))
		}
	}
	return out
}

// element compiles one word of a flat sequence.
func (l *lexicon) element(w string) (element, error) {
	e := element{}
	if len(w) > 1 {
		w, e.optional = strings.CutSuffix(w, "?")
	}
	switch w {
	case "~":
		e.kind = gap
	case "~~":
		e.kind = wideGap
	case "#":
		e.kind = figureSlot
	case "N":
		e.kind = numberWord
	case "X":
		e.kind = otherName
	case "LINE":
		e.kind = lineStart
	case "DATE":
		e.kind = dateSlot
	case "TIME":
		e.kind = timeSlot
	case "SUBJ":
		e.kind = subjectSlot
	case "EVENT":
		e.kind = eventSlot
	case "PERSON", "ORG", "PLACE", "NAME", "NORP", "PRODUCT":
		e.kind, e.types = nameSlot, slotTypes[w]
	default:
		if name, ok := strings.CutPrefix(w, "$"); ok && name != "" {
			e.kind = wordSlot
			return e, l.literal(&e, "@"+name)
		}
		return e, l.literal(&e, w)
	}
	return e, nil
}

var slotTypes = map[string]uint16{
	"PERSON": typeBit("PERSON"), "ORG": typeBit("ORG"), "PLACE": typeBit("LOC"), "NORP": typeBit("NORP"),
	"PRODUCT": typeBit("PRODUCT") | typeBit("WORK"), "NAME": ^uint16(0),
}

// literal fills in the words of an element; each spelling is compiled once.
func (l *lexicon) literal(e *element, w string) error {
	n, ok := l.literals[w]
	if !ok {
		var fresh element
		if err := l.compileLiteral(&fresh, w); err != nil {
			return err
		}
		n = int32(len(l.compiled))
		l.compiled = append(l.compiled, fresh)
		l.literals[w] = n
	}
	known := &l.compiled[n]
	e.set, e.plain, e.mixed, e.frequent = known.set, known.plain, known.mixed, known.frequent
	return nil
}

func (l *lexicon) compileLiteral(e *element, w string) error {
	common, frequent := l.set("common"), l.set("frequent")
	e.plain = true
	l.adding = l.adding[:0]
	for alt := range strings.SplitSeq(w, "|") {
		if name, ok := strings.CutPrefix(alt, "@"); ok {
			c := l.classes[name]
			if c == nil {
				return fmt.Errorf("unknown class @%s", name)
			}
			l.adding = c.words.append(l.adding)
			e.plain = e.plain && c == l.classes["common"]
			continue // words of a class count as telling
		}
		if alt == "" {
			return fmt.Errorf("empty alternative in %q", w)
		}
		if slotTypes[alt] != 0 || alt == "SUBJ" || alt == "DATE" || alt == "TIME" || alt == "EVENT" {
			return fmt.Errorf("%s among the words of %q: put alternatives with it in brackets", alt, w)
		}
		l.adding = l.appendWord(l.adding, alt)
		form := l.form(strings.TrimPrefix(alt, "="))
		isCommon := common.has(form)
		e.frequent = e.frequent || frequent.has(form)
		e.plain, e.mixed = e.plain && isCommon, e.mixed || isCommon
	}
	e.set = l.setOf(l.adding)
	return nil
}

// elements makes room for n elements of a pattern.
func (x *Extractor) elements(n int) []element {
	if len(x.room) < n {
		x.room = make([]element, max(n, 2048))
	}
	out := x.room[:0:n]
	x.room = x.room[n:]
	return out
}

// compile adds the patterns of one phrase.
func (x *Extractor) compile(attr, phrase int) error {
	a := &x.attrs[attr]
	flat, err := x.lex.expand(a.Phrases[phrase].Pattern)
	if err != nil {
		return err
	}
	units, err := unitMask(a.Units)
	if err != nil {
		return err
	}
	for _, words := range flat {
		p := pattern{attr: int32(attr), phrase: int32(phrase), anchor: -1, units: units, elems: x.elements(len(words))}
		for _, w := range words {
			e, err := x.lex.element(w)
			if err != nil {
				return err
			}
			p.elems = append(p.elems, e)
		}
		if err := p.finish(a); err != nil {
			return err
		}
		if a.Kind == corpus.KindAge && p.units == 0 {
			p.units = dimensions["time"] | dimensions["none"] // "at 124 km/h, the minister"
		}
		p.never, p.counts, p.when = x.never[attr], x.counts[attr], x.when[attr]
		if p.line {
			p.when, p.counts = 0, wordSet{} // the label says what is counted
		}
		x.patterns = append(x.patterns, p)
	}
	return nil
}

// finish picks the anchor, the value slot and the weight.
func (p *pattern) finish(a *Attribute) error {
	p.slot = gap
	for i, e := range p.elems {
		switch e.kind {
		case literal:
			if !e.optional {
				p.weigh(e)
				p.considerAnchor(i)
			}
		case figureSlot, dateSlot, timeSlot, nameSlot, wordSlot:
			if p.slot != gap {
				return errors.New("a phrase has one value slot")
			}
			p.slot = e.kind
			p.considerAnchor(i)
		case eventSlot:
			p.weight += 1
			p.considerAnchor(i)
		case subjectSlot:
			p.weight += 0.5
		}
	}
	if p.anchor < 0 {
		return errors.New("a phrase needs a word, a value or an event")
	}
	if p.line = p.elems[0].kind == lineStart; p.line {
		p.weight += labelled
	}
	p.kinds = figureKinds(a)
	return nil
}

func (p *pattern) weigh(e element) {
	switch {
	case e.plain:
		p.weight += 0.4
	case e.mixed:
		p.weight += 0.6
	default:
		p.weight++
	}
}

// considerAnchor prefers a telling word, then a slot or a word that is telling
// but met everywhere, then an event, then a common word.
func (p *pattern) considerAnchor(i int) {
	if p.anchor < 0 || anchorRank(p.elems[i]) < anchorRank(p.elems[p.anchor]) {
		p.anchor = i
	}
}

func anchorRank(e element) int {
	switch {
	case e.kind == literal && !e.plain && !e.frequent && !e.mixed:
		return 0
	case e.kind == literal && !e.plain:
		return 1
	case e.kind == literal:
		return 3
	case e.kind == eventSlot:
		return 2
	}
	return 1
}
