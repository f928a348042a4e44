package store

import (
	"bytes"
	"os"
	"testing"
)

// TestSumOf tells programs apart by their build ids, and those without one by all
// they hold.
func TestSumOf(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	id := buildID(program[:noteRoom])
	if id == "" {
		t.Skip("built without a build id, or no ELF file")
	}
	first := sumOf(bytes.NewReader(program))
	if first == "" || first != sumOf(bytes.NewReader(program)) {
		t.Fatalf("sum %q", first)
	}
	at := bytes.Index(program, []byte(id))
	other := bytes.Clone(program)
	other[at+len(id)-1] ^= 1
	if sumOf(bytes.NewReader(other)) == first {
		t.Error("another build id, the same sum")
	}
	bare := bytes.Replace(program, []byte("Go\x00\x00"+id), []byte("No\x00\x00"+id), 1)
	changed := bytes.Clone(bare)
	changed[len(changed)-1] ^= 1
	if a, b := sumOf(bytes.NewReader(bare)), sumOf(bytes.NewReader(changed)); a == b || a == "" || a == first {
		t.Errorf("without a build id: sums %q and %q", a, b)
	}
}
