package bleveindex

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	gocmp "github.com/google/go-cmp/cmp"
)

// randomQuery makes a query of the words of shelved articles, some nested.
func randomQuery(r *rand.Rand, depth int) string {
	words := strings.Fields("harbour ferry storm night crew found lost boat wind pier absent")
	one := func() string { return words[r.IntN(len(words))] }
	switch n := r.IntN(14); {
	case n < 4 || depth > 2 && n > 9:
		return one()
	case n < 5:
		return `"` + one() + " " + one() + `"`
	case n < 6:
		return one()[:2+r.IntN(2)] + "*"
	case n < 7:
		return fmt.Sprintf("after:2024-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	case n < 8:
		return fmt.Sprintf("before:2024-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	case n < 9:
		return "entity:" + one()
	case n < 10:
		return fmt.Sprintf(`source:"Outlet %d"`, r.IntN(8))
	case n < 11:
		return "-" + randomQuery(r, depth+1)
	case n < 12:
		return "(" + randomQuery(r, depth+1) + " OR " + randomQuery(r, depth+1) + ")"
	}
	return "(" + randomQuery(r, depth+1) + " " + randomQuery(r, depth+1) + ")"
}

// TestSearchIsPlain compares searches by bitmaps with those that walk one document
// after the other, for random queries in all orders, page by page: the same number,
// hits, order, decimals of scores and cursors.
func TestSearchIsPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	disk := shelf(t, 3000)
	again := shelved(300) // of some a second version: the first are deleted
	filled(t, disk, again)
	memory, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	filled(t, memory, shelved(700))
	for range 400 {
		text := randomQuery(r, 0)
		req := &Request{Text: text, Size: 1 + r.IntN(12), Order: []Order{ByScore, ByScore, NewestFirst, OldestFirst}[r.IntN(4)]}
		if r.IntN(2) == 0 {
			req.Facets = []Facet{BySource}
		}
		x := disk
		if r.IntN(5) == 0 {
			x = memory
		}
		for page := 0; page < 3; page++ {
			next := samePage(t, x, req)
			if next == "" {
				break
			}
			req.After = next
		}
	}
}

// samePage searches both ways and returns the cursor of the next page.
func samePage(t *testing.T, x *Index, req *Request) (next string) {
	t.Helper()
	parsed, err := parse(req.Text)
	if err != nil {
		return ""
	}
	err = x.read("test", func(r index.IndexReader) error {
		s := &searching{ctx: t.Context(), req: req, order: req.Order}
		if s.leaves, err = leavesOf(r); err != nil {
			return err
		}
		p := planner{ctx: s.ctx, leaves: s.leaves}
		if p.docs, err = r.DocCount(); err != nil {
			return err
		}
		plan, err := p.plan(parsed)
		if err != nil {
			return err
		}
		want := s.plainly(t, plan)
		got, err := s.collect(plan)
		if err != nil {
			return err
		}
		if diff := gocmp.Diff(flat(want), flat(got)); diff != "" {
			t.Fatalf("%s, %q, after %q: %s", req.Text, req.Order, req.After, diff)
		}
		if n := len(got.best); n == req.size() {
			next = cursor(&got.best[n-1], s.order)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", req.Text, err)
	}
	return next
}

// flat is what a search found without pointers.
func flat(f *found) (out []string) {
	out = append(out, fmt.Sprint(f.total))
	for _, h := range f.best {
		out = append(out, fmt.Sprintf("%s %v %s", h.id, h.score, h.date))
	}
	for i, docs := range f.docs {
		if len(docs) > 0 {
			out = append(out, fmt.Sprint(i, docs))
		}
	}
	return out
}

// TestOutletsThatRepeatThemselves looks for phrases in names of outlets that have them
// once, twice and with another word between.
func TestOutletsThatRepeatThemselves(t *testing.T) {
	x, _ := onDisk(t)
	names := []string{"North Star", "North Star and North Star News", "North Bright Star", "The North Star", "Star North", "North star north star north star"}
	var docs []Doc
	for i := range 60 {
		docs = append(docs, article(fmt.Sprintf("o%02d", i), names[i%len(names)], "2024-03-01", "harbour", "The ferry is late."))
	}
	filled(t, x, docs)
	for _, c := range []struct {
		text string
		want int
	}{
		{`source:"north star"`, 40}, {`source:"star north"`, 20}, {`source:"north star news"`, 10},
		{`source:"news star"`, 0}, {`ferry -source:"north star"`, 20}, {`harbour source:"the north star"`, 10},
	} {
		res, err := x.Search(t.Context(), Request{Text: c.text})
		if err != nil || int(res.Total) != c.want {
			t.Errorf("%s: %d articles, %v", c.text, res.Total, err)
		}
		samePage(t, x, &Request{Text: c.text, Size: 25})
	}
}
