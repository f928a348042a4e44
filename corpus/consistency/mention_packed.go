package consistency

import (
	"twosource/corpus"
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
	w.Uint(uint64(m.Place))
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
	contrast, where, at := uint32(r.Uint()), uint8(r.Uint()), readInterval(r)
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
	m.Place = where
	m.Words, m.Negated, m.Contrast, m.From, m.To = words, f&2 != 0, contrast, at.from, at.to
	if f&4 != 0 {
		m.Direction = "down"
		if f&8 != 0 {
			m.Direction = "up"
		}
	}
	m.Prepare()
	s.surround()
}

// surround notes what stands around a value that is matched by its words.
func (s *Statement) surround() {
	at := s.Claim.Sentence.Start
	s.mention.Surround(s.Sentence, corpus.Span{Start: s.Claim.Start - at, End: s.Claim.End - at})
}

// place notes where the values of an article stand in it, and which words it
// repeats beside them.
func (p *profile) place(list []Statement) {
	var mentions []*slot.Mention
	var sentences []int
	for i := range list {
		s := &list[i]
		if s.mention == nil {
			continue
		}
		s.mention.Place = uint8(i * 255 / len(list))
		s.surround()
		mentions, sentences = append(mentions, s.mention), append(sentences, s.Claim.Sentence.Start)
	}
	p.repeats = *slot.NewRepeats(mentions, func(i int) int { return sentences[i] })
}

func writeRepeats(w *factbin.Writer, r *slot.Repeats) {
	w.Uint(uint64(r.Sentences))
	w.Uint(uint64(len(r.Stems)))
	last := uint16(0)
	for i, s := range r.Stems {
		w.Uint(uint64(s - last))
		w.Uint(uint64(r.Counts[i]))
		last = s
	}
}

func readRepeats(r *factbin.Reader) slot.Repeats {
	x := slot.Repeats{Sentences: int(min(r.Uint(), 1<<20))}
	n := r.Count()
	x.Stems, x.Counts = make([]uint16, n), make([]uint8, n)
	last := uint16(0)
	for i := range n {
		last += uint16(r.Uint())
		x.Stems[i], x.Counts[i] = last, uint8(r.Uint())
	}
	return x
}
