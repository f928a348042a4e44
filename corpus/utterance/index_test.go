package utterance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIndexFindsReports(t *testing.T) {
	x := NewIndex(Options{})
	first := Utterance{ID: "a", Speaker: "Dana Whitlow", Day: 100, Text: "Until I have both a safe boat and an apology, nobody sails after dark."}
	if m := x.Add(first); m != nil {
		t.Errorf("first report matched %v", m)
	}
	steps := []struct {
		name string
		u    Utterance
		want []string
	}{
		{"excerpt", Utterance{ID: "b", Speaker: "Whitlow", Day: 101, Text: "nobody sails after dark"}, []string{"a"}},
		{"other day", Utterance{ID: "c", Speaker: "Dana Whitlow", Day: 300, Text: first.Text}, nil},
		{"other words", Utterance{ID: "d", Speaker: "Dana Whitlow", Day: 101, Text: "The painters went home before the strike began."}, nil},
		{"too short", Utterance{ID: "e", Speaker: "Dana Whitlow", Day: 101, Text: "and"}, nil},
		{"empty", Utterance{ID: "f", Speaker: "Dana Whitlow", Day: 101}, nil},
	}
	for _, s := range steps {
		var got []string
		for _, m := range x.Add(s.u) {
			got = append(got, m.ID)
		}
		if d := cmp.Diff(s.want, got); d != "" {
			t.Errorf("%s: %s", s.name, d)
		}
	}
}

func TestIndexOtherSpeaker(t *testing.T) {
	x := NewIndex(Options{})
	words := "The ramp was closed for six weeks before anybody told the ferry crews."
	x.Add(Utterance{ID: "a", Speaker: "Dana Whitlow", Day: 10, Text: words})
	m := x.Add(Utterance{ID: "b", Speaker: "Tom Askew", Day: 11, Text: words})
	if len(m) != 1 || !m[0].OtherSpeaker || m[0].ID != "a" {
		t.Errorf("same words by another: %+v", m)
	}
	if c := x.Clusters(); len(c) != 0 {
		t.Errorf("clustered: %v", c)
	}
}

func TestFormulaOfTwoQuarters(t *testing.T) {
	x := NewIndex(Options{})
	x.Add(Utterance{ID: "a", Speaker: "Ada Quill", Day: 10, Text: "Sales grew by three percent in the first quarter of the year."})
	if m := x.Add(Utterance{ID: "b", Speaker: "Ada Quill", Day: 40, Text: "Sales grew by three percent in the second quarter of the year."}); len(m) != 0 {
		t.Errorf("two quarters matched: %v", m)
	}
}

func TestClusterRepresentatives(t *testing.T) {
	x := NewIndex(Options{})
	full := "We were told it would take two days, and so far it has taken nine."
	x.Add(Utterance{ID: "short", Speaker: "Dana Whitlow", Day: 12, Text: "it has taken nine"})
	x.Add(Utterance{ID: "early", Speaker: "Dana Whitlow", Day: 10, Text: "It would take two days, and so far it has taken nine."})
	x.Add(Utterance{ID: "full", Speaker: "Dana Whitlow", Day: 11, Text: full})
	want := []Cluster{{IDs: []string{"short", "early", "full"}, Earliest: "early", Fullest: "full"}}
	if d := cmp.Diff(want, x.Clusters()); d != "" {
		t.Error(d)
	}
}

// TestUnknownDoesNotBridge checks that one report without a speaker does not
// put two people's words together.
func TestUnknownDoesNotBridge(t *testing.T) {
	x := NewIndex(Options{})
	words := "Our thoughts and prayers are with the victims and their families."
	for i, who := range []string{"Ada Quill", "Ben Hark", "", "Cleo Marsh"} {
		x.Add(Utterance{ID: fmt.Sprint(i), Speaker: who, Day: 10, Text: words})
	}
	if c := x.Clusters(); len(c) != 0 {
		t.Errorf("bridged: %v", c)
	}
}

func TestCompareSpans(t *testing.T) {
	a, b := "At least twelve boats weren’t checked.", "About 12 boats were checked."
	c := Compare(a, b)
	if !c.Same || !c.Material {
		t.Fatalf("%+v", c)
	}
	var got []string
	for _, o := range c.Ops {
		got = append(got, fmt.Sprintf("%s→%s %v %s", o.A.In(a), o.B.In(b), o.Material, o.Reason))
	}
	want := []string{"At least→About true bound", "weren’t→ true negation"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("We won't go.", "We will go.")
	f.Add("[T]he 8.5m … ’s", "the 8,500,000 \xff")
	f.Add("twenty-one hundred thousand", "one two per cent")
	f.Add("so it is Bob not us", "so it is N't us")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 4000 {
			return
		}
		c := Compare(a, b)
		for _, o := range c.Ops {
			if o.A.Start < 0 || o.A.End > len(a) || o.B.Start < 0 || o.B.End > len(b) || o.A.Start > o.A.End || o.B.Start > o.B.End {
				t.Fatalf("op outside the texts: %+v", o)
			}
		}
		if same := Compare(a, a); same.Material || !same.Same {
			t.Fatalf("%q differs from itself: %+v", a, same)
		}
	})
}

func TestLongTexts(t *testing.T) {
	a := strings.Repeat("the boats were checked twice and the ramp was closed ", 2000)
	if c := Compare(a, a+"not"); !c.Same {
		t.Errorf("%+v", c.Reason)
	}
}

func BenchmarkCompare(b *testing.B) {
	x, y := "We currently estimate that the storm damaged 85 boats, or less than one percent of all boats on the coast.", "The storm damaged 85 boats, less than 1% of all boats on the coast"
	b.SetBytes(int64(len(x) + len(y)))
	b.ReportAllocs()
	for b.Loop() {
		Compare(x, y)
	}
}

// TestOppositesOfOneWord wants every opposite of a word that has several, in
// either direction.
func TestOppositesOfOneWord(t *testing.T) {
	for _, pair := range [][2]string{{"right", "wrong"}, {"right", "left"}, {"raise", "lower"}, {"higher", "lower"}, {"all", "some"}, {"expand", "cut"}, {"add", "cut"}} {
		a, b := "They will "+pair[0]+" the old wall by the harbour.", "They will "+pair[1]+" the old wall by the harbour."
		for range 2 {
			if c := Compare(a, b); !c.Material || c.Reason != "antonym" {
				t.Errorf("%q and %q: %+v", a, b, c)
			}
			a, b = b, a
		}
	}
}
