package feature

import (
	"twosource/extractors/token"
)

// Buffer holds the features of one text and the memory to make them. The zero
// Buffer is ready; one Buffer serves one goroutine at a time.
type Buffer struct {
	Runs []Run // in text order

	words   []word
	lower   [512]uint64 // bloom filter of words seen in lower case
	out     []uint32
	lex     *Lexicon
	shouted bool   // the sentence at hand is in capitals
	headed  bool   // the sentence at hand is a headline in title case
	layout  uint32 // of the sentence at hand: a table row, a fragment, capitals
	styled  int    // the sentence at hand, counted from 1; a sentence may have many runs
}

// Prepare reads a text: its words and the runs that may hold names.
func (b *Buffer) Prepare(lex *Lexicon, t *token.Text) {
	b.lex = lex
	b.Runs = b.Runs[:0]
	b.lower = [512]uint64{}
	b.styled = 0
	if cap(b.words) < len(t.Tokens) {
		b.words = make([]word, len(t.Tokens)+len(t.Tokens)/4)
	}
	b.words = b.words[:len(t.Tokens)]
	for i := range t.Tokens {
		k := &t.Tokens[i]
		h, s := foldShape(t.Source[k.Start:k.End])
		if k.End-k.Start < 6 && t.Source[k.End-1] == '.' {
			h = undotted(t.Source[k.Start:k.End], h)
		}
		b.words[i] = word{hash: h, shape: s}
		if k.Shape == token.Lower {
			b.lower[h>>6&511] |= 1 << (h & 63)
		}
	}
	for s := range t.Sentences {
		b.gate(t, s)
	}
}

// Capital reports whether token i is a capitalised word of a run and what kinds
// of name the lexicon knows it as.
func (b *Buffer) Capital(i int) (kinds uint16, ok bool) {
	return b.look(i).entry.Kinds, b.words[i].class == capital
}

// Blank makes the word of token i unknown: only its shape and its neighbours
// speak for it from now on. Training uses it to learn what context alone says.
// A pattern such as "AbCd" gives it that pattern's shape, "" leaves its own.
func (b *Buffer) Blank(i int, pattern string) {
	w := &b.words[i]
	w.hash = 0xb1a2c3d4
	w.entry, w.looked, w.blank = Entry{}, true, true
	if pattern != "" {
		_, w.shape = foldShape(pattern)
	}
}

func (b *Buffer) seenLower(h uint32) bool { return b.lower[h>>6&511]>>(h&63)&1 != 0 }

func (b *Buffer) look(i int) *word {
	w := &b.words[i]
	if !w.looked {
		w.entry, w.looked = b.lex.Find(w.hash), true
	}
	return w
}

// match marks the tokens of the run that gazetteer phrases cover, longest first.
func (b *Buffer) match(r Run) {
	for i := int(r.First); i < int(r.End); i++ {
		w := b.look(i)
		if w.entry.Kinds&Starts == 0 {
			continue
		}
		best, kinds := 0, uint16(0)
		h := PhraseStart(w.hash)
		for n := 1; n < MaxPhrase && i+n < int(r.End); n++ {
			h = PhraseNext(h, b.words[i+n].hash)
			if e := b.lex.Find(h); e.Kinds != 0 {
				best, kinds = n, e.Kinds&^Starts
			}
		}
		for n := 0; best > 0 && n <= best; n++ {
			if b.words[i+n].phrase == 0 {
				b.words[i+n].phrase = kinds<<2 | place3(n, best)
			}
		}
	}
}

func place3(n, last int) uint16 {
	switch n {
	case 0:
		return 0
	case last:
		return 2
	}
	return 1
}

const (
	before = 0xb0b0b0b0 // stands for the word before a sentence
	behind = 0xe0e0e0e0 // and after one
)

// side is a neighbour of the token at hand.
type side struct {
	hash, shape uint32
	cluster     uint32
	kinds       uint32
	parts       uint32
}

func (b *Buffer) side(i, first, end int) side {
	if i < first {
		return side{hash: before, shape: 1}
	}
	if i >= end {
		return side{hash: behind, shape: 2}
	}
	w := b.look(i)
	return side{w.hash, w.shape, uint32(w.entry.Cluster), uint32(w.entry.Kinds &^ Starts), w.entry.Parts}
}

func (b *Buffer) add(template, value uint32) { b.out = append(b.out, mix(template, value)) }

// Append appends the feature hashes of token i of run r to dst.
func (b *Buffer) Append(dst []uint32, t *token.Text, r Run, i int) []uint32 {
	b.out = dst
	s := t.Sentences[r.Sentence]
	first, end := int(s.First), int(s.End)
	if i == int(r.First) {
		b.match(r)
		if b.styled != int(r.Sentence)+1 {
			b.styled = int(r.Sentence) + 1
			b.style(t, first, end)
		}
	}
	b.own(t, i, first)
	b.joints(t, r, i, first, end)
	b.window(i, first, end)
	b.run(t, r, i, first, end)
	return b.out
}

