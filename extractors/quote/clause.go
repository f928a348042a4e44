package quote

import "twosource/extractors/token"

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
