package consistency

import (
	"math"
	"strings"

	"twosource/corpus"
)

// sameEvent is the probability that two articles tell of one event of a kind:
// by the names they share, by when it happened and when they were written. The
// second result says what decided, in words.
func sameEvent(a, b *profile, ta, tb string) (float64, string) {
	kind := match(kinds, ta, tb)
	if kind == 0 {
		return 0, "different kinds of event: " + ta + ", " + tb
	}
	shared, names := sharedAnchors(a, b)
	when, why := sameTime(a, b, ta, tb, shared, len(names))
	if when == 0 {
		return 0, why
	}
	return math.Cbrt(kind) * math.Sqrt(when) * who(a, b, shared, names, when == 1 && kind >= 0.9), sharedText(names) + why
}

// who turns what two articles share into the probability that they tell of one
// event: names first; without them the same day of the same kind of event, or
// places one within the other, beside how alike the articles are.
func who(a, b *profile, shared float64, names []string, sameDay bool) float64 {
	like := alike(a.topics, b.topics)
	switch {
	case len(names) > 0:
		p := min(0.97, 0.52+0.45*shared+0.08*float64(len(names))+0.2*min(like, 0.3))
		if len(names) == 1 && shared < 0.25 && a.outspoken() && b.outspoken() {
			p *= 0.55 // they are about other things of one region
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

func sharedText(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "both name " + strings.Join(names[:min(3, len(names))], ", ") + "; "
}

// sharedAnchors is the share of the lighter profile's weight that both have,
// with the names shared.
func sharedAnchors(a, b *profile) (float64, []string) {
	var common, wa, wb float64
	var names []string
	for i := range a.anchors {
		wa += a.anchors[i].weight
	}
	for i := range b.anchors {
		wb += b.anchors[i].weight
	}
	for i := range a.anchors {
		x := &a.anchors[i]
		for j := range b.anchors {
			y := &b.anchors[j]
			if x.key == y.key || x.typ == y.typ && sameWords(x.words, y.words, x.typ) > 0.5 {
				common += min(x.weight, y.weight)
				names = append(names, x.name)
				break
			}
		}
	}
	if len(names) == 0 {
		return 0, nil
	}
	return min(1, common/min(wa, wb)), names
}

// sameTime is how well the times of two events agree. Where both articles date
// the event and the dates differ, articles written close together that share
// their names still speak of one event: the date itself may be the error.
func sameTime(a, b *profile, ta, tb string, shared float64, names int) (float64, string) {
	ea, eb := a.when(ta), b.when(tb)
	pubs := a.published.known() && b.published.known()
	apart := a.published.gap(b.published)
	switch {
	case ea.known() && eb.known():
		if ea.gap(eb) <= 2*day {
			return 1, "same date"
		}
		if pubs && apart <= 21*day && (shared >= 0.3 || names >= 2) {
			return 0.7, "written close together"
		}
		if shared >= 0.4 && ea.gap(eb) <= 10*day || names >= 2 && ea.gap(eb) <= 5*day {
			return 0.6, "dated days apart"
		}
		if (shared >= 0.5 || names >= 2) && !pubs && ea.gap(eb) <= 45*day {
			return 0.5, "one of them of unknown date"
		}
		if a.thin() && b.thin() && ea.gap(eb) <= 366*day {
			return 0.6, "bare statements of one kind of event"
		}
		return 0, "events of different dates: " + dayText(ea.from) + ", " + dayText(eb.from)
	case ea.known() && b.published.known():
		return afterwards(ea, b.published, pubs && apart <= 10*day)
	case eb.known() && a.published.known():
		return afterwards(eb, a.published, pubs && apart <= 10*day)
	case pubs && apart <= 10*day:
		return 0.85, "written close together"
	case pubs && apart <= 40*day:
		return 0.5, "written weeks apart"
	case pubs:
		return 0.25, "written far apart"
	}
	return 0.6, "time of one of them unknown"
}

// afterwards weighs an article without a date of the event against the date
// another gives.
// Articles of the same days look back at the same things.
func afterwards(event, published interval, together bool) (float64, string) {
	switch {
	case published.to+day < event.from:
		return 0, "written before the event: " + dayText(event.from)
	case event.gap(published) <= 40*day:
		return 0.85, "written soon after the event"
	case together:
		return 0.8, "written close together"
	}
	return 0.45, "written long after the event"
}
