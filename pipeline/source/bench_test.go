package source

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkJSONL reads articles of 3 kB, one a line.
func BenchmarkJSONL(b *testing.B) {
	var in bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&in, `{"id":"%d","url":"https://gazette.example/%d","published":"2024-07-19","text":%q}`+"\n", i, i,
			strings.Repeat("The council met on Monday and spoke for hours about the bridge that is to be built. ", 36))
	}
	b.SetBytes(int64(in.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		err := Walk(context.Background(), []string{"-"}, Options{Stdin: bytes.NewReader(in.Bytes()), Now: testNow}, func(Item) error { n++; return nil })
		if err != nil || n != 1000 {
			b.Fatal(n, err)
		}
	}
}

// BenchmarkWARC reads gzip members that carry a page each.
func BenchmarkWARC(b *testing.B) {
	var in bytes.Buffer
	for i := range 200 {
		in.Write(member(warcPage(i)))
	}
	b.SetBytes(int64(in.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		err := Walk(context.Background(), []string{"-"}, Options{Stdin: bytes.NewReader(in.Bytes()), Now: testNow}, func(Item) error { n++; return nil })
		if err != nil || n != 200 {
			b.Fatal(n, err)
		}
	}
}
