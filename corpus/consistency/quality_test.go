package consistency

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/quality.golden anew")

const goldenFile = "testdata/quality.golden"

// TestQuality compares what is found, missed and falsely flagged in the judged
// events with the golden file, so that a change of any part that costs quality
// shows. Better figures only ask for the file to be written anew:
//
//	go test ./corpus/consistency -run Quality -update
func TestQuality(t *testing.T) {
	golden, err := os.ReadFile(goldenFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("# event            clashes found   pairs   near misses flagged   variants   flagged outside gold\n")
	for _, ev := range append(ownEvents(), sharedEvents()...) {
		q := scoreDocs(t, ev.gold, extracted(t, ev.articles), 0)
		line := fmt.Sprintf("%-18s %3d of %2d   %3d of %2d   %2d of %3d   %2d of %2d   %3d\n", ev.name, q.clashesFound, q.clashes, q.pairsFound, q.pairs,
			q.falseAlarms, q.nearMisses, q.variantsFound, q.variants, q.flagged-q.inGold)
		b.WriteString(line)
		compareQuality(t, string(golden), ev.name, &q)
	}
	if *update {
		if err := os.WriteFile(goldenFile, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(golden) {
		t.Logf("figures changed:\n%s", b.String())
	}
}

// compareQuality fails where fewer clashes are found, or more near misses are
// flagged, than the golden file says.
func compareQuality(t *testing.T, golden, name string, q *quality) {
	for line := range strings.Lines(golden) {
		var n string
		var found, clashes, pairsFound, pairs, alarms, misses int
		if k, _ := fmt.Sscanf(line, "%s %d of %d %d of %d %d of %d", &n, &found, &clashes, &pairsFound, &pairs, &alarms, &misses); k < 7 || n != name {
			continue
		}
		if q.clashesFound < found && !*update {
			t.Errorf("%s: %d clashes found, were %d", name, q.clashesFound, found)
		}
		if q.falseAlarms > alarms && !*update {
			t.Errorf("%s: %d near misses flagged, were %d", name, q.falseAlarms, alarms)
		}
	}
}

// ablations are the checks that can be left out, with what each is for.
var ablations = []struct {
	name string
	off  check
}{
	{"the event check", skipEvent},
	{"scope, all of it", skipScope},
	{"  part", skipPart},
	{"  place", skipPlace},
	{"  more places", skipWider},
	{"  unit of a firm", skipUnit},
	{"  running totals", skipRunning},
	{"  words of scope", skipWords},
	{"modality", skipModality},
	{"voice", skipVoice},
	{"precision", skipPrecision},
	{"time", skipTime},
	{"  words of change", skipChange},
	{"values both articles give", skipSaid},
	{"a site both articles give", skipSite},
	{"the weighing of pairs", skipWeigh},
}

// TestAblation prints what the findings would be without each check: over the
// judged events, and over the invented stories of testdata/cases, where it
// counts the stories decided wrongly. It fails where leaving a check out costs
// nothing at all. Run it with -v.
func TestAblation(t *testing.T) {
	if testing.Short() {
		t.Skip("what each check brings does not hang on the race detector: run without -short")
	}
	events := allEvents()
	docs := make([][]Document, len(events))
	for i, ev := range events {
		docs[i] = extracted(t, ev.articles)
	}
	cases := readCases(t)
	stories := make([][]Document, len(cases))
	for i := range cases {
		stories[i] = cases[i].documents(t)
	}
	run := func(off check) (all quality, wrong int) {
		for i, ev := range events {
			all.add(scoreDocs(t, ev.gold, docs[i], off))
		}
		for i := range cases {
			if !slices.Equal(contradictions(t, stories[i], off), cases[i].want) {
				wrong++
			}
		}
		return all, wrong
	}
	full, wrong := run(0)
	t.Logf("%-30s %s, stories wrong %d of %d", "all checks", full.String(), wrong, len(cases))
	for _, c := range ablations {
		q, w := run(c.off)
		t.Logf("%-30s %s, stories wrong %d", c.name, q.String(), w)
		if q.falseAlarms <= full.falseAlarms && q.flagged <= full.flagged && w <= wrong {
			t.Errorf("without %s nothing is worse: the check does nothing", c.name)
		}
	}
}
