package bleveindex

import (
	"math"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// fewDated is of how many matches of a segment the dates are read one by one. Of more,
// those of the newest days, or the oldest, are looked at, as many as are wanted.
const fewDated = 64

// byDate offers the matches of a segment to the ranking by their dates.
func (c *finder) byDate(i int, m *matched) error {
	c.matched[i] = m
	if m.docs.GetCardinality() <= fewDated {
		return c.dated(i, m.docs)
	}
	l := c.s.leaves[i]
	with, err := l.withDay()
	if err != nil {
		return err
	}
	if err := c.dated(i, roaring.AndNot(m.docs, with)); err != nil { // some may have dates that are no days
		return err
	}
	months, err := c.days(l, 1, 0, math.MaxUint64, m.docs)
	if err != nil {
		return err
	}
	for _, month := range months {
		if c.top.past(c.first(month)) {
			return nil
		}
		days, err := c.days(l, 0, month<<dayShifts[1], (month+1)<<dayShifts[1]-1, m.docs)
		if err != nil {
			return err
		}
		for _, day := range days {
			iso := isoDay(day)
			if c.top.past(iso) {
				return nil
			}
			if c.top.passed(iso) {
				continue
			}
			if err := c.ofDay(i, m.docs, iso); err != nil {
				return err
			}
		}
	}
	return nil
}

// first is the day of a month, of 32 days, that comes first in the order.
func (c *finder) first(month uint64) string {
	if c.s.order == NewestFirst {
		month++
		return isoDay(month<<dayShifts[1] - 1)
	}
	return isoDay(month << dayShifts[1])
}

// ofDay offers the matches of one day.
func (c *finder) ofDay(i int, docs *roaring.Bitmap, iso string) error {
	l := c.s.leaves[i]
	return l.eachValue(fieldDate, []byte(iso), behind(iso), func(v value) error {
		dated, err := v.docs()
		if err != nil {
			return err
		}
		date := string(v.term)
		for it := roaring.And(dated, docs).Iterator(); it.HasNext(); {
			if err := c.top.offer(scored{leaf: l, segment: i, doc: int(it.Next()), date: date}); err != nil {
				return err
			}
		}
		return c.s.ctx.Err()
	})
}

// dated offers documents of a segment whose dates are read one by one.
func (c *finder) dated(i int, docs *roaring.Bitmap) error {
	date := c.s.dates(i)
	for it := docs.Iterator(); it.HasNext(); {
		h := scored{leaf: c.s.leaves[i], segment: i, doc: int(it.Next())}
		var err error
		if h.date, err = date(h.doc); err != nil {
			return err
		}
		if err := c.top.offer(h); err != nil {
			return err
		}
		if c.tries++; c.tries%1024 == 0 && c.s.ctx.Err() != nil {
			return c.s.ctx.Err()
		}
	}
	return nil
}

// past reports whether no hit of a day can be among the best, nor of one that comes
// after it in the order.
func (t *ranking) past(day string) bool {
	if len(t.hits) < t.size {
		return false
	}
	worst := t.hits[0].date
	if t.order == NewestFirst {
		return worst > day+"\xff"
	}
	return worst != "" && worst < day
}

// passed reports whether all hits of a day were on the pages before.
func (t *ranking) passed(day string) bool {
	switch {
	case t.after == nil:
		return false
	case t.after.date == "": // what has no date comes last
		return true
	case t.order == NewestFirst:
		return day > t.after.date
	}
	return day+"\xff" < t.after.date
}

// isoDay is how the dates of a day begin.
func isoDay(day uint64) string {
	return time.Unix((int64(day)-epoch)*86400, 0).UTC().Format(time.DateOnly)
}

// days are the days that some documents of a segment have, in the order of the
// search; at level 1 months of 32 days.
func (c *finder) days(l *leaf, level int, lo, hi uint64, docs *roaring.Bitmap) (days []uint64, err error) {
	err = l.eachValue(fieldDay, []byte(numberTerm(level, lo)), append([]byte(numberTerm(level, hi)), 0), func(v value) error {
		with, err := v.docs()
		if err == nil && with.Intersects(docs) {
			days = append(days, numberOf(v.term))
		}
		return err
	})
	if c.s.order == NewestFirst {
		slices.Reverse(days)
	}
	return days, err
}

// withDay are the documents of a segment that have a day.
func (l *leaf) withDay() (*roaring.Bitmap, error) {
	out := roaring.New()
	coarse := numberTerm(len(dayShifts)-1, 0)[:1]
	err := l.eachValue(fieldDay, []byte(coarse), behind(coarse), func(v value) error { return addValue(out, v) })
	return out, err
}

// rescore fills in the scores of hits that were found by their dates.
func (s *searching) rescore(p plan, all []*matched, best []scored) error {
	var column scores
	for i, m := range all {
		want := roaring.New()
		for k := range best {
			if best[k].segment == i {
				want.Add(uint32(best[k].doc))
			}
		}
		if want.IsEmpty() {
			continue
		}
		column.zero(want, s.leaves[i].size())
		if err := p.score(i, m, want, &column); err != nil {
			return err
		}
		for k := range best {
			if best[k].segment == i {
				best[k].score = column.of[best[k].doc]
			}
		}
	}
	return nil
}

// dates returns a function that gives the dates of documents of a segment, in
// rising order.
func (s *searching) dates(i int) func(doc int) (string, error) {
	if s.columns != nil {
		c, words := &s.columns.of[i][dateColumn], s.columns.words[dateColumn]
		return func(doc int) (string, error) {
			for _, v := range c.at(doc) {
				return words[v], nil
			}
			return "", nil
		}
	}
	r := s.leaves[i].values(fieldDate)
	return func(doc int) (date string, err error) {
		err = r.visit(doc, func(_ string, value []byte) { date = string(value) })
		return date, err
	}
}
