package consistency

import (
	"cmp"
	"math"
	"strings"

	"twosource/corpus"
)

// sameEvent is the probability that two articles tell of one event of a kind:
// by the names they share, by where and when it happened and by when they were
// written. The second result says what decided, in words.
func sameEvent(a, b *profile, ta, tb string) (float64, string) {
	kind := match(kinds, ta, tb)
	if kind == 0 && (!a.mainly(ta) || !b.mainly(tb)) {
		return 0, "different kinds of event"
	}
	g := groundOf(a, b)
	if e := g.said(ta, tb); e != nil {
		return e.p, e.why
	}
	p, why := sameEventOn(g, a, b, ta, tb, kind)
	g.say(ta, strings.Clone(tb), p, why)
	return p, why
}

// sameEventOn is sameEvent of two articles on their ground.
func sameEventOn(g *ground, a, b *profile, ta, tb string, kind float64) (float64, string) {
	c, id := g.common, g.traces
	if strong := id.strength(&c, apartInTime(a, b)); kind == 0 && strong < 2.5 {
		return 0, "different kinds of event"
	} else if kind == 0 {
		kind = 0.8 // a collapse that was a crash too
	}
	when, why := sameTime(a, b, ta, tb, &c, &id)
	if when == 0 {
		return 0, why
	}
	p := who(a, b, &c, g.likeness(a, b), when == 1 && kind >= 0.9 || (id.days > 0 || id.round) && apartInTime(a, b))
	if c.things < 2.5 && !(a.sentence() && b.sentence()) && apartSites(a, b, ta, tb) {
		return 0, "events of different places"
	}
	if kind < 0.9 && c.tells < 2 {
		p *= 0.7 // nothing says what kind of event it was
	}
	return math.Cbrt(kind) * math.Sqrt(when) * p, sharedText(c.names) + why
}

// mainly reports whether an event of a kind is the one an article is about.
func (p *profile) mainly(trigger string) bool {
	return p.main != "" && match(kinds, p.main, trigger) >= 0.7
}

// who turns what two articles share into the probability that they tell of one
// event: names first, and of these the ones that few stories have; without
// them the same day of the same kind of event, or places one within the other,
// beside how alike the articles are.
func who(a, b *profile, c *common, like float64, sameDay bool) float64 {
	switch {
	case len(c.names) > 0:
		p := min(0.97, 0.52+inHeadline(c)+0.45*c.share+0.08*float64(len(c.names))+0.2*min(like, 0.3))
		if len(c.names) == 1 && c.share < 0.25 && c.tells < 2 && !c.headed && a.outspoken() && b.outspoken() {
			p *= 0.55 // they are about other things of one region
		}
		if c.tells < 1 && !sameDay {
			p *= 0.4 + 0.6*c.tells
		}
		return p
	case sameDay && !(a.thin() || b.thin()) && !(a.outspoken() && b.outspoken()):
		return 0.5 + min(0.3, 2*like)
	case len(a.anchors) == 0 || len(b.anchors) == 0:
		if a.thin() || b.thin() {
			return 0.8
		}
		return 0.2 + min(0.4, 2*like)
	case nested(a, b):
		return 0.3 + min(0.4, 2*like)
	}
	return 0.1
}

// inHeadline adds to the probability that articles with a name in common tell of
// one event where it is what one of them is headed with.
func inHeadline(c *common) float64 {
	if c.headed {
		return 0.1
	}
	return 0
}

// outspoken reports whether an article names what it is about: two that do,
// and share no name, tell of different events even of one day.
func (p *profile) outspoken() bool {
	sum := 0.0
	for i := range p.anchors[:min(3, len(p.anchors))] {
		sum += p.anchors[i].weight
	}
	return sum >= 7
}

// nested reports whether a place one article names lies within one the other
// names.
func nested(a, b *profile) bool {
	for i := range a.anchors {
		for j := range b.anchors {
			x, y := &a.anchors[i], &b.anchors[j]
			if x.typ == corpus.Loc && y.typ == corpus.Loc && (partOf(y.path(), x.key) || partOf(x.path(), y.key)) {
				return true
			}
		}
	}
	return false
}

func (a *anchor) path() []string { return []string{a.key} }

// apartSites reports whether both articles say where the event was, and
// neither mentions where the other says.
func apartSites(a, b *profile, ta, tb string) bool {
	x, y := a.where(ta), b.where(tb)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for _, p := range x {
		here := a.paths()[p]
		if b.mentionsPath(here) {
			return false
		}
		for _, q := range y {
			if there := b.paths()[q]; !apartPaths(here, there) || a.mentionsPath(there) {
				return false
			}
		}
	}
	return true
}

