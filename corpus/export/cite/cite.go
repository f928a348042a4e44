// Package cite writes references to articles for citation managers: BibTeX,
// RIS and CSL-JSON. No maintained Go library writes all three; each is a page
// of fields and escapes.
package cite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"twosource/corpus"
)

// BibTeX writes an @online entry (BibLaTeX). Characters that TeX reads as
// commands are escaped.
func BibTeX(w io.Writer, a *corpus.Article) error {
	var b strings.Builder
	fmt.Fprintf(&b, "@online{%s,\n", key(a))
	for _, f := range []struct{ name, value string }{
		{"title", a.Title}, {"author", strings.Join(a.Authors, " and ")}, {"organization", a.Source},
		{"date", day(a.Published)}, {"url", a.URL}, {"langid", a.Language},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", f.name, texEscape(f.value))
		}
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// RIS writes one NEWS record; lines end in CRLF as the format asks.
func RIS(w io.Writer, a *corpus.Article) error {
	var b strings.Builder
	line := func(tag, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	line("TY", "NEWS")
	line("ID", a.ID)
	line("TI", a.Title)
	for _, name := range a.Authors {
		line("AU", name)
	}
	line("T2", a.Source)
	line("DA", strings.ReplaceAll(day(a.Published), "-", "/"))
	line("UR", a.URL)
	line("LA", a.Language)
	b.WriteString("ER  - \r\n")
	_, err := io.WriteString(w, b.String())
	return err
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
}

// CSL writes references as CSL-JSON, an array of items.
type CSL struct {
	w io.Writer
	n int
}

// NewCSL begins the array.
func NewCSL(w io.Writer) *CSL { return &CSL{w: w} }

// Article writes the item of an article, on a line of its own.
func (c *CSL) Article(a *corpus.Article) error {
	line, err := json.Marshal(newItem(a))
	if err != nil {
		return err
	}
	before := ",\n"
	if c.n++; c.n == 1 {
		before = "[\n"
	}
	_, err = fmt.Fprintf(c.w, "%s%s", before, line)
	return err
}

// Close ends the array.
func (c *CSL) Close() error {
	end := "\n]\n"
	if c.n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(c.w, end)
	return err
}

// CSLJSON writes an array of one article.
func CSLJSON(w io.Writer, a *corpus.Article) error {
	c := NewCSL(w)
	return errors.Join(c.Article(a), c.Close())
}

func newItem(a *corpus.Article) cslItem {
	item := cslItem{ID: a.ID, Type: "article-newspaper", Title: a.Title, Container: a.Source, URL: a.URL, Language: a.Language}
	for _, name := range a.Authors {
		item.Author = append(item.Author, cslName{name})
	}
	var y, m, d int
	if n, _ := fmt.Sscanf(day(a.Published), "%d-%d-%d", &y, &m, &d); n > 0 {
		item.Issued = &cslDate{[][]int{[]int{y, m, d}[:n]}}
	}
	return item
}

func day(published string) string {
	if len(published) > 10 {
		return published[:10]
	}
	return published
}

// key is a citation key of ASCII letters and digits: the id where it is one,
// else what is left of it.
func key(a *corpus.Article) string {
	k := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' || r == '.') {
			return r
		}
		return '-'
	}, a.ID)
	if k == "" {
		return "article"
	}
	return k
}

var texReplacer = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, "\n", " ", "\r", " ")

func texEscape(s string) string { return texReplacer.Replace(s) }
