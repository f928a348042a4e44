package web

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
)

// board keeps the findings of the corpus. Finding them anew takes longer than
// a page may, so once there is a list readers are always given the one there
// is, and a new one is made behind them when articles have come in. The first is
// what the corpus keeps, if it does: contradictions and variants without what is
// explained, as no index sequence's.
type board struct {
	kept func(context.Context) (list []corpus.Conflict, ok bool)
	find func(context.Context) ([]corpus.Conflict, error)
	log  *slog.Logger

	mu     sync.Mutex
	have   bool
	seq    uint64 // of the index when list was made, 0 for what was kept
	list   []corpus.Conflict
	making chan struct{} // closed when the list being made is there; nil if none is
	err    error         // of the last making
	ready  time.Time     // when the next list may be made
	closed bool
	ctx    context.Context
	stop   context.CancelFunc
}

var verdicts = []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible}

func newBoard(st *store.Store, log *slog.Logger) *board {
	b := &board{log: log}
	b.ctx, b.stop = context.WithCancel(context.Background())
	b.find = func(ctx context.Context) ([]corpus.Conflict, error) {
		return consistency.Conflicts(ctx, st.Index(), consistency.Filter{Verdicts: verdicts})
	}
	b.kept = func(ctx context.Context) (list []corpus.Conflict, ok bool) {
		ok, err := st.Kept(ctx, consistency.Filter{}, func(c corpus.Conflict) error {
			list = append(list, c)
			return nil
		})
		return list, ok && err == nil // else all are made, which says what is wrong
	}
	return b
}

// at returns the newest list there is, made at an index sequence of at most
// seq. The slice is shared and must not be changed. Only the first list is
// waited for.
func (b *board) at(ctx context.Context, seq uint64) ([]corpus.Conflict, uint64, error) {
	b.mu.Lock()
	if !b.have || b.seq != seq {
		b.start(seq)
	}
	if b.have {
		defer b.mu.Unlock()
		return b.list, b.seq, nil
	}
	making := b.making
	b.mu.Unlock()
	if making != nil {
		select {
		case <-making:
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.have && b.err == nil {
		return nil, 0, context.Canceled
	}
	return b.list, b.seq, b.err
}

// start makes a list unless one is being made, or was so lately that making
// them would take most of the machine. The caller holds the lock.
func (b *board) start(seq uint64) {
	if b.making != nil || b.closed || time.Now().Before(b.ready) {
		return
	}
	done := make(chan struct{})
	b.making = done
	first := !b.have
	go func() {
		if first {
			done = b.begin(done)
		}
		defer func() { close(done) }()
		started := time.Now()
		list, err := b.find(b.ctx)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.making, b.err = nil, err
		b.ready = time.Now().Add(3 * time.Since(started))
		if err != nil {
			if b.log != nil && b.ctx.Err() == nil {
				b.log.Error("findings could not be made", slog.String("error", err.Error()))
			}
			return
		}
		b.have, b.seq, b.list = true, seq, list
	}()
}

// begin shows those who wait what the corpus keeps, if it does, and returns what ends
// with the making of the rest.
func (b *board) begin(done chan struct{}) chan struct{} {
	list, ok := b.kept(b.ctx)
	if !ok {
		return done
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.have, b.list = true, list
	b.making = make(chan struct{})
	close(done)
	return b.making
}

// close ends the making of a list and waits for it.
func (b *board) close() {
	b.mu.Lock()
	b.closed = true
	b.stop()
	for b.making != nil { // behind what was kept the rest is made
		making := b.making
		b.mu.Unlock()
		<-making
		b.mu.Lock()
	}
	b.mu.Unlock()
}

// judged is the newest list with people's decisions on it, kept until either
// changes: to find the decision of each of many findings takes a while.
type judged struct {
	mu      sync.Mutex
	have    bool
	seq     uint64 // of the list
	decided uint64 // decisions known when it was made
	list    []corpus.Conflict
}

// findingsAt are all findings, explained ones included, with people's
// decisions. The slice is the caller's. seq is the index sequence they belong to.
func (s *Server) findingsAt(ctx context.Context) (list []corpus.Conflict, seq uint64, err error) {
	reached, err := s.o.Store.Index().Reached()
	if err != nil {
		return nil, 0, err
	}
	shared, seq, err := s.board.at(ctx, reached.Seq)
	if err != nil {
		return nil, 0, err
	}
	decided := s.decided.Load() // before the decisions are read, so that none is missed
	j := &s.judged
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.have || j.seq != seq || j.decided != decided {
		fresh := slices.Clone(shared)
		s.o.Store.Apply(fresh)
		j.have, j.seq, j.decided, j.list = true, seq, decided, fresh
	}
	return slices.Clone(j.list), seq, nil
}

func (s *Server) findings(ctx context.Context) ([]corpus.Conflict, error) {
	list, _, err := s.findingsAt(ctx)
	return list, err
}

// Warm begins to look for findings and to read in what searches count, so that
// the first reader waits less.
func (s *Server) Warm() {
	s.o.Store.Index().Warm()
	if reached, err := s.o.Store.Index().Reached(); err == nil {
		s.board.mu.Lock()
		defer s.board.mu.Unlock()
		s.board.start(reached.Seq)
	}
}

// Close ends what runs behind the pages. The corpus may be closed after it.
func (s *Server) Close() { s.board.close() }
