package slot

import (
	"math"

	"twosource/corpus/wordvec"
)

// Standing is how a value stands in its own article: what most of an article is
// about it gives early, more than once, and in words near those for what happened.
type Standing struct {
	of      int     // values of its kind in the article
	order   int     // how many of them stand before it
	repeats int     // how many of them are the same
	event   float32 // the likeness of the word around it that is most like the article's event, 0 unknown
	age     float32 // of a date: how long before the article it was, as the logarithm of days; -1 unknown
}

// Standings are those of the values of one kind of an article that calls what it
// tells of event ("" unknown) and was written on a day (of 1970, 0 unknown).
func Standings(list []*Mention, event string, written float64) []Standing {
	t := wordvec.Default()
	v := t.Vector(t.ID(event))
	out := make([]Standing, len(list))
	for i, m := range list {
		s := Standing{of: len(list), age: -1}
		for k, o := range list {
			s.order += btoi(o.Place < m.Place || o.Place == m.Place && k < i)
			s.repeats += btoi(k != i && o.Size == m.Size && o.Unit == m.Unit)
		}
		for k := range m.Words {
			if w := t.Vector(m.Words[k].ID); v != nil && w != nil {
				s.event = max(s.event, wordvec.Cosine(v, w))
			}
		}
		if m.Kind == "date" && written != 0 {
			s.age = float32(math.Log1p(math.Abs(written-m.Size))) / 2
		}
		out[i] = s
	}
	return out
}

func btoi(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// Stand fills in how two values stand in their articles.
func Stand(a, b *Standing, f *Features) {
	f[fFewer], f[fMore] = float32(min(a.of, b.of)), float32(max(a.of, b.of))
	f[fSooner], f[fBehind] = float32(min(a.order, b.order)), float32(max(a.order, b.order))
	f[fRepeatsLess], f[fRepeatsMore] = float32(min(a.repeats, b.repeats)), float32(max(a.repeats, b.repeats))
	f[fEventLess], f[fEventMore] = min(a.event, b.event), max(a.event, b.event)
	f[fYounger], f[fOlder] = min(a.age, b.age), max(a.age, b.age)
}
