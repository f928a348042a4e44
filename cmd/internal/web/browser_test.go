package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// browser is one headless Chromium with one page.
type browser struct {
	testing.TB
	ctx context.Context

	mu         sync.Mutex
	violations []string // of the Content-Security-Policy, and script errors
}

// openBrowser starts the browser named by TWOSOURCE_CHROMIUM, or Debian's. The
// real binary is needed: the wrapper in /usr/bin leaves the browser behind.
func openBrowser(t testing.TB) *browser {
	t.Helper()
	path := os.Getenv("TWOSOURCE_CHROMIUM")
	if path == "" {
		path = "/usr/lib/chromium/chromium-headless-shell"
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no browser: %v (install chromium-headless-shell or set TWOSOURCE_CHROMIUM)", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{TB: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(1400, 1000))
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, struct{}{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) listen(ev any) {
	if e, ok := ev.(*log.EventEntryAdded); ok && (e.Entry.Source == "security" || strings.Contains(e.Entry.Text, "Content Security Policy")) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.violations = append(b.violations, e.Entry.Text)
	}
}

func (b *browser) seen() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.violations...)
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// eval runs an expression in the page.
func eval[T any](b *browser, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression[:min(80, len(expression))], err)
	}
	return v
}

// until waits for an expression to become true on a page that has loaded, as
// long as the machine takes.
func (b *browser) until(expression string) {
	b.Helper()
	eventually(b.TB, func() bool {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !!(`+expression+")"))
		return err == nil && ok
	}, func() string {
		return fmt.Sprintf("never true: %s\nat %s", expression, eval[string](b, "location.href"))
	})
}

// eventually asks again and again until something is so. It gives up shortly
// before the whole test run would, to say what was waited for.
func eventually(t testing.TB, so func() bool, otherwise func() string) {
	t.Helper()
	var last <-chan time.Time // never
	if x, ok := t.(*testing.T); ok {
		if end, ok := x.Deadline(); ok {
			last = time.After(time.Until(end) * 9 / 10)
		}
	}
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for !so() {
		select {
		case <-again.C:
		case <-last:
			t.Fatal(otherwise())
		}
	}
}

func (b *browser) key(keys string) {
	b.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// serve serves a desk on loopback until the test ends.
func serve(t testing.TB, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}

// From a search through an article and a fact of it to what other sources say,
// to the board, where the finding is dismissed with a key: that outlives the
// process.
func TestReviewInTheBrowser(t *testing.T) {
	b := openBrowser(t)
	dir := fill(t, "../../../testdata/articles/ferry")
	s, stop := desk(t, dir, Options{})
	c := finding(t, s, "age")
	srv := httptest.NewServer(s)

	b.do(chromedp.Navigate(srv.URL), chromedp.SendKeys("#q", "captain questioned\r"))
	b.until(`document.querySelector(".hit h2 a")`)
	b.do(chromedp.Click(".hit h2 a"))
	b.until(`location.pathname.startsWith("/article/")`)
	if n := eval[int](b, `document.querySelectorAll(".m-claim").length`); n == 0 {
		t.Error("no claim is marked")
	}
	b.do(chromedp.Click(`[data-layer="claim"]`))
	b.until(`document.querySelector(".text").classList.contains("no-claim")`)

	b.do(chromedp.Click(`.panel a[href="/conflict/` + c.ID + `"]`))
	b.until(`location.pathname.startsWith("/conflict/")`)
	if got := eval[string](b, `[...document.querySelectorAll(".value")].map(x => x.textContent).sort().join("; ")`); got != "53 years; 59 years" {
		t.Errorf("values: %s", got)
	}
	b.do(chromedp.Click(`.side .meta a`))
	b.until(`document.querySelector(".target")`)
	if got := eval[string](b, `document.querySelector(".target").textContent`); got != "53" && got != "59" {
		t.Errorf("the link leads to %q", got)
	}

	b.do(chromedp.Click(`nav a[href="/conflicts"]`))
	id := "c-" + c.ID
	b.until(`document.querySelectorAll(".board .card").length > 1 && document.querySelector("#` + id + ` [data-htmx-powered]")`) // before, a key reloads the page
	for range 30 {
		b.key("j")
		if eval[string](b, `document.activeElement.id`) == id {
			break
		}
	}
	b.key("d")
	b.until(`document.querySelector("#` + id + ` .status-dismissed")`)
	b.until(`document.activeElement.id === "` + id + `"`) // the card swapped in has the focus
	b.key("k")
	if got := eval[string](b, `document.activeElement.id`); got == id {
		t.Error("k does not lead back")
	}

	srv.Close()
	stop()
	s, _ = desk(t, dir, Options{})
	b.do(chromedp.Navigate(serve(t, s) + "/conflicts?status=dismissed"))
	b.until(`document.querySelector("#` + id + ` .status-dismissed")`)
	b.do(chromedp.Click("#" + id + ` [value="reopen"]`))
	b.until(`document.querySelector("#` + id + `") && !document.querySelector("#` + id + ` .status")`)
	if v := b.seen(); len(v) > 0 {
		t.Errorf("policy violations: %q", v)
	}
}

// everyPage are the addresses of all pages of a desk over the ferry articles.
func everyPage(t testing.TB, s *Server) []string {
	c := finding(t, s, "age")
	return []string{
		"/search", "/search?q=ferry", "/search?q=)", "/search?q=nowhereatall", "/article/" + c.Evidence[0].Article, "/conflicts", "/conflicts?lane=explained",
		"/conflict/" + c.ID, "/attribute?subject=" + url.QueryEscape(c.Subject) + "&attribute=age", "/agreement", "/quotes", "/quotes?speaker=Odile+Brenner",
		"/entities", "/entity?name=Odile+Brenner", "/entity?name=Nobody", "/article/" + c.Evidence[0].Article + "/changes", "/runs", "/api/", "/nothing",
	}
}

// Every page keeps the policy, at any width nothing lies beyond the edge, and
// headings come in order.
func TestEveryPageInTheBrowser(t *testing.T) {
	b := openBrowser(t)
	s := ferry(t)
	base := serve(t, s)
	for _, width := range []int64{360, 1600} {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, path := range everyPage(t, s) {
			b.do(chromedp.Navigate(base + path))
			b.until(`document.querySelector("h1")`)
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("%s at %d: %d pixels beyond the edge", path, width, over)
			}
			if width == 1600 {
				order := eval[string](b, `(() => { let last = 0, bad = ""; for (const h of document.querySelectorAll("h1,h2,h3,h4")) { const n = +h.tagName[1]; if (n > last + 1) bad += h.outerHTML; last = n; } return bad; })()`)
				if order != "" {
					t.Errorf("%s: a heading is skipped before %s", path, order)
				}
			}
		}
	}
	if v := b.seen(); len(v) > 0 {
		t.Errorf("policy violations: %q", v)
	}
}

// The check for violations would see one.
func TestPolicyBites(t *testing.T) {
	b := openBrowser(t)
	base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		secure(w.Header())
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!DOCTYPE html><title>x</title><p style="color:red">x</p><script>document.title = "ran"</script>`)
	}))
	b.do(chromedp.Navigate(base))
	b.until(`document.querySelector("p")`)
	eventually(t, func() bool { return len(b.seen()) >= 2 }, func() string { return fmt.Sprintf("violations: %q", b.seen()) })
	if title := eval[string](b, "document.title"); title != "x" {
		t.Error("an inline script ran")
	}
}

