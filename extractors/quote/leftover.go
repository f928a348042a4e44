package quote

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// leftover decides about a quotation that no frame took: it continues a speech,
// is opened by a colon, stands in a headline, or is a term, title or scare
// quote.
func (x *extractor) leftover(si, i, lo, hi int) {
	q := x.items[i].quote
	k := &x.quotes[q]
	k.used = true
	x.readTo(i)
	switch {
	case x.bare:
		x.alone(si, i, lo, hi)
	case i > lo && x.items[i-1].punct == ':' && x.listed(i, hi):
	case i > lo && x.items[i-1].punct == ':':
		x.afterColon(si, i, lo)
	case x.headline(si, i, lo, hi):
	default:
		x.embedded(si, i, lo, hi)
	}
}

// listed reports whether the quotation is the first of a list of terms.
func (x *extractor) listed(i, hi int) bool {
	if x.quotes[x.items[i].quote].words > 6 {
		return false
	}
	for j := i + 1; j < hi && j < i+4; j++ {
		if x.items[j].quote >= 0 {
			return true
		}
		if x.items[j].punct != ',' && x.items[j].is&coord == 0 {
			return false
		}
	}
	return false
}

// onlyMarks reports whether a sentence is nothing but quotations, apart from
// punctuation and a conjunction that opens it.
func (x *extractor) onlyMarks(lo, hi int) bool {
	for j := lo; j < hi; j++ {
		if it := &x.items[j]; it.punct == 0 && it.quote < 0 && !(j == lo && it.is&coord != 0) {
			return false
		}
	}
	return true
}

// alone attributes a sentence that is all quotation: to the speaker of this
// paragraph, of the paragraph before, or the subject just introduced.
func (x *extractor) alone(si, i, lo, hi int) {
	q := x.items[i].quote
	k := &x.quotes[q]
	final := x.finalMark(q)
	closed := final != 0 && final != ',' || hi > i+1 && x.terminal(hi-1)
	if !closed && x.t.Paragraphs[k.lastPar].End == k.close && (x.t.Paragraphs[k.par].First == k.open) && k.lastPar == k.par && !x.introduced(si) {
		return // a heading in marks
	}
	s, rule := x.continued(si, i)
	k.speech = true
	last := x.chain(q)
	if last != q && x.resumes(si, k, s) {
		x.out[len(x.out)-1].End = int(x.t.Tokens[x.quotes[last].end-1].End)
	} else {
		x.emit(k.first, x.quotes[last].end, corpus.Direct, s, corpus.Span{}, "", rule)
	}
	x.spoke(s, i, x.quotes[last].lastPar)
}

// chain marks the quotations that go on from q, paragraph by paragraph, as
// used and returns the last.
func (x *extractor) chain(q int32) int32 {
	last := q
	for joinRunOn && x.quotes[last].runs && int(last)+1 < len(x.quotes) && x.quotes[last+1].par == x.quotes[last].par+1 {
		last++
	}
	if !x.endsParagraph(&x.quotes[last]) {
		return q // the last part has an attribution of its own
	}
	for i := q + 1; i <= last; i++ {
		x.quotes[i].used, x.quotes[i].speech = true, true
	}
	return last
}

func (x *extractor) endsParagraph(k *quoted) bool { return x.t.Paragraphs[k.lastPar].End == k.close }

// resumes reports whether quotation k, which runs over several paragraphs, goes
// on from the quotation before it in the same paragraph: “A,” he said. “B …
func (x *extractor) resumes(si int, k *quoted, s speaker) bool {
	if len(x.out) == 0 || x.lastPar != x.sents[si].par || x.lastQuote.agent != s.agent {
		return false
	}
	o := &x.out[len(x.out)-1]
	return o.Kind == corpus.Direct && o.End < int(x.t.Tokens[k.first].Start)
}

const joinRunOn = true

