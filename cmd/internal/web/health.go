package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// health says that the corpus can be read.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	n, err := s.o.Store.Index().Count()
	if err != nil {
		http.Error(w, "the corpus cannot be read", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintf(w, "ok, %d articles\n", n)
}

// metrics counts requests by route, in the text format of Prometheus.
type metrics struct {
	mu     sync.Mutex
	routes map[string]*route
}

type route struct {
	status  map[int]uint64
	seconds float64
}

func (m *metrics) observe(pattern string, status int, took time.Duration) {
	if pattern == "" {
		pattern = "other"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.routes == nil {
		m.routes = map[string]*route{}
	}
	r := m.routes[pattern]
	if r == nil {
		r = &route{status: map[int]uint64{}}
		m.routes[pattern] = r
	}
	r.status[status]++
	r.seconds += took.Seconds()
}

func (s *Server) metrics(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	if n, err := s.o.Store.Index().Count(); err == nil {
		fmt.Fprintf(w, "# TYPE twosource_articles gauge\ntwosource_articles %d\n", n)
	}
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	names := slices.Sorted(maps.Keys(s.m.routes))
	fmt.Fprint(w, "# TYPE twosource_requests_total counter\n")
	for _, name := range names {
		for _, status := range slices.Sorted(maps.Keys(s.m.routes[name].status)) {
			fmt.Fprintf(w, "twosource_requests_total{route=%q,status=\"%d\"} %d\n", name, status, s.m.routes[name].status[status])
		}
	}
	fmt.Fprint(w, "# TYPE twosource_request_seconds_total counter\n")
	for _, name := range names {
		fmt.Fprintf(w, "twosource_request_seconds_total{route=%q} %g\n", name, s.m.routes[name].seconds)
	}
}
