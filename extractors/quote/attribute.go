package quote

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// post handles content before its frame: “…,” she said; The plan failed, he
// said.
func (x *extractor) post(si, i, from, hi int, b before, a after) (int, bool) {
	x.readTo(from)
	s := x.resolve(b)
	return x.postContent(si, i, from, int(b.np.first), hi, s, a, x.cueSpan(b.verbStart, i+1), "post-posed")
}

// postContent emits what stands before the frame and, where the sentence goes
// on after it, the rest.
func (x *extractor) postContent(si, i, from, subj, hi int, s speaker, a after, cue corpus.Span, rule string) (int, bool) {
	end := subj
	for end > from && x.items[end-1].punct != 0 && x.items[end-1].punct != ')' {
		end--
	}
	for from < end && (x.items[from].punct == ',' || x.items[from].punct == '-' || x.items[from].is&coord != 0 && from > int(x.sents[si].first)) {
		from++
	}
	if from >= end {
		return 0, false
	}
	if end-2 > from && x.items[end-1].quote >= 0 && x.items[end-2].punct == ':' {
		from = end - 1 // a label before the quotation
	}
	med := x.medium(si, i, hi)
	merged := false
	if q := x.items[from].quote; end == from+1 && q >= 0 && a.kind == marks && a.comma {
		merged = x.splitQuote(q, x.items[a.start].quote, s, cue, med)
	}
	if !merged && !x.emitContent(si, from, end, s, cue, med, rule, false) {
		return 0, false
	}
	x.subject = s
	stop := i + 1
	switch {
	case a.kind == marks && merged:
		stop = a.start + 1
	case a.kind == marks && a.comma && x.items[end-1].quote >= 0:
		x.emitContent(si, a.start, a.start+1, s, corpus.Span{}, med, rule, false)
		stop = a.start + 1
	case a.kind == pause && x.items[end-1].quote < 0:
		if e := x.tail(si, a.start, hi); e > a.start {
			x.emitContent(si, a.start, e, s, corpus.Span{}, med, "parenthetical", false)
			stop = e
		}
	}
	return stop, true
}

// splitQuote joins the halves of one sentence quoted around its attribution:
// “The issue,” Kurtz said, “has been identified.”
func (x *extractor) splitQuote(q, r int32, s speaker, cue corpus.Span, med string) bool {
	a, b := &x.quotes[q], &x.quotes[r]
	if !joinSplit || x.finalMark(q) != ',' || x.t.Tokens[b.first].Shape != token.Lower || x.severalSentences(b) {
		return false
	}
	a.used, b.used, a.speech, b.speech = true, true, true, true
	x.emit(a.first, b.end, corpus.Direct, s, cue, med, "split", 0.97)
	x.spoke(s, x.now, b.par)
	return true
}

const joinSplit = true

// severalSentences reports whether a quotation holds more than one sentence.
func (x *extractor) severalSentences(k *quoted) bool {
	for i := k.first; i+1 < k.end; i++ {
		t := x.t.Tokens[i]
		if t.Kind == token.Punct && (x.t.Word(int(i)) == "." || x.t.Word(int(i)) == "?" || x.t.Word(int(i)) == "!" || x.t.Word(int(i)) == "…") && x.t.Tokens[i+1].Kind != token.Quote {
			return true
		}
	}
	return false
}

// tail is the end of the content that goes on after a parenthetical frame.
func (x *extractor) tail(si, start, hi int) int {
	if start >= hi || x.items[start].is&(rel|poss|coord) != 0 || x.items[start].cue&ing != 0 || x.items[start].quote >= 0 {
		return 0
	}
	end := x.contentEnd(start, hi)
	if end-start < 2 {
		return 0
	}
	return end
}

