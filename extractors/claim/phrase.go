package claim

import (
	"strings"

	"twosource/extractors/token"
)

// passive reports whether the verb at token i is a participle behind a form of
// "be", or one that follows its noun at once: "the note found on Friday".
func (d *document) passive(i, lo int32) bool {
	for k := i - 1; k >= lo && k > i-5; k-- {
		switch {
		case d.is(k, d.x.be) || strings.EqualFold(d.word(k), "got"):
			return true
		case d.is(k, d.x.adverb) || d.is(k, d.x.negation) || strings.HasSuffix(d.word(k), "ly"):
		default:
			return false
		}
	}
	return false
}

// nounBeforeVerb is the head of the noun phrase that is the subject of the verb at
// token v: -1 if none is found.
func (d *document) nounBeforeVerb(v, lo int32) int32 {
	i := v - 1
	for i >= lo && (d.is(i, d.x.be) || d.is(i, d.x.have) || d.is(i, d.x.adverb) || d.is(i, d.x.modal) || d.is(i, d.x.negation) || strings.EqualFold(d.word(i), "to") || strings.HasSuffix(d.word(i), "ly") && d.text.Tokens[i].Shape == token.Lower) {
		i--
	}
	if i > lo && d.is(i, d.x.who) && !d.is(i, d.x.it) {
		i--
		if d.is(i+1, d.x.that0) && d.entOver[i] < 0 && d.nominalAt(i) {
			return i // "in the quarter that ended in April"
		}
	}
	if i > lo && d.is(i, d.x.and) {
		return d.firstHead(lo, i)
	}
	if i >= lo && d.word(i) == "," {
		i = d.beforeAside(i, lo)
	}
	if i < lo {
		return -1
	}
	start := i
	for start > lo && d.mark[start-1] < markComma && !d.is(start-1, d.x.clauseOnly) && !d.is(start-1, d.x.who) && i-start < farthest {
		if _, ok := d.actAt(start - 1); ok && !d.is(start-1, d.x.preposition) {
			if h, _ := d.actAt(start - 1); !h.noun {
				k := d.pastRelative(start-1, lo)
				if k < 0 {
					break
				}
				start = k
				continue
			}
		}
		start--
	}
	return d.firstHead(start, i+1)
}

// pastRelative is the relative pronoun that the verb at token v follows, where a
// clause of its own ends the subject of another verb: "the owner of the block that
// collapsed was seized"; -1 if the verb follows none.
func (d *document) pastRelative(v, lo int32) int32 {
	k := v - 1
	for k > lo && (d.is(k, d.x.be) || d.is(k, d.x.have) || d.is(k, d.x.adverb)) {
		k--
	}
	if k > lo && d.relative(k) && d.mark[k-1] < markComma {
		return k
	}
	return -1
}

// beforeAside is the token before a phrase between commas that ends at the comma
// at token i: "the hull, of grey steel, sank"; the token before the comma if no
// other comma stands before it. A name between commas is itself the noun: "her
// aide, Sam Orr, resigned".
func (d *document) beforeAside(i, lo int32) int32 {
	for k := i - 1; k >= lo && k > i-farthest; k-- {
		if d.word(k) != "," {
			continue
		}
		if n := d.entAt[k+1]; n >= 0 && d.entEnd[n] == i {
			return i - 1
		}
		return k - 1
	}
	return i - 1
}

// firstHead is the head of the first noun phrase of tokens [lo, hi): the last
// noun or name before a preposition, a mark or a verb. Dates and phrases that
// open with a preposition are passed over.
func (d *document) firstHead(lo, hi int32) int32 {
	for i := lo; i < hi; i++ {
		if d.dateOver[i] >= 0 || !d.nominalAt(i) || i+1 < hi && d.word(i+1) == "-" && !d.text.Tokens[i+1].SpaceBefore {
			continue
		}
		if i > lo && d.is(i-1, d.x.preposition) || i > lo+1 && d.is(i-2, d.x.preposition) && d.is(i-1, d.x.determiner) {
			head := d.headFrom(i, hi)
			if head+1 >= hi {
				return head // nothing else is left
			}
			i = head
			continue
		}
		return d.headFrom(i, hi)
	}
	return -1
}

