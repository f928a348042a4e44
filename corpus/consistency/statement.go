package consistency

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"twosource/corpus"
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
	roles   []string // what the article says the subject is, for persons
	content []uint32 // content words of the sentence, of attributes that need a context
	places  []string // other places its sentence names, of counts of events
	open    bool     // its attribute was made up from a counted noun and a verb
	crowded bool     // its sentence names several years: which is the event's is less sure
	running bool     // its sentence says that the count runs over several days
	ref     string   // article and number of the statement in it
	keys    []string // sorted keys it is filed under
	groups  []string // their groups
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
	p := newProfile(&d)
	roles := rolesOf(&d)
	headed := headsOf(&d)
	out := make([]Statement, 0, len(d.Facts.Claims)+len(d.Facts.Quotes))
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Attribute == "" || c.Kind == corpus.KindQuote {
			continue
		}
		s := newStatement(&d, p, *c)
		s.subject = subjectOf(c, d.Facts.Entities)
		if s.subject.typ == corpus.Person && impersonal[strings.ReplaceAll(attrKey(c), " ", "-")] {
			s.subject.typ = "" // taken for a person by mistake
		}
		if s.subject.typ == corpus.Org && ofThings[attrKey(c)] {
			s.subject.typ = "" // a product or a building taken for a firm
		}
		if s.subject.kind == named && c.Behaviour == corpus.Cumulative && counts(d.Article.Text, c.SubjectAt) {
			s.subject = subject{kind: event, name: c.Subject, head: "event", bare: true}
		}
		s.subject.weak = weakly(&s.subject, c.SubjectAt.In(d.Article.Text))
		placeSubject(&s.Claim, &s.subject)
		if s.Claim.Value.Quantity.Bound != corpus.Exact { // "no less than" negates nothing
			s.Claim.Negated = false
		}
		repair(&s)
		if s.subject.typ == corpus.Person {
			s.roles = append(roles[last(s.subject.words)], apposition(d.Article.Text, c.SubjectAt)...)
		}
		if c.Kind == corpus.KindPlace {
			s.Claim.Value.Text += larger(d.Article.Text, c.Span, c.Value.Text)
		}
		if c.Kind == corpus.KindCount {
			s.places = placesIn(&d, c)
		}
		s.finish()
		s.crowded = s.attr == "event date" && yearsIn(s.Sentence) > 1
		s.running = dayTotals[strings.ReplaceAll(s.attr, " ", "-")] && runs(s.Sentence)
		out = append(out, s)
		if o, ok := officeOf(&s); ok && !headed[last(coreWords(s.subject.name))] {
			out = append(out, o)
		}
	}
	out = appendQuotes(out, &d, p)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Claim.Start < out[j].Claim.Start })
	p.said, p.most = make(map[string]bool, len(out)), make(map[string]float64)
	for i := range out {
		p.said[out[i].attr+Separator+out[i].value] = true
		if m := magnitude(&out[i]); m > p.most[out[i].attr] {
			p.most[out[i].attr] = m
		}
		out[i].ref = d.Article.ID + Separator + strconv.Itoa(i)
	}
	return out
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
	s.open = c.Rule == "open" && s.attr != "job cuts" && aboard[strings.ToLower(c.Attribute)] == ""
	s.value = valueKey(c)
	s.fillContent()
	s.file()
}

// attrKey is the attribute as compared: an age and a date of birth are one.
func attrKey(c *corpus.Claim) string {
	a := strings.ToLower(c.Attribute)
	if a == "born" && c.Kind == corpus.KindDate || a == "age" && c.Kind == corpus.KindAge {
		return "birth"
	}
	if aboard[a] != "" {
		return "aboard"
	}
	if a == "jobs cut" || a == "workers laid off" || a == "layoffs" {
		return "job cuts"
	}
	return a
}

// aboard are names for parts of those on board; the part itself stands in the
// claim.
var aboard = map[string]string{"passengers": "passenger", "crew": "crew", "crew members": "crew", "passengers carried": "passenger"}

// file works out the keys.
func (s *Statement) file() {
	s.keys = s.fileUnder()
	sort.Strings(s.keys)
	s.keys = slices.Compact(s.keys)
	s.groups = make([]string, len(s.keys))
	for i, k := range s.keys {
		s.groups[i] = groupOf(k)
	}
}

