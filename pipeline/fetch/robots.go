package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

// ErrRobots is returned for addresses a site asks programs not to fetch.
var ErrRobots = errors.New("the site's robots.txt asks not to fetch this")

const (
	maxRobots  = 512 << 10      // bytes of robots.txt that are read
	robotsLife = 24 * time.Hour // how long it is believed
)

// hosts keeps what is known of each host.
type hosts struct {
	mu sync.Mutex
	m  map[string]*host
}

// host is the rate and the rules of one host.
type host struct {
	rate *rate.Limiter // nil: none

	mu    sync.Mutex // held while robots.txt is fetched
	rules *robotstxt.Group
	err   error
	until time.Time // rules and err hold until then
}

// maxHosts bounds the table; a run over more starts it anew.
const maxHosts = 10_000

func (h *hosts) get(name string, interval time.Duration) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	if k := h.m[name]; k != nil {
		return k
	}
	if h.m == nil || len(h.m) >= maxHosts {
		h.m = map[string]*host{}
	}
	k := &host{}
	if interval > 0 {
		k.rate = rate.NewLimiter(rate.Every(interval), 1)
	}
	h.m[name] = k
	return k
}

// turn waits until a host may be asked again.
func (h *hosts) turn(ctx context.Context, name string, interval time.Duration) error {
	k := h.get(name, interval)
	if k.rate == nil {
		return ctx.Err()
	}
	return k.rate.Wait(ctx)
}

// robots returns ErrRobots if the site asks not to fetch u.
func (c *Client) robots(ctx context.Context, u *url.URL) error {
	k := c.hosts.get(u.Host, c.opt.Interval)
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := c.opt.Now(); now.After(k.until) {
		k.rules, k.err = c.rules(ctx, u)
		if err := ctx.Err(); err != nil {
			return err
		}
		k.until = now.Add(robotsLife)
		if k.err != nil {
			k.until = now.Add(time.Minute)
		}
		if k.rules != nil && k.rate != nil && k.rules.CrawlDelay > c.opt.Interval {
			k.rate.SetLimit(rate.Every(min(k.rules.CrawlDelay, maxWait)))
		}
	}
	if k.err != nil {
		return k.err
	}
	if k.rules != nil && !k.rules.Test(pathOf(u)) {
		return ErrRobots
	}
	return nil
}

func pathOf(u *url.URL) string {
	p := u.EscapedPath()
	if p == "" {
		p = "/"
	}
	if u.RawQuery != "" {
		p += "?" + u.RawQuery
	}
	return p
}

// rules fetches robots.txt. A site without one allows everything; one that
// cannot answer allows nothing for now.
func (c *Client) rules(ctx context.Context, u *url.URL) (*robotstxt.Group, error) {
	res, err := c.follow(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}, false)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	switch s := res.StatusCode; {
	case s == http.StatusTooManyRequests || s >= 500:
		return nil, fmt.Errorf("%w: it cannot be read now (%d)", ErrRobots, s)
	case s != http.StatusOK:
		return nil, nil
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxRobots))
	if err != nil && len(data) == 0 {
		return nil, err
	}
	rules, err := parseRobots(data)
	if err != nil {
		return nil, nil // unreadable rules bind nobody
	}
	agent, _, _ := strings.Cut(c.opt.UserAgent, "/")
	return rules.FindGroup(agent), nil
}

func parseRobots(data []byte) (r *robotstxt.RobotsData, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("robots.txt cannot be parsed (%v)", p)
		}
	}()
	return robotstxt.FromBytes(data)
}
