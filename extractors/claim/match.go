package claim

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// match is a pattern found in a text. Indexes are tokens unless said
// otherwise; -1 means none.
type match struct {
	pat     int32
	lo, hi  int32 // tokens the pattern covers
	value   int32 // index of the figure, date or entity; -1 for polarity
	subject mention
	event   int32 // token of the event word
	other   int32 // entity an X stands for
	score   float64
}

// matcher runs the patterns over one article.
type matcher struct {
	x   *Extractor
	d   *document
	p   *pattern
	m   match
	lo  int32 // sentence limits
	hi  int32
	gap int32 // tokens spent in gaps

	offer offer   // what the sentence offers
	seen  []int32 // the turn each word form was last met in
	turn  int32   // counts sentences
	out   []match
}

// sentence finds every match within tokens [lo, hi).
func (m *matcher) sentence(lo, hi int32) {
	m.lo, m.hi = lo, hi
	m.offer = m.d.offered(lo, hi)
	m.note(m.d.forms[lo:hi])
	for i := lo; i < hi; i++ {
		if f := m.d.forms[i]; f > 0 {
			m.try(m.x.byForm(f), i)
		}
		if m.d.figAt[i] >= 0 {
			m.try(m.x.atFigure, i)
		}
		if m.d.dateAt[i] >= 0 {
			m.try(m.x.atDate, i)
		}
		if m.d.entAt[i] >= 0 {
			m.try(m.x.atName, i)
		}
		if m.d.eventAt[i] >= 0 {
			m.try(m.x.atEvent, i)
		}
	}
}

func (m *matcher) try(pats []int32, i int32) {
	if len(pats) == 0 {
		return
	}
	named := m.d.entOver[i] >= 0 && m.d.text.Tokens[i].Shape != token.Lower && !m.x.proper.has(m.d.forms[i])
	for _, n := range pats {
		if w := &m.x.needs[n]; !m.offer.serves(w) || named && w.word || !m.meets(w.also) {
			continue // "Rescue" in a coast guard's name rescues nobody
		}
		m.p = &m.x.patterns[n]
		m.m = match{pat: n, lo: i, hi: i, value: -1, event: -1, other: -1, subject: mention{ent: -1, at: -1}}
		m.gap = 0
		if !m.both(i) {
			continue
		}
		if m.p.slot != gap && m.m.value < 0 {
			continue
		}
		if m.forbidden() {
			continue
		}
		m.m.score = m.p.weight - 0.15*float64(m.gap)
		m.out = append(m.out, m.m)
	}
}

// forbidden reports whether a word the attribute rules out stands right before
// the match: "disclosed the breach on Friday" does not date the breach.
func (m *matcher) forbidden() bool {
	if m.p.slot != dateSlot && m.p.slot != timeSlot {
		return false
	}
	for i := m.m.lo - 1; i >= m.lo && i > m.m.lo-4; i-- {
		if m.p.never.has(m.d.forms[i]) && !m.d.is(i, m.x.clauseWord) {
			return true // but "after a train derailed on Friday" dates it
		}
		if !m.d.is(i, m.x.determiner) && i < m.m.lo-1 {
			return false
		}
	}
	return false
}

// both matches the anchor and what follows it, then what precedes it.
func (m *matcher) both(i int32) bool {
	end, ok := m.forward(m.p.anchor, i)
	if !ok {
		return false
	}
	start, ok := m.backward(m.p.anchor-1, i)
	m.m.lo, m.m.hi = start, end
	return ok
}

// forward matches elements from e on at token t; it returns the token after
// the last one.
func (m *matcher) forward(e int, t int32) (int32, bool) {
	if e == len(m.p.elems) {
		return t, true
	}
	el := &m.p.elems[e]
	if el.kind == gap || el.kind == wideGap {
		return m.forwardGap(e, t)
	}
	if el.kind == literal {
		if t < m.hi && el.set.has(m.d.forms[t]) {
			if end, ok := m.forward(e+1, t+1); ok {
				return end, true
			}
		}
		if el.optional {
			return m.forward(e+1, t)
		}
		return 0, false
	}
	saved := m.m
	if n, ok := m.take(el, t); ok {
		if end, ok := m.forward(e+1, n); ok {
			return end, true
		}
		m.m = saved
	}
	if el.optional {
		return m.forward(e+1, t)
	}
	return 0, false
}

