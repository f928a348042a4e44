package graph

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"twosource/pipeline/beam/step"
)

// base is a DoFn that runs a step; Beam carries its exported fields to the
// workers.
type base struct {
	Step   string
	Config []byte

	worker *step.Worker
}

// Setup makes the worker.
func (b *base) Setup() (err error) {
	b.worker, err = step.Start(b.Step, b.Config)
	return err
}

func (b *base) run(ctx context.Context, key []byte, values [][]byte, ports ...send) error {
	return b.worker.Reduce(ctx, key, values, &step.Out{
		Emit:  func(port int, key, value []byte) { ports[port](key, value) },
		Count: func(name string, n int64) { beam.NewCounter("twosource", name).Inc(ctx, n) },
	})
}

// all collects the values of a key; workers keep none of the bytes Beam lends.
func all(next func(*[]byte) bool) (values [][]byte) {
	var v []byte
	for next(&v) {
		values = append(values, append([]byte(nil), v...))
	}
	return values
}

// groupFn runs a step that sees all values of a key.
type groupFn struct{ base }

// ProcessElement runs the step on one key.
func (f *groupFn) ProcessElement(ctx context.Context, key []byte, values func(*[]byte) bool, p0, p1, p2, p3, p4 send) error {
	return f.run(ctx, key, all(values), p0, p1, p2, p3, p4)
}

// toldFn runs a step that is told something before its first key. There is one
// window, so what it is told never changes.
type toldFn struct {
	base
	heard bool
}

// ProcessElement runs the step on one key.
func (f *toldFn) ProcessElement(ctx context.Context, key []byte, values func(*[]byte) bool, told func(*[]byte) bool, p0, p1, p2, p3, p4 send) error {
	if !f.heard {
		f.worker.Tell(all(told))
		f.heard = true
	}
	return f.run(ctx, key, all(values), p0, p1, p2, p3, p4)
}

// keptFn runs a step for which only the least values of a key matter.
type keptFn struct{ base }

// ProcessElement runs the step on one key.
func (f *keptFn) ProcessElement(ctx context.Context, key []byte, values kept, p0, p1, p2, p3, p4 send) error {
	return f.run(ctx, key, values.Values, p0, p1, p2, p3, p4)
}