func subjectOf(c *corpus.Claim, ents []corpus.Entity) subject {
	if c.Trigger != "" {
		return subject{kind: event, name: c.Subject, head: head(c.Trigger), year: yearOf(c.Subject), bare: c.SubjectAt.Empty()}
	}
	if c.By == c.Subject && c.By != "" && c.Kind == corpus.KindCount {
		return subject{kind: event, name: c.Subject, head: "event", bare: true} // who counts is not what is counted
	}
	for i := range ents {
		e := &ents[i]
		if c.SubjectID != "" && e.ID == c.SubjectID || e.Name == c.Subject {
			return subject{kind: named, name: e.Name, words: coreWords(e.Name), typ: e.Type}
		}
	}
	if c.SubjectID != "" || isName(c.Subject) {
		return subject{kind: named, name: c.Subject, words: coreWords(c.Subject)}
	}
	return subject{kind: thing, name: c.Subject, head: head(c.Subject)}
}

// yearsIn counts the different years a sentence names.
func yearsIn(sentence string) int {
	seen := make(map[int]bool)
	for i := 0; i+4 <= len(sentence); i++ {
		y, rest, ok := digits(sentence[i:], 4)
		if !ok {
			continue
		}
		if y >= 1000 && y <= 2100 && (rest == "" || rest[0] < '0' || rest[0] > '9') && (i == 0 || sentence[i-1] != ',' && sentence[i-1] != '.') {
			seen[y] = true
		}
		i += 3
	}
	return len(seen)
}

