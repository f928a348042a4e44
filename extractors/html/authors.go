package html

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// authors lists the by-line: JSON-LD, then meta, then marked elements.
func (p *page) authors() []string {
	var raw []string
	if p.news != nil {
		raw = texts(p.news["author"])
		if len(raw) == 0 {
			raw = texts(p.news["creator"])
		}
	}
	if names := people(raw); len(names) > 0 {
		return names
	}
	for _, m := range []string{"author", "parsely-author", "sailthru.author", "article:author", "dc.creator", "byl", "article.author", "dcterms.creator"} {
		if names := people(p.meta[m]); len(names) > 0 {
			return names
		}
	}
	for _, sel := range []string{`[itemprop="author"] [itemprop="name"]`, `[itemprop="author"]`, `a[rel="author"]`, `.byline a`, `.author-name`, `.byline`} {
		raw = raw[:0]
		p.doc.Find(sel).EachWithBreak(func(i int, s *goquery.Selection) bool {
			raw = append(raw, plain(s.Text()))
			return i < 4
		})
		if names := people(raw); len(names) > 0 {
			return names
		}
	}
	return nil
}

// people cleans by-lines: "By Ann Lee and Bo Roe, staff" to names, addresses
// left out, each once.
func people(raw []string) []string {
	var names []string
	for _, line := range raw {
		if len(line) > 200 || strings.Contains(line, "://") {
			continue
		}
		for _, p := range []string{"By ", "by ", "BY ", "By: ", "Von ", "Par ", "Por ", "Analysis by ", "Opinion by "} {
			line = strings.TrimPrefix(line, p)
		}
		line = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", " | ", ",", " · ", ",", " und ", ",").Replace(line)
		for n := range strings.SplitSeq(line, ",") {
			if n = strings.TrimSpace(n); isName(n) && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

func isName(s string) bool {
	low := strings.ToLower(s)
	for _, role := range []string{"writer", "editor", "correspondent", "reporter", "analyst"} {
		if strings.Contains(low, role) {
			return false
		}
	}
	return len(s) > 1 && len(s) < 60 && !strings.ContainsAny(s, "@/<>{}0123456789") && strings.Count(s, " ") < 6 &&
		low != "staff" && low != "admin" && low != "editor" && low != "null" && low != "undefined" && !strings.HasPrefix(low, "updated") && !strings.HasPrefix(low, "published")
}
