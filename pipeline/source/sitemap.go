package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html/charset"

	"twosource/corpus"
)

// maxSitemapDepth is how deep indexes of sitemaps are followed.
const maxSitemapDepth = 3

// sitemapEntry is one address of a sitemap, or of an index of sitemaps.
type sitemapEntry struct {
	Loc  string `xml:"loc"`
	News struct {
		Title       string `xml:"title"`
		Date        string `xml:"publication_date"`
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

// sitemap reads the pages a sitemap names, if pages are followed.
func (r *reader) sitemap(a at, data []byte, depth int) error {
	pages, maps, err := parseSitemap(data)
	if err != nil && len(pages)+len(maps) == 0 {
		return r.fail(*a.failure("sitemap is broken: "+err.Error(), ""))
	}
	if !r.opt.Follow || r.opt.Open == nil {
		return r.fail(*a.failure(fmt.Sprintf("a sitemap of %d addresses carries no text", len(pages)+len(maps)), "follow its addresses to read the pages"))
	}
	if r.maps == nil {
		r.maps = map[string]bool{}
	}
	r.maps[a.path] = true
	for _, m := range maps {
		if r.maps[m.Loc] {
			continue // an index that names itself, or one map twice
		}
		if err := r.submap(at{path: m.Loc}, m.Loc, depth+1); err != nil {
			return err
		}
	}
	for _, e := range pages {
		known := &corpus.Article{URL: canonical(e.Loc), Title: e.News.Title, Source: e.News.Publication.Name, Language: language(e.News.Publication.Language)}
		if known.URL == "" {
			continue
		}
		r.published(known, e.News.Date, "sitemap")
		if err := r.later(a, nil, func(a at, _ []byte) Item { return r.followed(known) }); err != nil {
			return err
		}
	}
	return nil
}

// submap reads a sitemap that an index names.
func (r *reader) submap(a at, loc string, depth int) error {
	if depth > maxSitemapDepth {
		return r.fail(*a.failure("sitemaps name each other without end", ""))
	}
	page, err := r.opt.Open(r.ctx, loc)
	if errors.Is(err, ErrUnchanged) {
		return nil
	}
	if err != nil {
		return r.fail(*a.failure(err.Error(), ""))
	}
	defer page.Body.Close()
	in, err := open(page.Body)
	if err != nil {
		reason, hint := cause(err)
		return r.fail(*a.failure(reason, hint))
	}
	defer in.close()
	data, tooLong, err := readAll(in, r.opt.MaxArticle)
	if tooLong || err != nil {
		return r.fail(*a.failure("sitemap cannot be read whole", ""))
	}
	return r.sitemap(a, data, depth)
}

// parseSitemap lists the pages and the sitemaps a sitemap names. What was read
// before an error is returned with it.
func parseSitemap(data []byte) (pages, maps []sitemapEntry, err error) {
	d := xmlDecoder(bytes.NewReader(data))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return pages, maps, nil
		}
		if err != nil {
			return pages, maps, err
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var e sitemapEntry
		if err := d.DecodeElement(&e, &start); err != nil {
			return pages, maps, err
		}
		if start.Name.Local == "url" {
			pages = append(pages, e)
		} else {
			maps = append(maps, e)
		}
	}
}

// xmlDecoder reads XML as newsrooms write it: other charsets, HTML's entities.
// encoding/xml fetches no external entity and expands none it is not given.
func xmlDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	d.Entity = xml.HTMLEntity
	return d
}
