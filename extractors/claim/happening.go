package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// happening is what a clause tells to have happened: its verb or noun, the kind
// of it, and whom or what it happened to.
type happening struct {
	act     int16 // kind of happening, -1 one that acts.txt does not list
	at, end int32 // tokens of the verb, particles included, or of the noun
	noun    bool  // a noun: "his death"
	told    bool  // a verb of telling: "discloses", "announced"
}

// indexActs builds the tables from word form to kind of happening.
func (x *Extractor) indexActs(n int) {
	x.acts, x.actNoun, x.actWord = firstGroup(x.lex.acts, n), make([]int16, n), make([][]groupPhrase, n)
	for f := range x.actNoun {
		x.actNoun[f] = -1
	}
	for g, act := range x.lex.acts {
		for _, f := range act.weak.forms() {
			if x.actNoun[f] < 0 {
				x.actNoun[f] = int16(g)
			}
		}
		for _, p := range act.phrases {
			filePhrase(x.actWord, groupPhrase{int16(g), p.words, p.weak})
		}
	}
}

// happeningDates claims the dates and times of day that no attribute took: of
// what the verb of their clause says to have happened, and to whom or what. "The
// note was found at 5:30 on Friday" gives "note found" and "note found at".
func (d *document) happeningDates(dst []corpus.Claim, from int) []corpus.Claim {
	d.noteDated(dst[from:])
	d.own = d.own[:0]
	for i := range d.dates {
		if d.dated[i] || d.dateEnd[i] <= d.dateStart[i] || d.skip(int(d.sentOf[d.dateStart[i]])) || !d.datable(int32(i)) {
			continue
		}
		if h, ok := d.happeningOf(d.dateStart[i], d.dateEnd[i]); ok {
			dst = d.happened(dst, int32(i), h)
		} else if colon := d.labelBefore(d.dateStart[i]); colon >= 0 {
			dst = d.labelledDate(dst, int32(i), colon)
		} else if g := d.bareOwn(int32(i)); g >= 0 {
			dst = d.ownBare(dst, int32(i), g)
		}
	}
	for i := range d.own {
		d.own[i].claim -= int32(from)
	}
	d.settleOwn(dst[from:])
	return dst
}

// noteDated notes which dates are the value of a claim.
func (d *document) noteDated(cs []corpus.Claim) {
	d.dated = resize(d.dated, len(d.dates))
	for i := range cs {
		if cs[i].Kind != corpus.KindDate {
			continue
		}
		for t := d.tokenBefore(int32(cs[i].Start) + 1); t >= 0 && int(t) < len(d.forms) && int(d.text.Tokens[t].Start) < cs[i].End; t++ {
			if n := d.dateOver[t]; n >= 0 {
				d.dated[n] = true
			}
		}
	}
}

// datable reports whether a date can tell when something happened: a day, a
// longer stretch of the calendar or a time of day, not a length of time.
func (d *document) datable(n int32) bool {
	v := &d.dates[n]
	if v.Type != corpus.DateDay && v.Type != corpus.DateTime || strings.HasPrefix(v.Value, "PRESENT") || strings.HasPrefix(v.Value, "PAST") || strings.HasPrefix(v.Value, "FUTURE") {
		return false
	}
	if s := d.dateStart[n]; s > 0 && strings.EqualFold(d.word(s-1), "than") {
		return false // "earlier than 2016"
	}
	if d.inReportLine(n) {
		return false
	}
	return v.From != "" || strings.Contains(v.Value, "T") || strings.HasPrefix(v.Value, noYear)
}

