// Package web is the desk: search, reader, contradiction board and the views
// around them in the browser, each with a .json and most with a .csv twin.
//
// Under /api/v1 the same is to be had as JSON, described by /api/openapi.yaml.
//
// Pages are rendered on the server with html/template and work without
// JavaScript; htmx swaps parts of them where it is there, uPlot draws the one
// chart. All assets are embedded, so the desk works offline, and the
// Content-Security-Policy allows nothing else: no inline script or style, no
// other origin.
package web

import (
	"context"
	"crypto/subtle"
	"embed"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/store"
)

//go:embed assets
var assets embed.FS

// Options of a desk. Store is required.
type Options struct {
	Store *store.Store
	// Token is asked of every client where it is set; the desk then also serves
	// other machines. Without one only loopback host names are answered.
	Token string
	Now   func() time.Time
	Log   *slog.Logger // nil drops messages
	Limit Limits
}

// Limits bound what one request may cost.
type Limits struct {
	Body    int64         // bytes of a request body; 0: 1 MiB
	Request time.Duration // 0: 20 s
}

// Server is the desk. It is safe for concurrent use.
type Server struct {
	o    Options
	mux  *http.ServeMux
	page *pages
	m    metrics

	board  *board
	judged judged

	started  int64         // tells answers of this process from those of others
	decided  atomic.Uint64 // decisions known
	deciding sync.Mutex    // decisions are written one at a time
}

// New makes a desk over an open corpus.
func New(o Options) (*Server, error) {
	if o.Store == nil {
		return nil, errors.New("desk without a corpus")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Limit.Body == 0 {
		o.Limit.Body = 1 << 20
	}
	if o.Limit.Request == 0 {
		o.Limit.Request = 20 * time.Second
	}
	p, err := newPages()
	if err != nil {
		return nil, err
	}
	s := &Server{o: o, mux: http.NewServeMux(), page: p, board: newBoard(o.Store, o.Log), started: o.Now().UnixNano()}
	o.Store.Index().KeepValues()
	s.decided.Store(uint64(len(o.Store.Decisions())))
	s.routes()
	return s, nil
}

func (s *Server) routes() {
	static, _ := fs.Sub(assets, "assets")
	s.mux.Handle("GET /assets/", http.StripPrefix("/assets/", cached(http.FileServerFS(static))))
	s.mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/search", http.StatusSeeOther) })
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /search":                s.search,
		"POST /search/list":          s.searchList,
		"GET /article/{id}":          s.article,
		"GET /article/{id}/changes":  s.changes,
		"GET /conflicts":             s.conflicts,
		"GET /conflict/{id}":         s.conflict,
		"POST /conflict/{id}/review": s.review,
		"GET /attribute":             s.attribute,
		"GET /agreement":             s.agreement,
		"GET /quotes":                s.quotes,
		"GET /entities":              s.entities,
		"GET /entity":                s.entity,
		"POST /entities/decide":      s.decide,
		"GET /runs":                  s.runs,
	} {
		s.mux.Handle(pattern, s.handle(h))
	}
	s.mux.Handle("GET /", s.handle(func(http.ResponseWriter, *http.Request) error { return missing("page") }))
	for pattern, h := range s.apiRoutes() {
		s.mux.Handle(pattern, s.handle(h))
	}
	s.mux.HandleFunc("GET /api/openapi.yaml", serveOpenAPI)
	s.mux.Handle("GET /api/{$}", s.handle(s.about))
	s.mux.HandleFunc("GET /healthz", s.health)
	s.mux.HandleFunc("GET /metrics", s.metrics)
}

// ServeHTTP implements http.Handler: it guards every request before routing.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := time.Now()
	secure(w.Header())
	rec := &recorder{ResponseWriter: w, status: http.StatusOK}
	defer func() {
		if p := recover(); p != nil {
			s.log("panic", r, slog.Any("panic", p))
			http.Error(rec, "internal error", http.StatusInternalServerError)
		}
		s.m.observe(r.Pattern, rec.status, time.Since(started))
	}()
	if !s.allowed(rec, r) {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.o.Limit.Request)
	defer cancel()
	r = r.WithContext(ctx)
	r.Body = http.MaxBytesReader(rec, r.Body, s.o.Limit.Body)
	// ".json" and ".csv" are twins of the page of the same name.
	r.URL.Path, r = twin(r)
	protect.Handler(s.mux).ServeHTTP(rec, r)
}

// protect refuses state-changing requests from other origins.
var protect = http.NewCrossOriginProtection()

// policy allows our own assets and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

const cookieName = "twosource_token"

