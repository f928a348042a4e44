package quote

import "twosource/extractors/token"

// phrase is a noun phrase as a range of items.
type phrase struct{ first, end int32 }

func (p phrase) empty() bool { return p.end <= p.first }

// before is what stands left of a reporting verb.
type before struct {
	np        phrase
	name      phrase // a name in apposition to np: "His father, Ernie LeBlanc,"
	verbStart int    // first item of the verb group
	negated   bool
	modal     bool
	toInf     bool // "to say"
	passive   bool // a form of "be" stands before the verb
}

// subjectBefore finds the subject of the reporting verb at item c, looking no
// further left than lo. It steps over auxiliaries and adverbs, appositions and
// relative clauses.
func (x *extractor) subjectBefore(c, lo int) before {
	b := x.verbGroup(c, lo)
	j := b.verbStart - 1
	if j < lo {
		return b
	}
	it := &x.items[j]
	switch {
	case it.punct == ',' || it.punct == '-':
		x.apposed(&b, j, lo, it.punct)
	case it.punct == ')':
		for j > lo && x.items[j].punct != '(' {
			j--
		}
		if j > lo {
			b.np = x.nounPhraseEnding(j, lo)
		}
	case it.kind == token.Word || it.kind == token.Number || it.kind == token.Link:
		b.np = x.nounPhraseEnding(j+1, lo)
	}
	return b
}

// verbGroup steps left over adverbs, auxiliaries and negation.
func (x *extractor) verbGroup(c, lo int) before {
	b := before{verbStart: c}
	j := c - 1
	for ; j >= lo; j-- {
		it := &x.items[j]
		if it.kind != token.Word && it.kind != token.Punct || it.shape == token.Title && j > lo && it.is&(neg|adverb) == 0 {
			break
		}
		w := x.wordAt(j)
		switch {
		case it.is&neg != 0:
			b.negated = true
		case w == "to":
			b.toInf = true
			b.verbStart = j
			return b
		case it.is&pron != 0:
			if it.is&aux == 0 {
				return b
			}
			if len(w) > 1 && (w[len(w)-1] == 'd' || w[len(w)-1] == 'l') {
				b.modal = w[len(w)-1] == 'l'
			}
			return b
		case it.is&modal != 0:
			b.modal = true
		case it.is&aux != 0 && (w == "'s" || w == "’s"):
			return b
		case it.is&aux != 0:
			b.passive = b.passive || isBe(w)
		case it.is&adverb != 0 && it.is&(det|prep) == 0 && it.shape == token.Lower:
		default:
			return b
		}
		b.verbStart = j
	}
	return b
}

func isBe(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been", "being":
		return true
	}
	return false
}

// hardStop reports whether item i ends a noun phrase looked at from the right.
func (x *extractor) hardStop(i int) bool {
	it := &x.items[i]
	if it.quote >= 0 || it.punct != 0 && it.punct != '.' && it.punct != '\'' {
		return true
	}
	if it.kind != token.Word {
		return false
	}
	if it.is&(subord|that) != 0 && it.is&prep == 0 {
		return true
	}
	return x.isVerb(i)
}

// isVerb reports whether item i is likely a finite verb.
func (x *extractor) isVerb(i int) bool {
	it := &x.items[i]
	if it.shape != token.Lower {
		return it.is&(aux|modal) != 0 && it.shape == token.Title
	}
	if it.is&poss != 0 {
		return false
	}
	if it.is&(aux|modal|finite) != 0 && it.is&det == 0 {
		return true
	}
	return it.cue != 0 && it.cue&(noun|ing) == 0 && it.is&(role|roles|orgRole|document|mediumNoun|prep) == 0
}

// nounPhraseEnding finds the noun phrase that ends before item end.
func (x *extractor) nounPhraseEnding(end, lo int) phrase {
	if x.items[end-1].is&pron != 0 && x.items[end-1].is&rel == 0 {
		return phrase{int32(end - 1), int32(end)}
	}
	s := x.phraseStart(end, lo)
	verbLeft := s > lo && x.isVerb(s-1)
	s = x.trimLeft(s, end, verbLeft)
	if s >= end || !x.nominal(end-1) || !x.plausible(s, end) || x.compared(s, end) {
		return phrase{}
	}
	return phrase{int32(s), int32(end)}
}

// compared reports whether a comparison opens the phrase: "higher than city
// reports say".
func (x *extractor) compared(s, end int) bool {
	for i := max(0, s-1); i < end; i++ {
		if x.lowerIs(i, "than") {
			return true
		}
	}
	return false
}

