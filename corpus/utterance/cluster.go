package utterance

import "sort"

// Cluster is one utterance with all its reports.
type Cluster struct {
	IDs      []string // in the order added
	Earliest string   // report of the earliest known day, the first added among equals
	Fullest  string   // report with the most words
}

func (x *Index) root(i int32) int32 {
	for x.link[i] != i {
		x.link[i] = x.link[x.link[i]]
		i = x.link[i]
	}
	return i
}

// join puts two clusters together unless they are by different speakers.
func (x *Index) join(a, b int32) bool {
	a, b = x.root(a), x.root(b)
	if a == b {
		return true
	}
	ka, kb := x.keys[a], x.keys[b]
	if ka != "" && kb != "" && ka != kb {
		return false
	}
	if a < b {
		a, b = b, a
	}
	x.link[a] = b
	if kb == "" || ka == "" {
		x.keys[b] = x.keys[a] + x.keys[b]
	}
	return true
}

// Clusters returns every utterance with two reports or more, in the order their
// first reports were added.
func (x *Index) Clusters() []Cluster {
	members := make(map[int32][]int32)
	for i := range x.items {
		r := x.root(int32(i))
		members[r] = append(members[r], int32(i))
	}
	var roots []int32
	for r, m := range members {
		if len(m) > 1 {
			roots = append(roots, r)
		}
	}
	sort.Slice(roots, func(a, b int) bool { return roots[a] < roots[b] })
	out := make([]Cluster, 0, len(roots))
	for _, r := range roots {
		out = append(out, x.cluster(members[r]))
	}
	return out
}

func (x *Index) cluster(m []int32) Cluster {
	c := Cluster{IDs: make([]string, 0, len(m))}
	early, full := m[0], m[0]
	for _, i := range m {
		e := &x.items[i]
		c.IDs = append(c.IDs, e.u.ID)
		if d := e.u.Day; d != 0 && (x.items[early].u.Day == 0 || d < x.items[early].u.Day) {
			early = i
		}
		if e.n > x.items[full].n {
			full = i
		}
	}
	c.Earliest, c.Fullest = x.items[early].u.ID, x.items[full].u.ID
	return c
}
