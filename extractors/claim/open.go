package claim

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/extractors/token"
)

// openClaims claims the figures no attribute took, under a name made of the
// noun they count and the verb that governs it: "containers carried", "17
// branches" → "branches", "borrowed $15 billion" → "borrowed".
func (d *document) openClaims(dst []corpus.Claim, from int) []corpus.Claim {
	for i := range d.figs {
		if d.usedFig[i] || d.figEnd[i] <= d.figStart[i] || d.skip(int(d.sentOf[d.figStart[i]])) {
			continue
		}
		if dst = d.gapped(dst, from, int32(i)); d.usedFig[i] || d.goesOn(int32(i)) {
			continue
		}
		if c, ok := d.openClaim(int32(i)); ok {
			d.usedFig[i] = true
			dst = append(dst, c)
		}
	}
	return dst
}

// openRead is what an open attribute is made of.
type openRead struct {
	noun    string // plural, lower case; "" none
	verb    string // past participle or base form; "" none or light
	verbAt  int32
	after   bool // the verb follows the figure: the figure is its subject or is passive
	lo, hi  int32
	definit bool // "the 17 branches", "its 17 branches"
}

func (d *document) openClaim(f int32) (corpus.Claim, bool) {
	fig := &d.figs[f]
	kind, ok := openKind(fig.Kind)
	if !ok {
		return corpus.Claim{}, false
	}
	if end := d.figEnd[f]; int(end) < len(d.forms) && d.word(end) == "-" && d.text.Tokens[end].Start == int32(fig.End) {
		return corpus.Claim{}, false // "ten-speed gearbox" counts nothing
	}
	if kind == corpus.KindMoney && d.amounting(f) >= 0 {
		return corpus.Claim{}, false // of what its subject is: restOfFigures
	}
	r := d.readOpen(f)
	if r.noun == "" && (r.verb == "" || kind == corpus.KindCount) || kind == corpus.KindCount && fig.Value.Cmp(decimal.One) <= 0 {
		return corpus.Claim{}, false
	}
	if r.verb == "" && (r.noun == "passengers" || r.noun == "crew") {
		return corpus.Claim{}, false // of those on board, or of some of them
	}
	if fig.Kind == corpus.Ratio && !d.pluralNoun(f) {
		return corpus.Claim{}, false // half of the tower is no share of towers
	}
	if kind == corpus.KindMeasure && r.noun == "" && (r.verbAt < 0 || r.after || d.x.verbOf(d.forms[r.verbAt]) < 0 || d.figStart[f]-r.verbAt > 4) {
		return corpus.Claim{}, false
	}
	if r.verb == "" && (fig.Bound == corpus.Vague || !r.definit && r.verbAt < 0 && kind == corpus.KindCount && !(d.pluralNoun(f) && fig.Value.Cmp(decimal.Ten) > 0)) {
		return corpus.Claim{}, false
	}
	name := strings.TrimSpace(r.noun + " " + r.verb)
	if r.noun != "" && kind == corpus.KindPercent {
		name = "share of " + name
	}
	c := corpus.Claim{Span: fig.Span, Attribute: name, Kind: kind, Rule: "open"}
	c.Value = corpus.Value{Text: plain(fig.Value), Quantity: fig.Quantity}
	if r.verb == "" {
		c.Behaviour = corpus.Snapshot
	}
	m := match{pat: -1, lo: r.lo, hi: r.hi, value: f, event: -1}
	b := d.openSubject(&m, r)
	if b.trigger == "event" {
		n := d.topic(orgBits | typeBit(corpus.Product) | typeBit(corpus.Loc))
		if n < 0 {
			return corpus.Claim{}, false // of nothing in particular
		}
		b = bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.8}
	}
	d.setSubject(&c, b, m.lo)
	plainStaff(&c)
	d.qualify(&c, &m)
	if n := d.figNoun[f]; n >= 0 && d.x.statistic.has(d.forms[n]) && c.Scope == "" && c.AsOfFrom != "explicit" {
		return corpus.Claim{}, false // of which game, season or career?
	}
	c.Confidence = 0.62
	if r.noun != "" && r.verb != "" {
		c.Confidence = 0.7
	}
	return c, true
}

