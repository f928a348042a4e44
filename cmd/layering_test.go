package cmd

import (
	"os/exec"
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
