package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// Marks that bound gaps, weakest first.
const (
	markNone  uint8 = iota
	markSoft        // quotation marks: gaps pass over them
	markComma       // , ( ) : and dashes
	markStop        // ;
)

// document is one article laid out by token: what stands at each and which
// fact covers it. It is reused from article to article.
type document struct {
	x    *Extractor
	art  *corpus.Article
	text *token.Text
	figs []corpus.Figure
	ents []corpus.Entity

	quotes []corpus.Quote
	dates  []corpus.Date

	forms   []int32
	mark    []uint8
	sentOf  []int32
	sents   []token.Range // sentences; a short question is one with its answer
	heading []int32       // the sentence that heads the list a sentence is in, -1 none
	phrased []bool        // the event is named by a phrase of several words: "shot and killed"
	eventAt []int16       // index of the event group named at the token, -1 none
	bearAt  []int16       // index of the bearer group named at the token, -1 none

	figAt, figOver   []int32 // figure that starts at, covers the token; -1 none
	dateAt, dateOver []int32
	entAt, entOver   []int32

	figStart, figEnd   []int32 // tokens of each figure
	dateStart, dateEnd []int32
	entStart, entEnd   []int32
	types              []uint16 // type of each mention's actor, as a bit
	figNoun            []int32  // head of the noun counted, -1 none
	figUnit            []uint32 // bits of the unit's dimension

	matcher           matcher
	reportDate        []bool // dates of reports
	usedFig, usedDate []bool // values an attribute took
	dated             []bool // dates that are the value of a claim

	main      int16   // index of the main event group, -1 none
	told      uint64  // event groups the article speaks of, as bits
	weights   []int   // weight of the strong words of each event group
	weak      []int   // weight of its weak words
	who       []actor // distinct entities by order of first mention
	whoOf     []int32 // index into who of each mention
	votes     []vote  // which common nouns stand for which actor
	index     map[string]int32
	last      map[string]int32 // actors of several words by the last
	firstYear string           // year of the article's first full date, "" none
	pastYear  string           // the year an article looks back at, "" none
	title     token.Text
	missed    []string       // names the entity model left out
	converted []bool         // sums that give the one before them in another currency
	topics    []int32        // subject of the claims of each sentence so far, index into who or -1
	runs      []token.Range  // matches of one value each
	leads     []lead         // main actors worked out so far
	about     []lead         // what the article is about, of some types
	own       []ownDate      // dates that verbs may tell of the event itself
	order     []int32        // claims by their place in the text
	sorted    []corpus.Claim // the claims in that order
	avoid     int32          // actor that is the value at hand and cannot be the bearer too, -1 none
}

// load lays out an article.
func (d *document) load(in Input) {
	d.art, d.text = in.Article, in.Text
	d.dates, d.ents, d.quotes = in.Facts.Dates, in.Facts.Entities, in.Facts.Quotes
	d.figs = withDurations(d.figs[:0], in.Facts.Figures, d.dates)
	n := len(d.text.Tokens)
	d.forms, d.mark, d.sentOf = resize(d.forms, n), resize(d.mark, n), resize(d.sentOf, n)
	d.lookup()
	starts := func(i int) (int32, int32) { t := d.text.Tokens[i]; return t.Start, t.End }
	d.figAt, d.figOver, d.figStart, d.figEnd = layOut(n, starts, len(d.figs), func(i int) corpus.Span { return d.figs[i].Span }, d.figAt, d.figOver, d.figStart, d.figEnd)
	d.dateAt, d.dateOver, d.dateStart, d.dateEnd = layOut(n, starts, len(d.dates), func(i int) corpus.Span { return d.dates[i].Span }, d.dateAt, d.dateOver, d.dateStart, d.dateEnd)
	d.layOutNames()
	d.readTitle()
	d.missedNames()
	d.groups()
	d.figureNouns()
	d.sums()
	d.topics = filled(d.topics, len(d.sents))
	d.actors()
	d.mainEvent()
	d.leads, d.about = d.leads[:0], d.about[:0]
	d.firstYear, d.pastYear = d.findYear(), d.findPastYear()
}

