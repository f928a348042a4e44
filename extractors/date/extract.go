package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// Extract appends the temporal expressions of t to dst, in order of their
// start and without overlaps.
func Extract(dst []corpus.Date, t *token.Text, ref Reference) []corpus.Date {
	p := parser{t: t, toks: t.Tokens, ref: readMoment(ref.Published), dayFirst: ref.dayFirst(), blocks: ref.Blocks}
	p.published = p.ref
	from := len(dst)
	for n, s := range t.Sentences {
		for p.paragraph < len(t.Paragraphs) && t.Paragraphs[p.paragraph].End <= s.First {
			p.paragraph++
		}
		p.sentence, p.lo, p.hi = n, int(s.First), int(s.End)
		p.enterBlock(int(t.Tokens[s.First].Start))
		dst = p.scan(dst)
	}
	timelines(dst[from:], t, ref.Published)
	return dst
}

// Parse reads a TIMEX3 value as this package writes them; see timex.Parse.
func Parse(value string) (from, to, granularity string, err error) { return timex.Parse(value) }

// parser walks the sentences of one text.
type parser struct {
	t         *token.Text
	toks      []token.Token
	published moment
	ref       moment // published, or the stamp of the live entry around
	blocks    []corpus.Block
	block     int
	dayFirst  bool

	paragraph        int
	sentence, lo, hi int // the sentence and its tokens
	depth            int // of expressions within expressions
	done             int // tokens before this belong to an expression already

	last          timex.Point // latest date resolved
	lastDay       timex.Point // latest date resolved to a day
	lastSentence  int         // where last was seen
	year          int         // year of the last month or day that had its year, 0 if none
	yearSentence  int         // where it was seen
	yearParagraph int
	dotted12      bool // a time of day was written with a dot: "6.05am"
}

// item is one temporal expression in the making.
type item struct {
	lo, hi   int // tokens
	typ      corpus.DateType
	p, q     timex.Point // what it names; q ends an interval
	interval bool
	fixed    string // value without a Point: PRESENT_REF
	amount   quantity
	unit     int8 // of a duration or set
	set      bool // amount and unit say how often
	mixed    bool // the amount was said in two units: "one hour 20 minutes"
	mod      int8
	approx   bool
	clipped  int8 // -1: ends at the reference, 1: begins there
	anchor   string
	alt      timex.Point
	zone     string
	moved    bool // an amount away from an anchor: "two years ago"
	article  bool // "the" belongs to it
	bare     bool // no year of its own, may be re-anchored
	weekday  int8 // named weekday
}

// enterBlock makes the stamp of the live entry at byte offset at the reference,
// or the publication date outside of one.
func (p *parser) enterBlock(at int) {
	for p.block < len(p.blocks) && p.blocks[p.block].End <= at {
		p.block++
	}
	p.ref = p.published
	if p.block == len(p.blocks) || p.blocks[p.block].Start > at {
		return
	}
	if m := readMoment(p.blocks[p.block].Time); m.known {
		m.source = "text"
		p.ref = m
	}
}

// scan extracts from one sentence.
func (p *parser) scan(dst []corpus.Date) []corpus.Date {
	p.done = p.lo
	for i := p.lo; i < p.hi; {
		if !p.candidate(i) {
			i++
			continue
		}
		it, ok := p.at(i)
		if !ok {
			i++
			continue
		}
		p.compose(&it)
		p.pair(&it)
		p.qualify(&it)
		dst = append(dst, p.emit(&it))
		p.dateline(&it)
		p.done = it.hi
		i = max(it.hi, i+1)
	}
	return dst
}

// deepest bounds expressions within expressions ("two days before Easter").
const deepest = 4

// at parses the expression whose core begins at token i.
func (p *parser) at(i int) (item, bool) {
	if p.depth >= deepest {
		return item{}, false
	}
	p.depth++
	it, ok := p.core(i)
	p.depth--
	return it, ok
}

func (p *parser) core(i int) (item, bool) {
	switch p.toks[i].Kind {
	case token.Number:
		return p.numberAt(i)
	case token.Word:
		w := p.t.Word(i)
		if e, ok := words.lookup(w); ok {
			return p.wordAt(i, e)
		}
		return p.businessYear(i, w)
	}
	return item{}, false
}

