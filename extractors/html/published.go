package html

import (
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	dateparser "github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"

	"twosource/extractors/stamp"
)

// dated is a date with where it came from.
type dated struct{ iso, from string }

// publishedMeta and updatedMeta are names of meta elements, best first.
var (
	publishedMeta = []string{
		"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "article:published", "parsely-pub-date",
		"sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "date_published", "originalpublicationdate", "article.published",
		"published_time", "publish-date", "publish_date", "publishdate", "pubdate", "published-date", "publication_date", "rnews:datepublished",
		"article_date_original", "bt:pubdate", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "analyticsattributes.articledate",
		"dc.date", "dcterms.date", "date", "displaydate", "ptime", "gentime", "shareaholic:article_published_time", "article:post_date", "created",
	}
	updatedMeta = []string{
		"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "article:modified", "dcterms.modified", "last-modified",
		"lastmod", "revised", "utime", "article_date_updated", "modified_time",
	}
)

// published finds when the article was first published. The sources are tried
// in the order of how often they are right; dates of a change are never taken
// for it.
func (p *page) published(now time.Time) dated {
	ok := func(s string) (string, bool) { return credible(s, now) }
	if p.news != nil {
		for _, k := range []string{"datePublished", "dateCreated", "uploadDate"} {
			if iso, ok := ok(p.news.text(k)); ok {
				return dated{iso, "json-ld"}
			}
		}
	}
	for _, m := range publishedMeta {
		for _, v := range p.meta[m] {
			if iso, ok := ok(v); ok {
				return dated{iso, "meta"}
			}
		}
	}
	if iso := p.markedTime(now); iso != "" {
		return dated{iso, "time"}
	}
	for _, t := range p.things {
		if iso, ok := ok(t.text("datePublished")); ok && t.is("WebPage", "VideoObject", "Page") {
			return dated{iso, "json-ld"}
		}
	}
	if iso, ok := urlDate(p.canonical(), now); ok {
		return dated{iso, "url"}
	}
	return p.searched(now)
}

// updated finds when the article was last changed, "" unless that is later
// than its publication.
func (p *page) updated(published string, now time.Time) string {
	for _, c := range p.changes() {
		iso, ok := credible(c, now)
		if ok && later(iso, published) {
			return iso
		}
		if ok {
			return ""
		}
	}
	return ""
}

func later(a, b string) bool {
	ta, ok := stamp.Stamp{ISO: a}.Time()
	tb, ok2 := stamp.Stamp{ISO: b}.Time()
	return ok && (!ok2 || ta.After(tb))
}

// credible parses a date and rejects those before the web and in the future.
func credible(s string, now time.Time) (string, bool) {
	st, ok := stamp.Parse(s)
	if !ok {
		return "", false
	}
	t, ok := st.Time()
	if !ok || t.Year() < 1990 || !now.IsZero() && t.After(now.Add(36*time.Hour)) {
		return "", false
	}
	return st.ISO, true
}

// timeMarks select elements that carry the date of publication, best first.
var timeMarks = []string{
	`[itemprop="datePublished"]`, `time[pubdate]`, `time.published`, `time.entry-date`, `.published[datetime]`, `abbr.published`,
	`article header time[datetime]`, `header time[datetime]`, `article time[datetime]`, `main time[datetime]`, `.byline time[datetime]`, `time[datetime]`,
}

// markedTime reads the first element marked as the date of publication. A bare
// <time> counts only if there is a single day among the first few.
func (p *page) markedTime(now time.Time) string {
	for i, sel := range timeMarks {
		found := ""
		p.doc.Find(sel).EachWithBreak(func(k int, s *goquery.Selection) bool {
			if isUpdate(s.Nodes[0]) {
				return k < 5
			}
			for _, v := range []string{s.AttrOr("datetime", ""), s.AttrOr("content", ""), s.AttrOr("title", ""), s.Text()} {
				if iso, ok := credible(v, now); ok {
					found = iso
					return false
				}
			}
			return k < 5
		})
		if found != "" && (i < len(timeMarks)-1 || p.doc.Find(sel).Length() == 1) {
			return found
		}
	}
	return ""
}

// isUpdate reports an element that says it is the date of a change.
func isUpdate(n *html.Node) bool {
	for i := 0; i < 2 && n != nil; i, n = i+1, n.Parent {
		s := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "id"))
		if strings.Contains(s, "modified") || strings.Contains(s, "updated") || strings.Contains(s, "comment") {
			return true
		}
	}
	return false
}

// urlDate reads /2024/07/19/ or 2024-07-19 in an address.
func urlDate(raw string, now time.Time) (string, bool) {
	u, err := url.Parse(raw)
	if err != nil {
		return "", false
	}
	parts := strings.FieldsFunc(u.Path, func(r rune) bool { return r < '0' || r > '9' })
	for i := 0; i+2 < len(parts); i++ {
		y, m, d := parts[i], parts[i+1], parts[i+2]
		if len(y) != 4 || y[0] > '2' || len(m) > 2 || len(d) > 2 || !strings.Contains(u.Path, y+"/"+m+"/"+d) && !strings.Contains(u.Path, y+"-"+m+"-"+d) {
			continue
		}
		if iso, ok := credible(y+"-"+m+"-"+d, now); ok {
			return iso, true
		}
	}
	return "", false
}

// searched lets htmldate search the text of the page, the last resort: first
// quickly, then with its parser of many languages.
func (p *page) searched(now time.Time) dated {
	for _, fast := range []bool{true, false} {
		switch iso := p.search(now, fast); {
		case iso != "" && p.isChange(iso):
			return dated{iso, "updated"} // better than none, and said so
		case iso != "":
			return dated{iso, "text"}
		}
	}
	return dated{}
}

// isChange reports a day that the page gives as that of its last change.
func (p *page) isChange(day string) bool {
	for _, c := range p.changes() {
		if st, ok := stamp.Parse(c); ok && strings.HasPrefix(st.ISO, day) {
			return true
		}
	}
	return false
}

// changes lists what the page states as the date of its last change, best
// first.
func (p *page) changes() (out []string) {
	if p.news != nil {
		out = append(out, p.news.text("dateModified"))
	}
	for _, m := range updatedMeta {
		out = append(out, p.meta[m]...)
	}
	return out
}

func (p *page) search(now time.Time, fast bool) (iso string) {
	defer func() {
		if recover() != nil {
			iso = ""
		}
	}()
	opt := htmldate.Options{UseOriginalDate: true, SkipExtensiveSearch: fast, MinDate: time.Date(1990, 1, 2, 0, 0, 0, 0, time.UTC)}
	if !now.IsZero() {
		opt.MaxDate = now.Add(24 * time.Hour)
		opt.DateParserConfig = &dateparser.Configuration{CurrentTime: now, StrictParsing: true}
	}
	res, err := htmldate.FromDocument(p.doc.Nodes[0], opt)
	if err != nil || res.IsZero() {
		return ""
	}
	iso, _ = credible(res.Format(time.DateOnly), now)
	if !fast && strings.HasSuffix(iso, "-01-01") {
		return "" // a year alone, filled up
	}
	return iso
}
