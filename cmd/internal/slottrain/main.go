// Command slottrain fits the models of package consistency and measures them:
// whether two values in articles of one event are of one thing, whether two
// articles tell of one event (-stories), and whether two values that no check
// tells apart contradict each other (-clashes).
//
//	go run ./cmd/internal/slottrain [-stories FILE,…] [-clashes] [-out FILE] [-leave] EVENT…
//
// Each EVENT is a folder with articles/*.txt, gold.jsonl (pairs of passages that
// were judged) and, if there is one, facts.jsonl (passages with the subject and
// attribute they give a value of). With -leave each event is judged by a model of
// others. The same files give the same model, byte for byte.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"twosource/corpus/trees"
)

func main() {
	out := flag.String("out", "", "write the model to `file`")
	leave := flag.Bool("leave", false, "judge each event by a model of the others")
	stories := flag.String("stories", "", "fit the model of articles of one event, with `files` of articles of many stories beside the events")
	clashes := flag.Bool("clashes", false, "fit the model of contradictions")
	flag.Parse()
	if err := run(context.Background(), *out, *leave, *clashes, *stories, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "slottrain: error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string, leave, clashes bool, stories string, dirs []string) error {
	var events []*event
	for _, d := range dirs {
		e, err := readEvent(ctx, d)
		if err != nil {
			return err
		}
		same := 0
		for i := range e.pairs {
			if e.pairs[i].same {
				same++
			}
		}
		fmt.Fprintf(os.Stderr, "%s: %d pairs, %d of one thing\n", filepath.Base(d), len(e.pairs), same)
		events = append(events, e)
	}
	if clashes {
		made, err := madeStories(ctx, stories)
		if err != nil {
			return err
		}
		return fitClashes(events, made, leave, out)
	}
	if stories != "" {
		return fitStories(ctx, events, stories, leave, out)
	}
	if leave {
		return judgeEach(events)
	}
	return save(fit(examples(events)), out)
}

// save writes a model to a file, if one is named.
func save(m *trees.Model, out string) error {
	b := m.Encode()
	fmt.Fprintf(os.Stderr, "%d trees, %d bytes\n", len(m.Trees), len(b))
	if out == "" {
		return nil
	}
	return os.WriteFile(out, b, 0o644)
}

// fewer is of how many pairs that are not of one thing one is learned from, for
// all: they are many.
const fewer = 3

// examples are the pairs of events. Large events count for less than their number of
// pairs.
func examples(events []*event) []example {
	var list []example
	sum := 0.0
	for _, e := range events {
		w := 1 / math.Sqrt(float64(len(e.pairs)+1))
		for i := range e.pairs {
			x := example{features: e.pairs[i].features, same: e.pairs[i].same, weight: w}
			if !x.same {
				if i%fewer != 0 {
					continue
				}
				x.weight *= fewer
			}
			sum += x.weight
			list = append(list, x)
		}
	}
	for i := range list {
		list[i].weight *= float64(len(list)) / sum
	}
	return list
}

// judgeEach prints for a number of limits what a model of the events of other parts
// lists of each.
func judgeEach(events []*event) error {
	var models [folds]*trees.Model
	eachFold(func(k int) { models[k] = fit(examples(others(events, k))) })
	var found, near, other [10]int
	clashes := 0
	var ranked []scored
	for i, e := range events {
		m := models[i%folds]
		ranked = append(ranked, e.scores(m)...)
		clashes += len(e.clashes)
		for t := range found {
			f, n, o := e.judge(m, float64(t)/10)
			found[t], near[t], other[t] = found[t]+f, near[t]+n, other[t]+o
		}
	}
	fmt.Printf("average precision of pairs that differ: %.3f\n", averagePrecision(ranked))
	for t := range found {
		fmt.Printf("from %.1f: %d of %d clashes, %d near misses, %d other pairs\n", float64(t)/10, found[t], clashes, near[t], other[t])
	}
	return nil
}

// scored is a pair's probability and whether it is of one thing.
type scored struct {
	p    float64
	same bool
}

func (e *event) scores(m *trees.Model) []scored {
	var out []scored
	for i := range e.pairs {
		if p := &e.pairs[i]; p.differ {
			out = append(out, scored{m.P(p.features), p.same})
		}
	}
	return out
}

// averagePrecision is the mean, over the pairs of one thing, of the precision
// from the most likely pair down to each.
func averagePrecision(list []scored) float64 {
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.p, a.p) })
	sum, hits := 0.0, 0
	for i, x := range list {
		if x.same {
			hits++
			sum += float64(hits) / float64(i+1)
		}
	}
	return sum / float64(max(1, hits))
}
