package consistency

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twosource/corpus"
)

// quake is an article about one of many quakes, all in one region, each with
// names of its own.
func quake(n, k, dead int) Document {
	c := corpus.Claim{Subject: "quake", Trigger: "quake", Attribute: "injured", Kind: corpus.KindCount, Behaviour: corpus.Invariant, Value: amount(int64(dead))}
	anchors := []string{"Anatolia", fmt.Sprintf("Zell%cford", 'a'+n%26) + strings.Repeat("o", n/26)}
	return doc(fmt.Sprintf("q%03d-%d", n, k), fmt.Sprintf("20%02d-%02d-%02d", 10+n/12, 1+n%12, 10), anchors, c)
}

// quakes are articles of n quakes, three each; of every fourth quake one
// article gives another number.
func quakes(n int) []Document {
	var docs []Document
	for i := range n {
		for k := range 3 {
			dead := 300 + 7*i
			if k == 2 && i%4 == 0 {
				dead += 131
			}
			docs = append(docs, quake(i, k, dead))
		}
	}
	return docs
}

// TestSharedNamesHideNothing checks that statements meet under a name of their
// own where they also share one that too many stories have.
func TestSharedNamesHideNothing(t *testing.T) {
	alone := 0
	for i := range 80 {
		alone += len(engineOf(quakes(80)[3*i : 3*i+3]).Conflicts(Filter{}))
	}
	all := engineOf(quakes(80)).Conflicts(Filter{})
	if len(all) != alone || alone == 0 {
		t.Errorf("%d findings in one corpus, %d in corpora of their own", len(all), alone)
	}
}

func TestScanYieldsWhatConflictsLists(t *testing.T) {
	ix := engineOf(slices.Concat(newsroom(), quakes(40))).index()
	var got []corpus.Conflict
	if err := Scan(context.Background(), ix, everyVerdict, func(c corpus.Conflict) error { got = append(got, c); return nil }); err != nil {
		t.Fatal(err)
	}
	again := 0
	if err := Scan(context.Background(), ix, everyVerdict, func(c corpus.Conflict) error {
		if c.ID != got[again].ID {
			t.Fatalf("finding %d is %s, was %s", again, c.ID, got[again].ID)
		}
		again++
		return nil
	}); err != nil || again != len(got) {
		t.Fatalf("%d findings the second time, %v", again, err)
	}
	sortConflicts(got)
	want, err := Conflicts(context.Background(), ix, everyVerdict)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestScanEndsWhenToldTo(t *testing.T) {
	ix := engineOf(newsroom()).index()
	stop := errors.New("stop")
	n := 0
	if err := Scan(context.Background(), ix, Filter{}, func(corpus.Conflict) error { n++; return stop }); err != stop || n != 1 {
		t.Errorf("%v after %d findings", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Scan(ctx, ix, Filter{}, func(corpus.Conflict) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestScanOnOneCoreAndMany checks that findings do not depend on which worker
// is first.
func TestScanOnOneCoreAndMany(t *testing.T) {
	ix := bare{engineOf(slices.Concat(newsroom(), quakes(60))).index()}
	var want []corpus.Conflict
	for i, cores := range []int{1, 2, 8, 8, 8} {
		before := runtime.GOMAXPROCS(cores)
		got, err := Conflicts(context.Background(), ix, everyVerdict)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
			t.Fatalf("%d cores: %s", cores, diff)
		}
	}
}

// TestEachArticleFindsItsPart checks that asking article by article finds what
// a scan of everything does.
func TestEachArticleFindsItsPart(t *testing.T) {
	docs := slices.Concat(newsroom(), quakes(80))
	ix := bare{engineOf(docs).index()}
	d := NewDetector(ix)
	for _, doc := range docs {
		want, err := Conflicts(context.Background(), ix, Filter{Article: doc.Article.ID})
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.Of(context.Background(), doc.Article.ID)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("%s: %v %s", doc.Article.ID, err, diff)
		}
	}
}

// TestNearlySame pins what is compared word by word.
func TestNearlySame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"we will rebuild the bridge", "we will rebuild the bridge", true},
		{"we will honour the 25 dead", "we will honor the twenty dead", true},
		{"we will rebuild the bridge", "we will rebuild the bridge soon", false},
		{"we have asked every supplier to look again", "we have asked nobody else for any help", false},
	} {
		if got := nearlySame(hashes(quoteWords(c.a)), hashes(quoteWords(c.b))); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}

// TestEqualValuesAreSkipped compares what a scan that skips equal values lists
// with one that compares them too.
func TestEqualValuesAreSkipped(t *testing.T) {
	x := engineOf(slices.Concat(newsroom(), quakes(40))).index()
	want, err := Conflicts(context.Background(), x, Filter{Verdicts: []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Compatible}})
	if err != nil {
		t.Fatal(err)
	}
	want = slices.DeleteFunc(want, func(c corpus.Conflict) bool { return c.Verdict == corpus.Compatible })
	got, err := Conflicts(context.Background(), x, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) == 0 || !slices.Equal(ids(got), ids(want)) {
		t.Errorf("listed %d: %q\nwant %d: %q", len(got), ids(got), len(want), ids(want))
	}
}
