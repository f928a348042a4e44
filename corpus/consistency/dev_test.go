package consistency

import (
	"context"
	"os"
	"testing"

	"twosource/corpus"
)

var everyVerdict = Filter{Verdicts: []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible}}

func scoreDocs(t testing.TB, event string, docs []Document, off check) quality {
	rows := readLines[goldRow](t, shared+"conflicts/"+event+"/gold.jsonl")
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
		q := scoreDocs(t, ev, goldArticles(t, ev), 0)
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
	ctx := context.Background()
	ix := e.index()
	groups, err := candidates(ctx, ix)
	if err != nil {
		return nil, err
	}
	return scan(ctx, ix, groups, everyVerdict, off)
}

// TestEndToEnd runs every extractor over the development events and scores
// what comes out, one corpus each and all events in one.
func TestEndToEnd(t *testing.T) {
	var all quality
	var docs []Document
	for _, ev := range devEvents {
		d := extracted(t, shared+"conflicts/"+ev+"/articles")
		docs = append(docs, d...)
		q := scoreDocs(t, ev, d, 0)
		t.Log(ev, q.String())
		if os.Getenv("LIST") != "" {
			list(t, &q)
		}
		all.add(q)
	}
	t.Log("all", all.String())
}
