package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"

	"twosource/corpus"
	"twosource/extractors/html"
	"twosource/extractors/stamp"
)

// feed reads RSS, Atom, JSON Feed and sitemaps.
func (r *reader) feed(a at, src io.Reader) error {
	data, tooLong, err := readAll(src, r.opt.MaxArticle)
	switch {
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case tooLong:
		return r.fail(*a.failure("feed is "+r.tooLong(), ""))
	case err != nil:
		reason, hint := cause(err)
		return r.fail(*a.failure(reason, hint))
	}
	if root := rootName(bytes.TrimLeft(unBOM(data), " \t\r\n")); root == "urlset" || root == "sitemapindex" {
		return r.sitemap(a, data, 0)
	}
	f, err := parseFeed(data)
	if err != nil {
		return r.fail(*a.failure("feed is broken: "+err.Error(), ""))
	}
	for i, item := range f.Items {
		a.line = i + 1
		if err := r.later(a, nil, func(a at, _ []byte) Item { return r.feedItem(a, f, item) }); err != nil {
			return err
		}
	}
	return nil
}

// parseFeed keeps a panic of the feed parser from ending the run.
func parseFeed(data []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the parser gave up (%v)", p)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(data))
}

// feedItem makes an article of an item: the page it names if pages are
// followed, else the text it carries.
func (r *reader) feedItem(a at, f *gofeed.Feed, item *gofeed.Item) Item {
	if item == nil {
		return none
	}
	art := &corpus.Article{Path: a.path, Title: strings.TrimSpace(item.Title), URL: link(f, item), Language: language(f.Language)}
	art.Source = outlet(f, art.URL)
	for _, p := range item.Authors {
		if p != nil && p.Name != "" {
			art.Authors = append(art.Authors, byline(p.Name)...)
		}
	}
	if len(item.Categories) > 0 {
		art.Section = item.Categories[0]
	}
	r.published(art, item.Published, "feed")
	if st, ok := stamp.Parse(item.Updated); ok && st.ISO != art.Published {
		art.Updated = st.ISO
	}
	if r.opt.Follow && r.opt.Open != nil && art.URL != "" {
		return r.followed(art)
	}
	body := item.Content
	if body == "" {
		body, art.Partial = item.Description, true
	}
	if !html.Fragment(art, body) {
		return Item{Failure: a.failure(fmt.Sprintf("item %d of the feed carries no text", a.line), "follow its link to read the page")}
	}
	if art.URL == "" {
		art.ID = item.GUID
	}
	r.finish(art)
	return Item{Article: art}
}

// link is the address of an item, made absolute by the feed's.
func link(f *gofeed.Feed, item *gofeed.Item) string {
	ref := item.Link
	if ref == "" && isURL(item.GUID) {
		ref = item.GUID
	}
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	if base, err := url.Parse(f.Link); err == nil && f.Link != "" {
		u = base.ResolveReference(u)
	}
	return canonical(u.String())
}

// outlet names the publisher of a feed.
func outlet(f *gofeed.Feed, link string) string {
	title, _, _ := strings.Cut(strings.TrimSpace(f.Title), " - ")
	title, _, _ = strings.Cut(title, " | ")
	if title != "" && len(title) < 80 {
		return title
	}
	if u, err := url.Parse(link); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

// followed reads the page at art.URL; what the page does not state is taken
// from art.
func (r *reader) followed(known *corpus.Article) Item {
	a := at{path: known.URL}
	page, err := r.opt.Open(r.ctx, known.URL)
	if errors.Is(err, ErrUnchanged) {
		return none
	}
	if err != nil {
		return Item{Failure: a.failure(err.Error(), "")}
	}
	defer page.Body.Close()
	data, tooLong, err := readAll(page.Body, r.opt.MaxArticle)
	if tooLong {
		return Item{Failure: a.failure("page is "+r.tooLong(), "")}
	}
	if err != nil {
		return Item{Failure: a.failure(err.Error(), "")}
	}
	it := r.fetched(a, page, data)
	if it.Article != nil {
		supplement(it.Article, known)
	}
	return it
}

// fetched parses a page that came from the network.
func (r *reader) fetched(a at, page *Page, data []byte) Item {
	it := r.pageAt(a, data, html.Options{URL: page.URL, ContentType: page.ContentType, Now: r.opt.Now()})
	if it.Article != nil && page.Partial {
		it.Article.Partial = true
	}
	return it
}

// supplement fills what art leaves open from known.
func supplement(art, known *corpus.Article) {
	fill(&art.Title, known.Title)
	fill(&art.Source, known.Source)
	fill(&art.Section, known.Section)
	fill(&art.Language, known.Language)
	if art.Published == "" {
		art.Published, art.PublishedFrom = known.Published, known.PublishedFrom
	}
	if len(art.Authors) == 0 {
		art.Authors = known.Authors
	}
}
