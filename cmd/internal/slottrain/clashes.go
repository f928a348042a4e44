package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"twosource/corpus/consistency"
	"twosource/corpus/trees"
)

// folds is how many parts the events are taken apart into: what is learned of the
// pairs of one part uses models that have not seen it.
const folds = 6

// weighed is a pair as the model of clashes learns from it.
type weighed struct {
	event    int
	features []float32
	clash    string // names the judged contradiction, "" for none
	near     bool   // judged, and none
	finding  string // what it would be listed as
}

// fitClashes fits the model of contradictions: of the pairs that no check tells
// apart, the judged contradictions against all others.
func fitClashes(events []*event, made [][]told, leave bool, out string) error {
	list := weighAll(events, made)
	if leave {
		judgeClashes(events, list)
		return nil
	}
	return save(fit(asExamples(list, -1)), out)
}

// weighAll are the pairs of all events, each by models that have not seen its
// event.
func weighAll(events []*event, stories [][]told) []weighed {
	made := madePairs(stories)
	var lists [folds][]weighed
	eachFold(func(k int) {
		lists[k] = weighFold(events, stories, made, k)
		fmt.Fprintf(os.Stderr, "fold %d: %d pairs\n", k, len(lists[k]))
	})
	return slices.Concat(lists[:]...)
}

// eachFold calls fn with each fold, as many at once as there are processors.
func eachFold(fn func(k int)) {
	var fits sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	for k := range folds {
		fits.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			fn(k)
		})
	}
	fits.Wait()
}

// others are the events of all folds but one.
func others(events []*event, fold int) []*event {
	var rest []*event
	for i, e := range events {
		if i%folds != fold {
			rest = append(rest, e)
		}
	}
	return rest
}

// weighFold are the pairs of the events of one part, by models of the others.
func weighFold(events []*event, stories [][]told, made []example, fold int) []weighed {
	rest := others(events, fold)
	m := &consistency.Models{Slot: fit(examples(rest)), Story: fit(append(storyPairs(storiesOf(rest), ""), made...)), Clash: never}
	list := weighTogether(m, events, fold)
	if fold == 0 {
		list = append(list, strangers(m, stories)...)
	}
	return list
}

// never is a model by which nothing is likely.
var never = &trees.Model{Base: -20}

// weighTogether are the pairs that the program would weigh if the events of a fold
// were one corpus: values of two events are of two things.
func weighTogether(m *consistency.Models, events []*event, fold int) []weighed {
	var lists [][]consistency.Statement
	of := make(map[string]int) // article → event
	for i := fold; i < len(events); i += folds {
		for _, l := range events[i].lists {
			if len(l) > 0 {
				lists, of[l[0].Article] = append(lists, l), i
			}
		}
	}
	var out []weighed
	consistency.Weighed(m, lists, func(a, b *consistency.Statement, f *consistency.ClashFeatures) {
		at := of[a.Article]
		var l labelled
		if known := at != of[b.Article]; !known {
			if l, known = events[at].labels.label(a, b); !known {
				return
			}
		}
		values := []string{a.Claim.Value.Text, b.Claim.Value.Text}
		slices.Sort(values)
		out = append(out, weighed{event: at, features: slices.Clone(f[:]), clash: l.clash, near: l.clash == "" && l.verdict != "", finding: a.Claim.Attribute + "|" + strings.Join(values, "|")})
	})
	return out
}

// together is how many articles after one another are taken for one corpus.
const together = 200

// strangers are the pairs that the program would weigh of values of two stories,
// though their articles may be taken for ones of one event. They are of no event
// and learned from in all folds.
func strangers(m *consistency.Models, made [][]told) []weighed {
	var out []weighed
	for _, stories := range made {
		for part := range slices.Chunk(stories, together) {
			var lists [][]consistency.Statement
			of := make(map[string]string) // article → story
			for _, t := range part {
				if len(t.list) > 0 {
					lists, of[t.list[0].Article] = append(lists, t.list), t.story
				}
			}
			consistency.Weighed(m, lists, func(a, b *consistency.Statement, f *consistency.ClashFeatures) {
				if of[a.Article] != of[b.Article] {
					out = append(out, weighed{event: noEvent, features: slices.Clone(f[:])})
				}
			})
		}
	}
	return out
}

// noEvent stands for the event of pairs that are of none.
const noEvent = -1

// asExamples are the pairs of all folds but one.
func asExamples(list []weighed, but int) []example {
	var out []example
	for i := range list {
		if w := &list[i]; w.event == noEvent || w.event%folds != but {
			out = append(out, example{features: w.features, same: w.clash != "", weight: 1})
		}
	}
	return out
}

// tally is what is listed from a probability on: clashes, judged pairs that are
// none, others.
type tally struct{ found, near, other map[string]bool }

// judgeClashes prints for a number of limits what models of the other folds list.
func judgeClashes(events []*event, list []weighed) {
	var at [20]tally
	for t := range at {
		at[t] = tally{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	}
	var ranked []scored
	for k := range folds {
		m := fit(asExamples(list, k))
		for i := range list {
			w := &list[i]
			if w.event == noEvent || w.event%folds != k {
				continue
			}
			p := m.P(w.features)
			ranked = append(ranked, scored{p, w.clash != ""})
			for t := range int(min(p*float64(len(at)), float64(len(at)-1))) + 1 {
				at[t].add(w)
			}
		}
	}
	clashes := 0
	for _, e := range events {
		clashes += len(e.clashes)
	}
	fmt.Printf("%d pairs, average precision %.3f\n", len(list), averagePrecision(ranked))
	for t := range at {
		fmt.Printf("from %.2f: %d of %d clashes, %d near misses, %d others\n", float64(t)/float64(len(at)), len(at[t].found), clashes, len(at[t].near), len(at[t].other))
	}
}

func (t *tally) add(w *weighed) {
	switch event := fmt.Sprint(w.event, "|"); {
	case w.clash != "":
		t.found[event+w.clash] = true
	case w.near:
		t.near[event+w.finding] = true
	default:
		t.other[event+w.finding] = true
	}
}

// storiesOf are the articles of events with the event each is of.
func storiesOf(events []*event) []told {
	var out []told
	for i, e := range events {
		for _, l := range e.lists {
			out = append(out, told{fmt.Sprint("event ", i), l})
		}
	}
	return out
}
