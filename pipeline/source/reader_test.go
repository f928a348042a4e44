package source_test

import (
	"context"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twosource/pipeline/source"
)

// TestRead wants of an opened input what Walk makes of the file.
func TestRead(t *testing.T) {
	const path = "../../testdata/articles/outage/04-airlines.html"
	collect := func(read func(yield func(source.Item) error) error) (items []source.Item) {
		if err := read(func(it source.Item) error { items = append(items, it); return nil }); err != nil {
			t.Fatal(err)
		}
		return items
	}
	want := collect(func(yield func(source.Item) error) error {
		return source.Walk(context.Background(), []string{path}, source.Options{}, yield)
	})
	got := collect(func(yield func(source.Item) error) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		return source.Read(context.Background(), path, f, source.Options{}, yield)
	})
	if len(want) != 1 || want[0].Article == nil {
		t.Fatalf("nothing read of %s", path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-walk +read)\n%s", diff)
	}
}

func TestKnown(t *testing.T) {
	for name, want := range map[string]bool{"a.jsonl.gz": true, "b.warc": true, ".hidden.txt": false, "picture.png": false} {
		if got := source.Known(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