// inverted handles a verb before its subject: “…,” said Maria Lopez.
func (x *extractor) inverted(si, i, from, hi int, b before) (int, bool) {
	cue := x.items[i].cue
	v := b.verbStart
	np := x.subjectAfter(i, hi)
	atStart := v == from || v > 0 && x.items[v-1].punct == ','
	afterMarks := v > from && (x.items[v-1].quote >= 0 || v-1 > from && x.items[v-1].punct != 0 && x.items[v-2].quote >= 0)
	if v > 0 && v >= from && x.items[v-1].is&coord != 0 {
		return x.coordinated(si, i, from, hi, b)
	}
	if np.empty() || cue&(calls|urges) != 0 && cue&(says|needsThat|quoteOnly|asks|tells) == 0 {
		return 0, false
	}
	var a after
	x.step(&a, int(np.end), hi)
	switch {
	case a.colon && a.kind == marks && atStart:
		x.readTo(from)
		s := x.resolve(before{np: np})
		return x.emitForward(si, i, hi, s, a, x.cueSpan(i, i+1), "inverted")
	case afterMarks || atStart && v-from >= 4 && a.kind != content && cue&(says|needsThat) != 0 && x.items[v-1].punct == ',':
		x.readTo(from)
		s := x.resolve(before{np: np, name: x.appositionName(int(np.end), hi)})
		if a.kind == pause && !afterMarks {
			a.kind = nothing
		}
		if !(a.kind == marks && a.comma) {
			a.kind = nothing
		}
		x.laterMarks(&a, int(np.end), hi)
		return x.postContent(si, i, from, v, hi, s, a, x.cueSpan(v, i+1), "inverted")
	}
	return 0, false
}

// laterMarks finds a quotation that resumes after an apposition to the
// speaker: “A,” said Jo Li, a nurse, “and b.”
func (x *extractor) laterMarks(a *after, from, hi int) {
	if a.kind != nothing {
		return
	}
	for k := from; k < hi && k < from+25; k++ {
		if x.items[k].cue != 0 && x.isVerb(k) {
			return
		}
		if x.items[k].quote >= 0 && x.items[k-1].punct == ',' {
			a.kind, a.comma, a.start = marks, true, k
			return
		}
	}
}

// appositionName is a bare name in apposition after a described speaker: "said
// her husband, Luis".
func (x *extractor) appositionName(end, hi int) phrase {
	if end+1 >= hi || x.items[end].punct != ',' {
		return phrase{}
	}
	m := x.firstMention(end + 1)
	if m < len(x.mentions) && int(x.mentions[m].first) == end+1 && x.agents[x.mentions[m].agent].kind != org {
		return phrase{int32(end + 1), x.mentions[m].end}
	}
	return phrase{}
}

// coordinated handles a second verb with the subject of the first: "said … and
// added that …".
func (x *extractor) coordinated(si, i, from, hi int, b before) (int, bool) {
	a := x.afterCue(i, hi)
	if a.kind != marks && !a.sawThat && !(x.items[i].cue&says != 0 && a.kind == content) {
		return 0, false
	}
	s := x.subject
	if s.agent < 0 && s.name == "" {
		x.readTo(int(x.sents[si].first))
		s = x.sentenceSubject(si, int(x.sents[si].first), i)
	}
	return x.emitForward(si, i, hi, s, a, x.cueSpan(b.verbStart, i+1), "coordinated")
}

// forward handles content after its frame: she said that …; he called it “…”.
func (x *extractor) forward(si, i, from, hi int, b before, a after) (int, bool) {
	if !x.admits(i, hi, a) || x.items[i].cue&plain == 0 && x.endsPostposed(a.start, hi) {
		return 0, false
	}
	x.readTo(int(b.np.first))
	s := x.resolve(b)
	if x.items[i].cue&denies != 0 && a.kind != marks {
		return x.skipContent(a, hi), true
	}
	if f := int(b.np.first); f > 0 && f-1 >= int(x.sents[si].first) && x.items[f-1].is&subord != 0 && x.items[f-1].is&prep == 0 && a.kind != marks {
		hi = x.subordinateEnd(a.start, hi)
	}
	return x.emitForward(si, i, hi, s, a, x.cueSpan(b.verbStart, i+1), "forward")
}

// subordinateEnd is where the content of a subordinate clause ends: the comma
// after which the main clause starts ("While she said it was safe, nobody
// stayed").
func (x *extractor) subordinateEnd(start, hi int) int {
	for k := start + 1; k+1 < hi; k++ {
		comma := x.items[k].punct == ','
		if q := x.items[k].quote; q >= 0 && x.finalMark(q) == ',' {
			comma = true
		}
		n := &x.items[k+1]
		if comma && n.quote < 0 && (n.is&(det|poss) != 0 || n.is&pron != 0 && n.is&rel == 0 || x.capital(k+1, false)) && x.clauseVerb(k+1, min(hi, k+9)) {
			if x.items[k].quote >= 0 {
				return k + 1
			}
			return k
		}
	}
	return hi
}

