package date

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/token"
)

var (
	goldFile = flag.String("gold", "", "score this gold JSONL in TestGold")
	dumpFile = flag.String("dump", "", "write what TestGold extracts as JSONL for score.py")
)

// goldDate is one date of a gold file; offsets are code points.
type goldDate struct {
	Start int        `json:"start"`
	End   int        `json:"end"`
	Text  string     `json:"text"`
	Type  string     `json:"type"`
	Value string     `json:"value"`
	Any   [][]string `json:"any,omitempty"`
	From  string     `json:"from,omitempty"`
	To    string     `json:"to,omitempty"`
}

type goldRow struct {
	ID        string     `json:"id"`
	Text      string     `json:"text"`
	Published string     `json:"published"`
	Dates     []goldDate `json:"dates"`
}

// TestDevelopmentSets holds the extractor to the figures reached on the sets
// of ../shared/eval.
func TestDevelopmentSets(t *testing.T) {
	for _, c := range []struct {
		file           string
		relaxed, value float64
	}{
		{"meantime.jsonl", .92, .86},
		{"recognizers.jsonl", .90, .67},
	} {
		t.Run(c.file, func(t *testing.T) {
			path := filepath.Join("..", "..", "..", "shared", "eval", "dates", c.file)
			if _, err := os.Stat(path); err != nil {
				t.Skip("no evaluation sets beside the repository:", err)
			}
			s := score(t, path, "")
			t.Logf("relaxed %.4f strict %.4f value %.4f gold %d found %d", s.f1(s.matched), s.f1(s.strict), s.f1(s.value), s.gold, s.found)
			if s.f1(s.matched) < c.relaxed || s.f1(s.value) < c.value {
				t.Errorf("want relaxed %.2f, value %.2f", c.relaxed, c.value)
			}
		})
	}
}

// TestGold scores any gold file: go test -run TestGold -args -gold FILE [-dump FILE].
func TestGold(t *testing.T) {
	if *goldFile == "" {
		t.Skip("no -gold file")
	}
	s := score(t, *goldFile, *dumpFile)
	t.Logf("relaxed %.4f strict %.4f value %.4f gold %d found %d", s.f1(s.matched), s.f1(s.strict), s.f1(s.value), s.gold, s.found)
}

type tally struct{ gold, found, matched, strict, value int }

func (s tally) f1(n int) float64 { return 2 * float64(n) / float64(max(1, s.gold+s.found)) }

func score(t *testing.T, path, dump string) tally {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []byte
	var s tally
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r goldRow
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		got := extractRow(r)
		s.row(r.Dates, got)
		r.Dates = got
		line, _ := json.Marshal(r)
		out = append(append(out, line...), '\n')
	}
	if dump != "" {
		if err := os.WriteFile(dump, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func extractRow(r goldRow) []goldDate {
	var out []goldDate
	for _, d := range Extract(nil, token.Scan(r.Text, corpus.Span{}), Reference{Published: r.Published}) {
		out = append(out, goldDate{Start: utf8.RuneCountInString(r.Text[:d.Start]), End: utf8.RuneCountInString(r.Text[:d.End]),
			Text: d.In(r.Text), Type: string(d.Type), Value: d.Value, From: d.From, To: d.To})
	}
	return out
}

// row matches one article's dates as score.py does: one to one, best overlap
// first.
func (s *tally) row(gold, got []goldDate) {
	type pair struct {
		iou  float64
		g, p int
	}
	var pairs []pair
	for i, g := range gold {
		for j, p := range got {
			if o := min(g.End, p.End) - max(g.Start, p.Start); o > 0 {
				pairs = append(pairs, pair{float64(o) / float64(max(g.End, p.End)-min(g.Start, p.Start)), i, j})
			}
		}
	}
	sort.Slice(pairs, func(a, b int) bool {
		x, y := pairs[a], pairs[b]
		if x.iou != y.iou {
			return x.iou > y.iou
		}
		return x.g > y.g || x.g == y.g && x.p > y.p
	})
	usedG, usedP := map[int]bool{}, map[int]bool{}
	s.gold, s.found = s.gold+len(gold), s.found+len(got)
	for _, m := range pairs {
		if usedG[m.g] || usedP[m.p] {
			continue
		}
		usedG[m.g], usedP[m.p] = true, true
		s.matched++
		if gold[m.g].Start == got[m.p].Start && gold[m.g].End == got[m.p].End {
			s.strict++
		}
		if sameValue(gold[m.g], got[m.p]) {
			s.value++
		}
	}
}

var noise = regexp.MustCompile(`[^\w%.'+-]+`)

func sameValue(g, p goldDate) bool {
	if g.Any == nil {
		norm := func(s string) string { return strings.TrimSpace(noise.ReplaceAllString(strings.ToLower(s), " ")) }
		return norm(g.Value) == norm(p.Value)
	}
	for _, r := range g.Any {
		switch {
		case len(r) == 1 && strings.HasPrefix(p.From, r[0]):
			return true
		case len(r) == 2 && len(p.From) >= 10 && len(p.To) >= 10 && p.From[:10] == r[0][:10] && (p.To[:10] == r[1][:10] || p.To[:10] == dayBefore(r[1][:10])):
			return true
		}
	}
	return false
}

func dayBefore(day string) string {
	m := readMoment(day)
	return (m.day - 1).String()
}
