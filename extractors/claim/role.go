package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// titleRead is a title found beside a person's name.
type titleRead struct {
	role   int16
	lo, hi int32 // tokens of the title with its modifiers
	org    int32 // actor the office is held at, -1 unknown
	former bool
	deputy bool
}

// roleClaims reads the titles of people: "Mayor Ana Ruiz", "Ana Ruiz, the
// chief executive of Velotek", "Ana Ruiz (president and CEO)". Each gives two
// claims: the person's role, and who holds the office.
func (d *document) roleClaims(dst []corpus.Claim) []corpus.Claim {
	for i := range d.ents {
		if d.types[i] != typeBit(corpus.Person) || d.whoOf[i] < 0 || d.skip(int(d.sentOf[d.entStart[i]])) {
			continue
		}
		lo, hi := d.sentence(d.entStart[i])
		dst = d.titlesBefore(dst, int32(i), lo)
		dst = d.titlesAfter(dst, int32(i), hi)
	}
	return dst
}

// titlesBefore reads the title right before a name, with or without a comma.
func (d *document) titlesBefore(dst []corpus.Claim, e, lo int32) []corpus.Claim {
	end := d.entStart[e]
	if end > lo && d.word(end-1) == "," {
		end--
	}
	if end > lo && d.mark[end-1] >= markComma {
		return dst
	}
	for k, first := end, max(lo, end-7); k > first; k-- {
		r, ok := d.titleEnding(k, lo, end)
		if !ok {
			linked := d.is(k-1, d.x.and) || d.word(k-1) == "-"
			if !linked && (k < end || d.text.Tokens[k-1].Shape == token.Lower) {
				break // "the sheriffs described Ruiz" gives her no title
			}
			continue
		}
		r.org = d.officeBefore(r.lo, lo)
		if r.org < 0 && k < end {
			r.org = d.officeAfter(k, end)
		}
		dst = d.addRole(dst, e, r)
		k = r.lo + 1
	}
	return dst
}

// titleEnding reads a title whose last word is token k-1.
func (d *document) titleEnding(k, lo, _ int32) (titleRead, bool) {
	for start := max(lo, k-5); start < k; start++ {
		if r, ok := d.titleAt(start, lo); ok && r.hi == k {
			return r, true
		}
	}
	return titleRead{}, false
}

// titleAt reads a title that starts at token i, with the words before it that
// change it: "former", "deputy", "co-".
func (d *document) titleAt(i, lo int32) (titleRead, bool) {
	for _, p := range d.x.roles[d.forms[i]] {
		if !d.phraseAt(int(i), p.words) {
			continue
		}
		r := titleRead{role: p.role, lo: i, hi: i + int32(len(p.words)), org: -1}
		for k := i - 1; k >= lo && k >= i-5; k-- {
			switch {
			case d.entOver[k] >= 0:
				continue // "deputy White House press secretary"
			case d.is(k, d.x.former):
				r.former = true
			case d.is(k, d.x.deputy):
				r.deputy = true
			case d.word(k) == "-":
				continue
			default:
				return r, true
			}
			r.lo = k
		}
		return r, true
	}
	return titleRead{}, false
}

// titlesAfter reads titles in apposition to a name: after a comma, a bracket
// or "is".
func (d *document) titlesAfter(dst []corpus.Claim, e, hi int32) []corpus.Claim {
	i := d.entEnd[e]
	if i >= hi || d.is(i, d.x.possessive) {
		return dst
	}
	opened := d.word(i) == "," || d.word(i) == "(" || d.word(i) == ":"
	if opened {
		i++
	}
	for i < hi && (d.is(i, d.x.who) || d.is(i, d.x.be)) {
		opened = true
		i++
	}
	if !opened {
		return dst
	}
	for limit := min(hi, i+9); i < limit; i++ {
		if r, ok := d.titleAt(i, d.entEnd[e]); ok {
			r.org = d.officeAfter(r.hi, hi)
			if r.org < 0 {
				r.org = d.officeBefore(r.lo, d.entEnd[e])
			}
			dst = d.addRole(dst, e, r)
			i = r.hi - 1
			limit = min(hi, i+5)
			continue
		}
		if d.mark[i] >= markComma || d.is(i, d.x.say) || d.is(i, d.x.preposition) {
			break
		}
		if n := d.entAt[i]; n >= 0 && d.types[n] == typeBit(corpus.Person) {
			break
		}
	}
	return dst
}

