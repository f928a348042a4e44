package html

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// headline picks the article's title without the outlet's name around it.
//
// The JSON-LD headline is the newsroom's own, but some systems cut it or write
// one for search engines; the h1 is what readers see, but some pages have
// several. Where one continues the other the longer is right.
func (p *page) headline() string {
	h1 := p.mainHeading()
	if p.news != nil {
		if h := p.bare(p.news.text("headline")); h != "" {
			return better(h, h1)
		}
	}
	og := p.bare(p.first("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"))
	title := p.bare(p.title)
	switch {
	case h1 != "" && (covers(h1, og) || covers(h1, title)):
		return h1
	case og != "":
		return better(og, h1)
	case title != "":
		return better(title, h1)
	}
	return h1
}

// better returns the h1 where it is the same title set with care, or the whole
// of a title that was cut.
func better(title, h1 string) string {
	t, h := keyOf(title), keyOf(h1)
	switch {
	case h == "":
		return title
	case t == h, len(t) >= 20 && strings.HasPrefix(h, t) && (len(title) >= 100 || strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...")):
		return h1
	}
	return title
}

// covers reports whether heading is most of title, so that it is the title and
// no name of a site or a section, or is the whole of a title that was cut.
func covers(heading, title string) bool {
	h, t := keyOf(heading), keyOf(title)
	if len(h) <= 3 || t == "" {
		return false
	}
	cut := strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...")
	return strings.Contains(t, h) && len(h)*10 >= len(t)*6 || cut && strings.HasPrefix(h, t)
}

// mainHeading is the h1 that shares most with the page's title, or the only
// one.
func (p *page) mainHeading() string {
	title := keyOf(p.title + " " + p.first("og:title"))
	best, score := "", -1
	p.doc.Find("h1").EachWithBreak(func(i int, s *goquery.Selection) bool {
		text := headingText(s)
		k := keyOf(text)
		if len(k) < 4 || len(text) > 400 {
			return i < 20
		}
		n := common(k, title)
		if n > score {
			best, score = text, n
		}
		return i < 20
	})
	return best
}

// headingText is the text a heading shows, styles and scripts in it left out.
func headingText(s *goquery.Selection) string {
	var parts []string
	for _, b := range blocksOf(s.Nodes[0]) {
		parts = append(parts, b.text)
	}
	return plain(strings.Join(parts, " "))
}

// common is a cheap likeness of a heading to a title: its length if it stands
// in it, else how much of its start does.
func common(k, title string) int {
	if strings.Contains(title, k) {
		return len(k)
	}
	for n := len(k) / 2; n >= 12; n /= 2 {
		if strings.Contains(title, k[:n]) {
			return n / 2
		}
	}
	return 0
}

// separators set off the outlet's name in titles.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " // ", " / "}

// bare cuts the outlet's name off a title, at its end or at its start.
func (p *page) bare(title string) string {
	for range 3 { // "Title - Section - Outlet"
		cut := p.cutOutlet(title)
		if cut == title {
			break
		}
		title = cut
	}
	return p.shown(title)
}

// shown cuts a title at a separator if its first part is a heading of the page.
func (p *page) shown(title string) string {
	for _, sep := range separators {
		i := strings.Index(title, sep)
		if i <= 0 {
			continue
		}
		if k := keyOf(title[:i]); len(k) >= 12 && p.headings()[k] {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// headings are the keys of the page's headings of the first three ranks.
func (p *page) headings() map[string]bool {
	if p.ranks == nil {
		p.ranks = map[string]bool{}
		p.doc.Find("h1, h2, h3").EachWithBreak(func(i int, s *goquery.Selection) bool {
			p.ranks[keyOf(s.Text())] = true
			return i < 100
		})
	}
	return p.ranks
}

func (p *page) cutOutlet(title string) string {
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && p.isOutlet(title[i+len(sep):]) {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && p.isOutlet(title[:i]) && i < len(title)/2 {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}

// isOutlet reports whether a part of a title names the outlet: its site name,
// its publisher, its domain, or its account.
func (p *page) isOutlet(part string) bool {
	k := keyOf(part)
	if k == "" || len(part) > 60 {
		return false
	}
	for _, name := range p.outletKeys() {
		if k == name || len(name) > 3 && len(k) > 3 && (strings.Contains(k, name) || strings.Contains(name, k)) {
			return true
		}
	}
	return false
}

func (p *page) outletKeys() []string {
	names := []string{p.first("og:site_name"), p.first("application-name"), strings.TrimPrefix(p.first("twitter:site"), "@")}
	if p.news != nil {
		names = append(names, p.news.text("publisher"))
	}
	if u, err := url.Parse(p.canonical()); err == nil {
		host := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
		if len(host) > 1 {
			host = host[:len(host)-1]
		}
		names = append(names, strings.Join(host, ""), host[len(host)-1], host[0])
	}
	keys := names[:0]
	for _, n := range names {
		if k := keyOf(n); len(k) > 1 {
			keys = append(keys, k)
		}
	}
	return keys
}