// candidate rejects, without parsing, most tokens that begin no expression.
func (p *parser) candidate(i int) bool {
	k := &p.toks[i]
	if k.Kind == token.Number {
		return true
	}
	if k.Kind != token.Word {
		return false
	}
	w := p.t.Source[k.Start:k.End]
	e, ok := words.lookup(w)
	if !ok && w[0] == 'F' && len(w) <= 6 && len(w) >= 4 && w[1] == 'Y' {
		return true // FY24
	}
	if !ok || !begins[e.class] {
		return false
	}
	switch e.class {
	case article:
		if k.End-k.Start == 3 { // the
			return false
		}
		fallthrough
	case vague, every, same, cardinal:
		return p.promising(i+1) || p.is(i, "recent") || e.class == cardinal && e.val <= 12 && p.hourly(i)
	case shift:
		return p.promising(i+1) || e.val <= 0
	}
	return true
}

// hourly reports whether a time of the day may follow the word before token i.
func (p *parser) hourly(i int) bool {
	switch p.word(i - 1) {
	case "at", "At", "by", "By", "after", "After", "before", "Before", "past", "gone", "of", "on", "for", "until", "Until", "about", "around", "exactly", "precisely", "just", "half":
		return true
	}
	return false
}

// promising reports whether token i can go on an expression.
func (p *parser) promising(i int) bool {
	if i >= p.hi {
		return false
	}
	k := &p.toks[i]
	if k.Kind != token.Word {
		return k.Kind == token.Number || p.dash(i)
	}
	w := p.t.Source[k.Start:k.End]
	if _, ok := words.lookup(w); ok {
		return true
	}
	return p.any(i, "of", "and", "past", "to", "in", "at", "that", "single", "successive", "other", "o'clock", "o’clock", "oclock", "p", "a")
}

func (p *parser) wordAt(i int, e entry) (item, bool) {
	switch e.class {
	case month:
		return p.monthAt(i, e)
	case weekday:
		return p.weekdayAt(i, e)
	case unit:
		return p.unitAt(i, e)
	case cardinal, vague, article:
		return p.quantityAt(i)
	case ordinal:
		return p.ordinalAt(i, e)
	case deictic:
		return p.deicticAt(i, e)
	case shift:
		return p.shiftAt(i, e)
	case same:
		return p.sameAt(i)
	case season:
		return p.seasonAt(i, e)
	case clock:
		return p.clockAt(i)
	case adverb:
		return p.adverbAt(i, e)
	case presence:
		return p.presenceAt(i, e)
	case every:
		return p.everyAt(i)
	case decades:
		return p.decadesAt(i, e)
	case daypart:
		return p.daypartAt(i, e)
	case tense:
		return p.tenseAt(i)
	case lasting:
		it := item{lo: i, hi: i + 1, typ: corpus.DateDuration, unit: int8(e.val)}
		it.amount = quantity{tenths: 10, unknown: e.flag&plural != 0}
		return it, true
	case holiday:
		return p.holidayAt(i)
	case quarterQ:
		return p.quarterAt(i)
	case fiscal:
		return p.fiscalAt(i)
	}
	return item{}, false
}

// word is the text of token i, "" outside the sentence.
func (p *parser) word(i int) string {
	if i < p.lo || i >= p.hi {
		return ""
	}
	return p.t.Word(i)
}

// lex is the lexicon's entry for token i.
func (p *parser) lex(i int) entry {
	if i < p.lo || i >= p.hi || p.toks[i].Kind != token.Word {
		return entry{}
	}
	e, _ := words.lookup(p.t.Word(i))
	return e
}

// is reports whether token i is the lower-case word w, in any case.
func (p *parser) is(i int, w string) bool {
	g := p.word(i)
	return len(g) == len(w) && equalFold(w, g)
}

// any reports whether token i is one of the words.
func (p *parser) any(i int, ws ...string) bool {
	for _, w := range ws {
		if p.is(i, w) {
			return true
		}
	}
	return false
}

// glued reports whether token i follows the one before without a space.
func (p *parser) glued(i int) bool { return i > p.lo && i < p.hi && !p.toks[i].SpaceBefore }

// dash reports whether token i is a hyphen or dash.
func (p *parser) dash(i int) bool {
	switch p.word(i) {
	case "-", "–", "—", "‑", "~":
		return true
	}
	return false
}

// integer reads token i as a whole number without signs, -1 if it is none.
func (p *parser) integer(i int) int {
	if i < p.lo || i >= p.hi || p.toks[i].Kind != token.Number {
		return -1
	}
	return atoi(p.t.Word(i))
}

// atoi reads up to 8 digits, -1 for anything else.
func atoi(s string) int {
	if s == "" || len(s) > 8 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
