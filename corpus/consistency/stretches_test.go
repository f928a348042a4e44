package consistency

import (
	"math/rand/v2"
	"strings"
	"testing"

	"twosource/corpus"
)

// TestStretches compares with a look at each of them.
func TestStretches(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var x stretches
		var list []corpus.Span
		pick := func() corpus.Span {
			from := r.IntN(400)
			return corpus.Span{Start: from, End: from + r.IntN(100)}
		}
		for range r.IntN(4) {
			list = append(list, pick())
			x.add(list[len(list)-1])
		}
		at := pick()
		overlap, hold := false, false
		for _, y := range list {
			overlap = overlap || y.Start < at.End && at.Start < y.End
			hold = hold || y.Start <= at.Start && at.End <= y.End && y.Len() > 0
		}
		if x.overlap(at) != overlap || at.Len() > 0 && x.hold(at) != hold {
			t.Fatalf("%v in %v: overlap %v, hold %v", at, list, x.overlap(at), x.hold(at))
		}
	}
}

// The time of a sentence is found whatever the order of the dates.
func TestTimeOfASentence(t *testing.T) {
	text := "It sank in May. On 5 May 2020 and on 6 May 2020 it lay there. On 7 May 2020 they dived."
	date := func(words, day string) corpus.Date {
		at := strings.Index(text, words)
		return corpus.Date{Span: corpus.Span{Start: at, End: at + len(words)}, Type: corpus.DateDay, From: day, To: day}
	}
	r := reader{doc: &Document{Article: corpus.Article{Text: text}}}
	r.doc.Facts.Dates = []corpus.Date{date("7 May 2020", "2020-05-07"), date("6 May 2020", "2020-05-06"), date("5 May 2020", "2020-05-05")}
	for value, want := range map[string]string{"May.": "", "lay": "", "dived": "2020-05-07", "5 May 2020": "2020-05-06"} {
		at := strings.Index(text, value)
		v := corpus.Span{Start: at, End: at + len(value)}
		from, _ := r.when(sentenceAround(text, v), v)
		if x := span(want, want); want == "" && from != 0 || want != "" && from != x.from {
			t.Errorf("%s: %d, want %q", value, from, want)
		}
	}
}
