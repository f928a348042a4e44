package html

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"twosource/corpus"
	"twosource/extractors/dateline"
)

// Options says what is known about a page from outside it.
type Options struct {
	URL         string    // where the page was fetched from, "" if unknown
	ContentType string    // Content-Type header, "" if unknown
	Now         time.Time // dates later than this plus a day are not believed; zero: all are
}

// ErrNoText is returned for a page without an article's text: an index, a
// video, a page that scripts fill in.
var ErrNoText = errors.New("no article text on this page")

// Extract makes an article of a page. Text is its body with a blank line
// between blocks; Blocks types every block. ID and Path are left to the
// caller.
func Extract(doc []byte, opt Options) (*corpus.Article, error) {
	root, err := parsePage(doc, opt.ContentType)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(opt.URL)
	if err != nil || opt.URL == "" {
		base = nil
	}
	p := newPage(root, base)
	art := p.metadata(opt.Now)
	p.body(art, root, opt.Now)
	if strings.TrimSpace(art.Text) == "" {
		return nil, ErrNoText
	}
	art.Partial = p.isStub(art.Text)
	return art, nil
}

// metadata fills everything but the text.
func (p *page) metadata(now time.Time) *corpus.Article {
	art := &corpus.Article{URL: p.canonical(), Title: p.headline(), Authors: p.authors(), Section: p.section(), Language: p.language()}
	art.Source, art.Agency = p.source(art.URL), dateline.Agency(p.publisher())
	d := p.published(now)
	art.Published, art.PublishedFrom = d.iso, d.from
	art.Updated = p.updated(d.iso, now)
	return art
}

// body fills the text: entries of a live blog that its data carries, the
// blocks voted for, or the body its data carries where the page shows none.
func (p *page) body(art *corpus.Article, root *html.Node, now time.Time) {
	live := p.ldEntries(now)
	bs := bodyOf(root, p.base, art.Title)
	n := size(bs)
	for i := range bs {
		if isPost(bs[i].node) {
			bs[i].time = postTime(bs[i].text)
		}
	}
	if body := p.ldBody(); n < fewBytes && len(body) > 2*n {
		composeEntries(art, body, live)
		return
	}
	if live != nil && total(live) > n {
		composeEntries(art, p.news.text("description"), live)
		return
	}
	if p.isLive() && stampEntries(bs, root, now) {
		composeEntries(art, leadOf(bs), entriesOf(bs))
		return
	}
	compose(art, bs)
}

func total(es []entry) (n int) {
	for _, e := range es {
		n += len(e.text)
	}
	return n
}

// leadOf joins the blocks before the first stamped one.
func leadOf(bs []ballot) string {
	var parts []string
	for i := range bs {
		if bs[i].time != "" {
			break
		}
		parts = append(parts, bs[i].text)
	}
	return strings.Join(parts, "\n\n")
}

// entriesOf joins neighbouring blocks of one stamp; blocks without one go with
// the entry before them.
func entriesOf(bs []ballot) []entry {
	var out []entry
	for i := range bs {
		b := &bs[i]
		switch {
		case b.time == "" && len(out) == 0:
		case len(out) > 0 && (b.time == "" || b.time == out[len(out)-1].time):
			out[len(out)-1].text += "\n\n" + b.text
		default:
			out = append(out, entry{b.time, b.text})
		}
	}
	return out
}

// ldBody is the article's text as JSON-LD carries it.
func (p *page) ldBody() string {
	if p.news == nil {
		return ""
	}
	s, _ := p.news["articleBody"].(string)
	s = unmark(html.UnescapeString(s))
	var parts []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = plain(line); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.Join(parts, "\n\n")
}
