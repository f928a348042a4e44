package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// desk is a user at the root of the repository with a corpus of his own.
type desk struct {
	t      *testing.T
	corpus string
}

func (d desk) run(args ...string) (code int, out, messages string) {
	d.t.Helper()
	var stdout, stderr bytes.Buffer
	env := Environment{
		Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Now: time.Now,
		Getenv: func(name string) string {
			if name == "TWOSOURCE_CORPUS" {
				return d.corpus
			}
			return ""
		},
	}
	code = Main(context.Background(), env, args)
	return code, stdout.String(), stderr.String()
}

func readme(t *testing.T) string {
	t.Helper()
	t.Chdir("../../..")
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// blocks are the fenced blocks of a language.
func blocks(text, language string) []string {
	var out []string
	for _, part := range strings.Split(text, "```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		out = append(out, block)
	}
	return out
}

// What the README shows of the main job is what the main job prints.
func TestReadmeShowsRealOutput(t *testing.T) {
	text := readme(t)
	code, out, messages := desk{t, filepath.Join(t.TempDir(), "corpus")}.run("check", "testdata/articles")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, messages)
	}
	shown := blocks(text, "text")[0]
	if !strings.Contains(shown, "CONTRADICTION") {
		t.Fatal("the README shows no contradiction")
	}
	for line := range strings.Lines(shown) {
		if !strings.Contains(out, line) {
			t.Errorf("the README shows a line that check does not print:\n%s", line)
		}
	}
}

// Every command the README names works.
func TestReadmeCommands(t *testing.T) {
	text := readme(t)
	d := desk{t, filepath.Join(t.TempDir(), "corpus")}
	n := 0
	for _, block := range blocks(text, "console") {
		for line := range strings.Lines(block) {
			command, ok := strings.CutPrefix(line, "$ twosource ")
			if !ok || strings.HasPrefix(command, "serve") {
				continue
			}
			n++
			command, _, _ = strings.Cut(command, "#")
			command, _, _ = strings.Cut(command, "|")
			command = strings.Replace(command, "ID", d.someFinding(), 1)
			if code, _, messages := d.run(words(command)...); code != exitOK && code != exitFindings {
				t.Errorf("%s: exit %d: %s", strings.TrimSpace(command), code, messages)
			}
		}
	}
	if n < 6 {
		t.Errorf("only %d commands found", n)
	}
}

func (d desk) someFinding() string {
	_, out, _ := d.run("conflicts", "--json", "--limit", "1")
	var f struct{ ID string }
	_ = json.Unmarshal([]byte(out), &f) // no corpus yet, no finding
	return f.ID
}

// words splits a line as a shell does, quotes only.
func words(line string) []string {
	var out []string
	var word strings.Builder
	quote, open := rune(0), false
	for _, r := range strings.TrimSpace(line) + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, open = r, true
		case quote == 0 && r == ' ':
			if open || word.Len() > 0 {
				out = append(out, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
		}
	}
	return out
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a\x1b[31mb": `a\u001b[31mb`, "x\u202Ey": `x\u202ey`, "bad\xff": `bad\xff`, "naïve 日本": "naïve 日本", "\uFFFD": "\uFFFD",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestFormulaSafe(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+44 20": "'+44 20", "-8.74": "-8.74", "@x": "'@x", "plain": "plain", "": ""} {
		if got := formulaSafe(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
