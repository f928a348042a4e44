package graph

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"

	"twosource/pipeline/beam/step"
)

// Run runs the whole plan over some paths on a runner that the program
// registered, and returns the counters as far as the runner reports them: Prism
// 2.77 loses those of bundles that end before it has learned a counter's name.
func Run(ctx context.Context, runner string, c step.Config, paths []string) (map[string]int64, error) {
	p, s := beam.NewPipelineWithRoot()
	if err := Build(s, c, paths); err != nil {
		return nil, err
	}
	result, err := beam.Run(ctx, runner, p)
	if err != nil {
		return nil, err
	}
	if err := step.Sweep(ctx, c); err != nil {
		return nil, err
	}
	if c.Index {
		return counts(result), step.Join(c)
	}
	return counts(result), nil
}

func counts(result beam.PipelineResult) map[string]int64 {
	all := map[string]int64{step.CountArticles: 0, step.CountFacts: 0, step.CountConflicts: 0, step.CountFailures: 0}
	q := result.Metrics().Query(func(r metrics.SingleResult) bool {
		_, ours := all[r.Name()]
		return ours && r.Namespace() == "twosource"
	})
	for _, c := range q.Counters() {
		all[c.Name()] += c.Result()
	}
	return all
}
