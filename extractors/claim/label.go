package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// labelOf is the token of the colon behind the label of the line that figure f
// stands in, "Gross tonnage: 114,500"; -1 if its line has none.
func (d *document) labelOf(f int32) int32 { return d.labelBefore(d.figStart[f]) }

// labelBefore is labelOf for a value at token at.
func (d *document) labelBefore(at int32) int32 {
	r := d.sents[d.sentOf[at]]
	for i := at - 1; i >= r.First && i > at-longestValue; i-- {
		if d.word(i) == ":" {
			for k := i - 1; k >= max(r.First-1, i-maxLabelled); k-- {
				if k >= 0 && !d.opensLabel(k+1) {
					continue
				}
				if i-k > maxInText && !d.opensLine(k+1) {
					return -1 // a clause before a colon
				}
				if d.dateOver[k+1] >= 0 || d.dateOver[max(i-1, 0)] >= 0 {
					return -1 // an entry of a timeline
				}
				return i
			}
			return -1
		}
		if d.lineBetween(i+1) && i+1 < at {
			return -1
		}
	}
	return -1
}

const (
	longestValue = 8  // tokens between a label's colon and its figure
	maxLabelled  = 10 // tokens of a label that begins a line
	maxInText    = 4  // tokens of one in running text
)

// readLabel reads a line of a box of facts: its label names the attribute, or the
// bearer too where it begins with a name.
func (d *document) readLabel(f, colon int32) (restRead, bool) {
	r := restRead{noun: -1, lo: colon, hi: colon + 1, said: true}
	first := d.labelStart(colon)
	r.lo = first
	if n := d.entAt[first]; n >= 0 && d.entEnd[n] < colon {
		r.noun, first = d.entStart[n], d.entEnd[n]
	}
	var words []string
	for i := first; i < colon; i++ {
		if k := d.text.Tokens[i]; (k.Kind == token.Word || k.Kind == token.Number) && !d.is(i, d.x.determiner) && !d.is(i, d.x.be) {
			words = append(words, strings.ToLower(d.word(i)))
		}
	}
	if n := len(words); n > 0 && d.plainNoun(colon-1) && d.x.nouns[max(d.forms[colon-1], 0)] >= 0 {
		words = append(words[:0], d.nounName(colon-1)) // "Tank cars: 72" counts vehicles
	}
	r.word = strings.Join(words, " ")
	if f < 0 {
		return r, r.word != ""
	}
	if dim, said := d.dimension(f); said && !strings.Contains(r.word, dim) {
		r.word += " " + dim
	}
	return r, r.word != ""
}

// labelStart is the first token of the label that ends at a colon.
func (d *document) labelStart(colon int32) int32 {
	for colon > 0 && !d.opensLabel(colon) {
		colon--
	}
	return colon
}

// labelledYear reads a number under a label that tells of a happening as a year:
// "Mine opened: 1889".
func (d *document) labelledYear(m *match, r restRead, f int32) (corpus.Claim, bool) {
	w := d.figs[f].Span.In(d.text.Source)
	if !r.said || len(w) != len("1889") || w < "1000" || w > "2100" || strings.ContainsAny(w, ".,%") {
		return corpus.Claim{}, false
	}
	h, ok := d.labelAct(r.lo, d.figStart[f])
	if !ok {
		return corpus.Claim{}, false
	}
	noun, s, _ := d.undergoes(m, h)
	name := strings.TrimSpace(noun + " " + d.actName(h))
	if name == "opened on" && s.trigger == "" {
		name = "built"
	}
	c := corpus.Claim{Span: d.figs[f].Span, Attribute: name, Kind: corpus.KindDate, Behaviour: corpus.Invariant, Rule: "open"}
	c.Value = corpus.Value{Text: w, From: w + "-01-01", To: w + "-12-31"}
	m.value = -1
	return d.finished(c, s, m, once), true
}

