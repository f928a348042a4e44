package step

import (
	"bytes"
	"context"
	"testing"

	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
)

// TestInOrder puts named documents in order of their ids, whatever their
// lengths, and refuses what is cut short.
func TestInOrder(t *testing.T) {
	var values [][]byte
	for _, id := range []string{"bb", "a\x00", "", "c", "a", string(bytes.Repeat([]byte("a"), 300))} {
		values = append(values, appendNamed(nil, []byte(id), []byte("packed "+id)))
	}
	list, err := inOrder(values)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range list {
		if i > 0 && list[i-1].id >= x.id {
			t.Errorf("%q before %q", list[i-1].id, x.id)
		}
		if string(x.packed) != "packed "+x.id {
			t.Errorf("%q has %q", x.id, x.packed)
		}
	}
	if _, err := inOrder([][]byte{{9, 'a'}}); err == nil {
		t.Error("a name cut short was read")
	}
}

// TestStreamLeavesNoHalfFile wants no file of a name that ends in an error.
func TestStreamLeavesNoHalfFile(t *testing.T) {
	c := Config{Output: t.TempDir(), Shards: 1}
	ctx := context.Background()
	if err := (&facts{c}).reduce(ctx, []byte("00000"), [][]byte{appendNamed(nil, []byte("a"), []byte("no document"))}, nil); err == nil {
		t.Error("what is no document was written")
	}
	if err := Fresh(ctx, c); err != nil {
		t.Error(err)
	}
	if err := write(ctx, c, "failures", []byte("00000"), []byte("a line\n")); err != nil {
		t.Fatal(err)
	}
	if err := Fresh(ctx, c); err == nil {
		t.Error("the file that was written is not seen")
	}
}
