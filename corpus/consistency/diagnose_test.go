package consistency

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"twosource/corpus"
)

// TestDiagnose shows for each judged contradiction that is not found what was
// read of its two passages, and how the nearest statements compare. Set
// DIAGNOSE=1, and EVENT for one event.
func TestDiagnose(t *testing.T) {
	if os.Getenv("DIAGNOSE") == "" {
		t.Skip("set DIAGNOSE=1")
	}
	for _, ev := range allEvents() {
		docs := extracted(t, ev.articles)
		q := scoreDocs(t, ev.gold, docs, 0)
		missed := strings.Join(q.missed, "\n")
		done := map[string]bool{}
		for _, g := range readLines[goldRow](t, ev.gold) {
			k := g.Subject + g.Attribute + g.Sides[0].Value + g.Sides[1].Value
			if g.Verdict != "contradiction" || !strings.Contains(missed, g.ID) || done[k] {
				continue
			}
			done[k] = true
			t.Log(diagnosis(g, docs))
		}
	}
}

func diagnosis(g goldRow, docs []Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s | %s | %s / %s", g.ID, g.Subject, g.Attribute, g.Sides[0].Value, g.Sides[1].Value)
	var sides [2][]Statement
	for i, s := range g.Sides {
		fmt.Fprintf(&b, "\n  %s: %q", s.File, s.Snippet)
		for _, d := range docs {
			texts := map[string]string{d.Article.ID: d.Article.Text}
			for _, st := range Statements(d) {
				if touches(s, &corpus.Evidence{Path: d.Article.Path, Article: d.Article.ID, Claim: st.Claim}, texts) {
					sides[i] = append(sides[i], st)
					fmt.Fprintf(&b, "\n      %s = %s | %s %s(%d) as of %s {%s|%s|%s|%s|%s} %.2f", st.attr, st.value, st.Claim.Subject, st.subject.typ, st.subject.kind, st.Claim.AsOf, st.Claim.Scope, st.Claim.Place, st.Claim.Part, st.Claim.By, st.Claim.Modality, st.Claim.Confidence)
				}
			}
		}
	}
	for i := range sides[0] {
		for j := range sides[1] {
			x, y := &sides[0][i], &sides[1][j]
			if x.attr != y.attr {
				continue
			}
			r := Compare(x, y)
			p, why := sameSubject(x, y, 0)
			fmt.Fprintf(&b, "\n    => %s: subject %.2f %s; meet %v; %s %s %.2f", x.attr, p, why, meets(x, y), r.Verdict, r.Reason, r.Score.P())
		}
	}
	return b.String()
}

func meets(x, y *Statement) bool {
	for _, g := range x.groups {
		for _, h := range y.groups {
			if g == h {
				return true
			}
		}
	}
	return false
}
