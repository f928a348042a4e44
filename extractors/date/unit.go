package date

import (
	"twosource/corpus"
	"twosource/corpus/timex"
	"twosource/extractors/token"
)

// theUnit parses "the day", "the year" as the current one, where the sentence
// speaks of its end or of the whole of it.
func (p *parser) theUnit(i int, e entry) (item, bool) {
	if !p.is(i-1, "the") || p.toks[i].Shape != token.Lower {
		return item{}, false
	}
	prev := p.any(i-2, "for", "ended", "ending", "end", "later", "earlier", "early", "late", "finish", "finished", "closed", "finishing", "closing") ||
		p.is(i-2, "in") && p.any(i-3, "later", "earlier", "early", "late") || p.is(i-2, "of") && p.any(i-3, "end", "start", "rest", "beginning", "remainder")
	if !prev || p.any(i+1, "of", "when", "that", "after", "before") || p.dash(i+1) || p.noun(i+1) {
		return item{}, false
	}
	it := item{lo: i, hi: i + 1, typ: corpus.DateDay, article: true, anchor: p.ref.source}
	if e.val == uDay && p.lastDay.Resolved() && p.sentence-p.lastSentence <= 2 && p.lastDay.Gran == timex.DayGran {
		it.p, it.anchor = p.lastDay, "text"
		return it, true
	}
	pt, ok := p.shifted(e.val, 0)
	it.p = pt
	return it, ok
}
