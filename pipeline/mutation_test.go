package pipeline

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
)

// mutation is one way to spoil an input.
type mutation struct {
	name  string
	apply func(m *mutator, r *rand.Rand, data []byte) []byte
}

var mutations = []mutation{
	{"flips", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		for range 1 + r.IntN(1+len(b)/50) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
		return b
	}},
	{"cut", func(_ *mutator, r *rand.Rand, b []byte) []byte { return b[:1+r.IntN(len(b))] }},
	{"headless", func(_ *mutator, r *rand.Rand, b []byte) []byte { return b[r.IntN(len(b)):] }},
	{"hole", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		from, to := between(r, len(b))
		return append(b[:from:from], append([]byte(nil), b[to:]...)...)
	}},
	{"doubled", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		from, to := between(r, len(b))
		return insert(r, b, repeat(bytes.Clone(b[from:to]), (to-from)*(1+r.IntN(20))))
	}},
	{"spliced", func(m *mutator, r *rand.Rand, b []byte) []byte {
		other := m.seeds[r.IntN(len(m.seeds))].data
		return append(b[:r.IntN(len(b)):len(b)], other[r.IntN(len(other)):]...)
	}},
	{"mixed", func(m *mutator, r *rand.Rand, b []byte) []byte {
		other := m.seeds[r.IntN(len(m.seeds))].data
		from, to := between(r, len(other))
		return insert(r, b, other[from:to])
	}},
	{"token", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		for range 1 + r.IntN(20) {
			b = insert(r, b, []byte(hostileTokens[r.IntN(len(hostileTokens))]))
		}
		return b
	}},
	{"between-words", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		return bytes.ReplaceAll(b, []byte(" "), []byte(hostileTokens[r.IntN(len(hostileTokens))]))
	}},
	{"for-words", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		return words(b, func([]byte) []byte {
			if r.IntN(8) > 0 {
				return nil
			}
			return []byte(hostileTokens[r.IntN(len(hostileTokens))])
		})
	}},
	{"run", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		unit := hostileTokens[r.IntN(len(hostileTokens))]
		return insert(r, b, repeat([]byte(unit), 1<<(6+r.IntN(11))))
	}},
	{"nested", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		x := nestings[r.IntN(len(nestings))]
		n := 1 << (3 + r.IntN(12))
		from, to := between(r, len(b))
		inner := strings.Repeat(x[0], n) + string(b[from:to]) + strings.Repeat(x[1], n)
		return append(b[:from:from], append([]byte(inner), b[to:]...)...)
	}},
	{"numbers", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		return digits(b, func() string { return hostileNumbers[r.IntN(len(hostileNumbers))] })
	}},
	{"line-ends", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		ends := []string{"\r\n", "\r", "\n\r", "\u2028", "\u0085", "\v", "\f", "\n\n\n", ""}
		return bytes.ReplaceAll(b, []byte("\n"), []byte(ends[r.IntN(len(ends))]))
	}},
	{"one-line", func(_ *mutator, _ *rand.Rand, b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte(" ")) }},
	{"no-spaces", func(_ *mutator, _ *rand.Rand, b []byte) []byte { return bytes.ReplaceAll(b, []byte(" "), nil) }},
	{"upper", func(_ *mutator, _ *rand.Rand, b []byte) []byte { return bytes.ToUpper(b) }},
	{"shuffled", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		w := bytes.Fields(b)
		r.Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
		return bytes.Join(w, []byte(" "))
	}},
	{"as-jsonl", func(_ *mutator, r *rand.Rand, b []byte) []byte {
		from, to := between(r, len(b))
		return append(b, jsonLines(seedFile{"x", b[from:to]})...)
	}},
}

var nestings = [][2]string{
	{"<div>", "</div>"}, {"<b><i>", ""}, {"<table><tr><td>", "</td></tr></table>"}, {"<blockquote>", ""}, {"<svg><math>", ""},
	{"<!--", "-->"}, {"[", "]"}, {`{"a":`, "}"}, {"(", ")"}, {"“", "”"}, {`"`, `"`}, {"<x:a>", "</x:a>"}, {"<![CDATA[", "]]>"}, {"‘“", "”’"}, {"<p>“", "”"},
}