// introduced reports whether the sentence before ends with a colon.
func (x *extractor) introduced(si int) bool {
	if si == 0 {
		return false
	}
	p := &x.sents[si-1]
	return x.items[p.end-1].punct == ':'
}

// continued names the speaker of a quotation without a frame.
func (x *extractor) continued(si, i int) (speaker, string) {
	par := x.sents[si].par
	if x.introduced(si) {
		p := x.sents[si-1]
		if x.subject = x.lastSubject(si - 1); x.subject.agent >= 0 || x.subject.name != "" {
			return x.subject, "introduced"
		}
		if s := x.sentenceSubject(si-1, int(p.first), int(p.end)); s.agent >= 0 {
			return s, "introduced"
		}
	}
	if s := x.betweenSubject(si); s.agent >= 0 {
		return s, "subject before"
	}
	if x.lastQuote.agent >= 0 || x.lastQuote.name != "" {
		s := x.lastQuote
		s.sure = 0.85
		if par > x.lastPar+1 {
			s.sure = 0.6
		}
		return s, "continued"
	}
	return nobody, "continued"
}

// lastSubject is the speaker quoted in sentence si, if any.
func (x *extractor) lastSubject(si int) speaker {
	if x.lastAt > int(x.sents[si].first) && x.lastAt <= int(x.sents[si].end) {
		return x.lastQuote
	}
	return nobody
}

// betweenSubject is the person who is the subject of the sentence right before,
// where that sentence came after the last quotation.
func (x *extractor) betweenSubject(si int) speaker {
	for n := 1; n <= 2 && si-n >= 0; n++ {
		p := x.sents[si-n]
		if int(p.end) <= x.lastAt || x.lastAt > int(p.first) {
			return nobody
		}
		if p.furniture || p.end-p.first < 4 || !x.terminal(int(p.end)-1) && x.items[p.end-1].punct != ':' {
			continue
		}
		s := x.sentenceSubject(si-n, int(p.first), int(p.end))
		if s.agent >= 0 && (x.agents[s.agent].kind == person || x.agents[s.agent].spoke >= 0 && x.agents[s.agent].kind != place) {
			return s
		}
		return nobody
	}
	return nobody
}

// afterColon attributes a quotation opened by a colon to the label or subject
// before it.
func (x *extractor) afterColon(si, i, lo int) {
	k := &x.quotes[x.items[i].quote]
	s := nobody
	cue := x.spanOf(i-1, i)
	if i-1-lo <= 4 && i-1 > lo && !x.hasVerb(lo, i-1) && x.nominal(i-2) {
		s = x.resolve(before{np: phrase{int32(lo), int32(i - 1)}})
	} else {
		s = x.sentenceSubject(si, lo, i-1)
	}
	if s.agent < 0 && s.name == "" {
		s = x.lastQuote
	}
	k.speech = true
	x.emit(k.first, k.end, corpus.Direct, s, cue, "", "colon")
	x.spoke(s, i, k.lastPar)
}

// headline takes the words in marks of a headline that names who spoke:
// "Airline boss ‘deeply sorry’ as flights resume".
func (x *extractor) headline(si, i, lo, hi int) bool {
	if x.sents[si].par != 0 || x.terminal(hi-1) || i == lo {
		return false
	}
	k := &x.quotes[x.items[i].quote]
	np := x.nounPhraseEnding(i, lo)
	if np.empty() || int(np.first) != lo || k.words < 2 {
		return false
	}
	head := x.items[np.end-1]
	if head.is&(role|roles) == 0 && x.mentionIn(np) < 0 {
		return false
	}
	s := x.resolve(before{np: np})
	k.speech = true
	x.emit(k.first, k.end, corpus.Mixed, s, corpus.Span{}, "", "headline")
	return true
}

