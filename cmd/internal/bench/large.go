package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"twosource/cmd/internal/newsgen"
	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
	"twosource/extractors"
	"twosource/pipeline"
	"twosource/pipeline/source"
)

// large generates articles straight into a new corpus, says how the rate holds,
// and then which of the planted contradictions a scan of the corpus lists. Once
// limit has passed no more articles are generated, and what is in is scanned;
// 0 is no limit. The CPU time of ingest has that of the generator in it.
func large(out io.Writer, dir string, o newsgen.Options, limit time.Duration) error {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		return err
	}
	st, err := store.Create(dir, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	r := rates{out: out, step: max(1, o.Articles/10), start: time.Now(), cpu: cpuTime()}
	r.since, r.spent = r.start, r.cpu
	g := generator{until: time.Now().Add(limit), limited: limit > 0}
	from, to := io.Pipe()
	go func() { to.CloseWithError(g.run(o, to)) }()
	run, err := pipeline.Ingest(context.Background(), st, []string{"-"}, pipeline.IngestOptions{
		Options: pipeline.Options{Extractors: list, Source: source.Options{Stdin: from, Format: source.JSONL}}, Command: "bench", Progress: r.progress})
	if err != nil {
		return err
	}
	if err := r.whole(st, run, 0); err != nil {
		return err
	}
	fmt.Fprintf(out, "the first %d articles take %.0f bytes each under gzip\n", g.sampled, ratio(g.packed.n, g.sampled))
	return g.scan(out, st)
}

// generator writes articles and remembers what was planted in them.
type generator struct {
	limited bool
	until   time.Time
	planted []newsgen.Planted
	packed  counter // gzip of the first articles
	sampled int
}

const gzipSample = 3000

var errTimeIsUp = errors.New("time is up")

func (g *generator) run(o newsgen.Options, out io.Writer) error {
	z := gzip.NewWriter(&g.packed)
	enc, sample := json.NewEncoder(out), json.NewEncoder(z)
	enc.SetEscapeHTML(false)
	err := newsgen.Generate(o, func(a newsgen.Article, planted []newsgen.Planted) error {
		if g.limited && time.Now().After(g.until) {
			return errTimeIsUp
		}
		g.planted = append(g.planted, planted...)
		if g.sampled < gzipSample {
			g.sampled++
			if err := sample.Encode(a); err != nil {
				return err
			}
		}
		return enc.Encode(a)
	})
	if errors.Is(err, errTimeIsUp) {
		err = nil
	}
	return errors.Join(err, z.Close())
}

// scan lists the contradictions of the corpus and counts the planted ones among
// them; then it lists them again, from what was kept of the first time.
func (g *generator) scan(out io.Writer, st *store.Store) error {
	tally := newTally(newPlantedSet(g.planted))
	n, err := st.Index().Count()
	if err != nil {
		return err
	}
	boundScan(n)
	err = listing(out, "looked for, as found", st.Found, func(c *corpus.Conflict) { tally.add(string(c.Verdict), c.Attribute, evidenceOf(c)) })
	if err == nil {
		err = listing(out, "kept", st.Conflicts, func(*corpus.Conflict) {})
	}
	tally.print(out)
	return err
}

// listing measures what it takes to list the contradictions of a corpus.
func listing(out io.Writer, what string, list func(context.Context, consistency.Filter, func(corpus.Conflict) error) error, each func(*corpus.Conflict)) error {
	n, start, first := 0, time.Now(), time.Duration(0)
	heap, stop := watchHeap()
	cpu, _, err := spent(func() error {
		return list(context.Background(), consistency.Filter{}, func(c corpus.Conflict) error {
			if n++; n == 1 {
				first = time.Since(start)
			}
			each(&c)
			return nil
		})
	})
	stop()
	fmt.Fprintf(out, "%s: %d findings, %.2f CPU-s, the first after %.2f of %.2f s, heap rose by at most %d MiB\n", what, n, cpu.Seconds(), first.Seconds(), time.Since(start).Seconds(), *heap>>20)
	return err
}

func evidenceOf(c *corpus.Conflict) []string {
	ids := make([]string, len(c.Evidence))
	for i := range c.Evidence {
		ids[i] = c.Evidence[i].Article
	}
	return ids
}

// counter counts what is written to it.
type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}