// endsPostposed reports whether the sentence ends with a frame of its own after
// a comma, whose content then is the whole sentence: "This also explains the
// frost, Moore said."
func (x *extractor) endsPostposed(start, hi int) bool {
	for k := hi - 1; k > start+2 && k > hi-8; k-- {
		if x.items[k].cue&plain == 0 || x.items[k].shape != token.Lower {
			continue
		}
		b := x.subjectBefore(k, start)
		if b.np.empty() || x.items[b.np.first-1].punct != ',' {
			return false
		}
		a := x.afterCue(k, hi)
		return a.kind == nothing
	}
	return false
}

// admits reports whether the verb at item i takes what follows it.
func (x *extractor) admits(i, hi int, a after) bool {
	cue := x.items[i].cue
	switch a.kind {
	case marks:
		return true
	case content:
		switch {
		case a.colon:
			return false
		case cue&calls != 0 && x.marksAhead(a.start, hi) >= 0:
			return true
		case cue&urges != 0 && x.toInfinitive(a.start, hi) > 0:
			return true
		case cue&tells != 0 && a.hearer.empty():
			return cue&(says|needsThat) != 0 && a.sawThat
		case a.sawThat:
			return cue&(says|needsThat|tells|denies) != 0
		case cue&asks != 0 && x.items[a.start].is&(subord|rel) != 0:
			return true
		case cue&(says|tells) != 0:
			return x.bareClause(a.start, hi, cue)
		case cue&needsThat != 0:
			return (cue&noun == 0 || cue&base != 0 && cue&third == 0) && x.items[a.start].is&pron != 0 && x.items[a.start].is&(rel|poss) == 0 && x.bareClause(a.start, hi, cue) || x.objectMarks(a.start, hi, cue)
		case cue&quoteOnly != 0:
			return x.objectMarks(a.start, hi, cue)
		}
	}
	return false
}

// toInfinitive is the item of "to" after the one who is urged, or 0.
func (x *extractor) toInfinitive(j, hi int) int {
	for k := j; k+1 < hi && k < j+9; k++ {
		if x.items[k].punct != 0 || x.items[k].quote >= 0 || x.items[k].is&(that|rel|subord) != 0 || x.isVerb(k) {
			return 0
		}
		if k > j && x.lowerIs(k, "to") {
			return k
		}
	}
	return 0
}

// objectMarks reports whether the verb's object is in marks: issued a “ground
// stop”.
func (x *extractor) objectMarks(start, hi int, cue verb) bool {
	k := x.marksAhead(start, hi)
	return k >= 0 && k-start <= 3
}

// marksAhead is the item of the next quotation before any punctuation or other
// verb, or -1.
func (x *extractor) marksAhead(start, hi int) int {
	for k := start; k < hi && k < start+16; k++ {
		if x.items[k].quote >= 0 {
			return k
		}
		if x.items[k].punct != 0 || x.items[k].is&(coord|subord) != 0 && x.items[k].is&prep == 0 {
			return -1
		}
	}
	return -1
}

// bareClause reports whether a clause without "that" starts at item start.
func (x *extractor) bareClause(start, hi int, cue verb) bool {
	it := &x.items[start]
	if it.is&(aux|modal) != 0 && it.is&pron == 0 {
		return false
	}
	if it.is&coord != 0 || it.punct != 0 || it.is&(rel|subord) != 0 && !opensCondition(x.wordAt(start)) && it.is&pron == 0 {
		return false
	}
	w := x.wordAt(start)
	if w == "so" || w == "nothing" || w == "goodbye" || w == "yes" || w == "no" {
		return false
	}
	limit := min(hi, start+20)
	if !x.nested {
		x.nested = true
		limit = x.contentEnd(start, hi)
		x.nested = false
	}
	if limit-start < 2 {
		return false
	}
	return x.clauseVerb(start, limit) || cue&plain != 0 && limit-start >= 4
}

// opensCondition reports whether a clause with its main clause after it can
// start with w.
func opensCondition(w string) bool {
	switch w {
	case "if", "when", "while", "because", "although", "though", "as", "after", "before", "since", "until", "unless", "once", "what":
		return true
	}
	return false
}