// pluralNoun reports whether the noun figure f counts has a plural's form.
func (d *document) pluralNoun(f int32) bool {
	n := d.figNoun[f]
	if n < 0 || d.text.Tokens[n].Shape != token.Lower {
		return false
	}
	w := d.word(n)
	return singular(w) != w
}

func openKind(k corpus.FigureKind) (corpus.ClaimKind, bool) {
	switch k {
	case corpus.Count:
		return corpus.KindCount, true
	case corpus.Percent, corpus.Ratio:
		return corpus.KindPercent, true
	case corpus.Money:
		return corpus.KindMoney, true
	case corpus.Measure:
		return corpus.KindMeasure, true
	}
	return "", false
}

// readOpen finds the noun and the verb of figure f.
func (d *document) readOpen(f int32) openRead {
	start, end := d.figStart[f], d.figEnd[f]
	lo, hi := d.sentence(start)
	r := openRead{lo: start, hi: end, verbAt: -1}
	after := end
	if n := d.figNoun[f]; n >= 0 && d.figOver[n] < 0 && !d.is(n, d.x.function) {
		r.noun = d.nounName(n)
		after = max(after, n+1)
	} else {
		after = d.nounNear(&r, start, end, lo, hi)
	}
	r.hi = max(r.hi, after)
	r.definit = start > lo && d.is(start-1, d.x.possessive) || start > lo && strings.EqualFold(d.word(start-1), "the")
	if !r.definit || d.figs[f].Kind != corpus.Count {
		d.verbNear(&r, start, after, lo, hi)
	}
	return r
}

// nounNear reads the noun of money and measures: "$100 million penalty", "$175
// billion in deposits", "10 years of monitoring", "a penalty of $100 million".
func (d *document) nounNear(r *openRead, start, end, lo, hi int32) int32 {
	k := end
	if k < hi && d.word(k) == "-" {
		k++
	}
	if k < hi && strings.EqualFold(d.word(k), "worth") {
		k++
	}
	linked := k < hi && (d.is(k, d.x.of) || d.word(k) == "in" && kindOf(d, start) == corpus.Money && !d.is(k+1, d.x.determiner))
	if linked {
		k++
	}
	if k == end && kindOf(d, start) == corpus.Measure {
		k = hi
	}
	if n, next := d.nounPhrase(k, hi, linked); n >= 0 {
		r.noun = d.nounName(n)
		return next
	}
	k = start - 1
	for k >= lo && d.is(k, d.x.bounding) {
		k--
	}
	if k > lo && (d.is(k, d.x.of) || strings.EqualFold(d.word(k), "worth")) && d.plainNoun(k-1) && !d.pastVerb(k-1) {
		r.noun = d.nounName(k - 1)
		r.lo = k - 1
	}
	return end
}

// kindOf is the kind of the figure that covers token t.
func kindOf(d *document, t int32) corpus.FigureKind { return d.figs[d.figOver[t]].Kind }

// nounPhrase finds the head of a noun phrase that starts at token k: the last
// plain word of at most four before a mark, a preposition or a verb.
func (d *document) nounPhrase(k, hi int32, linked bool) (head, next int32) {
	head = -1
	for i := k; i < hi && i < k+4; i++ {
		switch {
		case d.plainNoun(i):
			head = i
		case linked && i == k && (d.is(i, d.x.determiner) || strings.HasSuffix(d.word(i), "ed")):
		case linked && head >= 0 && d.deverbal(i):
			return i, i + 1
		case linked && head >= 0 && head == i-1 && isApostrophe(d.word(i)): // "of customers' money"
		default:
			return head, head + 1
		}
	}
	return head, head + 1
}

// isApostrophe reports whether a token ends an owner: "customers'", "the firm's".
func isApostrophe(w string) bool {
	return w == "'" || w == "’" || w == "'s" || w == "’s"
}

// deverbal reports whether token i behind a noun makes a compound with it though
// it can be a verb: the cuts of "tax cuts", the pay of "base pay".
func (d *document) deverbal(i int32) bool {
	k := d.text.Tokens[i]
	if k.Kind != token.Word || k.Shape != token.Lower || d.x.verbOf(d.forms[i]) < 0 {
		return false
	}
	w := d.word(i)
	return !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing") && (strings.HasSuffix(w, "s") || singular(w) == w)
}

