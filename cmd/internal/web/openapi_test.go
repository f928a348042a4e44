package web

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// The description is valid OpenAPI 3.1 by somebody else's reading of it, and
// answers keep to it, errors and 304 included.
func TestAnswersKeepToOpenAPI(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(openapi)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	s := ferry(t)
	c := finding(t, s, "age")
	article := c.Evidence[0].Article
	for _, x := range []struct {
		path   string
		status int
	}{
		{"/api/v1/search?q=ferry&facets=source,month&limit=2", 200},
		{"/api/v1/search?q=nowhereatall", 200},
		{"/api/v1/search?q=)", 400},
		{"/api/v1/articles/" + article, 200},
		{"/api/v1/articles/none", 404},
		{"/api/v1/conflicts?status=all&lane=explained", 200},
		{"/api/v1/conflicts?limit=1", 200},
		{"/api/v1/conflicts/" + c.ID, 200},
		{"/api/v1/conflicts/none", 404},
		{"/api/v1/evidence?subject=" + url.QueryEscape(c.Subject) + "&attribute=age", 200},
		{"/api/v1/evidence?subject=nobody&attribute=age", 404},
		{"/api/v1/entities?limit=3", 200},
		{"/api/v1/quotes?speaker=Brenner", 200},
	} {
		w := get(t, s, x.path)
		if w.Code != x.status {
			t.Errorf("%s: %d, want %d", x.path, w.Code, x.status)
		}
		if err := keepsTo(t, router, x.path, w); err != nil {
			t.Errorf("%s: %v", x.path, err)
		}
	}
	// The check would see an answer that does not.
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.WriteString(`{"total":"many","items":[]}`)
	if err := keepsTo(t, router, "/api/v1/search?q=ferry", w); err == nil || !strings.Contains(err.Error(), "total") {
		t.Errorf("a wrong answer passes: %v", err)
	}
}

// keepsTo validates request and answer against the description.
func keepsTo(t *testing.T, router routers.Router, path string, w *httptest.ResponseRecorder) error {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	route, params, err := router.FindRoute(r)
	if err != nil {
		return err
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}}
	if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
		return err
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header()}
	return openapi3filter.ValidateResponse(t.Context(), out.SetBodyBytes(w.Body.Bytes()))
}
