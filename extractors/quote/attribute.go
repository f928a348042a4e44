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
	x.emit(a.first, b.end, corpus.Direct, s, cue, med, "split")
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
	if start+1 < hi && x.items[start].is&coord != 0 && (x.isVerb(start+1) || x.pastForm(start+1)) {
		return x.contentEnd(start, hi) // “…, he says, and are rarely used”
	}
	if start >= hi || x.items[start].is&(rel|poss|coord) != 0 || x.items[start].cue&ing != 0 || x.items[start].quote >= 0 {
		return 0
	}
	end := x.contentEnd(start, hi)
	if end-start < 2 || x.items[start].is&adverb == 0 && !x.hasVerb(start, end) && !x.clauseVerb(start, end) {
		return 0
	}
	return end
}

// pastForm reports whether item i looks like a regular past form.
func (x *extractor) pastForm(i int) bool {
	w := x.wordAt(i)
	return x.items[i].shape == token.Lower && len(w) > 3 && w[len(w)-2:] == "ed"
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
	if a.kind != marks && !a.sawThat && !(x.items[i].cue&says != 0 && a.kind == content && x.bareClause(a.start, hi, x.items[i].cue)) {
		return 0, false
	}
	s := x.subject
	if s.agent < 0 && s.name == "" {
		x.readTo(int(x.sents[si].first))
		s = x.sentenceSubject(si, int(x.sents[si].first), i)
	}
	return x.emitForward(si, i, hi, s, a, x.cueSpan(b.verbStart, i+1), "coordinated")
}
