package web

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"twosource/corpus"
)

const script = `<script>alert(1)</script>`

// hostile is a desk over two articles whose every field tries to break out of
// its place, and which contradict each other.
func hostile(t testing.TB) *Server {
	t.Helper()
	dir := t.TempDir()
	article := func(name, source, link, year string) string {
		line, err := json.Marshal(map[string]string{
			"id": script + name, "source": source + script, "url": link, "title": `"><img src=x onerror=alert(1)>` + script, "published": "2024-05-01", "author": script,
			"text": "Calder Rail, founded in " + year + ", runs the line " + script + ". “We " + script + " won't close it,” said Mara Ellis of Calder Rail.\n",
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(line) + "\n"
	}
	file := write(t, dir, "<img src=x onerror=alert(2)>.jsonl", article("1", "The Daily", "javascript:alert(3)", "1931")+article("2", "=cmd|'/C calc'!A0", "data:text/html,"+script, "1947"))
	bad := write(t, dir, script[:7]+"bad.jsonl", "{\"id\": \n")
	s, _ := desk(t, fill(t, file, bad), Options{})
	return s
}

// Whatever articles hold is shown as text, on every page.
func TestScriptIsText(t *testing.T) {
	s := hostile(t)
	c := finding(t, s, "founded")
	if w := post(s, "/conflict/"+c.ID+"/review", form, "action=confirm&note="+url.QueryEscape(script)); w.Code != http.StatusSeeOther {
		t.Fatalf("review: %d", w.Code)
	}
	runs, err := s.o.Store.Runs(t.Context())
	if err != nil || len(runs) == 0 {
		t.Fatal(runs, err)
	}
	q := url.QueryEscape(script)
	for _, path := range []string{
		"/search?q=line", "/search?q=" + q, "/search?q=" + url.QueryEscape(`"`+script), "/search?sort=" + q,
		"/article/" + url.PathEscape(c.Evidence[0].Article), "/conflicts", "/conflicts?lane=" + q + "&subject=" + q + "&source=" + q + "&status=" + q,
		"/conflict/" + c.ID, "/attribute?subject=" + url.QueryEscape(c.Subject) + "&attribute=founded", "/attribute?subject=" + q + "&attribute=" + q,
		"/agreement", "/quotes?speaker=Ellis", "/quotes?speaker=" + q, "/quotes", "/entities", "/entities?name=" + q, "/runs", "/runs?run=" + url.QueryEscape(runs[0].ID), "/runs?run=" + q, "/" + script,
	} {
		w := get(t, s, strings.ReplaceAll(strings.ReplaceAll(path, "<", "%3C"), ">", "%3E"))
		body := w.Body.String()
		if w.Code >= 500 {
			t.Errorf("%s: %d", path, w.Code)
		}
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img") {
			t.Errorf("%s: markup of an article came through", path)
		}
		if m := regexp.MustCompile(`(href|src|action)="(javascript|data:text)[^"]*"`).FindString(body); m != "" {
			t.Errorf("%s: a link that runs: %s", path, m)
		}
	}
	if body := get(t, s, "/article/"+url.PathEscape(c.Evidence[0].Article)).Body.String(); !strings.Contains(body, "&lt;script&gt;") || !strings.Contains(body, "&lt;img src=x onerror=alert(2)&gt;") {
		t.Error("the words of the article or its file's name are missing")
	}
}

func TestDataTwinsAreNotPages(t *testing.T) {
	s := hostile(t)
	for _, path := range []string{"/search.json?q=line", "/search.csv?q=line", "/search.atom?q=line", "/conflicts.json", "/conflicts.csv", "/conflicts.atom", "/entities.json", "/api/v1/search?q=line", "/api/v1/search?q=)" + "%3Cscript%3E"} {
		w := get(t, s, path)
		if kind := w.Header().Get("Content-Type"); strings.Contains(kind, "html") || kind == "" {
			t.Errorf("%s: content type %q", path, kind)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: a browser may guess its type", path)
		}
	}
}

// A cell that a spreadsheet would run is made text.
func TestCSVRunsNoFormula(t *testing.T) {
	s := hostile(t)
	for _, path := range []string{"/search.csv?q=line", "/conflicts.csv", "/agreement.csv", "/quotes.csv?speaker=Ellis", "/entities.csv"} {
		rows, err := csv.NewReader(get(t, s, path).Body).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !regexp.MustCompile(`^[-+]?[0-9.]+$`).MatchString(cell) {
					t.Errorf("%s: %q", path, cell)
				}
			}
		}
	}
	if w := post(s, "/search/list", "text/plain", "=1+1\n@SUM(A1)\n-2+3\n"); regexp.MustCompile(`(?m)^[=@-]`).MatchString(w.Body.String()) {
		t.Errorf("queries come back as formulas: %s", w.Body)
	}
}

