package pipeline

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/extractors"
	"twosource/pipeline/source"
)

func gathered(t *testing.T, max int) ([]corpus.Conflict, *Gathering) {
	t.Helper()
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := NewGathering(max)
	t.Cleanup(func() { g.Close() })
	o := Options{Source: source.Options{Now: hostileClock}, Extractors: list}
	err = Stream(context.Background(), []string{"../testdata/articles", "../testdata/events"}, o, func(r Result) error {
		if r.Failure != nil {
			return nil
		}
		return g.Add(r.Article, r.Facts)
	})
	if err != nil {
		t.Fatal(err)
	}
	list2, err := g.Conflicts(context.Background(), consistency.Filter{Verdicts: []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible}})
	if err != nil {
		t.Fatal(err)
	}
	return list2, g
}

// TestGatheringInFiles: what is found does not depend on where the articles are.
func TestGatheringInFiles(t *testing.T) {
	want, inMemory := gathered(t, 0)
	got, inFiles := gathered(t, 300<<10)
	if inMemory.shelf != nil || inFiles.shelf == nil {
		t.Fatal("the limits do not tell the two apart")
	}
	if len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%d findings in files, %d in memory", len(got), len(want))
	}
	for _, c := range want {
		for _, e := range c.Evidence {
			a, ok := inMemory.Text(e.Article)
			b, ok2 := inFiles.Text(e.Article)
			if !ok || !ok2 || a != b {
				t.Fatalf("text of %s differs", e.Article)
			}
		}
	}
	if _, ok := inFiles.Text("nobody"); ok {
		t.Error("a text of nobody")
	}
}

// TestGatheringMemory compares the memory that 300 and 3,000 articles take when
// little may be held, each in a process of its own.
func TestGatheringMemory(t *testing.T) {
	if n := os.Getenv("TWOSOURCE_GATHER"); n != "" {
		count, _ := strconv.Atoi(n)
		fmt.Printf("live %d\n", gatherMany(t, count))
		return
	}
	if testing.Short() {
		t.Skip("two processes of some seconds")
	}
	few, many := gatherIn(t, 300), gatherIn(t, 3000)
	t.Logf("live memory: %d KiB with 300 articles, %d KiB with 3,000", few>>10, many>>10)
	// 2,700 articles more are 20 MB in memory; in files some 500 bytes each.
	if grown := many - few; grown > 4<<20 {
		t.Errorf("live memory grew by %d KiB with 2,700 articles", grown>>10)
	}
}

func gatherIn(t *testing.T, n int) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestGatheringMemory$", "-test.v")
	cmd.Env = append(os.Environ(), "TWOSOURCE_GATHER="+strconv.Itoa(n))
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, rest, _ := strings.Cut(string(out), "live ")
	live, err := strconv.Atoi(strings.Fields(rest + " x")[0])
	if err != nil {
		t.Fatalf("no figure in %q", out)
	}
	return live
}

// gatherMany files n articles in a gathering that may hold 1 MiB and returns
// the bytes that stay alive.
func gatherMany(t *testing.T, n int) int {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := NewGathering(1 << 20)
	defer g.Close()
	var d extractors.Document
	for i := range n {
		text := fmt.Sprintf("The harbour of Lund%d was founded in %d, its keeper said. %s", i, 1800+i%200, strings.Repeat(fmt.Sprintf("Pier %d lay empty. ", i), 100))
		a := &corpus.Article{ID: fmt.Sprint("a", i), Text: text, Body: corpus.Span{End: len(text)}}
		f, failure := Extract(list, &d, a)
		if failure != nil {
			t.Fatal(failure)
		}
		if err := g.Add(a, f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := g.Conflicts(context.Background(), consistency.Filter{}); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.GC() // what pools hold goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(g)
	return int(m.HeapAlloc)
}
