package claim

import (
	"strings"

	"twosource/extractors/token"
)

// timeWithin reads a length of time spent somewhere: "38 minutes in the air".
func (d *document) timeWithin(r restRead, end, hi int32) (restRead, bool) {
	if end+2 >= hi || !strings.EqualFold(d.word(end), "in") || !d.is(end+1, d.x.determiner) {
		return r, false
	}
	n, next := d.nounPhrase(end+2, hi, false)
	if n < 0 {
		return r, false
	}
	r.noun, r.word, r.hi = -1, "time in "+strings.ToLower(d.word(n)), next
	return r, true
}

// beforeAttribution is token i, or the comma that opens an aside naming who says so
// which ends before it: "It lasted, she says, about six minutes".
func (d *document) beforeAttribution(i, lo int32) int32 {
	end := i - 1
	for end >= lo && d.is(end, d.x.bounding) {
		end--
	}
	if end < lo || d.word(end) != "," {
		return i
	}
	says := false
	for k := end - 1; k >= lo && k > end-7; k-- {
		if d.word(k) == "," {
			if says {
				return k
			}
			return i
		}
		says = says || d.is(k, d.x.say)
	}
	return i
}

// equated is the common noun that is the subject of a sum, and what it does: nothing
// where it is the sum, "its shortfall could be as much as $8 billion"; -1 if there is
// none.
func (d *document) equated(f int32) (noun int32, word string) {
	n := d.clauseSubject(d.figStart[f])
	if n < 0 || !d.plainNoun(n) {
		return -1, ""
	}
	lo, _ := d.sentence(d.figStart[f])
	k := d.figStart[f] - 1
	for k > lo && (d.is(k, d.x.bounding) || d.is(k, d.x.adverb) || strings.EqualFold(d.word(k), "as")) {
		k--
	}
	if d.is(k, d.x.be) {
		return n, ""
	}
	return n, d.wordBefore(d.figStart[f]) // "thieves took $477 million"
}

// amounting is the noun that a verb right before sum f says the height of: the damage
// of "damage came to $1.4 billion"; -1 if none does.
func (d *document) amounting(f int32) int32 {
	lo, _ := d.sentence(d.figStart[f])
	k := d.figStart[f] - 1
	for k > lo && (d.is(k, d.x.bounding) || d.is(k, d.x.adverb) || strings.EqualFold(d.word(k), "as")) {
		k--
	}
	if k <= lo || d.is(k-1, d.x.determiner) || k == d.figStart[f]-1 && d.is(k, d.x.light) {
		return -1 // "a total of"
	}
	passive := d.is(k, d.x.valued) && (d.is(k-1, d.x.be) || d.is(k-1, d.x.adverb) && d.is(max(k-2, 0), d.x.be))
	if !passive && !d.is(k, d.x.amounts) {
		return -1
	}
	if d.opensWithNoun(lo, k) {
		return lo
	}
	n := d.nounBeforeVerb(k, lo)
	if n < 0 || !d.plainNoun(n) && !d.deverbal(n) || d.bearAt[n] >= 0 || d.figOver[n] >= 0 || d.x.period.has(d.forms[n]) {
		return -1
	}
	return n
}

// opensWithNoun reports whether the sentence that begins at token lo opens with a
// common noun that is the subject of the verb at token v: "Loss to all parties is put".
func (d *document) opensWithNoun(lo, v int32) bool {
	t := d.text.Tokens[lo]
	if t.Kind != token.Word || t.Shape != token.Title || d.entOver[lo] >= 0 || d.forms[lo] <= 0 || d.x.function.has(d.forms[lo]) || strings.HasSuffix(d.word(lo), "ed") || d.mark[lo] >= markComma {
		return false
	}
	return lo+1 == v || d.is(lo+1, d.x.preposition) || d.is(lo+1, d.x.be) || d.is(lo+1, d.x.have) || d.is(lo+1, d.x.modal)
}
