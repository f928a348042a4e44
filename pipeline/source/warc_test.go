package source

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"math/rand"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// long reports whether tests run at full size: TWOSOURCE_LONG=1 go test.
func long() bool { return os.Getenv("TWOSOURCE_LONG") != "" }

// warcText is a record that carries a text; n makes it unique.
func warcText(n int) []byte {
	block := fmt.Sprintf("The council of district %d met on Monday and voted on %d new homes. %s", n, n*3+1, strings.Repeat("The vote was close and the debate went on. ", 9+n%7))
	return warcRecord("conversion", fmt.Sprintf("https://news.example/story/%d", n), "text/plain", []byte(block))
}

// warcPage is a record that carries an HTTP response with a page.
func warcPage(n int) []byte {
	page := fmt.Sprintf(`<html><head><title>Story %d</title></head><body><article><h1>Story %d</h1><p>%s</p><p>%s</p></article></body></html>`, n, n,
		fmt.Sprintf("The council of district %d met on Monday and voted on new homes after a long debate in which many people spoke.", n),
		strings.Repeat("The vote was close, and the debate went on until late in the evening. ", 4))
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 7\r\n\r\n" + page
	return warcRecord("response", fmt.Sprintf("https://news.example/page/%d", n), "application/http; msgtype=response", []byte(block))
}

func warcRecord(kind, uri, contentType string, block []byte) []byte {
	sum := sha1.Sum(block)
	return []byte(fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-07-20T00:00:00Z\r\nWARC-Block-Digest: sha1:%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, base32.StdEncoding.EncodeToString(sum[:]), contentType, len(block), block))
}

func member(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// damages are ways a record breaks; each gets the plain record and returns
// what stands in the file.
var damages = []struct {
	name string
	make func(rec []byte, pack func([]byte) []byte, rng *rand.Rand) []byte
}{
	{"flipped bytes", func(rec []byte, pack func([]byte) []byte, rng *rand.Rand) []byte {
		m := pack(rec)
		for range 8 {
			m[len(m)/2+rng.Intn(len(m)/3)] ^= 0x5a
		}
		return m
	}},
	{"cut short", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte { m := pack(rec); return m[:len(m)*2/3] }},
	{"start lost", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte { m := pack(rec); return m[12:] }},
	{"middle lost", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		m := pack(rec)
		return append(m[:len(m)/2:len(m)/2], m[len(m)/2+30:]...)
	}},
	{"zeros", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		m := pack(rec)
		clear(m[len(m)/2 : len(m)/2+40])
		return m
	}},
	{"length too large", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		return pack(bytes.Replace(rec, []byte("Content-Length: "), []byte("Content-Length: 9"), 1))
	}},
	{"length too small", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		i := bytes.Index(rec, []byte("Content-Length: ")) + len("Content-Length: ")
		return pack(append(append(rec[:i:i], "11"...), rec[i+bytes.IndexByte(rec[i:], '\r'):]...))
	}},
	{"no length", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		return pack(bytes.Replace(rec, []byte("Content-Length"), []byte("Content-Lenght"), 1))
	}},
	{"other text", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		return pack(bytes.Replace(rec, []byte("Monday"), []byte("Friday"), 1)) // the digest tells
	}},
	{"broken header", func(rec []byte, pack func([]byte) []byte, _ *rand.Rand) []byte {
		return pack(bytes.Replace(rec, []byte("WARC-Type: "), []byte("WARC Type\x00 "), 1))
	}},
}

// damagedWARC writes n records, every every-th damaged in turn.
func damagedWARC(n, every int, pack func([]byte) []byte) (data []byte, sound map[string]bool, damaged int) {
	rng := rand.New(rand.NewSource(1))
	sound = map[string]bool{}
	var b bytes.Buffer
	b.Write(pack(warcRecord("warcinfo", "", "application/warc-fields", []byte("software: test\r\n"))))
	for i := range n {
		rec := warcText(i)
		if i%3 == 0 {
			rec = warcPage(i)
		}
		if i%every == every/2 {
			b.Write(damages[damaged%len(damages)].make(rec, pack, rng))
			damaged++
			continue
		}
		uri, _, _ := bytes.Cut(rec[bytes.Index(rec, []byte("https://")):], []byte("\r"))
		sound[string(uri)] = true
		b.Write(pack(rec))
	}
	return b.Bytes(), sound, damaged
}

