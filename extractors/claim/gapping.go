package claim

import (
	"strings"

	"twosource/corpus"
)

// goneOn is how sure a claim is that shares its verb with the one before it, relative
// to that one.
const goneOn = 0.92

// maxBack bounds how many claims back the one gone on from is looked for.
const maxBack = 2048

// gappedClaims claims the figures of which a sentence leaves out what it has just said of
// another: "Halvern lost $5.5 billion and Orvel about $2.9 billion" tells of two losses.
func (d *document) gappedClaims(dst []corpus.Claim, from int) []corpus.Claim {
	for i := range d.figs {
		if f := int32(i); !d.usedFig[f] {
			dst = d.gapped(dst, from, f)
		}
	}
	return dst
}

// gapped adds the claim of figure f if it goes on from another's.
func (d *document) gapped(dst []corpus.Claim, from int, f int32) []corpus.Claim {
	n, prev := d.gapAt(f)
	if n < 0 {
		return dst
	}
	for k := len(dst) - 1; k >= max(from, len(dst)-maxBack); k-- {
		b := &dst[k]
		if b.Span != d.figs[prev].Span || b.Subject == "" || b.Negated {
			continue
		}
		w := &d.who[d.whoOf[n]]
		if w.name == b.Subject {
			return dst
		}
		fig := &d.figs[f]
		c := corpus.Claim{Span: fig.Span, Sentence: b.Sentence, Subject: w.name, SubjectID: w.id, SubjectAt: d.ents[n].Span,
			Attribute: b.Attribute, Kind: b.Kind, Behaviour: b.Behaviour, Modality: b.Modality, AsOf: b.AsOf, AsOfFrom: b.AsOfFrom,
			By: b.By, Rule: b.Rule, Confidence: b.Confidence * goneOn}
		c.Value = corpus.Value{Text: plain(fig.Value), Quantity: fig.Quantity}
		if b.Value.Quantity.Value.Sign() < 0 {
			negate(&c.Value.Quantity)
			c.Value.Text = plain(c.Value.Quantity.Value)
		}
		d.usedFig[f] = true
		return append(dst, c)
	}
	return dst
}

// goesOn reports whether figure f leaves its verb to another's, claimed or not.
func (d *document) goesOn(f int32) bool {
	n, _ := d.gapAt(f)
	return n >= 0
}

// gapAt is the name that stands before figure f with nothing but small words between,
// behind a comma or an "and" that follows another figure of the kind; -1 if there is
// none.
func (d *document) gapAt(f int32) (name, prev int32) {
	if f == 0 || d.figEnd[f] <= d.figStart[f] {
		return -1, -1
	}
	lo, _ := d.sentence(d.figStart[f])
	k := d.figStart[f] - 1
	for k > lo && (d.is(k, d.x.bounding) || d.is(k, d.x.of) || d.is(k, d.x.by)) {
		k--
	}
	if k <= lo || d.entOver[k] < 0 || d.entEnd[d.entOver[k]] != k+1 {
		return -1, -1
	}
	n := d.entOver[k]
	if d.whoOf[n] < 0 || d.types[n]&(typeBit(corpus.Norp)|typeBit(corpus.Event)|typeBit(corpus.Work)) != 0 {
		return -1, -1
	}
	i := d.entStart[n] - 1
	for i > lo && d.is(i, d.x.determiner) {
		i--
	}
	links := false
	for i > lo && (d.word(i) == "," || d.is(i, d.x.and) || d.word(i) == ";") {
		links, i = true, i-1
	}
	if !links {
		return -1, -1
	}
	return d.gapAfter(n, f, i, lo)
}

// gapAfter is the figure of the kind of f that ends before token i, perhaps with a noun
// or a day behind it, and the name n of f.
func (d *document) gapAfter(n, f, i, lo int32) (name, prev int32) {
	for steps := 0; i > lo && d.figOver[i] < 0 && steps < 5; steps++ {
		if d.mark[i] >= markComma || d.entOver[i] >= 0 || d.actedBy(i) || d.is(i, d.x.be) || d.is(i, d.x.have) || d.is(i, d.x.preposition) && !d.is(i, d.x.of) && !strings.EqualFold(d.word(i), "on") {
			return -1, -1
		}
		i--
	}
	p := d.figOver[i]
	if p < 0 || p == f || d.figs[p].Kind != d.figs[f].Kind || d.figUnit[p] != d.figUnit[f] || d.figs[p].Kind == corpus.Score {
		return -1, -1
	}
	if a, b := d.figNoun[p], d.figNoun[f]; b >= 0 && (a < 0 || d.nounName(a) != d.nounName(b)) {
		return -1, -1 // "300 flights and Orvel 20 trains"
	}
	return n, p
}