func (m *matcher) forwardGap(e int, t int32) (int32, bool) {
	spent := m.gap
	for n, limit := int32(0), m.limit(e); ; n++ {
		m.gap = spent + n
		if end, ok := m.forward(e+1, t+n); ok {
			return end, true
		}
		if n == limit || t+n >= m.hi || m.barrier(t+n, e) {
			m.gap = spent
			return 0, false
		}
	}
}

// backward matches elements from e down with the last one ending before token
// t; it returns the first token.
func (m *matcher) backward(e int, t int32) (int32, bool) {
	if e < 0 {
		return t, true
	}
	el := &m.p.elems[e]
	if el.kind == gap || el.kind == wideGap {
		return m.backwardGap(e, t)
	}
	if el.kind == lineStart {
		return t, e == 0 && m.d.opensLabel(t)
	}
	saved := m.m
	if n, ok := m.takeBack(el, t); ok {
		if start, ok := m.backward(e-1, n); ok {
			return start, true
		}
		m.m = saved
	}
	if el.optional {
		return m.backward(e-1, t)
	}
	return 0, false
}

func (m *matcher) backwardGap(e int, t int32) (int32, bool) {
	spent := m.gap
	for n, limit := int32(0), m.limit(e); ; n++ {
		m.gap = spent + n
		if start, ok := m.backward(e-1, t-n); ok {
			return start, true
		}
		if n == limit || t-n <= m.lo || m.barrier(t-n-1, e) {
			m.gap = spent
			return 0, false
		}
	}
}

func (m *matcher) limit(e int) int32 {
	if m.p.elems[e].kind == wideGap {
		return wideGapMax
	}
	return gapMax
}

// barrier reports whether a gap may not pass over token i: clause marks and
// conjunctions for a narrow gap, the pattern's own forbidden words, and a
// figure or a date that would itself fit the slot still to be filled.
func (m *matcher) barrier(i int32, e int) bool {
	d := m.d
	if f := d.forms[i]; f > 0 {
		if m.p.never.has(f) {
			return true
		}
		if m.p.elems[e].kind == gap && m.x.clauseWord.has(f) {
			return true
		}
	}
	if m.p.elems[e].kind == gap && d.mark[i] >= markComma || d.mark[i] == markStop {
		return true
	}
	if m.m.value >= 0 {
		return false
	}
	switch m.p.slot {
	case figureSlot:
		f := d.figOver[i]
		return f >= 0 && m.fits(f)
	case dateSlot, timeSlot:
		n := d.dateOver[i]
		return n >= 0 && m.fitsDate(m.p.slot, n)
	}
	if (m.p.slot == dateSlot || m.p.slot == timeSlot) && m.m.value < 0 {
		if n := d.dateAt[i]; n >= 0 && m.fitsDate(m.p.slot, n) {
			return true // "born on 15 March, fled on 19 June"
		}
	}
	return false
}

// take matches one element at token t going forward.
func (m *matcher) take(el *element, t int32) (int32, bool) {
	if t >= m.hi {
		return 0, false
	}
	d := m.d
	switch el.kind {
	case literal:
		return t + 1, el.set.has(d.forms[t])
	case wordSlot:
		m.m.value = t
		return t + 1, el.set.has(d.forms[t])
	case figureSlot:
		f := d.figAt[t]
		if f < 0 || !m.fits(f) {
			return 0, false
		}
		m.m.value = f
		return d.figEnd[f], true
	case numberWord:
		if f := d.figAt[t]; f >= 0 {
			return d.figEnd[f], true
		}
	case otherName:
		if n := d.entAt[t]; n >= 0 {
			m.m.other = n
			return d.entEnd[n], true
		}
	case dateSlot, timeSlot:
		n := d.dateAt[t]
		if n < 0 || !m.fitsDate(el.kind, n) {
			return 0, false
		}
		m.m.value = n
		return d.dateEnd[n], true
	case nameSlot:
		n := d.entAt[t]
		if n < 0 || !d.fitsName(n, el.types) {
			return 0, false
		}
		m.m.value = n
		return d.entEnd[n], true
	case subjectSlot:
		s, end := d.mentionAt(t, m.hi)
		if s.at < 0 || !m.x.bears(m.p.attr, d, s) {
			return 0, false
		}
		m.m.subject = s
		return end, true
	case eventSlot:
		if d.eventAt[t] >= 0 && d.eventful(t) {
			m.m.event = t
			return t + 1, true
		}
	}
	return 0, false
}

