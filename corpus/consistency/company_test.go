package consistency

import (
	"math"
	"strconv"
	"testing"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// valued is a value of an article.
func valued(article, value string) *Statement {
	s := &Statement{value: value, mention: &slot.Mention{Kind: "count"}, profile: new(profile)}
	s.Article = article
	s.Origin = article
	return s
}

// toldOf is a company of articles with values of one kind, all of one event, and
// the probabilities that two of them are of one thing.
func toldOf(p map[[2]*Statement]float32, articles ...[]*Statement) *company {
	c := newCompany(nil, nil)
	c.reach = len(articles)
	for _, list := range articles {
		c.articles = append(c.articles, account{first: list[0], list: list})
	}
	for k := range c.articles {
		for i := range k {
			c.direct[[2]int{i, k}] = storyOf{p: 1}
			m := &pairing{a: c.articles[i].kind("count"), b: c.articles[k].kind("count")}
			for _, x := range m.a.list {
				row := make([]float32, len(m.b.list))
				for n, y := range m.b.list {
					row[n] = p[[2]*Statement{x, y}]
				}
				m.p = append(m.p, row)
			}
			c.pairings[pairingOf{i, k, "count"}] = m
		}
	}
	return c
}

func TestOtherValuesOfBothArticles(t *testing.T) {
	x, y, more := valued("a", "11"), valued("b", "12"), valued("b", "11")
	c := toldOf(map[[2]*Statement]float32{{x, y}: 0.5, {x, more}: 0.8}, []*Statement{x}, []*Statement{y, more})
	at, ok := c.placeOf(y, x)
	if !ok {
		t.Fatal("two values of the company are not found")
	}
	f := at.beside()
	if f[0] != 0.5 || f[1] != 1 || f[2] > -0.29 || f[4] != 0.8 {
		t.Errorf("the other article has a likelier value, the very same: %v", f)
	}
}

func TestThirdArticles(t *testing.T) {
	x, y := valued("a", "11"), valued("b", "12")
	like, other := valued("c", "11"), valued("c", "40")
	c := toldOf(map[[2]*Statement]float32{{x, y}: 0.5, {x, like}: 0.9, {y, like}: 0.6, {x, other}: 0.1, {y, other}: 0.1},
		[]*Statement{x}, []*Statement{y}, []*Statement{like, other})
	at, _ := c.placeOf(x, y)
	got := at.testimony()
	want := testimony{given: [2]float32{0.9, 0}, most: [2]float32{0.9 * 0.6, 0}, sum: [2]float32{0.9 * 0.6, 0}, third: 0.9 * 0.6, together: 0.6}
	near := func(a, b float32) bool { return a-b < 1e-6 && b-a < 1e-6 }
	if !near(got.given[0], want.given[0]) || !near(got.most[0], want.most[0]) || !near(got.third, want.third) || !near(got.together, want.together) || got.apart != 0 || got.given[1] != 0 {
		t.Errorf("got %+v, want %+v", got, want)
	}
	like.Origin = "a" // a copy of the first says nothing new
	if got := at.testimony(); got != (testimony{}) {
		t.Errorf("a copy is heard: %+v", got)
	}
}

// Two articles with little in common are of one event if a third tells of both
// sides of it; a third that is hardly of the event of one says nothing.
// Two third articles that say little each make two be of one event where one does not.
func TestOneEventByWayOfSeveral(t *testing.T) {
	for n, want := range map[int]float64{1: 0.1, 2: 1 - 0.9*0.76*0.76, 3: 1 - 0.9*0.76*0.76} {
		lists := [][]*Statement{{valued("a", "1")}, {valued("b", "2")}}
		for i := range n {
			lists = append(lists, []*Statement{valued("c"+strconv.Itoa(i), "3")})
		}
		c := toldOf(nil, lists...)
		c.reach = len(lists)
		for i := range lists {
			for k := range i {
				c.direct[[2]int{k, i}] = storyOf{p: 0.3}
			}
		}
		c.direct[[2]int{0, 1}] = storyOf{p: 0.1}
		for i := 2; i < len(lists); i++ {
			c.direct[[2]int{0, i}] = storyOf{p: 0.95}
		}
		if got := c.story(1, 0).p; math.Abs(got-want) > 1e-9 {
			t.Errorf("by %d: one event with probability %v, want %v", n, got, want)
		}
	}
}

func TestOneEventByWayOfAThird(t *testing.T) {
	for name, tt := range map[string]struct {
		reach         int
		with1st, with int // of 100, of the third with each
		want          float64
	}{
		"sure of both":           {3, 80, 70, 0.7},
		"the first hardly":       {3, 30, 95, 0.1},
		"the second hardly":      {3, 95, 30, 0.1},
		"out of reach of either": {1, 80, 70, 0.1},
	} {
		c := toldOf(nil, []*Statement{valued("a", "1")}, []*Statement{valued("b", "2")}, []*Statement{valued("c", "3")})
		c.reach = tt.reach
		c.direct[[2]int{0, 1}] = storyOf{p: 0.1}
		c.direct[[2]int{0, 2}] = storyOf{p: float64(tt.with1st) / 100}
		c.direct[[2]int{1, 2}] = storyOf{p: float64(tt.with) / 100}
		if got := c.story(1, 0).p; got != tt.want {
			t.Errorf("%s: one event with probability %v, want %v", name, got, tt.want)
		}
	}
}

func TestStatementsOutsideACompany(t *testing.T) {
	x, y := valued("a", "11"), valued("b", "12")
	c := toldOf(nil, []*Statement{x}, []*Statement{y})
	stranger := valued("c", "11")
	dated := valued("b", "12")
	dated.mention.Kind = "date"
	for _, s := range []*Statement{stranger, dated, {Evidence: corpus.Evidence{Article: "b"}}} {
		if _, ok := c.placeOf(x, s); ok {
			t.Errorf("%s %v has a place", s.Article, s.mention)
		}
	}
}

// An article of a thousand values of a kind is matched by the first of them: the time
// grows with the third power.
func TestFirstValuesOfAKind(t *testing.T) {
	var list []*Statement
	for i := range 10 * maxKind {
		list = append(list, valued("a", strconv.Itoa(i)))
	}
	y := valued("b", "7")
	c := toldOf(nil, []*Statement{y}, list)
	if k := c.articles[1].kind("count"); len(k.list) != maxKind || len(k.mentions) != maxKind || k.list[maxKind-1] != list[maxKind-1] {
		t.Errorf("%d values, %d mentions", len(k.list), len(k.mentions))
	}
	if _, ok := c.placeOf(y, list[maxKind-1]); !ok {
		t.Error("the last of them has no place")
	}
	if _, ok := c.placeOf(y, list[maxKind]); ok {
		t.Error("one behind them has a place")
	}
}
