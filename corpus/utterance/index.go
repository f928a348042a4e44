package utterance

import (
	"cmp"
	"slices"
)

// Options tune an Index. The zero value is what the program uses.
type Options struct {
	WindowDays int // utterances further apart are not compared; 0 means 45
	Cap        int // utterances kept for one shingle, the latest ones; 0 means 16
	Aligned    int // candidates aligned for each utterance; 0 means 8
}

func (o Options) filled() Options {
	if o.WindowDays == 0 {
		o.WindowDays = 45
	}
	if o.Cap == 0 {
		o.Cap = 16
	}
	if o.Aligned == 0 {
		o.Aligned = 8
	}
	return o
}

// Match is an utterance added before that is the same one, or the same words
// by someone else.
type Match struct {
	ID           string
	Overlap      float64 // words shared, of the shorter side
	OtherSpeaker bool    // the words agree but the speakers cannot
}

// Index finds utterances that report the same words. It is not safe for
// concurrent use. Memory is proportional to the words added.
type Index struct {
	opt   Options
	items []entry
	post  map[uint64]int32 // utterance, or ^offset of a ring in rings
	rings []int32          // count, then up to Cap utterances, the latest
	link  []int32          // union-find parents
	tally []tally          // of every item
	cands []candidate
	out   []scored
	keys  []string // speaker of the cluster a root stands for
	row   []uint16
	buf   []uint64
	words []uint32
}

// entry is one utterance as the index keeps it.
type entry struct {
	u     Utterance
	from  int32 // words in Index.words
	n     int32
	key   string // last name of the speaker, "" when unknown
	block uint64 // hash of key
	heavy int32
}

type candidate struct {
	item   int32
	shared int
}

// NewIndex returns an empty index.
func NewIndex(o Options) *Index {
	return &Index{opt: o.filled(), post: make(map[uint64]int32)}
}

// Len is the number of utterances added.
func (x *Index) Len() int { return len(x.items) }

// Add files an utterance and returns the earlier ones it matches, best first,
// then in the order they were added.
func (x *Index) Add(u Utterance) []Match {
	id := int32(len(x.items))
	e := entry{u: u, from: int32(len(x.words)), key: speakerKey(u.Speaker)}
	e.block = hashKey(e.key)
	heavy := 0
	for _, w := range normalise(u.Text) {
		if w.flags&isGap != 0 {
			continue
		}
		if !light[w.norm] {
			heavy++
		}
		x.words = append(x.words, hashWord(stem(w.norm)))
	}
	e.n, e.heavy = int32(len(x.words))-e.from, int32(heavy)
	x.items = append(x.items, e)
	x.link = append(x.link, id)
	x.keys = append(x.keys, e.key)
	x.tally = append(x.tally, tally{day: int32(u.Day)})
	if e.n == 0 {
		return nil
	}
	own := x.words[e.from : e.from+e.n]
	x.buf = shingles(x.buf[:0], own)
	x.collect(&e)
	out := x.alignAll(id, &e)
	x.file(id, &e)
	return out
}

// hashKey hashes a speaker's key. Shingles are filed and looked up under the
// speaker and, for a sample of them, under everybody.
func hashKey(key string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	return h
}

func block(h, key uint64) uint64 {
	h = (h ^ key) * 0x9E3779B97F4A7C15
	return h ^ h>>32
}

var (
	everybody = hashKey("*")
	noSpeaker = hashKey("")
)

// collect gathers candidates from the postings of the utterance's shingles, the
// most shared first and among equals the latest.
func (x *Index) collect(e *entry) {
	x.cands = x.cands[:0]
	for _, h := range x.buf {
		switch {
		case e.key == "":
			x.count(block(h, everybody), e, x.opt.Cap)
			continue
		case e.n >= crossWords && sampled(h, e.n):
			x.count(block(h, everybody), e, crossPosting)
		}
		x.count(block(h, e.block), e, x.opt.Cap)
		if sampled(h, e.n) {
			x.count(block(h, noSpeaker), e, crossPosting)
		}
	}
	for i := range x.cands {
		c := &x.cands[i]
		c.shared, x.tally[c.item].votes = int(x.tally[c.item].votes), 0
	}
	if e.n > keepAll {
		x.cands = slices.DeleteFunc(x.cands, func(c candidate) bool { return c.shared < 2 && x.items[c.item].n > 8 })
	}
	slices.SortFunc(x.cands, func(a, b candidate) int {
		if a.shared != b.shared {
			return b.shared - a.shared
		}
		return int(b.item - a.item)
	})
}

