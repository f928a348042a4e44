package consistency

import "twosource/corpus"

// remember keeps what an article says as a whole, for the comparisons that ask
// whether it knows the other value, or speaks of several such events.
func (p *profile) remember(list []Statement) {
	p.said, p.most = make(map[string]bool, len(list)), make(map[string]float64)
	p.values = make(map[string]int)
	for i := range list {
		s := &list[i]
		k := s.attr + Separator + s.value
		if !p.said[k] && s.subject.kind != named && s.Claim.Behaviour == corpus.Invariant && !s.Claim.Many {
			p.values[s.attr]++
		}
		p.said[k] = true
		if m := magnitude(s); m > p.most[s.attr] {
			p.most[s.attr] = m
		}
	}
}

// oneStory reports whether two articles tell of one thing at one time, though
// the date of one is unknown: they share other names that few stories have, or
// are bare statements put side by side.
func oneStory(a, b *Statement) bool {
	if a.profile.thin() && b.profile.thin() && a.profile.bare() == b.profile.bare() || setting(a, b) >= 1.5 {
		return true
	}
	c := commonGround(a.profile, b.profile)
	return c.share >= 0.5 && c.tells >= 1
}

// spread weighs a clash of a value that events of a kind have once: an article
// that gives several ("a 4.2 quake, then two of 2.0") speaks of several events,
// and which value is of which is less sure.
func (d *decision) spread() {
	for _, s := range []*Statement{d.a, d.b} {
		switch n := s.profile.values[s.attr]; {
		case s.subject.kind == named || s.Claim.Kind == corpus.KindDate || loosely[s.attr] || s.open:
		case n > 3:
			d.score.Qualifiers *= 0.5
		case n > 1:
			d.score.Qualifiers *= 0.8
		}
	}
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
