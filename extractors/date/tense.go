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
	for i := lo - 1; i >= p.lo && i >= lo-reach; i-- {
		if w := p.word(i); w == ";" || w == ":" || w == "—" {
			break
		}
		if v := p.verb(i); v != 0 {
			return v
		}
	}
	for i := hi; i < p.hi && i < hi+reach; i++ {
		if w := p.word(i); w == ";" || w == ":" {
			break
		}
		if v := p.verb(i); v != 0 {
			return v
		}
	}
	return 0
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
	if tenses[w] != 0 {
		if p.any(i-1, "be", "to") && tenses[w] < 0 {
			return 1
		}
		return int(tenses[w])
	}
	n := len(w)
	if n > 3 && w[n-2:] == "ll" && w[n-3] != 'a' && w[n-3] != 'e' && w[n-3] != 'i' && (w[n-3] == '\'' || w[n-3] == 0x99) {
		return 1
	}
	if n > 4 && w[n-2:] == "ed" && !p.any(i, "need", "speed", "indeed", "hundred", "exceed", "proceed", "feed", "seed", "breed", "united") {
		if p.is(i-1, "be") {
			return 1
		}
		return -1
	}
	return 0
}

// tenses are words that show the time of their sentence.
var tenses = func() map[string]int8 {
	m := map[string]int8{}
	for _, w := range []string{"will", "won’t", "won't", "would", "shall", "may", "might", "could", "can", "must", "should", "upcoming", "due", "scheduled",
		"expected", "expects", "expect", "plans", "plan", "planned", "planning", "slated", "deadline", "hopes", "aims", "intends", "until", "going", "set", "likely"} {
		m[w] = 1
	}
	for _, w := range []string{"was", "were", "had", "did", "said", "told", "fell", "rose", "came", "went", "made", "took", "began", "left", "met", "won", "lost",
		"has", "have", "been", "broke", "brought", "built", "bought", "caught", "chose", "drew", "drove", "felt", "fought", "found", "flew", "gave", "got", "grew",
		"held", "hit", "kept", "knew", "led", "paid", "ran", "saw", "sold", "sent", "shot", "sank", "spoke", "spent", "stood", "struck", "swept", "taught", "thought",
		"threw", "wrote", "became", "sought", "since", "cut", "tore", "wore", "died", "burst", "quit", "filed", "agreed", "saying", "after", "shut", "blew", "ago", "sued"} {
		m[w] = -1
	}
	return m
}()

// nearDay picks, of the days in the ring of candidates before and after the
// reference, the one the tense asks for. before ≤ reference < after.
func pick(before, after, ref timex.Day, tense int) timex.Day {
	switch {
	case tense < 0:
		return before
	case tense > 0:
		if before == ref {
			return before
		}
		return after
	case int(after-ref)*2 < int(ref-before):
		return after
	}
	return before
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
	if p.contextYear(tense) {
		return p.year
	}
	ahead := (m - now + 12) % 12
	switch {
	case ahead == 0 || tense < 0 && m <= now || tense > 0 && m >= now:
		return y
	case tense < 0:
		return y - 1
	case tense > 0:
		return y + 1
	case ahead <= 3:
		return y + b2i(m < now)
	}
	return y - b2i(m > now)
}

// dayYear is the year of a month and day named without one.
func (p *parser) dayYear(m, d, tense int) int {
	y, _, _ := p.ref.day.Civil()
	if p.contextYear(tense) {
		return p.year
	}
	at := func(y int) timex.Day { return timex.Date(y, m, min(d, timex.DaysIn(y, m))) }
	this := at(y)
	if this <= p.ref.day {
		return yearOf(pick(this, at(y+1), p.ref.day, tense))
	}
	return yearOf(pick(at(y-1), this, p.ref.day, tense))
}

func yearOf(d timex.Day) int {
	y, _, _ := d.Civil()
	return y
}

// contextYear reports whether the paragraph tells of another year: its last
// explicit year is past and not the reference's.
func (p *parser) contextYear(tense int) bool {
	if p.year == 0 || tense > 0 {
		return false
	}
	y := yearOf(p.ref.day)
	return p.year < y-1
}
