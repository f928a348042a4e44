package utterance

import (
	"twosource/corpus"
)

// Op is one difference between two wordings. A or B is empty where that side
// has nothing; both are byte spans into the texts compared.
type Op struct {
	A, B     corpus.Span
	Material bool
	Reason   string // "negation", "number", "spelling", …
}

// Comparison says how two wordings relate.
type Comparison struct {
	Same     bool    // they report the same utterance
	Material bool    // they differ in a way that changes what was said
	Reason   string  // the first material difference, else the first cosmetic one, "" when equal
	Overlap  float64 // words shared, of the shorter side
	Ops      []Op    // differences in text order
}

// sameFrom is the share of the shorter side's words that must be shared.
const sameFrom = 0.6

// Compare compares two quotations by their words alone; use CompareSpoken where
// speakers and days are known.
func Compare(a, b string) Comparison {
	ua, ub := clip(normalise(a)), clip(normalise(b))
	x := &comparer{a: ua, b: ub}
	x.prepare()
	return x.compare()
}

func clip(u []unit) []unit {
	if len(u) > maxUnits {
		return u[:maxUnits]
	}
	return u
}

// comparer holds one comparison.
type comparer struct {
	a, b   []unit
	sa, sb []string
	out    Comparison
}

func (x *comparer) prepare() {
	x.a, x.b = dropFillers(x.a), dropFillers(x.b)
	x.sa, x.sb = stems(x.a), stems(x.b)
	x.joinCompounds()
}

// dropFillers removes hesitation sounds, which transcripts keep or drop.
func dropFillers(u []unit) []unit {
	out := u[:0]
	for _, w := range u {
		switch w.norm {
		case "um", "uh", "er", "erm", "hmm", "ah":
			continue
		}
		out = append(out, w)
	}
	return out
}

func stems(u []unit) []string {
	s := make([]string, len(u))
	for i := range u {
		if u[i].flags&isNumber != 0 {
			s[i] = u[i].norm
		} else {
			s[i] = stem(u[i].norm)
		}
	}
	return s
}

// joinCompounds makes "cyber attack" one unit where the other side writes
// "cyberattack".
func (x *comparer) joinCompounds() {
	x.a, x.sa = joinTo(x.a, x.sa, x.b)
	x.b, x.sb = joinTo(x.b, x.sb, x.a)
}

func joinTo(u []unit, s []string, other []unit) ([]unit, []string) {
	for i := 0; i+1 < len(u); i++ {
		n := len(u[i].norm) + len(u[i+1].norm)
		if n < 6 {
			continue
		}
		for j := range other {
			w := other[j].norm
			if len(w) == n && w[:len(u[i].norm)] == u[i].norm && w[len(u[i].norm):] == u[i+1].norm {
				u[i].norm, u[i].end = w, u[i+1].end
				s[i] = stem(w)
				u = append(u[:i+1], u[i+2:]...)
				s = append(s[:i+1], s[i+2:]...)
				break
			}
		}
	}
	return u, s
}

func (x *comparer) compare() Comparison {
	if len(x.a) == 0 || len(x.b) == 0 {
		x.out.Same = len(x.a) == len(x.b)
		return x.out
	}
	hunks, shared := align(x.sa, x.sb)
	hunks = slide(hunks, x.sa, x.sb)
	short := min(words(x.a), words(x.b))
	x.out.Overlap = min(1, float64(shared)/float64(max(1, short)))
	x.out.Same = x.out.Overlap >= sameFrom && x.carries(hunks) || x.sameBag() || len(hunks) == 0
	x.classify(hunks)
	if x.out.Same && x.otherOccasion(hunks) {
		x.out.Same = false
	} else if !x.out.Same {
		x.out.Material, x.out.Reason = false, "other words"
	}
	return x.out
}

func words(u []unit) int {
	n := 0
	for i := range u {
		if u[i].flags&isGap == 0 {
			n++
		}
	}
	return n
}

// carries reports whether what is shared holds a word of weight, so that "it is
// the" alone proves nothing.
func (x *comparer) carries(hunks []hunk) bool {
	h, heavy := 0, 0
	for i := range x.a {
		for h < len(hunks) && hunks[h].a1 <= i {
			h++
		}
		if h < len(hunks) && hunks[h].a0 <= i {
			continue
		}
		if !light[x.a[i].norm] && x.a[i].flags&isGap == 0 {
			heavy++
		}
	}
	return heavy >= 1
}

// sameBag reports whether both sides use the same words in another order.
func (x *comparer) sameBag() bool {
	if len(x.sa) != len(x.sb) || len(x.sa) < 3 {
		return false
	}
	count := make(map[string]int, len(x.sa))
	for _, w := range x.sa {
		count[w]++
	}
	for _, w := range x.sb {
		if count[w]--; count[w] < 0 {
			return false
		}
	}
	return true
}

// otherOccasion reports whether the two are a formula said of two periods:
// "Revenue rose 12% in the second quarter", "… in the third quarter".
func (x *comparer) otherOccasion(hunks []hunk) bool {
	if len(hunks) == 0 {
		return false
	}
	for _, h := range hunks {
		if h.a1-h.a0 != 1 || h.b1-h.b0 != 1 || h.a1 >= len(x.a) {
			return false
		}
		if !periods[x.a[h.a1].norm] && !(timeName[x.a[h.a0].norm] && timeName[x.b[h.b0].norm]) {
			return false
		}
	}
	return true
}

var (
	periods  = set(`quarter quarters half year month week season round game match set session leg edition term inning innings period`)
	timeName = set(`monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december spring summer autumn fall winter`)
)

// span is the bytes units [i, j) cover.
func span(u []unit, i, j int) corpus.Span {
	if j <= i {
		return corpus.Span{}
	}
	return corpus.Span{Start: int(u[i].start), End: int(u[j-1].end)}
}
