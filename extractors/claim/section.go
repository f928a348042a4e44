package claim

import (
	"strings"

	"twosource/extractors/token"
)

// maxAsked is the longest question, in tokens, that is read as one with its
// answer, and maxHeading the longest line without a full stop that heads a list.
const (
	maxAsked   = 14
	maxHeading = 8
)

// layOutSentences lists the sentences and which heading each stands under. A
// short question is one with the answer behind it, "How high is it? 67 metres":
// the one says of what and the other how much.
func (d *document) layOutSentences() {
	d.sents, d.heading = d.sents[:0], d.heading[:0]
	all, head := d.text.Sentences, int32(-1)
	for s := 0; s < len(all); s++ {
		r := all[s]
		if s+1 < len(all) && r.End-r.First <= maxAsked && d.word(r.End-1) == "?" && (!d.lineBetween(r.End) || d.lineBetween(r.First) && d.bareAnswer(r.End)) {
			s++
			r.End = all[s].End
		}
		switch {
		case d.isHeading(r):
			head = int32(len(d.sents))
		case d.listItem(r) || head >= 0 && !d.lineBetween(r.First):
		default:
			head = -1
		}
		for i := r.First; i < r.End; i++ {
			d.sentOf[i] = int32(len(d.sents))
		}
		d.sents, d.heading = append(d.sents, r), append(d.heading, head)
	}
}

// bareAnswer reports whether what begins at token i is a number that a question
// asked for: "About 3.5 billion euros".
func (d *document) bareAnswer(i int32) bool {
	for int(i) < len(d.forms) && (d.is(i, d.x.bounding) || d.is(i, d.x.adverb)) {
		i++
	}
	return int(i) < len(d.forms) && (d.text.Tokens[i].Kind != token.Word && d.mark[i] == markNone || d.is(i, d.x.number))
}

// lineBetween reports whether a line begins at token i.
func (d *document) lineBetween(i int32) bool {
	if i == 0 || int(i) >= len(d.text.Tokens) {
		return true
	}
	for k := d.text.Tokens[i-1].End; k < d.text.Tokens[i].Start; k++ {
		if d.text.Source[k] == '\n' {
			return true
		}
	}
	return false
}

// isHeading reports whether a sentence is a line of a few words without a full
// stop: "The ship".
func (d *document) isHeading(r token.Range) bool {
	if r.End-r.First > maxHeading || !d.lineBetween(r.First) || !d.lineBetween(r.End) || d.mark[r.First] >= markComma {
		return false
	}
	last := d.text.Tokens[r.End-1]
	if last.Kind == token.Punct && d.word(r.End-1) != ":" {
		return false
	}
	for i := r.First; i < r.End-1; i++ {
		if d.mark[i] >= markComma && !(d.word(i) == ":" && i > r.First && (d.is(i-1, d.x.boxed) || d.is(r.End-1, d.x.boxed))) || d.text.Tokens[i].Kind == token.Number {
			return false
		}
	}
	return true
}

// maxLabel is the longest label of a list item, in tokens: "Date it opened:".
const maxLabel = 6

// listItem reports whether a sentence is an item of a list: a line that begins
// with a bullet or with a label and a colon.
func (d *document) listItem(r token.Range) bool {
	return d.lineBetween(r.First) && (d.bullet(r.First) || d.labelEnd(r) >= 0)
}

func (d *document) bullet(i int32) bool {
	switch d.word(i) {
	case "•", "*", "-", "–", "—", "·", "▪", "■", "◦":
		return true
	}
	return false
}

// opensLine reports whether nothing but a bullet stands before token t in its
// line.
func (d *document) opensLine(t int32) bool {
	if t > 0 && d.bullet(t-1) {
		t--
	}
	return d.lineBetween(t)
}

// opensLabel reports whether a label may begin at token t: at the start of its
// line, or of a sentence in running text ("Population: about 100,000.").
func (d *document) opensLabel(t int32) bool {
	return d.opensLine(t) || int(t) < len(d.sentOf) && d.sents[d.sentOf[t]].First == t
}

// lineSubject finds the bearer of a match in a box of facts, "Crew: 22": what the
// heading names, else what the article is about.
func (d *document) lineSubject(m *match, b *bearing) (bearer, bool) {
	if s, ok, _ := d.underHeading(m.lo, b); ok {
		return s, true
	}
	if b.event && d.main >= 0 {
		return d.eventSubject(m), true
	}
	if n := d.topic(b.types); n >= 0 {
		return bearer{name: d.who[n].name, id: d.who[n].id, trust: 0.93}, true
	}
	return bearer{}, false
}