// clauseVerb looks for a verb among the words of a clause: an auxiliary, a
// listed verb or a form in -ed or -s after a noun phrase, before any other
// clause opens.
func (x *extractor) clauseVerb(a, b int) bool {
	b = min(b, a+60)
	for i := a; i < b; i++ {
		it := &x.items[i]
		if it.quote >= 0 && i > a {
			return true
		}
		if it.kind != token.Word || it.shape != token.Lower {
			if it.is&pron != 0 && it.is&aux != 0 {
				return true
			}
			continue
		}
		if i > a && it.is&subord != 0 && it.is&prep == 0 {
			return false
		}
		if it.is&(aux|modal|finite|neg) != 0 && it.is&det == 0 || it.cue != 0 && it.cue&(noun|ing) == 0 && i > a {
			return true
		}
		w := x.wordAt(i)
		if i > a && len(w) > 3 && w[len(w)-2:] == "ed" && it.is&(det|role|roles) == 0 && x.items[i-1].is&(det|prep) == 0 {
			return true
		}
		if i > a && plural(w) && it.is&(det|prep|role|roles) == 0 && (x.items[i-1].is&pron != 0 || x.capital(i-1, false) || plural(w[:len(w)-1]) || i+1 < b && x.items[i+1].is&(det|poss|that|pron) != 0) {
			return true
		}
		if i == a+1 && x.items[a].is&pron != 0 && x.items[a].is&poss == 0 && it.is&(prep|adverb|coord) == 0 {
			return true
		}
	}
	return false
}

// skipContent is the end of a clause that is not to be taken as speech.
func (x *extractor) skipContent(a after, hi int) int { return x.contentEnd(a.start, hi) }

// emitForward emits the content after a frame.
func (x *extractor) emitForward(si, i, hi int, s speaker, a after, cue corpus.Span, rule string) (int, bool) {
	start := a.start
	frames := x.items[i].cue
	med := x.medium(si, i, hi)
	if a.kind == content && !a.sawThat && (frames&(calls|quoteOnly) != 0 || frames&clause == 0 || frames&needsThat != 0 && x.items[start].is&pron == 0) {
		if k := x.marksAhead(start, hi); k >= 0 {
			if !x.emitContent(si, k, k+1, s, cue, med, "object", frames&calls == 0) {
				return 0, false
			}
			x.subject = s
			return k + 1, true
		}
		if frames&(says|needsThat|tells|asks) == 0 {
			return 0, false
		}
	}
	if frames&urges != 0 && a.kind == content && !a.sawThat {
		if k := x.toInfinitive(start, hi); k > 0 {
			start = k
		}
	}
	end := x.contentEnd(start, hi)
	if a.kind == marks {
		end = x.marksEnd(start, end)
	}
	if end <= start {
		return 0, false
	}
	for k := start; k < end; k++ { // "… and that the fault was “isolated”"
		if k > start && x.items[k].is&that != 0 && x.items[k-1].is&coord != 0 && x.quotedShare(k+1, end) > 0.5 {
			x.emitConjunct(si, start, k-1, k+1, end, s, cue, med, rule)
			x.subject = s
			return end, true
		}
	}
	if !x.emitContent(si, start, end, s, cue, med, rule, a.kind == marks && !a.comma && !a.colon && frames&(says|tells|calls|needsThat) == 0) {
		return 0, false
	}
	x.subject = s
	return end, true
}

// emitConjunct emits two clauses under one verb; the second one's words in
// marks stand for it.
func (x *extractor) emitConjunct(si, a, b, c, d int, s speaker, cue corpus.Span, med, rule string) {
	x.emitContent(si, a, b, s, cue, med, rule, false)
	for k := c; k < d; k++ {
		if x.items[k].quote >= 0 {
			x.emitContent(si, k, k+1, s, cue, med, "conjunct", false)
		}
	}
}

