package claim

import (
	"strings"
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
