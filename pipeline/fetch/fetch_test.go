package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"twosource/pipeline/source"
)

const page = `<html><head><title>Bridge open</title><link rel="canonical" href="https://gazette.example/bridge"></head><body><article><h1>Bridge open</h1>
<p>The harbour bridge reopened on Monday after nine weeks of repairs that cost the city more than it had planned.</p>
<p>The mayor thanked the crews, who worked through most nights of the summer to have it ready for the school year.</p></article></body></html>`

// site serves handlers on this machine.
func site(t *testing.T, handlers map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for p, h := range handlers {
		mux.HandleFunc(p, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func text(contentType, s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		io.WriteString(w, s)
	}
}

// client may connect to this machine and does not wait.
func client(opt Options) *Client {
	opt.AllowLoopback, opt.Interval = true, -1
	return New(opt)
}

// read opens an address and reads it whole.
func read(c *Client, address string) (string, *source.Page, error) {
	p, err := c.Open(context.Background(), address)
	if err != nil {
		return "", nil, err
	}
	defer p.Body.Close()
	b, err := io.ReadAll(p.Body)
	return string(b), p, err
}

func TestPublic(t *testing.T) {
	for _, s := range []string{"1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"} {
		if !public(netip.MustParseAddr(s)) {
			t.Errorf("%s refused", s)
		}
	}
	for _, s := range []string{"127.0.0.1", "127.8.8.8", "::1", "0.0.0.0", "::", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
		"fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "224.0.0.1", "ff02::1", "255.255.255.255", "198.18.0.1", "240.0.0.1", "192.0.0.192",
		"::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::127.0.0.1", "2001::1"} {
		if public(netip.MustParseAddr(s)) {
			t.Errorf("%s let through", s)
		}
	}
}

func TestRefusesAddresses(t *testing.T) {
	c := New(Options{IgnoreRobots: true, Interval: -1})
	for _, u := range []string{"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://0.0.0.0/",
		"http://0x7f000001/", "http://2130706433/", "http://[::ffff:169.254.169.254]/"} {
		if _, err := c.Open(context.Background(), u); err == nil {
			t.Errorf("%s was fetched", u)
		} else if strings.Contains(u, "//1") && !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v", u, err)
		}
	}
	for _, u := range []string{"ftp://example.com/", "file:///etc/passwd", "gopher://x/", "http:///", "::"} {
		if _, err := c.Open(context.Background(), u); err == nil {
			t.Errorf("%s was fetched", u)
		}
	}
}

// A redirect from a site that may be fetched to an address that may not.
func TestRefusesRedirects(t *testing.T) {
	secret := site(t, map[string]http.HandlerFunc{"/": text("text/plain", "secret")})
	var target atomic.Value
	open := site(t, map[string]http.HandlerFunc{"/go": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, target.Load().(string), http.StatusFound)
	}})
	c := New(Options{IgnoreRobots: true, Interval: -1})
	here := netip.MustParseAddrPort(open.Listener.Addr().String())
	c.allowed = func(ap netip.AddrPort) bool { return ap == here }
	for _, to := range []string{secret.URL, "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]:80/"} {
		target.Store(to)
		if body, _, err := read(c, open.URL+"/go"); !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %q %v", to, body, err)
		}
	}
	target.Store("file:///etc/passwd")
	if _, _, err := read(c, open.URL+"/go"); !errors.Is(err, errScheme) {
		t.Errorf("file: %v", err)
	}
}

// A name that resolves to a public address first and to this machine when the
// connection is made: the check is on the address that is connected to.
func TestRefusesRebinding(t *testing.T) {
	server := site(t, map[string]http.HandlerFunc{"/": text("text/plain", "secret")})
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	c := New(Options{IgnoreRobots: true, Interval: -1})
	dialer := &net.Dialer{Control: c.control}
	c.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port)) // the second look-up
	}
	if _, _, err := read(c, "http://rebinding.example/"); !errors.Is(err, ErrAddress) {
		t.Fatal(err)
	}
}