// headFrom is the head of the noun phrase that token i is in.
func (d *document) headFrom(i, hi int32) int32 {
	if n := d.entOver[i]; n >= 0 {
		end := d.pastOwner(d.entEnd[n], hi)
		if end >= hi || !d.nominalAt(end) || d.entOver[end] >= 0 && end == d.entEnd[n] {
			return d.entStart[n]
		}
		i = end // "the Acme note"
	}
	for d.pronounAt(i) == noPronoun {
		next := d.pastOwner(i+1, hi)
		if next >= hi || !d.nominalAt(next) || d.dateOver[next] >= 0 {
			break
		}
		if i = next; d.entOver[i] >= 0 {
			return d.entStart[d.entOver[i]]
		}
	}
	return i
}

// pastOwner is token i, or the one behind it where it is the "'s" of an owner.
func (d *document) pastOwner(i, hi int32) int32 {
	if i < hi && strings.HasPrefix(d.word(i), "'") || i < hi && strings.HasPrefix(d.word(i), "\u2019") {
		return i + 1
	}
	return i
}

// nominalAt reports whether token i can be a noun, a name or a pronoun.
func (d *document) nominalAt(i int32) bool {
	if d.entOver[i] >= 0 || d.bearAt[i] >= 0 || d.surname(i) >= 0 {
		return true
	}
	if p := d.pronounAt(i); p == itPronoun || p == hePronoun {
		return !d.is(i, d.x.determiner) && !d.is(i, d.x.possessive)
	}
	k := d.text.Tokens[i]
	if i > 0 && !k.SpaceBefore && d.word(i-1) == "-" && d.figOver[i-1] >= 0 {
		return false // "the 24-year-old"
	}
	return k.Kind == token.Word && k.End-k.Start > 2 && (k.Shape == token.Lower || d.forms[i] <= 0) && !d.is(i, d.x.function) && !strings.HasSuffix(d.word(i), "ly") && !d.pastVerb(i)
}

// pastVerb reports whether token i is a verb of the past.
func (d *document) pastVerb(i int32) bool {
	w := d.word(i)
	return d.x.lex.past.has(d.forms[i]) && d.bearAt[i] < 0 || strings.HasSuffix(w, "ed") && len(w) > 4
}

// objectOf is the head of what a verb that ends before token i acts on, -1 if
// none: "opened the gates to", "paid nearly".
func (d *document) objectOf(i, hi int32) int32 {
	for i < hi && (d.is(i, d.x.determiner) || d.figOver[i] >= 0 || d.is(i, d.x.number) || d.is(i, d.x.adverb) || strings.HasSuffix(d.word(i), "ly")) {
		if d.pronounAt(i) == itPronoun && !d.is(i, d.x.possessive) && !d.is(i, d.x.determiner) {
			return i
		}
		i++
	}
	i = d.pastCompound(i, hi)
	if i >= hi || d.dateOver[i] >= 0 || !d.nominalAt(i) || d.is(i, d.x.preposition) {
		return -1
	}
	return d.headFrom(i, hi)
}

// pastCompound is the token behind adjectives that are participles or written with
// a hyphen, before a noun: "capped-profit arm", "abandoned mill"; i if none stand
// there.
func (d *document) pastCompound(i, hi int32) int32 {
	for k := i; k+1 < hi && k < i+6; {
		switch {
		case k+2 < hi && d.word(k+1) == "-" && !d.text.Tokens[k+1].SpaceBefore:
			k += 3
		case d.pastVerb(k) && d.nominalAt(k+1):
			k++
		default:
			return k
		}
	}
	return i
}
