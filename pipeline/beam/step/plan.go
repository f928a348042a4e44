// Package step holds the parts of a distributed run as pure functions, without
// any engine: each takes what was sent to one key and sends records on to later
// steps. A run gives the same output whatever engine moves the records, in
// whatever order and however often it delivers them, because a step sees the
// set of values of its key, sorted, and its files are named by what is in them.
//
//	read ─► article ─┬─► facts ──────────────────────────────────► files
//	     │           ├─► twins ─┬────────► origins ─┐
//	     │           │          └► bands ───┘       │
//	     │           ├──────────────────────────────┴► join ─┬─► postings ─► choose ─┐
//	     │           └─► newest ┄┄┐                          ├───────────────────────┴► ship ─► compare ─► clashes ─► files
//	     └─► dead ─► files        └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ └─► index ─► corpus shards
//
// The functions are those of the local program: extractors, consistency
// (Keys, Choose, Meet, Merge), origin (Leader, Copies, Forest) and export.
// Dotted lines are told to every worker of a step: the newest date of the corpus to clashes,
// the groups of which only a part is compared from choose to compare.
package step

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"time"
)

// Config is what a run is asked to do. It travels to the workers as JSON.
type Config struct {
	Output string    // folder the files go to, on any file system that Beam knows
	Shards int       // files of each kind, and corpus shards
	Index  bool      // build corpus shards
	Now    time.Time // clock of the run: pages dated later are not believed
}

// Port is where the records of a step go.
type Port struct {
	Step string
	All  bool // told to every worker of the step before its keys
}

// Step describes one part of a run.
type Step struct {
	Name string
	// Least says that only so many values of a key matter, the least ones; 0 is
	// all. Engines drop the rest as early as they can, which bounds hot keys.
	Least int
	To    []Port // at most MaxPorts
	start func(Config) (worker, error)
}

// MaxPorts is the most ports of a step.
const MaxPorts = 5

// Source is the step that reads: each of its keys is a path, without values.
const Source = "read"

// Plan lists the steps in the order their records flow. The first is Source.
func Plan() []Step {
	to := func(names ...string) (ports []Port) {
		for _, n := range names {
			ports = append(ports, Port{Step: n})
		}
		return ports
	}
	return []Step{
		{Name: Source, To: to("article", "dead"), start: newReader},
		{Name: "article", To: to("facts", "twins", "join", "newest"), start: newArticle},
		{Name: "newest", Least: 1, To: []Port{{Step: "clashes", All: true}}, start: stateless(newest{})},
		{Name: "twins", To: to("origins", "bands"), start: stateless(twins{})},
		{Name: "bands", To: to("origins"), start: stateless(bands{})},
		{Name: "origins", To: to("join"), start: stateless(origins{})},
		{Name: "join", To: to("postings", "ship", "index"), start: newJoin},
		{Name: "postings", Least: postingsLeast, To: to("choose"), start: stateless(postings{})},
		{Name: "choose", Least: chooseLeast, To: []Port{{Step: "ship"}, {Step: "compare", All: true}}, start: stateless(choose{})},
		{Name: "ship", To: to("compare"), start: newShip},
		{Name: "compare", To: to("clashes"), start: newCompare},
		{Name: "clashes", start: newClashes},
		{Name: "facts", start: newFacts},
		{Name: "dead", start: newDead},
		{Name: "index", start: newIndex},
	}
}

// Find returns the step of a name.
func Find(name string) (Step, error) {
	for _, s := range Plan() {
		if s.Name == name {
			return s, nil
		}
	}
	return Step{}, fmt.Errorf("no step %q", name)
}

// Names of counters.
const (
	CountArticles  = "articles"
	CountFacts     = "facts"
	CountConflicts = "conflicts"
	CountFailures  = "failures"
)

// Out takes what a step gives: records for one of its ports, and counts.
type Out struct {
	Emit  func(port int, key, value []byte)
	Count func(counter string, n int64)
}

// worker does the work of a step, one key after the other.
type worker interface {
	reduce(ctx context.Context, key []byte, values [][]byte, out *Out) error
}

// listener is a worker of a step that others tell something to all of.
type listener interface {
	told(values [][]byte)
}

func stateless(w worker) func(Config) (worker, error) {
	return func(Config) (worker, error) { return w, nil }
}

// Worker runs one step. It is not safe for concurrent use.
type Worker struct {
	step Step
	w    worker
}

// Start makes a worker of a step for the configuration, given as JSON.
func Start(name string, config []byte) (*Worker, error) {
	s, err := Find(name)
	if err != nil {
		return nil, err
	}
	var c Config
	if err := json.Unmarshal(config, &c); err != nil {
		return nil, fmt.Errorf("configuration of step %s: %w", name, err)
	}
	w, err := s.start(c)
	if err != nil {
		return nil, fmt.Errorf("start step %s: %w", name, err)
	}
	return &Worker{s, w}, nil
}

// Step is the description of the worker's step.
func (w *Worker) Step() Step { return w.step }

// Listens reports whether there is something to tell the worker.
func (w *Worker) Listens() bool {
	_, ok := w.w.(listener)
	return ok
}

// Tell gives the worker what was told to all, before the first key.
func (w *Worker) Tell(values [][]byte) {
	if l, ok := w.w.(listener); ok {
		l.told(distinct(values))
	}
}

// Reduce takes all values sent to a key, in any order. An error means that the
// machine failed, never that a record was bad: the engine may try again.
func (w *Worker) Reduce(ctx context.Context, key []byte, values [][]byte, out *Out) error {
	values = Keep(values, w.step.Least)
	if err := w.w.reduce(ctx, key, values, out); err != nil {
		return fmt.Errorf("step %s: %w", w.step.Name, err)
	}
	return nil
}

// shardOf is the shard that a name falls into, two digits or more.
func shardOf(name string, shards int) []byte {
	h := fnv.New64a()
	h.Write([]byte(name))
	return fmt.Appendf(nil, "%05d", h.Sum64()%uint64(max(1, shards)))
}
