package source

import (
	"context"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestOneLine reads a gigabyte in one line (a twentieth of it in short form),
// in each form that begins like an article: it is a failure, memory stays
// bounded, and of lines what comes after is read.
//
//	TWOSOURCE_LONG=1 go test -run TestOneLine -v ./pipeline/source
func TestOneLine(t *testing.T) {
	size := int64(50 << 20)
	if long() {
		size = 1<<30 - 1<<20
	}
	for _, c := range []struct {
		name, begin, fill, end string
		arts                   int
	}{
		{"a line of JSON", `{"text":"`, "A word ", "\"}\n{\"text\":\"After it.\"}\n", 1},
		{"a list in JSON", `[{"text":"`, "A word ", `"}]`, 0},
		{"brackets", ``, "[", "\n", 0},
		{"objects in objects", ``, `{"a":`, "\n", 0},
		{"text", "The bridge ", "was opened again and ", "\n", 0},
		{"no space", "", "a", "\n", 0},
		{"a page", "<!DOCTYPE html><title>T</title><p>", "The bridge <b>was</b> opened ", "</p>", 0},
		{"elements in elements", "<!DOCTYPE html>", "<div>", "", 0},
		{"a feed", `<?xml version="1.0"?><rss version="2.0"><channel><item><title>`, "The bridge ", "</title></item></channel></rss>", 0},
		{"a mail", "From: a@b.example\nSubject: ", "bridge ", "\n\nText", 0},
		{"a head", "title: ", "bridge ", "\n\nText", 0},
		{"a WARC header", "WARC/1.0\r\nX: ", "bridge ", "\r\n\r\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := io.MultiReader(strings.NewReader(c.begin), io.LimitReader(repeat(c.fill), size), strings.NewReader(c.end))
			watch := watchMemory()
			var arts, fails int
			err := Walk(context.Background(), []string{"-"}, Options{Stdin: in, Now: testNow}, func(it Item) error {
				if it.Failure != nil {
					fails++
				} else {
					arts++
				}
				return nil
			})
			peak := watch()
			t.Logf("%d articles, %d failures, %d MB", arts, fails, peak>>20)
			if err != nil || arts != c.arts || fails == 0 {
				t.Errorf("%d articles, %d failures, %v", arts, fails, err)
			}
			if peak > 400<<20 {
				t.Errorf("%d MB of memory", peak>>20)
			}
		})
	}
}

// watchMemory returns a function that ends the watch and says how much the
// heap grew at most.
func watchMemory() (peak func() uint64) {
	runtime.GC()
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, most := heap(), uint64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			most = max(most, heap())
			select {
			case <-stop:
				return
			default:
				time.Sleep(time.Millisecond)
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-stopped
		return most - min(most, before)
	}
}
