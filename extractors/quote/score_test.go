package quote

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/token"
)

// goldQuote is a row of the evaluation sets; offsets count code points.
type goldQuote struct {
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Text    string  `json:"text"`
	Kind    string  `json:"kind"`
	Speaker *string `json:"speaker"`
	Scare   bool    `json:"scare"`
}

type goldDoc struct {
	ID     string      `json:"id"`
	Text   string      `json:"text"`
	Quotes []goldQuote `json:"quotes"`
}

// shared locates an evaluation file beside the repository or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	for _, root := range []string{"../../../shared/eval", "../../shared/eval"} {
		if p := filepath.Join(root, name); exists(p) {
			return p
		}
	}
	t.Skipf("evaluation set %s is not there", name)
	return ""
}

func exists(p string) bool { _, err := os.Stat(p); return err == nil }

func readGold(t *testing.T, path string) []goldDoc {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []goldDoc
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var d goldDoc
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

type tally struct {
	gold, pred, hit      int
	speakers, speakersOK int
	scare, scareHit      int
}

func (c tally) f1() float64 { return 2 * float64(c.hit) / float64(max(1, c.gold+c.pred)) }
func (c tally) speaker() float64 {
	return float64(c.speakersOK) / float64(max(1, c.speakers))
}

// runes maps byte offsets of s to code points.
func runes(s string, at int) int { return utf8.RuneCountInString(s[:at]) }

type pred struct {
	corpus.Quote
	s, e int // code points
}

func iou(a goldQuote, b pred) float64 {
	o := min(a.End, b.e) - max(a.Start, b.s)
	if o <= 0 {
		return 0
	}
	return float64(o) / float64(max(a.End, b.e)-min(a.Start, b.s))
}

// scoreDoc matches predictions to gold one to one at IoU 0.8, best first.
func scoreDoc(d goldDoc, preds []pred, kind string, c *tally, report func(what, text, extra string)) {
	var gold []goldQuote
	for _, g := range d.Quotes {
		if g.Scare {
			c.scare++
			for _, p := range preds {
				if iou(g, p) >= 0.8 {
					c.scareHit++
					report("SCARE", g.Text, "")
					break
				}
			}
			continue
		}
		if kind == "" || g.Kind == kind {
			gold = append(gold, g)
		}
	}
	var own []pred
	for _, p := range preds {
		if kind == "" || string(p.Kind) == kind {
			own = append(own, p)
		}
	}
	type pair struct {
		v    float64
		i, j int
	}
	var pairs []pair
	for i, g := range gold {
		for j, p := range own {
			if v := iou(g, p); v >= 0.8 {
				pairs = append(pairs, pair{v, i, j})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].v > pairs[b].v })
	gi, pj := map[int]bool{}, map[int]bool{}
	c.gold += len(gold)
	c.pred += len(own)
	for _, m := range pairs {
		if gi[m.i] || pj[m.j] {
			continue
		}
		gi[m.i], pj[m.j] = true, true
		c.hit++
		g := gold[m.i]
		if g.Speaker == nil || *g.Speaker == "" {
			continue
		}
		c.speakers++
		if speakerOK(*g.Speaker, own[m.j].Speaker) {
			c.speakersOK++
		} else {
			report("SPEAKER "+own[m.j].Rule, clip(g.Text, 60), *g.Speaker+" ≠ "+own[m.j].Speaker)
		}
	}
	for i, g := range gold {
		if !gi[i] {
			report("MISSED "+g.Kind, g.Text, "")
		}
	}
	for j, p := range own {
		if !pj[j] {
			report("SPURIOUS "+string(p.Kind)+" "+p.Rule, p.In(d.Text), p.Speaker)
		}
	}
}

func clip(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

func speakerOK(want, got string) bool {
	w, g := nameWords(want), nameWords(got)
	if len(g) == 0 {
		return false
	}
	return subset(w, g) || subset(g, w)
}

func nameWords(s string) map[string]bool {
	m := map[string]bool{}
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		return !(r == '\'' || r == '.' || r == '-' || r == '+' || r == '%' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 127)
	}) {
		m[w] = true
	}
	return m
}

