package claim

import "twosource/extractors/token"

// timeline reports whether token i stands in a line that a date and a colon open,
// where verbs of the present tell of the past: "3 May: The fire spreads".
func (d *document) timeline(i int32) bool {
	r := d.sents[d.sentOf[i]]
	for k := i - 1; k >= max(r.First-maxLabel, 0) && k > i-farthest; k-- {
		if d.word(k) == ":" {
			return k > 0 && (d.dateOver[k-1] >= 0 || d.dateOver[r.First] >= 0)
		}
	}
	return false
}

// subjectWord reports whether token i can end the subject of an entry's verb: a noun,
// a name or the first word of the entry.
func (d *document) subjectWord(i int32) bool {
	return d.nominalAt(i) || i > 0 && d.word(i-1) == ":" && d.text.Tokens[i].Shape == token.Title && !d.is(i, d.x.function)
}

// cameAt reads a verb by which something only comes about at token i: what its subject
// is happened then, "full containment came on 25 November".
func (d *document) cameAt(i, lo int32) (happening, bool) {
	if !d.is(i, d.x.comes) || i == lo {
		return happening{}, false
	}
	n := d.nounBeforeVerb(i, lo)
	if n < 0 || d.entOver[n] >= 0 || d.pronounAt(n) != noPronoun || d.bearAt[n] >= 0 || d.eventAt[n] >= 0 || d.text.Tokens[n].Shape != token.Lower {
		return happening{}, false
	}
	h := happening{act: -1, at: n, end: i + 1, noun: true}
	if f := d.forms[n]; f > 0 {
		h.act = d.x.actNoun[f]
	}
	return h, true
}