// plausible reports whether items [s, e) look like a noun phrase for somebody:
// a name, a determiner, a role, a plural.
func (x *extractor) plausible(s, e int) bool {
	for i := s; i < e; i++ {
		it := &x.items[i]
		if x.capital(i, false) || it.is&(det|poss|pron|role|roles|orgRole|document|kin) != 0 || it.kind != token.Word {
			return true
		}
	}
	return plural(x.wordAt(e - 1))
}

// phraseStart walks left to the item after the first that cannot belong to the
// phrase; a verb inside a relative clause does not stop it.
func (x *extractor) phraseStart(end, lo int) int {
	s := end
	for s > lo && end-s < 30 {
		if !x.hardStop(s - 1) {
			s--
			continue
		}
		if !x.isVerb(s - 1) {
			break
		}
		r := s - 2
		for r > lo && r > s-8 && x.items[r].is&rel == 0 && x.items[r].punct == 0 && x.items[r].quote < 0 {
			r--
		}
		if r <= lo || x.items[r].is&rel == 0 || x.items[r-1].punct != 0 {
			break
		}
		s = r
	}
	return s
}

// trimLeft drops what stands before the noun phrase proper in [s, end):
// conjunctions, adverbs, and adverbial phrases.
func (x *extractor) trimLeft(s, end int, verbLeft bool) int {
	if verbLeft {
		for j := end - 1; j > s; j-- {
			if x.items[j].is&coord != 0 || x.items[j].is&rel != 0 {
				s = j + 1
				break
			}
		}
	}
	for s < end {
		it := &x.items[s]
		switch {
		case it.is&coord != 0, it.is&(subord|that|rel) != 0 && it.is&det == 0, it.is&adverb != 0 && it.is&det == 0 && !x.capital(s, false):
			s++
		case it.is&timeWord != 0 && s+1 < end && it.is&(givenName) == 0:
			s++
		case it.is&prep != 0 && it.is&det == 0:
			n := x.afterAdverbial(s, end)
			if n >= end {
				return end
			}
			s = n
		default:
			return s
		}
	}
	return s
}

// afterAdverbial returns where the subject starts in a phrase that opens with a
// preposition: "On Friday the minister", "In Leeds police".
func (x *extractor) afterAdverbial(s, end int) int {
	for j := end - 1; j > s; j-- {
		it := &x.items[j]
		if it.is&pron != 0 && it.is&(rel|poss) == 0 {
			return j
		}
		if it.is&(det) != 0 && j > s+1 && x.items[j-1].is&prep == 0 {
			return j
		}
		if x.capital(j, false) && !x.capital(j-1, false) && j > s+1 && x.items[j-1].is&(prep|det|poss) == 0 {
			return j
		}
	}
	for j := s + 1; j < end; j++ {
		if x.items[j].is&(roles|role) != 0 && j > s+1 && x.items[j-1].is&(prep|det) == 0 {
			return j
		}
	}
	return end
}

// nominal reports whether item i can end a noun phrase.
func (x *extractor) nominal(i int) bool {
	it := &x.items[i]
	switch it.kind {
	case token.Number, token.Link:
		return true
	case token.Word:
	default:
		return it.punct == ')'
	}
	if it.is&(role|roles|orgRole|document|kin|givenName) != 0 {
		return true
	}
	if it.is&pron != 0 {
		return true
	}
	if x.capital(i, false) {
		return true
	}
	if it.is&(prep|coord|subord|that|aux|modal|neg|rel|poss) != 0 {
		return false
	}
	return it.is&det == 0 || !x.lowerIs(i, "the") && !x.lowerIs(i, "a") && !x.lowerIs(i, "an") && !x.lowerIs(i, "every") && !x.lowerIs(i, "no")
}

// apposed finds the subject left of a comma or dash at item j: the first
// comma-separated part of the clause that is a noun phrase.
func (x *extractor) apposed(b *before, j, lo int, sep byte) {
	l := j
	for l > lo && j-l < 60 {
		it := &x.items[l-1]
		if it.quote >= 0 && x.quotes[it.quote].words > 4 || it.punct == ';' || it.punct == ':' || it.punct == '-' && sep != '-' {
			break
		}
		l--
	}
	for s := l; s < j; {
		e := s
		for e < j && x.items[e].punct != sep {
			e++
		}
		if e >= j && s == l {
			return // "NP, said X": no apposition stands between, X is the subject
		}
		if p := x.segmentSubject(s, e); !p.empty() {
			if x.verbBetween(e+1, j, sep) {
				s = e + 1
				continue
			}
			b.np = p
			if e < j {
				b.name = x.nameSegment(e+1, j)
			}
			return
		}
		s = e + 1
	}
}

