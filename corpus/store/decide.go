package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/journal"
)

// decided holds every decision, in the order they were made.
type decided struct {
	mu   sync.RWMutex
	all  []corpus.Decision
	next int            // number of the newest decision
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

// decision is the JSON of a kindDecision record. Each stands in the journal of
// decisions, from which they are read, and once more in that of the runs, from
// which they come back should the first be damaged: nobody decides twice.
type decision struct {
	N int // number of the decision, from 1
	corpus.Decision
}

// loadDecisions reads the decisions. Where their journal is damaged the second
// copies fill the gaps, in the journal too if it may be written.
func (s *Store) loadDecisions() error {
	known := map[int]corpus.Decision{}
	damage, err := s.scanDecisions(s.decisions, known)
	if err != nil {
		return err
	}
	if len(damage) > 0 || len(s.decisions.Torn()) > 0 || s.decisions.Empty() {
		if err := s.recoverDecisions(known); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(known)) {
		s.decided.add(known[n])
		s.decided.next = n
	}
	return nil
}

func (s *Store) scanDecisions(j *journal.Journal, into map[int]corpus.Decision) ([]journal.Damage, error) {
	return j.Scan(context.Background(), journal.Position{}, func(r journal.Record, _ journal.Position) error {
		if r.Kind != kindDecision {
			return nil
		}
		var d decision
		if err := json.Unmarshal(r.Payload, &d); err != nil {
			s.opt.notify("journal: decision in record %d: %v", r.Seq, err)
			return nil
		}
		into[d.N] = d.Decision
		return nil
	})
}

func (s *Store) recoverDecisions(known map[int]corpus.Decision) error {
	second := map[int]corpus.Decision{}
	if _, err := s.scanDecisions(s.runs, second); err != nil {
		return err
	}
	var entries []journal.Entry
	for _, n := range slices.Sorted(maps.Keys(second)) {
		if _, ok := known[n]; ok {
			continue
		}
		known[n] = second[n]
		payload, err := json.Marshal(decision{n, second[n]})
		if err != nil {
			return err
		}
		entries = append(entries, journal.Entry{Kind: kindDecision, Payload: payload})
	}
	if len(entries) == 0 {
		return nil
	}
	s.opt.notify("journal decisions: %d decisions taken from their second copy", len(entries))
	if s.opt.ReadOnly {
		return nil
	}
	_, _, err := s.decisions.Append(entries...)
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
		payload, err := json.Marshal(decision{s.decided.next + 1, d})
		if err != nil {
			return err
		}
		e := journal.Entry{Kind: kindDecision, Payload: payload}
		if _, _, err := s.decisions.Append(e); err != nil {
			return fmt.Errorf("store decision: %w", err)
		}
		if _, _, err := s.runs.Append(e); err != nil {
			return fmt.Errorf("store decision: %w", err)
		}
	}
	s.decided.next++
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

// newest is the newest decision on any of the ids: a finding that gained a
// better witness still goes by the id it was decided under.
func (s *Store) newest(ids []string) (corpus.Decision, bool) {
	s.decided.mu.RLock()
	defer s.decided.mu.RUnlock()
	at := -1
	for _, id := range ids {
		if i, ok := s.decided.last[id]; ok && i > at {
			at = i
		}
	}
	if at < 0 {
		return corpus.Decision{}, false
	}
	return s.decided.all[at], true
}

// Apply puts people's decisions on findings: their status and note.
func (s *Store) Apply(conflicts []corpus.Conflict) {
	if s.undecided() {
		return
	}
	for i := range conflicts {
		d, ok := s.newest(consistency.Aliases(&conflicts[i]))
		if !ok {
			continue
		}
		conflicts[i].Status, conflicts[i].Note = statusOf(d.Action), d.Note
	}
}

// undecided reports whether nobody has decided anything.
func (s *Store) undecided() bool {
	s.decided.mu.RLock()
	defer s.decided.mu.RUnlock()
	return len(s.decided.all) == 0
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
