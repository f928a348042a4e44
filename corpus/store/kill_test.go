package store

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twosource/corpus"
)

// rounds is how often the test below kills; the long form is
// go test ./corpus/store -run Kill -kill 200 -timeout 30m
var rounds = flag.Int("kill", 10, "rounds of killing a process at a random moment")

// The test binary runs itself as the process to be killed.
const (
	envTask = "TWOSOURCE_TEST_TASK"
	envDir  = "TWOSOURCE_TEST_DIR"
	envFrom = "TWOSOURCE_TEST_FROM"
)

func TestMain(m *testing.M) {
	if task := os.Getenv(envTask); task != "" {
		if err := victim(task, os.Getenv(envDir), os.Getenv(envFrom)); err != nil {
			fmt.Fprintln(os.Stderr, task, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// victim does one task until it is killed, and prints what is acknowledged.
func victim(task, dir, from string) error {
	if task == "rebuild" {
		for {
			fmt.Println("rebuild")
			if err := Rebuild(context.Background(), dir, Options{}, nil); err != nil {
				return err
			}
		}
	}
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	var n int
	fmt.Sscan(from, &n)
	for ; ; n += 7 {
		switch task {
		case "put":
			if _, err := s.Put(context.Background(), wrap(items(n, 7)...)); err != nil {
				return err
			}
		case "review":
			if err := s.Decide(corpus.Decision{ID: fmt.Sprint("c", n), Action: "dismiss"}); err != nil {
				return err
			}
		case "backup":
			if _, err := Backup(context.Background(), dir, filepath.Join(filepath.Dir(dir), fmt.Sprint("copy", n)), Options{}); err != nil {
				return err
			}
		}
		fmt.Println(task, n)
	}
}

// life is what must have survived so far.
type life struct {
	dir     string
	puts    int // articles below this number are acknowledged
	reviews []int
}

func TestKill(t *testing.T) {
	n := *rounds
	if testing.Short() {
		n = min(n, 4)
	}
	const lifetime = 20 // rounds before a new corpus: checking all of a large one takes long
	var l *life
	articles, decisions := 0, 0
	tasks := []string{"put", "put", "rebuild", "put", "review", "put", "backup"}
	var worst time.Duration
	for round := range n {
		if round%lifetime == 0 {
			s, dir := create(t)
			put(t, s, items(0, 7)...)
			s.Close()
			l = &life{dir: dir, puts: 7}
		}
		before := life{puts: l.puts, reviews: l.reviews}
		task := tasks[round%len(tasks)]
		r := rand.New(rand.NewPCG(uint64(round), 3))
		l.kill(t, task, time.Duration(1+r.IntN(250))*time.Millisecond)
		worst = max(worst, l.check(t))
		articles += l.puts - before.puts
		decisions += len(l.reviews) - len(before.reviews)
		if t.Failed() {
			t.Fatalf("after round %d (%s)", round, task)
		}
	}
	t.Logf("%d rounds, %d articles and %d decisions acknowledged, slowest recovery %v", n, articles, decisions, worst)
}

// kill runs a task and kills it once it has begun and some time has passed.
func (l *life) kill(t *testing.T, task string, after time.Duration) {
	t.Helper()
	c := exec.Command(os.Args[0])
	from := l.puts
	if task != "put" {
		from = 1000 * (1 + len(l.reviews))
	}
	c.Env = append(os.Environ(), envTask+"="+task, envDir+"="+l.dir, envFrom+"="+fmt.Sprint(from))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	c.Stderr = &complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first {
			time.AfterFunc(after, func() { _ = c.Process.Kill() })
		}
		var n int
		switch _, err := fmt.Sscanf(lines.Text(), task+" %d", &n); {
		case err != nil:
		case task == "put":
			l.puts = n + 7
		case task == "review":
			l.reviews = append(l.reviews, n)
		}
	}
	_ = c.Wait() // it was killed
	if complaints.Len() > 0 {
		t.Error(complaints.String())
	}
}

// check opens the corpus and compares it with what was acknowledged; it
// returns how long opening took.
func (l *life) check(t *testing.T) time.Duration {
	t.Helper()
	start := time.Now()
	s, err := Open(l.dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	defer s.Close()
	n, err := s.Index().Count()
	if err != nil || int(n) < l.puts || int(n)%7 != 0 {
		t.Errorf("%d articles, %d acknowledged in sevens (%v)", n, l.puts, err)
	}
	holds(t, s, items(0, int(n))...)
	l.puts = int(n)
	for _, id := range l.reviews {
		if _, ok := s.Decision(fmt.Sprint("c", id)); !ok {
			t.Errorf("decision %d is gone", id)
		}
	}
	s.Close()
	r, err := Verify(background, l.dir, true, Options{})
	if err != nil || !r.OK() {
		t.Errorf("verify: %+v, %v", r, err)
	}
	copies, _ := filepath.Glob(filepath.Join(filepath.Dir(l.dir), "copy*[0-9]"))
	for _, c := range copies {
		l.checkCopy(t, c)
	}
	return took
}

// checkCopy opens a backup: under its final name it is whole.
func (l *life) checkCopy(t *testing.T, dir string) {
	t.Helper()
	defer os.RemoveAll(dir)
	s, err := Open(dir, Options{})
	if err != nil {
		t.Errorf("copy: %v", err)
		return
	}
	defer s.Close()
	holds(t, s, items(0, l.puts)...)
}