// runs reports whether a sentence counts over more than one day.
func runs(sentence string) bool {
	for _, w := range []string{" through ", "since ", "running total", "in total", "over the weekend", " days", "so far this week"} {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

// impersonal are attributes that no person has.
var impersonal = words(`release-date founded headquarters employees customers users revenue storeys units length weight distance market-cap share-price share-price-change owner parent-company built listed branches magnitude total-assets total-deposits stock-exchange flights-cancelled`)

// ofThings are attributes that firms do not have.
var ofThings = func() map[string]bool {
	m := words(`storeys units length height weight aboard distance magnitude depth`)
	m["release date"] = true
	return m
}()

// counts reports whether the name at a span is of the one who counts: "by the
// tracker's reckoning".
func counts(text string, at corpus.Span) bool {
	if at.Empty() || at.End > len(text) {
		return false
	}
	rest := strings.TrimLeft(text[at.End:min(len(text), at.End+24)], "'\u2019s")
	w, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	switch strings.Trim(w, ",.") {
	case "reckoning", "tally", "count", "figures", "data", "numbers", "tracker", "estimate", "put", "puts", "counted", "counts":
		return true
	}
	return false
}

// weakly reports whether a named subject rests on words that do not name it.
func weakly(s *subject, words string) bool {
	if s.kind != named {
		return false
	}
	for _, w := range coreWords(words) {
		if slices.Contains(s.words, w) {
			return false
		}
	}
	return true
}

// isName reports whether a description looks like a name: it starts with a
// capital.
func isName(s string) bool {
	s = strings.TrimPrefix(s, "the ")
	return s != "" && s[0] >= 'A' && s[0] <= 'Z'
}

func last(w []string) string {
	if len(w) == 0 {
		return ""
	}
	return w[len(w)-1]
}

// rolesOf collects what an article says its persons are, by surname.
func rolesOf(d *Document) map[string][]string {
	m := make(map[string][]string)
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Kind == corpus.KindRole && strings.EqualFold(c.Attribute, "role") {
			k := last(coreWords(c.Subject))
			m[k] = append(m[k], strings.ToLower(c.Value.Text))
		}
	}
	return m
}

// larger is what follows a place in apposition, the larger place it lies in
// (", County Wexford"), or "" where the value has it already.
func larger(text string, at corpus.Span, value string) string {
	if strings.Contains(value, ",") || at.End > len(text) || at.Start < 0 {
		return ""
	}
	rest, ok := strings.CutPrefix(text[at.End:], ", ")
	if !ok {
		return ""
	}
	n := 0
	for w := range strings.SplitAfterSeq(rest[:min(len(rest), 60)], " ") {
		if w == "" || w[0] < 'A' || w[0] > 'Z' || !utf8.ValidString(w) {
			break
		}
		n += len(w)
		if strings.ContainsAny(w, ",.;:)") {
			break
		}
	}
	part := strings.TrimRight(rest[:n], " ,.;:)")
	if part == "" || len(strings.Fields(part)) > 3 {
		return ""
	}
	return ", " + part
}

// placesIn are the places named after a count in its sentence.
func placesIn(d *Document, c *corpus.Claim) []string {
	var out []string
	for i := range d.Facts.Entities {
		e := &d.Facts.Entities[i]
		if e.Type == corpus.Loc && e.Start >= c.End && e.End <= c.Sentence.End && !slices.Contains(out, e.Name) {
			out = append(out, e.Name)
		}
	}
	return out
}

// apposition is the description between commas after a name ("John Carver, the
// jazz drummer, …"), if there is one without figures.
func apposition(text string, at corpus.Span) []string {
	if at.Empty() || at.End > len(text) {
		return nil
	}
	rest, ok := strings.CutPrefix(text[at.End:], ", ")
	if !ok {
		return nil
	}
	end := strings.IndexAny(rest, ",.;")
	if end < 0 || end > 80 || strings.ContainsAny(rest[:end], "0123456789\"") {
		return nil
	}
	words := strings.Fields(rest[:end])
	if len(words) < 2 || len(words) > 8 || words[0] != "the" && words[0] != "a" && words[0] != "an" {
		return nil
	}
	return []string{strings.ToLower(strings.Join(words[1:], " "))}
}

// headsOf are the surnames of those the article's own claims name as chief
// executives.
func headsOf(d *Document) map[string]bool {
	m := make(map[string]bool)
	for i := range d.Facts.Claims {
		if c := &d.Facts.Claims[i]; c.Attribute == "chief executive" {
			m[last(coreWords(c.Value.Text))] = true
		}
	}
	return m
}

// valueKey is the normal form of a claim's value. Bounds count: "more than
// 100" is another value than "100".
func valueKey(c *corpus.Claim) string {
	var b strings.Builder
	if c.Negated {
		b.WriteByte('!')
	}
	switch c.Kind {
	case corpus.KindPolarity:
		b.WriteString("so")
	case corpus.KindDate:
		b.WriteString(string(c.Value.Quantity.Bound))
		b.WriteString(c.Value.From)
		if c.Value.To != c.Value.From {
			b.WriteByte('/')
			b.WriteString(c.Value.To)
		}
		if c.Value.From == "" && c.Value.To == "" {
			b.WriteString(c.Value.Text)
		}
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		q := &c.Value.Quantity
		b.WriteString(string(q.Bound))
		if q.Bound == corpus.Between {
			b.WriteString(q.Low.Trim(0).String() + "-" + q.High.Trim(0).String())
		} else {
			b.WriteString(q.Value.Trim(0).String())
		}
		b.WriteString(q.Unit)
	default:
		b.WriteString(strings.Join(fold(c.Value.Text), " "))
	}
	return strings.ReplaceAll(b.String(), Separator, " ")
}

// happening names the event of a statement by its kind and day, "" where the
// article does not say the day.
func (s *Statement) happening() string {
	if s.subject.kind == named || s.subject.year != 0 {
		return ""
	}
	t := s.subject.head
	if s.subject.bare || s.subject.kind == thing {
		t = s.profile.main
	}
	at := s.profile.when(t)
	if t == "" || !at.known() || at.length() > day {
		return ""
	}
	if k := kinds[t]; len(k) > 0 {
		t = k[0]
	}
	return t + " " + dayText(at.from)
}

// fileUnder lists the keys a statement is filed under.
func (s *Statement) fileUnder() []string {
	var out []string
	add := func(mark, subject string) {
		subject = strings.ReplaceAll(subject, Separator, " ")
		out = append(out, mark+subject+Separator+strings.ReplaceAll(s.attr, Separator, " ")+Separator+s.value+Separator)
	}
	switch s.subject.kind {
	case named:
		for _, k := range nameKeys(s.subject.words, s.subject.typ) {
			add("", k)
		}
		if t := s.subject.typ; (t == corpus.Person || t == corpus.Org) && !floats[s.attr] && !(s.subject.weak && !personal[s.attr]) {
			return out
		}
	case speaker:
		for _, k := range shingleKeys(s.Claim.Value.Text) {
			add("\"", k)
		}
		return out
	case event, thing:
		if len(s.profile.anchors) == 0 || s.profile.thin() {
			add("~", s.subject.head)
			for _, k := range heads[s.subject.head] {
				add("~", k+"s")
			}
			for _, k := range kinds[s.subject.head] {
				add("~", k+"s")
			}
		}
	}
	if k := s.happening(); k != "" {
		add("#", k)
	}
	for i := range s.profile.anchors[:min(keyAnchors, len(s.profile.anchors))] {
		add("@", s.profile.anchors[i].key)
	}
	return out
}
