package consistency

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
)

type goldPair struct {
	ID        string
	AText     string `json:"a_text"`
	BText     string `json:"b_text"`
	ADate     string `json:"a_date"`
	BDate     string `json:"b_date"`
	Verdict   string
	Ambiguous bool
}

func pairDocs(x *extractors, p goldPair) []Document {
	a := corpus.Article{ID: "a", Path: "a", Source: "outlet-01", Text: p.AText, Published: p.ADate, Language: "en"}
	b := corpus.Article{ID: "b", Path: "b", Source: "outlet-02", Text: p.BText, Published: p.BDate, Language: "en"}
	return []Document{{Article: a, Facts: x.facts(&a)}, {Article: b, Facts: x.facts(&b)}}
}

// TestStatementPairs decides pairs of bare statements, each pair a corpus of
// its own, and holds the floors reached.
func TestStatementPairs(t *testing.T) {
	pairs := readLines[goldPair](t, shared+"conflicts/synthetic.jsonl")
	x, err := loadExtractors()
	if err != nil {
		t.Fatal(err)
	}
	var tp, fp, fn, exact, n int
	for _, p := range pairs {
		if p.Ambiguous {
			continue
		}
		n++
		e := NewEngine()
		docs := pairDocs(x, p)
		for _, d := range docs {
			e.Add(d.Article, d.Facts, d.Origin)
		}
		var got []string
		for _, c := range e.Conflicts(everyVerdict) {
			got = append(got, string(c.Verdict))
		}
		gold, pred := p.Verdict == "contradiction", slices.Contains(got, "contradiction")
		switch {
		case gold && pred:
			tp++
		case gold:
			fn++
		case pred:
			fp++
		}
		if slices.Contains(got, p.Verdict) || len(got) == 0 && !gold && p.Verdict != "variant" {
			exact++
		} else if gold == pred && os.Getenv("LIST") != "" {
			t.Logf("%s named %v, want %s", p.ID, got, p.Verdict)
		}
		if gold != pred && os.Getenv("LIST") != "" {
			t.Log(explainPair(p, docs, got))
		}
	}
	t.Logf("n %d  precision %s  recall %s  exact %s", n, ratio(tp, tp+fp), ratio(tp, tp+fn), ratio(exact, n))
	if 10*tp < 9*(tp+fp) || 10*tp < 7*(tp+fn) || 4*exact < 3*n {
		t.Error("below .9 precision, .7 recall or .75 exact verdicts")
	}
}

func explainPair(p goldPair, docs []Document, got []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s want %s got %v\n   %s\n   %s", p.ID, p.Verdict, got, p.AText, p.BText)
	x, y := Statements(docs[0]), Statements(docs[1])
	for _, list := range [][]Statement{x, y} {
		for i := range list {
			s := &list[i]
			fmt.Fprintf(&b, "\n      %s: %s = %s | %s %s(%d) as of %s {%s|%s|%s|%s|%s} %.2f", s.Article, s.attr, s.value, s.Claim.Subject, s.subject.typ, s.subject.kind, s.Claim.AsOf, s.Claim.Scope, s.Claim.Place, s.Claim.Part, s.Claim.By, s.Claim.Modality, s.Claim.Confidence)
		}
	}
	for i := range x {
		for j := range y {
			if x[i].attr != y[j].attr {
				continue
			}
			r := Compare(&x[i], &y[j])
			q, why := sameSubject(&x[i], &y[j], 0)
			fmt.Fprintf(&b, "\n    => %s: subject %.2f %s; meet %v; %s %s %.2f", x[i].attr, q, why, meets(&x[i], &y[j]), r.Verdict, r.Reason, r.Score.P())
		}
	}
	return b.String()
}
