package web

import (
	"context"
	"fmt"
	"testing"

	"twosource/corpus"
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
