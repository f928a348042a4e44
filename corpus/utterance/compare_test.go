package utterance

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

type variantPair struct {
	ID       string `json:"id"`
	A        string `json:"a"`
	B        string `json:"b"`
	Same     bool   `json:"same_utterance"`
	Material bool   `json:"material_difference"`
	Note     string `json:"note"`
	SpeakerA string `json:"speaker_a"`
	SpeakerB string `json:"speaker_b"`
}

func readPairs(t *testing.T, path string) []variantPair {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("pairs are not there: " + err.Error())
	}
	defer f.Close()
	var out []variantPair
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var p variantPair
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// accuracy compares every pair and returns the shares judged rightly.
func accuracy(t *testing.T, pairs []variantPair) (same, material float64) {
	t.Helper()
	okSame, okMaterial := 0, 0
	for _, p := range pairs {
		c := CompareSpoken(Utterance{Text: p.A, Speaker: p.SpeakerA}, Utterance{Text: p.B, Speaker: p.SpeakerB})
		if c.Same == p.Same {
			okSame++
		} else {
			t.Logf("%s same=%v overlap %.2f: %q | %q (%s)", p.ID, c.Same, c.Overlap, p.A, p.B, p.Note)
		}
		if c.Material == p.Material {
			okMaterial++
		} else {
			t.Logf("%s material=%v (%s): %q | %q (%s)", p.ID, c.Material, c.Reason, p.A, p.B, p.Note)
		}
	}
	n := float64(len(pairs))
	return float64(okSame) / n, float64(okMaterial) / n
}

func TestSharedVariants(t *testing.T) {
	pairs := readPairs(t, filepath.Join("../../../shared/eval/quotes/variants.jsonl"))
	same, material := accuracy(t, pairs)
	t.Logf("%d pairs: same %.3f, material %.3f", len(pairs), same, material)
	if same < 0.97 || material < 0.88 {
		t.Errorf("same %.3f, material %.3f", same, material)
	}
}

// TestOwnVariants runs pairs written before the rules were tried on them; the
// first run judged 1.000 of them rightly as same or not and .886 as material or
// not; what it missed was mended after that.
func TestOwnVariants(t *testing.T) {
	pairs := readPairs(t, "testdata/variants.jsonl")
	same, material := accuracy(t, pairs)
	t.Logf("%d pairs: same %.3f, material %.3f", len(pairs), same, material)
	if same < 0.97 || material < 0.88 {
		t.Errorf("same %.3f, material %.3f", same, material)
	}
}

// TestMoreVariants runs a second set, written when the first was mended; its
// first run judged 1.000 and .944 rightly.
func TestMoreVariants(t *testing.T) {
	pairs := readPairs(t, "testdata/more.jsonl")
	same, material := accuracy(t, pairs)
	t.Logf("%d pairs: same %.3f, material %.3f", len(pairs), same, material)
	if same < 0.97 || material < 0.88 {
		t.Errorf("same %.3f, material %.3f", same, material)
	}
}
