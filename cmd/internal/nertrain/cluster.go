package main

import (
	"math"
	"slices"
	"sync"

	"twosource/extractors/entity/feature"
)

// Levels of the cluster tree: 64 clusters, each of 16, each of 4. A path is
// their numbers in 12 bits, and the 64 are numbered so that the first bits of
// the path group like with like.
var levels = [...]int{6, 4, 2}

const dims = 100

// clusterPaths clusters unit vectors by k-means, level by level.
func clusterPaths(vectors [][]float32) []uint16 {
	for _, v := range vectors {
		normalise(v)
	}
	paths := make([]uint16, len(vectors))
	all := make([]int, len(vectors))
	for i := range all {
		all[i] = i
	}
	groups := [][]int{all}
	for level, bits := range levels {
		next := make([][]int, len(groups)<<bits)
		var wait sync.WaitGroup
		gate := make(chan struct{}, 2)
		for g, set := range groups {
			wait.Add(1)
			gate <- struct{}{}
			go func() {
				defer wait.Done()
				parts, means := kmeans(vectors, set, 1<<bits)
				order := arrange(means, level == 0)
				for place, p := range order {
					next[g<<bits|place] = parts[p]
				}
				<-gate
			}()
		}
		wait.Wait()
		for g, set := range next {
			for _, i := range set {
				paths[i] = uint16(g)
			}
		}
		groups = next
	}
	return paths
}

// clusterParts clusters the quarters of the vectors, each for itself: what a
// word is like in one respect, where a path says what it is like in all.
func clusterParts(vectors [][]float32) []uint32 {
	parts := make([]uint32, len(vectors))
	all := make([]int, len(vectors))
	for i := range all {
		all[i] = i
	}
	quarter := make([][]float32, len(vectors))
	for q := range 4 {
		for i, v := range vectors {
			quarter[i] = slices.Clone(v[q*dims/4 : (q+1)*dims/4])
			normalise(quarter[i])
		}
		sets, _ := kmeans(quarter, all, 1<<feature.PartBits)
		for c, set := range sets {
			for _, i := range set {
				parts[i] |= uint32(c) << (feature.PartBits * q)
			}
		}
	}
	return parts
}

// kmeans splits set into k parts by cosine. Seeds are spread over the set in
// order of frequency, so that the result depends on the data alone.
func kmeans(vectors [][]float32, set []int, k int) (parts [][]int, means [][]float32) {
	means = make([][]float32, k)
	for c := range means {
		means[c] = make([]float32, len(vectors[0]))
		if len(set) > 0 {
			copy(means[c], vectors[set[c*len(set)/k/4]])
		}
	}
	for range 15 {
		parts = make([][]int, k)
		for _, i := range set {
			c := nearest(vectors[i], means)
			parts[c] = append(parts[c], i)
		}
		for c, part := range parts {
			if len(part) == 0 {
				continue
			}
			clear(means[c])
			for _, i := range part {
				accumulate(means[c], vectors[i])
			}
			normalise(means[c])
		}
	}
	return parts, means
}

func nearest(v []float32, means [][]float32) int {
	best, at := float32(-2), 0
	for c, m := range means {
		if s := dot(v, m); s > best {
			best, at = s, c
		}
	}
	return at
}

// arrange orders means so that neighbours in binary are alike, by bisection.
func arrange(means [][]float32, tree bool) []int {
	order := make([]int, len(means))
	for i := range order {
		order[i] = i
	}
	if tree {
		halve(means, order)
	}
	return order
}

// halve puts the half of set nearer to one of its two extremes first.
func halve(means [][]float32, set []int) {
	if len(set) < 2 {
		return
	}
	a := farthest(means, set, means[set[0]])
	b := farthest(means, set, means[a])
	slices.SortStableFunc(set, func(i, j int) int {
		si := dot(means[i], means[a]) - dot(means[i], means[b])
		sj := dot(means[j], means[a]) - dot(means[j], means[b])
		switch {
		case si > sj:
			return -1
		case si < sj:
			return 1
		}
		return 0
	})
	halve(means, set[:len(set)/2])
	halve(means, set[len(set)/2:])
}

func farthest(means [][]float32, set []int, from []float32) int {
	best, at := float32(2), set[0]
	for _, i := range set {
		if s := dot(means[i], from); s < best {
			best, at = s, i
		}
	}
	return at
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

func dot(a, b []float32) (s float32) {
	b = b[:len(a)]
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

func accumulate(sum, v []float32) {
	for i, x := range v {
		sum[i] += x
	}
}
