package flink

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"

	"twosource/pipeline/beam/reference"
	"twosource/pipeline/beam/step"
)

const root = "../../.."

var now = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// parts are what a job is made of, built once.
type parts struct{ program, jar, plan string }

// build compiles the program and the job; without Flink the test is skipped.
func build(t *testing.T) (*parts, string) {
	t.Helper()
	lib := os.Getenv("FLINK_LIB")
	if lib == "" {
		t.Skip("skipped: no Flink: FLINK_LIB names the folder of its jars, run.sh fetches them")
	}
	dir := t.TempDir()
	p := &parts{filepath.Join(dir, "twosource-beam"), filepath.Join(dir, "steps.jar"), filepath.Join(dir, "plan")}
	for _, c := range [][]string{
		{"go", "build", "-o", p.program, ".."},
		{"javac", "-Xlint:-options", "-nowarn", "--release", "17", "-cp", filepath.Join(lib, "*"), "-d", filepath.Join(dir, "classes"), "Steps.java"},
		{"jar", "cf", p.jar, "-C", filepath.Join(dir, "classes"), "."},
	} {
		if out, err := exec.Command(c[0], c[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", strings.Join(c, " "), err, out)
		}
	}
	out, err := exec.Command(p.program, "--plan").Output()
	if err != nil {
		t.Fatal(err)
	}
	write(t, p.plan, string(out))
	return p, lib
}

// TestCluster runs on a real cluster of one JobManager and two TaskManagers
// what the local pipeline gives.
func TestCluster(t *testing.T) {
	p, lib := build(t)
	c := start(t, lib, 2)
	t.Run("articles", func(t *testing.T) {
		inputs := []string{filepath.Join(root, "testdata/articles"), filepath.Join(root, "testdata/events")}
		if shared, _ := filepath.Glob(filepath.Join(root, "../shared/eval/conflicts/*/articles")); len(shared) > 0 {
			inputs = append(inputs, shared...)
		}
		agrees(t, c, p, inputs, nil)
	})
	t.Run("one key, each article twice, shuffled", func(t *testing.T) { agrees(t, c, p, []string{hot(t)}, nil) })
	dir := generated(t)
	t.Run("generated", func(t *testing.T) { agrees(t, c, p, []string{dir}, nil) })
	t.Run("a TaskManager killed", func(t *testing.T) { agrees(t, c, p, []string{dir}, killLater(t, c)) })
}

// agrees runs inputs on the cluster and locally and compares every byte.
func agrees(t *testing.T, c *cluster, p *parts, inputs []string, meanwhile func(output string)) {
	t.Helper()
	ctx := context.Background()
	for i := range inputs {
		inputs[i], _ = filepath.Abs(inputs[i])
	}
	paths, err := step.Expand(ctx, inputs)
	if err != nil {
		t.Fatal(err)
	}
	run := step.Config{Output: t.TempDir(), Shards: 8, Now: now}
	config, err := json.Marshal(run)
	if err != nil {
		t.Fatal(err)
	}
	if meanwhile != nil {
		go meanwhile(run.Output)
	}
	begun, before := time.Now(), c.cpu()
	out := c.run(t, p, string(config), paths, 4)
	t.Logf("cluster: %.1f s, %.1f CPU-s, %s", time.Since(begun).Seconds(), c.cpu()-before, strings.Join(strings.Fields(out), " "))
	if err := step.Sweep(ctx, run); err != nil {
		t.Fatal(err)
	}
	begun, before = time.Now(), cpu("self")
	want, err := reference.Local(ctx, paths, now, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("local: %.1f s, %.1f CPU-s", time.Since(begun).Seconds(), cpu("self")-before)
	got, err := reference.Read(run.Output)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d articles, %d conflicts, %d failures", len(want.Facts), len(want.Conflicts), len(want.Failures))
	if err := reference.Diff(want, got); err != nil {
		t.Error(err)
	}
}

// generated writes articles made for measuring to eight files.
func generated(t *testing.T) string {
	t.Helper()
	articles := fmt.Sprint(number(t, "FLINK_ARTICLES", 2000))
	dir := t.TempDir()
	cmd := exec.Command("go", "run", "./cmd/internal/bench", "generate", "--articles", articles, "--planted", os.DevNull)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(out), "\n")
	for i := range 8 {
		write(t, filepath.Join(dir, fmt.Sprintf("part-%d.jsonl", i)), strings.Join(lines[i*len(lines)/8:(i+1)*len(lines)/8], ""))
	}
	return dir
}

// hot writes articles that all state one attribute of one subject, each twice
// and in no order.
func hot(t *testing.T) string {
	t.Helper()
	n := number(t, "FLINK_HOT", 2000)
	lines := make([]string, 0, 2*n)
	for i := range n {
		line := fmt.Sprintf(`{"id":"a%06d","source":"Paper %d","published":"2021-03-%02d","text":"Harbour Lines Ltd was founded in %d, its chairman said on visit %d."}`, i, i%50, 1+i%28, 1900+i*i%97, i)
		lines = append(lines, line+"\n", line+"\n")
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	// Copies of an article lie in one file: another would give them another path.
	parts := map[byte][]string{}
	for _, l := range lines {
		parts[l[13]] = append(parts[l[13]], l)
	}
	dir := t.TempDir()
	for k, list := range parts {
		write(t, filepath.Join(dir, fmt.Sprintf("part-%c.jsonl", k)), strings.Join(list, ""))
	}
	return dir
}

// number reads a size from the environment.
func number(t *testing.T, name string, usual int) int {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		return usual
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// killLater kills a TaskManager once the job has written its first file, while
// most of it is still to be done.
func killLater(t *testing.T, c *cluster) func(output string) {
	return func(output string) {
		for end := time.Now().Add(time.Hour); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if files, _ := filepath.Glob(filepath.Join(output, "*.jsonl")); len(files) == 0 {
				continue
			}
			if err := c.kill(1); err != nil {
				t.Error(err)
			}
			if late, _ := filepath.Glob(filepath.Join(output, "conflicts-*")); len(late) > 0 {
				t.Error("the job had come to its end before the TaskManager was killed")
			}
			return
		}
		t.Error("no TaskManager was killed")
	}
}
