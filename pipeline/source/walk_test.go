package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"twosource/corpus"
)

var testNow = func() time.Time { return time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC) }

// collect walks paths and returns what came out.
func collect(t testing.TB, opt Options, paths ...string) (arts []*corpus.Article, fails []*Failure) {
	t.Helper()
	if opt.Now == nil {
		opt.Now = testNow
	}
	err := Walk(context.Background(), paths, opt, func(it Item) error {
		if (it.Article == nil) == (it.Failure == nil) {
			t.Fatalf("item with %v and %v", it.Article, it.Failure)
		}
		if it.Article != nil {
			arts = append(arts, it.Article)
		} else {
			fails = append(fails, it.Failure)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return arts, fails
}

// write puts files into a folder; content by name.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func zst(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

const story = "The harbour bridge reopened on Monday after nine weeks of repairs. The city spent $4 million on it.\n"

// bad holds inputs that fail, each with a word of the reason.
var bad = []struct{ name, content, reason string }{
	{"empty.txt", "", "empty"},
	{"blank.txt", "  \n\n ", "empty"},
	{"image.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary file (PNG image)"},
	{"zeros.txt", strings.Repeat("a\x00\x01\x02", 300), "binary file"},
	{"cut.txt.gz", gz(strings.Repeat(story, 500))[:120], "ends early"},
	{"damaged.txt.gz", gz(story)[:60] + "xxxx", ""},
	{"onlyhead.txt", "source: outlet\ndate: 2024-07-19\n\n", "head without a text"},
	{"notjson.jsonl", "{not json at all\n", "JSON"},
}

func TestFailuresAreListedAndTheRestIsRead(t *testing.T) {
	dir := t.TempDir()
	for _, b := range bad {
		write(t, dir, map[string]string{b.name: b.content})
	}
	write(t, dir, map[string]string{"zz/good.txt": story, "aa/good.txt.zst": zst(story + "More.")})
	arts, fails := collect(t, Options{}, dir)
	if len(arts) != 2 {
		t.Errorf("%d articles", len(arts))
	}
	got := map[string]*Failure{}
	for _, f := range fails {
		got[filepath.Base(f.Path)] = f
	}
	for _, b := range bad {
		f := got[b.name]
		if f == nil || !strings.Contains(f.Reason, b.reason) {
			t.Errorf("%s: got %v, want %q", b.name, f, b.reason)
		}
	}
	if len(fails) != len(bad) {
		t.Errorf("%d failures for %d bad files", len(fails), len(bad))
	}
}

func TestMissingPathAndBareFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"sub/.hidden.txt": story, "photo.jpg": "x"})
	_, fails := collect(t, Options{}, filepath.Join(dir, "nope.txt"), dir)
	if len(fails) != 2 || fails[0].Reason != "no such file or folder" || fails[1].Reason != "no articles in this folder" {
		t.Fatalf("%v", fails)
	}
	if fails[0].Hint == "" || fails[1].Hint == "" {
		t.Error("no hint")
	}
}

func TestUnreadableFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser reads every file")
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": story})
	os.Chmod(filepath.Join(dir, "a.txt"), 0)
	if _, fails := collect(t, Options{}, dir); len(fails) != 1 || fails[0].Hint == "" {
		t.Fatalf("%v", fails)
	}
}

func TestFolderOrderAndLinks(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"b.txt": story + "b", "a/2.txt": story + "2", "a/1.txt": story + "1", "c.unknown": story, ".git/x.txt": story})
	if os.Symlink(dir, filepath.Join(dir, "a", "loop")) != nil || os.Symlink("nowhere", filepath.Join(dir, "z.txt")) != nil {
		t.Skip("no symbolic links here")
	}
	arts, fails := collect(t, Options{}, dir+"/")
	var got []string
	for _, a := range arts {
		got = append(got, strings.TrimPrefix(a.Path, dir))
	}
	if strings.Join(got, " ") != "/a/1.txt /a/2.txt /b.txt" {
		t.Errorf("order %v", got)
	}
	if len(fails) != 1 || !strings.HasSuffix(fails[0].Path, "z.txt") {
		t.Errorf("%v", fails)
	}
}

func TestHugeLine(t *testing.T) {
	line := io.LimitReader(repeat("All work and no play. "), 100<<20)
	arts, fails := collect(t, Options{Stdin: line}, "-")
	if len(arts) != 0 || len(fails) != 1 || !strings.Contains(fails[0].Reason, "longer than 16 MiB") {
		t.Fatalf("%d %v", len(arts), fails)
	}
}

func TestHugeLineInJSONL(t *testing.T) {
	in := io.MultiReader(strings.NewReader(`{"id":"a","text":"First."}`+"\n"+`{"text":"`), io.LimitReader(repeat("x"), 40<<20),
		strings.NewReader("\"}\n"+`{"id":"b","text":"Third."}`+"\n"))
	arts, fails := collect(t, Options{Stdin: in}, "-")
	if len(arts) != 2 || arts[1].ID != "b" || len(fails) != 1 || fails[0].Line != 2 {
		t.Fatalf("%d %v", len(arts), fails)
	}
}

// repeat is an endless reader.
type repeat string

func (r repeat) Read(p []byte) (n int, err error) {
	for n < len(p) {
		n += copy(p[n:], r)
	}
	return n, nil
}

func TestBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	io.Copy(w, io.LimitReader(repeat(strings.Repeat("a", 4096)), 80<<20))
	w.Close()
	n := 0
	var last *Failure
	Walk(context.Background(), []string{"-"}, Options{Format: JSONL, Stdin: &b}, func(it Item) error {
		n++
		if it.Failure != nil {
			last = it.Failure
		}
		return nil
	})
	if last == nil || !strings.Contains(last.Reason, "bomb") {
		t.Fatalf("%d items, %v", n, last)
	}
}

func TestStops(t *testing.T) {
	stop := errors.New("enough")
	for _, workers := range []int{1, 4} {
		n := 0
		err := Walk(context.Background(), []string{"-"}, Options{Stdin: repeat(`{"text":"A line."}` + "\n"), Workers: workers}, func(Item) error {
			if n++; n == 100 {
				return stop
			}
			return nil
		})
		if err != stop || n != 100 {
			t.Fatalf("%d workers: %v after %d", workers, err, n)
		}
		ctx, cancel := context.WithCancel(context.Background())
		n = 0
		err = Walk(ctx, []string{"-"}, Options{Stdin: repeat(`{"text":"A line."}` + "\n"), Workers: workers}, func(Item) error {
			if n++; n == 100 {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("%d workers: %v after %d", workers, err, n)
		}
	}
}

func TestBlockedInputIsInterrupted(t *testing.T) {
	pr, _ := io.Pipe()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := Walk(ctx, []string{"-"}, Options{Stdin: pr}, func(Item) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
}

func TestPasswordsStayOutOfMessages(t *testing.T) {
	for in, want := range map[string]string{
		"https://user:secret@news.example/feed": "https://user:xxxxx@news.example/feed",
		"https://news.example/a?b=c":            "https://news.example/a?b=c",
	} {
		if got := redacted(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}
