package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"runtime/metrics"

	"github.com/spf13/cobra"

	"twosource/corpus"
	"twosource/extractors"
	"twosource/extractors/claim"
	"twosource/extractors/entity/prosener"
	"twosource/pipeline"
	"twosource/pipeline/fetch"
	"twosource/pipeline/source"
)

// inputOptions are the flags of every command that reads articles.
type inputOptions struct {
	attributes string
	ner        string
	workers    int
	follow     bool
	maxArticle int64
	loopback   bool
	memory     *fetch.Memory // what pages looked like last time, nil to ask for all
}

func (o *inputOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.attributes, "attributes", "", "`file` with further attributes to read claims about (see twosource help attributes)")
	f.StringVar(&o.ner, "ner", "model", "name recogniser: model, or prose as a baseline")
	f.IntVar(&o.workers, "workers", 0, "articles extracted at a time (default: one a core)")
	f.BoolVar(&o.follow, "follow", false, "fetch the pages that feeds and sitemaps name")
	f.BoolVar(&o.loopback, "allow-loopback", false, "fetch addresses of this machine too, for a server of one's own")
	f.Int64Var(&o.maxArticle, "max-article", source.DefaultMaxArticle, "largest article in `bytes`")
	choices(c, "ner", "model", "prose")
}

// pipeline turns the flags into what the pipeline needs.
func (a *app) pipeline(o inputOptions) (pipeline.Options, error) {
	format, err := source.ParseFormat(a.input)
	if err != nil {
		return pipeline.Options{}, usageError("%w", err)
	}
	x, err := a.extractors(o)
	if err != nil {
		return pipeline.Options{}, err
	}
	client := fetch.New(fetch.Options{Now: a.env.Now, Memory: o.memory, AllowLoopback: o.loopback})
	return pipeline.Options{
		Source: source.Options{
			Format: format, Stdin: a.env.Stdin, Now: a.env.Now, Workers: o.workers,
			Open: client.Open, Follow: o.follow, MaxArticle: o.maxArticle,
		},
		Extractors: x,
		Workers:    o.workers,
	}, nil
}

func (a *app) extractors(o inputOptions) ([]extractors.Extractor, error) {
	var x extractors.Options
	switch o.ner {
	case "", "model":
	case "prose":
		r, err := prosener.Load()
		if err != nil {
			return nil, err
		}
		x.Entities = r
	default:
		return nil, usageError("--ner %q is not one of model, prose", o.ner)
	}
	if o.attributes != "" {
		more, err := readAttributes(o.attributes)
		if err != nil {
			return nil, err
		}
		x.Attributes = append(claim.Defaults(), more...)
	}
	// What is built now stays; to look for garbage meanwhile would cost as much
	// as to build it.
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	return extractors.Default(x)
}

func readAttributes(path string) ([]claim.Attribute, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, usageError("--attributes: %w", err)
	}
	defer file.Close()
	list, err := claim.ReadAttributes(file)
	if err != nil {
		return nil, &codedError{code: exitUsage, err: fmt.Errorf("--attributes %s: %w", path, err), hint: "twosource help attributes explains the notation"}
	}
	return list, nil
}

// What a run over articles aims to stay below in memory: the more a corpus has, the
// more is in use, and the oftener garbage would be collected below a fixed bound.
const (
	memoryTarget  = 512 << 20
	memoryArticle = 768 // beside it, for each article of the corpus
	memoryMost    = 1536 << 20
)

// memoryOf is the target of a run over a corpus of so many articles.
func memoryOf(articles uint64) int64 {
	return int64(min(memoryTarget+memoryArticle*articles, memoryMost))
}

// garbageOfRuns is the garbage kept, in percent of what is in use, before it is
// collected: in runs over articles a quarter as often as by default, which saves a
// tenth of their time.
const garbageOfRuns = 400

// What looking for findings aims to take beside what is in use: for what is read, and
// for each article, as groups are visited in an order that is worked out before. With
// a million articles it comes to a hundred megabytes at most.
const (
	scanMemory  = 68 << 20
	scanArticle = 24
)

// boundMemory makes garbage be collected earlier where a run comes near the
// target, and seldom where it does not; GOMEMLIMIT and GOGC set others. A run that
// needs more gets it.
func (a *app) boundMemory(articles uint64) {
	if a.env.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbageOfRuns)
	}
	if a.env.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryOf(articles))
	}
}

// boundScan makes garbage be collected as seldom as in a run, and earlier where a scan
// for findings comes near its memory.
func (a *app) boundScan(articles uint64) {
	if a.env.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbageOfRuns)
	}
	if a.env.Getenv("GOMEMLIMIT") == "" {
		debug.FreeOSMemory() // what starting took counts as in use else
		list := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(list)
		debug.SetMemoryLimit(int64(list[0].Value.Uint64() - list[1].Value.Uint64() + scanMemory + scanArticle*articles))
	}
}

// tally counts what came of a command's inputs and reports failures as they
// come.
type tally struct {
	app      *app
	articles int
	failed   int
}

// read runs the pipeline over paths; every article goes to use, every failure
// to stderr.
func (t *tally) read(ctx context.Context, paths []string, o pipeline.Options, use func(*corpus.Article, *corpus.Facts) error) error {
	t.app.boundMemory(0)
	err := pipeline.Stream(ctx, paths, o, func(r pipeline.Result) error {
		if r.Failure != nil {
			t.failure(r.Failure)
			return nil
		}
		t.articles++
		return use(r.Article, r.Facts)
	})
	if err != nil {
		return err
	}
	return t.none()
}

// none is the error for inputs that gave no article at all.
func (t *tally) none() error {
	switch {
	case t.articles > 0:
		return nil
	case t.failed > 0:
		return &codedError{code: exitError, err: errors.New("no input could be read")}
	}
	return &codedError{code: exitError, err: pipeline.ErrNothing, hint: "give files or folders of articles, or - for standard input; --input-format names a format that content does not show"}
}

func (t *tally) failure(f *source.Failure) {
	t.failed++
	report(t.app.env.Stderr, t.app.logFormat == "json", &codedError{code: exitError, err: f, hint: f.Hint})
}

// err is how a command ends whose articles were all used.
func (t *tally) err() error {
	if t.failed > 0 {
		return partial(t.failed)
	}
	return nil
}
