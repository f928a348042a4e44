package claim

import (
	"strings"

	"twosource/corpus"
)

// rulings are acts by which one person or firm is dealt with, once as a rule. Phrases
// read some of them as events, others go by their verbs.
var rulings = map[string]bool{"bankrupt on": true, "liquidated on": true, "sentenced on": true, "convicted on": true, "acquitted on": true, "pleaded on": true, "resigned on": true}

// nameRuling gives the day of a ruling that a phrase read as an event to whom it was
// of, under the name that other verbs for it have: "Ruiz was found guilty on 3 May",
// "the firm's bankruptcy on 3 May".
//
// It reports whether the date can be of that at all: a firm leaves bankruptcy on another day than it
// enters it, and a bankruptcy judge rules on a third.
func (d *document) nameRuling(c *corpus.Claim, m *match) bool {
	if m.event < 0 || c.Attribute != "event date" && c.Attribute != "event time" || d.groupAt(m.event) < 0 || !d.x.soft[d.groupAt(m.event)] {
		return true
	}
	h, ok := d.rulingAt(m)
	if !ok {
		return true
	}
	if d.endsIt(m.event) || d.ofSomebody(m.event) {
		return false
	}
	noun, s, ok := d.undergoes(m, h)
	if !ok {
		return true
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
	return true
}

// endsIt reports whether a verb before the noun at token i says that it was left behind: "left
// bankruptcy", "emerged from bankruptcy".
func (d *document) endsIt(i int32) bool {
	lo, _ := d.sentence(i)
	for k := i - 1; k >= lo && k > i-4; k-- {
		switch strings.ToLower(d.word(k)) {
		case "left", "leave", "leaves", "leaving", "emerge", "emerged", "emerges", "exit", "exited", "exits", "out":
			return true
		}
	}
	return false
}

// ofSomebody reports whether the noun at token i only says what kind of person or court the
// next noun is: "a bankruptcy judge", "a verdict watcher".
func (d *document) ofSomebody(i int32) bool {
	if int(i)+1 >= len(d.forms) || d.mark[i] >= markComma {
		return false
	}
	switch w := singular(strings.ToLower(d.word(i + 1))); w {
	case "judge", "court", "lawyer", "trustee", "examiner", "watcher", "plan", "hearing":
		return true
	}
	return d.is(i+1, d.x.source)
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
