package consistency

import (
	"strings"

	"twosource/corpus"
)

// An article says who holds an office and often leaves out of what: "the chief
// executive, Ana Ruiz". Two such people are held against each other where both articles
// tell of one event, as are those of an organisation that both name.

// officeNames are posts that one person holds in an organisation or a country, by the
// form titles are put in; each with the attribute it is compared under. Captains and
// engineers are left out: an event can have those of several ships.
var officeNames = map[string]string{
	"ceo": "chief executive", "chief": "chief executive", "chair": "chairman", "cfo": "finance chief", "coo": "operations chief", "cto": "technology chief",
	"governor": "governor", "prime minister": "prime minister", "premier": "prime minister", "chancellor": "chancellor",
	"fire chief": "fire chief", "police chief": "police chief", "coroner": "coroner",
	"finance minister": "finance minister", "interior minister": "interior minister", "transport minister": "transport minister", "health minister": "health minister",
	"defense minister": "defense minister", "home secretary": "home secretary", "transport secretary": "transport secretary", "health secretary": "health secretary",
	"treasury secretary": "treasury secretary", "lead investigator": "chief investigator", "chief investigator": "chief investigator",
	"stationmaster": "stationmaster", "headteacher": "headteacher", "headmaster": "headteacher",
}

// ofOrganisations are offices that only organisations have, which so are of the one an
// article is about.
var ofOrganisations = words(`chief-executive chairman finance-chief operations-chief technology-chief`)

// isOffice are the attributes under which holders of offices are compared.
var isOffice = func() map[string]bool {
	m := make(map[string]bool)
	for _, name := range officeNames {
		m[name] = true
	}
	return m
}()

// inOrganisations are offices of which there is one only in an organisation that is
// named with them.
var inOrganisations = map[string]string{"director": "director", "head": "director", "director general": "director", "president": "president", "commissioner": "commissioner", "administrator": "administrator", "secretary general": "secretary general"}

// roleOffice is the rule of statements of who holds an office.
const roleOffice = "role: office"

// holder is somebody who holds an office.
type holder struct {
	office, org string
	weak        bool // the organisation was not named with it
	person      *Statement
}

// holders adds the statements of who holds which office: those of people whose post a
// rule read or a text gives, but for chief executives of the organisation an article
// is about, which officeOf has read.
func (r *reader) holders(list []Statement) []Statement {
	var all []holder
	for i := range list {
		s := &list[i]
		if s.Claim.Kind != corpus.KindRole || s.attr != "role" && s.Claim.Rule != unread || s.subject.kind != named || s.subject.typ != corpus.Person || s.Claim.Negated || s.Claim.Modality == corpus.Hypothetical {
			continue
		}
		if r.changesHands(s) {
			continue
		}
		for _, title := range heldTitles(&s.Claim) {
			if h, ok := r.holderOf(s, title); ok {
				all = append(all, h)
			}
		}
	}
	for i := range all {
		h := &all[i]
		if alreadyHeld(all[:i], h) || severalHold(all, h) || hasHolder(list, h) {
			continue
		}
		list = append(list, h.statement())
	}
	return list
}

// changesHands reports whether a sentence tells of an office passing from one to another,
// or of one that is shared or held for a while: who holds it then hangs on the day.
func (r *reader) changesHands(s *Statement) bool {
	for w := range strings.FieldsSeq(s.Sentence) {
		if passing[strings.ToLower(strings.Trim(w, ".,;:()\"\u201c\u201d"))] {
			return true
		}
	}
	for _, of := range [...]string{" takes over", " took over", " gave way", " made way"} {
		if strings.Contains(s.Sentence, of) {
			return true
		}
	}
	text := r.doc.Article.Text
	before := strings.Fields(text[max(0, s.Claim.Start-ownerRoom):s.Claim.Start])
	if len(before) == 0 {
		return false
	}
	w := last(before)
	return forNow[strings.ToLower(w)] || startsUpper(w) && !strings.ContainsAny(w, ".:;!?") && offices[strings.ToLower(s.Text)] // "County Governor"
}

var (
	passing = words(`became becomes become becoming appointed appoints succeeded succeeds successor predecessor replaced replaces replacing replacement resigned resigns quit stepped installed ousted dismissed sacked`)
	forNow  = words(`new newly incoming outgoing interim acting joint last former next deputy vice`)
)

// heldTitles are the titles, each in one form, that a claim gives somebody as of when it
// was written.
func heldTitles(c *corpus.Claim) []string {
	if c.Rule == unread { // the words of a text, "security chief" and not "chief"
		if c.Part != "" {
			return nil
		}
		title, _, _ := strings.Cut(c.Value.Text, ";")
		return []string{title}
	}
	var out []string
	for _, p := range posts(c.Value.Text) {
		if !p.past && p.rank == "" && p.name != "chief" {
			out = append(out, p.name)
		}
	}
	return out
}