func subset(a, b map[string]bool) bool {
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return true
}

// entities is the article's entity list as the program fills it.
var entities = sync.OnceValue(func() *entity.Model {
	m, err := entity.Load()
	if err != nil {
		panic(err)
	}
	return m
})

func predict(d goldDoc) []pred {
	t := token.Scan(d.Text, corpus.Span{})
	var out []pred
	var ents []corpus.Entity
	if os.Getenv("QUOTE_NO_ENTITIES") == "" {
		ents = entities().Extract(nil, t)
	}
	for _, q := range Extract(nil, t, ents) {
		out = append(out, pred{q, runes(d.Text, q.Start), runes(d.Text, q.End)})
	}
	return out
}

func scoreSet(t *testing.T, path, kind string) tally {
	t.Helper()
	var c tally
	list := os.Getenv("QUOTE_ERRORS") != ""
	for _, d := range readGold(t, path) {
		scoreDoc(d, predict(d), kind, &c, func(what, text, extra string) {
			if list {
				t.Logf("%s: %s | %s | %s", d.ID, what, strings.ReplaceAll(text, "\n", "¶"), extra)
			}
		})
	}
	t.Logf("%s %s: F1 %.3f (gold %d, found %d, hit %d), speaker %.3f of %d, scare kept %d of %d", filepath.Base(path), kind, c.f1(), c.gold, c.pred, c.hit, c.speaker(), c.speakers, c.scareHit, c.scare)
	return c
}

func TestPhenomena(t *testing.T) {
	c := scoreSet(t, shared(t, "quotes/phenomena.jsonl"), "")
	if c.f1() < 0.95 || c.speaker() < 0.95 || c.scareHit > 0 {
		t.Errorf("F1 %.3f, speaker %.3f, scare quotes kept %d", c.f1(), c.speaker(), c.scareHit)
	}
}

func TestSeeds(t *testing.T) {
	c := scoreSet(t, shared(t, "seeds/gold.jsonl"), "")
	if c.hit < c.gold || c.speakersOK < c.speakers || c.scareHit > 0 {
		t.Errorf("found %d of %d, speakers %d of %d, scare quotes kept %d", c.hit, c.gold, c.speakersOK, c.speakers, c.scareHit)
	}
}

// TestWholeArticles measures sets that may not be passed on: QUOTE_SETS names
// their files, separated by commas, in the format of the phenomena set.
func TestWholeArticles(t *testing.T) {
	files := os.Getenv("QUOTE_SETS")
	if files == "" {
		t.Skip("QUOTE_SETS names no files")
	}
	for _, f := range strings.Split(files, ",") {
		kinds := []string{"", "direct"}
		if os.Getenv("QUOTE_ERRORS") != "" {
			kinds = []string{os.Getenv("QUOTE_KIND")}
		}
		for _, kind := range kinds {
			scoreSet(t, f, kind)
		}
		if out := os.Getenv("QUOTE_OUT"); out != "" {
			dump(t, f, filepath.Join(out, filepath.Base(f)))
		}
	}
}

// dump writes the quotations found in the shape of extract --json.
func dump(t *testing.T, in, out string) {
	t.Helper()
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	type row map[string]any
	enc := json.NewEncoder(f)
	for _, d := range readGold(t, in) {
		list := []row{}
		for _, p := range predict(d) {
			list = append(list, row{"start": p.s, "end": p.e, "text": p.In(d.Text), "kind": p.Kind, "speaker": p.Speaker, "rule": p.Rule, "cue": p.Cue.In(d.Text), "medium": p.Medium, "confidence": p.Confidence})
		}
		if err := enc.Encode(row{"id": d.ID, "text": d.Text, "quotes": list}); err != nil {
			t.Fatal(err)
		}
	}
}
