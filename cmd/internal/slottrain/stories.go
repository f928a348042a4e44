package main

import (
	"context"
	"fmt"
	"strings"

	"twosource/corpus/consistency"
	"twosource/extractors"
	"twosource/pipeline"
)

// told is an article's statements and the story it is of.
type told struct {
	story string
	list  []consistency.Statement
}

// fitStories fits the model of articles of one event: pairs of articles of one
// event against pairs of two that share a name.
func fitStories(ctx context.Context, events []*event, generated string, leave bool, out string) error {
	stories, err := madeStories(ctx, generated)
	if err != nil {
		return err
	}
	made := madePairs(stories)
	real := storiesOf(events)
	if leave {
		return judgeStories(real, made, len(events))
	}
	return save(fit(append(storyPairs(real, ""), made...)), out)
}

// madeStories are the articles of each of the files named.
func madeStories(ctx context.Context, files string) ([][]told, error) {
	var out [][]told
	for _, path := range strings.FieldsFunc(files, func(r rune) bool { return r == ',' }) {
		list, err := readStories(ctx, path)
		if err != nil {
			return nil, err
		}
		out = append(out, list)
	}
	return out, nil
}

// madePairs are pairs of articles of each of some lists.
func madePairs(made [][]told) []example {
	var out []example
	for _, list := range made {
		out = append(out, thin(storyPairs(list, ""), mostMade)...)
	}
	return out
}

// mostMade is how many pairs of generated articles are learned from.
const mostMade = 6000

// thin keeps the pairs of one story and those of two that the rules take for
// one, and as many as asked for of those with words in common and of the rest.
func thin(list []example, most int) []example {
	var out, alike, rest []example
	for _, e := range list {
		switch {
		case e.same || e.features[0] >= 0.4:
			out = append(out, e)
		case e.features[consistency.StoryWords] >= manyWords:
			alike = append(alike, e)
		default:
			rest = append(rest, e)
		}
	}
	out = spread(out, min(2*most, len(out)))
	out = append(out, spread(alike, min(most, len(alike)))...)
	return append(out, spread(rest, min(most, len(rest)))...)
}

// manyWords is the cosine of their words from which two articles are much alike.
const manyWords = 0.2

func spread(list []example, n int) []example {
	out := make([]example, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

// storyPairs are the pairs of articles that could be of one event, but those
// with an article of one story.
func storyPairs(list []told, but string) []example {
	var out []example
	for i := range list {
		for k := range i {
			if a, b := &list[i], &list[k]; a.story != but && b.story != but {
				out = appendPair(out, a, b)
			}
		}
	}
	return out
}

func appendPair(out []example, a, b *told) []example {
	f, ok := consistency.StoryFeatures(a.list, b.list)
	if !ok {
		return out
	}
	e := example{features: f, same: a.story == b.story, weight: 1}
	return append(out, e)
}

func judgeStories(real []told, made []example, events int) error {
	var yes, no, all, others [10]int
	for i := range events {
		own := fmt.Sprint("event ", i)
		m := fit(append(storyPairs(real, own), made...))
		for a := range real {
			for b := range a {
				if real[a].story != own && real[b].story != own {
					continue
				}
				f, ok := consistency.StoryFeatures(real[a].list, real[b].list)
				same := real[a].story == real[b].story
				for t := range yes {
					hit := ok && m.P(f) >= float64(t)/10
					switch {
					case same:
						all[t]++
						if hit {
							yes[t]++
						}
					case ok:
						others[t]++
						if hit {
							no[t]++
						}
					}
				}
			}
		}
	}
	for t := range yes {
		fmt.Printf("from %.1f: %d of %d pairs of one event, %d of %d of two\n", float64(t)/10, yes[t], all[t], no[t], others[t])
	}
	return nil
}

// readStories reads JSON lines of articles whose ids begin with their story, as those
// that "bench generate" writes: "s12-3" is of story s12.
func readStories(ctx context.Context, path string) ([]told, error) {
	x, err := extractors.Default(extractors.Options{})
	if err != nil {
		return nil, err
	}
	var out []told
	err = pipeline.Stream(ctx, []string{path}, pipeline.Options{Extractors: x}, func(r pipeline.Result) error {
		if r.Failure != nil {
			return nil
		}
		story, _, _ := strings.Cut(r.Article.ID, "-")
		out = append(out, told{story, consistency.Statements(consistency.Document{Article: *r.Article, Facts: *r.Facts})})
		return nil
	})
	return out, err
}
