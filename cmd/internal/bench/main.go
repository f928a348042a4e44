// Command bench makes corpora to measure on:
//
//	go run ./cmd/internal/bench generate --articles 100000 --planted planted.jsonl > articles.jsonl
//	go run ./cmd/internal/bench recall --planted planted.jsonl < conflicts.jsonl
//
//	go run ./cmd/internal/bench large --corpus /tmp/corpus --articles 1000000
//	go run ./cmd/internal/bench ingest --corpus /tmp/corpus --articles 100000 articles.jsonl
//	go run ./cmd/internal/bench conflicts --corpus /tmp/corpus
//	go run ./cmd/internal/bench parts --corpus /tmp/corpus
//	go run ./cmd/internal/bench search --corpus /tmp/corpus
//	go run ./cmd/internal/bench desk --corpus /tmp/corpus --detect more.jsonl
//	go run ./cmd/internal/bench table --articles 5000
//	go run ./cmd/internal/bench vitaminc < test.jsonl
//
// generate writes articles as JSON lines and the contradictions planted in them
// beside; recall reads the output of `twosource conflicts --json` and says how
// many of them it lists, and how much else. large does all of it in one go:
// articles are generated straight into a corpus, with the rate of each tenth,
// memory and disk, and then its contradictions are listed and counted. ingest, conflicts and search measure
// how a large corpus holds; desk measures pages over loopback, with nothing else
// going on, while more articles are taken in, and with --detect the board; table measures every stage of the pipeline beside bare
// Bleve. --cpuprofile and --memprofile go with each. vitaminc tells statements that a sentence refutes
// from those it does not, on a set of the trade.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/pprof"

	"twosource/cmd/internal/newsgen"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("want generate, recall, large, ingest, conflicts, parts, search, desk, table or vitaminc")
	}
	f := flag.NewFlagSet(args[0], flag.ContinueOnError)
	planted := f.String("planted", "planted.jsonl", "file of planted contradictions")
	articles := f.Int("articles", 10000, "how many articles")
	seed := f.Uint64("seed", 1, "seed")
	pairs := f.Int("pairs", 1000, "how many pairs of VitaminC")
	show := f.Int("show", 0, "print this many misses and extra findings")
	dir := f.String("corpus", "", "folder of the corpus")
	detect := f.Bool("detect", false, "look for contradictions while articles come in")
	queries := f.Int("queries", 200, "how many searches of each kind")
	limit := f.Duration("for", 0, "generate for so long at most")
	clients := f.Int("clients", 4, "searches at a time")
	profile := f.String("cpuprofile", "", "write a CPU profile to this file")
	allocs := f.String("memprofile", "", "write a profile of allocations to this file")
	if err := f.Parse(args[1:]); err != nil {
		return err
	}
	stop, err := startProfile(*profile, *allocs)
	if err != nil {
		return err
	}
	defer stop()
	boundMemory(0)
	o := corpusOptions{dir: *dir, articles: *articles, detect: *detect}
	switch args[0] {
	case "ingest":
		return ingest(out, o, f.Args())
	case "conflicts":
		return scan(out, o)
	case "parts":
		return parts(out, o)
	case "search":
		return searches(out, o, *queries, *clients, f.Args())
	case "desk":
		return desk(out, o, *queries, *clients, f.Args())
	case "large":
		return large(out, *dir, newsgen.Options{Seed: *seed, Articles: *articles}, *limit)
	case "generate":
		return generate(out, *planted, newsgen.Options{Seed: *seed, Articles: *articles})
	case "recall":
		return recall(in, out, *planted, *show)
	case "table":
		return table(out, newsgen.Options{Seed: *seed, Articles: *articles})
	case "vitaminc":
		return vitaminC(in, out, *pairs, *seed, *show)
	}
	return fmt.Errorf("unknown command %q: want generate, recall, large, ingest, conflicts, parts, search, desk, table or vitaminc", args[0])
}

// corpusOptions are what the commands that use a corpus on disk are told.
type corpusOptions struct {
	dir      string
	articles int
	detect   bool
}

// startProfile writes a CPU profile until stop is called, and then one of all
// allocations; "" writes none.
func startProfile(cpu, allocs string) (stop func(), err error) {
	stop = func() {}
	if cpu != "" {
		file, err := os.Create(cpu)
		if err != nil {
			return nil, err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		stop = func() {
			pprof.StopCPUProfile()
			warn(file.Close())
		}
	}
	if allocs == "" {
		return stop, nil
	}
	file, err := os.Create(allocs)
	if err != nil {
		return nil, err
	}
	stopCPU := stop
	return func() {
		stopCPU()
		warn(errors.Join(pprof.Lookup("allocs").WriteTo(file, 0), file.Close()))
	}, nil
}

func warn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
}

