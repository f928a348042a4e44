package source

import (
	"bufio"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"twosource/extractors/html"
)

// record has the article of a record parsed, if it can hold one. Requests,
// metadata, redirects, pictures and the like are passed over.
func (r *reader) record(a at, rec *record) error {
	switch strings.ToLower(rec.header.Get("WARC-Type")) {
	case "response":
		return r.later(a, rec.block, func(a at, block []byte) Item { return r.response(a, rec, block) })
	case "resource", "conversion":
		f := formatOf(rec.header.Get("Content-Type"))
		if f == "" {
			return nil
		}
		return r.later(a, rec.block, func(a at, block []byte) Item { return r.captured(a, rec, block, f) })
	}
	return nil
}

// formatOf is the format of a content type an article can have, "" for others.
func formatOf(contentType string) Format {
	typ, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		typ, _, _ = strings.Cut(contentType, ";")
	}
	switch strings.ToLower(strings.TrimSpace(typ)) {
	case "text/html", "application/xhtml+xml":
		return HTML
	case "text/plain":
		return Text
	}
	return ""
}

// none is the result for a record that holds no article and is no failure.
var none = Item{}

// response parses a captured HTTP response.
func (r *reader) response(a at, rec *record, block []byte) Item {
	res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		return Item{Failure: a.failure("damaged WARC record: HTTP response is broken: "+err.Error(), "")}
	}
	defer res.Body.Close()
	stub := paywalled(res.StatusCode)
	format := formatOf(res.Header.Get("Content-Type"))
	if format == "" && res.Header.Get("Content-Type") == "" {
		format = HTML
	}
	if res.StatusCode != http.StatusOK && !stub || format == "" {
		return none
	}
	body, err := decoded(res, block, r.opt.MaxArticle)
	if err != nil {
		return Item{Failure: a.failure("damaged WARC record: HTTP body: "+err.Error(), "")}
	}
	rec.header.Set("Content-Type", res.Header.Get("Content-Type"))
	it := r.captured(a, rec, body, format)
	if it.Article != nil && stub {
		it.Article.Partial = true
	}
	return it
}

// paywalled reports the statuses of pages that are shown in part or not at all.
func paywalled(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusPaymentRequired || status == http.StatusForbidden ||
		status == http.StatusUnavailableForLegalReasons
}

// decoded returns a response's body, decompressed. Crawlers store bodies as sent
// or decompressed, both under the header as it was sent, so the body is
// what follows the header, whatever length the header gives.
func decoded(res *http.Response, block []byte, max int64) ([]byte, error) {
	_, data, _ := bytes.Cut(block, []byte("\r\n\r\n"))
	tooLong := false
	if len(res.TransferEncoding) > 0 {
		if whole, _, err := readAll(res.Body, max); err == nil {
			data = whole
		}
	}
	var err error
	var z io.Reader
	switch strings.ToLower(res.Header.Get("Content-Encoding")) {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(data, gzipMagic) {
			break
		}
		if z, err = gzip.NewReader(bytes.NewReader(data)); err != nil {
			return nil, err
		}
	case "deflate":
		if isBinary(data) {
			z = flate.NewReader(bytes.NewReader(data))
		}
	case "br", "zstd":
		if isBinary(data) {
			return nil, fmt.Errorf("is compressed as %s, which is not read", res.Header.Get("Content-Encoding"))
		}
	}
	if z != nil {
		data, tooLong, err = readAll(z, max)
	}
	if tooLong {
		return nil, errHuge
	}
	return data, err
}

// captured parses a page or text. A date after the capture is not believed;
// the date of the capture is not the article's.
func (r *reader) captured(a at, rec *record, body []byte, f Format) Item {
	var it Item
	if f == Text {
		it = r.text(a, body)
		if it.Article != nil && it.Article.URL == "" {
			it.Article.URL = canonical(rec.header.Get("WARC-Target-URI"))
			it.Article.ID = identity(it.Article)
		}
	} else {
		now := r.opt.Now()
		if t, err := time.Parse(time.RFC3339, rec.header.Get("WARC-Date")); err == nil && t.Before(now) {
			now = t
		}
		it = r.pageAt(a, body, html.Options{URL: rec.header.Get("WARC-Target-URI"), ContentType: rec.header.Get("Content-Type"), Now: now})
	}
	if it.Article != nil && rec.header.Get("WARC-Truncated") != "" {
		it.Article.Partial = true
	}
	return it
}
