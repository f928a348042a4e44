package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"twosource/corpus"
	"twosource/corpus/journal"
)

// decided holds every decision, in the order they were made.
type decided struct {
	mu   sync.RWMutex
	all  []corpus.Decision
	last map[string]int // conflict or entity id → index of its newest decision
}

func (d *decided) add(x corpus.Decision) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last == nil {
		d.last = map[string]int{}
	}
	d.last[x.ID] = len(d.all)
	d.all = append(d.all, x)
}

func (s *Store) loadDecisions() error {
	damage, err := s.decisions.Scan(context.Background(), journal.Position{}, func(r journal.Record, _ journal.Position) error {
		var d corpus.Decision
		if r.Kind != kindDecision {
			return nil
		}
		if err := json.Unmarshal(r.Payload, &d); err != nil {
			s.opt.notify("journal decisions: record %d: %v", r.Seq, err)
			return nil
		}
		s.decided.add(d)
		return nil
	})
	for _, d := range damage {
		if !d.Tail {
			s.opt.notify("journal decisions: %v", d)
		}
	}
	return err
}

// Decide stores a person's decision. The time is filled in where it is empty.
func (s *Store) Decide(d corpus.Decision) error {
	if s.opt.ReadOnly {
		return ErrReadOnly
	}
	if d.ID == "" || !slices.Contains([]string{"confirm", "dismiss", "reopen", "merge", "split"}, d.Action) {
		return fmt.Errorf("decision on %q: unknown action %q", d.ID, d.Action)
	}
	if d.Decided == "" {
		d.Decided = s.opt.now().UTC().Format(time.RFC3339)
	}
	if s.decisions != nil {
		payload, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if _, _, err := s.decisions.Append(journal.Entry{Kind: kindDecision, Payload: payload}); err != nil {
			return fmt.Errorf("store decision: %w", err)
		}
	}
	s.decided.add(d)
	return nil
}

// Decisions returns all decisions in the order they were made.
func (s *Store) Decisions() []corpus.Decision {
	s.decided.mu.RLock()
	defer s.decided.mu.RUnlock()
	return slices.Clone(s.decided.all)
}

// Decision returns the newest decision on a conflict or an entity.
func (s *Store) Decision(id string) (corpus.Decision, bool) {
	s.decided.mu.RLock()
	defer s.decided.mu.RUnlock()
	i, ok := s.decided.last[id]
	if !ok {
		return corpus.Decision{}, false
	}
	return s.decided.all[i], true
}

// Apply puts people's decisions on findings: their status and note.
func (s *Store) Apply(conflicts []corpus.Conflict) {
	for i := range conflicts {
		d, ok := s.Decision(conflicts[i].ID)
		if !ok {
			continue
		}
		conflicts[i].Status, conflicts[i].Note = statusOf(d.Action), d.Note
	}
}

func statusOf(action string) corpus.Status {
	switch action {
	case "confirm":
		return corpus.Confirmed
	case "dismiss":
		return corpus.Dismissed
	}
	return corpus.Open
}
