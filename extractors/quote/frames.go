package quote

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// after is what stands right of a reporting verb.
type after struct {
	kind    follow
	start   int    // first item of the content
	hearer  phrase // "told NBC"
	by      phrase // "was reported by Reuters"
	comma   bool   // the verb is followed by a comma
	colon   bool
	sawThat bool
	skipped bool // hearer, time or place stood between
}

type follow uint8

const (
	nothing follow = iota // the sentence or part ends
	content               // a clause
	marks                 // a quotation
	pause                 // a comma, then something else
)

// sentence reads one sentence: its reporting frames left to right, then the
// quotations no frame took.
func (x *extractor) sentence(si int) {
	s := &x.sents[si]
	lo, hi := int(s.first), int(s.end)
	x.subject = nobody
	if s.furniture {
		x.readTo(hi)
		return
	}
	from := x.afterDateline(si, lo, hi)
	for i := from; i < hi; i++ {
		it := &x.items[i]
		if it.punct == '(' {
			i = x.closeParen(i, hi)
			continue
		}
		if it.cue != 0 && it.shape == token.Lower {
			if end, ok := x.tryCue(si, i, lo, from, hi); ok {
				from = end
				if end-1 > i {
					i = end - 1
				}
			}
		} else if it.kind == token.Word && i+2 < hi && x.lowerIs(i, "according") && x.lowerIs(i+1, "to") {
			if end, ok := x.accordingTo(si, i, from, hi); ok {
				from = end
				i = end - 1
			}
		}
	}
	x.readTo(lo)
	x.bare = x.onlyMarks(lo, hi)
	for i := lo; i < hi; i++ {
		if q := x.items[i].quote; q >= 0 && !x.quotes[q].used {
			x.leftover(si, i, lo, hi)
		}
	}
	x.readTo(hi)
}

// afterDateline skips "LONDON —", "WASHINGTON (AP) –" and the like at the start
// of a paragraph.
func (x *extractor) afterDateline(si, lo, hi int) int {
	if si > 0 && x.sents[si-1].par == x.sents[si].par || x.items[lo].shape != token.Upper {
		return lo
	}
	for j := lo + 1; j < hi && j < lo+12; j++ {
		if x.items[j].punct == '-' {
			return j + 1
		}
		if x.items[j].shape == token.Lower || x.items[j].quote >= 0 {
			break
		}
	}
	return lo
}

func (x *extractor) closeParen(i, hi int) int {
	for j := i + 1; j < hi && j < i+40; j++ {
		if x.items[j].punct == ')' {
			return j
		}
	}
	return i
}

// tryCue tries the reporting verb at item i; content left of it starts at from.
// It returns the item after what the frame used.
func (x *extractor) tryCue(si, i, lo, from, hi int) (int, bool) {
	cue := x.items[i].cue
	if cue&ing != 0 {
		return x.participle(si, i, lo, from, hi)
	}
	b := x.subjectBefore(i, max(lo, from))
	if x.nounUse(i, b) {
		return 0, false
	}
	if b.toInf || b.modal || b.negated {
		return x.unspoken(si, i, lo, from, hi, b)
	}
	a := x.afterCue(i, hi)
	if b.passive {
		return x.passive(si, i, from, hi, b, a)
	}
	if b.np.empty() {
		return x.inverted(si, i, from, hi, b)
	}
	if x.postposed(from, int(b.np.first), a) {
		if quoted := x.items[int(b.np.first)-1].quote >= 0 || int(b.np.first) >= from+2 && x.items[int(b.np.first)-2].quote >= 0; quoted || cue&(says|tells) != 0 || cue&needsThat != 0 && (cue&noun == 0 || cue&(base|third) == 0) {
			return x.post(si, i, from, hi, b, a)
		}
	}
	return x.forward(si, i, from, hi, b, a)
}

