package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"twosource/cmd/internal/web"
	"twosource/corpus/bleveindex"
	"twosource/corpus/store"
	"twosource/extractors"
	"twosource/pipeline"
)

// desk measures pages over loopback with several clients at a time: searches
// with facets and highlights, mixed as people ask, while nothing else happens;
// the same while articles of paths are taken in; and the board.
func desk(out io.Writer, o corpusOptions, queries, clients int, paths []string) error {
	st, err := store.Open(o.dir, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	server, err := web.New(web.Options{Store: st, Limit: web.Limits{Request: time.Hour}}) // slow is to be seen, not cut off
	if err != nil {
		return err
	}
	defer server.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	h := http.Server{Handler: server, ReadHeaderTimeout: time.Minute}
	go func() { _ = h.Serve(l) }()
	defer h.Close()
	d := deskLoad{out: out, url: "http://" + l.Addr().String(), clients: clients}
	if err := d.prepare(st.Index(), queries); err != nil {
		return err
	}
	if err := d.search("idle"); err != nil {
		return err
	}
	if len(paths) > 0 {
		if err := d.during(st, paths); err != nil {
			return err
		}
	}
	if o.detect {
		return d.board()
	}
	return nil
}

type deskLoad struct {
	out      io.Writer
	url      string
	clients  int
	passages []passage
	failed   error
}

// prepare chooses the queries and waits until values are in memory.
func (d *deskLoad) prepare(x *bleveindex.Index, queries int) (err error) {
	if d.passages, err = passagesOf(x, queries); err != nil {
		return err
	}
	return settle(x)
}

// settle asks until values are in memory.
func settle(x *bleveindex.Index) error {
	x.Warm()
	for {
		res, err := x.Search(context.Background(), deskRequest("said OR people"))
		if err != nil || uint64(res.Counted) == res.Total {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// mixed is a query of the kind that comes at its turn.
func mixed(turn int, p passage) string {
	if turn%20 == 0 {
		return "people said"
	}
	return []string{
		p.words[0] + " " + p.words[2], p.words[0], `"` + p.phrase + `"`, p.words[0] + " on:" + p.month,
		p.words[1] + ` source:"` + p.source + `"`, "speaker:anna " + p.words[2], p.words[0] + " figure:>1000 -" + p.words[2], "after:" + p.month + " " + p.words[1],
	}[turn%8]
}

func (d *deskLoad) search(when string) error {
	at := map[string]int{}
	for i, p := range d.passages {
		at[fmt.Sprint(p)] = i
	}
	took, cpu := timed(d.clients, d.passages, func(p passage) {
		d.get("/search?" + url.Values{"q": {mixed(at[fmt.Sprint(p)], p)}}.Encode())
	})
	fmt.Fprintf(d.out, "search, %s: %d requests, p50, p99, CPU in ms %s\n", when, len(took), figures(took, cpu))
	return d.failed
}

func (d *deskLoad) get(path string) {
	res, err := http.Get(d.url + path)
	if err == nil {
		_, err = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			err = fmt.Errorf("%s: %s", path, res.Status)
		}
	}
	if err != nil {
		d.failed = err
	}
}

// during asks while articles are taken in, until they are.
func (d *deskLoad) during(st *store.Store, paths []string) error {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		_, err := pipeline.Ingest(context.Background(), st, paths, pipeline.IngestOptions{Options: pipeline.Options{Extractors: list, Workers: 1}, Command: "bench"})
		done <- err
	}()
	for {
		if err := d.search("articles coming in"); err != nil {
			return errors.Join(err, <-done) // the corpus must not close before
		}
		select {
		case err := <-done:
			return err
		default:
		}
	}
}

// board waits for the first list of findings, then asks for pages of it.
func (d *deskLoad) board() error {
	began := time.Now()
	for {
		res, err := http.Get(d.url + "/conflicts")
		if err != nil {
			return err
		}
		_ = res.Body.Close()
		if res.StatusCode == http.StatusOK {
			break
		}
	}
	fmt.Fprintf(d.out, "board: the first list after %.0f s\n", time.Since(began).Seconds())
	pages := []string{"/conflicts", "/conflicts?lane=contradiction", "/conflicts?status=open", "/conflicts?from=50", "/conflicts?attribute=founded"}
	took, cpu := timed(d.clients, d.passages, func(p passage) { d.get(pages[len(p.words[0])%len(pages)]) })
	fmt.Fprintf(d.out, "board: %d requests, p50, p99, CPU in ms %s\n", len(took), figures(took, cpu))
	return d.failed
}
