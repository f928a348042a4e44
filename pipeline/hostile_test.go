package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/factbin"
	"twosource/corpus/origin"
	"twosource/extractors"
	"twosource/pipeline/source"
)

const (
	hostileSeed  = 20
	hostileShort = 120
	hostileLong  = 10_000
	slowest      = 5 * time.Second // of processor time for one input; asserted in the long form only
)

// TestHostile runs mutated real-shaped inputs through reading, extraction, the
// consistency engine and the output. No input may panic, every span must slice
// its text between runes, and what is written must be JSON.
//
// Long form, 10,000 inputs, which also fails on inputs that take over 5 s of
// processor time:
//
//	TWOSOURCE_LONG=1 go test -run TestHostile -v ./pipeline
//
// TWOSOURCE_MUTANT=N runs input N alone; TWOSOURCE_MUTANTS=DIR keeps the
// inputs in DIR, for a run of the program over them.
func TestHostile(t *testing.T) {
	h := newHostile(t)
	long := os.Getenv("TWOSOURCE_LONG") != ""
	from, to := 0, hostileShort
	if testing.Short() {
		to = hostileShort / 3
	}
	if long {
		to = hostileLong
	}
	if s := os.Getenv("TWOSOURCE_MUTANT"); s != "" {
		fmt.Sscan(s, &from)
		to = from + 1
	}
	type timed struct {
		what string
		took time.Duration
	}
	var times []timed
	for i := from; i < to; i++ {
		what, ext, data := h.mutate.input(i)
		if dir := os.Getenv("TWOSOURCE_MUTANTS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d%s", i, ext)), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		start := worked()
		watch := time.AfterFunc(10*time.Minute, func() { panic("hang: input " + what) })
		h.run(what, data)
		watch.Stop()
		took := worked() - start
		times = append(times, timed{fmt.Sprintf("%s (%d bytes)", what, len(data)), took})
		if long && took > slowest {
			t.Errorf("%s: took %s", what, took)
		}
	}
	if long {
		sort.SliceStable(times, func(i, j int) bool { return times[i].took > times[j].took })
		for _, x := range times[:min(20, len(times))] {
			t.Logf("%8s %s", x.took.Round(time.Millisecond), x.what)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("inputs %d, articles %d, unreadable %d, facts %d, findings %d, memory from the system %d MiB", to-from, h.articles, h.failed, h.facts, h.findings, m.Sys>>20)
		if m.Sys > 512<<20 {
			t.Errorf("memory from the system: %d MiB", m.Sys>>20)
		}
	}
	if from == 0 && (h.articles == 0 || h.facts == 0 || h.findings == 0) {
		t.Errorf("articles %d, facts %d, findings %d: the mutants reach nothing", h.articles, h.facts, h.findings)
	}
}

// hostile runs inputs and counts what comes out of them.
type hostile struct {
	t      *testing.T
	mutate *mutator
	list   []extractors.Extractor
	doc    extractors.Document
	known  []consistency.Document // sound articles each input is compared with

	articles, failed, facts, findings int
}