// actAt reads a verb or the noun of a happening at token i.
func (d *document) actAt(i int32) (happening, bool) {
	k := d.text.Tokens[i]
	if k.Kind != token.Word || d.entOver[i] >= 0 || d.dateOver[i] >= 0 || k.Shape != token.Lower && !d.opensLine(i) {
		return happening{}, false
	}
	f := d.forms[i]
	if f > 0 {
		if h, ok := d.actPhrase(i, f); ok {
			return h, true
		}
		if g := d.x.acts[f]; g >= 0 && d.verbal(i) {
			return happening{act: g, at: i, end: i + 1}, true
		}
		if g := d.x.actNoun[f]; g >= 0 && !d.is(i, d.x.say) {
			return happening{act: g, at: i, end: i + 1, noun: true}, true
		}
		if d.x.say.has(f) || d.x.posting.has(f) || d.x.function.has(f) || d.x.light.has(f) || d.bearAt[i] >= 0 {
			return happening{}, false
		}
	}
	if w := d.word(i); len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") && !strings.HasSuffix(w, "dred") && d.verbal(i) {
		return happening{act: -1, at: i, end: i + 1}, true
	}
	if d.thirdPerson(i) {
		return happening{act: -1, at: i, end: i + 1}, true
	}
	return happening{}, false
}

func (x *Extractor) actNounForm(f int32) bool { return f > 0 && x.actNoun[f] >= 0 }

// happeningOf finds what a date over tokens [start, end) dates: the nearest verb
// before it in its clause, else, where it opens the sentence or a clause, the
// first one behind it.
func (d *document) happeningOf(start, end int32) (happening, bool) {
	lo, hi := d.sentence(start)
	if colon := d.labelBefore(start); colon >= 0 {
		return d.labelAct(d.labelStart(colon), colon)
	}
	opens := d.opensClause(start, lo)
	if !opens {
		if h, ok, stop := d.verbBefore(start, lo); ok || stop {
			return h, ok
		}
	}
	if h, ok := d.occasionAt(start, lo); ok && !opens {
		return h, true
	}
	return d.verbBehind(end, hi, opens)
}

// opensClause reports whether nothing but small words stands between the start of
// the sentence, or a colon or semicolon, and token i.
func (d *document) opensClause(i, lo int32) bool {
	for k := i - 1; k >= lo; k-- {
		switch {
		case d.mark[k] == markStop || d.word(k) == ":":
			return true
		case d.is(k, d.x.preposition), d.is(k, d.x.bounding), d.is(k, d.x.and), d.dateOver[k] >= 0, d.is(k, d.x.adverb):
		case (d.is(k, d.x.be) || d.pronounAt(k) == itPronoun) && k < lo+2:
		default:
			return false
		}
	}
	return true
}

// farthest is how many tokens before or behind a date its verb is looked for.
const farthest = 16

// verbBefore is the verb or noun a date at token start follows. stop says that
// the clause ends before one is found, or that the date is one of a report.
func (d *document) verbBefore(start, lo int32) (h happening, ok, stop bool) {
	for i := start - 1; i >= lo && i >= start-farthest; i-- {
		if h, ok := d.toldAt(i, d.dateAt[start]); ok {
			return h, true, false
		}
		if d.mark[i] == markStop || d.is(i, d.x.say) && d.entOver[i] < 0 && !(i > lo && (d.is(i-1, d.x.determiner) || d.is(i-1, d.x.possessive))) {
			return happening{}, false, true
		}
		if h, ok := d.actAt(i); ok && (!h.noun || d.nounDated(i, start) && d.inquiring(i, lo) < 0 && !d.actedOn(i) && !d.endsIt(i) && !d.ofSomebody(i)) {
			return h, true, false
		}
		if h, ok := d.cameAt(i, lo, start); ok {
			return h, true, false
		}
		if i < start-1 && d.is(i, d.x.clauseWord) && !d.is(i, d.x.and) {
			return happening{}, false, false
		}
	}
	return happening{}, false, false
}

// nounDated reports whether only small words and names stand between a noun of a
// happening at token i and its date: "the death of Ana Ruiz on 6 July".
func (d *document) nounDated(i, start int32) bool {
	for k := i + 1; k < start; k++ {
		if d.mark[k] >= markComma || !d.is(k, d.x.preposition) && !d.nominalAt(k) && !d.is(k, d.x.determiner) && d.dateOver[k] < 0 {
			return false
		}
	}
	return start-i < 10
}

