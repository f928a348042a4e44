package consistency

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twosource/corpus"
)

// filed is an engine that tells who is filed under its keys: articles are numbered in
// an order of their own, every fifth number is of none.
type filed struct {
	Index
	engine *sortedEngine
	ids    []string // by number, "" for those that are gone
	read   *atomic.Int64
}

func filedIn(e *Engine, ids []string) filed {
	x := filed{engine: e.index(), read: new(atomic.Int64)}
	x.Index = x.engine
	for i, id := range ids {
		if i%4 == 0 {
			x.ids = append(x.ids, "")
		}
		x.ids = append(x.ids, id)
	}
	return x
}

func (x filed) Filed(_ context.Context, fn func(key []byte, articles []uint32) error) error {
	for _, k := range x.engine.sorted {
		var numbers []uint32
		for n, id := range x.ids {
			if slices.Contains(x.engine.keys[k], id) || id == "" && n%3 == 0 {
				numbers = append(numbers, uint32(n))
			}
		}
		if err := fn([]byte(k), numbers); err != nil {
			return err
		}
	}
	return nil
}

func (x filed) Numbered(n uint32) (string, bool, error) { return x.ids[n], x.ids[n] != "", nil }

func (x filed) Document(ctx context.Context, id string) (Document, error) {
	x.read.Add(1)
	return x.Index.Document(ctx, id)
}

// idsOf are the ids of documents.
func idsOf(docs []Document) []string {
	var out []string
	for i := range docs {
		out = append(out, docs[i].Article.ID)
	}
	return out
}

// TestFindingsDoNotDependOnTheOrderOfGroups visits groups in other orders than that of
// their names: by which article came first.
func TestFindingsDoNotDependOnTheOrderOfGroups(t *testing.T) {
	docs := slices.Concat(newsroom(), quakes(60))
	e := engineOf(docs)
	want, err := Conflicts(context.Background(), e.index(), everyVerdict)
	if err != nil || len(want) == 0 {
		t.Fatal(len(want), err)
	}
	kept, keep := keeping()
	state, err := Find(context.Background(), e.index(), keep)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(*kept, slices.Compare)
	ids := idsOf(docs)
	for seed := range uint64(4) {
		ix := filedIn(e, ids)
		got, err := Conflicts(context.Background(), ix, everyVerdict)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("order %d: %v %s", seed, err, diff)
		}
		list, keep := keeping()
		st, err := Find(context.Background(), ix, keep)
		slices.SortFunc(*list, slices.Compare)
		if diff := cmp.Diff(*kept, *list); diff != "" || err != nil {
			t.Fatalf("order %d: kept: %v %s", seed, err, diff)
		}
		if diff := cmp.Diff(state.partly, st.partly); diff != "" {
			t.Fatalf("order %d: %s", seed, diff)
		}
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	}
}

// TestPartsOfAPlan visits the same groups at the same turns however many parts a plan
// is read in.
func TestPartsOfAPlan(t *testing.T) {
	docs := slices.Concat(newsroom(), quakes(60))
	ids := idsOf(docs)
	rand.New(rand.NewPCG(7, 8)).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	ix := filedIn(engineOf(docs), ids)
	visited := func(size uint32) (out []string) {
		var partly partly
		p, err := planOf(context.Background(), ix, &partly, size)
		if err == nil {
			err = p.visit(context.Background(), ix, func(g group) error {
				if p.turn(g.name) != g.turn {
					t.Errorf("parts of %d: the turn of %x is %x, was %x", size, g.name, p.turn(g.name), g.turn)
				}
				out = append(out, fmt.Sprintf("%x %x %q", g.turn, g.name, g.articles))
				return nil
			})
		}
		if err != nil || !slices.IsSorted(out) {
			t.Errorf("parts of %d: out of order, %v", size, err)
		}
		return out
	}
	want := visited(partSize)
	for _, size := range []uint32{1, 7, 100, 1 << 31, math.MaxUint32} {
		if diff := cmp.Diff(want, visited(size)); diff != "" || len(want) == 0 {
			t.Errorf("parts of %d: %s", size, diff)
		}
	}
}

// TestAScanOfStoriesReadsAnArticleOnce checks what the order of a plan is for: few
// articles are read before the first finding, and hardly any twice though little is
// kept in memory.
func TestAScanOfStoriesReadsAnArticleOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2)) // how far ahead articles are read hangs on it
	docs := quakes(900)
	for i := range docs { // no name is in two stories
		for k := range docs[i].Facts.Entities {
			docs[i].Facts.Entities[k].Name += docs[i].Article.ID[:4]
		}
	}
	ix := filedIn(engineOf(docs), idsOf(docs))
	first := int64(0)
	err := Scan(context.Background(), ix, Filter{}, func(corpus.Conflict) error {
		if first == 0 {
			first = ix.read.Load()
		}
		return nil
	})
	t.Logf("%d articles, %d read, the first finding after %d", len(docs), ix.read.Load(), first)
	if err != nil || first == 0 || first > int64(len(docs))/2 || ix.read.Load() > int64(len(docs))*5/4 {
		t.Errorf("%d articles: %d read, the first finding after %d, %v", len(docs), ix.read.Load(), first, err)
	}
}
