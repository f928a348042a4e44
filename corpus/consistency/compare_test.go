package consistency

import (
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

func amount(n int64) corpus.Value {
	d := decimal.MustNew(n, 0)
	return corpus.Value{Text: d.String(), Quantity: corpus.Quantity{Value: d, Low: d, High: d, Digits: len(d.String())}}
}

func toll(n int64, asOf string) corpus.Claim {
	return corpus.Claim{Subject: "quake", Trigger: "quake", SubjectAt: corpus.Span{End: 1}, Attribute: "deaths", Kind: corpus.KindCount,
		Behaviour: corpus.Cumulative, Value: amount(n), AsOf: asOf, AsOfFrom: "explicit"}
}

func quakeOn(day string) corpus.Claim {
	return corpus.Claim{Subject: "quake", Trigger: "quake", SubjectAt: corpus.Span{End: 1}, Attribute: "event date", Kind: corpus.KindDate,
		Behaviour: corpus.Invariant, Value: corpus.Value{Text: day, From: day, To: day}}
}

// verdictOf compares the last statements of two documents.
func verdictOf(a, b Document) Result {
	x, y := Statements(a), Statements(b)
	return Compare(&x[len(x)-1], &y[len(y)-1])
}

func TestOrderOfDeciding(t *testing.T) {
	morland := []string{"Morland", "Ellen Voss", "Brightwater"}
	on := quakeOn("2024-02-03")
	mod := func(c corpus.Claim, change func(*corpus.Claim)) corpus.Claim { change(&c); return c }
	snap := func(n int64, attr, asOf, scope string) corpus.Claim {
		return corpus.Claim{Subject: "Velotek", SubjectID: "org:Velotek", SubjectAt: corpus.Span{End: 1}, Attribute: attr, Kind: corpus.KindMoney,
			Behaviour: corpus.Snapshot, Value: amount(n), AsOf: asOf, AsOfFrom: "explicit", Scope: scope}
	}
	for _, c := range []struct {
		name    string
		a, b    Document
		verdict corpus.Verdict
		lane    Lane
	}{
		{"a later, larger toll", doc("a", "2024-02-03", morland, on, toll(12, "2024-02-03")), doc("b", "2024-02-05", morland, on, toll(31, "2024-02-05")), corpus.Update, LaneSuperseded},
		{"a later, smaller toll", doc("a", "2024-02-03", morland, on, toll(31, "2024-02-03")), doc("b", "2024-02-05", morland, on, toll(12, "2024-02-05")), corpus.Contradiction, LaneContradiction},
		{"tolls of one day", doc("a", "2024-02-03", morland, on, toll(12, "2024-02-03")), doc("b", "2024-02-03", morland, on, toll(31, "2024-02-03")), corpus.Update, LaneSuperseded},
		{"tolls a year on", doc("a", "2025-02-03", morland, on, toll(214, "2025-02-03")), doc("b", "2025-02-04", morland, on, toll(260, "2025-02-04")), corpus.Contradiction, LaneContradiction},
		{"another quake a month later", doc("a", "2024-02-03", morland, on, toll(12, "2024-02-03")), doc("b", "2024-03-05", morland, quakeOn("2024-03-04"), toll(31, "2024-03-05")), "", ""},
		{"another place, the same month", doc("a", "2024-02-03", morland, toll(12, "2024-02-03")), doc("b", "2024-02-05", []string{"Estria", "Ian Pell"}, toll(11, "2024-02-05")), "", ""},
		{"another town, the same day", doc("a", "2024-02-03", morland, on, toll(12, "2024-02-03")), doc("b", "2024-02-03", []string{"Estria", "Ian Pell", "Halden Robotics"}, on, toll(11, "2024-02-03")), "", ""},
		{"children are a part", doc("a", "2025-02-03", morland, on, toll(214, "2025-02-03")), doc("b", "2025-02-03", morland, on, mod(toll(60, "2025-02-03"), func(c *corpus.Claim) { c.Part = "children" })), corpus.Scope, LaneExplained},
		{"one province is a part", doc("a", "2025-02-03", morland, on, toll(214, "2025-02-03")), doc("b", "2025-02-03", morland, on, mod(toll(60, "2025-02-03"), func(c *corpus.Claim) { c.Place = "Lower Morland" })), corpus.Scope, LaneExplained},
		{"a forecast", doc("a", "2025-02-03", morland, on, toll(214, "2025-02-03")), doc("b", "2025-02-03", morland, on, mod(toll(900, "2025-02-03"), func(c *corpus.Claim) { c.Modality = corpus.Expected })), corpus.Scope, LaneExplained},
		{"two authorities", doc("a", "2025-02-03", morland, on, mod(toll(214, "2025-02-03"), func(c *corpus.Claim) { c.By = "Red Cross" })),
			doc("b", "2025-02-03", morland, on, mod(toll(260, "2025-02-03"), func(c *corpus.Claim) { c.By = "Interior Ministry" })), corpus.Scope, LaneDisputed},
		{"the press is no authority", doc("a", "2025-02-03", morland, on, mod(toll(214, "2025-02-03"), func(c *corpus.Claim) { c.By = "Morland Times" })),
			doc("b", "2025-02-03", morland, on, mod(toll(260, "2025-02-03"), func(c *corpus.Claim) { c.By = "Interior Ministry" })), corpus.Contradiction, LaneContradiction},
		{"a bound that holds", doc("a", "2025-02-03", morland, on, mod(toll(200, "2025-02-03"), func(c *corpus.Claim) {
			c.Value.Quantity.Bound = corpus.MoreThan
		})), doc("b", "2025-02-03", morland, on, toll(214, "2025-02-03")), corpus.Compatible, LaneExplained},
		{"closing prices of one day", doc("a", "2024-07-19", []string{"Velotek"}, snap(304, "share price", "2024-07-19", "close")), doc("b", "2024-07-20", []string{"Velotek"}, snap(340, "share price", "2024-07-19", "close")), corpus.Contradiction, LaneOutlier},
		{"a low and a close", doc("a", "2024-07-19", []string{"Velotek"}, snap(293, "share price", "2024-07-19", "at one point")), doc("b", "2024-07-20", []string{"Velotek"}, snap(304, "share price", "2024-07-19", "close")), corpus.Scope, LaneExplained},
		{"prices of two days", doc("a", "2024-07-19", []string{"Velotek"}, snap(293, "share price", "2024-07-19", "close")), doc("b", "2024-07-23", []string{"Velotek"}, snap(304, "share price", "2024-07-22", "close")), corpus.Update, LaneSuperseded},
		{"two founding years", doc("a", "2024-07-19", []string{"Velotek"}, founded("Velotek", "2011")), doc("b", "2024-07-20", []string{"Velotek"}, founded("Velotek", "2012")), corpus.Contradiction, LaneContradiction},
		{"two firms", doc("a", "2024-07-19", []string{"Apple Corps"}, founded("Apple Corps", "1968")), doc("b", "2024-07-20", []string{"Apple Computer"}, founded("Apple Computer", "1976")), "", ""},
	} {
		for _, r := range []Result{verdictOf(c.a, c.b), verdictOf(c.b, c.a)} {
			if r.Verdict != c.verdict || r.Lane != c.lane {
				t.Errorf("%s: %q in %q (%s, %+v), want %q in %q", c.name, r.Verdict, r.Lane, r.Reason, r.Score, c.verdict, c.lane)
			}
		}
	}
}

func TestChecksAreShown(t *testing.T) {
	r := verdictOf(doc("a", "2024-07-19", []string{"Velotek"}, founded("Velotek", "2011")), doc("b", "2024-07-20", []string{"Velotek"}, founded("Velotek", "2012")))
	want := []string{checkSubject, checkAttribute, checkScope, checkModality, checkDiffer, checkTime}
	if len(r.Checks) != len(want) {
		t.Fatalf("%d checks, want %d: %+v", len(r.Checks), len(want), r.Checks)
	}
	for i, c := range r.Checks {
		if c.Name != want[i] || !c.OK {
			t.Errorf("check %d is %+v, want %s to hold", i, c, want[i])
		}
	}
}

func TestTwoPeopleOfOneName(t *testing.T) {
	carver := func(id, role, year string) Document {
		d := doc(id, "2024-01-01", nil, corpus.Claim{Subject: "John Carver", SubjectID: "person:john-carver", Attribute: "role", Kind: corpus.KindRole, Value: corpus.Value{Text: role}},
			corpus.Claim{Subject: "John Carver", SubjectID: "person:john-carver", Attribute: "born", Kind: corpus.KindDate, Behaviour: corpus.Invariant, Value: corpus.Value{Text: year, From: year, To: year}})
		d.Facts.Entities = []corpus.Entity{{Span: corpus.Span{End: 4}, Type: corpus.Person, Name: "John Carver", ID: "person:john-carver"}}
		return d
	}
	if r := verdictOf(carver("a", "senator", "1951"), carver("b", "jazz drummer", "1974")); r.Verdict != "" {
		t.Errorf("a senator and a drummer were taken for one: %s %s", r.Verdict, r.Reason)
	}
	if r := verdictOf(carver("a", "senator", "1951"), carver("b", "senator", "1974")); r.Verdict != corpus.Contradiction {
		t.Errorf("one senator, two years of birth: %s %s", r.Verdict, r.Reason)
	}
}

// TestReasonsAreWhole checks on real extraction that no check of a finding is
// left without its detail, that each contradiction names what would explain it
// away, and that no reason repeats a long quotation that stands beside it.
func TestReasonsAreWhole(t *testing.T) {
	for _, ev := range ownEvents() {
		e := NewEngine()
		for _, d := range extracted(t, ev.articles) {
			e.Add(d.Article, d.Facts, d.Origin)
		}
		for _, c := range e.Conflicts(Filter{}) {
			for _, k := range c.Checks {
				if k.Detail == "" {
					t.Errorf("%s %s: %q says nothing", c.Subject, c.Attribute, k.Name)
				}
			}
			if c.Verdict == corpus.Contradiction && !strings.Contains(c.Reason, "unless") {
				t.Errorf("%s %s: %s", c.Subject, c.Attribute, c.Reason)
			}
			for _, s := range c.Evidence {
				if w := s.Claim.Value.Text; len(w) > longest && strings.Contains(c.Reason, w) {
					t.Errorf("%s %s: the reason repeats %q", c.Subject, c.Attribute, w)
				}
			}
		}
	}
}