func TestDamagedWARC(t *testing.T) {
	n, every := 300, 10
	if long() {
		n, every = 10_000, 100
	}
	for _, c := range []struct {
		name string
		pack func([]byte) []byte
	}{{"gzip", member}, {"plain", bytes.Clone}} {
		t.Run(c.name, func(t *testing.T) {
			data, sound, damaged := damagedWARC(n, every, c.pack)
			arts, fails := collect(t, Options{Stdin: bytes.NewReader(data)}, "-")
			for _, a := range arts {
				if !sound[a.URL] {
					t.Errorf("not sound: %s", a.URL)
				}
				delete(sound, a.URL)
			}
			if len(sound) > 0 {
				t.Errorf("%d sound records lost: %v", len(sound), sound)
			}
			if len(fails) != damaged {
				t.Errorf("%d failures for %d damaged records", len(fails), damaged)
			}
			for _, f := range fails {
				if f.Offset == 0 || !strings.Contains(f.Reason, "damaged WARC record") {
					t.Errorf("%v", f)
				}
			}
		})
	}
}

func TestWARCRecords(t *testing.T) {
	page := "<html><head><title>T</title></head><body><article><h1>T</h1><p>" + strings.Repeat("The mayor opened the bridge on Monday. ", 10) + "</p></article></body></html>"
	chunked := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(page), page)
	cases := []struct {
		name, kind, block    string
		arts, fails, partial int
	}{
		{"page", "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page, 1, 0, 0},
		{"chunked", "response", chunked, 1, 0, 0},
		{"gzip", "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gz(page), 1, 0, 0},
		{"gzip named but stored plain", "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + page, 1, 0, 0},
		{"paywall", "response", "HTTP/1.1 402 Payment Required\r\nContent-Type: text/html\r\n\r\n" + page, 1, 0, 1},
		{"not found", "response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + page, 0, 0, 0},
		{"redirect", "response", "HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n", 0, 0, 0},
		{"picture", "response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", 0, 0, 0},
		{"no http", "response", "garbage", 0, 1, 0},
		{"request", "request", "GET / HTTP/1.1\r\n\r\n", 0, 0, 0},
		{"page without text", "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body></body></html>", 0, 1, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rec := warcRecord(c.kind, "https://news.example/a", "application/http", []byte(c.block))
			arts, fails := collect(t, Options{Stdin: bytes.NewReader(member(rec))}, "-")
			if len(arts) != c.arts || len(fails) != c.fails {
				t.Fatalf("%d articles, %v", len(arts), fails)
			}
			for _, a := range arts {
				if a.URL != "https://news.example/a" || a.Partial != (c.partial == 1) {
					t.Errorf("%+v", a)
				}
			}
		})
	}
}

func TestMemoryIsFlat(t *testing.T) {
	if !long() {
		t.Skip("TWOSOURCE_LONG=1 runs it")
	}
	middle := func(n int) uint64 {
		pr, pw := io.Pipe()
		go func() {
			z := gzip.NewWriter(pw)
			for i := range n {
				z.Reset(pw)
				z.Write(warcText(i))
				z.Close()
			}
			pw.Close()
		}()
		var heaps []uint64
		seen := 0
		Walk(context.Background(), []string{"-"}, Options{Stdin: pr, Now: testNow}, func(Item) error {
			if seen++; seen%(n/20) == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				heaps = append(heaps, m.HeapAlloc)
			}
			return nil
		})
		if seen != n {
			t.Fatalf("%d of %d", seen, n)
		}
		slices.Sort(heaps)
		return heaps[len(heaps)/2]
	}
	small, large := middle(1_000), middle(100_000)
	t.Logf("%d KiB at 1,000 records, %d KiB at 100,000", small>>10, large>>10)
	if float64(large) > 1.2*float64(small) {
		t.Errorf("memory grows: %d to %d bytes", small, large)
	}
}

func FuzzWARC(f *testing.F) {
	f.Add(member(warcText(1)), true)
	f.Add(append(warcPage(1), warcText(2)...), false)
	f.Add([]byte("WARC/1.0\r\nContent-Length: 9999999999\r\n\r\n"), false)
	f.Add([]byte("\x1f\x8b\x08WARC/1.0\n\n"), true)
	f.Fuzz(func(t *testing.T, data []byte, packed bool) {
		n := 0
		r := &reader{ctx: context.Background(), opt: Options{MaxArticle: 1 << 16, Now: testNow}.filled(), emit: func(j job) error {
			j.parse()
			if n++; n > len(data)+2 && !packed { // packed, many go into a byte
				t.Fatal("more items than bytes")
			}
			return nil
		}}
		r.warc(at{path: "-"}, bytes.NewReader(data), packed)
	})
}