// hostileTokens are what has broken readers of text somewhere.
var hostileTokens = []string{
	"\x00", "\xff", "\xc3", "\xe2\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\uFEFF", "\uFFFD", "\u202E", "\u2066", "\u200B", "\u200D", "\u00AD", "\u00A0", "\u2029",
	"İ", "ı", "Ⱥ", "ẞ", "ſ", "ﬃ", "K", "e\u0301", "\u0301\u0301\u0301", "\u1100\u1161\u11a8", "👩‍👩‍👧‍👦", "🇺🇳", "𝟗", "٣", "²", "½", "⅓", "Ⅻ", "①",
	"\"", "“", "”", "‘", "’", "'", "``", "''", "«", "»", "„", "(", ")", "[", "]", "{", "}", "<", ">", "&", "&#0;", "&#x110000;", "&amp;amp;", "<p>", "</p>", "<br>", "<!--",
	",", ".", ";", ":", "—", "–", "-", "…", "...", "/", "\\", "%", "$", "€", "£", "#", "@", "*", "_", "|", "=", "+", "~", "^",
	"0", "1", "9", "99", " 9", " 9,", "1,", ",000", " 1.", " one", " and", " hundred", " million", " twenty-", " half a", " point", " to ", " of the ", " the ", " said ", " he said, ",
	" according to ", " Mr. ", " J.", " Jan. ", " Monday", " on Monday and ", " last ", " 2024-", " 12:00", " 1/2/3", "-1-2-3", " A", " Aa", " Inc.", " U.S.", " who ", " not ",
	"\n", "\r", "\t", " ", "\n\n", "a", "aA", "http://", "www.", "@a.b", "://", "Content-Length: 99999999999\r\n", "WARC/1.0\r\n", "From: x\n", "--=\n", "<![CDATA[", "]]>", "<?xml",
	"<!DOCTYPE x [<!ENTITY a \"aaaa\">]>", "{\"", "\":", "\\u0000", "\\ud800", "null", "1e999", "\x1b[31m", "\x1b]8;;x\x07", "\x9b", "\x7f", "\x08", "\x1f",
}

var hostileNumbers = []string{
	"99999999999999999999999999999999999999", "0", "00000000000", "-0", "1e308", "1e-400", "0.00000000000000000000000001", "9223372036854775808", "1,2,3,4", "1.2.3.4", "1..2",
	"١٢٣", "１２", "2024-02-30", "9999-12-31", "0000-00-00", "29 February 1900", "24:60:61", "1/0", "3-", "4 1/2 million billion trillion", "12,34,56", "999999999999999999 trillion",
}

// between picks a non-empty range of n bytes.
func between(r *rand.Rand, n int) (from, to int) {
	from = r.IntN(n)
	return from, from + 1 + r.IntN(n-from)
}

func insert(r *rand.Rand, b, more []byte) []byte {
	i := r.IntN(len(b) + 1)
	return append(b[:i:i], append(bytes.Clone(more), b[i:]...)...)
}

// repeat fills n bytes with b, at least once.
func repeat(b []byte, n int) []byte {
	return bytes.Repeat(b, max(1, n/max(1, len(b))))
}

// words replaces those space-separated words that to gives a word for.
func words(b []byte, to func(word []byte) []byte) []byte {
	w := bytes.SplitAfter(b, []byte(" "))
	for i := range w {
		if x := to(w[i]); x != nil {
			w[i] = append(x, ' ')
		}
	}
	return bytes.Join(w, nil)
}

// digits replaces every run of digits.
func digits(b []byte, to func() string) []byte {
	var out []byte
	in := false
	for _, c := range b {
		is := c >= '0' && c <= '9'
		if is && !in {
			out = append(out, to()...)
		}
		if !is {
			out = append(out, c)
		}
		in = is
	}
	return out
}

// wrapped puts the seeds that are plain text into the other shapes articles
// come in.
func wrapped(seeds []seedFile) []seedFile {
	var texts []seedFile
	for _, s := range seeds {
		if filepath.Ext(s.name) == ".txt" {
			texts = append(texts, s)
		}
	}
	texts = texts[:min(4, len(texts))]
	var out []seedFile
	for _, s := range texts {
		out = append(out, seedFile{s.name + ".html", page(s)}, seedFile{s.name + ".txt.gz", zipped(s.data)})
	}
	return append(out, seedFile{"articles.jsonl", jsonLines(texts...)}, seedFile{"articles.warc", warc(texts)}, seedFile{"articles.warc.gz", zipped(warc(texts))},
		seedFile{"articles.zip", zipArchive(texts)}, seedFile{"articles.tar", tarArchive(texts)})
}

func page(s seedFile) []byte {
	body := strings.ReplaceAll(string(s.data), "\n\n", "</p>\n<p>")
	return []byte(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>` + s.name + ` | Gazette</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + s.name + `","datePublished":"2024-07-19T10:00:00Z","author":[{"@type":"Person","name":"A Writer"}]}</script>
</head><body><nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>` + s.name + `</h1><time datetime="2024-07-19">July 19, 2024</time><p>` + body + `</p></article></body></html>`)
}

func jsonLines(list ...seedFile) []byte {
	var b bytes.Buffer
	for i, s := range list {
		line, _ := json.Marshal(map[string]any{"id": fmt.Sprint(i), "source": "Gazette", "published": "2024-07-19", "text": string(s.data)})
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

func warc(list []seedFile) []byte {
	var b bytes.Buffer
	for i, s := range list {
		http := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + string(page(s))
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/%d\r\nWARC-Date: 2024-07-19T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(http), http)
	}
	return b.Bytes()
}

func zipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func zipArchive(list []seedFile) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, s := range list {
		w, _ := z.Create("../" + filepath.Base(s.name))
		w.Write(s.data)
	}
	z.Close()
	return b.Bytes()
}

func tarArchive(list []seedFile) []byte {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	for _, s := range list {
		t.WriteHeader(&tar.Header{Name: "../" + filepath.Base(s.name), Mode: 0o644, Size: int64(len(s.data))})
		t.Write(s.data)
	}
	t.Close()
	return b.Bytes()
}
