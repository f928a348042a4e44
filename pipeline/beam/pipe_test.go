package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"twosource/pipeline/beam/reference"
	"twosource/pipeline/beam/step"
)

const root = "../.."

var clock = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// record is what an engine moves.
type record struct{ key, value []byte }

// engine runs the plan as an engine does that sorts by key and pipes: it
// delivers some records twice and those of a key in any order. It returns the
// counts.
func engine(t *testing.T, c step.Config, paths []string) map[string]string {
	t.Helper()
	config, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	counts := map[string]string{}
	sent := map[string][]record{}
	for _, p := range paths {
		sent[step.Source] = append(sent[step.Source], record{key: []byte(p)})
	}
	for _, s := range step.Plan() {
		in := append(sent[s.Name], sent[s.Name][:len(sent[s.Name])/10]...)
		r.Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
		slices.SortStableFunc(in, func(a, b record) int { return bytes.Compare(a.key, b.key) })
		var out bytes.Buffer
		if err := pipe(context.Background(), s.Name, config, frames(in), &out); err != nil {
			t.Fatal(err)
		}
		for out.Len() > 0 {
			port, _ := out.ReadByte()
			key, value := next(t, &out), next(t, &out)
			switch {
			case port == 128:
				counts[string(key)] = string(value)
			case s.To[port].All && len(key) > 0:
				t.Errorf("step %s tells all under key %q", s.Name, key)
			default:
				sent[s.To[port].Step] = append(sent[s.To[port].Step], record{key, value})
			}
		}
	}
	return counts
}

func frames(list []record) io.Reader {
	var b []byte
	for _, r := range list {
		for _, x := range [][]byte{r.key, r.value} {
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(x))), x...)
		}
	}
	return bytes.NewReader(b)
}

func next(t *testing.T, out *bytes.Buffer) []byte {
	t.Helper()
	head := out.Next(4)
	if len(head) < 4 {
		t.Fatal("output is cut short")
	}
	return bytes.Clone(out.Next(int(binary.BigEndian.Uint32(head))))
}

// agrees wants of the piped steps what the local pipeline gives.
func agrees(t *testing.T, inputs ...string) *reference.Result {
	t.Helper()
	ctx := context.Background()
	paths, err := step.Expand(ctx, inputs)
	if err != nil {
		t.Fatal(err)
	}
	want, err := reference.Local(ctx, paths, clock, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := step.Config{Output: t.TempDir(), Shards: 4, Now: clock}
	counts := engine(t, c, paths)
	got, err := reference.Read(c.Output)
	if err != nil {
		t.Fatal(err)
	}
	if err := reference.Diff(want, got); err != nil {
		t.Error(err)
	}
	for name, n := range map[string]int{step.CountArticles: len(want.Facts), step.CountConflicts: len(want.Conflicts), step.CountFailures: len(want.Failures)} {
		if n > 0 && counts[name] != fmt.Sprint(n) {
			t.Errorf("counted %s %s, want %d", counts[name], name, n)
		}
	}
	if err := step.Fresh(ctx, c); err == nil {
		t.Error("a second run may write to the same folder")
	}
	return want
}

func TestPipe(t *testing.T) {
	if r := agrees(t, filepath.Join(root, "testdata/articles"), filepath.Join(root, "testdata/events")); len(r.Conflicts) == 0 || len(r.Failures) == 0 {
		t.Error("nothing to compare")
	}
}

// TestHotKey puts 20,000 articles under one subject and attribute; 100,000 are
// for run.sh.
func TestHotKey(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	var b bytes.Buffer
	for i := range 20000 {
		fmt.Fprintf(&b, `{"id":"a%06d","source":"Paper %d","published":"2021-03-%02d","text":"Harbour Lines Ltd was founded in %d, its chairman said on visit %d."}`+"\n", i, i%50, 1+i%28, 1900+i*i%97, i)
	}
	name := filepath.Join(t.TempDir(), "hot.jsonl")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := agrees(t, name); len(r.Conflicts) == 0 {
		t.Error("no conflicts under the one key")
	}
}

func TestPipeRefuses(t *testing.T) {
	for name, in := range map[string]string{"a cut record": "\x00\x00\x00\x09abc", "a record without value": "\x00\x00\x00\x01a"} {
		if err := pipe(context.Background(), "twins", []byte("{}"), bytes.NewReader([]byte(in)), io.Discard); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := pipe(context.Background(), "nothing", []byte("{}"), bytes.NewReader(nil), io.Discard); err == nil {
		t.Error("a step that is none was run")
	}
}
