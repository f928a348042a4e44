package bleveindex

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzSearch runs any line as a query: it must answer or say what is wrong,
// and soon.
func FuzzSearch(f *testing.F) {
	x, err := Memory()
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { x.Close() })
	if err := x.Put(harbour(), Reached{}); err != nil {
		f.Fatal(err)
	}
	for _, q := range []string{
		"ferry", `"sund lines" -ferry`, "(a OR b) AND NOT c*", "before:2024-07-19", "figure:>5m", "figure:-3..1e9", "entity:“Sund Lines”",
		"((((", "a:b", `"`, "*", "/x/", "-", "--a", "+ -", "OR OR", "( )", "\xff\xfe", "figure:>>1", "after:9999", "before:0001-01-01", "世界 ü",
	} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		start := time.Now()
		res, err := x.Search(context.Background(), Request{Text: q})
		var wrong *QueryError
		if err != nil && (!errors.As(err, &wrong) || wrong.Hint == "") {
			t.Fatalf("%q: %v", q, err)
		}
		if took := time.Since(start); took > time.Minute {
			t.Fatalf("%q took %v", q, took)
		}
		if err != nil {
			return
		}
		for _, h := range res.Hits {
			for _, m := range h.Marks {
				if !h.Snippet.Contains(m) || m.In(h.Article.Text) == "" {
					t.Fatalf("%q: mark %v outside the snippet %v", q, m, h.Snippet)
				}
			}
		}
	})
}

// FuzzTerms checks that terms cuts any text into ranges that rise, lie on
// runes, and give the same terms when cut out and read again.
func FuzzTerms(f *testing.F) {
	for _, s := range []string{"", "The ship's 1,200.50 companies’ Müller", "can't 世界 1,23,456 8.74% ", "\xffa\xc3", "x" + string(make([]byte, 200)), "ǅungla ﬁre İstanbul"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		terms(s, func(term []byte, start, end int) {
			if start < last || end <= start || end > len(s) || len(term) == 0 {
				t.Fatalf("%q: term %q at %d to %d after %d", s, term, start, end, last)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[start:end]) {
				t.Fatalf("%q: %d to %d cuts a rune", s, start, end)
			}
			last = end
		})
	})
}

// TestStretches compares ranges of coarse terms with plain comparison.
func TestStretches(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	value := func() uint64 {
		switch r.IntN(4) {
		case 0:
			return sortable(float64(r.IntN(2000) - 1000))
		case 1:
			return sortable(math.Ldexp(r.Float64()-0.5, r.IntN(80)))
		case 2:
			return r.Uint64()
		}
		return []uint64{0, 1, math.MaxUint64, math.MaxUint64 - 1, 1 << 52, 1<<52 - 1}[r.IntN(6)]
	}
	for range 20000 {
		lo, hi, v := value(), value(), value()
		if lo > hi {
			lo, hi = hi, lo
		}
		for _, shifts := range [][]uint{figureShifts, dayShifts} {
			parts := stretches(lo, hi, shifts)
			if len(parts) > 2*len(shifts) {
				t.Fatalf("%d parts for %d to %d", len(parts), lo, hi)
			}
			n := 0
			for _, p := range parts {
				if c := v >> shifts[p.level]; p.lo <= c && c <= p.hi {
					n++
				}
			}
			if in := lo <= v && v <= hi; in != (n > 0) || n > 1 {
				t.Fatalf("%d in %d to %d: in %d of %v", v, lo, hi, n, parts)
			}
		}
	}
}
