package web

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"twosource/corpus"
	"twosource/corpus/store"
	"twosource/extractors"
	"twosource/pipeline"
	"twosource/pipeline/source"
)

var noon = time.Date(2024, 8, 1, 12, 0, 0, 0, time.UTC)

// extracting loads the models once for all tests.
var extracting = sync.OnceValues(func() ([]extractors.Extractor, error) { return extractors.Default(extractors.Options{}) })

// fill makes a corpus in a new folder of the articles in paths.
func fill(t testing.TB, paths ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	st, err := store.Create(dir, store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	ingest(t, st, paths)
	return dir
}

// more takes articles into the corpus in dir.
func more(t testing.TB, dir string, paths ...string) {
	t.Helper()
	st, err := store.Open(dir, store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	ingest(t, st, paths)
}

func ingest(t testing.TB, st *store.Store, paths []string) {
	t.Helper()
	list, err := extracting()
	if err != nil {
		t.Fatal(err)
	}
	o := pipeline.IngestOptions{Options: pipeline.Options{Source: source.Options{Now: func() time.Time { return noon }}, Extractors: list}}
	if _, err := pipeline.Ingest(t.Context(), st, paths, o); err != nil {
		t.Fatal(err)
	}
}

// desk opens a corpus and serves it until the test ends or close is called.
func desk(t testing.TB, dir string, o Options) (s *Server, close func()) {
	t.Helper()
	st, err := store.Open(dir, store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	o.Store, o.Now = st, func() time.Time { return noon }
	o.Limit.Request = 1000 * time.Hour // the machine may be slow
	if s, err = New(o); err != nil {
		t.Fatal(err)
	}
	close = sync.OnceFunc(func() { s.Close(); st.Close() })
	t.Cleanup(close)
	return s, close
}

// ferry is a desk over the articles on a ferry disaster in testdata.
func ferry(t testing.TB) *Server {
	t.Helper()
	s, _ := desk(t, fill(t, "../../../testdata/articles/ferry"), Options{})
	return s
}

// get asks the desk and returns its answer.
func get(t testing.TB, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "localhost:8733"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func post(h http.Handler, path, kind, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	r.Host = "localhost:8733"
	r.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const form = "application/x-www-form-urlencoded"

// finding is the first finding of the board about an attribute.
func finding(t testing.TB, s *Server, attribute string) corpus.Conflict {
	t.Helper()
	list, err := s.findings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Attribute == attribute && shown(c.Verdict) {
			return c
		}
	}
	t.Fatalf("no finding about %q", attribute)
	return corpus.Conflict{}
}

func TestRoutes(t *testing.T) {
	s := ferry(t)
	c := finding(t, s, "age")
	article := c.Evidence[0].Article
	value := "subject=" + strings.ReplaceAll(c.Subject, " ", "+") + "&attribute=age"
	for _, x := range []struct{ path, kind, holds string }{
		{"/search", "text/html", "articles in this corpus"},
		{"/search?q=ferry", "text/html", "<mark>ferry</mark>"},
		{"/search?q=ferry&sort=newest", "text/html", "2023-09"},
		{"/search.json?q=ferry", "application/x-ndjson", `"title":"`},
		{"/search.csv?q=ferry", "text/csv", "id,score,source"},
		{"/search.atom?q=ferry", "application/atom+xml", "<feed"},
		{"/article/" + article, "text/html", "Henrik Aldous"},
		{"/article/" + article + ".json", "application/json", `"claims":[`},
		{"/article/" + article + ".bib", "application/x-bibtex", "@"},
		{"/article/" + article + ".ris", "application/x-research-info-systems", "TY  -"},
		{"/article/" + article + ".csl", "application/vnd.citationstyles.csl+json", `"type"`},
		{"/article/" + article + ".jsonld", "application/ld+json", "TextQuoteSelector"},
		{"/conflicts", "text/html", "Henrik Aldous · age"},
		{"/conflicts?lane=explained", "text/html", "explained"},
		{"/conflicts?source=The+Northern+Courier&with=Harbour+Street+Ledger", "text/html", "Henrik Aldous · age"},
		{"/conflicts.json", "application/x-ndjson", `"evidence":[`},
		{"/conflicts.csv", "text/csv", "id,verdict"},
		{"/conflicts.atom", "application/atom+xml", "tag:twosource,2026:finding/"},
		{"/conflicts.jsonld", "application/ld+json", ""},
		{"/conflict/" + c.ID, "text/html", "Henrik Aldous"},
		{"/conflict/" + c.ID + ".json", "application/json", `"evidence":[`},
		{"/attribute?" + value, "text/html", "53 years"},
		{"/attribute.json?" + value, "application/json", `"values":[`},
		{"/attribute.csv?" + value, "text/csv", "as_of,value"},
		{"/agreement", "text/html", "The Northern Courier"},
		{"/agreement.json", "application/json", `"sources":[`},
		{"/agreement.csv", "text/csv", "source,other"},
		{"/quotes", "text/html", "Odile Brenner"},
		{"/quotes?speaker=Odile+Brenner", "text/html", `<mark class="unlike">`},
		{"/quotes.json?speaker=Brenner", "application/json", "waves like these"},
		{"/quotes.csv?speaker=Brenner", "text/csv", "speaker,kind"},
		{"/entities", "text/html", "Northway Lines"},
		{"/entities?name=north", "text/html", "Northway Lines"},
		{"/entities.json", "application/json", `"name":"`},
		{"/entities.csv", "text/csv", "name,articles"},
		{"/runs", "text/html", "Unchanged"},
		{"/runs.json", "application/json", `"runs":[`},
		{"/api/", "text/html", "openapi.yaml"},
		{"/api/openapi.yaml", "application/yaml", "openapi: 3.1.0"},
		{"/healthz", "text/plain", "ok, 6 articles"},
		{"/metrics", "text/plain", "twosource_articles 6"},
		{"/assets/desk.css", "text/css", ":root"},
	} {
		w := get(t, s, x.path)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d: %s", x.path, w.Code, w.Body)
			continue
		}
		if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, x.kind) {
			t.Errorf("%s: content type %q", x.path, got)
		}
		if !strings.Contains(w.Body.String(), x.holds) {
			t.Errorf("%s: %q is missing", x.path, x.holds)
		}
		if got := w.Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: policy %q", x.path, got)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	s := ferry(t)
	for path, status := range map[string]int{
		"/nothing": 404, "/article/none": 404, "/article/none.json": 404, "/conflict/none": 404, "/attribute?subject=x&attribute=y": 404,
		"/article/none.csv": 404, "/search.bib?q=a": 404, "/api/v1/articles/none": 404, "/api/v1/nothing": 404,
		"/search?q=)": 400, "/search.json?q=)": 400, "/api/v1/search?q=": 400, "/api/v1/search?q=a&limit=0": 400, "/api/v1/search?q=a&limit=1e9": 400,
		"/api/v1/search?q=a&cursor=x": 400, "/api/v1/conflicts?cursor=x": 400, "/api/v1/entities?cursor=x": 400, "/api/v1/quotes": 400,
		"/api/v1/search?q=a&sort=sideways": 400, "/api/v1/search?q=a&facets=colour": 400,
	} {
		if w := get(t, s, path); w.Code != status {
			t.Errorf("%s: status %d, want %d", path, w.Code, status)
		}
	}
}

func TestSearchFoldsCopiesAndCounts(t *testing.T) {
	body := get(t, ferry(t), "/search?q=ferry").Body.String()
	for _, want := range []string{"6 articles", "+1 copy", `aria-label="2023-03: 4 articles"`, `aria-label="without Port Maren"`} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(body, "style=") {
		t.Error("inline style, which the policy forbids")
	}
}

func TestReviewSurvivesRestart(t *testing.T) {
	dir := fill(t, "../../../testdata/articles/ferry")
	s, close := desk(t, dir, Options{})
	c := finding(t, s, "age")
	w := post(s, "/conflict/"+c.ID+"/review", form, "action=dismiss&note=two+captains&back=%2Fconflicts%3Flane%3Doutlier")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/conflicts?lane=outlier" {
		t.Fatalf("review: %d to %q", w.Code, w.Header().Get("Location"))
	}
	for range 2 {
		if body := get(t, s, "/conflicts").Body.String(); strings.Contains(body, "c-"+c.ID) {
			t.Error("a dismissed finding is still to review")
		}
		if body := get(t, s, "/conflicts?status=dismissed").Body.String(); !strings.Contains(body, "two captains") {
			t.Error("the dismissed finding or its note is gone")
		}
		close()
		s, close = desk(t, dir, Options{})
	}
	w = post(s, "/conflict/"+c.ID+"/review", form, "action=confirm", "HX-Request", "true")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "confirmed") || strings.Contains(w.Body.String(), "<html") {
		t.Fatalf("review by script: %d %s", w.Code, w.Body)
	}
	if w := get(t, s, "/conflict/"+c.ID+".jsonld"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "ClaimReview") {
		t.Errorf("a confirmed finding has no ClaimReview: %d", w.Code)
	}
}

func TestOnlyConfirmedAreReviews(t *testing.T) {
	s := ferry(t)
	c := finding(t, s, "age")
	if w := get(t, s, "/conflict/"+c.ID+".jsonld"); w.Code != http.StatusNotFound {
		t.Errorf("an open finding has a ClaimReview: %d", w.Code)
	}
	if w := get(t, s, "/conflicts.jsonld"); strings.Contains(w.Body.String(), "ClaimReview") {
		t.Error("open findings are in the ClaimReview export")
	}
}

func TestMergeNames(t *testing.T) {
	s := ferry(t)
	if w := post(s, "/entities/decide", form, "id=a&into=b&action=merge"); w.Code != http.StatusSeeOther {
		t.Errorf("merge: %d", w.Code)
	}
	if w := post(s, "/entities/decide", form, "id=a&into=b&action=delete"); w.Code != http.StatusBadRequest {
		t.Errorf("unknown action: %d", w.Code)
	}
	if d := s.o.Store.Decisions(); len(d) != 1 || d[0].Into != "b" {
		t.Errorf("decisions: %+v", d)
	}
}

func TestListOfQueries(t *testing.T) {
	s := ferry(t)
	w := post(s, "/search/list", "text/csv", "\ufeffferry\n)\n# a remark\n\"Odile Brenner\",ignored\nnowhereatall\n")
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	body := w.Body.String()
	for _, want := range []string{"ferry,6,1,", "\n),,,,,,,,query: ", "\"\"\"Odile Brenner\"\"\",2,1,", "nowhereatall,0,,"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in\n%s", want, body)
		}
	}
	if w := post(s, "/search/list", form, "queries=ferry%0D%0Acoastguard"); !strings.Contains(w.Body.String(), "coastguard,") {
		t.Errorf("pasted lines: %s", w.Body)
	}
	multi := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"q.csv\"\r\n\r\nferry\r\n--x--\r\n"
	if w := post(s, "/search/list", "multipart/form-data; boundary=x", multi); !strings.Contains(w.Body.String(), "ferry,6,1") {
		t.Errorf("a file: %s", w.Body)
	}
	if w := post(s, "/search/list", form, "queries="); w.Code != http.StatusBadRequest {
		t.Errorf("empty list: %d", w.Code)
	}
	if w := post(s, "/search/list", "text/plain", strings.Repeat("a\n", maxQueries+1)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("too many queries: %d", w.Code)
	}
}

func decode(t testing.TB, r io.Reader, v any) {
	t.Helper()
	if err := json.NewDecoder(r).Decode(v); err != nil {
		t.Fatal(err)
	}
}

// write puts a file into a folder.
func write(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPeriodOfACard(t *testing.T) {
	for want, asOf := range map[string][]string{"": {"", ""}, "2024": {"2024", "", "2024"}, "2023-03-14 to 2023-03-16": {"2023-03-16T10:00:00Z", "2023-03-14"}} {
		var c card
		for _, at := range asOf {
			c.Sides = append(c.Sides, side{Evidence: corpus.Evidence{Claim: corpus.Claim{AsOf: at}}})
		}
		if got := c.Period(); got != want {
			t.Errorf("%q: got %q, want %q", asOf, got, want)
		}
	}
}
