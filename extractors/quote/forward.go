package quote

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

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
	if it.is&(aux|modal) != 0 && it.is&pron == 0 && cue&plain == 0 {
		return false
	}
	if it.is&coord != 0 || it.punct != 0 || it.is&(rel|subord) != 0 && !opensCondition(x.wordAt(start)) && it.is&pron == 0 {
		return false
	}
	w := x.wordAt(start)
	if w == "so" || w == "nothing" || w == "goodbye" || w == "yes" || w == "no" {
		return false
	}
	if cue&plain == 0 && !x.opensClause(start) {
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

// opensClause reports whether item i can be the first word of a clause without
// "that": an adjective or adverb of manner cannot.
func (x *extractor) opensClause(i int) bool {
	it := &x.items[i]
	return it.quote >= 0 || it.is&(det|poss|pron|prep|subord|role|roles|orgRole|kin|document|adverb|neg) != 0 || x.capital(i, false) || it.kind != token.Word || plural(x.wordAt(i)) || x.lowerIs(i, "there") || x.lowerIs(i, "here") || it.shape != token.Lower
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
		if frames&(says|needsThat|tells|asks|urges) == 0 {
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
