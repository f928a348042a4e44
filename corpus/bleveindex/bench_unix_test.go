//go:build unix

package bleveindex

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/govalues/decimal"
	"golang.org/x/sys/unix"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
)

// generated makes n news-like articles of some 520 words by Zipf's law, each
// with 8 entities, 10 figures, 3 quotes and 15 claims.
func generated(n int) []Doc {
	r := rand.New(rand.NewPCG(1, 2))
	words := rand.NewZipf(r, 1.1, 8, 60000)
	docs := make([]Doc, n)
	for i := range docs {
		docs[i] = generate(i, r, words)
	}
	return docs
}

func generate(i int, r *rand.Rand, words *rand.Zipf) Doc {
	var b strings.Builder
	for w := range 520 {
		if w%18 == 17 {
			b.WriteString(". ")
		}
		b.WriteString(vocabulary(words.Uint64()))
		b.WriteByte(' ')
	}
	text := b.String()
	d := article(fmt.Sprintf("%016x", r.Uint64()), fmt.Sprintf("Outlet %d", r.IntN(60)), time.Unix(1.6e9+int64(r.IntN(1e8)), 0).UTC().Format(time.RFC3339), "Report "+vocabulary(words.Uint64()), text)
	span := func() corpus.Span { s := r.IntN(len(text) - 20); return corpus.Span{Start: s, End: s + 12} }
	for range 8 {
		d.Facts.Entities = append(d.Facts.Entities, corpus.Entity{Span: span(), Type: corpus.Org, Name: fmt.Sprintf("Name%d Company%d", words.Uint64(), r.IntN(9)), ID: "id"})
	}
	for range 10 {
		v, _ := decimal.New(r.Int64N(1e6), r.IntN(3))
		d.Facts.Figures = append(d.Facts.Figures, corpus.Figure{Span: span(), Kind: corpus.Count, Quantity: corpus.Quantity{Value: v, Low: v, High: v}})
	}
	for k := range 15 {
		name := d.Facts.Entities[k%8].Name
		d.Facts.Claims = append(d.Facts.Claims, corpus.Claim{Span: span(), Sentence: span(), Subject: name, SubjectID: name, Attribute: "employees", Kind: corpus.KindCount, Value: corpus.Value{Text: "7", Quantity: d.Facts.Figures[k%10].Quantity}, Rule: "count"})
		d.Keys = append(d.Keys, fmt.Sprintf("%s\x1femployees\x1f%d", name, r.IntN(1000)))
	}
	for range 3 {
		d.Facts.Quotes = append(d.Facts.Quotes, corpus.Quote{Span: span(), Speaker: d.Facts.Entities[0].Name, SpeakerSpan: span(), Cue: span()})
	}
	s := origin.Sign(text)
	d.Bands, d.Document.Origin = origin.Bands(&s), d.Article.ID
	d.Signature, _ = s.MarshalBinary()
	return d
}

// vocabulary is the word of a rank.
func vocabulary(rank uint64) string {
	const syllables = "banecodufigahojukelimonupirasetovu"
	var b []byte
	for rank++; rank > 0; rank /= 17 {
		k := rank % 17 * 2
		b = append(b, syllables[k], syllables[k+1])
	}
	return string(b)
}

// measure runs fn and reports CPU and disk an article.
func measure(b *testing.B, dir string, articles int, fn func()) {
	before := cpu()
	fn()
	used := cpu() - before
	b.ReportMetric(used.Seconds()*1000/float64(articles), "cpu-ms/article")
	b.ReportMetric(float64(size(b, dir))/float64(articles), "disk-B/article")
}

func cpu() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func size(b *testing.B, dir string) (total int64) {
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

const benchArticles = 5000

// BenchmarkBare is Bleve as it comes, with the mapping tuned: title and body
// alone, batches and merging as in Put.
func BenchmarkBare(b *testing.B) {
	docs := generated(benchArticles)
	for b.Loop() {
		b.StopTimer()
		dir := filepath.Join(b.TempDir(), "bare")
		x, err := bleve.NewUsing(dir, bareMapping(), scorch.Name, scorch.Name, config(false))
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		measure(b, dir, len(docs), func() {
			for from := 0; from < len(docs); from += batchDocs {
				batch := x.NewBatch()
				for i := from; i < min(from+batchDocs, len(docs)); i++ {
					a := &docs[i].Article
					if err := batch.Index(a.ID, map[string]any{"title": a.Title, "body": a.Text}); err != nil {
						b.Fatal(err)
					}
				}
				if err := x.Batch(batch); err != nil {
					b.Fatal(err)
				}
			}
			x.Close()
		})
	}
	b.ReportAllocs()
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

// BenchmarkPut files the same articles with all their facts.
func BenchmarkPut(b *testing.B) {
	docs := generated(benchArticles)
	for b.Loop() {
		b.StopTimer()
		dir := filepath.Join(b.TempDir(), "index")
		x, err := Create(dir)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		measure(b, dir, len(docs), func() {
			for from := 0; from < len(docs); from += batchDocs {
				if err := x.Put(docs[from:min(from+batchDocs, len(docs))], Reached{}); err != nil {
					b.Fatal(err)
				}
			}
			x.Close()
		})
	}
	b.ReportAllocs()
}

func BenchmarkTerms(b *testing.B) {
	docs := generated(100)
	b.SetBytes(int64(len(docs[0].Article.Text)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		coded(nil, docs[i%100].Article.Text)
		i++
	}
}

// read is an index for the benchmarks of reading.
func read(b *testing.B, articles int) *Index {
	x, _ := onDisk(b)
	docs := generated(articles)
	for from := 0; from < len(docs); from += batchDocs {
		if err := x.Put(docs[from:min(from+batchDocs, len(docs))], Reached{}); err != nil {
			b.Fatal(err)
		}
	}
	return x
}

func BenchmarkSearch(b *testing.B) {
	x := read(b, 20000)
	for _, c := range []struct{ name, query string }{
		{"rare word", vocabulary(9000)},
		{"common words", vocabulary(3) + " " + vocabulary(5)},
		{"phrase", `"` + vocabulary(3) + " " + vocabulary(5) + `"`},
		{"entity", `entity:"Name3 Company3"`},
		{"date", vocabulary(40) + " after:2021-06-15 before:2022-02-20"},
		{"figure", "figure:>500k"},
		{"exclusion", vocabulary(12) + " -" + vocabulary(3)},
		{"prefix", "banec*"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var hits uint64
			for b.Loop() {
				res, err := x.Search(context.Background(), Request{Text: c.query})
				if err != nil {
					b.Fatal(err)
				}
				hits = res.Total
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
	b.Run("facets", func(b *testing.B) {
		for b.Loop() {
			if _, err := x.Search(context.Background(), Request{Text: vocabulary(3), Facets: []Facet{BySource, ByEntity, BySpeaker}}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("newest first", func(b *testing.B) {
		for b.Loop() {
			if _, err := x.Search(context.Background(), Request{Text: vocabulary(3), Order: NewestFirst}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkKeys walks the dictionary of the claims, as the contradiction scan
// does.
func BenchmarkKeys(b *testing.B) {
	x := read(b, 20000)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = 0
		if err := x.Keys(context.Background(), "", func(string) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "keys/s")
}

func BenchmarkDocument(b *testing.B) {
	x := read(b, 2000)
	ids, err := x.IDs(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var d consistency.Document
	for i := 0; b.Loop(); i++ {
		if d, err = x.Document(context.Background(), ids[i%len(ids)]); err != nil {
			b.Fatal(err)
		}
	}
	_ = d
}
