package consistency

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twosource/corpus"
)

// doc makes an article of sentences, each with the claim it carries.
func doc(id, published string, anchors []string, claims ...corpus.Claim) Document {
	d := Document{Article: corpus.Article{ID: id, Path: id + ".txt", Source: "outlet " + id, Published: published}}
	text := ""
	for _, a := range anchors {
		d.Facts.Entities = append(d.Facts.Entities, corpus.Entity{Span: corpus.Span{Start: len(text), End: len(text) + len(a)}, Type: corpus.Org, Name: a, ID: "org:" + a})
		text += a + " is in the news. "
	}
	for _, c := range claims {
		c.Start = len(text)
		text += c.Value.Text
		c.End = len(text)
		c.Sentence = corpus.Span{Start: c.Start, End: c.End}
		text += ". "
		if c.Confidence == 0 {
			c.Confidence = 0.9
		}
		d.Facts.Claims = append(d.Facts.Claims, c)
	}
	for len(text) < 600 { // an article, not a bare statement
		text += "and so on "
	}
	d.Article.Text = text
	return d
}

func founded(firm, year string) corpus.Claim {
	return corpus.Claim{Subject: firm, SubjectID: "org:" + firm, Attribute: "founded", Kind: corpus.KindDate, Behaviour: corpus.Invariant,
		Value: corpus.Value{Text: year, From: year, To: year}}
}

func newsroom() []Document {
	firms := []string{"Halden Robotics", "Velotek", "Arkwell Energy", "Nordbank"}
	var docs []Document
	for i, f := range firms {
		for j := range 6 {
			year := fmt.Sprint(2001 + i)
			if j == 4 {
				year = fmt.Sprint(2002 + i)
			}
			docs = append(docs, doc(fmt.Sprintf("%d-%d", i, j), fmt.Sprintf("2024-03-%02d", j+1), []string{f}, founded(f, year)))
		}
	}
	return docs
}

func engineOf(docs []Document) *Engine {
	e := NewEngine()
	for _, d := range docs {
		e.Add(d.Article, d.Facts, d.Origin)
	}
	return e
}

func TestOneConflictForEachClash(t *testing.T) {
	got := engineOf(newsroom()).Conflicts(Filter{})
	if len(got) != 4 {
		t.Fatalf("%d conflicts, want one for each firm", len(got))
	}
	for _, c := range got {
		if c.Verdict != corpus.Contradiction || len(c.Evidence) != 2 || len(c.Support) != 4 {
			t.Errorf("%s: %s with %d and %d statements, want a contradiction with 2 and 4", c.Subject, c.Verdict, len(c.Evidence), len(c.Support))
		}
	}
}

