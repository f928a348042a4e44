package main

import (
	"math"
	"slices"
)

// bisect splits vectors in two again and again and returns the path of each as
// bits, first split highest. Each split separates two means and cuts between a
// quarter and three quarters, so that paths of one length hold clusters of
// like size.
func bisect(vectors [][]float32, depth int) []uint16 {
	for _, v := range vectors {
		normalise(v)
	}
	paths := make([]uint16, len(vectors))
	all := make([]int, len(vectors))
	for i := range all {
		all[i] = i
	}
	var split func(set []int, left int)
	split = func(set []int, left int) {
		if left == 0 || len(set) < 2 {
			for _, i := range set {
				paths[i] <<= uint(left)
			}
			return
		}
		cut := divide(vectors, set)
		for k, i := range set {
			paths[i] <<= 1
			if k >= cut {
				paths[i] |= 1
			}
		}
		split(set[:cut], left-1)
		split(set[cut:], left-1)
	}
	split(all, depth)
	return paths
}

func normalise(v []float32) {
	var n float64
	for _, x := range v {
		n += float64(x) * float64(x)
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(n) + 1e-9)
	}
}

// divide orders set by which of two means is nearer and returns where to cut.
func divide(vectors [][]float32, set []int) int {
	a, b := seeds(vectors, set)
	score := make(map[int]float32, len(set))
	for range 12 {
		var na, nb [100]float32
		for _, i := range set {
			s := dot(vectors[i], a[:]) - dot(vectors[i], b[:])
			score[i] = s
			if s >= 0 {
				accumulate(&na, vectors[i])
			} else {
				accumulate(&nb, vectors[i])
			}
		}
		normalise(na[:])
		normalise(nb[:])
		a, b = na, nb
	}
	slices.SortStableFunc(set, func(i, j int) int {
		switch {
		case score[i] > score[j]:
			return -1
		case score[i] < score[j]:
			return 1
		}
		return 0
	})
	cut := 0
	for cut < len(set) && score[set[cut]] >= 0 {
		cut++
	}
	return max(1, len(set)/4, min(cut, len(set)*3/4))
}

// seeds are the member farthest from the mean and the one farthest from that.
func seeds(vectors [][]float32, set []int) (a, b [100]float32) {
	var mean [100]float32
	for _, i := range set {
		accumulate(&mean, vectors[i])
	}
	far := func(from []float32) []float32 {
		best, at := float32(math.Inf(1)), set[0]
		for _, i := range set {
			if d := dot(vectors[i], from); d < best {
				best, at = d, i
			}
		}
		return vectors[at]
	}
	copy(a[:], far(mean[:]))
	copy(b[:], far(a[:]))
	return a, b
}

func dot(a, b []float32) (s float32) {
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

func accumulate(sum *[100]float32, v []float32) {
	for i, x := range v {
		sum[i] += x
	}
}
