package slot

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/corpus/wordvec"
)

// surroundings are what a sentence has around a value beside words that say what
// it is of: the little words and marks next to it, other figures, where in its
// article the value stands.
type surroundings struct {
	before, after uint8    // class of the little word or mark on either side, 0 for any other word
	figures       []uint32 // hashes of the other figures in the sentence, sorted
	length        int      // of the sentence, in bytes
}

// Surround notes what stands around a value in its sentence; value is its place
// there.
func (m *Mention) Surround(sentence string, value corpus.Span) {
	from := min(max(value.Start, 0), len(sentence))
	to := min(max(value.End, from), len(sentence))
	left, right := sentence[:from], sentence[to:]
	m.length = len(sentence)
	m.before, m.after = classBefore(left), classAfter(right)
	m.figures = appendFigures(appendFigures(m.figures[:0], left), right)
	slices.Sort(m.figures)
	m.figures = slices.Compact(m.figures)
}

// Classes of what stands next to a value beside those of littleClass.
const (
	classMark  = 50 // a mark: a colon before it, a stop or comma behind it
	classEdge  = 51 // the sentence begins or ends
	afterComma = 60 // added where a comma follows the word before
)

// littleClass are the little words next to a value that tell what kind of value it
// is, by class.
var littleClass = func() map[string]uint8 {
	m := make(map[string]uint8)
	for i, line := range [...]string{"in", "on", "at", "by", "since", "until till", "from", "to", "of", "after", "before", "for", "than over",
		"about some nearly around roughly", "as", "with", "the", "a an", "and", "between", "within", "was were is are", "had has have",
		"its their his her", "all", "only", "another", "other", "these", "those", "last", "next", "early", "late", "that", "when", "but", "or",
		"during", "through", "up", "down"} {
		for _, w := range strings.Fields(line) {
			m[w] = uint8(i + 1)
		}
	}
	return m
}()

func classBefore(left string) uint8 {
	left = strings.TrimRight(left, " ")
	if left == "" {
		return classEdge
	}
	if strings.HasSuffix(left, ":") {
		return classMark
	}
	c := classOf(left[strings.LastIndexByte(left, ' ')+1:])
	if strings.HasSuffix(left, ",") {
		c += afterComma
	}
	return c
}

func classAfter(right string) uint8 {
	switch {
	case strings.TrimLeft(right, " ") == "":
		return classEdge
	case strings.IndexByte(",.;", right[0]) >= 0:
		return classMark
	}
	word, _, _ := strings.Cut(strings.TrimLeft(right, " "), " ")
	return classOf(word)
}

func classOf(word string) uint8 {
	word = strings.Trim(word, ",.;:()")
	if len(word) > 8 {
		return 0
	}
	return littleClass[strings.ToLower(word)]
}

// appendFigures adds hashes of what begins with a digit.
func appendFigures(to []uint32, s string) []uint32 {
	inside := func(c byte) bool {
		return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == ','
	}
	for i := 0; i < len(s); i++ {
		if !inside(s[i]) {
			continue
		}
		at := i
		for i < len(s) && inside(s[i]) {
			i++
		}
		if w := strings.Trim(s[at:i], ".,"); w != "" && w[0] >= '0' && w[0] <= '9' {
			to = append(to, wordvec.Hash(w))
		}
	}
	return to
}

// around compares what surrounds two values.
func around(a, b *Mention, f *Features) {
	shared := 0
	for _, x := range a.figures {
		if _, ok := slices.BinarySearch(b.figures, x); ok {
			shared++
		}
	}
	lacks := [2]int{len(a.figures) - shared, len(b.figures) - shared}
	f[fFigures] = float32(shared)
	f[fFiguresLess], f[fFiguresMore] = float32(min(lacks[0], lacks[1])), float32(max(lacks[0], lacks[1]))
	f[fOneBefore], f[fBeforeLow], f[fBeforeHigh] = classes(a.before, b.before)
	f[fOneAfter], f[fAfterLow], f[fAfterHigh] = classes(a.after, b.after)
	f[fEarlier], f[fLater] = float32(min(a.Place, b.Place)), float32(max(a.Place, b.Place))
	f[fShorter], f[fLonger] = float32(min(a.length, b.length)), float32(max(a.length, b.length))
}

// classes are whether two classes are one (a half where neither is known), the
// lower and the higher.
func classes(x, y uint8) (one, low, high float32) {
	switch {
	case x == y && x == 0:
		one = 0.5
	case x == y:
		one = 1
	}
	return one, float32(min(x, y)), float32(max(x, y))
}