// nounUse rejects homographs that stand as nouns: "a report", "state police".
func (x *extractor) nounUse(i int, b before) bool {
	if i+1 < len(x.items) && (x.wordAt(i+1) == "of") && x.items[i].cue&(noun|base) != 0 {
		return true
	}
	if x.items[i].cue&noun == 0 || b.verbStart < i {
		return false
	}
	if i == 0 {
		return true
	}
	p := &x.items[i-1]
	if p.is&(det|prep|poss) != 0 && p.is&pron == 0 || p.kind == token.Number {
		return true
	}
	return p.kind == token.Word && p.shape == token.Lower && p.is&(pron|roles|adverb|aux|modal|rel) == 0 && x.items[i].cue&base != 0 && !plural(x.wordAt(i-1))
}

func plural(w string) bool { return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' }

// afterCue reads what follows the verb at item i up to its content, stepping
// over adverbs, hearers, times and places.
func (x *extractor) afterCue(i, hi int) after {
	a := after{start: i + 1}
	j := i + 1
	cue := x.items[i].cue
	for j < hi && x.items[j].is&adverb != 0 && x.items[j].shape == token.Lower && x.items[j].is&det == 0 && !(j+1 < hi && x.items[j+1].kind == token.Number) {
		j++
	}
	if j > i+1 && j < hi && x.items[j].punct == ',' && cue&says != 0 && x.clauseAfterComma(i, hi) {
		a.kind = content // "says often, nurses leave"
		return a
	}
	if cue&tells != 0 {
		if h := x.hearer(j, hi); !h.empty() {
			a.hearer, j, a.skipped = h, int(h.end), true
		}
	}
	x.step(&a, j, hi)
	return a
}

// hearer is the noun phrase at item j that is told something.
func (x *extractor) hearer(j, hi int) phrase {
	s := j
	if m := x.firstMention(j); m < len(x.mentions) && (int(x.mentions[m].first) == j || int(x.mentions[m].first) <= j+3 && x.plainRun(j, int(x.mentions[m].first))) {
		e := int(x.mentions[m].end)
		for e < hi && x.items[e].kind == token.Word && x.items[e].shape == token.Lower && x.items[e].is&^(role|roles|mediumNoun|document|orgRole|orgWord|workNoun) == 0 && !x.isVerb(e) {
			e++ // "told Harbour Radio listeners"
		}
		return phrase{int32(s), int32(e)}
	}
	for j < hi && j < s+8 {
		it := &x.items[j]
		if it.quote >= 0 || it.punct != 0 || it.kind != token.Word && it.kind != token.Number {
			break
		}
		if j > s && (x.lowerIs(j, "there") || it.is&(det|that|pron|rel|timeWord) != 0 && it.is&poss == 0 || it.is&prep != 0 && !x.lowerIs(j, "of") || x.isVerb(j) || it.is&subord != 0) {
			break
		}
		if j == s && it.is&(that|prep|subord) != 0 {
			return phrase{}
		}
		j++
		if j == s+1 && (x.objectPronoun(s)) {
			break
		}
	}
	return phrase{int32(s), int32(j)}
}

func (x *extractor) plainRun(a, b int) bool {
	for i := a; i < b; i++ {
		it := &x.items[i]
		if it.kind != token.Word || it.is&(that|pron|prep|subord) != 0 || x.isVerb(i) || it.cue != 0 {
			return false
		}
	}
	return true
}

func (x *extractor) objectPronoun(i int) bool {
	switch x.wordAt(i) {
	case "me", "him", "her", "them", "us", "you", "reporters", "journalists":
		return true
	}
	return false
}

// step moves over times and places to the content.
func (x *extractor) step(a *after, j, hi int) {
	for j < hi && x.items[j].is&timeWord != 0 && x.items[j].is&(det|adverb) == 0 && !(j+1 < hi && x.items[j+1].is&poss != 0) {
		j++
		a.skipped = true
	}
	a.start = j
	if j >= hi || x.terminal(j) {
		a.kind = nothing
		return
	}
	it := &x.items[j]
	switch {
	case it.quote >= 0:
		a.kind = marks
	case it.is&that != 0 && it.kind == token.Word && x.thatOpensClause(j, hi):
		a.kind, a.sawThat, a.start = content, true, j+1
		x.quoteAfterThat(a, hi)
	case it.punct == ':':
		a.colon, a.kind, a.start = true, content, j+1
		if j+1 < hi && x.items[j+1].quote >= 0 {
			a.kind = marks
		}
	case it.punct == ',' || it.punct == '-':
		x.afterComma(a, j, hi)
	case it.punct == '(':
		x.step(a, x.closeParen(j, hi)+1, hi)
	case !a.hearer.empty() && x.lowerIs(j, "to"):
		a.kind = nothing // told him to go
	case it.is&prep != 0 && it.is&det == 0:
		x.overPhrase(a, j, hi)
		if (a.kind == pause || a.kind == nothing && it.is&subord != 0) && x.clauseAfterComma(j, hi) {
			a.kind, a.start, a.comma = content, j, false
		}
	case it.punct != 0:
		a.kind = nothing
	default:
		a.kind = content
		x.thatAhead(a, j, hi)
	}
}

// thatAhead finds "that" after a short adverbial: "noted several times that".
func (x *extractor) thatAhead(a *after, j, hi int) {
	for k := j; k < hi && k < j+5; k++ {
		it := &x.items[k]
		if it.is&that != 0 && k > j+1 && x.items[k-1].is&(det|pron|prep) == 0 && x.thatOpensClause(k, hi) && (x.items[k-1].is&(adverb|timeWord) != 0 || plural(x.wordAt(k-1))) && x.items[j].is&det != 0 {
			a.sawThat, a.start = true, k+1
			x.quoteAfterThat(a, hi)
			return
		}
		if it.punct != 0 || it.quote >= 0 || x.isVerb(k) {
			return
		}
	}
}

func (x *extractor) terminal(j int) bool {
	p := x.items[j].punct
	return p == '.' || p == '!' || p == '?' || p == ';'
}

// thatOpensClause tells "said that he" from "said that day".
func (x *extractor) thatOpensClause(j, hi int) bool {
	return j+1 < hi && !x.terminal(j+1) && x.items[j+1].is&(aux|modal) == 0
}

func (x *extractor) quoteAfterThat(a *after, hi int) {
	if a.start < hi && x.items[a.start].punct == ',' && a.start+1 < hi && x.items[a.start+1].quote >= 0 {
		a.start++
	}
	if a.start < hi && x.items[a.start].quote >= 0 {
		a.kind = marks
	}
}

// afterComma looks past a comma after the verb: a quotation, a clause opened by
// "that" after an insertion, or a pause.
func (x *extractor) afterComma(a *after, j, hi int) {
	a.comma = true
	a.start = j + 1
	if j+1 < hi && x.items[j+1].quote >= 0 {
		a.kind = marks
		return
	}
	a.kind = pause
	for k := j + 1; k < hi && k < j+12; k++ {
		if x.items[k].is&that != 0 && x.thatOpensClause(k, hi) && (x.items[k-1].punct == ',' || x.items[k-1].kind == token.Word && x.items[k-1].is&(det|prep|coord) == 0 && k > j+2) {
			a.kind, a.sawThat, a.start = content, true, k+1
			x.quoteAfterThat(a, hi)
			return
		}
		if x.items[k].quote >= 0 || x.isVerb(k) || x.terminal(k) {
			return
		}
	}
}

// overPhrase steps over prepositional phrases after the verb.
func (x *extractor) overPhrase(a *after, j, hi int) {
	if x.lowerIs(j, "by") {
		if m := x.firstMention(j); m < len(x.mentions) && int(x.mentions[m].first) <= j+3 {
			a.by = phrase{int32(j + 1), x.mentions[m].end}
		}
	}
	a.skipped = true
	for k := j + 1; k < hi && k < j+60; k++ {
		it := &x.items[k]
		switch {
		case it.quote >= 0:
			if x.quotes[it.quote].words <= 3 && k+1 < hi && x.items[k+1].quote < 0 && x.items[k-1].kind == token.Word {
				continue
			}
			a.kind, a.start = marks, k
			return
		case it.is&that != 0 && k > j+1 && x.items[k-1].is&(det|pron|prep) == 0 && x.thatOpensClause(k, hi):
			a.kind, a.sawThat, a.start = content, true, k+1
			x.quoteAfterThat(a, hi)
			return
		case x.terminal(k):
			a.kind, a.start = nothing, k
			return
		case it.punct == ':':
			a.colon, a.kind, a.start = true, content, k+1
			if k+1 < hi && x.items[k+1].quote >= 0 {
				a.kind = marks
			}
			return
		case it.punct == ',':
			x.afterComma(a, k, hi)
			return
		case it.is&rel != 0 || it.is&subord != 0 && it.is&prep == 0:
			a.kind, a.start = nothing, k
			return
		case it.is&pron != 0 && it.is&(poss|rel) == 0 && k > j+1 && it.shape != token.Upper:
			a.kind, a.start = content, k
			return
		case x.isVerb(k) && k > j+1:
			np := x.nounPhraseEnding(k, j+2)
			a.kind, a.start = content, k
			if !np.empty() && int(np.first) > j+1 {
				a.start = int(np.first)
			} else if !np.empty() {
				a.start = j
			}
			for d := k - 1; d > a.start; d-- { // "claimed in that speech the cost could"
				if x.items[d].is&det != 0 && x.items[d-1].is&(prep|det|coord) == 0 && x.items[d-1].kind == token.Word {
					a.start = d
					break
				}
			}
			return
		}
	}
	a.kind, a.start = nothing, hi
}

// clauseAfterComma reports whether a phrase that opens at item j is closed by a
// comma and followed by a clause, so that both are content: "said as police
// entered, one man fled", "said at 7:30, there were none".
func (x *extractor) clauseAfterComma(j, hi int) bool {
	for k := j + 1; k+2 < hi && k < j+16; k++ {
		it := &x.items[k]
		if it.quote >= 0 || it.punct != 0 && it.punct != ',' && it.punct != '.' {
			return false
		}
		if it.punct != ',' {
			continue
		}
		n := &x.items[k+1]
		if n.quote >= 0 || n.cue&ing != 0 || n.is&(rel|coord) != 0 {
			return false
		}
		if n.is&pron != 0 && n.is&poss == 0 || x.lowerIs(k+1, "there") {
			return true
		}
		return n.is&(det|poss) != 0 && x.clauseVerb(k+1, min(hi, k+9)) || n.kind == token.Number && x.hasVerb(k+1, min(hi, k+7))
	}
	return false
}

// postposed reports whether the frame follows its content: text stands before
// the subject, cut off by a comma or closed by marks, and no content follows.
func (x *extractor) postposed(from, subj int, a after) bool {
	if subj-from < 1 || a.sawThat || a.colon {
		return false
	}
	p := &x.items[subj-1]
	if p.quote >= 0 {
		return x.finalMark(p.quote) != 0 || a.kind == nothing || a.kind == pause
	}
	if a.kind == content || a.kind == marks && !a.comma {
		return false
	}
	if a.kind == marks && (x.items[from].is&(prep|subord|adverb) != 0 || x.items[from].cue&ing != 0 || !x.clauseVerb(from, subj)) {
		return false
	}
	if p.punct == '-' {
		return a.kind == nothing
	}
	if p.punct == ',' && subj-from == 2 && a.kind == pause && a.start < len(x.items) && x.isVerb(a.start) {
		return true // "Police, she says, have no plan."
	}
	if p.punct != ',' || subj-from < 3 {
		return subj-from >= 2 && p.punct == ',' && x.items[subj-2].quote >= 0
	}
	if x.items[from].is&(prep|subord) != 0 && !x.hasVerb(from, subj) && !x.clauseVerb(from, subj) {
		return false
	}
	return true
}

func (x *extractor) hasVerb(a, b int) bool {
	for i := a; i < b; i++ {
		if x.isVerb(i) {
			return true
		}
	}
	return false
}

// cueSpan covers the verb with its auxiliaries.
func (x *extractor) cueSpan(a, b int) corpus.Span { return x.spanOf(a, b) }
