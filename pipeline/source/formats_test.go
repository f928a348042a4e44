package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
)

// sample reads a file of testdata.
func sample(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFormats(t *testing.T) {
	ferry := corpus.Article{Title: "Ferry runs aground off Tern Point", Published: "2024-07-19T10:15:00Z", Language: "en", Authors: []string{"Ann Lee"}}
	with := func(change func(a *corpus.Article)) corpus.Article { a := ferry; change(&a); return a }
	cases := []struct {
		file        string
		format      Format
		arts, fails int
		want        corpus.Article
		has, hasNot string
	}{
		{"feed.rss", Feed, 2, 1, with(func(a *corpus.Article) {
			a.Source, a.URL, a.Published, a.Language = "Harbour Gazette", "https://gazette.example/2024/07/19/ferry", "2024-07-19T10:15:00+01:00", "en-gb"
			a.Authors = []string{"Ann Lee", "Bo Roe"}
		}), "hurt, the coastguard", "last summer"},
		{"feed.atom", Feed, 1, 0, with(func(a *corpus.Article) {
			a.Source, a.URL, a.Published = "Harbour Gazette", "https://gazette.example/2024/07/19/ferry", "2024-07-19T10:15:00+01:00"
			a.Updated = "2024-07-19T12:00:00+01:00"
		}), "ran aground.\n\nNo one", ""},
		{"feed.json", Feed, 1, 0, with(func(a *corpus.Article) {
			a.Title, a.Source, a.URL, a.Published = "Ferry runs aground", "Harbour Gazette", "https://gazette.example/2024/07/19/ferry", "2024-07-19T10:15:00+01:00"
		}), "212 people", ""},
		{"news-sitemap.xml", Feed, 0, 1, corpus.Article{}, "", ""},
		{"item.ninjs1.json", Ninjs, 1, 0, with(func(a *corpus.Article) {
			a.ID, a.Source, a.Updated, a.Agency = "urn:newsml:wire.example:20240719:ferry-1", "Harbour Wire", "2024-07-19T12:00:00Z", "AP"
		}), "on Friday.\n\nNo one", ""},
		{"item.ninjs2.json", Ninjs, 1, 1, with(func(a *corpus.Article) {
			a.ID, a.Source, a.Updated, a.Authors = "https://wire.example/items/ferry-1", "Harbour Wire", "2024-07-19T12:00:00Z", nil
			a.URL = "https://wire.example/items/ferry-1"
		}), "on Friday.\n\nNo one", ""},
		{"message.newsml.xml", NewsML, 2, 0, with(func(a *corpus.Article) {
			a.ID, a.Source, a.Updated, a.Language = "urn:newsml:wire.example:20240719:ferry-1", "Harbour Wire", "2024-07-19T12:00:00Z", "en-gb"
		}), "coastguard’s duty officer", "<p>"},
		{"story.nitf.xml", NITF, 1, 0, with(func(a *corpus.Article) {
			a.ID, a.Source, a.Published, a.Agency = "ferry-1", "Harbour Gazette", "2024-07-19T10:15:00+01:00", "AP"
		}), "Café Quay.\n\nNo one hurt", "last summer"},
		{"newsletter.eml", EML, 1, 0, with(func(a *corpus.Article) {
			a.ID, a.Source, a.Published, a.Title, a.Authors = "ferry-1@gazette.example", "Harbour Gazette", "2024-07-19T10:15:00+01:00", "Ferry runs aground off Café Quay", nil
		}), "at Café Quay.\n\nNo one", "browser"},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			content := sample(t, c.file)
			if f, _ := sniff([]byte(content), true); f != c.format {
				t.Errorf("sniffed as %s", f)
			}
			arts, fails := collect(t, Options{}, filepath.Join("testdata", c.file))
			if len(arts) != c.arts || len(fails) != c.fails {
				t.Fatalf("%d articles, %v", len(arts), fails)
			}
			if c.arts == 0 {
				return
			}
			a, w := arts[0], c.want
			if w.ID != "" && a.ID != w.ID || a.ID == "" || a.Title != w.Title || a.Source != w.Source || a.URL != w.URL || a.Published != w.Published ||
				a.Updated != w.Updated || a.Agency != w.Agency || a.Language != w.Language || strings.Join(a.Authors, "|") != strings.Join(w.Authors, "|") {
				t.Errorf("got  %+v\nwant %+v", a, w)
			}
			if !strings.Contains(a.Text, c.has) || c.hasNot != "" && strings.Contains(a.Text, c.hasNot) {
				t.Errorf("text %q", a.Text)
			}
			for _, f := range fails {
				if f.Reason == "" || f.Path == "" {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

func TestFeedOfSummaries(t *testing.T) {
	arts, _ := collect(t, Options{}, "testdata/feed.rss")
	if arts[0].Partial || !arts[1].Partial || arts[1].URL != "https://gazette.example/2024/07/18/bridge" || !strings.Contains(arts[1].Text, "£4m") {
		t.Errorf("%+v", arts[1])
	}
}

func zipped(files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, _ := w.Create(files[i])
		f.Write([]byte(files[i+1]))
	}
	w.Close()
	return b.String()
}

func tarred(files ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))})
		w.Write([]byte(files[i+1]))
	}
	w.Close()
	return b.String()
}

