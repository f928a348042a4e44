package consistency

import (
	"strings"

	"twosource/corpus"
	"twosource/corpus/utterance"
)

// quotes decides two quotations that share a run of words: the same utterance
// in other words is a variant, in words of another meaning a contradiction,
// and from another mouth a contradiction too.
func (d *decision) quotes() Result {
	d.pass(checkAttribute, quotation)
	x, y := &d.a.Claim, &d.b.Claim
	same := sameSpeaker(d.a, d.b)
	if nameless(d.a, d.b) && (!contexts(d.a, d.b) && !d.a.profile.thin() || d.a.known.known() && d.b.known.known() && d.a.known.gap(d.b.known) > 60*day) {
		return Result{} // anybody can have begun a sentence so
	}
	c := utterance.Compare(x.Value.Text, y.Value.Text)
	if !c.Same || c.Overlap < closeWording && nameless(d.a, d.b) {
		return Result{}
	}
	if same == 0 {
		return d.otherMouth(c)
	}
	d.score.Subject = same
	switch {
	case c.Material:
		if o := inner(&c, x.Value.Text, y.Value.Text); o != nil {
			d.differ = apartIn(o, x.Value.Text, y.Value.Text)
			d.pass(checkWording, "they differ in meaning: "+o.Reason)
			return d.clash()
		}
		return d.stop(corpus.Variant, LaneExplained, checkWording, "one may be cut from the other: "+c.Reason)
	case len(c.Ops) > 0 || len(d.a.spoken) != len(d.b.spoken):
		return d.stop(corpus.Variant, LaneExplained, checkWording, "the wording differs, the meaning does not"+kindOf(c.Reason))
	}
	return d.stop(corpus.Compatible, LaneExplained, checkWording, "same words")
}

// otherWords reports whether two quotations are of other words and from another
// mouth: openings are shared by many, and comparing wordings is dear.
func otherWords(a, b *Statement) bool {
	return !nearlySame(a.spoken, b.spoken) && sameSpeaker(a, b) == 0
}

// kindOf names a cosmetic difference where there is more to say than that it is
// one.
func kindOf(reason string) string {
	switch reason {
	case "":
		return ": one is a part of the other"
	case "wording differs, meaning same":
		return ""
	}
	return ": " + reason
}

// nearlySame reports whether two quotations have as many words and all but a few
// in common: spelling and figures written out may differ.
func nearlySame(a, b []uint32) bool {
	if len(a) != len(b) {
		return false
	}
	room := max(2, len(a)/8)
	onlyA, onlyB := 0, 0
	for i, j := 0, 0; i < len(a) && j < len(b) && onlyA <= room && onlyB <= room; {
		switch {
		case a[i] == b[j]:
			i++
			j++
		case a[i] < b[j]:
			i++
			onlyA++
		default:
			j++
			onlyB++
		}
	}
	return onlyA <= room && onlyB <= room
}

// closeWording is the share of words two reports of one sentence have in common
// where a difference between them is one of report and not of occasion.
const closeWording = 0.75

// reworded are reasons that name no particular change of meaning: several words
// stand for several others, as when two reporters wrote down one sentence.
var reworded = map[string]bool{"wording": true, "reworded": true, "dropped words": true}

// inner returns the reason of a material difference within two wordings. What
// differs at an edge may have been cut, or stand outside the quotation marks.
func inner(c *utterance.Comparison, x, y string) *utterance.Op {
	if c.Overlap < closeWording {
		return nil
	}
	var found *utterance.Op
	n := 0
	for i := range c.Ops {
		o := &c.Ops[i]
		if !o.Material || o.Reason == "wording" {
			continue
		}
		if n++; found == nil && (inside(o.A, x) && inside(o.B, y) && !reworded[o.Reason] || swapped(o, x, y)) {
			found = o
		}
	}
	if n > 2 {
		return nil
	}
	return found
}

// swapped reports whether one word stands for another, which no cut explains.
func swapped(o *utterance.Op, x, y string) bool {
	return len(quoteWords(o.A.In(x))) == 1 && len(quoteWords(o.B.In(y))) == 1
}

// inside reports whether words stand on both sides of a span; an empty span
// has no place.
func inside(s corpus.Span, text string) bool {
	return s.Empty() || s.Start <= s.End && s.End <= len(text) && s.Start >= 0 &&
		len(quoteWords(text[:s.Start])) > 0 && len(quoteWords(text[s.End:])) > 0
}

// otherMouth decides the same words of two speakers who cannot be one. Short
// phrases are anybody's.
func (d *decision) otherMouth(c utterance.Comparison) Result {
	x, y := quoteWords(d.a.Claim.Value.Text), quoteWords(d.b.Claim.Value.Text)
	if len(c.Ops) > 0 || len(x) < 6 || len(x) != len(y) || !rivals(d.a, d.b) || !rivals(d.b, d.a) {
		return Result{}
	}
	d.differ = "one sentence is given to two speakers: " + d.a.subject.name + " and " + d.b.subject.name
	d.pass(checkWording, "the same words")
	d.score.Distance = 0.8
	return d.clash()
}

// rivals reports whether the speaker of a quotation can be told from another's
// for sure: a person with a full name whom the other article does not name. An
// article that names both may only have been read wrongly.
func rivals(a, b *Statement) bool {
	w := a.subject.words
	if a.subject.typ != corpus.Person || len(w) < 2 {
		return false
	}
	for i := range b.profile.anchors {
		if n := b.profile.anchors[i].words; last(n) == last(w) {
			return false
		}
	}
	return true
}

// nameless reports whether one of two quotations has a speaker without a name.
func nameless(a, b *Statement) bool { return len(a.subject.words) == 0 || len(b.subject.words) == 0 }

// sameSpeaker is the probability that two quotations have one speaker; an
// unknown speaker may be anybody.
func sameSpeaker(a, b *Statement) float64 {
	x, y := a.subject.words, b.subject.words
	if len(x) == 0 || len(y) == 0 {
		return 0.8
	}
	if p := max(sameWords(x, y, corpus.Person), sameWords(x, y, corpus.Org)); p > 0 {
		return p
	}
	if last(x) == last(y) && (honoured(x) || honoured(y)) {
		return 0.75
	}
	if strings.HasSuffix(strings.Join(x, " "), strings.Join(y, " ")) || strings.HasSuffix(strings.Join(y, " "), strings.Join(x, " ")) {
		return 0.7
	}
	return 0
}

// honoured reports whether a title stands among the words of a name.
func honoured(w []string) bool {
	for _, x := range w {
		if x == "mr" || x == "mrs" || x == "ms" || x == "dr" {
			return true
		}
	}
	return false
}
