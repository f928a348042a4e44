package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	gocmp "github.com/google/go-cmp/cmp"

	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/store"
	"twosource/pipeline/beam/graph"
	"twosource/pipeline/beam/reference"
	"twosource/pipeline/beam/step"
)

const root = "../../.."

var now = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// prism runs the pipeline on Beam's own runner in this process.
func prism(t *testing.T, inputs ...string) (*reference.Result, map[string]int64) {
	t.Helper()
	c := step.Config{Output: t.TempDir(), Shards: 3, Now: now}
	counts := run(t, c, inputs)
	got, err := reference.Read(c.Output)
	if err != nil {
		t.Fatal(err)
	}
	return got, counts
}

func run(t *testing.T, c step.Config, inputs []string) map[string]int64 {
	t.Helper()
	ctx := context.Background()
	paths, err := step.Expand(ctx, inputs)
	if err != nil {
		t.Fatal(err)
	}
	counts, err := graph.Run(ctx, "prism", c, paths)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// agrees wants of Prism what the local pipeline gives, byte for byte.
func agrees(t *testing.T, inputs ...string) *reference.Result {
	t.Helper()
	paths, err := step.Expand(context.Background(), inputs)
	if err != nil {
		t.Fatal(err)
	}
	want, err := reference.Local(context.Background(), paths, now, 0)
	if err != nil {
		t.Fatal(err)
	}
	got, counts := prism(t, inputs...)
	if err := reference.Diff(want, got); err != nil {
		t.Error(err)
	}
	for name, n := range map[string]int{step.CountArticles: len(want.Facts), step.CountConflicts: len(want.Conflicts), step.CountFailures: len(want.Failures)} {
		if counts[name] > int64(n) || n > 0 && len(want.Facts) > 100 && counts[name] == 0 { // see Run: some may be lost
			t.Errorf("counter %s is %d, want %d", name, counts[name], n)
		}
	}
	return want
}

func TestArticles(t *testing.T) {
	for _, dir := range []string{"testdata/articles", "testdata/events", "pipeline/source/testdata"} {
		if _, err := os.Stat(filepath.Join(root, dir)); err != nil {
			continue
		}
		if r := agrees(t, filepath.Join(root, dir)); len(r.Facts) == 0 {
			t.Errorf("%s: no articles", dir)
		}
	}
}

func TestSharedConflicts(t *testing.T) {
	events, err := filepath.Glob(filepath.Join(root, "../shared/eval/conflicts/*/articles"))
	if err != nil || len(events) == 0 {
		t.Skip("skipped: no shared evaluation sets beside the repository")
	}
	if r := agrees(t, events...); len(r.Conflicts) == 0 {
		t.Error("no conflicts")
	}
}

// TestBadRecords sends records that cannot be read to the dead letters.
func TestBadRecords(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.jsonl": "{\"id\":\"1\",\"text\":\"The ferry sank on 3 March 2021. Twelve people died.\"}\nnot json\n{\"id\":\"2\"}\n{\"id\":\"3\",\"text\":\"The ferry sank on 3 March 2021. Nineteen people died.\"}\n",
		"b.warc":  "WARC/1.0\r\nContent-Length: 999\r\n\r\nshort",
		"c.txt":   "\xff\xfe\x00\x01\x02",
		"d.html":  "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if r := agrees(t, dir); len(r.Facts) != 2 || len(r.Failures) < 4 {
		t.Errorf("%d articles and %d failures", len(r.Facts), len(r.Failures))
	}
}

// generated returns the lines of articles made for measuring, with
// contradictions planted in them.
func generated(t *testing.T, articles int) [][]byte {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	c := exec.Command("go", "run", "./cmd/internal/bench", "generate", "--articles", fmt.Sprint(articles), "--planted", os.DevNull)
	c.Dir = root
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]byte
	s := bufio.NewScanner(bytes.NewReader(out))
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		lines = append(lines, bytes.Clone(s.Bytes()))
	}
	return lines
}

// spread writes lines to so many files of a new folder.
func spread(t *testing.T, lines [][]byte, files int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range files {
		part := append(bytes.Join(lines[i*len(lines)/files:(i+1)*len(lines)/files], []byte{'\n'}), '\n')
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("part-%d.jsonl", i)), part, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestOrderAndTwice permutes the lines of one file and delivers each twice.
func TestOrderAndTwice(t *testing.T) {
	lines := generated(t, 600)
	dir := spread(t, lines, 1)
	want := agrees(t, dir)
	if len(want.Conflicts) == 0 {
		t.Error("no conflicts")
	}
	twice := append(lines[:len(lines):len(lines)], lines...)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
	if err := os.WriteFile(filepath.Join(dir, "part-0.jsonl"), append(bytes.Join(twice, []byte{'\n'}), '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	got, _ := prism(t, dir)
	if err := reference.Diff(want, got); err != nil {
		t.Error(err)
	}
}

func TestGenerated(t *testing.T) {
	agrees(t, spread(t, generated(t, 2000), 8))
}

// TestHotKey puts five thousand articles under one key.
func TestHotKey(t *testing.T) {
	lines := make([][]byte, 5000)
	for i := range lines {
		lines[i] = fmt.Appendf(nil, `{"id":"a%06d","source":"Paper %d","published":"2021-03-%02d","text":"Harbour Lines Ltd was founded in %d, its chairman said on visit %d."}`, i, i%50, 1+i%28, 1900+i*i%97, i)
	}
	if r := agrees(t, spread(t, lines, 4)); len(r.Conflicts) == 0 {
		t.Error("no conflicts under the one key")
	}
}

// TestShards searches eight corpora as one and wants what one corpus gives.
func TestShards(t *testing.T) {
	open := func(shards int) *store.Store {
		c := step.Config{Output: t.TempDir(), Shards: shards, Now: now, Index: true}
		run(t, c, []string{filepath.Join(root, "testdata/articles"), filepath.Join(root, "testdata/events")})
		st, err := store.Open(c.Output, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		return st
	}
	one, many := open(1), open(8)
	hits := 0
	for _, text := range []string{"airlines", "ferry OR bridge", "\"said the\"", "after:2020-01-01 people", "figure:>100"} {
		want, got := search(t, one, text), search(t, many, text)
		hits += len(want.Hits)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-one +eight)\n%s", text, diff)
		}
	}
	want, got := conflicts(t, one), conflicts(t, many)
	if !bytes.Equal(want, got) || len(want) == 0 || hits == 0 {
		t.Errorf("%d hits; conflicts of one corpus:\n%s\nof eight:\n%s", hits, want, got)
	}
}

func search(t *testing.T, st *store.Store, text string) *bleveindex.Results {
	t.Helper()
	r, err := st.Index().Search(context.Background(), bleveindex.Request{Text: text, Size: 20, Facets: []bleveindex.Facet{bleveindex.BySource, bleveindex.ByEntity}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func conflicts(t *testing.T, st *store.Store) []byte {
	t.Helper()
	list, err := consistency.Conflicts(context.Background(), st.Index(), consistency.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for i := range list {
		err := export.Conflict(&out, &list[i], func(id string) (string, bool) {
			a, err := st.Index().Article(id)
			return a.Text, err == nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}
