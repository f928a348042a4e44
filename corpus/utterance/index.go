package utterance

import "sort"

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
	post  map[uint64]posting
	link  []int32 // union-find parents
	seen  map[int32]int
	cands []candidate
	row   []uint16
	buf   []uint64
	words []uint32
}

// entry is one utterance as the index keeps it.
type entry struct {
	u     Utterance
	from  int32 // words in Index.words
	n     int32
	key   string
	heavy int32
}

// posting is a ring of the latest utterances that hold a shingle.
type posting struct {
	first int32 // inline, the common case of one
	more  []int32
	next  int32
}

type candidate struct {
	item   int32
	shared int
}

// NewIndex returns an empty index.
func NewIndex(o Options) *Index {
	return &Index{opt: o.filled(), post: make(map[uint64]posting), seen: make(map[int32]int)}
}

// Len is the number of utterances added.
func (x *Index) Len() int { return len(x.items) }

// Add files an utterance and returns the earlier ones it matches, best first,
// then in the order they were added.
func (x *Index) Add(u Utterance) []Match {
	id := int32(len(x.items))
	e := entry{u: u, from: int32(len(x.words)), key: speakerKey(u.Speaker)}
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
	if e.n == 0 {
		return nil
	}
	own := x.words[e.from : e.from+e.n]
	x.buf = shingles(x.buf[:0], own)
	x.collect(id, &e)
	out := x.alignAll(id, &e)
	x.file(id, &e)
	return out
}

// blocks are the keys a shingle is filed and looked up under: the speaker's and
// one for everybody.
func block(h uint64, key string) uint64 {
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	return h*0x9E3779B97F4A7C15 + uint64(len(key))
}

const everybody = "*"

// collect gathers candidates from the postings of the utterance's shingles.
func (x *Index) collect(id int32, e *entry) {
	clear(x.seen)
	for _, h := range x.buf {
		if e.key != "" {
			x.count(block(h, e.key), e)
		}
		if e.key == "" || e.n >= crossWords {
			x.count(block(h, everybody), e)
		} else {
			x.count(block(h, ""), e)
		}
	}
	x.cands = x.cands[:0]
	for i, n := range x.seen {
		x.cands = append(x.cands, candidate{i, n})
	}
	sort.Slice(x.cands, func(a, b int) bool {
		if x.cands[a].shared != x.cands[b].shared {
			return x.cands[a].shared > x.cands[b].shared
		}
		return x.cands[a].item > x.cands[b].item
	})
}

// crossWords is the length from which equal words by different speakers are
// worth reporting; shorter ones are stock phrases.
const crossWords = 8

func (x *Index) count(key uint64, e *entry) {
	p, ok := x.post[key]
	if !ok {
		return
	}
	x.vote(p.first, e)
	for _, i := range p.more {
		x.vote(i, e)
	}
}

func (x *Index) vote(i int32, e *entry) {
	o := &x.items[i]
	if e.u.Day != 0 && o.u.Day != 0 && abs(e.u.Day-o.u.Day) > x.opt.WindowDays {
		return
	}
	x.seen[i]++
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// alignAll aligns the best candidates and keeps those that are the same.
func (x *Index) alignAll(id int32, e *entry) []Match {
	var out []Match
	for n, c := range x.cands {
		if n >= x.opt.Aligned {
			break
		}
		o := &x.items[c.item]
		if e.n > 8 && o.n > 8 && c.shared < 2 {
			continue
		}
		ov := x.overlap(e, o)
		if ov < sameFrom || !enough(e, o, ov) {
			continue
		}
		other := !SameSpeaker(e.u, o.u)
		if other && (min(e.n, o.n) < crossWords || ov < 0.8) {
			continue
		}
		if !other && !Compare(o.u.Text, e.u.Text).Same {
			continue
		}
		out = append(out, Match{ID: o.u.ID, Overlap: ov, OtherSpeaker: other})
		if !other {
			x.join(id, c.item)
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Overlap > out[b].Overlap })
	return out
}

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
	s, l := x.words[a.from:a.from+a.n], x.words[b.from:b.from+b.n]
	if len(s) > len(l) {
		s, l = l, s
	}
	if len(l) > maxUnits {
		l = l[:maxUnits]
	}
	if len(s) > maxUnits {
		s = s[:maxUnits]
	}
	if cap(x.row) < len(s)+1 {
		x.row = make([]uint16, len(s)+1)
	}
	row := x.row[:len(s)+1]
	clear(row)
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
		x.put(block(h, e.key), id)
		if e.key == "" || e.n >= crossWords {
			x.put(block(h, everybody), id)
		}
	}
}

func (x *Index) put(key uint64, id int32) {
	p, ok := x.post[key]
	switch {
	case !ok:
		x.post[key] = posting{first: id}
		return
	case len(p.more)+1 < x.opt.Cap:
		p.more = append(p.more, id)
	default:
		p.more[p.next] = id
		p.next = (p.next + 1) % int32(len(p.more))
	}
	x.post[key] = p
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
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	n := 0
	for i, h := range s {
		if i == 0 || h != s[n-1] {
			s[n] = h
			n++
		}
	}
	return dst[:start+n]
}
