package newsgen

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func collect(t *testing.T, o Options) (articles []Article, planted []Planted) {
	t.Helper()
	err := Generate(o, func(a Article, p []Planted) error {
		articles = append(articles, a)
		planted = append(planted, p...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return articles, planted
}

func TestSameSeedSameBytes(t *testing.T) {
	a, _ := collect(t, Options{Seed: 7, Articles: 300})
	b, _ := collect(t, Options{Seed: 7, Articles: 300})
	if !reflect.DeepEqual(a, b) {
		t.Error("two runs differ")
	}
	longer, _ := collect(t, Options{Seed: 7, Articles: 600})
	if !reflect.DeepEqual(a, longer[:300]) {
		t.Error("a longer corpus begins with other articles")
	}
}

func TestPlantedValuesStandInTheirArticles(t *testing.T) {
	articles, planted := collect(t, Options{Seed: 1, Articles: 3000})
	text := map[string]string{}
	for _, a := range articles {
		if text[a.ID] != "" {
			t.Fatalf("id %s twice", a.ID)
		}
		text[a.ID] = a.Text
	}
	if len(planted) < 30 {
		t.Fatalf("only %d planted", len(planted))
	}
	for _, p := range planted {
		for i, id := range p.Articles {
			if !strings.Contains(text[id], p.Values[i]) {
				t.Errorf("%s %s: %q is not in %s", p.Subject, p.Attribute, p.Values[i], id)
			}
		}
	}
}

func TestStopsOnError(t *testing.T) {
	stop := errors.New("stop")
	n := 0
	err := Generate(Options{Articles: 100}, func(Article, []Planted) error { n++; return stop })
	if err != stop || n != 1 {
		t.Errorf("got %v after %d articles", err, n)
	}
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]int{}
	for i := range 200000 {
		if j, ok := seen[root(i)]; ok {
			t.Fatalf("%d and %d are both %s", i, j, root(i))
		}
		seen[root(i)] = i
	}
}