func TestFindingsDoNotDependOnOrder(t *testing.T) {
	docs := newsroom()
	want := engineOf(docs).Conflicts(everyVerdict)
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if diff := cmp.Diff(want, engineOf(docs).Conflicts(everyVerdict), cmp.AllowUnexported()); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestConflictsOfAnArticle(t *testing.T) {
	e := engineOf(newsroom())
	for _, d := range newsroom() {
		want := e.Conflicts(Filter{Article: d.Article.ID})
		if got := e.ConflictsOf(d.Article.ID); !cmp.Equal(ids(got), ids(want)) {
			t.Errorf("%s: %v, want %v", d.Article.ID, ids(got), ids(want))
		}
	}
}

// What some articles have a part in is listed as a scan lists it, each clash once,
// and is counted so where the articles were asked for one by one.
func TestConflictsOfSomeArticles(t *testing.T) {
	docs := newsroom()
	e := engineOf(docs)
	var names []string
	for _, d := range docs {
		names = append(names, d.Article.ID)
	}
	list := func(f Filter, names ...string) []corpus.Conflict {
		out, err := NewDetector(e.index()).Together(context.Background(), names, f)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, f := range []Filter{{}, everyVerdict, {Subject: e.Conflicts(Filter{})[0].Subject}} {
		if diff := cmp.Diff(e.Conflicts(f), list(f, append(names, "gone")...)); diff != "" {
			t.Error(diff)
		}
	}
	if got, want := list(Filter{}, names[0]), e.ConflictsOf(names[0]); !cmp.Equal(got, want) {
		t.Errorf("of one article %v, want %v", ids(got), ids(want))
	}
	var d Distinct
	apart, whole := 0, e.Conflicts(Filter{})
	for _, name := range names {
		for _, c := range e.ConflictsOf(name) {
			d.Add(&c)
			apart++
		}
	}
	if d.Len() != len(whole) || apart <= len(whole) {
		t.Errorf("%d clashes among %d findings, want %d", d.Len(), apart, len(whole))
	}
}

func ids(cs []corpus.Conflict) []string {
	var out []string
	for _, c := range cs {
		out = append(out, c.ID)
	}
	return out
}

func TestAddAgainReplaces(t *testing.T) {
	docs := newsroom()
	e := engineOf(docs)
	for i, d := range docs {
		d.Facts.Claims = nil
		if i%6 == 4 {
			e.Add(d.Article, d.Facts, "")
		}
	}
	if got := e.Conflicts(Filter{}); len(got) != 0 {
		t.Errorf("%d conflicts left of articles that no longer say so", len(got))
	}
}

func TestAnArticleAgainstItself(t *testing.T) {
	at := corpus.Span{End: len("Velotek")}
	first, second := founded("Velotek", "2011"), founded("Velotek", "2012")
	first.SubjectAt, second.SubjectAt = at, at
	if got := engineOf([]Document{doc("a", "2024-03-01", []string{"Velotek"}, first, second)}).Conflicts(Filter{}); len(got) != 1 {
		t.Errorf("%d conflicts of an article that gives two founding years, want 1", len(got))
	}
	second.SubjectAt = corpus.Span{}
	if got := engineOf([]Document{doc("a", "2024-03-01", []string{"Velotek"}, first, second)}).Conflicts(Filter{}); len(got) != 0 {
		t.Errorf("%d conflicts where one subject is only inferred, want none", len(got))
	}
	jobs := func(n int64) corpus.Claim {
		return corpus.Claim{Subject: "Velotek", SubjectID: "org:Velotek", SubjectAt: at, Attribute: "employees", Kind: corpus.KindCount, Behaviour: corpus.Snapshot, Value: amount(n)}
	}
	if got := engineOf([]Document{doc("a", "2024-03-01", []string{"Velotek"}, jobs(500), jobs(700))}).Conflicts(Filter{}); len(got) != 0 {
		t.Errorf("%d conflicts of counts that change, want none", len(got))
	}
}

// bare hides what Engine keeps ready, as an index on disk would.
type bare struct{ Index }

func TestAnyIndexFindsTheSame(t *testing.T) {
	e := engineOf(newsroom())
	got, err := Conflicts(context.Background(), bare{e.index()}, everyVerdict)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e.Conflicts(everyVerdict), got); diff != "" {
		t.Error(diff)
	}
}

func TestADecisionSurvivesABetterWitness(t *testing.T) {
	docs := newsroom()
	before := engineOf(docs[:6]).Conflicts(Filter{})
	docs = append(docs, doc("older", "2023-01-01", []string{"Halden Robotics"}, founded("Halden Robotics", "2001")))
	after := engineOf(docs).Conflicts(Filter{Subject: "halden robotics"})
	if len(before) != 1 || len(after) != 1 {
		t.Fatalf("%d and %d conflicts, want 1 and 1", len(before), len(after))
	}
	if !slices.Contains(Aliases(&after[0]), before[0].ID) {
		t.Error("the earlier id is not among the later conflict's")
	}
}

// TestGroupsHaveALimit checks that the work for one more article stays within
// bounds however many articles share its keys.
func TestGroupsHaveALimit(t *testing.T) {
	e := NewEngine()
	for i := range 3000 {
		d := doc(fmt.Sprintf("a%04d", i), "2024-03-01", []string{"Velotek"}, founded("Velotek", fmt.Sprint(1900+i%40)))
		e.Add(d.Article, d.Facts, "")
	}
	s := scanner{ix: e.index(), partly: &partly{}, known: newLookups()}
	read, err := s.articlesNamed(context.Background(), groupName(markNamed, "velotek", "founded"), "")
	if err != nil || len(read) > maxArticles+maxValues {
		t.Fatalf("%d articles read, %v", len(read), err)
	}
	values := map[string]bool{}
	for _, id := range read {
		values[e.made[id][0].value] = true
	}
	if len(values) != 40 {
		t.Errorf("%d of 40 values read", len(values))
	}
}

func FuzzStatements(f *testing.F) {
	f.Add("a\x1fb", "2024-13-99", "12", "event date", "\xff\xfe")
	f.Add("", "", "", "", "")
	f.Add("2008 failure", "2024-07-19T25:61", "born", "quotation", "the \x1f of")
	f.Fuzz(func(t *testing.T, subject, from, value, attribute, text string) {
		c := corpus.Claim{Span: corpus.Span{End: len(text)}, Sentence: corpus.Span{End: len(text) / 2}, Subject: subject, Attribute: attribute,
			Value: corpus.Value{Text: value, From: from, To: value}, AsOf: from, Scope: text, Place: subject, Confidence: 0.9}
		var docs []Document
		for i, k := range []corpus.ClaimKind{corpus.KindDate, corpus.KindCount, corpus.KindPlace, corpus.KindRole, corpus.KindAge, corpus.KindPolarity, "?"} {
			c.Kind, c.Trigger = k, ""
			d := Document{Article: corpus.Article{ID: fmt.Sprint(i), Text: text, Published: from}}
			d.Facts.Claims = append(d.Facts.Claims, c)
			c.Trigger = subject
			d.Facts.Claims = append(d.Facts.Claims, c)
			d.Facts.Quotes = append(d.Facts.Quotes, corpus.Quote{Span: c.Span, Speaker: subject, Kind: corpus.Direct})
			docs = append(docs, d)
		}
		for _, k := range Keys(docs[0]) {
			if len(k) != KeyLen(GroupOf(k)) {
				t.Errorf("key %q has %d bytes", k, len(k))
			}
		}
		engineOf(docs).Conflicts(everyVerdict)
	})
}

func BenchmarkCompare(b *testing.B) {
	x := Statements(newsroom()[0])
	y := Statements(newsroom()[4])
	b.ReportAllocs()
	for b.Loop() {
		Compare(&x[0], &y[0])
	}
}

// BenchmarkConflictsOf is the cost of one more article in corpora of different
// sizes.
func BenchmarkConflictsOf(b *testing.B) {
	for _, n := range []int{1000, 10000, 50000} {
		e := NewEngine()
		for i := range n {
			firm := fmt.Sprintf("Firm%04d Works", i%(n/20))
			d := doc(fmt.Sprintf("a%05d", i), "2024-03-01", []string{firm}, founded(firm, fmt.Sprint(1900+i%3)))
			e.Add(d.Article, d.Facts, "")
		}
		ix := e.index()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ConflictsOf(context.Background(), ix, "a00100"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStatements is the cost of preparing one article.
func BenchmarkStatements(b *testing.B) {
	docs := extracted(b, "../../testdata/events/harbour-blast/articles")
	n := 0
	for i := range docs {
		n += len(docs[i].Article.Text)
	}
	b.SetBytes(int64(n / len(docs)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Statements(docs[i%len(docs)])
	}
}

// BenchmarkCheck is the whole of deciding for one event's articles.
func BenchmarkCheck(b *testing.B) {
	docs := extracted(b, "../../testdata/events/harbour-blast/articles")
	b.ReportAllocs()
	for b.Loop() {
		engineOf(docs).Conflicts(Filter{})
	}
}

// TestSitesInOrder wants the places of an event under whatever names in one
// order each time: the first that two articles share is named.
func TestSitesInOrder(t *testing.T) {
	p := profile{sites: map[string][]string{"quake": {"Aldmoor"}, "tremor": {"Brisk"}, "shake": {"Corle"}}}
	want := p.where("earthquake")
	if len(want) < 2 {
		t.Fatalf("%v: no two places to put in order", want)
	}
	for range 50 {
		if got := p.where("earthquake"); !slices.Equal(got, want) {
			t.Fatalf("%v, before %v", got, want)
		}
	}
}
