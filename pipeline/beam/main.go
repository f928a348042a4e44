package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx" // registers runners and file systems

	"twosource/pipeline/beam/graph"
	"twosource/pipeline/beam/step"
)

var (
	output = flag.String("output", "", "folder for the files of the run")
	shards = flag.Int("shards", 8, "files of each kind, and corpora with --index")
	index  = flag.Bool("index", false, "build a corpus of each shard")
	plan   = flag.Bool("plan", false, "print the plan for an engine that pipes, and stop")
	now    = flag.String("now", "", "clock of the run, RFC 3339 (default: the start)")
)

func main() {
	if len(os.Args) == 4 && os.Args[1] == "step" {
		exit(pipe(context.Background(), os.Args[2], []byte(os.Args[3]), os.Stdin, os.Stdout))
	}
	flag.Parse()
	beam.Init() // a worker of Beam goes no further
	exit(run(context.Background(), flag.Args(), os.Stdout))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "twosource-beam:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func run(ctx context.Context, inputs []string, out io.Writer) error {
	if *plan {
		printPlan(out, step.Config{Index: *index})
		return nil
	}
	if *output == "" || len(inputs) == 0 {
		return fmt.Errorf("want --output FOLDER and the paths of articles")
	}
	c := step.Config{Output: *output, Shards: *shards, Index: *index, Now: time.Now().UTC().Truncate(time.Second)}
	if *now != "" {
		t, err := time.Parse(time.RFC3339, *now)
		if err != nil {
			return fmt.Errorf("--now: %w", err)
		}
		c.Now = t
	}
	if err := step.Fresh(ctx, c); err != nil {
		return err
	}
	paths, err := step.Expand(ctx, inputs)
	if err != nil {
		return err
	}
	runner := *runners.Runner
	if runner == "" {
		runner = "prism"
	}
	counts, err := graph.Run(ctx, runner, c, paths)
	if err != nil {
		return err
	}
	for _, name := range []string{step.CountArticles, step.CountFacts, step.CountConflicts, step.CountFailures} {
		fmt.Fprintf(out, "%s %d\n", name, counts[name])
	}
	return nil
}
