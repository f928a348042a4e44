package consistency

import (
	"slices"

	"twosource/corpus"
)

// loosely are attributes whose name says little about what is measured: two
// statements of one must also speak alike.
var loosely = func() map[string]bool {
	m := words(`term began ended duration distance length depth price loss total share stake rank units closed found ban fund penalty speed weight height capacity disclosed place settlement damages`)
	m["purchase price"] = true // a firm buys more than one
	return m
}()

// wordsOf are the content words of a sentence as sorted hashes of their stems:
// what it talks about, without figures and small words.
func wordsOf(sentence string) []uint32 { return contentOf(sentence, 80) }

// topicsOf are the content words of a text's first part.
func topicsOf(text string) []uint32 { return contentOf(text, 400) }

func contentOf(sentence string, limit int) []uint32 {
	out := make([]uint32, 0, min(limit, len(sentence)/10+4))
	h, n := uint32(2166136261), 0
	flush := func() {
		if n > 3 {
			out = append(out, h)
		}
		h, n = 2166136261, 0
	}
	for i := 0; i < len(sentence) && len(out) < limit; i++ {
		c := sentence[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
			fallthrough
		case c >= 'a' && c <= 'z' || c >= 0x80:
			if n < 6 { // a stem: enough of a word to know it by
				h = (h ^ uint32(c)) * 16777619
			}
			n++
		default:
			flush()
		}
	}
	flush()
	out = slices.DeleteFunc(out, func(w uint32) bool { _, ok := slices.BinarySearch(filler, w); return ok })
	slices.Sort(out)
	return slices.Compact(out)
}

// filler are the hashes of words of four letters or more that say nothing
// about a sentence's matter.
var filler = func() []uint32 {
	var out []uint32
	for w := range words(`that this with from have been were they their them than then when what which while would could should about after before over under more most some such said says into only also just other there these those will your because being both each even every here much must never since still through until very where people year years time first last later early million billion percent around nearly almost least`) {
		out = append(out, stem(w))
	}
	slices.Sort(out)
	return out
}()

func stem(w string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < min(len(w), 6); i++ {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h
}

// alike is the share of the shorter sentence's content words that the other
// has too.
func alike(a, b []uint32) float64 { return share(inBoth(a, b), len(a), len(b)) }

// share is what part both have of the shorter of two lists, a half where one is empty.
func share(both, n, m int) float64 {
	if n == 0 || m == 0 {
		return 0.5
	}
	return float64(both) / float64(min(n, m))
}

// sameMeasure is the probability that two statements of one attribute mean one
// measure by it.
func sameMeasure(a, b *Statement) float64 {
	p := 1.0
	switch {
	case a.open || b.open:
		p = 0.6
	case a.attr == "began" && a.subject.kind == event && b.subject.kind == event:
	case loosely[a.attr]:
		p = 0.6
	default:
		return p
	}
	return min(1, p+(1.2-p)*alike(a.content, b.content)) * farDates(a, b)
}

// content is filled in for the statements that need it.
func (s *Statement) fillContent() {
	if s.open || loosely[s.attr] {
		s.content = wordsOf(s.Sentence)
	}
}

// dayTotals are counts that start anew each day.
var dayTotals = words(`flights-cancelled flights-delayed flights rainfall`)

// placeSubject turns a count "of the United States" into a count of the event
// limited to that place: a country is where things happen, not what has them.
func placeSubject(c *corpus.Claim, s *subject) {
	if s.kind != named || s.typ != corpus.Loc || c.Attribute == "population" || c.Kind != corpus.KindCount || c.Behaviour == corpus.Invariant {
		return
	}
	p := placePath(s.name)
	if len(p) == 0 || surroundings[p[0]] == "" {
		return
	}
	if c.Place == "" {
		c.Place = s.name
	}
	*s = subject{kind: event, name: c.Subject, head: "event", bare: true}
}