// sameTime is how well the times of two events agree. Where both articles date
// the event and the dates differ, articles that share names other than places
// still speak of one event: the date itself may be the error.
func sameTime(a, b *profile, ta, tb string, c *common, id *identity) (float64, string) {
	ea, eb := a.when(ta), b.when(tb)
	if (ta == "" || tb == "") && a.main != "" && b.main != "" && match(kinds, cmp.Or(ta, a.main), cmp.Or(tb, b.main)) == 0 {
		ea, eb = interval{}, interval{} // the dates are of other things: a flood, a protest
	}
	if when, why := lookingBack(a, b, ea, eb, c, id); when > 0 {
		return when, why
	}
	once := onceThere(c, cmp.Or(ta, a.main), cmp.Or(tb, b.main))
	pubs := a.published.known() && b.published.known()
	apart := a.published.gap(b.published)
	switch {
	case ea.known() && eb.known():
		return datedBoth(a, b, ea, eb, c, recurs[ta] || recurs[tb])
	case ea.known() && b.published.known():
		return afterwards(ea, b.published, pubs && apart <= 10*day, once, c)
	case eb.known() && a.published.known():
		return afterwards(eb, a.published, pubs && apart <= 10*day, once, c)
	case pubs && apart <= 10*day:
		return 0.85, "written close together"
	case pubs && apart <= 40*day:
		return 0.5, "written weeks apart"
	case pubs && once:
		return 0.7, "written far apart of what happens once"
	case pubs:
		return 0.25, "written far apart"
	}
	if c.things < 1 && c.tells < 2 && !(a.sentence() && b.sentence()) {
		return 0.15, "nothing says that they are of one time"
	}
	return 0.6, "time of one of them unknown"
}

// lookingBack weighs articles written far apart, or one of them nobody knows
// when, that speak of one day, or give figures alike, beside a name that points
// to one event; 0 where they do not. What an article takes for the date of the
// event counts less than the days it names.
func lookingBack(a, b *profile, ea, eb interval, c *common, id *identity) (float64, string) {
	if !apartInTime(a, b) || c.tells < 0.3 || ea.known() && eb.known() && ea.days().overlaps(eb.days()) {
		return 0, ""
	}
	strong := id.strength(c, true)
	disagree := ea.known() && eb.known()
	switch {
	case id.days > 0 && strong >= 1.8:
		return 0.95, "both speak of one day"
	case disagree:
	case id.days > 0 && strong >= 1.3:
		return 0.85, "both speak of one day"
	case id.figures > 0 && strong >= 2:
		return 0.85, "both give the same figures"
	case id.round && strong >= 1.3:
		return 0.8, "one was written years to the day after"
	case id.months > 0 && strong >= 2:
		return 0.75, "both speak of one month"
	case id.later && strong >= 1.4:
		return 0.7, "one was written months to the day after"
	}
	return 0, ""
}

// recurs are kinds of event that come again and again to the same people and
// places: dates far apart are of two of them, and no slip.
var recurs = words(`election vote poll referendum protest march rally demonstration strike meeting summit conference hearing trial debate game match race festival quake aftershock storm flood attack shooting robbery event`)

// datedBoth compares the dates two articles give.
func datedBoth(a, b *profile, ea, eb interval, c *common, again bool) (float64, string) {
	ea, eb = ea.days(), eb.days() // whatever the clock says
	gap := ea.gap(eb)
	pubs := a.published.known() && b.published.known()
	close := c.things >= 1.5 && (c.share >= 0.3 || len(c.names) >= 2)
	switch {
	case ea.overlaps(eb):
		return 1, "same date"
	case gap <= 2*day && (c.tells >= 1 || gap == 0):
		return 0.95, "dated a day or two apart"
	case close && again && gap > 10*day:
	case close && pubs && a.published.gap(b.published) <= 21*day:
		return 0.7, "written close together"
	case close && gap <= 10*day:
		return 0.6, "dated days apart"
	case close && !pubs && gap <= 45*day:
		return 0.5, "one of them of unknown date"
	case a.bare() && b.bare() && gap <= 366*day:
		return 0.6, "bare statements of one kind of event"
	}
	return 0, "events of different dates"
}

// onceThere reports whether two articles share an event's own name, or the town
// of an event of a kind that few towns see twice in a few years.
func onceThere(c *common, ta, tb string) bool {
	return c.tells >= 2.5 && c.things >= 2.5 || c.town && unique[ta] && unique[tb]
}

// unique are the kinds of event that happen to a town once.
var unique = words(`collapse crash shooting explosion sinking stampede derailment implosion kidnapping`)

const year = 366 * day

// afterwards weighs an article without a date of the event against the date
// another gives. Articles of the same days look back at the same things; one
// written long after must share what is the event's own.
func afterwards(event, published interval, together, once bool, c *common) (float64, string) {
	switch {
	case published.to+day < event.from && together && c.tells >= 0.8:
		return 0.6, "dated days apart"
	case published.to+day < event.from:
		return 0, "written before the event"
	case event.gap(published) <= 40*day:
		return 0.85, "written soon after the event"
	case together:
		return 0.8, "written close together"
	case once && event.gap(published) <= 5*year:
		return 0.75, "written long after what happens once"
	case c.tells < 1:
		return 0.15, "written long after the event"
	case c.tells < 1.5:
		return 0.25, "written long after the event"
	}
	return 0.45, "written long after the event"
}