// embedded decides about words in marks inside a sentence of the writer's.
// Length tells most: of quoted strings of seven words and more 98 % are
// speech, of one word 38 %.
func (x *extractor) embedded(si, i, lo, hi int) {
	k := &x.quotes[x.items[i].quote]
	if x.isTerm(i, si) {
		return
	}
	if x.listedWith(i, lo) {
		s := x.lastQuote
		k.speech = true
		x.emit(k.first, k.end, corpus.Direct, s, corpus.Span{}, "", "coordinated")
		return
	}
	framed := x.subject.agent >= 0 || x.subject.name != ""
	if k.words < 5 && !(k.words >= 3 && x.tells(i, lo)) && !(framed && k.words >= 2) {
		return
	}
	s := x.subject
	if s.agent < 0 {
		s = x.sentenceSubject(si, lo, i)
	}
	if s.agent < 0 || x.agents[s.agent].kind == place {
		s = x.lastQuote
		s.sure = 0.5
	}
	k.speech = true
	x.emit(k.first, k.end, corpus.Direct, s, corpus.Span{}, "", "embedded")
}

// listedWith reports whether the quotation is coordinated with one just before
// that was speech: called it “a farce” and “a shame”.
func (x *extractor) listedWith(i, lo int) bool {
	for j := i - 1; j >= lo && j > i-4; j-- {
		it := &x.items[j]
		if it.quote >= 0 {
			return x.quotes[it.quote].speech && j < i-1
		}
		if it.punct != ',' && it.is&(coord|det|prep) == 0 {
			return false
		}
	}
	return false
}

// tells reports whether the words before the quotation speak of speaking.
func (x *extractor) tells(i, lo int) bool {
	for j := i - 1; j >= lo && j > i-6; j-- {
		if x.items[j].punct != 0 {
			return false
		}
		if x.items[j].cue != 0 && x.items[j].shape == token.Lower {
			return true
		}
	}
	return false
}

// isTerm recognises terms and titles in marks: "so-called “…”", "known as
// “…”", "the film “…”", and short runs of capitalised words.
func (x *extractor) isTerm(i, si int) bool {
	lo := int(x.sents[si].first)
	for j := i - 1; j >= lo && j >= i-6; j-- {
		it := &x.items[j]
		if it.punct == ',' && j >= i-2 {
			continue
		}
		if it.punct != 0 || it.quote >= 0 {
			break
		}
		if it.is&termCue != 0 && !(it.cue&calls != 0 && !x.passiveBefore(j, lo)) || x.lowerIs(j, "so-called") {
			return true
		}
		if j >= i-2 && it.is&(workNoun|titleVerb) != 0 && it.cue&says == 0 {
			return true
		}
	}
	return x.titleCase(x.items[i].quote)
}

// passiveBefore reports whether a form of "be" or nothing at all governs the
// participle at item j: "commonly called", "was dubbed".
func (x *extractor) passiveBefore(j, lo int) bool {
	b := x.subjectBefore(j, lo)
	if !b.np.empty() && x.items[b.np.first].is&rel == 0 && !b.passive {
		return false
	}
	return b.passive || b.verbStart > lo && (x.items[b.verbStart-1].punct == ',' || x.items[b.verbStart-1].is&(rel|that) != 0) || x.subjectBefore(j, lo).np.empty()
}

// titleCase reports whether a short quotation looks like a title or name: every
// word of weight is capitalised and no sentence mark ends it.
func (x *extractor) titleCase(q int32) bool {
	k := &x.quotes[q]
	if k.words > 8 {
		return false
	}
	if f := x.finalMark(q); f == '?' || f == '!' || f == '.' && k.words < 2 {
		return false
	}
	heavy := 0
	for i := k.first; i < k.end; i++ {
		t := x.t.Tokens[i]
		if t.Kind != token.Word {
			continue
		}
		if t.Shape == token.Lower {
			if look(x.t, int(i)).is&(prep|det|coord|aux|poss) == 0 {
				return false
			}
			continue
		}
		heavy++
	}
	return heavy > 0 && (heavy > 1 || k.words == 1) || k.words <= 2 && heavy > 0 && k.first < k.end
}