func TestArchives(t *testing.T) {
	files := []string{"a/1.txt", story + "1", "a/2.jsonl", `{"id":"x","text":"Two."}` + "\n{bad\n", "../up.txt", story + "3", ".hidden.txt", story, "photo.jpg", "x", "b/4.txt.gz", gz(story + "4")}
	cases := []struct{ name, content string }{
		{"a.zip", zipped(files...)}, {"a.tar", tarred(files...)}, {"a.tgz", gz(tarred(files...))}, {"a.tar.zst", zst(tarred(files...))},
		{"nested.zip", zipped("in.tar.gz", gz(tarred(files...)))},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{c.name: c.content})
			for _, in := range []string{filepath.Join(dir, c.name), "-"} {
				arts, fails := collect(t, Options{Stdin: strings.NewReader(c.content)}, in)
				if len(arts) != 4 || len(fails) != 1 || fails[0].Line != 2 {
					t.Fatalf("%s: %d articles, %v", in, len(arts), fails)
				}
				if !strings.HasSuffix(arts[0].Path, "/a/1.txt") || strings.Contains(arts[2].Path, "..") {
					t.Errorf("%s %s", arts[0].Path, arts[2].Path)
				}
			}
		})
	}
}

func TestBadArchives(t *testing.T) {
	deep := story
	for range maxArchiveNest + 1 {
		deep = zipped("in.zip", deep)
	}
	whole := zipped("a.txt", strings.Repeat(story, 50))
	flipped := []byte(whole)
	flipped[80] ^= 0xff
	cases := []struct{ name, content, reason string }{
		{"cut zip", whole[:len(whole)/2], "zip is damaged"},
		{"flipped zip", string(flipped), ""},
		{"cut tar", tarred("a.txt", strings.Repeat(story, 50))[:1500], "ends early"},
		{"too deep", deep, "nest too deep"},
		{"office", zipped("[Content_Types].xml", "<Types/>", "word/document.xml", "<w:document/>"), "Office document"},
		{"bomb", zipped("a.jsonl", "{\"text\":\""+strings.Repeat("a", 80<<20)), "bomb"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, fails := collect(t, Options{Stdin: strings.NewReader(c.content)}, "-")
			if len(fails) == 0 || !strings.Contains(fails[0].Reason, c.reason) {
				t.Fatalf("%v", fails)
			}
		})
	}
}

// direct reads data without goroutines, which keep a fuzzer from seeing what an
// input does.
func direct(opt Options, data []byte) (arts []*corpus.Article) {
	opt.Now = testNow
	r := &reader{ctx: context.Background(), opt: opt.filled(), emit: func(j job) error {
		if it := j.parse(); it.Article != nil {
			arts = append(arts, it.Article)
		}
		return nil
	}}
	r.stream(at{path: "-"}, bytes.NewReader(data))
	return arts
}

// FuzzFormats reads any bytes as any format: no panic, and spans that fit.
func FuzzFormats(f *testing.F) {
	names := []string{"feed.rss", "feed.atom", "feed.json", "news-sitemap.xml", "item.ninjs1.json", "item.ninjs2.json", "message.newsml.xml", "story.nitf.xml", "newsletter.eml"}
	for i, n := range names {
		f.Add([]byte(sample(f, n)), uint8(i))
	}
	f.Add([]byte(zipped("a.txt", story)), uint8(0))
	f.Add([]byte(tarred("a.txt", story)), uint8(0))
	formats := append(Formats(), archive)
	f.Fuzz(func(t *testing.T, data []byte, n uint8) {
		arts := direct(Options{Format: formats[int(n)%len(formats)], MaxArticle: 1 << 16}, data)
		for _, a := range arts {
			if !utf8.ValidString(a.Text) || a.Body.Empty() || a.Body.End > len(a.Text) || a.ID == "" {
				t.Fatalf("%+v", a)
			}
			for _, b := range a.Blocks {
				if b.In(a.Text) == "" || !utf8.RuneStart(a.Text[b.Start]) {
					t.Fatalf("block %v of %q", b, a.Text)
				}
			}
		}
	})
}

// TestNinjsKeysOnceMore reads an object whose keys differ in case alone the
// same way each time.
func TestNinjsKeysOnceMore(t *testing.T) {
	const in = `{"uri":"a","Headline":"One","headline":"Two","HEADLINE":"Three","body_text":"The bridge was opened again.","pubstatus":"usable"}`
	for range 30 {
		if a := one(t, Ninjs, in); a.Title != "Two" {
			t.Fatalf("title %q", a.Title)
		}
	}
}
