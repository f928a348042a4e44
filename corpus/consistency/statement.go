package consistency

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// Statement is a claim as deciding sees it: the evidence with its words, the
// subject it was resolved to, and the profile of its article.
type Statement struct {
	corpus.Evidence
	Sentence string // the sentence that carries the claim
	Text     string // the words that state the value

	subject subject
	attr    string   // attribute as compared; several printed names may share it
	value   string   // normal form; equal values have equal forms
	at      interval // when the value holds, unknown if not said
	known   interval // when the article was written
	profile *profile
	roles   []string      // words of what the article says the subject is, for persons; sorted
	content []uint32      // content words of the sentence, of attributes that need a context
	places  []string      // other places its sentence names, of counts of events
	open    bool          // its attribute was made up from a counted noun and a verb
	crowded bool          // its sentence names several years: which is the event's is less sure
	running bool          // its sentence says that the count runs over several days
	spoken  []uint32      // hashes of the words of a quotation, sorted
	mention *slot.Mention // the words around its value, nil for values that are not matched by them
	ref     string        // article and number of the statement in it
	keys    []string      // sorted keys it is filed under
	groups  []string      // their groups
}

type subjectKind uint8

const (
	named   subjectKind = iota // an entity with a name
	event                      // what happened: "the collapse"
	thing                      // a common noun nobody resolved: "the block"
	speaker                    // who said a quotation
)

type subject struct {
	kind  subjectKind
	name  string
	words []string // the name's core words
	typ   corpus.EntityType
	head  string // head noun of an event or a thing
	year  int    // the year an event is told apart by, 0 for the article's own
	bare  bool   // no word of the sentence names it: it was inferred
	weak  bool   // the sentence has a pronoun or common noun for it, or nothing
}

// Statements are the statements a document makes, in the order of the text.
func Statements(d Document) []Statement {
	r := reader{doc: &d, profile: newProfile(&d), roles: rolesOf(&d), headed: headsOf(&d)}
	out := make([]Statement, 0, len(d.Facts.Claims)+len(d.Facts.Quotes))
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Attribute == "" || c.Kind == corpus.KindQuote || c.Kind == corpus.KindRole && c.Value.Text == c.Subject {
			continue
		}
		s := r.read(c)
		out = append(out, s)
		if o, ok := officeOf(&s); ok && !r.headed[last(s.subject.words)] {
			out = append(out, o)
		}
	}
	out = r.holders(r.mentions(withoutReports(out)))
	out = appendQuotes(out, &d, r.profile)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Claim.Start < out[j].Claim.Start })
	r.profile.remember(out)
	r.profile.place(out)
	for i := range out {
		out[i].call()
		out[i].ref = d.Article.ID + Separator + strconv.Itoa(i)
	}
	return out
}

// reader turns the claims of one document into statements.
type reader struct {
	doc     *Document
	profile *profile
	roles   map[string][]string
	headed  map[string]bool
	dates   []*corpus.Date // in the order of the text, made when first asked for
	names   map[string]int // of ids and of names of entities the first that has it
}

// nameOf is the first entity that a claim says its subject is, nil if none is.
func (r *reader) nameOf(c *corpus.Claim) *corpus.Entity {
	ents := r.doc.Facts.Entities
	if r.names == nil {
		r.names = make(map[string]int, len(ents))
		for i := range ents {
			for _, key := range [...]string{idMark + ents[i].ID, ents[i].Name} {
				if _, ok := r.names[key]; !ok {
					r.names[key] = i
				}
			}
		}
	}
	i, known := r.names[c.Subject]
	if c.SubjectID != "" {
		if k, ok := r.names[idMark+c.SubjectID]; ok && (!known || k < i) {
			i, known = k, true
		}
	}
	if !known {
		return nil
	}
	return &ents[i]
}

// idMark parts ids from names.
const idMark = "\x00"

