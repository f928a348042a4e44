// Package graph lays the steps of package step out as an Apache Beam pipeline.
//
// Every step is a GroupByKey and a ParDo; where only the least values of a key
// matter, a CombinePerKey that is lifted before the shuffle, so that a key with
// a million values sends a few hundred from each machine. What a step tells to
// all workers of another is a side input.
package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"twosource/pipeline/beam/step"
)

func init() {
	register.DoFn8x1[context.Context, []byte, func(*[]byte) bool, send, send, send, send, send, error](&groupFn{})
	register.DoFn9x1[context.Context, []byte, func(*[]byte) bool, func(*[]byte) bool, send, send, send, send, send, error](&toldFn{})
	register.DoFn8x1[context.Context, []byte, kept, send, send, send, send, send, error](&keptFn{})
	register.Function1x2(seed)
	register.Combiner3[kept, []byte, kept](&leastFn{})
	register.Emitter2[[]byte, []byte]()
	register.Iter1[[]byte]()
	beam.RegisterCoder(reflect.TypeFor[kept](), encodeKept, decodeKept)
}

// send emits one record of a port.
type send = func(key, value []byte)

// Build adds the whole run over some paths to a pipeline.
func Build(s beam.Scope, c step.Config, paths []string) error {
	config, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	plan := step.Plan()
	sent := map[string][]beam.PCollection{plan[0].Name: {beam.ParDo(s, seed, beam.CreateList(s, paths))}}
	told := map[string][]beam.PCollection{}
	for _, st := range plan {
		if st.Name == "index" && !c.Index {
			continue
		}
		outs := lay(s.Scope(st.Name), base{st.Name, config, nil}, st, sent[st.Name], told[st.Name])
		for i, port := range st.To {
			if port.All {
				told[port.Step] = append(told[port.Step], beam.DropKey(s, outs[i]))
			} else {
				sent[port.Step] = append(sent[port.Step], outs[i])
			}
		}
	}
	return nil
}

// lay adds one step and returns what comes out of its ports.
func lay(s beam.Scope, b base, st step.Step, sent, told []beam.PCollection) []beam.PCollection {
	in := sent[0]
	if len(sent) > 1 {
		in = beam.Flatten(s, sent...)
	}
	switch {
	case st.Least > 0:
		return beam.ParDoN(s, &keptFn{base: b}, beam.CombinePerKey(s, &leastFn{st.Least}, in))
	case len(told) > 0:
		return beam.ParDoN(s, &toldFn{base: b}, beam.GroupByKey(s, in), beam.SideInput{Input: beam.Flatten(s, told...)})
	}
	return beam.ParDoN(s, &groupFn{base: b}, beam.GroupByKey(s, in))
}

// seed makes the key of a path that is read.
func seed(path string) (key, value []byte) { return []byte(path), nil }
