package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
	"twosource/extractors"
	"twosource/pipeline"
)

// ingest reads articles into a new corpus as the command of that name does and
// prints how the rate holds: a line each time another tenth of the articles is
// in, then the whole.
func ingest(out io.Writer, o corpusOptions, paths []string) error {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		return err
	}
	st, err := store.Create(o.dir, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	r := rates{out: out, step: max(1, o.articles/10), start: time.Now(), cpu: cpuTime(), idle: idleTime()}
	r.since, r.spent = r.start, r.cpu
	opt := pipeline.IngestOptions{Options: pipeline.Options{Extractors: list}, Command: "bench", Progress: r.progress}
	found := map[string]bool{}
	if o.detect {
		opt.Found = func(_ string, conflicts []corpus.Conflict) error {
			for i := range conflicts {
				found[conflicts[i].ID] = true
			}
			return nil
		}
	}
	run, err := pipeline.Ingest(context.Background(), st, paths, opt)
	if err != nil {
		return err
	}
	return r.whole(st, run, len(found))
}

// whole prints what a run took altogether.
func (r *rates) whole(st *store.Store, run store.Run, findings int) error {
	status, err := st.Status()
	if err != nil {
		return err
	}
	n := float64(max(1, run.Counts.Added))
	wall := time.Since(r.start)
	busy := float64(runtime.GOMAXPROCS(0)) - (idleTime()-r.idle).Seconds()/wall.Seconds()
	_, err = fmt.Fprintf(r.out, "%d articles in %.1f s, %.0f a second; %.2f processors at work; CPU %.3f ms an article; peak RSS %d MiB; journal %.0f, index %.0f bytes an article; %d findings\n",
		run.Counts.Added, wall.Seconds(), n/wall.Seconds(), busy, ms(cpuTime()-r.cpu)/n, peakRSS()>>20, float64(status.JournalBytes)/n, float64(status.IndexBytes)/n, findings)
	return err
}

// rates prints how fast each tenth of a run was.
type rates struct {
	out        io.Writer
	step, next int
	done       int
	start      time.Time
	cpu        time.Duration
	idle       time.Duration
	since      time.Time
	spent      time.Duration
}

func (r *rates) progress(p pipeline.Progress) {
	boundMemory(uint64(p.Stored))
	if r.next == 0 {
		r.next = r.step
	}
	if p.Stored < r.next {
		return
	}
	now, cpu := time.Now(), cpuTime()
	n := p.Stored - r.done
	fmt.Fprintf(r.out, "%9d stored: %6.0f a second, CPU %.3f ms an article, RSS at most %d MiB, %d MiB of it now no file's\n", p.Stored, float64(n)/now.Sub(r.since).Seconds(), ms(cpu-r.spent)/float64(n), peakRSS()>>20, ownMemory()>>20)
	r.since, r.spent, r.done = now, cpu, p.Stored
	r.next += r.step
}

// idleTime is how long processors had nothing to do but to look for garbage, of all
// that the runtime may use: on a machine that others use too it tells more of how
// far work goes side by side than the time on the clock.
func idleTime() time.Duration {
	list := []metrics.Sample{{Name: "/cpu/classes/idle:cpu-seconds"}, {Name: "/cpu/classes/gc/mark/idle:cpu-seconds"}}
	runtime.GC() // the figures are as of the last collection
	metrics.Read(list)
	return time.Duration((list[0].Value.Float64() + list[1].Value.Float64()) * float64(time.Second))
}

// peakRSS is the most memory the process has held, in bytes.
func peakRSS() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return int64(u.Maxrss) << 10
}

// ownMemory is the memory of the process that is no copy of a file, 0 where the
// system does not say.
func ownMemory() int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), "RssAnon:")
	line, _, _ := strings.Cut(rest, "kB")
	n, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil {
		return 0
	}
	return n << 10
}

// boundScan bounds memory as the command does that looks for findings.
func boundScan(articles uint64) {
	debug.SetGCPercent(400)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.FreeOSMemory()
		list := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(list)
		debug.SetMemoryLimit(int64(list[0].Value.Uint64() - list[1].Value.Uint64() + 68<<20 + 24*articles))
	}
}

// boundMemory has garbage collected as the command does that takes articles into a
// corpus of so many.
func boundMemory(articles uint64) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(min(512<<20+768*articles, 1536<<20)))
	}
}

