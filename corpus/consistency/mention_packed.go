package consistency

import (
	"twosource/corpus/factbin"
	"twosource/corpus/slot"
	"twosource/corpus/wordvec"
)

// writeMention writes what a mention has beyond its statement's value.
func writeMention(w *factbin.Writer, m *slot.Mention) {
	if m == nil {
		w.Flags(false)
		return
	}
	w.Flags(true, m.Negated, m.Direction != "", m.Direction == "up")
	w.Uint(uint64(m.Contrast))
	writeInterval(w, interval{m.From, m.To})
	w.Uint(uint64(len(m.Words)))
	for i := range m.Words {
		x := &m.Words[i]
		w.Uint(uint64(x.ID))
		if x.ID == 0 {
			w.Uint(uint64(x.Stem))
		}
		w.Uint(uint64(x.Weight))
		w.Uint(uint64(x.Place))
	}
}

// readMentionOf gives a statement the mention that was written with it.
func readMentionOf(r *factbin.Reader, s *Statement) {
	f := r.Byte()
	if f&1 == 0 {
		return
	}
	contrast, at := uint32(r.Uint()), readInterval(r)
	words := make([]slot.Word, min(r.Count(), slot.MaxWords))
	for i := range words {
		x := &words[i]
		if x.ID = wordvec.ID(r.Uint()); x.ID == 0 {
			x.Stem = uint32(r.Uint())
		} else {
			x.Stem = wordvec.Default().StemOf(x.ID)
		}
		x.Weight, x.Place = uint8(r.Uint()), slot.Place(r.Uint())
	}
	if !readMention(s) {
		return
	}
	m := s.mention
	m.Words, m.Negated, m.Contrast, m.From, m.To = words, f&2 != 0, contrast, at.from, at.to
	if f&4 != 0 {
		m.Direction = "down"
		if f&8 != 0 {
			m.Direction = "up"
		}
	}
	m.Prepare()
}