// allowed checks host name and token, and answers where they are wrong.
func (s *Server) allowed(w http.ResponseWriter, r *http.Request) bool {
	if s.o.Token == "" {
		if !loopback(r.Host) {
			// Another host name that leads here is DNS rebinding or a proxy
			// nobody has set up a token for.
			http.Error(w, "this desk answers to localhost only; start it with --token to serve others", http.StatusForbidden)
			return false
		}
		return true
	}
	if t := r.URL.Query().Get("token"); t != "" && r.Method == http.MethodGet && s.is(t) {
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: t, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
		q := r.URL.Query()
		q.Del("token")
		r.URL.RawQuery = q.Encode()
		r.URL.Path = "/" + strings.TrimLeft(r.URL.Path, "/\\") // "//host" would lead to another site
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
		return false
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && s.is(bearer) {
		return true
	}
	if c, err := r.Cookie(cookieName); err == nil && s.is(c.Value) {
		return true
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="twosource"`)
	http.Error(w, "a token is needed: add ?token=… to the address once, or send it as a bearer token", http.StatusUnauthorized)
	return false
}

func (s *Server) is(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.o.Token)) == 1
}

func loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

type formatKey struct{}

// twin takes the ending of a twin off the path and notes it.
func twin(r *http.Request) (string, *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/assets/") {
		if strings.HasPrefix(r.URL.Path, "/api/v1/") {
			r = r.WithContext(context.WithValue(r.Context(), formatKey{}, "json"))
		}
		return r.URL.Path, r
	}
	for _, f := range []string{"json", "csv", "atom", "bib", "ris", "csl", "jsonld"} {
		if p, ok := strings.CutSuffix(r.URL.Path, "."+f); ok {
			return p, r.WithContext(context.WithValue(r.Context(), formatKey{}, f))
		}
	}
	return r.URL.Path, r
}

// format is "" for the page, else the ending of the twin asked for.
func format(r *http.Request) string {
	f, _ := r.Context().Value(formatKey{}).(string)
	return f
}

// httpError is an error with the status it is answered with.
type httpError struct {
	status  int
	message string
	hint    string
}

func (e *httpError) Error() string { return e.message }

// Status and Advice are for the templates.
func (e *httpError) Status() int    { return e.status }
func (e *httpError) Advice() string { return e.hint }

func missing(what string) error {
	return &httpError{http.StatusNotFound, "There is no " + what + " of that name.", ""}
}

// handle turns errors into answers, in one place.
func (s *Server) handle(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil || r.Context().Err() == context.Canceled {
			return
		}
		e := answer(err)
		if e.status >= 500 {
			s.log("request failed", r, slog.String("error", err.Error()))
		}
		if f := format(r); f != "" {
			writeError(w, e)
			return
		}
		s.page.render(w, e.status, "error", view{Title: "Error", Data: e})
	})
}

// answer decides what a client is told of an error. Text of unexpected errors
// stays in the log.
func answer(err error) *httpError {
	var e *httpError
	var query *bleveindex.QueryError
	var tooLarge *http.MaxBytesError
	var damaged *bleveindex.Damaged
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &query):
		return &httpError{http.StatusBadRequest, err.Error(), store.Hint(err)}
	case errors.Is(err, consistency.ErrNotFound):
		return &httpError{http.StatusNotFound, "There is no such article.", ""}
	case errors.Is(err, context.DeadlineExceeded):
		return &httpError{http.StatusServiceUnavailable, "That took too long.", "Narrow the search, or try again later."}
	case errors.As(err, &damaged):
		return &httpError{http.StatusInternalServerError, "The search index is damaged.", "No article is lost: stop the desk and run `twosource rebuild`."}
	case errors.As(err, &tooLarge):
		return &httpError{http.StatusRequestEntityTooLarge, "The request is too large.", ""}
	}
	return &httpError{http.StatusInternalServerError, "Something went wrong.", store.Hint(err)}
}

func (s *Server) log(msg string, r *http.Request, attrs ...slog.Attr) {
	if s.o.Log != nil {
		s.o.Log.LogAttrs(r.Context(), slog.LevelError, msg, append(attrs, slog.String("method", r.Method), slog.String("path", r.URL.Path))...)
	}
}

// recorder notes the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(code int) {
	r.status = code
	r.ResponseWriter.WriteHeader(code)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// cached serves files that may be kept. A path that can name no file is answered
// here: the file server would call it a fault of its own.
func cached(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !fs.ValidPath(path.Clean(r.URL.Path)) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=3600")
		h.ServeHTTP(w, r)
	})
}

func (s *Server) keep(d corpus.Decision) error {
	s.deciding.Lock()
	defer s.deciding.Unlock()
	if err := s.o.Store.Decide(d); err != nil {
		return err
	}
	s.decided.Add(1)
	return nil
}