// single measures the search for contradictions of one article, asked article
// by article as ingest does.
func single(out io.Writer, x *bleveindex.Index, n int) error {
	ids, err := x.IDs(context.Background())
	if err != nil || len(ids) == 0 {
		return err
	}
	n = min(n, len(ids))
	took := make([]time.Duration, n)
	found := 0
	d := consistency.NewDetector(x)
	cpu, allocs, err := spent(func() error {
		for i := range took {
			start := time.Now()
			list, err := d.Of(context.Background(), ids[i*len(ids)/n])
			if err != nil {
				return err
			}
			took[i] = time.Since(start)
			found += len(list)
		}
		return nil
	})
	slices.Sort(took)
	fmt.Fprintf(out, "%d articles one by one: CPU %.2f ms each, %d allocations; wall p50 %.2f p99 %.2f ms; %d findings\n", n, ms(cpu)/float64(n), allocs/uint64(n), ms(took[n/2]), ms(took[n*99/100]), found)
	return err
}

// scan measures the search for contradictions in a whole corpus.
func scan(out io.Writer, o corpusOptions) error {
	x, done, err := openIndex(o.dir)
	if err != nil {
		return err
	}
	defer done()
	if o.detect {
		return single(out, x, o.articles)
	}
	n, err := x.Count()
	if err != nil {
		return err
	}
	boundScan(n)
	keys := 0
	cpu, allocs, err := spent(func() error {
		return x.Keys(context.Background(), "", func(string) error { keys++; return nil })
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d keys walked in %.2f CPU-s, %.1fM a second, %d allocations\n", keys, cpu.Seconds(), float64(keys)/cpu.Seconds()/1e6, allocs)
	heap, stop := watchHeap()
	start := time.Now()
	first := time.Duration(0)
	found := 0
	cpu, allocs, err = spent(func() error {
		return consistency.Scan(context.Background(), x, consistency.Filter{}, func(corpus.Conflict) error {
			if found++; found == 1 {
				first = time.Since(start)
			}
			return nil
		})
	})
	stop()
	fmt.Fprintf(out, "%d findings in %.2f s, the first after %.2f s; %.2f CPU-s, %.0fk keys a CPU-second, %.1fM allocations; heap rose by at most %d MiB\n",
		found, time.Since(start).Seconds(), first.Seconds(), cpu.Seconds(), float64(keys)/cpu.Seconds()/1e3, float64(allocs)/1e6, *heap>>20)
	if err != nil {
		return err
	}
	return kept(out, o.dir)
}

// kept measures how a corpus lists what was found before: the first time it may have
// to be looked for.
func kept(out io.Writer, dir string) error {
	st, err := store.Open(dir, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	articles, claims, err := claimsOf(st)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d articles with some %.1fM claims\n", articles, claims/1e6)
	if err := listing(out, "as found, kept or looked for", st.Found, func(*corpus.Conflict) {}); err != nil {
		return err
	}
	return listing(out, "kept", st.Conflicts, func(*corpus.Conflict) {})
}

// claimsOf is how many articles a corpus has, and by some of them how many claims.
func claimsOf(st *store.Store) (articles int, claims float64, err error) {
	ids, err := st.Index().IDs(context.Background())
	n := min(len(ids), 500)
	for i := 0; i < n && err == nil; i++ {
		var d consistency.Document
		d, err = st.Index().Document(context.Background(), ids[i*len(ids)/n])
		claims += float64(len(d.Facts.Claims) + len(d.Facts.Quotes))
	}
	return len(ids), claims * float64(len(ids)) / float64(max(1, n)), err
}

// watchHeap notes by how much the heap, garbage included, has grown at most.
func watchHeap() (most *int64, stop func()) {
	most = new(int64)
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	runtime.GC()
	metrics.Read(sample)
	idle := int64(sample[0].Value.Uint64())
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				metrics.Read(sample)
				*most = max(*most, int64(sample[0].Value.Uint64())-idle)
			}
		}
	}()
	return most, func() {
		close(end)
		<-ended
	}
}

func openIndex(dir string) (*bleveindex.Index, func(), error) {
	paths, err := filepath.Glob(filepath.Join(dir, "index-*"))
	if err != nil || len(paths) == 0 {
		return nil, nil, errors.Join(err, fmt.Errorf("no index in %s", dir))
	}
	x, err := bleveindex.Open(paths[len(paths)-1], true)
	if err != nil {
		return nil, nil, err
	}
	return x, func() { _ = x.Close() }, nil
}