// verbBetween reports whether a part between commas in [s, j) is a clause, so
// that what stands before it is not in apposition to the subject.
func (x *extractor) verbBetween(s, j int, sep byte) bool {
	for s < j {
		e := s
		for e < j && x.items[e].punct != sep {
			e++
		}
		if it := &x.items[s]; it.is&(rel|subord|prep) == 0 {
			for k := s; k < e && x.items[k].is&rel == 0; k++ {
				if x.isVerb(k) {
					return true
				}
			}
		}
		s = e + 1
	}
	return false
}

// segmentSubject is the noun phrase that a part between commas consists of.
func (x *extractor) segmentSubject(s, e int) phrase {
	for s < e && (x.items[s].is&coord != 0 || x.items[s].is&that != 0 || x.items[s].is&adverb != 0 && !x.capital(s, false) && x.items[s].is&det == 0) {
		s++
	}
	if s >= e || x.items[s].is&(prep|subord|rel|timeWord) != 0 && x.items[s].is&(det|givenName|role) == 0 || x.items[s].cue&ing != 0 || x.items[s].is&adverb != 0 && x.items[s].is&det == 0 && !x.capital(s, false) {
		return phrase{}
	}
	inRel := false
	for k := s; k < e; k++ {
		if x.items[k].is&rel != 0 {
			inRel = true
		}
		if x.items[k].quote >= 0 || !inRel && x.isVerb(k) {
			return phrase{}
		}
	}
	if x.items[s].kind != token.Word || !x.nominal(e-1) {
		return phrase{}
	}
	if x.items[s].is&(det|poss) != 0 || x.capital(s, true) || x.items[s].is&(role|roles|kin|orgRole|pron) != 0 {
		return phrase{int32(s), int32(e)}
	}
	return phrase{}
}

// nameSegment is the part between commas starting at item s where it is
// nothing but a name.
func (x *extractor) nameSegment(s, limit int) phrase {
	e := s
	for e < limit && x.items[e].punct != ',' {
		if !x.capital(e, false) && !particle(x.wordAt(e)) {
			return phrase{}
		}
		e++
	}
	return phrase{int32(s), int32(e)}
}

// subjectAfter finds the subject of an inverted verb: "said Maria Lopez, 34".
func (x *extractor) subjectAfter(c, hi int) phrase {
	s := c + 1
	for s < hi && x.items[s].is&adverb != 0 && x.items[s].shape == token.Lower && x.items[s].is&det == 0 {
		s++
	}
	if s >= hi || !x.canOpen(s) {
		return phrase{}
	}
	e := s
	if x.items[s].is&pron != 0 && x.items[s].is&poss == 0 {
		e = s + 1
		return phrase{int32(s), int32(e)}
	}
	for e < hi {
		it := &x.items[e]
		if it.quote >= 0 || it.punct != 0 || it.kind == token.Symbol || e > s && x.stopsRight(e, s) {
			break
		}
		e++
	}
	for e > s && !x.nominal(e-1) {
		e--
	}
	return phrase{int32(s), int32(e)}
}

func (x *extractor) canOpen(i int) bool {
	it := &x.items[i]
	return it.quote < 0 && (x.capital(i, false) || it.is&(det|poss|role|roles|kin|orgRole|document) != 0 && it.is&prep == 0 || it.is&pron != 0 && it.is&rel == 0 || it.kind == token.Link || it.kind == token.Number && false)
}

// stopsRight reports whether item e ends a noun phrase that began at s.
func (x *extractor) stopsRight(e, s int) bool {
	it := &x.items[e]
	if it.is&(subord|that|rel|timeWord) != 0 && it.is&givenName == 0 && !(x.capital(e, false)) {
		return true
	}
	if it.is&prep != 0 && !x.capital(e, false) {
		w := x.wordAt(e)
		if w == "of" || w == "for" && x.lowerRun(s, e) {
			return false
		}
		return !((w == "with" || w == "at" || w == "from") && x.lowerRun(s, e))
	}
	if it.is&pron != 0 && it.is&(poss|role) == 0 {
		return true
	}
	return x.isVerb(e)
}

// lowerRun reports whether items [s, e) end in a common noun, so that a
// preposition after them says whose: "a spokesman for Delta".
func (x *extractor) lowerRun(s, e int) bool {
	return x.items[e-1].shape == token.Lower && x.items[e-1].is&(role|roles|document|orgRole) != 0
}
