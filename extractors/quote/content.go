package quote

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// emitContent emits items [a, b) as one quotation of the fitting kind and marks
// its quotations used. term allows a single term in marks to be rejected.
func (x *extractor) emitContent(si, a, b int, s speaker, cue corpus.Span, med, rule string, term bool) bool {
	for a < b && x.items[a].punct == ',' {
		a++
	}
	for b > a && x.items[b-1].punct != 0 && x.items[b-1].punct != ')' {
		b--
	}
	if a >= b {
		return false
	}
	par := x.sents[si].par
	if q := x.items[a].quote; q >= 0 && b == a+1 {
		k := &x.quotes[q]
		if term && x.isTerm(a, si) {
			k.used = true
			return false
		}
		k.used, k.speech = true, true
		x.emit(k.first, k.end, corpus.Direct, s, cue, med, rule)
		x.spoke(s, b, k.lastPar)
		return true
	}
	if x.items[a].kind == token.Quote && x.items[a].quote < 0 {
		return false // an opener whose closer is lost: its end is anybody's guess
	}
	kind := corpus.Indirect
	for i := a; i < b; i++ {
		if q := x.items[i].quote; q >= 0 {
			kind = corpus.Mixed
			x.quotes[q].used, x.quotes[q].speech = true, true
			par = x.quotes[q].lastPar
		}
	}
	x.emit(x.items[a].first, x.items[b-1].end, kind, s, cue, med, rule)
	x.spoke(s, b, par)
	return true
}

// participle handles "…, saying that …" and "… as saying …".
func (x *extractor) participle(si, i, lo, from, hi int) (int, bool) {
	if i == lo && i+1 < hi && x.items[i+1].punct != ',' && x.items[i+1].quote < 0 && x.items[i+1].is&that == 0 {
		return 0, false
	}
	v := x.verbGroup(i, lo)
	if v.negated || i > lo && x.items[i-1].is&(det|poss) != 0 {
		return 0, false
	}
	if i > lo && x.items[i-1].is&prep != 0 && !x.lowerIs(i-1, "as") {
		return 0, false
	}
	a := x.afterCue(i, hi)
	cue := x.items[i].cue
	if i-2 > lo && x.lowerIs(i-1, "as") && x.lowerIs(i-2, "quoted") {
		if b := x.subjectBefore(i-2, max(lo, from)); !b.np.empty() && x.postposed(from, int(b.np.first), a) {
			return x.post(si, i, from, hi, b, a)
		}
	}
	ok := a.kind == marks || a.sawThat && cue&(says|needsThat|tells) != 0 || cue&says != 0 && a.kind == content && x.items[i-1].punct == ',' && x.bareClause(a.start, hi, cue) || cue&(calls|quoteOnly|needsThat) != 0 && a.kind == content && x.objectMarks(a.start, hi, cue)
	if !ok || i == lo {
		return 0, false
	}
	x.readTo(i)
	s := x.subject
	if np := x.participleSubject(i, lo, from); !np.empty() {
		s = x.resolve(before{np: np})
	} else if s.agent < 0 {
		s = x.sentenceSubject(si, lo, i)
	}
	return x.emitForward(si, i, hi, s, a, x.cueSpan(i, i+1), "participle")
}

// participleSubject is the noun phrase right before the participle: "with a
// spokesperson describing …", "remembers him saying", "were quoted as saying".
func (x *extractor) participleSubject(i, lo, from int) phrase {
	j := i - 1
	if j <= lo {
		return phrase{}
	}
	if x.lowerIs(j, "as") && x.lowerIs(j-1, "quoted") {
		b := x.subjectBefore(j-1, lo)
		return b.np
	}
	if x.items[j].punct != 0 || x.items[j].is&coord != 0 {
		return phrase{}
	}
	if w := x.withBefore(i, lo); w > 0 {
		return phrase{int32(w + 1), int32(j + 1)}
	}
	return phrase{}
}

