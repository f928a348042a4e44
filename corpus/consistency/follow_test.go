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

// keeping returns findings packed, and a function that packs what it is given.
func keeping() (*[][]byte, func(*Finding) error) {
	var list [][]byte
	var p Packer
	return &list, func(f *Finding) error {
		list = append(list, p.Pack(f))
		return nil
	}
}

func keptIn(list [][]byte) Findings {
	return func(fn func([]byte) error) error {
		for _, b := range list {
			if err := fn(b); err != nil {
				return err
			}
		}
		return nil
	}
}

// read is what findings say, best first.
func read(t *testing.T, list [][]byte, newest string) []corpus.Conflict {
	t.Helper()
	var out []corpus.Conflict
	for _, b := range list {
		f, err := UnpackFinding(b)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f.Conflict(newest))
	}
	sortConflicts(out)
	return out
}

func sameAsScan(t *testing.T, what string, ix Index, list [][]byte) {
	t.Helper()
	want, err := Conflicts(context.Background(), ix, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	newest, err := ix.Newest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, read(t, list, newest)); diff != "" {
		t.Fatalf("%s: %s", what, diff)
	}
}

// TestFollow adds articles and changes some, and wants of what is followed each time
// what a scan of all finds: also where a name comes to be shared by so many that
// nothing is compared under it any more.
func TestFollow(t *testing.T) {
	ctx := context.Background()
	docs := slices.Concat(newsroom(), quakes(90))
	r := rand.New(rand.NewPCG(3, 4))
	r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	const first = 50
	e := engineOf(docs[:first])
	kept, keep := keeping()
	st, err := Find(ctx, e.index(), keep)
	if err != nil || len(*kept) == 0 {
		t.Fatalf("%d findings, %v", len(*kept), err)
	}
	sameAsScan(t, "at first", e.index(), *kept)
	for step, at := 0, first; at < len(docs); step++ {
		next := docs[at:min(len(docs), at+1+r.IntN(20))]
		at += len(next)
		for range r.IntN(4) { // articles that come again, with the claims of another
			d, other := docs[r.IntN(at)], docs[r.IntN(at)]
			d.Facts, d.Article.Text = other.Facts, other.Article.Text
			next = append(slices.Clone(next), d)
		}
		var articles []string
		for _, d := range next {
			articles = append(articles, d.Article.ID)
		}
		before, err := GroupsOf(ctx, bare{e.index()}, articles...)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range next {
			e.Add(d.Article, d.Facts, d.Origin)
		}
		after, err := GroupsOf(ctx, bare{e.index()}, articles...)
		if err != nil {
			t.Fatal(err)
		}
		now, keep := keeping()
		if st, err = UnpackState(st.Pack()); err != nil {
			t.Fatal(err)
		}
		if st, err = Follow(ctx, e.index(), slices.Concat(before, after), keptIn(*kept), st, keep); err != nil {
			t.Fatal(err)
		}
		sameAsScan(t, fmt.Sprint("step ", step), e.index(), *now)
		kept = now
	}
}

// TestFollowLooksWhereElsePairsMeet crowds the name under which two articles met, so
// that nothing is compared under it any more: they still meet under another of their
// names, where they had not been looked at.
func TestFollowLooksWhereElsePairsMeet(t *testing.T) {
	ctx := context.Background()
	for n := range 8 { // the lesser name is the crowded one in half of them
		e := engineOf([]Document{quake(n, 0, 300), quake(n, 1, 431)})
		kept, keep := keeping()
		st, err := Find(ctx, e.index(), keep)
		if err != nil || len(*kept) != 1 {
			t.Fatalf("%d findings, %v", len(*kept), err)
		}
		var articles []string
		for _, d := range quakes(80)[3*9:] {
			articles = append(articles, d.Article.ID)
			e.Add(d.Article, d.Facts, "")
		}
		groups, err := GroupsOf(ctx, e.index(), articles...)
		if err != nil {
			t.Fatal(err)
		}
		now, keep := keeping()
		if _, err := Follow(ctx, e.index(), groups, keptIn(*kept), st, keep); err != nil {
			t.Fatal(err)
		}
		sameAsScan(t, fmt.Sprint("quake ", n), e.index(), *now)
	}
}

// FuzzFinding wants of what can be read that it says the same once it is packed
// again.
func FuzzFinding(f *testing.F) {
	kept, keep := keeping()
	if _, err := Find(context.Background(), engineOf(newsroom()).index(), keep); err != nil {
		f.Fatal(err)
	}
	f.Add((&State{partly: map[string]bool{"@1234567": true}, skipped: map[string]string{"@7654321": "@1234567"}}).Pack())
	for _, b := range *kept {
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if st, err := UnpackState(b); err == nil {
			if again, err := UnpackState(st.Pack()); err != nil || !cmp.Equal(again.partly, st.partly) || !cmp.Equal(again.skipped, st.skipped) {
				t.Errorf("state: %v", err)
			}
		}
		x, err := UnpackFinding(b)
		if err != nil {
			return
		}
		want := x.Conflict("2024-05-01")
		again, err := UnpackFinding(new(Packer).Pack(x))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", again.Conflict("2024-05-01"))); diff != "" {
			t.Error(diff)
		}
	})
}
