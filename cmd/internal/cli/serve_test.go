package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections never leave the process, so that a
// test's clock runs for them too.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipes) dial() net.Conn {
	client, server := net.Pipe()
	p.conns <- server
	return client
}

// served runs test against serve's own HTTP server, with a clock of its own.
func served(t *testing.T, test func(t *testing.T, p *pipes)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		p, done := newPipes(), make(chan error, 1)
		go func() {
			done <- serveHTTP(ctx, p, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if _, err := io.Copy(io.Discard, r.Body); err != nil {
					return
				}
				_, _ = io.WriteString(w, strings.Repeat("a", 1<<20))
			}))
		}()
		test(t, p)
		stop()
		if err := <-done; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
}

// cutAfter is how long send goes well, once a second.
func cutAfter(send func() error) time.Duration {
	began := time.Now()
	for send() == nil {
		time.Sleep(time.Second)
	}
	return time.Since(began)
}

// Clients that are slow, by the timeouts that serve sets, are cut off, and do
// not hold up others.
func TestSlowClients(t *testing.T) {
	const head = "POST /search/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
	for name, c := range map[string]struct {
		begin  string
		drip   string // sent again and again
		reads  bool   // what is answered
		within time.Duration
	}{
		"header by the byte": {"GET /search HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "a", true, 6 * time.Second},
		"nothing at all":     {"", "", true, 6 * time.Second},
		"body by the byte":   {head + "\r\n", "a", true, 16 * time.Second},
		"nobody reads":       {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "", false, 2*time.Minute + time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			served(t, func(t *testing.T, p *pipes) {
				slow := p.dial()
				defer slow.Close()
				if _, err := io.WriteString(slow, c.begin); err != nil {
					t.Fatal(err)
				}
				if c.reads {
					go func() { _, _ = io.Copy(io.Discard, slow) }()
				}
				ask(t, p)
				if took := cutAfter(func() error { return drip(slow, c.drip) }); took > c.within {
					t.Errorf("cut off after %v, want %v at most", took, c.within)
				}
			})
		})
	}
}

// drip sends a little, or where there is nothing to send looks whether the
// connection is still open.
func drip(c net.Conn, s string) error {
	if s != "" {
		_, err := io.WriteString(c, s)
		return err
	}
	if err := c.SetWriteDeadline(time.Now().Add(time.Millisecond)); err != nil {
		return err
	}
	if _, err := c.Write([]byte{}); err == io.ErrClosedPipe {
		return err
	}
	return nil
}

// ask is a client that is not slow.
func ask(t *testing.T, p *pipes) {
	c := p.dial()
	defer c.Close()
	fmt.Fprint(c, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("others are held up: %v", err)
	}
	if n, err := io.Copy(io.Discard, res.Body); n != 1<<20 || err != nil {
		t.Errorf("others got %d bytes, %v", n, err)
	}
}
