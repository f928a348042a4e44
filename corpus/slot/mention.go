package slot

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/corpus/wordvec"
)

// Mention is a value in an article as matching sees it.
type Mention struct {
	Kind      string  // what it can be held against: "count", "money", "percent", "date", "time", a unit's dimension
	Size      float64 // in the base unit of its kind; days of a date, minutes of a time of day
	Digits    int     // significant digits written
	Unit      string  // as written; the granularity of a date
	Bound     corpus.Bound
	Direction string // "up", "down" or ""
	Negated   bool   // a word of denial stands near
	Contrast  uint32 // set of the words near it that part one thing from another of its kind
	From, To  int64  // when the sentence says, in minutes since 1970; both 0 if it does not
	Attribute string // that a rule read, "" none
	Yearless  bool   // of a date: its words name a month and no year
	Words     []Word // heaviest first, at most MaxWords
	Place     uint8  // where in its article it stands, of 255

	surroundings
	sum, near, noun vector
	weight          float32
	order           []uint8 // of its words by stem
}

// MaxWords is how many words of its sentence a mention keeps.
const MaxWords = 16

// Word is a word that stands near a value.
type Word struct {
	ID     wordvec.ID // 0 for one the table of vectors lacks
	Stem   uint32
	Weight uint8 // up to 255: how near it stands and how much it says
	Place  Place
}

// Place is a set of what is known of where a word stands.
type Place uint8

// Places.
const (
	Near  Place = 1 << iota // among the four words before or after the value
	Noun                    // what the value counts
	Name                    // written with a capital
	Left                    // the nearest word before the value that says something
	Right                   // the nearest after it
)

const (
	window = 12   // words looked at on each side
	close  = 4    // of them those that are near
	fade   = 0.85 // what each step takes from a word's weight
)

// Parts are where a value stands in a text.
type Parts struct {
	Sentence, Value corpus.Span
	Counted, Of     corpus.Span // empty if none
	Before          corpus.Span // the question the sentence answers, or what it goes on from; empty if none
	Subject         string      // whom or what the value is of, "" unknown
	Attribute       string      // what it is a value of, "" unknown
}

// Read fills in the words of a mention from a text.
func (m *Mention) Read(text string, p Parts) {
	var c collector
	c.table = wordvec.Default()
	before := fields(text, p.Sentence.Start, p.Value.Start)
	slices.Reverse(before)
	c.side(before, Left)
	c.side(fields(text, p.Value.End, p.Sentence.End), Right)
	c.phrase(fields(text, p.Counted.Start, p.Counted.End), 1.5, Noun)
	c.phrase(fields(text, p.Of.Start, p.Of.End), 1.2, 0)
	c.phrase(fields(p.Attribute, 0, len(p.Attribute)), 1.2, 0)
	c.phrase(fields(p.Subject, 0, len(p.Subject)), 0.6, 0)
	c.phrase(fields(text, p.Before.Start, p.Before.End), 0.6, 0)
	if m.Kind != "date" && m.Kind != "time" && m.Kind != "money" {
		c.phrase(fields(text, p.Value.Start, p.Value.End), 0.8, 0)
	}
	m.Negated, m.Contrast = c.negated, c.contrast
	m.Words = c.heaviest()
	m.Prepare()
}

// collector gathers the words of one mention, each at its heaviest.
type collector struct {
	table    *wordvec.Table
	words    []Word
	negated  bool
	contrast uint32
}

// side takes the words of one side of the value, nearest first.
func (c *collector) side(words []string, nearest Place) {
	weight := float32(1)
	for i, w := range words[:min(window, len(words))] {
		place := Place(0)
		if i < close {
			place = Near
		}
		if i < close+2 {
			c.negated = c.negated || i <= close && denials[lower(w)]
			c.contrast |= contrasts[lower(w)]
		}
		if c.add(w, weight, place|nearest) {
			nearest = 0
		}
		weight *= fade
	}
}

func (c *collector) phrase(words []string, weight float32, place Place) {
	for _, w := range words {
		c.add(w, weight, place|Near)
	}
}

