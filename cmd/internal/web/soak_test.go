package web

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"twosource/corpus/store"
)

// TestSoak takes articles in while the desk is read and findings are reviewed,
// over and over: neither goroutines nor open files may grow in number.
//
// Long form, as long as it is told to:
//
//	TWOSOURCE_SOAK=10m go test -run TestSoak -v -timeout 0 ./cmd/internal/web
func TestSoak(t *testing.T) {
	rounds, until := 12, time.Time{}
	if s := os.Getenv("TWOSOURCE_SOAK"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		rounds, until = 1<<30, time.Now().Add(d)
	}
	st, err := store.Open(fill(t, "../../../testdata/articles/ferry"), store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s, err := New(Options{Store: st, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	srv := httptest.NewServer(s)
	defer srv.Close()
	k := &soak{t: t, s: s, st: st, url: srv.URL, dir: t.TempDir()}
	for range 4 { // until caches, merges and connections are what they will be
		k.round()
	}
	goroutines, files := k.rest(math.MaxInt, math.MaxInt)
	done := 0
	for done < rounds && (until.IsZero() || time.Now().Before(until)) {
		k.round()
		done++
	}
	// An index has more or fewer segments from one moment to the next.
	g, f := k.rest(goroutines+10, files+40)
	t.Logf("%d rounds, %d requests: goroutines %d → %d, open files %d → %d", done, k.requests, goroutines, g, files, f)
}

type soak struct {
	t        *testing.T
	s        *Server
	st       *store.Store
	url, dir string
	n        int // articles taken in
	requests int
}

// round takes one article in, reads pages and reviews a finding.
func (k *soak) round() {
	k.n++
	path := filepath.Join(k.dir, fmt.Sprint(k.n, ".txt"))
	text := fmt.Sprintf("Pier %d Foods was founded in %d in Ohio, its owner said. It bakes bread for half the state.\n", k.n%7, 1950+k.n%40)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		k.t.Fatal(err)
	}
	ingest(k.t, k.st, []string{path})
	for _, p := range []string{"/", "/search?q=ferry", "/search?q=founded+" + fmt.Sprint(k.n), "/conflicts", "/api/v1/conflicts", "/entities", "/quotes", "/metrics"} {
		k.get(p)
	}
	list, err := k.s.findings(k.t.Context())
	if err != nil || len(list) == 0 {
		k.t.Fatalf("%d findings, %v", len(list), err)
	}
	action := []string{"confirm", "dismiss", "reopen"}[k.n%3]
	if w := post(k.s, "/conflict/"+list[k.n%len(list)].ID+"/review", form, "action="+action); w.Code >= 400 {
		k.t.Fatalf("review: %d %s", w.Code, w.Body)
	}
}

func (k *soak) get(path string) {
	k.requests++
	res, err := http.Get(k.url + path)
	if err != nil {
		k.t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode >= 500 {
		k.t.Fatalf("%s: %d %v", path, res.StatusCode, err)
	}
}

// rest waits until the process has come down to so many goroutines and open
// files (0 where the system does not tell), which it does once it has nothing
// to do, and says how many there are.
func (k *soak) rest(mostGoroutines, mostFiles int) (goroutines, files int) {
	k.t.Helper()
	eventually(k.t, func() bool {
		http.DefaultClient.CloseIdleConnections()
		open, _ := os.ReadDir("/proc/self/fd")
		goroutines, files = runtime.NumGoroutine(), len(open)
		return goroutines <= mostGoroutines && files <= mostFiles
	}, func() string {
		return fmt.Sprintf("%d goroutines, want %d at most; %d open files, want %d at most", goroutines, mostGoroutines, files, mostFiles)
	})
	return goroutines, files
}
