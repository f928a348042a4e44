package date

import (
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// reach is how many tokens around a date are read for its tense.
const reach = 14

// tense is the time of the verb nearest to the tokens lo to hi: -1 past, 1
// future, 0 unknown. The verb before the date counts first: in "said Friday it
// will" Friday is past.
func (p *parser) tense(lo, hi int) int {
	if p.arranged(lo) {
		return 1
	}
	thing := 0
	for i := lo - 1; i >= p.lo && i >= lo-reach; i-- {
		if w := p.word(i); w == ";" || w == ":" || w == "—" {
			break
		}
		switch v := p.verb(i); {
		case v > 0 && p.thing(i):
			thing = v
		case v != 0:
			return v
		}
	}
	if thing != 0 {
		return thing
	}
	for i := hi; i < p.hi && i < hi+reach; i++ {
		if w := p.word(i); w == ";" || w == ":" {
			break
		}
		if v := p.verb(i); v < 0 || v > 0 && !p.planned(i) {
			return v
		}
	}
	return 0
}

// tenseOf is the tense of a date of the calendar. One that only says which thing
// is meant does not share the future of its sentence: "will testify about the
// July 25 call".
func (p *parser) tenseOf(lo, hi int) int {
	t := p.tense(lo, hi)
	if t > 0 && p.noun(hi) && p.any(lo-1, "the", "'s", "’s", "his", "her", "its", "their", "that", "this") {
		return 0
	}
	return t
}

// thing reports whether token i is a plan or a deadline rather than a verb: what
// is done to it tells the time, as in "approved the plan on Thursday".
func (p *parser) thing(i int) bool {
	return p.any(i, "plan", "plans", "deadline") && (i+1 >= p.hi || p.toks[i+1].Kind != token.Word || p.lex(i+1).class != none ||
		p.any(i+1, "on", "for", "in", "at", "by", "of", "from"))
}

// planned reports whether token i is a participle that looks ahead only from
// in front of the date: "scheduled for Friday", but not "On Friday he planned".
func (p *parser) planned(i int) bool {
	w := p.word(i)
	return len(w) > 2 && w[len(w)-2:] == "ed" || w == "due" || w == "deadline" || w == "until" || w == "plan"
}

// willBefore reports whether a future verb stands in the few tokens before i.
func (p *parser) willBefore(i int) bool {
	for j := i - 1; j >= p.lo && j >= i-8; j-- {
		if w := p.word(j); w == "," || w == ";" {
			return false
		}
		switch v := p.verb(j); {
		case v > 0:
			return true
		case v < 0:
			return false
		}
	}
	return false
}

// verb is the tense token i shows: -1, 0 or 1.
func (p *parser) verb(i int) int {
	k := p.toks[i]
	if k.Kind != token.Word || k.Shape == token.Title && i > p.lo || k.Shape == token.Upper {
		return 0
	}
	w := p.t.Word(i)
	switch len(w) {
	case 0, 1:
		return 0
	}
	if w == "until" && (p.not(i) || p.lex(i+1).class == edge && p.lex(i+2).class == month || p.lex(i+1).class == month) {
		return 0
	}
	if w == "set" && p.any(i+1, "to", "for") && p.any(i-1, "is", "are", "was", "were", "now") {
		return 1
	}
	if p.is(i+1, "to") && p.any(i, "forecast", "predicted", "projected", "likely", "poised", "bound", "supposed") && p.any(i-1, "is", "are", "was", "were", "be") {
		return 1
	}
	if p.any(i, "takes", "take", "goes", "go", "comes", "come") && (p.is(i+1, "effect") || p.is(i+1, "into") && p.any(i+2, "effect", "force")) {
		return 1
	}
	if w == "expected" && p.any(i-1, "than", "as") {
		return 0 // later than expected
	}
	if v := tenses[w]; v != 0 {
		if v < 0 && p.is(i-1, "be") {
			return 0
		}
		return int(v)
	}
	n := len(w)
	if n > 3 && w[n-2:] == "ll" && w[n-3] != 'a' && w[n-3] != 'e' && w[n-3] != 'i' && (w[n-3] == '\'' || w[n-3] == 0x99) {
		return 1
	}
	if n > 4 && w[n-2:] == "ed" && !p.any(i, "need", "speed", "indeed", "hundred", "exceed", "proceed", "feed", "seed", "breed", "united") {
		if p.is(i-1, "be") {
			return 0
		}
		return -1
	}
	return 0
}

// not reports whether the words before token i deny: "was not found until".
func (p *parser) not(i int) bool {
	for j := i - 1; j >= p.lo && j >= i-7; j-- {
		if p.any(j, "not", "never", "nobody", "n't") {
			return true
		}
		if w := p.word(j); len(w) > 4 && (w[len(w)-3:] == "n't" || w[len(w)-2:] == "’t") {
			return true
		}
	}
	return false
}

// tenses are words that show the time of their sentence.
var tenses = func() map[string]int8 {
	m := map[string]int8{}
	for _, w := range []string{"will", "won’t", "won't", "would", "shall", "may", "might", "upcoming", "due", "scheduled",
		"expected", "expects", "expect", "plans", "plan", "planning", "slated", "hopes", "aims", "intends", "until", "starting", "must", "unless", "deadline"} {
		m[w] = 1
	}
	for _, w := range []string{"was", "were", "had", "did", "said", "told", "fell", "rose", "came", "went", "made", "took", "began", "left", "met", "won", "lost",
		"has", "have", "been", "broke", "brought", "built", "bought", "caught", "chose", "drew", "drove", "felt", "fought", "found", "flew", "gave", "got", "grew",
		"held", "hit", "kept", "knew", "led", "paid", "ran", "saw", "sold", "sent", "shot", "sank", "spoke", "spent", "stood", "struck", "swept", "taught", "thought",
		"threw", "wrote", "became", "sought", "set", "cut", "tore", "wore", "died", "burst", "quit", "filed", "agreed", "saying", "shut", "blew", "sued"} {
		m[w] = -1
	}
	return m
}()

// Weights of the distance to a candidate the tense speaks against.
const (
	againstFuture = 4 // a past date in the future tense
	againstPast   = 8 // a coming date in the past tense
	unknownFuture = 2 // a coming date, no tense
)

// ahead decides between a date behind at distance back and its next occurrence
// at distance on: the tense counts, unless the other is much nearer, as in
// "has a June 1 deadline" at the end of May.
func ahead(back, on, tense int) bool {
	switch {
	case tense > 0:
		return on <= back*againstFuture
	case tense < 0:
		return on*againstPast < back
	}
	return on*unknownFuture < back
}

// weekdayDay is the day a bare weekday means: the last one not after the
// reference, in the future tense the next one.
func (p *parser) weekdayDay(wd, tense int) timex.Day {
	back := timex.Day((p.ref.day.Weekday() - wd + 7) % 7)
	if tense > 0 && back > 0 {
		return p.ref.day - back + 7
	}
	return p.ref.day - back
}

// monthYear is the year of a month that is named without one.
func (p *parser) monthYear(m, tense int) int {
	y, now, _ := p.ref.day.Civil()
	on := (m - now + 12) % 12
	if on == 0 {
		return y
	}
	next := y + b2i(m < now)
	if !ahead(12-on, on+b2i(tense < 0), tense) {
		next--
	}
	if p.contextYear(tense, next*12+m > y*12+now) {
		return p.year
	}
	return next
}

// dayYear is the year of a month and day named without one.
func (p *parser) dayYear(m, d, tense int) int {
	return p.nearYear(tense, func(y int) timex.Day { return timex.Date(y, m, min(d, timex.DaysIn(y, m))) })
}

// nearYear is the year in which on falls where the tense wants it, by the
// reference or by the year the text is speaking of.
func (p *parser) nearYear(tense int, on func(year int) timex.Day) int {
	ref := p.ref.day
	back := on(yearOf(ref))
	if back > ref {
		back = on(yearOf(ref) - 1)
	}
	next := on(yearOf(back) + 1)
	day := back
	if back != ref && ahead(int(ref-back), int(next-ref), tense) {
		day = next
	}
	if day > ref || day < ref-fresh {
		if p.contextYear(tense, day > ref) {
			return p.year
		}
	}
	return yearOf(day)
}

// fresh is how many days before the reference a date is taken for news,
// whatever year the text spoke of.
const fresh = 7

func yearOf(d timex.Day) int {
	y, _, _ := d.Civil()
	return y
}

// toldYear is the year a text without a date is speaking of: that of the last
// date of its paragraph that gave one, a few sentences back; 0 if there is none.
func (p *parser) toldYear() int {
	if p.yearParagraph != p.paragraph || p.sentence-p.yearSentence > 4 {
		return 0
	}
	return p.year
}

// contextYear reports whether the text tells of another year: the last date
// with its year is close and lies further back. Coming says that the reference
// would put the date into the future, which a past tense rules out.
func (p *parser) contextYear(tense int, coming bool) bool {
	if p.year == 0 || tense > 0 || p.year >= yearOf(p.ref.day)-1 {
		return false
	}
	gap := p.sentence - p.yearSentence
	return gap <= 2 && p.yearParagraph == p.paragraph || coming && tense < 0 && gap <= 15
}