// officeBefore is the organisation or place right before a title: "CrowdStrike
// CEO", "Brenford's mayor", "its chief executive".
func (d *document) officeBefore(i, lo int32) int32 {
	for k := i - 1; k >= lo && k >= i-4; k-- {
		if n := d.entOver[k]; n >= 0 && d.whoOf[n] >= 0 && d.types[n]&officeTypes != 0 {
			return d.whoOf[n]
		}
		if p := d.pronounAt(k); p == itPronoun {
			return d.topicBefore(k, &officeBearing)
		}
		if g := d.bearAt[k]; g >= 0 && d.x.orgBearer(g) {
			return d.nominal(mention{ent: -1, at: k, bear: g})
		}
		if d.mark[k] >= markComma || d.is(k, d.x.preposition) {
			return -1
		}
	}
	return -1
}

// officeAfter is the organisation or place after "of", "at", "with", "who runs
// … for" behind a title.
func (d *document) officeAfter(i, hi int32) int32 {
	linked := false
	for k := i; k < hi && k < i+8; k++ {
		if d.is(k, d.x.preposition) {
			linked = true
			continue
		}
		if n := d.entAt[k]; n >= 0 && d.whoOf[n] >= 0 {
			if linked && d.types[n]&officeTypes != 0 {
				return d.whoOf[n]
			}
			return -1
		}
		if g := d.bearAt[k]; linked && g >= 0 && d.x.orgBearer(g) {
			return d.nominal(mention{ent: -1, at: k, bear: g})
		}
		if d.mark[k] >= markComma {
			return -1
		}
	}
	return -1
}

var officeTypes = orgBits | typeBit(corpus.Loc)

var officeBearing = bearing{types: officeTypes, thing: true}

func (x *Extractor) orgBearer(g int16) bool { return strings.HasPrefix(x.lex.bearers[g].name, "org:") }

// addRole makes the claims of one title.
func (d *document) addRole(dst []corpus.Claim, e int32, r titleRead) []corpus.Claim {
	role := d.x.lex.roles[r.role].name
	person := &d.who[d.whoOf[e]]
	title := role
	if r.deputy {
		title = strings.ToLower(d.word(r.lo)) + " " + role
		if d.word(r.lo+1) == "-" {
			title = strings.ToLower(d.word(r.lo)) + "-" + role
		}
	}
	if r.former {
		title = "former " + role
	}
	c := corpus.Claim{Span: d.span(r.lo, r.hi), Subject: person.name, SubjectID: person.id, SubjectAt: d.ents[e].Span,
		Attribute: "role", Kind: corpus.KindRole, Behaviour: corpus.Snapshot, Many: true, Rule: "role: title"}
	c.Value.Text = title
	if r.org >= 0 {
		c.Part = d.who[r.org].name
	}
	m := match{pat: -1, lo: r.lo, hi: r.hi, value: -1}
	d.qualify(&c, &m)
	c.Confidence = 0.9
	dst = append(dst, c)
	if r.org < 0 || r.former || r.deputy {
		return dst
	}
	o := c
	o.Span, o.Subject, o.SubjectID, o.SubjectAt, o.Part = d.ents[e].Span, d.who[r.org].name, d.who[r.org].id, corpus.Span{}, ""
	o.Attribute, o.Many, o.Rule = role, !d.x.lex.sole[role], "role: office"
	o.Value = corpus.Value{Text: person.name, EntityID: person.id}
	o.Confidence = 0.87
	return append(dst, o)
}
