package web

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
)

// story is a desk over one article that names a person in full and for short.
func story(t *testing.T) *Server {
	t.Helper()
	in := filepath.Join(t.TempDir(), "story.txt")
	text := "title: Ferry sinks\nsource: Harbour Street Ledger\ndate: 2024-07-19\n\nThe mayor, Odile Brenner, spoke on Friday. “We knew nothing,” said Brenner. Brenner said the port would open.\n"
	if err := os.WriteFile(in, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	s, _ := desk(t, fill(t, in), Options{})
	return s
}

// A variant is split off with the form of the name's page and taken back with
// the form beside the decision.
func TestSplitAndTakeBack(t *testing.T) {
	s := story(t)
	const page = "/entity?name=Odile+Brenner"
	body := get(t, s, page).Body.String()
	if !strings.Contains(body, `aria-label="Split off Brenner"`) || !strings.Contains(body, "person:odile-brenner") {
		t.Fatalf("no variant to split off: %s", body)
	}
	split := url.Values{"id": {"person:odile-brenner"}, "into": {"Brenner"}, "action": {"split"}, "back": {page}}
	w := post(s, "/entities/decide", form, split.Encode())
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != page {
		t.Fatalf("split: %d to %s", w.Code, w.Header().Get("Location"))
	}
	body = get(t, s, page).Body.String()
	if strings.Contains(body, "Split off Brenner") || !strings.Contains(body, "Take back: person:odile-brenner, Brenner") {
		t.Errorf("after the split: %s", body)
	}
	back := url.Values{"id": {"Brenner"}, "into": {"person:odile-brenner"}, "action": {"merge"}}
	if w := post(s, "/entities/decide", form, back.Encode()); w.Code != http.StatusSeeOther {
		t.Fatalf("take back: %d", w.Code)
	}
	if body = get(t, s, page).Body.String(); !strings.Contains(body, "Split off Brenner") || strings.Contains(body, "Take back") {
		t.Errorf("after it was taken back: %s", body)
	}
}

func TestDecisionsInForce(t *testing.T) {
	merge, split := func(a, b string) corpus.Decision { return corpus.Decision{ID: a, Into: b, Action: "merge"} },
		func(a, b string) corpus.Decision { return corpus.Decision{ID: a, Into: b, Action: "split"} }
	for name, x := range map[string]struct {
		made []corpus.Decision
		want string
	}{
		"merged":                 {[]corpus.Decision{merge("a", "b")}, "merge a b"},
		"merged and taken back":  {[]corpus.Decision{merge("a", "b"), split("b", "a")}, ""},
		"split and taken back":   {[]corpus.Decision{split("a", "v"), merge("v", "a")}, ""},
		"merged with another":    {[]corpus.Decision{merge("a", "b"), merge("a", "c")}, "merge a c"},
		"back and merged again":  {[]corpus.Decision{merge("a", "b"), split("b", "a"), merge("a", "b")}, "merge a b"},
		"findings are not names": {[]corpus.Decision{{ID: "c1", Action: "dismiss"}}, ""},
	} {
		var got []string
		for _, d := range inForce(x.made) {
			got = append(got, d.Action+" "+d.ID+" "+d.Into)
		}
		if strings.Join(got, "; ") != x.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A name merged with itself, or too long, is refused.
func TestBadDecisionsOnNames(t *testing.T) {
	s := ferry(t)
	for _, body := range []string{"id=a&into=a&action=merge", "id=a&into=+&action=merge", "id=" + strings.Repeat("a", 600) + "&into=b&action=merge"} {
		if w := post(s, "/entities/decide", form, body); w.Code != http.StatusBadRequest {
			t.Errorf("%.30s: %d", body, w.Code)
		}
	}
}
