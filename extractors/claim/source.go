package claim

import (
	"strings"

	"twosource/corpus"
)

// sourceOf is whom a claim is attributed to: the speaker of a quotation around
// it, else the source its sentence names.
func (d *document) sourceOf(c *corpus.Claim, lo, hi int32) string {
	reported := ""
	for i := range d.quotes {
		if d.quotes[i].Start > c.Start {
			break
		}
		q := &d.quotes[i]
		switch {
		case !q.Contains(c.Span) || q.Speaker == "":
		case q.Kind != corpus.Indirect:
			return q.Speaker
		case q.SpeakerID != "" && d.spokenByName(q.SpeakerSpan):
			reported = q.Speaker
		}
	}
	at := d.tokenBefore(int32(c.Start) + 1)
	from, to := at, at
	for from > lo && d.mark[from-1] != markStop && !d.is(from-1, d.x.contrast) {
		from--
	}
	for to < hi && d.mark[to] != markStop && !d.is(to, d.x.contrast) {
		to++
	}
	if name := d.findSource(from, to); name != "" {
		return name
	}
	if name := d.findSource(lo, hi); name != "" {
		return name
	}
	return reported
}

// spokenByName reports whether the words for a speaker name one: "it said" may be
// anybody.
func (d *document) spokenByName(s corpus.Span) bool {
	w := s.In(d.text.Source)
	return w == "" || !d.x.it.has(d.x.lex.lookup(w))
}

// findSource looks for "X said", "said X", "according to X", "X put it at" in
// a sentence.
func (d *document) findSource(lo, hi int32) string {
	for i := lo; i < hi; i++ {
		switch f := d.forms[i]; {
		case f <= 0:
		case d.x.according.has(f):
			if n := d.sourceAfter(i+1, min(hi, i+7)); n != "" {
				return n
			}
		case d.x.say.has(f):
			if n := d.sourceBefore(i-1, lo); n != "" {
				return n
			}
			if n := d.sourceAfter(i+1, min(hi, i+5)); n != "" {
				return n
			}
		case d.x.tally.has(f) && i > lo:
			k := i - 1
			if d.is(k, d.x.possessive) {
				k--
			}
			if k >= lo && d.entOver[k] >= 0 {
				if n := d.sourceAt(k); n != "" {
					return n
				}
			}
		case d.x.counter.has(f) && i > lo:
			if n := d.sourceBefore(i-1, max(lo, i-2)); n != "" {
				return n
			}
		}
	}
	return ""
}

// sourceBefore reads a source that ends at token i.
func (d *document) sourceBefore(i, lo int32) string {
	for k := i; k >= lo && k > i-4; k-- {
		if n := d.sourceAt(k); n != "" {
			return n
		}
		if d.mark[k] >= markComma && k != i {
			return ""
		}
	}
	return ""
}

func (d *document) sourceAfter(i, hi int32) string {
	for k := i; k < hi; k++ {
		if n := d.sourceAt(k); n != "" {
			return n
		}
	}
	return ""
}

func (d *document) sourceAt(k int32) string {
	if n := d.entOver[k]; n >= 0 {
		if w := d.whoOf[n]; w >= 0 && d.types[n]&(typeBit(corpus.Person)|orgBits) != 0 {
			return d.who[w].name
		}
		return ""
	}
	if d.is(k, d.x.source) {
		return strings.ToLower(d.word(k))
	}
	switch d.pronounAt(k) {
	case hePronoun:
		if n := d.lastOf(k, typeBit(corpus.Person), 3); n >= 0 {
			return d.who[n].name
		}
	}
	if g := d.bearAt[k]; g >= 0 && d.x.orgBearer(g) {
		if n := d.mostVotes(func(f int32) bool { return f == d.forms[k] }); n >= 0 {
			return d.who[n].name
		}
		return strings.ToLower(d.word(k))
	}
	return ""
}
