package claim

import (
	"strings"

	"twosource/extractors/token"
)

// Lines of a box of facts, "Crew: 22", are about what the box is about: the
// thing its heading names, else what the article is about.

// maxBox is how many lines above a fact its heading is looked for.
const maxBox = 16

// longestHeading is the most tokens a heading of a box has.
const longestHeading = 7

// bullets may stand before the words of a line.
const bullets = " \t\u00a0•·*-–—▪◦>0123456789.)"

// opensLine reports whether nothing but a bullet stands before token t in its
// line.
func (d *document) opensLine(t int32) bool {
	start := int(d.text.Tokens[t].Start)
	return strings.Trim(d.text.Source[d.lineStart(start):start], bullets) == ""
}

// lineStart is where the line of a byte offset begins.
func (d *document) lineStart(at int) int {
	return strings.LastIndexByte(d.text.Source[:at], '\n') + 1
}

// lineSubject finds the bearer of a match in a box of facts.
func (d *document) lineSubject(m *match, b *bearing) (bearer, bool) {
	if s, ok := d.headed(d.lineStart(int(d.text.Tokens[m.lo].Start)), b); ok {
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

// boxed is the bearer of what stands in a line with a bullet: what the line names
// as "Name: X", or the heading above.
func (d *document) boxed(t int32, b *bearing) (bearer, bool) {
	at := int(d.text.Tokens[t].Start)
	line := d.lineStart(at)
	lead := strings.TrimLeft(d.text.Source[line:at], bullets)
	if len(lead) == at-line {
		return bearer{}, false
	}
	if rest, ok := strings.CutPrefix(lead, "Name:"); ok && rest != "" {
		return d.namedLine(d.tokenBefore(int32(line))+1, t)
	}
	return d.headed(line, b)
}

// headed is the bearer that the heading above a line names: a short line with
// no colon, or a line "Name: X".
func (d *document) headed(line int, b *bearing) (bearer, bool) {
	for n := 0; n < maxBox && line > 0; n++ {
		end := line - 1
		line = d.lineStart(end)
		text := strings.TrimSpace(d.text.Source[line:end])
		lo, hi := d.tokenBefore(int32(line))+1, d.tokenBefore(int32(end))+1
		if text == "" || lo >= hi {
			continue
		}
		label, value, isFact := strings.Cut(strings.TrimLeft(text, bullets), ":")
		switch {
		case isFact && strings.EqualFold(label, "name"):
			return d.namedLine(lo, hi)
		case isFact && value != "", strings.TrimLeft(text, bullets) != text:
		case hi-lo > longestHeading || strings.HasSuffix(text, "."):
			return bearer{}, false
		default:
			return d.bearerIn(lo, hi, b)
		}
	}
	return bearer{}, false
}

// namedLine is what a line "Name: X" names, whatever type the name has: the
// first entity, else the run of capitals behind the colon.
func (d *document) namedLine(lo, hi int32) (bearer, bool) {
	for lo < hi && d.word(lo) != ":" {
		lo++
	}
	if lo++; lo >= hi || d.text.Tokens[lo].Kind != token.Word {
		return bearer{}, false
	}
	if n := d.entAt[lo]; n >= 0 && d.whoOf[n] >= 0 {
		w := &d.who[d.whoOf[n]]
		return bearer{name: w.name, id: w.id, at: d.ents[n].Span, trust: 0.95}, true
	}
	if end := d.capitalRun(lo); end > lo {
		s := d.span(lo, min(end, hi))
		return bearer{name: s.In(d.text.Source), at: s, trust: 0.9}, true
	}
	return bearer{}, false
}

// bearerIn is the first mention in tokens [lo, hi) that can bear an attribute.
func (d *document) bearerIn(lo, hi int32, b *bearing) (bearer, bool) {
	for i := lo; i < hi; i++ {
		if m, ok := d.mentionOver(i, b); ok && m.pron == noPronoun {
			return d.named(m, b, 0.97)
		}
	}
	return bearer{}, false
}

// topic is what an article is about: of the entities of some types the
// weightiest that its title names, else the weightiest of all; -1 if there is
// none.
func (d *document) topic(types uint16) int32 {
	best := int32(-1)
	for i := range d.who[:min(len(d.who), 500)] {
		w := &d.who[i]
		if types&w.bits() == 0 || w.demonym || int32(i) == d.avoid || !strings.Contains(d.art.Title[:min(len(d.art.Title), maxTitle)], w.name) {
			continue
		}
		if best < 0 || w.weight > d.who[best].weight {
			best = int32(i)
		}
	}
	if best >= 0 {
		return best
	}
	return d.mainActor(types)
}
