package claim

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// ageRead is whose age a figure gives, and by which name the claim goes: "age",
// "ages" of a group, "youngest age", or "son age" of a noun that is nobody named.
type ageRead struct {
	who  int32 // token of the bearer, -1 the article's topic
	name string
	lo   int32
}

// restAges claims the ages that no phrase of the attribute reads: of a range
// ("aged 11 to 17"), of the youngest and the oldest, of somebody called only by a
// noun ("a baker, 58, made"), and of things ("a hook 97 years old").
func (d *document) restAges(dst []corpus.Claim) []corpus.Claim {
	for i := range d.figs {
		f := int32(i)
		if d.usedFig[f] || d.converted[f] || d.figEnd[f] <= d.figStart[f] || d.skip(int(d.sentOf[d.figStart[f]])) {
			continue
		}
		r, ok := d.readAge(f)
		if !ok {
			continue
		}
		d.usedFig[f] = true
		dst = append(dst, d.ageClaim(f, r))
	}
	return dst
}

func (d *document) ageClaim(f int32, r ageRead) corpus.Claim {
	fig := &d.figs[f]
	c := corpus.Claim{Span: fig.Span, Attribute: r.name, Kind: corpus.KindMeasure, Behaviour: corpus.Snapshot, Rule: "open"}
	c.Value = corpus.Value{Text: plain(fig.Value), Quantity: fig.Quantity}
	c.Value.Quantity.Unit = "a"
	m := match{pat: -1, lo: min(r.lo, d.figStart[f]), hi: d.figEnd[f], value: f, event: -1, other: -1}
	s := bearer{}
	ok := false
	if r.who >= 0 {
		s, ok = d.bearerAt(r.who)
	}
	switch {
	case ok && r.name == "age" && d.sinceMade(&c, f, r.who, s):
	case ok && r.name == "age":
		c.Kind = corpus.KindAge
	case r.who >= 0 && r.name == "age" && !ok:
		c.Attribute, c.Kind = singular(strings.ToLower(d.word(r.who)))+" age", corpus.KindAge
		s = d.openTopic(&m)
	case !ok || s.id == "":
		s = d.openTopic(&m)
	}
	d.setSubject(&c, s, m.lo)
	d.qualify(&c, &m)
	c.Confidence = ageTrust * s.trust
	if r.name == "age" && (s.id == "" || c.Attribute != r.name && c.Kind == corpus.KindMeasure) {
		c.Confidence = oneRead * s.trust // one woman of 63 is not another of 50
	}
	return c
}

// ageTrust is how sure an age is that grammar alone reads.
const ageTrust = 0.8

// sinceMade turns the age of a firm or a thing into the year it was set up or
// built.
func (d *document) sinceMade(c *corpus.Claim, f, at int32, s bearer) bool {
	name := ""
	if w := d.figs[f].Span.In(d.text.Source); !strings.Contains(w, "old") && !strings.Contains(w, "year") {
		return false // "Bankman-Fried, 30, whose fortune": no firm is called by a bare number
	}
	switch n, known := d.index[s.name]; {
	case known && s.id != "" && d.who[n].typ == corpus.Org, d.bearAt[at] >= 0 && d.x.orgBearer(d.bearAt[at]):
		name = "founded"
	case d.bearAt[at] >= 0 && strings.HasPrefix(d.x.lex.bearers[d.bearAt[at]].name, "thing:"):
		name = "built"
	}
	if name == "" || !d.derivedYear(c, &d.figs[f]) {
		return false
	}
	c.Attribute, c.Kind, c.Behaviour = name, corpus.KindDate, corpus.Invariant
	return true
}

// highestAge is the highest number read as an age where nothing says so.
var highestAge = decimal.MustNew(110, 0)

// readAge reads figure f as an age.
func (d *document) readAge(f int32) (ageRead, bool) {
	fig := &d.figs[f]
	start := d.figStart[f]
	lo, hi := d.sentence(start)
	r := ageRead{who: -1, name: "age", lo: start}
	switch fig.Kind {
	case corpus.Age:
		return d.statedAge(r, f, lo, hi)
	case corpus.Count:
	default:
		return r, false
	}
	if d.figNoun[f] >= 0 || fig.Value.Cmp(highestAge) > 0 || fig.Value.Cmp(decimal.One) < 0 || d.inDate(f) {
		return r, false
	}
	if name, ok := d.extremeAge(start, lo); ok {
		r.name = name
		return r, true
	}
	return d.bareAge(r, f, lo, hi)
}

