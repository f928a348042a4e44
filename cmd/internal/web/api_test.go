package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
)

// Every route of the API is in the file that describes it, and the other way
// round.
func TestOpenAPIAndRoutesAgree(t *testing.T) {
	var described, routed []string
	path := ""
	for _, line := range strings.Split(string(openapi), "\n") {
		if m := regexp.MustCompile(`^  (/\S+):$`).FindStringSubmatch(line); m != nil {
			path = m[1]
		}
		if m := regexp.MustCompile(`^    (get|post|put|delete|patch):$`).FindStringSubmatch(line); m != nil {
			described = append(described, strings.ToUpper(m[1])+" "+path)
		}
	}
	for pattern := range ferry(t).apiRoutes() {
		routed = append(routed, pattern)
	}
	sort.Strings(described)
	sort.Strings(routed)
	if !slices.Equal(described, routed) {
		t.Errorf("described\n%s\nrouted\n%s", strings.Join(described, "\n"), strings.Join(routed, "\n"))
	}
}

// Following the cursors gives every item once, in the order of one long page.
func TestCursors(t *testing.T) {
	s := ferry(t)
	for _, path := range []string{"/api/v1/search?q=ferry", "/api/v1/search?q=ferry&sort=oldest", "/api/v1/conflicts?status=all&lane=explained", "/api/v1/entities", "/api/v1/quotes?speaker=Brenner"} {
		var whole, paged list
		decode(t, get(t, s, path+andLimit(path, "200")).Body, &whole)
		if whole.Next != "" || len(whole.Items) < 2 {
			t.Fatalf("%s: %d items, next %q", path, len(whole.Items), whole.Next)
		}
		for cursor, pages := "", 0; ; pages++ {
			var l list
			decode(t, get(t, s, path+andLimit(path, "1")+"&cursor="+url.QueryEscape(cursor)).Body, &l)
			paged.Items = append(paged.Items, l.Items...)
			if cursor = l.Next; cursor == "" || pages > 200 {
				break
			}
		}
		if !slices.EqualFunc(whole.Items, paged.Items, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
			t.Errorf("%s: %d items on one page, %d on many", path, len(whole.Items), len(paged.Items))
		}
	}
}

func andLimit(path, n string) string {
	if strings.Contains(path, "?") {
		return "&limit=" + n
	}
	return "?limit=" + n
}

func TestETags(t *testing.T) {
	s := ferry(t)
	c := finding(t, s, "age")
	for _, path := range []string{"/api/v1/search?q=ferry", "/api/v1/conflicts", "/api/v1/conflicts/" + c.ID, "/api/v1/entities", "/api/v1/articles/" + c.Evidence[0].Article} {
		tag := get(t, s, path).Header().Get("ETag")
		if tag == "" {
			t.Fatalf("%s: no ETag", path)
		}
		ask := func() int {
			r := httptest.NewRequest("GET", path, nil)
			r.Host = "localhost"
			r.Header.Set("If-None-Match", `"other", `+tag)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code == http.StatusNotModified && w.Body.Len() > 0 {
				t.Errorf("%s: 304 with a body", path)
			}
			return w.Code
		}
		if got := ask(); got != http.StatusNotModified {
			t.Errorf("%s: %d, want 304", path, got)
		}
		post(s, "/conflict/"+c.ID+"/review", form, "action=reopen")
		if got := ask(); got != http.StatusOK {
			t.Errorf("%s: %d after a decision, want 200", path, got)
		}
	}
}
