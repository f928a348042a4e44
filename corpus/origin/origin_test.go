package origin

import (
	"bufio"
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
		x := NewIndex()
		x.Add("a", Sign(text(story)))
		if got := x.Add("b", Sign(c.text)) == "a"; got != c.same {
			t.Errorf("%s: copy %v, want %v", c.name, got, c.same)
		}
	}
}

func TestOriginDoesNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	texts := map[string]string{}
	for i := range 20 {
		story := prose(r, 300)
		texts[fmt.Sprintf("s%02d-a", i)] = text(story)
		texts[fmt.Sprintf("s%02d-b", i)] = text(edited(story, 15))
		texts[fmt.Sprintf("s%02d-c", i)] = text(story[:200])
	}
	var ids []string
	for id := range texts {
		ids = append(ids, id)
	}
	for round := range 5 {
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		x := NewIndex()
		for _, id := range ids {
			x.Add(id, Sign(texts[id]))
		}
		for _, id := range ids {
			if got, want := x.Origin(id), id[:4]+"a"; got != want {
				t.Fatalf("round %d: origin of %s is %s, want %s", round, id, got, want)
			}
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

func TestLimitForgetsTheOldest(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	x := NewLimited(100)
	first := Sign(text(prose(r, 200)))
	x.Add("first", first)
	for i := range 500 {
		x.Add(fmt.Sprintf("n%03d", i), Sign(text(prose(r, 200))))
		if x.Len() > 100 {
			t.Fatalf("%d articles kept, want at most 100", x.Len())
		}
	}
	if got := x.Origin("first"); got != "" {
		t.Errorf("the first article is still kept as %s", got)
	}
	if got := x.Add("again", first); got != "again" {
		t.Errorf("origin %s of a forgotten article", got)
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
	x := NewIndex()
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(b), "\n\n")
		x.Add(f, Sign(body))
	}
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
			if x.Origin(filepath.Join(dir, p.A)) != x.Origin(filepath.Join(dir, p.B)) {
				t.Errorf("%s and %s should share an origin", p.A, p.B)
			}
		}
		f.Close()
	}
	merged := 0
	for _, f := range files {
		if x.Origin(f) != f {
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
		Bands(&a)
		NewIndex().Add("x", a)
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

// BenchmarkIndex adds 200,000 signatures, a tenth of them copies.
func BenchmarkIndex(b *testing.B) {
	const n = 200000
	r := rand.New(rand.NewPCG(9, 9))
	sigs := make([]Signature, n)
	ids := make([]string, n)
	for i := range sigs {
		ids[i] = fmt.Sprintf("article-%06d", i)
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
	b.ReportAllocs()
	for b.Loop() {
		x := NewIndex()
		for i := range sigs {
			x.Add(ids[i], sigs[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/article")
}