// takeBack matches one element that ends before token t.
func (m *matcher) takeBack(el *element, t int32) (int32, bool) {
	if t <= m.lo {
		return 0, false
	}
	d := m.d
	switch el.kind {
	case literal, eventSlot, wordSlot:
		_, ok := m.take(el, t-1)
		return t - 1, ok
	case figureSlot, numberWord:
		f := d.figOver[t-1]
		if f < 0 || d.figEnd[f] != t {
			return 0, false
		}
		if el.kind == figureSlot {
			if !m.fits(f) {
				return 0, false
			}
			m.m.value = f
		}
		return d.figStart[f], true
	case dateSlot, timeSlot:
		n := d.dateOver[t-1]
		if n < 0 || d.dateEnd[n] != t || !m.fitsDate(el.kind, n) {
			return 0, false
		}
		m.m.value = n
		return d.dateStart[n], true
	case otherName:
		if n := d.entOver[t-1]; n >= 0 && d.entEnd[n] == t {
			m.m.other = n
			return d.entStart[n], true
		}
	case nameSlot:
		n := d.entOver[t-1]
		if n < 0 || d.entEnd[n] != t || !d.fitsName(n, el.types) {
			return 0, false
		}
		m.m.value = n
		return d.entStart[n], true
	case subjectSlot:
		s, start := d.mentionBefore(t, m.lo)
		if s.at < 0 || !m.x.bears(m.p.attr, d, s) {
			return 0, false
		}
		m.m.subject = s
		return start, true
	}
	return 0, false
}

// fits reports whether figure f can be the pattern's value: its kind, its unit
// and the noun it counts.
func (m *matcher) fits(f int32) bool {
	fig := &m.d.figs[f]
	if m.d.converted[f] || m.p.kinds&kindBit(fig.Kind) == 0 || fig.Kind == corpus.Measure && fig.Bound == corpus.Vague {
		return false
	}
	if m.p.units != 0 && m.p.units&m.d.figUnit[f] == 0 {
		return false
	}
	noun := m.d.figNoun[f]
	if noun < 0 {
		return true
	}
	form := m.d.forms[noun]
	if m.p.never.has(form) {
		return false
	}
	return m.p.counts.empty() || m.p.counts.has(form)
}

// fitsName reports whether entity n is of one of the types. A name before a
// comma and a place ("Austin, Texas") is a place, whatever its type.
func (d *document) fitsName(n int32, types uint16) bool {
	end := d.entEnd[n]
	if types&d.types[n] != 0 {
		// "owned by Japan's Iyo Kisen": the place only modifies the name
		return types != ^uint16(0) || d.types[n] != typeBit(corpus.Loc) || int(end) >= len(d.forms) || !d.is(end, d.x.possessive)
	}
	if types&typeBit(corpus.Loc) == 0 || int(end)+1 >= len(d.forms) || d.word(end) != "," {
		return false
	}
	next := d.entAt[end+1]
	if next < 0 && int(end)+2 < len(d.forms) && d.text.Tokens[end+1].Shape == token.Title {
		next = d.entAt[end+2] // "Hook Point, County Wexford"
	}
	return next >= 0 && d.types[next] == typeBit(corpus.Loc)
}

func (m *matcher) fitsDate(k elemKind, n int32) bool {
	d := &m.d.dates[n]
	if d.Type != corpus.DateDay && d.Type != corpus.DateTime {
		return false
	}
	clock := d.Type == corpus.DateTime && (d.Granularity == "minute" || d.Granularity == "hour" || d.Granularity == "second")
	return clock || k == dateSlot
}