// style looks at the capitals of the whole sentence.
func (b *Buffer) style(t *token.Text, first, end int) {
	upper, title, lower, numbers := 0, 0, 0, 0
	for i := first; i < end; i++ {
		if t.Tokens[i].Kind == token.Number {
			numbers++
		}
		switch t.Tokens[i].Shape {
		case token.Upper:
			upper++
		case token.Title, token.MixedCase:
			title++
		case token.Lower:
			if !glueWords.has(b.words[i].hash) {
				lower++
			}
		}
	}
	b.shouted = upper > 2 && upper > 2*(lower+title)
	b.headed = !b.shouted && title > 3 && title > 2*lower
	b.layout = 0
	if n := end - first; numbers > 2 && numbers*4 > n {
		b.layout = 1 // a row of results or prices
	} else if n < 7 {
		b.layout = 2
	}
	if b.shouted {
		b.layout |= 4
	}
}

// own adds the features of the token by itself.
func (b *Buffer) own(t *token.Text, i, first int) {
	k, w := &t.Tokens[i], b.look(i)
	text := t.Source[k.Start:k.End]
	b.add(0, 0)
	if !w.blank {
		b.add(1, w.hash)
	}
	b.add(2, w.shape)
	pre2, pre3, suf2, suf3, suf4 := affixes(text, k)
	if pre2 != 0 && !w.blank {
		b.add(3, pre3)
		b.add(4, suf2)
		b.add(5, suf3)
		b.add(6, pre2)
	}
	if suf4 != 0 && !w.blank {
		b.add(7, suf4)
	}
	c, kinds := uint32(w.entry.Cluster), uint32(w.entry.Kinds&^Starts)
	if c != 0 {
		b.add(8, c>>11)
		b.add(9, c>>9)
		b.add(10, c>>7)
		b.add(11, c>>5)
		b.add(18, c)
	} else {
		b.add(12, w.shape)
	}
	b.add(13, kinds)
	b.add(14, uint32(w.phrase))
	state := uint32(0)
	if i == first {
		state = 1
	}
	if b.seenLower(w.hash) {
		state |= 2
	}
	if b.shouted {
		state |= 4
	}
	if b.headed {
		state |= 8
	}
	b.add(15, state)
	b.add(16, pair(state, w.shape))
	b.add(17, pair(state, kinds))
	b.add(75, pair(b.layout, kinds))
	b.add(76, pair(b.layout, c>>9))
	b.add(77, pair(b.layout, w.shape))
}

// joints adds how the token is tied to its neighbours: by hyphens, in brackets
// after a name whose initials it repeats, in a list of capitals.
func (b *Buffer) joints(t *token.Text, r Run, i, first, end int) {
	state := uint32(0)
	if i > first && b.words[i-1].hyphen {
		state |= 1
	}
	if i+1 < end && b.words[i+1].hyphen {
		state |= 2
		if i+2 < end && b.words[i+2].class == capital {
			state |= 4
		}
	}
	if b.words[i].hyphen {
		state |= 8
		if i+1 < int(r.End) && b.words[i+1].class == capital {
			state |= 4
		}
	}
	if state != 0 {
		b.add(70, state)
		b.add(71, pair(state, b.words[i].shape))
		b.add(72, pair(state, b.side(i+1, first, end).hash))
	}
	if i > first && i+1 < end && t.Source[t.Tokens[i-1].Start] == '(' && t.Source[t.Tokens[i+1].Start] == ')' {
		match := uint32(1)
		if b.initialled(t, i, first) {
			match = 2
		}
		b.add(73, match)
		b.add(74, pair(match, b.words[i].shape))
	}
}

// initialled reports whether the capitals before the bracket at i-1 begin with
// the letters of token i, last letter last.
func (b *Buffer) initialled(t *token.Text, i, first int) bool {
	word := t.Word(i)
	k := len(word) - 1
	for j := i - 2; j >= first && k >= 0; j-- {
		if b.words[j].class != capital {
			if b.words[j].class == other {
				return false
			}
			continue
		}
		if t.Source[t.Tokens[j].Start] != word[k] {
			return false
		}
		k--
	}
	return k < 0
}

// window adds the features of the two tokens on either side.
func (b *Buffer) window(i, first, end int) {
	w := b.look(i)
	p2, p1 := b.side(i-2, first, end), b.side(i-1, first, end)
	n1, n2 := b.side(i+1, first, end), b.side(i+2, first, end)
	c := uint32(w.entry.Cluster)
	b.add(20, p1.hash)
	b.add(21, n1.hash)
	b.add(22, p2.hash)
	b.add(23, n2.hash)
	b.add(24, pair(p1.hash, w.hash))
	b.add(25, pair(w.hash, n1.hash))
	b.add(26, pair(p1.hash, n1.hash))
	b.add(27, pair(p1.shape, w.shape))
	b.add(28, pair(w.shape, n1.shape))
	b.add(29, pair(pair(p1.shape, w.shape), n1.shape))
	b.add(30, p1.cluster>>9)
	b.add(31, n1.cluster>>9)
	b.add(32, p1.cluster>>5)
	b.add(33, n1.cluster>>5)
	b.add(34, pair(p1.cluster>>9, c>>9))
	b.add(35, pair(c>>9, n1.cluster>>9))
	b.add(36, pair(p2.hash, p1.hash))
	b.add(37, pair(n1.hash, n2.hash))
	b.add(38, pair(p1.kinds, uint32(w.entry.Kinds&^Starts)))
	b.add(39, pair(uint32(w.entry.Kinds&^Starts), n1.kinds))
	b.add(40, p2.cluster>>9)
	b.add(41, n2.cluster>>9)
	b.add(42, pair(p1.hash, w.shape))
	b.add(43, pair(n1.hash, w.shape))
	b.add(44, pair(p1.hash, c>>9))
	b.add(45, pair(n1.hash, c>>9))
	b.parts(80, c, w.entry.Parts)
	b.parts(84, p1.cluster, p1.parts)
	b.parts(88, n1.cluster, n1.parts)
}

