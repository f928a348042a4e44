package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"twosource/cmd/internal/newsgen"
	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
	"twosource/corpus/store"
	"twosource/extractors"
)

// table measures every stage of the pipeline alone, on one goroutine, over the
// same generated articles, with bare Bleve (title and body only, tuned mapping
// and merging) as the baseline in the same run.
func table(out io.Writer, o newsgen.Options) error {
	var articles []corpus.Article
	size, words := 0, 0
	err := newsgen.Generate(o, func(a newsgen.Article, _ []newsgen.Planted) error {
		articles = append(articles, corpus.Article{ID: a.ID, Source: a.Source, URL: a.URL, Title: a.Title, Published: a.Published,
			Language: "en", Text: a.Text, Body: corpus.Span{End: len(a.Text)}})
		size += len(a.Text)
		words += len(strings.Fields(a.Text))
		return nil
	})
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "twosource-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	t := &stages{out: out, articles: articles, bytes: size, dir: dir}
	fmt.Fprintf(out, "%d articles, %.0f words each, %.1f MB; %s, %d cores; one goroutine a stage\n\n", len(articles), float64(words)/float64(max(1, len(articles))), float64(size)/1e6, runtime.Version(), runtime.NumCPU())
	fmt.Fprintf(out, "%-28s %9s %14s %14s %8s\n", "stage", "MB/s", "CPU-ms/article", "allocs/article", "x bare")
	return t.run()
}

type stages struct {
	out      io.Writer
	articles []corpus.Article
	facts    []corpus.Facts
	bytes    int
	dir      string
	bare     time.Duration
	sum      time.Duration
}

func (t *stages) run() error {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		return err
	}
	if err := t.baseline(); err != nil {
		return err
	}
	if err := t.extraction(list); err != nil {
		return err
	}
	st, err := store.Create(filepath.Join(t.dir, "corpus"), store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	if err := t.measure("store: journal, sync, index", func() error { return t.put(st) }); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%-28s %9s %14.3f %14s %8.2f\n", "whole pipeline", "", ms(t.sum)/float64(len(t.articles)), "", float64(t.sum)/float64(t.bare))
	if err := t.after("of store: sign near copies", func() error {
		for i := range t.articles {
			origin.SignArticle(&t.articles[i])
		}
		return nil
	}); err != nil {
		return err
	}
	return t.after("conflicts of the corpus", func() error {
		_, err := consistency.Conflicts(context.Background(), st.Index(), consistency.Filter{})
		return err
	})
}

// extraction measures the tokens and then each extractor on the documents the
// ones before it have filled.
func (t *stages) extraction(list []extractors.Extractor) error {
	docs := make([]extractors.Document, len(t.articles))
	if err := t.measure("tokens and sentences", func() error {
		for i := range docs {
			docs[i].Reset(&t.articles[i])
		}
		return nil
	}); err != nil {
		return err
	}
	for _, x := range list {
		if err := t.measure("extract: "+x.Name(), func() error {
			for i := range docs {
				x.Extract(&docs[i])
			}
			return nil
		}); err != nil {
			return err
		}
	}
	t.facts = make([]corpus.Facts, len(docs))
	for i := range docs {
		t.facts[i] = docs[i].Facts
	}
	return nil
}

func (t *stages) put(st *store.Store) error {
	const batch = 300
	for from := 0; from < len(t.articles); from += batch {
		items := make([]store.Item, 0, batch)
		for i := from; i < min(from+batch, len(t.articles)); i++ {
			items = append(items, store.Item{Document: consistency.Document{Article: t.articles[i], Facts: t.facts[i]}})
		}
		if _, err := st.Put(context.Background(), items); err != nil {
			return err
		}
	}
	return nil
}

// baseline is bare Bleve over title and body.
func (t *stages) baseline() error {
	config := map[string]any{"scorchMergePlanOptions": map[string]any{"FloorSegmentSize": 100, "MaxSegmentsPerTier": 20, "SegmentsPerMergeTask": 20}}
	x, err := bleve.NewUsing(filepath.Join(t.dir, "bare"), bareMapping(), scorch.Name, scorch.Name, config)
	if err != nil {
		return err
	}
	cpu, allocs, err := spent(func() error {
		for from := 0; from < len(t.articles); from += 300 {
			b := x.NewBatch()
			for i := from; i < min(from+300, len(t.articles)); i++ {
				if err := b.Index(t.articles[i].ID, map[string]any{"title": t.articles[i].Title, "body": t.articles[i].Text}); err != nil {
					return err
				}
			}
			if err := x.Batch(b); err != nil {
				return err
			}
		}
		return x.Close()
	})
	t.bare = cpu
	t.row("bare Bleve, title and body", cpu, allocs)
	return err
}

func bareMapping() mapping.IndexMapping {
	text := bleve.NewTextFieldMapping()
	text.IncludeInAll, text.DocValues = false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("title", text)
	doc.AddFieldMappingsAt("body", text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}

// measure runs one stage and prints its row; its time counts into the whole.
func (t *stages) measure(name string, stage func() error) error {
	cpu, allocs, err := spent(stage)
	t.sum += cpu
	t.row(name, cpu, allocs)
	return err
}

// after measures what comes after the pipeline, or is counted in it already.
func (t *stages) after(name string, stage func() error) error {
	cpu, allocs, err := spent(stage)
	t.row(name, cpu, allocs)
	return err
}

func (t *stages) row(name string, cpu time.Duration, allocs uint64) {
	n := float64(len(t.articles))
	fmt.Fprintf(t.out, "%-28s %9.1f %14.3f %14.0f %8.2f\n", name, float64(t.bytes)/1e6/cpu.Seconds(), ms(cpu)/n, float64(allocs)/n, float64(cpu)/float64(t.bare))
}

// spent is the CPU time of the process, all its threads, during f, and the
// allocations.
func spent(f func() error) (cpu time.Duration, allocs uint64, err error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := cpuTime()
	err = f()
	cpu = max(cpuTime()-start, time.Microsecond)
	runtime.ReadMemStats(&after)
	return cpu, after.Mallocs - before.Mallocs, err
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