// quotedShare is the share of words of items [a, b) that stand in marks.
func (x *extractor) quotedShare(a, b int) float64 {
	in, all := 0, 0
	for i := a; i < b; i++ {
		if q := x.items[i].quote; q >= 0 {
			in += int(x.quotes[q].words)
			all += int(x.quotes[q].words)
		} else if x.items[i].kind == token.Word {
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(in) / float64(all)
}

// marksEnd decides how far content that opens with a quotation reaches: the
// quotation alone, or the clause that it begins.
func (x *extractor) marksEnd(start, end int) int {
	n := start + 1
	if n < end && x.items[n].kind == token.Word && x.isVerb(n) && x.quotes[x.items[start].quote].words <= 8 && x.finalMark(x.items[start].quote) == 0 {
		return end
	}
	return n
}

// maxBreaks bounds the verbs in one clause that are tried as frames of their
// own.
const maxBreaks = 12

// contentEnd is the end of the clause that starts at item start: the end of the
// sentence, or where another frame begins.
func (x *extractor) contentEnd(start, hi int) int {
	end := hi
	for end > start && x.items[end-1].punct != 0 && x.items[end-1].punct != ')' {
		end--
	}
	tried := 0
	for k := start; k < end; k++ {
		it := &x.items[k]
		switch {
		case it.punct == ';':
			return k
		case it.punct == '-' && k > start+2 && k+1 < end:
			if w := x.wordAt(k + 1); (w == "but" || w == "which" || w == "a" && k+2 < end && x.lowerIs(k+2, "reference")) && !x.dashAfter(k+1, end) {
				return k
			}
		case cutRelative && it.punct == ',' && k > start+3 && k+3 < end && x.addsOn(k+1, end):
			return k
		case it.quote >= 0:
			if f := x.finalMark(it.quote); (f == '.' || f == '?' || f == '!') && k+1 < end && k > start {
				return k + 1
			}
		case it.kind == token.Word && k > start+1 && x.lowerIs(k, "according") && k+1 < end && x.lowerIs(k+1, "to"):
			return x.back(k, start)
		case it.cue != 0 && it.shape == token.Lower && k > start+1 && tried < maxBreaks:
			tried++
			if e := x.frameBreak(k, start, end); e > start {
				return e
			}
		}
	}
	return end
}

const cutRelative = false

// dashAfter reports whether another dash follows, so that the first opens an
// insertion.
func (x *extractor) dashAfter(k, end int) bool {
	for ; k < end; k++ {
		if x.items[k].punct == '-' {
			return true
		}
	}
	return false
}

// addsOn reports whether the words from item k to the end are the writer's
// aside: a non-restrictive relative clause or a participle.
func (x *extractor) addsOn(k, end int) bool {
	it := &x.items[k]
	w := x.wordAt(k)
	if w != "which" && w != "where" && w != "who" && !(it.shape == token.Lower && len(w) > 5 && w[len(w)-3:] == "ing" && it.is == 0) {
		return false
	}
	for ; k < end; k++ {
		if x.items[k].punct == ',' || x.items[k].quote >= 0 {
			return false
		}
	}
	return true
}

// back steps over the comma or conjunction before item k.
func (x *extractor) back(k, start int) int {
	for k > start && (x.items[k-1].punct == ',' || x.items[k-1].punct == '-' || x.items[k-1].is&coord != 0) {
		k--
	}
	return k
}

// frameBreak reports where the content before the reporting verb at item k ends
// if the verb opens a frame of its own, or -1.
func (x *extractor) frameBreak(k, start, end int) int {
	cue := x.items[k].cue
	if cue&ing != 0 {
		if w := x.withBefore(k, start); w > start && x.items[w-1].punct == ',' && x.marksAhead(k+1, end) >= 0 {
			return w - 1
		}
		if x.items[k-1].punct != ',' {
			return -1
		}
		a := x.afterCue(k, end)
		if a.kind == marks || a.sawThat || cue&says != 0 && a.kind == content {
			return k - 1
		}
		return -1
	}
	if cue&clause == 0 && cue&quoteOnly == 0 {
		return -1
	}
	b := x.subjectBefore(k, start)
	if b.toInf || b.modal || b.negated || b.passive || x.nounUse(k, b) {
		return -1
	}
	first := b.verbStart
	if !b.np.empty() {
		first = int(b.np.first)
	}
	if first <= start+1 {
		return -1
	}
	p := &x.items[first-1]
	a := x.afterCue(k, end)
	strong := a.kind == marks || a.sawThat && cue&(says|needsThat|tells) != 0 || cue&says != 0 && a.kind == content && x.bareClause(a.start, end, cue)
	if p.is&coord != 0 && strong && (cue&says != 0 || a.sawThat || a.kind == marks) {
		return x.back(first, start)
	}
	if p.punct == '-' && strong || p.punct == ',' && strong && !b.np.empty() && first >= 2 {
		return x.back(first, start)
	}
	return -1
}
