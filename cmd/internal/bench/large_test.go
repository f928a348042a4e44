package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"twosource/cmd/internal/newsgen"
)

// TestManyStories guards precision where many stories of one kind and region
// lie beside each other: what the events of a handful of articles cannot show.
func TestManyStories(t *testing.T) {
	if testing.Short() {
		t.Skip("generates and reads thousands of articles")
	}
	var out strings.Builder
	if err := large(&out, filepath.Join(t.TempDir(), "corpus"), newsgen.Options{Articles: 5000, Seed: 3}, 0); err != nil {
		t.Fatal(err)
	}
	at := strings.LastIndex(out.String(), "planted ")
	var planted, found, listed, extra int
	var recall, precision float64
	if _, err := fmt.Sscanf(out.String()[max(at, 0):], "planted %d found %d recall %f listed %d extra %d precision %f", &planted, &found, &recall, &listed, &extra, &precision); err != nil {
		t.Fatalf("%v in\n%s", err, out.String())
	}
	if planted < 50 || recall < 0.98 || precision < 0.98 {
		t.Errorf("planted %d, recall %.3f, precision %.3f; want 0.98 and 0.98", planted, recall, precision)
	}
}