// readTitle splits the headline into words; one too long is read as none.
func (d *document) readTitle() {
	title := d.art.Title
	if len(title) > maxTitle {
		title = ""
	}
	d.title.Reset(title, corpus.Span{})
}

// layOutNames finds the tokens of the mentions.
func (d *document) layOutNames() {
	starts := func(i int) (int32, int32) { t := d.text.Tokens[i]; return t.Start, t.End }
	d.entAt, d.entOver, d.entStart, d.entEnd = layOut(len(d.text.Tokens), starts, len(d.ents), func(i int) corpus.Span { return d.ents[i].Span }, d.entAt, d.entOver, d.entStart, d.entEnd)
}

// resize returns a slice of length n with zero elements, reusing memory.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

func filled[T int16 | int32](s []T, n int) []T {
	s = resize(s, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

// layOut finds the tokens of a sorted list of facts: which fact starts at a
// token, which covers it, and the token range of each. Facts that meet no
// token, or lie inside an earlier one, get an empty range.
func layOut(n int, tok func(int) (int32, int32), facts int, span func(int) corpus.Span, at, over, start, end []int32) (a, o, s, e []int32) {
	at, over = filled(at, n), filled(over, n)
	start, end = resize(start, facts), resize(end, facts)
	t := 0
	for f := 0; f < facts; f++ {
		sp := span(f)
		for t < n {
			if _, te := tok(t); int(te) > sp.Start {
				break
			}
			t++
		}
		first := t
		if first < n && over[first] >= 0 {
			start[f], end[f] = int32(first), int32(first)
			continue
		}
		last := first
		for last < n {
			if ts, _ := tok(last); int(ts) >= sp.End {
				break
			}
			over[last] = int32(f)
			last++
		}
		start[f], end[f] = int32(first), int32(last)
		if last > first {
			at[first] = int32(f)
		}
	}
	return at, over, start, end
}

// lookup numbers the words and classes the marks.
func (d *document) lookup() {
	for i := range d.text.Tokens {
		k := d.text.Tokens[i]
		w := d.text.Source[k.Start:k.End]
		switch k.Kind {
		case token.Word:
			d.forms[i] = d.x.lex.lookup(w)
		case token.Punct, token.Symbol:
			d.forms[i] = d.x.lex.lookup(w)
			d.mark[i] = markOf(w, k.SpaceBefore)
		case token.Quote:
			d.mark[i] = markSoft
		}
	}
	d.layOutSentences()
}

func markOf(w string, space bool) uint8 {
	switch w {
	case ";", "•", "*", "|":
		return markStop
	case ",", "(", ")", ":", "—", "–", "[", "]", "…", ".", "!", "?":
		return markComma
	case "-":
		if space {
			return markComma
		}
	}
	return markNone
}

// groups marks the tokens that name an event or a kind of bearer.
func (d *document) groups() {
	n := len(d.forms)
	d.eventAt, d.bearAt, d.phrased = filled(d.eventAt, n), filled(d.bearAt, n), resize(d.phrased, n)
	for i, f := range d.forms {
		if f <= 0 || d.dateOver[i] >= 0 {
			continue
		}
		if d.entOver[i] >= 0 && d.text.Tokens[i].Shape != token.Lower {
			d.eventAt[i] = d.namedEvent(int32(i))
			continue
		}
		d.bearAt[i] = d.x.bearerOf(f)
		if d.x.either.has(f) && d.ofPerson(int32(i)) {
			d.bearAt[i] = d.x.personBearer
		}
		d.eventAt[i] = d.x.eventOf(f)
		if d.eventAt[i] >= 0 && d.weakAt(int32(i)) && d.ofMoney(int32(i)) {
			d.eventAt[i] = -1
		}
		for _, p := range d.x.phrasesAt(f) {
			if d.phraseAt(i, p.words) {
				d.eventAt[i], d.phrased[i] = p.group, !p.weak
			}
		}
	}
}

// ofPerson reports whether a word that can mean a vehicle or a person means a
// person at token i: "the 25-year-old coach", "their coach, 25", "the coach, who".
func (d *document) ofPerson(i int32) bool {
	if i > 0 && strings.EqualFold(d.word(i-1), "old") {
		return true
	}
	if int(i)+2 >= len(d.forms) || d.word(i+1) != "," {
		return false
	}
	f := d.figAt[i+2]
	return f >= 0 && (d.figs[f].Kind == corpus.Age || d.figs[f].Kind == corpus.Count) || strings.EqualFold(d.word(i+2), "who")
}

// namedEvent is the kind of event the name over token i is of: "Juniper Fire",
// "Hurricane Odile"; -1 if the token is not the word that tells.
func (d *document) namedEvent(i int32) int16 {
	n := d.entOver[i]
	g := d.x.eventOf(d.forms[i])
	if g < 0 || d.ents[n].Type == corpus.Person || d.entEnd[n]-d.entStart[n] < 2 {
		return -1
	}
	switch {
	case d.x.storm.has(d.forms[i]):
		return g
	case i == d.entEnd[n]-1 && d.x.disaster.has(d.forms[i]):
		return g
	case i == d.entEnd[n]-1 && d.ents[n].Type == corpus.Event:
		return g
	}
	return -1
}

// ofMoney reports whether a verb like "fell" at token i tells of prices: they
// are named before it, or a percentage follows.
func (d *document) ofMoney(i int32) bool {
	for k := i - 1; k >= 0 && k > i-9 && d.sentOf[k] == d.sentOf[i]; k-- {
		if d.is(k, d.x.finance) {
			return true
		}
	}
	for k := i + 1; k < i+5 && int(k) < len(d.forms); k++ {
		if f := d.figAt[k]; f >= 0 {
			return d.figs[f].Kind == corpus.Percent || d.figs[f].Kind == corpus.Money
		}
	}
	return false
}

func (d *document) phraseAt(i int, words []wordSet) bool {
	if i+len(words) > len(d.forms) {
		return false
	}
	for k, s := range words {
		if !s.has(d.forms[i+k]) {
			return false
		}
	}
	return true
}

// figureNouns finds the head of the noun each figure counts and the dimension
// of its unit.
func (d *document) figureNouns() {
	n := len(d.figs)
	d.figNoun, d.figUnit = filled(d.figNoun, n), resize(d.figUnit, n)
	for i := range d.figs {
		d.figUnit[i] = dimensionOf(d.figs[i].Unit)
		c := d.figs[i].Counted
		if c.Empty() {
			continue
		}
		for t := d.figStart[i]; int(t) < len(d.forms) && int(d.text.Tokens[t].Start) < c.End; t++ {
			if int(d.text.Tokens[t].Start) >= c.Start && d.text.Tokens[t].Kind == token.Word {
				d.figNoun[i] = t
			}
		}
		if d.figNoun[i] < 0 {
			d.figNoun[i] = d.tokenBefore(int32(c.End))
		}
	}
}

// tokenBefore is the last token that starts before a byte offset, -1 if none.
func (d *document) tokenBefore(off int32) int32 {
	lo, hi := 0, len(d.text.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.text.Tokens[mid].Start < off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo) - 1
}

// reach bounds how far around a token its sentence is read, so that a text
// without full stops costs no more than another.
const reach = 200

// sentence is the token range of the sentence of token t, at most reach tokens
// to either side.
func (d *document) sentence(t int32) (lo, hi int32) {
	if int(t) >= len(d.sentOf) {
		t = int32(len(d.sentOf)) - 1
	}
	r := d.sents[d.sentOf[t]]
	return max(r.First, t-reach), min(r.End, t+reach)
}

// span is the byte range of tokens [lo, hi).
func (d *document) span(lo, hi int32) corpus.Span {
	return d.text.Span(token.Range{First: lo, End: hi})
}

// is reports whether token i is a word of the set.
func (d *document) is(i int32, s wordSet) bool {
	return i >= 0 && int(i) < len(d.forms) && s.has(d.forms[i])
}

// word is the text of token i.
func (d *document) word(i int32) string { return d.text.Word(int(i)) }
