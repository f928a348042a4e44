package html

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/markusmobius/go-trafilatura"
)

// goldBodies maps a page's id to its body.
func goldBodies(t testing.TB) map[string]string {
	t.Helper()
	f, err := os.Open("../../../shared/eval/body/gold.jsonl")
	if err != nil {
		t.Skip("../shared/eval/body is not here")
	}
	defer f.Close()
	out := map[string]string{}
	for s := bufio.NewReader(f); ; {
		line, err := s.ReadBytes('\n')
		var row struct{ ID, Text string }
		if len(bytes.TrimSpace(line)) > 0 {
			if err := json.Unmarshal(line, &row); err != nil {
				t.Fatal(err)
			}
			out[row.ID] = row.Text
		}
		if err != nil {
			return out
		}
	}
}

// shingles counts the runs of four words.
func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	out := map[string]int{}
	if len(words) > 0 && len(words) < 4 {
		out[strings.Join(words, " ")]++
	}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}

func overlap(a, b map[string]int) (hits, inA, inB int) {
	for k, n := range a {
		hits += min(n, b[k])
		inA += n
	}
	for _, n := range b {
		inB += n
	}
	return hits, inA, inB
}

// The two benchmarks read the same pages: compare their MB/s.

func BenchmarkExtract(b *testing.B) {
	pages := sharedPages(b)
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	b.SetBytes(total64(pages))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			Extract(p, Options{Now: at})
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkTrafilaturaAlone(b *testing.B) {
	pages := sharedPages(b)
	b.SetBytes(total64(pages))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			trafilatura.Extract(bytes.NewReader(p), trafilatura.Options{ExcludeComments: true})
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}

func total64(pages map[string][]byte) (n int64) {
	for _, p := range pages {
		n += int64(len(p))
	}
	return n
}
