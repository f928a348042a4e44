package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"twosource/corpus/trees"
)

// Settings of the fit.
const (
	rounds      = 500
	rate        = 0.05
	leaves      = 32
	columnShare = 0.4 // share of the features that a tree may ask for
	rowShare    = 0.7 // share of the examples it learns from
	leastSum    = 4.0 // least sum of second derivatives in a leaf
	ridge       = 5.0
	steps       = 48 // limits tried of each feature
)

// example is a pair of mentions and whether they are of one thing.
type example struct {
	features []float32
	same     bool
	weight   float64
}

// fit grows decision trees one after another, each on what those before it have
// wrong: gradient boosting of the log loss with second derivatives, the best
// leaf split first. It is deterministic.
func fit(list []example) *trees.Model {
	width := len(list[0].features)
	b := &booster{list: list, limits: make([][]float32, width), bins: make([][]uint8, width), score: make([]float64, len(list)), g: make([]float64, len(list)), h: make([]float64, len(list))}
	yes, all := 0.0, 0.0
	for i := range list {
		all += list[i].weight
		if list[i].same {
			yes += list[i].weight
		}
	}
	m := &trees.Model{Base: float32(math.Log(yes / (all - yes)))}
	for i := range b.score {
		b.score[i] = float64(m.Base)
	}
	b.bin()
	chance := rand.New(rand.NewPCG(1, uint64(width)))
	for range rounds {
		m.Trees = append(m.Trees, b.tree(chance))
	}
	return m
}

type booster struct {
	list   []example
	score  []float64
	g, h   []float64
	limits [][]float32
	bins   [][]uint8 // of each feature, of each example
	asked  []int     // features that the tree being grown may ask for
}

// bin finds the limits tried: values that part the examples evenly.
func (b *booster) bin() {
	for f := range b.limits {
		values := make([]float32, len(b.list))
		for i := range b.list {
			values[i] = b.list[i].features[f]
		}
		slices.Sort(values)
		for k := 1; k < steps; k++ {
			v := values[k*len(values)/steps]
			if n := len(b.limits[f]); v > values[0] && (n == 0 || v > b.limits[f][n-1]) {
				b.limits[f] = append(b.limits[f], v)
			}
		}
		if distinct := slices.Compact(values); len(distinct) <= steps {
			b.limits[f] = slices.Clone(distinct[1:])
		}
		b.bins[f] = make([]uint8, len(b.list))
		for i := range b.list {
			n, _ := slices.BinarySearchFunc(b.limits[f], b.list[i].features[f], func(limit, v float32) int {
				if limit <= v {
					return -1
				}
				return 1
			})
			b.bins[f][i] = uint8(n)
		}
	}
}

// part is a leaf that may be split.
type part struct {
	node    int
	rows    []int32
	g, h    float64
	gain    float64
	feature int
	bin     int
}

func (b *booster) tree(chance *rand.Rand) trees.Tree {
	b.asked = b.asked[:0]
	for f := range b.limits {
		if len(b.limits[f]) > 0 && chance.Float64() < columnShare {
			b.asked = append(b.asked, f)
		}
	}
	taken := make([]int32, 0, len(b.list))
	for i := range b.list {
		e := &b.list[i]
		p := 1 / (1 + math.Exp(-b.score[i]))
		y := 0.0
		if e.same {
			y = 1
		}
		b.g[i], b.h[i] = e.weight*(p-y), e.weight*p*(1-p)
		if chance.Float64() < rowShare {
			taken = append(taken, int32(i))
		}
	}
	t := trees.Tree{{Feature: trees.Leaf}}
	open := []*part{b.part(0, taken)}
	for len(open) < leaves {
		best := slices.MaxFunc(open, func(x, y *part) int { return cmp.Compare(x.gain, y.gain) })
		if best.gain <= 1e-9 {
			break
		}
		less, more := b.split(best)
		at := len(t)
		t = append(t, trees.Node{Feature: trees.Leaf}, trees.Node{Feature: trees.Leaf})
		t[best.node] = trees.Node{Feature: uint8(best.feature), Limit: b.limits[best.feature][best.bin], Less: uint8(at), More: uint8(at + 1)}
		i := slices.Index(open, best)
		open[i] = b.part(at, less)
		open = append(open, b.part(at+1, more))
	}
	for _, p := range open {
		t[p.node].Value = float32(-rate * p.g / (p.h + ridge))
	}
	for i := range b.score {
		b.score[i] += float64(t.Value(b.list[i].features))
	}
	return t
}

func (b *booster) split(p *part) (less, more []int32) {
	for _, r := range p.rows {
		if int(b.bins[p.feature][r]) <= p.bin {
			less = append(less, r)
		} else {
			more = append(more, r)
		}
	}
	return less, more
}

// part sums up a leaf and finds its best split.
func (b *booster) part(node int, rows []int32) *part {
	p := &part{node: node, rows: rows}
	for _, r := range rows {
		p.g += b.g[r]
		p.h += b.h[r]
	}
	own := p.g * p.g / (p.h + ridge)
	for _, f := range b.asked {
		n := len(b.limits[f])
		var g, h [steps + 1]float64
		for _, r := range rows {
			k := b.bins[f][r]
			g[k] += b.g[r]
			h[k] += b.h[r]
		}
		sg, sh := 0.0, 0.0
		for k := range n {
			sg, sh = sg+g[k], sh+h[k]
			if sh < leastSum || p.h-sh < leastSum {
				continue
			}
			rg, rh := p.g-sg, p.h-sh
			if gain := sg*sg/(sh+ridge) + rg*rg/(rh+ridge) - own; gain > p.gain {
				p.gain, p.feature, p.bin = gain, f, k
			}
		}
	}
	return p
}
