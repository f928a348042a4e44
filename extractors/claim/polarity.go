package claim

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// polarityClaims reads plain statements that something is or is not so: "Mac
// and Linux hosts are not affected". Two articles disagree when one says yes
// and the other no of the same bearer.
func (d *document) polarityClaims(dst []corpus.Claim) []corpus.Claim {
	for s, r := range d.sents {
		if d.skip(s) {
			continue
		}
		for i := r.First + 1; i < r.End; i++ {
			if d.is(i, d.x.be) {
				if c, ok := d.polarityAt(i, r.First, r.End); ok {
					dst = append(dst, c)
				}
			}
		}
	}
	return dst
}

// polarityAt reads the statement around the form of "be" at token i.
func (d *document) polarityAt(i, lo, hi int32) (corpus.Claim, bool) {
	no := false
	for k := i; k < hi && k < i+5; k++ {
		f := d.forms[k]
		if d.x.negation.has(f) {
			no = true
			continue
		}
		g, opposite := d.x.predicateOf(f)
		if g < 0 {
			if k == i || d.is(k, d.x.filler) {
				continue
			}
			return corpus.Claim{}, false
		}
		if k+1 < hi && (d.is(k+1, d.x.by) || d.figAt[k+1] >= 0) {
			return corpus.Claim{}, false
		}
		name, at := d.polarSubject(i, lo)
		if name == "" {
			return corpus.Claim{}, false
		}
		return d.polarClaim(name, at, g, no != opposite, i, k+1), true
	}
	return corpus.Claim{}, false
}

func (d *document) polarClaim(name string, at corpus.Span, g int16, no bool, lo, hi int32) corpus.Claim {
	c := corpus.Claim{Span: d.span(lo, hi), Subject: name, SubjectAt: at, Attribute: d.x.lex.predicates[g].name,
		Kind: corpus.KindPolarity, Behaviour: corpus.Snapshot, Rule: "polarity", Negated: no, Confidence: 0.8}
	c.Value.Text = "yes"
	if no {
		c.Value.Text = "no"
	}
	m := match{pat: -1, lo: lo, hi: hi, value: -1}
	d.qualify(&c, &m)
	c.Negated = no
	return c
}

// polarSubject names what stands before the verb at token i: the names in its
// noun phrase, in order of the alphabet ("Linux, Mac").
func (d *document) polarSubject(i, lo int32) (string, corpus.Span) {
	start := i
	var names []string
	for k := i - 1; k >= lo && k > i-9; k-- {
		t := d.text.Tokens[k]
		if d.mark[k] >= markComma || t.Kind == token.Quote || d.is(k, d.x.say) || d.is(k, d.x.clauseWord) && !d.is(k, d.x.and) {
			break
		}
		start = k
		if t.Kind == token.Word && t.Shape != token.Lower && !d.x.function.has(d.forms[k]) && d.plainName(k, lo) {
			names = append(names, d.word(k))
		}
	}
	if len(names) == 0 || len(names) > 4 {
		return "", corpus.Span{}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", "), d.span(start, i)
}

// plainName reports whether a capitalised word is a name rather than the first
// word of its sentence.
func (d *document) plainName(k, lo int32) bool {
	return k > lo || d.entOver[k] >= 0 || d.text.Tokens[k].Shape != token.Title || k+1 < int32(len(d.forms)) && d.is(k+1, d.x.and)
}

// predicateOf is the statement a word makes, and whether it makes its opposite
// ("untouched").
func (x *Extractor) predicateOf(f int32) (g int16, opposite bool) {
	if f <= 0 {
		return -1, false
	}
	for i := range x.lex.predicates {
		p := &x.lex.predicates[i]
		if p.strong.has(f) {
			return int16(i), false
		}
		if p.weak.has(f) {
			return int16(i), true
		}
	}
	return -1, false
}