// axe-core finds no fault by WCAG 2.2 AA on any page. It is not part of the
// program (MPL-2.0): TWOSOURCE_AXE names axe.min.js.
func TestAccessibility(t *testing.T) {
	path := os.Getenv("TWOSOURCE_AXE")
	if path == "" {
		t.Skip("TWOSOURCE_AXE does not name axe.min.js")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := openBrowser(t)
	s := ferry(t)
	base := serve(t, s)
	run := func() string {
		eval[int](b, string(source)+";0")
		const ask = `axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}})
			.then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")).join("\n"))`
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](ask, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, look := range []struct {
		width  int64
		scheme string
	}{{360, "light"}, {1400, "light"}, {1400, "dark"}} {
		b.do(chromedp.EmulateViewport(look.width, 900))
		scheme := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, scheme); err != nil {
			t.Fatal(err)
		}
		for _, page := range everyPage(t, s) {
			b.do(chromedp.Navigate(base + page))
			b.until(`document.querySelector("h1")`)
			eval[int](b, `document.querySelectorAll("details").forEach(d => d.open = true);0`)
			if got := run(); got != "" {
				t.Errorf("%s at %d, %s:\n%s", page, look.width, look.scheme, got)
			}
		}
	}
	b.do(chromedp.Navigate("data:text/html,<img src=x><input>"))
	if got := run(); got == "" {
		t.Error("the check finds nothing on a page that is full of faults")
	}
}

// Without JavaScript articles are read and findings reviewed all the same.
func TestWithoutScript(t *testing.T) {
	b := openBrowser(t)
	s := ferry(t)
	c := finding(t, s, "age")
	base := serve(t, s)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(base+"/search"), chromedp.SendKeys("#q", "captain\r"), chromedp.WaitVisible(".hit h2 a"), chromedp.Click(".hit h2 a"), chromedp.WaitVisible(".text .m-claim"))
	card := "#c-" + c.ID
	b.do(chromedp.Navigate(base+"/conflicts"), chromedp.WaitVisible(card), chromedp.SendKeys(card+` [name="note"]`, "seen by hand"), chromedp.Click(card+` [value="dismiss"]`), chromedp.WaitNotPresent(card))
	if d, _ := s.o.Store.Decision(c.ID); d.Action != "dismiss" || d.Note != "seen by hand" {
		t.Errorf("decision: %+v", d)
	}
}

// What articles hold runs in no page.
func TestHostileInTheBrowser(t *testing.T) {
	b := openBrowser(t)
	s := hostile(t)
	c := finding(t, s, "founded")
	base := serve(t, s)
	for _, path := range []string{"/search?q=line", "/article/" + url.PathEscape(c.Evidence[0].Article), "/conflicts", "/conflict/" + c.ID, "/agreement", "/quotes?speaker=Ellis", "/entities", "/attribute?subject=" + url.QueryEscape(c.Subject) + "&attribute=founded"} {
		b.do(chromedp.Navigate(base + path))
		b.until(`document.querySelector("h1")`)
		if n := eval[int](b, `document.querySelectorAll("main script, main img, main [onerror]").length`); n > 0 {
			t.Errorf("%s: %d elements made of an article's text", path, n)
		}
	}
	if v := b.seen(); len(v) > 0 {
		t.Errorf("policy violations: %q", v)
	}
}

// Templates must not use what htmx needs eval for.
func TestTemplatesNeedNoEval(t *testing.T) {
	entries, err := templateFiles.ReadDir("templates")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := templateFiles.ReadFile("templates/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"hx-on", "hx-vals=\"js:", "style=", "onclick", "<script>", "javascript:"} {
			if strings.Contains(string(text), bad) {
				t.Errorf("%s: %s, which the policy forbids", e.Name(), bad)
			}
		}
		if strings.Contains(string(text), "hx-trigger") && strings.Contains(string(text), "[") {
			t.Errorf("%s: a filter in hx-trigger needs eval", e.Name())
		}
	}
}