// plainNoun reports whether token i can be a common noun: a lower-case word
// that is no function word and no known verb form.
func (d *document) plainNoun(i int32) bool {
	k := d.text.Tokens[i]
	if k.Kind != token.Word || k.Shape != token.Lower || k.End-k.Start < 3 {
		return false
	}
	f := d.forms[i]
	if d.x.function.has(f) || d.x.verbOf(f) >= 0 && d.bearAt[i] < 0 {
		return false
	}
	w := d.word(i)
	return !strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ing")
}

// nounName is the name a counted noun goes by: its synonym group, else its
// plural.
func (d *document) nounName(i int32) string {
	if g := d.x.nouns[d.forms[i]]; d.forms[i] > 0 && g >= 0 {
		return d.x.lex.nouns[g].name
	}
	return plural(singular(strings.ToLower(d.word(i))))
}

// verbNear finds the verb that governs the figure: a participle or verb right
// behind its noun, else the nearest verb before it in the clause.
func (d *document) verbNear(r *openRead, start, after, lo, hi int32) {
	for i := after; i < hi && i < after+5 && d.mark[i] < markComma && d.figOver[i] < 0; i++ {
		if v, ok := d.verbName(i); ok {
			r.verb, r.verbAt, r.after = v, i, true
			r.hi = max(r.hi, i+1)
			return
		}
		if d.is(i, d.x.clauseWord) || d.is(i, d.x.preposition) {
			break
		}
	}
	for i := start - 1; i >= lo && i >= start-8 && d.mark[i] < markComma; i-- {
		if strings.EqualFold(d.word(i), "close") && strings.EqualFold(d.word(i+1), "to") {
			continue // "close to 2,000 reporters"
		}
		if v, ok := d.verbName(i); ok {
			r.verb, r.verbAt = v, i
			r.lo = min(r.lo, i)
			return
		}
		if d.is(i, d.x.light) {
			r.verbAt = i
			return
		}
	}
}

// verbName is the name of the verb at token i.
func (d *document) verbName(i int32) (string, bool) {
	k := d.text.Tokens[i]
	if k.Kind != token.Word || k.Shape != token.Lower || d.entOver[i] >= 0 {
		return "", false
	}
	f := d.forms[i]
	if d.x.light.has(f) || d.x.be.has(f) || d.x.function.has(f) || d.x.say.has(f) {
		return "", false
	}
	if g := d.x.verbOf(f); g >= 0 {
		return d.x.lex.verbs[g].name, true
	}
	if w := d.word(i); len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") && !strings.HasSuffix(w, "dred") {
		return w, true
	}
	return "", false
}

func (x *Extractor) verbOf(f int32) int16 {
	if f <= 0 {
		return -1
	}
	return x.verbs[f]
}

// openSubject is the bearer of an open claim: the owner named right before the
// figure, the subject of the verb, else the event.
func (d *document) openSubject(m *match, r openRead) bearer {
	b := &d.x.anyBearer
	if r.after && r.verb != "" {
		return d.eventSubject(m)
	}
	s, ok := d.search(m, b)
	if !ok || s.at.Empty() || d.main >= 0 && !d.x.soft[d.main] && !d.actor(s) {
		return d.eventSubject(m)
	}
	s.trust *= 0.9
	return s
}

// plainStaff names a bare count of a firm's workers as the attribute of the lists does.
func plainStaff(c *corpus.Claim) {
	if c.Attribute == "workers" && c.Trigger == "" && c.Kind == corpus.KindCount {
		c.Attribute = "employees"
	}
}

// actor reports whether a bearer is a person or an organisation named where it
// stands: in news of what harms, all other figures are the event's.
func (d *document) actor(s bearer) bool {
	n, ok := d.index[s.name]
	if !ok || s.id == "" || d.who[n].typ != corpus.Person && d.who[n].typ != corpus.Org {
		return false
	}
	return !d.is(d.tokenBefore(int32(s.at.Start)+1), d.x.it)
}