func newHostile(t *testing.T) *hostile {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := &hostile{t: t, list: list, mutate: newMutator(t)}
	opt := source.Options{Now: hostileClock, Workers: 1}
	err = source.Walk(context.Background(), []string{"../testdata/articles"}, opt, func(it source.Item) error {
		if it.Failure != nil {
			return it.Failure
		}
		f, failure := Extract(list, &h.doc, it.Article)
		if failure != nil {
			return failure
		}
		h.known = append(h.known, consistency.Document{Article: *it.Article, Facts: *f})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func hostileClock() time.Time { return time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC) }

func (h *hostile) run(what string, data []byte) {
	defer func() {
		if p := recover(); p != nil {
			stack := make([]byte, 4<<10)
			h.t.Errorf("%s: panic: %v\n%s", what, p, stack[:runtime.Stack(stack, false)])
		}
	}()
	docs := slices.Clone(h.known)
	opt := source.Options{Now: hostileClock, Workers: 1, Stdin: bytes.NewReader(data)}
	err := source.Walk(context.Background(), []string{"-"}, opt, func(it source.Item) error {
		if it.Failure != nil {
			h.failed++
			h.failure(what, it.Failure)
			return nil
		}
		f, failure := Extract(h.list, &h.doc, it.Article)
		if failure != nil {
			h.t.Errorf("%s: %v", what, failure)
			return nil
		}
		h.article(what, it.Article, f)
		docs = append(docs, consistency.Document{Article: *it.Article, Facts: *f})
		return nil
	})
	if err != nil {
		h.t.Errorf("%s: %v", what, err)
	}
	h.conflicts(what, docs)
}

// failure accepts what a document may fail by, which a panic is not.
func (h *hostile) failure(what string, f *source.Failure) {
	if strings.Contains(f.Reason, "gave up") || f.Reason == "" {
		h.t.Errorf("%s: %v", what, f)
	}
}

func (h *hostile) article(what string, a *corpus.Article, f *corpus.Facts) {
	h.articles++
	h.facts += len(f.Entities) + len(f.Dates) + len(f.Figures) + len(f.Quotes) + len(f.Claims)
	if !utf8.ValidString(a.Text) {
		h.t.Errorf("%s: text is not UTF-8", what)
	}
	spans := map[string][]corpus.Span{"article": {a.Body}}
	note := func(kind string, s ...corpus.Span) { spans[kind] = append(spans[kind], s...) }
	for _, x := range a.Blocks {
		note("block", x.Span)
	}
	for _, x := range f.Entities {
		note("entity", x.Span)
	}
	for _, x := range f.Dates {
		note("date", x.Span)
	}
	for _, x := range f.Figures {
		note("figure", x.Span, x.Counted, x.Of)
	}
	for _, x := range f.Quotes {
		note("quote", x.Span, x.SpeakerSpan, x.Cue)
	}
	for _, x := range f.Claims {
		note("claim", x.Span, x.Sentence, x.SubjectAt)
		if !x.Sentence.Contains(x.Span) {
			h.t.Errorf("%s: claim %v by %s is not in its sentence %v", what, x.Span, x.Rule, x.Sentence)
		}
	}
	for kind, list := range spans {
		for _, s := range list {
			if !sound(a.Text, s) {
				h.t.Errorf("%s: %s: span %v of a text of %d bytes", what, kind, s, len(a.Text))
			}
		}
	}
	var out bytes.Buffer
	if err := export.Article(&out, a, f); err != nil {
		h.t.Errorf("%s: %v", what, err)
	}
	h.json(what, out.Bytes())
	h.stored(what, a, f)
}

// stored packs an article as a corpus does and reads it back.
func (h *hostile) stored(what string, a *corpus.Article, f *corpus.Facts) {
	var w factbin.Writer
	packed := w.AppendArticle(nil, a, f, "")
	var a2 corpus.Article
	var f2 corpus.Facts
	if _, err := factbin.DecodeArticle(packed, &a2, &f2); err != nil {
		h.t.Errorf("%s: packed facts: %v", what, err)
		return
	}
	var again factbin.Writer
	if !bytes.Equal(packed, again.AppendArticle(nil, &a2, &f2, "")) {
		h.t.Errorf("%s: packed facts differ when read back", what)
	}
}

func (h *hostile) conflicts(what string, docs []consistency.Document) {
	signed, texts := make(map[string]origin.Signature), make(map[string]string)
	for _, d := range docs {
		signed[d.Article.ID], texts[d.Article.ID] = origin.SignArticle(&d.Article), d.Article.Text
	}
	origins, engine := origin.Clusters(signed), consistency.NewEngine()
	for _, d := range docs {
		engine.Add(d.Article, d.Facts, cmp.Or(origins[d.Article.ID], d.Article.ID))
	}
	all := consistency.Filter{Verdicts: []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible}}
	lookup := func(id string) (string, bool) { s, ok := texts[id]; return s, ok }
	for _, c := range engine.Conflicts(all) {
		h.findings++
		for _, e := range c.Evidence {
			text := texts[e.Article]
			if !sound(text, e.Claim.Span) || !sound(text, e.Claim.Sentence) || e.Claim.Empty() {
				h.t.Errorf("%s: evidence %v of %s does not slice", what, e.Claim.Span, e.Article)
			}
		}
		var out bytes.Buffer
		if err := export.Conflict(&out, &c, lookup); err != nil {
			h.t.Errorf("%s: %v", what, err)
		}
		h.json(what, out.Bytes())
	}
}

func (h *hostile) json(what string, line []byte) {
	if !json.Valid(line) || !utf8.Valid(line) {
		h.t.Errorf("%s: output is not JSON: %.200q", what, line)
	}
}

// sound reports whether a span lies in text and cuts no rune.
func sound(text string, s corpus.Span) bool {
	at := func(i int) bool { return i == len(text) || i >= 0 && i < len(text) && utf8.RuneStart(text[i]) }
	return s.Start <= s.End && at(s.Start) && at(s.End)
}

// mutator makes hostile inputs out of sound ones. Input i is the same whatever
// was made before it.
type mutator struct{ seeds []seedFile }

type seedFile struct {
	name string
	data []byte
}

func newMutator(t *testing.T) *mutator {
	m := &mutator{}
	for _, root := range []string{"../testdata/articles", "../testdata/events", "source/testdata"} {
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "gold") {
				return err
			}
			data, err := os.ReadFile(p)
			m.seeds = append(m.seeds, seedFile{filepath.ToSlash(p), data})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	m.seeds = append(m.seeds, wrapped(m.seeds)...)
	return m
}

// input returns mutant i with a name that tells how it was made.
func (m *mutator) input(i int) (what, ext string, data []byte) {
	r := rand.New(rand.NewPCG(hostileSeed, uint64(i)))
	s := m.seeds[r.IntN(len(m.seeds))]
	data = bytes.Clone(s.data)
	what = fmt.Sprintf("input %d: %s", i, s.name)
	for range 1 + r.IntN(3) {
		x := mutations[r.IntN(len(mutations))]
		data = x.apply(m, r, data)
		what += " " + x.name
		if len(data) > 1<<20 {
			data = data[:1<<20]
		}
	}
	if r.IntN(50) == 0 {
		data = repeat(data, 1<<(16+r.IntN(5)))
		what += " repeated"
	}
	return what, filepath.Ext(s.name), data
}
