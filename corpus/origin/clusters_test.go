package origin

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
)

// TestClusters wants the groups that an index finds that sees one article after
// the other.
func TestClusters(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	articles := map[string]Signature{"z-brief": Sign("Too short to tell."), "a-brief": Sign("Too short to tell.")}
	x := NewIndex()
	for i := range 60 {
		story := prose(r, 300)
		for k := range 1 + i%5 {
			id := fmt.Sprintf("%02d-%d", (i*7)%60, (k*3)%5)
			articles[id] = Sign(text(edited(story, 15+k/2*10)))
			x.Add(id, articles[id])
		}
	}
	got := Clusters(articles)
	joined := 0
	for id := range articles {
		want := x.Origin(id)
		if want == "" || want == id {
			if o, ok := got[id]; ok && o != id {
				t.Errorf("%s: put with %s, want alone", id, o)
			}
			continue
		}
		joined++
		if got[id] != want {
			t.Errorf("%s: origin %q, want %q", id, got[id], want)
		}
	}
	if joined < 50 {
		t.Errorf("%d copies, want more to compare", joined)
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