func TestRedirectsAreFollowed(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b", http.StatusMovedPermanently) },
		"/b": text("text/html", page),
		"/loop": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/loop", http.StatusFound)
		},
	})
	c := client(Options{})
	body, p, err := read(c, s.URL+"/a")
	if err != nil || body != page || p.URL != s.URL+"/b" {
		t.Errorf("%v %v", p, err)
	}
	if _, _, err := read(c, s.URL+"/loop"); !errors.Is(err, errRedirects) {
		t.Errorf("loop: %v", err)
	}
}

func TestRobots(t *testing.T) {
	var asked atomic.Int32
	s := site(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			io.WriteString(w, "User-agent: *\nDisallow: /all\n\nUser-agent: twosource\nDisallow: /private\nAllow: /private/open\n")
		},
		"/": func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.UserAgent(), "twosource/") {
				t.Errorf("agent %q", r.UserAgent())
			}
			io.WriteString(w, "ok")
		},
		"/away": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/x", http.StatusFound) },
	})
	c := client(Options{})
	for path, ok := range map[string]bool{"/": true, "/all": true, "/private/x": false, "/private/open": true, "/away": false} {
		if _, _, err := read(c, s.URL+path); ok != (err == nil) || !ok && !errors.Is(err, ErrRobots) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt fetched %d times", asked.Load())
	}
	if _, _, err := read(client(Options{IgnoreRobots: true}), s.URL+"/private/x"); err != nil {
		t.Errorf("ignored: %v", err)
	}
}

func TestRobotsThatCannotBeRead(t *testing.T) {
	for status, ok := range map[int]bool{404: true, 403: true, 429: false, 500: false, 503: false} {
		s := site(t, map[string]http.HandlerFunc{
			"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) },
			"/":           text("text/plain", "ok"),
		})
		if _, _, err := read(client(Options{}), s.URL+"/"); ok != (err == nil) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestConditional(t *testing.T) {
	version := "one"
	s := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"`+version+`"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"`+version+`"`)
		io.WriteString(w, version)
	}})
	file := filepath.Join(t.TempDir(), "memory.json")
	m, err := LoadMemory(file)
	if err != nil {
		t.Fatal(err)
	}
	open := func() (string, error) {
		b, _, err := read(client(Options{Memory: m, IgnoreRobots: true}), s.URL+"/")
		return b, err
	}
	if b, err := open(); b != "one" || err != nil {
		t.Fatal(b, err)
	}
	if err := m.Save(file); err != nil {
		t.Fatal(err)
	}
	if m, err = LoadMemory(file); err != nil {
		t.Fatal(err)
	}
	if _, err := open(); !errors.Is(err, source.ErrUnchanged) {
		t.Fatalf("second time: %v", err)
	}
	version = "two"
	if b, err := open(); b != "two" || err != nil {
		t.Fatal(b, err)
	}
	m.Forget(s.URL + "/")
	if b, err := open(); b != "two" || err != nil {
		t.Fatal(b, err)
	}
}

func TestHalfReadIsNotRemembered(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"x"`)
		io.WriteString(w, strings.Repeat("x", 100_000))
	}})
	m := &Memory{}
	p, err := client(Options{Memory: m, IgnoreRobots: true}).Open(context.Background(), s.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	p.Body.Read(make([]byte, 10))
	p.Body.Close()
	if len(m.seen) != 0 {
		t.Error("remembered")
	}
}

