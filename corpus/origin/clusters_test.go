package origin

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
)

// TestClusters wants the groups that comparing each article with each gives.
func TestClusters(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	articles := map[string]Signature{"z-brief": Sign("Too short to tell."), "a-brief": Sign("Too short to tell.")}
	for i := range 60 {
		story := prose(r, 300)
		for k := range 1 + i%5 {
			id := fmt.Sprintf("%02d-%d", (i*7)%60, (k*3)%5)
			articles[id] = Sign(text(edited(story, 15+k/2*10)))
		}
	}
	var all Forest
	for a, x := range articles {
		for b, y := range articles {
			if a < b && Same(&x, &y) {
				all.Join(a, b)
			}
		}
	}
	want := all.Origins()
	if got := Clusters(articles); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(want) < 50 {
		t.Errorf("%d copies, want more to compare", len(want))
	}
}

// TestClustersOfMany joins all reprints of one text, however many.
func TestClustersOfMany(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	story := prose(r, 400)
	articles := map[string]Signature{}
	for i := range 300 {
		articles[fmt.Sprintf("%03d", i)] = Sign(text(edited(story, 30+i%7)))
	}
	got := Clusters(articles)
	for id := range articles {
		if id != "000" && got[id] != "000" {
			t.Fatalf("%s: origin %q, want 000", id, got[id])
		}
	}
	var links Forest
	for _, l := range linksOf(got) {
		links.Join(l[0], l[1])
	}
	if !maps.Equal(links.Origins(), got) {
		t.Error("the links of a forest do not make it again")
	}
}

func linksOf(origins map[string]string) [][2]string {
	var f Forest
	for id, o := range origins {
		f.Join(id, o)
	}
	return f.Links()
}