// read makes a statement of one claim: its subject resolved as far as the
// article allows, with what its sentence adds.
func (r *reader) read(c *corpus.Claim) Statement {
	text := r.doc.Article.Text
	s := newStatement(r.doc, r.profile, *c)
	s.subject = r.subjectOf(c)
	s.subject.weak = weakly(&s.subject, s.Claim.SubjectAt.In(text))
	if at := namedBefore(r.doc.Facts.Entities, c); !at.Empty() && (s.subject.weak || s.Claim.SubjectAt.Empty()) {
		s.Claim.SubjectAt = at
		s.subject.weak = weakly(&s.subject, at.In(text))
	}
	repair(r.doc, &s, s.Claim.SubjectAt.In(text))
	retype(&s.subject, attrKey(c))
	if s.subject.kind == named && c.Behaviour == corpus.Cumulative && counts(text, c.SubjectAt) {
		s.subject = subject{kind: event, name: c.Subject, head: "event", bare: true}
	}
	placeSubject(&s.Claim, &s.subject)
	if s.Claim.Value.Quantity.Bound != corpus.Exact { // "no less than" negates nothing
		s.Claim.Negated = false
	}
	if s.subject.typ == corpus.Person {
		s.roles = r.roles[last(s.subject.words)]
		if more := apposition(text, c.SubjectAt); more != "" {
			s.roles = addRole(slices.Clone(s.roles), more)
		}
	}
	switch c.Kind {
	case corpus.KindPlace:
		s.Claim.Value.Text += larger(text, c.Span, c.Value.Text)
	case corpus.KindCount:
		s.places = placesIn(r.doc, c)
	}
	if c.AsOfFrom != "explicit" && c.Behaviour == corpus.Cumulative {
		if y := saidIn(s.Sentence); y != "" {
			s.Claim.AsOf, s.Claim.AsOfFrom = y, "explicit"
		}
	}
	s.finish()
	s.crowded = s.attr == "event date" && yearsIn(s.Sentence) > 1
	s.running = dayTotals[strings.ReplaceAll(s.attr, " ", "-")] && runs(s.Sentence)
	return s
}

// retype drops a type that the attribute shows to be wrong: a product taken
// for a person, a building taken for a firm.
func retype(x *subject, attr string) {
	if x.kind == named && ofPeople[attr] && x.typ != corpus.Person {
		x.typ = corpus.Person
	}
	if x.typ == corpus.Person && impersonal[strings.ReplaceAll(attr, " ", "-")] || x.typ == corpus.Org && ofThings[attr] {
		x.typ = ""
	}
}

func newStatement(d *Document, p *profile, c corpus.Claim) Statement {
	a := &d.Article
	origin := d.Origin
	if origin == "" {
		origin = a.ID
	}
	return Statement{
		Evidence: corpus.Evidence{
			Article: a.ID, Path: a.Path, URL: a.URL, Source: a.Source, Title: a.Title,
			Published: a.Published, Origin: origin, Claim: c,
		},
		Sentence: c.Sentence.In(a.Text),
		Text:     c.Span.In(a.Text),
		profile:  p,
		known:    p.published,
	}
}

// finish fills in what follows from the claim.
func (s *Statement) finish() {
	c := &s.Claim
	s.at = parseTime(c.AsOf)
	if p := aboard[strings.ToLower(c.Attribute)]; p != "" {
		if c.Part == "" {
			c.Part = p
		}
		c.Behaviour = corpus.Invariant
	}
	s.attr = attrKey(c)
	if s.attr == "founded" && s.subject.kind == named && isStructure(last(s.subject.words)) {
		s.attr = "built" // a bridge that opened
	}
	if corporate[s.attr] {
		if staff[strings.ToLower(c.Part)] {
			c.Part = ""
		}
		if s.profile.seats[c.Place] {
			c.Place = "" // "the Rotterdam firm employs" limits nothing
		}
	}
	s.open = c.Rule == "open" && s.attr != "job cuts" && aboard[strings.ToLower(c.Attribute)] == ""
	if s.open && s.profile.bare() {
		s.attr = countedNoun(s.attr)
	}
	s.value = valueKey(c)
	s.fillContent()
	s.file()
}

func (r *reader) subjectOf(c *corpus.Claim) subject {
	if c.Trigger != "" {
		return subject{kind: event, name: c.Subject, head: head(c.Trigger), year: yearOf(c.Subject), bare: c.SubjectAt.Empty()}
	}
	if c.By == c.Subject && c.By != "" && c.Kind == corpus.KindCount {
		return subject{kind: event, name: c.Subject, head: "event", bare: true} // who counts is not what is counted
	}
	if e := r.nameOf(c); e != nil {
		return subject{kind: named, name: e.Name, words: coreWords(e.Name), typ: e.Type}
	}
	if c.SubjectID != "" || isName(c.Subject) {
		return subject{kind: named, name: c.Subject, words: coreWords(c.Subject)}
	}
	return subject{kind: thing, name: c.Subject, head: head(c.Subject)}
}

func last(w []string) string {
	if len(w) == 0 {
		return ""
	}
	return w[len(w)-1]
}