func TestOtherSitesChangeNothing(t *testing.T) {
	s := ferry(t)
	c := finding(t, s, "age")
	for _, x := range []struct {
		name   string
		header []string
		status int
	}{
		{"another site", []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		{"another site, by fetch metadata", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"another port", []string{"Origin", "http://localhost:9999"}, http.StatusForbidden},
		{"this desk", []string{"Origin", "http://localhost:8733"}, http.StatusSeeOther},
	} {
		for _, path := range []string{"/conflict/" + c.ID + "/review", "/entities/decide"} {
			if w := post(s, path, form, "action=confirm&id=a&into=b", x.header...); w.Code != x.status && (x.status == http.StatusForbidden || w.Code == http.StatusForbidden) {
				t.Errorf("%s: %s: %d", x.name, path, w.Code)
			}
		}
	}
	if got, _ := s.o.Store.Decision(c.ID); got.Action != "confirm" || len(s.o.Store.Decisions()) != 1 {
		t.Errorf("decisions: %+v", s.o.Store.Decisions())
	}
}

func TestReviewLeadsNowhereElse(t *testing.T) {
	for _, back := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "/\t/evil.example", "javascript:alert(1)", "/a\r\nX: y"} {
		if got := ownPath(back, "/own"); got != "/own" {
			t.Errorf("%q leads to %q", back, got)
		}
	}
	if got := ownPath("/conflicts?lane=outlier", "/own"); got != "/conflicts?lane=outlier" {
		t.Errorf("an own path leads to %q", got)
	}
}

