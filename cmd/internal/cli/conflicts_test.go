package cli

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCorpusFindsWhatCheckFinds wants of a corpus on disk, which compares
// digests of what articles state, the findings of check, which holds the
// articles: those of every verdict, so that each step of a comparison shows.
func TestCorpusFindsWhatCheckFinds(t *testing.T) {
	t.Chdir("../../..")
	for _, folder := range []string{"testdata/articles/ferry", "testdata/articles/outage", "testdata/events/chip-listing/articles"} {
		d := desk{t, filepath.Join(t.TempDir(), "corpus")}
		if code, _, messages := d.run("ingest", "--no-detect", folder); code != exitOK {
			t.Fatalf("%s: exit %d: %s", folder, code, messages)
		}
		_, want, _ := d.run("check", "--json", "--verdict", "all", folder)
		code, got, messages := d.run("conflicts", "--json", "--verdict", "all")
		if code != exitOK || got != want || want == "" {
			t.Errorf("%s: exit %d %s\ncorpus: %s\ncheck:  %s", folder, code, messages, got, want)
		}
		_, listed, _ := d.run("conflicts", "--format", "jsonl")
		_, found, _ := d.run("conflicts", "--format", "jsonl", "--as-found")
		if a, b := sortedLines(listed), sortedLines(found); !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("%s: as found:\n%s\nlisted:\n%s", folder, found, listed)
		}
		_, listed, _ = d.run("conflicts", "--format", "jsonl", "--since", "last")
		_, found, _ = d.run("conflicts", "--format", "jsonl", "--since", "last", "--as-found")
		if a, b := sortedLines(listed), sortedLines(found); !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("%s: of the last run as found:\n%s\nlisted:\n%s", folder, found, listed)
		}
	}
}

func sortedLines(text string) []string { return slices.Sorted(strings.Lines(text)) }
