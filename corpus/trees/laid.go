package trees

import (
	"cmp"
	"math/bits"
	"slices"
)

// maxLeaves is how many leaves a tree has at most that can be laid out.
const maxLeaves = 32

// laid is a model laid out so that no branch of it has to be foretold: by feature, all
// questions that ask for it, from the least limit up. A feature at or above a limit
// rules out the leaves on the other side of each question it so answers, and of what
// is left of a tree the first leaf is the one a walk ends at (QuickScorer, Lucchese et
// al., SIGIR 2015).
type laid struct {
	questions []question
	ends      []int // where those of each feature end
	leaves    [][maxLeaves]float32
}

// question is a node: not below the limit, only the leaves of a set are left of its
// tree.
type question struct {
	limit float32
	tree  uint16
	keep  uint32
}

// layOut lays a model out, nil where a tree is too large.
func layOut(m *Model) *laid {
	l := &laid{leaves: make([][maxLeaves]float32, len(m.Trees))}
	byFeature := make([][]question, m.Width())
	for i, t := range m.Trees {
		p := placing{tree: t, values: &l.leaves[i]}
		if i > 1<<16-1 || !p.place(0) {
			return nil
		}
		for _, q := range p.asked {
			n := &t[q.node]
			byFeature[n.Feature] = append(byFeature[n.Feature], question{n.Limit, uint16(i), ^q.below})
		}
	}
	for _, list := range byFeature {
		slices.SortFunc(list, func(a, b question) int { return cmp.Compare(a.limit, b.limit) })
		l.questions = append(l.questions, list...)
		l.ends = append(l.ends, len(l.questions))
	}
	return l
}

// placing numbers the leaves of a tree from less to more.
type placing struct {
	tree   Tree
	values *[maxLeaves]float32
	n      int
	asked  []asked
}

// asked is a node and the leaves where its feature is below its limit.
type asked struct {
	node  int
	below uint32
}

// place numbers the leaves below a node, false where there are too many.
func (p *placing) place(i int) bool {
	n := &p.tree[i]
	if n.Feature == Leaf {
		if p.n == maxLeaves {
			return false
		}
		p.values[p.n] = n.Value
		p.n++
		return true
	}
	from := p.n
	if !p.place(int(n.Less)) {
		return false
	}
	p.asked = append(p.asked, asked{i, uint32(1<<p.n - 1<<from)})
	return p.place(int(n.More))
}

// sum adds the values of all trees to s, in their order.
func (l *laid) sum(f []float32, s float32) float32 {
	var room [512]uint32
	left := room[:0]
	if len(l.leaves) > len(room) {
		left = make([]uint32, 0, len(l.leaves))
	}
	left = left[:len(l.leaves)]
	for i := range left {
		left[i] = 1<<maxLeaves - 1
	}
	from := 0
	for i, end := range l.ends {
		x := f[i]
		for _, q := range l.questions[from:end] {
			if x < q.limit {
				break
			}
			left[q.tree] &= q.keep
		}
		from = end
	}
	for i := range left {
		s += l.leaves[i][bits.TrailingZeros32(left[i])&(maxLeaves-1)]
	}
	return s
}