// parts adds the clusters of the quarters of a word's vector, if it has one.
func (b *Buffer) parts(template, cluster, parts uint32) {
	for k := uint32(0); cluster != 0 && k < 4; k++ {
		b.add(template+k, parts>>(PartBits*k)&(1<<PartBits-1))
	}
}

// maxStretch is how far the ends of a stretch are looked for from a token; a
// text all in capitals is one stretch.
const maxStretch = 24

// run adds the features of the capitalised stretch the token stands in: its
// first and last word, and what stands before and after it.
func (b *Buffer) run(t *token.Text, r Run, i, first, end int) {
	from, to := i, i+1
	for from > max(int(r.First), i-maxStretch) && b.words[from-1].class == capital && b.words[i].class == capital {
		from--
	}
	for to < min(int(r.End), i+maxStretch) && b.words[to].class == capital && b.words[i].class == capital {
		to++
	}
	head, lead := b.look(to-1), b.look(from)
	left, right := b.side(from-1, first, end), b.side(to, first, end)
	place := uint32(min(3, i-from)) | uint32(min(3, to-1-i))<<2
	b.add(50, place)
	b.add(51, pair(head.hash, place>>2))
	b.add(52, uint32(head.entry.Cluster>>9))
	b.add(53, pair(lead.hash, place&3))
	b.add(54, pair(uint32(lead.entry.Kinds&^Starts), place))
	b.add(55, left.hash)
	b.add(56, right.hash)
	b.add(57, pair(left.cluster>>9, right.cluster>>9))
	b.add(58, pair(uint32(head.entry.Kinds&^Starts), place))
	last := b.look(int(r.End) - 1)
	b.add(59, pair(last.hash, uint32(min(4, int(r.End)-1-i))))
	begin := b.look(int(r.First))
	b.add(60, pair(begin.hash, uint32(min(4, i-int(r.First)))))
	b.add(61, pair(left.hash, place))
	b.add(62, pair(right.hash, place))
	b.add(63, pair(left.cluster>>5, place))
	b.add(64, pair(right.cluster>>5, place))
	b.frame(left, right, uint32(head.entry.Cluster>>7))
	b.whole(from, to, place)
}

// frame adds the words on either side of a stretch together, and with what kind
// of word the stretch ends in.
func (b *Buffer) frame(left, right side, head uint32) {
	b.add(65, pair(left.hash, right.hash))
	b.add(66, pair(left.hash, head))
	b.add(67, pair(right.hash, head))
}

// maxWhole is the most words of a stretch that is known as a whole.
const maxWhole = 5

// whole adds the words of a stretch of several together: a name that the
// training data has.
func (b *Buffer) whole(from, to int, place uint32) {
	if to-from < 2 || to-from > maxWhole {
		return
	}
	h := uint32(17)
	for j := from; j < to; j++ {
		if b.words[j].blank {
			return
		}
		h = pair(h, b.words[j].hash)
	}
	b.add(68, pair(h, place))
}

// IsCapital reports whether token i is a capitalised word that may be a name by
// itself.
func (b *Buffer) IsCapital(i int) bool { return b.words[i].class == capital }

// Form is a hash of the words of tokens first to end-1, case aside.
func (b *Buffer) Form(first, end int) uint64 {
	h := uint64(fnvOffset)
	for i := first; i < end; i++ {
		h = (h ^ uint64(b.words[i].hash)) * fnvPrime
		h ^= h >> 32
	}
	return h
}

// Opens reports whether token i of run r opens its sentence, a quotation or a
// clause behind a mark.
func (b *Buffer) Opens(t *token.Text, i int, r Run) bool {
	return b.starts(t, i, int(t.Sentences[r.Sentence].First))
}

// Doubtful reports whether the capital of token i of run r says little: the
// text has the word in lower case too, and it opens its sentence or stands
// among capitals.
func (b *Buffer) Doubtful(t *token.Text, i int, r Run) bool {
	if !b.seenLower(b.words[i].hash) {
		return false
	}
	s := t.Sentences[r.Sentence]
	if b.styled != int(r.Sentence)+1 {
		b.styled = int(r.Sentence) + 1
		b.style(t, int(s.First), int(s.End))
	}
	return b.Opens(t, i, r) || b.shouted || b.headed
}