// verbBehind is the first verb behind a date that opens its clause, else one close
// by.
func (d *document) verbBehind(end, hi int32, opens bool) (happening, bool) {
	far := end + farthest
	if !opens {
		far = end + 5
	}
	for i := end; i < hi && i < far; i++ {
		if d.mark[i] == markStop {
			break
		}
		if k := d.pastAside(i, end, hi); k > i {
			i, far = k, far+k-i
		}
		if h, ok := d.toldAt(i, d.dateOver[end-1]); ok {
			return h, true
		}
		if d.is(i, d.x.say) && d.entOver[i] < 0 {
			break
		}
		if h, ok := d.actAt(i); ok && !h.noun {
			return h, true
		}
	}
	return happening{}, false
}

// pastAside is the comma that ends a phrase between commas with a clause of its
// own, which begins at the comma at token i behind a date: "On 8 May, the day
// after its screens went dark, the firm"; i if none begins there.
func (d *document) pastAside(i, end, hi int32) int32 {
	if i > end+1 || d.word(i) != "," {
		return i
	}
	clause := false
	for k := i + 1; k < hi && k < i+farthest; k++ {
		if d.word(k) == "," {
			if clause {
				return k
			}
			return i
		}
		clause = clause || d.is(k, d.x.clauseWord) && !d.is(k, d.x.and) || d.is(k, d.x.who)
	}
	return i
}

// happened makes the claims of a date: of its day, and of its time of day.
func (d *document) happened(dst []corpus.Claim, n int32, h happening) []corpus.Claim {
	m := match{pat: -1, lo: min(d.dateStart[n], h.at), hi: max(d.dateEnd[n], h.end), value: -1, event: -1, other: -1, subject: mention{ent: -1, at: -1, bear: -1}}
	own := d.ownAct(h)
	if d.levelled(h) || own < 0 && d.namesEvent(h) && !rulings[d.actName(h)] {
		return dst
	}
	noun, s, ok := d.undergoes(&m, h)
	if !ok {
		return dst
	}
	s = d.ofOldName(h, n, s)
	name, trust := d.yearName(h, n, s), once
	if h.act < 0 || d.x.lex.often[name] || d.counts(h) {
		trust = again
	}
	if s := d.dateStart[n]; s > 0 && d.is(s-1, d.x.bounds) && !d.notBefore(s-1) {
		name = strings.TrimSuffix(name, " on") + " " + strings.ToLower(d.word(s-1)) // "worked since", "stayed until"
	}
	name, noun = d.canonical(h, name, noun, s)
	if noun != "" {
		if d.x.occasion.has(d.x.lex.lookup(noun)) && comesAbout[name] {
			name = "on" // "the report came out": the day of the report
		}
		name = noun + " " + name
	}
	if s.trigger != "" && !s.at.Empty() && noun == "" && (h.noun || h.act < 0 && !d.passive(h.at, d.sents[d.sentOf[h.at]].First) || !d.otherDeed(h) && h.act >= 0) {
		name = "event date"
	}
	lead := own < 0 && d.leadTells(h, n)
	if lead {
		own = d.main
	}
	return d.datedClaims(dst, &dated{n, name, s, trust, own, lead}, &m)
}

// dated is a date that is the day, the time of day or both of a happening.
type dated struct {
	date  int32
	name  string // of the day
	of    bearer
	trust float64
	own   int16 // kind of event that it may be of, -1 none
	lead  bool  // by where it stands alone
}

// datedClaims makes the claims of a date.
func (d *document) datedClaims(dst []corpus.Claim, x *dated, m *match) []corpus.Claim {
	v := &d.dates[x.date]
	c := corpus.Claim{Attribute: x.name, Kind: corpus.KindDate, Behaviour: corpus.Invariant, Rule: "open"}
	_, clock, timed := strings.Cut(v.Value, "T")
	timed = timed && len(clock) >= 5 && clock[2] == ':'
	if (v.From != "" || strings.HasPrefix(v.Value, noYear)) && !(timed && v.End-v.Start <= longestClock) && d.dateValue(&c, x.date, dateSlot) {
		if timed && len(c.Value.Text) > len("2006-01-02") {
			day := c.Value.Text[:len("2006-01-02")]
			c.Value.Text, c.Value.From, c.Value.To = day, day, day
		}
		d.noteOwn(len(dst), x, false)
		dst = append(dst, d.finished(c, x.of, m, x.trust))
	}
	if timed {
		t := corpus.Claim{Attribute: clockName(x.name), Kind: corpus.KindDate, Behaviour: corpus.Invariant, Rule: "open"}
		if d.dateValue(&t, x.date, timeSlot) {
			d.noteOwn(len(dst), x, true)
			dst = append(dst, d.finished(t, x.of, m, x.trust))
		}
	}
	return dst
}

