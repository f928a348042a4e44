package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"twosource/corpus/journal"
)

// Run is one run of ingest.
type Run struct {
	ID       string `json:"id"`
	Command  string `json:"command,omitempty"`
	Version  string `json:"version,omitempty"` // of the program
	Started  string `json:"started"`           // RFC 3339
	Ended    string `json:"ended,omitempty"`   // "" if the run never came to its end
	FirstSeq uint64 `json:"first_seq"`         // articles of the run are journal records FirstSeq…
	LastSeq  uint64 `json:"last_seq"`          // …to LastSeq
	Counts   Counts `json:"counts"`
}

// Counts of what became of the inputs of a run.
type Counts struct {
	Added     int `json:"added"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Failed    int `json:"failed"`
}

func (c *Counts) add(status Outcome) {
	switch status {
	case Added:
		c.Added++
	case Updated:
		c.Updated++
	case Unchanged:
		c.Unchanged++
	case Failed:
		c.Failed++
	}
}

// Failed is the outcome of an input that could not be read.
const Failed Outcome = "failed"

// Input is what became of one input of a run.
type Input struct {
	Path    string  `json:"path"`              // file or URL as given
	Article string  `json:"article,omitempty"` // id
	Status  Outcome `json:"status"`
	Reason  string  `json:"reason,omitempty"` // why it failed
	Offset  int64   `json:"offset,omitempty"` // bytes into the input where a failed record begins
	Line    int     `json:"line,omitempty"`   // 1-based line of a failed record
}

// RunLog writes the record of a run. Not safe for concurrent use.
type RunLog struct {
	s       *Store
	run     Run
	pending []Input
}

// outcomesPerRecord bounds the inputs kept before they are written.
const outcomesPerRecord = 1000

// outcomes is the JSON of a kindOutcomes record.
type outcomes struct {
	Run    string  `json:"run"`
	Inputs []Input `json:"inputs"`
}

// StartRun begins the record of a run. The id is made from the time and the
// journal's state: unique in the corpus, the same in a replay.
func (s *Store) StartRun(command, version string) (*RunLog, error) {
	if s.opt.ReadOnly {
		return nil, ErrReadOnly
	}
	now := s.opt.now().UTC()
	r := Run{Command: command, Version: version, Started: now.Format(time.RFC3339), FirstSeq: s.lastSeq() + 1}
	r.ID = fmt.Sprintf("%s-%d", now.Format("20060102T150405Z"), s.runSeq())
	return &RunLog{s: s, run: r}, s.appendRun(kindRunStart, r)
}

func (s *Store) lastSeq() uint64 {
	if s.articles == nil {
		return s.memSeq
	}
	return s.articles.Last()
}

func (s *Store) runSeq() uint64 {
	if s.runs == nil {
		return 1
	}
	return s.runs.Last() + 1
}

func (s *Store) appendRun(kind journal.Kind, v any) error {
	if s.runs == nil {
		return nil
	}
	payload, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, _, err := s.runs.Append(journal.Entry{Kind: kind, Payload: payload}); err != nil {
		return fmt.Errorf("store record of the run: %w", err)
	}
	return nil
}

// ID is the id of the run.
func (l *RunLog) ID() string { return l.run.ID }

// Note records what became of inputs. They are written in lots.
func (l *RunLog) Note(inputs ...Input) error {
	for _, in := range inputs {
		l.run.Counts.add(in.Status)
	}
	l.pending = append(l.pending, inputs...)
	if len(l.pending) < outcomesPerRecord {
		return nil
	}
	return l.flush()
}

func (l *RunLog) flush() error {
	if len(l.pending) == 0 {
		return nil
	}
	err := l.s.appendRun(kindOutcomes, outcomes{l.run.ID, l.pending})
	l.pending = l.pending[:0]
	return err
}

// End writes the end of the run and returns its summary.
func (l *RunLog) End() (Run, error) {
	if err := l.flush(); err != nil {
		return l.run, err
	}
	l.run.Ended = l.s.opt.now().UTC().Format(time.RFC3339)
	l.run.LastSeq = l.s.lastSeq()
	return l.run, l.s.appendRun(kindRunEnd, l.run)
}

// Runs returns all runs, oldest first. A run that was interrupted has no end;
// its counts are then what was written.
func (s *Store) Runs(ctx context.Context) ([]Run, error) {
	var runs []Run
	var began []journal.Position
	at := map[string]int{}
	err := s.scanRuns(ctx, journal.Position{}, func(r journal.Record, p journal.Position) error {
		if r.Kind != kindRunStart && r.Kind != kindRunEnd { // the end of a run has the sum of its outcomes
			return nil
		}
		var run Run
		if err := json.Unmarshal(r.Payload, &run); err != nil {
			return err
		}
		if i, ok := at[run.ID]; ok {
			runs[i] = run
			return nil
		}
		at[run.ID] = len(runs)
		runs, began = append(runs, run), append(began, p)
		return nil
	})
	for i := range runs {
		if runs[i].Ended != "" || err != nil {
			continue
		}
		err = s.inputs(ctx, began[i], runs[i].ID, func(in Input) error {
			runs[i].Counts.add(in.Status)
			return nil
		})
	}
	return runs, err
}

// Inputs calls visit with what became of each input of a run, in order.
func (s *Store) Inputs(ctx context.Context, run string, visit func(Input) error) error {
	return s.inputs(ctx, journal.Position{}, run, visit)
}

// inputs is Inputs with a place that is not behind the beginning of the run.
func (s *Store) inputs(ctx context.Context, from journal.Position, run string, visit func(Input) error) error {
	id, err := json.Marshal(run)
	if err != nil {
		return err
	}
	head := append([]byte(`{"run":`), id...)
	return s.scanRuns(ctx, from, func(r journal.Record, _ journal.Position) error {
		if r.Kind != kindOutcomes || !bytes.HasPrefix(r.Payload, head) {
			return nil
		}
		var o outcomes
		if err := json.Unmarshal(r.Payload, &o); err != nil {
			return err
		}
		for _, in := range o.Inputs {
			if err := visit(in); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) scanRuns(ctx context.Context, from journal.Position, visit func(journal.Record, journal.Position) error) error {
	if s.runs == nil {
		return nil
	}
	if _, err := s.runs.Scan(ctx, from, visit); err != nil {
		return fmt.Errorf("read runs: %w", err)
	}
	return nil
}
