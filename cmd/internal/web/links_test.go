package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Every link of every page leads to a page, and what it asks for is what the
// page it leads to understands.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := ferry(t)
	seen := map[string]bool{}
	for _, page := range everyPage(t, s) {
		for _, href := range links(t, s, page) {
			u, err := url.Parse(href)
			if err != nil || u.IsAbs() || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "data:") || seen[u.RequestURI()] {
				continue
			}
			seen[u.RequestURI()] = true
			if w := get(t, s, u.RequestURI()); w.Code >= 400 && !strings.HasPrefix(page, "/nothing") && u.Query().Get("q") != ")" {
				t.Errorf("%s on %s: %d", href, page, w.Code)
			}
			for key, values := range u.Query() {
				if v := values[0]; strings.Contains(v, "%2") || strings.Contains(v, "+") {
					t.Errorf("%s on %s: %s is %q: escaped twice", href, page, key, v)
				}
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d links", len(seen))
	}
}

// Links to a place in a page lead there without script too.
func TestEveryAnchorIsThere(t *testing.T) {
	s := ferry(t)
	anchors := 0
	for _, page := range everyPage(t, s) {
		for _, href := range links(t, s, page) {
			path, fragment, ok := strings.Cut(href, "#")
			if !ok {
				continue
			}
			if path == "" {
				path = page
			}
			anchors++
			doc, err := goquery.NewDocumentFromReader(get(t, s, path).Body)
			if err != nil {
				t.Fatal(err)
			}
			if n := doc.Find(`[id="` + fragment + `"]`).Length(); n != 1 {
				t.Errorf("%s on %s: %d places", href, page, n)
			}
		}
	}
	if anchors < 30 {
		t.Errorf("only %d anchors", anchors)
	}
}

func links(t *testing.T, s *Server, page string) []string {
	t.Helper()
	w := get(t, s, page)
	if w.Code != http.StatusOK && page != "/nothing" && page != "/search?q=)" {
		t.Errorf("%s: %d", page, w.Code)
	}
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	doc.Find("[href]").Each(func(_ int, x *goquery.Selection) { out = append(out, x.AttrOr("href", "")) })
	return out
}