// add keeps a word that says something, and reports whether it does.
func (c *collector) add(w string, weight float32, place Place) bool {
	l := lower(w)
	if len(l) < 2 || little[l] {
		return false
	}
	if w != l {
		place |= Name
	}
	id := c.table.ID(l)
	x := Word{ID: id, Stem: wordvec.Stem(l), Place: place, Weight: uint8(min(255, 160*weight*c.table.Weight(id)))}
	for i := range c.words {
		if c.words[i].ID == x.ID && c.words[i].Stem == x.Stem {
			c.words[i].Weight = max(c.words[i].Weight, x.Weight)
			c.words[i].Place |= place
			return true
		}
	}
	c.words = append(c.words, x)
	return true
}

func (c *collector) heaviest() []Word {
	slices.SortStableFunc(c.words, func(a, b Word) int { return int(b.Weight) - int(a.Weight) })
	return c.words[:min(MaxWords, len(c.words))]
}

// fields are the words of letters of a stretch of text.
func fields(text string, from, to int) []string {
	if from < 0 || to > len(text) || from >= to {
		return nil
	}
	return strings.FieldsFunc(text[from:to], func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0)
	})
}

func lower(w string) string { return strings.ToLower(w) }

var denials = set(`not no never without`)

// contrasts are words that part one thing from others of its kind, each a bit;
// words of like meaning share one.
var contrasts = func() map[string]uint32 {
	m := make(map[string]uint32)
	for i, line := range [...]string{"first initial initially", "second", "third", "another other others", "last final", "previous earlier former before",
		"later after next", "new newly further additional more extra", "remaining still left", "each every per apiece", "daily day", "annual annually year yearly",
		"monthly month", "weekly week", "average typically", "total combined altogether overall", "half", "least minimum", "most maximum highest peak record",
		"planned plans expected expects will would", "children women men", "only just", "up to", "from"} {
		for _, w := range strings.Fields(line) {
			m[w] |= 1 << i
		}
	}
	return m
}()

// little are words that say nothing of what a value is of.
var little = set(`the a an of to and in for that on is was said with he as it by at his from be has are have but were not this who they had which will their or its after been also we would when there all out she other than over into no can do if so some what about more up one two most`)

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// vector is a sum of word vectors.
type vector [wordvec.Dims]float32

func (v *vector) add(w *wordvec.Vector, weight float32) {
	for i := range w {
		v[i] += weight * float32(w[i]) / 127
	}
}

func (v *vector) normalise() {
	s := float32(0)
	for _, x := range v {
		s += x * x
	}
	if s == 0 {
		return
	}
	s = float32(1 / math.Sqrt(float64(s)))
	for i := range v {
		v[i] *= s
	}
}

func (v *vector) dot(o *vector) float32 {
	s := float32(0)
	for i := range v {
		s += v[i] * o[i]
	}
	return s
}

// Prepare works out what comparing asks for. A mention that was read has it;
// one put together from its words must call it once.
func (m *Mention) Prepare() {
	t := wordvec.Default()
	m.sum, m.near, m.noun, m.weight = vector{}, vector{}, vector{}, 0
	for i := range m.Words {
		w := &m.Words[i]
		m.weight += float32(w.Weight) / 160
		v := t.Vector(w.ID)
		if v == nil {
			continue
		}
		x := float32(w.Weight) / 160
		m.sum.add(v, x)
		if w.Place&Near != 0 {
			m.near.add(v, x)
		}
		if w.Place&Noun != 0 {
			m.noun.add(v, 1)
		}
	}
	m.order = make([]uint8, len(m.Words))
	for i := range m.order {
		m.order[i] = uint8(i)
	}
	slices.SortFunc(m.order, func(x, y uint8) int { return cmp.Compare(m.Words[x].Stem, m.Words[y].Stem) })
	m.sum.normalise()
	m.near.normalise()
	m.noun.normalise()
}

// WordOf is a word of the table of vectors, "" for one it lacks.
func WordOf(w *Word) string {
	if t := wordvec.Default(); w.ID != 0 && int(w.ID) <= len(t.Words) {
		return t.Words[w.ID-1]
	}
	return ""
}