func TestPathsDoNotLeadOut(t *testing.T) {
	s := ferry(t)
	for _, path := range []string{
		"/assets/../server.go", "/assets/..%2fserver.go", "/assets/%2e%2e/%2e%2e/etc/passwd", "/article/..%2f..%2fetc%2fpasswd", "/article/%2e%2e",
		"/conflict/..%2fruns", "/runs?run=..%2f..%2fetc%2fpasswd", "/assets/vendor/..%5c..%5cserver.go", "/article/a%00b", "/%2e%2e/%2e%2e/etc/passwd",
	} {
		w := get(t, s, path)
		if w.Code >= 500 || strings.Contains(w.Body.String(), "package web") || strings.Contains(w.Body.String(), "root:") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// Questions that would cost much are refused or answered: there is no bound on
// time here, so one that went off would never end.
func TestBombs(t *testing.T) {
	s := ferry(t)
	for name, q := range map[string]string{
		"long":            strings.Repeat("ferry ", 4000),
		"one long word":   strings.Repeat("a", 1<<20),
		"brackets":        strings.Repeat("(", 5000) + "a" + strings.Repeat(")", 5000),
		"stars":           strings.Repeat("*", 2000),
		"short prefix":    "a*",
		"regexp":          "/(a+)+$/",
		"regexp field":    "title:/.*.*.*.*.*b/",
		"fuzzy":           "ferry~99999999",
		"boost":           "ferry^1e308",
		"range":           "figure:-1e308..1e308",
		"huge figure":     "figure:>" + strings.Repeat("9", 5000),
		"many ORs":        strings.Repeat("a OR ", 3000) + "a",
		"only exclusions": "-ferry",
		"invalid UTF-8":   "\xff\xfe\x00ferry",
		"quotes":          strings.Repeat(`"`, 999),
	} {
		for _, path := range []string{"/search?q=", "/search.json?q=", "/api/v1/search?facets=month,source&q=", "/quotes?speaker=", "/entities?name="} {
			w := get(t, s, path+url.QueryEscape(q))
			if w.Code >= 500 || w.Code == 0 {
				t.Errorf("%s at %s: %d", name, path, w.Code)
			}
		}
	}
}

func TestLargeBodies(t *testing.T) {
	s := ferry(t)
	c := finding(t, s, "age")
	large := strings.Repeat("a", 2<<20)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"note":      post(s, "/conflict/"+c.ID+"/review", form, "action=confirm&note="+large),
		"decision":  post(s, "/entities/decide", form, "action=merge&id="+large),
		"list":      post(s, "/search/list", "text/csv", large),
		"form list": post(s, "/search/list", form, "queries="+large),
		"file":      post(s, "/search/list", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"q\"\r\n\r\n"+large+"\r\n--x--\r\n"),
	} {
		if w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if w := post(s, "/conflict/"+c.ID+"/review", form, "action=confirm&note="+large[:5000]); w.Code != http.StatusBadRequest {
		t.Errorf("long note: %d", w.Code)
	}
	for name, body := range map[string]string{"no boundary": "multipart/form-data", "nonsense": "multipart/form-data; boundary=x"} {
		if w := post(s, "/search/list", body, "\x00\x01"); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// A name that leads here by DNS rebinding is not answered.
func TestHostNames(t *testing.T) {
	s := ferry(t)
	for host, ok := range map[string]bool{
		"localhost:8733": true, "127.0.0.1:8733": true, "[::1]:8733": true, "127.9.9.9": true, "LOCALHOST": true,
		"evil.example": false, "localhost.evil.example:8733": false, "127.0.0.1.evil.example": false, "0.0.0.0:8733": false, "": false, "192.168.1.4": false, "localhost@evil.example": false,
	} {
		r := httptest.NewRequest("GET", "/conflicts", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if (w.Code == http.StatusOK) != ok {
			t.Errorf("host %q: %d", host, w.Code)
		}
	}
}

func TestToken(t *testing.T) {
	s, _ := desk(t, fill(t, "../../../testdata/articles/ferry"), Options{Token: "open sesame"})
	ask := func(path string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "news.example"
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"none": ask("/conflicts"), "wrong": ask("/conflicts?token=x"), "wrong bearer": ask("/api/v1/conflicts", "Authorization", "Bearer x"),
		"empty": ask("/conflicts?token="), "metrics": ask("/metrics"), "wrong cookie": ask("/conflicts", "Cookie", cookieName+"=x"),
	} {
		if w.Code != http.StatusUnauthorized || strings.Contains(w.Body.String(), "Aldous") {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	w := ask("/conflicts?token=open+sesame&lane=outlier")
	cookie := w.Header().Get("Set-Cookie")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/conflicts?lane=outlier" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Fatalf("token: %d to %q with %q", w.Code, w.Header().Get("Location"), cookie)
	}
	kept, _, _ := strings.Cut(cookie, ";")
	if w := ask("/conflicts", "Cookie", kept); w.Code != http.StatusOK {
		t.Errorf("cookie: %d", w.Code)
	}
	if w := ask("/api/v1/conflicts", "Authorization", "Bearer open sesame"); w.Code != http.StatusOK {
		t.Errorf("bearer: %d", w.Code)
	}
}

// A list that never ends is bounded in time, and an error within it is told.
func TestSlowIsCut(t *testing.T) {
	s := ferry(t)
	s.o.Limit.Request = time.Nanosecond
	if w := get(t, s, "/search?q=ferry"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("a search out of time: %d", w.Code)
	}
}

func TestPanicIsAnError(t *testing.T) {
	s := ferry(t)
	s.mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("secret") })
	w := get(t, s, "/panic")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestLinks(t *testing.T) {
	for raw, want := range map[string]string{
		"https://a.example/b?c=d": "https://a.example/b?c=d", "http://a.example": "http://a.example",
		"javascript:alert(1)": "", "JAVASCRIPT:alert(1)": "", " javascript:alert(1)": "", "data:text/html,x": "", "//a.example": "", "/b": "", "https:a": "", "file:///etc/passwd": "", "vbscript:x": "", "": "",
	} {
		if got := link(raw); got != want {
			t.Errorf("link(%q) = %q", raw, got)
		}
	}
}

// FuzzRequests asks for any path and sends any form: the desk answers without
// fault, and never with markup that was sent.
func FuzzRequests(f *testing.F) {
	s := hostile(f)
	for _, path := range []string{"/search?q=line&sort=newest&after=eyJ", "/search.csv?q=*", "/api/v1/search?q=a&facets=month,x&limit=-1&cursor=9", "/article/a%2f..%2fb", "/article/x.bib", "/conflicts.atom?lane=x&from=-5",
		"/conflict/c1/review", "/attribute?subject=a&attribute=b", "/agreement.json", "/quotes?speaker=%00", "/entity?name=\"'<", "/entities/decide", "/runs?run=../x", "/search/list", "//evil", "/assets/../x", "/assets/..\xa1/x", "/assets/", "/%ff?%ff=%zz;"} {
		f.Add(path, "action=confirm&note=x&id=a&into=b&back=//evil&queries=a%0a%3D1")
	}
	f.Fuzz(func(t *testing.T, path, body string) {
		u, err := url.ParseRequestURI(path)
		if err != nil || u.IsAbs() || u.Host != "" {
			t.Skip("no path")
		}
		for _, method := range []string{"GET", "POST"} {
			r := httptest.NewRequest(method, "/", strings.NewReader(body))
			r.URL, r.Host = u, "localhost"
			r.Header.Set("Content-Type", form)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Fatalf("%s %q with %q: %d", method, path, body, w.Code)
			}
			if strings.Contains(w.Header().Get("Content-Type"), "html") && strings.Contains(w.Body.String(), "<script>") {
				t.Fatalf("%s %q with %q: a script came through", method, path, body)
			}
		}
	})
}

func FuzzWordings(f *testing.F) {
	f.Add("We will pay for two years", "We will pay for five years")
	f.Add("a\xffb'", "’-\u00e9 1.5%")
	f.Fuzz(func(t *testing.T, a, b string) {
		first, second := wordings(a, b)
		for text, parts := range map[string][]part{a: first, b: second} {
			var whole strings.Builder
			for _, p := range parts {
				whole.WriteString(p.Text)
			}
			if whole.String() != text && a != b {
				t.Errorf("%q became %q", text, whole.String())
			}
		}
	})
}

func TestWordings(t *testing.T) {
	show := func(parts []part) string {
		var b strings.Builder
		for _, p := range parts {
			if p.Kind == "" {
				b.WriteString(p.Text)
			} else {
				b.WriteString("[" + p.Text + "]")
			}
		}
		return b.String()
	}
	for _, x := range [][4]string{
		{"We pay for two years,", "We pay for five years.", "We pay for [two] years,", "We pay for [five] years."},
		{"It won't close", "It will close", "It [won't] close", "It [will] close"},
		{"same words", "Same words", "same words", "Same words"},
		{"rose 1.5% in May", "rose 2.5% in late May", "rose [1.5]% in May", "rose [2.5]% in [late] May"},
		{"", "all new", "", "[all new]"},
	} {
		a, b := wordings(x[0], x[1])
		if show(a) != x[2] || show(b) != x[3] {
			t.Errorf("%q, %q: %q, %q", x[0], x[1], show(a), show(b))
		}
	}
}

func TestValuesAsPeopleReadThem(t *testing.T) {
	quantity := func(kind corpus.ClaimKind, text, unit string, bound corpus.Bound) corpus.Claim {
		return corpus.Claim{Kind: kind, Value: corpus.Value{Text: text, Quantity: corpus.Quantity{Unit: unit, Bound: bound}}}
	}
	for want, c := range map[string]corpus.Claim{
		"53 years":         quantity(corpus.KindAge, "53", "a", corpus.Exact),
		"at least 12":      quantity(corpus.KindCount, "12", "", corpus.AtLeast),
		"about 8,500,000":  quantity(corpus.KindCount, "8500000", "", corpus.About),
		"4,500,000 USD":    quantity(corpus.KindMoney, "4500000", "USD", corpus.Exact),
		"12%":              quantity(corpus.KindPercent, "12", "%", corpus.Exact),
		"2011":             quantity(corpus.KindDate, "2011", "", corpus.Exact),
		"120 m":            quantity(corpus.KindMeasure, "120", "m", corpus.Exact),
		"more than 40 mph": quantity(corpus.KindMeasure, "40", "[mi_i]/h", corpus.MoreThan),
	} {
		if got := shownValue(c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
