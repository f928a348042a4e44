package html

import (
	"encoding/json"
	"html"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// thing is one object of JSON-LD.
type thing map[string]any

// maxThings and maxLDDepth bound what is read of a page's JSON-LD.
const (
	maxThings  = 2000
	maxLDDepth = 12
)

// linkedData collects the objects of all JSON-LD scripts, those in @graph,
// lists and mainEntity included.
func linkedData(doc *goquery.Document) []thing {
	var out []thing
	doc.Find(`script[type*="ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		if v, ok := parseLD(s.Text()); ok {
			out = collect(out, v, 0)
		}
	})
	return out
}

// parseLD reads JSON as pages write it: if it is broken, once more without
// control characters, comments and a semicolon at the end.
func parseLD(s string) (v any, ok bool) {
	s = strings.TrimSpace(s)
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	for _, mark := range []string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/"} {
		s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(s, mark), mark))
	}
	s = strings.TrimRight(s, "; \t\r\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	return v, json.Unmarshal([]byte(s), &v) == nil
}

// collect lists the objects in v.
func collect(out []thing, v any, depth int) []thing {
	if depth > maxLDDepth || len(out) >= maxThings {
		return out
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = collect(out, e, depth+1)
		}
	case map[string]any:
		out = append(out, thing(v))
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			switch v[k].(type) {
			case []any, map[string]any:
				out = collect(out, v[k], depth+1)
			}
		}
	}
	return out
}

// is reports whether one of a thing's types ends in one of the names.
func (t thing) is(names ...string) bool {
	for _, typ := range texts(t["@type"]) {
		for _, n := range names {
			if strings.HasSuffix(typ, n) {
				return true
			}
		}
	}
	return false
}

// text is a property as plain text, "" when it has none.
func (t thing) text(key string) string {
	if s := texts(t[key]); len(s) > 0 {
		return s[0]
	}
	return ""
}

// texts lists the strings a value holds: itself, those of a list, the names of
// things.
func texts(v any) []string { return textsIn(nil, v, 0) }

func textsIn(out []string, v any, depth int) []string {
	if depth > 4 {
		return out
	}
	switch v := v.(type) {
	case string:
		if s := plain(v); s != "" {
			out = append(out, s)
		}
	case []any:
		for _, e := range v {
			out = textsIn(out, e, depth+1)
		}
	case map[string]any:
		for _, k := range []string{"name", "@value", "@id", "url", "alternateName"} {
			if got := textsIn(nil, v[k], depth+1); len(got) > 0 {
				return append(out, got...)
			}
		}
	}
	return out
}

// plain removes entities (pages escape them twice) and collapses white space.
func plain(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(html.UnescapeString(s))
	}
	return strings.Join(strings.Fields(s), " ")
}

// article picks the thing that describes the page: an article whose headline is
// the page's if there are several, any other page otherwise.
func article(things []thing, pageTitle string) thing {
	var first thing
	key := keyOf(pageTitle)
	for _, t := range things {
		if !t.is("Article", "Posting", "Report", "Review", "NewsStory", "CreativeWork", "AnalysisNewsArticle") || t.is("SocialMediaPosting") {
			continue
		}
		if h := keyOf(t.text("headline")); h != "" && strings.Contains(key, h) {
			return t
		}
		if first == nil && (t["headline"] != nil || t["datePublished"] != nil || t["articleBody"] != nil) {
			first = t
		}
	}
	return first
}