func (r *reader) holderOf(s *Statement, title string) (h holder, ok bool) {
	h = holder{office: officeNames[title], person: s}
	if s.Claim.Rule != unread {
		h.org = s.Claim.Part
	}
	if h.office == "" && h.org != "" {
		h.office = inOrganisations[title]
	}
	if h.office == "" {
		return h, false
	}
	if h.org == "" {
		named, other := r.officeIn(s.Claim.Span)
		if h.org = named; named == "" && other {
			return h, false
		}
	}
	if h.org == "" {
		h.weak = true
		if a := r.profile.principal(); a != nil && ofOrganisations[strings.ReplaceAll(h.office, " ", "-")] {
			h.org = a.name
		}
	}
	return h, true
}

// officeIn is the organisation that a title is said to be of, with its name: "Harlan's
// chairman", "chairman of Harlan"; other where it is of something that has no name, as
// in "who chairs the inquiry".
func (r *reader) officeIn(title corpus.Span) (name string, other bool) {
	text := r.doc.Article.Text
	for _, e := range namesIn(r.doc.Facts.Entities, corpus.Span{Start: title.Start - longName, End: title.End + ownerRoom}) {
		switch {
		case e.Type != corpus.Org && e.Type != corpus.Loc:
		case e.End <= title.Start && title.Start-e.End < ownerRoom && ownsAfter(text[e.End:title.Start]):
			return e.Name, false
		case e.Start >= title.End && e.Start-title.End < ownerRoom && ownedBy(text[title.End:e.Start]):
			return e.Name, false
		}
	}
	rest := text[title.End:min(len(text), title.End+2*ownerRoom)]
	for _, of := range [...]string{" of the ", " of a ", " at the ", " for the ", " the ", " a "} {
		if after, ok := strings.CutPrefix(rest, of); ok {
			return "", !ofTheFirm(after)
		}
	}
	return "", false
}

// longName is the length of the longest name of an organisation that is looked for, in bytes.
const longName = 128

// ownerRoom is how far from a title what it is of stands, in bytes.
const ownerRoom = 24

// ownsAfter reports whether what stands between a name and a title makes it the name's:
// "Harlan's chairman", "Harlan chief executive", "Harlan's executive chairman".
func ownsAfter(between string) bool {
	b := strings.TrimPrefix(strings.TrimPrefix(between, "'s"), "\u2019s")
	if b == " " {
		return true
	}
	return b != between && strings.HasPrefix(b, " ") && !strings.ContainsAny(b, ".,;:")
}

// ownedBy reports whether what stands between a title and a name makes it the name's.
func ownedBy(between string) bool {
	switch between {
	case " of ", " of the ", " at ", " for ", " for the ", " at the ":
		return true
	}
	return false
}

// ofTheFirm reports whether the noun that text begins with can be the organisation that
// an article is about.
func ofTheFirm(text string) bool {
	for n, w := range strings.Fields(text) {
		end := strings.TrimRight(w, ".,;:)")
		if fits(heads[end], "organisation") {
			return true
		}
		if n == 2 || end != w {
			return false
		}
	}
	return false
}

// same reports whether two holders are of one office.
func (h *holder) same(o *holder) bool { return h.office == o.office && h.org == o.org }

func (h *holder) surname() string { return last(h.person.subject.words) }

// alreadyHeld reports whether one of some holders is the same person in the same office.
func alreadyHeld(list []holder, h *holder) bool {
	for i := range list {
		if list[i].same(h) && list[i].surname() == h.surname() {
			return true
		}
	}
	return false
}

// severalHold reports whether an article gives one office to several people: they are
// of several organisations, or one after the other.
func severalHold(all []holder, h *holder) bool {
	for i := range all {
		if o := &all[i]; o.office == h.office && (h.weak || o.org == h.org) && o.surname() != h.surname() {
			return true
		}
	}
	return false
}

// hasHolder reports whether a rule read the same.
func hasHolder(list []Statement, h *holder) bool {
	for i := range list {
		if s := &list[i]; s.attr == h.office && last(coreWords(s.Claim.Value.Text)) == h.surname() {
			return true
		}
	}
	return false
}

// statement says that an office is held by a person.
func (h *holder) statement() Statement {
	o := *h.person
	c := &o.Claim
	c.Kind, c.Attribute, c.Part, c.Many, c.Modality, c.Rule = corpus.KindRole, h.office, "", false, corpus.Asserted, roleOffice
	c.Behaviour = corpus.Snapshot
	c.Value = corpus.Value{Text: h.person.subject.name, EntityID: c.SubjectID}
	c.SubjectID = ""
	if h.weak {
		c.Confidence *= 0.75
	}
	if h.org != "" {
		c.Subject, c.Trigger = h.org, ""
		o.subject = subject{kind: named, name: h.org, words: coreWords(h.org), typ: corpus.Org, weak: h.weak}
	} else {
		c.Subject, c.Trigger = "event", "event"
		o.subject = subject{kind: event, name: "event", head: "event", bare: true}
	}
	if !c.SubjectAt.Empty() && c.Sentence.Contains(c.SubjectAt) {
		c.Span = c.SubjectAt // the name is the value
		o.Text = h.person.subject.name
	}
	c.SubjectAt = corpus.Span{}
	o.roles, o.mention = nil, nil
	o.finish()
	return o
}

func startsUpper(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }
