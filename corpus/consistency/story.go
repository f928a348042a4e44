package consistency

import (
	"sync"

	"twosource/corpus"
)

// remember keeps what an article says as a whole, for the comparisons that ask
// whether it knows the other value, or speaks of several such events.
func (p *profile) remember(list []Statement) {
	p.said, p.most = make(map[string]bool, len(list)), make(map[string]float64)
	p.given = sync.OnceValue(func() map[string]int { return givenOf(p.said) })
	for i := range list {
		s := &list[i]
		if s.attr == "" {
			continue
		}
		k := s.attr + Separator + s.value
		p.said[k] = true
		if p.bare() {
			p.figures = append(p.figures, statedFigure{s.attr, s.Claim.Value.Quantity})
		}
		if m := magnitude(s); m > p.most[s.attr] {
			p.most[s.attr] = m
		}
	}
}

// context asks what the two articles say beside the two statements.
func (d *decision) context() (Result, bool) {
	if d.a.Article != d.b.Article {
		if r, done := d.bothSay(); done {
			return r, true
		}
		if d.a.attr == "place" && d.off&skipSite == 0 {
			if r, done := d.site(); done {
				return r, true
			}
		}
	}
	return Result{}, false
}

// site asks whether the articles agree on a place of the event though two of
// their statements do not: then one of these is of a part of it, or of another
// event. An article that names the other's place elsewhere likely does so too.
func (d *decision) site() (Result, bool) {
	if p := sameSite(d.a, d.b); p != "" {
		return d.stop(corpus.Scope, LaneExplained, checkScope, "both articles also give "+p), true
	}
	if d.a.profile.mentions(d.b.Claim.Value.Text) || d.b.profile.mentions(d.a.Claim.Value.Text) {
		d.score.Qualifiers *= 0.6
	}
	return Result{}, false
}

// bothSay tells apart values that both articles give: of two things, as they
// must know. Where one gives both, that is likely.
func (d *decision) bothSay() (Result, bool) {
	x, y := d.a.profile.said[d.b.attr+Separator+d.b.value], d.b.profile.said[d.a.attr+Separator+d.a.value]
	switch {
	case d.off&skipSaid != 0:
	case x && y:
		return d.stop(corpus.Scope, LaneExplained, checkScope, "both articles give both values"), true
	case x || y:
		d.score.Qualifiers *= 0.7
	}
	return Result{}, false
}

// oneStory reports whether two articles tell of one thing at one time, though
// the date of one is unknown: they share other names that few stories have, or
// are bare statements put side by side.
func oneStory(a, b *Statement) bool {
	if a.profile.thin() && b.profile.thin() && a.profile.bare() == b.profile.bare() || setting(a, b) >= 1.5 {
		return true
	}
	c := groundOf(a.profile, b.profile).common
	return c.share >= 0.5 && c.tells >= 1
}

// sameSite is a place that both articles give for the event, "" if none: then a
// second place of one of them is a nearer or another one, and no contradiction.
func sameSite(a, b *Statement) string {
	for _, p := range a.profile.where(a.subject.head) {
		for _, q := range b.profile.where(b.subject.head) {
			if r, _, _ := relatePlaces(p, q); r != apart && r != incomparable {
				return p
			}
		}
	}
	return ""
}

// call gives a happening that its sentence leaves without a word ("event") the
// word its article has for it.
func (s *Statement) call() {
	if s.subject.kind == event && s.Claim.Subject == "event" && s.profile.main != "" {
		s.subject.name = s.profile.main
	}
}

// called is the name a statement's subject is printed under.
func (s *Statement) called() string {
	if s.subject.kind == event && s.Claim.Subject == "event" && s.subject.name != "" {
		return s.subject.name
	}
	return s.Claim.Subject
}