// statedAge reads "38 years of age", "aged 11 to 17", "a seven-year-old son".
func (d *document) statedAge(r ageRead, f, lo, hi int32) (ageRead, bool) {
	start, end := d.figStart[f], d.figEnd[f]
	if name, ok := d.extremeAge(start, lo); ok {
		r.name = name
		return r, true
	}
	if d.figs[f].Bound == corpus.Between {
		r.name = "ages"
	}
	if strings.HasSuffix(d.figs[f].Span.In(d.text.Source), "-old") {
		if n := d.objectOf(end, hi); n >= 0 && d.entOver[n] < 0 && !d.is(end, d.x.possessive) {
			r.who = n
		}
		return r, r.who >= 0
	}
	k := start - 1
	for k >= lo && (d.is(k, d.x.bounding) || d.is(k, d.x.adverb) || d.word(k) == "," || strings.EqualFold(d.word(k), "aged")) {
		k--
	}
	switch {
	case k < lo:
	case d.is(k, d.x.be):
		r.who = d.nounBeforeVerb(k, lo)
	case d.nominalAt(k):
		r.who = k
		if p := d.predicateSubject(k, lo); p >= 0 {
			r.who = p // "He was a triathlete, 38 years of age"
		}
	}
	if r.who >= 0 && d.entOver[r.who] < 0 && d.bearAt[r.who] >= 0 && d.bearAt[r.who] != d.x.personBearer && end+1 < hi && d.is(end+1, d.x.who) {
		return r, false // "a patient at a London hospital, 48, who"
	}
	for i := end; i < hi && i < end+3; i++ {
		if w := d.word(i); strings.EqualFold(w, "when") || strings.EqualFold(w, "then") {
			r.name = "age then"
		}
	}
	if r.who >= 0 && d.pronounAt(r.who) == itPronoun {
		if n := d.countedBefore(f); n >= 0 {
			r.who = n // "two dams, one of them 57 years old"
		}
	}
	r.lo = max(k, lo)
	return r, r.who >= 0 || r.name != "age"
}

// predicateSubject is the subject a noun at token i is said to be: -1 if the noun
// is no predicate.
func (d *document) predicateSubject(i, lo int32) int32 {
	for k := i - 1; k >= lo && k > i-5 && d.mark[k] < markComma; k-- {
		if d.is(k, d.x.be) {
			return d.nounBeforeVerb(k, lo)
		}
	}
	return -1
}

// extremeAge reads "the youngest of them 11", "the eldest was 93".
func (d *document) extremeAge(start, lo int32) (string, bool) {
	for k := start - 1; k >= lo && k > start-6; k-- {
		switch strings.ToLower(d.word(k)) {
		case "youngest":
			return "youngest age", true
		case "oldest", "eldest":
			return "oldest age", true
		}
		if d.mark[k] >= markComma || !d.is(k, d.x.of) && !d.is(k, d.x.be) && d.pronounAt(k) == noPronoun && !d.is(k, d.x.adverb) && !d.is(k, d.x.function) {
			break
		}
	}
	return "", false
}

// bareAge reads a number alone as an age: "a baker, 58, made", "a man of 65",
// "Urzúa, who at 54 insisted", "turned 65".
func (d *document) bareAge(r ageRead, f, lo, hi int32) (ageRead, bool) {
	start, end := d.figStart[f], d.figEnd[f]
	closes := end >= hi || d.mark[end] >= markComma || d.is(end, d.x.who) || strings.EqualFold(d.word(end), "when")
	i := start - 1
	if i > lo && (d.is(i, d.x.adverb) || d.is(i, d.x.bounding)) && !d.is(i, d.x.of) && d.word(i) != "at" {
		i--
	}
	if i <= lo {
		return r, false
	}
	switch w := strings.ToLower(d.word(i)); {
	case w == "," && closes && d.human(i-1):
		r.who = i - 1
	case w == "of" && d.human(i-1) && (closes || end < hi && d.is(end, d.x.function)):
		r.who = i - 1
	case w == "at" && (d.is(i-1, d.x.who) || d.word(i-1) == ",") && i-2 > lo:
		if k := d.beforeMark(i-1, lo); d.human(k) {
			r.who = k
		}
	case w == "turned":
		r.who = d.nounBeforeVerb(i, lo)
	case d.is(i, d.x.be) && end < hi && strings.EqualFold(d.word(end), "when"):
		k := i - 1
		for k > lo && (d.is(k, d.x.who) || d.word(k) == "," || d.figOver[k] >= 0) {
			k--
		}
		if d.human(k) {
			r.who = k // "Ana Ruiz, 31, who was 30 when the firm failed"
		}
	}
	r.lo = i
	if d.figs[f].Bound == corpus.Between {
		r.name = "ages"
	}
	if r.who >= 0 && end < hi && strings.EqualFold(d.word(end), "when") {
		r.name = "age then"
	}
	return r, r.who >= 0
}

// beforeMark is the token before a relative pronoun and a comma that end at token
// i.
func (d *document) beforeMark(i, lo int32) int32 {
	for i > lo && (d.is(i, d.x.who) || d.word(i) == ",") {
		i--
	}
	return i
}

// human reports whether token i ends the name of a person or is a noun for one, or
// one that an article singles out: "a baker".
func (d *document) human(i int32) bool {
	if n := d.entOver[i]; n >= 0 {
		return d.types[n]&typeBit(corpus.Person) != 0
	}
	if d.surname(i) >= 0 || d.bearAt[i] == d.x.personBearer || d.is(i, d.x.part) {
		return true
	}
	return i > 0 && d.plainNoun(i) && d.is(i-1, d.x.article) && personLike(d.word(i))
}

// personLike reports whether a noun has the ending of one for people by what they
// do: baker, bartender, assistant, florist, musician.
func personLike(w string) bool {
	for _, s := range []string{"er", "or", "ist", "ian", "ant", "ent", "man", "ee"} {
		if strings.HasSuffix(w, s) && len(w) > len(s)+2 {
			return true
		}
	}
	return false
}
