package bleveindex

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestKeysByPrefix walks keys that lie in several segments, with prefixes that
// all, some and none of these have.
func TestKeysByPrefix(t *testing.T) {
	var docs []Doc
	var all []string
	for i := range 60 {
		d := article(fmt.Sprintf("a%02d", i), "Outlet", "2024-07-19", "Title", "Text")
		d.Keys = []string{fmt.Sprintf("firm%d\x1femployees\x1f%d\x1f", i%7, i), fmt.Sprintf("only%d\x1ffounded\x1f\xff\x1f", i/20), "\xff\xff"}
		all = append(all, d.Keys...)
		docs = append(docs, d)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	x, err := Create(t.TempDir() + "/index")
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, part := range slices.Collect(slices.Chunk(docs, 20)) {
		filled(t, x, part)
	}
	for _, prefix := range []string{"", "f", "firm3\x1f", "firm3\x1femployees\x1f1", "only1", "only2\x1ffounded\x1f\xff", "onlyx", "a", "z", "\xff", "\xff\xff", "firm3\x1femployees\x1f3\x1fmore"} {
		var got, want []string
		for _, k := range all {
			if strings.HasPrefix(k, prefix) {
				want = append(want, k)
			}
		}
		if err := x.Keys(context.Background(), prefix, func(k string) error { got = append(got, k); return nil }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("prefix %q: %q\nwant %q", prefix, got, want)
		}
	}
}
