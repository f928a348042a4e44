package origin

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twosource/corpus"
)

// prose makes n words of text from a vocabulary with the frequencies of prose.
func prose(r *rand.Rand, n int) []string {
	z := rand.NewZipf(r, 1.1, 2.7, 20000)
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", z.Uint64())
	}
	return out
}

func text(words []string) string { return strings.Join(words, " ") }

// edited changes every nth word.
func edited(words []string, n int) []string {
	out := append([]string(nil), words...)
	for i := n / 2; i < len(out); i += n {
		out[i] = "changed"
	}
	return out
}

func TestCopiesShareAnOrigin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	story := prose(r, 500)
	for _, c := range []struct {
		name string
		text string
		same bool
	}{
		{"word for word", text(story), true},
		{"upper case and marks", strings.ToUpper(strings.ReplaceAll(text(story), " ", ", ")), true},
		{"every twentieth word changed", text(edited(story, 20)), true},
		{"first half only", text(story[:250]), true},
		{"with an introduction of its own", text(append(prose(r, 150), story...)), true},
		{"another story", text(prose(r, 500)), false},
		{"one shared quotation of forty words", text(append(prose(r, 400), story[100:140]...)), false},
		{"a brief", text(story[:20]), false},
		{"nothing", "", false},
	} {
		got := Clusters(map[string]Signature{"a": Sign(text(story)), "b": Sign(c.text)})["b"] == "a"
		if got != c.same {
			t.Errorf("%s: copy %v, want %v", c.name, got, c.same)
		}
	}
}

// TestCopiesOfCopies puts all articles of a story under the least of their ids.
func TestCopiesOfCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	articles := map[string]Signature{}
	for i := range 20 {
		story := prose(r, 300)
		articles[fmt.Sprintf("s%02d-a", i)] = Sign(text(story))
		articles[fmt.Sprintf("s%02d-b", i)] = Sign(text(edited(story, 15)))
		articles[fmt.Sprintf("s%02d-c", i)] = Sign(text(story[:200]))
	}
	got := Clusters(articles)
	for id := range articles {
		if want := id[:4] + "a"; id != want && got[id] != want {
			t.Errorf("origin of %s is %q, want %s", id, got[id], want)
		}
	}
}

func TestAgencyCreditLowersTheBar(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	story := prose(r, 400)
	cut := text(append(append([]string(nil), story[:160]...), prose(r, 260)...))
	sign := func(head, body string) Signature { return Sign(head + body) }
	a, b := sign("MORLAND (AP) - ", text(story)), sign("MORLAND (AP) - ", cut)
	if !Same(&a, &b) {
		t.Error("two pickups of one dispatch should be one origin")
	}
	a, b = sign("", text(story)), sign("", cut)
	if Same(&a, &b) {
		t.Error("without the credit the same overlap is too little")
	}
	a, b = sign("MORLAND (AP) - ", text(prose(r, 400))), sign("ESTRIA (AP) - ", text(prose(r, 400)))
	if Same(&a, &b) {
		t.Error("two dispatches of one agency are two origins")
	}
}

func TestBandsMeet(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	missed, false_ := 0, 0
	for range 300 {
		story := prose(r, 300)
		a, b, c := Sign(text(story)), Sign(text(edited(story, 12))), Sign(text(prose(r, 300)))
		if !meet(Bands(&a), Bands(&b)) {
			missed++
		}
		if meet(Bands(&a), Bands(&c)) {
			false_++
		}
	}
	if missed > 3 || false_ > 3 {
		t.Errorf("of 300: %d copies share no band, %d strangers share one", missed, false_)
	}
}

func meet(a, b []uint64) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func TestBinaryRoundTrip(t *testing.T) {
	s := Sign(text(prose(rand.New(rand.NewPCG(6, 6)), 300)) + " (AP)")
	b, _ := s.MarshalBinary()
	var got Signature
	if err := got.UnmarshalBinary(b); err != nil || got != s {
		t.Errorf("read back %v, %v", got, err)
	}
	if got.UnmarshalBinary(b[1:]) == nil {
		t.Error("a short signature was accepted")
	}
}

func TestSignArticleLeavesCreditsOut(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	body, links := text(prose(r, 100)), text(prose(r, 300))
	a := corpus.Article{Text: body + "\n" + links, Blocks: []corpus.Block{
		{Span: corpus.Span{End: len(body)}, Kind: corpus.Paragraph},
		{Span: corpus.Span{Start: len(body) + 1, End: len(body) + 1 + len(links)}, Kind: corpus.Related},
	}}
	if got, want := SignArticle(&a), Sign(body); got != want {
		t.Error("links to other articles were signed")
	}
}

// TestSharedCopies clusters the development articles and checks the pairs
// marked as near copies.
func TestSharedCopies(t *testing.T) {
	const sets = "../../../shared/eval/conflicts/"
	files, _ := filepath.Glob(sets + "*/articles/*.txt")
	if len(files) == 0 {
		t.Skip("development sets not found")
	}
	signed := map[string]Signature{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(b), "\n\n")
		signed[f] = Sign(body)
	}
	origins := Clusters(signed)
	of := func(id string) string { return cmp.Or(origins[id], id) }
	want := 0
	copies, _ := filepath.Glob(sets + "*/copies.jsonl")
	for _, c := range copies {
		f, err := os.Open(c)
		if err != nil {
			t.Fatal(err)
		}
		for sc := bufio.NewScanner(f); sc.Scan(); {
			var p struct{ A, B string }
			if json.Unmarshal(sc.Bytes(), &p) != nil {
				continue
			}
			want++
			dir := filepath.Join(filepath.Dir(c), "articles")
			if of(filepath.Join(dir, p.A)) != of(filepath.Join(dir, p.B)) {
				t.Errorf("%s and %s should share an origin", p.A, p.B)
			}
		}
		f.Close()
	}
	merged := 0
	for _, f := range files {
		if of(f) != f {
			merged++
		}
	}
	if merged != want {
		t.Errorf("%d articles merged into another, want %d", merged, want)
	}
	t.Logf("%d near copies found among %d articles", merged, len(files))
}

func FuzzSign(f *testing.F) {
	f.Add("A ferry sank (AP) \xff\xfe and \u2019 more words than that")
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		a := Sign(s)
		if b := Sign(s + "  ."); a.min != b.min {
			t.Error("a mark at the end changed the signature")
		}
		if few, all := Bands(&a), AllBands(&a); len(all) != 2*len(few) {
			t.Errorf("%d bands of %d", len(few), len(all))
		}
	})
}

func BenchmarkSign(b *testing.B) {
	s := text(prose(rand.New(rand.NewPCG(8, 8)), 500))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Sign(s)
	}
}

// BenchmarkClusters groups 200,000 signatures, a tenth of them copies.
func BenchmarkClusters(b *testing.B) {
	const n = 200000
	r := rand.New(rand.NewPCG(9, 9))
	sigs := make([]Signature, n)
	articles := make(map[string]Signature, n)
	for i := range sigs {
		if i > 10 && i%10 == 0 {
			sigs[i] = sigs[i-1-r.IntN(10)]
			for k := range 12 {
				sigs[i].min[k*5] = uint16(r.Uint32())
			}
			continue
		}
		for k := range sigs[i].min {
			sigs[i].min[k] = uint16(r.Uint32())
		}
		sigs[i].triples = 480
	}
	for i := range sigs {
		articles[fmt.Sprintf("article-%06d", i)] = sigs[i]
	}
	b.ReportAllocs()
	for b.Loop() {
		Clusters(articles)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/article")
}
