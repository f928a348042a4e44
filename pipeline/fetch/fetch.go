package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"twosource/pipeline/source"
)

// Options says how to fetch. The zero value is meant for use.
type Options struct {
	UserAgent string        // "": "twosource/1.0"; robots.txt is read for its first word
	MaxBytes  int64         // largest body, decompressed; 0: 64 MiB
	Timeout   time.Duration // for one answer, body included; 0: 60 s
	Interval  time.Duration // least time between two requests to a host; 0: 1 s, negative: none
	Memory    *Memory       // what was fetched before, for conditional requests; nil: nothing
	// IgnoreRobots fetches what robots.txt asks not to, for sites of one's own.
	IgnoreRobots bool
	// AllowLoopback lets the client connect to this machine, for tests and for
	// a server of one's own. Other addresses that are not public stay refused.
	AllowLoopback bool
	Now           func() time.Time // clock; nil is time.Now
}

const (
	maxRedirects = 8
	maxRetries   = 2
	maxWait      = 30 * time.Second // longest wait a server is granted by Retry-After or Crawl-delay
)

var (
	errRedirects = errors.New("redirects without end")
	errScheme    = errors.New("only http and https addresses are fetched")
)

// Client fetches. It is safe for use by several goroutines.
type Client struct {
	opt     Options
	http    *http.Client
	hosts   hosts
	allowed func(netip.AddrPort) bool // addresses let through though they are not public
}

// New returns a client.
func New(opt Options) *Client {
	c := &Client{opt: opt.filled()}
	c.allowed = func(ap netip.AddrPort) bool { return opt.AllowLoopback && ap.Addr().Unmap().IsLoopback() }
	dialer := &net.Dialer{Timeout: 15 * time.Second, Control: c.control}
	c.http = &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 15 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: 256 << 10, MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

func (o Options) filled() Options {
	if o.UserAgent == "" {
		o.UserAgent = "twosource/1.0"
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.Interval == 0 {
		o.Interval = time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Open gets a page. It returns source.ErrUnchanged when Memory holds it and
// the server says it has not changed, ErrRobots, ErrAddress, or what went wrong
// in words a user can act on. The caller closes the page's Body.
func (c *Client) Open(ctx context.Context, address string) (*source.Page, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("not an address: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.opt.Timeout)
	res, err := c.follow(ctx, u, true)
	if err != nil {
		cancel()
		return nil, c.explain(err)
	}
	page, err := c.page(address, res, cancel)
	if err != nil {
		res.Body.Close()
		cancel()
		return nil, err
	}
	return page, nil
}

// follow gets an address and where it redirects to, each step checked like the
// first.
func (c *Client) follow(ctx context.Context, u *url.URL, polite bool) (*http.Response, error) {
	first := u.String()
	for range maxRedirects {
		if err := c.mayFetch(ctx, u, polite); err != nil {
			return nil, err
		}
		res, err := c.request(ctx, u, first, polite)
		if err != nil {
			return nil, err
		}
		next := res.Header.Get("Location")
		if res.StatusCode < 300 || res.StatusCode >= 400 || res.StatusCode == http.StatusNotModified || next == "" {
			return res, nil
		}
		res.Body.Close()
		to, err := u.Parse(next)
		if err != nil {
			return nil, fmt.Errorf("redirect to no address: %w", err)
		}
		u = to
	}
	return nil, errRedirects
}

// mayFetch checks the scheme and robots.txt, and waits for the host's turn.
func (c *Client) mayFetch(ctx context.Context, u *url.URL, polite bool) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errScheme
	}
	if !polite {
		return ctx.Err() // robots.txt itself, once a day
	}
	if !c.opt.IgnoreRobots {
		if err := c.robots(ctx, u); err != nil {
			return err
		}
	}
	return c.hosts.turn(ctx, u.Host, c.opt.Interval)
}

// request sends one request, again if the server asks to come back soon.
func (c *Client) request(ctx context.Context, u *url.URL, first string, conditional bool) (*http.Response, error) {
	for try := 0; ; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return nil, err
		}
		req.URL.User = nil
		req.Header.Set("User-Agent", c.opt.UserAgent)
		req.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml,application/rss+xml,application/atom+xml,application/feed+json,application/json;q=0.9,*/*;q=0.5")
		if conditional {
			c.opt.Memory.condition(req, first)
		}
		res, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		wait, again := c.retryAfter(res)
		if !again || try >= maxRetries {
			return res, nil
		}
		res.Body.Close()
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// retryAfter tells how long to wait before asking again, if the server asks
// for it and not for long.
func (c *Client) retryAfter(res *http.Response) (time.Duration, bool) {
	if res.StatusCode != http.StatusTooManyRequests && res.StatusCode != http.StatusServiceUnavailable {
		return 0, false
	}
	s := strings.TrimSpace(res.Header.Get("Retry-After"))
	if n, err := strconv.Atoi(s); err == nil {
		d := time.Duration(n) * time.Second
		return d, n >= 0 && n <= int(maxWait/time.Second)
	}
	if t, err := http.ParseTime(s); err == nil {
		d := t.Sub(c.opt.Now())
		return max(d, 0), d <= maxWait
	}
	return 0, false
}

// sleep waits for d or the end of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// explain words an error of the transport.
func (c *Client) explain(err error) error {
	var dns *net.DNSError
	var ue *url.Error
	var op *net.OpError
	switch {
	case errors.Is(err, ErrAddress) && errors.As(err, &op):
		return op.Err
	case errors.Is(err, ErrAddress), errors.Is(err, ErrRobots), errors.Is(err, context.Canceled):
		if errors.As(err, &ue) {
			err = ue.Err
		}
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no complete answer within %s: %w", c.opt.Timeout, context.DeadlineExceeded)
	case errors.As(err, &dns):
		return fmt.Errorf("host %s is not known: %w", dns.Name, err)
	case errors.As(err, &ue):
		return ue.Err
	}
	return err
}
