package cli

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"twosource/cmd/internal/web"
	"twosource/corpus/store"
)

// formulas is a corpus of articles in which whatever can be is a formula.
func formulas(t *testing.T) desk {
	t.Helper()
	d := desk{t, filepath.Join(t.TempDir(), "corpus")}
	var lines []byte
	for id, year := range map[string]string{"=1+1": "1931", "+2+2": "1947"} {
		b, err := json.Marshal(map[string]string{
			"id": id, "source": `=HYPERLINK("http://x.example","` + id + `")`, "title": "=2*3", "author": "@SUM(1)", "published": "2024-05-01", "url": "http://x.example/=1+1",
			"text": "=cmd|'/C calc'!A0 Calder Rail, founded in " + year + ", runs the line.\n\n=1+1 “=1+2 We won't close it,” said Mara Ellis of Calder Rail.\n",
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, b...), '\n')
	}
	file := filepath.Join(t.TempDir(), "=1+1.jsonl")
	if err := os.WriteFile(file, lines, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, messages := d.run("ingest", file); code != exitOK {
		t.Fatal(messages)
	}
	return d
}

// tables are all CSV that the program gives out, by the name of a file.
func tables(t *testing.T, d desk) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, args := range map[string][]string{
		"export": {"export", "--as", "csv"}, "search": {"search", "line", "--format", "csv"}, "conflicts": {"conflicts", "--format", "csv"},
		"claims": {"claims", "--format", "csv"}, "quotes": {"quotes", "--format", "csv"}, "entities": {"entities", "--format", "csv"},
	} {
		code, table, messages := d.run(args...)
		if code != exitOK || strings.Count(table, "\n") < 2 {
			t.Fatalf("%v: %d, %s%s", args, code, table, messages)
		}
		out[name] = table
	}
	st, err := store.Open(d.corpus, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s, err := web.New(web.Options{Store: st})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, path := range []string{"/search.csv?q=line", "/conflicts.csv", "/agreement.csv", "/quotes.csv?speaker=Ellis", "/entities.csv"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "localhost"
		if s.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, w.Code)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), ".")
		out["desk-"+name] = w.Body.String()
	}
	return out
}

// TestSpreadsheetRunsNoFormula opens every CSV in LibreOffice, which takes
// "=1+1" for a formula when it reads one.
func TestSpreadsheetRunsNoFormula(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice (install libreoffice-calc-nogui)")
	}
	dir := t.TempDir()
	files := []string{filepath.Join(dir, "raw.csv")}
	if err := os.WriteFile(files[0], []byte("a,b\n=1+1,=2*3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, table := range tables(t, formulas(t)) {
		files = append(files, filepath.Join(dir, name+".csv"))
		if err := os.WriteFile(files[len(files)-1], []byte(table), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := append([]string{"--headless", "-env:UserInstallation=file://" + t.TempDir(), "--convert-to", "fods", "--outdir", dir}, files...)
	if out, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, file := range files {
		b, err := os.ReadFile(strings.TrimSuffix(file, ".csv") + ".fods")
		if err != nil {
			t.Fatal(err)
		}
		runs, raw := strings.Contains(string(b), "table:formula"), file == files[0]
		if runs != raw || !strings.Contains(string(b), "<table:table-cell") {
			t.Errorf("%s: a formula runs: %v, want %v", filepath.Base(file), runs, raw)
		}
	}
}
