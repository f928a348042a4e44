package claim

import (
	"strings"

	"twosource/corpus"
)

// turned reports whether a bare number stands behind a word for reaching an age.
func (d *document) turned(f int32) bool {
	w := d.word(max(d.figStart[f]-1, 0))
	return d.figNoun[f] < 0 && (strings.EqualFold(w, "turned") || strings.EqualFold(w, "aged") || strings.EqualFold(w, "turning"))
}

// causeBehind reports whether what stands behind a match limits it to one cause.
func (d *document) causeBehind(m *match) bool {
	return int(m.hi) < len(d.forms) && (d.is(m.hi, d.x.of) || strings.EqualFold(d.word(m.hi), "from"))
}

// someOnly weighs a count that a relative clause may take from a larger one.
const someOnly = 0.5

// restricted reports whether a relative clause narrows a count that nothing says
// is whole: "eleven cars that derailed carried chemicals".
func (d *document) restricted(m *match) bool {
	f := m.value
	if s := d.figStart[f]; s > 0 && (d.is(s-1, d.x.determiner) || d.is(s-1, d.x.of)) {
		return false
	}
	for i := d.figEnd[f]; i < m.hi; i++ {
		if d.is(i, d.x.who) {
			return d.mark[i-1] < markComma
		}
	}
	return false
}

// plausibleMagnitude reports whether a value can be an earthquake's: "two quakes"
// are none of magnitude two.
func plausibleMagnitude(c *corpus.Claim) bool {
	v, _ := c.Value.Quantity.Value.Float64()
	return v >= 1 && v < 10
}

// plausibleShare reports whether a sum can be the price of one share.
func plausibleShare(c *corpus.Claim) bool {
	v, _ := c.Value.Quantity.Value.Float64()
	return v < 1e6
}

// vaguePlace weighs a place that two articles can give differently and both be
// right.
const vaguePlace = 0.5

// vague reports whether an event's place is one of many or only close by: quakes
// shake countries, and "near Olm" is near other towns too.
func (d *document) vague(m *match, c *corpus.Claim) bool {
	if d.x.vast.has(d.x.lex.lookup(c.Trigger)) {
		return true
	}
	if strings.Contains(c.Value.Text, ", ") {
		return false // "off Hook Point, County Wexford"
	}
	for i := d.entStart[m.value] - 1; i >= m.lo && i > d.entStart[m.value]-4; i-- {
		if w := d.word(i); w == "near" || w == "off" || w == "outside" {
			return true
		}
	}
	return false
}

// ofAnotherDeed reports whether the date of a match is that of a verb between it and
// the event, which tells of something else than what the event did: "the raid on
// Harlan … was made public on 19 May".
func (d *document) ofAnotherDeed(m *match) bool {
	start, end := d.dateStart[m.value], d.dateEnd[m.value]
	if m.event < 0 {
		return d.inquired(m) || d.befallen(m.value)
	}
	if m.event < start {
		for i := start - 1; i > m.event; i-- {
			if h, ok := d.actAt(i); ok && !h.noun {
				return d.otherDeed(h) || d.levelled(h) || d.namesEvent(h) || d.ofItsCourse(h, m.event)
			}
		}
		return d.inquired(m) || d.actedOn(m.event)
	}
	for i := end; i < m.event; i++ {
		if h, ok := d.actAt(i); ok && !h.noun {
			return d.otherDeed(h)
		}
	}
	return false
}

// ofItsCourse reports whether a verb tells when what lasts began or ended: a trial that opened in
// January is of more than that day.
func (d *document) ofItsCourse(h happening, event int32) bool {
	g := d.groupAt(event)
	return g >= 0 && d.x.soft[g] && h.act >= 0 && course[d.x.lex.acts[h.act].name]
}

var course = map[string]bool{"opened on": true, "began": true, "ended": true, "closed": true, "resumed on": true, "postponed on": true}

// befallen reports whether the verb that date n follows tells what was done to those of
// an event: "the intruders were noticed on Thursday".
func (d *document) befallen(n int32) bool {
	lo, _ := d.sentence(d.dateStart[n])
	for i := d.dateStart[n] - 1; i > lo && i > d.dateStart[n]-farthest && d.mark[i] < markComma; i-- {
		if h, ok := d.actAt(i); ok && !h.noun {
			if h.act >= 0 && d.x.lex.acts[h.act].name == occurred {
				s := d.nounBeforeVerb(i, lo)
				return s >= 0 && d.eventAt[s] < 0 && (d.is(s, d.x.occasion) || d.x.actNounForm(d.forms[s]))
			}
			return h.act >= 0 && d.passive(i, lo) && d.otherDeed(h)
		}
	}
	return false
}

// aftermath are acts of those who deal with what has happened.
var aftermath = map[string]bool{"found on": true, "disclosed": true, "inspected on": true, "recorded on": true, "identified on": true, "repaired on": true, "celebrated on": true, "settled on": true, "visited on": true, "admitted on": true, "warned on": true, "responded on": true, "resolved on": true, "published on": true, "filed on": true}

// actedOn reports whether the event word at token i is only what a verb before it acts
// on, or the noun of one, which tells of something else than what the event did: "it found the breach
// on 18 May", "the discovery of the breach on 18 May".
func (d *document) actedOn(i int32) bool {
	lo, _ := d.sentence(i)
	k := i - 1
	for k > lo && k > i-farthest && (d.is(k, d.x.determiner) || d.entOver[k] >= 0 || d.plainNoun(k)) {
		k--
	}
	for v := k; v >= max(lo, k-3); v-- {
		h, ok := d.actAt(v)
		switch {
		case !ok || h.act < 0:
		case h.noun && v == k-1 && d.is(k, d.x.of), !h.noun && h.end == k+1 && !d.passive(v, lo):
			return aftermath[d.x.lex.acts[h.act].name]
		}
	}
	return false
}

// inquired reports whether the event of a match is only what a report or a ruling of
// the day is about: "released its report into the crash on 19 May", "declared the loss
// an accident on 29 January".
func (d *document) inquired(m *match) bool {
	event := m.event
	if event < 0 {
		event = m.lo
	}
	lo, _ := d.sentence(event)
	k := d.inquiring(event, lo)
	for ; k >= lo && k > event-farthest; k-- {
		if h, ok := d.actAt(k); ok && !h.noun {
			return h.act >= 0 && d.eventAt[h.at] < 0
		}
	}
	return false
}

// inquiring is the "into" of a report, or the ruling, that the noun phrase which ends at
// token i follows; -1 if it follows none.
func (d *document) inquiring(i, lo int32) int32 {
	k := i - 1
	for k > lo && (d.entOver[k] >= 0 || d.is(k, d.x.determiner) || d.plainNoun(k) && !d.is(k, d.x.say)) {
		k--
	}
	if k < lo || !d.is(k, d.x.inquiring) {
		return -1
	}
	return k
}

// otherDeed reports whether a happening the lists know is none that an event does or
// that befalls those in it.
func (d *document) otherDeed(h happening) bool {
	return h.act >= 0 && (d.eventAt[h.at] < 0 || d.is(h.at, d.x.taken)) && !d.is(h.at, d.x.eventDeed) && !d.is(h.at, d.x.happen) && !d.is(h.at, d.x.comes)
}

// stopsOver reports whether what follows a destination names a place on the way, which
// other articles may give for it: "Philadelphia by way of Chicago".
func stopsOver(behind string) bool {
	return strings.HasPrefix(behind, " by way of") || strings.HasPrefix(behind, " via ") || strings.HasPrefix(behind, " and ")
}
