package consistency

import (
	"math"
	"sync"

	"twosource/corpus/wordvec"
)

// topicality is what an article's content words say of what it is about: rare
// words say more than frequent ones.
type topicality struct {
	weights []float32 // of each of its topics
	length  float32   // of the weights as a vector
	sum     [wordvec.Dims]float32
	size    float32 // length of sum
}

// rareTopic is the weight from which a content word is one that few stories have.
const rareTopic = 0.75

// topicIDs are the words of the table of vectors by the hash of their stems as
// topics have it, of several the most frequent.
var topicIDs = sync.OnceValue(func() map[uint32]wordvec.ID {
	t := wordvec.Default()
	m := make(map[uint32]wordvec.ID, len(t.Words))
	for i, w := range t.Words {
		if h := stem(w); len(w) > 3 && m[h] == 0 {
			m[h] = wordvec.ID(i + 1)
		}
	}
	return m
})

func topicalityOf(topics []uint32) *topicality {
	t, ids := wordvec.Default(), topicIDs()
	out := &topicality{weights: make([]float32, len(topics))}
	for i, h := range topics {
		id := ids[h]
		w := t.Weight(id)
		out.weights[i] = w
		out.length += w * w
		if v := t.Vector(id); v != nil {
			for k := range v {
				out.sum[k] += w * float32(v[k]) / 127
			}
		}
	}
	out.length = float32(math.Sqrt(float64(out.length)))
	for _, x := range out.sum {
		out.size += x * x
	}
	out.size = float32(math.Sqrt(float64(out.size)))
	return out
}

// sharedTopics compares what two articles are about: the cosine of their content
// words weighed by how rare they are, that of the words' meanings, and how many
// rare and how many of all words both have.
func sharedTopics(a, b *profile) (words, meaning, rare float32, both int) {
	x, y := a.about(), b.about()
	p, q := a.topics(), b.topics()
	for i, k := 0, 0; i < len(p) && k < len(q); {
		switch {
		case p[i] < q[k]:
			i++
		case q[k] < p[i]:
			k++
		default:
			both++
			words += x.weights[i] * y.weights[k]
			rare += indicator(x.weights[i] >= rareTopic)
			i, k = i+1, k+1
		}
	}
	for i := range x.sum {
		meaning += x.sum[i] * y.sum[i]
	}
	return words / max(1e-6, x.length*y.length), meaning / max(1e-6, x.size*y.size), rare, both
}
