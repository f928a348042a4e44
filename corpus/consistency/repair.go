package consistency

import (
	"strings"

	"twosource/corpus"
)

// corporate are attributes that only organisations have.
var corporate = func() map[string]bool {
	m := words(`founded headquarters employees customers revenue profit listed branches owner`)
	for _, a := range []string{"market cap", "share price", "share price change", "job cuts", "parent company", "total assets", "total deposits", "stock exchange", "change in revenue", "change in profit", "market value lost"} {
		m[a] = true
	}
	return m
}()

// public are words in the names of bodies that report on others and seldom are
// what a business story is about.
var public = words(`commission bureau agency department ministry police reserve survey authority court administration congress parliament office service council committee union treasury exchange nasdaq time center centre institute association fbi fda faa ntsb sec fdic ftc doj`)

// principal is the organisation an article is most about: the heaviest of its names
// that can bear a corporate attribute, of those the headline names if there are any,
// where it outweighs the next.
func (p *profile) principal() *anchor {
	if a, some := p.heaviest(func(a *anchor) bool { return a.headed }); some {
		return a
	}
	a, _ := p.heaviest(func(*anchor) bool { return true })
	return a
}

// heaviest is the heaviest organisation of some names, nil where it does not outweigh
// the next, and whether there are some.
func (p *profile) heaviest(of func(*anchor) bool) (found *anchor, some bool) {
	var best, next *anchor
	for i := range p.anchors {
		a := &p.anchors[i]
		if a.typ != corpus.Org || isPublic(a.words) || !of(a) {
			continue
		}
		if best == nil {
			best = a
		} else if next == nil {
			next = a
		}
	}
	if best == nil || best.weight < 2 || next != nil && next.weight > 0.8*best.weight {
		return nil, best != nil
	}
	return best, true
}

func isPublic(w []string) bool {
	for _, x := range w {
		if public[x] || press[x] {
			return true
		}
	}
	return false
}

// repair gives a statement the subject its article makes likely where the
// claim's own is unfit: "the bridge" is the Maren Bridge the article names, a
// corporate attribute read of a person or of "the company" is of the
// organisation the article is about, and a suspect is nobody's namesake.
func repair(d *Document, s *Statement, words string) {
	x := &s.subject
	if x.kind == named && x.typ == corpus.Person && x.weak {
		if h := head(words); accused[h] {
			*x = subject{kind: thing, name: words, head: h}
			s.Claim.Subject, s.Claim.SubjectID = h, ""
		}
	}
	unfit := x.kind == named && (x.typ == corpus.Person || x.typ == corpus.Norp) || x.kind == thing && fits(heads[x.head], "organisation")
	if x.kind == named && s.Claim.By == s.Claim.Subject && (s.Claim.Kind == corpus.KindPercent || s.Claim.Kind == corpus.KindMoney) && isPublic(x.words) {
		s.become(s.profile.principal()) // who says it is not what it is said of
		return
	}
	switch {
	case x.kind == thing && s.profile.called(x.head) != nil:
		s.become(s.profile.called(x.head))
	case unfit && corporate[attrKey(&s.Claim)]:
		if a := s.profile.principal(); a != nil && !namesOther(d, s.Claim.Sentence, a) {
			s.become(a)
		}
	}
}

// namesOther reports whether a sentence names another organisation, which may
// be the one it speaks of.
func namesOther(d *Document, sentence corpus.Span, a *anchor) bool {
	for _, e := range namesIn(d.Facts.Entities, sentence) {
		if e.Type == corpus.Org && sentence.Contains(e.Span) && sameWords(coreWords(e.Name), a.words, corpus.Org) < 0.5 {
			return true
		}
	}
	return false
}

// accused are nouns for people whom an article does not name by them.
var accused = words(`suspect attacker gunman shooter driver assailant defendant victim`)

// become makes a name of the article the subject, nil leaves it.
func (s *Statement) become(a *anchor) {
	if a == nil {
		return
	}
	s.Claim.Subject, s.Claim.SubjectID = a.name, ""
	s.Claim.Confidence *= 0.9
	s.subject = subject{kind: named, name: a.name, words: a.words, typ: a.typ, weak: true}
}

// called is the one name of the article that ends in a common noun, nil if
// none or several do.
func (p *profile) called(noun string) *anchor {
	var found *anchor
	for i := range p.anchors {
		a := &p.anchors[i]
		if len(a.words) < 2 || last(a.words) != noun || a.typ == corpus.Person {
			continue
		}
		if found != nil {
			return nil
		}
		found = a
	}
	return found
}

func fits(kinds []string, kind string) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// officeOf makes a statement of who holds the highest office of an
// organisation from what an article says a person is: the organisation named
// with the role, else the one the article is about.
func officeOf(s *Statement) (Statement, bool) {
	c := &s.Claim
	if c.Kind != corpus.KindRole || s.attr != "role" || s.subject.kind != named || !strings.EqualFold(c.Value.Text, "chief executive") || c.Negated {
		return Statement{}, false
	}
	org, weak := c.Part, false
	if org == "" {
		a := s.profile.principal()
		if a == nil {
			return Statement{}, false
		}
		org, weak = a.name, true
	}
	o := *s
	o.Claim.Attribute, o.Claim.Part, o.Claim.Many, o.Claim.Modality = "chief executive", "", false, corpus.Asserted
	o.Claim.Subject, o.Claim.SubjectID = org, ""
	o.Claim.Value = corpus.Value{Text: s.subject.name, EntityID: c.SubjectID}
	if weak {
		o.Claim.Confidence *= 0.75
	}
	o.subject = subject{kind: named, name: org, words: coreWords(org), typ: corpus.Org, weak: weak}
	o.roles = nil
	o.finish()
	return o, true
}
