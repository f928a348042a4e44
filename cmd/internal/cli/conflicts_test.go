package cli

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
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
		for _, verdict := range []string{"contradiction", "all"} {
			_, listed, _ = d.run("conflicts", "--format", "jsonl", "--since", "last", "--verdict", verdict)
			_, found, _ = d.run("conflicts", "--format", "jsonl", "--since", "last", "--verdict", verdict, "--as-found")
			if a, b := clashes(t, listed), clashes(t, found); !slices.Equal(a, b) || len(a) == 0 {
				t.Errorf("%s: %s of the last run as found:\n%q\nlisted:\n%q", folder, verdict, b, a)
			}
		}
	}
}

func sortedLines(text string) []string { return slices.Sorted(strings.Lines(text)) }

// clashes are what findings are of: those found of one article after the other have the
// evidence of the first, and may call their subject otherwise.
func clashes(t *testing.T, lines string) (list []string) {
	for line := range strings.Lines(lines) {
		var c corpus.Conflict
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		list = append(list, c.Attribute+" · "+string(c.Verdict))
	}
	slices.Sort(list)
	return list
}
