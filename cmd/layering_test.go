package cmd

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers in the order data flows; a package may import its own layer and those
// before it.
var layers = []string{"corpus", "extractors", "pipeline", "cmd"}

func layerOf(pkg string) int {
	first, _, _ := strings.Cut(strings.TrimPrefix(pkg, "twosource/"), "/")
	for i, l := range layers {
		if first == l {
			return i
		}
	}
	return -1
}

func TestNoPackageImportsUpward(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "twosource/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := 0
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), " ")
		from := layerOf(pkg)
		if from < 0 {
			t.Errorf("%s is outside the four layers", pkg)
		}
		packages++
		for imp := range strings.FieldsSeq(imports) {
			if strings.HasPrefix(imp, "twosource/") && layerOf(imp) > from {
				t.Errorf("%s imports %s: data flows corpus ← extractors ← pipeline ← cmd", pkg, imp)
			}
		}
	}
	if packages < 4 {
		t.Fatalf("only %d packages listed", packages)
	}
}

// topLevel is what lies at the top beside dotfiles.
var topLevel = []string{"LICENSE", "README.md", "cmd", "corpus", "extractors", "go.mod", "go.sum", "pipeline", "testdata"}

// TestTopLevel wants nothing else there: what a measurement leaves behind is soon
// committed.
func TestTopLevel(t *testing.T) {
	out, err := exec.Command("git", "-C", "..", "ls-files").Output()
	if err != nil {
		t.Skip("no git, or no clone: ", err)
	}
	found := make(map[string]bool)
	for path := range strings.Lines(string(out)) {
		if name, _, _ := strings.Cut(strings.TrimSpace(path), "/"); !strings.HasPrefix(name, ".") {
			found[name] = true
		}
	}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, topLevel) {
		t.Errorf("%v at the top, want %v", got, topLevel)
	}
}

// TestNestedModule holds the nested module to the same direction: it is part of
// the pipeline. Its imports are read from its files, so that no engine need be
// downloaded for it.
func TestNestedModule(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../pipeline/beam", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		files++
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range f.Imports {
			name := strings.Trim(imp.Path.Value, `"`)
			if strings.HasPrefix(name, "twosource/") && layerOf(name) > layerOf("twosource/pipeline") {
				t.Errorf("%s imports %s: data flows corpus ← extractors ← pipeline ← cmd", path, name)
			}
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Errorf("%d files of pipeline/beam read: %v", files, err)
	}
}

// The domain does no I/O: its root package imports no os, net or database.
func TestDomainDoesNoIO(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}`, "twosource/corpus").Output()
	if err != nil {
		t.Fatal(err)
	}
	for imp := range strings.FieldsSeq(string(out)) {
		switch first, _, _ := strings.Cut(imp, "/"); first {
		case "os", "net", "io", "database", "syscall":
			t.Errorf("corpus imports %s", imp)
		}
	}
}
