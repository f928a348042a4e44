package slot

import (
	"cmp"
	"math"
	"slices"
)

// What an article says often tells little of what one of its values is of: in one
// about a bridge, "bridge" stands in every other sentence. So words are weighed
// once more by how rare they are among the sentences with values of the two
// articles compared.

// Repeats are the stems that stand in two or more of an article's sentences with
// values.
type Repeats struct {
	Sentences int      // with values
	Stems     []uint16 // the lower half of each, sorted
	Counts    []uint8  // in how many sentences each stands, at most 255
}

// NewRepeats counts the stems of an article's mentions; sentence tells in which
// sentence the i-th stands.
func NewRepeats(mentions []*Mention, sentence func(i int) int) *Repeats {
	type standing struct {
		stem uint16
		at   int
	}
	var all []standing
	var sentences []int
	for i, m := range mentions {
		at := sentence(i)
		sentences = append(sentences, at)
		for k := range m.Words {
			all = append(all, standing{uint16(m.Words[k].Stem), at})
		}
	}
	slices.Sort(sentences)
	slices.SortFunc(all, func(a, b standing) int { return cmp.Or(cmp.Compare(a.stem, b.stem), cmp.Compare(a.at, b.at)) })
	all = slices.Compact(all)
	r := &Repeats{Sentences: len(slices.Compact(sentences))}
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].stem == all[from].stem {
			to++
		}
		if to-from > 1 {
			r.Stems, r.Counts = append(r.Stems, all[from].stem), append(r.Counts, uint8(min(255, to-from)))
		}
		from = to
	}
	return r
}

// of is in how many sentences a stem stands, 0 for one or none.
func (r *Repeats) of(stem uint32) int {
	if i, ok := slices.BinarySearch(r.Stems, uint16(stem)); ok {
		return int(r.Counts[i])
	}
	return 0
}

// Rare is what the words of a mention say between two articles, in the order of
// its Words.
type Rare struct {
	weight [MaxWords]float32
	all    float32 // sum of the weights
	square float32 // of their squares
}

// NewRare weighs the words of a mention for two articles.
func NewRare(m *Mention, a, b *Repeats) Rare {
	var r Rare
	n := logOf(a.Sentences + b.Sentences + 2)
	for i := range m.Words {
		w := &m.Words[i]
		x := (n - logOf(max(1, a.of(w.Stem)+b.of(w.Stem)))) * float32(w.Weight) / 160
		r.weight[i] = x
		r.all += x
		r.square += x * x
	}
	return r
}

// logs are the logarithms of small whole numbers.
var logs = func() (l [256]float32) {
	for i := 1; i < len(l); i++ {
		l[i] = float32(math.Log(float64(i)))
	}
	return l
}()

func logOf(n int) float32 { return logs[min(n, len(logs)-1)] }

// Share is the cosine of the words of two mentions by stem.
func Share(a, b *Mention, ra, rb *Rare) float32 {
	both := float32(0)
	for i, k := 0, 0; i < len(a.order) && k < len(b.order); {
		x, y := a.order[i], b.order[k]
		switch s, t := a.Words[x].Stem, b.Words[y].Stem; {
		case s < t:
			i++
		case t < s:
			k++
		default:
			both += ra.weight[x] * rb.weight[y]
			i, k = i+1, k+1
		}
	}
	if both == 0 {
		return 0
	}
	return both / float32(math.Sqrt(float64(ra.square)*float64(rb.square)))
}

// rare compares the rare words of two mentions by stem and meaning, from the
// likeness of each two of their words.
func rare(a, b *Mention, ra, rb *Rare, like *[MaxWords][MaxWords]float32, f *Features) {
	var best [MaxWords]float32
	sa, sb, top := float32(0), float32(0), float32(0)
	for i := range a.Words {
		found := float32(0)
		for k := range b.Words {
			l := like[i][k] * like[i][k]
			found, best[k] = max(found, l), max(best[k], l)
			if a.Words[i].Stem == b.Words[k].Stem {
				top = max(top, min(ra.weight[i], rb.weight[k]))
			}
		}
		sa += found * ra.weight[i]
	}
	for k := range b.Words {
		sb += best[k] * rb.weight[k]
	}
	x, y := sa/max(0.1, ra.all), sb/max(0.1, rb.all)
	f[fRareShare] = Share(a, b, ra, rb)
	f[fRareAlign], f[fRareLess], f[fRareTop] = x+y, min(x, y), top
}

// AmongRare fills in how the Share of the i-th and the k-th mention of two
// articles stands to that of the others.
func AmongRare(share [][]float32, i, k int, f *Features) {
	rows, row := rankOf(len(share[i]), k, func(n int) float32 { return share[i][n] })
	columns, column := rankOf(len(share), i, func(n int) float32 { return share[n][k] })
	f[fRareRank] = float32(rows + columns)
	f[fRareLead] = share[i][k] - max(row, column)
}

// rankOf is how many others are worth more than one of n, and what the best of
// them is worth, -1 if there is none.
func rankOf(n, at int, worth func(int) float32) (ahead int, best float32) {
	own := worth(at)
	best = -1
	for i := range n {
		if i == at {
			continue
		}
		w := worth(i)
		if w > own {
			ahead++
		}
		best = max(best, w)
	}
	return ahead, best
}
