package html

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"twosource/extractors/dateline"
)

// page is a parsed page with everything metadata is drawn from.
type page struct {
	doc    *goquery.Document
	base   *url.URL            // address of the page, nil if unknown
	meta   map[string][]string // contents of meta elements by name, property or itemprop, lower case
	things []thing             // JSON-LD
	news   thing               // the JSON-LD that describes the article, nil if none
	title  string              // <title>
	ranks  map[string]bool     // keys of the headings, nil until asked for
}

func newPage(root *html.Node, base *url.URL) *page {
	p := &page{doc: goquery.NewDocumentFromNode(root), base: base, meta: map[string][]string{}}
	p.doc.Find("meta").Each(func(_ int, s *goquery.Selection) { p.addMeta(s.Nodes[0]) })
	p.title = plain(p.doc.Find("title").First().Text())
	p.things = linkedData(p.doc)
	p.news = article(p.things, p.title+" "+p.first("og:title"))
	return p
}

func (p *page) addMeta(n *html.Node) {
	content := plain(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(attr(n, key))); name != "" {
			p.meta[name] = append(p.meta[name], content)
		}
	}
}

// first returns the first content of the first of names that has any.
func (p *page) first(names ...string) string {
	for _, n := range names {
		if v := p.meta[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// canonical is the address the page gives itself, "" if none. An address that
// names the home page of the outlet is a mistake of its template.
func (p *page) canonical() string {
	candidates := []string{
		p.doc.Find(`link[rel="canonical"]`).First().AttrOr("href", ""),
		p.first("og:url"),
	}
	if p.news != nil {
		candidates = append(candidates, p.news.text("url"), p.news.text("mainEntityOfPage"), p.news.text("@id"))
	}
	for _, c := range candidates {
		if u := p.resolve(c); u != nil && strings.Trim(u.Path, "/") != "" {
			return u.String()
		}
	}
	if p.base != nil && p.base.Host != "" {
		return p.base.String()
	}
	return ""
}

// resolve makes a web address of ref, nil if it is none.
func (p *page) resolve(ref string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return nil
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	}
	if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	return u
}

// source is the outlet's name, or without one its domain. An agency that the
// page names as publisher wrote the text; the outlet is the site it stands on.
func (p *page) source(pageURL string) string {
	u, err := url.Parse(pageURL)
	host := ""
	if err == nil {
		host = strings.TrimPrefix(u.Hostname(), "www.")
	}
	candidates := []string{p.publisher(), p.first("og:site_name", "application-name", "dc.publisher", "publisher")}
	for _, t := range p.things {
		if t.is("NewsMediaOrganization", "WebSite") {
			candidates = append(candidates, t.text("name"))
		}
	}
	for _, c := range candidates {
		c = firstPart(c)
		if len(c) > 1 && len(c) < 80 && !strings.Contains(c, "://") && (dateline.Agency(c) == "" || host == "" || strings.Contains(host, keyOf(dateline.Agency(c)))) {
			return c
		}
	}
	return host
}

// publisher is the publisher JSON-LD names, "" if none.
func (p *page) publisher() string {
	if p.news == nil {
		return ""
	}
	return p.news.text("publisher")
}

// firstPart cuts slogans and sections off a site's name.
func firstPart(name string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", ": "} {
		name, _, _ = strings.Cut(name, sep)
	}
	return strings.TrimPrefix(strings.TrimSpace(name), "@")
}

// language is the BCP 47 tag the page declares, lower case, "" if none.
func (p *page) language() string {
	candidates := []string{p.doc.Find("html").AttrOr("lang", ""), p.doc.Find("html").AttrOr("xml:lang", "")}
	if p.news != nil {
		candidates = append(candidates, p.news.text("inLanguage"))
	}
	candidates = append(candidates, p.first("og:locale", "content-language", "language", "dc.language"))
	for _, c := range candidates {
		c = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(c), "_", "-"))
		if len(c) >= 2 && len(c) <= 12 && !strings.ContainsAny(c, " ,;{") && (len(c) == 2 || c[2] == '-' || len(c) == 3) {
			return c
		}
	}
	return ""
}

// section is the outlet's section the article stands in.
func (p *page) section() string {
	if p.news != nil {
		if s := p.news.text("articleSection"); s != "" && len(s) < 80 {
			return s
		}
	}
	if s := p.first("article:section", "og:article:section", "parsely-section", "sailthru.section"); len(s) < 80 {
		return s
	}
	return ""
}
