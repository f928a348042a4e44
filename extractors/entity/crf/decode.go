package crf

const never = -1 << 30

// Decoder holds the memory of a Viterbi search.
type Decoder struct {
	back [][Labels]uint8
}

// Decode appends the best label of each position to dst. What lies before and
// after the run is outside.
func (d *Decoder) Decode(dst []Label, w *Weights, scores []Score) []Label {
	n := len(scores)
	if n == 0 {
		return dst
	}
	if cap(d.back) < n {
		d.back = make([][Labels]uint8, n+32)
	}
	d.back = d.back[:n]
	best := [States]int32{0, never, never, never, never, never, never, never}
	var from [States]uint8 // label that reaches each state best
	var open [Types]int32  // going on inside an entity
	var openFrom [Types]uint8
	for t := range open {
		open[t] = never
	}
	for i := range scores {
		s, back := &scores[i], &d.back[i]
		in, inFrom := enter(&best, &from, &w.trans)
		best[0], from[0] = in[0]+s[0], 0
		back[0] = inFrom[0]
		for t := range Types {
			b := 1 + 4*t
			begin, single := in[1+t]+s[b], in[1+t]+s[b+3]
			inside, end := open[t]+s[b+1], open[t]+s[b+2]
			back[b], back[b+3] = inFrom[1+t], inFrom[1+t]
			back[b+1], back[b+2] = openFrom[t], openFrom[t]
			best[1+t], from[1+t] = single, uint8(b+3)
			if end > single {
				best[1+t], from[1+t] = end, uint8(b+2)
			}
			open[t], openFrom[t] = begin, uint8(b)
			if inside > begin {
				open[t], openFrom[t] = inside, uint8(b+1)
			}
			open[t] = max(open[t], never)
		}
	}
	last, top := uint8(0), int32(never*2+1)
	for u := range best {
		if x := best[u] + w.trans[u][0]; x > top {
			last, top = from[u], x
		}
	}
	return d.trace(dst, last)
}

// enter finds for each state the best way to begin it.
func enter(best *[States]int32, from *[States]uint8, trans *[States][States]int32) (in [States]int32, inFrom [States]uint8) {
	for v := range in {
		in[v] = best[0] + trans[0][v]
		inFrom[v] = from[0]
	}
	for u := 1; u < States; u++ {
		if best[u] <= never/2 {
			continue
		}
		for v := range in {
			if x := best[u] + trans[u][v]; x > in[v] {
				in[v], inFrom[v] = x, from[u]
			}
		}
	}
	return in, inFrom
}

func (d *Decoder) trace(dst []Label, last uint8) []Label {
	n, start := len(d.back), len(dst)
	for range n {
		dst = append(dst, 0)
	}
	for i := n - 1; i >= 0; i-- {
		dst[start+i] = Label(last)
		last = d.back[i][last]
	}
	return dst
}
