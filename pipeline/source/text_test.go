package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
)

// one reads an input that gives exactly one article.
func one(t testing.TB, format Format, content string) *corpus.Article {
	t.Helper()
	arts, fails := collect(t, Options{Format: format, Stdin: strings.NewReader(content)}, "-")
	if len(arts) != 1 || len(fails) != 0 {
		t.Fatalf("%d articles, failures %v", len(arts), fails)
	}
	return arts[0]
}

func TestHeads(t *testing.T) {
	cases := []struct {
		name, in, body string
		want           corpus.Article
	}{
		{"none", "The bridge reopened.", "The bridge", corpus.Article{}},
		{"inline", " date 2024-07-19 The major bridge reopened.", "The major", corpus.Article{Published: "2024-07-19"}},
		{"inline with time", "Date: 2024-07-19T10:00:00Z\nThe bridge.", "The bridge", corpus.Article{Published: "2024-07-19T10:00:00Z"}},
		{"inline chain", "url https://a.example/x date 2024-07-19 The bridge.", "The bridge", corpus.Article{Published: "2024-07-19", URL: "https://a.example/x"}},
		{"keys", "source: The Gazette\nurl: https://www.gazette.example/a?utm_source=x#top\ntitle: \"Bridge: open\"\ndate: July 19, 2024\nauthor: By Ann Lee and Bo Roe\nlanguage: en\n\nThe bridge.", "The bridge",
			corpus.Article{Source: "The Gazette", URL: "https://www.gazette.example/a", Title: "Bridge: open", Published: "2024-07-19", Authors: []string{"Ann Lee", "Bo Roe"}, Language: "en"}},
		{"both", "source: outlet\nurl: https://o.example/a\n\n date 2024-07-19 A firm.", "A firm", corpus.Article{Source: "outlet", URL: "https://o.example/a", Published: "2024-07-19"}},
		{"front matter", "---\ntitle: Open\ntags: [a, b]\ndate: 2024-07-19\n---\nThe bridge.", "The bridge", corpus.Article{Title: "Open", Published: "2024-07-19"}},
		{"blank line in front matter", "---\ntitle: Open\n\ndate: 2024-07-19\n---\nThe bridge.", "The bridge", corpus.Article{Title: "Open", Published: "2024-07-19"}},
		{"no blank line", "Title: Open\nDate: 2024-07-19\nThe bridge.", "The bridge", corpus.Article{Title: "Open", Published: "2024-07-19"}},
		{"unknown key inside", "title: Open\nword count: 300\n\nThe bridge.", "The bridge", corpus.Article{Title: "Open"}},
		{"crlf", "title: Open\r\ndate: 2024-07-19\r\n\r\nThe bridge.", "The bridge", corpus.Article{Title: "Open", Published: "2024-07-19"}},
		{"continued title", "title: A long\n  headline\n\nThe bridge.", "The bridge", corpus.Article{Title: "A long headline"}},
		{"prose with a colon", "Breaking: the bridge reopened.\nMore soon.", "Breaking", corpus.Article{}},
		{"prose that begins with date", "date night returned to the old town.", "date night", corpus.Article{}},
		{"a year is no date", "date 2024 was a good year.", "date 2024", corpus.Article{}},
		{"dateline", "LISBON, July 19, 2024 (Reuters) - The bridge reopened.", "LISBON", corpus.Article{Published: "2024-07-19", Agency: "Reuters"}},
		{"dateline without year", "LISBON, July 19 (Reuters) — The bridge reopened.", "LISBON", corpus.Article{Agency: "Reuters"}},
		{"dateline of AP", "WASHINGTON (AP) — The bridge reopened.", "WASHINGTON", corpus.Article{Agency: "AP"}},
		{"agency in passing", "The union told reporters (AP) - and others - so.", "The union", corpus.Article{}},
		{"future date", "date: 2031-01-01\n\nThe bridge.", "The bridge", corpus.Article{}},
		{"ambiguous date", "date: 03/04/2024\n\nThe bridge.", "The bridge", corpus.Article{Published: "2024-03-04"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := one(t, Auto, c.in)
			if a.Text != c.in || !strings.HasPrefix(a.Body.In(a.Text), c.body) {
				t.Errorf("text %q body %q", a.Text, a.Body.In(a.Text))
			}
			if a.Source != c.want.Source || a.URL != c.want.URL || a.Title != c.want.Title || a.Published != c.want.Published || a.Agency != c.want.Agency {
				t.Errorf("got %+v", a)
			}
			if strings.Join(a.Authors, "|") != strings.Join(c.want.Authors, "|") {
				t.Errorf("authors %q", a.Authors)
			}
			if a.ID == "" || (a.Published == "") != (a.PublishedFrom == "") {
				t.Errorf("id %q from %q", a.ID, a.PublishedFrom)
			}
		})
	}
}

