package feature

import (
	"twosource/extractors/entity/crf"
	"twosource/extractors/token"
)

// Votes counts how a first pass labelled each capitalised word of a text, so
// that a second pass can label a mention with no clue of its own as the others
// were. The zero Votes is ready.
type Votes struct {
	keys  []uint32
	tally []ballot
	size  int
}

// ballot is the first pass's labels of one word.
type ballot struct {
	types [1 + crf.Types]uint8 // outside, then by type
	alone uint8                // was a name by itself
	last  uint8                // ended a longer name
	first uint8                // began a longer name
	names uint8                // initials of a longer name
}

// Collect counts the labels of all runs of b; labels run parallel to the
// tokens of the runs in order.
func (v *Votes) Collect(b *Buffer, t *token.Text, labels []crf.Label) {
	v.reset(len(labels))
	at := 0
	for _, r := range b.Runs {
		start := int32(0)
		for i := r.First; i < r.End; i++ {
			l := labels[at]
			at++
			if l != 0 && (l.Pos() == crf.Begin || l.Pos() == crf.Single) {
				start = i
			}
			if b.words[i].class == capital {
				v.cast(b.words[i].hash, l)
			}
			if l != 0 && l.Pos() == crf.End {
				v.initials(b, t, start, i+1, l)
			}
		}
	}
}

func (v *Votes) reset(n int) {
	want := 64
	for want < 2*n {
		want *= 2
	}
	if want > len(v.keys) {
		v.keys, v.tally = make([]uint32, want), make([]ballot, want)
	}
	v.size = want
	clear(v.keys[:want])
	clear(v.tally[:want])
}

func (v *Votes) slot(key uint32) *ballot {
	mask := uint32(v.size - 1)
	for at := place(key) & mask; ; at = (at + 1) & mask {
		if v.keys[at] == key {
			return &v.tally[at]
		}
		if v.keys[at] == 0 {
			v.keys[at] = key
			return &v.tally[at]
		}
	}
}

func bump(n *uint8, by int) {
	if x := int(*n) + by; x >= 0 && x < 256 {
		*n = uint8(x)
	}
}

func (v *Votes) cast(key uint32, l crf.Label) { v.add(key, l, 1) }

func (v *Votes) add(key uint32, l crf.Label, by int) {
	if key == 0 {
		return
	}
	b := v.slot(key)
	bump(&b.types[1+l.Type()], by)
	if l == 0 {
		return
	}
	switch l.Pos() {
	case crf.Single:
		bump(&b.alone, by)
	case crf.End:
		bump(&b.last, by)
	case crf.Begin:
		bump(&b.first, by)
	}
}

// initials votes for the acronym of a name of two words or more.
func (v *Votes) initials(b *Buffer, t *token.Text, first, end int32, l crf.Label) {
	var all, big [12]byte
	n, m := 0, 0
	for i := first; i < end && n < len(all) && m < len(big); i++ {
		c := t.Source[t.Tokens[i].Start]
		if b.words[i].class == capital && c < 0x80 {
			big[m] = c
			m++
			all[n] = c
			n++
		} else if c >= 'a' && c <= 'z' {
			all[n] = c &^ 0x20
			n++
		}
	}
	if m >= 2 {
		v.name(string(big[:m]), l)
	}
	if n > m && n >= 2 {
		v.name(string(all[:n]), l)
	}
}

func (v *Votes) name(acronym string, l crf.Label) {
	if key := Fold(acronym); key != 0 {
		s := v.slot(key)
		bump(&s.names, 1)
		bump(&s.types[1+l.Type()], 2)
	}
}

// Append appends the features that the votes for token i's word give it, its
// own vote l left out. It appends nothing where no other mention has a say.
func (v *Votes) Append(dst []uint32, b *Buffer, i int, l crf.Label) []uint32 {
	w := &b.words[i]
	if w.class != capital || w.hash == 0 {
		return dst
	}
	s := *v.slot(w.hash)
	bump(&s.types[1+l.Type()], -1)
	if l != 0 {
		switch l.Pos() {
		case crf.Single:
			bump(&s.alone, -1)
		case crf.End:
			bump(&s.last, -1)
		case crf.Begin:
			bump(&s.first, -1)
		}
	}
	best, total, top := 0, 0, uint8(0)
	for t, n := range s.types {
		total += int(n)
		if n > top {
			best, top = t, n
		}
	}
	if total == 0 {
		return dst
	}
	share := uint32(0)
	switch {
	case int(top) == total:
		share = 2
	case int(top)*3 >= total*2:
		share = 1
	}
	place := uint32(0)
	switch {
	case s.names > 0:
		place = 4
	case s.last > s.alone && s.last >= s.first:
		place = 1
	case s.first > s.alone:
		place = 2
	case s.alone > 0:
		place = 3
	}
	vote := uint32(best)<<2 | share
	dst = append(dst, mix(80, vote), mix(81, vote<<3|place), mix(82, vote<<8|uint32(l)))
	if total > 2 {
		dst = append(dst, mix(83, vote))
	}
	if w.shape != 0 {
		dst = append(dst, mix(84, pair(vote, w.shape)))
	}
	return dst
}