// sampled picks one shingle in three of longer utterances: equal words by
// another speaker share many, so a few find them.
func sampled(h uint64, words int32) bool { return words <= keepAll || h>>32%3 == 0 }

// crossPosting is how many of a shingle's utterances by anybody are looked at
// for one by a known speaker.
const crossPosting = 4

// crossWords is the length from which equal words by different speakers are
// worth reporting; shorter ones are stock phrases.
const crossWords = 8

// count votes for the latest utterances under a key, at most limit.
func (x *Index) count(key uint64, e *entry, limit int) {
	p, ok := x.post[key]
	if !ok {
		return
	}
	if p >= 0 {
		x.vote(p, e)
		return
	}
	at, size := int(^p), x.opt.Cap
	n := int(x.rings[at])
	for k := n - 1; k >= 0 && k >= n-min(size, limit); k-- {
		x.vote(x.rings[at+1+k%size], e)
	}
}

func (x *Index) vote(i int32, e *entry) {
	t := &x.tally[i]
	if e.u.Day != 0 && t.day != 0 && abs(e.u.Day-int(t.day)) > x.opt.WindowDays {
		return
	}
	if t.votes == 0 {
		x.cands = append(x.cands, candidate{item: i})
	}
	t.votes++
}

// tally is what voting needs of an item, kept apart so that it stays in cache.
type tally struct {
	day   int32
	votes int32 // shingles shared with the utterance being added
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// alignAll aligns the best candidates and keeps those that are the same.
func (x *Index) alignAll(id int32, e *entry) []Match {
	x.out = x.out[:0]
	own, foreign := 0, 0
	for _, c := range x.cands {
		o := &x.items[c.item]
		if e.n > 8 && o.n > 8 && c.shared < 2 {
			continue
		}
		if e.key != "" && o.key != "" && e.key != o.key {
			if foreign++; foreign > maxForeign {
				continue
			}
		} else if own++; own > x.opt.Aligned {
			break
		}
		ov := x.overlap(e, o)
		if ov < sameFrom || !enough(e, o, ov) || ov < sureFrom && x.longestRun(e, o) < runShare {
			continue
		}
		other := !SameSpeaker(e.u, o.u)
		if other && (min(e.n, o.n) < crossWords || ov < 0.8) {
			continue
		}
		if !other && e.n == o.n && ov < 1 && !Compare(o.u.Text, e.u.Text).Same {
			continue // one word apart: perhaps a formula said of another quarter
		}
		x.out = append(x.out, scored{Match{ID: o.u.ID, Overlap: ov, OtherSpeaker: other}, c.item})
	}
	slices.SortStableFunc(x.out, func(a, b scored) int { return cmp.Compare(b.Overlap, a.Overlap) })
	return x.accept(id)
}

const (
	sureFrom    = 0.75 // share of words that proves identity by itself
	unnamedFrom = 0.85 // … where one speaker is unknown
	runShare    = 0.35 // share of the shorter side that one unbroken run must cover otherwise
)

type scored struct {
	Match
	item int32
}

// accept joins the matches, best first. An utterance of an unknown speaker
// never brings those of two different people together.
func (x *Index) accept(id int32) []Match {
	var out []Match
	unknown := x.items[id].key == ""
	stock := x.severalSpeakers(x.items[id].key)
	for _, m := range x.out {
		guess := unknown || x.items[m.item].key == ""
		switch {
		case m.OtherSpeaker:
		case guess && (stock || m.Overlap < unnamedFrom):
			continue
		case !x.join(id, m.item):
			continue
		}
		out = append(out, m.Match)
	}
	return out
}

// severalSpeakers reports whether the words just aligned are known from more
// than one person: a stock phrase, which tells nothing about who said it here.
func (x *Index) severalSpeakers(first string) bool {
	for _, m := range x.out {
		k := x.items[m.item].key
		if k == "" || m.Overlap < unnamedFrom {
			continue
		}
		if first == "" {
			first = k
		} else if k != first {
			return true
		}
	}
	return false
}

// longestRun is the longest unbroken run of words two utterances share, of the
// shorter.
func (x *Index) longestRun(a, b *entry) float64 {
	s, l := x.sides(a, b)
	row := x.scratch(len(s) + 1)
	best := uint16(0)
	for _, w := range l {
		diag := uint16(0)
		for j, v := range s {
			up := row[j+1]
			row[j+1] = 0
			if v == w {
				row[j+1] = diag + 1
				best = max(best, diag+1)
			}
			diag = up
		}
	}
	return float64(best) / float64(max(1, len(s)))
}

// sides are the words of two utterances, the shorter first.
func (x *Index) sides(a, b *entry) (s, l []uint32) {
	s, l = x.words[a.from:a.from+a.n], x.words[b.from:b.from+b.n]
	if len(s) > len(l) {
		s, l = l, s
	}
	return s[:min(len(s), maxUnits)], l[:min(len(l), maxUnits)]
}

func (x *Index) scratch(n int) []uint16 {
	if cap(x.row) < n {
		x.row = make([]uint16, n)
	}
	row := x.row[:n]
	clear(row)
	return row
}

// maxForeign bounds the utterances by other speakers that are aligned.
const maxForeign = 3

// enough asks more of short utterances, whose words chance can share.
func enough(a, b *entry, overlap float64) bool {
	n := min(a.n, b.n)
	if n < 4 {
		return overlap >= 1 && min(a.heavy, b.heavy) >= 1 && a.key != "" && a.key == b.key
	}
	return n >= 8 || overlap >= 0.7
}

// overlap is the longest common subsequence of the two, of the shorter.
func (x *Index) overlap(a, b *entry) float64 {
	s, l := x.sides(a, b)
	row := x.scratch(len(s) + 1)
	for _, w := range l {
		diag := uint16(0)
		for j, v := range s {
			up := row[j+1]
			if v == w {
				row[j+1] = diag + 1
			} else if row[j] > up {
				row[j+1] = row[j]
			}
			diag = up
		}
	}
	return float64(row[len(s)]) / float64(max(1, len(s)))
}

// file adds the utterance to the postings of its shingles.
func (x *Index) file(id int32, e *entry) {
	for _, h := range x.buf {
		if e.key != "" || sampled(h, e.n) {
			x.put(block(h, e.block), id)
		}
		if e.n >= crossWords && sampled(h, e.n) {
			x.put(block(h, everybody), id)
		}
	}
}

// put adds an utterance to a shingle's posting. Most shingles hold one and need
// no ring; a full ring forgets its oldest.
func (x *Index) put(key uint64, id int32) {
	p, ok := x.post[key]
	if !ok {
		x.post[key] = id
		return
	}
	if p >= 0 {
		at := len(x.rings)
		x.rings = append(x.rings, make([]int32, x.opt.Cap+1)...)
		x.rings[at], x.rings[at+1], x.rings[at+2] = 2, p, id
		x.post[key] = ^int32(at)
		return
	}
	at := int(^p)
	n := int(x.rings[at])
	x.rings[at+1+n%x.opt.Cap] = id
	x.rings[at]++
}

// hashWord is FNV-1a.
func hashWord(w string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h
}

const (
	shingleSize = 3
	window      = 4
	keepAll     = 12 // words up to which every shingle is kept
)

// shingles appends the hashes of the winnowed word 3-grams of w: the least hash
// of every window of four, all of them for short utterances.
func shingles(dst []uint64, w []uint32) []uint64 {
	if len(w) < shingleSize {
		h := uint64(14695981039346656037)
		for _, v := range w {
			h = mix(h, v)
		}
		return append(dst, h)
	}
	n := len(w) - shingleSize + 1
	start := len(dst)
	for i := 0; i < n; i++ {
		h := uint64(14695981039346656037)
		for _, v := range w[i : i+shingleSize] {
			h = mix(h, v)
		}
		dst = append(dst, h)
	}
	if len(w) <= keepAll {
		return dedupe(dst, start)
	}
	return winnow(dst, start)
}

func mix(h uint64, v uint32) uint64 {
	h = (h ^ uint64(v)) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// winnow keeps the least hash of every window, in place.
func winnow(dst []uint64, start int) []uint64 {
	all := dst[start:]
	out, last := 0, -1
	for i := 0; i+window <= len(all); i++ {
		at := i
		for j := i + 1; j < i+window; j++ {
			if all[j] <= all[at] {
				at = j
			}
		}
		if at > last {
			last = at
			all[out] = all[at]
			out++
		}
	}
	return dedupe(dst[:start+out], start)
}

// dedupe sorts dst[start:] and drops repeats.
func dedupe(dst []uint64, start int) []uint64 {
	s := dst[start:]
	slices.Sort(s)
	n := 0
	for i, h := range s {
		if i == 0 || h != s[n-1] {
			s[n] = h
			n++
		}
	}
	return dst[:start+n]
}
