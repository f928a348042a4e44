package figure

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata/cases")

// TestCases runs testdata/cases: blocks divided by an empty line, each a text
// of one line, the line "-----" and the figures expected in it, one a line.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no case files", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { runCases(t, name) })
	}
}

func runCases(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		text, want, _ := strings.Cut(block, "\n-----")
		var got []string
		for _, f := range extract(text) {
			got = append(got, show(text, f))
		}
		result := strings.Join(got, "\n")
		if !*update && strings.TrimSpace(result) != strings.TrimSpace(want) {
			t.Errorf("%s\ngot\n%s\nwant\n%s", text, result, want)
		}
		out.WriteString(strings.TrimSpace(text+"\n-----\n"+result) + "\n\n")
	}
	if *update {
		if err := os.WriteFile(name, []byte(strings.TrimSpace(out.String())+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
