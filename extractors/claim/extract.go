package claim

import (
	"cmp"
	"slices"
	"strings"

	"twosource/corpus"
)

// Extract appends the claims of an article to dst, sorted by start, end,
// attribute and subject.
func (x *Extractor) Extract(dst []corpus.Claim, in Input) []corpus.Claim {
	if in.Article == nil || in.Text == nil || in.Facts == nil || len(in.Text.Tokens) == 0 {
		return dst
	}
	if l := in.Article.Language; l != "" && !strings.HasPrefix(l, "en") {
		return dst // the phrases are English
	}
	d := x.pool.Get().(*document)
	defer d.release()
	d.load(in)
	from := len(dst)
	d.findMatches()
	dst = d.claimsOfMatches(dst)
	dst = d.roleClaims(dst)
	dst = d.openClaims(dst)
	dst = d.polarityClaims(dst)
	return append(dst[:from], d.tidy(dst[from:])...)
}

// release returns the document to the pool without holding on to the article.
func (d *document) release() {
	d.art, d.text, d.figs, d.dates, d.ents, d.quotes = nil, nil, nil, nil, nil, nil
	clear(d.who)
	clear(d.index)
	d.title.Source = ""
	d.x.pool.Put(d)
}

// findMatches runs the patterns over every sentence.
func (d *document) findMatches() {
	m := &d.matcher
	m.x, m.d, m.out = d.x, d, m.out[:0]
	for s, r := range d.text.Sentences {
		if d.skip(s) {
			continue
		}
		m.sentence(r.First, r.End)
	}
	d.usedFig = resize(d.usedFig, len(d.figs))
	d.usedDate = resize(d.usedDate, len(d.dates))
}

// skip reports whether facts are not drawn from a sentence: related links and
// credits.
func (d *document) skip(s int) bool {
	if len(d.art.Blocks) == 0 {
		return false
	}
	at := int(d.text.Tokens[d.text.Sentences[s].First].Start)
	i, _ := slices.BinarySearchFunc(d.art.Blocks, at+1, func(b corpus.Block, at int) int { return cmp.Compare(b.Start, at) })
	if i == 0 {
		return false
	}
	b := d.art.Blocks[i-1]
	return b.End > at && (b.Kind == corpus.Related || b.Kind == corpus.Credit)
}

// valueKey identifies what a match claims a value of: a figure or a date has
// one best reading; a name may be read for several attributes.
func (d *document) valueKey(m *match) (kind elemKind, value, attr int32) {
	p := &d.x.patterns[m.pat]
	switch p.slot {
	case figureSlot:
		return figureSlot, m.value, 0
	case dateSlot, timeSlot:
		return dateSlot, m.value, 0
	case nameSlot:
		return nameSlot, m.value, p.attr
	}
	return gap, m.lo, p.attr
}

// claimsOfMatches keeps the best match of each value and makes claims of them.
func (d *document) claimsOfMatches(dst []corpus.Claim) []corpus.Claim {
	ms := d.matcher.out
	slices.SortFunc(ms, func(a, b match) int {
		ak, av, aa := d.valueKey(&a)
		bk, bv, ba := d.valueKey(&b)
		return cmp.Or(cmp.Compare(ak, bk), cmp.Compare(av, bv), cmp.Compare(aa, ba),
			cmp.Compare(b.score, a.score), cmp.Compare(a.pat, b.pat), cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi))
	})
	kept := ms[:0]
	for i := range ms {
		if i > 0 && d.sameValue(&ms[i], &kept[len(kept)-1]) {
			continue
		}
		kept = append(kept, ms[i])
	}
	slices.SortFunc(kept, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi), cmp.Compare(a.pat, b.pat), cmp.Compare(a.value, b.value))
	})
	for i := range kept {
		d.use(&kept[i], &d.x.patterns[kept[i].pat])
	}
	for i := range kept {
		if c, ok := d.claimOf(&kept[i]); ok {
			dst = append(dst, c)
		}
	}
	return dst
}

func (d *document) sameValue(a, b *match) bool {
	ak, av, aa := d.valueKey(a)
	bk, bv, ba := d.valueKey(b)
	return ak == bk && av == bv && aa == ba
}

// claimOf makes the claim of a match; false when its value or subject cannot be
// read.
func (d *document) claimOf(m *match) (corpus.Claim, bool) {
	p := &d.x.patterns[m.pat]
	a := &d.x.attrs[p.attr]
	ph := &a.Phrases[p.phrase]
	c := corpus.Claim{Attribute: a.Name, Kind: a.Kind, Behaviour: a.Behaviour, Many: a.Many, Rule: a.Name + ": " + ph.Pattern}
	if !d.setValue(&c, m, p, ph) {
		return c, false
	}
	s, ok := d.subjectOf(m, p.attr)
	if !ok {
		return c, false
	}
	d.setSubject(&c, s, m.lo)
	if p.slot == nameSlot && c.SubjectID != "" && c.SubjectID == c.Value.EntityID {
		return c, false
	}
	c.Confidence = s.trust * d.trust(m, p)
	d.qualify(&c, m)
	return c, true
}

func (d *document) setSubject(c *corpus.Claim, s bearer, at int32) {
	c.Subject, c.SubjectID, c.SubjectAt, c.Trigger = s.name, s.id, s.at, s.trigger
	if s.id == "" {
		return
	}
	if n, ok := d.index[s.name]; ok {
		d.topics[d.sentOf[at]] = n
	}
}

// use marks the value as explained, so that it is not claimed openly too.
func (d *document) use(m *match, p *pattern) {
	switch p.slot {
	case figureSlot:
		d.usedFig[m.value] = true
	case dateSlot, timeSlot:
		d.usedDate[m.value] = true
	}
}

// trust is how sure the value and attribute of a match are: telling words and
// short gaps make it surer.
func (d *document) trust(m *match, p *pattern) float64 {
	return min(0.97, 0.78+0.1*m.score)
}

// tidy sorts claims and drops repeats of the same reading.
func (d *document) tidy(cs []corpus.Claim) []corpus.Claim {
	slices.SortStableFunc(cs, func(a, b corpus.Claim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Attribute, b.Attribute),
			cmp.Compare(a.Subject, b.Subject), cmp.Compare(b.Confidence, a.Confidence))
	})
	return slices.CompactFunc(cs, func(a, b corpus.Claim) bool {
		return a.Span == b.Span && a.Attribute == b.Attribute && a.Subject == b.Subject
	})
}
