package source

import (
	"strings"

	"twosource/extractors/stamp"
)

// head is the metadata at the start of a text.
type head struct {
	source, url, title, date, updated, language, section, id string

	authors []string
	end     int // byte where the body begins
}

// fields maps the keys people write to the field they mean.
var fields = map[string]string{
	"source": "source", "outlet": "source", "publisher": "source", "publication": "source", "site": "source", "site name": "source",
	"url": "url", "link": "url", "canonical url": "url", "source url": "url",
	"title": "title", "headline": "title",
	"date": "date", "published": "date", "publish date": "date", "publication date": "date", "date published": "date",
	"datepublished": "date", "pubdate": "date", "published at": "date", "published on": "date",
	"updated": "updated", "modified": "updated", "date modified": "updated", "last updated": "updated",
	"author": "author", "authors": "author", "by": "author", "byline": "author", "by-line": "author",
	"language": "language", "lang": "language",
	"section": "section", "category": "section",
	"id": "id", "article id": "id", "guid": "id",
}

// parseHead reads the head of a text: "key: value" lines up to the first blank
// line, front matter between "---" lines, an inline start such as
// " date 2024-07-19 The …", or one after the other.
func parseHead(text string) head {
	var h head
	h.end = keyLines(&h, text)
	h.end += inline(&h, text[h.end:])
	return h
}

// longestValue bounds the value of a key other than title and author; a longer
// one is a paragraph that happens to begin "Source:".
const longestValue = 400

// keyLines reads key: value lines and returns where the text after them
// begins, 0 when there are none.
func keyLines(h *head, text string) int {
	i := skipBlank(text, 0)
	fenced := strings.HasPrefix(text[i:], "---\n") || strings.HasPrefix(text[i:], "---\r\n")
	if fenced {
		i = lineEnd(text, i)
	}
	var got head
	last, found := "", 0
	for i < len(text) {
		end := lineEnd(text, i)
		line := strings.TrimRight(text[i:end], "\r\n")
		if strings.TrimSpace(line) == "" && !fenced || fenced && strings.HasPrefix(line, "---") {
			return accept(h, got, found, skipBlank(text, end))
		}
		key, value, ok := keyValue(line)
		switch {
		case ok && (fields[key] != "" || found > 0 || fenced):
			got.set(fields[key], value)
			last, found = fields[key], found+1
		case line == "": // a blank line in front matter
		case found > 0 && last != "" && (line[0] == ' ' || line[0] == '\t'):
			got.extend(last, strings.TrimSpace(line))
		case found > 0 && !fenced:
			return accept(h, got, found, i) // prose follows without a blank line
		default:
			return 0
		}
		i = end
	}
	return accept(h, got, found, len(text))
}

// accept takes over what was read if it is a head at all.
func accept(h *head, got head, found, end int) int {
	if found == 0 {
		return 0
	}
	*h = got
	return end
}

// keyValue splits "Key: value"; the key comes back in lower case.
func keyValue(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ":")
	if !ok || len(key) == 0 || len(key) > 24 || !isKey(key) {
		return "", "", false
	}
	if value != "" && value[0] != ' ' && value[0] != '\t' && value[0] != '"' {
		return "", "", false // "http://…", "10:30"
	}
	key = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(key), "_", " "))
	value = strings.TrimSpace(value)
	if len(value) > longestValue && fields[key] != "title" && fields[key] != "author" {
		return "", "", false
	}
	return key, unquote(value), true
}

func isKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c|0x20 >= 'a' && c|0x20 <= 'z' || i > 0 && (c == ' ' || c == '-' || c == '_')) {
			return false
		}
	}
	return true
}

func unquote(s string) string {
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}

// set stores the first value given for a field.
func (h *head) set(field, value string) {
	if field == "author" {
		h.authors = append(h.authors, byline(value)...)
		return
	}
	if p := h.field(field); p != nil && *p == "" {
		*p = value
	}
}

// extend adds a continuation line.
func (h *head) extend(field, more string) {
	if p := h.field(field); p != nil {
		*p = strings.TrimSpace(*p + " " + more)
	}
}

func (h *head) field(name string) *string {
	switch name {
	case "source":
		return &h.source
	case "url":
		return &h.url
	case "title":
		return &h.title
	case "date":
		return &h.date
	case "updated":
		return &h.updated
	case "language":
		return &h.language
	case "section":
		return &h.section
	case "id":
		return &h.id
	}
	return nil
}

// byline splits "By A. Writer and B. Writer, C. Writer" into names.
func byline(s string) []string {
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "[]"))
	for _, p := range []string{"By ", "by ", "BY "} {
		s = strings.TrimPrefix(s, p)
	}
	s = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", " | ", ",").Replace(s)
	var names []string
	for n := range strings.SplitSeq(s, ",") {
		if n = unquote(strings.TrimSpace(n)); n != "" && len(n) < 120 {
			names = append(names, n)
		}
	}
	return names
}

// inline reads a start such as " date 2024-07-19 The …": known keys without a
// line of their own, each with a value that is one word and can be nothing
// else. It returns where the prose begins.
func inline(h *head, text string) int {
	end := 0
	for {
		key, value, next := inlinePair(text, end)
		if !h.inlineField(strings.ToLower(strings.TrimSuffix(key, ":")), value) {
			return end
		}
		end = next
	}
}

// inlinePair reads the two words at i and returns where the third begins.
func inlinePair(text string, i int) (key, value string, next int) {
	key, i = wordAt(text, i)
	value, i = wordAt(text, i)
	return key, value, skipSpace(text, i)
}

// wordAt reads the word at or after i and returns where it ends.
func wordAt(text string, i int) (string, int) {
	i = skipSpace(text, i)
	if n := strings.IndexAny(text[i:], " \t\r\n"); n >= 0 {
		return text[i : i+n], i + n
	}
	return text[i:], len(text)
}

func skipSpace(text string, i int) int {
	return len(text) - len(strings.TrimLeft(text[i:], " \t\r\n"))
}

// inlineField stores an inline value if key and value belong together.
func (h *head) inlineField(key, value string) bool {
	switch fields[key] {
	case "date":
		st, ok := stamp.Parse(value)
		if !ok || len(value) < len("2024-7-9") || value[0] < '0' || value[0] > '9' || !strings.ContainsAny(value, "-/.") {
			return false
		}
		h.set("date", st.ISO)
	case "url":
		if !isURL(value) {
			return false
		}
		h.set("url", value)
	case "language":
		if len(value) != 2 {
			return false
		}
		h.set("language", strings.ToLower(value))
	default:
		return false
	}
	return true
}

// lineEnd returns the index after the line break that ends the line at i.
func lineEnd(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

// skipBlank returns the start of the first line at or after i that is not
// blank; leading spaces of that line are kept.
func skipBlank(text string, i int) int {
	for i < len(text) {
		end := lineEnd(text, i)
		if strings.TrimSpace(text[i:end]) != "" {
			return i
		}
		i = end
	}
	return i
}
