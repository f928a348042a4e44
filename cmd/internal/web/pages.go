package web

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

//go:embed templates
var templateFiles embed.FS

// view is what a page template gets.
type view struct {
	Title   string
	Nav     string // which entry of the navigation is current
	Data    any
	Request *http.Request
}

// URL is the address of the page, for twins and for going back.
func (v view) URL() string {
	if v.Request == nil {
		return "/search"
	}
	return v.Request.URL.RequestURI()
}

// Twin is the address of the same view in another format.
func (v view) Twin(ext string) string {
	if v.Request == nil {
		return ""
	}
	u := url.URL{Path: v.Request.URL.Path + "." + ext, RawQuery: v.Request.URL.RawQuery}
	return u.RequestURI()
}

// Feed is the address of the view as a feed, "" where it has none.
func (v view) Feed() string {
	if v.Request == nil || v.Request.URL.Path != "/conflicts" && (v.Request.URL.Path != "/search" || v.Request.URL.Query().Get("q") == "") {
		return ""
	}
	return v.Twin("atom")
}

// pages holds the parsed templates, one set a page.
type pages struct {
	sets map[string]*template.Template
}

func newPages() (*pages, error) {
	p := &pages{sets: map[string]*template.Template{}}
	entries, err := templateFiles.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name, isPage := strings.CutSuffix(e.Name(), ".html")
		if !isPage || name == "layout" || name == "parts" {
			continue
		}
		t, err := template.New("layout.html").Funcs(functions).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/"+e.Name())
		if err != nil {
			return nil, err
		}
		p.sets[name] = t
	}
	return p, nil
}

// functions of the templates. Values in a query string need none: the template
// package escapes them there itself, and once is enough.
var functions = template.FuncMap{
	"day": func(published string) string {
		if published == "" {
			return "undated"
		}
		return published[:min(10, len(published))]
	},
	"path":   url.PathEscape,
	"add":    func(a, b int) int { return a + b },
	"lines":  func(s string) []string { return strings.Split(s, "\n") },
	"number": number,
	"marks":  marks,
	"moment": moment,
	"rule":   ruleName,
	"link":   link,
	"shown":  shownValue,
	"outlet": outlet,
}

// render writes a whole page; nothing is sent before the template has run.
func (p *pages) render(w http.ResponseWriter, status int, name string, v view) error {
	var b bytes.Buffer
	if err := p.sets[name].ExecuteTemplate(&b, "layout.html", v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := b.WriteTo(w)
	return err
}

// fragment writes one part of a page, for htmx to swap in.
func (p *pages) fragment(w http.ResponseWriter, part string, data any) error {
	var b bytes.Buffer
	if err := p.sets["error"].ExecuteTemplate(&b, part, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err := b.WriteTo(w)
	return err
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, err = w.Write(append(b, '\n'))
	return err
}

func writeError(w http.ResponseWriter, e *httpError) {
	_ = writeJSON(w, e.status, map[string]any{"error": e.message, "hint": e.hint, "status": e.status})
}

// table writes CSV rows as they come; cells cannot run as formulas.
type table struct{ w *csv.Writer }

func newTable(w http.ResponseWriter, name string, header ...string) (*table, error) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.csv"`)
	t := &table{csv.NewWriter(w)}
	return t, t.w.Write(header)
}

func (t *table) row(cells ...string) error {
	safe := make([]string, len(cells))
	for i, c := range cells {
		if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
			if _, err := strconv.ParseFloat(c, 64); err != nil {
				c = "'" + c
			}
		}
		safe[i] = c
	}
	return t.w.Write(safe)
}

func (t *table) close() error {
	t.w.Flush()
	return t.w.Error()
}

// position is the ?from= of a paged list.
func position(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("from"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// with is the address of the request with one parameter changed.
func with(r *http.Request, key, value string) string {
	q := r.URL.Query()
	if value == "" {
		q.Del(key)
	} else {
		q.Set(key, value)
	}
	return (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).RequestURI()
}

func itoa(n int) string { return strconv.Itoa(n) }

// number groups thousands.
func number(n any) string {
	var s string
	switch x := n.(type) {
	case int:
		s = strconv.Itoa(x)
	case uint64:
		s = strconv.FormatUint(x, 10)
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// outlet names where an article comes from: its source, else its file's name,
// else its id.
func outlet(source, path, id string) string {
	if source != "" {
		return source
	}
	if path != "" {
		return path[strings.LastIndexAny(path, "/\\")+1:]
	}
	return id
}

// moment is an RFC 3339 time as people read it, to the minute.
func moment(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}
