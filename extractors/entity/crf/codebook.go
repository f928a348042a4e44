package crf

// codes is the number of values a weight can take besides none.
const codes = 16

// codebook is those values in steps of the scale, in order.
type codebook [codes]int8

const steps = 255 // from -127 to 127

// codebookOf finds the values that lie nearest to the weights kept: the best
// cut of the range of steps into intervals, each standing for its mean, by
// dynamic programming. Four bits a weight make two thirds of the size that
// eight do, and the scores are the same but for the noise of training.
func codebookOf(rows [][Labels]float32, keep []int, scale float32, p Prune) (book codebook) {
	var seen intervals
	for _, i := range keep {
		floor := p.floor(i)
		for _, x := range rows[i] {
			if q := quantise(x, scale); q != 0 && (x >= floor || x <= -floor) {
				seen.add(q)
			}
		}
	}
	seen.sum()
	cuts := seen.cut()
	for c := range book {
		book[c] = int8(seen.mean(cuts[c], cuts[c+1]))
	}
	return book
}

// intervals holds how many weights lie below each step, the sum of their steps
// and that of the squares.
type intervals struct{ n, sums, squares [steps + 1]int }

func (v *intervals) add(q int) {
	at := q + steps/2 + 1
	v.n[at]++
	v.sums[at] += q
	v.squares[at] += q * q
}

func (v *intervals) sum() {
	for i := range steps {
		v.n[i+1] += v.n[i]
		v.sums[i+1] += v.sums[i]
		v.squares[i+1] += v.squares[i]
	}
}

// mean is the step that stands best for those from place a to before b.
func (v *intervals) mean(a, b int) int {
	n, s := v.n[b]-v.n[a], v.sums[b]-v.sums[a]
	switch {
	case n == 0:
		return a - steps/2
	case s < 0:
		return -((n - 2*s) / (2 * n))
	}
	return (n + 2*s) / (2 * n)
}

// loss is the summed square error of an interval.
func (v *intervals) loss(a, b int) float64 {
	n, s := v.n[b]-v.n[a], float64(v.sums[b]-v.sums[a])
	if n == 0 {
		return 0
	}
	return float64(v.squares[b]-v.squares[a]) - s*s/float64(n)
}

// cut is where the best intervals begin, and the end of the last.
func (v *intervals) cut() (cuts [codes + 1]int) {
	var least [codes + 1][steps + 1]float64
	var from [codes + 1][steps + 1]int
	for end := 1; end <= steps; end++ {
		least[1][end] = v.loss(0, end)
	}
	for c := 2; c <= codes; c++ {
		for end := c; end <= steps; end++ {
			least[c][end] = least[c-1][c-1] + v.loss(c-1, end)
			from[c][end] = c - 1
			for a := c; a < end; a++ {
				if l := least[c-1][a] + v.loss(a, end); l < least[c][end] {
					least[c][end], from[c][end] = l, a
				}
			}
		}
	}
	cuts[codes] = steps
	for c := codes; c > 0; c-- {
		cuts[c-1] = from[c][cuts[c]]
	}
	return cuts
}

// nearest is the code of the value nearest to a step, the first of two as near.
func (k *codebook) nearest(q int) byte {
	best, at := 1<<30, 0
	for c, step := range k {
		if d := max(q-int(step), int(step)-q); d < best {
			best, at = d, c
		}
	}
	return byte(at)
}
