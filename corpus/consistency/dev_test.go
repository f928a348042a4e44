package consistency

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
)

var everyVerdict = Filter{Verdicts: []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible}}

// newsEvent is a folder of articles about one event with judged pairs.
type newsEvent struct {
	name, articles, gold string
}

// ownEvents lie in this repository; sharedEvents beside it.
func ownEvents() []newsEvent {
	var out []newsEvent
	for _, n := range []string{"chip-listing", "door-plug", "harbour-blast", "rail-curve", "telecom-breach", "viaduct-fall"} {
		dir := "../../testdata/events/" + n
		out = append(out, newsEvent{n, dir + "/articles", dir + "/gold.jsonl"})
	}
	return out
}

func sharedEvents() []newsEvent {
	var out []newsEvent
	for _, n := range devEvents {
		dir := shared + "conflicts/" + n
		if _, err := os.Stat(dir); err == nil {
			out = append(out, newsEvent{n, dir + "/articles", dir + "/gold.jsonl"})
		}
	}
	return out
}

// allEvents lists the events of the environment's EVENT, by name or as a
// directory of the same form, else all.
func allEvents() []newsEvent {
	var out []newsEvent
	if dir := os.Getenv("EVENT"); strings.Contains(dir, "/") {
		return []newsEvent{{filepath.Base(dir), dir + "/articles", dir + "/gold.jsonl"}}
	}
	for _, ev := range append(ownEvents(), sharedEvents()...) {
		if only := os.Getenv("EVENT"); only == "" || only == ev.name {
			out = append(out, ev)
		}
	}
	return out
}

func scoreDocs(t testing.TB, gold string, docs []Document, off check) quality {
	rows := readLines[goldRow](t, gold)
	e := NewEngine()
	texts := map[string]string{}
	for _, d := range docs {
		e.Add(d.Article, d.Facts, d.Origin)
		texts[d.Article.ID] = d.Article.Text
	}
	found, err := conflictsWithout(e, off)
	if err != nil {
		t.Fatal(err)
	}
	return measure(rows, found, texts)
}

// TestDecidingOnGoldClaims decides the judged pairs from claims transcribed by
// hand: the upper bound of deciding, free of extraction errors.
func TestDecidingOnGoldClaims(t *testing.T) {
	var all quality
	for _, ev := range devEvents {
		q := scoreDocs(t, shared+"conflicts/"+ev+"/gold.jsonl", goldArticles(t, ev), 0)
		t.Log(ev, q.String())
		if os.Getenv("LIST") != "" {
			list(t, &q)
		}
		all.add(q)
	}
	t.Log("all", all.String())
}

func list(t *testing.T, q *quality) {
	for _, m := range q.missed {
		t.Log("   missed", m)
	}
	for _, m := range q.alarms {
		t.Log("   ALARM", m)
	}
	for _, m := range q.unknown {
		t.Log("   outside", m)
	}
}

func conflictsWithout(e *Engine, off check) ([]corpus.Conflict, error) {
	return conflicts(context.Background(), e.index(), everyVerdict, off)
}

// TestEndToEnd runs every extractor over the judged events, one corpus each,
// and scores what comes out.
func TestEndToEnd(t *testing.T) {
	var all quality
	for _, ev := range allEvents() {
		q := scoreDocs(t, ev.gold, extracted(t, ev.articles), 0)
		t.Log(ev.name, q.String())
		if os.Getenv("LIST") != "" {
			list(t, &q)
		}
		all.add(q)
	}
	t.Log("all", all.String())
}

// TestOneCorpus puts all events into one corpus: no finding may join two of
// them, and what is found of each is what is found of it alone.
func TestOneCorpus(t *testing.T) {
	e := NewEngine()
	alone := 0
	for _, ev := range allEvents() {
		one := NewEngine()
		for _, d := range extracted(t, ev.articles) {
			e.Add(d.Article, d.Facts, d.Origin)
			one.Add(d.Article, d.Facts, d.Origin)
		}
		alone += len(one.Conflicts(Filter{}))
	}
	all := e.Conflicts(Filter{})
	mixed := 0
	for _, c := range all {
		a, _, _ := strings.Cut(c.Evidence[0].Article, "/")
		b, _, _ := strings.Cut(c.Evidence[1].Article, "/")
		if a != b {
			mixed++
			t.Logf("mixed: %s | %s | %s %q | %s %q", c.Subject, c.Attribute, a, c.Evidence[0].Claim.Value.Text, b, c.Evidence[1].Claim.Value.Text)
		}
	}
	t.Logf("%d findings in one corpus, %d in corpora of their own, %d across events", len(all), alone, mixed)
	if mixed > 0 {
		t.Errorf("%d findings join different events", mixed)
	}
}

// TestAnArticlesFindingsAreOfTheList checks on real extraction, all events in
// one corpus, that what ingest reports of an article goes by an id of a finding
// in the whole list, so that decisions made on it stick, and that the list holds
// nothing that no article reports.
func TestAnArticlesFindingsAreOfTheList(t *testing.T) {
	e := NewEngine()
	for _, ev := range allEvents() {
		for _, d := range extracted(t, ev.articles) {
			e.Add(d.Article, d.Facts, d.Origin)
		}
	}
	ix := bare{e.index()}
	all, err := Conflicts(context.Background(), ix, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	finding := map[string]int{}
	for i := range all {
		for _, id := range Aliases(&all[i]) {
			finding[id] = i
		}
	}
	d, reported := NewDetector(ix), map[int]bool{}
	for id := range e.docs {
		part, err := d.Of(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		for i := range part {
			at, ok := finding[part[i].ID]
			if reported[at] = true; !ok {
				t.Errorf("%s: %s %s %s is not in the list", id, part[i].ID, part[i].Subject, part[i].Attribute)
			}
		}
	}
	if len(reported) != len(all) {
		t.Errorf("%d of %d findings are reported by an article", len(reported), len(all))
	}
}