func generate(out io.Writer, plantedPath string, o newsgen.Options) error {
	file, err := os.Create(plantedPath)
	if err != nil {
		return err
	}
	defer file.Close()
	w, p := bufio.NewWriterSize(out, 1<<20), bufio.NewWriter(file)
	articles, plants := json.NewEncoder(w), json.NewEncoder(p)
	articles.SetEscapeHTML(false)
	err = newsgen.Generate(o, func(a newsgen.Article, planted []newsgen.Planted) error {
		for _, x := range planted {
			if err := plants.Encode(x); err != nil {
				return err
			}
		}
		return articles.Encode(a)
	})
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return p.Flush()
}

// finding is the part of a listed conflict that recall looks at.
type finding struct {
	Subject, Attribute, Verdict string
	Evidence                    []struct {
		Article string
		Value   any
	}
}

// recall counts planted contradictions that are listed: some finding has the
// lying article among its evidence under the planted attribute. Findings that
// touch no planted pair are extra.
func recall(in io.Reader, out io.Writer, plantedPath string, show int) error {
	wanted, err := readPlanted(plantedPath)
	if err != nil {
		return err
	}
	tally := newTally(wanted)
	d := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for {
		var f finding
		if err := d.Decode(&f); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		var ids []string
		for _, e := range f.Evidence {
			ids = append(ids, e.Article)
		}
		if !tally.add(f.Verdict, f.Attribute, ids) && tally.extra <= show {
			fmt.Fprintf(out, "extra: %s · %s %v\n", f.Subject, f.Attribute, f.Evidence)
		}
	}
	for i, ok := range tally.found {
		if !ok && show > 0 {
			show--
			fmt.Fprintf(out, "missed: %+v\n", wanted.list[i])
		}
	}
	tally.print(out)
	return nil
}

// hits counts what a listing has of the planted contradictions.
type hits struct {
	wanted        plantedSet
	found         []bool
	listed, extra int
}

func newTally(wanted plantedSet) *hits {
	return &hits{wanted: wanted, found: make([]bool, len(wanted.list))}
}

// add counts a finding with the articles it shows, and reports whether it is one
// that was planted or none that is counted.
func (h *hits) add(verdict, attribute string, articles []string) bool {
	if verdict != "contradiction" {
		return true
	}
	h.listed++
	hit := false
	for _, id := range articles {
		if i, ok := h.wanted.of(attribute, id); ok {
			h.found[i], hit = true, true
		}
	}
	if !hit {
		h.extra++
	}
	return hit
}

func (h *hits) print(out io.Writer) {
	n := 0
	for _, ok := range h.found {
		if ok {
			n++
		}
	}
	fmt.Fprintf(out, "planted %d found %d recall %.4f listed %d extra %d precision %.4f\n", len(h.found), n,
		ratio(n, len(h.found)), h.listed, h.extra, ratio(h.listed-h.extra, h.listed))
}

type key struct{ attribute, article string }

type plantedSet struct {
	list []newsgen.Planted
	at   map[key]int
}

// of is the planted contradiction that a finding of an attribute with an
// article lists. Where another chief executive was planted, the article gives
// its quotation to that person: the same contradiction shows there too.
func (s *plantedSet) of(attribute, article string) (int, bool) {
	if attribute == "quotation" {
		attribute = "chief executive"
	}
	i, ok := s.at[key{attribute, article}]
	return i, ok
}

func newPlantedSet(list []newsgen.Planted) plantedSet {
	s := plantedSet{list: list, at: make(map[key]int, len(list))}
	for i, p := range list {
		s.at[key{p.Attribute, p.Articles[1]}] = i
	}
	return s
}

func readPlanted(path string) (plantedSet, error) {
	file, err := os.Open(path)
	if err != nil {
		return plantedSet{}, err
	}
	defer file.Close()
	var list []newsgen.Planted
	d := json.NewDecoder(bufio.NewReader(file))
	for {
		var p newsgen.Planted
		if err := d.Decode(&p); err == io.EOF {
			return newPlantedSet(list), nil
		} else if err != nil {
			return plantedSet{}, fmt.Errorf("%s: %w", path, err)
		}
		list = append(list, p)
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
