package claim

import "twosource/corpus"

// offer is what a sentence holds that can be a value. Patterns that need
// something else are not tried.
type offer struct {
	figures uint16 // kinds of figure
	names   uint16 // types of name
	dates   bool
	events  uint64 // kinds of event the article speaks of
}

// serves reports whether a sentence offers a pattern's value.
func (o *offer) serves(n *need) bool {
	if n.when != 0 && n.when&o.events == 0 {
		return false
	}
	switch n.slot {
	case figureSlot:
		return o.figures&n.bits != 0
	case nameSlot:
		return o.names&n.bits != 0
	case dateSlot, timeSlot:
		return o.dates
	}
	return true
}

// need is what a pattern's value slot asks for.
type need struct {
	slot elemKind
	word bool // anchored at a word of its own
	bits uint16
	when uint64
	also []int32 // forms of a word the pattern needs besides its anchor; none: any
}

// maxAlso bounds the forms of a further word that is looked for beforehand.
const maxAlso = 24

// further are the forms of the rarest word, by number of forms, that a pattern
// needs besides its anchor; none if all of them are common or many.
func (p *pattern) further() []int32 {
	best, fewest := -1, maxAlso+1
	for i := range p.elems {
		e := &p.elems[i]
		if i == p.anchor || e.kind != literal || e.optional || e.plain {
			continue
		}
		if n := e.set.size(); n < fewest {
			best, fewest = i, n
		}
	}
	if best < 0 {
		return nil
	}
	return p.elems[best].set.forms()
}

// meets reports whether the sentence holds one of some word forms.
func (m *matcher) meets(forms []int32) bool {
	for _, f := range forms {
		if m.seen[f] == m.turn {
			return true
		}
	}
	return len(forms) == 0
}

// note marks the words of a sentence as seen.
func (m *matcher) note(forms []int32) {
	if m.seen == nil {
		m.seen = make([]int32, len(m.x.lex.names))
	}
	m.turn++
	for _, f := range forms {
		m.seen[f] = m.turn
	}
}

func (p *pattern) need() need {
	n := need{slot: p.slot, word: p.elems[p.anchor].kind == literal, bits: p.kinds, when: p.when, also: p.further()}
	if p.slot == nameSlot {
		for i := range p.elems {
			if p.elems[i].kind == nameSlot {
				n.bits = p.elems[i].types
			}
		}
		if n.bits&typeBit(corpus.Loc) != 0 {
			n.bits = ^uint16(0) // any name can be a place before a comma
		}
	}
	return n
}

// offered sums up the facts of tokens [lo, hi).
func (d *document) offered(lo, hi int32) offer {
	o := offer{events: d.told}
	for i := lo; i < hi; i++ {
		if f := d.figAt[i]; f >= 0 {
			o.figures |= kindBit(d.figs[f].Kind)
		}
		if n := d.entAt[i]; n >= 0 {
			o.names |= d.types[n]
		}
		o.dates = o.dates || d.dateAt[i] >= 0
	}
	return o
}
