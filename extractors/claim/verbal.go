package claim

import "strings"

// actPhrase is the longest verb of several words that begins at token i: "opened
// its doors again" before "opened its doors".
func (d *document) actPhrase(i, form int32) (h happening, ok bool) {
	for _, p := range d.x.actWord[form] {
		if end := i + int32(len(p.words)); end > h.end && d.phraseAt(int(i), p.words) && d.verbal(i) {
			h, ok = happening{act: p.group, at: i, end: end}, true
		}
	}
	return h, ok
}

// verbal reports whether the word at token i, a form of a verb, stands as one: a
// form of the past that qualifies no noun, or another one behind its subject, "to"
// or an auxiliary.
func (d *document) verbal(i int32) bool {
	lo, hi := d.sentence(i)
	if i+1 < hi && d.word(i+1) == "-" && !d.text.Tokens[i+1].SpaceBefore {
		return false
	}
	if i == lo || d.opensLine(i) {
		return strings.HasSuffix(d.word(i), "ed") || d.x.lex.past.has(d.forms[i])
	}
	if d.word(i-1) == "-" && !d.text.Tokens[i].SpaceBefore || d.is(i-1, d.x.determiner) && !d.is(i-1, d.x.that0) || d.is(i-1, d.x.possessive) {
		return false
	}
	w := d.word(i)
	if (strings.HasSuffix(w, "s") && !d.is(i-1, d.x.light) || d.subjectWord(i-1) && strings.HasSuffix(d.word(i-1), "s")) && d.timeline(i) {
		return true
	}
	if d.x.lex.past.has(d.forms[i]) || d.forms[i] <= 0 || strings.HasSuffix(w, "ed") {
		return !d.is(i-1, d.x.preposition) || d.is(i-1, d.x.clauseWord)
	}
	if strings.HasSuffix(w, "ing") {
		return d.is(i-1, d.x.be) || d.mark[i-1] == markComma || d.is(i-1, d.x.clauseWord)
	}
	return strings.EqualFold(d.word(i-1), "to") || d.is(i-1, d.x.modal) || d.is(i-1, d.x.negation) || d.pronounAt(i-1) != noPronoun || d.entOver[i-1] >= 0 && strings.HasSuffix(w, "s") && !d.x.actNounForm(d.forms[i])
}
