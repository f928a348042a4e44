package web

import (
	"context"
	"testing"
	"time"

	"twosource/corpus"
)

// A desk that is closed while it reads what the corpus keeps waits for the making that
// begins behind it: the corpus is closed next.
func TestCloseWaitsForAllThatIsMade(t *testing.T) {
	var b board
	b.ctx, b.stop = context.WithCancel(t.Context())
	reading, ended := make(chan struct{}), make(chan struct{})
	b.kept = func(ctx context.Context) ([]corpus.Conflict, bool) {
		close(reading)
		<-ctx.Done()
		time.Sleep(10 * time.Millisecond) // until close waits
		return nil, true
	}
	b.find = func(ctx context.Context) ([]corpus.Conflict, error) {
		time.Sleep(20 * time.Millisecond)
		close(ended)
		return nil, ctx.Err()
	}
	b.mu.Lock()
	b.start(1)
	b.mu.Unlock()
	<-reading
	b.close()
	select {
	case <-ended:
	default:
		t.Error("closed while findings are looked for")
	}
}
