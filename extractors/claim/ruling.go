package claim

import "twosource/corpus"

// rulings are acts by which one person or firm is dealt with, once as a rule. Phrases
// read some of them as events, others go by their verbs.
var rulings = map[string]bool{"bankrupt on": true, "liquidated on": true, "sentenced on": true, "convicted on": true, "acquitted on": true, "pleaded on": true, "resigned on": true}

// nameRuling gives the day of a ruling that a phrase read as an event to whom it was
// of, under the name that other verbs for it have: "Ruiz was found guilty on 3 May",
// "the firm's bankruptcy on 3 May".
func (d *document) nameRuling(c *corpus.Claim, m *match) {
	if m.event < 0 || c.Attribute != "event date" && c.Attribute != "event time" || d.groupAt(m.event) < 0 || !d.x.soft[d.groupAt(m.event)] {
		return
	}
	h, ok := d.rulingAt(m)
	if !ok {
		return
	}
	noun, s, ok := d.undergoes(m, h)
	if !ok {
		return
	}
	if n := d.mainActor(typeBit(corpus.Org)); s.id == "" && d.ofFirm(h) && n >= 0 && d.who[n].weight >= leadWeight {
		s = bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.9}
	}
	name := d.actName(h)
	if c.Attribute == "event time" {
		name = clockName(name)
	}
	if c.Attribute = name; noun == "" || s.id != "" && d.ofFirm(h) {
		d.setSubject(c, s, m.lo)
	}
}

// rulingAt is the ruling that the date of a match is of: the verb that it follows, else
// the event's word, or the verb that ends in it.
func (d *document) rulingAt(m *match) (happening, bool) {
	h, ok := d.happeningOf(d.dateStart[m.value], d.dateEnd[m.value])
	if !ok || h.act < 0 || !rulings[d.actName(h)] {
		if h, ok = d.actAt(m.event); !ok || h.act < 0 || !rulings[d.actName(h)] {
			return h, false
		}
	}
	lo, _ := d.sentence(h.at)
	for i := h.at - 1; h.noun && i >= lo && i > h.at-5; i-- {
		if v, ok := d.actAt(i); ok && v.act == h.act && v.end > h.at {
			return v, true
		}
	}
	return h, true
}

// ofFirm reports whether a ruling is one that befalls firms.
func (d *document) ofFirm(h happening) bool {
	name := d.actName(h)
	return name == "bankrupt on" || name == "liquidated on"
}
