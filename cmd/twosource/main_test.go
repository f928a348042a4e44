package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"twosource": main})
}

// TestScripts runs the stories in testdata/script: each is a session of a user
// at the shell, with what he types and what he must see.
func TestScripts(t *testing.T) {
	articles, err := filepath.Abs("../../testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	samples, err := filepath.Abs("../../pipeline/source/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("ARTICLES", articles)
			env.Setenv("SAMPLES", samples)
			env.Setenv("TWOSOURCE_CORPUS", filepath.Join(env.WorkDir, "corpus"))
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"serve-folder": serveFolder},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// serveFolder serves a folder on loopback until the story ends and puts its
// address into $SITE.
func serveFolder(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serve-folder FOLDER")
	}
	srv := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(srv.Close)
	ts.Setenv("SITE", srv.URL)
}