// withBefore is the item of "with" in "with a spokesperson describing", or 0.
func (x *extractor) withBefore(i, lo int) int {
	for k := i - 1; k > lo && k > i-11; k-- {
		if x.lowerIs(k, "with") {
			return k
		}
		if x.items[k].punct != 0 {
			break
		}
	}
	return 0
}

// sentenceSubject guesses the subject of a sentence without a frame: its first
// mention or pronoun before item limit.
func (x *extractor) sentenceSubject(si, lo, limit int) speaker {
	for i := lo + 1; i < limit; i++ {
		if x.items[i].quote >= 0 || !x.isVerb(i) && !(x.pastForm(i) && x.items[i-1].is&(det|prep|poss) == 0) {
			continue
		}
		if b := x.subjectBefore(i, lo); !b.np.empty() {
			if s := x.resolve(b); s.agent >= 0 || s.name != "" {
				return s
			}
		}
		break
	}
	for i := x.firstMention(lo); i < len(x.mentions) && int(x.mentions[i].first) < limit; i++ {
		if m := x.mentions[i]; m.subject {
			return x.known(m.agent, x.spanOf(int(m.first), int(m.end)), 0.7)
		}
	}
	for i := lo; i < limit; i++ {
		it := &x.items[i]
		if it.quote < 0 && it.is&pron != 0 && it.is&rel == 0 && (it.is&(male|fem) != 0 || x.lowerIs(i, "they")) {
			return x.pronoun(i, x.spanOf(i, i+1))
		}
	}
	return nobody
}

// passive handles "it was reported by Reuters that" and "was described as
// “…”"; who is spoken about is not who speaks.
func (x *extractor) passive(si, i, from, hi int, b before, a after) (int, bool) {
	w := x.wordAt(i)
	if x.items[i].cue&calls != 0 || w == "termed" || w == "quoted" {
		k := x.marksAhead(i+1, hi)
		if k < 0 || x.items[i].cue&calls != 0 && w != "described" {
			return 0, false
		}
		if x.emitContent(si, k, k+1, nobody, x.cueSpan(i, i+1), "", "passive", true) {
			return k + 1, true
		}
		return 0, false
	}
	if !a.sawThat || b.np.empty() {
		return 0, false
	}
	if !a.by.empty() {
		x.readTo(i)
		s := x.resolve(before{np: a.by})
		return x.emitForward(si, i, hi, s, a, x.spanOf(b.verbStart, int(a.by.first)), "passive")
	}
	if x.items[i].cue&tells != 0 || !x.lowerIs(int(b.np.first), "it") {
		return 0, false
	}
	return x.emitForward(si, i, hi, nobody, a, x.cueSpan(i, i+1), "passive")
}

// unspoken handles verbs under negation, a modal or "to": their clauses are not
// reported as said, but words in marks can still be a quotation ("went on to
// say: “…”").
func (x *extractor) unspoken(si, i, lo, from, hi int, b before) (int, bool) {
	a := x.afterCue(i, hi)
	declined := b.negated || b.toInf && x.refuses(b.verbStart-1, lo)
	if declined {
		end := x.contentEnd(i+1, hi)
		for k := i + 1; k < end; k++ {
			if q := x.items[k].quote; q >= 0 && x.quotes[q].words < 5 {
				x.quotes[q].used = true
			}
		}
		return end, a.kind == content && end > i
	}
	if a.kind == marks && b.toInf && x.items[i].cue&(says|needsThat|quoteOnly|tells) != 0 {
		x.readTo(i)
		s := x.subject
		if s.agent < 0 {
			s = x.sentenceSubject(si, lo, i)
		}
		return x.emitForward(si, i, hi, s, a, x.cueSpan(i, i+1), "infinitive")
	}
	if b.modal && !b.np.empty() && x.postposed(from, int(b.np.first), a) && x.items[i].cue&says != 0 {
		return x.post(si, i, from, hi, b, a)
	}
	return 0, false
}