func TestIdentity(t *testing.T) {
	id := func(url, text string) string { return one(t, Auto, "url: "+url+"\n\n"+text).ID }
	if id("https://www.a.example/x/?utm_medium=y", "One.") != id("http://a.example/x", "Two.") {
		t.Error("one page, two ids")
	}
	if id("https://a.example/x?id=1", "One.") == id("https://a.example/x?id=2", "One.") {
		t.Error("two pages, one id")
	}
	if one(t, Auto, "One.").ID == one(t, Auto, "Two.").ID {
		t.Error("two texts, one id")
	}
}

func TestEncodings(t *testing.T) {
	russian := "\xcc\xee\xf1\xf2 \xf7\xe5\xf0\xe5\xe7 \xf0\xe5\xea\xf3 \xee\xf2\xea\xf0\xfb\xeb\xe8 \xef\xee\xf1\xeb\xe5 \xf0\xe5\xec\xee\xed\xf2\xe0"
	cases := []struct{ name, in, want string }{
		{"utf-8 mark", "\xef\xbb\xbfThe caf\xc3\xa9.", "The café."},
		{"windows-1252", "The caf\xe9\x92s owner said \x93no\x94 on Monday.", "The café’s owner said “no” on Monday."},
		{"utf-16le", "\xff\xfeT\x00h\x00e\x00 \x00c\x00a\x00f\x00\xe9\x00.\x00", "The café."},
		{"utf-16be", "\xfe\xff\x00T\x00h\x00e\x00 \x00c\x00a\x00f\x00\xe9\x00.", "The café."},
		{"windows-1251", russian, "Мост через реку открыли после ремонта"},
		{"cut rune", "The café, the naïve “rôle”, the façade \xe2\x80", "The café, the naïve “rôle”, the façade \ufffd"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if a := one(t, Auto, c.in); a.Text != c.want {
				t.Fatalf("%q", a.Text)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	cases := []struct{ text, want string }{
		{"The bridge was reopened by the mayor on Monday and the city has spent millions on it.", "en"},
		{"El puente fue reabierto el lunes por la alcaldesa y la ciudad ha gastado millones en las obras de reparación, según dijo un portavoz.", "es"},
		{"Die Brücke wurde am Montag von der Bürgermeisterin wieder eröffnet, und die Stadt hat Millionen für die Arbeiten ausgegeben, sagte ein Sprecher.", "de"},
		{"Cây cầu đã được mở lại vào thứ Hai sau chín tuần sửa chữa, theo người phát ngôn của thành phố cho biết hôm nay.", "vi"},
		{"OK.", ""},
	}
	for _, c := range cases {
		if got := detect(c.text); got != c.want {
			t.Errorf("%q for %q", got, c.text)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("source: a\ndate: 2024-07-19\n\n date 2024-07-19 The bridge.")
	f.Add("---\ntitle: x\n---\n")
	f.Add("---\ntitle: x\n\nsource: y\n---\nThe bridge.")
	f.Add("LISBON, July 19, 2024 (Reuters) - The bridge (")
	f.Add("\xff\xfea\x00")
	r := &reader{opt: Options{Now: testNow}.filled()}
	f.Fuzz(func(t *testing.T, in string) {
		it := r.text(at{path: "-"}, []byte(in))
		if it.Article == nil {
			return
		}
		a := it.Article
		if !utf8.ValidString(a.Text) || a.Body.Start < 0 || a.Body.End != len(a.Text) || a.Body.Empty() || !utf8.RuneStart(a.Text[a.Body.Start]) {
			t.Fatalf("%q: body %v of %q", in, a.Body, a.Text)
		}
	})
}
