package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"twosource/pipeline/source"
)

// page makes a page of an answer, or says why it is none.
func (c *Client) page(address string, res *http.Response, cancel context.CancelFunc) (*source.Page, error) {
	p := &source.Page{URL: res.Request.URL.String(), ContentType: res.Header.Get("Content-Type")}
	switch s := res.StatusCode; {
	case s == http.StatusOK:
	case s == http.StatusNotModified:
		return nil, source.ErrUnchanged
	case s == http.StatusUnauthorized, s == http.StatusPaymentRequired, s == http.StatusForbidden, s == http.StatusUnavailableForLegalReasons:
		p.Partial = true
	default:
		return nil, fmt.Errorf("server answers %d %s", s, http.StatusText(s))
	}
	if res.ContentLength > c.opt.MaxBytes {
		return nil, c.tooLarge()
	}
	b := &body{res: res, left: c.opt.MaxBytes, tooLarge: c.tooLarge(), cancel: cancel, explain: c.explain}
	if !p.Partial {
		b.whole = func() { c.opt.Memory.remember(address, res.Header) }
	}
	p.Body = b
	return p, nil
}

func (c *Client) tooLarge() error {
	return fmt.Errorf("answer is longer than %d MiB", c.opt.MaxBytes>>20)
}

// body is an answer's body of bounded length. Decompression is the transport's,
// so the bound holds for what comes out of it.
type body struct {
	res      *http.Response
	left     int64
	tooLarge error
	cancel   context.CancelFunc
	explain  func(error) error
	whole    func() // called once the body was read to its end
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.res.Body.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, b.tooLarge
	}
	if errors.Is(err, io.EOF) {
		if b.whole != nil {
			b.whole()
			b.whole = nil
		}
		return n, io.EOF
	}
	if err != nil {
		err = b.explain(err)
	}
	return n, err
}

// Close implements io.Closer.
func (b *body) Close() error {
	b.cancel()
	return b.res.Body.Close()
}
