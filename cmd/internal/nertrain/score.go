package main

import (
	"fmt"
	"strings"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/token"
)

type tally struct{ hit, spurious, missed int }

func (c tally) f1() float64 {
	if c.hit == 0 {
		return 0
	}
	return 100 * 2 * float64(c.hit) / float64(2*c.hit+c.spurious+c.missed)
}

// evaluate compares the model's names with the annotated ones: exact
// boundaries and type, over the types given.
func evaluate(m *entity.Model, docs []document, types []corpus.EntityType, show int) string {
	want := map[string]bool{}
	by := map[string]*tally{}
	for _, t := range types {
		want[string(t)] = true
		by[string(t)] = &tally{}
	}
	var text token.Text
	var names []corpus.Entity
	for _, d := range docs {
		text.Reset(d.text, corpus.Span{Start: headEnd(d.text), End: len(d.text)})
		names = m.Extract(names[:0], &text)
		gold := map[span]bool{}
		for _, s := range d.spans {
			if want[s.typ] {
				gold[s] = true
			}
		}
		for _, e := range names {
			s := span{e.Start, e.End, string(e.Type)}
			switch {
			case !want[s.typ]:
			case gold[s]:
				by[s.typ].hit++
				delete(gold, s)
			default:
				by[s.typ].spurious++
				show = list(show, "+", d.text, s)
			}
		}
		for _, s := range d.spans {
			if gold[s] {
				by[s.typ].missed++
				show = list(show, "-", d.text, s)
			}
		}
	}
	return report(types, by)
}

func list(show int, sign, text string, s span) int {
	if show <= 0 {
		return 0
	}
	from, to := max(0, s.start-40), min(len(text), s.end+40)
	context := text[from:s.start] + "[" + text[s.start:s.end] + "]" + text[s.end:to]
	fmt.Printf("  %s %-7s %s\n", sign, s.typ, strings.ReplaceAll(context, "\n", " "))
	return show - 1
}

func report(types []corpus.EntityType, by map[string]*tally) string {
	var all tally
	var b strings.Builder
	for _, t := range types {
		c := by[string(t)]
		all.hit += c.hit
		all.spurious += c.spurious
		all.missed += c.missed
		fmt.Fprintf(&b, "  %s %.1f (%d)", t, c.f1(), c.hit+c.missed)
	}
	p := 100 * float64(all.hit) / float64(max(1, all.hit+all.spurious))
	r := 100 * float64(all.hit) / float64(max(1, all.hit+all.missed))
	return fmt.Sprintf("F1 %.1f  P %.1f  R %.1f %s", all.f1(), p, r, b.String())
}

// headEnd is where the metadata lines before an article's text end.
func headEnd(text string) int {
	at := 0
	for {
		line, _, more := strings.Cut(text[at:], "\n")
		key, _, ok := strings.Cut(line, ": ")
		if !more || !ok || key == "" || strings.ToLower(key) != key || strings.Contains(key, " ") {
			return at
		}
		at += len(line) + 1
	}
}
