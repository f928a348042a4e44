package html

import (
	"compress/gzip"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"twosource/corpus"
)

var now = time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func extract(t testing.TB, page string) *corpus.Article {
	t.Helper()
	a, err := Extract([]byte(page), Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNewsPage(t *testing.T) {
	a := extract(t, string(sample(t, "news.html")))
	for _, c := range []struct{ name, got, want string }{
		{"title", a.Title, "Ferry runs aground off Tern Point"},
		{"source", a.Source, "Harbour Gazette"},
		{"url", a.URL, "https://www.gazette.example/news/ferry-aground"},
		{"published", a.Published, "2024-07-19T10:15:00+01:00"},
		{"from", a.PublishedFrom, "json-ld"},
		{"updated", a.Updated, "2024-07-19T15:00:00+01:00"},
		{"section", a.Section, "Local news"},
		{"language", a.Language, "en-gb"},
		{"authors", strings.Join(a.Authors, "|"), "Ann Lee|Bo Roe"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	for _, has := range []string{
		"with 212 people", "Friday morning,\nthe coastguard said.\n\nNo one was hurt.", "What happens next\n\nDivers", "2022 | 3\n\n2023 | 5",
		"refund all tickets. — Tern Ferries (@ternferries) July 19, 2024", "three of them private",
	} {
		if !strings.Contains(a.Text, has) {
			t.Errorf("text lacks %q", has)
		}
	}
	for _, not := range []string{"Home", "last summer", "Read more", "By Ann Lee", "newsletter", "Copyright", "Bridge repairs", "runs aground off"} {
		if strings.Contains(a.Text, not) {
			t.Errorf("text has %q", not)
		}
	}
	if t.Failed() {
		t.Log(a.Text)
	}
	kinds := map[corpus.BlockKind]int{}
	for _, b := range a.Blocks {
		kinds[b.Kind]++
		if b.Kind == corpus.Embed && b.Time != "2024-07-19" {
			t.Errorf("post dated %q", b.Time)
		}
	}
	if kinds[corpus.Heading] != 1 || kinds[corpus.ListItem] != 2 || kinds[corpus.TableRow] != 3 || kinds[corpus.Embed] != 1 || kinds[corpus.Paragraph] != 5 {
		t.Errorf("%v", kinds)
	}
	if a.Partial {
		t.Error("not a stub")
	}
}

func TestLiveBlogs(t *testing.T) {
	for _, file := range []string{"live.html", "stamped.html"} {
		t.Run(file, func(t *testing.T) {
			a := extract(t, string(sample(t, file)))
			var entries []corpus.Block
			for _, b := range a.Blocks {
				if b.Kind == corpus.LiveEntry {
					entries = append(entries, b)
				}
			}
			if len(entries) != 3 {
				t.Fatalf("%d entries in %q", len(entries), a.Text)
			}
			if e := entries[1]; e.Time != "2024-07-19T08:10:00Z" || !strings.Contains(e.In(a.Text), "falling tiles") {
				t.Errorf("%s %q", e.Time, e.In(a.Text))
			}
		})
	}
}

// body is a page around metadata and a text long enough to be one.
func body(head, title string) string {
	return "<html><head>" + head + "</head><body><article><h1>" + title + "</h1>" + strings.Repeat("<p>The council met on Monday and spoke for hours about the bridge, the ferry and the school that is to be built.</p><p>It was a long debate.</p>", 3) + "</article></body></html>"
}

func TestTitles(t *testing.T) {
	cases := []struct{ name, head, h1, want string }{
		{"outlet at the end", `<title>Council meets - Harbour Gazette</title><meta property="og:site_name" content="Harbour Gazette">`, "", "Council meets"},
		{"outlet at the start", `<title>Gazette: x</title><meta property="og:title" content="Gazette | Council meets for hours">`, "Council meets for hours", "Council meets for hours"},
		{"domain", `<title>Council meets for hours | gazette.example</title><link rel="canonical" href="https://gazette.example/a">`, "", "Council meets for hours"},
		{"escaped twice", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Smith &amp;amp; Sons close"}</script>`, "Smith &amp; Sons close", "Smith & Sons close"},
		{"cut headline", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council meets for hours about the bridge…"}</script>`, "Council meets for hours about the bridge and the ferry", "Council meets for hours about the bridge and the ferry"},
		{"h1 is the site's name", `<title>Council meets for hours about the bridge</title>`, "Gazette", "Council meets for hours about the bridge"},
		{"control characters in json", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\n\"headline\":\"Council\tmeets\"};</script>", "", "Council meets"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if a := extract(t, body(c.head, c.h1)); a.Title != c.want {
				t.Fatalf("%q", a.Title)
			}
		})
	}
}

func TestPublished(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	cases := []struct{ name, head, want, from string }{
		{"json-ld before meta", ld(`{"@type":"NewsArticle","headline":"x","datePublished":"2024-07-19"}`) + `<meta property="article:published_time" content="2024-07-20">`, "2024-07-19", "json-ld"},
		{"meta", `<meta property="article:published_time" content="2024-07-19T10:00:00Z">`, "2024-07-19T10:00:00Z", "meta"},
		{"date of a change is called so", `<meta property="article:modified_time" content="2024-07-19T10:00:00Z">`, "2024-07-19", "updated"},
		{"address", `<link rel="canonical" href="https://gazette.example/2024/07/19/a">`, "2024-07-19", "url"},
		{"future", ld(`{"@type":"NewsArticle","headline":"x","datePublished":"2031-07-19"}`) + `<meta name="pubdate" content="2024-07-19">`, "2024-07-19", "meta"},
		{"nonsense", ld(`{"@type":"NewsArticle","headline":"x","datePublished":"1970-01-01T00:00:00Z"}`), "", ""},
		{"none", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if a := extract(t, body(c.head, "A title")); a.Published != c.want || a.PublishedFrom != c.from {
				t.Fatalf("%q from %q", a.Published, a.PublishedFrom)
			}
		})
	}
}

func TestStubs(t *testing.T) {
	stub := "<html><head>%</head><body><article><h1>T</h1><p>The council met on Monday and spoke for hours about the bridge and the ferry that is late...</p></article></body></html>"
	for name, c := range map[string]struct {
		page string
		want bool
	}{
		"not free":   {strings.Replace(stub, "%", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","isAccessibleForFree":"False"}</script>`, 1), true},
		"cut":        {strings.Replace(stub, "%", "", 1), true},
		"word count": {body(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","wordCount":900}</script>`, "T"), true},
		"whole":      {body("", "T"), false},
	} {
		if a := extract(t, c.page); a.Partial != c.want {
			t.Errorf("%s: %v", name, a.Partial)
		}
	}
}

func TestCharsets(t *testing.T) {
	page := func(charset, word string) string {
		return `<html><head><meta charset="` + charset + `"></head><body><article><p>` + word + strings.Repeat(" met on Monday and spoke for hours about the bridge and the ferry.", 6) + `</p></article></body></html>`
	}
	far := strings.Repeat("<!-- nothing but ASCII here -->", 100)
	for name, c := range map[string]string{
		"declared":                page("iso-8859-1", "Caf\xe9"),
		"windows-1251":            "", // below
		"utf-8 declared as latin": page("iso-8859-1", "Café"),
		"utf-8 late":              strings.Replace(page("", "Café"), "<body>", far+"<body>", 1),
	} {
		if c == "" {
			continue
		}
		if a := extract(t, c); !strings.HasPrefix(a.Text, "Café met") {
			t.Errorf("%s: %q", name, a.Text[:20])
		}
	}
	if a := extract(t, page("windows-1251", "\xd1\xee\xe2\xe5\xf2")); !strings.HasPrefix(a.Text, "Совет met") {
		t.Errorf("%q", a.Text[:20])
	}
}

func TestHostilePages(t *testing.T) {
	r := strings.Repeat
	for name, page := range map[string]string{
		"deep":          r("<div>", 5000) + "text",
		"deep with end": r("<b>", 5000) + body("", "T"),
		"wide":          r("<p>a b c d e f", 60_000),
		"wide and deep": r("<font>", 400) + r("<p>x", 5000),
		"attributes":    "<p " + r("a='b' ", 20_000) + ">x",
		"deep json":     "<script type='application/ld+json'>" + r("[", 20_000) + "</script>" + body("", "T"),
		"one long word": "<p>" + r("x", 1<<20),
		"no page":       "",
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Extract([]byte(page), Options{Now: now})
			if (a == nil) == (err == nil) {
				t.Fatalf("%v %v", a, err)
			}
			if strings.Contains(page, "council") && (a == nil || !strings.Contains(a.Text, "council")) {
				t.Error("text lost")
			}
		})
	}
}

func TestFragment(t *testing.T) {
	a := &corpus.Article{Title: "Bridge open"}
	if !Fragment(a, "<h1>Bridge open</h1>One.<br><br>Two<p>Three</p><figure><figcaption>Not this</figcaption></figure>") || a.Text != "One.\n\nTwo\n\nThree" {
		t.Errorf("%q", a.Text)
	}
	if Fragment(&corpus.Article{}, " <p> </p>") {
		t.Error("nothing is a text")
	}
}

func FuzzExtract(f *testing.F) {
	for _, n := range []string{"news.html", "live.html", "stamped.html"} {
		f.Add(sample(f, n))
	}
	f.Add([]byte(body(`<meta name="date" content="19/07/2024">`, "T")))
	f.Fuzz(func(t *testing.T, page []byte) {
		a, err := Extract(page, Options{URL: "https://gazette.example/a", Now: now})
		if err != nil {
			return
		}
		if !utf8.ValidString(a.Text) || a.Body.In(a.Text) != a.Text {
			t.Fatalf("%q", a.Text)
		}
		end := 0
		for _, b := range a.Blocks {
			if b.Start < end || b.In(a.Text) == "" || !utf8.RuneStart(a.Text[b.Start]) {
				t.Fatalf("block %v of %q", b, a.Text)
			}
			end = b.End
		}
	})
}

// sharedPages reads the pages of the article extraction benchmark.
func sharedPages(t testing.TB) map[string][]byte {
	t.Helper()
	files, _ := filepath.Glob("../../../shared/eval/body/html/*.html.gz")
	if len(files) == 0 {
		t.Skip("../shared/eval/body is not here")
	}
	pages := map[string][]byte{}
	for _, f := range files {
		r, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		pages[strings.TrimSuffix(filepath.Base(f), ".html.gz")], err = io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return pages
}

// TestBodyScore computes the measure of score.py body: shares of four-word
// shingles, averaged over pages.
func TestBodyScore(t *testing.T) {
	pages := sharedPages(t)
	var p, r float64
	n := 0
	for id, gold := range goldBodies(t) {
		got := ""
		if a, err := Extract(pages[id], Options{Now: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}); err == nil {
			got = a.Text
		}
		hits, have, want := overlap(shingles(got), shingles(gold))
		p += float64(hits) / math.Max(1, float64(have))
		r += float64(hits) / math.Max(1, float64(want))
		n++
	}
	p, r = p/float64(n), r/float64(n)
	f := 2 * p * r / (p + r)
	t.Logf("precision %.4f recall %.4f F1 %.4f on %d pages", p, r, f, n)
	if f < 0.975 {
		t.Error("below the score reached before")
	}
}