// labelAct is the happening that the label over tokens [lo, hi) tells of.
func (d *document) labelAct(lo, hi int32) (happening, bool) {
	for i := lo; i < hi; i++ {
		if h, ok := d.actAt(i); ok && h.act >= 0 && !(h.noun && i < hi-1 && d.pastVerb(hi-1)) {
			return h, true
		}
	}
	return happening{}, false
}

// asksTime are labels that say nothing but when.
var asksTime = map[string]bool{"when": true, "date": true, "time": true, "clock": true, "hour": true, "day": true, "moment": true, "clock time": true, "local time": true, "date and time": true}

// labelName is what the date under a label goes by: an occasion by the name it has in running
// text, protection from creditors by what it is.
func (d *document) labelName(word string) string {
	switch head := word[strings.LastIndexByte(word, ' ')+1:]; {
	case insolvents[word] || word == "chapter 11":
		return "bankrupt on"
	case word == "final "+head && d.x.occasion.has(d.x.lex.lookup(head)):
		return head + " on"
	case d.x.occasion.has(d.x.lex.lookup(head)):
		return word + " on"
	}
	return word
}

// labelledDate claims a date under a label that tells of no happening the lists
// know: "Entered service: 2006".
func (d *document) labelledDate(dst []corpus.Claim, n, colon int32) []corpus.Claim {
	r, ok := d.readLabel(-1, colon)
	if !ok {
		return dst
	}
	if asksTime[r.word] && d.main >= 0 && !d.x.soft[d.main] {
		return d.ownBare(dst, n, d.main)
	}
	m := match{pat: -1, lo: r.lo, hi: d.dateEnd[n], value: -1, event: -1, other: -1}
	_, s := d.restBearer(&m, r, corpus.KindDate)
	c := corpus.Claim{Attribute: d.labelName(r.word), Kind: corpus.KindDate, Behaviour: corpus.Invariant, Rule: "open"}
	if !d.dateValue(&c, n, dateSlot) {
		return dst
	}
	return append(dst, d.finished(c, s, &m, once))
}

// asked is what the question that figure f answers asks for, in its own words:
// "owe" of "What does it owe? About 3.5 billion euros"; "" if it answers none.
func (d *document) asked(f int32) string {
	lo, _ := d.sentence(d.figStart[f])
	mark := d.figStart[f] - 1
	for mark > lo && mark > d.figStart[f]-6 && d.word(mark) != "?" {
		mark--
	}
	if mark < lo || d.word(mark) != "?" {
		return ""
	}
	var words []string
	for i := lo; i < mark && len(words) < 3; i++ {
		if k := d.text.Tokens[i]; k.Kind == token.Word && k.Shape == token.Lower && !d.is(i, d.x.function) && d.entOver[i] < 0 {
			words = append(words, strings.ToLower(d.word(i)))
		}
	}
	return strings.Join(words, " ")
}

// labelLimit is what the label of a line limits its value to, behind the words that
// name the attribute: a place, or a part of what is counted.
func (d *document) labelLimit(m *match) (place, part string) {
	if m.pat < 0 || !d.x.patterns[m.pat].line || m.value < 0 {
		return "", ""
	}
	p := &d.x.patterns[m.pat]
	if !strings.Contains(d.x.attrs[p.attr].Phrases[p.phrase].Pattern, limits) {
		return "", ""
	}
	colon := d.labelOf(m.value)
	for i := colon - 2; i > m.lo; i-- {
		switch strings.ToLower(d.word(i)) {
		case "in", "on", "at", "among":
		default:
			continue
		}
		i++
		for i+1 < colon && d.is(i, d.x.determiner) {
			i++
		}
		if n := d.entOver[i]; n >= 0 && d.types[n] == typeBit(corpus.Loc) && d.whoOf[n] >= 0 {
			return d.who[d.whoOf[n]].name, ""
		}
		return "", strings.ToLower(d.span(i, colon).In(d.text.Source))
	}
	return "", ""
}
