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
var public = words(`commission bureau agency department ministry police reserve survey authority court administration congress parliament office service council committee union treasury exchange nasdaq center centre institute association fbi fda faa ntsb sec fdic ftc doj`)

// principal is the organisation an article is most about: the heaviest of its
// names that can bear a corporate attribute, if it outweighs the next.
func (p *profile) principal() *anchor {
	var best, next *anchor
	for i := range p.anchors {
		a := &p.anchors[i]
		if a.typ != corpus.Org || isPublic(a.words) {
			continue
		}
		if best == nil {
			best = a
		} else if next == nil {
			next = a
		}
	}
	if best == nil || best.weight < 2 || next != nil && next.weight > 0.8*best.weight {
		return nil
	}
	return best
}

func isPublic(w []string) bool {
	for _, x := range w {
		if public[x] || press[x] {
			return true
		}
	}
	return false
}

// repair gives a corporate attribute that was read of a person, or of "the
// company", to the organisation the article is about.
func repair(s *Statement) {
	x := &s.subject
	unfit := x.kind == named && (x.typ == corpus.Person || x.typ == corpus.Norp) || x.kind == thing && fits(heads[x.head], "organisation")
	if !unfit || !corporate[attrKey(&s.Claim)] {
		return
	}
	a := s.profile.principal()
	if a == nil {
		return
	}
	s.Claim.Subject, s.Claim.SubjectID = a.name, ""
	s.Claim.Confidence *= 0.9
	*x = subject{kind: named, name: a.name, words: a.words, typ: corpus.Org, weak: true}
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
	o.Claim.Attribute, o.Claim.Part, o.Claim.Many = "chief executive", "", false
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