// labelEnd is the token of the colon behind the label a line begins with, -1 if
// it begins otherwise.
func (d *document) labelEnd(r token.Range) int32 {
	for i := r.First; i < r.End && i <= r.First+maxLabel; i++ {
		if d.word(i) == ":" {
			return i
		}
	}
	return -1
}

// underHeading is what the heading over a list item at token i names, where it
// can bear an attribute: "Length: 900 feet" under "The ship". listed says that
// it names a kind of bearer.
func (d *document) underHeading(i int32, b *bearing) (s bearer, found, listed bool) {
	h := d.heading[d.sentOf[i]]
	if h < 0 || h == d.sentOf[i] {
		return bearer{}, false, false
	}
	for r, k := d.sents[h], d.sents[h].First; k < r.End; k++ {
		if m, ok := d.mentionOver(k, b); ok && m.pron == noPronoun {
			s, ok := d.named(m, b, 0.9)
			return s, ok, true
		}
		if n, ok := d.calledAt(k, r.End); ok && d.entOver[k] < 0 && b.types&d.who[n].bits() != 0 {
			return bearer{name: d.who[n].name, id: d.who[n].id, at: d.text.Tokens[k].Span(), trust: 0.87}, true, true // "FACT BOX: QTX"
		}
		listed = listed || d.bearAt[k] >= 0
	}
	if s, ok := d.boxName(d.sents[h]); ok && b.thing {
		return s, true, true
	}
	return bearer{}, false, listed
}

// calledAt is the actor that the words at token k name, in capitals or not: "FASTLY"
// over a box, "WASHINGTON MUTUAL".
func (d *document) calledAt(k, hi int32) (int32, bool) {
	if n, ok := d.index[d.word(k)]; ok {
		return n, true
	}
	name := ""
	for i := k; i < min(hi, k+maxCalled) && d.text.Tokens[i].Shape == token.Upper && len(d.word(i)) > 2; i++ {
		w := d.word(i)
		name = strings.TrimSpace(name + " " + w[:1] + strings.ToLower(w[1:]))
		if n, ok := d.index[name]; ok {
			return n, true
		}
	}
	return -1, false
}

// maxCalled is how many words of a heading are tried as one name.
const maxCalled = 4

// boxName is the name a box of facts is headed with where the entity model knows
// none: "FACT BOX: Velotek".
func (d *document) boxName(r token.Range) (bearer, bool) {
	for i := r.First + 1; i+1 < r.End; i++ {
		if d.word(i) != ":" || !d.is(i-1, d.x.boxed) {
			continue
		}
		for k := i + 1; k < r.End; k++ {
			if t := d.text.Tokens[k]; t.Kind == token.Word && t.Shape == token.Lower {
				return bearer{}, false
			}
		}
		at := d.span(i+1, r.End)
		return bearer{name: at.In(d.text.Source), at: at, trust: 0.85}, true
	}
	return bearer{}, false
}

// labelledNames votes for the nouns of headings over items that give a name:
// "Name: Merel" under "The ship".
func (d *document) labelledNames() {
	for s, h := range d.heading {
		if h < 0 || int32(s) == h {
			continue
		}
		colon := d.labelEnd(d.sents[s])
		if colon < 1 || int(colon)+1 >= len(d.forms) || !d.is(colon-1, d.x.label) {
			continue
		}
		n := d.entAt[colon+1]
		if n < 0 || d.whoOf[n] < 0 {
			continue
		}
		for k := d.sents[h].First; k < d.sents[h].End; k++ {
			if d.bearAt[k] >= 0 {
				d.vote(d.forms[k], d.whoOf[n], 3)
			}
		}
	}
}

// topic is what an article is about: of the entities of some types the
// weightiest that its title names, else the weightiest of all; -1 if there is
// none.
func (d *document) topic(types uint16) int32 {
	for _, l := range d.about {
		if l.types == types && l.avoid == d.avoid {
			return l.who
		}
	}
	n := d.findTopic(types)
	if len(d.about) < maxTopics {
		d.about = append(d.about, lead{types, d.avoid, n})
	}
	return n
}

// maxTopics bounds how many topics are remembered, of as many sets of types.
const maxTopics = 32

func (d *document) findTopic(types uint16) int32 {
	best := int32(-1)
	for i := range d.who[:min(len(d.who), 500)] {
		w := &d.who[i]
		if types&w.bits() == 0 || w.demonym || int32(i) == d.avoid || !w.title {
			continue
		}
		if best < 0 || w.lead() > d.who[best].lead() {
			best = int32(i)
		}
	}
	if best >= 0 {
		return best
	}
	return d.mainActor(types)
}