// comesAbout are names of happenings by which an occasion or a paper only comes about.
var comesAbout = map[string]bool{"launched": true, "published on": true, "delivered on": true, occurred: true, "completed on": true, disclosed: true}

// counts reports whether a verb acts on a number of things, which its date dates:
// "sold 10.1 million vehicles in 2014".
func (d *document) counts(h happening) bool {
	for i := h.end; i < h.end+3 && int(i) < len(d.forms) && !h.noun; i++ {
		if d.figAt[i] >= 0 {
			return true
		}
	}
	return false
}

// levelled reports whether a happening only says where a figure stood, "the toll
// reached 106", or names the event the article tells of.
func (d *document) levelled(h happening) bool {
	i := h.end
	for int(i) < len(d.forms) && (d.is(i, d.x.bounding) || d.is(i, d.x.towards)) {
		i++
	}
	if int(h.end)+1 < len(d.forms) && d.word(h.end) == "at" && d.figAt[h.end+1] >= 0 && d.figs[d.figAt[h.end+1]].Kind == corpus.Money {
		return true // "to finish at $304.96"
	}
	if d.is(h.at, d.x.level) || d.is(h.at, d.x.moves) {
		if int(i) < len(d.forms) && d.figAt[i] >= 0 || d.ofMoney(h.at) {
			return true
		}
	}
	return false
}

// namesEvent reports whether a happening is an event by a word that phrases look for.
func (d *document) namesEvent(h happening) bool {
	return d.eventAt[h.at] >= 0 && (h.noun || h.act < 0)
}

// notBefore reports whether an "until" at token i tells when something happened at
// last: "did not come until".
func (d *document) notBefore(i int32) bool {
	lo, _ := d.sentence(i)
	for k := i - 1; k >= lo && k > i-8 && d.mark[k] < markComma; k-- {
		if d.is(k, d.x.negation) || strings.EqualFold(d.word(k), "unlikely") {
			return true
		}
	}
	return false
}

// travelTimes are the names of the times of day at which what travels leaves and
// arrives, which phrases read too.
var travelTimes = map[string]string{"departed": "departure time", "landed": "landing time"}

// clockName is the name of the time of day of what a date's name says.
func clockName(name string) string {
	if day, ok := strings.CutSuffix(name, " date"); ok {
		return day + " time"
	}
	name = strings.TrimSuffix(name, " on")
	if t := travelTimes[name]; t != "" {
		return t
	}
	return name + " at"
}

// How sure an open claim of a date is: of what happens to one thing once, and of
// what can happen to it again on another day.
const (
	once  = 0.62
	again = 0.4
)

// finished fills in subject, qualifiers and confidence of an open claim.
func (d *document) finished(c corpus.Claim, s bearer, m *match, trust float64) corpus.Claim {
	d.setSubject(&c, s, m.lo)
	d.qualify(&c, m)
	c.Confidence = trust * s.trust
	return c
}

// actName is what claims of a happening go by.
func (d *document) actName(h happening) string {
	if h.noun && d.ordinalBefore(h.at) != "" {
		return d.ordinalBefore(h.at) + " " + singular(strings.ToLower(d.word(h.at))) + " on"
	}
	if h.act >= 0 {
		return d.x.lex.acts[h.act].name
	}
	if h.told || d.timeline(h.at) && strings.HasSuffix(d.word(h.at), "s") {
		return pastName(strings.ToLower(d.word(h.at)), h.told)
	}
	return strings.ToLower(d.word(h.at)) + " on"
}

// ordinalBefore is which of several the noun at token i is of: "the last call".
func (d *document) ordinalBefore(i int32) string {
	if i == 0 {
		return ""
	}
	switch w := strings.ToLower(d.word(i - 1)); w {
	case "first", "last", "second", "third":
		return w
	case "final":
		return "last"
	}
	return ""
}
