package web

import (
	"fmt"
	"strconv"
	"time"

	"twosource/corpus/bleveindex"
)

// histogram shows how many articles were published when. It is drawn on the
// server, so it needs no script; its bars are wide enough to be clicked.
type histogram struct {
	Bars        []bar
	First, Last string
}

// bar is one period; the numbers are user units of the drawing.
type bar struct {
	Name, Narrow string
	Count        int
	X, Y, Height int
}

const (
	barHeight = 80
	barWidth  = 26
	maxBars   = 10
)

// newHistogram joins months to quarters or years until the bars fit; of still
// more years only the last are shown. narrow makes an address of a query term.
func newHistogram(months []bleveindex.FacetValue, narrow func(term string) string) histogram {
	for _, step := range []int{1, 3, 12} {
		bars := periods(months, step, narrow)
		if len(bars) <= maxBars || step == 12 {
			return place(bars[max(0, len(bars)-maxBars):])
		}
	}
	return histogram{}
}

// periods counts by periods of step months, from the first with an article to
// the last, empty ones included.
func periods(months []bleveindex.FacetValue, step int, narrow func(string) string) []bar {
	count := map[int]int{}
	first, last := 0, -1
	for _, m := range months {
		t, err := time.Parse("2006-01", m.Value)
		if err != nil {
			continue
		}
		p := (t.Year()*12 + int(t.Month()) - 1) / step
		if last < 0 {
			first = p
		}
		first, last = min(first, p), max(last, p)
		count[p] += m.Count
	}
	first = max(first, last-400) // a stray date far off draws no endless axis
	var bars []bar
	for p := first; p <= last; p++ {
		name, term := period(p, step)
		bars = append(bars, bar{Name: name, Narrow: narrow(term), Count: count[p]})
	}
	return bars
}

// period names the n-th period of step months, and finds it.
func period(n, step int) (name, term string) {
	month := func(m int) string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }
	switch step {
	case 1:
		return month(n), "on:" + month(n)
	case 3:
		return fmt.Sprintf("%04d Q%d", n/4, n%4+1), "after:" + month(n*3-1) + " before:" + month(n*3+3)
	}
	return strconv.Itoa(n), "on:" + fmt.Sprintf("%04d", n)
}

func place(bars []bar) histogram {
	highest := 1
	for _, b := range bars {
		highest = max(highest, b.Count)
	}
	for i := range bars {
		h := bars[i].Count * barHeight / highest
		if bars[i].Count > 0 {
			h = max(h, 2)
		}
		bars[i].X, bars[i].Y, bars[i].Height = i*(barWidth+1), barHeight-h, h
	}
	if len(bars) == 0 {
		return histogram{}
	}
	return histogram{Bars: bars, First: bars[0].Name, Last: bars[len(bars)-1].Name}
}
