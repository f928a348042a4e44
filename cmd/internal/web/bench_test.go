package web

import (
	"context"
	"fmt"
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// The board over 20,000 findings, and one page of a search.
func BenchmarkPages(b *testing.B) {
	s := ferry(b)
	made, err := s.findings(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	many := make([]corpus.Conflict, 20000)
	for i := range many {
		many[i] = made[i%len(made)]
		many[i].ID = fmt.Sprintf("c%05d", i)
	}
	s.board.list = many
	s.judged.have = false
	for _, path := range []string{"/conflicts", "/conflicts.json", "/agreement", "/api/v1/conflicts", "/search?q=ferry"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := get(b, s, path)
				b.SetBytes(int64(w.Body.Len()))
			}
		})
	}
}

// While a new list of findings is made readers are given the one there is.
func TestReadersDoNotWaitForFindings(t *testing.T) {
	s := ferry(t)
	before, seq, err := s.findingsAt(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	begun, release := make(chan struct{}), make(chan struct{})
	s.board.find = func(ctx context.Context) ([]corpus.Conflict, error) {
		close(begun)
		select {
		case <-release:
			return before[:1], nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	s.board.ready = s.board.ready.AddDate(-1, 0, 0)
	list, at, err := s.board.at(t.Context(), seq+1)
	if err != nil || at != seq || len(list) != len(before) {
		t.Fatalf("%d findings of %d, %v", len(list), at, err)
	}
	<-begun
	making := s.board.making
	close(release)
	<-making
	if list, at, _ = s.board.at(t.Context(), seq+1); at != seq+1 || len(list) != 1 {
		t.Errorf("the new list is not shown: %d findings of %d", len(list), at)
	}
}

// Those who come first are shown what the corpus keeps while all is looked for.
func TestKeptFindingsComeFirst(t *testing.T) {
	s := ferry(t)
	if _, err := s.findings(t.Context()); err != nil {
		t.Fatal(err)
	}
	all := s.board.list
	fresh := newBoard(s.o.Store, nil)
	defer fresh.close()
	if list, ok := fresh.kept(t.Context()); ok {
		t.Fatalf("%d findings are kept of a corpus that was never asked for them", len(list))
	}
	var want []string
	if err := s.o.Store.Conflicts(t.Context(), consistency.Filter{}, func(c corpus.Conflict) error {
		want = append(want, c.ID)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	fresh.find = func(context.Context) ([]corpus.Conflict, error) {
		<-release
		return all, nil
	}
	list, seq, err := fresh.at(t.Context(), 9)
	if err != nil || seq != 0 || len(list) != len(want) || len(want) == 0 {
		t.Fatalf("%d findings as of %d first, %d are kept, %v", len(list), seq, len(want), err)
	}
	for i := range list {
		if list[i].ID != want[i] {
			t.Errorf("finding %d is %s, kept %s", i, list[i].ID, want[i])
		}
	}
	fresh.mu.Lock()
	making := fresh.making
	fresh.mu.Unlock()
	close(release)
	<-making
	if list, seq, _ = fresh.at(t.Context(), 9); seq != 9 || len(list) != len(all) || len(all) <= len(want) {
		t.Errorf("%d findings as of %d afterwards, %d were made", len(list), seq, len(all))
	}
}

// Closing ends the making of a list.
func TestCloseEndsTheMaking(t *testing.T) {
	s := ferry(t)
	s.board.find = func(ctx context.Context) ([]corpus.Conflict, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	s.Warm()
	s.Close()
	if _, err := s.findings(t.Context()); err == nil {
		t.Error("a closed desk has findings")
	}
}