// refuses reports whether the word at item i is a refusal to speak.
func (x *extractor) refuses(i, lo int) bool {
	if i < lo {
		return false
	}
	switch x.wordAt(i) {
	case "declined", "declines", "decline", "declining", "refused", "refuses", "refuse", "refusing", "failed", "fails", "unable", "unwilling", "hesitated", "reluctant":
		return true
	}
	return false
}

// accordingTo handles "According to X, …" and "…, according to X".
func (x *extractor) accordingTo(si, i, from, hi int) (int, bool) {
	n := i + 2
	end := n
	for end < hi && end < n+40 && !(x.items[end].punct != 0 && x.items[end].punct != '.') && x.items[end].quote < 0 {
		end++
	}
	if end > n && end == hi && x.items[end-1].punct == '.' {
		end--
	}
	np := x.subjectAfter(n-1, end)
	if np.empty() {
		return 0, false
	}
	np.end = max(np.end, int32(x.sourceEnd(int(np.end), end)))
	cue := x.spanOf(i, i+2)
	atStart := i == from || x.items[i-1].is&(coord|that) != 0
	if !atStart {
		x.readTo(from)
	} else {
		x.readTo(i)
	}
	s := x.resolve(before{np: np})
	if atStart {
		return x.accordingFirst(si, int(np.end), hi, s, cue)
	}
	return x.accordingLast(si, i, from, end, hi, s, cue)
}

// sourceEnd extends a source over its tail: "two people familiar with the
// matter".
func (x *extractor) sourceEnd(e, limit int) int {
	for e < limit && x.items[e].kind == token.Word && x.items[e].is&(subord|that|rel|timeWord) == 0 && !x.isVerb(e) {
		e++
	}
	for e > 0 && !x.nominal(e-1) {
		e--
	}
	return e
}

func (x *extractor) accordingFirst(si, end, hi int, s speaker, cue corpus.Span) (int, bool) {
	for end < hi && x.items[end].punct != ',' && x.items[end].quote < 0 {
		end++
	}
	if end+1 >= hi || x.items[end].punct != ',' {
		return 0, false
	}
	start := end + 1
	if x.segmentIsApposition(start, hi) {
		for start < hi && x.items[start].punct != ',' {
			start++
		}
		start++
	}
	if start >= hi {
		return 0, false
	}
	e := x.contentEnd(start, hi)
	if !x.emitContent(si, start, e, s, cue, "", "according to", false) {
		return 0, false
	}
	x.subject = s
	return e, true
}

// segmentIsApposition reports whether the part after the source is about the
// source ("published in November"): it has no verb of its own or opens with a
// participle or a relative pronoun, and another comma closes it.
func (x *extractor) segmentIsApposition(s, hi int) bool {
	e := s
	for e < hi && x.items[e].punct != ',' {
		if x.items[e].punct != 0 || x.items[e].quote >= 0 {
			return false
		}
		e++
	}
	if e >= hi-2 {
		return false
	}
	it := &x.items[s]
	w := x.wordAt(s)
	return it.is&rel != 0 || it.shape == token.Lower && len(w) > 4 && w[len(w)-2:] == "ed" || !x.hasVerb(s, e) && x.hasVerb(e+1, hi) && it.is&(det|role) != 0 && e-s < 9
}

func (x *extractor) accordingLast(si, i, from, end, hi int, s speaker, cue corpus.Span) (int, bool) {
	b := i
	for b > from && (x.items[b-1].punct == ',' || x.items[b-1].punct == '-') {
		b--
	}
	if b <= from {
		return 0, false
	}
	for from < b && (x.items[from].punct == ',' || x.items[from].is&coord != 0 && from > int(x.sents[si].first)) {
		from++
	}
	stop := end
	if end < hi && x.items[end].punct == ',' && x.items[i-1].punct == ',' && x.items[b-1].quote < 0 {
		if e := x.tail(si, end+1, hi); e > end+1 && x.isVerb(end+1) {
			x.emitContent(si, from, e, s, cue, "", "according to", false)
			return e, true
		}
	}
	if !x.emitContent(si, from, b, s, cue, "", "according to", false) {
		return 0, false
	}
	x.subject = s
	return stop, true
}