func TestLimits(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	s := site(t, map[string]http.HandlerFunc{
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, strings.Repeat("x", 1<<16)); err != nil {
					return
				}
			}
		},
		"/long": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "99999999999")
			w.WriteHeader(200)
		},
		"/bomb": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			zeros := make([]byte, 1<<20)
			for range 64 {
				if _, err := z.Write(zeros); err != nil {
					return
				}
			}
			z.Close()
		},
		"/slow": func(w http.ResponseWriter, r *http.Request) {
			for range 1000 {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				select {
				case <-time.After(20 * time.Millisecond):
				case <-r.Context().Done():
					return
				case <-stop:
					return
				}
			}
		},
		"/silent": func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-stop:
			}
		},
	})
	large := client(Options{MaxBytes: 1 << 20, Timeout: time.Minute, IgnoreRobots: true})
	late := client(Options{MaxBytes: 1 << 20, Timeout: 300 * time.Millisecond, IgnoreRobots: true})
	for path, c := range map[string]*Client{"/endless": large, "/long": large, "/bomb": large, "/slow": late, "/silent": late} {
		word := "longer than 1 MiB"
		if c == late {
			word = "no complete answer"
		}
		if _, _, err := read(c, s.URL+path); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestStatuses(t *testing.T) {
	var tries atomic.Int32
	s := site(t, map[string]http.HandlerFunc{
		"/paywall": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(402); io.WriteString(w, "stub") },
		"/gone":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) },
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			if tries.Add(1) == 1 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(429)
				return
			}
			io.WriteString(w, "ok")
		},
		"/closed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(503)
		},
	})
	c := client(Options{IgnoreRobots: true})
	if _, p, err := read(c, s.URL+"/paywall"); err != nil || !p.Partial {
		t.Errorf("paywall: %v", err)
	}
	if _, _, err := read(c, s.URL+"/gone"); err == nil || !strings.Contains(err.Error(), "410") {
		t.Errorf("gone: %v", err)
	}
	if b, _, err := read(c, s.URL+"/busy"); b != "ok" || err != nil {
		t.Errorf("busy: %q %v", b, err)
	}
	if _, _, err := read(c, s.URL+"/closed"); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("closed: %v", err)
	}
}

// Two requests to one host keep the interval; a clock that is asked, not timed:
// the limiter tells what the next request would wait.
func TestRate(t *testing.T) {
	var h hosts
	k := h.get("a.example", time.Hour)
	if !k.rate.Allow() || k.rate.Allow() || !h.get("b.example", time.Hour).rate.Allow() {
		t.Error("rate is not per host")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := h.turn(ctx, "a.example", time.Hour); err == nil {
		t.Error("did not wait for the host's turn")
	}
}

// A feed, a sitemap and pages, read end to end.
func TestWalk(t *testing.T) {
	var s *httptest.Server
	s = site(t, map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><link>%[1]s</link><item><title>Bridge</title><link>%[1]s/bridge</link><pubDate>Fri, 19 Jul 2024 10:15:00 GMT</pubDate></item><item><title>Gone</title><link>%[1]s/gone</link></item></channel></rss>`, s.URL)
		},
		"/sitemap.xml": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<sitemapindex><sitemap><loc>%[1]s/news.xml</loc></sitemap><sitemap><loc>%[1]s/sitemap.xml</loc></sitemap></sitemapindex>`, s.URL)
		},
		"/news.xml": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<urlset><url><loc>%s/bridge</loc></url></urlset>`, s.URL)
		},
		"/bridge": text("text/html; charset=utf-8", page),
	})
	for _, c := range []struct {
		path        string
		arts, fails int
		published   string
	}{{"/bridge", 1, 0, ""}, {"/feed", 1, 1, "2024-07-19T10:15:00Z"}, {"/sitemap.xml", 1, 0, ""}} {
		t.Run(c.path, func(t *testing.T) {
			arts, fails := 0, 0
			err := source.Walk(context.Background(), []string{s.URL + c.path}, source.Options{Open: client(Options{}).Open, Follow: true}, func(it source.Item) error {
				if it.Failure != nil {
					fails++
					return nil
				}
				arts++
				if it.Article.Title != "Bridge open" || it.Article.URL != "https://gazette.example/bridge" || it.Article.Published != c.published {
					t.Errorf("%+v", it.Article)
				}
				return nil
			})
			if err != nil || arts != c.arts || fails != c.fails {
				t.Errorf("%d articles, %d failures, %v", arts, fails, err)
			}
		})
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /x*\nCrawl-delay: 1e9\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := parseRobots(data); err == nil {
			r.FindGroup("twosource").Test("/x")
		}
	})
}
